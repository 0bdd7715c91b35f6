import type {
  LineStanding,
  ScheduleDocument,
  SchedulePaper,
  ScheduleStage,
  VerificationMethod,
  VerificationResult,
  Verdict,
} from "../../host/bindings";
import type { Option } from "../../shared/form/types";
import type { IconName } from "../../shared/icons/paths";

type Look = { readonly look: string; readonly icon: IconName };

/** How a stage looks as a chip; its words come with the schedule. */
export const stageLooks = {
  draft: { look: "", icon: "pen-line" },
  submitted: { look: "acc", icon: "file-stack" },
  purchased: { look: "ok", icon: "check" },
  withdrawn: { look: "", icon: "undo-2" },
} satisfies Record<ScheduleStage, Look>;

/** How a check looks. */
export const verdictLooks = {
  pass: { look: "pass", icon: "check" },
  warn: { look: "warn", icon: "triangle-alert" },
  block: { look: "block", icon: "ban" },
} satisfies Record<Verdict, Look>;

/** How the standing of a line looks in the grid, and how it is read aloud. */
export const standingLooks = {
  empty: { look: "muted", icon: null, words: "" },
  incomplete: { look: "danger", icon: "circle-x", words: "cannot be read" },
  pass: { look: "positive", icon: "check", words: "passes" },
  warn: { look: "caution", icon: "triangle-alert", words: "warning" },
  block: { look: "danger", icon: "ban", words: "blocked" },
  rejected: { look: "muted", icon: "minus", words: "left out" },
  bought: { look: "positive", icon: "check", words: "bought" },
} satisfies Record<LineStanding, { look: string; icon: IconName | null; words: string }>;

/** What a file of a schedule may be. */
export const documentOptions: readonly (Option & { value: ScheduleDocument })[] = [
  { value: "signed_schedule", label: "Signed schedule" },
  { value: "invoice", label: "Invoice" },
  { value: "delivery_proof", label: "Proof of delivery" },
  { value: "bill_of_lading", label: "Bill of lading" },
  { value: "purchase_order", label: "Purchase order" },
  { value: "timesheet", label: "Timesheet" },
  { value: "other", label: "Other" },
];

/** How a debtor is asked. */
export const methodOptions: readonly (Option & { value: VerificationMethod })[] = [
  { value: "phone", label: "Call" },
  { value: "email", label: "E-mail" },
  { value: "letter", label: "Letter" },
  { value: "portal", label: "Portal" },
  { value: "in_person", label: "In person" },
];

/** What a debtor may answer. */
export const resultOptions: readonly (Option & { value: VerificationResult })[] = [
  { value: "confirmed", label: "Confirmed" },
  { value: "partly", label: "Only in part" },
  { value: "denied", label: "Denied" },
  { value: "no_answer", label: "No answer yet" },
];

/** "1 block, 3 warnings, 5 pass" */
export function checksSummary(counts: {
  blocks: number;
  warnings: number;
  overridden: number;
  passes: number;
}): string {
  const { blocks, warnings, overridden, passes } = counts;
  const parts = [
    blocks > 0 ? `${blocks} ${blocks === 1 ? "block" : "blocks"}` : "",
    warnings > 0 ? `${warnings} ${warnings === 1 ? "warning" : "warnings"}` : "",
    overridden > 0 ? `${overridden} overridden` : "",
    passes > 0 ? `${passes} pass` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** The papers of a funded schedule. */
export const paperNames = {
  schedule_of_accounts: "Schedule of accounts",
  funding_report: "Funding report",
} satisfies Record<SchedulePaper, string>;
