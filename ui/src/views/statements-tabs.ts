import type { Verb } from "../shared/keys/verbs.svelte";
import { type Place, router } from "../shared/state/router.svelte";

/** The parts of dunning and statements. */
export const statementsTabs: readonly { tab: string; name: string; place: Place }[] = [
  { tab: "make", name: "Make", place: { view: "statements", tab: "make" } },
  { tab: "given", name: "Given out", place: { view: "statements", tab: "given" } },
  { tab: "dunning", name: "Dunning", place: { view: "dunning" } },
];

/** What can be asked of dunning from every screen. */
export function dunningVerbs(): Verb[] {
  return [
    {
      id: "dunning.open",
      name: "Dunning: who is to be reminded today",
      group: "Dunning",
      icon: "mail-check",
      run: () => router.go({ view: "dunning" }),
    },
  ];
}
