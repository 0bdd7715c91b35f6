import type { MailAbout } from "../../host/bindings";
import { composer } from "./composer.svelte";

/** A message that is to be written, and what its sheet is called. */
export type MailGiven = { readonly about: MailAbout; readonly title: string };

class Mailer {
  /** The message that is being written, or none. Drawn once, by the shell. */
  asked = $state.raw<MailGiven | null>(null);

  /** Opens the sheet of a message; one that is open stays, with what is typed in it. */
  open(given: MailGiven): void {
    this.asked ??= given;
  }

  /** Opens a message about the record that is looked at; false if none is. */
  openHere(): boolean {
    const subject = composer.here()?.subject;
    if (!subject) return false;
    this.open({ about: { kind: "record", subject }, title: "New message" });
    return true;
  }

  close(): void {
    this.asked = null;
  }
}

/** The message sheet of this window: any view opens it. */
export const mailer = new Mailer();
