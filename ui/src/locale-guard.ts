/**
 * WebKitGTK reports the locale "C" when the computer has none (LANG=C, C.UTF-8). Intl throws on
 * it, and a library that formats while it loads would leave the window white. Imported first.
 */
function isKnown(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

if (!isKnown(navigator.language)) {
  Object.defineProperty(navigator, "language", { value: "en-US", configurable: true });
  Object.defineProperty(navigator, "languages", { value: ["en-US"], configurable: true });
}
