// The notes of everybody and the call sheet: found, narrowed and worked off, by keyboard only.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openFirm, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { fill, run, tabTo } from "./keyboard.mjs";
import { fillMorning, noteFor } from "./queue.mjs";
import { withBooks } from "./with-books.mjs";
import { call } from "./vault.mjs";

const script = "<img src=x onerror=\"document.title='hit'\"> & <b>bold</b>";

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Opens a firm on a full morning, at the call sheet. */
async function openNotes(t, scheme = "light") {
  const opened = await openFirm(t, { scheme });
  const ids = await fillMorning(opened.call, opened.host);
  await opened.page.reload();
  await opened.page.getByRole("heading", { level: 1 }).waitFor();
  await opened.page.keyboard.press("Control+6");
  await opened.page.getByRole("heading", { level: 1, name: "Notes" }).waitFor();
  return { ...opened, ids };
}

/** What a screen reader says of the item that the keyboard is on. */
function onItem(page) {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant");
    const said = (id && document.getElementById(id)?.textContent) || "";
    return said.replace(/\s+/g, " ").trim();
  });
}

async function says(page, text) {
  await page.locator(".toasts").getByText(text).first().waitFor();
}

for (const scheme of ["light", "dark"]) {
  test(`the call sheet is worked off in ${scheme}`, async (t) => {
    const { page } = await openNotes(t, scheme);
    const calls = page.getByRole("listbox", { name: "Next contacts" });
    await calls.waitFor();
    await page.getByText("call sheet 1 of 5").waitFor();
    await page.waitForFunction(() => document.activeElement?.role === "listbox");
    assert.match(await onItem(page), /^Redmayne Construction .*Nov 10/);
    await looked(page, `notes-due-${scheme}`);

    // The keyboard goes into the form of the call and from there to the next.
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.type("Pays on Friday.");
    await tabTo(page, "Tomorrow");
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    await says(page, /Note saved\. Next contact .*Nov 20/);
    await page.getByText("call sheet 1 of 4").waitFor();
    await page.getByRole("heading", { name: "Vantry Automotive" }).first().waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");

    // Nothing written is refused at its field, and the call stays on the sheet.
    await page.keyboard.press("Control+Enter");
    await page.getByText("Write what was said.").first().waitFor();
    await page.getByText("call sheet 1 of 4").waitFor();
    await page.keyboard.press("Control+ArrowDown");
    await page.getByText("call sheet 2 of 4").waitFor();
    await page.keyboard.press("Control+ArrowUp");
    await page.getByText("call sheet 1 of 4").waitFor();
  });
}

test("a day of the calendar shows its contacts, with its week and month", async (t) => {
  const { page } = await openNotes(t);
  await tabTo(page, "Nov 19, 2026");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("Nov 20, 2026", { exact: true }).waitFor();
  await run(page, "Calls of the week");
  await page.getByText("Nov 15, 2026 to Nov 21, 2026").waitFor();
  await run(page, "Calls of the month");
  await page.getByRole("status").getByText("November 2026", { exact: true }).waitFor();
  await shot(page, "notes-month");
  await tabTo(page, "Nov 20, 2026");
  await page.keyboard.press("PageDown");
  await page.getByRole("heading", { name: "December 2026" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("No contact on these days").waitFor();
  await axe(page);
  await shot(page, "notes-none");
  await run(page, "Call sheet");
  await page.getByText("call sheet 1 of 5").waitFor();
});

test("every note is found as one types, narrowed, and opened", async (t) => {
  const { page, call: send, ids } = await openNotes(t);
  await noteFor(send, ids.redmayne, "", script, null);
  await run(page, "All notes");
  await page.getByRole("listbox", { name: "Notes", exact: true }).waitFor();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("onerror");
  await page.getByText("1 note", { exact: true }).waitFor();
  // What looks like a page is text.
  await page.getByText("onerror=").first().waitFor();
  assert.notEqual(await page.title(), "hit");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.getByLabel("The chosen note").getByText("onerror=").first().waitFor();
  await looked(page, "notes-all");

  await page.keyboard.press("Control+f");
  await page.keyboard.type("\"'*^ (");
  await page.getByText("No note answers that.").waitFor();
  await page.keyboard.press("Escape");
  await tabTo(page, "Filters");
  await page.keyboard.press("Enter");
  await fill(page, "From", "31.2.2026");
  await page.getByText("There is no such day in the calendar").first().waitFor();
  await fill(page, "From", "");
  await page.keyboard.press("Delete");
  await tabTo(page, "Promise", "Shift+Tab");
  await page.keyboard.type("With");
  await page.getByText("No note answers that.").waitFor();
  await looked(page, "notes-filters");
});

test("a note is written from a template of the firm", async (t) => {
  const { page } = await openNotes(t);
  await page.getByText("call sheet 1 of 5").waitFor();
  await page.keyboard.press("Control+Shift+T");
  await page.getByRole("menuitem", { name: "Manage the templates" }).waitFor();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Templates for notes" });
  await sheet.waitFor();
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("Give the template a name.").first().waitFor();
  await fill(page, "Name", "Voicemail");
  await fill(page, "Text", "Left word on the machine.");
  await axe(page);
  await shot(page, "notes-template");
  await page.keyboard.press("Control+Enter");
  await sheet.getByRole("option", { name: "Voicemail" }).waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await page.keyboard.press("Control+Shift+T");
  await page.getByRole("menuitem", { name: "Voicemail" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    () => document.activeElement?.tagName === "TEXTAREA"
      && document.activeElement.value === "Left word on the machine.",
  );
});

test("the call sheet says what a debtor owes and what it promised", async (t) => {
  const { page, host, client } = await withBooks(t, "light");
  const query = { text: "corvane", view: "all", limit: 1 };
  const { rows } = await call(host, "list_invoices", query);
  const [{ debtor_name: debtor, debtor_id: id }] = rows;
  const next = { day: "today", time: "", reason: "Ask for the rest" };
  await noteFor((name, input) => call(host, name, input), client, "", "Pays half of it.", next, {
    subject: { kind: "debtor", id },
    outcome: "promised",
    promise: { amount: "1,200.00", day: "+3", by: "Dana Whitlock" },
  });
  await page.keyboard.press("Control+6");
  await page.getByText("call sheet 1 of 1").waitFor();
  await page.getByRole("heading", { name: debtor }).first().waitFor();
  await page.getByText("promised", { exact: true }).waitFor();
  await page.getByRole("button", { name: /^Exposure/ }).waitFor();
  await page.getByText("Promises kept").waitFor();
  await looked(page, "notes-debtor");
});
