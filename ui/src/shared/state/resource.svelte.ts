import { untrack } from "svelte";
import {
  AppError,
  call,
  type CommandName,
  type Input,
  type Output,
  readsOf,
  type Tag,
  watchWork,
} from "../../host/client";

/** A change is told by its own call and by the desk's event; within this time they are one. */
const TOLD_TWICE_MS = 20;

/**
 * What a command reads, kept fresh: it is read again when its input changes and when a change of
 * one of its tags succeeds. The old value stays until the new one is there, so nothing flickers.
 */
export class Resource<K extends CommandName> {
  /** The latest output, or none before the first. */
  value = $state.raw<Output<K> | null>(null);
  /** Why the latest read failed; the old value stays readable beside it. */
  error = $state.raw<AppError | null>(null);
  /** True while nothing can be shown yet. */
  isFirst = $state(true);
  /** True while a read is under way, the first or a later one. */
  isReading = $state(false);

  readonly #name: K;
  #asked: Input<K> | null = null;
  #turn = 0;

  constructor(name: K) {
    this.#name = name;
  }

  /** Reads with another input; null reads nothing and shows nothing. */
  async ask(input: Input<K> | null): Promise<void> {
    this.#asked = input;
    if (input === null) {
      this.#turn += 1;
      this.value = null;
      this.error = null;
      this.isFirst = true;
      this.isReading = false;
      return;
    }
    await this.reload();
  }

  /** Reads again with the same input. An answer that was overtaken is dropped. */
  async reload(): Promise<void> {
    if (this.#asked === null) return;
    const turn = ++this.#turn;
    this.isReading = true;
    try {
      const output = await call(this.#name, this.#asked);
      if (turn !== this.#turn) return;
      this.value = output;
      this.error = null;
      this.isFirst = false;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.error = thrown instanceof AppError ? thrown : null;
      if (!this.error) throw thrown;
    } finally {
      if (turn === this.#turn) this.isReading = false;
    }
  }

  /** Reads again whenever a change touches one of the command's tags. Returns what stops it. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onChange(readsOf(this.#name), () => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.reload(), TOLD_TWICE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }
}

/**
 * A resource for the life of a component; call it while the component is set up. The input is
 * tracked: what it reads from state makes it read anew.
 */
export function resource<K extends CommandName>(
  name: K,
  input: () => Input<K> | null,
): Resource<K> {
  const made = new Resource(name);
  $effect(() => {
    const asked = input();
    untrack(() => void made.ask(asked));
  });
  $effect(() => made.follow());
  return made;
}

/** Runs after every change of one of these tags. Returns what stops it. */
export function onChange(tags: readonly Tag[], run: () => void): () => void {
  return watchWork((work) => {
    if (work.step === "done" && work.changes.some((tag) => tags.includes(tag))) run();
  });
}
