import type { StatementFor, StatementItemState, StatementRunState } from "../../host/bindings";
import type { IconName } from "../../shared/icons/paths";

/** What became of one party, in a word. */
export const itemWords = {
  waiting: { word: "Waiting", look: "", icon: "clock" },
  made: { word: "Made", look: "pos", icon: "check" },
  empty: { word: "Nothing to state", look: "", icon: "minus" },
  failed: { word: "Not made", look: "dan", icon: "circle-x" },
} satisfies Record<StatementItemState, { word: string; look: string; icon: IconName }>;

/** How far a run is, in a word. */
export const runWords = {
  running: "Not finished",
  finished: "Finished",
  cancelled: "Cancelled",
} satisfies Record<StatementRunState, string>;

/** The id that a party has among those of its kind. */
export function partyId(party: StatementFor): number {
  return party.kind === "client" ? party.client_id : party.debtor_id;
}

/** One text for each party, for lists and choices. */
export function partyKey(party: StatementFor): string {
  return `${party.kind}-${partyId(party)}`;
}
