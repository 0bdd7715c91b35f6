import { afterEach, beforeEach, expect, test } from "vitest";
import { useHost } from "../../host/client";
import type { Host } from "../../host/host";
import { clientIdOf } from "../../host/ids";
import { TimelinePages } from "./timeline.svelte";

let total = 0;
let asked: string[] = [];
let restore = () => {};

beforeEach(() => {
  asked = [];
  const host: Host = {
    async invoke(_name, input) {
      const { offset, limit } = input as { offset: number; limit: number };
      asked.push(`${offset}+${limit}`);
      const count = Math.max(0, Math.min(limit, total - offset));
      const entries = Array.from({ length: count }, (_, i) => ({ key: `note-${offset + i}` }));
      return { next: [], pinned: [], entries, total };
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
