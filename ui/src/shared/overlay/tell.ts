import type { FileSaved } from "../../host/bindings";
import { AppError } from "../../host/client";
import { ask } from "./ask.svelte";
import { toasts } from "./toasts.svelte";

/**
 * Shows why an act did not happen: a rule that said no as a sheet, anything else as a message.
 *
 * @param title what was refused: "Larkfield Produce stays in the list"
 */
export function tellWhy(thrown: unknown, title: string): void {
  if (!(thrown instanceof AppError)) throw thrown;
  // The root goes to the unlock screen by itself.
  if (thrown.code === "locked") return;
  if (thrown.code === "refused") ask.refuse({ title, text: thrown.message });
  else toasts.say(thrown.message, { icon: "circle-x" });
}

/** Says that a file was written, and what the paper in it could not print. */
export function tellSaved({ name, warnings }: FileSaved): void {
  if (name === null) return;
  const words = [`${name} was written`, ...warnings].join(". ");
  toasts.say(words, { icon: warnings.length === 0 ? "file-down" : "triangle-alert" });
}
