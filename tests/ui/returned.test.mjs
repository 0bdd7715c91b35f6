// A contract that was signed elsewhere: the copy that came back, by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { frozenContract, openFirm, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { choose, fill, forbidPointer, pdfOf, run } from "./keyboard.mjs";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E" +
    "rkJggg==",
  "base64",
);
const scan = { name: "signed in Chelsea.png", mimeType: "image/png", buffer: png };

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `returned-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Opens the signing sheet at the way for a copy that came back. */
async function toCopy(page) {
  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
  await sheet.locator(".thumb .textLayer span").first().waitFor();
  await page.getByRole("radio", { name: /^Draw/ }).focus();
  await page.keyboard.press("ArrowUp");
  assert.ok(await page.getByRole("radio", { name: /^Came back/ }).isChecked());
  return sheet;
}

for (const scheme of ["light", "dark"]) {
  test(`a copy that came back is compared and kept as the signature, in ${scheme}`, async (t) => {
    const { page, call, filled } = await openFirm(t, { scheme, fill: frozenContract });
    await forbidPointer(page);
    const { id, number } = filled.contract;
    await run(page, number);
    await page.locator(".pvwrap .textLayer span").first().waitFor();

    const sheet = await toCopy(page);
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("Choose the file that came back").waitFor();
    const frozen = await call("contract_pdf", { contract_id: id, file: "frozen" });
    await page.getByRole("radio", { name: /^Came back/ }).focus();
    await choose(page, pdfOf(Buffer.from(frozen.data, "base64"), "as it was sent.pdf"));
    await sheet.getByText("Not signed", { exact: true }).waitFor();
    await looked(page, `unsigned-${scheme}`);

    await page.getByRole("radio", { name: /^Came back/ }).focus();
    await choose(page, scan);
    await sheet.getByText("Compare it by eye", { exact: true }).waitFor();
    await fill(page, "Name", "Nadia Ferro");
    await fill(page, "Title", "President");
    await fill(page, "Day beside the signature", "tomorrow");
    await sheet.getByRole("checkbox").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("This day has not come yet").waitFor();
    await looked(page, `problem-${scheme}`);
    await fill(page, "Day beside the signature", "today");
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    const file = page.getByRole("button", { name: scan.name });
    await file.waitFor();

    // The other party signed on the same copy: it is offered again.
    await page.keyboard.press("Control+Shift+S");
    await sheet.getByText("Compare it by eye", { exact: true }).waitFor();
    await looked(page, `second-${scheme}`);
    await fill(page, "Day beside the signature", "today");
    await sheet.getByRole("checkbox").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await page.getByText("Signed", { exact: true }).first().waitFor();
    await page.locator(".pvwrap .textLayer span").first().waitFor();
    await looked(page, `signed-${scheme}`);
    await file.first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: scan.name }).waitFor();
    await looked(page, `file-${scheme}`);
    const { contract } = await call("contract", { contract_id: id });
    assert.equal(contract.stage, "signed");
  });
}
