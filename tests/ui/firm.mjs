// A firm to work in, made by the same commands as the window's.

import { open } from "./harness.mjs";
import { call } from "./vault.mjs";

const passphrase = "velvet harbour ninety sparrows";
export const noAddress = {
  line1: "",
  line2: "",
  city: "",
  region: "",
  postal_code: "",
  country: "",
};

export const firm = {
  name: "Calder Street Factors LLC",
  legal_form: "limited liability company",
  state_of_formation: "Rhode Island",
  registration_no: "001734455",
  address: {
    line1: "214 Calder Street, Suite 3",
    line2: "",
    city: "Providence",
    region: "RI",
    postal_code: "02903",
    country: "United States",
  },
  phone: "(401) 555-0142",
  email: "office@calderstreet.example",
  currency: "USD",
  page_size: "letter",
  signer_name: "Ruth Adeyemi",
  signer_title: "Managing member",
  governing_state: "New York",
  venue: "New York County",
};

/** A client whose contract has all it asks for. */
export const larkfield = {
  legal_name: "Larkfield Produce Distributors, Inc.",
  trade_name: "Larkfield Produce",
  line_of_business: "Produce to grocers",
  legal_form: "corporation",
  state_of_formation: "Massachusetts",
  registration_no: "004417290",
  tax_id: "04-4172900",
  address: {
    line1: "88 Beacham Row",
    line2: "",
    city: "Chelsea",
    region: "MA",
    postal_code: "02150",
    country: "United States",
  },
  mailing_address: noAddress,
  phone: "(617) 555-0188",
  email: "office@larkfield.example",
  account_representative: "Ruth Adeyemi",
};

/** A contract with Larkfield that nobody has signed yet. */
export async function frozenContract(call) {
  const { client_id } = await call("create_client", larkfield);
  const values = { advance_rate: "85", facility_limit: "300,000" };
  const terms = { client_id, values, fees: null, effective_on: "", face: "10,000" };
  await call("save_terms", terms);
  return call("freeze_contract", { client_id, answers: {} });
}

/** The windows that screens are looked at in: name, width, height. */
export const sizes = [
  ["wide", 1440, 900],
  ["usual", 1280, 800],
  ["small", 960, 600],
];

/** A client as its form sends it. */
export function clientOf(values) {
  return {
    legal_name: "",
    trade_name: "",
    line_of_business: "",
    legal_form: "",
    state_of_formation: "",
    registration_no: "",
    tax_id: "",
    address: noAddress,
    mailing_address: noAddress,
    phone: "",
    email: "",
    account_representative: "",
    ...values,
  };
}

/** Sends commands to the host as the window does. */
export function callerOf(host) {
  return (name, input) => call(host, name, input);
}

/**
 * Opens the window on a firm of its own. `fill` is given the caller before the window reads
 * anything.
 */
export async function openFirm(t, { scheme, fill } = {}) {
  const { page, host } = await open(t, { scheme });
  const call = callerOf(host);
  const begun = { firm_name: firm.name, passphrase, use_keychain: false };
  const key = await call("begin_vault", begun);
  await call("save_recovery_sheet");
  const [first, second] = key.ask.map((number) => key.groups[number - 1]);
  await call("create_vault", { first, second });
  await call("save_firm", firm);
  const filled = await fill?.(call);
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  return { page, host, call, filled };
}

/** Signs a client's agreement by both, so that its drafted terms are in force. */
export async function signAgreement(call, clientId) {
  const form = await call("contract_form", { client_id: clientId });
  const open_ = form.asked.filter((asked) => asked.is_asked_here && asked.value === "");
  const answers = Object.fromEntries(open_.map((asked) => [asked.path, "none"]));
  const page = await call("freeze_contract", { client_id: clientId, answers });
  for (const [party, name] of [
    ["client", "Nadia Ferro"],
    ["factor", "Ruth Adeyemi"],
  ]) {
    await call("sign_contract", {
      contract_id: page.contract.id,
      party,
      name,
      title: "President",
      place: "Providence, RI",
      identity: "Known to the firm",
      method: { kind: "typed", text: name },
      has_consented: true,
    });
  }
  return page.contract.id;
}
