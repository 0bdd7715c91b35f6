import type { Option } from "../form/types";
import type { Column } from "../table/types";

/** A column of an entry grid. */
export type GridColumn = Column & {
  /** What its cells take: text, one of the choices offered while typing, or nothing. */
  kind: "text" | "picker" | "shown";
  /** Other headings under which a pasted column means this one: "Invoice #". */
  headings?: readonly string[];
  /** The amount that a blocked line strikes out. */
  isStruck?: boolean;
  /** Extra class of its cells: "id", "t", "muted". */
  look?: string;
};

/** A line as it is typed: texts by column, and for a picker what the text stands for. */
export type Line = {
  /** The same for the life of the line, whatever its place. */
  readonly key: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Value of the chosen option by column; absent while only a text was typed. */
  readonly values: Readonly<Record<string, string>>;
};

/** A cell by its place: the row after the last line is the one that invites. */
export type Spot = { readonly row: number; readonly column: number };

/** What a picker cell offers for a text. */
export type Suggestions = {
  readonly options: readonly Option[];
  /** What taking an unknown text does: "Add account debtor". Absent: it cannot. */
  readonly createWords?: string;
};

/** What a picker cell needs to know, by its column. */
export type Picking = {
  suggest: (column: string, text: string) => Promise<Suggestions>;
  /** Makes what the text names; none if that was left or refused. */
  create?: (column: string, text: string) => Promise<Option | null>;
};
