import type { AsOfAsked, ExportFormat, FileSaved } from "../../host/bindings";
import { call } from "../../host/client";

/** What is written of each account of the trial balance. */
const columns = {
  account: "Account",
  currency: "Currency",
  debit: "Debit",
  credit: "Credit",
} as const;

/** The heads of the file's columns. */
export const heads: readonly string[] = Object.values(columns);

/** Everything that is listed, as a file. */
export function save(asked: AsOfAsked, format: ExportFormat): Promise<FileSaved> {
  return call("export_trial_balance", { query: asked, columns: Object.keys(columns), format });
}
