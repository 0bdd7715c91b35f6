import type {
  DebtorQuery,
  DebtorRow,
  DebtorRows,
  DebtorSort,
  DebtorView,
  ExportFormat,
  FileSaved,
} from "../../host/bindings";
import { call } from "../../host/client";
import type { ListColumn } from "../../shared/table/columns.svelte";
import { FoundList } from "../../shared/table/found.svelte";

/** The tabs above the list, in their order. */
export const tabs: readonly { view: DebtorView; name: string }[] = [
  { view: "all", name: "All" },
  { view: "approved", name: "Approved" },
  { view: "pending", name: "Pending" },
  { view: "on_stop", name: "On stop" },
  { view: "over_limit", name: "Over limit" },
  { view: "to_review", name: "To review" },
  { view: "archived", name: "Archived" },
];

/** Columns that the list can be sorted by; the table names them by these. */
const sorts = [
  "name",
  "exposure",
  "limit_use",
  "past_due",
  "days_to_pay",
  "next_review",
] as const satisfies readonly DebtorSort[];

/** The list of debtors: what is asked for, what came, and where one was in it. */
export class DebtorList extends FoundList<DebtorRow, DebtorView> {
  /** Of the exposures; none before the first answer. */
  currency = $state("");

  constructor() {
    super({ name: "debtors", command: "list_debtors", view: "all", column: "name" });
  }

  export(format: ExportFormat): Promise<FileSaved> {
    return call("export_debtors", { query: this.#query(), columns: this.columns.ids, format });
  }

  protected async load(offset: number, limit: number): Promise<DebtorRows> {
    const answer = await call("list_debtors", { ...this.#query(), offset, limit });
    this.counts = answer.views;
    this.of = answer.of;
    this.currency = answer.rows[0]?.exposure.currency ?? this.currency;
    return answer;
  }

  protected columnsOf(): readonly ListColumn[] {
    return columnsOf(this.currency);
  }

  /** What is asked for, without a window. */
  #query(): DebtorQuery {
    return {
      text: this.text,
      view: this.view,
      sort: sortOf(this.sort.column),
      is_descending: this.sort.isDescending,
      offset: 0,
      limit: 0,
    };
  }
}

/** The columns of the list; what is in the file of an export goes by the same names. */
function columnsOf(currency: string): readonly ListColumn[] {
  const exposure = currency === "" ? "Exposure" : `Exposure, ${currency}`;
  const amount = { isNumber: true, width: "11%" };
  return [
    { id: "name", title: "Debtor", isSortable: true, isFixed: true },
    { id: "group", title: "Group", width: "12%", isExtra: true },
    { id: "city", title: "City", width: "10%", hiddenBelow: 1400 },
    { id: "status", title: "Status", width: "10%", isExtra: true },
    { id: "exposure", title: exposure, isNumber: true, isSortable: true, width: "var(--field-md)" },
    { id: "limit", title: "Credit limit", ...amount, isExtra: true },
    { id: "limit_use", title: "Of limit", isSortable: true, width: "var(--field-md)" },
    { id: "past_due", title: "Past due", isSortable: true, ...amount },
    {
      id: "days_to_pay",
      title: "Days to pay",
      isNumber: true,
      isSortable: true,
      width: "9%",
      hiddenBelow: 1000,
    },
    { id: "rating", title: "Pays", width: "9%", hiddenBelow: 1000 },
    { id: "next_review", title: "Next review", isSortable: true, width: "11%", hiddenBelow: 1200 },
  ];
}

function sortOf(column: string): DebtorSort {
  return sorts.find((one) => one === column) ?? "name";
}
