// The main job from the first start to the reminder, without a pointer; every screen on the way
// is judged by axe in light and in dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, open, shot } from "./harness.mjs";
import { fill, forbidPointer, pick, run, tabTo } from "./keyboard.mjs";
import { setClock } from "./vault.mjs";

// The key of a vault is stretched for a second or so, longer on a busy computer.
const stretching = { timeout: 60_000 };
const passphrase = "velvet harbour ninety sparrows";
const note = "She sends the delivery notes of the melon invoices tonight.";
const reason = "Ask for the delivery notes";

const profile = [
  ["State of formation", "Rhode Island"],
  ["Registration number", "001734455"],
  ["Street", "214 Calder Street, Suite 3"],
  ["City", "Providence"],
  ["State or region", "RI"],
  ["Postal code", "02903"],
  ["Country", "United States"],
  ["Phone", "(401) 555-0142"],
  ["Email", "office@calderstreet.example"],
  ["Who signs for the firm", "Ruth Adeyemi"],
  ["Title of the signer", "Managing member"],
  ["Governing law", "New York"],
  ["Courts", "New York County"],
];
const client = [
  ["State of formation", "Massachusetts"],
  ["Registration number", "004417290"],
  ["Tax ID", "04-4172900"],
  ["Street", "88 Beacham Row"],
  ["City", "Chelsea"],
  ["State", "MA"],
  ["ZIP code", "02150"],
  ["Phone", "(617) 555-0188"],
  ["E-mail", "office@larkfield.example"],
];
const contact = [
  ["Name", "Nadia Ferro"],
  ["Role", "President"],
  ["Phone", "(617) 555-0166"],
];
const terms = [
  ["Advance rate, %", "85"],
  ["Fee, first period, %", "1.9"],
  ["Fee, each next period, %", "0.7"],
  ["Facility limit, USD", "300,000"],
];

const heading = (page, name, limit = {}) =>
  page.getByRole("heading", { level: 1, name }).waitFor(limit);

async function fillAll(page, fields) {
  for (const [name, text] of fields) await fill(page, name, text);
}

