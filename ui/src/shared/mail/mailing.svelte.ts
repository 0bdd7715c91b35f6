import type { AttachmentId, MailAbout, MailDraft, MailPerson, MailRow } from "../../host/bindings";
import { type AppError, call } from "../../host/client";
import { Doing } from "../state/doing.svelte";

/** A message that is being written: opened in the mail program, or put into the outbox. */
export class Mailing {
  readonly about: MailAbout;
  toName = $state("");
  to = $state("");
  cc = $state("");
  subject = $state("");
  text = $state("");
  /** The files beside the document itself. */
  chosen = $state.raw<ReadonlySet<AttachmentId>>(new Set());
  readonly #doing = new Doing();

  constructor(about: MailAbout) {
    this.about = about;
  }

  get isBusy(): boolean {
    return this.#doing.isBusy;
  }

  get problem(): AppError | null {
    return this.#doing.problem;
  }

  get fields(): Readonly<Record<string, string>> {
    return this.#doing.fields;
  }

  /** Begins with the message that the firm's wording proposes. */
  propose(draft: MailDraft): void {
    this.toName = draft.to_name;
    this.to = draft.to;
    this.subject = draft.subject;
    this.text = draft.text;
  }

  address(person: MailPerson): void {
    this.toName = person.name;
    this.to = person.address;
  }

  choose(file: AttachmentId, isChosen: boolean): void {
    const next = new Set(this.chosen);
    if (isChosen) next.add(file);
    else next.delete(file);
    this.chosen = next;
  }

  /** Opens it in the mail program; false if something is wrong. */
  open(): Promise<boolean> {
    return this.#doing.run(() => call("open_mail", this.#input()));
  }

  /** Puts it into the outbox; none if something is wrong. */
  async send(): Promise<MailRow | null> {
    let row: MailRow | null = null;
    await this.#doing.run(async () => {
      row = await call("send_mail", this.#input());
    });
    return row;
  }

  #input() {
    return {
      about: this.about,
      to_name: this.toName,
      to: this.to,
      cc: this.cc,
      subject: this.subject,
      text: this.text,
      attachment_ids: [...this.chosen],
    };
  }
}
