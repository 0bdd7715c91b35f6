import type { Verb } from "../shared/keys/verbs.svelte";

/** What the editor stands at. */
export type TermsStand = {
  isHouse: boolean;
  isAmendment: boolean;
  canDiscard: boolean;
  isLocked: boolean;
  hasHistory: boolean;
};

/** What the editor of terms does. */
export type TermsActs = {
  save: () => void;
  contract: () => void;
  discard: () => void;
  history: () => void;
  tryOut: () => void;
  problem: () => void;
  inherit: () => void;
  canInherit: () => boolean;
};

const GROUP = "These terms";

/** Everything that can be done in the editor of terms, for keys and palette. */
export function termsVerbs(stand: TermsStand, acts: TermsActs): Verb[] {
  const history: Verb = {
    id: "terms.history",
    name: "History of the terms",
    group: GROUP,
    icon: "history",
    when: () => stand.hasHistory,
    run: acts.history,
  };
  const tryOut: Verb = {
    id: "terms.tryOut",
    name: "Try on this client’s history",
    group: GROUP,
    icon: "calendar-clock",
    when: () => !stand.isHouse && stand.isAmendment,
    run: acts.tryOut,
  };
  const always = [history, tryOut];
  return stand.isLocked ? always : [...always, ...editing(stand, acts)];
}

function editing({ isHouse, isAmendment, canDiscard }: TermsStand, acts: TermsActs): Verb[] {
  const contract: Verb = {
    id: "terms.contract",
    name: isAmendment ? "Draft amendment" : "Make the contract",
    group: GROUP,
    keys: "Ctrl+Enter",
    icon: "file-pen-line",
    when: () => !isHouse,
    run: acts.contract,
  };
  return [
    {
      id: "terms.save",
      name: isHouse ? "Save the usual terms" : "Save draft",
      group: GROUP,
      keys: "Ctrl+S",
      icon: "save",
      run: acts.save,
    },
    contract,
    {
      id: "terms.discard",
      name: "Discard what is drafted",
      group: GROUP,
      when: () => canDiscard,
      icon: "trash-2",
      run: acts.discard,
    },
    {
      id: "terms.problem",
      name: "Next problem",
      group: GROUP,
      keys: "F8",
      icon: "triangle-alert",
      run: acts.problem,
    },
    {
      id: "terms.inherit",
      name: "Back to the house default",
      group: GROUP,
      keys: "Ctrl+Backspace",
      icon: "link-2",
      when: acts.canInherit,
      run: acts.inherit,
    },
  ];
}
