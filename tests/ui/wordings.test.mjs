// A firm words its own agreement: by keyboard alone, with chips, conditions, versions, a diff.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, noAddress, openFirm, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { run, tabTo } from "./keyboard.mjs";

const larkfield = clientOf({
  legal_name: "Larkfield Produce Distributors, Inc.",
  trade_name: "Larkfield Produce",
  legal_form: "corporation",
  state_of_formation: "Massachusetts",
  address: { ...noAddress, line1: "88 Beacham Row", city: "Chelsea", region: "MA" },
});
const builtIn = "factoring_agreement_recourse";

/** A firm with a client whose terms are drafted; `own` makes a wording of its own. */
async function firmWithWording(t, { scheme, own = true } = {}) {
  const fill = async (call) => {
    const { client_id } = await call("create_client", larkfield);
    const values = { advance_rate: "85", facility_limit: "300,000" };
    await call("save_terms", { client_id, values, fees: null, effective_on: "", face: "10,000" });
    if (!own) return null;
    return call("duplicate_wording", { wording_id: builtIn, name: "House agreement" });
  };
  const { page, call, filled } = await openFirm(t, { scheme, fill });
  return { page, call, wording: filled };
}

async function toLibrary(page) {
  await run(page, "Wording of contracts");
  await page.getByRole("table", { name: "Wordings" }).waitFor();
}

async function toEditor(page, name = "House agreement") {
  await toLibrary(page);
  await run(page, `Open the wording ${name}`);
  await page.getByRole("list", { name: "Clauses" }).waitFor();
  await paperDrawn(page);
}

/** Waits until the pages are those of the text. */
async function paperDrawn(page) {
  await page.locator(".pvwrap:not(.stale) .textLayer span").first().waitFor();
}

/** Goes to the clause list and waits until the keys belong to it. */
async function toList(page) {
  await run(page, "Go to the clause list");
  await page.waitForFunction(() => document.activeElement?.closest(".clauses") !== null);
}

/** Opens a clause by typing its way down the list. */
async function openClause(page, title) {
  await toList(page);
  await page.keyboard.press("Home");
  for (let i = 0; i < 30; i += 1) {
    const at = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    if (at.startsWith(title)) break;
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction((was) => document.activeElement?.textContent?.trim() !== was, at);
  }
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: `Text of ${title}` }).waitFor();
}

/** Picks from an open sheet by typing. */
async function pick(page, sheet, text) {
  const dialog = page.getByRole("dialog", { name: sheet });
  await dialog.waitFor();
  await page.keyboard.type(text);
  await dialog.getByRole("option", { selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
}

async function save(page, note) {
  await page.keyboard.press("Control+s");
  await page.getByRole("dialog", { name: /^Save version/ }).waitFor();
  await page.keyboard.type(note);
}

test("a built-in is duplicated, worded by chips, saved and compared by keyboard", async (t) => {
  const { page, call } = await firmWithWording(t, { own: false });
  await toLibrary(page);
  await axe(page);
  await shot(page, "wordings");
  await run(page, "Open the wording Factoring agreement, recourse");
  await page.getByText("comes with Factordesk and stays as it is").waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "wording-built-in");
  await run(page, "Duplicate the wording");
  await page.getByRole("dialog", { name: /^Duplicate/ }).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("House agreement");
  await axe(page);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "House agreement" }).waitFor();
  await page.getByRole("button", { name: /^Save version 2/ }).waitFor();

  await openClause(page, "Recourse and repurchase");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The Client calls {");
  await page.keyboard.type("{");
  await pick(page, "Insert a field", "firm legal name");
  await page.keyboard.type(" within ");
  await page.keyboard.press("Control+Shift+M");
  await pick(page, "Insert a field", "recourse, days");
  await page.keyboard.type(" days, as clause ");
  await run(page, "Refer to a clause");
  await pick(page, "Refer to a clause", "general law");
  await page.keyboard.type(" says, ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("at once");
  await page.keyboard.press("Control+b");
  await page.keyboard.type(".");
  await run(page, "Print this paragraph only if");
  await pick(page, "Print this paragraph", "there is a guarantor");
  await page.locator("p[data-only='Only if there is a guarantor']").last().waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "wording-chips");
  const text = page.getByRole("textbox", { name: "Text of Recourse and repurchase" });
  const said = /calls\s*Firm's legal name\s*within\s*Recourse, days\s*days/;
  assert.match(await text.innerText(), said);

  await save(page, "Client calls first");
  await axe(page);
  await page.keyboard.press("Control+Enter");
  await page.getByText("House agreement, version 2, is saved").waitFor();
  const list = await call("list_wordings", {});
  const own = list.rows.find((row) => row.name === "House agreement");
  const kept = await call("wording", { wording_id: own.wording_id });
  const clause = kept.wording.clauses.find(({ key }) => key === "recourse");
  assert.deepEqual(clause.paragraphs.at(-1), {
    key: "p1",
    condition: { kind: "present", field: "guarantor.name" },
    text:
      "The Client calls {{firm.legal_name}} within {{terms.recourse_days}} days, as clause " +
      "{{ref:general.law}} says, **at once**.",
  });

  await run(page, "Compare versions");
  await page.getByText("0 paragraphs changed, 1 new, 0 taken out").waitFor();
  await axe(page);
  await shot(page, "wording-compare");
});

