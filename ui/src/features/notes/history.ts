import type { HistoryAsked } from "../../host/bindings";
import { call } from "../../host/client";
import { tellWhy } from "../../shared/overlay/tell";
import { toasts } from "../../shared/overlay/toasts.svelte";
import { mailer } from "../../shared/state/mailer.svelte";

/** Writes the history into a file that the user chooses. */
export async function saveHistory(asked: HistoryAsked): Promise<void> {
  try {
    const saved = await call("save_history", asked);
    if (saved.name !== null) toasts.say(`${saved.name} is saved`);
  } catch (thrown) {
    tellWhy(thrown, "The history was not saved");
  }
}

/** Opens a message that the history hangs on. */
export function mailHistory(asked: HistoryAsked): void {
  mailer.open({ about: { kind: "history", ...asked }, title: "Mail the history" });
}

/** Hands the history to the printer. */
export async function printHistory(asked: HistoryAsked): Promise<void> {
  try {
    await call("print_history", asked);
    toasts.say("The history is with the printer", { icon: "printer" });
  } catch (thrown) {
    tellWhy(thrown, "The history was not printed");
  }
}
