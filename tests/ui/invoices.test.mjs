// Invoices, where a client stands, columns, named views and lists as files: by keyboard.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sizes } from "./firm.mjs";
import { axe, open, shot } from "./harness.mjs";
import { run, tabTo } from "./keyboard.mjs";
import { makeVault } from "./vault.mjs";
import { withBooks } from "./with-books.mjs";

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function toInvoices(page) {
  await page.keyboard.press("Control+4");
  await page.getByRole("grid", { name: "Invoices" }).waitFor();
  await page.getByText("10 of 10", { exact: true }).waitFor();
}

/** The names of files that the host was asked to save. */
function saved(host) {
  return readdirSync(join(host.folder, "saved"));
}

test("without invoices the list says how they come about", async (t) => {
  const { page, host } = await open(t);
  await makeVault(host);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+4");
  await page.getByRole("heading", { name: "No invoices yet" }).waitFor();
  await axe(page);
  await tabTo(page, "Open the schedules");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Schedules" }).waitFor();
});

for (const scheme of ["light", "dark"]) {
  test(`invoices are found, sorted and opened by keyboard, in ${scheme}`, async (t) => {
    const { page } = await withBooks(t, scheme);
    await toInvoices(page);
    await looked(page, `invoices-${scheme}`);

    await run(page, "Show invoices: All");
    await page.getByText("18 of 18", { exact: true }).waitFor();
    await page.keyboard.press("Control+f");
    await page.keyboard.type("corvane");
    await page.getByText("4 of 18", { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "Entries of this invoice" }).waitFor();
    await tabTo(page, "Reserve:");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: /Reserve/ }).waitFor();
    await page.keyboard.press("Escape");
    await looked(page, `invoice-${scheme}`);
  });

  test(`where a client stands is asked by keyboard, in ${scheme}`, async (t) => {
    const { page } = await withBooks(t, scheme);
    await page.keyboard.press("Control+2");
    await page.getByRole("grid", { name: "Clients" }).waitFor();
    await page.getByText("Brinmoor Staffing, Inc.").first().waitFor();
    await looked(page, `clients-${scheme}`);
    await page.getByRole("grid", { name: "Clients" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "Account debtors" }).waitFor();
    await page.getByRole("img", { name: /^Net funds employed went from/ }).waitFor();
    await looked(page, `client-position-${scheme}`);
    await tabTo(page, "Funds available:");
    await page.keyboard.press("Enter");
    await page.getByText("formula F-52").waitFor();
    await shot(page, `client-explain-${scheme}`);
    await page.keyboard.press("Escape");

    await run(page, "Show the invoices of this client");
    await page.getByRole("grid", { name: "Invoices of this client" }).waitFor();
    await looked(page, `client-invoices-${scheme}`);
    await run(page, "Show the ledger of this client");
    await page.getByRole("grid", { name: /^Entries/ }).waitFor();
    await page.getByRole("columnheader", { name: "Balance" }).waitFor();
    await looked(page, `client-ledger-${scheme}`);
  });
}

test("the list is narrowed, and a bound that cannot be read is said at its field", async (t) => {
  const { page } = await withBooks(t);
  await toInvoices(page);
  await page.keyboard.press("Control+Shift+F");
  const sheet = page.getByRole("dialog", { name: "Narrow the list" });
  await sheet.waitFor();
  await page.keyboard.type("much");
  await page.keyboard.press("Control+Enter");
  await page.locator("[aria-invalid='true']").first().waitFor();
  await axe(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("900,000");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "Nothing found" }).waitFor();
  await tabTo(page, "Clear the search");
  await page.keyboard.press("Enter");
  await page.getByText("10 of 10", { exact: true }).waitFor();
});

test("columns are chosen, moved and kept on this computer", async (t) => {
  const { page } = await withBooks(t);
  await toInvoices(page);
  await run(page, "Choose the columns");
  const sheet = page.getByRole("dialog", { name: "Columns" });
  await sheet.waitFor();
  await tabTo(page, "Advance");
  await page.keyboard.press("Space");
  await page.keyboard.press("Alt+ArrowUp");
  await sheet.getByRole("status").getByText(/^Place/).waitFor({ state: "attached" });
  await looked(page, "columns");
  await page.keyboard.press("Escape");
  await page.getByRole("columnheader", { name: "Advance" }).waitFor();
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await page.keyboard.press("Control+4");
  await page.getByRole("columnheader", { name: "Advance" }).waitFor();
});

test("a view is named, shown again and removed", async (t) => {
  const { page } = await withBooks(t);
  await toInvoices(page);
  await run(page, "Show invoices: Closed");
  await page.getByText("8 of 8", { exact: true }).waitFor();
  await run(page, "Save this view");
  await page.getByRole("dialog", { name: "Save this view" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Give the view a name.").waitFor();
  await page.keyboard.type("What was paid");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "What was paid" }).waitFor();
  await run(page, "Show invoices: Open");
  await page.getByText("10 of 10", { exact: true }).waitFor();
  await run(page, "Show view: What was paid");
  await page.getByText("8 of 8", { exact: true }).waitFor();
  await looked(page, "invoices-view");
  await run(page, "Remove view: What was paid");
  await page.getByRole("button", { name: "What was paid" }).waitFor({ state: "detached" });
});

test("each list is exported as shown", async (t) => {
  const { page, host } = await withBooks(t);
  await toInvoices(page);
  await page.keyboard.press("Control+e");
  await page.getByRole("dialog", { name: "Export this list" }).waitFor();
  await looked(page, "export");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Saved as Invoices/).waitFor();
  await page.keyboard.press("Control+2");
  await page.getByRole("grid", { name: "Clients" }).waitFor();
  await page.getByText("Brinmoor Staffing, Inc.").first().waitFor();
  await page.keyboard.press("Control+e");
  await page.getByRole("dialog", { name: "Export this list" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Saved as Clients/).waitFor();
  const files = saved(host);
  assert.equal(files.filter((name) => /^Invoices .*\.xlsx$/.test(name)).length, 1, `${files}`);
  const csv = files.find((name) => /^Clients .*\.csv$/.test(name));
  assert.ok(csv, `${files}`);
  assert.match(readFileSync(join(host.folder, "saved", csv), "utf8"), /^\ufeffClient,/);
});
