import type { ContactMark, ContactRow } from "../../host/bindings";
import { time } from "../../shared/day/day";

/** A line of the call sheet: a day, or a contact of it. */
export type CallLine = {
  readonly height: number;
  readonly head: string | null;
  readonly row: ContactRow | null;
};

/** In pixels, as CallList draws them. */
const HEIGHT = { head: 26, row: 46, marked: 70 } as const;

/** The mark of a contact as a chip. */
export const MARKS = {
  broken_promise: { words: "broken promise", look: "bad" },
  promised: { words: "promised", look: "acc" },
  disputed: { words: "dispute", look: "warn" },
} satisfies Record<ContactMark, { words: string; look: string }>;

/** The contacts, each day under its heading. */
export function callLines(rows: readonly ContactRow[]): CallLine[] {
  const lines: CallLine[] = [];
  let day = "";
  for (const row of rows) {
    if (row.day_words !== day) {
      day = row.day_words;
      lines.push({ height: HEIGHT.head, head: day, row: null });
    }
    lines.push({ height: row.mark === null ? HEIGHT.row : HEIGHT.marked, head: null, row });
  }
  return lines;
}

/** "9:00 AM", or any time. */
export function timeWords({ follow_up }: ContactRow): string {
  return follow_up.due.time === null ? "any time" : time(follow_up.due.time);
}

/** What only a screen reader says of a contact: the day stands above it, the reason beside it. */
export function besideWords({ day_words, follow_up, of }: ContactRow): string {
  return [day_words, of === "" ? "" : follow_up.reason].filter((part) => part !== "").join(", ");
}

/** The contact that follows another, or the one before it at the end; none if it is alone. */
export function nextOf(rows: readonly ContactRow[], key: number): ContactRow | null {
  const at = rows.findIndex((row) => row.follow_up.id === key);
  return (at === -1 ? null : (rows[at + 1] ?? rows[at - 1])) ?? null;
}
