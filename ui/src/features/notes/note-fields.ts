import type {
  Channel,
  Direction,
  FollowUpId,
  NoteShown,
  Outcome,
  Proof,
} from "../../host/bindings";
import { day as dayWords } from "../../shared/day/day";
import { amount } from "../../shared/money/money";
import type { KeptFile } from "./files.svelte";
import { CHANNELS, DIRECTIONS, OUTCOMES, PROOFS } from "./words";

/** The next contact: a quick choice, a typed day, or expressly none. */
export type NextChoice = "tomorrow" | "week" | "friday" | "due" | "typed" | "none" | "open";

/** What is typed into a note; also what its draft holds. Days and times as typed. */
export type NoteFields = {
  contactName: string;
  channel: Channel;
  direction: Direction;
  outcome: Outcome;
  text: string;
  day: string;
  time: string;
  next: NextChoice;
  nextDay: string;
  nextTime: string;
  nextReason: string;
  /** "me", "everybody" or the number of a person. */
  nextOwner: string;
  finishes: FollowUpId | null;
  /** As typed, with commas between them. */
  tags: string;
  proof: Proof | "";
  /** What the debtor promised, as typed; nothing typed is no promise of money. */
  promiseAmount: string;
  promiseDay: string;
  promiseBy: string;
};

/** A draft: the fields and the files that are in the vault already. */
export type NoteDraft = NoteFields & { files: readonly KeptFile[] };

/** The next contact is of whoever writes the note. */
export const OWN = "me";
/** The next contact is of everybody who is at the desk. */
export const EVERYBODYS = "everybody";

/** A note in which nothing is typed yet. */
export function blankNote(day: string): NoteFields {
  return {
    contactName: "",
    channel: "call",
    direction: "outgoing",
    outcome: "reached",
    text: "",
    day,
    time: "",
    next: "open",
    nextDay: "",
    nextTime: "",
    nextReason: "",
    nextOwner: OWN,
    finishes: null,
    tags: "",
    proof: "",
    promiseAmount: "",
    promiseDay: "",
    promiseBy: "",
  };
}

/** A correction: what the note says, to be written anew; what comes next stays as it is. */
export function correctionOf(note: NoteShown, day: string, time: string): NoteFields {
  return {
    ...blankNote(day),
    contactName: note.contact_name,
    channel: note.channel,
    direction: note.direction,
    outcome: note.outcome,
    text: note.text,
    time,
    next: "none",
    tags: note.tags.join(", "),
    proof: note.proof ?? "",
    promiseAmount: note.promise ? amount(note.promise.amount) : "",
    promiseDay: note.promise ? dayWords(note.promise.due_on) : "",
    promiseBy: note.promise?.by ?? "",
  };
}

const NEXT_CHOICES = ["tomorrow", "week", "friday", "due", "typed", "none", "open"];
const TEXTS = [
  "contactName",
  "text",
  "day",
  "time",
  "nextDay",
  "nextTime",
  "nextReason",
  "tags",
  "promiseAmount",
  "promiseDay",
  "promiseBy",
] as const;

/** Whether a stored draft still has the shape that this form has. */
export function isNoteDraft(value: unknown): value is NoteDraft {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const isOneOf = (key: string, values: readonly unknown[]) => values.includes(fields.get(key));
  const finishes = fields.get("finishes");
  return (
    TEXTS.every((key) => typeof fields.get(key) === "string") &&
    isOneOf("channel", valuesOf(CHANNELS)) &&
    isOneOf("direction", valuesOf(DIRECTIONS)) &&
    isOneOf("outcome", valuesOf(OUTCOMES)) &&
    isOneOf("proof", valuesOf(PROOFS)) &&
    isOneOf("next", NEXT_CHOICES) &&
    // A draft of before there was a choice has none.
    ["string", "undefined"].includes(typeof fields.get("nextOwner")) &&
    (finishes === null || typeof finishes === "number") &&
    areFiles(fields.get("files"))
  );
}

function areFiles(value: unknown): boolean {
  return Array.isArray(value) && value.every(isFile);
}

function isFile(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, size } = { id: 0, name: "", size: 0, ...value };
  return typeof id === "number" && typeof name === "string" && typeof size === "number";
}

function valuesOf(options: readonly { value: string }[]): string[] {
  return options.map(({ value }) => value);
}
