// Money that comes in: entered, shared out over invoices, posted, parked, taken back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, shot } from "./harness.mjs";
import { fill, run, tabTo } from "./keyboard.mjs";
import { call } from "./vault.mjs";
import { withBooks } from "./with-books.mjs";

const sizes = [
  ["wide", 1440, 900],
  ["usual", 1280, 800],
  ["small", 960, 600],
];

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `collections-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** "1,234.56" */
function words(minor) {
  const whole = String(Math.trunc(minor / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${String(minor % 100).padStart(2, "0")}`;
}

/** What is open of a payer, as a receipt that is let go again is offered it. */
async function openOf(host, name) {
  const { rows } = await call(host, "pick_debtors", { text: name });
  const { debtor_id } = rows.find((row) => row.name === name);
  const { accounts } = await call(host, "receipt_form");
  const asked = { bank_account_id: accounts[0].id, debtor_id, amount: "1" };
  const { receipt_id } = await call(host, "start_receipt", asked);
  const { clients } = await call(host, "open_invoices_for", { receipt_id });
  await call(host, "remove_receipt", { receipt_id });
  return clients.flatMap(({ client, invoices }) =>
    invoices.map(({ number, open }) => ({ number, open: open.minor, client: client.name })),
  );
}

/** The receipt that was entered last. */
async function newest(host) {
  const { rows } = await call(host, "receipts_inbox");
  return Math.max(...rows.map(({ receipt_id }) => receipt_id));
}

/** Types a new receipt and waits until it stands open beside the inbox. */
async function enter(page, payer, amount, { remittance = "", reference = "41877" } = {}) {
  await page.keyboard.press("Control+n");
  await page.getByRole("heading", { name: "New receipt" }).waitFor();
  await fill(page, "Payer", payer);
  await page.getByRole("option", { name: new RegExp(`^${payer} .* in \\d+ invoice`) }).waitFor();
  await page.keyboard.press("Enter");
  await fill(page, "Amount", amount);
  await fill(page, "Reference", reference);
  if (remittance !== "") await fill(page, "Remittance", remittance);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 2, name: payer }).waitFor();
  await page.getByRole("table", { name: `Open invoices of ${payer}` }).waitFor();
}

/** Waits until what is typed is worked out and this much is left. */
async function left(page, amount) {
  await page.getByText(`Left to apply ${amount}`).waitFor();
  await page.locator("table.alloc[aria-busy='false']").waitFor();
}

/** Says yes once what is typed is worked out. */
async function post(page) {
  await page.locator("section.post .btn.primary:not([aria-disabled])").waitFor();
  await page.keyboard.press("Control+Enter");
}

async function booksHold(host) {
  const { is_sound } = await call(host, "check_books");
  assert.ok(is_sound);
}

test("an empty inbox says what it is for", async (t) => {
  const { page } = await withBooks(t);
  await page.keyboard.press("Control+5");
  await page.getByRole("heading", { name: "Nothing waits to be applied" }).waitFor();
  await looked(page, "empty");
  await run(page, "Posted receipts");
  await page.getByRole("grid", { name: "Posted receipts" }).waitFor();
  await looked(page, "posted");
});

for (const scheme of ["light", "dark"]) {
  test(`a lump sum over two clients is proposed and posted, in ${scheme}`, async (t) => {
    const { page, host } = await withBooks(t, scheme);
    const payer = "Corvane Pharma";
    const open = await openOf(host, payer);
    assert.equal(open.length, 3);
    assert.equal(new Set(open.map(({ client }) => client)).size, 2);
    const total = open.reduce((sum, invoice) => sum + invoice.open, 0);

    await page.keyboard.press("Control+5");
    await enter(page, payer, words(total), {
      remittance: open.map(({ number }) => number).join(", "),
    });
    await page.keyboard.press("Control+Shift+A");
    await page.getByText("The payment names 3 invoices.").waitFor();
    await left(page, "0.00");
    for (const { number } of open)
      assert.ok(await page.getByRole("checkbox", { name: `Apply to ${number}` }).isChecked());
    await tabTo(page, `Fee to date of ${open[0].number}`);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: /^How it is worked out/ }).waitFor();
    await axe(page);
    await page.keyboard.press("Escape");
    await looked(page, `lump-${scheme}`);

    await post(page);
    await page.getByText(`Posted ${words(total)}`).waitFor();
    await page.getByRole("heading", { name: "Nothing waits to be applied" }).waitFor();
    await booksHold(host);
  });
}

