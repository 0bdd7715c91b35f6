import type {
  ExportFormat,
  FileSaved,
  ReleaseRunRow,
  ReleaseRunRows,
} from "../../host/bindings";
import { call } from "../../host/client";
import type { ListColumn } from "../../shared/table/columns.svelte";
import { ListedRows } from "../../shared/table/listed.svelte";

/** Releases that were prepared or paid, the latest first. */
export class RunList extends ListedRows<ReleaseRunRow> {
  constructor() {
    super({ name: "release_runs", command: "list_release_runs" });
  }

  export(format: ExportFormat): Promise<FileSaved> {
    const query = { client_id: null, offset: 0, limit: 0 };
    return call("export_release_runs", { query, columns: this.columns.ids, format });
  }

  protected load(offset: number, limit: number): Promise<ReleaseRunRows> {
    return call("list_release_runs", { client_id: null, offset, limit });
  }

  protected columnsOf(): readonly ListColumn[] {
    return columns;
  }
}

const columns: readonly ListColumn[] = [
  { id: "day", title: "Run", width: "13%" },
  { id: "client", title: "Client", isFixed: true },
  { id: "source", title: "Out of", width: "9%", isExtra: true },
  { id: "state", title: "State", width: "14%" },
  { id: "paid", title: "Paid", width: "24%", hiddenBelow: 980 },
  { id: "released", title: "Released", width: "12%", isNumber: true },
  { id: "recovered", title: "Set off", width: "12%", isNumber: true, hiddenBelow: 820 },
  { id: "net", title: "Paid out", width: "12%", isNumber: true },
];
