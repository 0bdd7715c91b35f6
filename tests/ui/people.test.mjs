// Who may open the vault, what each may do, and the second yes; by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, open, shot } from "./harness.mjs";
import { fill, forbidPointer, run, tabTo } from "./keyboard.mjs";
import { call, makeVault } from "./vault.mjs";
import { bankAccounts, runTerms, withBooks } from "./with-books.mjs";

// The key is stretched for a second or so for each way in, longer on a busy computer.
const stretching = { timeout: 60_000 };
const nadias = "granite lantern eleven otters";
const anew = "copper meadow fifteen herons";
const tooShort = "short one";

const sizes = [
  ["usual", 1280, 800],
  ["small", 960, 600],
  ["large", 2560, 1440],
];

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `people-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** The part People of the settings, with the owner at the desk. */
async function opened(t, scheme) {
  const { page, host } = await open(t, { scheme });
  await page.goto("about:blank");
  const { passphrase } = await makeVault(host);
  const { firm } = await call(host, "firm");
  await call(host, "save_firm", { ...firm, signer_name: "Ruth Adeyemi" });
  await forbidPointer(page);
  await page.goto(host.url);
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await toPeople(page);
  return { page, host, passphrase };
}

async function toPeople(page) {
  await run(page, "Settings: People");
  await page.getByRole("table", { name: "Roles" }).waitFor();
}

function rowOf(page, name) {
  return page.getByRole("table", { name: "People" }).getByRole("row", { name });
}

async function add(host, name, role, passphrase, own) {
  await call(host, "add_person", { name, role, passphrase, own_passphrase: own });
}

/** Leaves the desk to somebody else, who types a passphrase at the locked screen. */
async function changeOver(page, passphrase) {
  await run(page, "Lock");
  await page.getByText("Locked. Reminders stay without names until it is open.").waitFor();
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Sections" }).waitFor(stretching);
}

async function toRelease(page) {
  await run(page, "Reserve releases");
  await page.getByRole("option", { name: /Brinmoor Staffing/ }).waitFor();
  await page.getByRole("table", { name: "Invoices of this release" }).waitFor();
}

/** Whether the passphrase opens the locked vault; leaves it locked. */
async function opens(host, passphrase) {
  const status = await call(host, "unlock", { passphrase }).catch(() => null);
  if (status) await call(host, "lock");
  return status?.person?.name ?? null;
}

for (const scheme of ["light", "dark"]) {
  test(`a person is added with a role and a passphrase, in ${scheme}`, async (t) => {
    const { page, host, passphrase } = await opened(t, scheme);
    await rowOf(page, "Ruth Adeyemi").getByText("at the desk").waitFor();
    await looked(page, `alone-${scheme}`);
    await tabTo(page, "Add a person");
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "Add a person" });
    await fill(page, "Name", "Ruth Adeyemi");
    await fill(page, "First passphrase", nadias);
    await fill(page, "Again", tooShort);
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("The two are not the same.").waitFor();
    await fill(page, "Again", nadias);
    await fill(page, "Your own passphrase", "not this one at all");
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("This is not your passphrase.").waitFor(stretching);
    await looked(page, `add-problems-${scheme}`);
    await fill(page, "Your own passphrase", passphrase);
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("Somebody of this name works here already.").waitFor(stretching);
    await tabTo(page, "Name", "Shift+Tab");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+Enter");
    await sheet.locator("input[aria-invalid='true']").waitFor(stretching);
    await fill(page, "Name", "Nadia Ferro");
    await fill(page, "First passphrase", tooShort);
    await fill(page, "Again", tooShort);
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("At least 12 characters", { exact: false }).waitFor(stretching);
    await fill(page, "First passphrase", nadias);
    await fill(page, "Again", nadias);
    await looked(page, `add-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("Nadia Ferro can open the vault now.").waitFor(stretching);
    await rowOf(page, "Nadia Ferro").getByRole("cell", { name: "Staff", exact: true }).waitFor();
    await looked(page, `two-${scheme}`);
    await call(host, "lock");
    assert.equal(await opens(host, nadias), "Nadia Ferro");
  });

  test(`a role is changed, a passphrase set anew, a way in taken away, in ${scheme}`, async (t) => {
    const { page, host, passphrase } = await opened(t, scheme);
    await add(host, "Nadia Ferro", "staff", nadias, passphrase);
    await toPeople(page);
    const openNadia = async () => {
      await tabTo(page, "Nadia Ferro");
      await page.keyboard.press("Enter");
      return page.getByRole("dialog", { name: "Nadia Ferro" });
    };
    let sheet = await openNadia();
    await tabTo(page, "Role");
    await page.keyboard.type("Man");
    await looked(page, `role-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await rowOf(page, "Nadia Ferro").getByRole("cell", { name: "Manager", exact: true }).waitFor();

    sheet = await openNadia();
    await tabTo(page, "Set another passphrase");
    await page.keyboard.press("Enter");
    await page.keyboard.type(anew);
    await fill(page, "Again", anew);
    await fill(page, "Your own passphrase", passphrase);
    await looked(page, `reset-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("The passphrase was set.").waitFor(stretching);

    sheet = await openNadia();
    await tabTo(page, "Take the way in away");
    await page.keyboard.press("Enter");
    await sheet.getByText(/^Nadia Ferro will no longer open this vault/).waitFor();
    await page.keyboard.type("not this one at all");
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("This is not your passphrase.").waitFor(stretching);
    await looked(page, `remove-${scheme}`);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(passphrase);
    await page.keyboard.press("Control+Enter");
    await page.getByText("Nadia Ferro can no longer open the vault.").waitFor(stretching);
    await rowOf(page, "Nadia Ferro").getByText("No more").waitFor();
    await looked(page, `left-${scheme}`);
    await call(host, "lock");
    assert.deepEqual([await opens(host, nadias), await opens(host, anew)], [null, null]);
    assert.equal(await opens(host, passphrase), "Ruth Adeyemi");
  });
}

