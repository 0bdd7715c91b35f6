import type { ExportFormat, FileSaved } from "../../host/bindings";
import { call } from "../../host/client";

/** What is written of each client that has something to be released. */
const columns = {
  client: "Client",
  standing: "State",
  calendar: "Calendar",
  next_run: "Next run",
  holds: "Held because",
  invoices: "Invoices due",
  earned: "Earned",
  escrow: "Escrow",
  net: "To pay",
} as const;

/** The heads of the file's columns. */
export const heads: readonly string[] = Object.values(columns);

/** Everything that is listed, as a file. */
export function save(format: ExportFormat): Promise<FileSaved> {
  return call("export_releases", { query: { day: "" }, columns: Object.keys(columns), format });
}
