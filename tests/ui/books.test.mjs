// The books: what the firm has out, the trial balance, every entry, and whether all of it holds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, open, shot } from "./harness.mjs";
import { run, tabTo } from "./keyboard.mjs";
import { makeVault } from "./vault.mjs";
import { withBooks } from "./with-books.mjs";

const sizes = [
  ["usual", 1280, 800],
  ["small", 960, 600],
];

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `books-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("empty books say how entries come about", async (t) => {
  const { page, host } = await open(t);
  await makeVault(host);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+9");
  await page.getByRole("heading", { name: "Nothing is booked yet" }).waitFor();
  await axe(page);
  await run(page, "Check my books");
  await page.getByText("Nothing is booked yet.").waitFor();
  await axe(page);
});

for (const scheme of ["light", "dark"]) {
  test(`the books are asked by keyboard, in ${scheme}`, async (t) => {
    const { page } = await withBooks(t, scheme);

    await page.keyboard.press("Control+9");
    await page.getByRole("table", { name: "What the firm has out with each client" }).waitFor();
    await tabTo(page, "Net funds employed:");
    await page.keyboard.press("Enter");
    await page.getByText("formula F-51").waitFor();
    await page.keyboard.press("Escape");
    await looked(page, `positions-${scheme}`);

    await run(page, "Trial balance");
    await page.getByText("Debits equal credits").waitFor();
    await looked(page, `trial-${scheme}`);
    await tabTo(page, "Fee income, credit");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "Balance of the account" }).waitFor();
    await page.getByRole("grid", { name: /^Entries/ }).waitFor();
    await looked(page, `account-${scheme}`);

    await tabTo(page, "Entries, newest first");
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: /^Entry / });
    const worked = sheet.getByText("How the amount was worked out");
    await worked.or(sheet.getByText("formula")).first().waitFor();
    await looked(page, `entry-${scheme}`);
    await page.keyboard.press("Escape");

    await run(page, "Check my books");
    await page.getByText("The books hold.").waitFor();
    assert.equal(await page.locator(".check.pass").count(), 10);
    await looked(page, `check-${scheme}`);
  });
}

test("an entry is gone to by its number, and a wrong one is refused", async (t) => {
  const { page } = await withBooks(t);
  await run(page, "Go to entry");
  await page.getByRole("dialog", { name: "Go to entry" }).waitFor();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Entry 7" }).getByRole("table").waitFor();
  await page.keyboard.press("Alt+ArrowUp");
  await page.getByRole("dialog", { name: "Entry 8" }).waitFor();
  await page.keyboard.press("Escape");
  await run(page, "Entries");
  await page.getByRole("grid", { name: /^Entries/ }).waitFor();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("corvane");
  await page.getByText(/of 76/).waitFor();
});

test("the typed terms are tried on the client's history", async (t) => {
  const { page } = await withBooks(t);
  await page.keyboard.press("Control+2");
  await page.getByRole("grid").getByText("Brinmoor Staffing").first().waitFor();
  // Not by Tab: a link of the side bar has the same name as the list.
  await page.getByRole("grid", { name: "Clients" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Brinmoor Staffing" }).waitFor();
  await page.keyboard.press("Control+Shift+T");
  await page.getByRole("table", { name: "Worked example" }).waitFor();
  await run(page, "Try on this client");
  await page.getByRole("table", { name: "Fees under both terms" }).waitFor();
  await looked(page, "what-if");
});
