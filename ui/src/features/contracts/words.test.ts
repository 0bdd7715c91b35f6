import { expect, test } from "vitest";
import type { PartyRole, SignerShown } from "../../host/bindings";
import { fingerprintEnds, fingerprintGroups } from "../../shared/sign/fingerprint";
import { inSigningOrder, versionWords } from "./words";

const SHA256 = "921751260c0ffee00000111122223333444455556666777788889999893478ab";

function signer(party: PartyRole, hasSigned: boolean): SignerShown {
  const blank = { party_name: "", name: "", title: "", place: "" };
  const files = { file: null, evidence: null };
  return { ...blank, ...files, signed_at: null, how: null, party, has_signed: hasSigned };
}

test("a fingerprint is read in sixteen groups of four, or known by its ends", () => {
  expect(fingerprintGroups(SHA256)).toHaveLength(16);
  expect(fingerprintGroups(SHA256).join("").toLowerCase()).toBe(SHA256);
  expect(fingerprintEnds(SHA256)).toBe("9217 5126 … 8934 78AB");
});

test.each([
  ["CTR-2026-014, version 1", "version 1"],
  ["CTR-2026-014, version 12", "version 12"],
  ["CTR-2026-014", "CTR-2026-014"],
])("the version of %s is %s", (words, version) => {
  expect(versionWords(words)).toBe(version);
});

test.each<[boolean, boolean, PartyRole | null, PartyRole[]]>([
  [false, false, "client", ["client", "factor"]],
  [true, false, "client", ["factor", "client"]],
  [false, true, "factor", ["client", "factor"]],
  [true, true, null, ["client", "factor"]],
  [false, false, null, ["client", "factor"]],
])("signed by the factor %s, by the client %s, next %s: %s", (factor, client, next, order) => {
  const both = [signer("factor", factor), signer("client", client)];
  expect(inSigningOrder(both, next).map((one) => one.party)).toEqual(order);
});

test.each<[PartyRole, PartyRole[]]>([
  ["guarantor", ["guarantor", "factor"]],
  ["factor", ["factor", "guarantor"]],
])("of a guaranty that the %s signs next: %s", (next, order) => {
  const both = [signer("factor", false), signer("guarantor", false)];
  expect(inSigningOrder(both, next).map((one) => one.party)).toEqual(order);
});
