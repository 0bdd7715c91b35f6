import { getContext, setContext, untrack } from "svelte";
import type { IconName } from "../icons/paths";
import { type Chord, belongsToText, isPressed, isTyping, type KeyPress } from "./chord";

/** Something the user can do: the one registry feeds keys, palette and key list. */
export type Verb = {
  /** Stable and unique while registered, such as "client.note". */
  id: string;
  /** Verb and object: "New note". */
  name: string;
  /** Heading in the palette and in the key list: "Go to", "This client". */
  group: string;
  keys?: Chord | readonly Chord[];
  icon?: IconName;
  run: () => void;
  /** Absent: always possible. Not possible means that it is left out of the palette. */
  when?: () => boolean;
  /** Works under an open dialog too: lock, zoom. */
  isAlways?: boolean;
  /** Key only, not in the palette: closing, moving. */
  isQuiet?: boolean;
};

type Registered = Verb & { depth: number };

class Verbs {
  // Not a signal: while effects are torn down, a signal reads as it was before, and what another
  // component registered in the same moment would be lost.
  #registered: readonly Registered[] = [];
  #all = $state.raw<readonly Registered[]>([]);
  /** How many dialogs are open; a verb belongs to the dialog it was registered under. */
  depth = 0;

  /** Adds verbs at a dialog depth, the present one by default; returns what takes them away. */
  register(verbs: readonly Verb[], depth = this.depth): () => void {
    const added = verbs.map((verb) => ({ ...verb, depth }));
    this.#set([...this.#registered, ...added]);
    return () => this.#set(this.#registered.filter((verb) => !added.includes(verb)));
  }

  #set(registered: readonly Registered[]): void {
    this.#registered = registered;
    this.#all = registered;
  }

  /** What can be done now, for the palette. The latest registered comes first in its group. */
  possible(): readonly Verb[] {
    return this.#all.filter((verb) => !verb.isQuiet && (verb.when?.() ?? true));
  }

  /** Everything with a key, for the key list. */
  withKeys(): readonly Verb[] {
    return this.#all.filter((verb) => verb.keys !== undefined);
  }

  /** Runs the verb of a press, the latest registered first. True if one ran. */
  press(press: KeyPress, isInText: boolean): boolean {
    if (isInText && isTyping(press)) return false;
    for (const verb of this.#all.toReversed()) {
      if (verb.depth < this.depth && !verb.isAlways) continue;
      const chord = chordsOf(verb).find((one) => isPressed(one, press));
      if (chord === undefined || (isInText && belongsToText(chord))) continue;
      if (verb.when && !verb.when()) continue;
      verb.run();
      return true;
    }
    return false;
  }
}

/** The registry of everything the user can do now. */
export const verbs = new Verbs();

/** Under which a dialog tells its children how deep they are. */
const DEPTH = Symbol("depth of the dialog");

/**
 * Opens a dialog: what its component and children register from now on belongs to it. Call it
 * while the dialog is set up, and `verbs.depth -= 1` when it goes.
 */
export function enterDialog(): void {
  verbs.depth += 1;
  setContext(DEPTH, verbs.depth);
}

/** Registers the verbs of a component for as long as it lives; call it while it is set up. */
export function useVerbs(given: () => readonly Verb[]): void {
  // By where the component stands, not by when: what comes under an open dialog is not part of it.
  const depth = getContext<number | undefined>(DEPTH) ?? 0;
  $effect(() => {
    const current = given();
    return untrack(() => verbs.register(current, depth));
  });
}

/** The chords of a verb as a list. */
export function chordsOf(verb: Pick<Verb, "keys">): readonly Chord[] {
  if (verb.keys === undefined) return [];
  return typeof verb.keys === "string" ? [verb.keys] : verb.keys;
}

// What the browser would do by itself with these keys loses work or leaves the application.
const BROWSER_KEYS: readonly Chord[] = [
  "Ctrl+R",
  "Ctrl+Shift+R",
  "F5",
  "Ctrl+P",
  "Ctrl+S",
  "Ctrl+F",
  "Ctrl+G",
  "F7",
  "Ctrl+U",
  "Ctrl+O",
  "Ctrl++",
  "Ctrl+=",
  "Ctrl+-",
  "Ctrl+0",
  "Ctrl+N",
  "Ctrl+K",
  "Ctrl+D",
  "Ctrl+E",
  "F1",
  "F6",
  "Shift+F6",
];

/** The window's one key handler. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const ran = verbs.press(event, isText(event.target));
  if (ran || BROWSER_KEYS.some((chord) => isPressed(chord, event))) event.preventDefault();
}

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) {
    return !["checkbox", "radio", "button", "file", "submit"].includes(target.type);
  }
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
