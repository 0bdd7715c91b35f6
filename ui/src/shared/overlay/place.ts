/** Gap between an anchor and what hangs on it, and between that and the window's edge. */
const GAP_PX = 8;

type Box = { left: number; top: number; right: number; bottom: number };
type Size = { width: number; height: number };
/** Where a popover goes, and where its beak points, in pixels of the window. */
export type Placement = { left: number; top: number; isAbove: boolean; beak: number };

/** Hangs a popover under its anchor, or above where there is more room; always in the window. */
export function placed(anchor: Box, popover: Size, window: Size): Placement {
  const below = window.height - anchor.bottom - GAP_PX;
  const isAbove = popover.height > below && anchor.top - GAP_PX > below;
  const wantedTop = isAbove ? anchor.top - GAP_PX - popover.height : anchor.bottom + GAP_PX;
  const top = Math.max(GAP_PX, Math.min(wantedTop, window.height - popover.height - GAP_PX));
  const left = Math.max(GAP_PX, Math.min(anchor.left, window.width - popover.width - GAP_PX));
  const middle = (anchor.left + Math.min(anchor.right, anchor.left + popover.width)) / 2;
  const beak = Math.max(2 * GAP_PX, Math.min(middle - left - GAP_PX, popover.width - 4 * GAP_PX));
  return { left, top, isAbove, beak };
}
