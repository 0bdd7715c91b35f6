// A disclosure: the agreement says that the law of the client's state asks for one, it is drawn up,
// the client signs it, and the firm may sign. Or the firm says in Settings that it is exempt.

import { test } from "node:test";
import { larkfield, openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";

/** A firm with a client in a state, whose agreement waits for signatures. */
async function firmWithAgreement(t, region, scheme) {
  const fill = async (call) => {
    const address = { ...larkfield.address, city: "Albany", region };
    const { client_id } = await call("create_client", { ...larkfield, address });
    const values = { advance_rate: "80", facility_limit: "300,000" };
    const terms = { client_id, values, fees: null, effective_on: "", face: "10,000" };
    await call("save_terms", terms);
    const page = await call("freeze_contract", { client_id, answers: {} });
    return { client_id, agreement: page.contract.id };
  };
  return openFirm(t, { scheme, fill });
}

async function toAgreement(page) {
  await page.keyboard.press("Control+7");
  await page.getByRole("heading", { level: 1, name: "Contracts" }).waitFor();
  await page.getByRole("gridcell", { name: "To sign" }).first().waitFor();
  await page.getByRole("grid", { name: "Contracts" }).focus();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
}

async function paperDrawn(page) {
  await page.locator(".pvwrap .textLayer span").first().waitFor();
}

test("a disclosure is drawn up from the agreement and signed by the client", async (t) => {
  const { page } = await firmWithAgreement(t, "NY");
  await toAgreement(page);
  await page.getByText("The disclosure for New York is not signed.").waitFor();
  await page.getByText("The rule is unconfirmed").waitFor();
  await axe(page);
  await shot(page, "disclosure-missing");

  await page.getByRole("button", { name: "Draw up the disclosure" }).click();
  await page.getByRole("heading", { level: 1, name: /^OFFER SUMMARY/ }).waitFor();
  await page.getByText(/^(\d+) of \1 values filled$/).waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "disclosure-new");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog", { name: /^Freeze DSC-/ }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Unconfirmed: compare it with its source").waitFor();
  await paperDrawn(page);
  await page.getByRole("heading", { name: "Disclosure", exact: true }).waitFor();
  await axe(page);
  await shot(page, "disclosure-to-sign");

  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign DSC-/ });
  await sheet.locator(".thumb .textLayer span").first().waitFor();
  await sheet.getByLabel("Name", { exact: true }).fill("Nadia Ferro");
  await sheet.getByLabel("Title", { exact: true }).fill("President");
  await page.getByRole("radio", { name: /^Draw/ }).focus();
  await page.keyboard.press("ArrowDown");
  await sheet.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await axe(page);
  await shot(page, "disclosure-sign");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  await page.getByText(/The client has received DSC-/).waitFor();
  await paperDrawn(page);
  await shot(page, "disclosure-signed");
});

test("an exempt firm says so in Settings", async (t) => {
  const { page } = await firmWithAgreement(t, "CA", "dark");
  await toAgreement(page);
  await page.getByText("The disclosure for California is not signed.").waitFor();
  await page.getByRole("button", { name: "Exempt?" }).click();
  await page.getByRole("heading", { name: "Disclosures of what an offer costs" }).waitFor();
  await page.getByRole("radio", { name: "Exempt, as a bank" }).click();
  await axe(page);
  await shot(page, "disclosure-rules");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Disclosures: Exempt, as a bank").waitFor();
  await toAgreement(page);
  await page.getByText("The firm gives no disclosures, as a bank").waitFor();
  await axe(page);
});
