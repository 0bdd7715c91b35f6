import type {
  ChargeBackGroundTyped,
  RecourseState,
  RecourseView,
  WriteOffGroundTyped,
} from "../../host/bindings";
import type { Option } from "../../shared/form/types";

/** The tabs above the list, in their order. */
export const tabs: readonly { view: RecourseView; name: string }[] = [
  { view: "all", name: "All" },
  { view: "passed", name: "Passed" },
  { view: "coming", name: "Coming" },
  { view: "own_risk", name: "Our risk" },
];

const grounds = {
  recourse: "Its recourse date has come",
  dispute: "The debtor contests it",
  breach: "A warranty was not kept",
  agreed: "Agreed with the client, as for a swap",
} satisfies Record<ChargeBackGroundTyped, string>;

/** Why an invoice can go back. */
export const backGrounds: readonly Option[] = Object.entries(grounds).map(([value, label]) => ({
  value,
  label,
}));

/** The ground of an option. */
export function backGroundOf(value: string): ChargeBackGroundTyped {
  switch (value) {
    case "dispute":
    case "breach":
    case "agreed":
      return value;
    default:
      return "recourse";
  }
}

/** Why an invoice can be given up. */
export const offGrounds: readonly Option[] = [
  { value: "credit_event", label: "The debtor failed, at our risk" },
  { value: "cannot_pay", label: "The client cannot pay" },
];

/** The ground of an option. */
export function offGroundOf(value: string): WriteOffGroundTyped {
  return value === "cannot_pay" ? "cannot_pay" : "credit_event";
}

/** How far a case is, with the look of its chip. */
export const states = {
  prepared: { name: "Waits for a yes", look: "warn" },
  booked: { name: "Booked", look: "ok" },
  reversed: { name: "Reversed", look: "bad" },
  discarded: { name: "Given up", look: "" },
} satisfies Record<RecourseState, { name: string; look: string }>;
