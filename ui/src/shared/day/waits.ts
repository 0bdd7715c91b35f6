import type { Option } from "../form/types";

const MINUTES_AN_HOUR = 60;
const MINUTES_A_DAY = 24 * MINUTES_AN_HOUR;
/** What is offered for a snooze or a repeat; a kept length that is none of them is offered, too. */
const USUAL = [5, 10, 15, 30, 60, 120, 240, 1440] as const;

/** "10 min", "2 h", "1 d": a length of time in its largest whole unit. */
export function waitWords(minutes: number): string {
  if (minutes % MINUTES_A_DAY === 0) return `${minutes / MINUTES_A_DAY} d`;
  if (minutes % MINUTES_AN_HOUR === 0) return `${minutes / MINUTES_AN_HOUR} h`;
  return `${minutes} min`;
}

/** The usual lengths to choose from, with the kept one among them. */
export function waitOptions(kept: number | null): Option[] {
  const all = new Set<number>(kept === null ? USUAL : [...USUAL, kept]);
  const inOrder = [...all].sort((one, other) => one - other);
  return inOrder.map((minutes) => ({ value: String(minutes), label: waitWords(minutes) }));
}
