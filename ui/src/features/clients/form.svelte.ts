import type { ClientId, ClientInput } from "../../host/bindings";
import { call } from "../../host/client";
import { emptyAddress } from "../../shared/form/address";
import { RecordForm } from "../../shared/form/record.svelte";
import { emptyClient, fieldLabels, isBlank, isClientInput } from "./fields";

/** The form of one client, new or changed. */
export class ClientForm extends RecordForm<ClientInput, ClientId> {
  client = $state<ClientInput>(emptyClient());
  /** The mailing address is the address; what was typed there stays until the form is saved. */
  isMailSame = $state(true);

  /** @param id the client that is changed, or none for a new one */
  constructor(id: ClientId | null, name = "") {
    super(id, "client", isClientInput, fieldLabels);
    this.client.legal_name = name;
  }

  get name(): string {
    return this.client.trade_name.trim() || this.client.legal_name.trim();
  }

  input(): ClientInput {
    const client = $state.snapshot(this.client);
    return this.isMailSame ? { ...client, mailing_address: emptyAddress() } : client;
  }

  protected show(client: ClientInput): void {
    this.client = client;
    this.isMailSame = isBlank(client.mailing_address);
  }

  protected async load(id: ClientId): Promise<{ revision: number; saved: ClientInput }> {
    const { revision, client } = await call("client_identity", { client_id: id });
    return { revision, saved: client };
  }

  protected async send(): Promise<ClientId> {
    const { id, revision } = this;
    const client = this.input();
    const { client_id } =
      id === null
        ? await call("create_client", client)
        : await call("update_client", { client_id: id, revision, client });
    return client_id;
  }
}