test("clauses move, leave, come back and wait in the library, all by keyboard", async (t) => {
  const { page, call } = await firmWithWording(t);
  await toEditor(page);
  await openClause(page, "Security interest");
  const titles = () => page.locator(".clauses .nm > span:first-child").allInnerTexts();
  const before = await titles();
  const at = before.indexOf("Security interest");
  await page.keyboard.press("Alt+ArrowUp");
  assert.equal((await titles()).indexOf("Security interest"), at - 1);
  await page.keyboard.press("Alt+ArrowDown");
  assert.deepEqual(await titles(), before);

  await run(page, "Keep the clause in the library");
  await page.getByText("is in the clause library").waitFor();
  await run(page, "Take the clause out");
  await page.getByText("“Security interest” was taken out").waitFor();
  assert.ok(!(await titles()).includes("Security interest"));
  await page.locator(".faults").waitFor();
  await run(page, "Add a clause from the library");
  await pick(page, "Add from the clause library", "security");
  assert.ok((await titles()).includes("Security interest"));
  await page.locator(".faults").waitFor({ state: "detached" });

  await run(page, "Print the clause only if");
  await pick(page, "Print this clause", "monthly minimum");
  await page.locator(".edcond", { hasText: "Only if there is a monthly minimum" }).waitFor();
  await run(page, "Duplicate the clause");
  assert.ok((await titles()).includes("Security interest, copy"));
  await run(page, "Add a clause");
  await page.getByRole("dialog", { name: "New clause" }).waitFor();
  await page.keyboard.type("Visits");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("textbox", { name: "Text of Visits" }).waitFor();
  await page.getByText("Visits, paragraph 1").waitFor();
  await axe(page);
  await shot(page, "wording-empty-clause");
  await page.keyboard.type("The Factor may visit.");
  await page.locator(".faults").waitFor({ state: "detached" });
  const { rows } = await call("saved_clauses", {});
  assert.deepEqual(rows.map(({ clause }) => clause.title), ["Security interest"]);
});

test("a key acts where the caret went, however fast it follows", async (t) => {
  const { page } = await firmWithWording(t);
  await toEditor(page);
  await openClause(page, "Limits");
  await page.keyboard.press("Control+Home");
  const text = page.getByRole("textbox", { name: "Text of Limits" });
  const before = await text.locator("p").allInnerTexts();
  // The browser tells of a caret that it moved by itself in a task of its own; a busy one brings
  // the next key first.
  await text.evaluate((place) => {
    getSelection().modify("move", "forward", "documentboundary");
    const enter = { key: "Enter", keyCode: 13, bubbles: true, cancelable: true };
    place.dispatchEvent(new KeyboardEvent("keydown", enter));
  });
  assert.deepEqual(
    (await text.locator("p").allInnerTexts()).map((words) => words.trim()),
    [...before, ""].map((words) => words.trim()),
  );
});

