import type {
  LetterEvent,
  LetterKind,
  LetterRow,
  LetterStage,
  LetterTab,
  LetterTabs,
  NoticeWay,
} from "../../host/bindings";
import type { Option } from "../../shared/form/types";
import type { Mark } from "../../shared/mark/mark";

/** What a letter does. */
export const kindNames = {
  notice_of_assignment: "Notice of assignment",
  verification: "Verification letter",
  debtor_release: "Release to the debtor",
  client_release: "Release to the client",
  payoff: "Payoff letter",
  courtesy_reminder: "Courtesy letter before the due date",
  friendly_reminder: "Friendly reminder",
  firm_reminder: "Second reminder",
  final_demand: "Final demand",
  discussion: "Confirmation of a discussion",
  statement_cover: "Cover of a statement",
  schedule_of_accounts: "Schedule of accounts",
  charge_back_notice: "Charge-back notice",
} as const satisfies Record<LetterKind, string>;

/** Every kind that is made as a letter, in the order they are offered. */
export const kinds: readonly LetterKind[] = [
  "notice_of_assignment",
  "verification",
  "debtor_release",
  "client_release",
  "payoff",
  "courtesy_reminder",
  "friendly_reminder",
  "firm_reminder",
  "final_demand",
  "discussion",
];

const reminders: readonly LetterKind[] = [
  "courtesy_reminder",
  "friendly_reminder",
  "firm_reminder",
  "final_demand",
];

/** Whether a letter reminds a debtor of what it owes. */
export function isReminder(kind: LetterKind): boolean {
  return reminders.includes(kind);
}

/** Every kind, to choose from. */
export const kindOptions: readonly Option[] = kinds.map((value) => ({
  value,
  label: kindNames[value],
}));

/** The kind that was chosen, or that a place names. */
export function kindOf(value: unknown): LetterKind {
  return kinds.find((kind) => kind === value) ?? "notice_of_assignment";
}

/** Where a letter stands. */
export const stageMarks = {
  made: { word: "To send", icon: "mail", look: "warn" },
  sent: { word: "Sent", icon: "send", look: "acc" },
  delivered: { word: "Delivered", icon: "mail", look: "acc" },
  acknowledged: { word: "Acknowledged", icon: "mail-check", look: "ok" },
  refused: { word: "Refused", icon: "ban", look: "bad" },
  returned: { word: "Returned", icon: "circle-x", look: "bad" },
  released: { word: "Released", icon: "check", look: "" },
} as const satisfies Record<LetterStage, Mark>;

/** The tabs of the list, in their order. */
export const tabs: readonly { tab: LetterTab; name: string }[] = [
  { tab: "all", name: "All" },
  { tab: "to_send", name: "To send" },
  { tab: "without_proof", name: "Sent without proof" },
  { tab: "unanswered", name: "Unanswered" },
  { tab: "returned", name: "Returned" },
];

/** The tab that a place names. */
export function tabOf(value: string | undefined): LetterTab {
  return tabs.find(({ tab }) => tab === value)?.tab ?? "all";
}

/** How many a tab has. */
export function countOf(counts: LetterTabs, tab: LetterTab): number {
  return counts[tab];
}

/** What can be noted of a letter, and what the day beside it is. */
export const events = {
  sent: { name: "Sent", icon: "send" },
  proof_of_sending: { name: "Proof of sending", icon: "paperclip" },
  delivered: { name: "Delivered", icon: "mail" },
  proof_of_receipt: { name: "Proof of receipt", icon: "paperclip" },
  acknowledged: { name: "Acknowledged", icon: "mail-check" },
  refused: { name: "Refused", icon: "ban" },
  returned: { name: "Returned", icon: "circle-x" },
} as const satisfies Record<LetterEvent, { name: string; icon: string }>;

const eventList: readonly LetterEvent[] = [
  "sent",
  "proof_of_sending",
  "delivered",
  "proof_of_receipt",
  "acknowledged",
  "refused",
  "returned",
];

/** Everything that can be noted, to choose from. */
export const eventOptions: readonly Option[] = eventList.map((value) => ({
  value,
  label: events[value].name,
}));

/** What was chosen. */
export function eventOf(value: string): LetterEvent {
  return eventList.find((event) => event === value) ?? "sent";
}

/** What usually comes next, so that it need not be chosen. */
export function nextEvent(row: Pick<LetterRow, "stage" | "has_proof">): LetterEvent {
  if (row.stage === "made" || row.stage === "returned") return "sent";
  if (row.stage === "sent" && !row.has_proof) return "proof_of_sending";
  return "acknowledged";
}

const ways = {
  post: "By post",
  registered_post: "By registered post",
  courier: "By courier",
  email: "By e-mail",
  portal: "By the debtor’s portal",
  fax: "By fax",
  by_hand: "By hand",
} as const satisfies Record<NoticeWay, string>;

/** Every way a letter goes out, and none. */
export const wayOptions: readonly Option[] = [
  { value: "", label: "Not noted" },
  ...Object.entries(ways).map(([value, label]) => ({ value, label })),
];

/** The way that was chosen, if any. */
export function wayOf(value: string): NoticeWay | null {
  return isWay(value) ? value : null;
}

function isWay(value: string): value is NoticeWay {
  return value in ways;
}
