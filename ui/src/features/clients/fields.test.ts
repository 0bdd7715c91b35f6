import { expect, test } from "vitest";
import { differing } from "../../shared/form/shape";
import { emptyClient, fieldLabels, isBlank, isClientInput } from "./fields";

test("every field of the form has a label, so that each problem can be named", () => {
  const flat = Object.entries(emptyClient()).flatMap(([key, value]) =>
    typeof value === "string" ? [key] : Object.keys(value).map((part) => `${key}.${part}`),
  );
  expect(flat.toSorted()).toEqual(Object.keys(fieldLabels).toSorted());
});

test.each([
  [emptyClient(), true],
  [{ ...emptyClient(), revision: 3 }, true],
  [{ ...emptyClient(), address: { line1: "" } }, false],
  [{ ...emptyClient(), phone: 5 }, false],
  [null, false],
  ["", false],
])("kept text is taken only if every field is there: %#", (value, expected) => {
  expect(isClientInput(value)).toBe(expected);
});

test("a conflict names the fields that differ, parts of an address too", () => {
  const saved = { ...emptyClient(), legal_name: "Brinmoor", phone: "1" };
  const typed = {
    ...saved,
    phone: " 1 ",
    legal_name: "Brinmoor Staffing",
    mailing_address: { ...saved.mailing_address, city: "Hartford" },
  };
  expect(differing(fieldLabels, saved, typed)).toEqual([
    { field: "legal_name", label: "Legal name", saved: "Brinmoor", typed: "Brinmoor Staffing" },
    {
      field: "mailing_address.city",
      label: "Mailing address, city",
      saved: "",
      typed: "Hartford",
    },
  ]);
  expect(isBlank(saved.mailing_address)).toBe(true);
});
