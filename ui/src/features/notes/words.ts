import type {
  Channel,
  HistoryKind,
  NoteShown,
  NoteSubject,
  Outcome,
  PromiseState,
  Proof,
  TimelineWhat,
} from "../../host/bindings";
import type { Option } from "../../shared/form/types";
import type { IconName } from "../../shared/icons/paths";

type Choices<Value extends string> = readonly (Option & { value: Value })[];

/** How a client was reached, in the order of use. */
export const CHANNELS = [
  { value: "call", label: "Call" },
  { value: "email", label: "E-mail" },
  { value: "message", label: "Message" },
  { value: "meeting", label: "Meeting" },
  { value: "mail", label: "Letter" },
  { value: "other", label: "Other" },
] as const satisfies Choices<Channel>;

/** What came of it. */
export const OUTCOMES = [
  { value: "reached", label: "Reached", icon: "phone" },
  { value: "promised", label: "Promise", icon: "handshake" },
  { value: "disputed", label: "Dispute", icon: "scale" },
  { value: "no_answer", label: "No answer", icon: "phone-missed" },
  { value: "left_message", label: "Left message", icon: "voicemail" },
  { value: "other", label: "Other", icon: "info" },
] as const satisfies Choices<Outcome>;

/** What a note brings as proof. */
export const PROOFS = [
  { value: "", label: "No proof" },
  { value: "delivery", label: "Proof of delivery" },
  { value: "signed_invoice", label: "Signed invoice" },
  { value: "order", label: "Purchase order" },
  { value: "remittance", label: "Remittance advice" },
  { value: "payment", label: "Proof of payment" },
  { value: "agreement", label: "Agreement in writing" },
  { value: "other", label: "Other proof" },
] as const satisfies Choices<Proof | "">;

/** The proof as a chip. */
export function proofWords(proof: Proof): string {
  return PROOFS.find(({ value }) => value === proof)?.label ?? "Proof";
}

/** What became of a promise, as a chip. */
export const PROMISE_CHIPS = {
  open: { words: "Promise open", look: "acc" },
  kept: { words: "Promise kept", look: "ok" },
  part_kept: { words: "Promise part-kept", look: "warn" },
  broken: { words: "Promise broken", look: "bad" },
} satisfies Record<PromiseState, { words: string; look: string }>;

/** The kinds of a history's lines, as the filter offers them. */
export const HISTORY_WORDS = {
  note: "Notes",
  mail: "Mail",
  letter: "Letters",
  contract: "Contracts",
  purchase: "Purchases",
  money: "Money",
  promise: "Promises",
  change: "Changes",
} satisfies Record<HistoryKind, string>;

/** Their icons. */
export const HISTORY_ICONS = {
  note: "notebook-pen",
  mail: "mail",
  letter: "file-text",
  contract: "file-pen-line",
  purchase: "file-check",
  money: "banknote-arrow-up",
  promise: "handshake",
  change: "settings-2",
} satisfies Record<HistoryKind, IconName>;

/** Whether both are the same record. */
export function isSame(one: NoteSubject, other: NoteSubject): boolean {
  return one.kind === other.kind && one.id === other.id;
}

/** Who began. */
export const DIRECTIONS = [
  { value: "outgoing", label: "From us" },
  { value: "incoming", label: "From them" },
] as const;

const CHANNEL_WORDS = {
  call: "Call",
  email: "E-mail",
  message: "Message",
  meeting: "Meeting",
  mail: "Letter",
  other: "Note",
} satisfies Record<Channel, string>;

const OUTCOME_WORDS = {
  reached: null,
  promised: "Promise",
  disputed: "Dispute",
  no_answer: "No answer",
  left_message: "Left message",
  other: null,
} satisfies Record<Outcome, string | null>;

const CHANNEL_ICONS = {
  call: "phone",
  email: "mail",
  message: "message-square",
  meeting: "users",
  mail: "send",
  other: "sticky-note",
} satisfies Record<Channel, IconName>;

/** "Call from Nadia Ferro", "E-mail to Nadia Ferro", "Meeting with Nadia Ferro". */
export function noteHead(note: Pick<NoteShown, "channel" | "direction" | "contact_name">): string {
  const what = CHANNEL_WORDS[note.channel];
  if (note.contact_name === "") return what;
  const isMutual = note.channel === "meeting" || note.channel === "other";
  const way = isMutual ? "with" : note.direction === "incoming" ? "from" : "to";
  return `${what} ${way} ${note.contact_name}`;
}

/** The outcome as a chip, where it says more than that there was a note. */
export function outcomeChip(outcome: Outcome): { words: string; look: string } | null {
  const words = OUTCOME_WORDS[outcome];
  if (words === null) return null;
  const look = outcome === "disputed" ? "warn" : outcome === "promised" ? "acc" : "";
  return { words, look };
}

/** The icon of a note: a call says whether it was answered, and who began. */
export function noteIcon(note: Pick<NoteShown, "channel" | "direction" | "outcome">): IconName {
  if (note.channel !== "call") return CHANNEL_ICONS[note.channel];
  if (note.outcome === "no_answer") return "phone-missed";
  if (note.outcome === "left_message") return "voicemail";
  return note.direction === "incoming" ? "phone-incoming" : "phone-outgoing";
}

/** What an entry of a timeline says. */
export function timelineWords(what: TimelineWhat): string {
  switch (what.kind) {
    case "note":
      return what.text;
    case "mail":
      return `${what.about} by mail to ${what.to}: ${what.subject}`;
    case "act":
      return what.title;
  }
}
