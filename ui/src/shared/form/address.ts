import type { AddressInput } from "../../host/bindings";

export function emptyAddress(): AddressInput {
  return { line1: "", line2: "", city: "", region: "", postal_code: "", country: "" };
}

/** Labels of an address's fields by their name on the wire, with words before each. */
export function addressLabels(field: string, before: string): Record<string, string> {
  const name = (label: string) =>
    before === "" ? label : `${before}${label[0]?.toLowerCase() ?? ""}${label.slice(1)}`;
  return {
    [`${field}.line1`]: name("Street"),
    [`${field}.line2`]: name("Suite or floor"),
    [`${field}.city`]: name("City"),
    [`${field}.region`]: name("State"),
    [`${field}.postal_code`]: name("ZIP code"),
    [`${field}.country`]: name("Country"),
  };
}
