/** What every contact has, of whomever. */
export type Contact = { name: string; role: string; phone: string; email: string };

/** Saves and removes one contact, as its side of the business calls that. */
export type ContactActs = {
  save: (typed: Contact) => Promise<unknown>;
  /** Absent for a new one. */
  remove?: () => Promise<unknown>;
  /** Puts back what was removed. */
  putBack?: () => Promise<unknown>;
  /** "notes keep the name"; may be empty. */
  keeps: string;
};
