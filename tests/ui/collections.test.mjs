// Money that comes in: entered, shared out over invoices, posted, parked, taken back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, shot } from "./harness.mjs";
import { fill, pick, run, tabTo } from "./keyboard.mjs";
import { call } from "./vault.mjs";
import { withBooks } from "./with-books.mjs";

const sizes = [
  ["wide", 1440, 900],
  ["usual", 1280, 800],
  ["small", 960, 600],
];

async function looked(page, name) {
  await axe(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await shot(page, `collections-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
