-- Lists: one narrow row for each invoice, so that any filter, order and total of a long list is a
-- walk over few pages, and the views that people name.

-- ── The list of invoices ────────────────────────────────────────────────────────────────────────

-- Everything the list filters, sorts and sums by. What is on the invoice and what is kept of its
-- balance stand side by side here; the view below defines it, so that it can be made again.
CREATE TABLE invoice_row (
  invoice_id    INTEGER PRIMARY KEY REFERENCES invoice (id) ON DELETE CASCADE,
  client_id     INTEGER NOT NULL,
  debtor_id     INTEGER NOT NULL,
  schedule_id   INTEGER,
  number_key    TEXT NOT NULL,
  currency      TEXT NOT NULL CHECK (length(currency) = 3),
  -- 0 to 4 before the purchase, 5 bought, 6 to 8 closed.
  rank          INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 8),
  is_disputed   INTEGER NOT NULL CHECK (is_disputed IN (0, 1)),
  face_minor    INTEGER NOT NULL,
  open_minor    INTEGER NOT NULL,
  reserve_minor INTEGER NOT NULL,
  -- What was paid for it and has not come back.
  advance_minor INTEGER NOT NULL,
  fees_minor    INTEGER NOT NULL,
  -- Days since 1970-01-01.
  invoiced_day  INTEGER NOT NULL,
  due_day       INTEGER NOT NULL,
  recourse_day  INTEGER
) STRICT;

CREATE VIEW invoice_row_made AS
  SELECT i.id AS invoice_id, i.client_id, i.debtor_id, i.schedule_id, i.number_key, i.currency,
         CASE i.state WHEN 'draft' THEN 0 WHEN 'submitted' THEN 1 WHEN 'held' THEN 2
                      WHEN 'rejected' THEN 3 WHEN 'purchased' THEN 5 WHEN 'closed_paid' THEN 6
                      WHEN 'closed_charged_back' THEN 7 WHEN 'closed_written_off' THEN 8
                      ELSE 4 END AS rank,
         i.is_disputed, i.face_minor, coalesce(b.open_minor, 0) AS open_minor,
         coalesce(b.reserve_minor, 0) AS reserve_minor,
         max(coalesce(b.open_minor, 0) - coalesce(b.reserve_minor, 0), 0) AS advance_minor,
         coalesce(b.fees_minor, 0) AS fees_minor,
         unixepoch(i.invoiced_on) / 86400 AS invoiced_day,
         unixepoch(i.due_on) / 86400 AS due_day,
         unixepoch(i.recourse_on) / 86400 AS recourse_day
  FROM invoice i LEFT JOIN invoice_balance b ON b.invoice_id = i.id;

INSERT INTO invoice_row SELECT * FROM invoice_row_made;

CREATE TRIGGER invoice_row_begins AFTER INSERT ON invoice
BEGIN INSERT INTO invoice_row SELECT * FROM invoice_row_made WHERE invoice_id = NEW.id; END;
CREATE TRIGGER invoice_row_follows AFTER UPDATE ON invoice
BEGIN
  UPDATE invoice_row SET
    (client_id, debtor_id, schedule_id, number_key, currency, rank, is_disputed, face_minor,
     invoiced_day, due_day, recourse_day)
    = (SELECT m.client_id, m.debtor_id, m.schedule_id, m.number_key, m.currency, m.rank,
              m.is_disputed, m.face_minor, m.invoiced_day, m.due_day, m.recourse_day
       FROM invoice_row_made m WHERE m.invoice_id = NEW.id)
  WHERE invoice_id = NEW.id;
END;
CREATE TRIGGER invoice_row_opens AFTER INSERT ON invoice_balance
BEGIN
  UPDATE invoice_row SET
    open_minor = NEW.open_minor, reserve_minor = NEW.reserve_minor,
    advance_minor = max(NEW.open_minor - NEW.reserve_minor, 0), fees_minor = NEW.fees_minor
  WHERE invoice_id = NEW.invoice_id;
END;
CREATE TRIGGER invoice_row_moves
AFTER UPDATE OF open_minor, reserve_minor, fees_minor ON invoice_balance
BEGIN
  UPDATE invoice_row SET
    open_minor = NEW.open_minor, reserve_minor = NEW.reserve_minor,
    advance_minor = max(NEW.open_minor - NEW.reserve_minor, 0), fees_minor = NEW.fees_minor
  WHERE invoice_id = NEW.invoice_id;
END;
CREATE TRIGGER invoice_row_empties AFTER DELETE ON invoice_balance
BEGIN
  UPDATE invoice_row SET open_minor = 0, reserve_minor = 0, advance_minor = 0, fees_minor = 0
  WHERE invoice_id = OLD.invoice_id;
END;

-- Whose, and how far: what most questions begin with.
CREATE INDEX invoice_row_of_client ON invoice_row (client_id, rank);
CREATE INDEX invoice_row_of_debtor ON invoice_row (debtor_id, rank);
CREATE INDEX invoice_row_of_schedule ON invoice_row (schedule_id) WHERE schedule_id IS NOT NULL;
CREATE INDEX invoice_row_by_rank ON invoice_row (rank);
-- Each order that the whole list can be walked in.
CREATE INDEX invoice_row_by_number ON invoice_row (number_key);
CREATE INDEX invoice_row_by_invoiced ON invoice_row (invoiced_day);
CREATE INDEX invoice_row_by_due ON invoice_row (due_day);
CREATE INDEX invoice_row_by_recourse ON invoice_row (recourse_day);
CREATE INDEX invoice_row_by_face ON invoice_row (face_minor);
CREATE INDEX invoice_row_by_open ON invoice_row (open_minor);
CREATE INDEX invoice_row_by_reserve ON invoice_row (reserve_minor);
CREATE INDEX invoice_row_by_advance ON invoice_row (advance_minor);
CREATE INDEX invoice_row_by_fees ON invoice_row (fees_minor);

-- ── Views that people name ──────────────────────────────────────────────────────────────────────

-- Filter, order and columns of a list under a name; the whole office sees them.
CREATE TABLE saved_view (
  id       INTEGER PRIMARY KEY,
  -- "invoices", "clients"
  list     TEXT NOT NULL CHECK (length(list) BETWEEN 1 AND 40),
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key TEXT NOT NULL CHECK (length(name_key) > 0),
  choices  TEXT NOT NULL CHECK (json_valid(choices)),
  saved_at TEXT NOT NULL,
  UNIQUE (list, name_key)
) STRICT;
