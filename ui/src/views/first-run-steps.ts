export type StepName = "protect" | "firm" | "terms" | "reminders";
/** One step of the first run. */
export type FirstRunStep = {
  readonly name: StepName;
  readonly title: string;
  readonly lede: string;
};

/** The steps of the first run in their order. */
export const firstRunSteps = [
  {
    name: "protect",
    title: "Protect your data",
    lede:
      "Everything is encrypted on this computer. Without the passphrase or the recovery key " +
      "nobody can open it, and neither can we.",
  },
  {
    name: "firm",
    title: "Your firm",
    lede: "Stands in the head of every paper and in the contract. Settings can change it.",
  },
  {
    name: "terms",
    title: "Usual terms",
    lede: "What a new client starts with. Each client can have other terms later.",
  },
  {
    name: "reminders",
    title: "Reminders",
    lede: "Factordesk tells you when a call is due, while it runs.",
  },
] as const satisfies readonly FirstRunStep[];
