import { AppError } from "../../host/client";
import { PAGE_ROWS, pagesOf, type Span } from "./model";

/** One page as the host gave it, and how many rows match in all. */
export type Page<Row> = { rows: readonly Row[]; total: number };
export type LoadPage<Row> = (offset: number, limit: number) => Promise<Page<Row>>;

/** What a table asks of its rows. */
export type TableRows<Row> = {
  /** Rows that there are; none before the first answer. */
  readonly total: number | null;
  readonly error: AppError | null;
  /** True while shown rows are of an earlier question. */
  readonly isStale: boolean;
  /** The row, or none while it is on the way. */
  at(index: number): Row | undefined;
  /** Sees to it that these rows come. */
  show(span: Span): void;
};

/** Rows that came all at once, as a table asks for them. */
export class HeldRows<Row> implements TableRows<Row> {
  readonly error = null;
  readonly isStale = false;
  readonly #rows: () => readonly Row[];

  constructor(rows: () => readonly Row[]) {
    this.#rows = rows;
  }

  get total(): number {
    return this.#rows().length;
  }

  at(index: number): Row | undefined {
    return this.#rows()[index];
  }

  /** They are here already. */
  show(): void {}
}

/** Pages kept at most; the oldest is forgotten first. */
const PAGES_MAX = 40;

/** The rows of a long list, fetched by page when they come into view. */
export class PagedRows<Row> implements TableRows<Row> {
  /** Rows that match; none before the first answer. */
  total = $state<number | null>(null);
  error = $state.raw<AppError | null>(null);
  /** True while shown rows are of an earlier question. */
  isStale = $state(false);

  #pages = $state.raw<ReadonlyMap<number, readonly Row[]>>(new Map());
  #load: LoadPage<Row>;
  #underWay = new Set<number>();
  #generation = 0;
  #span: Span = { from: 0, to: 1 };

  constructor(load: LoadPage<Row>) {
    this.#load = load;
  }

  /** The row, or none while its page is on the way. */
  at(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  /** Sees to it that these rows come. */
  show(span: Span): void {
    this.#span = span.to > span.from ? span : { from: 0, to: 1 };
    for (const page of pagesOf(this.#span)) void this.#fetch(page);
  }

  /** Asks anew, such as after another filter or a change; the old rows stay until then. */
  async reload(load: LoadPage<Row> = this.#load): Promise<void> {
    this.#load = load;
    this.#generation += 1;
    this.#underWay = new Set();
    this.isStale = true;
    await Promise.all(pagesOf(this.#span).map((page) => this.#fetch(page)));
  }

  async #fetch(page: number): Promise<void> {
    const isThere = this.#pages.has(page) && !this.isStale;
    if (isThere || this.#underWay.has(page)) return;
    this.#underWay.add(page);
    const generation = this.#generation;
    try {
      const answer = await this.#load(page * PAGE_ROWS, PAGE_ROWS);
      if (generation === this.#generation) this.#keep(page, answer);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (generation === this.#generation) this.error = thrown;
    } finally {
      if (generation === this.#generation) this.#underWay.delete(page);
    }
  }

  #keep(page: number, answer: Page<Row>): void {
    const pages = new Map(this.isStale ? [] : this.#pages);
    pages.delete(page);
    pages.set(page, answer.rows);
    const oldest = pages.keys().next().value;
    if (pages.size > PAGES_MAX && oldest !== undefined) pages.delete(oldest);
    this.#pages = pages;
    this.total = answer.total;
    this.error = null;
    this.isStale = false;
    // A shorter list may have left the view behind its end.
    if (this.#span.from >= answer.total && answer.total > 0)
      this.show({ from: 0, to: answer.total });
  }
}
