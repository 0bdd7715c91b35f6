/** Characters between the spaces of a fingerprint. */
const GROUP_CHARS = 4;
/** Groups shown at each end where there is no room for all. */
const ENDS_SHOWN = 2;

/** A SHA-256 in groups of four, so that two people can read it to each other. */
export function fingerprintGroups(sha256: string): string[] {
  return sha256.toUpperCase().match(new RegExp(`.{1,${GROUP_CHARS}}`, "g")) ?? [];
}

/** "9217 5126 … 8934 7825": both ends, to recognise it by. */
export function fingerprintEnds(sha256: string): string {
  const groups = fingerprintGroups(sha256);
  if (groups.length <= 2 * ENDS_SHOWN) return groups.join(" ");
  return [...groups.slice(0, ENDS_SHOWN), "…", ...groups.slice(-ENDS_SHOWN)].join(" ");
}
