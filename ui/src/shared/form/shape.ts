/** True for a value with the fields of an empty form; a field without a value may hold a number. */
export function hasShape(value: unknown, shape: object): boolean {
  if (typeof value !== "object" || value === null) return false;
  const given = new Map<string, unknown>(Object.entries(value));
  return Object.entries(shape).every(([key, wanted]) => fits(given.get(key), wanted));
}

function fits(given: unknown, wanted: unknown): boolean {
  if (wanted === null) return given === null || typeof given === "number";
  return typeof wanted === "object" ? hasShape(given, wanted) : typeof given === typeof wanted;
}

/** One field that two versions of a form hold differently. */
export type Difference = { field: string; label: string; saved: string; typed: string };

/** What differs between two versions of a form, in the order of its labels. */
export function differing(
  labels: Readonly<Record<string, string>>,
  saved: object,
  typed: object,
): Difference[] {
  return Object.entries(labels)
    .map(([field, label]) => ({
      field,
      label,
      saved: textAt(saved, field),
      typed: textAt(typed, field),
    }))
    .filter((one) => one.saved.trim() !== one.typed.trim());
}

function textAt(form: object, field: string): string {
  let at: unknown = form;
  for (const key of field.split(".")) {
    at = typeof at === "object" && at !== null ? new Map(Object.entries(at)).get(key) : undefined;
  }
  switch (typeof at) {
    case "string":
      return at;
    case "boolean":
      return at ? "yes" : "no";
    case "number":
      return String(at);
    default:
      return "";
  }
}
