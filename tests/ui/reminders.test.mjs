// Reminders that act: the buttons of a notification, the list under the bell, and how each person
// is reminded; by keyboard only.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { fillMorning, makeClient, noteFor, setClock } from "./queue.mjs";

const passphrase = "velvet harbour ninety sparrows";
const client = "Larkfield Produce";
const ALL = { kinds: [], person: "", from: "", until: "" };
// The key is stretched for each way in.
const stretching = { timeout: 60_000 };

const sizes = [
  ["usual", 1280, 800],
  ["small", 960, 600],
  ["large", 1920, 1080],
];

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `reminders-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function says(page, text) {
  await page.locator(".toasts").getByText(text).waitFor();
}

/** Runs a command of the palette. */
async function run(page, words) {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

async function fill(page, label, text) {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Opens a firm whose one follow-up has just been shown by the desktop. */
async function rung(t) {
  const opened = await openFirm(t);
  const { page, host, call } = opened;
  await call("save_preferences", { ...(await call("preferences")), lock_after_minutes: 60 });
  const id = await makeClient(call, client, "Nadia Ferro", "(617) 555-0166");
  const next = { day: "today", time: "10:30", reason: "Call about the signed agreement" };
  const followUp = await noteFor(call, id, "Nadia Ferro", "She signs today.", next);
  await page.reload();
  await page.getByRole("treegrid").waitFor();
  await setClock(host, "2026-11-19 10:30");
  await page.getByRole("button", { name: "Reminders, 1 waiting" }).waitFor();
  return { ...opened, id, followUp };
}

/** Presses a button of the notification on the desktop. */
async function press(host, action) {
  const answer = await fetch(`${host.url}/test/press`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: client, action }),
  });
  assert.equal(answer.status, 204);
}

for (const scheme of ["light", "dark"]) {
  test(`quiet hours, digest and repeat are chosen in Settings, in ${scheme}`, async (t) => {
    const { page, call } = await openFirm(t, { scheme });
    await run(page, "settings: reminders");
    await page.getByRole("heading", { name: "Your reminders" }).waitFor();
    await fill(page, "Quiet from, optional", "7 pm");
    await fill(page, "Digest of the day at, optional", "8:15");
    await page.keyboard.press("Control+s");
    await page.getByText("Say until when, or leave both empty.").waitFor();
    const held = await page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"));
    assert.equal(held, "true", "the hand is on the field");
    await page.keyboard.type("9 am");
    await page.keyboard.press("Control+s");
    const inside = "8:15 AM lies in your quiet hours, 7:00 PM to 9:00 AM.";
    await page.getByText(inside, { exact: false }).waitFor();
    await looked(page, `choices-wrong-${scheme}`);
    await fill(page, "Quiet until, optional", "7:30");
    await page.getByLabel("Repeat until acted on, every").focus();
    await page.keyboard.type("1 h");
    await page.getByRole("checkbox", { name: /^Quiet on Saturday/ }).press("Space");
    await page.keyboard.press("Control+s");
    await says(page, "Your reminders come like this from now on.");
    assert.deepEqual(await call("reminder_choices"), {
      snooze_minutes: 10,
      quiet_from: "7:00 PM",
      quiet_until: "7:30 AM",
      has_quiet_weekends: true,
      digest_at: "8:15 AM",
      repeat_minutes: 60,
    });
    await looked(page, `choices-${scheme}`);
  });
}

test("a call is logged from the notification, and answers the follow-up", async (t) => {
  const { page, host, call, id } = await rung(t);
  await press(host, "log_call");
  const sheet = page.getByRole("dialog", { name: "New note" });
  await sheet.getByLabel("Finishes the follow-up").waitFor();
  assert.equal(await sheet.getByLabel("Spoke with").inputValue(), "Nadia Ferro");
  await shot(page, "reminders-log-call");
  await page.keyboard.type("She has signed; the copy is on its way.");
  await sheet.getByRole("radio", { name: /^None needed/ }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await says(page, "Note saved");
  await page.getByRole("button", { name: "Reminders, none waiting" }).waitFor();
  const about = { kind: "client", id };
  const { next } = await call("timeline", { subject: about, filter: ALL, after: "", limit: 5 });
  assert.deepEqual(next, []);
});

test("Done and Snooze of a notification are said in the window, with Undo", async (t) => {
  const { page, host, followUp, call } = await rung(t);
  await press(host, "done");
  await says(page, `${client}: done`);
  await page.getByRole("button", { name: "Reminders, none waiting" }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Reminders, 1 waiting" }).waitFor();
  await press(host, "snooze");
  await says(page, `${client}: quiet until Thu, Nov 19, 10:40 AM`);
  // It was put off meanwhile: the old notification only opens the record.
  await press(host, "done");
  await page.getByRole("heading", { level: 1, name: client }).waitFor();
  const asked = { subject: followUp.subject, filter: ALL, after: "", limit: 5 };
  assert.equal((await call("timeline", asked)).next.length, 1);
});

test("Move date of a notification opens the dialog of that follow-up", async (t) => {
  const { page, host } = await rung(t);
  await press(host, "move_date");
  const dialog = page.getByRole("dialog", { name: "Move date" });
  await dialog.getByText(client).waitFor();
  await dialog.getByLabel("To").focus();
  await page.keyboard.type("tomorrow");
  await shot(page, "reminders-move-date");
  await page.keyboard.press("Enter");
  await says(page, `${client}: moved to Fri, Nov 20, 10:30 AM`);
});

for (const scheme of ["light", "dark"]) {
  test(`the list under the bell logs, remembers its snooze, puts off all, ${scheme}`, async (t) => {
    const { page, call, host } = await openFirm(t, { scheme });
    await fillMorning(call, host);
    await page.reload();
    await page.getByRole("button", { name: "Reminders, 4 waiting" }).focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog", { name: "Reminders" });
    await panel.getByRole("button", { name: "Snooze 10 min" }).first().waitFor();
    await panel.getByLabel("Snooze for").focus();
    await page.keyboard.type("2 h");
    await panel.getByRole("button", { name: "Snooze 2 h" }).first().waitFor();
    assert.equal((await call("reminder_choices")).snooze_minutes, 120);
    await looked(page, `panel-${scheme}`);
    await panel.getByRole("button", { name: "Log call" }).first().focus();
    await page.keyboard.press("Enter");
    await page
      .getByRole("dialog", { name: "New note" })
      .getByLabel("Finishes the follow-up")
      .waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "New note" }).waitFor({ state: "hidden" });
    await run(page, "snooze all");
    await says(page, "4 reminders are quiet until Thu, Nov 19, 12:00 PM");
    await page.getByRole("button", { name: "Reminders, none waiting" }).waitFor();
  });
}

test("a next contact is somebody else's, and an owner sees it among all", async (t) => {
  const { page, call } = await openFirm(t);
  await call("add_person", {
    name: "Omar Reyes",
    role: "staff",
    passphrase: "marble trumpet orchard lantern",
    own_passphrase: passphrase,
  });
  const id = await makeClient(call, client, "Nadia Ferro", "(617) 555-0166");
  await noteFor(call, id, "Nadia Ferro", "Mine.", { day: "today", time: "9:30", reason: "Mine" });
  await page.reload();
  await page.getByRole("treegrid").focus();
  await page.keyboard.press("Control+Shift+n");
  const sheet = page.getByRole("dialog", { name: "New note" });
  await sheet.getByLabel("Finishes the follow-up").waitFor();
  await page.keyboard.type("Omar asks for the delivery note.");
  await fill(page, "Or another day", "today");
  await fill(page, "At", "9:45");
  await sheet.getByLabel("Reminds").focus();
  await page.keyboard.type("Omar");
  await sheet.getByLabel("Finishes the follow-up").selectOption("");
  await looked(page, "owner");
  await page.keyboard.press("Control+Enter");
  await says(page, "Note saved");
  await page.getByRole("button", { name: "Reminders, 1 waiting" }).focus(stretching);
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Reminders" });
  await panel.getByRole("radio", { name: "Mine (1)" }).focus();
  await page.keyboard.press("ArrowRight");
  await panel.getByText("Omar Reyes").waitFor();
  await looked(page, "panel-all");
});
