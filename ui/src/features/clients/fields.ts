import type { AddressInput, ClientInput } from "../../host/bindings";

/** Labels of the form's fields, by their name on the wire; also the order of the summary. */
export const fieldLabels: Readonly<Record<string, string>> = {
  legal_name: "Legal name",
  trade_name: "Trade name",
  line_of_business: "Line of business",
  legal_form: "Legal form",
  state_of_formation: "State of formation",
  registration_no: "Registration number",
  tax_id: "Tax ID",
  ...addressLabels("address", ""),
  ...addressLabels("mailing_address", "Mailing address, "),
  phone: "Phone",
  email: "E-mail",
  account_representative: "Account representative",
};

function addressLabels(field: string, before: string): Record<string, string> {
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

/** Legal forms that are often typed; any other text is taken too. */
export const legalForms = [
  "corporation",
  "limited liability company",
  "limited partnership",
  "general partnership",
  "sole proprietorship",
] as const;

export function emptyAddress(): AddressInput {
  return { line1: "", line2: "", city: "", region: "", postal_code: "", country: "" };
}

export function emptyClient(): ClientInput {
  return {
    legal_name: "",
    trade_name: "",
    line_of_business: "",
    legal_form: "",
    state_of_formation: "",
    registration_no: "",
    tax_id: "",
    address: emptyAddress(),
    mailing_address: emptyAddress(),
    phone: "",
    email: "",
    account_representative: "",
  };
}

/** True for an address in which nothing is written. */
export function isBlank(address: AddressInput): boolean {
  return Object.values(address).every((text) => text.trim() === "");
}

/** True for the text of a form as this version keeps it. */
export function isClientInput(value: unknown): value is ClientInput {
  return hasShape(value, emptyClient());
}

function hasShape(value: unknown, shape: object): boolean {
  if (typeof value !== "object" || value === null) return false;
  const given = new Map<string, unknown>(Object.entries(value));
  return Object.entries(shape).every(([key, wanted]) =>
    typeof wanted === "string"
      ? typeof given.get(key) === "string"
      : hasShape(given.get(key), wanted),
  );
}

/** One field that two versions of a form hold differently. */
export type Difference = { field: string; label: string; saved: string; typed: string };

/** What differs between what is saved and what is typed, in the order of the form. */
export function differences(saved: ClientInput, typed: ClientInput): Difference[] {
  return Object.entries(fieldLabels)
    .map(([field, label]) => ({
      field,
      label,
      saved: textAt(saved, field),
      typed: textAt(typed, field),
    }))
    .filter((one) => one.saved.trim() !== one.typed.trim());
}

function textAt(client: ClientInput, field: string): string {
  let at: unknown = client;
  for (const key of field.split(".")) {
    at = typeof at === "object" && at !== null ? new Map(Object.entries(at)).get(key) : undefined;
  }
  return typeof at === "string" ? at : "";
}
