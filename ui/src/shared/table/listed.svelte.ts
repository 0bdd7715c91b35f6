import type { ExportFormat, FileSaved } from "../../host/bindings";
import { type CommandName, readsOf } from "../../host/client";
import { onChange } from "../state/resource.svelte";
import { ListColumns, type ListColumn } from "./columns.svelte";
import { type Page, PagedRows } from "./rows.svelte";

/** A list with its columns and its file: what came, and where one is in it. */
export abstract class ListedRows<Row> {
  focused = $state(0);
  scrollTop = $state(0);
  readonly rows = new PagedRows<Row>((offset, limit) => this.load(offset, limit));
  readonly columns: ListColumns;

  readonly #command: CommandName;

  /** `name` is under which columns and views are kept; `command` is what gives the rows. */
  constructor(of: { name: string; command: CommandName }) {
    this.#command = of.command;
    this.columns = new ListColumns(of.name, () => this.columnsOf());
  }

  /** Everything that fits, as a file, as it is shown. */
  abstract export(format: ExportFormat): Promise<FileSaved>;

  /** Asks for some of the rows. */
  protected abstract load(offset: number, limit: number): Promise<Page<Row>>;

  /** Every column of the list; the file of an export goes by the same names. */
  protected abstract columnsOf(): readonly ListColumn[];

  /** The row under the keyboard, once it is there. */
  get row(): Row | undefined {
    return this.rows.at(this.focused);
  }

  /** Asks for the first rows and keeps them fresh until the returned function is called. */
  start(): () => void {
    this.rows.show({ from: 0, to: 1 });
    return onChange(readsOf(this.#command), () => void this.rows.reload());
  }
}
