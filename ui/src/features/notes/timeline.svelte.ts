import { SvelteMap } from "svelte/reactivity";
import type {
  FollowUpShown,
  HistoryFilter,
  HistoryKind,
  KindCount,
  NoteSubject,
  TimelineEntry,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";

/** Entries fetched at once while one scrolls. */
export const TIMELINE_PAGE = 50;
/** Most that one call gives. */
const LIMIT_MAX = 200;

/** A history that is not narrowed. */
export const WHOLE: HistoryFilter = { kinds: [], person: "", from: "", until: "" };

/** What the component shows. */
export type TimelineShown = {
  next: readonly FollowUpShown[];
  pinned: readonly TimelineEntry[];
  entries: readonly TimelineEntry[];
  /** Where the next page begins; empty at the end. */
  after: string;
  total: number;
  counts: readonly KindCount[];
  people: readonly string[];
};

/** What each record's history was narrowed to last, so that whoever comes back finds it so. */
const kept = new SvelteMap<string, HistoryFilter>();

/** By how many things a history is narrowed. */
export function narrowedBy(filter: HistoryFilter): number {
  const { kinds, person, from, until } = filter;
  return (kinds.length > 0 ? 1 : 0) + [person, from, until].filter((one) => one !== "").length;
}

/** The timeline of any record, read on as one scrolls; whole again after a change. */
export class TimelinePages {
  value = $state.raw<TimelineShown | null>(null);
  error = $state.raw<AppError | null>(null);
  /** What is wrong with the filter, at its fields. */
  problems = $state.raw<Readonly<Record<string, string>>>({});
  isReading = $state(false);

  readonly #subject: NoteSubject;
  readonly #key: string;
  #turn = 0;

  constructor(subject: NoteSubject) {
    this.#subject = subject;
    this.#key = `${subject.kind}/${subject.id}`;
  }

  get filter(): HistoryFilter {
    return kept.get(this.#key) ?? WHOLE;
  }

  get hasMore(): boolean {
    return this.value !== null && this.value.after !== "";
  }

  /** Narrows the history, or widens it; the old lines stay until the new ones are there. */
  narrow(change: Partial<HistoryFilter>): void {
    kept.set(this.#key, { ...this.filter, ...change });
    void this.#read("", TIMELINE_PAGE, []);
  }

  /** Adds a kind to those shown, or takes it out. */
  toggle(kind: HistoryKind): void {
    const { kinds } = this.filter;
    this.narrow({
      kinds: kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind],
    });
  }

  /** Reads again as far as it was read before, so that the place stays. */
  async reload(): Promise<void> {
    const wanted = Math.max(TIMELINE_PAGE, this.value?.entries.length ?? 0);
    await this.#read("", wanted, []);
  }

  /** Reads the next page, if there is one and none is on the way. */
  async more(): Promise<void> {
    if (!this.hasMore || this.isReading || !this.value) return;
    const { entries, after } = this.value;
    await this.#read(after, entries.length + TIMELINE_PAGE, entries);
  }

  async #read(after: string, wanted: number, before: readonly TimelineEntry[]): Promise<void> {
    const turn = ++this.#turn;
    this.isReading = true;
    try {
      const shown = await this.#pages(after, wanted, before);
      if (turn !== this.#turn) return;
      this.value = shown;
      this.error = null;
      this.problems = {};
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (turn === this.#turn) this.#failed(thrown);
    } finally {
      if (turn === this.#turn) this.isReading = false;
    }
  }

  #failed(thrown: AppError): void {
    // A day that is none is said at its field; the lines that were there stay.
    if (Object.keys(thrown.fields).length > 0 && this.value !== null) this.problems = thrown.fields;
    else this.error = thrown;
  }

  async #pages(
    from: string,
    wanted: number,
    before: readonly TimelineEntry[],
  ): Promise<TimelineShown> {
    let entries = before;
    let after = from;
    for (;;) {
      const page = await call("timeline", {
        subject: this.#subject,
        filter: this.filter,
        after,
        limit: Math.min(LIMIT_MAX, wanted - entries.length),
      });
      // What was written meanwhile may stand on two pages: none is shown twice.
      const known = new Set(entries.map(({ key }) => key));
      entries = [...entries, ...page.entries.filter(({ key }) => !known.has(key))];
      after = page.after;
      if (after === "" || entries.length >= wanted) return { ...page, entries };
    }
  }
}
