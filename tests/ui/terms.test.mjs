// Terms by keyboard alone: drafted, amended, frozen, and the house's own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, openFirm, signAgreement, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { run } from "./keyboard.mjs";

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

  await page.getByRole("button", { name: "History", exact: true }).focus();
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
  // The new row takes the focus once it is drawn.
  await fees.locator("select:focus").waitFor();
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
  await run(page, "Set the usual terms");
  await page.getByRole("heading", { level: 1, name: "Usual terms" }).waitFor();
  await type(page, "Advance rate, %", "77");
  await page.keyboard.press("Control+S");
  await page.getByText("The usual terms were saved").waitFor();
  await axe(page);
  await shot(page, "terms-usual");
  await toTerms(page);
  assert.equal(await page.getByLabel("Advance rate, %").getAttribute("placeholder"), "77.00");
});

/** Puts text on the clipboard of the page and pastes it where the keyboard is. */
async function paste(page, text) {
  await page.evaluate((plain) => {
    const data = new DataTransfer();
    data.setData("text/plain", plain);
    const event = new ClipboardEvent("paste", {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    document.activeElement.dispatchEvent(event);
  }, text);
}

/** Chooses a form of fee by typing its name. */
async function chooseForm(page, name) {
  await page.getByLabel("Fee form", { exact: true }).focus();
  await page.keyboard.type(name);
}

test("bands are typed by keyboard, row by row, and the receipt follows", async (t) => {
  const { page, call, clientId } = await firmWithClient(t);
  await toTerms(page);
  await chooseForm(page, "Bands");
  const bands = page.getByRole("group", { name: "Bands" });
  await bands.getByText("Fill in the first row.").waitFor();
  await page.getByLabel("To day, band 1").focus();
  await page.keyboard.type("30");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await page.keyboard.type("20");
  await page.keyboard.press("Tab");
  await page.keyboard.type("3.5");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("5");
  await bands.getByText("Enter a day after 30.").waitFor();
  const wrong = page.getByLabel("To day, band 2");
  assert.equal(await wrong.getAttribute("aria-invalid"), "true");
  await axe(page);
  await shot(page, "terms-bands-problem");
  // F8 goes to it from anywhere.
  await page.getByLabel("Facility limit, USD").focus();
  await page.keyboard.press("F8");
  await page.waitForFunction(() => document.activeElement.matches("[aria-invalid='true']"));
  await page.keyboard.press("Control+A");
  await page.keyboard.type("60");
  await exampleShows(page, "30", "200.00");
  await exampleShows(page, "45", "350.00");
  await exampleShows(page, "90", "500.00");
  await page.getByRole("button", { name: /Fee v1 at 45 days/ }).focus();
  await page.keyboard.press("Control+Shift+X");
  const receipt = page.getByRole("dialog", { name: /How it is worked out/ });
  await receipt.getByText(/3\.50%/).first().waitFor();
  await page.keyboard.press("Escape");
  // A row above the open one, and away again.
  await page.getByLabel("Fee for all days, %, band 3").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("To day, band 4").waitFor();
  await page.keyboard.press("Backspace");
  await page.getByLabel("To day, band 4").waitFor({ state: "detached" });
  await exampleShows(page, "45", "350.00");
  await page.keyboard.press("Control+S");
  await page.getByText("Terms v1 are drafted").waitFor();
  const { own_form } = await call("terms_page", { client_id: clientId });
  assert.deepEqual(
    own_form.bands.map((band) => [band.to_days, band.rate]),
    [
      ["30", "2.00"],
      ["60", "3.50"],
      ["beyond", "5.00"],
    ],
  );
});

test("bands are pasted from a spreadsheet; going to another form loses nothing", async (t) => {
  const { page } = await firmWithClient(t);
  await toTerms(page);
  const form = page.getByLabel("Fee form", { exact: true });
  await chooseForm(page, "Bands");
  await page.getByLabel("To day, band 1").focus();
  await paste(page, "30\t1.5%\r\n60\t2.5%\r\nbeyond\t4%\r\n");
  await exampleShows(page, "30", "150.00");
  await exampleShows(page, "60", "250.00");
  await exampleShows(page, "90", "400.00");
  await shot(page, "terms-bands");
  await form.selectOption({ label: "Interest" });
  await type(page, "Fixed rate, a year, %", "12");
  await exampleShows(page, "30", "100.00");
  await form.selectOption({ label: "Stepped" });
  await exampleShows(page, "30", "300.00");
  await form.selectOption({ label: "Bands that replace" });
  await exampleShows(page, "60", "250.00");
  assert.equal(await page.getByLabel("Fee for all days, %, band 2").inputValue(), "2.5%");
  await form.selectOption({ label: "Interest" });
  assert.equal(await page.getByLabel("Fixed rate, a year, %").inputValue(), "12");
  await page.getByLabel("Rate index").selectOption({ label: "US prime rate" });
  await page.getByText(/US prime rate taken at .*, its value on Nov 19, 2026/).waitFor();
  await axe(page);
});

test("rare terms stand under quiet headings that open where something differs", async (t) => {
  const { page } = await firmWithClient(t, { values: { minimum_days: "15" } });
  await toTerms(page);
  const days = page.getByRole("button", { name: /More on days/ });
  assert.equal(await days.getAttribute("aria-expanded"), "true");
  assert.equal(await page.getByLabel("Minimum days, days").inputValue(), "15");
  const lateness = page.getByRole("button", { name: /More on recourse/ });
  assert.equal(await lateness.getAttribute("aria-expanded"), "false");
  assert.equal(await page.getByLabel("Client's late charge on").count(), 0);
  await lateness.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const focused = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.equal(focused, "Late interest owed by");
  // Only a client that owes it is asked how it is worked out.
  const base = page.getByLabel("Client's late charge on");
  assert.equal(await base.count(), 0);
  await page.keyboard.type("Client");
  await base.waitFor();
  await axe(page);
  await shot(page, "terms-rare");
});

test("a further charge is added by keyboard and has its share of the example", async (t) => {
  const { page, call, clientId } = await firmWithClient(t);
  await toTerms(page);
  await chooseForm(page, "Flat");
  await type(page, "Fee, %", "1");
  const charges = page.getByRole("region", { name: "Further charges" });
  await charges.getByRole("button", { name: "Add a charge" }).focus();
  await page.keyboard.press("Enter");
  await charges.getByText("Name the charge.").waitFor();
  await page.keyboard.type("Funds employed");
  await charges.getByLabel("Form of charge 1").focus();
  await page.keyboard.type("Interest");
  await charges.getByLabel("Fixed rate, a year, %").focus();
  await page.keyboard.type("9");
  await charges.getByLabel("Base").selectOption("advance");
  const shares = page.getByRole("table", { name: "Each charge on the invoice" });
  await shares.getByRole("row", { name: /^30/ }).getByText("60.00", { exact: true }).waitFor();
  await shares.getByRole("row", { name: /^30/ }).getByText("160.00", { exact: true }).waitFor();
  await axe(page);
  await shot(page, "terms-charges");
  await page.keyboard.press("Control+S");
  await page.getByText("Terms v1 are drafted").waitFor();
  const { own_charges } = await call("terms_page", { client_id: clientId });
  assert.equal(own_charges[0].title, "Funds employed");
  await charges.getByRole("button", { name: "Remove charge 1" }).focus();
  await page.keyboard.press("Enter");
  await shares.waitFor({ state: "detached" });
});

test("two forms are linked at a day, each typed in its place", async (t) => {
  const { page } = await firmWithClient(t);
  await toTerms(page);
  await chooseForm(page, "Linked");
  const first = page.getByRole("group", { name: "Up to that day" });
  const then = page.getByRole("group", { name: "After that day" });
  await first.getByLabel("Fee, %", { exact: true }).focus();
  await page.keyboard.type("2");
  await then.getByLabel("Fee, each day, %").focus();
  await page.keyboard.type("0.1");
  await exampleShows(page, "30", "200.00");
  await exampleShows(page, "60", "500.00");
  await axe(page);
  await shot(page, "terms-linked");
});

for (const scheme of ["light", "dark"]) {
  test(`forms with rows and charges are clean for axe in ${scheme} at every size`, async (t) => {
    const values = { fee_form: "flat", fee_flat_rate: "1.5" };
    const { page } = await firmWithClient(t, { scheme, values });
    await toTerms(page);
    await chooseForm(page, "Tiers");
    await page.getByLabel("To day, tier 1").focus();
    await paste(page, "30\t0.08\t1\tStarted counts\n60\t0.9\t10\tOnly full\nbeyond\t0.05");
    await exampleShows(page, "30", "240.00");
    const charges = page.getByRole("region", { name: "Further charges" });
    await charges.getByRole("button", { name: "Add a charge" }).click();
    await page.keyboard.type("Administration fee");
    await charges.getByLabel("Fee, %", { exact: true }).fill("0.25");
    await page.getByRole("table", { name: "Each charge on the invoice" }).waitFor();
    await page.getByLabel("To day, tier 1").scrollIntoViewIfNeeded();
    for (const [size, width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await axe(page);
      await shot(page, `terms-forms-${size}-${scheme}`);
    }
  });
}

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
