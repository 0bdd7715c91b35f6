// Statements: who gets one, of which days, the preview, the run with its end, what was given out.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { callerOf, clientOf, firm, noAddress, signAgreement, sizes } from "./firm.mjs";
import { axe, open, shot } from "./harness.mjs";
import { fill, forbidPointer, run, tabTo } from "./keyboard.mjs";
import { call, makeVault } from "./vault.mjs";

const names = ["Brinmoor Staffing, Inc.", "Larkfield Produce, Inc."];

async function signedClient(host, legal_name) {
  const address = { ...noAddress, line1: "88 Beacham Row", city: "Chelsea", region: "MA" };
  const input = clientOf({ legal_name, legal_form: "corporation", address });
  const form = { ...input, state_of_formation: "Massachusetts" };
  const { client_id } = await call(host, "create_client", form);
  await call(host, "save_contact", {
    client_id,
    contact_id: null,
    name: "Nadia Ferro",
    role: "President",
    phone: "",
    email: "nadia@larkfield.example",
    is_signer: true,
  });
  await call(host, "save_terms", {
    client_id,
    fees: null,
    effective_on: "",
    face: "10,000",
    values: { advance_rate: "85", fee_first_rate: "1.9", facility_limit: "300,000" },
  });
  await signAgreement(callerOf(host), client_id);
}

/** A firm of two clients and five debtors with some months of history. */
async function withBooks(t, scheme) {
  const { page, host } = await open(t, { scheme });
  const { passphrase } = await makeVault(host);
  await call(host, "save_firm", firm);
  for (const name of names) await signedClient(host, name);
  const vaults = join(host.folder, "vaults");
  const filled = await fetch(new URL("/test/books", host.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ folder: join(vaults, readdirSync(vaults)[0]), passphrase }),
  });
  assert.ok(filled.ok, await filled.text());
  await call(host, "unlock", { passphrase });
  await forbidPointer(page);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { page, host };
}

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
    await pageShows(page, names[0]);
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
  await pageShows(page, names[0]);
  await page.keyboard.press("Control+Enter");
  await page.getByText("1 statement was made.").waitFor();
  const { rows } = await call(host, "list_statements", { party: null });
  assert.deepEqual(
    rows.map((row) => row.name),
    [names[0]],
  );
});
