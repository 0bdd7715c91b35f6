import type { ContractId, ContractPage } from "../../host/bindings";
import { type AppError, call } from "../../host/client";
import { Doing } from "../../shared/state/doing.svelte";

export type SendingWay = "mail" | "service";

/** A contract on its way out: as a copy for a service for signing, unless it goes by mail. */
export class Sending {
  readonly contractId: ContractId;
  way = $state<SendingWay>("mail");
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

  choose(way: SendingWay): void {
    this.way = way;
    this.#doing.forget();
  }

  /** Notes the service; none if something is wrong. */
  async note(): Promise<ContractPage | null> {
    let noted: ContractPage | null = null;
    await this.#doing.run(async () => {
      noted = await call("note_sent", { contract_id: this.contractId, service: this.service });
    });
    return noted;
  }

  /** Saves the copy with the words that a service looks for. */
  async save(): Promise<void> {
    await this.#doing.run(async () => {
      const { name } = await call("save_signing_copy", { contract_id: this.contractId });
      if (name !== null) this.saved = name;
    });
  }
}
