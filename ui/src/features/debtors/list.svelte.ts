import type {
  DebtorQuery,
  DebtorRow,
  DebtorRows,
  DebtorSort,
  DebtorView,
} from "../../host/bindings";
import { call } from "../../host/client";
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
  /** Counts of the tabs, by view. */
  counts = $state.raw<Readonly<Record<string, number>>>({});
  /** Debtors in the tab without the text. */
  of = $state(0);

  constructor() {
    super({ name: "debtors", command: "list_debtors", view: "all", column: "name" });
  }

  protected async load(offset: number, limit: number): Promise<DebtorRows> {
    const query: DebtorQuery = {
      text: this.text,
      view: this.view,
      sort: sortOf(this.sort.column),
      is_descending: this.sort.isDescending,
      offset,
      limit,
    };
    const answer = await call("list_debtors", query);
    this.counts = answer.views;
    this.of = answer.of;
    return answer;
  }
}

function sortOf(column: string): DebtorSort {
  return sorts.find((one) => one === column) ?? "name";
}
