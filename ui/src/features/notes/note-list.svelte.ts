import type { NoteListQuery, NoteRow } from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { type Page, PagedRows } from "../../shared/table/rows.svelte";

/** What the list is narrowed by, without the window that is read. */
export type NoteFilter = Omit<NoteListQuery, "offset" | "limit">;

/** Everybody's notes. */
export const EVERYTHING: NoteFilter = {
  text: "",
  written_by: "",
  channel: null,
  outcome: null,
  client_id: null,
  debtor_id: null,
  from: "",
  until: "",
  promise: "no_matter",
};

/** How many of the choices narrow the list, besides what is typed. */
export function narrowedBy(filter: NoteFilter): number {
  const { text: _text, ...rest } = EVERYTHING;
  return Object.entries(rest).filter(([key, value]) => filterValue(filter, key) !== value).length;
}

function filterValue(filter: NoteFilter, key: string): unknown {
  return new Map<string, unknown>(Object.entries(filter)).get(key);
}

/** The notes of everybody, looked through as one types. */
export class NoteList {
  filter = $state.raw<NoteFilter>(EVERYTHING);
  /** Everybody who ever wrote a note. */
  writers = $state.raw<readonly string[]>([]);
  /** Whether there are more than are counted. */
  isCapped = $state(false);
  readonly rows = new PagedRows<NoteRow>((offset, limit) => this.#load(offset, limit));

  /** Asks for the first rows and keeps them fresh until the returned function is called. */
  start(): () => void {
    this.rows.show({ from: 0, to: 1 });
    return onChange(readsOf("list_notes"), () => void this.rows.reload());
  }

  /** Narrows the list, or widens it; the old rows stay until the new ones are there. */
  narrow(change: Partial<NoteFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.rows.show({ from: 0, to: 1 });
    void this.rows.reload();
  }

  async #load(offset: number, limit: number): Promise<Page<NoteRow>> {
    const { rows, total, is_capped, writers } = await call("list_notes", {
      ...this.filter,
      offset,
      limit,
    });
    this.writers = writers;
    this.isCapped = is_capped;
    return { rows, total };
  }
}
