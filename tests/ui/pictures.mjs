// Takes the pictures of the README from the sample firm:
//
//     FACTORDESK_SHOTS=docs/pictures node --test tests/ui/pictures.mjs
//
// No spec: it asserts nothing, and the suite does not run it.

import { test } from "node:test";
import { open, shot } from "./harness.mjs";
import { run } from "./keyboard.mjs";

const size = { width: 1440, height: 900 }; // CSS pixels

// Writing the sample firm takes some seconds.
const writing = { timeout: 120_000 };
/** With notes and a drafted amendment; and one whose contract waits for its signatures. */
const amended = "Brinmoor Staffing";
const toSign = "Larkfield Produce";

async function openSample(t, scheme = "light") {
  const { page } = await open(t, { scheme });
  await page.setViewportSize(size);
  await page.getByRole("button", { name: /Look around/ }).click();
  await page.getByText("All names and figures are invented").waitFor(writing);
  await page.locator(".toast").getByRole("button", { name: "Close" }).click();
  return page;
}

async function openClient(page, name) {
  await page.keyboard.press("Control+2");
  await page.getByRole("grid").getByText(name).first().dblclick();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.getByRole("heading", { name: "Timeline" }).waitFor();
  // No row under the pointer.
  await page.mouse.move(0, 0);
}

async function openContract(page) {
  await page.keyboard.press("Control+7");
  await page.getByRole("grid").getByText(toSign).first().dblclick();
  await page.locator(".pvwrap .textLayer span").first().waitFor();
}

test("first run", async (t) => {
  const { page } = await open(t);
  await page.setViewportSize(size);
  await page.getByRole("button", { name: /Start my firm/ }).click();
  await page.getByLabel("Name of your firm").fill("Calder Street Factors LLC");
  await page.getByLabel("Passphrase", { exact: true }).fill("velvet harbour ninety sparrows");
  await page.getByLabel("Again").fill("velvet harbour ninety sparrows");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Recovery key", { exact: true }).waitFor();
  // The folder of this run would say nothing to a reader.
  await page.locator(".path").evaluate((node) => (node.textContent = "/home/ruth/Factordesk"));
  await shot(page, "first-run");
});

test("today, a client, the agreement and its signing", async (t) => {
  const page = await openSample(t);
  await page.getByRole("treegrid").waitFor();
  await shot(page, "today");
  await openClient(page, amended);
  await shot(page, "client");
  await openContract(page);
  await shot(page, "contract");
  await page.keyboard.press("Control+Shift+S");
  const sheet = page.getByRole("dialog", { name: /^Sign CTR-/ });
  await sheet.locator(".thumb .textLayer span").first().waitFor();
  await draw(page, await sheet.getByRole("group", { name: "Signature" }).boundingBox());
  await shot(page, "signing");
});

test("the firm's own wording", async (t) => {
  const page = await openSample(t);
  await run(page, "Wording of contracts");
  await page.getByRole("table", { name: "Wordings" }).waitFor();
  await run(page, "Open the wording Factoring agreement, recourse");
  await page.getByText("comes with Factordesk and stays as it is").waitFor();
  await run(page, "Duplicate the wording");
  await page.getByRole("dialog", { name: /^Duplicate/ }).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("House agreement");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: /^Save version 2/ }).waitFor();
  await page.getByText("Price, advance and reserve").first().click();
  await page.locator(".pvwrap:not(.stale) .textLayer span").first().waitFor();
  await page.mouse.move(0, 0);
  await shot(page, "wording");
});

test("the working day of money", async (t) => {
  const page = await openSample(t);
  await page.keyboard.press("Control+2");
  await page.getByRole("grid").getByText(amended).first().waitFor();
  await shot(page, "clients");
  await run(page, "Schedules");
  await page.getByRole("grid").getByText("Submitted").first().dblclick();
  await page.getByText("Funding, staged").waitFor();
  await shot(page, "schedule");
  await page.keyboard.press("Control+5");
  await page.getByRole("heading", { name: "Remittance advice" }).waitFor();
  await shot(page, "collections");
});

test("terms, in dark", async (t) => {
  const page = await openSample(t, "dark");
  await openClient(page, amended);
  await page.keyboard.press("Control+Shift+T");
  await page.getByRole("table", { name: "Worked example" }).waitFor();
  await shot(page, "terms");
});

/** A flourish across the pad: loops that get smaller. */
async function draw(page, pad) {
  const [left, middle] = [pad.x + pad.width * 0.28, pad.y + pad.height * 0.5];
  const at = (step) => [
    left + step * 4.4 + 22 * Math.sin(step / 3),
    middle - (46 - step / 2) * Math.cos(step / 3),
  ];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let step = 1; step <= 60; step += 1) await page.mouse.move(...at(step));
  await page.mouse.up();
}
