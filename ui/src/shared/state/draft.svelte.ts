/** Where unsaved text is kept; the vault's own commands outside tests. */
export type DraftStore = {
  load(key: string): Promise<string | null>;
  save(key: string, text: string): Promise<void>;
  discard(key: string): Promise<void>;
};

/** How long typing must pause before the draft is written. */
export const DRAFT_PAUSE_MS = 400;

/** Drafts that wait for a pause in typing. */
const waiting = new Set<() => Promise<void>>();

/** Has something written before a lock that no draft holds. Returns what stops it. */
export function beforeLock(flush: () => Promise<void>): () => void {
  waiting.add(flush);
  return () => waiting.delete(flush);
}

/** Writes every draft that waits, such as before a lock. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...waiting].map((flush) => flush()));
}

/**
 * Keeps what is typed into a form until it is saved, through a crash, a lock or a closed view.
 * The form is any JSON value.
 */
export class DraftKeeper<Form> {
  /** True once something unsaved lies in the store. */
  isKept = $state(false);
  /** True if the latest write failed: the text is only in the window. */
  isAtRisk = $state(false);

  readonly #store: DraftStore;
  readonly #key: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: string | null = null;
  #write: Promise<void> = Promise.resolve();
  #isOver = false;
  readonly #flush = (): Promise<void> => this.flush();

  constructor(store: DraftStore, key: string) {
    this.#store = store;
    this.#key = key;
  }

  /** What was left last time, or none. Text that is no longer understood counts as none. */
  async restore(isForm: (value: unknown) => value is Form): Promise<Form | null> {
    const text = await this.#store.load(this.#key);
    if (text === null) return null;
    try {
      const value: unknown = JSON.parse(text);
      if (!isForm(value)) return null;
      this.isKept = true;
      return value;
    } catch {
      return null;
    }
  }

  /** Remembers the form; written after a pause in typing. */
  keep(form: Form): void {
    if (this.#isOver) return;
    this.#waiting = JSON.stringify(form);
    waiting.add(this.#flush);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), DRAFT_PAUSE_MS);
  }

  /** Writes at once what waits, such as before the view goes. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    waiting.delete(this.#flush);
    const text = this.#waiting;
    this.#waiting = null;
    if (text !== null) this.#write = this.#write.then(() => this.#put(text));
    await this.#write;
  }

  /** Forgets the draft: it was saved as what it is, or given up. Nothing is kept afterwards. */
  async discard(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    waiting.delete(this.#flush);
    this.#waiting = null;
    await this.#write;
    await this.#store.discard(this.#key);
    this.isKept = false;
  }

  async #put(text: string): Promise<void> {
    try {
      await this.#store.save(this.#key, text);
      this.isKept = true;
      this.isAtRisk = false;
    } catch {
      // Kept in the window; the status bar says that it is not saved, and the next pause retries.
      this.isAtRisk = true;
      if (this.#waiting === null) this.#waiting = text;
    }
  }
}
