/** What can hold the focus. */
const STOPS = [
  "a[href]",
  "button:not([tabindex='-1'])",
  "input:not([tabindex='-1']):not([type='hidden'])",
  "select",
  "textarea",
  "[tabindex='0']",
].join(",");

/** Moves the focus to the next pane in reading order (1) or the one before (-1). */
export function movePane(direction: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => stopIn(pane) !== undefined,
  );
  if (panes.length === 0) return;
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const next = panes.at((at + direction) % panes.length);
  if (next) stopIn(next)?.focus();
}

function stopIn(pane: HTMLElement): HTMLElement | undefined {
  const inner = [...pane.querySelectorAll<HTMLElement>(STOPS)].filter(
    (one) => one.closest("[data-pane]") === pane,
  );
  // What only scrolls has no control; then the pane itself is where the keys go.
  const self = pane.matches("[tabindex='0']") ? pane : undefined;
  return inner.find((one) => one.getClientRects().length > 0) ?? self;
}
