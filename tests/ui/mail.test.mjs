// Mail from here, by keyboard: the account, a confirmation of a discussion, and what came back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openFirm, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { fill, focusedName, forbidPointer, run, tabTo } from "./keyboard.mjs";
import { startMailServer } from "./mail-server.mjs";
import { makeClient, noteFor, tick } from "./queue.mjs";

async function looked(page, name) {
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await axe(page);
    await shot(page, `mail-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function filled(call) {
  const client_id = await makeClient(call, "Larkfield Produce", "Nadia Ferro", "(617) 555-0166");
  await noteFor(call, client_id, "Nadia Ferro", "She will pay EE-1198 on Friday.", null);
}

/** Types the account as a person would, from what the provider gave. */
async function enterAccount(page, account) {
  await run(page, "Settings: Mail");
  await page.getByRole("heading", { level: 2, name: "Mail" }).waitFor();
  await fill(page, "Server for outgoing mail", "smtp.example.com/mail");
  await page.keyboard.press("Control+s");
  await page.getByText("Enter a name alone, like smtp.example.com.").first().waitFor();
  await fill(page, "Server for outgoing mail", account.host);
  await fill(page, "Port", account.port);
  await fill(page, "User name", account.login);
  await fill(page, "Password", account.secret);
  await fill(page, "Signature", account.signature);
  await tabTo(page, "Certificate of a server");
  await page.keyboard.insertText(account.certificate);
  await page.keyboard.press("Control+s");
  await page.getByText("The mail account was saved.").waitFor();
}

async function toClient(page) {
  await run(page, "Larkfield Produce");
  await page.getByRole("heading", { level: 1, name: "Larkfield" }).waitFor();
}

for (const scheme of ["light", "dark"]) {
  test(`an account is set up and a discussion confirmed, in ${scheme}`, async (t) => {
    const server = await startMailServer(t);
    const { page, host, call } = await openFirm(t, { scheme, fill: filled });
    await forbidPointer(page);
    await enterAccount(page, server.account);
    await page.getByRole("button", { name: "Send a test message" }).waitFor();
    await run(page, "Send a test message");
    await page.getByText("A message to yourself is on its way.").waitFor();
    await tick(host);
    await page.getByText("The server said: 250 taken as 4711").waitFor();
    await looked(page, `account-${scheme}`);

    await toClient(page);
    await page.getByText("She will pay EE-1198 on Friday.").first().waitFor();
    await tabTo(page, "Send confirmation");
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "Confirm to Nadia Ferro" });
    await sheet.getByRole("textbox", { name: "Subject" }).waitFor();
    await fill(page, "To", "nadia");
    await page.keyboard.press("Control+Enter");
    await sheet.locator("[aria-invalid='true']").waitFor();
    await fill(page, "To", "nadia@larkfield.example");
    await looked(page, `confirm-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await page.getByText("Waits to go out").waitFor();
    await tick(host);
    await page.getByText(/^Sent Nov 19/).waitFor();
    await looked(page, `timeline-${scheme}`);
    assert.equal(server.taken.length, 2);
    assert.match(server.taken[1], /She will pay EE-1198 on Friday\./);
    const all = await call("list_mail", { tab: "all", before: null });
    assert.deepEqual(
      all.rows.map(({ stage }) => stage),
      ["sent", "sent"],
    );
  });

  test(`a refused message stands on Today until somebody decides, in ${scheme}`, async (t) => {
    const server = await startMailServer(t);
    server.refuse("nadia@larkfield.example");
    const { page, host, call } = await openFirm(t, { scheme, fill: filled });
    await call("save_mail_account", server.account);
    await call("send_mail", {
      about: { kind: "note", note_id: 1 },
      to_name: "Nadia Ferro",
      to: "nadia@larkfield.example",
      subject: "Our conversation",
      text: "As we said.",
    });
    await tick(host);
    await page.reload();
    await page.getByRole("navigation", { name: "Sections" }).waitFor();
    await forbidPointer(page);
    await run(page, "Go to Today");
    await page.getByText(/not sent\. nadia@larkfield\.example: 550/).first().waitFor();
    await looked(page, `today-${scheme}`);
    await run(page, "Outbox");
    await page.getByRole("heading", { level: 1, name: "Outbox" }).waitFor();
    await page.getByRole("button", { name: "Our conversation" }).press("Enter");
    await page.getByText("What happened").waitFor();
    await looked(page, `outbox-${scheme}`);
    await run(page, "Take the message back");
    await page.getByText("The message was taken back.").waitFor();
    const today = await call("today", {});
    assert.ok(today.groups.every(({ kind }) => kind !== "mail"));
  });
}

