/** Controls in the rows of a table, which one row at a time lets Tab stop at. */

const CONTROLS = "button, a[href], input[type='checkbox']";

/** Whether it is a control of a cell, and not of what a cell has opened. */
export function isControl(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.matches(CONTROLS) && !target.closest("[popover]");
}

/** The row of the table's body that something stands in. */
export function rowAround(
  table: HTMLElement | undefined,
  inside: EventTarget | null,
): HTMLElement | null {
  if (!table || !(inside instanceof Element) || !table.contains(inside)) return null;
  return inside.closest<HTMLElement>("tbody > tr");
}

/** The control of a row that stands where this one stands in its own. */
export function controlIn(row: HTMLElement | null, like: Element | null): HTMLElement | null {
  const column = like?.closest("td")?.cellIndex ?? -1;
  const cell = row?.querySelectorAll("td")[column];
  const all = [...(cell?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])];
  return all.find((one) => isControl(one) && !one.matches(":disabled")) ?? null;
}
