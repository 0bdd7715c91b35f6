import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, open, shot } from "./harness.mjs";

for (const scheme of ["light", "dark"]) {
  test(`the first screen opens in ${scheme} and axe finds nothing`, async (t) => {
    const { page } = await open(t, { scheme });
    await page.getByRole("heading").first().waitFor();
    assert.match(await page.title(), /Factordesk/);
    await axe(page);
    await shot(page, `first-screen-${scheme}`);
  });
}
