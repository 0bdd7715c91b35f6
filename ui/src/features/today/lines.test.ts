import { expect, test } from "vitest";
import type { TodayGroup, TodayGroupKind, TodayRow } from "../../host/bindings";
import { GROUP_ROWS_FIRST, firstRow, headOf, linesOf, placeAfter, previewOf } from "./lines";
import { clientIdOf } from "../../host/ids";

function row(key: string): TodayRow {
  return {
    key,
    subject: { kind: "client", id: clientIdOf(1) },
    client_name: key,
    follow_up: null,
    contract_id: null,
    schedule_id: null,
    mail_id: null,
    what: "",
    due_words: "",
    days_late: 0,
    representative: "",
    last_note_head: null,
    last_note_text: null,
  };
}

function group(kind: TodayGroupKind, ...keys: string[]): TodayGroup {
  return { kind, title: kind, hint: "", rows: keys.map(row) };
}

const none = new Set<TodayGroupKind>();
const queue = [group("overdue", "a", "b"), group("due_today", "c")];
const keys = (lines: readonly { key: string }[]) => lines.map(({ key }) => key);

test("a closed group shows its head alone", () => {
  expect(keys(linesOf(queue, none, none))).toEqual([
    "group-overdue",
    "a",
    "b",
    "group-due_today",
    "c",
  ]);
  expect(keys(linesOf(queue, new Set(["overdue"] as const), none))).toEqual([
    "group-overdue",
    "group-due_today",
    "c",
  ]);
});

test("a long group shows its first rows and how many more there are", () => {
  const many = Array.from({ length: GROUP_ROWS_FIRST + 12 }, (_, i) => `r${i}`);
  const long = [group("overdue", ...many)];
  expect(linesOf(long, none, none).at(-1)).toMatchObject({ kind: "rest", hidden: 12 });
  expect(linesOf(long, none, new Set(["overdue"] as const))).toHaveLength(many.length + 1);
});

test.each([
  ["the row stays where it is", "b", ["a", "b"], ["c"], "b"],
  ["a finished row gives way to the next", "a", ["b"], ["c"], "b"],
  ["the last of a group gives way to the next group", "b", ["a"], ["c"], "group-due_today"],
  ["the last of all gives way to the line before", "c", ["a", "b"], [], "b"],
])("%s", (_fact, at, overdue, dueToday, wanted) => {
  const before = linesOf(queue, none, none);
  const groups = [group("overdue", ...overdue), group("due_today", ...dueToday)];
  const after = linesOf(
    groups.filter(({ rows }) => rows.length > 0),
    none,
    none,
  );
  const place = placeAfter(before, keys(before).indexOf(at), after);
  expect(after[place]?.key).toBe(wanted);
});

test("a row that is put off to another day gives way to the next, and is not followed", () => {
  const before = linesOf(queue, none, none);
  const after = linesOf([group("overdue", "b"), group("coming", "a")], none, none);
  expect(after[placeAfter(before, 1, after)]?.key).toBe("b");
  // The time alone made it late: there it is followed.
  const late = linesOf([group("overdue", "a", "b", "c")], none, none);
  expect(late[placeAfter(before, 4, late)]?.key).toBe("c");
});

test("a morning begins with the first row; a group's head previews it too", () => {
  const lines = linesOf(queue, none, none);
  expect(firstRow(lines)).toBe(1);
  expect(previewOf(lines, 0)?.key).toBe("a");
  expect([headOf(lines, 2), headOf(lines, 4)]).toEqual([0, 3]);
});
