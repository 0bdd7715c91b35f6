/** The address under which the window starts with the first run. */
const START_HASH = "#start-my-firm";

/** Wishes that the window, once it has started anew, begins with the first run. */
export function wishToStart(): void {
  history.replaceState(null, "", START_HASH);
}

/** True once after such a wish. */
export function takeStartWish(): boolean {
  if (location.hash !== START_HASH) return false;
  history.replaceState(null, "", location.pathname);
  return true;
}
