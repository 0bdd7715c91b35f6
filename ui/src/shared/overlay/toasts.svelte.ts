import type { IconName } from "../icons/paths";

/** A button on a toast. */
export type ToastAction = { name: string; keys?: string; run: () => void };

/** What was done, and what can be done about it. */
export type Toast = {
  /** The same key replaces the toast that is there, such as a reminder told twice. */
  key: string;
  icon: IconName;
  /** A reminder's heading; absent for a plain sentence. */
  title?: string;
  text: string;
  actions: readonly ToastAction[];
  /** Stays until it is answered; others go after eight seconds without hover or focus. */
  isSticky: boolean;
};

/** How long a toast stays when nobody touches it. */
export const TOAST_MS = 8_000;
/** Older ones go first when more would be open. */
const TOASTS_MAX = 4;

class Toasts {
  all = $state.raw<readonly Toast[]>([]);
  #number = 0;

  /** Says what was done. `undo` adds the Undo button, also reached by Ctrl+Z. */
  say(text: string, more: { icon?: IconName; undo?: () => void } = {}): void {
    const { icon = "check", undo } = more;
    const key = `said-${++this.#number}`;
    const actions = undo ? [{ name: "Undo", keys: "Ctrl+Z", run: undo }] : [];
    this.show({ key, icon, text, actions, isSticky: false });
  }

  /** Shows a toast; it takes no focus. */
  show(toast: Toast): void {
    const others = this.all.filter((one) => one.key !== toast.key);
    this.all = [...others, toast].slice(-TOASTS_MAX);
  }

  close(key: string): void {
    this.all = this.all.filter((one) => one.key !== key);
  }

  /** Forgets all, such as at a lock: a toast may name a client. */
  clear(): void {
    this.all = [];
  }

  /** Runs the newest Undo and closes its toast. */
  undo(): void {
    const newest = this.all.findLast((one) => one.actions.some((action) => action.name === "Undo"));
    if (!newest) return;
    this.close(newest.key);
    newest.actions.find((action) => action.name === "Undo")?.run();
  }

  get canUndo(): boolean {
    return this.all.some((one) => one.actions.some((action) => action.name === "Undo"));
  }
}

/** The toasts of this window. */
export const toasts = new Toasts();
