// Reserve releases and recourse: staged, confirmed, printed and taken back, by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, shot } from "./harness.mjs";
import { fill, run, tabTo, toPane } from "./keyboard.mjs";
import { call } from "./vault.mjs";
import { bankAccounts, enterAccount, runTerms, withBooks } from "./with-books.mjs";

const sizes = [
  ["usual", 1280, 800],
  ["small", 960, 600],
  ["large", 2560, 1440],
];

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `releases-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function withRuns(t, scheme) {
  const opened = await withBooks(t, scheme, { door: "/test/runs", values: runTerms });
  await bankAccounts(opened.host);
  return opened;
}

async function listed(host) {
  const list = await call(host, "list_releases", { day: "" });
  return { list, clients: list.rows.map((row) => row.client.id) };
}

async function toReleases(page) {
  await run(page, "Reserve releases");
  await page.getByRole("option", { name: /Brinmoor Staffing/ }).waitFor();
  await page.getByRole("table", { name: "Invoices of this release" }).waitFor();
}

for (const scheme of ["light", "dark"]) {
  test(`a release is staged, confirmed and printed by keyboard, in ${scheme}`, async (t) => {
    const { page, host } = await withRuns(t, scheme);
    await toReleases(page);
    await page.getByText("Release 2,090.00 USD").waitFor();
    await looked(page, `due-${scheme}`);
    await tabTo(page, "To the client:");
    await page.keyboard.press("Enter");
    await page.getByText("formula F-43").waitFor();
    await page.keyboard.press("Escape");

    await page.keyboard.press("Control+Enter");
    const question = page.getByRole("alertdialog", { name: /^Release to Brinmoor Staffing/ });
    await question.getByText("2,200.00 USD leaves the reserve.").waitFor();
    await looked(page, `question-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText(/2,090.00 USD released to Brinmoor/).waitFor();

    await run(page, "Past releases");
    await page.getByRole("row", { name: /Brinmoor Staffing.*Paid/ }).waitFor();
    await looked(page, `history-${scheme}`);
    await page.keyboard.press("Enter");
    await page.locator(".pvwrap .textLayer span").first().waitFor();
    await page.getByText(/Confirmed by Ruth Adeyemi/).waitFor();
    assert.equal(await page.getByRole("button", { name: "Open the report" }).count(), 0);
    await looked(page, `report-${scheme}`);
    await page.keyboard.press("Control+s");
    await page.getByText("settlement-RL-00001.pdf was written").waitFor();

    await run(page, "Reverse…");
    const sheet = page.getByRole("dialog", { name: "Reverse this release" });
    await sheet.getByText("Each entry is mirrored").waitFor();
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("Say why, in a few words.").waitFor();
    await axe(page);
    await page.keyboard.type("Sent to a closed account");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Reversed by Ruth Adeyemi").waitFor();
    const checked = await call(host, "check_books");
    assert.equal(checked.is_sound, true);
  });
}

test("a hold is placed, said with its reason, and lifted", async (t) => {
  const { page } = await withRuns(t);
  await toReleases(page);
  await run(page, "Hold the reserve of Brinmoor");
  const sheet = page.getByRole("dialog", { name: /^Hold the reserve/ });
  await fill(page, "Reason", "Quality claim of Tarn Valley");
  await axe(page);
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  await page.getByText("Quality claim of Tarn Valley.", { exact: false }).first().waitFor();
  await looked(page, "held");
  await tabTo(page, "Lift it");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Lift the hold" }).waitFor();
  await page.keyboard.type("Settled by phone");
  await page.keyboard.press("Control+Enter");
  await page.getByText("The hold was lifted").waitFor();
  await page.getByText("Release 2,090.00 USD").waitFor();
});

