import type { ClientId, ContractId } from "./bindings";

// Places hold plain numbers; only here do they become ids again.

/** The client that a place names. */
export function clientIdOf(id: number): ClientId {
  return id as ClientId;
}

/** The contract that a place names. */
export function contractIdOf(id: number): ContractId {
  return id as ContractId;
}

/** The id that a place names, or none if it names none. */
export function idOf<Id extends number>(id: number | undefined): Id | null {
  return id === undefined ? null : (id as Id);
}