/** Judges and keeps the screen in light and in dark. */
async function look(page, name) {
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await axe(page);
    await shot(page, `story-${name}-${scheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

async function startFirm(page) {
  await heading(page, "Welcome to Factordesk");
  await look(page, "01-welcome");
  await tabTo(page, "Start my firm");
  await page.keyboard.press("Enter");
  await heading(page, "Protect your data");
  await fill(page, "Name of your firm", "Calder Street Factors LLC");
  await fill(page, "Passphrase", passphrase);
  await fill(page, "Again", passphrase);
  await tabTo(page, "Also unlock with this computer’s keychain");
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Recovery key", { exact: true }).waitFor();
  await look(page, "02-recovery-key");
  for (const [label, group] of await groupsAskedFor(page)) await fill(page, label, group);
  await page.keyboard.press("Enter");
  await heading(page, "Your firm", stretching);
  await pick(page, "Legal form", "limited liability company");
  await fillAll(page, profile);
  await look(page, "03-firm");
  await page.keyboard.press("Control+Enter");
  await heading(page, "Usual terms");
  await page.getByRole("table").waitFor();
  await look(page, "04-usual-terms");
  await page.keyboard.press("Control+Enter");
  await heading(page, "Reminders");
  await look(page, "05-reminders");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Nothing is due today").waitFor();
  await look(page, "06-today-empty");
}

/** Labels and groups, read from the screen as from the paper. */
async function groupsAskedFor(page) {
  const key = (await page.locator(".rk code").innerText()).replace(/\s/g, "").split("-");
  const ordinals = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth".split(" ");
  const labels = await page.locator(".twow label").allInnerTexts();
  return labels.map((label) => [label.trim(), key[ordinals.indexOf(label.split(" ")[0])]]);
}

async function enterClient(page) {
  await page.keyboard.press("Control+n");
  await heading(page, "New client");
  await fill(page, "Legal name", "Larkfield Produce Distributors, Inc.");
  await fill(page, "Trade name", "Larkfield Produce");
  await pick(page, "Legal form", "corporation");
  await fillAll(page, client);
  await look(page, "07-client-form");
  await page.keyboard.press("Control+Enter");
  await heading(page, "Larkfield Produce");
  await run(page, "Add a contact");
  await page.getByRole("dialog", { name: "New contact" }).waitFor();
  await fillAll(page, contact);
  await tabTo(page, "Signs for the client");
  await page.keyboard.press("Space");
  await look(page, "08-contact");
  await page.keyboard.press("Control+Enter");
  await page.getByText("President, signer").waitFor();
  await look(page, "09-client");
}

async function makeContract(page) {
  await page.keyboard.press("Control+Shift+t");
  await page.getByRole("table", { name: "Terms" }).waitFor();
  await fillAll(page, terms);
  await page.getByRole("table", { name: "Worked example" }).getByText("190.00").first().waitFor();
  await look(page, "10-terms");
  await page.keyboard.press("Control+Enter");
  await paperDrawn(page);
  await look(page, "11-contract-form");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog", { name: /^Freeze CTR-/ }).waitFor();
  await look(page, "12-freeze");
  await page.keyboard.press("Control+Enter");
  await sign(page, "Nadia Ferro", "13-sign-client");
  await page.getByText(/now waits to be signed for the Factor/).waitFor();
  await page.getByRole("radio", { name: "Signed so far", checked: true }).waitFor();
  await sign(page, "Ruth Adeyemi", "14-sign-factor");
  await page.getByText(/^Signed by both\. Terms version 1 is in force from /).waitFor();
  await paperDrawn(page);
  await look(page, "15-signed");
  await run(page, "Go to the client");
  await heading(page, "Larkfield Produce");
  await page.getByText("in force since Nov 19, 2026").first().waitFor();
  await look(page, "16-client-signed");
}

async function paperDrawn(page) {
  await page.locator(".pvwrap:not(.stale) .textLayer span").first().waitFor();
}

/** Types the signature of whoever is next. */
async function sign(page, name, picture) {
  await page.getByRole("button", { name: /^Sign/ }).first().waitFor();
  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
  await sheet.locator(".thumb .textLayer span").first().waitFor();
  // The radios of how to sign have the focus; the arrow goes to the other one.
  await tabTo(page, "Draw");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("img", { name: `Typed signature: ${name}` }).waitFor();
  await tabTo(page, "I have read");
  await page.keyboard.press("Space");
  await look(page, picture);
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
}

async function lockAndUnlock(page) {
  await lock(page);
  await look(page, "17-locked");
  await fill(page, "Passphrase", "velvet harbour");
  await page.keyboard.press("Enter");
  await page.getByText("This passphrase does not open the vault.").waitFor(stretching);
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Sections" }).waitFor(stretching);
  await lock(page);
  await tabTo(page, "Keychain");
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
}

async function lock(page) {
  await page.keyboard.press("Control+Shift+L");
  await page.getByText("Locked. Reminders stay without names").waitFor();
}

async function noteTheCall(page) {
  await page.keyboard.press("Control+Shift+N");
  await page.getByRole("dialog", { name: "New note" }).waitFor();
  await pick(page, "Client", "Larkfield Produce");
  await pick(page, "Spoke with", "Nadia Ferro");
  await fill(page, "Note", note);
  // Asked for before the way there: the browser must have agreed to hand the file over by Enter.
  const choosing = page.waitForEvent("filechooser");
  await tabTo(page, "choose");
  await page.keyboard.press("Enter");
  const buffer = Buffer.from("Customer;Days\nTidewater Grocers;41\n");
  await (await choosing).setFiles({ name: "aging.csv", mimeType: "text/csv", buffer });
  await page.getByText("35 bytes").waitFor();
  await fillAll(page, [["Or another day", "today"], ["At", "10:05"], ["What for", reason]]);
  await page.getByText("10:05 AM").waitFor();
  await look(page, "18-note");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Note saved\. Next contact/).waitFor();
}

async function beReminded(page, host) {
  await page.keyboard.press("Control+7");
  await heading(page, "Contracts");
  // Sooner than the lock for inactivity.
  await setClock(host, "2026-11-19 10:05");
  const message = page.getByRole("group", { name: "Larkfield Produce, 10:05 AM" });
  await message.waitFor();
  const shown = await (await fetch(new URL("/test/notes", host.url))).json();
  const body = `10:05 AM, Nadia Ferro, (617) 555-0166: ${reason}`;
  const buttons = ["Log call", "Snooze 10 min", "Done", "Move date"];
  assert.deepEqual(shown, [{ title: "Larkfield Produce", body, buttons }]);
  await look(page, "19-reminder");
  // From pane to pane, to the messages; and on to what the message offers.
  await tabTo(page, "Close", "F6");
  await tabTo(page, "Open");
  await page.keyboard.press("Enter");
  await heading(page, "Larkfield Produce");
  await page.keyboard.press("Control+PageDown");
  await page.getByText(note).waitFor();
  await page.getByText("aging.csv").waitFor();
  await look(page, "20-timeline");
}

async function finishOnToday(page) {
  await page.keyboard.press("Control+1");
  await page.getByText("1 to do, 0 done").waitFor();
  await look(page, "21-today");
  await page.keyboard.press("Control+Shift+D");
  await page.getByText("0 to do, 1 done").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText("1 to do, 0 done").waitFor();
  await page.keyboard.press("Control+Shift+D");
  await page.getByText("0 to do, 1 done").waitFor();
  await look(page, "22-done");
}

test("the whole job is done by keyboard alone", { timeout: 240_000 }, async (t) => {
  const { page, host } = await open(t);
  await forbidPointer(page);
  await page.reload();
  await startFirm(page);
  await enterClient(page);
  await makeContract(page);
  await lockAndUnlock(page);
  await noteTheCall(page);
  await beReminded(page, host);
  await finishOnToday(page);
});
