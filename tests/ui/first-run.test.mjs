// From the first window to a firm with its terms, by keyboard only.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { axe, open, shot } from "./harness.mjs";

// The key of a new vault is stretched for a second or so, longer on a busy computer.
const stretching = { timeout: 60_000 };
const passphrase = "velvet harbour ninety sparrows";

/** Types into the field that has the focus. */
async function type(page, text) {
  await page.keyboard.type(text);
}

/** Presses Tab until the named control has the focus. */
async function tabTo(page, name, limit = 40) {
  for (let i = 0; i < limit; i += 1) {
    const focused = await page.evaluate(() => {
      const { activeElement } = document;
      const label = activeElement?.labels?.[0]?.textContent ?? activeElement?.textContent ?? "";
      return `${activeElement?.getAttribute("aria-label") ?? label}`.trim();
    });
    if (focused.startsWith(name)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reached ${name}`);
}

async function heading(page, name, limit = {}) {
  await page.getByRole("heading", { level: 1, name }).waitFor(limit);
}

/** From the welcome screen to the recovery key. */
async function toRecoveryKey(page) {
  await heading(page, "Welcome to Factordesk");
  await page.keyboard.press("Control+n");
  await heading(page, "Protect your data");
  await type(page, "Calder Street Factors LLC");
  await tabTo(page, "Passphrase");
  await type(page, passphrase);
  await tabTo(page, "Again");
  await type(page, passphrase);
  await page.keyboard.press("Enter");
  await page.getByText("Recovery key", { exact: true }).waitFor();
}

/** The two groups that are asked for, read from the screen as from the paper. */
async function askedGroups(page) {
  const key = (await page.locator(".rk code").innerText()).replace(/\s/g, "").split("-");
  const names = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth".split(" ");
  const labels = await page.locator(".twow label").allInnerTexts();
  return labels.map((label) => key[names.indexOf(label.split(" ")[0])]);
}

for (const scheme of ["light", "dark"]) {
  test(`a firm is started by keyboard in ${scheme}`, async (t) => {
    const { page, host } = await open(t, { scheme });
    await heading(page, "Welcome to Factordesk");
    await axe(page);
    await shot(page, `welcome-${scheme}`);

    await toRecoveryKey(page);
    await axe(page);
    await shot(page, `first-run-protect-${scheme}`);
    await tabTo(page, "Save as PDF", 60);
    await page.keyboard.press("Enter");
    await page.getByText("Saved as Recovery key of").waitFor();
    assert.deepEqual(
      (await readdir(join(host.folder, "saved"))).filter((name) => name.startsWith("Recovery key")),
      ["Recovery key of calder-street-factors-llc.fdk.pdf"],
    );

    const [first, second] = await askedGroups(page);
    await tabTo(page, (await page.locator(".twow label").first().innerText()).trim(), 60);
    await type(page, first);
    await page.keyboard.press("Tab");
    await type(page, second);
    await page.keyboard.press("Enter");

    await heading(page, "Your firm", stretching);
    assert.equal(
      await page.getByLabel("Name of the firm").inputValue(),
      "Calder Street Factors LLC",
    );
    await tabTo(page, "Legal form");
    await type(page, "limited liability company");
    await page.keyboard.press("Escape");
    await type(page, "limited liability company");
    await tabTo(page, "Email");
    await type(page, "not an address");
    await page.keyboard.press("Control+Enter");
    await page.locator("[aria-invalid='true']").waitFor();
    assert.equal(
      await page.evaluate(() => document.activeElement?.labels?.[0]?.textContent),
      "Email",
    );
    await shot(page, `first-run-firm-problem-${scheme}`);
    await page.keyboard.press("Control+a");
    await type(page, "office@calderstreet.example");
    await axe(page);
    await page.keyboard.press("Control+Enter");

    await heading(page, "Usual terms");
    await page.getByRole("table").waitFor();
    const before = await page.getByRole("table").innerText();
    await tabTo(page, "Advance rate");
    await page.keyboard.press("Control+a");
    await type(page, "72");
    await page.waitForFunction(
      (old) => document.querySelector("table")?.innerText !== old,
      before,
    );
    assert.match(await page.getByRole("table").innerText(), /7,200\.00/);
    await axe(page);
    await shot(page, `first-run-terms-${scheme}`);
    await page.keyboard.press("Control+Enter");

    await heading(page, "Reminders");
    await tabTo(page, "Send a test notification");
    await page.keyboard.press("Enter");
    await page.getByText("Sent.", { exact: false }).waitFor();
    await axe(page);
    await shot(page, `first-run-reminders-${scheme}`);
    // Back and on again: the terms are as they were typed.
    await page.keyboard.press("Alt+ArrowLeft");
    await heading(page, "Usual terms");
    assert.equal(await page.getByLabel("Advance rate").inputValue(), "72");
    await page.keyboard.press("Control+Enter");
    await heading(page, "Reminders");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("navigation", { name: "Sections" }).waitFor();
  });
}

test("a weak passphrase, two that differ and wrong groups are said at their fields", async (t) => {
  const { page } = await open(t);
  await heading(page, "Welcome to Factordesk");
  await page.keyboard.press("Control+n");
  await heading(page, "Protect your data");
  await page.keyboard.press("Enter");
  await page.getByText("The firm needs a name.").waitFor();
  await type(page, "Calder Street Factors LLC");
  await tabTo(page, "Passphrase");
  await type(page, "short");
  await tabTo(page, "Again");
  await type(page, "shorter");
  await page.keyboard.press("Enter");
  await page.getByText("The two are not the same.").waitFor();
  await page.keyboard.press("Control+a");
  await type(page, "short");
  await page.keyboard.press("Enter");
  await page.getByText("Too short.", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Suggest a passphrase" }).press("Enter");
  await page.getByText("Strong.").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Recovery key", { exact: true }).waitFor();
  await type(page, "XXXX");
  await page.keyboard.press("Enter");
  await page.getByText("reads differently on the sheet", { exact: false }).first().waitFor();
  // A changed name makes the key on the sheet worthless, and the screen says so.
  await page.getByLabel("Name of your firm").focus();
  await type(page, "!");
  await page.getByText("A sheet printed before opens nothing.", { exact: false }).waitFor();
  await page.keyboard.press("Backspace");
  await page.getByText("Recovery key", { exact: true }).waitFor();
});

test("everything after the vault can be done later", async (t) => {
  const { page } = await open(t);
  await toRecoveryKey(page);
  const [first, second] = await askedGroups(page);
  await type(page, first);
  await page.keyboard.press("Tab");
  await type(page, second);
  await page.keyboard.press("Enter");
  await heading(page, "Your firm", stretching);
  for (const next of ["Usual terms", "Reminders"]) {
    await page.getByRole("button", { name: "Do this later" }).press("Enter");
    await heading(page, next);
  }
  await page.keyboard.press("Control+Enter");
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  assert.match(await page.locator(".firm").innerText(), /Calder Street Factors LLC/);
});

test("the sample firm opens with its banner and leads to a firm of one's own", async (t) => {
  const { page } = await open(t);
  await heading(page, "Welcome to Factordesk");
  await page.getByRole("button", { name: /Look around/ }).press("Enter");
  await page.getByText("All names and figures are invented").waitFor({ timeout: 60_000 });
  await axe(page);
  await shot(page, "sample-banner");
  await page.getByRole("button", { name: "Start my firm" }).press("Enter");
  await heading(page, "Protect your data");
});
