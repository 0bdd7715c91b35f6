// The history of a client: complete, narrowed, printed; what everybody did; clients on stop.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bought, confirmAccount, openBuying, submitted } from "./buying.mjs";
import { axe, shot } from "./harness.mjs";
import { fill, run, tabTo } from "./keyboard.mjs";
import { noteFor } from "./queue.mjs";

const sizes = [
  ["usual", 1280, 800],
  ["narrow", 960, 700],
];

/** A client that sold two invoices and was spoken with; it may be on stop. */
async function told(call, client, status = "active") {
  await confirmAccount(call, client);
  const lines = [
    ["AF-1", "Marrow Bay Logistics", "4,120.00"],
    ["AF-2", "Tarn Valley Grocers", "5,380.00"],
  ];
  await bought(call, client, lines);
  await noteFor(call, client, "Wes Calloway", "He sends the next schedule on Monday.", null);
  await submitted(call, client, [["AF-3", "Delmarsh Energy", "2,915.00"]]);
  if (status !== "active") await call("set_client_status", { client_id: client, status });
}

async function toTimeline(page) {
  await run(page, "Aldercrest Freight");
  await page.getByRole("heading", { level: 1, name: /Aldercrest/ }).waitFor();
  await page.keyboard.press("Control+Shift+2");
  await page.getByRole("group", { name: "Kinds of entries" }).waitFor();
}

async function looked(page, name) {
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await axe(page);
    await shot(page, `history-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

const kind = (page, name) =>
  page.getByRole("group", { name: "Kinds of entries" }).getByRole("button", { name });

for (const scheme of ["light", "dark"]) {
  test(`a history is narrowed by keyboard and printed, in ${scheme}`, async (t) => {
    const { page, call, filled } = await openBuying(t, { scheme, prepare: told });
    await toTimeline(page);
    await page.getByText(/Schedule SCH-\S+ funded: 2 invoices, USD 9,500\.00 face/).waitFor();
    await page.getByText("He sends the next schedule on Monday.").first().waitFor();
    await looked(page, `whole-${scheme}`);

    await tabTo(page, "Purchases");
    await page.keyboard.press("Enter");
    await page.getByText("He sends the next schedule on Monday.").first().waitFor({
      state: "detached",
    });
    assert.equal(await kind(page, /^Purchases/).getAttribute("aria-pressed"), "true");
    await page.getByText(/funded: 2 invoices/).waitFor();
    await looked(page, `narrowed-${scheme}`);

    // What was narrowed stays so when one comes back.
    await run(page, "Go to Today");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await toTimeline(page);
    assert.equal(await kind(page, /^Purchases/).getAttribute("aria-pressed"), "true");

    await tabTo(page, "Person and days");
    await page.keyboard.press("Enter");
    await fill(page, "From", "soon");
    await page.locator(".more [aria-invalid='true']").waitFor();
    await page.getByText(/funded: 2 invoices/).waitFor();
    await fill(page, "From", "+1");
    await page.getByText("Nothing in this history answers these filters.").waitFor();
    await looked(page, `nothing-${scheme}`);
    await run(page, "Show the whole history");
    await page.getByText("He sends the next schedule on Monday.").first().waitFor();

    await tabTo(page, "Print history");
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "Printed history" });
    await sheet.getByText("History of a client").first().waitFor();
    await looked(page, `paper-${scheme}`);
    await page.keyboard.press("Control+s");
    await page.getByText(/history-aldercrest-freight-inc-\S+\.pdf is saved/).waitFor();
    await page.keyboard.press("Control+p");
    await page.getByText("The history is with the printer").waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    const filter = { kinds: [], person: "", from: "", until: "" };
    const subject = { kind: "client", id: filled };
    const whole = await call("timeline", { subject, filter, after: "", limit: 200 });
    assert.ok(whole.total > 10, `${whole.total} entries`);
  });

  test(`a client on stop is marked wherever invoices are bought, in ${scheme}`, async (t) => {
    const prepare = (call, client) => told(call, client, "on_stop");
    const { page, call, filled } = await openBuying(t, { scheme, prepare });
    await run(page, "Go to Schedules");
    const grid = page.getByRole("grid", { name: "Schedules" });
    await grid.getByText("On stop").first().waitFor();
    await looked(page, `stop-list-${scheme}`);

    await grid.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Aldercrest Freight is on stop.").waitFor();
    await page.locator(".page-head").getByText("On stop").waitFor();
    await page.getByText(/is on stop: nothing is bought/).first().waitFor();
    await looked(page, `stop-schedule-${scheme}`);
    const { rows } = await call("list_schedules", {
      client_id: filled,
      stage: "submitted",
      text: "",
      offset: 0,
      limit: 5,
    });
    const schedule_id = rows[0].id;
    assert.equal((await call("schedule", { schedule_id })).can_fund, false);

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /search/i }).waitFor();
    await page.keyboard.type("Aldercrest");
    await page.getByRole("option", { name: /Aldercrest Freight.*On stop/ }).first().waitFor();
    await page.keyboard.press("Escape");

    await run(page, "Go to Schedules");
    await grid.waitFor();
    await page.keyboard.press("Control+n");
    await page.getByRole("combobox", { name: "Client" }).waitFor();
    await page.keyboard.type("Alder");
    await page.getByRole("option", { name: /Aldercrest Freight On stop/ }).waitFor();
    await looked(page, `stop-choice-${scheme}`);
  });
}

test("what everybody did stands by day, and is narrowed by person", async (t) => {
  const { page } = await openBuying(t, { prepare: told });
  await run(page, "Go to Notes");
  await page.getByRole("heading", { level: 1, name: "Notes" }).waitFor();
  await run(page, "Activity of everybody");
  const list = page.getByRole("region", { name: "Activity" });
  await list.getByText(/funded: 2 invoices/).waitFor();
  await list.getByText("Note written").first().waitFor();
  await looked(page, "activity");
  await fill(page, "Until", "yesterday");
  await page.locator("[aria-invalid='true']").first().waitFor();
  await fill(page, "From", "yesterday");
  await list.getByText("Nobody did anything that answers this.").waitFor();
  await tabTo(page, "Today, everybody");
  await page.keyboard.press("Enter");
  await list.getByText("Note written").first().waitFor();
});

test("a schedule has its own history", async (t) => {
  const { page } = await openBuying(t, { prepare: told });
  await run(page, "Go to Schedules");
  await page.getByRole("grid", { name: "Schedules" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /^SCH-/ }).waitFor();
  await run(page, "Show the history of the schedule");
  await page.getByRole("region", { name: "History" }).getByText(/submitted/).first().waitFor();
  await looked(page, "schedule");
});
