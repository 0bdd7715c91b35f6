/** How well a name answers what was typed; none if it does not. Higher is better. */
export function score(name: string, typed: string): number | null {
  const [text, wanted] = [folded(name), folded(typed).trim()];
  if (wanted === "") return 0;
  if (text.startsWith(wanted)) return 3;
  const words = wanted.split(/\s+/);
  const starts = text.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => starts.some((start) => start.startsWith(word)))) return 2;
  return words.every((word) => text.includes(word)) ? 1 : null;
}

/** Whether what was typed, two letters at least, begins the name. */
export function beginsWith(name: string, typed: string): boolean {
  const wanted = folded(typed).trim();
  return wanted.length > 1 && folded(name).startsWith(wanted);
}

/** The name cut where the typed text stands in it, so that it can be marked. */
export function marked(name: string, typed: string): { text: string; isHit: boolean }[] {
  const wanted = folded(typed).trim();
  const text = folded(name);
  const at = wanted === "" || text.length !== name.length ? -1 : text.indexOf(wanted);
  if (at < 0) return [{ text: name, isHit: false }];
  const parts = [
    name.slice(0, at),
    name.slice(at, at + wanted.length),
    name.slice(at + wanted.length),
  ];
  return parts
    .map((part, i) => ({ text: part, isHit: i === 1 }))
    .filter((part) => part.text !== "");
}

// "Müller" is found by "muller".
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
