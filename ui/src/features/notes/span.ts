import { addDays, day as dayWords, type IsoDay, monthName, monthOf } from "../../shared/day/day";

/** What the list of contacts shows: what is due and coming, or the days around a chosen one. */
export type Span = { kind: "due" } | { kind: "day" | "week" | "month"; day: IsoDay };

/** Choices of the days around the chosen one. */
export const SPANS = [
  { value: "day", label: "Day" },
  { value: "week", label: "Week" },
  { value: "month", label: "Month" },
] as const;

const DAYS_A_WEEK = 7;

/** The first and the last day that are asked for; none of what is due. */
export function daysOf(span: Span): { first: IsoDay | null; last: IsoDay | null } {
  switch (span.kind) {
    case "due":
      return { first: null, last: null };
    case "day":
      return { first: span.day, last: span.day };
    case "week": {
      const first = sundayOf(span.day);
      return { first, last: addDays(first, DAYS_A_WEEK - 1) };
    }
    case "month":
      return { first: `${monthOf(span.day)}-01`, last: lastOfMonth(span.day) };
  }
}

/** "Nov 19, 2026", "Nov 15, 2026 to Nov 21, 2026", "November 2026" */
export function spanWords(span: Span): string {
  const { first, last } = daysOf(span);
  switch (span.kind) {
    case "due":
      return "Due";
    case "day":
      return dayWords(first);
    case "week":
      return `${dayWords(first)} to ${dayWords(last)}`;
    case "month":
      return monthName(monthOf(span.day));
  }
}

// The calendar's weeks begin on Sundays, as monthGrid draws them.
function sundayOf(day: IsoDay): IsoDay {
  return addDays(day, -new Date(`${day}T00:00:00Z`).getUTCDay());
}

function lastOfMonth(day: IsoDay): IsoDay {
  const [year = 0, month = 1] = monthOf(day).split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
