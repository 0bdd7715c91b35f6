import type { Due, FollowUpId, NoteShown, NoteSubject } from "../../host/bindings";

/**
 * What a new note starts with: nothing, or what it is about, with the follow-up that it answers or
 * the note that it corrects.
 */
export type NoteGiven = {
  readonly subject?: NoteSubject;
  readonly followUpId?: FollowUpId;
  readonly corrects?: NoteShown;
  /** When the corrected note happened. */
  readonly at?: Due;
};

class Composer {
  /** The note that is being written, or none. Drawn once, by the shell. */
  asked = $state.raw<NoteGiven | null>(null);

  #subjects: readonly (() => NoteGiven | null)[] = [];

  /** Opens the note sheet; one that is open stays, with what is typed in it. */
  open(given: NoteGiven = {}): void {
    this.asked ??= given;
  }

  /** Opens it for what is being looked at. */
  openHere(): void {
    this.open(this.here() ?? {});
  }

  /** What is being looked at: the focused row, the client of the page; null of neither. */
  here(): NoteGiven | null {
    const found = this.#subjects.toReversed().map((subject) => subject());
    return found.find((one) => one !== null) ?? null;
  }

  /** Closes the sheet; what was typed stays in its draft. */
  close(): void {
    this.asked = null;
  }

  /** Adds a view's answer to "note about whom?"; returns what takes it away. */
  suggest(subject: () => NoteGiven | null): () => void {
    this.#subjects = [...this.#subjects, subject];
    return () => {
      this.#subjects = this.#subjects.filter((one) => one !== subject);
    };
  }
}

/** The note sheet of this window: any view opens it. */
export const composer = new Composer();

/** Says what a note would be about while the component lives; call it while it is set up. */
export function useNoteSubject(subject: () => NoteGiven | null): void {
  $effect(() => composer.suggest(subject));
}
