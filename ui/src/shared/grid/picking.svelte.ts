import { AppError } from "../../host/client";
import type { Option } from "../form/types";
import type { GridEditor } from "./editor.svelte";
import type { Picking, Suggestions } from "./types";

/** How long typing must pause before choices are asked for. */
const PAUSE_MS = 80;
const NOTHING: Suggestions = { options: [] };

/** The choices under a picker cell while its text is typed. */
export class CellChoices {
  suggestions = $state.raw<Suggestions>(NOTHING);
  /** The choice that Enter takes; behind the last option stands the new one. */
  at = $state(0);
  /** The text that the choices are for; none before the first answer. */
  #of: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #isMoved = false;
  readonly #column: string;
  readonly #picking: Picking;

  constructor(column: string, picking: Picking) {
    this.#column = column;
    this.#picking = picking;
  }

  /** Asks for the choices of a text after a pause in typing. */
  type(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(text), PAUSE_MS);
  }

  /** Asks at once; an answer that was overtaken is dropped. Without one nothing is offered. */
  async ask(text: string): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    try {
      const suggestions = await this.#picking.suggest(this.#column, text.trim());
      if (turn !== this.#turn) return;
      this.suggestions = suggestions;
      this.#of = text;
      this.at = 0;
      this.#isMoved = false;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (turn === this.#turn) this.suggestions = NOTHING;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  /** How many choices are offered for a text, with the new one. */
  count(text: string): number {
    return this.suggestions.options.length + (this.canCreate(text) ? 1 : 0);
  }

  canCreate(text: string): boolean {
    const { options, createWords } = this.suggestions;
    const wanted = text.trim();
    return (
      createWords !== undefined &&
      wanted !== "" &&
      this.#of === text &&
      !options.some(({ label }) => isSame(label, wanted))
    );
  }

  /** Moves through the choices. */
  move(by: 1 | -1, text: string): void {
    this.at = Math.max(0, Math.min(this.count(text) - 1, this.at + by));
    this.#isMoved = true;
  }

  /** What Enter means for a text: an option, a new one, or the text as it stands. */
  taken(text: string): Option | "new" | null {
    if (text.trim() === "" && !this.#isMoved) return null;
    // Choices of an earlier text are none of this one.
    if (this.#of !== text && !this.#isMoved) return null;
    const option = this.suggestions.options[this.at];
    if (option) return option;
    return this.canCreate(text) ? "new" : null;
  }
}

/** The option that a typed text stands for by itself: of its name, or the first that begins so. */
export function standsFor(text: string, { options }: Suggestions): Option | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return null;
  return (
    options.find(({ label }) => isSame(label, wanted)) ??
    options.find(({ label }) => label.toLowerCase().startsWith(wanted)) ??
    null
  );
}

/** Asks what a text that was typed into the focused cell stands for; unanswered it stays a text. */
export async function askMeaning(
  editor: GridEditor,
  picking: Picking,
  text: string,
): Promise<void> {
  const { line, column } = editor;
  if (column?.kind !== "picker" || !line || text === "") return;
  if (line.cells[column.id] !== text || line.values[column.id] !== undefined) return;
  const suggestions = await picking.suggest(column.id, text).catch(() => null);
  const option = suggestions && standsFor(text, suggestions);
  if (option) editor.resolve(line.key, column.id, text, option);
}

function isSame(label: string, text: string): boolean {
  return label.toLowerCase() === text.trim().toLowerCase();
}
