import { expect, test } from "vitest";
import { noteHead, noteIcon, outcomeChip } from "./words";

test.each([
  ["call", "outgoing", "Nadia Ferro", "Call to Nadia Ferro"],
  ["email", "incoming", "Nadia Ferro", "E-mail from Nadia Ferro"],
  ["meeting", "incoming", "Nadia Ferro", "Meeting with Nadia Ferro"],
  ["mail", "outgoing", "", "Letter"],
] as const)("a %s that is %s with “%s” is headed “%s”", (channel, direction, name, words) => {
  expect(noteHead({ channel, direction, contact_name: name })).toBe(words);
});

test.each([
  ["call", "outgoing", "no_answer", "phone-missed"],
  ["call", "incoming", "promised", "phone-incoming"],
  ["call", "outgoing", "left_message", "voicemail"],
  ["email", "outgoing", "no_answer", "mail"],
] as const)("a %s, %s, %s shows %s", (channel, direction, outcome, icon) => {
  expect(noteIcon({ channel, direction, outcome })).toBe(icon);
});

test("an outcome that says nothing more has no chip", () => {
  expect(outcomeChip("reached")).toBeNull();
  expect(outcomeChip("disputed")).toEqual({ words: "Dispute", look: "warn" });
});
