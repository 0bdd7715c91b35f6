// A contract goes out to be signed elsewhere, by mail and to a service: by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { frozenContract, openFirm, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { choose, fill, forbidPointer, run, tabTo } from "./keyboard.mjs";

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `sending-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Opens the window on the contract that nobody has signed. */
async function onContract(t, scheme) {
  const made = await openFirm(t, { scheme, fill: frozenContract });
  await forbidPointer(made.page);
  await run(made.page, made.filled.contract.number);
  await made.page.locator(".pvwrap .textLayer span").first().waitFor();
  return made;
}

async function toSheet(page) {
  await run(page, "Send to be signed");
  const sheet = page.getByRole("dialog", { name: /^Send CTR-/ });
  await sheet.getByRole("textbox", { name: "Subject" }).waitFor();
  return sheet;
}

/** Chooses the service beside the mail. */
async function toService(page, sheet) {
  await sheet.getByRole("radio", { name: "By mail" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(
    await sheet.getByRole("radio", { name: "Signing service" }).getAttribute("aria-checked"),
    "true",
  );
}

for (const scheme of ["light", "dark"]) {
  test(`a contract goes out as a draft of the mail program, in ${scheme}`, async (t) => {
    const { page, call, filled } = await onContract(t, scheme);
    const sheet = await toSheet(page);
    assert.equal(
      await sheet.getByRole("textbox", { name: "To" }).inputValue(),
      "office@larkfield.example",
    );
    await looked(page, `mail-${scheme}`);
    await fill(page, "To", "nobody");
    await page.keyboard.press("Control+Enter");
    await sheet.locator("[aria-invalid='true']").waitFor();
    await looked(page, `problem-${scheme}`);
    await fill(page, "To", "nadia@larkfield.example");
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await page.getByText("By mail to nadia@larkfield.example", { exact: true }).waitFor();
    await page.getByText("Out", { exact: true }).first().waitFor();
    await looked(page, `out-${scheme}`);
    const { out, contract } = await call("contract", { contract_id: filled.contract.id });
    assert.equal(out.words, "By mail to nadia@larkfield.example");
    assert.equal(contract.stage, "frozen");
  });

  test(`a service gets its copy and gives the signed one back, in ${scheme}`, async (t) => {
    const { page, call, filled } = await onContract(t, scheme);
    const sheet = await toSheet(page);
    await toService(page, sheet);
    await tabTo(page, "Save the copy to sign");
    await page.keyboard.press("Enter");
    await sheet.getByText("CTR-2026-001-v1-to-sign.pdf was written").waitFor();
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("Enter a name").waitFor();
    await fill(page, "Name of the service", "Harbour Sign");
    await looked(page, `service-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await page.getByText("To the service Harbour Sign", { exact: true }).waitFor();

    await page.keyboard.press("Control+Shift+S");
    const signing = page.getByRole("dialog", { name: /^Sign CTR-/ });
    await signing.locator(".thumb .textLayer span").first().waitFor();
    await page.getByRole("radio", { name: /^Draw/ }).focus();
    await page.keyboard.press("ArrowUp");
    const zip = {
      name: "envelope.zip",
      mimeType: "application/zip",
      buffer: Buffer.from("PK\x03\x04"),
    };
    await choose(page, zip);
    await signing.getByText(/^This ZIP is damaged/).waitFor();
    await looked(page, `zip-${scheme}`);
    const { stage } = (await call("contract", { contract_id: filled.contract.id })).contract;
    assert.equal(stage, "frozen");
  });

  test(`the message and the trusted time are set in words, in ${scheme}`, async (t) => {
    const { page, call } = await openFirm(t, { scheme });
    await forbidPointer(page);
    await run(page, "Signing key");
    await page.getByRole("heading", { name: "Trusted time" }).waitFor();
    await page.getByText("no time is asked for").waitFor();
    await fill(page, "Address of the timestamp server", "tsa.example");
    await tabTo(page, "Save the rules");
    await page.keyboard.press("Enter");
    await page.getByText(/^Enter the whole address/).waitFor();
    await looked(page, `rules-${scheme}`);
    await fill(page, "Address of the timestamp server", "https://tsa.example/tsr");
    await tabTo(page, "Save the rules");
    await page.keyboard.press("Enter");
    await page.getByText("The rules of signing were saved.").waitFor();
    const { rules } = await call("signing_rules");
    assert.equal(rules.timestamp_url, "https://tsa.example/tsr");
  });
}
