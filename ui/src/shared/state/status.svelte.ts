import { type AppError, type CommandName, kindOf, watchWork } from "../../host/client";
import { clockTime } from "../day/day";

/** What the status bar says about saving. "saved" only after the disk said so. */
export type SaveState =
  | { step: "idle" }
  | { step: "saving" }
  | { step: "saved"; at: string; isDraft: boolean }
  | { step: "failed" };

/** What keeps typed text without doing anything with it. */
const DRAFTS: readonly string[] = ["save_draft", "save_receipt_draft"];

class Status {
  save = $state.raw<SaveState>({ step: "idle" });
  /** Calls answered "locked" since the start; the root goes to the unlock screen on a change. */
  lockedAnswers = $state(0);
  #underWay = 0;
  #last: SaveState = { step: "idle" };

  /** Follows every change of the host. Returns what stops it. */
  follow(): () => void {
    return watchWork((work) => {
      if (work.step === "locked") {
        this.lockedAnswers += 1;
        return;
      }
      if (!isSaving(work.name)) return;
      if (work.step === "started") {
        if (this.#underWay === 0) this.#last = this.save;
        this.#underWay += 1;
        this.save = { step: "saving" };
        return;
      }
      this.#underWay = Math.max(0, this.#underWay - 1);
      // A rule that says no has lost nothing: what was saved before still is.
      if (work.step === "failed") this.save = isCalm(work.error) ? this.#last : { step: "failed" };
      else if (this.#underWay === 0) {
        const isDraft = DRAFTS.includes(work.name);
        this.save = { step: "saved", at: clockTime(new Date()), isDraft };
      }
    });
  }
}

// Opening, locking and choosing say so by themselves; only changes of the vault are "saved".
function isSaving(name: CommandName): boolean {
  return kindOf(name) === "change";
}

const calm: readonly string[] = ["invalid", "refused", "not_found", "conflict", "wrong_secret"];

function isCalm(error: AppError): boolean {
  return calm.includes(error.code);
}

/** Whether the latest change is on the disk. */
export const status = new Status();
