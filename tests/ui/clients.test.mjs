// Clients by keyboard alone: the list, the form, the page, and what goes wrong on the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, openFirm, signAgreement, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { run } from "./keyboard.mjs";

const brinmoor = clientOf({
  legal_name: "Brinmoor Staffing, Inc.",
  trade_name: "Brinmoor Staffing",
  line_of_business: "Temporary staffing",
  legal_form: "corporation",
  state_of_formation: "Connecticut",
  registration_no: "1234567",
  tax_id: "06-1234567",
  address: {
    line1: "9 Pearl Street",
    line2: "",
    city: "Hartford",
    region: "CT",
    postal_code: "06103",
    country: "United States",
  },
  phone: "(860) 555-0118",
  email: "office@brinmoor.example",
  account_representative: "Ruth Adeyemi",
});

/** Brinmoor with a contact, terms of its own and an agreement signed by both. */
async function signedClient(call) {
  const { client_id } = await call("create_client", brinmoor);
  const contact = { client_id, contact_id: null, name: "Nadia Ferro", role: "President" };
  await call("save_contact", { ...contact, phone: "", email: "", is_signer: true });
  const values = { advance_rate: "85", facility_limit: "300,000" };
  await call("save_terms", { client_id, values, fees: null, effective_on: "", face: "10,000" });
  await signAgreement(call, client_id);
}

/** Goes to the list with its key. */
async function toClients(page) {
  await page.keyboard.press("Control+2");
  await page.getByRole("heading", { level: 1, name: "Clients" }).waitFor();
}

