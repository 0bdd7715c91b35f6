// Schedules of accounts: typed, pasted, checked, funded and reversed by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, shot } from "./harness.mjs";
import { clientOf, noAddress, openFirm, signAgreement, sizes } from "./firm.mjs";
import { fill, forbidPointer, run, tabTo } from "./keyboard.mjs";
import { ScheduleAnswers } from "./schedule-answers.mjs";

const many = 200;
/** A paste must not keep a person waiting, however busy the machine. */
const pasteLimit = 8_000; // milliseconds

async function openSchedule(t, { scheme, prepare } = {}) {
  const { page } = await openFirm(t, { scheme });
  const answers = new ScheduleAnswers();
  prepare?.(answers);
  await answers.serve(page);
  await forbidPointer(page);
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await run(page, "Go to Schedules");
  await page.getByRole("grid", { name: "Schedules" }).getByText("SCH-0269").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "SCH-0269" }).waitFor();
  await page.getByText("Funding, staged").waitFor();
  await grid(page).getByText("AF-76961").waitFor();
  return { page, answers };
}

/** A client that can be bought from, two debtors, and an account of the firm. */
async function buyable(call) {
  const { client_id } = await call(
    "create_client",
    clientOf({
      legal_name: "Aldercrest Freight, Inc.",
      legal_form: "corporation",
      state_of_formation: "Massachusetts",
      address: { ...noAddress, line1: "88 Beacham Row", city: "Chelsea", region: "MA" },
    }),
  );
  await call("save_contact", {
    client_id,
    contact_id: null,
    name: "Nadia Ferro",
    role: "President",
    phone: "",
    email: "nadia@aldercrest.example",
    is_signer: true,
  });
  await call("save_terms", {
    client_id,
    fees: [{ kind: "wire_transfer", label: "", amount: "25.00" }],
    effective_on: "",
    face: "10,000",
    values: { advance_rate: "80", facility_limit: "30,000", debtor_concentration: "100" },
  });
  await signAgreement(call, client_id);
  await call("set_bank_account", {
    client_id,
    holder: "Aldercrest Freight",
    bank: "Harbour Savings",
    routing: "011000015",
    number: "880041728820",
  });
  for (const legal_name of ["Marrow Bay Logistics", "Quillon Retail Group"]) {
    await call("create_debtor", { debtor: { legal_name }, is_approved: true });
  }
  return client_id;
}

const grid = (page) => page.getByRole("grid", { name: "Invoices offered" });

/** The lines as they were last sent to be saved, once that many have been. */
async function savedLines(page, answers, matches) {
  const last = () => answers.told.findLast(([name]) => name === "save_schedule")?.[1].lines ?? [];
  for (let waited = 0; waited < 100 && !matches(last()); waited += 1) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.ok(matches(last()), JSON.stringify(last().slice(-3)));
  return last();
}

async function looked(page, name) {
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await axe(page);
    await shot(page, `schedule-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

for (const scheme of ["light", "dark"]) {
  test(`a schedule is overridden, verified, funded and reversed, in ${scheme}`, async (t) => {
    const { page, answers } = await openSchedule(t, { scheme });
    await page.getByText("Agrees").waitFor();
    await looked(page, `page-${scheme}`);

    const overrides = page.locator(".chip", { hasText: "Overridden" });
    // The key that funds goes to what stands in the way: first the debtor's limit.
    await page.keyboard.press("Control+Shift+Enter");
    await page.keyboard.press("Enter");
    await page.getByLabel("Reason, kept in the log").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("Say why it may be bought all the same.").waitFor();
    await page.keyboard.type("Holiday volume; the credit insurer confirmed 400,000.");
    await page.keyboard.press("Control+Enter");
    await overrides.first().waitFor();

    await page.keyboard.press("F8");
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "Log a verification" });
    await sheet.waitFor();
    await axe(page);
    await fill(page, "Who was asked", "Anita Shaw, accounts payable");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Line 4 is verified").waitFor();
    const [, verified] = answers.told.find(([name]) => name === "log_verification");
    assert.deepEqual(
      [verified.asked, verified.line_ids.length, verified.is_amount_confirmed],
      ["Anita Shaw, accounts payable", 1, true],
    );

    await page.keyboard.press("F8");
    await page.keyboard.press("Enter");
    await page.keyboard.type("The carrier has sent it by fax.");
    await page.keyboard.press("Control+Enter");
    await overrides.nth(1).waitFor();

    await page.keyboard.press("Control+Shift+Enter");
    const fund = page.getByRole("dialog", { name: "Fund SCH-0269" });
    await fund.getByText("Balanced").waitFor();
    await looked(page, `fund-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("SCH-0269 is funded: 8 invoices bought, 38,819.00").waitFor();
    await page.getByRole("heading", { name: "Funded" }).waitFor();
    await looked(page, `funded-${scheme}`);

    await run(page, "Reverse the funding");
    await page.getByRole("dialog", { name: /^Reverse the funding/ }).waitFor();
    await page.keyboard.type("Funded a day too early");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "Funding, staged" }).waitFor();
    const [, reversed] = answers.told.at(-1);
    assert.equal(reversed.reason, "Funded a day too early");
  });
}

