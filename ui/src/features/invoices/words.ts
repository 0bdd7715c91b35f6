import type { InvoiceStanding, InvoiceView } from "../../host/bindings";
import type { IconName } from "../../shared/icons/paths";

/** A word with its mark; the look only repeats what the word says. */
export type Mark = { word: string; icon: IconName; look: "" | "ok" | "warn" | "bad" | "acc" };

/** How far an invoice is. */
export const standingMarks = {
  draft: { word: "Draft", icon: "pen-line", look: "" },
  submitted: { word: "Submitted", icon: "upload", look: "acc" },
  held: { word: "Held", icon: "circle-pause", look: "warn" },
  rejected: { word: "Rejected", icon: "ban", look: "" },
  approved: { word: "Approved", icon: "check", look: "acc" },
  open: { word: "Open", icon: "circle-dot", look: "" },
  part_paid: { word: "Part paid", icon: "circle-dot", look: "acc" },
  past_due: { word: "Past due", icon: "clock", look: "warn" },
  disputed: { word: "Disputed", icon: "hand", look: "bad" },
  collected: { word: "Collected", icon: "landmark", look: "ok" },
  paid: { word: "Paid", icon: "check-check", look: "ok" },
  charged_back: { word: "Charged back", icon: "undo-2", look: "bad" },
  written_off: { word: "Written off", icon: "circle-slash", look: "bad" },
} as const satisfies Record<InvoiceStanding, Mark>;

/** The tabs above the list, in their order. */
export const tabs: readonly { view: InvoiceView; name: string }[] = [
  { view: "open", name: "Open" },
  { view: "past_due", name: "Past due" },
  { view: "disputed", name: "Disputed" },
  { view: "recourse_soon", name: "Recourse soon" },
  { view: "offered", name: "Offered" },
  { view: "closed", name: "Closed" },
  { view: "all", name: "All" },
];

/** "14 days late"; empty for what is not. */
export function lateWords(days: number): string {
  if (days === 0) return "";
  return days === 1 ? "1 day late" : `${days} days late`;
}
