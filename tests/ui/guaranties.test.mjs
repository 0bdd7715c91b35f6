// A guaranty: its guarantor is added, it is drawn up, signed by the guarantor and the firm, and the
// agreement says what is missing until then. Beside it the other papers that two sides sign.

import { test } from "node:test";
import { larkfield, openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";

const guarantor = {
  guarantor_id: null,
  kind: "person",
  name: "Nadia Ferro",
  legal_form: "",
  state_of_formation: "",
  address: {
    line1: "19 Orchard Lane",
    line2: "",
    city: "Winthrop",
    region: "MA",
    postal_code: "02152",
    country: "",
  },
  email: "nadia@ferro.example",
  scope: "validity",
  limit: "250,000",
};

async function saveTerms(call, client_id, values) {
  await call("save_terms", { client_id, values, fees: null, effective_on: "", face: "10,000" });
}

/** A firm with a client whose agreement, out for signatures, names a guarantor. */
async function firmWithAgreement(t, { scheme, isKnown = false } = {}) {
  const fill = async (call) => {
    const { client_id } = await call("create_client", larkfield);
    await saveTerms(call, client_id, { advance_rate: "85", facility_limit: "300,000" });
    if (isKnown) await call("save_guarantor", { client_id, ...guarantor });
    const answers = {
      "guarantor.name": "Nadia Ferro",
      "guarantor.address": "19 Orchard Lane, Winthrop, MA 02152",
    };
    const page = await call("freeze_contract", { client_id, answers });
    return { client_id, agreement: page.contract.id };
  };
  return openFirm(t, { scheme, fill });
}

async function toContracts(page) {
  await page.keyboard.press("Control+7");
  await page.getByRole("heading", { level: 1, name: "Contracts" }).waitFor();
}

/** Opens the only contract of the list with the keyboard. */
async function toContract(page) {
  await toContracts(page);
  await page.getByRole("gridcell", { name: "To sign" }).waitFor();
  await page.getByRole("grid", { name: "Contracts" }).focus();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
}

async function paperDrawn(page) {
  await page.locator(".pvwrap .textLayer span").first().waitFor();
}

/** Runs a command from the palette. */
async function command(page, name) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").last().fill(name);
  await page.getByRole("option", { name }).first().waitFor();
  await page.keyboard.press("Enter");
}

/** Signs with a typed name, by keyboard. */
async function sign(page, name) {
  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign GTY-/ });
  await sheet.locator(".thumb .textLayer span").first().waitFor();
  await page.getByRole("radio", { name: /^Draw/ }).focus();
  await page.keyboard.press("ArrowDown");
  await sheet.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await axe(page);
  await shot(page, `guaranty-sign-${name}`);
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
}

test("a guaranty is drawn up for a new guarantor and signed by both", async (t) => {
  const { page } = await firmWithAgreement(t);
  await toContract(page);
  await page.getByText("The guaranty of Nadia Ferro is not signed.").waitFor();
  await axe(page);
  await shot(page, "guaranty-missing");

  await page.getByRole("button", { name: "Add the guarantor" }).click();
  await page.getByRole("heading", { name: "Guarantors" }).waitFor();
  await page.getByText("Nobody guarantees.").waitFor();
  await command(page, "Add a guarantor");
  const sheet = page.getByRole("dialog", { name: "New guarantor" });
  await sheet.waitFor();
  await page.keyboard.press("Control+Enter");
  await sheet.getByLabel("Name").and(page.locator("[aria-invalid='true']")).waitFor();
  await axe(page);
  await sheet.getByLabel("Name").fill("Nadia Ferro");
  await sheet.getByLabel("Street").fill("19 Orchard Lane");
  await sheet.getByLabel("City").fill("Winthrop");
  await sheet.getByLabel("Limit").fill("250,000");
  await shot(page, "guarantor-new");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  await page.getByText("Answers for what is true, up to USD 250,000.00").waitFor();
  await axe(page);
  await shot(page, "guarantors");

  await page.getByRole("button", { name: "Draw up the guaranty" }).click();
  await page.getByRole("heading", { level: 1, name: "Validity Guaranty" }).waitFor();
  await page.getByText(/^(\d+) of \1 values filled$/).waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "guaranty-new");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog", { name: "Freeze GTY-2026-001, version 1" }).waitFor();
  await shot(page, "guaranty-freeze");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Sign Ctrl Shift S" }).waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "guaranty-frozen");

  await sign(page, "guarantor");
  await page.getByText(/now waits to be signed for the Factor/).waitFor();
  await sign(page, "factor");
  await page.getByText("Signed by both. The guaranty GTY-2026-001 is in force.").waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "guaranty-signed");

  await page.getByRole("button", { name: "CTR-2026-001" }).click();
  await page.getByRole("button", { name: /^GTY-2026-001, signed on / }).waitFor();
  await page.getByText("is not signed.").waitFor({ state: "detached" });
  await axe(page);
  await shot(page, "guaranty-beside");
});

test("every screen of guaranties passes axe in dark", async (t) => {
  const { page } = await firmWithAgreement(t, { scheme: "dark", isKnown: true });
  await toContract(page);
  await page.getByText("none is drawn up").waitFor();
  await axe(page);
  await shot(page, "guaranty-missing-dark");
  await page.getByRole("button", { name: "Draw up the guaranty" }).click();
  await page.getByRole("heading", { level: 1, name: "Validity Guaranty" }).waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "guaranty-new-dark");
  await command(page, "Go to the client");
  await page.getByRole("button", { name: "Contacts", exact: false }).first().click();
  await page.getByRole("button", { name: "Edit Nadia Ferro" }).click();
  await page.getByRole("dialog", { name: "Edit the guarantor" }).waitFor();
  await axe(page);
  await shot(page, "guarantor-edit-dark");
});

test("a term sheet asks for its last day and is frozen without a contract", async (t) => {
  const fill = async (call) => {
    const { client_id } = await call("create_client", larkfield);
    await saveTerms(call, client_id, { advance_rate: "85", facility_limit: "300,000" });
    return client_id;
  };
  const { page } = await openFirm(t, { fill });
  await toContracts(page);
  await page.keyboard.press("Control+n");
  await page.getByRole("combobox", { name: "Client" }).fill("Larkfield");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
  await page.getByLabel("Wording").selectOption({ label: "Preliminary term sheet, version 1" });
  await page.getByRole("heading", { level: 1, name: "Preliminary Term Sheet" }).waitFor();
  const last = page.getByLabel(/Last day of the offer/);
  await last.fill("yesterday");
  await page.getByText("This day is over. Enter a later one").waitFor();
  await axe(page);
  await last.fill("2026-12-31");
  await page.getByText(/^(\d+) of \1 values filled$/).waitFor();
  await page.locator(".pvwrap:not(.stale)").waitFor();
  await axe(page);
  await shot(page, "term-sheet-new");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog", { name: "Freeze TS-2026-001, version 1" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Open until", { exact: true }).waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "term-sheet");
});
