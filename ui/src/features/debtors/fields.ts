import type { DebtorInput } from "../../host/bindings";
import { addressLabels, emptyAddress } from "../../shared/form/address";
import { hasShape } from "../../shared/form/shape";

/** Labels of the form's fields, by their name on the wire; also the order of the summary. */
export const fieldLabels: Readonly<Record<string, string>> = {
  legal_name: "Legal name",
  ...addressLabels("address", ""),
  country: "Country code",
  phone: "Phone",
  email: "E-mail",
  group_id: "Group",
  limit: "Credit limit",
  limit_until: "Valid until",
  limit_review_on: "Next review",
  discount: "Discount for paying early",
  is_government: "Public body",
  is_insolvent: "In insolvency",
};

export function emptyDebtor(): DebtorInput {
  return {
    legal_name: "",
    address: emptyAddress(),
    country: "",
    phone: "",
    email: "",
    group_id: null,
    limit: "",
    limit_until: "",
    limit_review_on: "",
    discount: "",
    is_government: false,
    is_insolvent: false,
  };
}

/** True for the text of a form as this version keeps it. */
export function isDebtorInput(value: unknown): value is DebtorInput {
  return hasShape(value, emptyDebtor());
}
