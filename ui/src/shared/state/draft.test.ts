import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DRAFT_PAUSE_MS, DraftKeeper, type DraftStore } from "./draft.svelte";

type Form = { text: string };
const isForm = (value: unknown): value is Form =>
  typeof value === "object" && value !== null && "text" in value;

class Drawer implements DraftStore {
  kept = new Map<string, string>();
  writes = 0;
  isBroken = false;

  async load(key: string) {
    return this.kept.get(key) ?? null;
  }
  async save(key: string, text: string) {
    if (this.isBroken) throw new Error("the disk is full");
    this.writes += 1;
    this.kept.set(key, text);
  }
  async discard(key: string) {
    this.kept.delete(key);
  }
}

let drawer = new Drawer();
beforeEach(() => {
  drawer = new Drawer();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test("typing is written once, after a pause", async () => {
  const keeper = new DraftKeeper<Form>(drawer, "note/1");
  for (const text of ["c", "ca", "call"]) {
    keeper.keep({ text });
    await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS / 2);
  }
  expect(drawer.writes).toBe(0);
  await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS);
  expect(drawer.writes).toBe(1);
  expect(await new DraftKeeper<Form>(drawer, "note/1").restore(isForm)).toEqual({ text: "call" });
});

test("what waits is written when the view goes", async () => {
  const keeper = new DraftKeeper<Form>(drawer, "note/1");
  keeper.keep({ text: "left in a hurry" });
  await keeper.flush();
  expect(drawer.kept.get("note/1")).toContain("left in a hurry");
});

test("a saved note leaves no draft behind, whatever was still waiting", async () => {
  const keeper = new DraftKeeper<Form>(drawer, "note/1");
  keeper.keep({ text: "one" });
  await keeper.flush();
  keeper.keep({ text: "two" });
  await keeper.discard();
  keeper.keep({ text: "three" });
  await vi.advanceTimersByTimeAsync(2 * DRAFT_PAUSE_MS);
  expect(drawer.kept.size).toBe(0);
});

test("a draft that could not be written is at risk, and is written later", async () => {
  const keeper = new DraftKeeper<Form>(drawer, "note/1");
  drawer.isBroken = true;
  keeper.keep({ text: "kept in the window" });
  await keeper.flush();
  expect(keeper.isAtRisk).toBe(true);
  drawer.isBroken = false;
  await keeper.flush();
  expect([keeper.isAtRisk, drawer.kept.size]).toEqual([false, 1]);
});

test.each(["{", "[1]", '{"other":1}'])(
  "a draft that is not understood, %s, counts as none",
  async (text) => {
    drawer.kept.set("note/1", text);
    expect(await new DraftKeeper<Form>(drawer, "note/1").restore(isForm)).toBeNull();
  },
);
