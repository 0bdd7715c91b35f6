import type { DebtorStanding, NoticeStage, NoticeWay, Rating } from "../../host/bindings";
import type { Option } from "../../shared/form/types";
import type { Mark } from "../../shared/mark/mark";

/** Where a debtor stands. */
export const statusMarks = {
  approved: { word: "Approved", icon: "check", look: "ok" },
  pending: { word: "Pending", icon: "circle", look: "acc" },
  on_stop: { word: "On stop", icon: "circle-pause", look: "warn" },
  archived: { word: "Archived", icon: "archive", look: "" },
} as const satisfies Record<DebtorStanding, Mark>;

/** How a debtor pays. */
export const ratingMarks = {
  good: { word: "Good", icon: "check", look: "ok" },
  average: { word: "Average", icon: "minus", look: "" },
  poor: { word: "Poor", icon: "triangle-alert", look: "bad" },
} as const satisfies Record<Rating, Mark>;

/** How far the notice of assignment is. */
export const noticeMarks = {
  none: { word: "Not sent", icon: "minus", look: "" },
  sent: { word: "Sent", icon: "send", look: "acc" },
  delivered: { word: "Delivered", icon: "mail", look: "acc" },
  acknowledged: { word: "Acknowledged", icon: "mail-check", look: "ok" },
  refused: { word: "Refused", icon: "ban", look: "bad" },
  returned: { word: "Returned", icon: "circle-x", look: "bad" },
  released: { word: "Released", icon: "check", look: "" },
} as const satisfies Record<NoticeStage, Mark>;

const wayNames = {
  post: "By post",
  registered_post: "By registered post",
  courier: "By courier",
  email: "By e-mail",
  fax: "By fax",
  by_hand: "By hand",
  portal: "By portal",
} as const satisfies Record<NoticeWay, string>;

/** Every stage of a notice, to choose from; it is released by the letter that says so. */
export const stageOptions: readonly Option[] = Object.entries(noticeMarks)
  .filter(([value]) => value !== "released")
  .map(([value, { word }]) => ({ value, label: word }));

/** Every way a notice goes out, and none. */
export const wayOptions: readonly Option[] = [
  { value: "", label: "Not noted" },
  ...Object.entries(wayNames).map(([value, label]) => ({ value, label })),
];

/** The stage that was chosen. */
export function stageOf(value: string): NoticeStage {
  return isKey(noticeMarks, value) ? value : "none";
}

/** The way that was chosen, if any. */
export function wayOf(value: string): NoticeWay | null {
  return isKey(wayNames, value) ? value : null;
}

function isKey<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return key in table;
}
