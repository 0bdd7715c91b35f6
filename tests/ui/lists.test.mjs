// Every list has its columns, its named views and its file; by keyboard alone.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openBuying, submitted } from "./buying.mjs";
import { sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { fill, run, tabTo } from "./keyboard.mjs";
import { call } from "./vault.mjs";
import { bankAccounts, runTerms, withBooks } from "./with-books.mjs";

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `lists-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Exports the list in sight as text; gives its lines without the mark of UTF-8. */
async function exported(page, folder, name) {
  await page.keyboard.press("Control+e");
  await page.getByRole("dialog", { name: "Export this list" }).waitFor();
  await tabTo(page, "Workbook");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+Enter");
  await page.getByText(new RegExp(`^Saved as ${name} .*csv$`)).first().waitFor();
  const saved = readdirSync(join(folder, "saved"));
  const file = saved.filter((one) => one.startsWith(`${name} `) && one.endsWith(".csv")).at(-1);
  assert.ok(file, `${saved}`);
  const text = readFileSync(join(folder, "saved", file), "utf8");
  return text.replace(/^\ufeff/, "").trimEnd().split("\r\n");
}

/** Ticks a column that is not shown at first. */
async function choose(page, column) {
  await run(page, "Choose the columns");
  await page.getByRole("dialog", { name: "Columns" }).waitFor();
  await tabTo(page, column);
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("columnheader", { name: column }).waitFor();
}

for (const scheme of ["light", "dark"]) {
  test(`debtors have columns, named views and a file, in ${scheme}`, async (t) => {
    const { page, host } = await withBooks(t, scheme);
    await page.keyboard.press("Control+3");
    await page.getByRole("grid", { name: "Debtors" }).waitFor();
    await choose(page, "Credit limit");
    await page.keyboard.press("Control+f");
    await page.keyboard.type("wexcombe");
    await page.getByText("1 of 5", { exact: true }).waitFor();
    await run(page, "Save this view");
    await page.getByRole("dialog", { name: "Save this view" }).waitFor();
    await page.keyboard.type("Hotels");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Hotels", exact: true }).waitFor();
    await looked(page, `debtors-${scheme}`);
    const lines = await exported(page, host.folder, "Debtors");
    assert.equal(lines.length, 2, `${lines}`);
    assert.match(lines[0], /^Debtor,City,Exposure,Of limit,.*,Credit limit$/);
    assert.match(lines[1], /^Wexcombe Hotels,/);
    await run(page, "Show debtors: All");
    await page.keyboard.press("Control+f");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.getByText("5 of 5", { exact: true }).waitFor();
    await run(page, "Show view: Hotels");
    await page.getByText("1 of 5", { exact: true }).waitFor();
  });
}

test("receipts that wait and those that are posted are exported", async (t) => {
  const { page, host } = await withBooks(t);
  const { rows } = await call(host, "pick_debtors", { text: "Wexcombe" });
  const { accounts } = await call(host, "receipt_form");
  await call(host, "start_receipt", {
    bank_account_id: accounts[0].id,
    debtor_id: rows[0].debtor_id,
    reference: "=2+2",
    amount: "250",
  });
  await page.keyboard.press("Control+5");
  await page.getByRole("option", { name: /Wexcombe Hotels/ }).waitFor();
  const waiting = await exported(page, host.folder, "Unapplied receipts");
  assert.equal(waiting.length, 3, `${waiting}`);
  assert.match(waiting[1], /^Wexcombe Hotels,Check =2\+2,.*,250\.00$/);
  assert.match(waiting[2], /^Unapplied,.*USD,.*250\.00$/);

  await run(page, "Posted receipts");
  const grid = page.getByRole("grid", { name: "Posted receipts" });
  await grid.getByText("Corvane Pharma").first().waitFor();
  await choose(page, "Currency");
  await looked(page, "receipts");
  const posted = await exported(page, host.folder, "Posted receipts");
  const shown = await call(host, "list_receipts", {});
  assert.equal(posted.length, shown.total + 1);
  assert.match(posted[0], /^Received,Clears,Payer,.*Amount,Currency$/);
});

test("what is released, charged back and given out is exported", async (t) => {
  const { page, host } = await withBooks(t, "light", { door: "/test/runs", values: runTerms });
  await bankAccounts(host);
  await run(page, "Reserve releases");
  await page.getByRole("option", { name: /Brinmoor Staffing/ }).waitFor();
  const due = await exported(page, host.folder, "Releases");
  assert.match(due[1], /^"Brinmoor Staffing, Inc\.",Due,/);
  assert.match(due.at(-1), /^"To pay now, 2 clients"/);
  await run(page, "Past releases");
  await page.getByRole("heading", { name: "No release yet" }).waitFor();
  assert.equal((await exported(page, host.folder, "Past releases")).length, 1);

  await run(page, "Recourse: what is to be charged back");
  await page.getByRole("grid", { name: "Open invoices" }).getByText("Q-201").waitFor();
  await looked(page, "recourse");
  await run(page, "Show recourse: Passed");
  await page.getByText(/^2 of 2/).waitFor();
  const recourse = await exported(page, host.folder, "Recourse");
  assert.equal(recourse.length, 3, `${recourse}`);
  assert.match(recourse[0], /^Invoice,Client,Debtor,Recourse date,When,Open,Charge-back$/);
  await run(page, "Charge-backs and write-offs");
  await page.getByRole("heading", { name: "Nothing was charged back or written off" }).waitFor();
  const cases = await exported(page, host.folder, "Charge-backs and write-offs");
  assert.equal(cases.length, 1);

  await page.keyboard.press("Control+8");
  await page.getByRole("heading", { level: 1, name: "Statements" }).waitFor();
  await page.getByRole("button", { name: /^Make all statements/ }).waitFor();
  await page.locator(".pvwrap .textLayer span").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("2 statements were made.").waitFor();
  await run(page, "Statements given out");
  await page.getByRole("table", { name: "Statements given out" }).waitFor();
  const given = await exported(page, host.folder, "Statements");
  assert.equal(given.length, 3, `${given}`);
  await looked(page, "statements");
});

test("contracts, positions and the trial balance are exported with their sums", async (t) => {
  const { page, host } = await withBooks(t);
  await run(page, "Trial balance");
  await page.getByRole("table", { name: /^Trial balance in USD/ }).waitFor();
  await looked(page, "trial");
  const trial = await exported(page, host.folder, "Trial balance");
  const [total, currency, debit, credit] = trial.at(-1).split(",");
  assert.deepEqual([total, currency, debit], ["Total", "USD", credit]);

  await tabTo(page, "Positions", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: /^What the firm has out/ }).waitFor();
  const positions = await exported(page, host.folder, "Positions");
  assert.match(positions.at(-1), /^Total,10,,/);

  await run(page, "Go to Contracts");
  await page.getByRole("grid", { name: "Contracts" }).waitFor();
  await page.getByText("2 of 2", { exact: true }).waitFor();
  await looked(page, "contracts");
  const contracts = await exported(page, host.folder, "Contracts");
  assert.equal(contracts.length, 3);
  assert.match(contracts[1], /,In force,/);
});

test("schedules are listed like every other list: found, named, exported", async (t) => {
  const { page, host } = await openBuying(t, {
    prepare: async (ask, client) => {
      await submitted(ask, client, [["AF-1", "Marrow Bay Logistics", "4,000"]]);
      await submitted(ask, client, [["AF-2", "Delmarsh Energy", "1,500.50"]]);
    },
  });
  await run(page, "Go to Schedules");
  await page.getByText("2 of 2", { exact: true }).waitFor();
  const client = page.getByRole("gridcell", { name: "Aldercrest Freight" }).first();
  assert.ok(await client.evaluate((cell) => cell.scrollWidth <= cell.clientWidth), "cut off");
  await run(page, "Show schedules: Draft");
  await page.getByRole("heading", { name: "None here" }).waitFor();
  await run(page, "Show schedules: Submitted");
  await page.getByText("2 of 2", { exact: true }).waitFor();
  await fill(page, "Number, invoice or client", "AF-2");
  await page.getByText("1 of 1", { exact: true }).waitFor();
  await run(page, "Save this view");
  await page.getByRole("dialog", { name: "Save this view" }).waitFor();
  await page.keyboard.type("Energy");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Energy", exact: true }).waitFor();
  await looked(page, "schedules");
  const lines = await exported(page, host.folder, "Schedules");
  assert.equal(lines.length, 2, `${lines}`);
  assert.match(lines[1], /^SCH-0002,.*,Submitted,1,1500\.50,/);
});

test("what was done is said on the status bar and covers no amount", async (t) => {
  const { page } = await withBooks(t);
  await page.keyboard.press("Control+4");
  await page.getByRole("grid", { name: "Invoices" }).waitFor();
  await page.getByText("10 of 10", { exact: true }).waitFor();
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await page.keyboard.press("Control+e");
    await page.getByRole("dialog", { name: "Export this list" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText(/^Saved as Invoices/).first().waitFor();
    const top = await page.locator(".said .toast").first().evaluate((node) => {
      return node.getBoundingClientRect().top - document.querySelector("main").clientHeight;
    });
    const main = await page.locator("main").evaluate((node) => node.getBoundingClientRect().top);
    assert.ok(top >= main - 1, `${size}: the words begin below the work, at ${top}`);
    await shot(page, `lists-said-${size}`);
  }
  await axe(page);
});
