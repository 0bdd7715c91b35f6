import type { IconName } from "../shared/icons/paths";
import type { Place } from "../shared/state/router.svelte";

/** A record seen before, to go back to. */
export type Seen = { readonly name: string; readonly icon: IconName; readonly place: Place };

/** Enough to come back to; more would be a list to search. */
const SEEN_MAX = 5;
/** The views that show one record. */
const icons: Readonly<Record<string, IconName>> = {
  client: "building-2",
  contract: "file-pen-line",
  debtor: "users-round",
  schedule: "file-stack",
};

/** The records seen last, newest first; in memory only, so that a lock forgets them. */
export class Recent {
  all = $state.raw<readonly Seen[]>([]);

  /** Notes what is shown. A place without a record, or without a name yet, is not noted. */
  see(shown: Place, name: string | undefined): void {
    const icon = icons[shown.view];
    if (!icon || shown.id === undefined || !name) return;
    const place = { view: shown.view, id: shown.id };
    const [first] = this.all;
    if (first && isSame(first.place, place) && first.name === name) return;
    const others = this.all.filter((one) => !isSame(one.place, place));
    this.all = [{ name, icon, place }, ...others].slice(0, SEEN_MAX);
  }
}

function isSame(a: Place, b: Place): boolean {
  return a.view === b.view && a.id === b.id;
}
