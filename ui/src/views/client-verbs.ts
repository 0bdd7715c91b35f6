import { setStatus, statusActs } from "../features/clients/acts";
import type { ClientId, ClientPage } from "../host/bindings";
import type { Verb } from "../shared/keys/verbs.svelte";

/** What the page of a client does. */
export type ClientActs = {
  edit: () => void;
  terms: () => void;
  contract: () => void;
  rules: () => void;
  statement: () => void;
  letters: () => void;
  lettersMade: () => void;
  dunning: () => void;
  show: (tab: string) => void;
  toNeighbour: (id: ClientId | null) => void;
};

/** The tabs that are shown on the page itself, in their order. */
export const pageTabs = [
  "overview",
  "timeline",
  "contracts",
  "invoices",
  "ledger",
  "statements",
  "contacts",
  "details",
] as const;

const GROUP = "This client";

/** Everything that can be done on the page of a client, for keys and palette. */
export function clientVerbs(client: ClientPage, tab: string, acts: ClientActs): Verb[] {
  const hasSigned = client.contract === "signed" || client.contract === "amendment_to_sign";
  return [
    {
      id: "client.edit",
      name: "Edit the client",
      group: GROUP,
      keys: "F2",
      icon: "square-pen",
      run: acts.edit,
    },
    {
      id: "client.terms",
      name: "Edit the terms",
      group: GROUP,
      keys: "Ctrl+Shift+T",
      icon: "scale",
      run: acts.terms,
    },
    {
      id: "client.contract",
      name: "Make a contract",
      group: GROUP,
      icon: "file-pen-line",
      run: acts.contract,
    },
    {
      id: "client.rules",
      name: "Buying rules of this client",
      group: GROUP,
      icon: "file-check",
      run: acts.rules,
    },
    {
      id: "client.invoices",
      name: "Show the invoices of this client",
      group: GROUP,
      icon: "file-text",
      run: () => acts.show("invoices"),
    },
    {
      id: "client.ledger",
      name: "Show the ledger of this client",
      group: GROUP,
      icon: "table-2",
      run: () => acts.show("ledger"),
    },
    {
      id: "client.statement",
      name: "Make a statement",
      group: GROUP,
      icon: "file-plus-2",
      run: acts.statement,
    },
    {
      id: "client.letters",
      name: "Make letters",
      group: GROUP,
      icon: "mail",
      run: acts.letters,
    },
    {
      id: "client.letters-made",
      name: "Letters about this client",
      group: GROUP,
      icon: "mail",
      run: acts.lettersMade,
    },
    {
      id: "client.dunning",
      name: "Dunning of this client's debtors",
      group: GROUP,
      icon: "settings-2",
      run: acts.dunning,
    },
    ...statusActs(client.status, hasSigned).map(({ name, icon, to }) => ({
      id: `client.status.${to}`,
      name,
      group: GROUP,
      icon,
      run: () => void setStatus(client, to),
    })),
    ...moving(client, tab, acts),
  ];
}

function moving(client: ClientPage, tab: string, acts: ClientActs): Verb[] {
  const at = pageTabs.findIndex((one) => one === tab);
  const step = (by: 1 | -1) => () =>
    acts.show(pageTabs.at((at + by) % pageTabs.length) ?? "overview");
  return [
    {
      id: "client.previous",
      name: "Previous client",
      group: GROUP,
      keys: "Ctrl+ArrowUp",
      icon: "chevron-up",
      when: () => client.previous !== null,
      run: () => acts.toNeighbour(client.previous),
    },
    {
      id: "client.next",
      name: "Next client",
      group: GROUP,
      keys: "Ctrl+ArrowDown",
      icon: "chevron-down",
      when: () => client.next !== null,
      run: () => acts.toNeighbour(client.next),
    },
    { id: "tab.next", name: "Next tab", group: GROUP, keys: "Ctrl+PageDown", run: step(1) },
    { id: "tab.previous", name: "Previous tab", group: GROUP, keys: "Ctrl+PageUp", run: step(-1) },
  ];
}