/** Opens a client by its name, through the list. */
async function toClient(page, name) {
  await toClients(page);
  const grid = page.getByRole("grid", { name: "Clients" });
  await grid.waitFor();
  await page.keyboard.press("Control+F");
  await page.keyboard.type(name);
  await page.getByText(`1 of `).first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** The name in the row that has the keyboard. */
function focusedRow(page) {
  return page.locator("tr[aria-selected='true'] .strong").first();
}

/** Types into the field that has the keyboard after Tab. */
async function fill(page, label, text) {
  const field = page.getByLabel(label, { exact: true }).first();
  await field.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

test("a first client is entered, and each problem stands at its field", async (t) => {
  const { page } = await openFirm(t);
  await toClients(page);
  await page.getByRole("heading", { name: "No clients yet" }).waitFor();
  await axe(page);
  await shot(page, "clients-empty");

  await page.keyboard.press("Control+N");
  await page.getByRole("heading", { level: 1, name: "New client" }).waitFor();
  await fill(page, "E-mail", "nowhere");
  await page.keyboard.press("Control+S");
  await page.getByRole("alert").getByText("2 fields need another value").waitFor();
  const name = page.getByLabel("Legal name");
  assert.equal(await name.getAttribute("aria-invalid"), "true");
  await axe(page);
  await shot(page, "client-form-problems");

  await fill(page, "Legal name", "Larkfield Produce Distributors, Inc.");
  await fill(page, "E-mail", "office@larkfield.example");
  await page.keyboard.press("Control+Enter");
  await page
    .getByRole("heading", { level: 1, name: "Larkfield Produce Distributors, Inc." })
    .waitFor();
  await page.getByText("Prospect").first().waitFor();
  // Back leads to the list, not into the form again.
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByText("1 of 1").waitFor();
});

test("text that was not saved is offered again, restored or discarded", async (t) => {
  const { page } = await openFirm(t, { fill: (call) => call("create_client", brinmoor) });
  await toClient(page, "Brinmoor Staffing");
  await page.keyboard.press("F2");
  await page.getByLabel("Legal name").waitFor();
  await fill(page, "Phone", "(860) 555-0199");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1, name: "Brinmoor Staffing" }).waitFor();

  await page.keyboard.press("F2");
  await page.getByText(/Unsaved text from .* was kept/).waitFor();
  assert.equal(await page.getByLabel("Phone", { exact: true }).inputValue(), brinmoor.phone);
  await axe(page);
  await page.getByRole("button", { name: "Restore the text" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.getByLabel("Phone", { exact: true }).inputValue(), "(860) 555-0199");
  await page.keyboard.press("Control+S");
  await page.getByText("(860) 555-0199").waitFor();

  await page.keyboard.press("F2");
  await page.getByLabel("Legal name").waitFor();
  assert.equal(await page.getByText(/Unsaved text/).count(), 0);
});

test("a save over another's save says so, compares and asks which shall stand", async (t) => {
  const { page, call, filled } = await openFirm(t, {
    fill: (fillCall) => fillCall("create_client", brinmoor),
  });
  await toClient(page, "Brinmoor Staffing");
  await page.keyboard.press("F2");
  await page.getByLabel("Legal name").waitFor();
  await fill(page, "Line of business, optional", "Temporary nurses");
  const elsewhere = { ...brinmoor, phone: "(860) 555-0100" };
  await call("update_client", { client_id: filled.client_id, revision: 1, client: elsewhere });
  await page.keyboard.press("Control+S");
  await page.getByText("Nothing was saved yet.").waitFor();
  const table = page.getByRole("table", { name: "What differs" });
  assert.equal(await table.getByRole("row").count(), 3);
  await axe(page);
  await shot(page, "client-form-conflict");
  await page.getByRole("button", { name: "Save mine over it" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Temporary nurses").first().waitFor();
});

test("a long list is found in, sorted, and come back to at the same row", async (t) => {
  const { page } = await openFirm(t, {
    fill: async (call) => {
      for (let i = 1; i <= 260; i += 1) {
        const number = String(i).padStart(3, "0");
        await call("create_client", clientOf({ legal_name: `Client ${number}` }));
      }
    },
  });
  await toClients(page);
  await page.getByText("260 of 260").waitFor();
  const grid = page.getByRole("grid", { name: "Clients" });
  assert.equal(await grid.getAttribute("aria-rowcount"), "261");
  await page.keyboard.press("End");
  await grid.getByText("Client 260").waitFor();
  assert.ok((await page.locator("tbody tr").count()) < 60, "only visible rows are drawn");
  for (let i = 0; i < 30; i += 1) await page.keyboard.press("ArrowUp");
  assert.equal(await focusedRow(page).textContent(), "Client 230");
  const before = await page.locator(".grid-wrap").evaluate((box) => box.scrollTop);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Client 230" }).waitFor();
  await page.keyboard.press("Alt+ArrowLeft");
  await grid.getByText("Client 230").waitFor();
  assert.equal(await focusedRow(page).textContent(), "Client 230");
  assert.equal(await page.locator(".grid-wrap").evaluate((box) => box.scrollTop), before);

  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.locator("th[aria-sort='descending']").waitFor();
  await page.keyboard.press("ArrowDown");
  await grid.getByText("Client 260").waitFor();

  await page.keyboard.press("Control+F");
  await page.keyboard.type("19");
  await page.getByText("13 of 260").waitFor();
  await page.keyboard.type("999");
  await page.getByRole("heading", { name: "Nothing found" }).waitFor();
  await axe(page);
  await page.keyboard.press("Escape");
  await page.getByText("260 of 260").waitFor();
});

test("the menu of a row puts on stop and archives, and undo takes it back", async (t) => {
  const { page } = await openFirm(t, { fill: signedClient });
  await toClients(page);
  await page.getByText("1 of 1").waitFor();
  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu", { name: /Brinmoor/ });
  await menu.getByRole("menuitem", { name: "Put on stop" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Brinmoor Staffing is on stop").waitFor();
  await page.getByRole("grid").getByText("On stop").waitFor();
  await page.keyboard.press("Control+Z");
  await page.getByText("Brinmoor Staffing is active again").waitFor();
  await page.keyboard.press("Shift+F10");
  await menu.getByRole("menuitem", { name: "Archive" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "No client stands here" }).waitFor();
  await run(page, "Show clients: Archived");
  await page.getByRole("grid").getByText("Brinmoor Staffing").waitFor();
});

test("contacts and the bank account are entered on the page, the account is masked", async (t) => {
  const { page } = await openFirm(t, { fill: (call) => call("create_client", brinmoor) });
  await toClient(page, "Brinmoor Staffing");

  await run(page, "Add a contact");
  await page.getByRole("dialog", { name: "New contact" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").getByText("1 field needs another value").waitFor();
  await axe(page);
  await fill(page, "Name", "Marta Lindqvist");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Marta Lindqvist").first().waitFor();

  await run(page, "Enter a bank account");
  await page.getByRole("dialog", { name: /Bank account/ }).waitFor();
  await fill(page, "Bank, optional", "Harborlight Savings Bank");
  await fill(page, "Account number", "00778812347651");
  await page.keyboard.press("Control+Enter");
  await page.getByText("•••• 7651").waitFor();
  assert.equal(await page.getByText("00778812347651").count(), 0);
  await run(page, "Reveal the bank account");
  await page.getByText("00778812347651").waitFor();
  await run(page, "Hide the bank account");
  await page.getByText("•••• 7651").waitFor();

  await run(page, "Edit the contact Marta Lindqvist");
  await page.getByRole("button", { name: "Remove the contact" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Marta Lindqvist was removed").waitFor();
  await page.keyboard.press("Control+Z");
  await page.getByRole("button", { name: "Edit Marta Lindqvist" }).waitFor();
});

test("from a client one goes to its neighbours, its tabs, its terms and back", async (t) => {
  const { page } = await openFirm(t, {
    fill: async (call) => {
      await call("create_client", brinmoor);
      await call("create_client", clientOf({ legal_name: "Castellan Guard" }));
    },
  });
  await toClient(page, "Brinmoor Staffing");
  await page.keyboard.press("Control+PageDown");
  await page.getByRole("button", { name: /^Timeline/, pressed: undefined }).first().waitFor();
  await page.keyboard.press("Control+ArrowDown");
  await page.getByRole("heading", { level: 1, name: "Castellan Guard" }).waitFor();
  await page.keyboard.press("Control+ArrowUp");
  await page.getByRole("heading", { level: 1, name: "Brinmoor Staffing" }).waitFor();
  await page.keyboard.press("Control+Shift+T");
  await page.getByRole("table", { name: "Terms" }).waitFor();
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByRole("heading", { level: 1, name: "Brinmoor Staffing" }).waitFor();
});

test("Enter typed ahead of a slow list opens the client when it has come", async (t) => {
  const { page } = await openFirm(t, { fill: signedClient });
  let answer;
  const answered = new Promise((resolve) => (answer = resolve));
  await page.route("**/call/list_clients", async (route) => {
    await answered;
    await route.continue();
  });
  await page.keyboard.press("Control+2");
  const grid = page.getByRole("grid", { name: "Clients" });
  await grid.focus();
  await page.keyboard.press("Enter");
  assert.equal(await grid.getAttribute("aria-busy"), "true");
  answer();
  await page.getByRole("heading", { level: 1, name: "Brinmoor Staffing" }).waitFor();
});

for (const scheme of ["light", "dark"]) {
  test(`list, page and form are clean for axe in ${scheme}`, async (t) => {
    const { page } = await openFirm(t, {
      scheme,
      fill: async (call) => {
        await signedClient(call);
        await call("create_client", clientOf({ legal_name: "Castellan Guard" }));
      },
    });
    for (const [size, width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await toClients(page);
      await page.getByText("2 of 2").waitFor();
      await axe(page);
      await shot(page, `clients-${size}-${scheme}`);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Identity" }).waitFor();
      await page.getByText("signed for the client").waitFor();
      await axe(page);
      await shot(page, `client-${size}-${scheme}`);
      await page.keyboard.press("F2");
      await page.getByLabel("Legal name").waitFor();
      await axe(page);
      await shot(page, `client-form-${size}-${scheme}`);
    }
  });
}
