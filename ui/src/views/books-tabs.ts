import type { Verb } from "../shared/keys/verbs.svelte";
import { type Place, router } from "../shared/state/router.svelte";

/** The parts of the books, in the order of asking. */
export const bookTabs: readonly { tab: string; name: string }[] = [
  { tab: "positions", name: "Positions" },
  { tab: "trial", name: "Trial balance" },
  { tab: "entries", name: "Entries" },
  { tab: "check", name: "Check" },
];

/** What can be asked of the books from every screen. */
export function bookVerbs(): Verb[] {
  const go = (place: Omit<Place, "view">) => () => router.go({ view: "books", ...place });
  const group = "Books";
  return [
    {
      id: "books.check",
      name: "Check my books",
      group,
      icon: "shield-check",
      run: go({ tab: "check", given: { run: "check" } }),
    },
    { id: "books.trial", name: "Trial balance", group, icon: "scale", run: go({ tab: "trial" }) },
    { id: "books.list", name: "Entries", group, icon: "list-filter", run: go({ tab: "entries" }) },
    {
      id: "books.entry",
      name: "Go to entry…",
      group,
      icon: "file-text",
      run: go({ tab: "entries", given: { ask: "entry" } }),
    },
  ];
}
