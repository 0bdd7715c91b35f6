import type { ContractId, ContractPage } from "../../host/bindings";
import { call } from "../../host/client";
import { tellWhy } from "../../shared/overlay/tell";
import { toasts } from "../../shared/overlay/toasts.svelte";
import type { LifeActs } from "./lifeVerbs";

/** What is done about the end of the agreement that a page shows. */
export class LifeDesk implements LifeActs {
  sheet = $state<"notice" | "withdraw" | null>(null);
  readonly #page: () => ContractPage | null;
  readonly #open: (paper: ContractId) => void;

  /** `open` leads to another paper of the same agreement. */
  constructor(page: () => ContractPage | null, open: (paper: ContractId) => void) {
    this.#page = page;
    this.#open = open;
  }

  notice = (): void => this.#onAgreement("notice");
  withdraw = (): void => this.#onAgreement("withdraw");
  decide = (): void => void this.#decide();
  close = (): void => {
    this.sheet = null;
  };

  /** A notice was recorded. */
  given = (after: ContractPage): void => {
    this.close();
    toasts.say(`${after.life?.shown.words ?? "Notice recorded"}.`, { icon: "calendar-clock" });
  };

  /** Takes the notice back. */
  takeBack = async (reason: string): Promise<void> => {
    const page = this.#page();
    if (!page) return;
    await call("withdraw_notice", { contract_id: page.contract.id, reason });
    this.close();
    toasts.say("The notice was withdrawn", { icon: "undo-2" });
  };

  /** Notice is given of the agreement: an amendment of it leads there first. */
  #onAgreement(sheet: "notice" | "withdraw"): void {
    const page = this.#page();
    const agreement = page?.life?.agreement_id;
    if (page && agreement !== undefined && agreement !== page.contract.id) this.#open(agreement);
    else this.sheet = sheet;
  }

  async #decide(): Promise<void> {
    const life = this.#page()?.life;
    if (!life?.to_decide) return;
    const { agreement_id: contract_id, to_decide } = life;
    try {
      await call("decide_renewal", { contract_id, term_number: to_decide.term_number });
      toasts.say("Decided. Its reminders are done.", { icon: "check" });
    } catch (thrown) {
      tellWhy(thrown, "Nothing was decided");
    }
  }
}
