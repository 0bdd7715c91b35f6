/** A point (x, y) in thousandths of the pad's width and height, so that a signature scales. */
export type StrokePoint = [number, number];
export type Stroke = StrokePoint[];

/** Coordinates run from 0 to this in both directions. */
export const STROKE_RANGE = 1000;
/** As the contract takes them: points of all strokes together, and strokes. */
export const POINTS_MAX = 5_000;
export const STROKES_MAX = 200;

/** A pointer's place on the pad, held within it. */
export function strokePoint(x: number, y: number, width: number, height: number): StrokePoint {
  const within = (part: number, whole: number) =>
    Math.round(Math.min(1, Math.max(0, whole === 0 ? 0 : part / whole)) * STROKE_RANGE);
  return [within(x, width), within(y, height)];
}

/** The stroke with one point more; a point that did not move, or beyond `room`, is dropped. */
export function extended(stroke: Stroke, point: StrokePoint, room: number): Stroke {
  const last = stroke.at(-1);
  const isSame = last !== undefined && last[0] === point[0] && last[1] === point[1];
  return isSame || stroke.length >= room ? stroke : [...stroke, point];
}

/** How many points may still be drawn. */
export function roomAfter(strokes: readonly Stroke[]): number {
  if (strokes.length >= STROKES_MAX) return 0;
  return POINTS_MAX - strokes.reduce((sum, stroke) => sum + stroke.length, 0);
}

/** The path of a stroke; a single point becomes a dot. */
export function strokePath(stroke: Stroke): string {
  const [first, ...rest] = stroke;
  if (!first) return "";
  const start = `M${first[0]} ${first[1]}`;
  return rest.length === 0 ? `${start}l1 0` : start + rest.map(([x, y]) => `L${x} ${y}`).join("");
}
