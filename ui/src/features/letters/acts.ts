import type { LetterId } from "../../host/bindings";
import { call } from "../../host/client";
import { counted } from "../../shared/money/money";
import { tellWhy } from "../../shared/overlay/tell";
import { toasts } from "../../shared/overlay/toasts.svelte";

const words = (ids: readonly LetterId[]) => counted(ids.length, "letter", "letters");

/** Writes the letters into a folder, one file each; one alone is a file where the user likes. */
export async function saveApart(ids: readonly LetterId[]): Promise<void> {
  if (ids.length === 1) return saveAsOne(ids);
  try {
    const saved = await call("save_letters", { letter_ids: [...ids] });
    if (saved.folder !== null) toasts.say(`${words(ids)} saved in “${saved.folder}”`);
  } catch (thrown) {
    tellWhy(thrown, "The letters were not saved");
  }
}

/** Writes the letters as one file for a printer. */
export async function saveAsOne(ids: readonly LetterId[]): Promise<void> {
  try {
    const saved = await call("save_letters_as_one", { letter_ids: [...ids] });
    if (saved.name !== null) toasts.say(`${saved.name} is saved`);
  } catch (thrown) {
    tellWhy(thrown, "The letters were not saved");
  }
}

/** Hands the letters to the printer as one job. */
export async function print(ids: readonly LetterId[]): Promise<void> {
  try {
    await call("print_letters", { letter_ids: [...ids] });
    toasts.say(`${words(ids)} with the printer`, { icon: "printer" });
  } catch (thrown) {
    tellWhy(thrown, "The letters were not printed");
  }
}
