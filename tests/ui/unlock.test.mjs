// Locking, and every way back in, by keyboard only.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, open, shot } from "./harness.mjs";
import { call, catchEvents, makeVault, setClock } from "./vault.mjs";

const name = "calder-street-factors-llc.fdk";
// The key is stretched for a second or so, longer on a busy computer.
const stretching = { timeout: 60_000 };

/** A page that is elsewhere while the host is prepared, so that it does not follow. */
async function openAway(t, options = {}) {
  const opened = await open(t, options);
  await opened.page.goto("about:blank");
  return opened;
}

async function locked(t, options = {}) {
  const { page, host } = await openAway(t, options);
  const made = await makeVault(host, options);
  await call(host, "lock");
  await page.goto(host.url);
  await page.getByRole("heading", { level: 1, name }).waitFor();
  return { page, host, ...made };
}

async function isOpen(page) {
  await page.getByRole("navigation", { name: "Sections" }).waitFor(stretching);
}

for (const scheme of ["light", "dark"]) {
  test(`a wrong passphrase is said and typed over in ${scheme}`, async (t) => {
    const { page, passphrase } = await locked(t, { scheme });
    await axe(page);
    await shot(page, `unlock-${scheme}`);
    await page.keyboard.type("not this one at all");
    await page.keyboard.press("Enter");
    await page.getByText("This passphrase does not open the vault.").waitFor(stretching);
    await axe(page);
    await shot(page, `unlock-wrong-${scheme}`);
    // The focus stays and the text is selected, so that typing replaces it.
    await page.keyboard.type(passphrase);
    await page.keyboard.press("Enter");
    await isOpen(page);
  });
}

test("the keychain opens the vault when it was allowed to", async (t) => {
  const { page } = await locked(t, { keychain: true });
  await shot(page, "unlock-keychain");
  await page.getByRole("button", { name: "Keychain" }).press("Enter");
  await isOpen(page);
});

test("after five wrong passphrases the next try waits", async (t) => {
  const { page, host, passphrase } = await locked(t);
  for (let i = 0; i < 5; i += 1) {
    await call(host, "unlock", { passphrase: `wrong number ${i}` }).catch(() => undefined);
  }
  await page.keyboard.type("wrong number six");
  await page.keyboard.press("Enter");
  await page.getByText(/The next try is free in|Too many wrong passphrases/).waitFor(stretching);
  await setClock(host, "2026-11-19 10:05");
  await page.reload();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await isOpen(page);
});

test("the recovery key sets a new passphrase and is replaced", async (t) => {
  const { page, host, recoveryKey } = await locked(t);
  await page.getByRole("button", { name: "Use the recovery key" }).press("Enter");
  await page.keyboard.type(recoveryKey);
  await axe(page);
  await page.getByRole("button", { name: "Suggest a passphrase" }).press("Enter");
  await page.getByText("Strong.").waitFor();
  const chosen = await page.getByLabel("New passphrase").inputValue();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "Keep the new recovery key" }).waitFor(stretching);
  await axe(page);
  await shot(page, "recovery-new-key");
  const key = (await page.locator(".rk code").innerText()).replace(/\s/g, "").split("-");
  const names = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth".split(" ");
  for (const label of await page.locator(".twow label").allInnerTexts()) {
    await page.keyboard.type(key[names.indexOf(label.split(" ")[0])]);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Control+Enter");
  await isOpen(page);
  assert.notEqual(key.join("-"), recoveryKey);
  await page.keyboard.press("Control+Shift+L");
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await call(host, "unlock", { passphrase: chosen });
});

test("a lock by key or after inactivity leaves nothing of the firm in the page", async (t) => {
  const { page, host, passphrase } = await locked(t);
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await isOpen(page);
  await page.evaluate(() => (globalThis.isSamePage = true));
  await page.keyboard.press("Control+Shift+L");
  await page.getByRole("textbox", { name: "Passphrase" }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.isSamePage), undefined);
  assert.doesNotMatch(await page.content(), /Calder Street Factors LLC/);

  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await isOpen(page);
  await setClock(host, "2026-11-19 11:30");
  await page.getByRole("textbox", { name: "Passphrase" }).waitFor();
});

test("another vault is chosen from the list of those opened before", async (t) => {
  const { page } = await locked(t);
  await page.keyboard.press("Control+o");
  await page.getByRole("heading", { name: "Welcome to Factordesk" }).waitFor();
  await axe(page);
  await shot(page, "welcome-known");
  await page.getByRole("button", { name: new RegExp(name) }).press("Enter");
  await page.getByRole("heading", { level: 1, name }).waitFor();
});

test("a notification clicked while locked leads to its client after unlocking", async (t) => {
  const { page, host } = await openAway(t);
  const { passphrase } = await makeVault(host);
  const { client_id } = await call(host, "create_client", { legal_name: "Larkfield Produce" });
  await call(host, "lock");
  await catchEvents(page);
  await page.goto(host.url);
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.evaluate(
    (id) => globalThis.tell({ kind: "open", target: { kind: "client", client_id: id } }),
    client_id,
  );
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Larkfield Produce" }).waitFor(stretching);
});

test("the sample firm is opened again without a passphrase", async (t) => {
  const { page, host } = await openAway(t);
  await call(host, "open_sample");
  await call(host, "lock");
  await page.goto(host.url);
  await page.getByText("The sample firm needs no passphrase.").waitFor();
  await axe(page);
  await page.keyboard.press("Control+Enter");
  await isOpen(page);
});
