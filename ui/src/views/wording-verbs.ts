import type { Verb } from "../shared/keys/verbs.svelte";
import type { Pick } from "./wording-picks";

/** What the editor of a wording can do. */
export type WordingActs = {
  name: string;
  canEdit: () => boolean;
  canEditClause: () => boolean;
  /** One of the firm's own, in use or retired. */
  isOwn: () => boolean;
  save: () => void;
  pick: (what: Pick) => void;
  move: (by: 1 | -1) => void;
  duplicateClause: () => void;
  remove: () => void;
  keep: () => void;
  toText: () => void;
  toList: () => void;
  compare: () => void;
  rename: () => void;
  copy: () => void;
  retire: () => void;
  togglePages: () => void;
  toggleChips: () => void;
};

/** The verbs of the editor of a wording. */
export function wordingVerbs(acts: WordingActs): Verb[] {
  return [
    ...ofTheText(acts),
    ...ofTheClause(acts),
    ...ofTheLibrary(acts),
    ...ofTheWording(acts),
  ];
}

function ofTheText(acts: WordingActs): Verb[] {
  const common = { group: "Text", when: acts.canEdit };
  return [
    {
      ...common,
      id: "wording.field",
      name: "Insert a field",
      keys: "Ctrl+Shift+M",
      icon: "braces",
      run: () => acts.pick("field"),
    },
    {
      ...common,
      id: "wording.reference",
      name: "Refer to a clause",
      keys: "Ctrl+Shift+R",
      icon: "link-2",
      run: () => acts.pick("reference"),
    },
    {
      ...common,
      id: "wording.paragraph-only-if",
      name: "Print this paragraph only if…",
      icon: "git-branch",
      when: acts.canEditClause,
      run: () => acts.pick("paragraph_condition"),
    },
    {
      group: "Text",
      id: "wording.text",
      name: "Go to the text",
      icon: "pen-line",
      run: acts.toText,
    },
    {
      group: "Text",
      id: "wording.list",
      name: "Go to the clause list",
      icon: "list-filter",
      run: acts.toList,
    },
    {
      group: "Text",
      id: "wording.chips",
      name: "Show fields by name or by value",
      icon: "eye",
      run: acts.toggleChips,
    },
    {
      group: "Text",
      id: "wording.pages",
      name: "Show the pages or the text",
      icon: "file-text",
      run: acts.togglePages,
    },
  ];
}

function ofTheClause(acts: WordingActs): Verb[] {
  const common = { group: "This clause", when: acts.canEditClause };
  return [
    {
      ...common,
      id: "clause.up",
      name: "Move the clause up",
      keys: "Alt+ArrowUp",
      icon: "arrow-up",
      run: () => acts.move(-1),
    },
    {
      ...common,
      id: "clause.down",
      name: "Move the clause down",
      keys: "Alt+ArrowDown",
      icon: "arrow-down",
      run: () => acts.move(1),
    },
    {
      ...common,
      id: "clause.only-if",
      name: "Print the clause only if…",
      icon: "git-branch",
      run: () => acts.pick("clause_condition"),
    },
    {
      ...common,
      id: "clause.add",
      name: "Add a clause",
      icon: "plus",
      when: acts.canEdit,
      run: () => acts.pick("new_clause"),
    },
    {
      ...common,
      id: "clause.from-library",
      name: "Add a clause from the library",
      icon: "book-plus",
      when: acts.canEdit,
      run: () => acts.pick("saved_clause"),
    },
    {
      ...common,
      id: "clause.keep",
      name: "Keep the clause in the library",
      icon: "book-plus",
      run: acts.keep,
    },
    {
      ...common,
      id: "clause.duplicate",
      name: "Duplicate the clause",
      icon: "copy",
      run: acts.duplicateClause,
    },
    {
      ...common,
      id: "clause.remove",
      name: "Take the clause out",
      icon: "trash-2",
      run: acts.remove,
    },
  ];
}

function ofTheLibrary(acts: WordingActs): Verb[] {
  const common = { group: "Clause library", when: acts.canEdit };
  return [
    {
      ...common,
      id: "clause.forget",
      name: "Remove a clause from the library",
      icon: "trash-2",
      run: () => acts.pick("forget_clause"),
    },
  ];
}

function ofTheWording(acts: WordingActs): Verb[] {
  const group = acts.name;
  return [
    {
      group,
      id: "wording.save",
      name: "Save as the next version",
      keys: "Ctrl+S",
      icon: "save",
      when: acts.canEdit,
      run: acts.save,
    },
    {
      group,
      id: "wording.compare",
      name: "Compare versions",
      icon: "git-compare",
      run: acts.compare,
    },
    { group, id: "wording.copy", name: "Duplicate the wording", icon: "copy", run: acts.copy },
    {
      group,
      id: "wording.rename",
      name: "Rename the wording",
      icon: "pen-line",
      when: acts.isOwn,
      run: acts.rename,
    },
    {
      group,
      id: "wording.retire",
      name: "Retire the wording, or take it back into use",
      icon: "archive",
      when: acts.isOwn,
      run: acts.retire,
    },
  ];
}
