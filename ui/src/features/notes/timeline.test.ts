import { afterEach, beforeEach, expect, test } from "vitest";
import type { HistoryFilter } from "../../host/bindings";
import { AppError, useHost } from "../../host/client";
import type { Host } from "../../host/host";
import { clientIdOf } from "../../host/ids";
import { narrowedBy, TimelinePages, WHOLE } from "./timeline.svelte";

let total = 0;
let asked: string[] = [];
let restore = () => {};

beforeEach(() => {
  asked = [];
  const host: Host = {
    async invoke(_name, input) {
      const { after, limit, filter } = input as {
        after: string;
        limit: number;
        filter: HistoryFilter;
      };
      const offset = after === "" ? 0 : Number(after);
      asked.push(`${offset}+${limit}${filter.kinds.map((kind) => ` ${kind}`).join("")}`);
      if (filter.from === "soon") throw new AppError("invalid", "No day", { from: "No day" });
      const count = Math.max(0, Math.min(limit, total - offset));
      const entries = Array.from({ length: count }, (_, i) => ({ key: `note-${offset + i}` }));
      const end = offset + count;
      const next = end < total ? String(end) : "";
      return { next: [], pinned: [], entries, total, after: next, counts: [], people: [] };
    },
    listen: () => () => {},
    setZoom: () => {},
  };
  restore = useHost(host);
});
afterEach(() => restore());

test("a timeline is read page by page, and ends", async () => {
  total = 120;
  const pages = new TimelinePages({ kind: "client", id: clientIdOf(1) });
  await pages.reload();
  await pages.more();
  await pages.more();
  await pages.more();
  expect(asked).toEqual(["0+50", "50+50", "100+50"]);
  expect([pages.value?.entries.length, pages.hasMore]).toEqual([120, false]);
});

test("a change reads again as far as was read, in the largest pieces", async () => {
  total = 1_000;
  const pages = new TimelinePages({ kind: "client", id: clientIdOf(1) });
  await pages.reload();
  for (let i = 0; i < 5; i += 1) await pages.more();
  asked = [];
  await pages.reload();
  expect(asked).toEqual(["0+200", "200+100"]);
  expect(pages.value?.entries.length).toBe(300);
});

test("a filter begins anew, and whoever comes back finds it", async () => {
  total = 120;
  const subject = { kind: "client", id: clientIdOf(7) } as const;
  const pages = new TimelinePages(subject);
  await pages.reload();
  await pages.more();
  asked = [];
  pages.toggle("letter");
  await expect.poll(() => pages.isReading).toBe(false);
  expect(asked).toEqual(["0+50 letter"]);
  expect(pages.value?.entries.length).toBe(50);
  expect(new TimelinePages(subject).filter.kinds).toEqual(["letter"]);
  expect(new TimelinePages({ kind: "client", id: clientIdOf(8) }).filter).toEqual(WHOLE);
  pages.toggle("letter");
  expect(narrowedBy(pages.filter)).toBe(0);
});

test("a day that is none is said at its field, and the lines stay", async () => {
  total = 3;
  const pages = new TimelinePages({ kind: "client", id: clientIdOf(9) });
  await pages.reload();
  pages.narrow({ from: "soon" });
  await expect.poll(() => pages.problems["from"]).toBe("No day");
  expect([pages.error, pages.value?.entries.length]).toEqual([null, 3]);
});
