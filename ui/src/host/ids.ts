import type {
  ClientId,
  ContractId,
  DebtorId,
  EntryNumber,
  GuarantorId,
  NoteId,
  ReceiptId,
  ScheduleId,
} from "./bindings";

// Places hold plain numbers; only here do they become ids again.

/** The client that a place names. */
export function clientIdOf(id: number): ClientId {
  return id as ClientId;
}

/** The guarantor that a place names. */
export function guarantorIdOf(id: number): GuarantorId {
  return id as GuarantorId;
}

/** The debtor that a place names. */
export function debtorIdOf(id: number): DebtorId {
  return id as DebtorId;
}

/** The contract that a place names. */
export function contractIdOf(id: number): ContractId {
  return id as ContractId;
}

/** The schedule that a place names. */
export function scheduleIdOf(id: number): ScheduleId {
  return id as ScheduleId;
}

/** The note that a place names. */
export function noteIdOf(id: number): NoteId {
  return id as NoteId;
}

/** The entry of a number that was typed or that a place names. */
export function entryNumberOf(number: number): EntryNumber {
  return number as EntryNumber;
}

/** The receipt that a place names. */
export function receiptIdOf(id: number): ReceiptId {
  return id as ReceiptId;
}

/** The id that a place names, or none if it names none. */
export function idOf<Id extends number>(id: number | undefined): Id | null {
  return id === undefined ? null : (id as Id);
}
