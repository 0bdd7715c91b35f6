// A client that can be bought from, and what a person does on the page of a schedule.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { axe, shot } from "./harness.mjs";
import { clientOf, noAddress, openFirm, signAgreement } from "./firm.mjs";
import { forbidPointer, run, tabTo } from "./keyboard.mjs";

const sizes = [
  ["small", 960, 600],
  ["usual", 1280, 800],
  ["large", 2560, 1440],
];
const patience = 10_000; // milliseconds
const step = 50; // milliseconds
/** More than any schedule has open at once. */
const checksMax = 12;

/** Whom the client sells to; one of them may owe no more than its limit. */
const debtors = [
  { legal_name: "Marrow Bay Logistics" },
  { legal_name: "Quillon Retail Group", limit: "10,000" },
  { legal_name: "Tarn Valley Grocers" },
  { legal_name: "Delmarsh Energy" },
  { legal_name: "Thornbury Foods" },
];
/** The last of them has had no notice of assignment. */
const noticed = debtors.length - 1;

export const grid = (page) => page.getByRole("grid", { name: "Invoices offered" });

/** A client with signed terms at 90 %, debtors that are approved, an account of the firm. */
async function buyable(call) {
  const { client_id } = await call(
    "create_client",
    clientOf({
      legal_name: "Aldercrest Freight, Inc.",
      trade_name: "Aldercrest Freight",
      legal_form: "corporation",
      state_of_formation: "Massachusetts",
      address: { ...noAddress, line1: "88 Beacham Row", city: "Chelsea", region: "MA" },
    }),
  );
  await call("save_contact", {
    client_id,
    contact_id: null,
    name: "Wes Calloway",
    role: "President",
    phone: "",
    email: "wes@aldercrest.example",
    is_signer: true,
  });
  await call("save_terms", {
    client_id,
    fees: [{ kind: "wire_transfer", label: "", amount: "25.00" }],
    effective_on: "",
    face: "10,000",
    values: {
      advance_rate: "90",
      fee_first_rate: "2",
      fee_first_days: "20",
      fee_step_rate: "0.5",
      fee_step_days: "10",
      facility_limit: "400,000",
      debtor_concentration: "100",
    },
  });
  await signAgreement(call, client_id);
  for (const [place, debtor] of debtors.entries()) {
    const { debtor_id } = await call("create_debtor", { debtor, is_approved: true });
    const notice = { client_id, debtor_id, stage: "acknowledged", on: "", way: null };
    if (place < noticed) await call("set_notice", notice);
  }
  await call("save_firm_account", {
    bank_account_id: null,
    name: "Operating account",
    holder: "Calder Street Factors LLC",
    bank: "Tidewater Bank",
    routing: "",
    number: "000123454321",
  });
  await enterAccount(call, client_id, "880041728820");
  return client_id;
}

/** A new account of the client, which is held until somebody confirms it. */
export async function enterAccount(call, client_id, number) {
  await call("set_bank_account", {
    client_id,
    holder: "Aldercrest Freight",
    bank: "Harbour Savings",
    routing: "011000015",
    number,
  });
}

/** Says that the account is the client's. */
export async function confirmAccount(call, client_id) {
  const said = { who: "Wes Calloway", how: "Call to the number on file", attachment_id: null };
  await call("confirm_bank_account", { client_id, ...said });
}

/** A schedule of these lines, submitted. */
export async function submitted(call, client_id, lines) {
  const begun = await call("start_schedule", { client_id });
  const page = await call("save_schedule", {
    schedule_id: begun.id,
    revision: begun.revision,
    offered_on: "",
    offered_by: "Wes Calloway",
    control_total: "",
    note: "",
    lines: lines.map(([invoice, debtor, face]) => ({
      invoice,
      debtor,
      invoiced_on: "11/14/2026",
      due_on: "+30",
      face,
    })),
  });
  await call("submit_schedule", { schedule_id: page.id });
  return page;
}

/** Buys these lines on a schedule of their own. */
export async function bought(call, client_id, lines) {
  const { id: schedule_id } = await submitted(call, client_id, lines);
  const asked = { schedule_id, method: "wire", bank_account_id: null };
  const { fingerprint } = await call("stage_funding", asked);
  await call("confirm_funding", { ...asked, fingerprint, reference: "" });
}

/** Opens the window on it; from then on a pointer is not to be used. */
export async function openBuying(t, { scheme, prepare } = {}) {
  const fill = async (call) => {
    const client = await buyable(call);
    await prepare?.(call, client);
    return client;
  };
  const opened = await openFirm(t, { scheme, fill });
  await forbidPointer(opened.page);
  await opened.page.reload();
  await opened.page.getByRole("navigation", { name: "Sections" }).waitFor();
  await opened.page.getByRole("heading", { level: 1 }).waitFor();
  return opened;
}

/** Begins a schedule on the page of the client, and gives its id. */
export async function begin(page, call) {
  await run(page, "Aldercrest Freight");
  await page.getByRole("heading", { level: 1, name: /Aldercrest/ }).waitFor();
  await run(page, "New schedule");
  await page.getByRole("heading", { level: 1, name: /^SCH-/ }).waitFor();
  await grid(page).getByText("Type an invoice number").waitFor();
  const { rows } = await call("list_schedules", {
    client_id: null,
    stage: "draft",
    text: "",
    offset: 0,
    limit: 50,
  });
  assert.equal(rows.length, 1);
  return rows[0].id;
}

/** Finds a schedule in the list and opens it. */
export async function openFromList(page, number) {
  await run(page, "Go to Schedules");
  await page.getByRole("grid", { name: "Schedules" }).getByText(number).waitFor();
  await page.keyboard.press("Control+f");
  await page.keyboard.type(number);
  await page.getByText(/^1 of/).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: number }).waitFor();
}

/** Copies a text elsewhere and pastes it where the keyboard is. */
export async function paste(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("Control+v");
}

/** The lines in the vault, once they are as they should be. */
export async function savedLines(call, schedule_id, fits) {
  const until = performance.now() + patience;
  for (;;) {
    const { lines } = await call("schedule", { schedule_id });
    const typed = lines.map((line) => line.typed);
    if (fits(typed)) return typed;
    assert.ok(performance.now() < until, JSON.stringify(typed.slice(-3)));
    await pause(step);
  }
}

/** Goes to an open check by the key for the next problem. */
export async function toCheck(page, title) {
  const passed = [];
  for (let pressed = 0; pressed < checksMax; pressed += 1) {
    await page.keyboard.press("F8");
    const at = await page.evaluate(
      () => document.activeElement?.closest("li[id^=check-]")?.textContent ?? "",
    );
    if (at.includes(title)) return;
    passed.push(at.slice(0, 60));
  }
  assert.fail(`F8 never reached ${title}: ${passed.join(" | ")}`);
}

/** Overrides the check where the keyboard is. */
export async function override(page, reason) {
  await tabTo(page, "Override with a reason");
  await page.keyboard.press("Enter");
  await page.getByLabel("Reason, kept in the log").waitFor();
  await page.keyboard.type(reason);
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("Reason, kept in the log").waitFor({ state: "detached" });
}

/** Keeps pictures of the page in small and large windows, and lets axe look at each. */
export async function looked(page, name) {
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await axe(page);
    await shot(page, `schedule-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
