// Clients with notes and next contacts, so that a morning has something to do.

import { clientOf } from "./firm.mjs";

/** Moves the office's clock; and the scheduler looks at it. */
export async function setClock(host, civil) {
  await fetch(`${host.url}/test/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ civil }),
  });
}

/** Lets the scheduler look at the clock once. */
export async function tick(host) {
  await fetch(`${host.url}/test/tick`, { method: "POST" });
}

/** Makes a client with one contact, and gives back its id. */
export async function makeClient(call, name, contact, phone, representative = "Ruth Adeyemi") {
  const { client_id } = await call("create_client", {
    ...clientOf({
      legal_name: `${name}, Inc.`,
      trade_name: name,
      line_of_business: "Produce to grocers",
      phone: "(617) 555-0100",
      account_representative: representative,
    }),
  });
  await call("save_contact", {
    client_id,
    contact_id: null,
    name: contact,
    role: "President",
    phone,
    email: "",
    is_signer: true,
  });
  return client_id;
}

/** Saves a note that asks for a next contact; gives back the follow-up. */
export async function noteFor(call, client_id, contact_name, text, next, more = {}) {
  const page = await call("client", { client_id });
  const contact = page.contacts.find(({ name }) => name === contact_name);
  const { follow_up } = await call("save_note", {
    subject: { kind: "client", id: client_id },
    contact_id: contact?.id ?? null,
    contact_name,
    channel: "call",
    direction: "outgoing",
    outcome: "reached",
    text,
    day: "",
    time: "",
    next,
    attachments: [],
    finishes: null,
    tags: "",
    proof: null,
    corrects: null,
    ...more,
  });
  return follow_up;
}

/** A morning with something late, something due today and something to come. */
export async function fillMorning(call, host) {
  await setClock(host, "2026-11-09 09:40");
  const make = (...values) => makeClient(call, ...values);
  const redmayne = await make("Redmayne Construction", "Dana Whitlock", "(518) 555-0161");
  const vantry = await make("Vantry Automotive", "Carl Jessup", "(716) 555-0148", "Tomas Brandt");
  const pell = await make("Pell Harbor Foods", "Rosa Marin", "(508) 555-0137");
  const larkfield = await make("Larkfield Produce", "Nadia Ferro", "(617) 555-0166");
  await noteFor(
    call,
    redmayne,
    "Dana Whitlock",
    "Dana has the owner's release; the check run is Tuesday. Sent a confirmation.",
    { day: "11/10", time: "9:00", reason: "Check of the owner's release" },
    { outcome: "promised" },
  );
  await setClock(host, "2026-11-16 14:05");
  await noteFor(call, vantry, "Carl Jessup", "The inspection report is with the buyer.", {
    day: "11/17",
    time: "",
    reason: "Ask for the inspection report",
  });
  await setClock(host, "2026-11-19 10:00");
  await noteFor(call, pell, "Rosa Marin", "She looks for the delivery note.", {
    day: "today",
    time: "9:30",
    reason: "Delivery note of the second load",
  });
  await noteFor(call, larkfield, "Nadia Ferro", "Walked through the agreement.", {
    day: "today",
    time: "15:00",
    reason: "Call about the signed agreement",
  });
  await noteFor(call, pell, "Rosa Marin", "A second matter: the new address.", {
    day: "today",
    time: "",
    reason: "New address of the warehouse",
  });
  await noteFor(call, larkfield, "Nadia Ferro", "First schedule comes next week.", {
    day: "+4",
    time: "11:00",
    reason: "First schedule of accounts",
  });
  return { redmayne, vantry, pell, larkfield };
}
