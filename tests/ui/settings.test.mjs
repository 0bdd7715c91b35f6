// Every part of Settings, and what the shell offers everywhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, open, shot } from "./harness.mjs";
import { call, catchEvents, makeVault } from "./vault.mjs";

const stretching = { timeout: 60_000 };
const parts = [
  "Firm profile",
  "Usual terms",
  "Buying rules",
  "People",
  "Signing key",
  "Mail",
  "Security",
  "Reminders",
  "Appearance",
  "Your data",
  "Keys",
  "About",
];

async function settings(t, options = {}) {
  const { page, host } = await open(t, options);
  // Elsewhere while the vault is made, so that the page does not follow.
  await page.goto("about:blank");
  const made = await makeVault(host);
  await page.goto(host.url);
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await page.keyboard.press("Control+,");
  await page.getByRole("heading", { level: 1, name: "Settings & data" }).waitFor();
  return { page, host, ...made };
}

for (const scheme of ["light", "dark"]) {
  test(`every part of Settings is reached by arrow keys and clean in ${scheme}`, async (t) => {
    const { page } = await settings(t, { scheme });
    await page.getByRole("link", { name: "Firm profile" }).focus();
    for (const part of parts) {
      const link = page.getByRole("link", { name: part, exact: true });
      assert.equal(await link.getAttribute("aria-current"), "page");
      await page.waitForFunction(() => !document.querySelector("[aria-busy='true']"));
      await axe(page);
      await shot(page, `settings-${part.toLowerCase().replaceAll(" ", "-")}-${scheme}`);
      await page.keyboard.press("ArrowDown");
    }
  });
}

test("the firm profile is saved, and what was typed and not saved is offered again", async (t) => {
  const { page, host } = await settings(t);
  await page.getByLabel("City").focus();
  await page.keyboard.type("Providence");
  await page.keyboard.press("Control+s");
  await page.getByText("The firm profile was saved.", { exact: false }).waitFor();
  assert.equal((await call(host, "firm")).firm.address.city, "Providence");
  await page.getByLabel("Phone").focus();
  await page.keyboard.type("(401) 555-0142");
  await page.keyboard.press("Control+2");
  await page.keyboard.press("Control+,");
  await page.getByRole("button", { name: "Take it up" }).press("Enter");
  assert.equal(await page.getByLabel("Phone").inputValue(), "(401) 555-0142");
});

test("the passphrase is changed only with the present one", async (t) => {
  const { page, host, passphrase } = await settings(t);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settings security");
  await page.keyboard.press("Enter");
  const next = "granite lantern eleven otters";
  const form = page.locator("form").first();
  await form.getByLabel("Present passphrase").focus();
  await page.keyboard.type("not this one at all");
  await form.getByLabel("New passphrase").focus();
  await page.keyboard.type(next);
  await form.getByLabel("Again").focus();
  await page.keyboard.type(next);
  await page.keyboard.press("Enter");
  await page.getByText("This is not your passphrase.").waitFor(stretching);
  await form.getByLabel("Present passphrase").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await page.getByText("The passphrase was changed.", { exact: false }).waitFor(stretching);
  await call(host, "lock");
  await call(host, "unlock", { passphrase: next });
});

test("the keychain is added with the passphrase and removed without", async (t) => {
  const { page, host, passphrase } = await settings(t);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settings security");
  await page.keyboard.press("Enter");
  await page.getByLabel("Passphrase, to allow it").focus();
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  const remove = page.getByRole("button", { name: "Remove the keychain" });
  await remove.waitFor(stretching);
  assert.equal((await call(host, "vault_status")).has_keychain_unlock, true);
  await remove.press("Enter");
  await page.getByLabel("Passphrase, to allow it").waitFor();
  assert.equal((await call(host, "vault_status")).has_keychain_unlock, false);
});

test("theme, zoom and lock time are kept on this computer", async (t) => {
  const { page, host } = await settings(t);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settings appearance");
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: "Dark" }).press("Enter");
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await page.keyboard.press("Control+=");
  await page.waitForFunction(() => document.documentElement.style.zoom === "110%");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settings security");
  await page.keyboard.press("Enter");
  await page.getByLabel("Lock after").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("90");
  await page.keyboard.press("Enter");
  await page.getByText("From 1 to 60 minutes.").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("30");
  await page.keyboard.press("Enter");
  await page.getByText("From 1 to 60 minutes.").waitFor({ state: "detached" });
  const kept = await call(host, "preferences");
  assert.deepEqual([kept.theme, kept.zoom_percent, kept.lock_after_minutes], ["dark", 110, 30]);
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
});

test("the palette finds commands and the keys are listed everywhere", async (t) => {
  const { page } = await settings(t);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("lock");
  await page.getByRole("option", { name: /^Lock/ }).waitFor();
  await axe(page);
  await shot(page, "palette");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+/");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await axe(page);
  await page.keyboard.press("Escape");
});

test("closing is asked once and the answer is kept", async (t) => {
  const { page, host } = await open(t);
  await catchEvents(page);
  await page.reload();
  await page.getByRole("heading", { name: "Welcome to Factordesk" }).waitFor();
  await page.evaluate(() => globalThis.tell({ kind: "close_asked" }));
  await page.getByRole("alertdialog", { name: "Close the window" }).waitFor();
  await axe(page);
  await shot(page, "close-question");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
  assert.equal((await call(host, "preferences")).on_close, "stay_in_tray");
});
