import type { RecourseRow, RecourseSort, RecourseView } from "../../host/bindings";
import { call } from "../../host/client";
import { FoundList } from "../../shared/table/found.svelte";

/** The list of open invoices by their recourse date. */
export class RecourseList extends FoundList<RecourseRow, RecourseView> {
  /** How many stand in each tab; none before the first answer. */
  counts = $state.raw<Readonly<Record<string, number>> | null>(null);
  daysAhead = $state(0);

  constructor() {
    super({ name: "recourse", command: "list_recourse", view: "all", column: "date" });
  }

  // The table is drawn once the tabs are counted, so nothing else asks for the first rows.
  override start(memory?: Map<string, unknown>): () => void {
    void this.rows.reload();
    return super.start(memory);
  }

  protected async load(offset: number, limit: number) {
    const page = await call("list_recourse", {
      view: this.view,
      sort: sortOf(this.sort.column),
      is_descending: this.sort.isDescending,
      days_ahead: 0,
      text: this.text.trim(),
      offset,
      limit,
    });
    this.counts = page.views;
    this.daysAhead = page.days_ahead;
    return page;
  }
}

function sortOf(column: string): RecourseSort {
  return column === "client" || column === "amount" ? column : "date";
}
