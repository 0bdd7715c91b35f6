import type { TermKind, TermRow } from "../../host/bindings";

/** What a field shows of a term, or of a part of a fee's form. */
export type TermLike = Pick<TermRow, "label" | "kind" | "choices" | "house" | "value" | "problem">;

/** The words of the Source column. */
export type RowWords = { house: string; client: string; changed: string };

/** The value whose field has the keyboard. */
export type Focused = { isOwn: () => boolean; clear: () => void };

/** The unit that stands inside a field; a currency is the firm's. */
export function unitOf(kind: TermKind, currency: string): string {
  switch (kind) {
    case "percent":
      return "%";
    case "money":
      return currency;
    case "days":
      return "days";
    case "business_days":
      return "bus. days";
    case "months":
      return "months";
    case "schedule":
    case "count":
    case "choice":
      return "";
  }
}

/** Of "30 days", "85.00%" or "USD 400,000.00" the figure, for where the unit stands apart. */
export function figureOf(kind: TermKind, text: string): string {
  if (kind === "choice" || kind === "schedule" || kind === "count") return text;
  // A currency stands before its amount: "USD 15.00".
  return /^(?:[A-Z]{3} )?([−-]?[\d.,]+)/.exec(text)?.[1] ?? text;
}

/** The signed or the house's value beside the field: short where label and field say the rest. */
export function besideOf({ kind }: Pick<TermRow, "kind">, text: string): string {
  const figure = figureOf(kind, text);
  if (figure === text) return text;
  if (kind === "percent") return `${figure}%`;
  if (kind === "business_days") return `${figure} ${unitOf(kind, "")}`;
  return kind === "money" ? figure : text;
}

/** Rows of one heading, in their order; the rare ones stand below, under a heading of their own. */
export type Group = { name: string; rows: readonly TermRow[]; rare: readonly TermRow[] };

/**
 * The rows under their headings. A row that another term makes idle is left out, unless it was
 * signed so or something is wrong in it.
 */
export function grouped(rows: readonly TermRow[]): Group[] {
  const names = [...new Set(rows.map((row) => row.group))];
  return names
    .map((name) => {
      const shown = rows.filter((row) => row.group === name && isShown(row));
      const rare = shown.filter((row) => row.is_rare);
      return { name, rows: shown.filter((row) => !row.is_rare), rare };
    })
    .filter((group) => group.rows.length + group.rare.length > 0);
}

/** Whether a closed heading would hide something that was agreed or is wrong. */
export function hasDifference(rows: readonly TermRow[]): boolean {
  return rows.some((row) => row.own !== null || row.is_changed || row.problem !== null);
}

/** What a term shows that its form does not have. */
const IDLE = "–";

function isShown(row: TermRow): boolean {
  const wasSigned = row.signed !== null && row.signed !== IDLE;
  return row.is_used || row.problem !== null || wasSigned;
}

/** Where a value comes from, in the words of the Source column. */
export type Source = "house" | "client" | "changed";

export function sourceOf(row: Pick<TermRow, "source" | "is_changed">): Source {
  if (row.is_changed) return "changed";
  return row.source === "house_default" ? "house" : "client";
}
