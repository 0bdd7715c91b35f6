import { expect, test } from "vitest";
import { base64Of, bytesOf } from "./files";

test("every byte survives base64, across the seams of its pieces", async () => {
  const bytes = Uint8Array.from({ length: 70_001 }, (_, i) => (i * 31) % 256);
  expect(bytesOf(await base64Of(new Blob([bytes])))).toEqual(bytes);
});
