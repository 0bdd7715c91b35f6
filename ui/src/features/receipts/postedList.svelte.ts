import type {
  ExportFormat,
  FileSaved,
  ReceiptQuery,
  ReceiptRow,
  ReceiptRows,
  ReceiptView,
} from "../../host/bindings";
import { call } from "../../host/client";
import type { ListColumn } from "../../shared/table/columns.svelte";
import { FoundList } from "../../shared/table/found.svelte";

/** The receipts that were posted, the last received first: a tab, a text, the rows of both. */
export class PostedList extends FoundList<ReceiptRow, ReceiptView> {
  constructor() {
    super({ name: "receipts", command: "list_receipts", view: "all", column: "" });
  }

  export(format: ExportFormat): Promise<FileSaved> {
    return call("export_receipts", { query: this.#query(), columns: this.columns.ids, format });
  }

  protected async load(offset: number, limit: number): Promise<ReceiptRows> {
    const page = await call("list_receipts", { ...this.#query(), offset, limit });
    this.counts = page.views;
    this.of = page.of;
    return page;
  }

  protected columnsOf(): readonly ListColumn[] {
    return columns;
  }

  /** What is asked for, without a window. */
  #query(): ReceiptQuery {
    const { view } = this;
    return { text: this.text.trim(), view, from: "", until: "", offset: 0, limit: 0 };
  }
}

/** Below this width in pixels the account and the day of clearing give way. */
const NARROW = 1100;

const columns: readonly ListColumn[] = [
  { id: "received", title: "Received", width: "12%", isFixed: true },
  { id: "clears", title: "Clears", width: "12%", hiddenBelow: NARROW },
  { id: "payer", title: "Payer" },
  { id: "about", title: "Method and reference", width: "20%" },
  { id: "account", title: "Account", width: "14%", hiddenBelow: NARROW },
  { id: "standing", title: "State", width: "17%" },
  { id: "currency", title: "Currency", width: "8%", isExtra: true },
  { id: "amount", title: "Amount", width: "13%", isNumber: true },
];
