import type { ClientId, FollowUpId } from "../../host/bindings";

/** What a new note starts with; a follow-up is one of the client's, and the note answers it. */
export type NoteGiven =
  | { readonly clientId?: ClientId; readonly followUpId?: undefined }
  | { readonly clientId: ClientId; readonly followUpId: FollowUpId };

class Composer {
  /** The note that is being written, or none. Drawn once, by the shell. */
  asked = $state.raw<NoteGiven | null>(null);

  /** Opens the note sheet; one that is open stays, with what is typed in it. */
  open(given: NoteGiven = {}): void {
    this.asked ??= given;
  }

  /** Closes the sheet; what was typed stays in its draft. */
  close(): void {
    this.asked = null;
  }
}

/** The note sheet of this window: any view opens it. */
export const composer = new Composer();
