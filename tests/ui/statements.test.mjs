// Statements: who gets one, of which days, the preview, the run with its end, what was given out.

import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    await page.getByText(/^ST-\d{4}-0001.pdf was written/).waitFor();
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

/** A folder that every folder dialog answers, gone with the test. */
async function folderOf(t, host) {
  const folder = await mkdtemp(join(tmpdir(), "factordesk-statements-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const said = await fetch(new URL("/test/folder", host.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ folder }),
  });
  assert.ok(said.ok);
  return folder;
}

test("all statements of a run are saved by key, and later from the list", async (t) => {
  const { page, host } = await withBooks(t, "light");
  const folder = await folderOf(t, host);
  await page.keyboard.press("Control+8");
  await pageShows(page, "Client statement");
  await tabTo(page, "This year so far");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await page.getByText("2 statements were made.").waitFor();
  await page.keyboard.press("Control+s");
  await page.getByText(/^2 statements are saved in the folder Statements ST-/).waitFor();
  await looked(page, "saved");
  const [name] = await readdir(folder);
  assert.equal((await readdir(join(folder, name))).length, 2);
  await rm(join(folder, name), { recursive: true });

  await run(page, "Statements given out");
  await pageShows(page, "Client statement");
  await tabTo(page, "Save all");
  const saved = page.waitForResponse("**/call/save_statement_run");
  await page.keyboard.press("Enter");
  assert.equal((await (await saved).json()).saved, 2);
  assert.equal((await readdir(join(folder, name))).length, 2);
  await looked(page, "runs");
});

test("saving a run is cancelled by key, and what was written stays", async (t) => {
  const { page, host } = await withBooks(t, "light");
  await page.keyboard.press("Control+8");
  await pageShows(page, "Client statement");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^\d+ statements? w(as|ere) made/).waitFor();
  // Files are written faster than a key is pressed: the answer waits for the cancelling.
  const cancelled = page.waitForRequest((request) =>
    request.url().endsWith("/call/cancel_statement_saving"),
  );
  await page.route("**/call/save_statement_run", async (route) => {
    await cancelled;
    const answer = { folder: "Statements", saved: 1, total: 2 };
    await route.fulfill({ json: answer });
  });
  await page.keyboard.press("Control+s");
  await page.getByRole("progressbar", { name: "Statements saved" }).waitFor();
  await axe(page);
  await shot(page, "statements-saving");
  await page.keyboard.press("Alt+Backspace");
  await page
    .getByText("Saving was cancelled: 1 of 2 are in the folder Statements")
    .waitFor();
  assert.equal(await page.getByRole("progressbar").count(), 0);
  // Nothing was being saved in the host, and cancelling that is fine.
  assert.deepEqual(await call(host, "cancel_statement_saving", { run_id: 1 }), {});
});

test("a debtor's page lists its statements and makes another", async (t) => {
  const { page, host } = await withBooks(t, "light");
  const { rows: debtors } = await call(host, "list_debtors", {
    text: "",
    view: "all",
    sort: "name",
    is_descending: false,
    offset: 0,
    limit: 1,
  });
  const { name } = debtors[0];
  await page.keyboard.press("Control+3");
  await page.getByRole("grid").getByText(name).first().waitFor();
  await tabTo(page, "Debtors");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await tabTo(page, "Statements");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "No statement yet" }).waitFor();
  await looked(page, "debtor-none");
  await run(page, "Make a statement");
  await page.getByRole("heading", { level: 1, name: "Statements" }).waitFor();
  await pageShows(page, "Statement of account");
  await page.keyboard.press("Control+Enter");
  await page.getByText("1 statement was made.").waitFor();
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await run(page, "Show the statements of this debtor");
  await page.getByRole("button", { name: /^ST-\d{4}-0001$/ }).waitFor();
  await pageShows(page, "Statement of account");
  await looked(page, "debtor-page");
});
