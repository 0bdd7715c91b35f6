import { type IsoDay, monthName } from "../day/day";
import { type Amount, amount } from "../money/money";

/** What a balance was at the end of a day, as the use-cases worked it out. */
export type BalancePoint = { readonly day: IsoDay; readonly value: Amount };

/** The path of a step line: each day stands at its own height until the next one begins. */
export function stepPath(
  points: readonly BalancePoint[],
  x: (place: number) => number,
  y: (minor: number) => number,
): string {
  return points
    .map((point, i) => {
      const at = y(point.value.minor).toFixed(1);
      return i === 0 ? `M${x(0).toFixed(1)} ${at}` : `H${x(i).toFixed(1)}V${at}`;
    })
    .join("");
}

/** The places at which a month begins, with its short name; the plot's first days have none. */
export function monthStarts(points: readonly BalancePoint[]): { place: number; name: string }[] {
  return points.flatMap((point, place) =>
    place > 0 && point.day.endsWith("-01")
      ? [{ place, name: monthName(point.day.slice(0, "2026-11".length)).slice(0, 3) }]
      : [],
  );
}

/** "400k", "1.2M": only on an axis, where the table beside it holds the exact amounts. */
export function axisText(value: Amount): string {
  const whole = amount(value).replace(/[.,]\d\d$/, "");
  const digits = whole.replaceAll(/\D/g, "");
  const sign = value.minor < 0 ? "−" : "";
  if (digits.length > 6) return `${sign}${shortened(digits, 6)}M`;
  if (digits.length > 3) return `${sign}${shortened(digits, 3)}k`;
  return whole;
}

/** The digits before the last so many, and one decimal where there is one. */
function shortened(digits: string, drop: number): string {
  const head = digits.slice(0, digits.length - drop);
  const next = digits.charAt(digits.length - drop);
  return next === "0" ? head : `${head}.${next}`;
}

/** One sentence with the first fact, for those who do not see the line. */
export function balanceSentence(name: string, points: readonly BalancePoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return name;
  const way = `from ${amount(first.value)} to ${amount(last.value)}`;
  return `${name} went ${way} over ${points.length} days. The table holds the same figures.`;
}
