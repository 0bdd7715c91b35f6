import type { ContractReminder, FollowUpShown, ReminderRows } from "../../host/bindings";

/** More than this at once are told in one sentence, such as after a long absence. */
export const TOLD_SINGLY_MAX = 2;

/** What has to be said about a list that has changed. */
export type Told = {
  /** Rings for the first time, or again after a snooze. */
  news: readonly FollowUpShown[];
  /** Answered meanwhile: nothing more is to be said. */
  gone: readonly FollowUpShown["id"][];
  /** Contracts whose term is about to end, told for the first time or on a later day again. */
  contractNews: readonly ContractReminder[];
  contractsGone: readonly ContractReminder["contract_id"][];
};

/** The reminders that wait for an answer, and which of them were told already. */
export class Reminders {
  rows = $state.raw<readonly FollowUpShown[]>([]);
  /** Those of other people: listed for owners and managers, told to nobody here. */
  others = $state.raw<readonly FollowUpShown[]>([]);
  /** Contracts whose term is about to end, undecided. */
  contracts = $state.raw<readonly ContractReminder[]>([]);
  /** Why the desktop shows no notifications, in words. */
  desktopProblem = $state<string | null>(null);

  #told = new Map<FollowUpShown["id"], string>();
  #toldContracts = new Map<ContractReminder["contract_id"], string>();

  /** How many wait for an answer. */
  get count(): number {
    return this.rows.length + this.contracts.length;
  }

  /** Takes the complete list and says what is new in it and what is gone from it. */
  take({ rows, others, contracts, desktop_problem }: ReminderRows): Told {
    this.rows = rows;
    this.others = others;
    this.contracts = contracts;
    this.desktopProblem = desktop_problem;
    const news = rows.filter((row) => this.#told.get(row.id) !== dueKey(row));
    const listed = new Set(rows.map(({ id }) => id));
    const gone = [...this.#told.keys()].filter((id) => !listed.has(id));
    this.#told = new Map(rows.map((row) => [row.id, dueKey(row)]));
    const told = this.#toldContracts;
    const contractNews = contracts.filter((one) => told.get(one.contract_id) !== one.due_on);
    this.#toldContracts = new Map(contracts.map((one) => [one.contract_id, one.due_on]));
    const contractsGone = [...told.keys()].filter((id) => !this.#toldContracts.has(id));
    return { news, gone, contractNews, contractsGone };
  }
}

// A follow-up that was moved and comes due again is told again.
function dueKey({ due }: FollowUpShown): string {
  return `${due.day} ${due.time ?? ""}`;
}
