import type { ExportFormat, FileSaved } from "../../host/bindings";
import { call } from "../../host/client";

/** What is written of each statement that was given out. */
const columns = {
  number: "Number",
  name: "For",
  period: "Days",
  label: "What",
  currency: "Currency",
  amount: "Amount",
  pages: "Pages",
  made: "Made",
} as const;

/** The heads of the file's columns. */
export const heads: readonly string[] = Object.values(columns);

/** Everything that is listed, as a file. */
export function save(format: ExportFormat): Promise<FileSaved> {
  const query = { party: null };
  return call("export_statements", { query, columns: Object.keys(columns), format });
}
