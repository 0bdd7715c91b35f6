import { expect, test } from "vitest";
import { beginsWith, marked, score } from "./match";

test.each([
  ["New note", "new", 3],
  ["New note", "note", 2],
  ["Go to Clients", "cl go", 2],
  ["Change the passphrase", "phrase", 1],
  ["Müller Spedition", "muller", 3],
  ["Lock", "unlock", null],
  ["Lock", "", 0],
])("%s answers %s with %o", (name, typed, expected) => {
  expect(score(name, typed)).toBe(expected);
});

test("what was typed is marked in the name", () => {
  expect(marked("Brinmoor Staffing", "staff")).toEqual([
    { text: "Brinmoor ", isHit: false },
    { text: "Staff", isHit: true },
    { text: "ing", isHit: false },
  ]);
  expect(marked("Lock", "x")).toEqual([{ text: "Lock", isHit: false }]);
});

test.each([
  ["Dunning policies", "dun", true],
  ["Dunning policies", "policies", false],
  ["Äußerung", "auß", true],
  ["Dunning policies", "d", false],
])("%s begins with %s: %o", (name, typed, expected) => {
  expect(beginsWith(name, typed)).toBe(expected);
});
