import type { ClientId, RowsField, RowsRead } from "../../host/bindings";
import { call } from "../../host/client";
import { separatedRows } from "../../shared/grid/separated";

/** Without these a row cannot become a line by itself. */
const NEEDED: readonly RowsField[] = ["invoice", "face"];

/** Files that hold rows as text. */
export const ROW_FILES = ".csv,.tsv,.txt";

/** True for pasted text that holds rows of several cells; one column is the grid's own. */
export function isRows(text: string): boolean {
  return separatedRows(text).some((row) => row.length > 1);
}

/** True for a file that holds rows as text. */
export function isRowFile(file: File): boolean {
  return ROW_FILES.split(",").some((end) => file.name.toLowerCase().endsWith(end));
}

/** Reads rows, leaving the columns to their headings and the order of dates to the dates. */
export function readRows(clientId: ClientId, text: string): Promise<RowsRead> {
  return call("read_rows", { client_id: clientId, text, columns: null, date_order: null });
}

/** True if nobody needs to look before the rows become lines. */
export function isClear(read: RowsRead): boolean {
  const found = read.columns.map(({ field }) => field);
  return (
    read.lines.length > 0 &&
    !read.is_date_order_guessed &&
    NEEDED.every((field) => found.includes(field))
  );
}
