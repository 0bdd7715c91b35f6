import { expect, test } from "vitest";
import type { FollowUpId, FollowUpShown, ReminderRows } from "../../host/bindings";
import { clientIdOf, contractIdOf } from "../../host/ids";
import { Reminders } from "./reminders.svelte";

const first = 1 as FollowUpId;
const second = 2 as FollowUpId;
const empty: ReminderRows = {
  rows: [],
  others: [],
  contracts: [],
  announced: [],
  is_quiet: false,
  desktop_problem: null,
};

function due(id: FollowUpId, day: string): FollowUpShown {
  return {
    id,
    subject: { kind: "client", id: clientIdOf(1) },
    client_name: "Larkfield Produce",
    contact_name: "",
    contact_phone: "",
    reason: "Call",
    due: { day, time: null },
    due_words: "Today",
    is_overdue: false,
    snoozed_until: null,
    is_done: false,
    previous_due: null,
    owner_id: null,
    owner: "",
  };
}

test("a reminder is told once, again after a snooze or move, and taken back when answered", () => {
  const reminders = new Reminders();
  const take = (...rows: FollowUpShown[]) => {
    const { news, gone } = reminders.take({ ...empty, rows });
    return [news.map(({ id }) => id), gone];
  };
  expect(take(due(first, "2026-11-19"))).toEqual([[first], []]);
  expect(take(due(first, "2026-11-19"), due(second, "2026-11-19"))).toEqual([[second], []]);
  expect(take(due(second, "2026-11-19"))).toEqual([[], [first]]);
  expect(take(due(first, "2026-11-19"), due(second, "2026-11-20"))).toEqual([
    [first, second],
    [],
  ]);
  expect(reminders.rows).toHaveLength(2);
});

test("the end of a term is told once for each of its days, until it is decided", () => {
  const reminders = new Reminders();
  const contract_id = contractIdOf(3);
  const take = (...days: string[]) => {
    const contracts = days.map((due_on) => ({
      contract_id,
      due_on,
      client_name: "Larkfield Produce",
      number: "CTR-2026-001",
      words: "Renews on Nov 19, 2027",
      due_words: "Oct 19",
    }));
    const told = reminders.take({ ...empty, contracts });
    return [told.contractNews.length, told.contractsGone];
  };
  expect(take("2027-09-19")).toEqual([1, []]);
  expect(take("2027-09-19")).toEqual([0, []]);
  expect(take("2027-10-12")).toEqual([1, []]);
  expect(reminders.count).toBe(1);
  expect(take()).toEqual([0, [contract_id]]);
  expect(reminders.count).toBe(0);
});

test("a repeat is told again, and in quiet hours nothing is until they end", () => {
  const reminders = new Reminders();
  const rows = [due(first, "2026-11-19")];
  const news = (some: Partial<ReminderRows>) =>
    reminders.take({ ...empty, rows, ...some }).news.map(({ id }) => id);
  expect(news({ is_quiet: true })).toEqual([]);
  expect(reminders.count).toBe(1);
  expect(news({ announced: [first] })).toEqual([first]);
  expect(news({})).toEqual([]);
  expect(news({ is_quiet: true })).toEqual([]);
  expect(news({ announced: [first] })).toEqual([first]);
});
