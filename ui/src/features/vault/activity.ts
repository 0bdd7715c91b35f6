/** The lock for inactivity counts in minutes; the desk hears of work at most this often. */
export const TOLD_EVERY_MS = 30_000;

/** Tells of the first sign of work, then at most once in a while. `now` counts milliseconds. */
export function throttled(tell: () => void, now: () => number): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = now();
    tell();
  };
}
