import type { Component } from "svelte";
import Books from "./Books.svelte";
import Client from "./Client.svelte";
import ClientForm from "./ClientForm.svelte";
import Clients from "./Clients.svelte";
import Contract from "./Contract.svelte";
import Contracts from "./Contracts.svelte";
import NewContract from "./NewContract.svelte";
import Settings from "./Settings.svelte";
import Statements from "./Statements.svelte";
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
  statements: Statements,
  books: Books,
  settings: Settings,
  today: placeless(Today),
};
