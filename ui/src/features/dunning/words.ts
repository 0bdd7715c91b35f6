import type {
  DunningAct,
  DunningPolicyForm,
  DunningRow,
  DunningSaid,
  DunningStepForm,
} from "../../host/bindings";
import type { Option } from "../../shared/form/types";
import { counted } from "../../shared/money/money";

/** What is done at a step. */
export const actNames = {
  courtesy_reminder: "Courtesy letter",
  friendly_reminder: "Friendly reminder",
  firm_reminder: "Second reminder",
  final_demand: "Final demand",
  call: "Call",
} as const satisfies Record<DunningAct, string>;

const acts = Object.keys(actNames) as DunningAct[];

export const actOptions: readonly Option[] = acts.map((value) => ({
  value,
  label: actNames[value],
}));

/** Whether it is a letter that asks for what paying late has added. */
export function asksForCharges(act: DunningAct): boolean {
  return act === "firm_reminder" || act === "final_demand";
}

/** The act that was chosen. */
export function actOf(value: string): DunningAct {
  return acts.find((act) => act === value) ?? "call";
}

/** A step that nobody has filled in yet. */
export function newStep(): DunningStepForm {
  return {
    act: "call",
    after_days: "",
    days_to_pay: "",
    tells_representative: false,
    by_mail: false,
    fee: "",
    with_charges: true,
  };
}

/** A policy that nobody has filled in yet: the steps of another under no name. */
export function copied(policy: DunningPolicyForm): DunningPolicyForm {
  return { ...policy, name: "", steps: policy.steps.map((step) => ({ ...step })) };
}

/** "12 letters (8 by mail) and 3 calls" */
export function doneWords(letters: number, calls: number, mails = 0): string {
  const byMail = mails === 0 ? "" : ` (${mails === letters ? "" : `${mails} `}by mail)`;
  const parts = [
    ...(letters > 0 ? [counted(letters, "letter", "letters") + byMail] : []),
    ...(calls > 0 ? [counted(calls, "call", "calls")] : []),
  ];
  return parts.join(" and ") || "nothing";
}

/** A line of the list by whom and what it is about. */
export function keyOf(row: DunningRow): string {
  return `${row.line.debtor_id}/${row.line.act}`;
}

/** How late something is, in words. */
export function lateWords(days: number): string {
  if (days > 0) return `${counted(days, "day", "days")} late`;
  return days === 0 ? "due today" : `due in ${counted(-days, "day", "days")}`;
}

/** All that a line says, which its row may have no room for. */
export function wholeWords(row: DunningRow): string {
  const when = `${row.step}, ${row.step_due}; ${lateWords(row.days_late)}`;
  const mailed = row.mail?.why_not === "" ? [row.mail.to] : [];
  const why = [row.reason, row.mail?.why_not ?? ""].join(" ").trim();
  return [when, row.client_name, ...mailed, why].join(" · ");
}

/** What is said of a client or a debtor, as the value of a choice. */
export function saidKey(said: DunningSaid): string {
  return said.kind === "policy" ? String(said.policy_id) : said.kind;
}

/** The fields of a policy with a name for each. */
export function labelsOf(policy: DunningPolicyForm): Record<string, string> {
  const labels: Record<string, string> = {
    name: "Name",
    pause_days: "Days between two steps",
    fee_basis: "Fees are agreed in",
  };
  for (const at of policy.steps.keys()) {
    labels[`steps.${at}.act`] = `Step ${at + 1}`;
    labels[`steps.${at}.after_days`] = `Days of step ${at + 1}`;
    labels[`steps.${at}.days_to_pay`] = `Days to pay of step ${at + 1}`;
    labels[`steps.${at}.wording_id`] = `Wording of step ${at + 1}`;
    labels[`steps.${at}.fee`] = `Fee of step ${at + 1}`;
  }
  return labels;
}
