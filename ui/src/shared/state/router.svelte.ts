/** A place in the application: a view and what it shows. */
export type Place = {
  readonly view: string;
  readonly id?: number;
  readonly tab?: string;
  /** What a new view starts with, such as the follow-up that a note answers. */
  readonly given?: Readonly<Record<string, string | number | boolean>>;
};

/** What stands above the view: names and where they lead; the last is the view itself. */
export type Crumb = { readonly name: string; readonly place?: Place };

type Visit = { place: Place; memory: Map<string, unknown> };

/** How many visits can be gone back to. */
const VISITS_MAX = 100;

/** The history of one window, in memory only: after a lock it starts anew. */
export class Router {
  #visits = $state.raw<readonly Visit[]>([]);
  #at = $state(0);
  crumbs = $state.raw<readonly Crumb[]>([]);

  constructor(start: Place) {
    this.#visits = [visit(start)];
  }

  get place(): Place {
    return this.#visit.place;
  }

  /** What the present visit remembers for when it is come back to: row, scroll, filter. */
  get memory(): Map<string, unknown> {
    return this.#visit.memory;
  }

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at < this.#visits.length - 1;
  }

  /** Opens a place. The same place again is no new visit. */
  go(place: Place): void {
    if (isSame(place, this.place)) return;
    const kept = this.#visits.slice(Math.max(0, this.#at + 2 - VISITS_MAX), this.#at + 1);
    this.#visits = [...kept, visit(place)];
    this.#at = kept.length;
  }

  /** Puts another place where this one is, such as a tab, without a new visit. */
  replace(place: Place): void {
    this.#visits = this.#visits.map((one, i) => (i === this.#at ? { ...one, place } : one));
  }

  back(): void {
    if (this.canGoBack) this.#at -= 1;
  }

  forward(): void {
    if (this.canGoForward) this.#at += 1;
  }

  /** Forgets everything and starts at a place. */
  reset(place: Place): void {
    this.#visits = [visit(place)];
    this.#at = 0;
    this.crumbs = [];
  }

  get #visit(): Visit {
    const found = this.#visits[this.#at];
    if (!found) throw new Error("a router always stands at a visit");
    return found;
  }
}

/** The router of this window. */
export const router = new Router({ view: "today" });

/** Names the view in the top bar for as long as it is shown; call it while it is set up. */
export function useCrumbs(crumbs: () => readonly Crumb[]): void {
  $effect(() => {
    router.crumbs = crumbs();
  });
}

function visit(place: Place): Visit {
  return { place, memory: new Map() };
}

function isSame(a: Place, b: Place): boolean {
  return (
    JSON.stringify([a.view, a.id, a.tab, a.given]) ===
    JSON.stringify([b.view, b.id, b.tab, b.given])
  );
}
