import type { ExportFormat, FileSaved } from "../../host/bindings";
import { call } from "../../host/client";

/** What is written of each receipt that waits. */
const columns = {
  payer: "Payer",
  about: "Method and reference",
  received: "Received",
  age: "Days",
  standing: "State",
  hint: "What fits",
  currency: "Currency",
  amount: "Amount",
  left: "Unapplied",
} as const;

/** The heads of the file's columns. */
export const heads: readonly string[] = Object.values(columns);

/** Everything that is listed, as a file. */
export function save(format: ExportFormat): Promise<FileSaved> {
  return call("export_inbox", { query: {}, columns: Object.keys(columns), format });
}
