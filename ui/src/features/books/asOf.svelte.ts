import type { AsOfAsked, AsOfBasis, DayRead } from "../../host/bindings";

/** A place's given values: a day, a basis, an account, a client. */
export type Given = Readonly<Record<string, string | number | boolean>>;

/** The day the figures are of: what is typed, and what was last understood. */
export class AsOfChoice {
  /** As typed; nothing is today. */
  text = $state("");
  basis = $state<AsOfBasis>("as_shown");
  #day = $state("");

  constructor(given: Given | undefined) {
    this.#day = textOf(given, "day");
    this.text = this.#day;
    if (given?.["basis"] === "as_it_turned_out") this.basis = "as_it_turned_out";
  }

  /** What the use-cases are asked; half a word keeps the day before. */
  get asked(): AsOfAsked {
    return { day: this.text.trim() === "" ? "" : this.#day, basis: this.basis };
  }

  /** Takes what the typed text was understood as. */
  take(read: DayRead | null): void {
    if (read) this.#day = read.day;
  }
}

/** A given text; empty if there is none. */
export function textOf(given: Given | undefined, name: string): string {
  const value = given?.[name];
  return typeof value === "string" ? value : "";
}

/** A given number, or none. */
export function numberOf(given: Given | undefined, name: string): number | null {
  const value = given?.[name];
  return typeof value === "number" ? value : null;
}
