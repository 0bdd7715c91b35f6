// Schedules of accounts: pasted, checked, overridden, funded, printed and reversed by keyboard.

import assert from "node:assert/strict";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import {
  begin,
  bought,
  confirmAccount,
  enterAccount,
  grid,
  looked,
  openBuying,
  openFromList,
  override,
  paste,
  savedLines,
  submitted,
  toCheck,
} from "./buying.mjs";
import { openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { fill, forbidPointer, run, tabTo } from "./keyboard.mjs";

/** As the client's clerk copies them out of a spreadsheet. */
const sheet = [
  ["Invoice no.", "Customer", "Load", "Invoice date", "Due date", "Amount"],
  ["AF-76961", "Marrow Bay Logistics", "MB-66120", "11/14/2026", "12/14/2026", "4,120.00"],
  ["AF-76962", "Quillon Retail Group", "QR-20841", "11/14/2026", "12/29/2026", "7,860.00"],
  ["AF-76963", "Tarn Valley Grocers", "TV-5190", "11/15/2026", "12/15/2026", "5,380.00"],
  ["AF-76964", "Delmarsh Energy", "DE-771-3", "11/15/2026", "12/30/2026", "8,940.00"],
  ["AF-76960", "Marrow Bay Logistics", "MB-65977", "11/14/2026", "12/14/2026", "9,172.50"],
  ["AF-76965", "Thornbury Foods", "TF-33008", "11/16/2026", "12/16/2026", "3,275.00"],
  ["AF-76966", "Quillon Retail Group", "QR-20877", "11/16/2026", "12/31/2026", "6,120.00"],
  ["AF-76967", "Marrow Bay Logistics", "MB-66157", "11/17/2026", "12/17/2026", "4,550.00"],
  ["AF-76968", "Tarn Valley Grocers", "TV-5207", "11/17/2026", "12/17/2026", "2,915.00"],
];
const copied = sheet.map((row) => row.join("\t")).join("\n");

/** One invoice of the sheet was bought before; since then an account and a rule have changed. */
async function boughtBefore(call, client) {
  await confirmAccount(call, client);
  await bought(call, client, [["AF-76960", "Marrow Bay Logistics", "9,172.50"]]);
  await enterAccount(call, client, "770012349911");
  await call("save_buying_rules", {
    client_id: client,
    verify_from: "8,000",
    age_days_max: "",
    term_days_max: "",
    documents: null,
  });
}

/** The rows are lines at once, with what the checks say of each. */
async function pasteSheet(page, call) {
  const id = await begin(page, call);
  await paste(page, copied);
  await grid(page).getByText("AF-76968").waitFor();
  await page.getByText("To buy, 7 invoices").waitFor();
  await grid(page).getByRole("row", { name: /^Excluded, 2 left out −15,292.50/ }).waitFor();
  const rows = grid(page).locator("tbody tr");
  for (const [row, words] of [
    [0, "passes"],
    [3, "Verify first"],
    [4, "Bought before"],
    [5, "Notice"],
    [6, "Debtor limit"],
  ]) {
    await rows.nth(row).getByText(words).waitFor();
  }
  const verdicts = (words) => page.locator(".rail .check", { hasText: words });
  await verdicts("PASS").first().waitFor();
  assert.equal(await verdicts("BLOCK").count(), 2);
  assert.equal(await verdicts("WARN").count(), 2);
  return id;
}

/** The sum on the client's form, first wrong. */
async function typeControlTotal(page) {
  await tabTo(page, "Control total on the form");
  await page.keyboard.type("52,000");
  await page.getByText("Differs by 332.50").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("52,332.50");
  await page.getByText("Agrees", { exact: true }).waitFor();
}

/** All of it stands there again when the window is opened anew. */
async function reloaded(page, call, id) {
  await savedLines(call, id, (lines) => lines.length === sheet.length - 1);
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await openFromList(page, "SCH-0002");
  await grid(page).getByText("AF-76968").waitFor();
  await page.getByText("Agrees", { exact: true }).waitFor();
  assert.equal(await grid(page).getAttribute("aria-rowcount"), String(sheet.length + 1));
}

/** Both warnings and the limit: with a reason, or with what the debtor said. */
async function answerChecks(page) {
  await toCheck(page, "Quillon Retail Group is over its limit");
  await tabTo(page, "Override with a reason");
  await page.keyboard.press("Enter");
  await page.getByLabel("Reason, kept in the log").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Say why this may pass; it is kept in the log.").waitFor();
  await axe(page);
  await page.keyboard.type("Holiday volume; the credit insurer confirmed 40,000.");
  await page.keyboard.press("Control+Enter");
  await page.getByText("To buy, 8 invoices").waitFor();
  await toCheck(page, "Thornbury Foods has no notice");
  await override(page, "Sent this morning by courier.");

  await toCheck(page, "Line 4 is to be verified");
  await tabTo(page, "Log verification");
  await page.keyboard.press("Enter");
  const asked = page.getByRole("dialog", { name: "Log a verification" });
  await asked.waitFor();
  await axe(page);
  await fill(page, "Who was asked", "Anita Shaw, accounts payable");
  await page.keyboard.press("Control+Enter");
  await asked.waitFor({ state: "detached" });
  await grid(page).locator("tbody tr").nth(3).getByText("passes").waitFor();
}

/** The button is there with its amount, cannot be pressed, and says why. */
async function assertHeld(page, why) {
  const button = page.getByRole("button", { name: /^Fund 38,819.00/ });
  await button.waitFor();
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  const said = page.locator(`[id="${await button.getAttribute("aria-describedby")}"]`);
  await said.getByText(why).waitFor();
  await page.keyboard.press("Control+Shift+Enter");
  await page.locator(":focus", { hasText: "Confirm the bank account" }).waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
}

async function confirmBank(page) {
  await tabTo(page, "Confirm the bank account");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Confirm the bank account" }).waitFor();
  await axe(page);
  await fill(page, "Who confirmed it", "Wes Calloway, president");
  await fill(page, "How", "Call to the number on file");
  await page.keyboard.press("Control+Enter");
  await page.getByText("may be paid to").waitFor();
  await page.getByRole("button", { name: /^Fund 38,819.00/, disabled: false }).waitFor();
}

/** Both papers on the screen, and as files beside the pictures. */
async function lookAtPapers(page, host, scheme) {
  for (const [paper, file] of [
    ["schedule of accounts", "SCH-0002.pdf"],
    ["funding report", "SCH-0002-funding.pdf"],
  ]) {
    await run(page, `Show the ${paper}`);
    await page.locator(".pvwrap .textLayer span").first().waitFor();
    await looked(page, `${paper.replaceAll(" ", "-")}-${scheme}`);
    await page.keyboard.press("Control+s");
    await page.getByText(`${file} was written`).waitFor();
    const folder = process.env.FACTORDESK_SHOTS;
    if (!folder) continue;
    await mkdir(folder, { recursive: true });
    await copyFile(join(host.folder, "saved", file), join(folder, file));
  }
}

for (const scheme of ["light", "dark"]) {
  test(`a schedule is pasted, answered for, funded and reversed, in ${scheme}`, async (t) => {
    const { page, call, host } = await openBuying(t, { scheme, prepare: boughtBefore });
    const id = await pasteSheet(page, call);
    await typeControlTotal(page);
    await looked(page, `draft-${scheme}`);
    await reloaded(page, call, id);
    await page.keyboard.press("Control+Shift+Enter");
    await page.getByText("Submitted", { exact: true }).waitFor();
    await answerChecks(page);
    const { overridden, verifications } = await call("schedule", { schedule_id: id });
    assert.equal(overridden, 2);
    assert.equal(verifications[0].asked, "Anita Shaw, accounts payable");
    await assertHeld(page, /account is new or was changed/);
    await looked(page, `held-${scheme}`);
    await confirmBank(page);

    await page.keyboard.press("Control+Shift+Enter");
    const fund = page.getByRole("dialog", { name: "Fund SCH-0002" });
    await fund.getByText("Balanced").waitFor();
    await looked(page, `fund-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("SCH-0002 is funded: 8 invoices bought, 38,819.00").waitFor();
    await page.getByRole("heading", { name: "Funded" }).waitFor();
    await page.getByText("Bought, 8 invoices").waitFor();
    await looked(page, `funded-${scheme}`);
    const { funding } = await call("schedule", { schedule_id: id });
    assert.deepEqual(funding.net, { minor: 3_881_900, currency: "USD" });
    await lookAtPapers(page, host, scheme);

    await run(page, "Show the invoices");
    await run(page, "Reverse the funding");
    const reverse = page.getByRole("dialog", { name: /^Reverse the funding/ });
    await reverse.waitFor();
    await page.keyboard.type("Funded a day too early");
    await page.keyboard.press("Control+Enter");
    await reverse.waitFor({ state: "detached" });
    await page.getByText("Submitted", { exact: true }).waitFor();
    assert.equal((await call("check_books", {})).is_sound, true);
  });
}

test("a funding that changed meanwhile is shown with its difference and asked again", async (t) => {
  const lines = [
    ["AF-1", "Marrow Bay Logistics", "4,000"],
    ["AF-2", "Tarn Valley Grocers", "2,500"],
  ];
  let schedule;
  const prepare = async (call, client) => {
    await confirmAccount(call, client);
    schedule = await submitted(call, client, lines);
  };
  const { page, call } = await openBuying(t, { prepare });
  await openFromList(page, "SCH-0001");
  await page.getByRole("button", { name: /^Fund 5,825.00/, disabled: false }).waitFor();
  await page.keyboard.press("Control+Shift+Enter");
  const fund = page.getByRole("dialog", { name: "Fund SCH-0001" });
  await fund.getByText("Balanced").waitFor();

  // Somebody else takes a second look at the form meanwhile.
  const { id: schedule_id } = schedule;
  const now = await call("schedule", { schedule_id });
  const [first, second] = now.lines.map(({ typed }) => typed);
  await call("save_schedule", {
    schedule_id,
    revision: now.revision,
    offered_on: now.offered_on_typed,
    offered_by: now.offered_by,
    control_total: "",
    note: "",
    lines: [first, { ...second, face: "2,400" }],
  });
  await page.keyboard.press("Control+Enter");
  await fund.getByText("Nothing was funded.").waitFor();
  await fund.locator(".del", { hasText: "5,825.00" }).waitFor();
  await looked(page, "fund-changed");
  assert.equal((await call("schedule", { schedule_id })).funding, null);
  await page.keyboard.press("Control+Enter");
  await page.getByText("5,735.00 to be paid out").waitFor();
});

test("an account of the firm is entered in the settings", async (t) => {
  const { page, call } = await openFirm(t);
  await forbidPointer(page);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await run(page, "Settings: Firm profile");
  await page.getByRole("heading", { name: "Bank accounts of the firm" }).waitFor();
  await run(page, "Add a bank account of the firm");
  await page.getByRole("dialog", { name: "Bank account of the firm" }).waitFor();
  await fill(page, "Account holder", "Calder Street Factors LLC");
  await fill(page, "Account number", "000123454321");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("cell", { name: /4321/ }).waitFor();
  await axe(page);
  await shot(page, "schedule-firm-account");
  const { rows } = await call("list_firm_accounts", {});
  assert.equal(rows.length, 1);
});
