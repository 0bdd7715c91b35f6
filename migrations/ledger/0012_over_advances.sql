-- What a client is paid beyond what its invoices support: agreed with a reason, until a day.

INSERT INTO book_event (code, word) VALUES (26, 'over_advance');

-- Part of a funding: who asked for it and who approved it stand there. What is left of it follows
-- from the books.
CREATE TABLE over_advance (
  funding_id   INTEGER PRIMARY KEY REFERENCES funding (id),
  client_id    INTEGER NOT NULL REFERENCES client (id),
  currency     TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 100000000000000),
  reason       TEXT NOT NULL CHECK (length(reason) > 0),
  -- The last day on which it may stand.
  expires_on   TEXT NOT NULL CHECK (expires_on = date(expires_on)),
  -- None before the funding is confirmed.
  entry_number INTEGER UNIQUE REFERENCES entry (number)
) STRICT;
CREATE INDEX over_advance_by_client ON over_advance (client_id, funding_id);
CREATE TRIGGER over_advance_stays BEFORE DELETE ON over_advance
BEGIN SELECT RAISE(ABORT, 'an over-advance is never removed'); END;
CREATE TRIGGER over_advance_is_booked_once BEFORE UPDATE ON over_advance
WHEN OLD.entry_number IS NOT NULL OR NEW.entry_number IS NULL
  OR NEW.funding_id <> OLD.funding_id OR NEW.client_id <> OLD.client_id
  OR NEW.currency <> OLD.currency OR NEW.amount_minor <> OLD.amount_minor
  OR NEW.reason <> OLD.reason OR NEW.expires_on <> OLD.expires_on
BEGIN SELECT RAISE(ABORT, 'an over-advance is booked as it was agreed'); END;
