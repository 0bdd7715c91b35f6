/** How words are set. */
export type Look = "plain" | "bold" | "italic";

/** One part of a sentence of a wording. */
export type Piece =
  | { readonly kind: "words"; readonly text: string; readonly look: Look }
  | { readonly kind: "field"; readonly path: string; readonly shape: string | null }
  | { readonly kind: "reference"; readonly target: string };

const MARK = /\{\{([^{}]*)\}\}|\*\*|~~/g;

/**
 * The parts of a sentence in its kept form. Braces that hold nothing readable stay words: the
 * use-cases say what is wrong with them.
 */
export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  let look: Look = "plain";
  let at = 0;
  for (const found of source.matchAll(MARK)) {
    pushWords(pieces, source.slice(at, found.index), look);
    at = found.index + found[0].length;
    const inside = found[1]?.trim();
    if (inside === undefined) look = toggled(look, found[0] === "**" ? "bold" : "italic");
    else pieces.push(pieceIn(inside, found[0]));
  }
  pushWords(pieces, source.slice(at), look);
  return pieces;
}

/** The kept form of a sentence. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(keptForm).join("").replace(/\*\*\*\*|~~~~/g, "");
}

function keptForm(piece: Piece): string {
  switch (piece.kind) {
    case "field":
      return piece.shape === null ? `{{${piece.path}}}` : `{{${piece.path} | ${piece.shape}}}`;
    case "reference":
      return `{{ref:${piece.target}}}`;
    case "words": {
      const mark = { plain: "", bold: "**", italic: "~~" }[piece.look];
      return `${mark}${piece.text}${mark}`;
    }
  }
}

function pieceIn(inside: string, whole: string): Piece {
  if (inside === "") return { kind: "words", text: whole, look: "plain" };
  if (inside.startsWith("ref:")) return { kind: "reference", target: inside.slice(4).trim() };
  const [path = "", ...shape] = inside.split("|");
  const said = shape.join("|").trim();
  return { kind: "field", path: path.trim(), shape: said === "" ? null : said };
}

function pushWords(pieces: Piece[], text: string, look: Look): void {
  if (text !== "") pieces.push({ kind: "words", text, look });
}

function toggled(now: Look, mark: Look): Look {
  return now === mark ? "plain" : mark;
}
