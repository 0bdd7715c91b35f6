import { type CommandName, readsOf } from "../../host/client";
import { onChange } from "../state/resource.svelte";
import { router } from "../state/router.svelte";
import { type Page, PagedRows } from "./rows.svelte";
import type { Sort } from "./types";

/** What the visit remembers for when the list is come back to. */
type Memory<View> = { text: string; view: View; sort: Sort; focused: number; scrollTop: number };

/** How long typing must pause before the list is asked. */
const FIND_PAUSE_MS = 80;

/** A list that is found in: what is asked for, what came, and where one was in it. */
export abstract class FoundList<Row, View extends string> {
  text = $state("");
  view: View;
  sort = $state.raw<Sort>({ column: "", isDescending: false });
  focused = $state(0);
  scrollTop = $state(0);
  readonly rows = new PagedRows<Row>((offset, limit) => this.load(offset, limit));

  readonly #name: string;
  readonly #command: CommandName;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    of: { name: string; command: CommandName; view: View; column: string },
    memory: Map<string, unknown> = router.memory,
  ) {
    this.#name = of.name;
    this.#command = of.command;
    this.view = $state(of.view);
    this.sort = { column: of.column, isDescending: false };
    const kept = memory.get(of.name);
    if (isMemory(kept)) Object.assign(this, kept);
  }

  /** Asks for some of the rows. */
  protected abstract load(offset: number, limit: number): Promise<Page<Row>>;

  /** The row under the keyboard, once it is there. */
  get row(): Row | undefined {
    return this.rows.at(this.focused);
  }

  /** Keeps the rows fresh and the place in the visit until the returned function is called. */
  start(memory: Map<string, unknown> = router.memory): () => void {
    const stop = onChange(readsOf(this.#command), () => void this.rows.reload());
    return () => {
      stop();
      clearTimeout(this.#timer);
      const { text, view, sort, focused, scrollTop } = this;
      memory.set(this.#name, { text, view, sort, focused, scrollTop } satisfies Memory<View>);
    };
  }

  /** Asks after a pause in typing. */
  find(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.askFromTop(), FIND_PAUSE_MS);
  }

  /** Shows another tab. */
  show(view: View): void {
    this.view = view;
    this.askFromTop();
  }

  /** Puts the rows in another order. */
  sortBy(sort: Sort): void {
    this.sort = sort;
    this.askFromTop();
  }

  /** Asks anew and shows the first rows. */
  protected askFromTop(): void {
    this.focused = 0;
    this.scrollTop = 0;
    void this.rows.reload();
  }
}

function isMemory(value: unknown): value is object {
  return typeof value === "object" && value !== null && "scrollTop" in value;
}