test("an exact payment is found by its amount, typed as a sum", async (t) => {
  const { page, host } = await withBooks(t);
  const [first] = await openOf(host, "Wexcombe Hotels");
  await page.keyboard.press("Control+5");
  await enter(page, "Wexcombe Hotels", `=${words(first.open - 35_000)}+350`);
  await page.getByRole("option", { name: /Exact match/ }).waitFor();
  await page.keyboard.press("Control+Shift+A");
  await page.getByText(`${first.number} is open with exactly ${words(first.open)}`).waitFor();
  await left(page, "0.00");
  await post(page);
  await page.getByText(/^Posted .* to 1 invoice, 1 closed/).waitFor();
  const { rows } = await call(host, "list_receipts", { limit: 1 });
  assert.equal(rows[0].amount.minor, first.open);
  await booksHold(host);
});

test("an amount is whole though its first key comes before the next frame", async (t) => {
  const { page, host } = await withBooks(t);
  const [first] = await openOf(host, "Wexcombe Hotels");
  await page.keyboard.press("Control+5");
  await enter(page, "Wexcombe Hotels", "1,000");
  const cell = page.getByRole("textbox", { name: `Pays on ${first.number}` });
  const type = (keys) =>
    cell.evaluate(async (input, parts) => {
      input.blur();
      input.focus();
      for (let turns = 0; turns < 20; turns += 1) await null;
      for (const part of parts) {
        document.execCommand("insertText", false, part);
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      }
    }, keys);
  await type(["1", ",0", "00"]);
  assert.equal(await cell.inputValue(), "1,000");
  // What stood there is typed over.
  await type(["7", "50"]);
  assert.equal(await cell.inputValue(), "750");
});

test("a short pay is refused until it is coded, then the reserve bears it", async (t) => {
  const { page, host } = await withBooks(t);
  const [first] = await openOf(host, "Wexcombe Hotels");
  const paid = first.open - 31_250;
  await page.keyboard.press("Control+5");
  await enter(page, "Wexcombe Hotels", words(paid));
  await fill(page, `Pays on ${first.number}`, words(paid));
  const shortage = page.getByRole("group", { name: `Shortage of ${first.number}` });
  await shortage.getByText(/312.50 stays open/).waitFor();
  await page.keyboard.press("Control+Enter");
  assert.equal(await page.getByRole("status").getByText(/^Posted/).count(), 0);
  await looked(page, "short");

  await tabTo(page, `Why ${first.number} is short`);
  await page.keyboard.type("Damage");
  await tabTo(page, "To reserve");
  await page.keyboard.press("Space");
  await shortage.getByText("Short by 312.50").waitFor();
  await fill(page, `Note on the shortage of ${first.number}`, "Claim DM-2207");
  await left(page, "0.00");
  await looked(page, "coded");
  await post(page);
  await page.getByText(/^Posted .* 1 closed/).waitFor();
  await booksHold(host);
});

test("what is paid too much is parked with a reason and applied later", async (t) => {
  const { page, host } = await withBooks(t);
  const payer = "Wexcombe Hotels";
  const [first, second] = await openOf(host, payer);
  await page.keyboard.press("Control+5");
  await enter(page, payer, words(first.open + second.open));
  await fill(page, `Pays on ${first.number}`, words(first.open));
  await left(page, words(second.open));
  await page.getByText(`Say why ${words(second.open)} stays unapplied.`).waitFor();
  await fill(page, `${words(second.open)} stays unapplied because`, "Asked the payer");
  await post(page);
  await page.getByText(/^Posted .* to 1 invoice/).waitFor();

  // It waits in the inbox for what it is for.
  await page.getByText(`Rest to apply ${words(second.open)}`).waitFor();
  await looked(page, "parked");
  await fill(page, `Pays on ${second.number}`, words(second.open));
  await page.getByText("Rest to apply 0.00").waitFor();
  await post(page);
  await page.getByRole("heading", { name: "Nothing waits to be applied" }).waitFor();
  const { rows } = await call(host, "list_receipts", { limit: 1 });
  assert.equal(rows[0].standing, "posted");
  await booksHold(host);
});

/** Posts the whole of one invoice and opens the receipt from the list of posted ones. */
async function posted(page, host, payer) {
  const [first] = await openOf(host, payer);
  await page.keyboard.press("Control+5");
  await enter(page, payer, words(first.open));
  await fill(page, `Pays on ${first.number}`, words(first.open));
  await left(page, "0.00");
  await post(page);
  await page.getByText(/^Posted .* 1 closed/).waitFor();
  await run(page, "Posted receipts");
  await page.getByRole("grid", { name: "Posted receipts" }).getByText(payer).first().waitFor();
  await tabTo(page, "Posted receipts");
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "Entries of the receipt" }).waitFor();
  return first;
}

