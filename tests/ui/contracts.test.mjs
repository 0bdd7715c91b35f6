// A contract is drawn up, frozen and signed by both: by keyboard alone, and when things go wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import { larkfield, noAddress, openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";

const signing = {
  client: { name: "Nadia Ferro", title: "President", place: "Chelsea, MA" },
  factor: { name: "Ruth Adeyemi", title: "Managing member", place: "Providence, RI" },
};

/** A firm with one client, whose terms are drafted unless told otherwise. */
async function firmWithClient(t, { scheme, client = larkfield, hasTerms = true } = {}) {
  const fill = async (call) => {
    const { client_id } = await call("create_client", client);
    const signer = { client_id, contact_id: null, phone: "", email: "", is_signer: true };
    await call("save_contact", { ...signer, name: "Nadia Ferro", role: "President" });
    if (hasTerms) await saveTerms(call, client_id);
    return client_id;
  };
  const { page, call, filled } = await openFirm(t, { scheme, fill });
  return { page, call, clientId: filled };
}

async function saveTerms(call, client_id) {
  const values = { advance_rate: "85", facility_limit: "300,000" };
  await call("save_terms", { client_id, values, fees: null, effective_on: "", face: "10,000" });
}

async function frozen(call, clientId) {
  return call("freeze_contract", { client_id: clientId, answers: {} });
}

async function signedBy(call, contract, party) {
  const method = { kind: "typed", text: signing[party].name };
  const facts = { ...signing[party], identity: "Known to the firm", method, has_consented: true };
  return call("sign_contract", { contract_id: contract.contract.id, party, ...facts });
}

/** Goes to the list with its key. */
async function toContracts(page) {
  await page.keyboard.press("Control+7");
  await page.getByRole("heading", { level: 1, name: "Contracts" }).waitFor();
}

/** Opens the only contract of the list with the keyboard. */
async function toContract(page) {
  await toContracts(page);
  await page.getByRole("grid", { name: "Contracts" }).focus();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
}

/** Waits until pages of a PDF stand in the window. */
async function paperDrawn(page) {
  await page.locator(".pvwrap .textLayer span").first().waitFor();
}

/** Opens the editor for the client whose name is typed. */
async function toNewContract(page, name = "Larkfield") {
  await toContracts(page);
  await page.keyboard.press("Control+n");
  await page.getByRole("combobox", { name: "Client" }).waitFor();
  await page.keyboard.type(name);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
}

/** Signs with the keyboard alone; the sheet is closed before and after. */
async function signByKeyboard(page, { party, name }) {
  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
  await sheet.locator(".thumb .textLayer span").first().waitFor();
  await page.getByRole("radio", { name: /^Draw/ }).focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await sheet.getByLabel("Name", { exact: true }).inputValue(), name);
  await sheet.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await axe(page);
  await shot(page, `contract-sign-${party}`);
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
}

test("a contract is made, frozen and signed by both without a pointer", async (t) => {
  const { page } = await firmWithClient(t);
  await toContracts(page);
  await page.getByText("No contracts yet").waitFor();
  await axe(page);
  await shot(page, "contracts-empty");

  await toNewContract(page);
  await page.getByText(/^(\d+) of \1 values filled$/).waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "contract-new");

  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog", { name: "Freeze CTR-2026-001, version 1" }).waitFor();
  await axe(page);
  await shot(page, "contract-freeze");
  await page.keyboard.press("Control+Enter");

  await page.getByRole("button", { name: "Sign Ctrl Shift S" }).waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "contract-frozen");

  await signByKeyboard(page, { party: "client", name: "Nadia Ferro" });
  await page.getByText(/now waits to be signed for the Factor/).waitFor();
  await page.getByRole("radio", { name: "Signed so far", checked: true }).waitFor();
  await signByKeyboard(page, { party: "factor", name: "Ruth Adeyemi" });
  await page.getByText(/^Signed by both\. Terms version 1 is in force from /).waitFor();
  await page.getByRole("radio", { name: "Signed", checked: true, exact: true }).waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "contract-signed");

  await page.keyboard.press("Control+s");
  await page.getByText("CTR-2026-001-v1-signed.pdf was written").waitFor();
  await page.keyboard.press("Control+p");
  await page.getByText("CTR-2026-001 was handed to the printer").waitFor();

  await toContracts(page);
  await page.getByRole("gridcell", { name: "In force", exact: true }).waitFor();
  await page.getByRole("button", { name: "Signed 1" }).waitFor();
  await axe(page);
  await shot(page, "contracts");
});

test("every screen of contracts passes axe in dark", async (t) => {
  const { page, call, clientId } = await firmWithClient(t, { scheme: "dark" });
  await toNewContract(page);
  await paperDrawn(page);
  await axe(page);
  await shot(page, "contract-new-dark");
  await signedBy(call, await frozen(call, clientId), "client");
  await toContract(page);
  await axe(page);
  await shot(page, "contract-dark");
  await page.keyboard.press("Control+Shift+S");
  await page.locator(".thumb .textLayer span").first().waitFor();
  await axe(page);
  await shot(page, "contract-sign-dark");
  await page.keyboard.press("Escape");
  await toContracts(page);
  await page.getByRole("gridcell", { name: "Signed by one" }).waitFor();
  await axe(page);
});

test("answers are in the next preview, and outlive the view", async (t) => {
  const { page } = await firmWithClient(t);
  await toNewContract(page);
  await paperDrawn(page);
  const courts = page.getByLabel(/venue|courts/i).first();
  await courts.fill("the courts of Kings County, New York");
  await page.getByText("Draft saved").waitFor();
  await page.locator(".pvwrap:not(.stale)").waitFor();
  await page.keyboard.press("Control+2");
  await page.keyboard.press("Alt+ArrowLeft");
  await paperDrawn(page);
  assert.equal(await courts.inputValue(), "the courts of Kings County, New York");
});

