// A firm of two clients whose books have some months of history.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { callerOf, clientOf, firm, noAddress, signAgreement } from "./firm.mjs";
import { open } from "./harness.mjs";
import { forbidPointer } from "./keyboard.mjs";
import { call, makeVault } from "./vault.mjs";

/** A client with terms in force. */
async function signedClient(host, legal_name, values) {
  const address = { ...noAddress, line1: "88 Beacham Row", city: "Chelsea", region: "MA" };
  const form = clientOf({ legal_name, legal_form: "corporation", address });
  const client = { ...form, state_of_formation: "Massachusetts" };
  const { client_id } = await call(host, "create_client", client);
  await call(host, "save_contact", {
    client_id,
    contact_id: null,
    name: "Nadia Ferro",
    role: "President",
    phone: "",
    email: "nadia@larkfield.example",
    is_signer: true,
  });
  await call(host, "save_terms", {
    client_id,
    fees: null,
    effective_on: "",
    face: "10,000",
    values,
  });
  await signAgreement(callerOf(host), client_id);
  return client_id;
}

/** The two clients. */
export const clientNames = ["Brinmoor Staffing, Inc.", "Larkfield Produce, Inc."];

const usual = { advance_rate: "85", fee_first_rate: "1.9", facility_limit: "300,000" };

/** 80 %, 3 % for 30 days and 1 % for each 10: the figures of the settlement rules. */
export const runTerms = {
  advance_rate: "80",
  fee_first_rate: "3",
  fee_step_rate: "1",
  facility_limit: "300,000",
  escrow_rate: "5",
  escrow_cap: "2,000",
};

/** A new account, held until somebody confirms it. */
export async function enterAccount(host, client_id, number) {
  await call(host, "set_bank_account", {
    client_id,
    holder: "Larkfield Produce",
    bank: "Harbour Savings",
    routing: "011000015",
    number,
  });
}

/** Gives each client with something to release an account it is paid on, and confirms it. */
export async function bankAccounts(host) {
  const { rows } = await call(host, "list_releases", { day: "" });
  for (const { client } of rows) {
    await enterAccount(host, client.id, "8800417290");
    await call(host, "confirm_bank_account", {
      client_id: client.id,
      who: "Nadia Ferro, president",
      how: "Call to the number on file",
      attachment_id: null,
    });
  }
}

/**
 * Opens the window on it; from then on a pointer is not to be used. `door` is what fills the books,
 * `values` are the terms of both clients.
 */
export async function withBooks(t, scheme, { door = "/test/books", values = usual } = {}) {
  const { page, host } = await open(t, { scheme });
  const { passphrase } = await makeVault(host);
  await call(host, "save_firm", firm);
  const client = await signedClient(host, clientNames[0], values);
  await signedClient(host, clientNames[1], values);
  const vaults = join(host.folder, "vaults");
  const filled = await fetch(new URL(door, host.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ folder: join(vaults, readdirSync(vaults)[0]), passphrase }),
  });
  assert.ok(filled.ok, await filled.text());
  await call(host, "unlock", { passphrase });
  await forbidPointer(page);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { page, host, client, passphrase };
}
