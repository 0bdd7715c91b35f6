import { expect, test } from "vitest";
import { piecesOf, textOf } from "./text";

test("a sentence splits into words, fields and references, and comes back to the letter", () => {
  for (const source of [
    "Plain words.",
    "“**Advance**” of {{terms.advance_rate}}, {{ref:fees.fee}}",
    "within {{standard.cure_days | count:day}} ~~at the latest~~",
    "",
    "{{client.legal_name}}{{firm.legal_name}}",
  ]) {
    expect(textOf(piecesOf(source))).toBe(source);
  }
  expect(piecesOf("“**Advance**” {{ a.b | count:day }}{{ref: fees.fee}}")).toEqual([
    { kind: "words", text: "“", look: "plain" },
    { kind: "words", text: "Advance", look: "bold" },
    { kind: "words", text: "” ", look: "plain" },
    { kind: "field", path: "a.b", shape: "count:day" },
    { kind: "reference", target: "fees.fee" },
  ]);
});

test("what cannot be read stays words, so that nothing typed is lost", () => {
  expect(textOf(piecesOf("{{ half a field"))).toBe("{{ half a field");
  expect(textOf(piecesOf("{{}} nothing"))).toBe("{{}} nothing");
});

test("neighbours of one look need no marks between them", () => {
  const bold = (text: string) => ({ kind: "words", text, look: "bold" }) as const;
  expect(textOf([bold("Factor"), bold("ing Fee")])).toBe("**Factoring Fee**");
});
