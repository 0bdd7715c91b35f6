import type { FollowUpShown } from "../../host/bindings";

/** How many clients a digest names. */
const NAMED_MAX = 3;

/** "Nadia Ferro, (617) 555-0166: signed agreement" */
export function reminderText(row: FollowUpShown): string {
  const who = [row.contact_name, row.contact_phone].filter((part) => part !== "").join(", ");
  return who === "" ? row.reason : `${who}: ${row.reason}`;
}

/** "Larkfield Produce, Eskfield Electrical and 5 more" */
export function digestText(rows: readonly FollowUpShown[]): string {
  const names = [...new Set(rows.map(({ client_name }) => client_name))];
  const rest = names.length - NAMED_MAX;
  const named = names.slice(0, NAMED_MAX).join(", ");
  return rest > 0 ? `${named} and ${rest} more` : named;
}
