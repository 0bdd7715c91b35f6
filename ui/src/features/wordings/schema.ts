import { type Mark, Node, Schema } from "prosemirror-model";
import type { Condition, Paragraph } from "../../host/bindings";
import { type Piece, piecesOf, textOf } from "./text";

/** A clause as the editor holds it: numbered paragraphs of words and chips. */
export const schema = new Schema({
  nodes: {
    doc: { content: "paragraph+" },
    paragraph: {
      content: "inline*",
      // A paragraph that was just made has no key until the editor gives it one.
      attrs: { key: { default: null }, condition: { default: null }, label: { default: null } },
      parseDOM: [{ tag: "p" }, { tag: "li" }, { tag: "div" }, { tag: "h1" }, { tag: "h2" }],
      toDOM: () => ["p", 0],
    },
    text: { group: "inline" },
    field: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { path: {}, shape: { default: null } },
      toDOM: (node) => ["span", { "data-text": textOf([pieceOf(node)]) }, textOf([pieceOf(node)])],
    },
    reference: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { target: {} },
      toDOM: (node) => ["span", { "data-text": textOf([pieceOf(node)]) }, textOf([pieceOf(node)])],
    },
  },
  marks: {
    bold: {
      excludes: "_",
      parseDOM: [{ tag: "strong" }, { tag: "b" }],
      toDOM: () => ["strong", 0],
    },
    italic: { excludes: "_", parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  },
});

/** The document of some paragraphs; an empty clause has an empty one to type in. */
export function docOf(paragraphs: readonly (Paragraph & { label?: string })[]): Node {
  const nodes = paragraphs.map((one) =>
    schema.node(
      "paragraph",
      { key: one.key, condition: one.condition ?? null, label: one.label ?? null },
      nodesOf(one.text),
    ),
  );
  return schema.node("doc", null, nodes.length > 0 ? nodes : [schema.node("paragraph")]);
}

/** The nodes of a sentence in its kept form. */
export function nodesOf(source: string): Node[] {
  return piecesOf(source).map(nodeOf);
}

/** The paragraphs of a document, in their kept form. */
export function paragraphsOf(doc: Node): Paragraph[] {
  return doc.children.map((node) => ({
    key: keyOf(node) ?? "",
    ...withCondition(conditionOf(node)),
    text: textOf(node.children.map(pieceOf)),
  }));
}

/** What references to a paragraph find it by; none before it got one. */
export function keyOf(paragraph: Node): string | null {
  const key: unknown = paragraph.attrs["key"];
  return typeof key === "string" ? key : null;
}

/** When a paragraph is printed; none for always. */
export function conditionOf(paragraph: Node): Condition | null {
  return paragraph.attrs["condition"] ?? null;
}

/** The path of a field's chip, or the target of a reference's. */
export function aimOf(chip: Node): string {
  return String(chip.type === schema.nodes.field ? chip.attrs["path"] : chip.attrs["target"]);
}

function withCondition(condition: Condition | null): { condition?: Condition } {
  return condition === null ? {} : { condition };
}

function nodeOf(piece: Piece): Node {
  switch (piece.kind) {
    case "words":
      return schema.text(piece.text, marksOf(piece.look));
    case "field":
      return schema.node("field", { path: piece.path, shape: piece.shape });
    case "reference":
      return schema.node("reference", { target: piece.target });
  }
}

function marksOf(look: "plain" | "bold" | "italic"): Mark[] {
  return look === "plain" ? [] : [schema.mark(look)];
}

function pieceOf(node: Node): Piece {
  if (node.type === schema.nodes.field) {
    const shape: unknown = node.attrs["shape"];
    return { kind: "field", path: aimOf(node), shape: typeof shape === "string" ? shape : null };
  }
  if (node.type === schema.nodes.reference) return { kind: "reference", target: aimOf(node) };
  const look = schema.marks.bold.isInSet(node.marks)
    ? "bold"
    : schema.marks.italic.isInSet(node.marks)
      ? "italic"
      : "plain";
  return { kind: "words", text: node.text ?? "", look };
}