test("a message about a client, and the history of it, are written where they stand", async (t) => {
  const server = await startMailServer(t);
  const { page, host, call } = await openFirm(t, { fill: filled });
  await call("save_mail_account", server.account);
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await forbidPointer(page);
  await run(page, "New message");
  await page.getByText("Open the client, debtor, invoice or schedule").waitFor();
  await toClient(page);
  await run(page, "New message");
  const sheet = page.getByRole("dialog", { name: "New message" });
  await sheet.getByRole("textbox", { name: "Subject" }).waitFor();
  await fill(page, "To", "nadia@larkfield.example");
  await page.keyboard.press("Control+Enter");
  await sheet.locator("[aria-invalid='true']").waitFor();
  await looked(page, "message");
  await fill(page, "Subject", "Your new signing officer");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });

  await run(page, "Print the history");
  const printed = page.getByRole("dialog", { name: "Printed history" });
  await printed.getByText("Page 1 of").first().waitFor();
  await page.keyboard.press("Control+Shift+e");
  const mailed = page.getByRole("dialog", { name: "Mail the history" });
  await mailed.getByText(/^history-larkfield-produce/).waitFor();
  assert.equal(await mailed.getByLabel("To", { exact: true }).inputValue(), "");
  await fill(page, "To", "counsel@field.example");
  await looked(page, "history");
  await page.keyboard.press("Control+Enter");
  await mailed.waitFor({ state: "detached" });
  await tick(host);
  const { rows } = await call("list_mail", { tab: "sent", before: null });
  assert.deepEqual(
    rows.map(({ subject }) => subject),
    ["History of Larkfield Produce", "Your new signing officer"],
  );
});

const MESSAGES = 450;
const HUNDRED = 100;

function messageOf(number) {
  return {
    id: number,
    about: `Letter LTR-2026-${String(number).padStart(4, "0")}`,
    target: null,
    to: `Debtor ${number} <accounts.payable@debtor-${number}.example>`,
    subject: `Friendly reminder of Debtor ${number}`,
    stage: number % 7 === 0 ? "refused" : "sent",
    stage_words: number % 7 === 0 ? "Not sent, Nov 19, 10:00 AM" : "Sent Nov 19, 10:00 AM",
    answer: "",
    written_words: "Nov 19, 9:58 AM",
    can_cancel: false,
    can_try_again: false,
  };
}

/** Gives the window a long outbox by pages, as the host does; keeps before what each began. */
async function longOutbox(page) {
  const asked = [];
  const tabs = { all: MESSAGES, waiting: 0, undecided: 64, sent: 386 };
  await page.route("**/call/list_mail", (route) => {
    const { before } = route.request().postDataJSON().input;
    asked.push(before);
    const newest = before === null ? MESSAGES : before - 1;
    const rows = Array.from({ length: Math.min(HUNDRED, newest) }, (_, i) => messageOf(newest - i));
    return route.fulfill({ json: { rows, tabs, has_account: true, problem: "" } });
  });
  await page.route("**/call/mail", (route) => {
    const row = messageOf(route.request().postDataJSON().input.mail_id);
    const recipients = [/<(.*)>/.exec(row.to)[1]];
    const facts = { sender: "office@calderstreet.example", recipients, events: [] };
    const kept = { message_id: `<${row.id}@factordesk>`, sha256: "AB".repeat(32), size_bytes: 389 };
    return route.fulfill({ json: { row, ...facts, ...kept, written_by: "Ruth Adeyemi" } });
  });
  return asked;
}

for (const scheme of ["light", "dark"]) {
  test(`a long outbox is read as one goes down, in ${scheme}`, async (t) => {
    const { page } = await openFirm(t, { scheme, fill: filled });
    await forbidPointer(page);
    const asked = await longOutbox(page);
    await run(page, "Outbox");
    const grid = page.getByRole("grid", { name: "Messages" });
    const rows = grid.locator("tbody tr[aria-rowindex]");
    const chosen = (number) =>
      grid.getByRole("row", { name: `Friendly reminder of Debtor ${number} `, selected: true });
    await chosen(450).waitFor();
    assert.equal(await grid.getAttribute("aria-rowcount"), "451");
    assert.deepEqual(asked, [null, 351]);
    await looked(page, `outbox-long-${scheme}`);

    await page.keyboard.press("End");
    await chosen(1).waitFor();
    assert.ok((await rows.count()) < 60, `${await rows.count()}`);
    assert.deepEqual(asked.slice(2), [251, 151, 51]);
    // A message is opened by key; from then on it is the one that the keyboard is at.
    await page.keyboard.press("Enter");
    const message = page.getByRole("complementary", { name: "The message" });
    await message.getByText("Friendly reminder of Debtor 1", { exact: true }).waitFor();
    await page.keyboard.press("ArrowUp");
    await message.getByText("Friendly reminder of Debtor 2", { exact: true }).waitFor();
    // The address stands whole beside the list, which may have no room for it.
    const address = message.getByText("accounts.payable@debtor-2.example", { exact: true });
    assert.ok(await address.evaluate((one) => one.scrollHeight <= one.clientHeight));
    await tabTo(page, "Friendly reminder of Debtor 2");
    await looked(page, `outbox-last-${scheme}`);
    await page.keyboard.press("Home");
    await message.getByText("Friendly reminder of Debtor 450", { exact: true }).waitFor();
    assert.match(await focusedName(page), /^Friendly reminder of Debtor 450$/);
  });
}
