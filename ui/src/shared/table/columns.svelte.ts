import { call } from "../../host/client";
import type { Column } from "./types";

/** A column that can be left out and moved; those that are not usual wait to be chosen. */
export type ListColumn = Column & {
  /** Not shown until it is chosen. */
  isExtra?: boolean;
  /** Always shown, such as the name that a row goes by. */
  isFixed?: boolean;
};

/** Which columns of a list are shown and in which order: of this computer, or of a view. */
export class ListColumns {
  /** Ids in their order; none for the usual ones. */
  chosen = $state.raw<readonly string[] | null>(null);

  readonly list: string;
  readonly #all: () => readonly ListColumn[];

  constructor(list: string, all: () => readonly ListColumn[]) {
    this.list = list;
    this.#all = all;
  }

  /** Every column of the list, the shown ones first and in their order. */
  get all(): readonly ListColumn[] {
    const all = this.#all();
    const shown = shownOf(all, this.chosen);
    return [...shown, ...all.filter((one) => !shown.includes(one))];
  }

  /** What is drawn and exported, in this order. */
  get shown(): readonly ListColumn[] {
    return shownOf(this.#all(), this.chosen);
  }

  /** The ids of what is shown, for an export or a view. */
  get ids(): string[] {
    return this.shown.map((one) => one.id);
  }

  /** Reads what this computer keeps; without it the usual columns stay. */
  async read(): Promise<void> {
    try {
      const { columns } = await call("preferences", {});
      this.chosen = columns[this.list] ?? null;
    } catch {
      return;
    }
  }

  /** Shows these columns from now on; none are the usual ones. */
  async choose(ids: readonly string[] | null): Promise<void> {
    this.chosen = ids;
    await call("choose_columns", { list: this.list, columns: [...(ids ?? [])] });
  }
}

/** The columns of these ids in their order; fixed ones stay, unknown ones are left out. */
export function shownOf(
  all: readonly ListColumn[],
  ids: readonly string[] | null,
): readonly ListColumn[] {
  const usual = all.filter((one) => one.isExtra !== true);
  if (ids === null) return usual;
  const found = ids
    .map((id) => all.find((one) => one.id === id))
    .filter((one) => one !== undefined);
  const missing = all.filter((one) => one.isFixed === true && !found.includes(one));
  return found.length === 0 ? usual : [...missing, ...found];
}

/** The ids with one of them moved by one place. */
export function moved(ids: readonly string[], id: string, by: 1 | -1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const next = ids.filter((one) => one !== id);
  next.splice(to, 0, id);
  return next;
}
