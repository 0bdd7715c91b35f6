import { describe, expect, it } from "vitest";
import { type Extras, scheduleColumns } from "./columns";

function shown(wanted: Extras, width: number): string[] {
  const columns = scheduleColumns("USD", wanted);
  return columns.filter((column) => width >= (column.hiddenBelow ?? 0)).map((column) => column.id);
}

describe("the columns of a schedule", () => {
  it.each<[Extras, number, string[]]>([
    ["none", 608, ["invoice", "debtor", "invoiced_on", "face", "advance", "check"]],
    ["discount", 608, ["invoice", "debtor", "face", "discount", "check"]],
    ["discount", 660, ["invoice", "debtor", "invoiced_on", "face", "discount", "advance", "check"]],
    ["none", 560, ["invoice", "debtor", "invoiced_on", "face", "advance", "check"]],
  ])("with %s at %i pixels leave the debtor its room", (wanted, width, columns) => {
    expect(shown(wanted, width)).toEqual(columns);
  });
});