test("a red chip says what was meant, and nothing wrong is saved", async (t) => {
  const { page, call, wording } = await firmWithWording(t);
  await toEditor(page);
  await openClause(page, "Limits");
  await page.keyboard.press("Control+End");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", " See {{client.legal_nam}}");
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
    document.activeElement?.dispatchEvent(paste);
  });
  await page.locator(".mf.missing", { hasText: "client.legal_nam" }).waitFor();
  await page.getByText("Did you mean “Client's legal name”?").waitFor();
  await page.getByRole("button", { name: /^Save version 2/ }).and(
    page.locator("[aria-disabled='true']"),
  ).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("button", { name: "Use “Client's legal name”" }).waitFor();
  await axe(page);
  await shot(page, "wording-red-chip");
  await save(page, "");
  await page.keyboard.press("Control+Enter");
  await page.getByText("These places cannot be printed as they stand.").waitFor();
  await axe(page);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await tabTo(page, "Use “Client's legal name”");
  await page.keyboard.press("Enter");
  await page.locator(".mf.missing").waitFor({ state: "detached" });
  await page.locator(".faults").waitFor({ state: "detached" });
  const kept = await call("wording", { wording_id: wording.row.wording_id });
  assert.equal(kept.version, 1);
});

test("what is not saved outlives the view and is offered again", async (t) => {
  const { page } = await firmWithWording(t);
  await toEditor(page);
  await openClause(page, "Limits");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Nothing more.");
  await page.getByText("Draft saved").waitFor();
  await page.keyboard.press("Control+2");
  await page.getByRole("heading", { level: 1, name: "Clients" }).waitFor();
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByText(/^Unsaved text from/).waitFor();
  await axe(page);
  await tabTo(page, "Restore the text");
  await page.keyboard.press("Enter");
  await openClause(page, "Limits");
  const text = page.getByRole("textbox", { name: "Text of Limits" });
  assert.match(await text.innerText(), /Nothing more\./);
});

test("what somebody else saved meanwhile is never written over unseen", async (t) => {
  const { page, call, wording } = await firmWithWording(t);
  await toEditor(page);
  await openClause(page, "Limits");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Nothing more.");
  const theirs = structuredClone(wording.wording);
  theirs.title = "Their Agreement";
  const { wording_id } = wording.row;
  await call("save_wording", { wording_id, base_version: 1, note: "", wording: theirs });
  await page.locator(".pvwrap:not(.stale)").waitFor();
  await save(page, "");
  await page.keyboard.press("Control+Enter");
  await page.getByText("has saved version 2 in the meantime").waitFor();
  await axe(page);
  await shot(page, "wording-conflict");
  await tabTo(page, "I have looked");
  await page.keyboard.press("Enter");
  await page.getByText("has saved version 2 in the meantime").waitFor({ state: "detached" });
  await page.keyboard.press("Control+Enter");
  await page.getByText("House agreement, version 3, is saved").waitFor();
  const { versions } = await call("wording", { wording_id });
  assert.deepEqual(versions.map(({ version }) => version), [3, 2, 1]);
});

test("a contract is drawn up from the wording that is chosen", async (t) => {
  const { page, call, wording } = await firmWithWording(t);
  const changed = structuredClone(wording.wording);
  changed.title = "House Factoring Agreement";
  const { wording_id } = wording.row;
  await call("save_wording", { wording_id, base_version: 1, note: "", wording: changed });
  await page.keyboard.press("Control+7");
  await page.getByText("No contracts yet").waitFor();
  await page.keyboard.press("Control+n");
  await page.getByRole("combobox", { name: "Client" }).waitFor();
  await page.keyboard.type("Larkfield");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
  await tabTo(page, "Wording");
  await page.keyboard.type("House");
  await page.getByRole("heading", { level: 1, name: "House Factoring Agreement" }).waitFor();
  await paperDrawn(page);
  await axe(page);
  await shot(page, "contract-new-wording");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog", { name: "Freeze CTR-2026-001, version 1" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("wording “House agreement”, revision 2").waitFor();
  await run(page, "Compare with another text");
  await page.getByText(/^No word differs between House agreement, version 2/).waitFor();
  await axe(page);
  await shot(page, "contract-compare");
});

