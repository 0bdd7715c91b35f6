/** What typed text was understood as: "fri" as "Fri, Nov 20, 2026". */
export type Understood = { words: string };
/** Asks the use-cases; rejects with a sentence when the text means nothing. */
export type Understand<Read extends Understood> = (text: string) => Promise<Read>;

/** How long typing must pause before the text is read. */
const PAUSE_MS = 150;

/** Reads a text as it is typed and remembers what it meant. */
export class Reader<Read extends Understood> {
  /** What the latest text meant. */
  read = $state.raw<Read | null>(null);
  /** Why it meant nothing. */
  problem = $state<string | null>(null);

  readonly #understand: Understand<Read>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(understand: Understand<Read>) {
    this.#understand = understand;
  }

  /** Reads after a pause in typing. */
  type(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(text), PAUSE_MS);
  }

  /** Reads at once; an answer that was overtaken is dropped. */
  async now(text: string): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    if (text.trim() === "") {
      this.read = null;
      this.problem = null;
      return;
    }
    try {
      const read = await this.#understand(text);
      if (turn === this.#turn) [this.read, this.problem] = [read, null];
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.read = null;
      this.problem = thrown instanceof Error ? thrown.message : "not understood";
    }
  }
}
