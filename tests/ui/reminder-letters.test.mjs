// Reminder letters by keyboard: every debtor that is late, with reasons, level after level.

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

const choose = (page, kind) => page.getByLabel("Letter", { exact: true }).selectOption(kind);
const paper = (page) => page.locator(".pvwrap:not(.stale) .textLayer span").first().waitFor();

for (const scheme of ["light", "dark"]) {
  test(`debtors are reminded level after level, in ${scheme}`, async (t) => {
    const { page, host } = await owing(t, scheme);
    await run(page, "Remind debtors of what is past due");
    await page.getByRole("heading", { level: 1, name: "Make letters" }).waitFor();
    const plan = page.getByRole("table", { name: "Who would get a letter" });
    await plan.getByText("2 invoices, USD 17,000.00, up to 60 days late.").waitFor();
    await paper(page);
    await looked(page, `reminders-plan-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("2 letters made").waitFor();
    await run(page, "Note the letters as sent");
    await page.getByRole("dialog").waitFor();
    await page.getByLabel("How", { exact: true }).selectOption("post");
    await page.keyboard.press("Control+Enter");
    await page.getByText("LTR-2026-0001 to LTR-2026-0002: sent").waitFor();

    await page.keyboard.press("Control+n");
    await choose(page, "firm_reminder");
    await plan.getByText("less than 7 days ago").first().waitFor();
    await tabTo(page, "Days between two reminders");
    await page.keyboard.type("often");
    await page.getByText("Enter whole days, at most 365.").first().waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("0");
    await plan.getByText("up to 60 days late").first().waitFor();
    await paper(page);
    await looked(page, `reminders-firm-${scheme}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("2 letters made").waitFor();
    await page.getByRole("button", { name: "Go to the letters" }).press("Enter");
    const list = page.getByRole("table", { name: "Letters" });
    await list.getByRole("button", { name: "LTR-2026-0003" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Second reminder LTR-2026-0003" }).waitFor();
    await page.getByText("To be paid by").waitFor();
    await paper(page);
    await looked(page, `reminder-${scheme}`);
    const { rows } = await call(host, "list_letters", {});
    assert.deepEqual(
      rows.map((row) => [row.number, row.kind, row.stage]),
      [
        ["LTR-2026-0004", "firm_reminder", "made"],
        ["LTR-2026-0003", "firm_reminder", "made"],
        ["LTR-2026-0002", "friendly_reminder", "sent"],
        ["LTR-2026-0001", "friendly_reminder", "sent"],
      ],
    );
  });
}

test("nobody is reminded when nothing falls due", async (t) => {
  const { page } = await owing(t, "light");
  await run(page, "Remind debtors of what is past due");
  await choose(page, "courtesy_reminder");
  await page.getByText("Nobody to write to").waitFor();
  await looked(page, "reminders-none");
});
