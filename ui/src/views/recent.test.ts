import { expect, test } from "vitest";
import { Recent } from "./recent.svelte";

test("records are remembered once, newest first, by their latest name", () => {
  const recent = new Recent();
  recent.see({ view: "client", id: 1 }, "Larkfield");
  recent.see({ view: "contract", id: 1 }, "CTR-2026-001");
  recent.see({ view: "client", id: 2 }, "Brinmoor");
  recent.see({ view: "client", id: 1, tab: "notes" }, "Larkfield Produce");
  expect(recent.all.map(({ name, place }) => [name, place.view, place.id])).toEqual([
    ["Larkfield Produce", "client", 1],
    ["Brinmoor", "client", 2],
    ["CTR-2026-001", "contract", 1],
  ]);
});

test("lists, nameless records and the oldest of six are not kept", () => {
  const recent = new Recent();
  recent.see({ view: "clients" }, "Clients");
  recent.see({ view: "client", id: 9 }, undefined);
  for (const id of [1, 2, 3, 4, 5, 6]) recent.see({ view: "client", id }, `Client ${id}`);
  expect(recent.all.map(({ place }) => place.id)).toEqual([6, 5, 4, 3, 2]);
});
