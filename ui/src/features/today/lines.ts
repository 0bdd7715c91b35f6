import type { TodayGroup, TodayGroupKind, TodayRow } from "../../host/bindings";

/** A line of the queue: the head of a group, one of its rows, or the rest of a long group. */
export type Line =
  | { kind: "group"; key: string; group: TodayGroup; isOpen: boolean }
  | { kind: "row"; key: string; group: TodayGroupKind; row: TodayRow; inGroup: number }
  | { kind: "rest"; key: string; group: TodayGroupKind; hidden: number };

/** Rows of a group that are drawn before the rest is asked for. */
export const GROUP_ROWS_FIRST = 100;

/** The lines to draw: closed groups show their head, long ones their first rows. */
export function linesOf(
  groups: readonly TodayGroup[],
  closed: ReadonlySet<TodayGroupKind>,
  whole: ReadonlySet<TodayGroupKind>,
): Line[] {
  return groups.flatMap((group): Line[] => {
    const { kind, rows } = group;
    const isOpen = !closed.has(kind);
    const head: Line = { kind: "group", key: `group-${kind}`, group, isOpen };
    if (!isOpen) return [head];
    const shown = whole.has(kind) ? rows : rows.slice(0, GROUP_ROWS_FIRST);
    const lines = shown.map(
      (row, i): Line => ({ kind: "row", key: row.key, group: kind, row, inGroup: i + 1 }),
    );
    const hidden = rows.length - shown.length;
    const rest: Line[] =
      hidden > 0 ? [{ kind: "rest", key: `rest-${kind}`, group: kind, hidden }] : [];
    return [head, ...lines, ...rest];
  });
}

/**
 * Where the focus stands after the lines have changed: on its own line, or on the one that took
 * its place, so that finishing a row, or putting it off to another day, focuses the next.
 */
export function placeAfter(before: readonly Line[], at: number, after: readonly Line[]): number {
  const own = before[at];
  const same = after.findIndex((line) => line.key === own?.key && !isPutOff(own, line));
  if (same >= 0) return same;
  const following = before
    .slice(at + 1)
    .find(({ key }) => key !== own?.key && after.some((one) => one.key === key));
  const next = after.findIndex(({ key }) => key === following?.key);
  const wanted = next >= 0 ? next : at;
  return Math.max(0, Math.min(after.length - 1, wanted));
}

function isPutOff(before: Line, after: Line): boolean {
  const isRow = before.kind === "row" && after.kind === "row";
  return isRow && before.group !== "coming" && after.group === "coming";
}

/** The first row: what a morning begins with. */
export function firstRow(lines: readonly Line[]): number {
  return Math.max(
    0,
    lines.findIndex(({ kind }) => kind === "row"),
  );
}

/** The row that a line previews: its own, or the first of its group. */
export function previewOf(lines: readonly Line[], at: number): TodayRow | null {
  const line = lines[at];
  if (!line) return null;
  if (line.kind === "row") return line.row;
  return line.kind === "group" ? (line.group.rows[0] ?? null) : null;
}

/** The head of the group that a line belongs to. */
export function headOf(lines: readonly Line[], at: number): number {
  const line = lines[at];
  const kind = line?.kind === "group" ? line.group.kind : line?.group;
  return lines.findIndex((one) => one.kind === "group" && one.group.kind === kind);
}
