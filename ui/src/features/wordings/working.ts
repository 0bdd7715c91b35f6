import type { Wording } from "../../host/bindings";

/** What is kept of a wording while it is not saved. */
export type Working = { base_version: number; wording: Wording };

/** Whether a kept draft is one of a wording. */
export function isWorking(value: unknown): value is Working {
  if (!isRecord(value)) return false;
  return typeof value["base_version"] === "number" && isWording(value["wording"]);
}

function isWording(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value["title"] === "string" &&
    isTexts(value["texts"]) &&
    isTexts(value["standard"]) &&
    Array.isArray(value["clauses"]) &&
    value["clauses"].every(isClause)
  );
}

function isClause(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value["key"] === "string" &&
    typeof value["title"] === "string" &&
    Array.isArray(value["paragraphs"]) &&
    value["paragraphs"].every((one) => isRecord(one) && typeof one["text"] === "string")
  );
}

function isTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
