// Letters and statements mailed in one go, by keyboard: with an account, without one, refused.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { forbidPointer, run, tabTo } from "./keyboard.mjs";
import { startMailServer } from "./mail-server.mjs";
import { owing } from "./owing.mjs";
import { tick } from "./queue.mjs";
import { call } from "./vault.mjs";
import { withBooks } from "./with-books.mjs";

const CORVANE = "Corvane Pharma";

async function looked(page, name) {
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await axe(page);
    await shot(page, `${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function giveAddress(host, name, email) {
  const { rows } = await call(host, "list_debtors", { text: name });
  const form = await call(host, "debtor_form", { debtor_id: rows[0].id });
  await call(host, "update_debtor", {
    debtor_id: rows[0].id,
    revision: form.revision,
    debtor: { ...form.debtor, email },
    is_different_business: false,
  });
}

async function dunning(page) {
  await run(page, "Dunning: who is to be reminded today");
  await page.getByRole("grid", { name: "Due today" }).waitFor();
}

for (const scheme of ["light", "dark"]) {
  test(`a run mails what has an address and prints the rest, in ${scheme}`, async (t) => {
    const server = await startMailServer(t);
    const { page, host } = await owing(t, scheme);
    await forbidPointer(page);
    await call(host, "save_mail_account", server.account);
    await giveAddress(host, CORVANE, "ap@corvane.example");
    await dunning(page);
    const due = page.getByRole("grid", { name: "Due today" });
    await due.getByText(`${CORVANE} <ap@corvane.example>`).waitFor();
    await due.getByText("No e-mail address is kept; it goes by post.").waitFor();
    await page.getByRole("button", { name: "Make 2 letters (1 by mail)" }).waitFor();
    await looked(page, `dunning-mail-${scheme}`);
    await tabTo(page, `Friendly reminder to ${CORVANE} by mail`);
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: /^Make 2 letters(?! \()/ }).waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    const done = page.getByRole("table", { name: "What the run did" });
    await done.getByText("Waits to go out").waitFor();
    await tick(host);
    await done.getByText(/^Sent /).waitFor();
    assert.equal(server.taken.length, 1);
    assert.match(server.taken[0], /Friendly reminder, LTR-2026-0001/);
    await looked(page, `dunning-mailed-${scheme}`);
    // The other letter has no address, and says so where it would be mailed later.
    await run(page, "Mail the letters of the run");
    const sheet = page.getByRole("dialog", { name: "Mail the letters of the run" });
    await sheet.getByText("No e-mail address is kept. Add one there").waitFor();
    await sheet.getByText("1 paper went out by mail before").waitFor();
    await looked(page, `mail-several-left-${scheme}`);
  });
}

test("the statements of a run are mailed, and go nowhere without an account", async (t) => {
  const server = await startMailServer(t);
  const { page, host } = await withBooks(t, "light");
  await giveAddress(host, CORVANE, "books@corvane.example");
  await page.keyboard.press("Control+8");
  await page.getByRole("heading", { level: 1, name: "Statements" }).waitFor();
  await run(page, "Statements for debtors");
  await tabTo(page, "This year so far");
  await page.keyboard.press("Enter");
  await page.locator(".pvwrap .textLayer span", { hasText: "January 1 to" }).first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText(/statements? (was|were) made\./).waitFor();
  await run(page, "Mail all statements of the run");
  const sheet = page.getByRole("dialog", { name: "Mail the statements of the run" });
  await sheet.getByText("There is no account to send from.").waitFor();
  await looked(page, "mail-several-no-account");
  await call(host, "save_mail_account", server.account);
  await sheet.getByRole("button", { name: "Send 1 message" }).waitFor();
  await tabTo(page, "Tick all");
  await page.keyboard.press("Space");
  await sheet.getByRole("button", { name: /^Send(?! \d)/ }).waitFor();
  await page.keyboard.press("Space");
  await looked(page, "mail-several-statements");
  await page.route("**/call/send_mails", (route) => {
    const answer = { code: "refused", message: "The server takes no message today.", fields: [] };
    return route.fulfill({ status: 422, json: answer });
  });
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("The server takes no message today.").waitFor();
  await page.unroute("**/call/send_mails");
  await page.keyboard.press("Control+Enter");
  await page.getByText("1 message is in the outbox").waitFor();
  await tick(host);
  assert.equal(server.taken.length, 1);
  assert.match(server.taken[0], /filename="ST-\d{4}-\d{4}\.pdf"/);
});
