import type { AsOfAsked, ExportFormat, FileSaved } from "../../host/bindings";
import { call } from "../../host/client";

/** What is written of each client of the positions. */
const columns = {
  client: "Client",
  invoices: "Invoices",
  currency: "Currency",
  open: "Open",
  gross: "Gross funds employed",
  net: "Net funds employed",
} as const;

/** The heads of the file's columns. */
export const heads: readonly string[] = Object.values(columns);

/** Everything that is listed, as a file. */
export function save(asked: AsOfAsked, format: ExportFormat): Promise<FileSaved> {
  return call("export_positions", { query: asked, columns: Object.keys(columns), format });
}
