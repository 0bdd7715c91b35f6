/** Which rows of a long table are drawn, and where the focus goes. Pure, to be tested. */

/** Rows are fetched in pages of this many. */
export const PAGE_ROWS = 200;
/** Rows drawn above and below the visible ones, so that scrolling shows no gap. */
const OVERSCAN_ROWS = 8;

/** Heights in pixels as --row, --row-dense and --row-head in tokens.css; positions need numbers. */
export const ROW_PX = { usual: 32, dense: 28, head: 28 } as const;

/** Rows `from` up to, but not including, `to`. */
export type Span = { readonly from: number; readonly to: number };

/** The rows to draw for a scroll position. */
export function visibleSpan(
  scrollTop: number,
  height: number,
  rowHeight: number,
  total: number,
): Span {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const fit = Math.ceil(height / rowHeight) + 1;
  const from = Math.max(0, Math.min(first, total - fit) - OVERSCAN_ROWS);
  return { from, to: Math.min(total, Math.max(first, 0) + fit + OVERSCAN_ROWS) };
}

/** A row that is drawn, or the room of so many rows that are not. */
export type Part =
  | { readonly key: number; readonly gap: 0 }
  | { readonly key: "above" | "between" | "below"; readonly gap: number };

/**
 * What is drawn, from the top: the span, the row that has the keyboard wherever it stands, and
 * the gaps around them. A row that went away with the keyboard in it would leave that nowhere.
 */
export function partsOf(span: Span, held: number, total: number): Part[] {
  const rows = Array.from({ length: span.to - span.from }, (_, i) => span.from + i);
  if (held >= 0 && held < span.from) rows.unshift(held);
  else if (held >= span.to && held < total) rows.push(held);
  const parts: Part[] = [];
  let next = 0;
  for (const row of rows) {
    if (row > next) parts.push({ key: next === 0 ? "above" : "between", gap: row - next });
    parts.push({ key: row, gap: 0 });
    next = row + 1;
  }
  if (next < total) parts.push({ key: "below", gap: total - next });
  return parts;
}

/** The numbers of the pages that hold these rows. */
export function pagesOf({ from, to }: Span): number[] {
  if (to <= from) return [];
  const first = Math.floor(from / PAGE_ROWS);
  const last = Math.floor((to - 1) / PAGE_ROWS);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Where a key moves the focused row; -1 is the head. None if the key does not move. */
export function movedRow(
  key: string,
  row: number,
  total: number,
  rowsPerScreen: number,
): number | null {
  const last = total - 1;
  const within = (to: number) => Math.max(0, Math.min(last, to));
  switch (key) {
    case "ArrowDown":
      return total === 0 ? row : within(row + 1);
    case "ArrowUp":
      return row <= 0 ? -1 : within(row - 1);
    case "PageDown":
      return within(row + rowsPerScreen);
    case "PageUp":
      return within(row - rowsPerScreen);
    case "Home":
      return within(0);
    case "End":
      return within(last);
    default:
      return null;
  }
}

/** The scroll position that shows a row whole under a sticky head, moving as little as possible. */
export function scrollToShow(
  row: number,
  rowHeight: number,
  scrollTop: number,
  bodyHeight: number,
): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - bodyHeight);
}
