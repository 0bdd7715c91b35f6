/**
 * Rows of a spreadsheet's clipboard or of a text file: tabs, else semicolons, else commas between
 * the cells, quotes around a cell that holds one of them or a new line. Empty rows are left out.
 */
export function separatedRows(text: string): string[][] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.some((one) => one !== "")) rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? "";
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += char;
        i += 1;
      } else isQuoted = false;
    } else if (char === '"' && cell.trim() === "") {
      cell = "";
      isQuoted = true;
    } else if (char === separator) endCell();
    else if (char === "\n") endRow();
    else if (char !== "\r" && char !== "\ufeff") cell += char;
  }
  endRow();
  return rows;
}

/** "1,234,567.00" is one amount, not three cells. */
const GROUPED = /^\D{0,3}\d{1,3}(,\d{3})+(\.\d+)?\D{0,3}$/;

function separatorOf(text: string): string | null {
  // A spreadsheet puts tabs on the clipboard; files come with the other two.
  if (text.includes("\t")) return "\t";
  const end = text.indexOf("\n");
  const first = end === -1 ? text : text.slice(0, end);
  if (first.includes(";")) return ";";
  return first.includes(",") && !GROUPED.test(first.trim()) ? "," : null;
}