test("the passphrase set anew is the only one that opens from then on", async (t) => {
  const { page, host, passphrase } = await opened(t);
  await add(host, "Nadia Ferro", "staff", nadias, passphrase);
  await toPeople(page);
  await tabTo(page, "Nadia Ferro");
  await page.keyboard.press("Enter");
  await tabTo(page, "Set another passphrase");
  await page.keyboard.press("Enter");
  await page.keyboard.type(anew);
  await fill(page, "Again", anew);
  await fill(page, "Your own passphrase", passphrase);
  await page.keyboard.press("Control+Enter");
  await page.getByText("The passphrase was set.").waitFor(stretching);
  await call(host, "lock");
  assert.deepEqual([await opens(host, nadias), await opens(host, anew)], [null, "Nadia Ferro"]);
});

test("the last owner stays an owner, and the field says why", async (t) => {
  const { page } = await opened(t);
  await tabTo(page, "Ruth Adeyemi");
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Ruth Adeyemi" });
  await tabTo(page, "Role");
  await page.keyboard.type("Staff");
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("This is the last owner. Make somebody else an owner first.").waitFor();
  await axe(page);
  await shot(page, "people-last-owner");
  assert.equal(await sheet.getByRole("button", { name: "Take the way in away" }).count(), 0);
});

