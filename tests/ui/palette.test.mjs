// The palette: what Enter takes, whenever the records arrive.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openFirm } from "./firm.mjs";
import { axe, shot } from "./harness.mjs";
import { makeClient } from "./queue.mjs";

async function filled(call) {
  await makeClient(call, "Settings Mail Freight", "Nadia Ferro", "(617) 555-0166");
}

/** Holds the answers to `find` back until they are let go. */
async function held(page) {
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  await page.route("**/call/find", async (route) => {
    await gate;
    await route.fallback();
  });
  return release;
}

async function type(page, text) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /search/i }).waitFor();
  await page.keyboard.type(text);
}

test("a command that begins with the words is taken before any record is found", async (t) => {
  const { page } = await openFirm(t, { fill: filled });
  const release = await held(page);
  await type(page, "settings: mail");
  await page.getByRole("option", { name: "Settings: Mail", selected: true }).waitFor();
  release();
  await axe(page);
  await shot(page, "palette-best");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 2, name: "Mail" }).waitFor();
});

test("Enter before the answer takes the first line of the answer", async (t) => {
  const { page } = await openFirm(t, { fill: filled });
  const release = await held(page);
  await type(page, "freight");
  await page.keyboard.press("Enter");
  release();
  await page.getByRole("heading", { level: 1, name: "Settings Mail Freight" }).waitFor();
});

test("records that arrive do not move the mark from what the arrows chose", async (t) => {
  const { page } = await openFirm(t, { fill: filled });
  const release = await held(page);
  await type(page, "new");
  await page.keyboard.press("ArrowDown");
  const chosen = page.getByRole("option", { selected: true });
  const name = await chosen.innerText();
  release();
  await page.waitForResponse("**/call/find");
  await page.getByRole("option", { name, selected: true }).waitFor();
});

test("what was opened last stands in the sidebar, cut to its width", async (t) => {
  const name = "The Extraordinarily Long Named Freight and Cold Storage Company of Chelsea";
  const fill = (call) => makeClient(call, name, "Nadia Ferro", "(617) 555-0166");
  const { page } = await openFirm(t, { fill });
  await page.setViewportSize({ width: 1440, height: 900 });
  await type(page, "extraordinarily");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name }).waitFor();
  const sections = page.getByRole("navigation", { name: "Sections" });
  const link = sections.getByRole("link", { name });
  const [inner, outer] = [await link.boundingBox(), await sections.boundingBox()];
  assert.ok(inner.x + inner.width <= outer.x + outer.width, "it runs over the edge");
  await shot(page, "recent-long");
});
