-- Releases of reserve and escrow, what holds them, and the ends that an unpaid invoice can come to:
-- charged back or written off. What was decided and by whom stands here; the money is in entries.

-- How releases are held; none is the rules a firm starts with.
CREATE TABLE release_rules (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  -- An open invoice older than this holds its client's releases; none for no limit.
  hold_age_days INTEGER CHECK (hold_age_days BETWEEN 1 AND 3650),
  -- What a client is charged is to be paid this many days later.
  charge_days   INTEGER NOT NULL CHECK (charge_days BETWEEN 0 AND 365),
  past_due      TEXT NOT NULL CHECK (past_due IN ('holds', 'is_recovered')),
  saved_at      TEXT NOT NULL
) STRICT;

-- A person holds what a client, or one of its invoices, would be paid.
CREATE TABLE reserve_hold (
  id            INTEGER PRIMARY KEY,
  client_id     INTEGER NOT NULL REFERENCES client (id),
  invoice_id    INTEGER REFERENCES invoice (id),
  kind          TEXT NOT NULL CHECK (kind IN ('hold', 'lien')),
  reason        TEXT NOT NULL CHECK (length(reason) > 0),
  placed_by     TEXT NOT NULL CHECK (length(placed_by) > 0),
  placed_on     TEXT NOT NULL CHECK (placed_on = date(placed_on)),
  lifted_by     TEXT,
  lifted_on     TEXT CHECK (lifted_on = date(lifted_on)),
  lifted_reason TEXT,
  CHECK ((lifted_on IS NULL) = (lifted_by IS NULL)),
  CHECK ((lifted_on IS NULL) = (lifted_reason IS NULL)),
  -- A lien is on a client.
  CHECK (kind = 'hold' OR invoice_id IS NULL)
) STRICT;
CREATE INDEX reserve_hold_standing ON reserve_hold (client_id, id) WHERE lifted_on IS NULL;
CREATE TRIGGER reserve_hold_is_lifted_once BEFORE UPDATE ON reserve_hold
WHEN OLD.lifted_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a lifted hold stays as it was'); END;
CREATE TRIGGER reserve_hold_stays BEFORE DELETE ON reserve_hold
BEGIN SELECT RAISE(ABORT, 'a hold is never removed'); END;

-- One client's payment out of its earned reserve or its escrow.
CREATE TABLE release_run (
  id              INTEGER PRIMARY KEY,
  client_id       INTEGER NOT NULL REFERENCES client (id),
  source          TEXT NOT NULL CHECK (source IN ('reserve', 'escrow')),
  -- Which closed invoices: those whose release day has come, or all.
  scope           TEXT NOT NULL CHECK (scope IN ('due', 'all')),
  ran_on          TEXT NOT NULL CHECK (ran_on = date(ran_on)),
  state           TEXT NOT NULL CHECK (state IN ('prepared', 'booked', 'reversed', 'discarded')),
  reason          TEXT NOT NULL CHECK (source = 'reserve' OR length(reason) > 0),
  currency        TEXT NOT NULL CHECK (length(currency) = 3),
  released_minor  INTEGER NOT NULL CHECK (released_minor BETWEEN 0 AND 100000000000000),
  recovered_minor INTEGER NOT NULL CHECK (recovered_minor BETWEEN 0 AND 100000000000000),
  returned_minor  INTEGER NOT NULL CHECK (returned_minor BETWEEN 0 AND 100000000000000),
  escrow_minor    INTEGER NOT NULL CHECK (escrow_minor BETWEEN 0 AND 100000000000000),
  net_minor       INTEGER NOT NULL CHECK (net_minor BETWEEN 0 AND 100000000000000),
  method          TEXT NOT NULL CHECK (method IN ('ach', 'wire', 'check')),
  bank_account_id INTEGER NOT NULL REFERENCES bank_account (id),
  -- Where it was sent, masked, as it is printed.
  paid_to         TEXT NOT NULL,
  fingerprint     TEXT NOT NULL CHECK (length(fingerprint) = 64),
  prepared_by_id  INTEGER NOT NULL,
  prepared_by     TEXT NOT NULL CHECK (length(prepared_by) > 0),
  prepared_at     TEXT NOT NULL,
  batch_id        INTEGER UNIQUE REFERENCES batch (id),
  confirmed_by    TEXT,
  confirmed_at    TEXT,
  ended_by        TEXT,
  ended_on        TEXT CHECK (ended_on = date(ended_on)),
  ended_reason    TEXT,
  CHECK (net_minor = released_minor - recovered_minor + returned_minor - escrow_minor),
  CHECK ((state IN ('booked', 'reversed')) = (batch_id IS NOT NULL)),
  CHECK ((batch_id IS NULL) = (confirmed_by IS NULL)),
  CHECK ((batch_id IS NULL) = (confirmed_at IS NULL)),
  CHECK ((state IN ('reversed', 'discarded')) = (ended_by IS NOT NULL)),
  CHECK ((ended_by IS NULL) = (ended_on IS NULL)),
  CHECK ((ended_by IS NULL) = (ended_reason IS NULL))
) STRICT;
CREATE INDEX release_run_by_day ON release_run (ran_on, id);
CREATE INDEX release_run_by_client ON release_run (client_id, ran_on, id);
-- One at a time of each client waits for its confirmation.
CREATE UNIQUE INDEX release_run_prepared ON release_run (client_id) WHERE state = 'prepared';
CREATE TRIGGER release_run_stays BEFORE DELETE ON release_run
BEGIN SELECT RAISE(ABORT, 'a release is never removed'); END;
CREATE TRIGGER release_run_goes_on BEFORE UPDATE ON release_run
WHEN NOT ((OLD.state = 'prepared' AND NEW.state IN ('booked', 'discarded'))
          OR (OLD.state = 'booked' AND NEW.state = 'reversed' AND NEW.batch_id = OLD.batch_id))
