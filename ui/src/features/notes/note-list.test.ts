import { describe, expect, test } from "vitest";
import { EVERYTHING, narrowedBy } from "./note-list.svelte";

describe("the list of notes", () => {
  test("counts what narrows it, besides what is typed", () => {
    expect(narrowedBy(EVERYTHING)).toBe(0);
    expect(narrowedBy({ ...EVERYTHING, text: "check" })).toBe(0);
    expect(narrowedBy({ ...EVERYTHING, channel: "call", from: "11/1" })).toBe(2);
    expect(narrowedBy({ ...EVERYTHING, promise: "missed", written_by: "Ruth Adeyemi" })).toBe(2);
  });
});
