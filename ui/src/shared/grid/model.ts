/** What an entry grid does to its lines, and where its focus goes. Pure, to be tested. */

import { separatedRows } from "./separated";
import type { GridColumn, Line, Spot } from "./types";

/** How many rows a grid has without the inviting one, and how many columns are shown. */
export type Shape = { readonly rows: number; readonly columns: number };
/** The lines after a change, and where the focus belongs then. */
export type Changed = { readonly lines: readonly Line[]; readonly at: Spot };

/** A line in which nothing was typed. */
export function blankLine(key: number): Line {
  return { key, cells: {}, values: {} };
}

/** True while nothing stands in the line. */
export function isBlank(line: Line): boolean {
  return Object.values(line.cells).every((text) => text.trim() === "");
}

/** Where an arrow or a paging key leads; none if the key does not move. */
export function movedSpot(
  key: string,
  at: Spot,
  { rows, columns }: Shape,
  rowsPerScreen: number,
): Spot | null {
  const to = (row: number, column: number): Spot => ({
    row: Math.max(0, Math.min(rows, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  switch (key) {
    case "ArrowDown":
      return to(at.row + 1, at.column);
    case "ArrowUp":
      return to(at.row - 1, at.column);
    case "ArrowRight":
      return to(at.row, at.column + 1);
    case "ArrowLeft":
      return to(at.row, at.column - 1);
    case "PageDown":
      return to(at.row + rowsPerScreen, at.column);
    case "PageUp":
      return to(at.row - rowsPerScreen, at.column);
    case "Home":
      return to(at.row, 0);
    case "End":
      return to(at.row, columns - 1);
    case "Ctrl+Home":
      return to(0, 0);
    case "Ctrl+End":
      return to(rows, columns - 1);
    default:
      return null;
  }
}

/** The next cell that can be typed into (1), or the one before (-1); the end stays at the end. */
export function nextSpot(at: Spot, columns: readonly GridColumn[], rows: number, by: 1 | -1): Spot {
  const typed = typedColumns(columns);
  const [first = 0, last = 0] = [typed[0], typed.at(-1)];
  const next = by === 1 ? typed.find((i) => i > at.column) : typed.findLast((i) => i < at.column);
  if (next !== undefined && at.row < rows) return { row: at.row, column: next };
  if (by === 1) return { row: Math.min(rows, at.row + 1), column: first };
  return at.row === 0 ? { row: 0, column: first } : { row: at.row - 1, column: last };
}

/** The places of the columns that can be typed into. */
export function typedColumns(columns: readonly GridColumn[]): number[] {
  return columns.flatMap((column, i) => (column.kind === "shown" ? [] : [i]));
}

/** The lines with one text replaced; a picker's value goes with it unless it is given. */
export function withText(
  lines: readonly Line[],
  row: number,
  column: string,
  text: string,
  value?: string,
): readonly Line[] {
  return lines.map((line, i) => {
    if (i !== row) return line;
    const { [column]: _gone, ...others } = line.values;
    const values = value === undefined ? others : { ...others, [column]: value };
    return { ...line, cells: { ...line.cells, [column]: text }, values };
  });
}

/** The lines with others put in before a row. */
export function withLines(
  lines: readonly Line[],
  row: number,
  added: readonly Line[],
): readonly Line[] {
  return [...lines.slice(0, row), ...added, ...lines.slice(row)];
}

/** The lines without one row. */
export function withoutLine(lines: readonly Line[], row: number): readonly Line[] {
  return lines.filter((_, i) => i !== row);
}

/**
 * What a paste makes of the lines. One column fills down from the cell; whole rows become new
 * lines behind the focused one, so that nothing typed is lost. A first row that holds headings
 * says what the columns are.
 *
 * @param nextKey gives a key for each new line
 */
export function pasted(
  lines: readonly Line[],
  at: Spot,
  text: string,
  columns: readonly GridColumn[],
  nextKey: () => number,
): Changed {
  const rows = separatedRows(text);
  const [head] = rows;
  if (!head) return { lines, at };
  const named = columnsNamed(head, columns);
  if (named === null && rows.every((row) => row.length === 1)) {
    return filledDown(lines, at, rows.flat(), columns, nextKey);
  }
  const width = Math.max(...rows.map((row) => row.length));
  const order = named ?? columnsFrom(at.column, width, columns);
  const added = (named === null ? rows : rows.slice(1)).map((row) =>
    lineOf(nextKey(), row, order),
  );
  return inserted(lines, at, added, columns);
}

/** The lines with others put in behind the focused one, or in its place while it is blank. */
export function inserted(
  lines: readonly Line[],
  at: Spot,
  added: readonly Line[],
  columns: readonly GridColumn[],
): Changed {
  const here = lines[at.row];
  const isTaken = here !== undefined && !isBlank(here);
  const kept = here !== undefined && !isTaken ? withoutLine(lines, at.row) : lines;
  const start = isTaken ? at.row + 1 : Math.min(at.row, kept.length);
  const [first = 0] = typedColumns(columns);
  return {
    lines: withLines(kept, start, added),
    at: { row: start + Math.max(0, added.length - 1), column: first },
  };
}

/** The next cell with a problem after a place, from the start again at the end; or none. */
export function nextProblem(
  lines: readonly Line[],
  at: Spot,
  columns: readonly GridColumn[],
  problemOf: (line: Line, column: string) => string | null,
): Spot | null {
  const found = lines.flatMap((line, row) =>
    columns.flatMap(({ id }, column) => (problemOf(line, id) === null ? [] : [{ row, column }])),
  );
  const isAfter = ({ row, column }: Spot) =>
    row > at.row || (row === at.row && column > at.column);
  return found.find(isAfter) ?? found[0] ?? null;
}

function filledDown(
  lines: readonly Line[],
  at: Spot,
  texts: readonly string[],
  columns: readonly GridColumn[],
  nextKey: () => number,
): Changed {
  const asked = columns[at.column];
  const isTyped = asked !== undefined && asked.kind !== "shown" && at.row < lines.length;
  const [first = 0] = typedColumns(columns);
  const column = isTyped ? at.column : first;
  const id = columns[column]?.id ?? "";
  const missing = Math.max(0, at.row + texts.length - lines.length);
  const blanks = Array.from({ length: missing }, () => blankLine(nextKey()));
  const filled = texts.reduce<readonly Line[]>(
    (all, text, i) => withText(all, at.row + i, id, text),
    [...lines, ...blanks],
  );
  return { lines: filled, at: { row: at.row + texts.length - 1, column } };
}

function lineOf(key: number, row: readonly string[], order: readonly (string | null)[]): Line {
  const named = row.flatMap((text, i) => {
    const column = order[i];
    return column == null ? [] : [[column, text] as const];
  });
  return { key, cells: Object.fromEntries(named), values: {} };
}

// From the focused column if the rows fit there, else from the first.
function columnsFrom(
  column: number,
  width: number,
  columns: readonly GridColumn[],
): (string | null)[] {
  const typed = typedColumns(columns);
  const right = typed.filter((i) => i >= column);
  const taken = right.length >= width ? right : typed;
  return taken.map((i) => columns[i]?.id ?? null);
}

/** Headings are recognised from two of them on: one alone might be an invoice's number. */
const HEADINGS_MIN = 2;

function columnsNamed(
  head: readonly string[],
  columns: readonly GridColumn[],
): (string | null)[] | null {
  const typed = columns.filter(({ kind }) => kind !== "shown");
  const order = head.map((text) => {
    const wanted = bare(text);
    const found = typed.find(({ title, headings = [] }) =>
      [title, ...headings].some((name) => bare(name) === wanted),
    );
    return found?.id ?? null;
  });
  return order.filter((id) => id !== null).length >= HEADINGS_MIN ? order : null;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, "");
}