BEGIN SELECT RAISE(ABORT, 'a release is prepared, booked and perhaps reversed'); END;

-- An unpaid invoice goes back to the client, whole or in part, or is given up.
CREATE TABLE recourse_case (
  id             INTEGER PRIMARY KEY,
  client_id      INTEGER NOT NULL REFERENCES client (id),
  invoice_id     INTEGER NOT NULL REFERENCES invoice (id),
  kind           TEXT NOT NULL CHECK (kind IN ('charge_back', 'write_off')),
  state          TEXT NOT NULL CHECK (state IN ('prepared', 'booked', 'reversed', 'discarded')),
  ground         TEXT NOT NULL CHECK (ground IN (
                   'recourse', 'dispute', 'breach', 'agreed', 'credit_event', 'cannot_pay')),
  is_part        INTEGER NOT NULL CHECK (is_part IN (0, 1)),
  reason         TEXT NOT NULL,
  -- The number of the invoice that takes its place; empty for none.
  replaced_by    TEXT NOT NULL,
  currency       TEXT NOT NULL CHECK (length(currency) = 3),
  face_minor     INTEGER NOT NULL CHECK (face_minor BETWEEN 1 AND 100000000000000),
  reserve_minor  INTEGER NOT NULL CHECK (reserve_minor BETWEEN 0 AND 100000000000000),
  fees_minor     INTEGER NOT NULL CHECK (fees_minor BETWEEN 0 AND 100000000000000),
  -- What the client owes, or the firm loses.
  amount_minor   INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 100000000000000),
  happened_on    TEXT NOT NULL CHECK (happened_on = date(happened_on)),
  due_on         TEXT NOT NULL CHECK (due_on >= happened_on),
  fingerprint    TEXT NOT NULL CHECK (length(fingerprint) = 64),
  prepared_by_id INTEGER NOT NULL,
  prepared_by    TEXT NOT NULL CHECK (length(prepared_by) > 0),
  prepared_at    TEXT NOT NULL,
  entry_number   INTEGER UNIQUE REFERENCES entry (number),
  confirmed_by   TEXT,
  confirmed_at   TEXT,
  ended_by       TEXT,
  ended_on       TEXT CHECK (ended_on = date(ended_on)),
  ended_reason   TEXT,
  CHECK (amount_minor = face_minor - reserve_minor + fees_minor),
  CHECK ((kind = 'write_off') = (ground IN ('credit_event', 'cannot_pay'))),
  CHECK (kind = 'charge_back' OR length(reason) > 0),
  CHECK ((state IN ('booked', 'reversed')) = (entry_number IS NOT NULL)),
  CHECK ((entry_number IS NULL) = (confirmed_by IS NULL)),
  CHECK ((entry_number IS NULL) = (confirmed_at IS NULL)),
  CHECK ((state IN ('reversed', 'discarded')) = (ended_by IS NOT NULL)),
  CHECK ((ended_by IS NULL) = (ended_on IS NULL)),
  CHECK ((ended_by IS NULL) = (ended_reason IS NULL))
) STRICT;
CREATE INDEX recourse_case_by_day ON recourse_case (happened_on, id);
CREATE INDEX recourse_case_by_invoice ON recourse_case (invoice_id, id);
CREATE UNIQUE INDEX recourse_case_prepared ON recourse_case (invoice_id) WHERE state = 'prepared';
CREATE TRIGGER recourse_case_stays BEFORE DELETE ON recourse_case
BEGIN SELECT RAISE(ABORT, 'a case is never removed'); END;
CREATE TRIGGER recourse_case_goes_on BEFORE UPDATE ON recourse_case
WHEN NOT ((OLD.state = 'prepared' AND NEW.state IN ('booked', 'discarded'))
          OR (OLD.state = 'booked' AND NEW.state = 'reversed'
              AND NEW.entry_number = OLD.entry_number))
BEGIN SELECT RAISE(ABORT, 'a case is prepared, booked and perhaps reversed'); END;

-- What shows that a debtor failed, or that a client cannot pay.
CREATE TABLE recourse_evidence (
  case_id       INTEGER NOT NULL REFERENCES recourse_case (id),
  attachment_id INTEGER NOT NULL REFERENCES attachment (id),
  PRIMARY KEY (case_id, attachment_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX invoice_by_recourse ON invoice (recourse_on, id) WHERE state = 'purchased';
CREATE INDEX invoice_at_our_risk ON invoice (id) WHERE state = 'purchased' AND risk = 'factor';
-- Collected, with reserve that may be released; and what a client owes for an invoice.
CREATE INDEX invoice_balance_earned ON invoice_balance (invoice_id)
  WHERE open_minor = 0 AND reserve_minor > 0;
CREATE INDEX invoice_balance_charged ON invoice_balance (invoice_id) WHERE charges_minor <> 0;
