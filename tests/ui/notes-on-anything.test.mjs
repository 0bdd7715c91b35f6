// Notes on an invoice and its debtor by keyboard: written, found at the debtor, corrected, pinned.

import { test } from "node:test";
import { sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { fill, run, tabTo } from "./keyboard.mjs";
import { call } from "./vault.mjs";
import { withBooks } from "./with-books.mjs";

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Opens a record by its words in the palette. */
async function find(page, text, name) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /search/i }).waitFor();
  await page.keyboard.type(text);
  await page.getByRole("option", { name, selected: true }).waitFor();
  await page.keyboard.press("Enter");
}

for (const scheme of ["light", "dark"]) {
  test(`a note on an invoice is read at its debtor and corrected, in ${scheme}`, async (t) => {
    const { page, host } = await withBooks(t, scheme);
    const query = { text: "corvane", view: "all", limit: 1 };
    const { rows } = await call(host, "list_invoices", query);
    const { number, debtor_name: debtor } = rows[0];
    await find(page, number, new RegExp(number));
    await page.getByRole("heading", { level: 1, name: number }).waitFor();
    await page.getByText("Nothing noted yet").waitFor();

    await run(page, "Log a note");
    const sheet = page.getByRole("dialog", { name: "New note" });
    await sheet.getByText(`Invoice ${number}`).first().waitFor();
    await sheet.getByText("Nothing was noted yet.").waitFor();
    await page.keyboard.type("The driver has the signed receipt.");
    await fill(page, "Tags", "delivery, change order");
    await tabTo(page, "Proof provided");
    await page.keyboard.type("Proof of d");
    await looked(page, `note-on-invoice-${scheme}`);
    await sheet.getByRole("radio", { name: /^None needed/ }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Note saved", { exact: true }).waitFor();
    await page.getByText("#change order #delivery").waitFor();
    await looked(page, `invoice-notes-${scheme}`);

    await find(page, debtor, new RegExp(`^${debtor}`));
    await page.getByRole("heading", { level: 1, name: debtor }).waitFor();
    await page.getByRole("button", { name: "Notes", exact: true }).press("Enter");
    await page.getByText("The driver has the signed receipt.").waitFor();
    await page.getByText(`Invoice ${number}`).waitFor();
    await tabTo(page, "Correct");
    await page.keyboard.press("Enter");
    const correcting = page.getByRole("dialog", { name: "Correct a note" });
    await correcting.getByText("What was written first stays readable").waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("The office has the signed receipt.");
    await looked(page, `note-correction-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("Corrected", { exact: true }).waitFor();
    await page.getByText("The driver has the signed receipt.").waitFor();

    await run(page, "Pin the chosen note");
    await page.getByRole("list", { name: "Pinned notes" }).waitFor();
    await looked(page, `debtor-notes-${scheme}`);
  });
}

test("a note on a posted receipt stands on its page", async (t) => {
  const { page } = await withBooks(t, "light");
  await page.keyboard.press("Control+5");
  await page.getByRole("heading", { level: 1, name: "Collections" }).waitFor();
  await run(page, "Posted receipts");
  const list = page.getByRole("grid", { name: "Posted receipts" });
  await list.getByText("Corvane Pharma").first().waitFor();
  await list.focus();
  await page.keyboard.press("Enter");
  const history = page.getByRole("region", { name: "Notes and history" });
  await history.getByText("Nothing noted yet").waitFor();
  await run(page, "Log a note");
  const sheet = page.getByRole("dialog", { name: "New note" });
  await sheet.getByText("Nothing was noted yet.").waitFor();
  await page.keyboard.type("The bank says that the check is good.");
  await page.getByRole("radio", { name: /^None needed/ }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await history.getByText("The bank says that the check is good.").waitFor();
  await looked(page, "receipt-history");
});
