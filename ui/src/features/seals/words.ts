import type { PdfVerdict } from "../../host/bindings";
import type { IconName } from "../../shared/icons/paths";

/** How a verdict is drawn: the word says it, the colour and the icon repeat it. */
export type VerdictLook = { word: string; icon: IconName; look: "" | "ok" | "warn" | "bad" };

export const verdictLooks = {
  valid_and_unchanged: { word: "Unchanged", icon: "circle-check-big", look: "ok" },
  changed_after_signing: { word: "Changed", icon: "triangle-alert", look: "bad" },
  cannot_verify: { word: "Cannot be verified", icon: "shield-alert", look: "warn" },
  not_signed: { word: "Not signed", icon: "circle-slash", look: "" },
} satisfies Record<PdfVerdict, VerdictLook>;
