import type { Option } from "../form/types";
import {
  blankLine,
  type Changed,
  inserted,
  isBlank,
  movedSpot,
  nextSpot,
  pasted,
  withLines,
  withoutLine,
  withText,
} from "./model";
import type { GridColumn, Line, Spot } from "./types";

/** The text in the focused cell while it is typed. */
export type Typing = {
  readonly text: string;
  /** Begun by typing or moved on to: the arrows leave the cell. Else they move in its text. */
  readonly isPassing: boolean;
};

/** How many changes can be taken back. */
const PAST_MAX = 200;

/** The lines of an entry grid, where its focus is and what is being typed. */
export class GridEditor {
  lines = $state.raw<readonly Line[]>([]);
  at = $state.raw<Spot>({ row: 0, column: 0 });
  typing = $state.raw<Typing | null>(null);
  isReadOnly = $state(false);
  /** Room for the grid in pixels; narrow ones leave columns out. */
  width = $state(0);
  /** All columns; those that find no room are not shown. */
  columns = $state.raw<readonly GridColumn[]>([]);
  readonly shown: readonly GridColumn[] = $derived.by(() =>
    this.columns.filter(({ hiddenBelow = 0 }) => this.width === 0 || this.width >= hiddenBelow),
  );

  readonly #onchange: () => void;
  #past: readonly Changed[] = [];
  #future: readonly Changed[] = [];
  #key = 0;

  /** @param onchange told after each change of the lines, and while a cell is typed in */
  constructor(columns: readonly GridColumn[], onchange: () => void) {
    this.columns = columns;
    this.#onchange = onchange;
  }

  /** The focused line; none on the row that invites. */
  get line(): Line | undefined {
    return this.lines[this.at.row];
  }

  get column(): GridColumn | undefined {
    return this.shown[this.at.column];
  }

  /** A key that no line has. */
  nextKey(): number {
    this.#key = Math.max(this.#key, ...this.lines.map(({ key }) => key)) + 1;
    return this.#key;
  }

  /** Takes lines from outside; what could be undone is forgotten. */
  take(lines: readonly Line[]): void {
    this.lines = lines;
    this.#past = [];
    this.#future = [];
    this.at = this.#within(this.at);
  }

  /** Moves the focus by a key; false if the key does not move. */
  move(key: string, rowsPerScreen: number): boolean {
    const shape = { rows: this.lines.length, columns: this.shown.length };
    const to = movedSpot(key, this.at, shape, rowsPerScreen);
    if (to) this.focus(to);
    return to !== null;
  }

  /** Puts the focus on a cell; what is being typed in another is taken over. */
  focus(at: Spot): void {
    this.commit();
    this.at = this.#within(at);
  }

  /** Starts typing in the focused cell: over its text if a first character is given. */
  type(first?: string): void {
    if (this.isReadOnly) return;
    const end = this.lines.length;
    if (this.at.row >= end) this.at = nextSpot({ row: end, column: 0 }, this.shown, end, 1);
    if (this.column === undefined || this.column.kind === "shown") return;
    const before = this.line?.cells[this.column.id] ?? "";
    this.typing = { text: first ?? before, isPassing: first !== undefined };
  }

  /** Takes each keystroke in the cell. */
  retype(text: string): void {
    if (this.typing === null) return;
    this.typing = { ...this.typing, text };
    this.#onchange();
  }

  /** The lines as they would be if what is being typed were taken over. */
  get linesAsTyped(): readonly Line[] {
    const { typing, column, line } = this;
    if (typing === null || column === undefined || line === undefined) return this.lines;
    if ((line.cells[column.id] ?? "") === typing.text) return this.lines;
    return withText(this.lines, this.at.row, column.id, typing.text);
  }

  /** Goes on to the next cell that takes a text and starts typing there. */
  moveOn(by: 1 | -1): void {
    this.commit();
    this.at = nextSpot(this.at, this.shown, this.lines.length, by);
    const text = this.line?.cells[this.column?.id ?? ""] ?? "";
    this.typing = { text, isPassing: true };
  }

  /** Takes the typed text over; a picker gives the option it stands for. */
  commit(chosen?: Option): void {
    const { typing, column } = this;
    this.typing = null;
    if (typing === null || column === undefined) return;
    const text = chosen?.label ?? typing.text.trim();
    const isNew = this.at.row >= this.lines.length;
    if (isNew && text === "") return;
    const line = this.line;
    const isSame = line !== undefined && (line.cells[column.id] ?? "") === text;
    if (isSame && (chosen === undefined || line.values[column.id] === chosen.value)) return;
    const lines = isNew ? [...this.lines, blankLine(this.nextKey())] : this.lines;
    this.#change(withText(lines, this.at.row, column.id, text, chosen?.value), this.at);
  }

