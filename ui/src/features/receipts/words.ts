import type {
  ReceiptHintKind,
  ReceiptStanding,
  ReceiptView,
  RestFate,
} from "../../host/bindings";
import type { Option } from "../../shared/form/types";
import { counted } from "../../shared/money/money";

/** What a day of something that has happened may be typed as. */
export const PAST_DAY_HINT = "Today, if empty; without a year, the last such day";

/** How a chip looks: the class beside its word. */
export type Look = "" | "ok" | "warn" | "bad" | "acc";

/** The look of what the inbox makes of a receipt. */
export const hintLooks = {
  named: "acc",
  exact: "ok",
  discount: "ok",
  adds_up: "warn",
  no_match: "bad",
  not_factored: "",
  overpaid: "",
  parked: "",
} satisfies Record<ReceiptHintKind, Look>;

/** How far a receipt is, as a chip says it. */
export const standings = {
  unposted: { words: "Not posted", look: "warn" },
  posted: { words: "Posted", look: "ok" },
  part_unapplied: { words: "Posted, with a rest", look: "acc" },
  returned: { words: "Returned by the bank", look: "bad" },
  reversed: { words: "Reversed", look: "" },
} satisfies Record<ReceiptStanding, { words: string; look: Look }>;

/** The tabs of the receipts that were posted. */
export const postedViews: readonly { view: ReceiptView; name: string }[] = [
  { view: "all", name: "All" },
  { view: "posted", name: "Posted" },
  { view: "returned", name: "Returned" },
  { view: "reversed", name: "Reversed" },
];

/** What may happen to the part that a line leaves open, in the words of a button. */
const fates: readonly { rest: RestFate; label: string }[] = [
  { rest: "to_reserve", label: "To reserve" },
  { rest: "dispute", label: "Dispute" },
  { rest: "write_off", label: "Write off" },
  { rest: "instalment", label: "More to come" },
  { rest: "discount", label: "Discount" },
  { rest: "turned_over", label: "Turned over" },
];

/** The choices for one line; those that cannot be are left out. */
export function fatesOf(of: {
  mayWriteOff: boolean;
  hasDiscount: boolean;
  isMisdirected: boolean;
}): Option[] {
  const isOffered = (rest: RestFate): boolean => {
    if (rest === "write_off") return of.mayWriteOff;
    if (rest === "discount") return of.hasDiscount;
    if (rest === "turned_over") return of.isMisdirected;
    return true;
  };
  return fates
    .filter(({ rest }) => isOffered(rest))
    .map(({ rest, label }) => ({ value: rest, label }));
}

/** The fate of a choice's value. */
export function fateOf(value: string): RestFate {
  return fates.find(({ rest }) => rest === value)?.rest ?? "undecided";
}

/** Whether the shortage itself is coded: an instalment and a discount say why by themselves. */
export function needsReason(rest: RestFate): boolean {
  return rest === "undecided" || ["to_reserve", "dispute", "write_off"].includes(rest);
}

/** After so many days unapplied money is an embarrassment, and after so many a fault. */
const OLD_DAYS = 7;
const VERY_OLD_DAYS = 21;

/** "today", "12 days", and the tone in which it is said. */
export function ageOf(days: number): { words: string; tone: "" | "caution" | "danger" } {
  const words = days <= 0 ? "today" : counted(days, "day", "days");
  if (days > VERY_OLD_DAYS) return { words, tone: "danger" };
  return { words, tone: days > OLD_DAYS ? "caution" : "" };
}
