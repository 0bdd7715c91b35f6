import type { TodayGroupKind, TodayRow } from "../../host/bindings";
import { shortDay, time } from "../../shared/day/day";
import type { IconName } from "../../shared/icons/paths";

/** Later than this is red; until then it is a warning. */
const LATE_DAYS_CAUTION = 7;

/** The icon of each group of the queue. */
export const GROUP_ICONS = {
  overdue: "phone",
  due_today: "calendar-clock",
  broken_promises: "handshake",
  mail: "mail",
  over_advances: "banknote-arrow-up",
  renewals: "calendar-clock",
  to_sign: "pen-line",
  coming: "calendar",
} satisfies Record<TodayGroupKind, IconName>;

/** "Nov 16" of what is late, else as the use-cases say it: "9:30 AM", "Today", "6 days out". */
export function dueWords(row: TodayRow): string {
  return row.days_late > 0 && row.follow_up ? shortDay(row.follow_up.due.day) : row.due_words;
}

/** Whether a row is due today at a time, which stands out. */
export function isDueAtTime({ follow_up, due_words }: TodayRow): boolean {
  const at = follow_up?.due.time ?? null;
  return at !== null && due_words === time(at);
}

/** How loud a number of late days is. */
export function lateLook(days: number): string {
  if (days === 0) return "muted";
  return days > LATE_DAYS_CAUTION ? "danger strong" : "caution";
}

/** "RA" of "Ruth Adeyemi"; empty of nobody. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => (word ? [...word][0] : "")).join("").toUpperCase();
}

/** "(617) 555-0166", or what the page knows of who is called. */
export function contactWords({ follow_up }: TodayRow): string {
  if (!follow_up) return "";
  return [follow_up.contact_name, follow_up.contact_phone].filter((one) => one !== "").join(", ");
}

/** "Nov 20, 9:00 AM", the way a snooze or a due date is read in a row. */
export function shortMoment(at: { day: string; time: string | null }): string {
  return at.time === null ? shortDay(at.day) : `${shortDay(at.day)}, ${time(at.time)}`;
}
