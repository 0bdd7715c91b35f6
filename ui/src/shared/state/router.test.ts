import { expect, test } from "vitest";
import { nextStep } from "./appearance.svelte";
import { Router } from "./router.svelte";

test("back and forward go through the visits, and a new way ends the old one", () => {
  const router = new Router({ view: "today" });
  router.go({ view: "clients" });
  router.go({ view: "client", id: 4 });
  router.back();
  expect(router.place).toEqual({ view: "clients" });
  router.go({ view: "contracts" });
  expect(router.canGoForward).toBe(false);
  router.back();
  router.back();
  expect([router.place.view, router.canGoBack]).toEqual(["today", false]);
});

test("a visit remembers its row until it is come back to", () => {
  const router = new Router({ view: "clients" });
  router.memory.set("row", 812);
  router.go({ view: "client", id: 4 });
  expect(router.memory.get("row")).toBeUndefined();
  router.back();
  expect(router.memory.get("row")).toBe(812);
});

test("the place where one is opens no new visit, and a tab replaces it", () => {
  const router = new Router({ view: "client", id: 4 });
  router.go({ view: "client", id: 4 });
  router.replace({ view: "client", id: 4, tab: "timeline" });
  expect([router.canGoBack, router.place.tab]).toEqual([false, "timeline"]);
});

test("only so many visits are kept", () => {
  const router = new Router({ view: "today" });
  for (let id = 1; id <= 150; id += 1) router.go({ view: "client", id });
  let steps = 0;
  while (router.canGoBack) {
    router.back();
    steps += 1;
  }
  expect(steps).toBe(99);
});

test.each([
  [100, 1, 110],
  [100, -1, 90],
  [200, 1, 200],
  [80, -1, 80],
  [133, 1, 150],
])("zoom %i goes by %i to %i", (zoom, direction, next) => {
  expect(nextStep(zoom, direction === 1 ? 1 : -1)).toBe(next);
});
