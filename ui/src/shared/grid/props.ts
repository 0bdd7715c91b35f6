import type { Snippet } from "svelte";
import type { GridEditor } from "./editor.svelte";
import type { GridColumn, Line, Picking } from "./types";

/** What an entry grid is given. */
export type GridProps = {
  /** Name of the grid for screen readers. */
  label: string;
  editor: GridEditor;
  /** On the row after the last: "Type an invoice number, or paste rows with Ctrl V". */
  invitation: string;
  /** Heading of its verbs in the palette: "This schedule". */
  group: string;
  /** One line and its name: "line 7". */
  nameOf?: (line: Line, row: number) => string;
  /** What is wrong with a cell, in a sentence. */
  problemOf?: (line: Line, column: string) => string | null;
  /** A text as understood: "Nov 14" for "11/14"; absent: as typed. */
  shownText?: (line: Line, column: string) => string;
  /** Draws a cell that cannot be typed into. */
  cell?: Snippet<[Line, GridColumn]>;
  /** Extra class of a row, such as "blocked". */
  rowLook?: (line: Line) => string;
  picking?: Picking;
  /** Reads pasted rows better than by the order of the columns; false leaves it to the grid. */
  onrows?: (text: string) => boolean;
  /** Enter on a cell that cannot be typed into. */
  onopen?: (line: Line, column: string) => void;
  /** Space on a line. */
  onpreview?: (line: Line) => void;
  onfiles?: (files: File[]) => void;
  /** F8, where problems stand outside the grid too; absent: the grid's own. */
  onproblem?: () => void;
  /** Rows of totals; gets the columns that are shown, without the one of the numbers. */
  foot?: Snippet<[readonly GridColumn[]]>;
};
