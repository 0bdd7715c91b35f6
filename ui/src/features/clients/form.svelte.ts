import type { ClientId, ClientInput } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { Kept } from "../../shared/state/kept.svelte";
import {
  type Difference,
  differences,
  emptyAddress,
  emptyClient,
  isBlank,
  isClientInput,
} from "./fields";

/** What was saved elsewhere while the form was open. */
export type Conflict = { message: string; revision: number; saved: ClientInput };

/** The form of one client, new or changed. What is typed is kept until it is saved. */
export class ClientForm {
  client = $state<ClientInput>(emptyClient());
  /** The mailing address is the address; what was typed there stays until the form is saved. */
  isMailSame = $state(true);
  /** Sentences by field. */
  fields = $state.raw<Readonly<Record<string, string>>>({});
  /** Why it could not be saved, if not because of a field. */
  problem = $state.raw<AppError | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  isSaving = $state(false);
  /** False until what is changed has been read. */
  isReady = $state(false);
  /** Why what is changed could not be read. */
  error = $state.raw<AppError | null>(null);
  readonly kept: Kept<ClientInput>;

  readonly #id: ClientId | null;
  #revision = 0;
  #saved = "";
  #hasKept = false;

  /** @param id the client that is changed, or none for a new one */
  constructor(id: ClientId | null, name = "") {
    this.#id = id;
    this.kept = new Kept(id === null ? "client/new" : `client/${id}`, isClientInput);
    this.client.legal_name = name;
  }

  /** Reads what is changed, and what was left unsaved. */
  async start(): Promise<void> {
    try {
      if (this.#id !== null) {
        const { revision, client } = await call("client_identity", { client_id: this.#id });
        this.#revision = revision;
        this.#show(client);
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.error = thrown;
      return;
    }
    this.error = null;
    this.#saved = JSON.stringify(this.input());
    this.isReady = true;
    await this.kept.look();
    // Text that is saved by now is nothing to offer.
    if (JSON.stringify(this.kept.offer?.form) === this.#saved) await this.kept.forget();
  }

  /** As lists call the client. */
  get name(): string {
    return this.client.trade_name.trim() || this.client.legal_name.trim();
  }

  get isDirty(): boolean {
    return this.isReady && JSON.stringify(this.input()) !== this.#saved;
  }

  /** The form as it is sent. */
  input(): ClientInput {
    const client = $state.snapshot(this.client);
    return this.isMailSame ? { ...client, mailing_address: emptyAddress() } : client;
  }

  /** Remembers what is typed, or forgets it once it is what is saved. */
  typed(): void {
    if (this.isDirty) {
      this.#hasKept = true;
      this.kept.keep(this.input());
    } else if (this.#hasKept) {
      this.#hasKept = false;
      void this.kept.forget();
    }
  }

  restore(): void {
    const form = this.kept.take();
    if (form) this.#show(form);
  }

  /** Saves; the id of the client, or none with the reason in the form. */
  async save(): Promise<ClientId | null> {
    if (this.isSaving) return null;
    this.isSaving = true;
    try {
      const { client_id } = await this.#send();
      this.#saved = JSON.stringify(this.input());
      await this.kept.forget();
      return client_id;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      await this.#explain(thrown);
      return null;
    } finally {
      this.isSaving = false;
    }
  }

  /** Answers a conflict: what is typed shall stand over what was saved. */
  async saveMine(): Promise<ClientId | null> {
    if (this.conflict) this.#revision = this.conflict.revision;
    this.conflict = null;
    return this.save();
  }

  /** Answers a conflict: what was saved shall stand. */
  takeSaved(): void {
    if (!this.conflict) return;
    this.#revision = this.conflict.revision;
    this.#show(this.conflict.saved);
    this.#saved = JSON.stringify(this.input());
    this.conflict = null;
    void this.kept.forget();
  }

  /** What the conflict is about, field by field. */
  get differences(): Difference[] {
    return this.conflict ? differences(this.conflict.saved, this.input()) : [];
  }

  #show(client: ClientInput): void {
    this.client = client;
    this.isMailSame = isBlank(client.mailing_address);
  }

  #send(): Promise<{ client_id: ClientId }> {
    this.fields = {};
    this.problem = null;
    const client = this.input();
    return this.#id === null
      ? call("create_client", client)
      : call("update_client", { client_id: this.#id, revision: this.#revision, client });
  }

  async #explain(error: AppError): Promise<void> {
    this.fields = error.fields;
    if (error.code === "conflict" && this.#id !== null) {
      const { revision, client } = await call("client_identity", { client_id: this.#id });
      this.conflict = { message: error.message, revision, saved: client };
    } else if (Object.keys(error.fields).length === 0) this.problem = error;
  }
}
