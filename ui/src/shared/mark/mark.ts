import type { IconName } from "../icons/paths";

/** A word with its mark; the look only repeats what the word says. */
export type Mark = { word: string; icon: IconName; look: "" | "ok" | "warn" | "bad" | "acc" };