test("lines are typed, corrected and taken out, and each pause saves them", async (t) => {
  const { page, answers } = await openSchedule(t);
  await page.keyboard.press("Control+End");
  await page.keyboard.type("AF-77001");
  await page.keyboard.press("Enter");
  await page.keyboard.type("quill");
  await page.getByRole("option", { name: /Quillon/ }).first().waitFor();
  await axe(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type("QR-30001");
  await page.keyboard.press("Tab");
  await page.keyboard.type("11/18");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1,000x");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  const typed = await savedLines(page, answers, (lines) => lines[9]?.face === "1,000x");
  assert.deepEqual(
    [typed[9].invoice, typed[9].debtor_id, typed[9].reference],
    ["AF-77001", 2, "QR-30001"],
  );

  // F8 goes to the cell; its sentence stands under it. Esc leaves it, typing replaces it.
  await page.getByText("Cannot be read", { exact: true }).last().waitFor();
  await page.keyboard.press("F8");
  await page.locator(".cellnote", { hasText: "Enter an amount" }).waitFor();
  await axe(page);
  await shot(page, "schedule-cell-problem");
  await page.keyboard.type("7");
  await page.keyboard.press("Escape");
  await page.locator(".cellnote").waitFor();
  await page.keyboard.type("1,000");
  await page.keyboard.press("ArrowUp");
  await savedLines(page, answers, (lines) => lines[9]?.face === "1,000");
  await page.getByText("Differs by 1,000.00").waitFor();

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+Delete");
  await savedLines(page, answers, (lines) => lines.length === 9);
  await page.keyboard.press("Control+z");
  await savedLines(page, answers, (lines) => lines[9]?.invoice === "AF-77001");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.type("AF-77002");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await savedLines(page, answers, (lines) => lines.length === 10);
});

test(`${many} pasted rows are lines at once, and few of them are drawn`, async (t) => {
  const { page, answers } = await openSchedule(t);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const rows = Array.from({ length: many }, (_, i) =>
    [`B-${1000 + i}`, "Marrow Bay Logistics", `L-${i}`, "11/17", "+30", "1,250.00"].join("\t"),
  );
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows.join("\n"));
  await page.keyboard.press("Control+End");
  const begun = performance.now();
  await page.keyboard.press("Control+v");
  await grid(page).getByText(`B-${1000 + many - 1}`).waitFor();
  const took = performance.now() - begun;
  t.diagnostic(`${many} rows pasted and shown in ${Math.round(took)} ms`);
  assert.ok(took < pasteLimit, `${took} ms`);
  assert.equal(await grid(page).getAttribute("aria-rowcount"), String(many + 9 + 2));
  assert.ok((await grid(page).locator("tbody tr").count()) < 60);
  await savedLines(page, answers, (lines) => lines.length === many + 9);
  await shot(page, "schedule-pasted");
  await page.keyboard.press("Control+Home");
  await grid(page).getByText("AF-76961").waitFor();
  await page.keyboard.press("Control+z");
  await savedLines(page, answers, (lines) => lines.length === 9);
});

test("a funding that changed meanwhile is shown with its difference and asked again", async (t) => {
  const ready = (answers) => {
    answers.isVerified = true;
    answers.overrides.set("debtor_limit", "insured").set("documents", "faxed");
    answers.isHeld = true;
  };
  const { page, answers } = await openSchedule(t, { prepare: ready });

  // Nothing is paid to an account that nobody has confirmed.
  await tabTo(page, "Confirm the bank account");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Confirm the bank account" }).waitFor();
  await axe(page);
  await fill(page, "Who confirmed it", "Wes Calloway, owner");
  await fill(page, "How", "Call to the number on file");
  await page.keyboard.press("Control+Enter");
  await page.getByText("may be paid to").waitFor();

  await page.keyboard.press("Control+Shift+Enter");
  const fund = page.getByRole("dialog", { name: "Fund SCH-0269" });
  await fund.getByText("Balanced").waitFor();
  answers.wireFee = 35;
  await page.keyboard.press("Control+Enter");
  await fund.getByText("The terms were changed while this was open.").waitFor();
  await fund.locator(".del", { hasText: "38,819.00" }).waitFor();
  await axe(page);
  await shot(page, "schedule-fund-changed");
  assert.equal(answers.funding, null);
  await page.keyboard.press("Control+Enter");
  await page.getByText("38,809.00 to be paid out").waitFor();
});

