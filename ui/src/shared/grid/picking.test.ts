import { expect, test } from "vitest";
import { CellChoices, standsFor } from "./picking.svelte";

const marrow = { value: "1", label: "Marrow Bay Logistics" };
const tarn = { value: "2", label: "Tarn Valley Grocers" };

function choices(createWords?: string): CellChoices {
  return new CellChoices("debtor", {
    suggest: async (_column, text) => ({
      options: [marrow, tarn].filter(({ label }) =>
        label.toLowerCase().includes(text.toLowerCase()),
      ),
      ...(createWords === undefined ? {} : { createWords }),
    }),
  });
}

test.each([
  ["marrow", marrow],
  ["TARN VALLEY GROCERS", tarn],
  ["valley", null],
  ["", null],
])("%j stands for %o", (text, option) => {
  expect(standsFor(text, { options: [marrow, tarn] })).toBe(option);
});

test("Enter takes the first choice of the text as it stands", async () => {
  const open = choices();
  await open.ask("valley");
  expect(open.taken("valley")).toBe(tarn);
  // Typed on, and not answered yet: nothing is taken that was not seen.
  expect(open.taken("valley f")).toBeNull();
});

test("an empty text takes a choice only if it was moved to", async () => {
  const open = choices();
  await open.ask("");
  expect(open.taken("")).toBeNull();
  open.move(1, "");
  expect(open.taken("")).toBe(tarn);
});

test("an unknown text offers a new one, where that is possible", async () => {
  const open = choices("Add account debtor");
  await open.ask("Thornbury");
  expect([open.count("Thornbury"), open.taken("Thornbury")]).toEqual([1, "new"]);
  await open.ask("tarn valley grocers");
  expect(open.count("tarn valley grocers")).toBe(1);
  const closed = choices();
  await closed.ask("Thornbury");
  expect([closed.count("Thornbury"), closed.taken("Thornbury")]).toEqual([0, null]);
});
