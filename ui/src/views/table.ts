import type { Component } from "svelte";
import type { Place } from "../shared/state/router.svelte";
import Contract from "./Contract.svelte";
import Contracts from "./Contracts.svelte";
import NewContract from "./NewContract.svelte";
import Settings from "./Settings.svelte";

/** What every view is given: the place it was opened for, such as the client's id. */
export type ViewProps = { place: Place };

/** Which component draws a place's view. */
export const views: Readonly<Record<string, Component<ViewProps>>> = {
  contracts: Contracts,
  contract: Contract,
  "contract-new": NewContract,
  settings: Settings,
};
