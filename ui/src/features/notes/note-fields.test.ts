import { expect, test } from "vitest";
import { blankNote, isNoteDraft } from "./note-fields";

const draft = { ...blankNote("Nov 19, 2026"), files: [{ id: 4, name: "a.pdf", size: 3 }] };

test("a draft comes back as it was kept", () => {
  expect(isNoteDraft(JSON.parse(JSON.stringify(draft)))).toBe(true);
});

test.each([
  ["nothing", null],
  ["a list", []],
  ["an unknown channel", { ...draft, channel: "pigeon" }],
  ["a text that is a number", { ...draft, text: 4 }],
  ["a field that is missing", { ...draft, nextDay: undefined }],
  ["a file without a size", { ...draft, files: [{ id: 4, name: "a.pdf", size: null }] }],
])("a draft with %s counts as none", (_what, value) => {
  expect(isNoteDraft(value)).toBe(false);
});
