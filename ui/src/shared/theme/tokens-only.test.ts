import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SRC = join(import.meta.dirname, "../..");
const HOLDS_RAW_VALUES = "shared/theme/tokens.css";
const COLOUR =
  /(?<!href="|&|\{)#[0-9a-fA-F]{3,8}\b(?![\w-])|\brgba?\((?!from var)|\bhsla?\(|\boklch\(/;
const SIZE = /(?<![\w.-])\d*\.?\d+(px|pt|rem)\b/;
const STATIC_STYLE = /\sstyle="/;

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.(svelte|css)$/.test(file) && file !== HOLDS_RAW_VALUES);

function hits(file: string, pattern: RegExp): string[] {
  const lines = readFileSync(join(SRC, file), "utf8").split("\n");
  return lines.flatMap((line, i) =>
    pattern.test(line) ? [`${file}:${i + 1} ${line.trim().slice(0, 90)}`] : [],
  );
}

test("no colour stands outside tokens.css", () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((file) => hits(file, COLOUR))).toEqual([]);
});

test("no stylesheet holds a raw size; a media query cannot read a token", () => {
  const sheets = files.filter((file) => file.endsWith(".css"));
  expect(
    sheets.flatMap((file) => hits(file, SIZE)).filter((hit) => !hit.includes("@media")),
  ).toEqual([]);
});

test("no template holds a style attribute, which the content security policy refuses", () => {
  expect(files.flatMap((file) => hits(file, STATIC_STYLE))).toEqual([]);
});

test("every custom property that is used is a token", () => {
  const tokens = readFileSync(join(SRC, HOLDS_RAW_VALUES), "utf8");
  const named = new Set([...tokens.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
  // Set by code: the popover, the zoom of the page, the text layer of PDF.js.
  const local = new Set([
    "--beak",
    "--zoom",
    "--text-scale-factor",
    "--total-scale-factor",
    "--font-height",
    "--rotate",
    "--scale-x",
    "--min-font-size",
    "--min-font-size-inv",
  ]);
  const used = files.flatMap((file) =>
    [...readFileSync(join(SRC, file), "utf8").matchAll(/var\((--[\w-]+)/g)].map(
      (match) => `${match[1]}`,
    ),
  );
  expect([...new Set(used)].filter((name) => !named.has(name) && !local.has(name))).toEqual([]);
});
