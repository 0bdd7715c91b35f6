-- Schedules of accounts as they are typed, what was found out about their lines, and fundings.

-- What stands on the client's form beside the lines, as typed; nothing typed is ever lost.
CREATE TABLE schedule_form (
  schedule_id      INTEGER PRIMARY KEY REFERENCES schedule_of_accounts (id),
  revision         INTEGER NOT NULL CHECK (revision > 0),
  offered_on       TEXT NOT NULL,
  offered_by       TEXT NOT NULL,
  control_total    TEXT NOT NULL,
  note             TEXT NOT NULL,
  submitted_by     TEXT,
  submitted_at     TEXT,
  -- Why it was sent back or withdrawn, the last time it was.
  reason           TEXT NOT NULL,
  CHECK ((submitted_by IS NULL) = (submitted_at IS NULL))
) STRICT;

-- One line of the grid. A line that is taken out of the grid stays, because calls and overrides
-- hang on it. What could be read of it stands beside the typed text, for finding.
CREATE TABLE schedule_line (
  id          INTEGER PRIMARY KEY,
  schedule_id INTEGER NOT NULL REFERENCES schedule_of_accounts (id),
  position    INTEGER NOT NULL CHECK (position BETWEEN 1 AND 2000),
  typed       TEXT NOT NULL CHECK (json_valid(typed)),
  number_key  TEXT CHECK (length(number_key) > 0),
  debtor_id   INTEGER REFERENCES debtor (id),
  face_minor  INTEGER CHECK (face_minor BETWEEN -100000000000000 AND 100000000000000),
  invoiced_on TEXT CHECK (length(invoiced_on) = 10),
  invoice_id  INTEGER REFERENCES invoice (id),
  removed_at  TEXT
) STRICT;
CREATE INDEX schedule_line_by_schedule ON schedule_line (schedule_id, position, id)
  WHERE removed_at IS NULL;
CREATE INDEX schedule_line_by_number ON schedule_line (number_key, id)
  WHERE removed_at IS NULL AND number_key IS NOT NULL;

-- One debtor's invoices of one amount: nearly the same invoice under another number.
CREATE INDEX invoice_by_amount ON invoice (debtor_id, face_minor, id);

-- A file with a schedule or one of its lines; the bytes lie in the papers.
CREATE TABLE schedule_file (
  id            INTEGER PRIMARY KEY,
  schedule_id   INTEGER NOT NULL REFERENCES schedule_of_accounts (id),
  line_id       INTEGER REFERENCES schedule_line (id),
  attachment_id INTEGER NOT NULL REFERENCES attachment (id),
  sha256        TEXT NOT NULL CHECK (length(sha256) = 64),
  document      TEXT NOT NULL CHECK (document IN (
                  'signed_schedule', 'invoice', 'delivery_proof', 'bill_of_lading',
                  'purchase_order', 'timesheet', 'other')),
  added_by      TEXT NOT NULL CHECK (length(added_by) > 0),
  added_at      TEXT NOT NULL,
  removed_at    TEXT
) STRICT;
CREATE INDEX schedule_file_by_schedule ON schedule_file (schedule_id, id) WHERE removed_at IS NULL;
CREATE INDEX schedule_file_by_bytes ON schedule_file (sha256, id) WHERE removed_at IS NULL;

