// A signed contract runs, is reminded of, renews or ends: by keyboard, and what is said of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { run } from "./keyboard.mjs";
import { setClock } from "./queue.mjs";

const larkfield = clientOf({
  legal_name: "Larkfield Produce Distributors, Inc.",
  trade_name: "Larkfield Produce",
  address: {
    line1: "88 Beacham Row",
    line2: "",
    city: "Chelsea",
    region: "MA",
    postal_code: "02150",
    country: "United States",
  },
  account_representative: "Ruth Adeyemi",
});
const signers = {
  client: { name: "Nadia Ferro", title: "President", place: "Chelsea, MA" },
  factor: { name: "Ruth Adeyemi", title: "Managing member", place: "Providence, RI" },
};

/** An agreement of twelve months from December 5, 2025, looked at on October 10, 2026. */
async function firmWithAgreement(t, { scheme } = {}) {
  const { page, host, call } = await openFirm(t, { scheme });
  await setClock(host, "2025-12-05 09:00");
  const { client_id } = await call("create_client", larkfield);
  await call("save_terms", {
    client_id,
    values: { facility_limit: "300,000", early_termination_rate: "2" },
    fees: null,
    effective_on: "",
    face: "10,000",
  });
  const { contract } = await call("freeze_contract", { client_id, answers: {} });
  for (const party of ["client", "factor"]) {
    const method = { kind: "typed", text: signers[party].name };
    const facts = { ...signers[party], identity: "Known to the firm", method };
    await call("sign_contract", { contract_id: contract.id, party, ...facts, has_consented: true });
  }
  // No later than where the clock began, so that the vault does not count as left alone.
  await setClock(host, "2026-10-10 10:00");
  await page.reload();
  await page.getByRole("treegrid").getByText("Contracts to decide").waitFor();
  return { page, host, call, clientId: client_id };
}

async function paperDrawn(page) {
  await page.locator(".pvwrap .textLayer span").first().waitFor();
}

const window = "Renews on Dec 5, 2026, unless notice is given by Nov 4, 2026";

test("the end of a term is called to mind, taken back and decided by keyboard", async (t) => {
  const { page } = await firmWithAgreement(t);
  const toast = page.getByRole("group", { name: "Larkfield Produce, CTR-2025-001" });
  await toast.getByText(`${window}.`).waitFor();
  const queue = page.getByRole("treegrid");
  await queue.getByText(`CTR-2025-001: ${window}`).waitFor();
  await page.getByRole("button", { name: "Reminders, 1 waiting" }).waitFor();
  await axe(page);
  await shot(page, "today-renewal");

  await toast.getByRole("button", { name: "Open" }).focus();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
  await page.getByText(`${window}. Decide, and the reminders are done.`).waitFor();
  const facts = page.getByRole("complementary", { name: "Facts" });
  await facts.getByText("12 months, then renews").waitFor();
  await facts.getByText("30 days, by either party").waitFor();
  await axe(page);
  await shot(page, "contract-notice-window");

  await run(page, "Give notice");
  const sheet = page.getByRole("dialog", { name: "Notice that ends CTR-2025-001" });
  await sheet.getByText("The agreement ends on Dec 4, 2026, the last day of its term.").waitFor();
  await sheet.getByLabel("The agreement ends").selectOption("early");
  await sheet.getByText("The agreement ends on Nov 9, 2026, before its term does.").waitFor();
  await sheet.getByText("It is shown here and not booked.").waitFor();
  await sheet.getByRole("button", { name: "Early termination: 6,000.00" }).waitFor();
  await axe(page);
  await shot(page, "contract-notice");
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("Say why the agreement ends.").waitFor();
  await sheet.getByLabel("Given on").fill("tomorrow");
  await sheet.getByText("This day has not come.").waitFor();
  await sheet.getByLabel("Given on").fill("yesterday");
  await sheet.getByText("The agreement ends on Nov 8, 2026, before its term does.").waitFor();
  await sheet.getByLabel("Reason").fill("Found a bank");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });

  const given = "Notice given by the Client; in force until Nov 8, 2026";
  await page.locator(".banner").getByText(`${given}.`).waitFor();
  await page.getByRole("button", { name: "Reminders, none waiting" }).waitFor();
  await facts.getByText("“Found a bank” Recorded by").waitFor();
  await axe(page);
  await shot(page, "contract-notice-given");

  await run(page, "Withdraw the notice");
  const back = page.getByRole("dialog", { name: "Withdraw the notice" });
  await back.getByLabel("Reason").fill("They stay");
  await page.keyboard.press("Control+Enter");
  await back.waitFor({ state: "detached" });
  await page.getByText(`${window}. Decide, and the reminders are done.`).waitFor();
  const events = await facts.locator("[aria-labelledby=facts-events] b").allTextContents();
  assert.deepEqual(
    events.slice(-2),
    ["Notice given by the Client", "Notice withdrawn"],
  );

  await run(page, "Let it renew");
  await page.getByText("Decided. Its reminders are done.").waitFor();
  await facts.getByText("In force until Dec 4, 2026, then it renews.").waitFor();
  await page.getByRole("button", { name: "Reminders, none waiting" }).waitFor();
  await page.keyboard.press("Control+1");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await page.getByText("Contracts to decide").count(), 0);
});

