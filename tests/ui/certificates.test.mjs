// Both parties sign by certificate in turn, the client with a key of their own: by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { frozenContract, openFirm, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { choose, fill, forbidPointer, run } from "./keyboard.mjs";

/** A key of nobody, valid from 2026 to 2046, as another program exports it. */
const keyFile = {
  name: "nadia.p12",
  mimeType: "application/x-pkcs12",
  buffer: Buffer.from(
    [
      "MIIEMwIBAzCCA+kGCSqGSIb3DQEHAaCCA9oEggPWMIID0jCCAmoGCSqGSIb3DQEHBqCCAlswggJXAgEAMIIC",
      "UAYJKoZIhvcNAQcBMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBBQWXY+2Ubf8nVhdrSC4KBnAgJO",
      "IDAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQMM86iA3ndeyLNdKqm8md8YCCAeC9GGAARb0kWbRn1QAi",
      "waj8TM7XNhPbAG+ZJRNnaxxUfw9HCKU45oetAEfd2fidi9/SikMYo0zBm9QpqqKHMwWGjKMzCJk8WOBgmxSR",
      "ATW0HXGStQs7FuokWC2hBMnxF9NIYPEcCJr6K7sAa3P73x62B4eUpEs4fPCPLEbx18LbywbMTMDutfW8JH1r",
      "81qxp4EEj4/vxTOQX91+OUoTzL6fdU6WZ2fiw8in6vGawqZ5uvLesv+HE7KcFjkcKZD+b2xbzRNKRlQrIu9M",
      "7Tybvu1ki8WEy28VVt0irAekbWbR9RZEZ3eW/Nzkn7KnkICWgpVcH/g1DPnYocTIFoCHlbjWzsuZsItuSUCt",
      "BLz7gLwsqdT2fGE628GXLQNrUCPDtAS8eCn+QqNROMgMtSk6/vWlJLm/9w6OefTjN5xw6T73liS8qDAFYw2W",
      "BcVNUE6bwwt2msIKwC3mb8zKObRTOSAW44kKOmpiHVQum/qzhmwZcH9dkk2UqNbK3aXAB6+UL1gcaL2uoLGe",
      "fjSWIsslsRgzKSPM10MnoKOOIxO6QwabvS1/cxnYrTI+oX0QId13p3uCFyV/8ZDYOBdYpn7VsQyZOQA8YdKk",
      "CekNhN/dwwu4qIoj4sAa88WicGWtxEJvN10wggFgBgkqhkiG9w0BBwGgggFRBIIBTTCCAUkwggFFBgsqhkiG",
      "9w0BDAoBAqCB9zCB9DBfBgkqhkiG9w0BBQ0wUjAxBgkqhkiG9w0BBQwwJAQQy/r+r/rB/CHwj37NeAyVmgIC",
      "TiAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEEXV4eZs2/n7pJLupz7J/5sEgZCpSPZib52iQQLkn3Rh",
      "uqx0P7/d0GMePFFNyb9QNk+nQOZf26hnj5dwVUxEhKxgYzcDqIGHEj1Fmz2+TLCjf/si7FaGDEB6o0u9VxuK",
      "XoNCUCuSwV8Aq5+c0wssFhKTwkbPoHuFwYGpiZqFuUd+8LMrYbE4jIVCBgFzLj6vemQmD76zolCjy7JZCX2x",
      "/AtvVccxPDAVBgkqhkiG9w0BCRQxCB4GAGsAZQB5MCMGCSqGSIb3DQEJFTEWBBT5XOYTXI7ABkNM/cJ5Gzpb",
      "VA/hFTBBMDEwDQYJYIZIAWUDBAIBBQAEICTKH3anGpbQMG0pGiSbrOFoAk2BYoa6ZYUhmVx52aAmBAj13VYO",
      "62CxZwICCAA=",
    ].join(""),
    "base64",
  ),
};

const newKey = {
  common_name: "Ruth Adeyemi",
  organisation: "Calder Street Factors LLC",
  years: 5,
};

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `certificates-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function agree(page, sheet) {
  await sheet.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  assert.ok(await sheet.getByRole("checkbox").isChecked());
}

for (const scheme of ["light", "dark"]) {
  test(`the firm certifies and the client signs with a key of its own, in ${scheme}`, async (t) => {
    const { page, call, filled } = await openFirm(t, {
      scheme,
      fill: async (call) => {
        await call("create_signing_key", newKey);
        return frozenContract(call);
      },
    });
    await forbidPointer(page);
    const { id, number } = filled.contract;
    await run(page, number);
    await page.locator(".pvwrap .textLayer span").first().waitFor();
    await page.keyboard.press("Control+Shift+S");
    const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
    await sheet.locator(".thumb .textLayer span").first().waitFor();
    await page
      .getByRole("radio", { name: /Larkfield/ })
      .first()
      .focus();
    await page.keyboard.press("ArrowUp");
    await page.getByRole("radio", { name: /^Draw/ }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await sheet.getByText("self-made").waitFor();
    await agree(page, sheet);
    await looked(page, `firm-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await page.getByText("Signed by one", { exact: true }).first().waitFor();
    await page.locator(".pvwrap .textLayer span").first().waitFor();
    await looked(page, `certified-${scheme}`);

    await page.keyboard.press("Control+Shift+S");
    await sheet.locator(".thumb .textLayer span").first().waitFor();
    // Nothing can be drawn on a certified file.
    assert.equal(await page.getByRole("radio", { name: /^Draw/ }).count(), 0);
    await page.getByRole("radio", { name: /^Certificate/ }).focus();
    await choose(page, keyFile);
    await fill(page, "Password of the file", "wrong");
    await fill(page, "Name", "Nadia Ferro");
    await fill(page, "Title", "President");
    await agree(page, sheet);
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("This password does not open the file.").waitFor();
    await looked(page, `password-${scheme}`);
    await page.getByRole("radio", { name: /^Certificate/ }).focus();
    await fill(page, "Password of the file", "brass kettle");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Signed by both.", { exact: false }).waitFor();
    await page.locator(".pvwrap .textLayer span").first().waitFor();
    await looked(page, `signed-${scheme}`);
    const found = await call("verify_contract", { contract_id: id, file: "signed" });
    assert.equal(found.verdict, "valid_and_unchanged");
    assert.deepEqual(
      found.signatures.map((one) => one.signer),
      ["Ruth Adeyemi", "Nadia Ferro"],
    );
    await run(page, "Show the file: record of signing");
    await page.getByText("Record of signing", { exact: true }).first().waitFor();
    await looked(page, `record-${scheme}`);
  });
}
