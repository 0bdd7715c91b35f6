// The morning queue and the reminders, by keyboard only.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, firm, openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { fillMorning, makeClient, noteFor, setClock, tick } from "./queue.mjs";

const ALL = { kinds: [], person: "", from: "", until: "" };

const sizes = [
  [1440, 900],
  [1280, 800],
  [960, 600],
];

/** Opens a firm on a full morning, with the keyboard in the queue. */
async function openMorning(t, scheme = "light") {
  const opened = await openFirm(t, { scheme });
  const ids = await fillMorning(opened.call, opened.host);
  await opened.page.reload();
  await opened.page.getByRole("treegrid").focus();
  return { ...opened, ids };
}

/** The text of the row that the keyboard is on. */
async function focusedRow(page) {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant");
    const row = id ? document.getElementById(id) : null;
    return row?.innerText.replace(/\s+/g, " ").trim() ?? "";
  });
}

async function says(page, text) {
  await page.locator(".toasts").getByText(text).waitFor();
}

for (const scheme of ["light", "dark"]) {
  test(`a full morning in ${scheme}`, async (t) => {
    const { page } = await openMorning(t, scheme);
    await page.getByRole("heading", { level: 1, name: "Thursday, November 19" }).waitFor();
    await page.getByText("5 to do, 0 done").waitFor();
    await page.getByText("4 follow-ups are due").waitFor();
    await axe(page);
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await shot(page, `today-${scheme}-${width}`);
    }
  });

  test(`a first morning with nothing due, in ${scheme}`, async (t) => {
    const { page } = await openFirm(t, { scheme });
    await page.getByRole("heading", { name: "Nothing is due today" }).waitFor();
    await page.getByText("0 of 4").waitFor();
    await axe(page);
    await shot(page, `today-empty-${scheme}`);
    await page.keyboard.press("Control+Shift+n");
    await page.getByRole("dialog", { name: "New note" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add the first client" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "New client" }).waitFor();
  });
}

test("the queue is walked, folded, opened and come back to", async (t) => {
  const { page } = await openMorning(t);
  assert.match(await focusedRow(page), /^Nov 10 Redmayne Construction/);
  await page.keyboard.press("ArrowDown");
  assert.match(await focusedRow(page), /^Nov 17 Vantry Automotive/);
  await page.getByLabel("Preview", { exact: true }).getByText("(716) 555-0148").waitFor();

  await page.keyboard.press("ArrowLeft");
  assert.match(await focusedRow(page), /^Overdue 3/);
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("row", { name: "Overdue", expanded: false }).waitFor();
  await page.keyboard.press("ArrowDown");
  assert.match(await focusedRow(page), /^Due today 2/);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Vantry Automotive" }).waitFor();
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByRole("treegrid").focus();
  assert.match(await focusedRow(page), /^Nov 17 Vantry Automotive/, "the row is remembered");
});

test("a follow-up is done, moved and put off, and each can be taken back", async (t) => {
  const { page, call } = await openMorning(t);
  await page.keyboard.press("Control+Shift+d");
  await says(page, "Redmayne Construction: done");
  await page.getByText("4 to do, 1 done").waitFor();
  assert.match(await focusedRow(page), /^Nov 17 Vantry/, "the next row takes its place");
  await page.keyboard.press("Control+z");
  await page.getByText("5 to do, 0 done").waitFor();
  assert.match(await focusedRow(page), /^Nov 17 Vantry/, "the hand stays where it is");

  await page.keyboard.press("Control+Shift+m");
  const move = page.getByRole("dialog", { name: "Move date" });
  await move.getByLabel("To").waitFor();
  await page.keyboard.type("yesterday");
  await page.keyboard.press("Enter");
  await move.getByText("This day is past. Choose today or later.").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("+4");
  await move.getByText("Mon, Nov 23, 2026").waitFor();
  await shot(page, "today-move");
  await page.keyboard.press("Enter");
  await says(page, "Vantry Automotive: moved to Mon, Nov 23");
  await page.getByText("4 to do, 0 done").waitFor();
  assert.match(await focusedRow(page), /^9:30 AM Pell Harbor Foods/);
  await page.keyboard.press("Control+z");
  await page.getByText("5 to do, 0 done").waitFor();
  const today = await call("today");
  assert.equal(today.groups[0].rows[1].follow_up.due.day, "2026-11-17", "back on its day");

  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu", { name: "Pell Harbor Foods" });
  await menu.waitFor();
  await axe(page);
  await shot(page, "today-menu");
  for (let i = 0; i < 2; i += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("menu", { name: "Snooze" }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await says(page, "Pell Harbor Foods: quiet until Fri, Nov 20, 9:00 AM");
  await page.getByText("until Nov 20, 9:00 AM", { exact: true }).waitFor();
  assert.match(await focusedRow(page), /Pell Harbor Foods/, "the keyboard is in the queue again");
});

test("a call is logged from its row and finishes the follow-up", async (t) => {
  const { page, call, ids } = await openMorning(t);
  await page.keyboard.press("Control+Shift+n");
  const sheet = page.getByRole("dialog", { name: "New note" });
  await sheet.getByLabel("Finishes the follow-up").waitFor();
  assert.equal(await sheet.getByLabel("Spoke with").inputValue(), "Dana Whitlock");
  await page.keyboard.type("The release came; the check follows.");
  await sheet.getByRole("radio", { name: /^None needed/ }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await says(page, "Note saved");
  await page.getByText("4 to do, 1 done").waitFor();
  assert.match(await focusedRow(page), /^Nov 17 Vantry/, "the focus is back in the queue");
  const about = { kind: "client", id: ids.redmayne };
  const { next } = await call("timeline", { subject: about, filter: ALL, after: "", limit: 5 });
  assert.deepEqual(next, []);
});

test("a contract that waits for a signature stands in the queue and opens", async (t) => {
  const { page, filled } = await openFirm(t, { fill: fillContract });
  await page.getByRole("treegrid").focus();
  assert.match(await focusedRow(page), /^Today Larkfield Produce .*waits for signatures/);
  await page.getByText("1 to do, 0 done").waitFor();
  await axe(page);
  await shot(page, "today-to-sign");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Open client" }).waitFor();
  assert.equal(await page.getByRole("menuitem", { name: "Done" }).count(), 0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /agreement/i }).waitFor();
  await page.getByRole("main").getByText(filled).first().waitFor();
});

/** Freezes a client's agreement; gives back its number. */
async function fillContract(call) {
  const { client_id } = await call("create_client", {
    ...clientOf({
      legal_name: "Larkfield Produce Distributors, Inc.",
      trade_name: "Larkfield Produce",
      line_of_business: "Produce to grocers",
      legal_form: "corporation",
      state_of_formation: "Massachusetts",
      registration_no: "004417290",
      tax_id: "04-4172900",
      phone: "(617) 555-0188",
      account_representative: "Ruth Adeyemi",
    }),
    address: { ...firm.address, line1: "88 Beacham Row", city: "Chelsea", region: "MA" },
  });
  await call("save_contact", {
    client_id,
    contact_id: null,
    name: "Nadia Ferro",
    role: "President",
    phone: "(617) 555-0190",
    email: "",
    is_signer: true,
  });
  const terms = { client_id, values: {}, fees: null, effective_on: "", face: "10,000" };
  await call("save_terms", terms);
  const form = await call("contract_form", { client_id });
  const empty = form.asked.filter((asked) => asked.is_asked_here && asked.value === "");
  const answers = Object.fromEntries(empty.map((asked) => [asked.path, "none"]));
  const page = await call("freeze_contract", { client_id, answers });
  return page.contract.number;
}

test("the calendar finds a day of the queue, and says what lies beyond", async (t) => {
  const { page, call, ids } = await openMorning(t);
  const next = { day: "12/7", time: "", reason: "Renewal" };
  await noteFor(call, ids.pell, "Rosa Marin", "Renewal is due in December.", next);
  await page.reload();
  await page.getByRole("button", { name: /^Nov 19, 2026/ }).focus();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByText("Nov 23, 2026: 1 contact.").waitFor();
  await page.getByRole("row", { name: /First schedule/, selected: true }).waitFor();
  await page.keyboard.press("PageDown");
  await page.getByRole("heading", { name: "December 2026" }).waitFor();
  await page.getByRole("button", { name: "Dec 7, 2026, 1 contact" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Dec 7, 2026: 1 contact, beyond the seven days of the queue.").waitFor();
});

test("a reminder appears without taking the focus, is put off and comes back", async (t) => {
  const { page, host, call } = await openFirm(t);
  // The clock is moved by half an hour: the vault stays open that long.
  await call("save_preferences", { ...(await call("preferences")), lock_after_minutes: 60 });
  const client = await makeClient(call, "Larkfield Produce", "Nadia Ferro", "(617) 555-0166");
  const next = { day: "today", time: "10:30", reason: "Call about the signed agreement" };
  await noteFor(call, client, "Nadia Ferro", "She signs today.", next);
  await page.reload();
  await page.getByRole("treegrid").focus();
  await setClock(host, "2026-11-19 10:30");

  const toast = page.getByRole("group", { name: "Larkfield Produce, 10:30 AM" });
  await toast.waitFor();
  await toast.getByText("Nadia Ferro, (617) 555-0166: Call about the signed agreement").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.role), "treegrid");
  await page.getByRole("button", { name: "Reminders, 1 waiting" }).waitFor();
  await axe(page);
  await shot(page, "today-reminder");

  await toast.getByRole("button", { name: "Snooze 10 min" }).focus();
  await page.keyboard.press("Enter");
  await says(page, "Larkfield Produce: quiet until Thu, Nov 19, 10:40 AM");
  await page.getByRole("button", { name: "Reminders, none waiting" }).waitFor();
  await setClock(host, "2026-11-19 10:39");
  await tick(host);
  assert.equal(await toast.count(), 0);
  await setClock(host, "2026-11-19 10:40");
  await toast.waitFor();

  await toast.getByRole("button", { name: "Move date" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Move date" }).getByLabel("To").waitFor();
  await page.keyboard.type("tomorrow");
  await page.keyboard.press("Enter");
  await says(page, "Larkfield Produce: moved to Fri, Nov 20, 10:30 AM");
  await page.getByRole("button", { name: "Reminders, none waiting" }).waitFor();
});

test("the list under the bell holds every reminder until it is answered", async (t) => {
  const { page } = await openMorning(t);
  await page.getByRole("button", { name: "Reminders, 4 waiting" }).focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Reminders" });
  await panel.getByRole("heading", { name: "4 reminders" }).waitFor();
  await axe(page);
  await shot(page, "today-reminders");
  await panel.getByRole("button", { name: "Done" }).first().focus();
  await page.keyboard.press("Enter");
  await panel.getByRole("heading", { name: "3 reminders" }).waitFor();
  await page.getByText("3 follow-ups are due").waitFor();
  const held = await page.evaluate(() => document.activeElement?.textContent ?? "");
  assert.match(held, /Pell Harbor Foods|Vantry Automotive/, "the next row takes its place");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  const bell = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  assert.equal(bell, "Reminders, 3 waiting");
});
