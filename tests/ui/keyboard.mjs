// The keyboard as a person uses it: nothing is focused by the test itself.

import assert from "node:assert/strict";

/** More stops than any screen has. */
const stopsMax = 120;

/** What a screen reader would call the focused control. */
export function focusedName(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    const ids = (at?.getAttribute("aria-labelledby") ?? "").split(/\s+/);
    const named = ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    const name = at?.getAttribute("aria-label") || named.trim() || at?.labels?.[0]?.textContent;
    return (name ?? at?.textContent ?? "").replace(/\s+/g, " ").trim();
  });
}

/** Presses Tab until a control whose name begins so has the focus. */
export async function tabTo(page, name, key = "Tab") {
  const passed = [];
  for (let i = 0; i < stopsMax; i += 1) {
    const focused = await focusedName(page);
    if (focused.startsWith(name)) return;
    passed.push(focused.slice(0, name.length + 10));
    await page.keyboard.press(key);
  }
  assert.fail(`${key} never reached ${name}: ${passed.join(" | ")}`);
}

/** Presses F6 until the pane of this name has the focus itself, as what only scrolls does. */
export async function toPane(page, name) {
  const panes = await page.locator("[data-pane]").count();
  for (let i = 0; i < panes; i += 1) {
    await page.keyboard.press("F6");
    if ((await focusedName(page)) === name) return;
  }
  assert.fail(`F6 never reached ${name}`);
}

/** Replaces what stands in the field of this name. */
export async function fill(page, name, text) {
  await tabTo(page, name);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Types into a field with suggestions and takes the first that fits. */
export async function pick(page, name, text) {
  await fill(page, name, text);
  await page.getByRole("option", { name: text }).first().waitFor();
  await page.keyboard.press("Enter");
}

/** Runs a command by its name in the palette. */
export async function run(page, name) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /search/i }).waitFor();
  await page.keyboard.type(name);
  // What Enter takes; the one that is meant may still be on its way there.
  await page.getByRole("option", { name, selected: true }).waitFor();
  await page.keyboard.press("Enter");
}

/** Complains about every use of a pointer from the next load of a page on. */
export async function forbidPointer(page) {
  await page.addInitScript(() => {
    for (const type of ["pointerdown", "mousedown", "touchstart", "wheel"])
      addEventListener(type, () => console.error(`a pointer was used: ${type}`), true);
  });
}

/** Gives a file to the next drop, as its button does. */
export async function choose(page, file) {
  const choosing = page.waitForEvent("filechooser");
  await tabTo(page, "choose");
  await page.keyboard.press("Enter");
  await (await choosing).setFiles(file);
}

/** A file for {@link choose}. */
export const pdfOf = (buffer, name = "sent back.pdf") => ({
  name,
  mimeType: "application/pdf",
  buffer,
});