test("what is missing is named under the pages and beside the button", async (t) => {
  const client = { ...larkfield, address: noAddress, registration_no: "", state_of_formation: "" };
  const { page } = await firmWithClient(t, { client });
  await toNewContract(page);
  await page.getByText(/values? missing$/).waitFor();
  const freeze = page.getByRole("button", { name: /^Freeze version 1/ });
  assert.equal(await freeze.getAttribute("aria-disabled"), "true");
  await page.getByText(/values? (is|are) missing$/).waitFor();
  const misses = page.getByRole("list", { name: "Missing values" });
  assert.ok((await misses.getByRole("listitem").count()) > 0);
  await axe(page);
  await shot(page, "contract-missing");
  await page.keyboard.press("Control+Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Client page");
  await page.keyboard.press("Enter");
  await page.getByLabel("City").first().waitFor();
});

test("without drafted terms the way on is to the terms", async (t) => {
  const { page } = await firmWithClient(t, { hasTerms: false });
  await toNewContract(page);
  await page.getByText("A contract cannot be made now.").waitFor();
  await page.getByText(/There is no draft of the terms/).waitFor();
  await page.getByRole("button", { name: "Go to the terms" }).waitFor();
  await axe(page);
  await shot(page, "contract-refused");
});

test("a signature without its parts is refused at each field", async (t) => {
  const { page, call, clientId } = await firmWithClient(t);
  await frozen(call, clientId);
  await toContract(page);
  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
  await sheet.getByLabel("Name", { exact: true }).fill("");
  await sheet.getByLabel("Title").fill("");
  await page.keyboard.press("Control+Enter");
  await sheet.locator("[aria-invalid='true']").first().waitFor();
  assert.equal(await sheet.locator(".error").count(), 4, "pad, name, title and consent");
  await axe(page);
  await shot(page, "contract-sign-wrong");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
});

test("a drawn signature is kept, and either party may begin", async (t) => {
  const { page, call, clientId } = await firmWithClient(t);
  await frozen(call, clientId);
  await toContract(page);
  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
  await sheet.getByRole("radio", { name: /for the Factor/ }).click();
  assert.equal(await sheet.getByLabel("Name", { exact: true }).inputValue(), "Ruth Adeyemi");
  const pad = await sheet.getByRole("group", { name: "Signature" }).boundingBox();
  await page.mouse.move(pad.x + 80, pad.y + 140);
  await page.mouse.down();
  for (const [x, y] of [[120, 60], [160, 150], [230, 70], [300, 140], [380, 100]]) {
    await page.mouse.move(pad.x + x, pad.y + y, { steps: 6 });
  }
  await page.mouse.up();
  await sheet.getByRole("checkbox").check();
  await shot(page, "contract-sign-drawn");
  await sheet.getByRole("button", { name: /^Sign as Ruth Adeyemi/ }).click();
  await page.getByText(/now waits to be signed for the Client/).waitFor();
});

test("a sheet opened before the page knew of a signature is for who is next", async (t) => {
  const { page, call, clientId } = await firmWithClient(t);
  await frozen(call, clientId);
  await toContract(page);
  let answer;
  const answered = new Promise((resolve) => (answer = resolve));
  await page.route("**/call/contract", async (route) => {
    await answered;
    await route.continue();
  });
  await signByKeyboard(page, { party: "client", name: "Nadia Ferro" });
  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
  await sheet.waitFor();
  answer();
  await sheet.getByRole("radio", { name: /^Certificate/ }).waitFor();
  assert.equal(await sheet.getByLabel("Name", { exact: true }).inputValue(), "Ruth Adeyemi");
});

test("a frozen contract is withdrawn with a reason, and its terms are a draft again", async (t) => {
  const { page, call, clientId } = await firmWithClient(t);
  await frozen(call, clientId);
  await toContract(page);
  await page.getByRole("button", { name: "More" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Withdraw" }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: /^Withdraw CTR-/ });
  await sheet.waitFor();
  await page.keyboard.press("Control+Enter");
  await sheet.locator(".error").waitFor();
  await axe(page);
  await sheet.getByLabel("Reason").fill("The advance was agreed at 80%.");
  await shot(page, "contract-withdraw");
  await page.keyboard.press("Control+Enter");
  await page.getByText("This contract was withdrawn.").waitFor();
  await axe(page);
  await shot(page, "contract-withdrawn");
  const form = await call("contract_form", { client_id: clientId });
  assert.equal(form.refusal, null);
  assert.equal(form.number_words, "CTR-2026-001, version 2");
});

test("the screens hold at the smallest and at a large window", async (t) => {
  const { page, call, clientId } = await firmWithClient(t);
  for (const [width, height] of [[960, 600], [1440, 900]]) {
    await page.setViewportSize({ width, height });
    await toNewContract(page);
    await paperDrawn(page);
    await shot(page, `contract-new-${width}`);
  }
  await signedBy(call, await frozen(call, clientId), "client");
  for (const [width, height] of [[1440, 900], [960, 600]]) {
    await page.setViewportSize({ width, height });
    await toContract(page);
    await shot(page, `contract-${width}`);
    await page.keyboard.press("Control+Shift+S");
    await page.locator(".thumb .textLayer span").first().waitFor();
    await axe(page);
    await shot(page, `contract-sign-${width}`);
    const box = await page.getByRole("dialog").boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= height, "the sheet stays in the window");
    await page.keyboard.press("Escape");
  }
});
