// A firm's own paper from Word: dropped, its placeholders decided by keyboard, saved, edited on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, noAddress, openFirm, sizes } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { run as verb } from "./keyboard.mjs";
import { docx, heading, paragraph, run, table } from "./docx.mjs";

const larkfield = clientOf({
  legal_name: "Larkfield Produce Distributors, Inc.",
  legal_form: "corporation",
  state_of_formation: "Massachusetts",
  address: { ...noAddress, line1: "88 Beacham Row", city: "Chelsea", region: "MA" },
});

const paper = docx([
  paragraph(run("House Factoring Contract"), "Title"),
  paragraph(run("Made on [Date] between «Factor» and {Sellr}.")),
  heading("Sale"),
  paragraph(run("1.1 {Sellr} sells its invoices.")),
  paragraph(run("(a) old ones; ") + run("and", "<w:b/>") + run(" new ones.")),
  table("Rate 1.9 %"),
  heading("Price"),
  paragraph(run("2.1 The Factor pays as Section 1.1 says, in {{favourite colour}}.")),
  paragraph(run("By: ______________")),
]);

async function openLibrary(t, options) {
  const fill = async (call) => call("create_client", larkfield);
  const { page, call } = await openFirm(t, { ...options, fill });
  await verb(page, "Wording of contracts and letters");
  await page.getByRole("table", { name: "Wordings" }).waitFor();
  return { page, call };
}

const wordFile = (buffer, name = "Our contract.docx") => ({
  name,
  mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  buffer,
});

async function hand(page, file) {
  const group = page.getByRole("group", { name: /Word document|Import a wording/ });
  await group.locator("input[type=file]").setInputFiles(file);
}

/** Drops the file as a desktop does. */
async function drop(page, file) {
  const data = await page.evaluateHandle(
    ([name, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    },
    [file.name, [...file.buffer]],
  );
  const group = page.getByRole("group", { name: "Import a wording from Word" });
  await group.dispatchEvent("drop", { dataTransfer: data });
}

async function pick(page, text) {
  const dialog = page.getByRole("dialog", { name: /^What is/ });
  await dialog.waitFor();
  await page.keyboard.type(text);
  await dialog.getByRole("option", { selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
}

test("a paper dropped on the library is decided about, saved and edited on", async (t) => {
  const { page, call } = await openLibrary(t);
  await drop(page, wordFile(paper));
  await page.getByRole("heading", { level: 1, name: "Import from Word" }).waitFor();
  const found = page.getByRole("list", { name: "Placeholders" });
  await found.waitFor();
  await page.getByText("4, 2 to decide").waitFor();
  await axe(page);
  await shot(page, "wording-import");

  // Nothing is saved before all is decided; each undecided one says so.
  await page.keyboard.press("Control+s");
  await found.getByText("Choose what “{Sellr}” is, or leave it as text").waitFor();
  await axe(page);
  await shot(page, "wording-import-undecided");
  await found.getByRole("button", { name: /^Did you mean Client's legal name/ }).click();
  await verb(page, "Decide about the next placeholder");
  await pick(page, "leave it as text");
  await found.getByText("Stays text").waitFor();
  const preview = page.getByRole("region", { name: "The wording as it will be" });
  await preview.getByText("Client · Client's legal name").first().waitFor();
  await preview.getByText("in [favourite colour].").waitFor();
  await page.getByText("By: ______________").waitFor();
  await page.getByText("Rate 1.9 %").waitFor();
  await axe(page);
  await shot(page, "wording-import-decided");
  await page.keyboard.press("Control+s");
  await page.getByRole("heading", { level: 1, name: "Our contract" }).waitFor();
  await page.getByText("Our contract is saved").waitFor();

  const rows = (await call("list_wordings", {})).rows;
  const own = rows.find(({ name }) => name === "Our contract");
  const kept = await call("wording", { wording_id: own.wording_id });
  assert.equal(kept.wording.clauses[1].title, "Price");
  assert.equal(
    kept.wording.clauses[1].paragraphs[0].text,
    "The Factor pays as Section {{ref:sale.p1}} says, in [favourite colour].",
  );
});

test("a file that is no Word document is refused at the field", async (t) => {
  const { page } = await openLibrary(t, { scheme: "dark" });
  await verb(page, "Import a wording from Word");
  await page.getByRole("heading", { level: 1, name: "Import from Word" }).waitFor();
  await axe(page);
  await hand(page, wordFile(Buffer.from("%PDF-1.7"), "contract.docx"));
  await page.getByText("This is a PDF, which has no clauses.").waitFor();
  await axe(page);
  await shot(page, "wording-import-refused");
  await hand(page, wordFile(paper));
  await page.getByText("4, 2 to decide").waitFor();
  await axe(page);
  await shot(page, "wording-import-dark");
});

for (const [size, width, height] of sizes) {
  test(`the import stands in a ${size} window`, async (t) => {
    const { page } = await openLibrary(t);
    await page.setViewportSize({ width, height });
    await hand(page, wordFile(paper));
    await page.getByText("4, 2 to decide").waitFor();
    await axe(page);
    await shot(page, `wording-import-${size}`);
  });
}
