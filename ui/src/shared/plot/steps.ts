import { type Amount, amount } from "../money/money";

/** The fee at one count of days, as the use-cases worked it out. */
export type CurvePoint = { readonly days: number; readonly fee: Amount };
/** A curve with its name on it: the draft solid, the signed dashed. */
export type FeeCurve = {
  readonly name: string;
  readonly kind: "draft" | "signed";
  /** Joined by lines; both sides of a step stand one day apart. */
  readonly points: readonly CurvePoint[];
  /** The days of the worked example: marked on the draft, told in the sentence. */
  readonly asked: readonly CurvePoint[];
};

/** At most five grid lines, zero among them. */
const GRID_STEPS_MAX = 4;

/** Round values from 0 to at least the largest, for the grid. Minor units. */
export function gridValues(minorMax: number): number[] {
  if (minorMax <= 0) return [0];
  const rough = minorMax / GRID_STEPS_MAX;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((one) => one >= rough) ?? rough;
  const values = [0];
  while ((values.at(-1) ?? 0) < minorMax) values.push((values.at(-1) ?? 0) + step);
  return values;
}

/** The days named on the axis: tens, or wider where a hundred days would crowd. */
export function axisDays(daysMax: number): number[] {
  const step = daysMax <= 120 ? 10 : daysMax <= 240 ? 20 : 30;
  return Array.from({ length: Math.floor(daysMax / step) + 1 }, (_, i) => i * step);
}

/** The path of a curve through the given scales. A step is drawn upright where its day ends. */
export function feePath(
  points: readonly CurvePoint[],
  x: (days: number) => number,
  y: (minor: number) => number,
): string {
  const place = ({ days, fee }: CurvePoint) => `${x(days).toFixed(1)} ${y(fee.minor).toFixed(1)}`;
  return points
    .map((point, i) => {
      const before = points[i - 1];
      if (!before) return `M${place(point)}`;
      const isStep = point.days - before.days === 1;
      return isStep ? `V${y(point.fee.minor).toFixed(1)}L${place(point)}` : `L${place(point)}`;
    })
    .join("");
}

/** One sentence with the first fact, for those who do not see the curve. */
export function sentence(curves: readonly FeeCurve[], face: Amount): string {
  const told = curves.map(({ name, asked }) => {
    const [from, to] = [asked[0], asked.at(-1)];
    if (!from || !to) return name;
    const [first, last] = [amount(from.fee), amount(to.fee)];
    return `${name} goes from ${first} at ${from.days} days to ${last} at ${to.days}`;
  });
  const head = `Fee on an invoice of ${amount(face)} by days counted.`;
  return `${head} ${told.join("; ")}. The table holds the same figures.`;
}
