/** Why an invoice is paid short, and what happens to the shortage; empty until it is chosen. */
export type Coding = { reason: string; fate: string; note: string };

/** What is typed for one invoice. */
export type Line = { readonly pays: string; readonly coding: Coding };

/** What is typed for a receipt, by invoice id; this is what a draft keeps. */
export type Lines = Readonly<Record<string, Line>>;

const NO_CODING: Coding = { reason: "", fate: "", note: "" };
const NO_LINE: Line = { pays: "", coding: NO_CODING };

/** What is typed for an invoice; nothing yet is an empty line. */
export function lineOf(lines: Lines, invoice: number): Line {
  return lines[String(invoice)] ?? NO_LINE;
}

/** The lines with another amount for one invoice. Without an amount nothing is left to code. */
export function withPays(lines: Lines, invoice: number, pays: string): Lines {
  const { [String(invoice)]: before = NO_LINE, ...others } = lines;
  return pays.trim() === "" ? others : { ...others, [String(invoice)]: { ...before, pays } };
}

/** The lines with another answer about one shortage. */
export function withCoding(lines: Lines, invoice: number, more: Partial<Coding>): Lines {
  const before = lineOf(lines, invoice);
  return { ...lines, [String(invoice)]: { ...before, coding: { ...before.coding, ...more } } };
}

/** Whether kept text is what a receipt's lines look like. */
export function isLines(value: unknown): value is Lines {
  return isRecord(value) && Object.values(value).every(isLine);
}

function isLine(value: unknown): value is Line {
  return isRecord(value) && typeof value["pays"] === "string" && isCoding(value["coding"]);
}

function isCoding(value: unknown): value is Coding {
  return isRecord(value) && ["reason", "fate", "note"].every((key) => typeof value[key] === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