test("nothing is released to a changed account before it is confirmed", async (t) => {
  const { page, host } = await withRuns(t);
  const { clients } = await listed(host);
  await enterAccount(host, clients[0], "9900123456");
  await toReleases(page);
  const rail = page.getByRole("complementary", { name: "Staged release" });
  await rail.getByText("new or was changed", { exact: false }).waitFor();
  const button = rail.getByRole("button", { name: /^Release 2,090.00/ });
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  await page.keyboard.press("Control+Enter");
  await looked(page, "account-held");
  assert.equal(await page.getByRole("alertdialog").count(), 0);
  await tabTo(page, "Confirm the bank account");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Confirm the bank account" }).waitFor();
  await fill(page, "Who confirmed it", "Nadia Ferro, president");
  await fill(page, "How", "Call to the number on file");
  await page.keyboard.press("Control+Enter");
  await rail.getByText("ACH to Harbour Savings", { exact: false }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog", { name: /^Release to Brinmoor/ }).waitFor();
});

test("all that are due are released in one go, and who is held says why", async (t) => {
  const { page, host } = await withRuns(t);
  const { rows } = await call(host, "list_releases", { day: "" });
  await call(host, "place_hold", {
    client_id: rows[1].client.id,
    invoice_id: null,
    is_lien: true,
    reason: "Tax lien of March 2",
  });
  await toReleases(page);
  await page.keyboard.press("Control+Shift+Enter");
  const sheet = page.getByRole("dialog", { name: "Release to all that are due" });
  await sheet.getByText(/Tax lien of March 2/).waitFor();
  await looked(page, "all");
  await page.keyboard.press("Control+Enter");
  await sheet.getByText(/2,090.00 USD, ACH to Harbour Savings/).waitFor();
  await sheet.getByText("2 of 2 done, 1 client paid.").waitFor();
  await looked(page, "all-done");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
});

for (const scheme of ["light", "dark"]) {
  test(`an invoice is charged back and its notice printed, in ${scheme}`, async (t) => {
    const { page, host } = await withRuns(t, scheme);
    await run(page, "Recourse: what is to be charged back");
    const grid = page.getByRole("grid", { name: "Open invoices" });
    await grid.getByText("8,900.00").waitFor();
    await looked(page, `recourse-${scheme}`);
    await tabTo(page, "Open invoices");
    await page.keyboard.press("Control+Enter");
    const sheet = page.getByRole("dialog", { name: "Charge back Q-201" });
    await sheet.getByText("How it comes back, in this order").waitFor();
    await sheet.getByText("Charge back 8,900.00 USD").waitFor();
    await fill(page, "Face of a part", "11,000");
    await sheet.getByText("up to USD 10,000.00", { exact: false }).waitFor();
    await fill(page, "Face of a part", "1,000");
    await sheet.getByText("Charge back 800.00 USD").waitFor();
    await fill(page, "Face of a part", " ");
    await sheet.getByText("Charge back 8,900.00 USD").waitFor();
    await looked(page, `charge-back-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText(/Q-201 was charged back/).waitFor();

    await run(page, "Charge-backs and write-offs");
    await page.getByRole("grid", { name: "Charge-backs" }).getByText("Q-201").waitFor();
    await looked(page, `cases-${scheme}`);
    await page.keyboard.press("Enter");
    await page.locator(".pvwrap .textLayer span").first().waitFor();
    await toPane(page, "Facts");
    await looked(page, `notice-${scheme}`);
    const checked = await call(host, "check_books");
    assert.equal(checked.is_sound, true);
  });
}

test("a write-off is refused without evidence and says so at the field", async (t) => {
  const { page } = await withRuns(t);
  await run(page, "Recourse: what is to be charged back");
  await page.getByRole("grid", { name: "Open invoices" }).getByText("8,900.00").waitFor();
  await run(page, "Show recourse: our risk");
  await page.getByRole("grid").getByText("Q-203").waitFor();
  await page.keyboard.press("Control+Shift+W");
  const sheet = page.getByRole("dialog", { name: "Write off Q-203" });
  await fill(page, "Reason", "Petition of November 12");
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("Attach what shows that the debtor failed", { exact: false }).waitFor();
  await looked(page, "write-off");
});
