import { untrack } from "svelte";

/**
 * Moves the keyboard to the work of a screen once it is there, unless it is busy elsewhere by then.
 *
 * `isThere` says whether there is anything yet; it is asked again whenever what it reads changes,
 * so a control that goes away with a change does not leave the keyboard nowhere.
 */
export function useFirstFocus(
  work: () => { focus: () => void } | undefined,
  isThere: () => boolean,
): void {
  $effect(() => {
    const to = work();
    if (!to || !isThere()) return;
    untrack(() => {
      if (document.activeElement === document.body) to.focus();
    });
  });
}
