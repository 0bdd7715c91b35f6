import type { FollowUpShown, NoteSubject, TimelineEntry } from "../../host/bindings";
import { AppError, call } from "../../host/client";

/** Entries fetched at once while one scrolls. */
export const TIMELINE_PAGE = 50;
/** Most that one call gives. */
const LIMIT_MAX = 200;

/** What the component shows. */
export type TimelineShown = {
  next: readonly FollowUpShown[];
  pinned: readonly TimelineEntry[];
  entries: readonly TimelineEntry[];
  total: number;
};

/** The timeline of any record, read on as one scrolls; whole again after a change. */
export class TimelinePages {
  value = $state.raw<TimelineShown | null>(null);
  error = $state.raw<AppError | null>(null);
  isReading = $state(false);

  readonly #subject: NoteSubject;
  #turn = 0;

  constructor(subject: NoteSubject) {
    this.#subject = subject;
  }

  get hasMore(): boolean {
    return this.value !== null && this.value.entries.length < this.value.total;
  }

  /** Reads again as far as it was read before, so that the place stays. */
  async reload(): Promise<void> {
    const wanted = Math.max(TIMELINE_PAGE, this.value?.entries.length ?? 0);
    await this.#read(0, wanted, []);
  }

  /** Reads the next page, if there is one and none is on the way. */
  async more(): Promise<void> {
    if (!this.hasMore || this.isReading || !this.value) return;
    const { entries } = this.value;
    await this.#read(entries.length, TIMELINE_PAGE, entries);
  }

  async #read(from: number, wanted: number, before: readonly TimelineEntry[]): Promise<void> {
    const turn = ++this.#turn;
    this.isReading = true;
    try {
      const shown = await this.#pages(from, wanted, before);
      if (turn !== this.#turn) return;
      this.value = shown;
      this.error = null;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (turn === this.#turn) this.error = thrown;
    } finally {
      if (turn === this.#turn) this.isReading = false;
    }
  }

  async #pages(
    from: number,
    wanted: number,
    before: readonly TimelineEntry[],
  ): Promise<TimelineShown> {
    let entries = before;
    for (;;) {
      const missing = Math.min(LIMIT_MAX, from + wanted - entries.length);
      const page = await call("timeline", {
        subject: this.#subject,
        offset: entries.length,
        limit: missing,
      });
      // An entry that was added meanwhile moves the others down: none is shown twice.
      const known = new Set(entries.map(({ key }) => key));
      entries = [...entries, ...page.entries.filter(({ key }) => !known.has(key))];
      const isAll = page.entries.length < missing || entries.length >= from + wanted;
      if (isAll) return { next: page.next, pinned: page.pinned, entries, total: page.total };
    }
  }
}
