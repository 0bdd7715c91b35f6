// The lines of a schedule: typed into the grid, pasted, corrected, taken out, never lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, grid, looked, openBuying, openFromList, paste, savedLines } from "./buying.mjs";
import { axe, shot } from "./harness.mjs";
import { tabTo } from "./keyboard.mjs";

const many = 200;
/** A paste must not keep a person waiting, however busy the machine. */
const pasteLimit = 8_000; // milliseconds

/** Types a line into the row that invites: number, debtor, date, face. */
async function typeLine(page, [invoice, debtor, face]) {
  await page.keyboard.press("Control+End");
  await page.keyboard.type(invoice);
  await page.keyboard.press("Enter");
  await page.keyboard.type(debtor);
  await page.getByRole("option", { name: new RegExp(debtor, "i") }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("11/14/2026");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type(face);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
}

test("lines are typed, corrected and taken out, and each pause saves them", async (t) => {
  const { page, call } = await openBuying(t);
  const id = await begin(page, call);
  await typeLine(page, ["AF-1", "marrow", "4,000"]);
  await typeLine(page, ["AF-2", "quillon", "1,000x"]);
  const typed = await savedLines(call, id, (lines) => lines[1]?.face === "1,000x");
  assert.deepEqual(
    typed.map(({ invoice, debtor }) => [invoice, debtor]),
    [
      ["AF-1", "Marrow Bay Logistics"],
      ["AF-2", "Quillon Retail Group"],
    ],
  );

  // F8 goes to the cell; its sentence stands under it. Esc leaves it, typing replaces it.
  await grid(page).getByText("Incomplete", { exact: true }).waitFor();
  await page.keyboard.press("F8");
  await page.locator(".cellnote", { hasText: "This is not an amount" }).waitFor();
  await looked(page, "cell-problem");
  await page.keyboard.type("7");
  await page.keyboard.press("Escape");
  await page.locator(".cellnote").waitFor();
  await page.keyboard.type("1,000");
  await page.keyboard.press("ArrowUp");
  await savedLines(call, id, (lines) => lines[1]?.face === "1,000");
  await page.getByText("To buy, 2 invoices").waitFor();

  await tabTo(page, "Control total on the form", "Shift+Tab");
  await page.keyboard.type("4,500");
  await page.getByText("Differs by 500.00").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("5,000");
  await page.getByText("Agrees", { exact: true }).waitFor();

  await tabTo(page, "Invoices offered");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+Delete");
  await savedLines(call, id, (lines) => lines.length === 1);
  await page.keyboard.press("Control+z");
  await savedLines(call, id, (lines) => lines[1]?.invoice === "AF-2");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.type("AF-3");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await savedLines(call, id, (lines) => lines.length === 2);
});

test("rows without headings are understood by what stands in them", async (t) => {
  const { page, call } = await openBuying(t);
  const id = await begin(page, call);
  const rows = [
    ["AF-11", "Marrow Bay Logistics", "MB-1", "11/17/2026", "12/17/2026", "1,250.00"],
    ["AF-12", "Tarn Valley Grocers", "TV-1", "11/17/2026", "12/17/2026", "2,500.00"],
  ];
  await paste(page, rows.map((row) => row.join("\t")).join("\n"));
  await page.getByText("To buy, 2 invoices").waitFor();
  const saved = await savedLines(call, id, (lines) => lines.length === 2);
  assert.deepEqual(
    saved.map(({ invoice, debtor, reference }) => [invoice, debtor, reference]),
    rows.map((row) => row.slice(0, 3)),
  );
  const { totals } = await call("schedule", { schedule_id: id });
  assert.equal(totals.offered.amount.minor, 375_000);
});

test("rows whose dates can be read in two ways are asked about first", async (t) => {
  const { page, call } = await openBuying(t);
  const id = await begin(page, call);
  const rows = [
    ["Invoice", "Customer", "Date", "Amount"],
    ["AF-21", "Marrow Bay Logistics", "10/11/2026", "1,250.00"],
    ["AF-22", "Tarn Valley Grocers", "09/11/2026", "2,500.00"],
  ];
  await paste(page, rows.map((row) => row.join("\t")).join("\n"));
  const sheet = page.getByRole("dialog", { name: "Paste rows" });
  await sheet.waitFor();
  await looked(page, "paste-sheet");
  await tabTo(page, "Month first");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  const lines = await savedLines(call, id, (saved) => saved.length === 2);
  assert.equal(lines.length, 2);
  const { lines: shown } = await call("schedule", { schedule_id: id });
  assert.deepEqual(
    shown.map(({ invoiced_on }) => invoiced_on),
    ["2026-11-10", "2026-11-09"],
  );
});

test(`${many} pasted rows are lines at once, few are drawn, and none is lost`, async (t) => {
  const { page, call } = await openBuying(t);
  const id = await begin(page, call);
  const rows = Array.from({ length: many }, (_, i) =>
    [`B-${1000 + i}`, "Marrow Bay Logistics", `L-${i}`, "11/17/2026", "+30", "1,250.00"].join("\t"),
  );
  const begun = performance.now();
  await paste(page, rows.join("\n"));
  await grid(page).getByText(`B-${1000 + many - 1}`).waitFor();
  const took = performance.now() - begun;
  t.diagnostic(`${many} rows pasted and shown in ${Math.round(took)} ms`);
  assert.ok(took < pasteLimit, `${took} ms`);
  assert.equal(await grid(page).getAttribute("aria-rowcount"), String(many + 2));
  assert.ok((await grid(page).locator("tbody tr").count()) < 60);
  await page.getByText(`To buy, ${many} invoices`).waitFor();
  await savedLines(call, id, (lines) => lines.length === many);
  await axe(page);
  await shot(page, "schedule-pasted");

  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await openFromList(page, "SCH-0001");
  await grid(page).getByText("B-1000").waitFor();
  assert.equal(await grid(page).getAttribute("aria-rowcount"), String(many + 2));
  await page.keyboard.press("Control+End");
  await grid(page).getByText(`B-${1000 + many - 1}`).waitFor();
});

test("a paste is taken back and made again by key", async (t) => {
  const { page, call } = await openBuying(t);
  const id = await begin(page, call);
  await typeLine(page, ["AF-1", "marrow", "4,000"]);
  await page.keyboard.press("Control+End");
  const rows = [
    ["AF-31", "Tarn Valley Grocers", "TV-1", "11/17/2026", "+30", "1,250.00"],
    ["AF-32", "Tarn Valley Grocers", "TV-2", "11/17/2026", "+30", "1,350.00"],
  ];
  await paste(page, rows.map((row) => row.join("\t")).join("\n"));
  await savedLines(call, id, (lines) => lines.length === 3);
  await page.keyboard.press("Control+z");
  await savedLines(call, id, (lines) => lines.length === 1);
  await page.keyboard.press("Control+y");
  await savedLines(call, id, (lines) => lines.length === 3);
});
