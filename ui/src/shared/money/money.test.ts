import { afterEach, describe, expect, test } from "vitest";
import { amount, amountParts, amountWithCurrency, counted, fileSize, setLocale } from "./money";

afterEach(() => setLocale("en-US"));

describe("an amount", () => {
  test.each([
    [0, "USD", "0.00"],
    [5, "USD", "0.05"],
    [-5, "USD", "−0.05"],
    [123456, "USD", "1,234.56"],
    [-2368260, "USD", "−23,682.60"],
    [100_000_000_000_000, "USD", "1,000,000,000,000.00"],
    [99_999_999_999_999, "USD", "999,999,999,999.99"],
    [1500, "JPY", "1,500"],
    [1500, "KWD", "1.500"],
  ])("%i minor units of %s read %s", (minor, currency, shown) => {
    expect(amount({ minor, currency })).toBe(shown);
  });

  test("that does not exist is an en dash", () => {
    expect(amount(null)).toBe("–");
    expect(amountWithCurrency(undefined)).toBe("–");
  });

  test("follows the office's locale", () => {
    setLocale("de-DE");
    expect(amount({ minor: 123456789, currency: "EUR" })).toBe("1.234.567,89");
  });

  test("comes apart so that cents can be muted", () => {
    const parts = amountParts({ minor: -172033137, currency: "USD" });
    expect(parts).toEqual({ sign: "−", whole: "1,720,331", cents: ".37" });
  });
});

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1_400, "1.4 kB"],
  [214_000_000, "214 MB"],
])("%i bytes read %s", (bytes, shown) => {
  expect(fileSize(bytes)).toBe(shown);
});

test("one and many have their own words", () => {
  expect(counted(1, "client", "clients")).toBe("1 client");
  expect(counted(10_000, "client", "clients")).toBe("10,000 clients");
});
