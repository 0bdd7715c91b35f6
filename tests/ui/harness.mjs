// Opens the UI in a real browser over the test host, as every browser spec needs it.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after } from "node:test";
import axeCore from "axe-core";
import { chromium } from "playwright-core";
import { startHost } from "./host.mjs";

export { startHost };

/** Every rule of WCAG 2.2 AA, and what axe calls best practice. */
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const actionLimit = 15_000; // milliseconds
const viewport = { width: 1280, height: 800 }; // CSS pixels

let browser;

/** The system's browser; the project downloads none. */
function executable() {
  const named = process.env.FACTORDESK_BROWSER;
  if (named) return named;
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = paths.find((path) => existsSync(path));
  assert.ok(found, "no Chromium on the path; FACTORDESK_BROWSER may name one");
  return found;
}

async function openBrowser() {
  browser ??= await chromium.launch({
    executablePath: executable(),
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  return browser;
}

after(() => browser?.close());

/**
 * Opens the UI for one test, on a host and in a profile of its own; both end with the test.
 *
 * The test fails afterwards if the page threw, logged an error or asked another machine for
 * anything. `scheme` is "light" or "dark"; `host` are further arguments of the test host.
 */
export async function open(t, { scheme = "light", host: arguments_ = [] } = {}) {
  const host = await startHost(arguments_);
  const context = await (await openBrowser()).newContext({
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale: "en-US",
    viewport,
  });
  context.setDefaultTimeout(actionLimit);
  const page = await context.newPage();
  const complaints = watch(page, host.url);
  t.after(async () => {
    // A page that is gone leaves none, and is closed all the same.
    if (!t.passed) await leaveTrace(page, t.name).catch((cause) => console.log(`${cause}`));
    await context.close();
    await host.stop();
    assert.deepEqual(complaints, []);
  });
  await page.goto(host.url);
  return { page, host, context };
}

/** Tells what a failed test was looking at: its words, what had the focus, a picture. */
async function leaveTrace(page, name) {
  const seen = await page.evaluate(() => ({
    focus: document.activeElement?.outerHTML.slice(0, 300),
    words: (document.querySelector("dialog:modal") ?? document.body).innerText,
    told: document.querySelector(".toasts")?.innerText,
  }));
  console.log(`"${name}" stopped here:\n${JSON.stringify(seen, null, 1)}`);
  await shot(page, `failed-${name.replace(/\W+/g, "-")}`);
}

/** Collects what should never happen in a page. */
function watch(page, url) {
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`threw ${error.stack ?? error}`));
  page.on("console", (message) => {
    // The browser logs a refusal's status by itself; to the window it is an answer like others.
    const isRefusal = message.text().includes("status of 422");
    if (message.type() === "error" && !isRefusal) complaints.push(`logged ${message.text()}`);
  });
  page.on("request", (request) => {
    const isLocal = /^(data|blob):/.test(request.url()) || request.url().startsWith(`${url}/`);
    if (!isLocal) complaints.push(`asked for ${request.url()}`);
  });
  return complaints;
}

/** Asserts that axe finds nothing on the page as it stands. */
export async function axe(page) {
  // By the debugger, not by a script element: the page's own policy stays as it is.
  await page.evaluate(axeCore.source);
  const result = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }),
    rules,
  );
  const violations = result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
  );
  assert.deepEqual(violations, []);
}

/** Keeps a picture of the page for people to look at. */
export async function shot(page, name) {
  const folder = process.env.FACTORDESK_SHOTS ?? join(tmpdir(), "factordesk-shots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
