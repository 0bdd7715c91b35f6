import type { Verb } from "../shared/keys/verbs.svelte";
import { type Place, router } from "../shared/state/router.svelte";

/** The parts of collections: what comes in, what goes out of it, what never came. */
export const collectionTabs: readonly { view: string; name: string }[] = [
  { view: "collections", name: "Receipts" },
  { view: "releases", name: "Releases" },
  { view: "recourse", name: "Recourse" },
];

/** What can be asked of collections from every screen. */
export function collectionVerbs(): Verb[] {
  const go = (place: Place) => () => router.go(place);
  const group = "Collections";
  return [
    {
      id: "receipts.open",
      name: "Receipts: money that came in",
      group,
      icon: "landmark",
      run: go({ view: "collections" }),
    },
    {
      id: "releases.open",
      name: "Reserve releases",
      group,
      icon: "banknote-arrow-up",
      run: go({ view: "releases" }),
    },
    {
      id: "releases.history",
      name: "Past releases and their reports",
      group,
      icon: "history",
      run: go({ view: "releases", tab: "history" }),
    },
    {
      id: "recourse.open",
      name: "Recourse: what is to be charged back",
      group,
      icon: "undo-2",
      run: go({ view: "recourse" }),
    },
    {
      id: "recourse.cases",
      name: "Charge-backs and write-offs",
      group,
      icon: "eraser",
      run: go({ view: "recourse", tab: "cases" }),
    },
  ];
}
