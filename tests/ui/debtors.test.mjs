// Debtors by keyboard alone: the list, the form with its duplicates, the page, and a merge.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openFirm, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { fill, pick, run, tabTo } from "./keyboard.mjs";
import { call } from "./vault.mjs";
import { withBooks } from "./with-books.mjs";

/** Goes to the list with its key. */
async function toDebtors(page) {
  await page.keyboard.press("Control+3");
  await page.getByRole("heading", { level: 1, name: "Debtors" }).waitFor();
}

/** Opens a debtor by its name, through the list. */
async function toDebtor(page, name) {
  await toDebtors(page);
  await page.getByRole("grid", { name: "Debtors" }).waitFor();
  await page.keyboard.press("Control+F");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(name);
  await page.getByText("1 of ").first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Enters a debtor behind the window. */
function debtorOf(legal_name) {
  return { debtor: { legal_name }, is_approved: true, is_different_business: false };
}

test("a first debtor is entered, and each problem stands at its field", async (t) => {
  const { page } = await openFirm(t);
  await toDebtors(page);
  await page.getByRole("heading", { name: "No debtors yet" }).waitFor();
  await axe(page);
  await shot(page, "debtors-empty");

  await page.keyboard.press("Control+N");
  await page.getByRole("heading", { level: 1, name: "New debtor" }).waitFor();
  await page.getByLabel("Legal name").waitFor();
  await fill(page, "Credit limit", "much");
  await page.keyboard.press("Control+S");
  await page.getByRole("alert").getByText("2 fields need another value").waitFor();
  await axe(page);
  await shot(page, "debtor-form-problems");

  await page.keyboard.press("Shift+Tab");
  await tabTo(page, "Legal name", "Shift+Tab");
  await page.keyboard.type("Pell Harbor Foods, Inc.");
  await pick(page, "Group", "Harbor Group");
  await fill(page, "Credit limit", "50,000");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Pell Harbor Foods, Inc." }).waitFor();
  await page.getByText("Not approved yet: nothing is bought before it is.").waitFor();
  await page.getByRole("heading", { name: "Group Harbor Group" }).waitFor();
  await run(page, "Approve");
  await page.getByText("Pell Harbor Foods, Inc. is approved").waitFor();
  // Back leads to the list, not into the form again.
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByText("1 of 1").waitFor();
});

test("a debtor that is saved before its new group is there waits for it", async (t) => {
  const { page } = await openFirm(t);
  await toDebtors(page);
  await page.keyboard.press("Control+N");
  await page.getByLabel("Legal name").waitFor();
  await page.keyboard.type("Pell Harbor Foods, Inc.");
  let answer;
  const answered = new Promise((resolve) => (answer = resolve));
  await page.route("**/call/save_debtor_group", async (route) => {
    await answered;
    await route.continue();
  });
  const asked = page.waitForRequest("**/call/save_debtor_group");
  await pick(page, "Group", "Harbor Group");
  await asked;
  await page.keyboard.press("Control+Enter");
  answer();
  await page.getByRole("heading", { level: 1, name: "Pell Harbor Foods, Inc." }).waitFor();
  await page.getByRole("heading", { name: "Group Harbor Group" }).waitFor();
});

test("a second spelling shows while it is typed, and needs a word to be saved", async (t) => {
  const { page } = await openFirm(t, {
    fill: async (fillCall) => {
      await fillCall("create_debtor", debtorOf("ACME Ltd"));
      await fillCall("create_debtor", debtorOf("Halden Foods Inc."));
    },
  });
  await toDebtors(page);
  await page.getByText("2 of 2").waitFor();
  await page.keyboard.press("Control+N");
  await page.getByLabel("Legal name").waitFor();
  await page.keyboard.type("Haldne Foods");
  await page.getByText("one letter differs").waitFor();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Acme Limited");
  const found = page.getByRole("region", { name: "Is it one of these?" });
  await found.getByText("the same name").waitFor();
  await found.getByRole("button", { name: "ACME Ltd" }).waitFor();
  await axe(page);
  await shot(page, "debtor-form-duplicates");
  await page.keyboard.press("Control+S");
  await page.getByRole("alert").getByText("1 field needs another value").waitFor();

  await tabTo(page, "This is a different business");
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+S");
  await page.getByRole("heading", { level: 1, name: "Acme Limited" }).waitFor();
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByText("3 of 3").waitFor();
});

test("a save over another's save says so and asks which shall stand", async (t) => {
  const { page, call: send, filled } = await openFirm(t, {
    fill: (fillCall) => fillCall("create_debtor", debtorOf("Corvane Pharma")),
  });
  await toDebtor(page, "Corvane Pharma");
  await page.keyboard.press("F2");
  await page.getByLabel("Legal name").waitFor();
  await fill(page, "Credit limit", "80,000");
  const form = await send("debtor_form", { debtor_id: filled.debtor_id });
  await send("update_debtor", {
    ...form,
    debtor: { ...form.debtor, phone: "(617) 555-0133" },
    is_different_business: false,
  });
  await page.keyboard.press("Control+S");
  await page.getByText("Nothing was saved yet.").waitFor();
  const table = page.getByRole("table", { name: "What differs" });
  assert.equal(await table.getByRole("row").count(), 3);
  await axe(page);
  await tabTo(page, "Save mine over it", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByText("80,000.00").first().waitFor();
});

test("text that was not saved is offered again", async (t) => {
  const { page } = await openFirm(t);
  await toDebtors(page);
  await page.getByRole("heading", { name: "No debtors yet" }).waitFor();
  await page.keyboard.press("Control+N");
  await page.getByLabel("Legal name").waitFor();
  await page.keyboard.type("Wexcombe Hotels");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "No debtors yet" }).waitFor();
  await page.keyboard.press("Control+N");
  await page.getByText(/Unsaved text from .* was kept/).waitFor();
  await tabTo(page, "Restore the text", "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByLabel("Legal name").inputValue(), "Wexcombe Hotels");
});

test("limit, notice and people of a debtor are kept on its page", async (t) => {
  const { page } = await withBooks(t);
  await toDebtor(page, "Tarn Valley Grocers");
  await run(page, "Limit and notice with Brinmoor Staffing, Inc.");
  const sheet = page.getByRole("dialog", { name: "Agreed with Brinmoor Staffing, Inc." });
  await sheet.waitFor();
  await fill(page, "Limit", "20,000");
  await tabTo(page, "Stage");
  await page.keyboard.type("Sent");
  await tabTo(page, "Day");
  await page.keyboard.type("someday");
  await page.keyboard.press("Control+Enter");
  await sheet.getByRole("alert").getByText("1 field needs another value").waitFor();
  await axe(page);
  await shot(page, "debtor-pair");
  await fill(page, "Day", "yesterday");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Sent .*2026$/).first().waitFor();
  assert.equal(await sheet.count(), 0);

  await run(page, "Add a contact");
  await page.getByRole("dialog", { name: "New contact" }).waitFor();
  await page.keyboard.type("Ines Moreau");
  await tabTo(page, "Verifies invoices");
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await page.getByText("verifies", { exact: true }).waitFor();

  await tabTo(page, "Exposure:");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "How it is worked out: Exposure" }).waitFor();
  await axe(page);
  await page.keyboard.press("Escape");
  await tabTo(page, "Rating:");
  await page.keyboard.press("Enter");
  await page.getByText("at most 10 days late, 10.00% long past due, no promise missed").waitFor();
  await shot(page, "debtor-rating");
});

