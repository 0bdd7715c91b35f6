import type { ContractId, ContractMail, ContractPage } from "../../host/bindings";
import { type AppError, call } from "../../host/client";
import { Doing } from "../../shared/state/doing.svelte";

export type SendingWay = "mail" | "service";

/** A contract on its way out: as a message, or as a copy for a service for signing. */
export class Sending {
  readonly contractId: ContractId;
  way = $state<SendingWay>("mail");
  toName = $state("");
  to = $state("");
  subject = $state("");
  text = $state("");
  service = $state("");
  /** The copy that was saved for the service. */
  saved = $state<string | null>(null);
  readonly #doing = new Doing();

  constructor(contractId: ContractId) {
    this.contractId = contractId;
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
  propose(mail: ContractMail): void {
    this.toName = mail.to_name;
    this.to = mail.to;
    this.subject = mail.subject;
    this.text = mail.text;
  }

  choose(way: SendingWay): void {
    this.way = way;
    this.#doing.forget();
  }

  /** Opens the message, or notes the service; none if something is wrong. */
  async send(): Promise<ContractPage | null> {
    let sent: ContractPage | null = null;
    await this.#doing.run(async () => {
      sent = this.way === "mail" ? await this.#mail() : await this.#note();
    });
    return sent;
  }

  /** Saves the copy with the words that a service looks for. */
  async save(): Promise<void> {
    await this.#doing.run(async () => {
      const { name } = await call("save_signing_copy", { contract_id: this.contractId });
      if (name !== null) this.saved = name;
    });
  }

  #mail(): Promise<ContractPage> {
    return call("mail_contract", {
      contract_id: this.contractId,
      to_name: this.toName,
      to: this.to,
      subject: this.subject,
      text: this.text,
    });
  }

  #note(): Promise<ContractPage> {
    return call("note_sent", { contract_id: this.contractId, service: this.service });
  }
}
