/**
 * A key combination as written in the registry: "Ctrl+Shift+N", "Alt+ArrowLeft", "F6".
 * Ctrl means Command on macOS. Ctrl+Alt is never used: it is AltGr on many keyboards.
 */
export type Chord = string;

/** The part of a keyboard event that decides. */
export type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

const CAPS: Record<string, string> = {
  ArrowLeft: "Left",
  ArrowRight: "Right",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  " ": "Space",
};
const MAC_CAPS: Record<string, string> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };

/** True if the press is the chord, no modifier more or less. */
export function isPressed(chord: Chord, press: KeyPress, onMac = isMac): boolean {
  const { key, ctrl, alt, shift } = parsed(chord);
  const command = onMac ? press.metaKey : press.ctrlKey;
  const other = onMac ? press.ctrlKey : press.metaKey;
  if (other || command !== ctrl || press.altKey !== alt) return false;
  // A character that already needs Shift, such as "+" or "?", is matched by what it prints.
  const isSymbol = key.length === 1 && !/[a-z0-9 ]/i.test(key);
  return press.key.toLowerCase() === key.toLowerCase() && (isSymbol || press.shiftKey === shift);
}

/** The caps to draw for a chord: ["Ctrl", "Shift", "N"]. */
export function caps(chord: Chord, onMac = isMac): string[] {
  const { key, ctrl, alt, shift } = parsed(chord);
  const modifiers = [ctrl && "Ctrl", alt && "Alt", shift && "Shift"].filter((m) => m !== false);
  const named = CAPS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...modifiers.map((m) => (onMac ? (MAC_CAPS[m] ?? m) : m)), named];
}

/** True for a press that types into a field rather than commanding. */
export function isTyping(press: KeyPress): boolean {
  return (
    !press.ctrlKey &&
    !press.metaKey &&
    !press.altKey &&
    (press.key.length === 1 || EDITING.has(press.key))
  );
}

const EDITING = new Set([
  "Enter",
  "Backspace",
  "Delete",
  "Tab",
  "Home",
  "End",
  "PageUp",
  "PageDown",
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
]);

/** True for a chord that a text field needs for itself, such as undo. */
export function belongsToText(chord: Chord): boolean {
  return ["Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+A", "Ctrl+C", "Ctrl+X", "Ctrl+V"].includes(
    chord,
  );
}

function parsed(chord: Chord): { key: string; ctrl: boolean; alt: boolean; shift: boolean } {
  // "Ctrl++" means Ctrl and the plus key.
  const parts = chord.endsWith("++") ? [...chord.slice(0, -2).split("+"), "+"] : chord.split("+");
  const key = parts[parts.length - 1] ?? "";
  const has = (name: string) => parts.slice(0, -1).includes(name);
  return {
    key: key === "Space" ? " " : key,
    ctrl: has("Ctrl"),
    alt: has("Alt"),
    shift: has("Shift"),
  };
}
