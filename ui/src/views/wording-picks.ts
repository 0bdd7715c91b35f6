/** What is being picked in the editor of a wording. */
export type Pick =
  | "field"
  | "reference"
  | "paragraph_condition"
  | "clause_condition"
  | "new_clause"
  | "saved_clause"
  | "forget_clause";
