import type { CommandName } from "../../host/client";
import { router } from "../state/router.svelte";
import { ListedRows } from "./listed.svelte";
import type { Sort } from "./types";
import { NamedViews } from "./views.svelte";

/** What a named view keeps of a list; a list with more to it adds to it. */
export type ListFilter<View> = { text: string; view: View; sort: Sort };

/** What the visit remembers for when the list is come back to. */
type Memory<View> = ListFilter<View> & { focused: number; scrollTop: number };

/** How long typing must pause before the list is asked. */
const FIND_PAUSE_MS = 80;

/** A list that is found in: what is asked for, what came, and where one was in it. */
export abstract class FoundList<Row, View extends string> extends ListedRows<Row> {
  text = $state("");
  view: View;
  sort = $state.raw<Sort>({ column: "", isDescending: false });
  /** How many stand in each tab; none before the first answer. */
  counts = $state.raw<Readonly<Record<string, number>> | null>(null);
  /** Rows in the tab without the rest of the filter. */
  of = $state(0);
  readonly named: NamedViews;

  readonly #memory: string;
  readonly #kept: Map<string, unknown>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `memory` is under which the visit remembers it, where that is not the name. */
  constructor(
    of: { name: string; command: CommandName; view: View; column: string; memory?: string },
    kept: Map<string, unknown> = router.memory,
  ) {
    super(of);
    this.#memory = of.memory ?? of.name;
    this.#kept = kept;
    this.view = $state(of.view);
    this.sort = { column: of.column, isDescending: false };
    this.named = new NamedViews(of.name);
    const { remembered } = this;
    if (!isMemory<View>(remembered)) return;
    const { text, view, sort, focused, scrollTop } = remembered;
    Object.assign(this, { text, view, sort, focused, scrollTop });
  }

  /** What a named view keeps of the list. */
  get filter(): ListFilter<View> {
    const { text, view, sort } = this;
    return { text, view, sort };
  }

  /** True if anything but the tab narrows the list. */
  get isNarrowed(): boolean {
    return this.text.trim() !== "";
  }

  /** What the visit remembers of it; of whatever shape. */
  protected get remembered(): unknown {
    return this.#kept.get(this.#memory);
  }

  /** Keeps the rows fresh and the place in the visit until the returned function is called. */
  override start(): () => void {
    const stop = super.start();
    return () => {
      stop();
      clearTimeout(this.#timer);
      const { filter, focused, scrollTop } = this;
      this.#kept.set(this.#memory, { ...filter, focused, scrollTop } satisfies Memory<View>);
    };
  }

  /** Makes the list what a named view says; a view of another list says nothing. */
  become(filter: unknown): void {
    if (!isFilter<View>(filter)) return;
    const { text, view, sort } = filter;
    Object.assign(this, { text, view, sort });
    this.ask();
  }

  /** Asks after a pause in typing. */
  find(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.askAnother(), FIND_PAUSE_MS);
  }

  /** Shows another tab. */
  show(view: View): void {
    this.view = view;
    this.askAnother();
  }

  /** Puts the rows in another order. */
  sortBy(sort: Sort): void {
    this.sort = sort;
    this.askAnother();
  }

  /** Asks for what a person has changed by hand: it is no longer what the named view says. */
  protected askAnother(): void {
    this.named.current = null;
    this.ask();
  }

  /** Asks anew and shows the first rows. */
  protected ask(): void {
    this.focused = 0;
    this.scrollTop = 0;
    void this.rows.reload();
  }
}

function isFilter<View>(value: unknown): value is ListFilter<View> {
  return (
    typeof value === "object" &&
    value !== null &&
    "text" in value &&
    "view" in value &&
    "sort" in value
  );
}

function isMemory<View>(value: unknown): value is Memory<View> {
  return isFilter<View>(value) && "scrollTop" in value;
}
