// Dunning by keyboard: what is due with its reason, a run, its calls on Today, and policies.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { run, tabTo } from "./keyboard.mjs";
import { owing } from "./owing.mjs";
import { call } from "./vault.mjs";

/** Looks at the view as a person with any window would, and lets axe look too. */
async function looked(page, name) {
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await axe(page);
    await shot(page, `${name}-${size}`);
  }
}

const paper = (page) => page.locator(".pvwrap:not(.stale) .textLayer span").first().waitFor();
const step = (act, after_days) => ({
  act,
  after_days,
  days_to_pay: "",
  tells_representative: false,
  by_mail: false,
  fee: "",
  with_charges: true,
});

async function dunning(t, scheme) {
  const opened = await owing(t, scheme);
  await run(opened.page, "Dunning: who is to be reminded today");
  await opened.page.getByRole("heading", { level: 1, name: "Dunning" }).waitFor();
  return opened;
}

for (const scheme of ["light", "dark"]) {
  test(`what is due is done in one run, in ${scheme}`, async (t) => {
    const { page, host } = await dunning(t, scheme);
    const due = page.getByRole("table", { name: "Due today" });
    await due.getByText("2 invoices, USD 17,000.00, up to 60 days late.").waitFor();
    await paper(page);
    await looked(page, `dunning-${scheme}`);
    // The first line is left out by key, and is still there after the run.
    await tabTo(page, "Friendly reminder to Corvane Pharma");
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    const done = page.getByRole("table", { name: "What the run did" });
    await done.getByRole("button", { name: "LTR-2026-0001" }).waitFor();
    await looked(page, `dunning-done-${scheme}`);
    await run(page, "Note the letters of the run as sent");
    await page.getByRole("dialog").waitFor();
    await page.getByLabel("How", { exact: true }).selectOption("post");
    await page.keyboard.press("Control+Enter");
    await page.getByText("1 letter: sent").waitFor();
    await page.keyboard.press("Control+n");
    await due.getByText("Corvane Pharma").waitFor();
    assert.equal(await due.getByText("Tarn Valley Grocers").count(), 0);
    const plan = await call(host, "plan_dunning", {});
    assert.deepEqual(
      plan.rows.map((row) => [row.name, row.line.act]),
      [["Corvane Pharma", "friendly_reminder"]],
    );
  });
}

test("a policy of calls is chosen for a debtor and puts calls on Today", async (t) => {
  const { page, host } = await dunning(t, "light");
  await run(page, "Dunning policies");
  const sheet = page.getByRole("dialog", { name: "Dunning policies" });
  await sheet.getByLabel("Policy", { exact: true }).selectOption("A new policy");
  await looked(page, "dunning-policy");
  await page.keyboard.press("Control+Enter");
  await sheet.getByRole("alert").getByText("Name:").waitFor();
  await sheet.getByRole("button", { name: "Remove step 1, Courtesy letter" }).press("Enter");
  await sheet.getByRole("button", { name: "Remove step 1, Courtesy letter" }).waitFor({
    state: "detached",
  });
  await call(host, "save_dunning_policy", {
    policy_id: null,
    is_house: false,
    policy: { name: "Calls only", steps: [step("call", "2")], pause_days: "3", fee_basis: "" },
  });
  await sheet.getByLabel("Name", { exact: true }).fill("Early");
  // A fee is of the letters that ask for charges alone, and has to be agreed.
  assert.equal(await sheet.getByLabel("Fee", { exact: true }).count(), 2);
  await sheet.getByLabel("Fee", { exact: true }).first().fill("15");
  await page.keyboard.press("Control+Enter");
  await sheet.getByRole("alert").getByText("Say where the fee is agreed").waitFor();
  await looked(page, "dunning-fee");
  await sheet.getByLabel("Fees are agreed in").fill("clause 7 of the terms of sale");
  await page.keyboard.press("Control+Enter");
  await page.getByText("“Early” is kept").waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("table", { name: "Due today" }).getByText("Corvane Pharma").waitFor();
  const { rows } = await call(host, "list_debtors", { text: "Corvane" });
  await page.keyboard.press("Control+3");
  await page.getByRole("grid").getByText("Corvane Pharma").first().waitFor();
  await tabTo(page, "Debtors");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Corvane Pharma" }).waitFor();
  await run(page, "Dunning of this debtor");
  const choice = page.getByRole("dialog", { name: "Dunning of Corvane Pharma" });
  await choice.getByLabel("Steps", { exact: true }).selectOption("Calls only");
  await choice.getByText("call 2 days after the due date").waitFor();
  await axe(page);
  await shot(page, "dunning-choice");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Dunning of Corvane Pharma is kept").waitFor();
  const whose = { kind: "debtor", debtor_id: rows[0].id };
  const chosen = await call(host, "dunning_choice", { whose });
  assert.equal(chosen.said.kind, "policy");

  await run(page, "Dunning: who is to be reminded today");
  const due = page.getByRole("table", { name: "Due today" });
  await due.getByText("Call about 2 invoices, up to 60 days late.").waitFor();
  await shot(page, "dunning-call");
  await page.keyboard.press("Control+Enter");
  await page.getByText("To be called").waitFor();
  await page.keyboard.press("Control+1");
  await page.getByText("Call about 2 invoices, up to 60 days late.").first().waitFor();
});

test("a list that cannot be read is read again, and nobody is due after the run", async (t) => {
  const { page, host } = await owing(t, "light");
  let isBroken = true;
  await page.route("**/call/plan_dunning", async (route) => {
    if (!isBroken) return route.fallback();
    const answer = { code: "failed", message: "The disk did not answer.", fields: [] };
    return route.fulfill({ status: 422, json: answer });
  });
  await run(page, "Dunning: who is to be reminded today");
  await page.getByText("What is due could not be read.").waitFor();
  await looked(page, "dunning-failed");
  isBroken = false;
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await page.getByRole("table", { name: "Due today" }).waitFor();
  const { rows } = await call(host, "plan_dunning", {});
  await call(host, "run_dunning", { lines: rows.map((row) => row.line), mailed: [] });
  await page.getByText("Nobody is to be reminded today").waitFor();
  await looked(page, "dunning-none");
});
