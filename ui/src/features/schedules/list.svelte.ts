import type {
  ExportFormat,
  FileSaved,
  ScheduleQuery,
  ScheduleRow,
  ScheduleRows,
  ScheduleStage,
} from "../../host/bindings";
import { call } from "../../host/client";
import type { ListColumn } from "../../shared/table/columns.svelte";
import { FoundList } from "../../shared/table/found.svelte";

/** A tab above the list: all but the withdrawn, or one stage. */
export type ScheduleView = "all" | ScheduleStage;

/** The tabs above the list, in their order. */
export const tabs: readonly { view: ScheduleView; name: string }[] = [
  { view: "all", name: "All" },
  { view: "draft", name: "Draft" },
  { view: "submitted", name: "Submitted" },
  { view: "purchased", name: "Funded" },
  { view: "withdrawn", name: "Withdrawn" },
];

/** The list of schedules, newest first: a tab, a text, and the rows that match both. */
export class ScheduleList extends FoundList<ScheduleRow, ScheduleView> {
  constructor() {
    super({ name: "schedules", command: "list_schedules", view: "all", column: "" });
  }

  export(format: ExportFormat): Promise<FileSaved> {
    return call("export_schedules", { query: this.#query(), columns: this.columns.ids, format });
  }

  protected async load(offset: number, limit: number): Promise<ScheduleRows> {
    const page = await call("list_schedules", { ...this.#query(), offset, limit });
    this.counts = page.views;
    this.of = page.views[this.view] ?? page.total;
    return page;
  }

  protected columnsOf(): readonly ListColumn[] {
    return columnsOf(this.rows.at(0)?.face.currency ?? "");
  }

  /** What is asked for, without a window. */
  #query(): ScheduleQuery {
    return {
      client_id: null,
      stage: this.view === "all" ? null : this.view,
      text: this.text.trim(),
      offset: 0,
      limit: 0,
    };
  }
}

/** Below these widths in pixels a column gives way to those that say more. */
const NARROW = { funded: 1040, invoices: 760 } as const;

function columnsOf(currency: string): readonly ListColumn[] {
  const face = currency === "" ? "Offered" : `Offered, ${currency}`;
  return [
    { id: "number", title: "Schedule", width: "9%", isFixed: true },
    { id: "client", title: "Client" },
    { id: "offered", title: "Offered on", width: "10%" },
    { id: "stage", title: "Stage", width: "15%" },
    {
      id: "invoices",
      title: "Invoices",
      width: "7%",
      isNumber: true,
      hiddenBelow: NARROW.invoices,
    },
    { id: "face", title: face, width: "11%", isNumber: true },
    { id: "bought", title: "Bought", width: "10%", isNumber: true },
    { id: "paid", title: "Paid out", width: "10%", isNumber: true },
    { id: "funded", title: "Funded on", width: "10%", hiddenBelow: NARROW.funded },
  ];
}
