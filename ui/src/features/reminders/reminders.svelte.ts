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

  /**
   * Takes the complete list and says what is new in it and what is gone from it. In quiet hours
   * nothing is new yet: it is told when it is announced after them.
   */
  take({ rows, others, contracts, announced, is_quiet, desktop_problem }: ReminderRows): Told {
    this.rows = rows;
    this.others = others;
    this.contracts = contracts;
    this.desktopProblem = desktop_problem;
    const [before, contractsBefore] = [this.#told, this.#toldContracts];
    const isTold = (row: FollowUpShown) => before.get(row.id) === dueKey(row);
    const isContractTold = (one: ContractReminder) =>
      contractsBefore.get(one.contract_id) === one.due_on;
    const told = is_quiet ? rows.filter(isTold) : rows;
    const contractsTold = is_quiet ? contracts.filter(isContractTold) : contracts;
    this.#told = new Map(told.map((row) => [row.id, dueKey(row)]));
    this.#toldContracts = new Map(contractsTold.map((one) => [one.contract_id, one.due_on]));
    const isNews = (row: FollowUpShown) => !isTold(row) || announced.includes(row.id);
    const listed = new Set(rows.map(({ id }) => id));
    const contractsListed = new Set(contracts.map(({ contract_id }) => contract_id));
    return {
      news: is_quiet ? [] : rows.filter(isNews),
      gone: [...before.keys()].filter((id) => !listed.has(id)),
      contractNews: is_quiet ? [] : contracts.filter((one) => !isContractTold(one)),
      contractsGone: [...contractsBefore.keys()].filter((id) => !contractsListed.has(id)),
    };
  }
}

// A follow-up that was moved and comes due again is told again.
function dueKey({ due }: FollowUpShown): string {
  return `${due.day} ${due.time ?? ""}`;
}