/** Overrides what is left open, by the first button that offers it. */
async function overrideAll(page) {
  const offers = page.getByRole("button", { name: "Override with a reason" });
  for (let left = await offers.count(); left > 0; left = await offers.count()) {
    await tabTo(page, "Override with a reason");
    await page.keyboard.press("Enter");
    await page.getByLabel("Reason, kept in the log").waitFor();
    await page.keyboard.type("Known to the firm for years");
    await page.keyboard.press("Control+Enter");
    await page.getByLabel("Reason, kept in the log").waitFor({ state: "detached" });
  }
}

test("a new schedule is typed, submitted, funded, printed and reversed in the books", async (t) => {
  const { page, call } = await openFirm(t, { fill: buyable });
  await forbidPointer(page);
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();

  await page.getByRole("heading", { level: 1 }).waitFor();
  await run(page, "Settings: Firm profile");
  await page.getByRole("heading", { name: "Bank accounts of the firm" }).waitFor();
  await run(page, "Add a bank account of the firm");
  await page.getByRole("dialog", { name: "Bank account of the firm" }).waitFor();
  await fill(page, "Account holder", "Calder Street Factors LLC");
  await fill(page, "Account number", "000123454321");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("cell", { name: /4321/ }).waitFor();
  await axe(page);

  await run(page, "Aldercrest Freight");
  await page.getByRole("heading", { level: 1, name: /Aldercrest/ }).waitFor();
  await run(page, "New schedule");
  await page.getByRole("heading", { level: 1, name: /^SCH-/ }).waitFor();
  await grid(page).getByText("Type an invoice number").waitFor();
  for (const [invoice, debtor, face] of [
    ["AF-1", "marrow", "4,000"],
    ["AF-2", "quillon", "2,500"],
  ]) {
    await page.keyboard.press("Control+End");
    await page.keyboard.type(invoice);
    await page.keyboard.press("Enter");
    await page.keyboard.type(debtor);
    await page.getByRole("option", { name: new RegExp(debtor, "i") }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("11/14/2026");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type(face);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
  }
  await page.getByText("To buy, 2 invoices").waitFor();
  await tabTo(page, "Control total on the form");
  await page.keyboard.type("6,000");
  await page.getByText("Differs by 500.00").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("6,500");
  await page.getByText("Agrees").waitFor();
  await axe(page);
  await shot(page, "schedule-real-draft");

  await page.keyboard.press("Control+Shift+Enter");
  await page.getByText("Submitted", { exact: true }).waitFor();
  await overrideAll(page);
  await shot(page, "schedule-real-checked");
  await tabTo(page, "Confirm the bank account");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Confirm the bank account" }).waitFor();
  await fill(page, "Who confirmed it", "Nadia Ferro, president");
  await fill(page, "How", "Call to the number on file");
  await page.keyboard.press("Control+Enter");
  await page.getByText("may be paid to").waitFor();

  await page.getByRole("button", { name: /^Fund 5,175.00/, disabled: false }).waitFor();
  await page.keyboard.press("Control+Shift+Enter");
  const fund = page.getByRole("dialog", { name: /^Fund SCH-/ });
  await fund.getByText("Balanced").waitFor();
  await axe(page);
  await shot(page, "schedule-real-fund");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "Funded" }).waitFor();
  await shot(page, "schedule-real-funded");
  for (const paper of ["schedule of accounts", "funding report"]) {
    await run(page, `Show the ${paper}`);
    await page.locator(".pvwrap .textLayer span").first().waitFor();
    await axe(page);
    await shot(page, `schedule-real-${paper.replaceAll(" ", "-")}`);
  }
  await run(page, "Show the invoices");
  await run(page, "Reverse the funding");
  await page.getByRole("dialog", { name: /^Reverse the funding/ }).waitFor();
  await page.keyboard.type("Funded a day too early");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog", { name: /^Reverse the funding/ }).waitFor({ state: "detached" });
  const books = await call("check_books", {});
  assert.equal(books.is_sound, true);
});