test("a clause that is asked for waits for an answer in the contract form", async (t) => {
  const { page, call, wording } = await firmWithWording(t);
  await toEditor(page);
  await openClause(page, "Limits");
  await run(page, "Print the clause only if");
  await pick(page, "Print this clause", "ask each time");
  await page.locator(".edcond", { hasText: "Asked each time" }).waitFor();
  await save(page, "Limits by agreement");
  await page.keyboard.press("Control+Enter");
  await page.getByText("House agreement, version 2, is saved").waitFor();
  const kept = await call("wording", { wording_id: wording.row.wording_id });
  const limits = kept.wording.clauses.find(({ key }) => key === "limits");
  assert.deepEqual(limits.condition, { kind: "asked" });
  // Nothing refers to it any more, so that a contract may do without.
  const clauses = kept.wording.clauses.map((clause) => ({
    ...clause,
    paragraphs: clause.paragraphs.map((one) => ({
      ...one,
      text: one.text.replaceAll(/\{\{ref:limits[^}]*\}\}/g, "{{ref:definitions}}"),
    })),
  }));
  await call("save_wording", {
    wording_id: wording.row.wording_id,
    base_version: 2,
    note: "",
    wording: { ...kept.wording, clauses, title: "House Agreement" },
  });
  await page.keyboard.press("Control+7");
  await page.getByText("No contracts yet").waitFor();
  await page.keyboard.press("Control+n");
  await page.getByRole("combobox", { name: "Client" }).waitFor();
  await page.keyboard.type("Larkfield");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await paperDrawn(page);
  await tabTo(page, "Wording");
  await page.keyboard.type("House");
  const asked = page.getByRole("radiogroup", { name: "Include “Limits”?" });
  await asked.waitFor();
  const missing = page.locator(".misses", { hasText: "Include “Limits”?" });
  await missing.waitFor();
  await axe(page);
  await shot(page, "contract-new-asked");
  await asked.getByRole("radio", { name: "No" }).click();
  await missing.waitFor({ state: "detached" });
  await paperDrawn(page);
  await axe(page);
});

test("a wording at its limits can be opened and written on", async (t) => {
  const { page, call, wording } = await firmWithWording(t);
  const { wording_id, version } = wording.row;
  const words = "The parties keep to what is agreed here. ".repeat(38);
  const more = Array.from({ length: 120 - wording.wording.clauses.length }, (_, i) => ({
    key: `more_${i}`,
    title: `Further clause ${i + 1}`,
    paragraphs: [{ key: "p1", text: words.trim() }],
  }));
  const large = { ...wording.wording, clauses: [...wording.wording.clauses, ...more] };
  const input = { wording_id, base_version: version, note: "", wording: large };
  const chars = large.clauses.flatMap((one) => one.paragraphs).map(({ text }) => text.length);
  assert.ok(chars.reduce((sum, count) => sum + count, 0) > 180_000);
  await call("save_wording", input);
  await toEditor(page);
  await toList(page);
  await page.keyboard.press("End");
  const last = `Further clause ${more.length}`;
  const text = page.getByRole("textbox", { name: `Text of ${last}` });
  await text.waitFor();
  await run(page, "Go to the text");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" And so on.");
  await text.getByText("And so on.").waitFor();
  await paperDrawn(page);
  await shot(page, "wording-large");
});

for (const [size, width, height] of sizes) {
  for (const scheme of ["light", "dark"]) {
    test(`the editor stands in a ${size} window, ${scheme}`, async (t) => {
      const { page } = await firmWithWording(t, { scheme });
      await page.setViewportSize({ width, height });
      await toLibrary(page);
      await axe(page);
      await run(page, "Open the wording House agreement");
      await page.getByRole("list", { name: "Clauses" }).waitFor();
      await openClause(page, "Price, advance and reserve");
      await run(page, "Show fields by name or by value");
      await axe(page);
      await shot(page, `wording-${size}-${scheme}`);
      await toList(page);
      await page.keyboard.press("Home");
      await page.getByRole("textbox", { name: "Texts around the clauses" }).waitFor();
      await axe(page);
      await shot(page, `wording-around-${size}-${scheme}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} is wider than ${width}`);
      if (size !== "small") return;
      await run(page, "Show the pages or the text");
      await paperDrawn(page);
      await axe(page);
      await shot(page, `wording-pages-${size}-${scheme}`);
    });
  }
}