test("the list and the client say where each contract stands, and an end stays said", async (t) => {
  const { page, host, call, clientId } = await firmWithAgreement(t);
  await page.keyboard.press("Control+7");
  await page.getByRole("button", { name: "Notice window open 1" }).click();
  await page.getByRole("gridcell", { name: "Notice window", exact: true }).waitFor();
  await axe(page);
  await shot(page, "contracts-notice-window");
  const [{ id }] = (await call("client", { client_id: clientId })).contracts;
  const notice = { contract_id: id, party: "factor", kind: "at_once", given_on: "" };
  await call("give_notice", { notice, reason: "Did not pay what it had turned over" });
  await page.getByRole("button", { name: "Ended 1" }).click();
  await page.getByRole("gridcell", { name: "Ended early" }).waitFor();
  await page.getByRole("grid", { name: "Contracts" }).focus();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
  const ended = page.locator(".banner").getByText("Ended at once by the Factor on Oct 10, 2026.");
  await ended.waitFor();
  await axe(page);
  await shot(page, "contract-ended");
  await run(page, "Go to the client");
  await page.getByRole("heading", { level: 1, name: "Larkfield Produce" }).waitFor();
  await page.getByText("Ended at once by the Factor on Oct 10, 2026").first().waitFor();
  await shot(page, "client-contract-ended");
  await setClock(host, "2026-10-10 10:05");
});

test("the firm says how long before it is reminded; every screen in dark", async (t) => {
  const { page } = await firmWithAgreement(t, { scheme: "dark" });
  await shot(page, "today-renewal-dark");
  await run(page, "Settings: Reminders");
  const days = page.getByLabel("Days before the last day for notice");
  await days.waitFor();
  assert.equal(await days.inputValue(), "30, 7, 0");
  await days.fill("soon");
  await page.getByRole("button", { name: "Save the days" }).click();
  await page.getByText("Enter one to 6 numbers of days up to 180, such as 30, 7, 0.").waitFor();
  await axe(page);
  await days.fill("60, 14");
  await page.keyboard.press("Enter");
  await page.getByText("Reminded 60, 14 days before").waitFor();
  await shot(page, "settings-lead-days-dark");
  await page.keyboard.press("Control+7");
  await page.getByRole("grid", { name: "Contracts" }).focus();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
  await axe(page);
  await shot(page, "contract-notice-window-dark");
  await run(page, "Give notice");
  await page.getByRole("dialog", { name: "Notice that ends CTR-2025-001" }).waitFor();
  await page.getByText("the last day of its term.").waitFor();
  await axe(page);
  await shot(page, "contract-notice-dark");
});

test("changed terms are drawn up as a short amendment, and the page shows the chain", async (t) => {
  const { page, call, clientId } = await firmWithAgreement(t);
  const change = { client_id: clientId, fees: null, effective_on: "", face: "10,000" };
  await call("save_terms", { ...change, values: { facility_limit: "400,000" } });
  await page.keyboard.press("Control+7");
  await page.getByRole("heading", { level: 1, name: "Contracts" }).waitFor();
  await page.keyboard.press("Control+n");
  await page.getByRole("combobox", { name: "Client" }).waitFor();
  await page.keyboard.type("Larkfield");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  const wording = page.getByLabel("Wording");
  await wording.selectOption({ label: "Amendment, changed terms only, version 1" });
  await page.getByText("CTR-2025-001, version 2, amendment 1").first().waitFor();
  await page.locator(".pvwrap .textLayer").getByText("Amendment of Terms").first().waitFor();
  await axe(page);
  await shot(page, "amendment-new");
  const { contract } = await call("freeze_contract", {
    client_id: clientId,
    wording_id: "amendment_of_terms",
    answers: {},
  });
  await page.getByText("A contract with these terms waits for signatures.").waitFor();
  await page.getByRole("button", { name: "Use the usual wording" }).waitFor();
  await axe(page);
  for (const party of ["client", "factor"]) {
    const method = { kind: "typed", text: signers[party].name };
    const facts = { ...signers[party], identity: "Known to the firm", method };
    await call("sign_contract", { contract_id: contract.id, party, ...facts, has_consented: true });
  }
  await page.keyboard.press("Control+7");
  await page.getByRole("gridcell", { name: "CTR-2025-001 version 2, amendment 1" }).waitFor();
  await page.getByRole("grid", { name: "Contracts" }).focus();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
  const chain = page.getByRole("table", { name: "Agreement and amendments" });
  await chain.getByRole("row", { name: "Amendment 1 v2 in force" }).waitFor();
  await chain.scrollIntoViewIfNeeded();
  await axe(page);
  await shot(page, "amendment-signed");
  await chain.getByRole("button", { name: "Agreement" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Factoring and Security Agreement" }).waitFor();
});
