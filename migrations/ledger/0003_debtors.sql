-- The people at a debtor, and what finds one business under several spellings.

CREATE TABLE debtor_contact (
  id         INTEGER PRIMARY KEY,
  debtor_id  INTEGER NOT NULL REFERENCES debtor (id),
  name       TEXT NOT NULL CHECK (length(name) > 0),
  role       TEXT NOT NULL,
  phone      TEXT NOT NULL,
  email      TEXT NOT NULL,
  -- Confirms invoices.
  verifies   INTEGER NOT NULL CHECK (verifies IN (0, 1)),
  -- Pays them.
  pays       INTEGER NOT NULL CHECK (pays IN (0, 1)),
  removed_at TEXT,
  saved_at   TEXT NOT NULL
) STRICT;
CREATE INDEX debtor_contact_by_debtor ON debtor_contact (debtor_id, id) WHERE removed_at IS NULL;

-- Runs of three letters of the match key, with a mark at both ends: near spellings share many.
CREATE TABLE debtor_gram (
  gram      TEXT NOT NULL CHECK (length(gram) = 3),
  debtor_id INTEGER NOT NULL REFERENCES debtor (id),
  PRIMARY KEY (gram, debtor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX debtor_gram_by_debtor ON debtor_gram (debtor_id, gram);

-- What is open on a debtor and how it has paid, read from the index alone.
CREATE INDEX invoice_open_of_debtor
  ON invoice (debtor_id, currency, due_on, client_id, is_disputed) WHERE state = 'purchased';
CREATE INDEX invoice_paid_of_debtor
  ON invoice (debtor_id, closed_on, currency, face_minor, invoiced_on, due_on,
              -- The days it took, so that a list by them reads no date of a year's invoices.
              ((unixepoch(closed_on) - unixepoch(invoiced_on)) / 86400))
  WHERE state = 'closed_paid';
