import type {
  FollowUpShown,
  NextOwner,
  NoteInput,
  NotePerson,
  NoteShown,
  NoteSubject,
  NoteTemplateShown,
  PersonId,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { idOf } from "../../host/ids";
import { DraftKeeper } from "../../shared/state/draft.svelte";
import { vaultDrafts } from "../../shared/state/vault-drafts";
import { NoteFiles } from "./files.svelte";
import {
  blankNote,
  correctionOf,
  EVERYBODYS,
  isNoteDraft,
  type NoteDraft,
  type NoteFields,
  OWN,
} from "./note-fields";

/** A quick choice of the next contact, with the day that the office's calendar gives it. */
export type QuickDay = {
  next: "tomorrow" | "week" | "friday" | "due";
  label: string;
  words: string;
};

const QUICK = [
  { next: "tomorrow", label: "Tomorrow", typed: "tomorrow" },
  { next: "week", label: "In a week", typed: "+1w" },
  { next: "friday", label: "Next Friday", typed: "fri" },
] as const;

/** The note sheet: what is typed, its files, its draft, and saving it. */
export class NoteForm {
  subject = $state.raw<NoteSubject | null>(null);
  /** The note that this one corrects. */
  corrects = $state.raw<NoteShown | null>(null);
  fields = $state<NoteFields>(blankNote(""));
  readonly files = new NoteFiles();
  quick = $state.raw<readonly QuickDay[]>([]);
  /** What is wrong, by field of the note. */
  problems = $state.raw<Readonly<Record<string, string>>>({});
  /** Why it was not saved, if that is no field's fault. */
  failure = $state.raw<AppError | null>(null);
  isSaving = $state(false);
  /** True if what was typed earlier came back. */
  isRestored = $state(false);
  /** True once the office's days are known; before, nothing is kept. */
  isReady = $state(false);

  #keeper = $state.raw<DraftKeeper<NoteDraft> | null>(null);
  #today = "";
  #pristine = "";
  #isTouched = false;

  /** True once something unsaved lies in the vault. */
  get isKept(): boolean {
    return this.#keeper?.isKept ?? false;
  }

  /** Reads the days of the quick choices; the office's calendar decides them. */
  async start(): Promise<void> {
    const [today, ...days] = await Promise.all([
      call("read_day", { text: "today" }),
      ...QUICK.map(({ typed }) => call("read_day", { text: typed })),
    ]);
    this.#today = withoutWeekday(today.words);
    this.quick = QUICK.map(({ next, label }, i) => ({ next, label, words: days[i]?.words ?? "" }));
    if (!this.#isTouched) this.#begin(blankNote(this.#today));
    this.isReady = true;
  }

  /** Starts as a correction: with what the note says. */
  correct(note: NoteShown, day: string, time: string): void {
    this.corrects = note;
    if (!this.#isTouched) this.#begin(correctionOf(note, day, time));
  }

  /**
   * What the note is about. Its draft comes back, unless something is typed already:
   * then that becomes its draft.
   */
  async about(subject: NoteSubject | null): Promise<void> {
    const [before, wasTouched] = [this.#keeper, this.#isTouched];
    this.subject = subject;
    const keeper = new DraftKeeper<NoteDraft>(vaultDrafts, this.#draftKey());
    this.#keeper = keeper;
    if (wasTouched) {
      this.keep();
      await before?.discard();
      return;
    }
    const draft = await keeper.restore(isNoteDraft);
    if (draft && this.#keeper === keeper && !this.#isTouched) this.#restore(draft);
  }

  /** Called after every change of a field or a file: from the first one on, a draft is kept. */
  keep(): void {
    if (!this.isReady) return;
    const draft = this.#draft();
    if (!this.#isTouched && JSON.stringify(draft) === this.#pristine) return;
    this.#isTouched = true;
    this.#keeper?.keep(draft);
  }

  /** Writes the draft at once, such as before the sheet goes. */
  async flush(): Promise<void> {
    await this.#keeper?.flush();
  }

  /** Gives up what is typed. */
  async discard(): Promise<void> {
    const keeper = this.#keeper;
    this.files.restore([]);
    this.#begin(blankNote(this.#today));
    this.isRestored = false;
    this.problems = {};
    await keeper?.discard();
    this.#keeper = new DraftKeeper<NoteDraft>(vaultDrafts, this.#draftKey());
  }

  /** Offers the day after which the money of an invoice should have come, if there is one. */
  offerDue(words: string | null): void {
    const others = this.quick.filter(({ next }) => next !== "due");
    const due = { next: "due", label: "Due + 5", words: words ?? "" } as const;
    this.quick = words === null ? others : [...others, due];
  }

  /** Starts with what a follow-up says, where nothing else is typed. */
  answer(followUp: FollowUpShown): void {
    this.fields.finishes = followUp.id;
    if (this.fields.contactName === "") this.fields.contactName = followUp.contact_name;
    if (!this.#isTouched) this.#pristine = JSON.stringify(this.#draft());
  }

  /** Takes a template: its kind and outcome, and its text below what is written already. */
  write({ channel, outcome, text }: Pick<NoteTemplateShown, "channel" | "outcome" | "text">): void {
    this.forget("text");
    this.fields.channel = channel;
    this.fields.outcome = outcome;
    const before = this.fields.text.trimEnd();
    this.fields.text = before === "" ? text : `${before}\n${text}`;
  }

  /** A field is typed in anew: what was wrong with it is no longer said. */
  forget(field: string): void {
    const rest = Object.entries(this.problems).filter(([of]) => of !== field);
    if (field in this.problems) this.problems = Object.fromEntries(rest);
  }

  /** Takes a quick choice, or none needed. */
  choose(next: string): void {
    this.forget("next.day");
    const quick = this.quick.find((one) => one.next === next);
    if (quick) {
      this.fields.next = quick.next;
      this.fields.nextDay = withoutWeekday(quick.words);
    } else if (next === "none") {
      this.fields.next = "none";
      this.fields.nextDay = "";
      this.fields.nextTime = "";
      this.fields.nextReason = "";
      this.fields.nextOwner = OWN;
    }
  }

  /** A day is typed, so no quick choice stands for it. */
  typeDay(text: string): void {
    this.forget("next.day");
    this.fields.next = text.trim() === "" ? "open" : "typed";
  }

  /**
   * Saves the note; the draft goes once it is durable. Gives back what comes next, or null and
   * sets `problems` or `failure`.
   */
  async save(people: readonly NotePerson[]): Promise<{ next: FollowUpShown | null } | null> {
    if (this.isSaving) return null;
    const input = this.#input(people);
    if (!input) return null;
    this.isSaving = true;
    this.failure = null;
    try {
      const saved = await call("save_note", input);
      // The note is durable; a draft that stays behind is only shown again.
      await this.#keeper?.discard().catch(() => undefined);
      return { next: saved.follow_up };
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.problems = thrown.fields;
      this.failure = Object.keys(thrown.fields).length === 0 ? thrown : null;
      return null;
    } finally {
      this.isSaving = false;
    }
  }

  #input(people: readonly NotePerson[]): NoteInput | null {
    if (this.subject === null) {
      this.problems = { subject: "Choose the client." };
      return null;
    }
    const { contactName, next, nextDay, nextTime, nextReason, nextOwner, ...rest } = this.fields;
    const { channel, direction, outcome, text, day, time, finishes, tags, proof } = rest;
    const { promiseAmount, promiseDay, promiseBy } = rest;
    const hasPromise = outcome === "promised" && `${promiseAmount}${promiseDay}`.trim() !== "";
    const name = contactName.trim();
    return {
      subject: this.subject,
      contact_id: people.find((one) => one.name === name)?.contact_id ?? null,
      contact_name: name,
      channel,
      direction,
      outcome,
      text,
      day,
      time,
      next:
        next === "none"
          ? null
          : { day: nextDay, time: nextTime, reason: nextReason, owner: ownerOf(nextOwner) },
      attachments: this.files.kept.map(({ id }) => id),
      finishes,
      tags,
      proof: proof === "" ? null : proof,
      corrects: this.corrects?.id ?? null,
      promise: hasPromise
        ? { amount: promiseAmount, day: promiseDay, by: promiseBy }
        : null,
    };
  }

  #draftKey(): string {
    if (this.corrects !== null) return `note/correction-${this.corrects.id}`;
    if (this.subject === null) return "note/new";
    const { kind, id } = this.subject;
    return kind === "client" ? `note/${id}` : `note/${kind}-${id}`;
  }

  #begin(fields: NoteFields): void {
    this.fields = fields;
    this.#isTouched = false;
    this.#pristine = JSON.stringify(this.#draft());
  }

  #restore({ files, ...fields }: NoteDraft): void {
    this.fields = { ...blankNote(""), ...fields };
    this.files.restore(files);
    this.#isTouched = true;
    this.isRestored = true;
  }

  #draft(): NoteDraft {
    return { ...$state.snapshot(this.fields), files: this.files.kept };
  }
}

/** Whose the next contact is, as it was chosen. */
function ownerOf(chosen: string): NextOwner {
  if (chosen === EVERYBODYS) return { kind: "everybody" };
  const person_id = chosen === OWN ? null : idOf<PersonId>(Number(chosen));
  return person_id === null ? { kind: "me" } : { kind: "person", person_id };
}

/** "Nov 20, 2026" of "Fri, Nov 20, 2026": understood again on any later day. */
function withoutWeekday(words: string): string {
  return words.replace(/^\p{L}+,\s*/u, "");
}
