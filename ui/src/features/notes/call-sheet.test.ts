import { describe, expect, test } from "vitest";
import type { ContactRow } from "../../host/bindings";
import { besideWords, callLines, nextOf } from "./call-sheet";

function contact(id: number, day: string, change: Partial<ContactRow> = {}): ContactRow {
  return {
    follow_up: {
      id,
      subject: { kind: "debtor", id: 1 },
      client_name: "Wexcombe Hotels",
      contact_name: "Dana Whitlock",
      contact_phone: "",
      reason: "Did it come?",
      due: { day, time: "09:00" },
      due_words: "",
      is_overdue: false,
      snoozed_until: null,
      is_done: false,
      previous_due: null,
      owner_id: null,
      owner: "",
    },
    title: "Wexcombe Hotels",
    of: "Brinmoor Staffing",
    client_id: null,
    debtor_id: null,
    open: null,
    mark: null,
    day_words: day,
    is_due: true,
    ...change,
  } as ContactRow;
}

const rows = [contact(1, "a"), contact(2, "a", { mark: "promised" }), contact(3, "b")];

describe("the call sheet", () => {
  test("puts each day above its contacts", () => {
    const lines = callLines(rows).map(({ head, row }) => head ?? row?.follow_up.id);
    expect(lines).toEqual(["a", 1, 2, "b", 3]);
    expect(callLines([])).toEqual([]);
  });

  test("goes to the next contact, and at the end to the one before", () => {
    expect([1, 2, 3, 9].map((id) => nextOf(rows, id)?.follow_up.id)).toEqual([
      2,
      3,
      2,
      undefined,
    ]);
    expect(nextOf(rows.slice(0, 1), 1)).toBeNull();
  });

  test("tells a screen reader the day, and the reason where it is not seen", () => {
    const row = contact(1, "a", { day_words: "Today, Nov 19" });
    expect(besideWords(row)).toBe("Today, Nov 19, Did it come?");
    expect(besideWords({ ...row, of: "" })).toBe("Today, Nov 19");
  });
});
