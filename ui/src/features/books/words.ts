import type { AgeingShown, CheckOutcome } from "../../host/bindings";
import { amountWithCurrency } from "../../shared/money/money";

/** How many colours an ageing has; the last is the oldest. */
const AGE_COLOURS = 5;

/** The class of a column's colour: the last column is always the oldest. */
export function ageClass(place: number, columns: number): string {
  return `a${Math.max(0, AGE_COLOURS - columns + place)}`;
}

/** The ageing in one sentence, for those who do not see the bar. */
export function ageingWords(ageing: AgeingShown): string {
  const parts = ageing.columns.map(
    (column) => `${column.label} ${amountWithCurrency(column.amount)}, ${column.share ?? "0%"}`,
  );
  return `Ageing by ${ageing.label.toLowerCase()}: ${parts.join("; ")}`;
}

/** What a check's mark says, and how it looks. */
export const outcomes = {
  passed: { word: "PASS", look: "pass" },
  broken: { word: "BROKEN", look: "block" },
  nothing: { word: "NONE", look: "" },
  unfinished: { word: "NOT RUN", look: "warn" },
} satisfies Record<CheckOutcome, { word: string; look: string }>;
