import type { AddressInput, ClientInput } from "../../host/bindings";
import { addressLabels, emptyAddress } from "../../shared/form/address";
import { hasShape } from "../../shared/form/shape";

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

/** Legal forms that are often typed; any other text is taken too. */
export const legalForms = [
  "corporation",
  "limited liability company",
  "limited partnership",
  "general partnership",
  "sole proprietorship",
] as const;

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
