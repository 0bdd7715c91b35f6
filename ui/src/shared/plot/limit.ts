/** How full a limit looks: a tenth before the end it warns. */
export function limitLook(thousandths: number, isOver: boolean): "" | "warn" | "bad" {
  if (isOver) return "bad";
  return thousandths >= 900 ? "warn" : "";
}
