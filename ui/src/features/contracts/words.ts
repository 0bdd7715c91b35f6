import type {
  ContractFile,
  ContractLifeKind,
  ContractRow,
  ContractStage,
  ExemptionGiven,
  GuarantyStanding,
  NoticeKind,
  PartyRole,
  SignerShown,
  TemplateForm,
} from "../../host/bindings";
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

/** How the life of a signed agreement is drawn. */
export const lifeLooks = {
  not_yet: { word: "Not in force yet", icon: "clock", look: "acc" },
  in_force: { word: "In force", icon: "check", look: "ok" },
  notice_open: { word: "Notice window", icon: "calendar-clock", look: "warn" },
  expiring: { word: "Expiring", icon: "calendar-clock", look: "warn" },
  ending: { word: "Notice given", icon: "calendar-clock", look: "warn" },
  expired: { word: "Ended", icon: "circle-x", look: "" },
  terminated: { word: "Ended early", icon: "circle-x", look: "" },
} satisfies Record<ContractLifeKind, StageLook>;

/** Where a contract stands: of a signed agreement its life, else how far the signing is. */
export function lookOf({
  stage,
  life,
  out_on,
}: Pick<ContractRow, "stage" | "life" | "out_on">): StageLook {
  if (stage === "frozen" && out_on !== null) return { word: "Out", icon: "send", look: "warn" };
  return life === null ? stageLooks[stage] : lifeLooks[life.kind];
}

/** The rights by which a party ends an agreement; the factor's own comes last. */
export const noticeKinds = {
  at_term_end: "At the end of the term",
  early: "Earlier, after the notice days",
  at_once: "At once, for default",
} satisfies Record<NoticeKind, string>;

/** "for the Client": the parties as the paper calls them. */
export const forParty = {
  client: "for the Client",
  factor: "for the Factor",
  guarantor: "by the Guarantor",
} satisfies Record<PartyRole, string>;

/** How far a guaranty is, as a chip says it. */
export const guarantyLooks = {
  missing: { word: "No guaranty", icon: "triangle-alert", look: "warn" },
  to_sign: { word: "To sign", icon: "lock", look: "acc" },
  in_force: { word: "In force", icon: "check", look: "ok" },
} satisfies Record<GuarantyStanding, StageLook>;

/** What a form's papers are called in a sentence. */
export const paperNames = {
  agreement: "contract",
  amendment: "amendment",
  rider: "fee schedule",
  guaranty: "guaranty",
  term_sheet: "term sheet",
  disclosure: "disclosure",
} satisfies Record<TemplateForm, string>;

/** Whether the signatures on a paper put terms in force. */
export function agreesTerms(form: TemplateForm): boolean {
  switch (form) {
    case "agreement":
    case "amendment":
    case "rider":
      return true;
    case "guaranty":
    case "term_sheet":
    case "disclosure":
      return false;
  }
}

/** Why a firm gives no disclosures. */
export const exemptions = {
  none: "Gives disclosures",
  bank: "Exempt, as a bank",
  few_transactions: "Exempt, five transactions in 12 months at most",
} satisfies Record<ExemptionGiven, string>;

/** "version 1" of "CTR-2026-014, version 1"; the whole if it is written otherwise. */
export function versionWords(numberWords: string): string {
  return numberWords.split(", ").at(-1) ?? numberWords;
}

/** Who has signed comes first, then who signs next; before that the other side, as a rule. */
export function inSigningOrder(
  signers: readonly SignerShown[],
  next: PartyRole | null,
): SignerShown[] {
  const rank = (signer: SignerShown) => {
    if (signer.has_signed) return 0;
    return signer.party === next ? 1 : 2;
  };
  const factorLast = (signer: SignerShown) => (signer.party === "factor" ? 1 : 0);
  return [...signers].sort((a, b) => rank(a) - rank(b) || factorLast(a) - factorLast(b));
}

/** The files that there are: with a signature on it there is a second one. */
export function filesOf(stage: ContractStage, hasRecord = false): readonly ContractFile[] {
  switch (stage) {
    case "frozen":
    case "withdrawn":
      return ["frozen"];
    case "signed_by_one":
    case "signed":
    case "superseded":
      return hasRecord ? ["frozen", "signed", "record"] : ["frozen", "signed"];
  }
}
