import { expect, test } from "vitest";
import { throttled, TOLD_EVERY_MS } from "./activity";

test("work is told at once and then at most every half minute", () => {
  let now = 0;
  let told = 0;
  const work = throttled(
    () => (told += 1),
    () => now,
  );
  const after = [0, 1, TOLD_EVERY_MS - 1, TOLD_EVERY_MS, TOLD_EVERY_MS + 1, 2 * TOLD_EVERY_MS];
  const seen = after.map((at) => {
    now = at;
    work();
    return told;
  });
  expect(seen).toEqual([1, 1, 1, 2, 2, 3]);
});
