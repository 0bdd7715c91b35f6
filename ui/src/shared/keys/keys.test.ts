import { describe, expect, test } from "vitest";
import { caps, isPressed, type KeyPress } from "./chord";
import { type Verb, verbs } from "./verbs.svelte";

function press(key: string, modifiers = ""): KeyPress {
  const has = (name: string) => modifiers.includes(name);
  return { key, ctrlKey: has("C"), metaKey: has("M"), altKey: has("A"), shiftKey: has("S") };
}

function verb(id: string, keys: string, run: () => void, more: Partial<Verb> = {}): Verb {
  return { id, name: id, group: "Test", keys, run, ...more };
}

describe("a chord", () => {
  test.each([
    ["Ctrl+Shift+N", press("N", "CS"), true],
    ["Ctrl+Shift+N", press("n", "CS"), true],
    ["Ctrl+N", press("N", "CS"), false],
    ["Ctrl+N", press("n", "CA"), false],
    ["Ctrl++", press("+", "CS"), true],
    ["Ctrl++", press("+", "C"), true],
    ["Alt+ArrowLeft", press("ArrowLeft", "A"), true],
    ["Space", press(" "), true],
    ["F6", press("F6", "S"), false],
  ])("%s against %o: %s", (chord, pressed, expected) => {
    expect(isPressed(chord, pressed, false)).toBe(expected);
  });

  test("is the command key on macOS", () => {
    expect(isPressed("Ctrl+K", press("k", "M"), true)).toBe(true);
    expect(isPressed("Ctrl+K", press("k", "C"), true)).toBe(false);
    expect(caps("Ctrl+Shift+N", true)).toEqual(["⌘", "⇧", "N"]);
  });

  test("is drawn with the words on the keys", () => {
    expect(caps("Ctrl+Shift+n", false)).toEqual(["Ctrl", "Shift", "N"]);
    expect(caps("Alt+ArrowLeft", false)).toEqual(["Alt", "Left"]);
    expect(caps("Ctrl+,", false)).toEqual(["Ctrl", ","]);
  });
});

describe("the registry", () => {
  test("the latest verb of a key wins until it goes", () => {
    const ran: string[] = [];
    const stopFirst = verbs.register([verb("list.new", "Ctrl+N", () => ran.push("list"))]);
    const stopSecond = verbs.register([verb("note.new", "Ctrl+N", () => ran.push("note"))]);
    verbs.press(press("n", "C"), false);
    stopSecond();
    verbs.press(press("n", "C"), false);
    stopFirst();
    expect(verbs.press(press("n", "C"), false)).toBe(false);
    expect(ran).toEqual(["note", "list"]);
  });

  test("typing beats shortcuts, and a text field keeps its own undo", () => {
    const ran: string[] = [];
    const stop = verbs.register([
      verb("open", "Enter", () => ran.push("open")),
      verb("undo", "Ctrl+Z", () => ran.push("undo")),
      verb("save", "Ctrl+Enter", () => ran.push("save")),
    ]);
    verbs.press(press("Enter"), true);
    verbs.press(press("z", "C"), true);
    verbs.press(press("Enter", "C"), true);
    verbs.press(press("Enter"), false);
    stop();
    expect(ran).toEqual(["save", "open"]);
  });

  test("a dialog silences what lies under it, but never the lock", () => {
    const ran: string[] = [];
    const stopUnder = verbs.register([
      verb("go", "Ctrl+1", () => ran.push("go")),
      verb("lock", "Ctrl+Shift+L", () => ran.push("lock"), { isAlways: true }),
    ]);
    verbs.depth = 1;
    const stopOver = verbs.register([verb("confirm", "Ctrl+Enter", () => ran.push("confirm"))]);
    verbs.press(press("1", "C"), false);
    verbs.press(press("L", "CS"), false);
    verbs.press(press("Enter", "C"), false);
    stopOver();
    verbs.depth = 0;
    stopUnder();
    expect(ran).toEqual(["lock", "confirm"]);
  });

  test("what is impossible now is not offered and does not run", () => {
    const ran: string[] = [];
    const stop = verbs.register([
      verb("sign", "Ctrl+Shift+S", () => ran.push("sign"), { when: () => false }),
    ]);
    expect(verbs.possible().map((one) => one.id)).not.toContain("sign");
    expect(verbs.press(press("S", "CS"), false)).toBe(false);
    stop();
    expect(ran).toEqual([]);
  });
});
