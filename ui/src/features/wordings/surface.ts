import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Fragment, type Node, Slice } from "prosemirror-model";
import {
  type Command,
  EditorState,
  NodeSelection,
  Plugin,
  PluginKey,
  Selection,
} from "prosemirror-state";
import { Decoration, DecorationSet, EditorView, type NodeView } from "prosemirror-view";
import type { Condition, Paragraph } from "../../host/bindings";
import { aimOf, conditionOf, docOf, keyOf, nodesOf, paragraphsOf, schema } from "./schema";

/** A chip as it is drawn. */
export type ChipLook = { text: string; isUnknown: boolean; title: string };

/** What the text is drawn with; it changes while the text stays. */
export type Drawing = {
  chip: (kind: "field" | "reference", aim: string) => ChipLook;
  /** "6.1", or a dash for a paragraph that is left out. */
  number: (index: number) => string;
  /** "Only if there is an escrow" */
  condition: (condition: Condition | null) => string;
};

/** Where the caret is: its paragraph, and the chip that is selected. */
export type Caret = {
  index: number;
  condition: Condition | null;
  chip: { kind: "field" | "reference"; aim: string } | null;
  isBold: boolean;
  isItalic: boolean;
};

export type SurfaceOptions = {
  paragraphs: readonly (Paragraph & { label?: string })[];
  label: string;
  drawing: Drawing;
  isReadOnly: () => boolean;
  /** The paragraphs are given: none is added, removed or joined. */
  hasFixedParagraphs: () => boolean;
  onchange: (paragraphs: Paragraph[]) => void;
  oncaret: (caret: Caret) => void;
  /** A field is asked for: by "{{", or by Enter on a chip. */
  onfield: () => void;
  onreference: () => void;
};

const DRAWN = new PluginKey<DecorationSet>("drawn");

/** The text of one clause as people edit it: a thin shell around the editor library. */
export class Surface {
  readonly #view: EditorView;
  readonly #options: SurfaceOptions;
  readonly #chips = new Set<Chip>();
  drawing: Drawing;