  /** Leaves the cell as it was. */
  restore(): void {
    this.typing = null;
  }

  /** Says what a text of a line stands for, once that is known; nothing if it changed meanwhile. */
  resolve(key: number, column: string, text: string, option: Option): void {
    const row = this.lines.findIndex((line) => line.key === key);
    if (this.isReadOnly || this.lines[row]?.cells[column] !== text) return;
    // Another cell may be typed in by now, and stays so.
    const { typing } = this;
    this.#change(withText(this.lines, row, column, option.label, option.value), this.at);
    this.typing = typing;
  }

  clear(): void {
    if (this.column?.kind === "shown" || this.line === undefined) return;
    this.typing = { text: "", isPassing: true };
    this.commit();
  }

  /** Puts a blank line behind the focused one and starts typing in it. */
  addLine(): void {
    if (this.isReadOnly) return;
    this.commit();
    const row = Math.min(this.lines.length, this.at.row + 1);
    const [first] = this.shown.flatMap(({ kind }, i) => (kind === "shown" ? [] : [i]));
    const at = { row, column: first ?? 0 };
    if (row < this.lines.length) {
      this.#change(withLines(this.lines, row, [blankLine(this.nextKey())]), at);
    }
    this.at = at;
    this.typing = { text: "", isPassing: true };
  }

  /** Takes the focused line out; returns what puts it back, or none if there was no line. */
  removeLine(): (() => void) | null {
    this.restore();
    const { line } = this;
    const { row } = this.at;
    if (line === undefined || this.isReadOnly) return null;
    this.#change(withoutLine(this.lines, row), this.at);
    return () => {
      if (this.lines.some(({ key }) => key === line.key)) return;
      this.#change(withLines(this.lines, row, [line]), { ...this.at, row });
    };
  }

  /** Puts rows of a spreadsheet in; returns how many lines came. */
  paste(text: string): number {
    if (this.isReadOnly) return 0;
    this.restore();
    const before = this.lines.filter((line) => !isBlank(line)).length;
    const { lines, at } = pasted(this.lines, this.at, text, this.shown, () => this.nextKey());
    if (lines !== this.lines) this.#change(lines, at);
    return this.lines.filter((line) => !isBlank(line)).length - before;
  }

  /** Puts lines in that were read elsewhere. */
  insert(given: readonly Omit<Line, "key">[]): void {
    if (this.isReadOnly || given.length === 0) return;
    this.commit();
    const added = given.map((line) => ({ ...line, key: this.nextKey() }));
    const { lines, at } = inserted(this.lines, this.at, added, this.shown);
    this.#change(lines, at);
  }

  /** Puts other lines in place of all, as a change that can be taken back. */
  replace(lines: readonly Line[]): void {
    this.commit();
    this.#change(lines, this.at);
  }

  /** Takes the latest change back; false if there is none. */
  undo(): boolean {
    const last = this.#past.at(-1);
    if (last === undefined || this.isReadOnly) return false;
    this.#future = [...this.#future, this.#now()];
    this.#past = this.#past.slice(0, -1);
    this.#put(last);
    return true;
  }

  /** Makes the change again that was taken back last; false if there is none. */
  redo(): boolean {
    const next = this.#future.at(-1);
    if (next === undefined || this.isReadOnly) return false;
    this.#past = [...this.#past, this.#now()];
    this.#future = this.#future.slice(0, -1);
    this.#put(next);
    return true;
  }

  #change(lines: readonly Line[], at: Spot): void {
    if (this.isReadOnly) return;
    this.#past = [...this.#past, this.#now()].slice(-PAST_MAX);
    this.#future = [];
    this.#put({ lines, at });
  }

  #put({ lines, at }: Changed): void {
    this.typing = null;
    this.lines = lines;
    this.at = this.#within(at);
    this.#onchange();
  }

  #now(): Changed {
    return { lines: this.lines, at: this.at };
  }

  #within({ row, column }: Spot): Spot {
    const last = Math.max(0, this.shown.length - 1);
    return { row: Math.min(row, this.lines.length), column: Math.min(column, last) };
  }
}
