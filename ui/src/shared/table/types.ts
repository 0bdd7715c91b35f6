/** A column of a table. */
export type Column = {
  id: string;
  title: string;
  /** CSS width, with a token or a share: "var(--field-sm)", "22%"; absent shares what is left. */
  width?: string;
  /** Right-aligned tabular figures. */
  isNumber?: boolean;
  isSortable?: boolean;
  /** The title is only read aloud, such as over a column of initials. */
  isTitleHidden?: boolean;
  /** Left out while the table is narrower than that many pixels; never for amounts. */
  hiddenBelow?: number;
};

/** What a table is sorted by. */
export type Sort = { column: string; isDescending: boolean };
