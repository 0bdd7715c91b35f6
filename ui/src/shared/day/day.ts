import { currentLocale } from "../money/money";

/** A civil date as "2026-11-19". Typed dates are read by the use-cases, never here. */
export type IsoDay = string;
/** A month as "2026-11". */
export type IsoMonth = string;
/** A time of day in the office as "09:30" or "09:30:00". */
export type IsoTime = string;
/** A day and, if one was set, a time. */
export type Moment = { readonly day: IsoDay; readonly time: IsoTime | null };

const MS_PER_DAY = 86_400_000;
/** Cells of a month's grid: six weeks, so that its height never jumps. */
const GRID_DAYS = 42;

/** "Nov 19, 2026" */
export function day(iso: IsoDay | null | undefined): string {
  return written(iso, { month: "short", day: "numeric", year: "numeric" });
}

/** "Nov 19" */
export function shortDay(iso: IsoDay | null | undefined): string {
  return written(iso, { month: "short", day: "numeric" });
}

/** "Thu, Nov 19" */
export function weekDay(iso: IsoDay | null | undefined): string {
  return written(iso, { weekday: "short", month: "short", day: "numeric" });
}

/** "9:30 AM" */
export function time(iso: IsoTime): string {
  const [hour = 0, minute = 0] = iso.split(":").map(Number);
  const at = new Date(Date.UTC(2000, 0, 1, hour, minute));
  return tidy(format({ hour: "numeric", minute: "2-digit" }).format(at));
}

/** "Thu, Nov 19, 9:30 AM", or the day alone. */
export function moment(at: Moment | null | undefined): string {
  if (!at) return "–";
  return at.time === null ? weekDay(at.day) : `${weekDay(at.day)}, ${time(at.time)}`;
}

/** "10:12:04 AM": the second at which something was durable, by this computer's clock. */
export function clockTime(at: Date): string {
  return tidy(new Intl.DateTimeFormat(currentLocale(), { timeStyle: "medium" }).format(at));
}

/** "November 2026" */
export function monthName(month: IsoMonth): string {
  return format({ month: "long", year: "numeric" }).format(atNoon(`${month}-01`));
}

/** The month that many months later, or earlier if negative. */
export function addMonths(month: IsoMonth, by: number): IsoMonth {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const at = new Date(Date.UTC(year, number - 1 + by, 1));
  return at.toISOString().slice(0, "2026-11".length);
}

/** The day that many days later, or earlier if negative. */
export function addDays(iso: IsoDay, by: number): IsoDay {
  return new Date(atNoon(iso).getTime() + by * MS_PER_DAY)
    .toISOString()
    .slice(0, "2026-11-19".length);
}

/** The same day of another month, or that month's last. */
export function sameDayOfMonth(iso: IsoDay, by: number): IsoDay {
  const month = addMonths(monthOf(iso), by);
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const wanted = `${month}-${iso.slice("2026-11-".length)}`;
  return wanted > last ? last : wanted;
}

/** The month of a day. */
export function monthOf(iso: IsoDay): IsoMonth {
  return iso.slice(0, "2026-11".length);
}

/** Six weeks of days around a month, from Sunday or from Monday as the locale counts. */
export function monthGrid(month: IsoMonth): IsoDay[] {
  const first: IsoDay = `${month}-01`;
  const lead = (atNoon(first).getUTCDay() - firstWeekDay() + 7) % 7;
  return Array.from({ length: GRID_DAYS }, (_, i) => addDays(first, i - lead));
}

/** The names of the week's days in the grid's order, short and whole. */
export function weekDayNames(): { short: string; whole: string }[] {
  // 2023-01-01 was a Sunday.
  return Array.from({ length: 7 }, (_, i) => {
    const at = atNoon(addDays("2023-01-01", firstWeekDay() + i));
    const whole = format({ weekday: "long" }).format(at);
    return { short: whole.slice(0, 2), whole };
  });
}

function firstWeekDay(): 0 | 1 {
  return ["US", "CA", "JP", "MX"].some((land) => currentLocale().endsWith(`-${land}`)) ? 0 : 1;
}

function written(iso: IsoDay | null | undefined, options: Intl.DateTimeFormatOptions): string {
  return iso ? format(options).format(atNoon(iso)) : "–";
}

// Days are civil: noon UTC, shown in UTC, is the same day whatever zone the computer is in.
function atNoon(iso: IsoDay): Date {
  return new Date(`${iso}T12:00:00Z`);
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(currentLocale(), { ...options, timeZone: "UTC" });
}

// Newer Intl data puts a narrow no-break space before AM, which Inter lacks.
function tidy(text: string): string {
  return text.replace(/\u202f/g, " ");
}
