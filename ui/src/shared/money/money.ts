/** Everything needed to write an amount; the generated `Money` has this shape. */
export type Amount = { readonly minor: number; readonly currency: string };

/** What stands where there is no amount: an en dash, never 0.00. */
export const NONE = "–";
const MINUS = "−";

/** The sign, the whole units with separators, and the decimals with their point, apart. */
export type AmountParts = { sign: "" | "−"; whole: string; cents: string };

let locale = "en-US";

/** Sets the locale of every number and date; the office's setting, never the browser's. */
export function setLocale(tag: string): void {
  locale = tag;
}

/** The locale that `setLocale` chose. */
export function currentLocale(): string {
  return locale;
}

/** "1,234.56", with a true minus, without currency: the column's head names it. */
export function amount(money: Amount | null | undefined): string {
  if (!money) return NONE;
  const { sign, whole, cents } = amountParts(money);
  return `${sign}${whole}${cents}`;
}

/** "1,234.56 USD", for sentences and labels. */
export function amountWithCurrency(money: Amount | null | undefined): string {
  return money ? `${amount(money)} ${money.currency}` : NONE;
}

/** The parts of an amount, so that a large figure can mute its cents. Exact: digits, no float. */
export function amountParts(money: Amount): AmountParts {
  const digits = decimalsOf(money.currency);
  const text = String(Math.abs(money.minor)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const cents = digits === 0 ? "" : decimalPoint() + text.slice(text.length - digits);
  const grouped = new Intl.NumberFormat(locale).format(BigInt(whole));
  return { sign: money.minor < 0 ? MINUS : "", whole: grouped, cents };
}

/** "12,345": a count, with the locale's separators. */
export function count(value: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** "1 file", "3 files". */
export function counted(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** "1.4 MB", in steps of 1,000 as file managers count. */
export function fileSize(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(size);
  return `${shown} ${units[unit]}`;
}

function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

function decimalPoint(): string {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(0);
  return parts.find((part) => part.type === "decimal")?.value ?? ".";
}
