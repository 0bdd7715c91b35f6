import type {
  ReleaseMethod,
  ReleaseRow,
  ReleaseState,
  ReleaseWay,
} from "../../host/bindings";
import { shortDay, weekDay } from "../../shared/day/day";
import type { Option } from "../../shared/form/types";
import { counted } from "../../shared/money/money";
import type { Place } from "../../shared/state/router.svelte";

/** How a client can be paid. */
export const methods: readonly Option[] = [
  { value: "ach", label: "ACH" },
  { value: "wire", label: "Wire" },
  { value: "check", label: "Check" },
];

/** The method of an option. */
export function methodOf(value: string): ReleaseMethod {
  return value === "wire" ? "wire" : value === "check" ? "check" : "ach";
}

/** What stands under a client's name: how many invoices, and when. */
export function whenWords(row: ReleaseRow): string {
  const invoices = counted(row.invoices, "invoice", "invoices");
  if (row.is_due) return row.next_run ? `${invoices}, due ${shortDay(row.next_run)}` : invoices;
  if (row.next_run) return `next run ${weekDay(row.next_run)}`;
  return row.escrow_held.minor > 0 ? "escrow only" : "nothing earned";
}

/** How far a run is, with the look of its chip. */
export const states = {
  prepared: { name: "Waits for a yes", look: "warn" },
  booked: { name: "Paid", look: "ok" },
  reversed: { name: "Reversed", look: "bad" },
  discarded: { name: "Given up", look: "" },
} satisfies Record<ReleaseState, { name: string; look: string }>;

/** Where a way on from a hold leads; none where it is done on the spot. */
export function placeOfWay(way: ReleaseWay): Place | null {
  switch (way) {
    case "recourse":
      return { view: "recourse" };
    case "contracts":
      return { view: "contracts" };
    case "lift_hold":
      return null;
  }
}
