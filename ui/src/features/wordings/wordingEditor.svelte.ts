import { untrack } from "svelte";
import type {
  Clause,
  ClientId,
  Condition,
  DebtorId,
  MergeField,
  Paragraph,
  Wording,
  WordingFault,
  WordingPage,
} from "../../host/bindings";
import { AppError, call, type Input } from "../../host/client";
import { bytesOf } from "../../shared/form/files";
import { Kept } from "../../shared/state/kept.svelte";
import { resource } from "../../shared/state/resource.svelte";
import { isWorking, type Working } from "./working";

/** How long typing must pause before the paper is made anew. */
export const PREVIEW_PAUSE_MS = 400;
/** The place of the texts around the clauses in the list. */
export const AROUND = -1;

/** A wording while it is written: its clauses, what is wrong, and the paper they make. */
export class WordingEditor {
  page = $state.raw<WordingPage | null>(null);
  /** As it stands in the window. */
  wording = $state.raw<Wording | null>(null);
  /** The clause that is open, by its place; `AROUND` for the texts around them. */
  at = $state(0);
  /** Whose values the paper beside it has. */
  clientId = $state.raw<ClientId | null>(null);
  /** Of a letter to a debtor: which of the client's. */
  debtorId = $state.raw<DebtorId | null>(null);
  isSaving = $state(false);
  /** Why the last save was not possible. */
  problem = $state.raw<AppError | null>(null);
  /** Counts up when the text of the open clause was changed from outside its surface. */
  turn = $state(0);

  readonly kept: Kept<Working>;
  readonly preview;
  readonly #id: string;
  #asked = $state.raw<Input<"preview_wording"> | null>(null);
  #base = $state("");
  /** The version that the words were opened from. */
  #baseVersion = 0;

