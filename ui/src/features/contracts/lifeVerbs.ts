import type { ContractLifePage } from "../../host/bindings";
import type { Verb } from "../../shared/keys/verbs.svelte";

/** What is done about the end of an agreement. */
export type LifeActs = {
  decide: () => void;
  notice: () => void;
  withdraw: () => void;
};

/** The acts that are possible now, for keys, palette and the menu. */
export function lifeVerbs(
  life: () => ContractLifePage | null,
  group: string,
  acts: LifeActs,
): Verb[] {
  return [
    {
      id: "contract.decide",
      name: life()?.to_decide?.act ?? "Let it renew",
      group,
      icon: "check",
      run: acts.decide,
      when: () => life()?.to_decide != null,
    },
    {
      id: "contract.notice",
      name: "Give notice",
      group,
      icon: "calendar-clock",
      run: acts.notice,
      when: () => life()?.can_give_notice === true,
    },
    {
      id: "contract.withdraw-notice",
      name: "Withdraw the notice",
      group,
      icon: "undo-2",
      run: acts.withdraw,
      when: () => canWithdraw(life()),
    },
  ];
}

/** A notice is taken back while the agreement runs. */
export function canWithdraw(life: ContractLifePage | null): boolean {
  return life?.notice != null && life.shown.kind === "ending";
}
