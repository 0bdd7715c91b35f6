// More is paid than the invoices support, and one funding takes two people; by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  confirmAccount,
  grid,
  looked,
  openBuying,
  openFromList,
  submitted,
} from "./buying.mjs";
import { axe, shot } from "./harness.mjs";
import { fill, run, tabTo } from "./keyboard.mjs";
import { setClock } from "./vault.mjs";

const ruths = "velvet harbour ninety sparrows";
const nadias = "granite lantern eleven otters";
// The key is stretched for a second or so for each way in, longer on a busy computer.
const stretching = { timeout: 60_000 };
const lines = [["AF-76961", "Marrow Bay Logistics", "10,000.00"]];
const reason = "Payroll until Marrow Bay pays";

/** A schedule that only waits for the yes. */
async function ready(call, client) {
  await confirmAccount(call, client);
  await submitted(call, client, lines);
}

async function openSheet(page) {
  await page.getByRole("button", { name: /^Fund 8,975.00/, disabled: false }).waitFor();
  await page.keyboard.press("Control+Shift+Enter");
  const sheet = page.getByRole("dialog", { name: "Fund SCH-0001" });
  await sheet.getByText("Balanced").waitFor();
  return sheet;
}

/** Agrees to 2,000.00 more until a day, and has the receipt worked out with it. */
async function agree(page, sheet, day) {
  await tabTo(page, "Add an over-advance");
  await page.keyboard.press("Enter");
  await page.keyboard.type("2,000");
  await fill(page, "To be paid back by", day);
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("Say why the client is paid more", { exact: false }).waitFor();
  await axe(page);
  await fill(page, "Reason, kept and printed", reason);
  await page.keyboard.press("Control+Enter");
  await sheet.locator(".line", { hasText: "Over-advance" }).getByText("2,000.00").waitFor();
  await sheet.getByText("2,000.00 more is paid than the invoices support").waitFor();
}

/** Leaves the desk to somebody else, who types a passphrase at the locked screen. */
async function changeOver(page, passphrase) {
  await run(page, "Lock");
  await page.getByText("Locked. Reminders stay without names until it is open.").waitFor();
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Sections" }).waitFor(stretching);
}