  constructor(place: HTMLElement, options: SurfaceOptions) {
    this.#options = options;
    this.drawing = options.drawing;
    this.#view = new EditorView(place, {
      state: EditorState.create({
        doc: docOf(options.paragraphs),
        plugins: [
          keymap(this.#keys()),
          keymap(baseKeymap),
          history(),
          named(),
          this.#drawn(),
          this.#fixed(),
        ],
      }),
      editable: () => !options.isReadOnly(),
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": options.label,
        spellcheck: "true",
      },
      nodeViews: {
        field: (node) => this.#chip("field", node),
        reference: (node) => this.#chip("reference", node),
      },
      handleDOMEvents: { keydown: () => this.#follow() },
      handleTextInput: (view, from, _to, text) => this.#opensField(view, from, text),
      handleDoubleClickOn: (_view, _pos, node) => this.#opened(node),
      transformPasted: (slice) => withoutKeys(slice),
      clipboardTextParser: (text) => pasted(text),
      clipboardTextSerializer: (slice) => copied(slice),
      dispatchTransaction: (transaction) => {
        const state = this.#view.state.apply(transaction);
        this.#view.updateState(state);
        if (transaction.docChanged) options.onchange(paragraphsOf(state.doc));
        options.oncaret(this.caret);
      },
    });
  }

  destroy(): void {
    this.#view.destroy();
  }

  focus(): void {
    this.#view.focus();
  }

  /** Puts the caret at the start of a paragraph. */
  goTo(index: number): void {
    const { state } = this.#view;
    let at = 0;
    for (const node of state.doc.children.slice(0, index)) at += node.nodeSize;
    const selection = Selection.near(state.doc.resolve(Math.min(at + 1, state.doc.content.size)));
    this.#view.dispatch(state.tr.setSelection(selection).scrollIntoView());
    this.#view.focus();
  }

  /** Brings the selected chip into sight, such as after something opened below the text. */
  showChip(): void {
    this.#view.dom.querySelector(".ProseMirror-selectednode")?.scrollIntoView({ block: "nearest" });
  }

  /** Draws numbers and chips anew; the text stays. */
  draw(drawing: Drawing): void {
    this.#follow();
    this.drawing = drawing;
    for (const chip of this.#chips) chip.draw();
    this.#view.dispatch(this.#view.state.tr.setMeta(DRAWN, true));
  }

  get caret(): Caret {
    const { state } = this.#view;
    const { $from } = state.selection;
    const chip = state.selection instanceof NodeSelection ? state.selection.node : null;
    const marks = state.storedMarks ?? $from.marks();
    return {
      index: $from.index(0),
      condition: $from.depth > 0 ? conditionOf($from.node(1)) : null,
      chip: chip?.isInline ? { kind: kindOf(chip), aim: aimOf(chip) } : null,
      isBold: schema.marks.bold.isInSet(marks) !== undefined,
      isItalic: schema.marks.italic.isInSet(marks) !== undefined,
    };
  }

  toggle(mark: "bold" | "italic"): void {
    toggleMark(schema.marks[mark])(this.#view.state, this.#view.dispatch);
    this.#view.focus();
  }

  /** Puts a chip in the place of what is selected. */
  insert(kind: "field" | "reference", aim: string): void {
    const { state } = this.#view;
    const old = state.selection instanceof NodeSelection ? state.selection.node : null;
    // Another field in the same place keeps how its value is shaped.
    const shape = old?.type === schema.nodes.field ? old.attrs["shape"] : null;
    const attrs = kind === "field" ? { path: aim, shape } : { target: aim };
    this.#view.dispatch(state.tr.replaceSelectionWith(schema.node(kind, attrs)).scrollIntoView());
    this.#view.focus();
  }

  /** When the paragraph of the caret is printed. */
  setCondition(condition: Condition | null): void {
    const { state } = this.#view;
    const { $from } = state.selection;
    if ($from.depth === 0) return;
    const at = $from.before(1);
    const attrs = { ...$from.node(1).attrs, condition };
    this.#view.dispatch(state.tr.setNodeMarkup(at, null, attrs));
  }

  // A caret that the browser moves by itself is told of in a task of its own. What comes before
  // that would act at the old place, or put the caret back there; so it is told now.
  #follow(): false {
    this.#view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
    return false;
  }

  #keys(): Record<string, Command> {
    return {
      "Mod-b": toggleMark(schema.marks.bold),
      "Mod-i": toggleMark(schema.marks.italic),
      "Mod-z": undo,
      "Mod-y": redo,
      "Mod-Shift-z": redo,
      Enter: (state, dispatch) => this.#enter(state, dispatch),
      "Shift-Enter": () => true,
      // The clause is left by it, not the word deleted before.
      "Mod-Enter": () => false,
    };
  }

  #enter(state: EditorState, dispatch?: EditorView["dispatch"]): boolean {
    if (state.selection instanceof NodeSelection) return this.#opened(state.selection.node);
    if (this.#options.hasFixedParagraphs()) return true;
    const { $from } = state.selection;
    const condition = $from.depth > 0 ? conditionOf($from.node(1)) : null;
    const made = { type: schema.nodes.paragraph, attrs: { key: null, condition, label: null } };
    const at = state.tr.deleteSelection();
    dispatch?.(at.split(at.selection.from, 1, [made]).scrollIntoView());
    return true;
  }

  #opened(node: Node): boolean {
    if (this.#options.isReadOnly()) return false;
    if (node.type === schema.nodes.field) this.#options.onfield();
    else if (node.type === schema.nodes.reference) this.#options.onreference();
    else return false;
    return true;
  }

  /** The second brace of "{{" asks for a field instead. */
  #opensField(view: EditorView, from: number, text: string): boolean {
    if (text !== "{" || from < 2) return false;
    if (view.state.doc.textBetween(from - 1, from, "\n", " ") !== "{") return false;
    view.dispatch(view.state.tr.delete(from - 1, from));
    this.#options.onfield();
    return true;
  }

  #chip(kind: "field" | "reference", node: Node): NodeView {
    const chip = new Chip(kind, node, this);
    this.#chips.add(chip);
    return {
      dom: chip.dom,
      update: (next) => chip.take(next),
      ignoreMutation: () => true,
      destroy: () => void this.#chips.delete(chip),
    };
  }

  #drawn(): Plugin<DecorationSet> {
    const decorate = (doc: Node) => DecorationSet.create(doc, this.#decorations(doc));
    return new Plugin<DecorationSet>({
      key: DRAWN,
      state: {
        init: (_config, state) => decorate(state.doc),
        apply: (tr, old) =>
          tr.docChanged || tr.getMeta(DRAWN) !== undefined ? decorate(tr.doc) : old,
      },
      props: { decorations: (state) => DRAWN.getState(state) },
    });
  }

  #decorations(doc: Node): Decoration[] {
    const all: Decoration[] = [];
    doc.forEach((node, offset, index) => {
      const label: unknown = node.attrs["label"];
      all.push(
        Decoration.node(offset, offset + node.nodeSize, {
          "data-number": typeof label === "string" ? label : this.drawing.number(index),
          "data-only": this.drawing.condition(conditionOf(node)),
        }),
      );
    });
    return all;
  }

  #fixed(): Plugin {
    return new Plugin({
      filterTransaction: (tr, state) =>
        !tr.docChanged ||
        !this.#options.hasFixedParagraphs() ||
        keysOf(tr.doc) === keysOf(state.doc),
    });
  }
}