  /** Make it while a component is set up. */
  constructor(id: string) {
    this.#id = id;
    this.kept = new Kept(`wording/${id}`, isWorking);
    this.preview = resource("preview_wording", () => this.#asked);
    $effect(() => () => void this.kept.flush());
    $effect(() => this.#askForPaper());
  }

  /** Takes what the vault holds; words that are not saved stay. */
  take(page: WordingPage): void {
    const isFirst = this.page === null;
    const wasDirty = this.isDirty;
    this.page = page;
    if (!isFirst && wasDirty) return;
    this.#start(page);
    if (isFirst && !this.isReadOnly) void this.kept.look();
  }

  readonly isDirty = $derived.by(
    () => this.wording !== null && JSON.stringify(this.wording) !== this.#base,
  );

  /** Comes with the program, is retired, or is an earlier version. */
  readonly isReadOnly = $derived.by(
    () => this.page?.row.state !== "in_use" || this.page.version !== this.page.row.version,
  );

  readonly bytes = $derived.by(() => {
    const data = this.preview.value?.data ?? null;
    return data === null ? null : bytesOf(data);
  });

  readonly isStale = $derived.by(
    () => this.preview.isReading || this.#asked?.wording !== this.wording,
  );

  readonly clause = $derived.by(() => this.wording?.clauses[this.at] ?? null);

  readonly faults = $derived.by((): readonly WordingFault[] => this.preview.value?.faults ?? []);

  /** What the open text is: a clause's paragraphs, or the texts around the clauses. */
  readonly paragraphs = $derived.by((): (Paragraph & { label?: string })[] => {
    if (this.at !== AROUND) return this.clause?.paragraphs ?? [];
    const texts = this.wording?.texts ?? {};
    return (this.page?.frame ?? []).map(({ key, label }) => ({
      key,
      label,
      text: texts[key] ?? "",
    }));
  });

  fieldOf(path: string): MergeField | undefined {
    return this.page?.fields.find((field) => field.path === path);
  }

  conditionWords(condition: Condition | null | undefined): string {
    if (!condition) return "";
    if (condition.kind === "off") return "Left out";
    if (condition.kind === "asked") return "Asked each time";
    const same = JSON.stringify(condition);
    const known = this.page?.conditions.find((one) => JSON.stringify(one.condition) === same);
    return `Only if ${known?.label ?? condition.field}`;
  }

  /** "6.1" with this client's values; a dash for what is left out. */
  numberOf(index: number): string {
    if (this.at === AROUND) return "";
    const clause = this.preview.value?.outline[this.at];
    return clause ? (clause.paragraphs[index] ?? "–") : "";
  }

  /** "6.1", or none where there is no such clause. */
  targetWords(target: string): string | null {
    const clauses = this.wording?.clauses ?? [];
    const [clauseKey, paragraphKey] = target.split(".");
    const at = clauses.findIndex((clause) => clause.key === clauseKey);
    const clause = clauses[at];
    if (!clause) return null;
    const outline = this.preview.value?.outline[at];
    if (paragraphKey === undefined) return outline?.number ?? clause.title;
    const places = clause.paragraphs.flatMap((one, i) => (one.key === paragraphKey ? [i] : []));
    if (places.length === 0) return null;
    const numbers = places.map((place) => outline?.paragraphs[place] ?? null);
    return numbers.find((number) => number !== null) ?? clause.title;
  }

  open(at: number): void {
    this.at = at;
  }

  setTitle(title: string): void {
    if (this.wording) this.#change({ ...this.wording, title });
  }

  setParagraphs(paragraphs: readonly Paragraph[]): void {
    if (!this.wording) return;
    if (this.at !== AROUND) return this.#setClause({ paragraphs: [...paragraphs] });
    const texts = Object.fromEntries(paragraphs.map((one) => [one.key, one.text]));
    this.#change({ ...this.wording, texts: { ...this.wording.texts, ...texts } });
  }

  setClauseTitle(title: string): void {
    this.#setClause({ title });
  }

  setClauseCondition(at: number, condition: Condition | null): void {
    this.#setClauses((clauses) =>
      clauses.map((one, i) => (i === at ? { ...one, condition } : one)),
    );
  }

  /** Moves the clause by so many places; the focus goes with it. */
  move(at: number, by: number): void {
    const to = at + by;
    const clauses = this.wording?.clauses ?? [];
    const moved = clauses[at];
    if (!moved || to < 0 || to >= clauses.length) return;
    const rest = clauses.toSpliced(at, 1);
    this.#setClauses(() => rest.toSpliced(to, 0, moved));
    this.at = to;
  }

  /** Adds a clause behind the open one, under a key of its own, and opens it. */
  add(clause: Clause): void {
    const at = this.at === AROUND ? (this.wording?.clauses.length ?? 0) : this.at + 1;
    const key = this.#freeKey(clause.key);
    this.#setClauses((clauses) => clauses.toSpliced(at, 0, { ...clause, key }));
    this.at = at;
    this.turn += 1;
  }

  /** Takes a clause out; the answer puts it back. */
  remove(at: number): () => void {
    const before = this.wording;
    this.#setClauses((clauses) => clauses.toSpliced(at, 1));
    this.at = Math.max(0, Math.min(this.at, (this.wording?.clauses.length ?? 1) - 1));
    this.turn += 1;
    return () => {
      if (before) this.#change(before);
      this.at = at;
      this.turn += 1;
    };
  }

  setStandard(path: string, text: string): void {
    if (!this.wording) return;
    this.#change({ ...this.wording, standard: { ...this.wording.standard, [path]: text } });
  }

  /** Adds the next version; true if it was possible. */
  async save(note: string): Promise<boolean> {
    const { page, wording } = this;
    if (!page || !wording || this.isSaving) return false;
    this.isSaving = true;
    this.problem = null;
    try {
      const saved = await call("save_wording", {
        wording_id: this.#id,
        base_version: this.#baseVersion,
        note,
        wording,
      });
      await this.kept.forget();
      this.page = saved;
      this.#start(saved);
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.problem = thrown;
      return false;
    } finally {
      this.isSaving = false;
    }
  }

  /** Puts back what was left last time. */
  restore(): void {
    const taken = this.kept.take();
    if (!taken) return;
    this.#baseVersion = taken.base_version;
    this.#change(taken.wording);
    this.turn += 1;
  }

  /** What somebody else saved meanwhile was looked at: the next save may follow it. */
  async followLatest(): Promise<void> {
    const latest = await call("wording", { wording_id: this.#id });
    this.page = latest;
    this.#baseVersion = latest.row.version;
    this.problem = null;
  }

  #start(page: WordingPage): void {
    this.wording = page.wording;
    this.#base = JSON.stringify(page.wording);
    this.#baseVersion = page.row.version;
    this.at = Math.min(this.at, Math.max(0, page.wording.clauses.length - 1));
    this.turn += 1;
  }

  #change(wording: Wording): void {
    this.wording = wording;
    this.problem = null;
    this.kept.keep({ base_version: this.#baseVersion, wording });
  }

  #setClause(part: Partial<Clause>): void {
    const at = this.at;
    this.#setClauses((clauses) => clauses.map((one, i) => (i === at ? { ...one, ...part } : one)));
  }

  #setClauses(next: (clauses: Clause[]) => Clause[]): void {
    if (this.wording) this.#change({ ...this.wording, clauses: next(this.wording.clauses) });
  }

  #freeKey(wish: string): string {
    const used = new Set(this.wording?.clauses.map((clause) => clause.key));
    if (wish !== "" && !used.has(wish)) return wish;
    let number = 2;
    while (used.has(`${wish || "clause"}_${number}`)) number += 1;
    return `${wish || "clause"}_${number}`;
  }

  // The first paper at once, every later one after a pause in typing.
  #askForPaper(): (() => void) | undefined {
    const { wording, clientId, debtorId } = this;
    if (!wording) return undefined;
    const input = {
      wording_id: this.#id,
      wording,
      client_id: clientId,
      ...(debtorId === null ? {} : { debtor_id: debtorId }),
    };
    const before = untrack(() => this.#asked);
    if (before === null || before.client_id !== clientId || before.debtor_id !== input.debtor_id) {
      this.#asked = input;
      return undefined;
    }
    if (before.wording === wording) return undefined;
    const timer = setTimeout(() => (this.#asked = input), PREVIEW_PAUSE_MS);
    return () => clearTimeout(timer);
  }
}
