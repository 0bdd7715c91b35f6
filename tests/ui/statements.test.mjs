// Statements: who gets one, of which days, the preview, the run with its end, what was given out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sizes } from "./firm.mjs";
import { axe, open, shot } from "./harness.mjs";
import { fill, run, tabTo } from "./keyboard.mjs";
import { call, makeVault } from "./vault.mjs";
import { clientNames, withBooks } from "./with-books.mjs";

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `statements-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** The pages of a statement are drawn, with these words on them. */
async function pageShows(page, words) {
  await page.locator(".pvwrap .textLayer span", { hasText: words }).first().waitFor();
}

test("without clients there is nobody to state anything to", async (t) => {
  const { page, host } = await open(t);
  await makeVault(host);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+8");
  await page.getByRole("heading", { name: "Nobody to state anything to" }).waitFor();
  await axe(page);
});

for (const scheme of ["light", "dark"]) {
  test(`statements of all clients are made and opened by keyboard, in ${scheme}`, async (t) => {
    const { page } = await withBooks(t, scheme);
    await page.keyboard.press("Control+8");
    await page.getByRole("heading", { level: 1, name: "Statements" }).waitFor();
    await pageShows(page, "Client statement");
    await tabTo(page, "This year so far");
    await page.keyboard.press("Enter");
    await pageShows(page, "January 1 to");
    await looked(page, `make-${scheme}`);

    await page.keyboard.press("Control+Enter");
    await page.getByText("2 statements were made.").waitFor();
    await looked(page, `run-${scheme}`);
    await tabTo(page, "Open the statement");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^ST-\d{4}-0002$/ }).waitFor();
    await pageShows(page, clientNames[0]);
    await looked(page, `given-${scheme}`);
    await page.keyboard.press("Control+s");
    await page.getByText(/^ST-\d{4}-0001.pdf is saved/).waitFor();
  });
}

test("a debtor's statement asks for late charges once there is a rule", async (t) => {
  const { page } = await withBooks(t, "light");
  await page.keyboard.press("Control+8");
  await pageShows(page, "Client statement");
  await run(page, "Statements for debtors");
  await pageShows(page, "Statement of account");
  await run(page, "Late charges to debtors");
  const sheet = page.getByRole("dialog", { name: "Late charges to debtors" });
  await sheet.waitFor();
  await tabTo(page, "None");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("Say where it is agreed").waitFor();
  await axe(page);
  await fill(page, "A month, by the day", "1.5");
  await fill(page, "Where it is agreed", "the terms of sale on each invoice");
  await looked(page, "rule");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  await page.getByText("1.50% a month, by the day.").waitFor();
  await tabTo(page, "This month so far");
  await page.keyboard.press("Enter");
  await pageShows(page, "Late charges");
  await looked(page, "debtor");
});

test("days that cannot be are said at their fields", async (t) => {
  const { page } = await withBooks(t, "light");
  await page.keyboard.press("Control+8");
  await pageShows(page, "Client statement");
  await fill(page, "Last day", "+3");
  await page.getByText("has not come yet").waitFor();
  await axe(page);
});

test("a run is cancelled by key, and what was made stays", async (t) => {
  const { page, host } = await withBooks(t, "light");
  await page.keyboard.press("Control+8");
  await pageShows(page, "Client statement");
  await run(page, "Statements for debtors");
  await pageShows(page, "Statement of account");
  await tabTo(page, "This year so far");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("progressbar", { name: "Statements made" }).waitFor();
  await page.keyboard.press("Alt+Backspace");
  await page.getByRole("heading", { name: "Run: Cancelled" }).waitFor();
  await looked(page, "cancelled");
  const { rows, runs } = await call(host, "list_statements", { party: null });
  assert.equal(runs[0].state, "cancelled");
  assert.equal(rows.length, runs[0].made);
  assert.ok(rows.length < runs[0].total);
});

test("a client's page lists its statements and makes another", async (t) => {
  const { page, host } = await withBooks(t, "light");
  await page.keyboard.press("Control+2");
  await page.getByRole("grid").getByText("Brinmoor Staffing").first().waitFor();
  await tabTo(page, "Clients");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Brinmoor Staffing" }).waitFor();
  await tabTo(page, "Statements");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "No statement yet" }).waitFor();
  await axe(page);
  await run(page, "Make a statement");
  await page.getByRole("heading", { level: 1, name: "Statements" }).waitFor();
  await pageShows(page, clientNames[0]);
  await page.keyboard.press("Control+Enter");
  await page.getByText("1 statement was made.").waitFor();
  const { rows } = await call(host, "list_statements", { party: null });
  assert.deepEqual(
    rows.map((row) => row.name),
    [clientNames[0]],
  );
});
