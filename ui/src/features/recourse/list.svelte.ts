import type {
  ExportFormat,
  FileSaved,
  RecourseCaseRow,
  RecourseCaseRows,
  RecourseQuery,
  RecourseRow,
  RecourseRows,
  RecourseSort,
  RecourseView,
} from "../../host/bindings";
import { call } from "../../host/client";
import type { ListColumn } from "../../shared/table/columns.svelte";
import { FoundList } from "../../shared/table/found.svelte";
import { ListedRows } from "../../shared/table/listed.svelte";

/** The list of open invoices by their recourse date. */
export class RecourseList extends FoundList<RecourseRow, RecourseView> {
  daysAhead = $state(0);

  constructor() {
    super({ name: "recourse", command: "list_recourse", view: "all", column: "date" });
  }

  export(format: ExportFormat): Promise<FileSaved> {
    return call("export_recourse", { query: this.#query(), columns: this.columns.ids, format });
  }

  protected async load(offset: number, limit: number): Promise<RecourseRows> {
    const page = await call("list_recourse", { ...this.#query(), offset, limit });
    this.counts = page.views;
    this.of = page.of;
    this.daysAhead = page.days_ahead;
    return page;
  }

  protected columnsOf(): readonly ListColumn[] {
    return columns;
  }

  /** What is asked for, without a window. */
  #query(): RecourseQuery {
    return {
      view: this.view,
      sort: sortOf(this.sort.column),
      is_descending: this.sort.isDescending,
      days_ahead: 0,
      text: this.text.trim(),
      offset: 0,
      limit: 0,
    };
  }
}

const columns: readonly ListColumn[] = [
  { id: "number", title: "Invoice", width: "15%", isFixed: true },
  { id: "client", title: "Client", isSortable: true },
  { id: "debtor", title: "Debtor", width: "20%", hiddenBelow: 980 },
  { id: "date", title: "Recourse date", width: "13%", isSortable: true },
  { id: "when", title: "When", width: "13%", hiddenBelow: 760 },
  { id: "standing", title: "State", width: "12%", isExtra: true },
  { id: "amount", title: "Open", width: "13%", isNumber: true, isSortable: true },
  { id: "charge", title: "Charge-back", width: "13%", isNumber: true },
];

/** Charge-backs and write-offs, the latest first. */
export class CaseList extends ListedRows<RecourseCaseRow> {
  constructor() {
    super({ name: "recourse_cases", command: "list_recourse_cases" });
  }

  export(format: ExportFormat): Promise<FileSaved> {
    const query = { invoice_id: null, offset: 0, limit: 0 };
    return call("export_recourse_cases", { query, columns: this.columns.ids, format });
  }

  protected load(offset: number, limit: number): Promise<RecourseCaseRows> {
    return call("list_recourse_cases", { invoice_id: null, offset, limit });
  }

  protected columnsOf(): readonly ListColumn[] {
    return caseColumns;
  }
}

const caseColumns: readonly ListColumn[] = [
  { id: "day", title: "Day", width: "11%" },
  { id: "kind", title: "What", width: "11%" },
  { id: "number", title: "Invoice", width: "10%", isFixed: true },
  { id: "client", title: "Client" },
  { id: "ground", title: "Ground", width: "16%", hiddenBelow: 980 },
  { id: "state", title: "State", width: "11%" },
  { id: "face", title: "Face", width: "12%", isNumber: true, hiddenBelow: 820 },
  { id: "amount", title: "Owed or lost", width: "12%", isNumber: true },
];

function sortOf(column: string): RecourseSort {
  return column === "client" || column === "amount" ? column : "date";
}
