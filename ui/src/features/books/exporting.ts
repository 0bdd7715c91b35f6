import type { ExportFormat, FileSaved } from "../../host/bindings";
import { call } from "../../host/client";
import type { EntryList } from "./entryList.svelte";

/** The entries as they are listed, as a file. */
export function exportEntries(list: EntryList, format: ExportFormat): Promise<FileSaved> {
  return call("export_entries", { query: list.query(), columns: list.columns.ids, format });
}