test("two records become one, and the old name leads to the other", async (t) => {
  const { page } = await withBooks(t);
  await toDebtor(page, "Corvane Pharma");
  await run(page, "Merge it into another debtor");
  const sheet = page.getByRole("dialog", { name: "Merge Corvane Pharma" });
  await sheet.waitFor();
  await pick(page, "Into", "Wexcombe Hotels");
  await sheet.getByText("is open on both together").waitFor();
  await axe(page);
  await shot(page, "debtor-merge");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Wexcombe Hotels" }).waitFor();
  await page.getByText("Also known as").waitFor();

  await page.keyboard.press("Control+K");
  await page.getByRole("combobox", { name: /search/i }).waitFor();
  await page.keyboard.type("corvane");
  await page.getByRole("option", { name: /Wexcombe Hotels/ }).waitFor();
  await page.keyboard.press("Escape");

  await toDebtors(page);
  await page.keyboard.press("Control+F");
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.getByText("4 of 4").waitFor();
  await run(page, "Show debtors: Archived");
  await page.getByText("merged into Wexcombe Hotels").waitFor();
});

test("the menu of a row puts on stop, and undo takes it back", async (t) => {
  const { page } = await openFirm(t, {
    fill: (fillCall) => fillCall("create_debtor", debtorOf("Corvane Pharma")),
  });
  await toDebtors(page);
  await page.getByText("1 of 1").waitFor();
  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu", { name: /Corvane/ });
  await menu.getByRole("menuitem", { name: "Put on stop" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByText("Corvane Pharma is on stop").waitFor();
  await page.getByRole("grid").getByText("On stop").waitFor();
  await page.keyboard.press("Control+Z");
  await page.getByText("Corvane Pharma is approved").waitFor();
});

for (const scheme of ["light", "dark"]) {
  test(`list, page and form are clean for axe in ${scheme}`, async (t) => {
    const { page, host } = await withBooks(t, scheme);
    const { rows } = await call(host, "list_debtors", {
      text: "",
      view: "all",
      sort: "exposure",
      is_descending: true,
      offset: 0,
      limit: 50,
    });
    for (const [place, limit] of ["20,000", "90,000"].entries()) {
      const form = await call(host, "debtor_form", { debtor_id: rows[place].id });
      const debtor = { ...form.debtor, limit, limit_review_on: "2027-01-15" };
      await call(host, "update_debtor", { ...form, debtor, is_different_business: false });
    }
    for (const [size, width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await toDebtors(page);
      await page.getByText("5 of 5").waitFor();
      await axe(page);
      await shot(page, `debtors-${size}-${scheme}`);
      await page.keyboard.press("Home");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Clients who sell on it" }).waitFor();
      await axe(page);
      await shot(page, `debtor-${size}-${scheme}`);
      await page.keyboard.press("F2");
      await page.getByLabel("Legal name").waitFor();
      await axe(page);
      await shot(page, `debtor-form-${size}-${scheme}`);
    }
  });
}
