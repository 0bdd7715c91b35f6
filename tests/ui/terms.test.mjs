// Terms by keyboard alone: drafted, amended, frozen, and the house's own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, openFirm, signAgreement, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";

const larkfield = clientOf({
  legal_name: "Larkfield Produce Distributors, Inc.",
  trade_name: "Larkfield Produce",
  legal_form: "corporation",
  state_of_formation: "Massachusetts",
  registration_no: "004417290",
  address: {
    line1: "88 Beacham Row",
    line2: "",
    city: "Chelsea",
    region: "MA",
    postal_code: "02150",
    country: "United States",
  },
});

/** A firm with one client; `values` are its drafted terms, if any. */
async function firmWithClient(t, { scheme, values, isSigned = false } = {}) {
  const opened = await openFirm(t, {
    scheme,
    fill: async (call) => {
      const { client_id } = await call("create_client", larkfield);
      const signer = { client_id, contact_id: null, name: "Nadia Ferro", role: "President" };
      await call("save_contact", { ...signer, phone: "", email: "", is_signer: true });
      const typed = { client_id, values, fees: null, effective_on: "", face: "10,000" };
      if (values) await call("save_terms", typed);
      if (isSigned) await signAgreement(call, client_id);
      return client_id;
    },
  });
  return { ...opened, clientId: opened.filled };
}

/** Opens the terms of the only client with keys. */
async function toTerms(page) {
  await page.keyboard.press("Control+2");
  await page.getByText("1 of 1").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Larkfield Produce" }).waitFor();
  await page.keyboard.press("Control+Shift+T");
  await page.getByRole("table", { name: "Terms" }).waitFor();
}

async function type(page, label, text) {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** The figures of the worked example at some days, as they are read. */
async function exampleAt(page, days) {
  const table = page.getByRole("table", { name: "Worked example" });
  const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: days }) });
  return (await row.innerText()).split(/\s+/);
}

/** Waits until the example at some days shows a figure. */
async function exampleShows(page, days, figure) {
  const table = page.getByRole("table", { name: "Worked example" });
  const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: days }) });
  await row.getByText(figure, { exact: true }).first().waitFor();
}

test("terms are typed, worked out as one types, saved and taken to the contract", async (t) => {
  const { page, call, clientId } = await firmWithClient(t);
  await toTerms(page);
  await page.getByText("What is not typed follows the usual terms.").waitFor();
  const rate = page.getByLabel("Advance rate, %");
  const house = await rate.getAttribute("placeholder");
  await type(page, "Advance rate, %", "85");
  await exampleShows(page, "30", "8,500.00");
  const row = page.getByRole("row", { name: /Advance rate/ });
  await row.getByText("This client").waitFor();

  await page.keyboard.press("Control+Backspace");
  await row.getByText("House default").waitFor();
  assert.equal(await rate.inputValue(), "");
  assert.equal(await rate.getAttribute("placeholder"), house);

  await type(page, "Advance rate, %", "120");
  await row.locator(".error").waitFor();
  await page.getByText("Waits for a corrected value").waitFor();
  await axe(page);
  await shot(page, "terms-problem");
  // A wrong value is not saved; the keyboard goes to it.
  await page.getByLabel("Recourse, days").first().focus();
  await page.keyboard.press("Control+S");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
  await type(page, "Advance rate, %", "85");
  await type(page, "Facility limit, USD", "300,000");
  await type(page, "Payment schedule", "net 45");
  await page.keyboard.press("Escape");
  await page.getByText(/is due Jan 3, 2027/).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("table", { name: "Terms" }).waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1 }).waitFor();
  const terms = await call("terms_page", { client_id: clientId });
  assert.equal(terms.has_draft, true);
  assert.equal(terms.values.facility_limit, "300,000.00");
  assert.equal(terms.values.payment_schedule, "Net 45");
});

