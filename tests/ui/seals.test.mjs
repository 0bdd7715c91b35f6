// The firm's signing key, a contract closed by it, and any PDF verified: by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { frozenContract, openFirm, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { choose, fill, forbidPointer, pdfOf, run, tabTo } from "./keyboard.mjs";

const newKey = {
  common_name: "Ruth Adeyemi",
  organisation: "Calder Street Factors LLC",
  years: 5,
};

/** A firm whose one contract the client has signed. */
async function firmWithContract(t, { scheme, hasKey = true } = {}) {
  const made = await openFirm(t, {
    scheme,
    fill: async (call) => {
      if (hasKey) await call("create_signing_key", newKey);
      return frozenContract(call);
    },
  });
  await fresh(made.page);
  return made;
}

/** Loads the window again, from now on without a pointer. */
async function fresh(page) {
  await forbidPointer(page);
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
}

async function signedByClient(call, contract) {
  return call("sign_contract", {
    contract_id: contract.contract.id,
    party: "client",
    name: "Nadia Ferro",
    title: "President",
    place: "Chelsea, MA",
    identity: "Known to the firm",
    method: { kind: "typed", text: "Nadia Ferro" },
    has_consented: true,
  });
}

async function toContract(page) {
  await page.keyboard.press("Control+7");
  await page.getByRole("heading", { level: 1, name: "Contracts" }).waitFor();
  await page.getByRole("grid", { name: "Contracts" }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".pvwrap .textLayer span").first().waitFor();
}

/** Chooses the certificate in the open signing sheet. */
async function chooseCertificate(page) {
  const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
  await sheet.locator(".thumb .textLayer span").first().waitFor();
  await page.getByRole("radio", { name: /^Draw/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.getByRole("radio", { name: /^Certificate/ }).isChecked());
  return sheet;
}

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of [...sizes, ["large", 2560, 1440]]) {
    await page.setViewportSize({ width, height });
    await shot(page, `seals-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

for (const scheme of ["light", "dark"]) {
  test(`the signing key is created, replaced and brought in, in ${scheme}`, async (t) => {
    const { page, call } = await openFirm(t, { scheme });
    await fresh(page);
    await run(page, "Settings: Signing key");
    await page.getByText("The firm has none yet.", { exact: false }).waitFor();
    await looked(page, `key-none-${scheme}`);
    await fill(page, "Name in the certificate", " ");
    await page.keyboard.press("Enter");
    await page.getByText("Enter the name that the certificate carries").waitFor();
    await looked(page, `key-problem-${scheme}`);
    await tabTo(page, "Name in the certificate", "Shift+Tab");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Ruth Adeyemi");
    await page.keyboard.press("Enter");
    await page.getByText("The signing key was created.").waitFor();
    await page.getByText("itself (self-made)").waitFor();
    await looked(page, `key-${scheme}`);
    const first = (await call("signing_key", {})).key.certificate.sha256;

    // Another one takes its place only after a yes.
    await tabTo(page, "Create the key");
    await page.keyboard.press("Enter");
    const question = page.getByRole("alertdialog", { name: "Replace the signing key" });
    await question.waitFor();
    await axe(page);
    await shot(page, `seals-key-replace-${scheme}`);
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    assert.equal((await call("signing_key", {})).key.certificate.sha256, first);

    // A file that is none says so at its place.
    const garbage = { name: "key.p12", mimeType: "application/x-pkcs12", buffer: Buffer.from("x") };
    await choose(page, garbage);
    await fill(page, "Password of the file", "anything");
    await page.keyboard.press("Enter");
    await question.waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("This is not a PKCS#12 file", { exact: false }).waitFor();
    await looked(page, `key-file-${scheme}`);
    assert.equal((await call("signing_key", {})).key.certificate.sha256, first);
  });

  test(`a contract is closed by certificate and verified, in ${scheme}`, async (t) => {
    const { page, call, filled } = await firmWithContract(t, { scheme });
    await signedByClient(call, filled);
    await toContract(page);
    await page.keyboard.press("Control+Shift+S");
    const sheet = await chooseCertificate(page);
    await sheet.getByText("self-made").waitFor();
    await sheet.getByRole("checkbox").focus();
    await page.keyboard.press("Space");
    await looked(page, `sign-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("Signed by both.", { exact: false }).waitFor();
    const id = filled.contract.id;
    const found = await call("verify_contract", { contract_id: id, file: "signed" });
    assert.equal(found.verdict, "valid_and_unchanged");

    await tabTo(page, "Verify");
    await page.keyboard.press("Enter");
    const report = page.getByRole("dialog", { name: /^Verify CTR-/ });
    await report.getByText("Signed, and unchanged since.").waitFor();
    await report.getByText("Signed and certified as final").waitFor();
    await looked(page, `verified-sheet-${scheme}`);
    await page.keyboard.press("Escape");
    await report.waitFor({ state: "detached" });
  });

  test(`a file that was sent back is verified in plain words, in ${scheme}`, async (t) => {
    const { page, call, filled } = await firmWithContract(t, { scheme });
    const once = await signedByClient(call, filled);
    const drawn = { contract_id: once.contract.id, file: "signed" };
    const unsigned = Buffer.from((await call("contract_pdf", drawn)).data, "base64");
    await call("sign_contract", {
      contract_id: once.contract.id,
      party: "factor",
      name: "Ruth Adeyemi",
      title: "Managing member",
      place: "Providence, RI",
      identity: "Known to the firm",
      method: { kind: "certificate" },
      has_consented: true,
    });
    const signed = Buffer.from((await call("contract_pdf", drawn)).data, "base64");
    const changed = Buffer.concat([signed, Buffer.from("\n%%EOF\n")]);
    await run(page, "Verify a PDF");
    await page.getByRole("heading", { level: 1, name: "Verify a PDF" }).waitFor();
    await looked(page, `verify-empty-${scheme}`);
    for (const [name, bytes, words] of [
      ["unchanged", signed, "Signed, and unchanged since."],
      ["changed", changed, "Changed after it was signed."],
      ["unsigned", unsigned, "This file has no certificate signature."],
      ["broken", Buffer.from("Hello"), "This cannot be verified."],
    ]) {
      await choose(page, pdfOf(bytes, `${name}.pdf`));
      await page.getByText(words).waitFor();
      await page.getByText(`${name}.pdf`).waitFor();
      await looked(page, `verify-${name}-${scheme}`);
    }
  });
}

test("a certificate that cannot sign says why, and nothing is signed", async (t) => {
  const { page, call, filled } = await firmWithContract(t, { hasKey: false });
  await toContract(page);
  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
  await sheet.locator(".thumb .textLayer span").first().waitFor();
  // The client signs without one; it is the firm's.
  assert.equal(await page.getByRole("radio", { name: /^Certificate/ }).count(), 0);
  await page.getByRole("radio", { name: /^the Client|Larkfield/ }).first().focus();
  await page.keyboard.press("ArrowUp");
  await chooseCertificate(page);
  await sheet.getByText("The firm has no signing key yet.").waitFor();
  await axe(page);
  await shot(page, "seals-sign-no-key");
  await sheet.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("Not signed.").waitFor();
  await shot(page, "seals-sign-refused");
  const after = await call("contract", { contract_id: filled.contract.id });
  assert.equal(after.contract.stage, "frozen");
  await tabTo(page, "Open the signing key", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByText("The firm has none yet.", { exact: false }).waitFor();
});
