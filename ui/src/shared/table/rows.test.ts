import { expect, test, vi } from "vitest";
import { AppError } from "../../host/client";
import { PagedRows } from "./rows.svelte";

function numbers(total: number, from = 0) {
  return vi.fn(async (offset: number, limit: number) => ({
    rows: Array.from({ length: Math.min(limit, total - offset) }, (_, i) => from + offset + i),
    total,
  }));
}

test("only pages in view are fetched, each once", async () => {
  const load = numbers(100_001);
  const rows = new PagedRows(load);
  rows.show({ from: 0, to: 30 });
  rows.show({ from: 5, to: 35 });
  await vi.waitFor(() => expect(rows.total).toBe(100_001));
  rows.show({ from: 99_980, to: 100_001 });
  await vi.waitFor(() => expect(rows.at(100_000)).toBe(100_000));
  expect(load.mock.calls).toEqual([
    [0, 200],
    [99_800, 200],
    [100_000, 200],
  ]);
  expect(rows.at(500)).toBeUndefined();
});

test("the old rows stay until the new ones are there", async () => {
  const rows = new PagedRows(numbers(300));
  rows.show({ from: 0, to: 30 });
  await vi.waitFor(() => expect(rows.at(0)).toBe(0));
  const reloaded = rows.reload(numbers(10, 7_000));
  expect([rows.at(0), rows.isStale]).toEqual([0, true]);
  await reloaded;
  expect([rows.at(0), rows.total, rows.isStale]).toEqual([7_000, 10, false]);
});

test("an answer to an earlier question is dropped", async () => {
  let late: (page: { rows: number[]; total: number }) => void = () => {};
  const rows = new PagedRows<number>(() => new Promise((resolve) => (late = resolve)));
  rows.show({ from: 0, to: 30 });
  await rows.reload(numbers(3, 50));
  late({ rows: [1], total: 1 });
  await Promise.resolve();
  expect([rows.at(0), rows.total]).toEqual([50, 3]);
});

test("a list that cannot be read says so and keeps what it has", async () => {
  const rows = new PagedRows(numbers(3));
  rows.show({ from: 0, to: 3 });
  await vi.waitFor(() => expect(rows.total).toBe(3));
  await rows.reload(() => Promise.reject(new AppError("no_answer", "gone")));
  expect([rows.at(2), rows.error?.message]).toEqual([2, "gone"]);
});
