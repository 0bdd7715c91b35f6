// Notes: written by keyboard, kept as a draft, with files; and the timeline that they make.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { makeClient, noteFor } from "./queue.mjs";

const ALL = { kinds: [], person: "", from: "", until: "" };

const sizes = [
  [1440, 900],
  [1280, 800],
  [960, 600],
];
/** One red pixel. */
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8Dw" +
  "HwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
`;

async function openWithClient(t, scheme = "light") {
  return openFirm(t, {
    scheme,
    fill: (call) => makeClient(call, "Larkfield Produce", "Nadia Ferro", "(617) 555-0166"),
  });
}

function sheetOf(page) {
  return page.getByRole("dialog", { name: "New note" });
}

/** Opens the sheet by its key and chooses the client by typing. */
async function openNote(page) {
  await page.keyboard.press("Control+Shift+n");
  await sheetOf(page).getByLabel("Client", { exact: true }).waitFor();
  await page.keyboard.type("lark");
  await page.getByRole("option", { name: /Larkfield Produce/ }).waitFor();
  await page.keyboard.press("Enter");
  await sheetOf(page).getByText("Nothing was noted yet.").waitFor();
}

async function noteField(page) {
  const field = sheetOf(page).getByLabel("Note", { exact: true });
  await field.focus();
  return field;
}

for (const scheme of ["light", "dark"]) {
  test(`a note is written by keyboard alone in ${scheme}`, async (t) => {
    const { page, call, filled } = await openWithClient(t, scheme);
    await page.keyboard.press("Control+7");
    await page.getByRole("heading", { level: 1, name: "Contracts" }).waitFor();
    await page.getByRole("button", { name: /^Search/ }).focus();
    await openNote(page);
    await axe(page);
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await shot(page, `note-${scheme}-${width}`);
    }

    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Nad");
    await page.keyboard.press("Enter");
    await noteField(page);
    await page.keyboard.type("She sends the first schedule on Monday.");
    const sheet = sheetOf(page);
    await sheet.getByText("Fri, Nov 20, 2026").first().waitFor();
    await sheet.getByRole("radio", { name: /^Tomorrow/ }).focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await sheet.getByLabel("Or another day").inputValue(), "Nov 26, 2026");
    await sheet.getByLabel("At", { exact: true }).focus();
    await page.keyboard.type("9:30");
    await page.keyboard.press("Control+Enter");

    await page.getByText("Note saved. Next contact Thu, Nov 26, 9:30 AM").waitFor();
    await sheet.waitFor({ state: "hidden" });
    const before = await page.evaluate(() => document.activeElement?.textContent ?? "");
    assert.match(before, /^Search/, "the focus is back where it was");
    const about = { kind: "client", id: filled };
    const timeline = await call("timeline", { subject: about, filter: ALL, after: "", limit: 5 });
    const { channel, contact_name, text } = timeline.entries[0].what;
    assert.deepEqual(
      [channel, contact_name, text],
      ["email", "Nadia Ferro", "She sends the first schedule on Monday."],
    );
    assert.equal(timeline.next[0].reason, "She sends the first schedule on Monday.");
    assert.deepEqual(timeline.next[0].due, { day: "2026-11-26", time: "09:30" });
  });
}

test("a note is not saved without a next contact, or none needed, said expressly", async (t) => {
  const { page, call, filled } = await openWithClient(t);
  await openNote(page);
  await page.keyboard.press("Control+Enter");
  const sheet = sheetOf(page);
  await sheet.getByRole("alert").getByText("2 fields need another value").waitFor();
  await sheet.getByText("Note: Write what was said.").waitFor();
  await sheet.getByText("Next contact: Enter the day of the next contact.").waitFor();
  await axe(page);
  await shot(page, "note-problems");
  await page.keyboard.type("Paid in full; the file is closed.");
  await sheet.getByRole("radio", { name: /^None needed/ }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Note saved", { exact: true }).waitFor();
  const about = { kind: "client", id: filled };
  const { next } = await call("timeline", { subject: about, filter: ALL, after: "", limit: 5 });
  assert.deepEqual(next, []);
});

test("what is typed outlives Escape and a reload, until it is discarded", async (t) => {
  const { page } = await openWithClient(t);
  await openNote(page);
  await noteField(page);
  await page.keyboard.type("Half a sentence that must not be lost");
  await page.keyboard.press("Escape");
  await sheetOf(page).waitFor({ state: "hidden" });
  await page.getByText("Draft saved").waitFor();
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await openNote(page);
  const sheet = sheetOf(page);
  await sheet.getByText("What you typed earlier is back. It is not saved yet.").waitFor();
  const field = await noteField(page);
  assert.equal(await field.inputValue(), "Half a sentence that must not be lost");
  await sheet.getByRole("button", { name: "Discard draft" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("dialog textarea")?.value === "");
  await page.keyboard.press("Escape");
  await openNote(page);
  assert.equal(await (await noteField(page)).inputValue(), "");
});

/** Gives a file to the sheet as the clipboard or a drag would. */
async function hand(page, how, name, type, bytes) {
  await page.evaluate(
    ([kind, fileName, mediaType, given]) => {
      const content =
        typeof given === "number"
          ? new Uint8Array(given)
          : Uint8Array.from(atob(given), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([content], fileName, { type: mediaType }));
      const target = document.querySelector("dialog textarea");
      const options = { bubbles: true, cancelable: true };
      const event =
        kind === "paste"
          ? new ClipboardEvent("paste", { ...options, clipboardData: data })
          : new DragEvent("drop", { ...options, dataTransfer: data });
      target.dispatchEvent(event);
    },
    [how, name, type, bytes],
  );
}

test("files are picked, pasted and dropped, shown in the window and saved", async (t) => {
  const { page, filled } = await openWithClient(t);
  await openNote(page);
  const sheet = sheetOf(page);
  const base64Pdf = Buffer.from(pdf).toString("base64");
  await sheet.locator("input[type=file]").setInputFiles({
    name: "ledger.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("invoice,amount\nLP-1,100.00\n"),
  });
  await hand(page, "paste", "check-stub.png", "image/png", png);
  await hand(page, "drop", "change-order.pdf", "application/pdf", base64Pdf);
  await hand(page, "drop", "whole-disk.iso", "application/octet-stream", 51_000_000);
  await sheet.getByText("whole-disk.iso has 51 MB; at most 50 MB can be kept.").waitFor();
  for (const name of ["ledger.csv", "check-stub.png", "change-order.pdf"]) {
    await sheet.getByRole("button", { name: `Remove ${name}` }).waitFor();
  }
  await sheet.getByText("27 bytes").waitFor();
  await axe(page);
  await shot(page, "note-files");
  await noteField(page);
  await page.keyboard.type("Change order and stub received.");
  await sheet.getByRole("radio", { name: /^None needed/ }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Note saved", { exact: true }).waitFor();

  await page.keyboard.press("Control+2");
  await page.getByRole("grid", { name: "Clients" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Larkfield Produce" }).waitFor();
  const chip = (name) => page.locator(".tl").getByRole("button", { name, exact: true });
  await chip("check-stub.png").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("img", { name: "check-stub.png" }).waitFor();
  await axe(page);
  await shot(page, "note-picture");
  await page.keyboard.press("Escape");
  await chip("change-order.pdf").focus();
  await page.keyboard.press("Enter");
  await page.getByText("Page 1 of 1").waitFor();
  await axe(page);
  await shot(page, "note-pdf");
  await page.keyboard.press("Control+s");
  await page.keyboard.press("Escape");
  await page.getByText("Saved change-order.pdf").waitFor();
  await chip("ledger.csv").focus();
  await page.keyboard.press("Enter");
  await page.getByText("Saved ledger.csv").waitFor();
  assert.ok(filled);
});

test("the timeline reads on as one goes down, newest first, next contact above", async (t) => {
  const { page, call, filled } = await openWithClient(t);
  for (let i = 1; i <= 60; i += 1) {
    const next = i === 60 ? { day: "+1", time: "9:00", reason: "Ask again" } : null;
    await noteFor(call, filled, "Nadia Ferro", `Note number ${i}`, next);
  }
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+2");
  await page.getByRole("grid", { name: "Clients" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Larkfield Produce" }).waitFor();
  await page.keyboard.press("Control+Shift+2");
  const items = page.locator(".tl [data-stop]");
  // The notes, and that the client and its contact were entered.
  await page.getByText("62 entries").first().waitFor();
  await items.first().focus();
  assert.match(await items.first().innerText(), /Fri, Nov 20, 9:00 AM[^]*Ask again/);
  assert.match(await items.nth(1).innerText(), /Note number 60/);
  await page.keyboard.press("End");
  await page.getByText("Note number 1", { exact: true }).waitFor();
  await page.keyboard.press("End");
  const last = await page.evaluate(() => document.activeElement?.textContent ?? "");
  assert.match(last.trim(), /Client entered$/);
  await axe(page);
  await page.keyboard.press("Home");
  await shot(page, "timeline");
  await page.keyboard.press("Enter");
  await sheetOf(page).getByLabel("Finishes the follow-up").waitFor();
});
