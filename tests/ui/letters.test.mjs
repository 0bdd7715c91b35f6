// Letters by keyboard: the wording, a batch of notices, what became of them, and a release.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openFirm, clientOf, noAddress, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { run, tabTo } from "./keyboard.mjs";

const address = {
  ...noAddress,
  line1: "1 Pier Road",
  city: "Boston",
  region: "MA",
  postal_code: "02110",
};
const debtors = ["Ardenne Beverage, Ltd.", "Pell Harbor Foods, Inc.", "Silverfen Dairy"];

/** A client that sells on two debtors with an address and on one without. */
async function filled(call) {
  await call("save_firm_account", {
    bank_account_id: null,
    name: "Collections",
    holder: "Calder Street Factors LLC",
    bank: "Harbour Savings",
    routing: "011000015",
    number: "4400123498",
  });
  const form = clientOf({ legal_name: "Larkfield Produce, Inc.", address });
  const { client_id } = await call("create_client", form);
  for (const [place, legal_name] of debtors.entries()) {
    const debtor = place === 2 ? { legal_name } : { legal_name, address };
    const created = { debtor, is_approved: true, is_different_business: false };
    const { debtor_id } = await call("create_debtor", created);
    await call("save_pair", {
      client_id,
      debtor_id,
      is_bought: true,
      limit: "",
      is_affiliate: false,
      is_contra: false,
    });
  }
  return client_id;
}

async function toClient(page) {
  await page.keyboard.press("Control+2");
  await page.getByRole("heading", { level: 1, name: "Clients" }).waitFor();
  await page.getByText("1 of 1").waitFor();
  await page.keyboard.press("Control+F");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Larkfield" }).waitFor();
}

/** Looks at the view as a person with any window would, and lets axe look too. */
async function looked(page, name) {
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await axe(page);
    await shot(page, `${name}-${size}`);
  }
}

for (const scheme of ["light", "dark"]) {
  test(`notices are made in one go, sent and answered, in ${scheme}`, async (t) => {
    const { page, call } = await openFirm(t, { scheme, fill: filled });
    await run(page, "Letters");
    await page.getByRole("heading", { level: 1, name: "Letters" }).waitFor();
    await page.getByText("No letter was made yet").waitFor();
    await looked(page, `letters-empty-${scheme}`);

    await toClient(page);
    await run(page, "Make letters");
    await page.getByRole("heading", { level: 1, name: "Make letters" }).waitFor();
    const plan = page.getByRole("table", { name: "Who would get a letter" });
    await plan.getByText("No address. Add it where the record is edited.").waitFor();
    assert.equal(await plan.getByRole("checkbox", { name: "Silverfen Dairy" }).isDisabled(), true);
    await page.locator(".pvwrap:not(.stale) .textLayer span").first().waitFor();
    await looked(page, `letters-plan-${scheme}`);

    await page.keyboard.press("Control+Enter");
    await page.getByText("2 letters made").waitFor();
    await looked(page, `letters-made-${scheme}`);
    await run(page, "Note the letters as sent");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("Choose how it was sent.").first().waitFor();
    await page.getByLabel("How", { exact: true }).selectOption("courier");
    await tabTo(page, "Tracking number");
    await page.keyboard.type("CR-48-117");
    await axe(page);
    await shot(page, `letters-sent-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("LTR-2026-0001 to LTR-2026-0002: sent").waitFor();

    await page.getByRole("button", { name: "Go to the letters" }).press("Enter");
    await page.getByText("None here").waitFor();
    await run(page, "Letters: Sent without proof");
    const list = page.getByRole("table", { name: "Letters" });
    await list.getByText("LTR-2026-0002").waitFor();
    await looked(page, `letters-list-${scheme}`);
    await list.getByRole("button", { name: "LTR-2026-0002" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: /LTR-2026-0002/ }).waitFor();
    await page.getByText("Sent by courier").first().waitFor();
    await page.getByText("Tracking CR-48-117").waitFor();
    await page.locator(".pvwrap:not(.stale) .textLayer span").first().waitFor();
    await looked(page, `letter-${scheme}`);
    await run(page, "Take back: Sent by courier");
    await page.getByText("then taken back").waitFor();

    const rows = await call("list_letters", {});
    assert.deepEqual(
      rows.rows.map((row) => [row.number, row.stage]),
      [
        ["LTR-2026-0002", "made"],
        ["LTR-2026-0001", "sent"],
      ],
    );
  });
}

test("a letter is worded like a contract, beside its own paper", async (t) => {
  const { page } = await openFirm(t, { fill: filled });
  await run(page, "Wording of contracts and letters");
  await page.getByRole("table", { name: "Wordings" }).waitFor();
  await looked(page, "wordings");
  const [, width, height] = sizes[0];
  await page.setViewportSize({ width, height });
  await run(page, "Open the wording Notice of assignment");
  await page.locator(".pvwrap:not(.stale) .textLayer span").first().waitFor();
  await looked(page, "wording-letter");
});

test("a payoff that cannot be made says why", async (t) => {
  const { page } = await openFirm(t, { fill: filled });
  await toClient(page);
  await run(page, "Make letters");
  await page.getByLabel("Letter", { exact: true }).selectOption("payoff");
  await page.getByText("Nothing is owed. Release the client instead.").waitFor();
  await page.getByLabel("Letter", { exact: true }).selectOption("client_release");
  await page.getByText("No contract is signed with this client.").waitFor();
  await page.getByLabel("Letter", { exact: true }).selectOption("debtor_release");
  await page.getByText("No notice of assignment is in force.").first().waitFor();
  await looked(page, "letters-refused");
});

test("what was spoken about is confirmed from its note", async (t) => {
  const { page, call } = await openFirm(t, { fill: filled });
  const { rows } = await call("list_letters", {});
  assert.deepEqual(rows, []);
  const clients = await call("list_clients", {
    text: "",
    view: "all",
    sort: "name",
    is_descending: false,
    offset: 0,
    limit: 1,
  });
  await call("save_note", {
    subject: { kind: "client", id: clients.rows[0].id },
    contact_id: null,
    contact_name: "Nadia Ferro",
    channel: "call",
    direction: "outgoing",
    outcome: "promised",
    text: "The truck is sold and the loan is paid.",
    day: "",
    time: "",
    next: null,
    attachments: [],
    finishes: null,
    tags: "",
    proof: null,
    corrects: null,
  });
  await toClient(page);
  await run(page, "Next tab");
  await page.getByRole("button", { name: "Confirm in a letter" }).waitFor();
  await looked(page, "timeline-confirm");
  await run(page, "Confirm the chosen note in a letter");
  await page.getByText("Spoken by telephone with Nadia Ferro").waitFor();
  await tabTo(page, "What was promised");
  await page.keyboard.type("The release of the bank by Friday.");
  await page.locator(".pvwrap:not(.stale) .textLayer span").first().waitFor();
  await looked(page, "letters-discussion");
  await page.keyboard.press("Control+Enter");
  await page.getByText("1 letter made").waitFor();
  const made = await call("list_letters", {});
  assert.deepEqual(
    made.rows.map((row) => [row.number, row.kind, row.name]),
    [["LTR-2026-0001", "discussion", "Larkfield Produce, Inc."]],
  );
});