test("signed terms stay; a change is struck, tinted, drafted and can be discarded", async (t) => {
  const values = { advance_rate: "85", fee_first_rate: "2.25", facility_limit: "300,000" };
  const { page } = await firmWithClient(t, { values, isSigned: true });
  await toTerms(page);
  await page.getByText("Changing signed terms drafts an amendment.").waitFor();
  await page.getByText("Nothing differs from v1").waitFor();
  await type(page, "Fee, first period, %", "2.00");
  const row = page.getByRole("row", { name: /Fee, first period/ });
  await row.getByText("Changed").waitFor();
  assert.match(await row.getAttribute("class"), /changed/);
  await exampleShows(page, "30", "−25.00");
  assert.deepEqual((await exampleAt(page, "30")).slice(2, 5), ["225.00", "200.00", "−25.00"]);
  await type(page, "Effective", "12/1");
  await page.getByLabel("Fee, first period, %").focus();
  await page.waitForFunction(
    () => document.querySelector(".effective input")?.value === "Dec 1, 2026",
  );
  await page.keyboard.press("Control+S");
  await page.getByText("Terms v2 are drafted").waitFor();
  await page.getByRole("heading", { level: 1, name: "Terms v2" }).waitFor();
  await axe(page);
  await shot(page, "terms-amendment");

  await page.getByRole("button", { name: /Fee v2 at 30 days/ }).focus();
  await page.keyboard.press("Control+Shift+X");
  await page.getByRole("dialog", { name: /How it is worked out/ }).waitFor();
  await shot(page, "terms-explain");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "History" }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: /Terms of Larkfield/ });
  await sheet.getByRole("table", { name: "Terms v2" }).waitFor();
  await sheet.getByRole("button", { name: /v1/ }).focus();
  await page.keyboard.press("Enter");
  await sheet.getByRole("table", { name: "Terms v1" }).waitFor();
  await axe(page);
  await shot(page, "terms-history");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Discard draft" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Terms v1" }).waitFor();
  await page.keyboard.press("Control+Z");
  await page.getByRole("heading", { level: 1, name: "Terms v2" }).waitFor();
  await page.getByText("1 change against v1").waitFor();
});

test("the form of the fee shows its own rows, and choices return to the house", async (t) => {
  const { page } = await firmWithClient(t);
  await toTerms(page);
  await page.getByLabel("Fee form").focus();
  await page.keyboard.type("Flat");
  await page.getByLabel("Fee, %", { exact: true }).waitFor();
  assert.equal(await page.getByLabel("Fee, each next period, %").count(), 0);
  await page.keyboard.press("Control+Backspace");
  await page.getByLabel("Fee, each next period, %").waitFor();
});

test("additional fees are inherited, then the client's own, and back again", async (t) => {
  const { page, call, clientId } = await firmWithClient(t);
  await toTerms(page);
  const fees = page.getByRole("region", { name: "Additional fees" });
  await fees.getByRole("button", { name: "Add a fee" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("a lot");
  await fees.locator(".error").waitFor();
  await axe(page);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("35");
  await page.keyboard.press("Control+S");
  await page.getByText("Terms v1 are drafted").waitFor();
  const own = (await call("terms_page", { client_id: clientId })).own_fees;
  assert.equal(own.at(-1).amount, "35.00");
  await fees.getByRole("button", { name: "Back to the house default" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+S");
  await page.waitForFunction(() => !document.querySelector(".fees select"));
  assert.equal((await call("terms_page", { client_id: clientId })).own_fees, null);
});

test("typed terms survive leaving the view", async (t) => {
  const { page } = await firmWithClient(t);
  await toTerms(page);
  await type(page, "Facility limit, USD", "275,000");
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByRole("heading", { level: 1, name: "Larkfield Produce" }).waitFor();
  await page.keyboard.press("Control+Shift+T");
  await page.getByText(/Unsaved text from .* was kept/).waitFor();
  await page.getByRole("button", { name: "Restore the text" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.getByLabel("Facility limit, USD").inputValue(), "275,000");
});

test("terms in a contract that waits for signatures can only be read", async (t) => {
  const values = { advance_rate: "85", facility_limit: "300,000" };
  const { page, call, clientId } = await firmWithClient(t, { values });
  await call("freeze_contract", { client_id: clientId, answers: {} });
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await toTerms(page);
  await page.getByText("These terms stand in a contract that waits for signatures.").waitFor();
  assert.equal(await page.locator(".terms input, .terms select, .fees input").count(), 0);
  await axe(page);
  await shot(page, "terms-frozen");
  await page.getByRole("button", { name: "Open the contract" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /Agreement/ }).waitFor();
});

test("a change of the usual terms reaches what a client inherits", async (t) => {
  const { page } = await firmWithClient(t);
  await page.keyboard.press("Control+2");
  await page.getByText("1 of 1").waitFor();
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox").fill("Set the usual terms");
  await page.getByRole("option", { name: "Set the usual terms" }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Usual terms" }).waitFor();
  await type(page, "Advance rate, %", "77");
  await page.keyboard.press("Control+S");
  await page.getByText("The usual terms were saved").waitFor();
  await axe(page);
  await shot(page, "terms-usual");
  await toTerms(page);
  assert.equal(await page.getByLabel("Advance rate, %").getAttribute("placeholder"), "77.00");
});

for (const scheme of ["light", "dark"]) {
  test(`the editor is clean for axe in ${scheme} at every size`, async (t) => {
    const values = { advance_rate: "85", fee_first_rate: "2.25", facility_limit: "300,000" };
    const { page } = await firmWithClient(t, { scheme, values, isSigned: true });
    await toTerms(page);
    await type(page, "Fee, first period, %", "2.00");
    await page.getByText("1 change against v1").waitFor();
    for (const [size, width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await page.waitForFunction(() => document.fonts.status === "loaded");
      await axe(page);
      await shot(page, `terms-${size}-${scheme}`);
    }
  });
}
