import type {
  ContractQuery,
  ContractRow,
  ContractRows,
  ContractView,
  ExportFormat,
  FileSaved,
} from "../../host/bindings";
import { call } from "../../host/client";
import type { ListColumn } from "../../shared/table/columns.svelte";
import { FoundList } from "../../shared/table/found.svelte";

/** The tabs above the list, in their order. */
export const tabs: readonly { view: ContractView; name: string }[] = [
  { view: "all", name: "All" },
  { view: "to_sign", name: "To sign" },
  { view: "in_force", name: "In force" },
  { view: "notice_open", name: "Notice window open" },
  { view: "expiring", name: "Ending in 90 days" },
  { view: "ended", name: "Ended" },
  { view: "signed", name: "Signed" },
];

/** The list of contracts, newest first: a tab, a text, and the rows that match both. */
export class ContractList extends FoundList<ContractRow, ContractView> {
  constructor() {
    super({ name: "contracts", command: "list_contracts", view: "all", column: "" });
  }

  export(format: ExportFormat): Promise<FileSaved> {
    return call("export_contracts", { query: this.#query(), columns: this.columns.ids, format });
  }

  protected async load(offset: number, limit: number): Promise<ContractRows> {
    const page = await call("list_contracts", { ...this.#query(), offset, limit });
    this.counts = page.views;
    this.of = page.views[this.view] ?? page.total;
    return page;
  }

  protected columnsOf(): readonly ListColumn[] {
    return columns;
  }

  /** What is asked for, without a window. */
  #query(): ContractQuery {
    return { text: this.text.trim(), view: this.view, offset: 0, limit: 0 };
  }
}

/** Below these widths in pixels a column gives way to those that say more. */
const NARROW = { title: 1240, frozen: 1100, terms: 760 } as const;

const columns: readonly ListColumn[] = [
  { id: "number", title: "Contract", width: "16%", isFixed: true },
  { id: "version", title: "Version", width: "7%", isNumber: true, isExtra: true },
  { id: "client", title: "Client" },
  { id: "title", title: "Title", width: "18%", hiddenBelow: NARROW.title },
  { id: "stage", title: "Stage", width: "12%" },
  { id: "frozen", title: "Frozen on", width: "9%", hiddenBelow: NARROW.frozen },
  { id: "signed", title: "Signed on", width: "9%" },
  { id: "effective", title: "Effective on", width: "9%" },
  { id: "until", title: "Term until", width: "9%" },
  { id: "terms", title: "Terms", width: "6%", isNumber: true, hiddenBelow: NARROW.terms },
];
