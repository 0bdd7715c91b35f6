/** Where the lines of a long list stand, and which of them are drawn. Pure, to be tested. */

/** Lines drawn above and below the visible ones, so that scrolling shows no gap. */
const OVERSCAN = 6;

/** The top of each line and, last, the height of all: one more than there are lines. */
export function tops(heights: readonly number[]): number[] {
  const all = [0];
  for (const height of heights) all.push((all.at(-1) ?? 0) + height);
  return all;
}

/** The line at this height: the last that begins at or above it. */
export function lineAt(all: readonly number[], top: number): number {
  let [low, high] = [0, Math.max(0, all.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((all[middle] ?? 0) <= top) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The lines from the first up to, but not including, the last that are drawn. */
export function drawn(
  all: readonly number[],
  scrollTop: number,
  height: number,
): { from: number; to: number } {
  const count = all.length - 1;
  const from = Math.max(0, lineAt(all, Math.max(0, scrollTop)) - OVERSCAN);
  const to = Math.min(count, lineAt(all, Math.max(0, scrollTop) + height) + 1 + OVERSCAN);
  return { from: Math.min(from, count), to };
}

/** How far to scroll so that a line is seen whole; where it is, if it is seen already. */
export function scrolledTo(
  all: readonly number[],
  line: number,
  scrollTop: number,
  height: number,
): number {
  const [top, bottom] = [all[line] ?? 0, all[line + 1] ?? 0];
  if (top < scrollTop) return top;
  return bottom > scrollTop + height ? bottom - height : scrollTop;
}
