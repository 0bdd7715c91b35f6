import type { Component } from "svelte";
import Books from "./Books.svelte";
import Client from "./Client.svelte";
import ClientForm from "./ClientForm.svelte";
import Clients from "./Clients.svelte";
import Collections from "./Collections.svelte";
import Compare from "./Compare.svelte";
import Contract from "./Contract.svelte";
import Contracts from "./Contracts.svelte";
import Debtor from "./Debtor.svelte";
import DebtorForm from "./DebtorForm.svelte";
import Debtors from "./Debtors.svelte";
import Dunning from "./Dunning.svelte";
import Invoice from "./Invoice.svelte";
import Invoices from "./Invoices.svelte";
import Letter from "./Letter.svelte";
import Letters from "./Letters.svelte";
import LettersMake from "./LettersMake.svelte";
import NewContract from "./NewContract.svelte";
import Notes from "./Notes.svelte";
import Outbox from "./Outbox.svelte";
import Recourse from "./Recourse.svelte";
import RecourseCase from "./RecourseCase.svelte";
import ReleaseRun from "./ReleaseRun.svelte";
import Releases from "./Releases.svelte";
import Schedule from "./Schedule.svelte";
import Schedules from "./Schedules.svelte";
import Receipts from "./Receipts.svelte";
import Settings from "./Settings.svelte";
import Statements from "./Statements.svelte";
import Terms from "./Terms.svelte";
import Today from "./Today.svelte";
import Verify from "./Verify.svelte";
import Wording from "./Wording.svelte";
import WordingImport from "./WordingImport.svelte";
import Wordings from "./Wordings.svelte";
import { placeless, type ViewProps } from "./view-props";

/** Which component draws a place's view. */
export const views: Readonly<Record<string, Component<ViewProps>>> = {
  clients: placeless(Clients),
  client: Client,
  client_form: ClientForm,
  terms: Terms,
  contracts: placeless(Contracts),
  contract: Contract,
  "contract-new": NewContract,
  verify: placeless(Verify),
  wordings: placeless(Wordings),
  wording: Wording,
  "wording-import": placeless(WordingImport),
  compare: Compare,
  letters: Letters,
  letter: Letter,
  "letters-make": LettersMake,
  outbox: Outbox,
  debtors: placeless(Debtors),
  debtor: Debtor,
  debtor_form: DebtorForm,
  schedules: placeless(Schedules),
  schedule: Schedule,
  collections: Collections,
  receipts: placeless(Receipts),
  invoices: placeless(Invoices),
  invoice: Invoice,
  statements: Statements,
  dunning: placeless(Dunning),
  books: Books,
  releases: Releases,
  "release-run": ReleaseRun,
  recourse: Recourse,
  "recourse-case": RecourseCase,
  settings: Settings,
  notes: Notes,
  today: placeless(Today),
};
