import type { IconName } from "../shared/icons/paths";

/** A section of the sidebar. Its number follows the key, which stays when more sections come. */
export type Section = { view: string; name: string; icon: IconName; keys: string };

/** The sections that exist, in the order of the day. */
export const sections: readonly Section[] = [
  { view: "today", name: "Today", icon: "sun-medium", keys: "Ctrl+1" },
  { view: "clients", name: "Clients", icon: "building-2", keys: "Ctrl+2" },
  { view: "debtors", name: "Debtors", icon: "users-round", keys: "Ctrl+3" },
  { view: "invoices", name: "Invoices", icon: "file-text", keys: "Ctrl+4" },
  { view: "collections", name: "Collections", icon: "landmark", keys: "Ctrl+5" },
  { view: "notes", name: "Notes", icon: "notebook-pen", keys: "Ctrl+6" },
  { view: "contracts", name: "Contracts", icon: "file-pen-line", keys: "Ctrl+7" },
  { view: "statements", name: "Dunning & statements", icon: "mail", keys: "Ctrl+8" },
  { view: "books", name: "Books", icon: "table-2", keys: "Ctrl+9" },
];

/** The section that a view belongs to, so that the sidebar can show it. */
export const sectionOf: Readonly<Record<string, string>> = {
  today: "today",
  clients: "clients",
  client: "clients",
  client_form: "clients",
  terms: "clients",
  note: "clients",
  notes: "notes",
  debtors: "debtors",
  debtor: "debtors",
  debtor_form: "debtors",
  collections: "collections",
  receipts: "collections",
  invoices: "invoices",
  invoice: "invoices",
  contracts: "contracts",
  contract: "contracts",
  "contract-new": "contracts",
  verify: "contracts",
  wordings: "contracts",
  wording: "contracts",
  "wording-import": "contracts",
  compare: "contracts",
  letters: "contracts",
  letter: "contracts",
  "letters-make": "contracts",
  releases: "collections",
  "release-run": "collections",
  recourse: "collections",
  "recourse-case": "collections",
  schedules: "invoices",
  schedule: "invoices",
  statements: "statements",
  dunning: "statements",
  books: "books",
  outbox: "settings",
  settings: "settings",
};
