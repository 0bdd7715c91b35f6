import type { BankAccountRevealed, ClientId } from "../../host/bindings";
import { call } from "../../host/client";
import { tellWhy } from "../../shared/overlay/tell";

/** How long a revealed account number stays readable. */
export const REVEALED_MS = 30_000;

/** The whole account of a client, for as long as it may be read. Each reveal stands in the log. */
export class Revealing {
  account = $state.raw<BankAccountRevealed | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  async reveal(clientId: ClientId): Promise<void> {
    try {
      const account = await call("reveal_bank_account", { client_id: clientId });
      clearTimeout(this.#timer);
      this.account = account;
      this.#timer = setTimeout(() => this.hide(), REVEALED_MS);
    } catch (thrown) {
      tellWhy(thrown, "The account stays masked");
    }
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.account = null;
  }
}
