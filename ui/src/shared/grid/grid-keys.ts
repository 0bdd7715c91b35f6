import type { GridEditor } from "./editor.svelte";
import type { GridColumn, Line } from "./types";

/** What the keys of a grid do outside of its cells. */
export type GridKeyActs = {
  /** Rows that a page key moves by. */
  screen: () => number;
  /** Enter on a cell that cannot be typed into. */
  open: (line: Line, column: GridColumn) => void;
  preview: (line: Line) => void;
  catchPaste: () => void;
};

/** Does what a key means on the focused cell; false if it means nothing here. */
export function onGridKey(event: KeyboardEvent, editor: GridEditor, acts: GridKeyActs): boolean {
  if (event.altKey) return false;
  return event.ctrlKey || event.metaKey
    ? onCommand(event, editor, acts)
    : onPlainKey(event, editor, acts);
}

/** Types into the focused cell, or opens it where it cannot be typed into. */
export function edit(editor: GridEditor, acts: GridKeyActs): boolean {
  const { line, column } = editor;
  if (line && column && (editor.isReadOnly || column.kind === "shown")) acts.open(line, column);
  else editor.type();
  return true;
}

function onCommand(event: KeyboardEvent, editor: GridEditor, acts: GridKeyActs): boolean {
  const key = event.key.toLowerCase();
  if (key === "v" && !event.shiftKey) acts.catchPaste();
  else if (key === "home" || key === "end") editor.move(`Ctrl+${event.key}`, 1);
  else if (key === "y" || (key === "z" && event.shiftKey)) return editor.redo();
  else if (key === "z") return editor.undo();
  else return false;
  // The paste itself is the browser's.
  return key !== "v";
}

function onPlainKey(event: KeyboardEvent, editor: GridEditor, acts: GridKeyActs): boolean {
  const { key } = event;
  if (key === "Tab" || key === "Escape") return false;
  if (key === "Enter" || key === "F2") return edit(editor, acts);
  if (key === " ") {
    if (editor.line) acts.preview(editor.line);
    return true;
  }
  if (key === "Delete" || key === "Backspace") {
    editor.clear();
    return true;
  }
  if (key.length === 1) {
    editor.type(key);
    return editor.typing !== null;
  }
  return !event.shiftKey && editor.move(key, acts.screen());
}