/** A merge field or a reference inside the text. */
class Chip {
  readonly dom = document.createElement("span");
  readonly #kind: "field" | "reference";
  readonly #surface: Surface;
  #node: Node;

  constructor(kind: "field" | "reference", node: Node, surface: Surface) {
    this.#kind = kind;
    this.#node = node;
    this.#surface = surface;
    this.dom.contentEditable = "false";
    this.draw();
  }

  take(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.draw();
    return true;
  }

  draw(): void {
    const { text, isUnknown, title } = this.#surface.drawing.chip(this.#kind, aimOf(this.#node));
    this.dom.textContent = text;
    this.dom.title = title;
    this.dom.className = isUnknown ? "mf missing" : this.#kind === "field" ? "mf" : "mf ref";
  }
}

/** Gives every new paragraph a key of its own, which stays with it. */
function named(): Plugin {
  return new Plugin({
    appendTransaction: (transactions, _old, state) => {
      if (!transactions.some((transaction) => transaction.docChanged)) return null;
      const used = new Set(state.doc.children.map(keyOf));
      const tr = state.tr;
      state.doc.forEach((node, offset) => {
        if (keyOf(node) !== null) return;
        const key = freshKey(used);
        used.add(key);
        tr.setNodeMarkup(offset, null, { ...node.attrs, key });
      });
      return tr.docChanged ? tr : null;
    },
  });
}

/** A key that none of these is. */
export function freshKey(used: ReadonlySet<string | null>, stem = "p"): string {
  let number = 1;
  while (used.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

function kindOf(chip: Node): "field" | "reference" {
  return chip.type === schema.nodes.field ? "field" : "reference";
}

function keysOf(doc: Node): string {
  return doc.children.map(keyOf).join("\n");
}

// A copied paragraph is another paragraph.
function withoutKeys(slice: Slice): Slice {
  const nodes = slice.content.content.map((node) =>
    node.type === schema.nodes.paragraph
      ? node.type.create({ ...node.attrs, key: null }, node.content)
      : node,
  );
  return new Slice(Fragment.from(nodes), slice.openStart, slice.openEnd);
}

function pasted(text: string): Slice {
  const lines = text.split(/\r?\n+/).filter((line) => line.trim() !== "");
  const nodes = lines.map((line) => schema.node("paragraph", null, nodesOf(line.trim())));
  return new Slice(Fragment.from(nodes), nodes.length > 0 ? 1 : 0, nodes.length > 0 ? 1 : 0);
}

function copied(slice: Slice): string {
  const lines: string[] = [];
  slice.content.forEach((node) => {
    if (node.type !== schema.nodes.paragraph) return;
    lines.push(paragraphsOf(schema.node("doc", null, [node]))[0]?.text ?? "");
  });
  return lines.join("\n");
}
