import type { Verb } from "../keys/verbs.svelte";

/** What a person does with the lines of a grid. */
export type GridActs = {
  add: () => void;
  remove: () => void;
  /** Goes to the next problem. */
  problem: () => void;
};

/** The verbs of a grid that only shows its lines. */
export function problemVerbs(group: string, { problem }: GridActs): Verb[] {
  return [
    {
      id: "grid.problem",
      name: "Next problem",
      group,
      keys: "F8",
      icon: "triangle-alert",
      run: problem,
    },
  ];
}

/** The verbs of a grid that is typed into. */
export function lineVerbs(group: string, acts: GridActs, hasLine: () => boolean): Verb[] {
  return [
    {
      id: "grid.add",
      name: "Add a line",
      group,
      keys: "Ctrl+Enter",
      icon: "plus",
      run: acts.add,
    },
    {
      id: "grid.remove",
      name: "Remove the line",
      group,
      keys: "Ctrl+Delete",
      icon: "trash-2",
      when: hasLine,
      run: acts.remove,
    },
    ...problemVerbs(group, acts),
  ];
}
