// A discount for paying early: of a debtor, typed on a line, shown on the invoice, taken in time.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  begin,
  bought,
  confirmAccount,
  grid,
  looked,
  openBuying,
  savedLines,
} from "./buying.mjs";
import { axe, shot } from "./harness.mjs";
import { fill, run } from "./keyboard.mjs";

const payer = "Marrow Bay Logistics";

test("a debtor's discount stands in the empty cell of a line until another is typed", async (t) => {
  const { page, call } = await openBuying(t);
  await run(page, payer);
  await page.getByRole("heading", { level: 1, name: payer }).waitFor();
  await run(page, "Edit the debtor");
  await page.getByLabel("Legal name").waitFor();
  await fill(page, "Discount for paying early", "2/soon");
  await page.keyboard.press("Control+Enter");
  const refusal = "This is not a discount, like 2/10 for 2 % within 10 days";
  await page.getByText(refusal).first().waitFor();
  await axe(page);
  await fill(page, "Discount for paying early", "1.5 % in 7 days");
  await page.keyboard.press("Control+Enter");
  await page.getByText("1.5/7", { exact: true }).waitFor();
  await shot(page, "early-payment-debtor");

  await page.keyboard.press("Control+1");
  await page.getByRole("heading", { level: 1, name: /^\w+day/ }).waitFor();
  const id = await begin(page, call);
  await page.keyboard.press("Control+End");
  await page.keyboard.type("AF-1");
  await page.keyboard.press("Enter");
  await page.keyboard.type("marrow");
  await page.getByRole("option", { name: payer }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("11/14/2026");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("10,000");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await savedLines(call, id, (lines) => lines[0]?.face === "10,000");
  await page.getByRole("columnheader", { name: "Discount" }).waitFor();
  await grid(page).getByText("1.5/7", { exact: true }).waitFor();
  await looked(page, "early-payment");

  await page.keyboard.press("Control+Home");
  const column = await grid(page)
    .getByRole("columnheader")
    .allTextContents()
    .then((names) => names.findIndex((name) => name.trim() === "Discount"));
  for (let i = 1; i < column; i += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.type("2/90");
  await page.keyboard.press("Enter");
  await savedLines(call, id, (lines) => lines[0]?.discount === "2/90");
  await page.keyboard.press("F8");
  await page.locator(".cellnote", { hasText: "after the invoice is due" }).waitFor();
  await page.keyboard.type("2/10");
  await page.keyboard.press("Enter");
  await savedLines(call, id, (lines) => lines[0]?.discount === "2/10");
  await grid(page).getByText("2/10", { exact: true }).waitFor();
});

for (const scheme of ["light", "dark"]) {
  test(`a payment within the days is proposed with its discount, in ${scheme}`, async (t) => {
    const { page, call } = await openBuying(t, {
      scheme,
      prepare: async (ask, client) => {
        await confirmAccount(ask, client);
        const { rows } = await ask("pick_debtors", { text: payer });
        const { debtor_id } = rows[0];
        const { revision, debtor } = await ask("debtor_form", { debtor_id });
        await ask("update_debtor", {
          debtor_id,
          revision,
          debtor: { ...debtor, discount: "2/10" },
          is_different_business: false,
        });
        await bought(ask, client, [["AF-1", payer, "10,000"]]);
      },
    });
    await page.keyboard.press("Control+4");
    await page.getByRole("grid", { name: "Invoices" }).getByText("AF-1").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Discount until", { exact: true }).waitFor();
    await page.getByText("2/10 of 10,000.00", { exact: true }).waitFor();
    await axe(page);
    await shot(page, `early-payment-invoice-${scheme}`);

    await page.keyboard.press("Control+5");
    await page.keyboard.press("Control+n");
    await page.getByRole("heading", { name: "New receipt" }).waitFor();
    await fill(page, "Payer", payer);
    await page.getByRole("option", { name: new RegExp(`^${payer} .* in 1 invoice`) }).waitFor();
    await page.keyboard.press("Enter");
    await fill(page, "Amount", "9,800");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("option", { name: /Less discount/ }).waitFor();
    await page.getByRole("table", { name: `Open invoices of ${payer}` }).waitFor();
    await page.keyboard.press("Control+Shift+A");
    await page.getByText("once its early-payment discount is taken").waitFor();
    await page.getByText("Left to apply 0.00").waitFor();
    await page.locator("section.post .btn.primary:not([aria-disabled])").waitFor();
    await axe(page);
    await shot(page, `early-payment-receipt-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText(/^Posted 9,800.00 .* 1 closed/).waitFor();
    assert.equal((await call("check_books", {})).is_sound, true);
  });
}