test("who may only read is refused in words, and nothing is changed", async (t) => {
  const { page, host, passphrase } = await opened(t);
  await add(host, "Nadia Ferro", "read_only", nadias, passphrase);
  await changeOver(page, nadias);
  await toPeople(page);
  await page.getByText("Only an owner changes who may do what.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Add a person" }).count(), 0);
  assert.equal(await page.getByRole("button", { name: "Ruth Adeyemi" }).count(), 0);
  await looked(page, "read-only");
  await run(page, "New client");
  await fill(page, "Legal name", "Brinmoor Staffing, Inc.");
  await page.keyboard.press("Control+Enter");
  const refusal = page.locator(".banner.warn");
  await refusal.getByText("As read only you may not enter or change records.").waitFor();
  await looked(page, "refused");
  const query = { text: "", view: "all", sort: "name", is_descending: false, offset: 0, limit: 10 };
  assert.equal((await call(host, "list_clients", query)).total, 0);
});

test("an owner sets up to how much a person writes off alone", async (t) => {
  const { page, host, passphrase } = await withBooks(t);
  await add(host, "Nadia Ferro", "staff", nadias, passphrase);
  const { rows } = await call(host, "pick_debtors", { text: "Wexcombe" });
  const { accounts } = await call(host, "receipt_form");
  const account = { bank_account_id: accounts[0].id, debtor_id: rows[0].debtor_id };
  const probe = await call(host, "start_receipt", { ...account, amount: "1" });
  const { clients } = await call(host, "open_invoices_for", probe);
  const [first] = clients[0].invoices;
  await call(host, "remove_receipt", probe);
  const paid = (first.open.minor - 40_000) / 100;
  await call(host, "start_receipt", { ...account, amount: `${paid}` });

  await toPeople(page);
  await tabTo(page, "Nadia Ferro");
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Nadia Ferro" });
  await fill(page, "Writes off alone up to", "much");
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("This is not an amount, like 1,234.56").waitFor();
  await looked(page, "limit");
  await fill(page, "Writes off alone up to", "300");
  await page.keyboard.press("Control+Enter");
  await rowOf(page, "Nadia Ferro").getByText("300.00").waitFor();
  await looked(page, "limits");

  await changeOver(page, nadias);
  await page.keyboard.press("Control+5");
  await page.getByRole("table", { name: "Open invoices of Wexcombe Hotels" }).waitFor();
  await fill(page, `Pays on ${first.number}`, `${paid}`);
  await tabTo(page, `Why ${first.number} is short`);
  await page.keyboard.type("Damage");
  await tabTo(page, "To reserve");
  for (let i = 0; i < 2; i += 1) await page.keyboard.press("ArrowRight");
  await page.getByText(/400\.00 is above the 300\.00 you may write off alone/).waitFor();
  await looked(page, "beyond-limit");
});

test("a release that one person has prepared is confirmed by another", async (t) => {
  const { page, host, passphrase } = await withBooks(t, "light", {
    door: "/test/runs",
    values: runTerms,
  });
  await bankAccounts(host);
  await add(host, "Nadia Ferro", "manager", nadias, passphrase);
  await toRelease(page);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog", { name: /^Release to Brinmoor/ }).waitFor();
  await page.keyboard.press("Control+Enter");
  const waits = /Prepared, not released yet. .*must confirm a release: Nadia Ferro/;
  await page.getByText(waits).waitFor();
  await page.getByText("A release of Brinmoor Staffing, Inc. is prepared.").waitFor();
  const all = { client_id: null, offset: 0, limit: 10 };
  assert.equal((await call(host, "list_release_runs", all)).rows[0].state, "prepared");
  await looked(page, "prepared");

  await changeOver(page, nadias);
  await toRelease(page);
  await page.getByText("A release of Brinmoor Staffing, Inc. is prepared.").waitFor();
  await run(page, "Confirm what waits for Brinmoor");
  await page.getByText(/2,090.00 USD released to Brinmoor/).waitFor();
  await run(page, "Past releases");
  await page.getByRole("row", { name: /Brinmoor Staffing.*Paid/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText(/Prepared by Ruth Adeyemi/).waitFor();
  await page.getByText(/Confirmed by Nadia Ferro/).waitFor();
  await looked(page, "confirmed");
  assert.equal((await call(host, "check_books")).is_sound, true);
});