-- Who let a check pass and why; `against` is what the check said then.
CREATE TABLE schedule_override (
  id            INTEGER PRIMARY KEY,
  schedule_id   INTEGER NOT NULL REFERENCES schedule_of_accounts (id),
  line_id       INTEGER REFERENCES schedule_line (id),
  topic         TEXT NOT NULL CHECK (length(topic) > 0),
  against       TEXT NOT NULL,
  reason        TEXT NOT NULL CHECK (length(reason) > 0),
  attachment_id INTEGER REFERENCES attachment (id),
  given_by_id   INTEGER NOT NULL,
  given_by      TEXT NOT NULL CHECK (length(given_by) > 0),
  given_at      TEXT NOT NULL,
  taken_back_by TEXT,
  taken_back_at TEXT,
  CHECK ((taken_back_by IS NULL) = (taken_back_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX schedule_override_once
  ON schedule_override (schedule_id, coalesce(line_id, 0), topic) WHERE taken_back_at IS NULL;
CREATE TRIGGER schedule_override_stays BEFORE DELETE ON schedule_override
BEGIN SELECT RAISE(ABORT, 'an override is never removed'); END;

-- What a debtor said about an invoice.
CREATE TABLE verification (
  id            INTEGER PRIMARY KEY,
  schedule_id   INTEGER NOT NULL REFERENCES schedule_of_accounts (id),
  line_id       INTEGER NOT NULL REFERENCES schedule_line (id),
  asked         TEXT NOT NULL CHECK (length(asked) > 0),
  method        TEXT NOT NULL
                CHECK (method IN ('phone', 'email', 'letter', 'portal', 'in_person')),
  on_day        TEXT NOT NULL CHECK (length(on_day) = 10),
  at_time       TEXT CHECK (length(at_time) = 5),
  is_amount     INTEGER NOT NULL CHECK (is_amount IN (0, 1)),
  is_delivery   INTEGER NOT NULL CHECK (is_delivery IN (0, 1)),
  is_no_offset  INTEGER NOT NULL CHECK (is_no_offset IN (0, 1)),
  result        TEXT NOT NULL
                CHECK (result IN ('confirmed', 'partly', 'denied', 'no_answer')),
  -- The face that was asked about; another face has not been confirmed.
  face_minor    INTEGER,
  note          TEXT NOT NULL,
  attachment_id INTEGER REFERENCES attachment (id),
  logged_by     TEXT NOT NULL CHECK (length(logged_by) > 0),
  logged_at     TEXT NOT NULL
) STRICT;
CREATE INDEX verification_by_schedule ON verification (schedule_id, id);
CREATE TRIGGER verification_is_final BEFORE UPDATE ON verification
BEGIN SELECT RAISE(ABORT, 'a verification never changes'); END;
CREATE TRIGGER verification_stays BEFORE DELETE ON verification
BEGIN SELECT RAISE(ABORT, 'a verification is never removed'); END;

-- A funding: prepared by one, confirmed by another where there are two, reversed by mirrors.
CREATE TABLE funding (
  id              INTEGER PRIMARY KEY,
  schedule_id     INTEGER NOT NULL REFERENCES schedule_of_accounts (id),
  state           TEXT NOT NULL
                  CHECK (state IN ('prepared', 'confirmed', 'reversed', 'dropped')),
  method          TEXT NOT NULL CHECK (method IN ('wire', 'ach', 'check')),
  bank_account_id INTEGER NOT NULL REFERENCES bank_account (id),
  fingerprint     TEXT NOT NULL CHECK (length(fingerprint) = 64),
  currency        TEXT NOT NULL CHECK (length(currency) = 3),
  net_minor       INTEGER NOT NULL CHECK (net_minor BETWEEN 0 AND 100000000000000),
  prepared_by_id  INTEGER NOT NULL,
  prepared_by     TEXT NOT NULL CHECK (length(prepared_by) > 0),
  prepared_at     TEXT NOT NULL,
  -- What was shown and booked, and where it was paid; none before the yes.
  confirmed_by    TEXT,
  confirmed_at    TEXT,
  funded_on       TEXT CHECK (length(funded_on) = 10),
  face_minor      INTEGER CHECK (face_minor BETWEEN 0 AND 100000000000000),
  invoices        INTEGER CHECK (invoices > 0),
  account         TEXT,
  reference       TEXT,
  report          TEXT CHECK (json_valid(report)),
  instruction     TEXT CHECK (length(instruction) = 64),
  first_entry     INTEGER REFERENCES entry (number),
  last_entry      INTEGER REFERENCES entry (number),
  reversed_by     TEXT,
  reversed_on     TEXT CHECK (length(reversed_on) = 10),
  reverse_reason  TEXT,
  CHECK ((state IN ('confirmed', 'reversed')) = (confirmed_at IS NOT NULL)),
  CHECK ((confirmed_at IS NULL) = (first_entry IS NULL)),
  CHECK ((confirmed_at IS NULL) = (report IS NULL)),
  CHECK ((state = 'reversed') = (reversed_on IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX funding_once ON funding (schedule_id)
  WHERE state IN ('prepared', 'confirmed');
CREATE INDEX funding_by_schedule ON funding (schedule_id, id);
CREATE TRIGGER funding_stays BEFORE DELETE ON funding
BEGIN SELECT RAISE(ABORT, 'a funding is never removed'); END;

-- Nothing is paid to a client's account until somebody has confirmed that it is the client's.
CREATE TABLE client_bank_check (
  client_id     INTEGER PRIMARY KEY REFERENCES client (id),
  changed_by_id INTEGER NOT NULL,
  changed_by    TEXT NOT NULL CHECK (length(changed_by) > 0),
  changed_at    TEXT NOT NULL,
  confirmed_by  TEXT,
  confirmed_on  TEXT CHECK (length(confirmed_on) = 10),
  who           TEXT,
  how           TEXT,
  attachment_id INTEGER REFERENCES attachment (id),
  CHECK ((confirmed_by IS NULL) = (confirmed_on IS NULL)),
  CHECK ((confirmed_by IS NULL) = (who IS NULL)),
  CHECK ((confirmed_by IS NULL) = (how IS NULL))
) STRICT;

-- What is asked of an invoice before it is bought; scope 0 is the house, else the client.
CREATE TABLE buying_rules (
  scope    INTEGER PRIMARY KEY CHECK (scope >= 0),
  rules    TEXT NOT NULL CHECK (json_valid(rules)),
  saved_at TEXT NOT NULL
) STRICT;

-- A debtor whose invoices are verified from this face on, whoever sells them.
CREATE TABLE debtor_verification (
  debtor_id  INTEGER PRIMARY KEY REFERENCES debtor (id),
  from_minor INTEGER NOT NULL CHECK (from_minor BETWEEN 0 AND 100000000000000),
  saved_at   TEXT NOT NULL
) STRICT;

-- Dues are found without a look at every invoice a client ever sold.
CREATE INDEX invoice_with_charges ON invoice_balance (invoice_id) WHERE charges_minor > 0;
