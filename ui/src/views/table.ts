import type { Component } from "svelte";
import Books from "./Books.svelte";
import Client from "./Client.svelte";
import ClientForm from "./ClientForm.svelte";
import Clients from "./Clients.svelte";
import Contract from "./Contract.svelte";
import Contracts from "./Contracts.svelte";
import Debtor from "./Debtor.svelte";
import DebtorForm from "./DebtorForm.svelte";
import Debtors from "./Debtors.svelte";
import NewContract from "./NewContract.svelte";
import Schedule from "./Schedule.svelte";
import Schedules from "./Schedules.svelte";
import Settings from "./Settings.svelte";
import Terms from "./Terms.svelte";
import Today from "./Today.svelte";
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
  schedules: placeless(Schedules),
  schedule: Schedule,
  debtors: placeless(Debtors),
  debtor: Debtor,
  debtor_form: DebtorForm,
  books: Books,
  settings: Settings,
  today: placeless(Today),
};
