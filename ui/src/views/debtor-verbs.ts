import { separate, setStatus, statusActs } from "../features/debtors/acts";
import type { DebtorId, DebtorPage } from "../host/bindings";
import type { Verb } from "../shared/keys/verbs.svelte";

/** The tabs of the page, in their order. */
export const debtorTabs = [
  { tab: "overview", name: "Overview" },
  { tab: "notes", name: "Notes" },
  { tab: "statements", name: "Statements" },
] as const;
export type DebtorTab = (typeof debtorTabs)[number]["tab"];

/** What the page of a debtor does. */
export type DebtorActs = {
  note: () => void;
  edit: () => void;
  merge: () => void;
  statement: () => void;
  letters: () => void;
  remind: () => void;
  lettersMade: () => void;
  dunning: () => void;
  show: (tab: DebtorTab) => void;
  toNeighbour: (id: DebtorId | null) => void;
};

const GROUP = "This debtor";

/** Everything that can be done on the page of a debtor, for keys and palette. */
export function debtorVerbs(debtor: DebtorPage, acts: DebtorActs): Verb[] {
  return [
    {
      id: "debtor.note",
      name: "Log a note",
      group: GROUP,
      icon: "notebook-pen" as const,
      run: acts.note,
    },
    ...(debtor.merged_into
      ? [
          {
            id: "debtor.separate",
            name: "Separate it again",
            group: GROUP,
            icon: "users-round" as const,
            run: () => void separate(debtor),
          },
        ]
      : [
          {
            id: "debtor.edit",
            name: "Edit the debtor",
            group: GROUP,
            keys: "F2",
            icon: "square-pen" as const,
            run: acts.edit,
          },
          {
            id: "debtor.merge",
            name: "Merge it into another debtor",
            group: GROUP,
            icon: "users-round" as const,
            run: acts.merge,
          },
          ...statusActs(debtor.status).map(({ name, icon, to }) => ({
            id: `debtor.status.${to}`,
            name,
            group: GROUP,
            icon,
            run: () => void setStatus(debtor, to),
          })),
        ]),
    {
      id: "debtor.statement",
      name: "Make a statement",
      group: GROUP,
      icon: "file-plus-2",
      run: acts.statement,
    },
    {
      id: "debtor.letters",
      name: "Make a letter",
      group: GROUP,
      icon: "mail",
      run: acts.letters,
    },
    {
      id: "debtor.remind",
      name: "Remind this debtor of what is past due",
      group: GROUP,
      icon: "mail",
      run: acts.remind,
    },
    {
      id: "debtor.letters-made",
      name: "Letters to this debtor",
      group: GROUP,
      icon: "mail",
      run: acts.lettersMade,
    },
    {
      id: "debtor.dunning",
      name: "Dunning of this debtor",
      group: GROUP,
      icon: "settings-2",
      run: acts.dunning,
    },
    ...debtorTabs.map(({ tab, name }) => ({
      id: `debtor.tab.${tab}`,
      name: `Show the ${name.toLowerCase()} of this debtor`,
      group: GROUP,
      icon: "file-text" as const,
      run: () => acts.show(tab),
    })),
    {
      id: "debtor.previous",
      name: "Previous debtor",
      group: GROUP,
      keys: "Ctrl+ArrowUp",
      icon: "chevron-up",
      when: () => debtor.previous !== null,
      run: () => acts.toNeighbour(debtor.previous),
    },
    {
      id: "debtor.next",
      name: "Next debtor",
      group: GROUP,
      keys: "Ctrl+ArrowDown",
      icon: "chevron-down",
      when: () => debtor.next !== null,
      run: () => acts.toNeighbour(debtor.next),
    },
  ];
}
