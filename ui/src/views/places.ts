import type { NoteSubject, Target } from "../host/bindings";
import type { Place } from "../shared/state/router.svelte";

/** Where a target of the use-cases is shown: a found record, a clicked notification. */
export function placeOf(target: Target): Place {
  switch (target.kind) {
    case "today":
      return { view: "today" };
    case "client":
      return { view: "client", id: target.client_id };
    case "contract":
      return { view: "contract", id: target.contract_id };
    case "debtor":
      return { view: "debtor", id: target.debtor_id };
    case "invoice":
      return { view: "invoice", id: target.invoice_id };
    case "schedule":
      return { view: "schedule", id: target.schedule_id };
    case "receipt":
      return { view: "collections", id: target.receipt_id };
    case "release_run":
      return { view: "release-run", id: target.run_id };
    case "letter":
      return { view: "letter", id: target.letter_id };
  }
}

/** Where the record that a note is about is looked at. */
export function placeOfSubject({ kind, id }: NoteSubject): Place {
  switch (kind) {
    case "client":
    case "debtor":
    case "invoice":
    case "schedule":
    case "contract":
      return { view: kind, id };
    case "receipt":
      return { view: "collections", id };
  }
}
