import type { GuarantorKind, GuarantyScope } from "../../host/bindings";
import type { Option } from "../../shared/form/types";

const kindNames = { person: "A person", company: "A company" } satisfies Record<
  GuarantorKind,
  string
>;

const scopeNames = {
  validity: ["What is true", "Accounts are genuine, payments are turned over; no credit risk"],
  payment: ["Payment", "Everything the client owes is paid"],
} satisfies Record<GuarantyScope, readonly [string, string]>;

export const kinds: readonly Option[] = Object.entries(kindNames).map(([value, label]) => ({
  value,
  label,
}));

export const scopes: readonly Option[] = Object.entries(scopeNames).map(
  ([value, [label, detail]]) => ({ value, label, detail }),
);

export function kindOf(value: string): GuarantorKind {
  return value === "company" ? "company" : "person";
}

export function scopeOf(value: string): GuarantyScope {
  return value === "payment" ? "payment" : "validity";
}
