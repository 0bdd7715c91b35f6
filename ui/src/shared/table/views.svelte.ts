import type { ViewShown } from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../state/resource.svelte";

/** What a view holds: the list's own filter and order, and the columns. */
export type ViewChoices = {
  readonly filter: unknown;
  readonly columns: readonly string[];
};

/** The views of a list that the firm has named. */
export class NamedViews {
  all = $state.raw<readonly ViewShown[]>([]);
  /** The one the list stands in; none once the list was changed. */
  current = $state<number | null>(null);

  readonly list: string;

  constructor(list: string) {
    this.list = list;
  }

  /** Reads the views and keeps them fresh until the returned function is called. */
  start(): () => void {
    void this.#read();
    return onChange(readsOf("views"), () => void this.#read());
  }

  /**
   * Keeps the list as it stands under a name.
   *
   * @throws {AppError} with the field that cannot be.
   */
  async save(name: string, choices: ViewChoices): Promise<ViewShown> {
    const input = { list: this.list, name, choices: JSON.stringify(choices) };
    const saved = await call("save_view", input);
    this.current = saved.id;
    return saved;
  }

  /** Forgets a view; gives back what it was. */
  async remove(view: ViewShown): Promise<ViewShown> {
    if (this.current === view.id) this.current = null;
    return call("remove_view", { view_id: view.id });
  }

  async #read(): Promise<void> {
    try {
      this.all = (await call("views", { list: this.list })).rows;
    } catch {
      // The list works without its views; the next change asks again.
      return;
    }
  }
}

/** The choices of a kept view; none if they are of another program's making. */
export function choicesOf(view: ViewShown): ViewChoices | null {
  try {
    const read: unknown = JSON.parse(view.choices);
    return isChoices(read) ? read : null;
  } catch {
    return null;
  }
}

function isChoices(value: unknown): value is ViewChoices {
  return (
    typeof value === "object" &&
    value !== null &&
    "filter" in value &&
    "columns" in value &&
    Array.isArray(value.columns) &&
    value.columns.every((one) => typeof one === "string")
  );
}
