-- Fees of reminders: where a policy says that they are agreed, and what each letter asked for.

ALTER TABLE dunning_policy ADD COLUMN fee_basis TEXT NOT NULL DEFAULT '';

-- What a letter asked for once, whatever the number of its invoices. A memo: nothing is booked
-- until it is paid.
CREATE TABLE letter_fee (
  letter_id    INTEGER PRIMARY KEY REFERENCES letter (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 100000000000000),
  currency     TEXT NOT NULL CHECK (length(currency) = 3),
  -- Where it is agreed.
  basis        TEXT NOT NULL CHECK (length(basis) > 0)
) STRICT;
CREATE TRIGGER letter_fee_is_never_edited BEFORE UPDATE ON letter_fee
BEGIN SELECT RAISE(ABORT, 'a letter that was made stays as it is'); END;
CREATE TRIGGER letter_fee_is_never_removed BEFORE DELETE ON letter_fee
BEGIN SELECT RAISE(ABORT, 'a letter that was made stays as it is'); END;
