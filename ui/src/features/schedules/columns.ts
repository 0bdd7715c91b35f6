import type { GridColumn } from "../../shared/grid/types";

/** A cell of the grid that is typed; the use-cases name their problems by these. */
export type TypedField =
  | "invoice"
  | "debtor"
  | "reference"
  | "invoiced_on"
  | "due_on"
  | "face"
  | "tax"
  | "retainage"
  | "discount";

/** Below these widths in pixels a column gives way to the debtor and the amounts. */
const NARROW = { files: 760, reference: 720, due: 640, date: 560 } as const;
/** What a column beside the usual ones takes of them, in pixels. */
const AMOUNT_WIDTH = 90;

/** The columns beside the usual ones: none, the discount alone, or tax and retainage too. */
export type Extras = "none" | "discount" | "all";

/** The columns of a schedule, with those that are asked for beside the usual ones. */
export function scheduleColumns(currency: string, wanted: Extras): GridColumn[] {
  const discount: GridColumn = {
    id: "discount",
    title: "Discount",
    kind: "text",
    isNumber: true,
    width: "var(--col-amount)",
  };
  const extras: GridColumn[] = [
    { id: "tax", title: "Tax", kind: "text", isNumber: true, width: "var(--col-amount)" },
    {
      id: "retainage",
      title: "Retainage",
      kind: "text",
      isNumber: true,
      width: "var(--col-amount)",
    },
    discount,
  ];
  const shown = { none: [], discount: [discount], all: extras } satisfies Record<
    Extras,
    GridColumn[]
  >;
  const room = AMOUNT_WIDTH * shown[wanted].length;
  return [
    { id: "invoice", title: "Invoice", kind: "text", look: "id", width: "var(--col-id)" },
    { id: "debtor", title: "Account debtor", kind: "picker" },
    {
      id: "reference",
      title: "PO or load",
      kind: "text",
      look: "id muted",
      width: "var(--col-ref)",
      hiddenBelow: NARROW.reference + room,
    },
    {
      id: "invoiced_on",
      title: "Date",
      kind: "text",
      look: "t",
      width: "var(--col-day)",
      hiddenBelow: NARROW.date + room,
    },
    {
      id: "due_on",
      title: "Due",
      kind: "text",
      look: "t muted",
      width: "var(--col-day)",
      hiddenBelow: NARROW.due + room,
    },
    {
      id: "files",
      title: "Files",
      kind: "shown",
      isNumber: true,
      look: "muted",
      width: "var(--col-files)",
      hiddenBelow: NARROW.files + room,
    },
    {
      id: "face",
      title: `Face, ${currency}`,
      kind: "text",
      isNumber: true,
      isStruck: true,
      width: "var(--col-amount)",
    },
    ...shown[wanted],
    {
      id: "advance",
      title: "Advance",
      kind: "shown",
      isNumber: true,
      look: "muted",
      width: "var(--col-amount)",
      // The receipt of the funding says it too.
      hiddenBelow: room === 0 ? 0 : NARROW.date + room,
    },
    { id: "check", title: "Check", kind: "shown", width: "var(--col-check)" },
  ];
}