test("a payment that the bank takes back is mirrored, and its invoice is open again", async (t) => {
  const { page, host } = await withBooks(t);
  const payer = "Wexcombe Hotels";
  const invoice = await posted(page, host, payer);
  await looked(page, "done");
  await run(page, "Returned by the bank");
  const sheet = page.getByRole("dialog", { name: /^Returned by the bank/ });
  await sheet.getByRole("table", { name: "What will be mirrored" }).waitFor();
  await sheet.getByText(new RegExp(`^${invoice.number} of`)).waitFor();
  await fill(page, "What the bank says", "Insufficient funds");
  await looked(page, "return");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  const { rows } = await call(host, "list_receipts", { view: "returned", limit: 1 });
  assert.equal(rows[0].amount.minor, invoice.open);
  const open = await openOf(host, payer);
  assert.ok(open.some((one) => one.number === invoice.number && one.open === invoice.open));
  await booksHold(host);
});

test("a receipt that was entered wrong is reversed; its copy waits", async (t) => {
  const { page, host } = await withBooks(t);
  const payer = "Wexcombe Hotels";
  await posted(page, host, payer);
  await run(page, "Reverse the receipt");
  const sheet = page.getByRole("dialog", { name: /^Reverse/ });
  await sheet.getByRole("table", { name: "What will be mirrored" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await sheet.locator(".error").waitFor();
  await fill(page, "Why it was wrong", "Shared out over the wrong invoice");
  await looked(page, "reverse");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  await page.getByRole("table", { name: `Open invoices of ${payer}` }).waitFor();
  await page.getByRole("button", { name: /^Allocate/ }).waitFor();
  await booksHold(host);
});

test("a dispute is noted from the row, and what is not factored is given back", async (t) => {
  const { page, host, client } = await withBooks(t);
  const payer = "Wexcombe Hotels";
  const [first] = await openOf(host, payer);
  await page.keyboard.press("Control+5");
  await enter(page, payer, "1,000.00");
  await tabTo(page, `Pays on ${first.number}`);
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Note a dispute" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: `Dispute: ${first.number}` });
  await sheet.getByRole("group", { name: "What it does" }).waitFor();
  await fill(page, "Disputed amount", "250");
  await tabTo(page, "Reason");
  await page.keyboard.type("Freight");
  await sheet.locator(".btn.primary[aria-busy]").waitFor({ state: "detached" });
  await looked(page, "dispute");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  await page.getByText(/^Freight, 250.00/).waitFor({ state: "attached" });

  await run(page, "Not factored");
  const part = page.getByRole("group", { name: "Given back to a client" });
  await part.waitFor();
  await fill(page, "Not factored: belongs to", "Brinmoor");
  await page.getByRole("option", { name: /Brinmoor/ }).waitFor();
  await page.keyboard.press("Enter");
  await fill(page, "Given back", "1,000");
  await left(page, "0.00");
  await looked(page, "given-back");
  await post(page);
  await page.getByText(/^Posted 1,000.00/).waitFor();
  const { rows } = await call(host, "list_entries", {
    account: "client_payable",
    client_id: client,
    until: null,
    text: "",
    offset: 0,
    limit: 1,
  });
  assert.match(rows[0].event, /^Give-back/);
  await booksHold(host);
});

test("a draft stays with its receipt, and its lines are taken back", async (t) => {
  const { page, host } = await withBooks(t);
  const [first] = await openOf(host, "Wexcombe Hotels");
  await page.keyboard.press("Control+5");
  await enter(page, "Wexcombe Hotels", words(first.open + 845_000));
  await fill(page, `Pays on ${first.number}`, `=${words(first.open - 35_000)}+350`);
  await left(page, "8,450.00");
  await page.getByText(/^Draft saved/).waitFor();
  await page.keyboard.press("Control+1");
  await page.getByRole("heading", { level: 1, name: /^\w+day/ }).waitFor();
  await page.keyboard.press("Control+5");
  await left(page, "8,450.00");
  await page.keyboard.press("Control+u");
  await left(page, words(first.open + 845_000));
  // A text field keeps its own undo, so the keyboard leaves it first.
  await tabTo(page, "Clear");
  await page.keyboard.press("Control+z");
  await left(page, "8,450.00");
});

test("what changes meanwhile is marked before it is posted", async (t) => {
  const { page, host } = await withBooks(t);
  const payer = "Wexcombe Hotels";
  const [first] = await openOf(host, payer);
  await page.keyboard.press("Control+5");
  await enter(page, payer, "1,000.00");
  await fill(page, `Pays on ${first.number}`, "1000");
  const shortage = page.getByRole("group", { name: `Shortage of ${first.number}` });
  await shortage.waitFor();
  await tabTo(page, "To reserve");
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowRight");
  await left(page, "0.00");

  // Somebody else books a credit memo on it.
  const { clients } = await call(host, "open_invoices_for", { receipt_id: await newest(host) });
  const { invoice_id } = clients[0].invoices.find(({ number }) => number === first.number);
  const step = { kind: "credit_memo", invoice_id, amount: "100", day: "", note: "" };
  const { fingerprint } = await call(host, "stage_invoice_step", step);
  await call(host, "book_invoice_step", { step, fingerprint });

  await page.getByText("Something changed meanwhile.").waitFor();
  const words_ = `open: ${words(first.open)}, now ${words(first.open - 10_000)}`;
  await page.getByText(words_).waitFor();
  await page.locator("tr.changed").getByText(first.number).waitFor();
  await looked(page, "changed");
  await post(page);
  await page.getByText(/^Posted 1,000.00/).waitFor();
  await booksHold(host);
});

test("a dispute noted after the work was done is seen before the yes", async (t) => {
  const { page, host } = await withBooks(t);
  const payer = "Wexcombe Hotels";
  const [first] = await openOf(host, payer);
  await page.keyboard.press("Control+5");
  await enter(page, payer, words(first.open));
  await fill(page, `Pays on ${first.number}`, words(first.open));
  await left(page, "0.00");
  const { clients } = await call(host, "open_invoices_for", { receipt_id: await newest(host) });
  const { invoice_id } = clients[0].invoices.find(({ number }) => number === first.number);
  const dispute = { kind: "open_dispute", invoice_id, amount: "250", reason: "price", day: "" };
  const step = { ...dispute, note: "By phone" };
  const { fingerprint } = await call(host, "stage_invoice_step", step);
  await call(host, "book_invoice_step", { step, fingerprint });

  await page.getByText(new RegExp(`^${first.number} is disputed since`)).waitFor();
  await looked(page, "disputed-late");
  await post(page);
  await page.getByText(/^Posted .* 1 closed/).waitFor();
  await booksHold(host);
});

test("the payments of a bank file come into the inbox once", async (t) => {
  const { page } = await withBooks(t);
  const lines = [
    "Date;Description;Reference;Name;Credit;Debit",
    "2026-11-18;thanks;17;Wexcombe Hotels;10.000,00;",
    "2026-11-19;Rent;18;Landlord;;400,00",
  ];
  const file = { name: "nov.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
  const sheet = page.getByRole("dialog", { name: "Import a bank file" });
  await page.keyboard.press("Control+5");
  await page.getByRole("heading", { name: "Nothing waits to be applied" }).waitFor();
  await page.keyboard.press("Control+o");
  await sheet.locator("input[type=file]").setInputFiles(file);
  await sheet.getByText("1 new payment", { exact: true }).waitFor();
  await looked(page, "import");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  await page.getByRole("option", { name: /Wexcombe Hotels.*10,000.00/ }).waitFor();

  await page.keyboard.press("Control+o");
  await sheet.locator("input[type=file]").setInputFiles(file);
  await sheet.getByText("0 new payments").waitFor();
  await sheet.getByText("No line is new.").waitFor();
  await axe(page);
});

test("bad values are said at their fields", async (t) => {
  const { page, host } = await withBooks(t);
  const [first] = await openOf(host, "Wexcombe Hotels");
  await page.keyboard.press("Control+5");
  await page.keyboard.press("Control+n");
  await page.getByRole("heading", { name: "New receipt" }).waitFor();
  await fill(page, "Amount", "12,34,5");
  await fill(page, "Received on", "tomorrow");
  await page.keyboard.press("Control+Enter");
  await page.getByText("fields need another value").waitFor();
  await looked(page, "bad-form");
  await fill(page, "Amount", "900");
  await fill(page, "Received on", "today");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Nobody is named as the payer").waitFor();
  await looked(page, "unknown");

  await enter(page, "Wexcombe Hotels", "900.00");
  await fill(page, `Pays on ${first.number}`, "nine hundred");
  const cell = page.getByRole("textbox", { name: `Pays on ${first.number}` });
  await page.locator("tr.wrong .error").waitFor();
  assert.equal(await cell.getAttribute("aria-invalid"), "true");
  await axe(page);
  await fill(page, `Pays on ${first.number}`, words(first.open + 1));
  await page.getByText(`Only ${words(first.open)} is open.`).waitFor();
  await looked(page, "bad-cell");
});
