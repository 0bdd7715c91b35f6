import type { ClientStatus, ContractStanding, Due, TermsSummary } from "../../host/bindings";
import { type IsoDay, shortDay, time } from "../../shared/day/day";
import type { Mark } from "../../shared/mark/mark";

/** Where a client stands. */
export const statusMarks = {
  prospect: { word: "Prospect", icon: "circle", look: "" },
  active: { word: "Active", icon: "check", look: "ok" },
  on_stop: { word: "On stop", icon: "circle-pause", look: "warn" },
  archived: { word: "Archived", icon: "archive", look: "" },
} as const satisfies Record<ClientStatus, Mark>;

/** How far the papers are. */
export const standingMarks = {
  none: { word: "None yet", icon: "minus", look: "" },
  to_sign: { word: "To sign", icon: "pen-line", look: "acc" },
  signed: { word: "Signed", icon: "check", look: "ok" },
  amendment_to_sign: { word: "Amendment to sign", icon: "pen-line", look: "acc" },
} as const satisfies Record<ContractStanding, Mark>;

/** How urgent a next contact is. */
export type Urgency = "overdue" | "today" | "later";

/** "today", "9:30 AM" if it is today, "Nov 20" else; how urgent it is stands beside it. */
export function nextContact(
  due: Due,
  isOverdue: boolean,
  today: IsoDay | null,
): { words: string; urgency: Urgency } {
  const isToday = due.day === today;
  const words = !isToday ? shortDay(due.day) : due.time === null ? "today" : time(due.time);
  return { words, urgency: isOverdue ? "overdue" : isToday ? "today" : "later" };
}

/** "RA" of "Ruth Adeyemi"; "R" of "Ruth"; letters of any script. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last].map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}

/** Which terms these are: the title of the panel and one line beside it. */
export function termsHead(
  terms: TermsSummary,
  day: (iso: IsoDay | null) => string,
): { title: string; detail: string } {
  const draft = terms.draft === null ? "" : `, v${terms.draft} is drafted`;
  if (terms.in_force !== null) {
    const since = `in force since ${day(terms.in_force_since)}`;
    return { title: `Terms v${terms.in_force}`, detail: `${since}${draft}` };
  }
  if (terms.coming !== null) {
    return {
      title: `Terms v${terms.coming}`,
      detail: `signed, from ${day(terms.coming_on)}${draft}`,
    };
  }
  if (terms.draft !== null) return { title: `Terms v${terms.draft}`, detail: "draft" };
  return { title: "Terms", detail: "the usual terms" };
}
