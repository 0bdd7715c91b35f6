// What is asked before an invoice is bought: the house's rules and its debtors, by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { looked, openBuying } from "./buying.mjs";
import { fill, pick, run, tabTo } from "./keyboard.mjs";

async function toRules(page) {
  await run(page, "Settings: Buying rules");
  await page.getByRole("heading", { name: "What is asked before an invoice is bought" }).waitFor();
}

const house = { client_id: null };

for (const scheme of ["light", "dark"]) {
  test(`the house’s buying rules are typed, corrected and saved, in ${scheme}`, async (t) => {
    const { page, call } = await openBuying(t, { scheme });
    await toRules(page);
    await looked(page, `rules-${scheme}`);
    await fill(page, "Verify invoices from", "7,500");
    await fill(page, "Largest share of one debtor", "140");
    await page.keyboard.press("Control+s");
    await page.getByText("Enter more than 0 and at most 100 percent").first().waitFor();
    await looked(page, `rules-problem-${scheme}`);
    await fill(page, "Largest share of one debtor", "40");
    await fill(page, "Oldest invoice", "60");
    await tabTo(page, "Bill of lading");
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+s");
    await page.getByText("The buying rules were saved.", { exact: false }).waitFor();
    const rules = await call("buying_rules", house);
    assert.equal(rules.house_concentration, "40.00");
    assert.equal(rules.verify_from.minor, 750_000);
    assert.deepEqual([rules.age_days_max, rules.documents], [60, ["bill_of_lading"]]);
  });
}

test("a debtor is verified from an amount on, and no more", async (t) => {
  const { page, call } = await openBuying(t);
  await toRules(page);
  await run(page, "Verify a debtor");
  const sheet = page.getByRole("dialog", { name: "Verify a debtor’s invoices" });
  await sheet.waitFor();
  await page.keyboard.press("Control+Enter");
  await sheet.getByText("Choose a debtor from the list").waitFor();
  await pick(page, "Debtor", "Delmarsh Energy");
  await fill(page, "Verify invoices from", "5,000");
  await looked(page, "rules-debtor");
  await page.keyboard.press("Control+Enter");
  const table = page.getByRole("table", { name: "Debtors verified from an amount on" });
  await table.getByRole("row", { name: /Delmarsh Energy 5,000.00/ }).waitFor();
  await looked(page, "rules-debtors");
  await tabTo(page, "Edit Delmarsh Energy");
  await page.keyboard.press("Enter");
  await tabTo(page, "Take the rule away");
  await page.keyboard.press("Enter");
  await page.getByText("None yet. Their invoices are verified").waitFor();
  assert.deepEqual((await call("buying_rules", house)).debtors, []);
});

for (const scheme of ["light", "dark"]) {
  test(`a client’s own rules stand over the house’s, in ${scheme}`, async (t) => {
    const { page, call, filled } = await openBuying(t, { scheme });
    await run(page, "Aldercrest Freight");
    await page.getByRole("heading", { name: "Aldercrest Freight", level: 1 }).waitFor();
    await run(page, "Buying rules of this client");
    const sheet = page.getByRole("dialog", { name: "Buying rules of Aldercrest Freight" });
    await sheet.waitFor();
    await fill(page, "Oldest invoice", "4000");
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("Enter 1 to 3,650 days").first().waitFor();
    await looked(page, `rules-client-problem-${scheme}`);
    await fill(page, "Oldest invoice", "45");
    await fill(page, "Verify invoices from", "2,500");
    await tabTo(page, "As the house asks none");
    await page.keyboard.press("Space");
    await tabTo(page, "Timesheet");
    await page.keyboard.press("Space");
    await looked(page, `rules-client-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("The buying rules of Aldercrest Freight were saved").waitFor();
    const own = await call("buying_rules", { client_id: filled });
    assert.deepEqual(
      [own.verify_from.minor, own.age_days_max, own.documents],
      [250_000, 45, ["timesheet"]],
    );
    assert.deepEqual([own.own.term_days_max, own.term_days_max], ["", 120]);
    const { age_days_max } = await call("buying_rules", house);
    assert.equal(age_days_max, 90);
  });
}
