import type { Component } from "svelte";
import type { Place } from "../shared/state/router.svelte";

/** What every view is given: the place it was opened for, such as the client's id. */
export type ViewProps = { place: Place };

/** A view that shows no record and so needs no place. */
export function placeless(view: Component<Record<string, never>>): Component<ViewProps> {
  return (internals) => view(internals, {});
}
