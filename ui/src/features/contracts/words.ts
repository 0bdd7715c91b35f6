import type { ContractFile, ContractStage, PartyRole, SignerShown } from "../../host/bindings";
import type { IconName } from "../../shared/icons/paths";

/** How the stage of a contract is drawn: the word says it, the colour and the icon repeat it. */
export type StageLook = { word: string; icon: IconName; look: "" | "acc" | "ok" | "warn" };

export const stageLooks = {
  frozen: { word: "To sign", icon: "lock", look: "acc" },
  signed_by_one: { word: "Signed by one", icon: "signature", look: "warn" },
  signed: { word: "Signed", icon: "check", look: "ok" },
  superseded: { word: "Replaced", icon: "history", look: "" },
  withdrawn: { word: "Withdrawn", icon: "undo-2", look: "" },
} satisfies Record<ContractStage, StageLook>;

/** "for the Client": the parties as the paper calls them. */
export const forParty = {
  client: "for the Client",
  factor: "for the Factor",
} satisfies Record<PartyRole, string>;

/** "version 1" of "CTR-2026-014, version 1"; the whole if it is written otherwise. */
export function versionWords(numberWords: string): string {
  return numberWords.split(", ").at(-1) ?? numberWords;
}

/** Who has signed comes first, then who signs next; before that the client, as a rule. */
export function inSigningOrder(
  signers: readonly SignerShown[],
  next: PartyRole | null,
): SignerShown[] {
  const rank = (signer: SignerShown) => {
    if (signer.has_signed) return 0;
    return signer.party === next ? 1 : 2;
  };
  const clientFirst = (signer: SignerShown) => (signer.party === "client" ? 0 : 1);
  return [...signers].sort((a, b) => rank(a) - rank(b) || clientFirst(a) - clientFirst(b));
}

/** The files that there are: with a signature on it there is a second one. */
export function filesOf(stage: ContractStage): readonly ContractFile[] {
  switch (stage) {
    case "frozen":
    case "withdrawn":
      return ["frozen"];
    case "signed_by_one":
    case "signed":
    case "superseded":
      return ["frozen", "signed"];
  }
}