for (const scheme of ["light", "dark"]) {
  test(`an over-advance is agreed, paid and seen with the client, in ${scheme}`, async (t) => {
    const { page, call, filled } = await openBuying(t, { scheme, prepare: ready });
    await openFromList(page, "SCH-0001");
    const sheet = await openSheet(page);
    await agree(page, sheet, "12/15/2026");
    await looked(page, `over-advance-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("SCH-0001 is funded: 1 invoice bought, 10,975.00").waitFor();
    const paid = page.getByRole("region", { name: "Funded" });
    await paid.getByText("to be paid back by Dec 15, 2026").waitFor();
    await paid.getByText("Paid out by").waitFor();
    await looked(page, `over-advanced-${scheme}`);
    const { over_advances } = await call("client_position", { client_id: filled });
    assert.deepEqual(
      over_advances.map((one) => [one.left.minor, one.expires_on, one.reason]),
      [[200_000, "2026-12-15", reason]],
    );
    await run(page, "Aldercrest Freight");
    const table = page.getByRole("table", { name: "Over-advances" });
    await table.getByText("until Dec 15, 2026").waitFor();
    await table.getByText(reason).waitFor();
    await tabTo(page, "Funds available");
    await page.keyboard.press("Control+Shift+X");
    await page.getByText("Over-advance, until Dec 15, 2026").waitFor();
    await looked(page, `over-advance-client-${scheme}`);
    assert.equal((await call("check_books")).is_sound, true);
  });

  test(`a funding that staff prepares is confirmed by the owner, in ${scheme}`, async (t) => {
    const { page, call } = await openBuying(t, { scheme, prepare: ready });
    await call("add_person", {
      name: "Nadia Ferro",
      role: "staff",
      passphrase: nadias,
      own_passphrase: ruths,
    });
    await changeOver(page, nadias);
    await openFromList(page, "SCH-0001");
    let sheet = await openSheet(page);
    await sheet.getByText("It takes two: Ruth Adeyemi confirms what you prepare.").waitFor();
    await agree(page, sheet, "12/15/2026");
    await looked(page, `two-prepare-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("SCH-0001 is prepared; another person confirms it").waitFor();
    await page.getByText("Prepared by Nadia Ferro", { exact: true }).waitFor();
    const { rows } = await call("list_schedules", { text: "SCH-0001", offset: 0, limit: 5 });
    assert.equal(rows[0].stage, "submitted");
    await looked(page, `two-prepared-${scheme}`);

    await changeOver(page, ruths);
    await openFromList(page, "SCH-0001");
    await page.getByRole("button", { name: /^Fund 10,975.00/, disabled: false }).waitFor();
    await page.keyboard.press("Control+Shift+Enter");
    sheet = page.getByRole("dialog", { name: "Fund SCH-0001" });
    await sheet.getByText(/^Prepared by Nadia Ferro, .*M\.$/).first().waitFor();
    await sheet.getByText(`An over-advance was prepared: ${reason}`).waitFor();
    await looked(page, `two-confirm-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("SCH-0001 is funded: 1 invoice bought, 10,975.00").waitFor();
    const done = (await call("schedule", { schedule_id: rows[0].id })).funding;
    assert.equal(done.by, "Ruth Adeyemi");
    assert.equal((await call("check_books")).is_sound, true);
  });
}

test("where two may confirm, one alone only prepares", async (t) => {
  const { page, call } = await openBuying(t, { prepare: ready });
  await call("add_person", {
    name: "Omar Reyes",
    role: "manager",
    passphrase: nadias,
    own_passphrase: ruths,
  });
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await openFromList(page, "SCH-0001");
  const sheet = await openSheet(page);
  await sheet.getByRole("button", { name: /^Prepare it for Omar Reyes/ }).waitFor();
  await axe(page);
  await page.keyboard.press("Control+Enter");
  await page.getByText("SCH-0001 is prepared; another person confirms it").waitFor();
  await page.keyboard.press("Control+Shift+Enter");
  await sheet.getByText(/It waits for\s+Omar Reyes\./).waitFor();
  const button = sheet.getByRole("button", { name: /^Prepare it for Omar Reyes/ });
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  await axe(page);
  await shot(page, "schedule-two-waits");
});

test("an expired over-advance stands on the first screen and with the client", async (t) => {
  const { page, host, call } = await openBuying(t, { prepare: ready });
  await openFromList(page, "SCH-0001");
  const sheet = await openSheet(page);
  await agree(page, sheet, "11/20/2026");
  await page.keyboard.press("Control+Enter");
  await page.getByText("SCH-0001 is funded: 1 invoice bought, 10,975.00").waitFor();
  await setClock(host, "2026-11-23 10:00");
  await call("lock");
  await call("unlock", { passphrase: ruths });
  await page.goto(host.url);
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await run(page, "Go to Today");
  await page.getByRole("treegrid").getByText("Over-advances").waitFor();
  await page.getByRole("row", { name: new RegExp(`2,000.00.*${reason}`) }).waitFor();
  await looked(page, "over-advance-today");
  await run(page, "Aldercrest Freight");
  await page.getByText("2,000.00 was to be paid back by", { exact: false }).waitFor();
  await looked(page, "over-advance-expired");
});

test("the advance of a funded line opens its working", async (t) => {
  const { page } = await openBuying(t, { prepare: ready });
  await openFromList(page, "SCH-0001");
  await openSheet(page);
  await page.keyboard.press("Control+Enter");
  await page.getByText("Bought, 1 invoice").waitFor();
  await page.keyboard.press("Escape");
  await grid(page).focus();
  await page.keyboard.press("Home");
  const cell = grid(page).locator("td[aria-selected='true'] .ask");
  for (let i = 0; i < 12 && (await cell.count()) === 0; i += 1) {
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Enter");
  const working = page.getByRole("dialog", { name: /^How it is worked out/ });
  await working.getByText("9,000.00").first().waitFor();
  await axe(page);
  await shot(page, "schedule-advance-working");
});
