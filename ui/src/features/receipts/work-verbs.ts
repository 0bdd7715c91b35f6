import type { Verb } from "../../shared/keys/verbs.svelte";

/** What is done with a receipt while it is shared out. */
export type WorkActs = {
  isRest: boolean;
  allocate: () => void;
  clear: () => void;
  notFactored: () => void;
  refund: () => void;
  lateCharge: () => void;
  post: () => void;
  nextProblem: () => void;
  entries: () => void;
};

const GROUP = "This receipt";

/** The verbs of a receipt that is shared out, for keys and palette. */
export function workVerbs(acts: WorkActs): Verb[] {
  const verb = (id: string, name: string, run: () => void, more: Partial<Verb> = {}): Verb => ({
    id: `receipt.${id}`,
    name,
    group: GROUP,
    run,
    ...more,
  });
  return [
    verb("post", acts.isRest ? "Apply the rest" : "Post the receipt", acts.post, {
      keys: "Ctrl+Enter",
      icon: "check-check",
    }),
    verb("allocate", "Allocate: take the next proposal", acts.allocate, {
      keys: "Ctrl+Shift+A",
      icon: "wand-sparkles",
    }),
    verb("clear", "Clear the lines", acts.clear, { keys: "Ctrl+U", icon: "eraser" }),
    verb("not-factored", "Not factored: give it back to a client", acts.notFactored, {
      icon: "circle-slash",
    }),
    verb("refund", "Refund to the payer", acts.refund, { icon: "undo-2" }),
    verb("late-charge", "Late charge paid with it", acts.lateCharge, { icon: "clock" }),
    verb("problem", "Next problem", acts.nextProblem, { keys: "F8", icon: "triangle-alert" }),
    verb("entries", "Show the entries that will be booked", acts.entries, { icon: "table-2" }),
  ];
}
