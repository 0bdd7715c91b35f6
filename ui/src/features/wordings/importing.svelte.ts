import type { ClosingFate, ImportPlaceholder, OpeningFate, WordingRead } from "../../host/bindings";
import { call } from "../../host/client";
import { base64Of } from "../../shared/form/files";
import { Doing } from "../../shared/state/doing.svelte";

/** The largest Word file that is read. */
export const WORD_BYTES_MAX = 20_000_000;
/** What a file dialog offers. */
export const WORD_FILES =
  ".docx,.dotx,application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** A file that was dropped on the library, for the view that opens next. */
export const handed: { file: File | null } = { file: null };

/** A Word file on its way to becoming a wording: what was read, and what is decided about it. */
export class WordingImporting {
  fileName = $state("");
  /** Whose blocks, front page and tables the paper has. */
  base = $state("factoring_agreement_recourse");
  name = $state("");
  opening = $state<OpeningFate>("opening");
  closing = $state<ClosingFate>("leave_out");
  read = $state.raw<WordingRead | null>(null);
  /** Path of the field by placeholder, none for one that stays text; absent while undecided. */
  decided = $state.raw<Readonly<Record<string, string | null>>>({});
  /** Numbers whose references stay text. */
  plain = $state.raw<ReadonlySet<string>>(new Set());
  readonly reading = new Doing();
  readonly saving = new Doing();
  #data = $state.raw("");

  readonly undecided = $derived.by((): readonly ImportPlaceholder[] =>
    (this.read?.placeholders ?? []).filter(({ key }) => this.decided[key] === undefined),
  );

  async take(file: File): Promise<void> {
    this.fileName = file.name;
    this.read = null;
    this.decided = {};
    this.plain = new Set();
    this.name = "";
    this.saving.forget();
    await this.reading.run(async () => {
      this.#data = await base64Of(file);
      await this.#look();
    });
  }

  /** Reads the same file on the base of another wording; decisions that still fit stay. */
  async setBase(base: string): Promise<void> {
    this.base = base;
    this.saving.forget();
    if (this.#data !== "") await this.reading.run(() => this.#look());
  }

  decide(key: string, path: string | null): void {
    this.decided = { ...this.decided, [key]: path };
    this.saving.forget();
  }

  setPlain(number: string, isPlain: boolean): void {
    const plain = new Set(this.plain);
    if (isPlain) plain.add(number);
    else plain.delete(number);
    this.plain = plain;
  }

  fieldName(path: string): string {
    const field = this.read?.fields.find((one) => one.path === path);
    return field ? `${field.group} · ${field.label}` : path;
  }

  labelOf(path: string): string {
    return this.read?.fields.find((one) => one.path === path)?.label ?? path;
  }

  problemAt(key: string): string | null {
    return this.saving.fields[`fields.${key}`] ?? null;
  }

  /** Saves it; gives the id of the wording, or none if it was not possible. */
  async save(): Promise<string | null> {
    let made: string | null = null;
    await this.saving.run(async () => {
      const page = await call("import_wording", {
        file: { file_name: this.fileName, data: this.#data, wording_id: this.base },
        name: this.name,
        opening: this.opening,
        closing: this.closing,
        fields: { ...this.decided },
        plain_references: [...this.plain],
      });
      made = page.row.wording_id;
    });
    return made;
  }

  async #look(): Promise<void> {
    const input = { file_name: this.fileName, data: this.#data, wording_id: this.base };
    const read = await call("read_wording_file", input);
    const isFirst = this.read === null;
    this.read = read;
    if (isFirst) {
      this.name = read.name;
      this.opening = read.opening_fate;
      const plain = read.references.filter((one) => !one.is_offered);
      this.plain = new Set(plain.map((one) => one.number));
    }
    const paths = new Set(read.fields.map(({ path }) => path));
    const fits = (path: string | null | undefined) => path === null || (path && paths.has(path));
    const choices = read.placeholders.flatMap(({ key, path, stays_text }) => {
      const before = this.decided[key];
      if (before !== undefined && fits(before)) return [[key, before] as const];
      if (stays_text) return [[key, null] as const];
      return path === null ? [] : [[key, path] as const];
    });
    this.decided = Object.fromEntries(choices);
  }
}
