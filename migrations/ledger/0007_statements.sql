-- Statements that were made, the runs that make many of them, and by what late payment is charged.

-- By what debtors are charged for paying late; the newest row counts.
CREATE TABLE late_rule (
  id       INTEGER PRIMARY KEY,
  rule     TEXT NOT NULL CHECK (json_valid(rule)),
  saved_by TEXT NOT NULL CHECK (length(saved_by) > 0),
  saved_at TEXT NOT NULL
) STRICT;

-- A run makes statements of one period for many, each in a transaction of its own.
CREATE TABLE statement_run (
  id         INTEGER PRIMARY KEY,
  party      TEXT NOT NULL CHECK (party IN ('client', 'debtor')),
  -- Of all, those with nothing to tell are left out; whoever was chosen gets a statement.
  scope      TEXT NOT NULL CHECK (scope IN ('all', 'chosen')),
  first_on   TEXT NOT NULL CHECK (length(first_on) = 10),
  last_on    TEXT NOT NULL CHECK (length(last_on) = 10),
  -- The rule for late charges as it was when the run began.
  rule       TEXT NOT NULL CHECK (json_valid(rule)),
  state      TEXT NOT NULL CHECK (state IN ('running', 'finished', 'cancelled')),
  begun_by   TEXT NOT NULL CHECK (length(begun_by) > 0),
  begun_at   TEXT NOT NULL,
  ended_at   TEXT,
  CHECK (first_on <= last_on),
  CHECK ((state = 'running') = (ended_at IS NULL))
) STRICT;
CREATE INDEX statement_run_by_state ON statement_run (state, id);

-- A statement as it was given out: never changed, numbered within its year without gaps.
CREATE TABLE statement (
  id           INTEGER PRIMARY KEY,
  year         INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
  serial       INTEGER NOT NULL CHECK (serial > 0),
  client_id    INTEGER REFERENCES client (id),
  debtor_id    INTEGER REFERENCES debtor (id),
  run_id       INTEGER REFERENCES statement_run (id),
  name         TEXT NOT NULL CHECK (length(name) > 0),
  first_on     TEXT NOT NULL CHECK (length(first_on) = 10),
  last_on      TEXT NOT NULL CHECK (length(last_on) = 10),
  -- The last entry of the books that counts in it.
  last_entry   INTEGER NOT NULL CHECK (last_entry >= 0),
  -- Net funds employed of a client; what a debtor has to pay.
  amount_minor INTEGER NOT NULL
               CHECK (amount_minor BETWEEN -100000000000000 AND 100000000000000),
  currency     TEXT NOT NULL CHECK (length(currency) = 3),
  figures      TEXT NOT NULL CHECK (json_valid(figures)),
  pages        INTEGER NOT NULL CHECK (pages > 0),
  sha256       TEXT NOT NULL CHECK (length(sha256) = 64),
  made_by      TEXT NOT NULL CHECK (length(made_by) > 0),
  made_at      TEXT NOT NULL,
  UNIQUE (year, serial),
  CHECK ((client_id IS NULL) <> (debtor_id IS NULL)),
  CHECK (first_on <= last_on)
) STRICT;
CREATE INDEX statement_by_client ON statement (client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX statement_by_debtor ON statement (debtor_id, id) WHERE debtor_id IS NOT NULL;
CREATE INDEX statement_by_run ON statement (run_id, id) WHERE run_id IS NOT NULL;
CREATE TRIGGER statement_takes_the_next_number BEFORE INSERT ON statement
WHEN NEW.serial <> coalesce((SELECT max(serial) FROM statement WHERE year = NEW.year), 0) + 1
BEGIN SELECT RAISE(ABORT, 'statements are numbered without gaps'); END;
CREATE TRIGGER statement_is_never_edited BEFORE UPDATE ON statement
BEGIN SELECT RAISE(ABORT, 'a statement that was given out stays as it is'); END;
CREATE TRIGGER statement_is_never_removed BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'a statement that was given out stays as it is'); END;

-- Whom a run makes a statement for, and what became of it.
CREATE TABLE statement_run_item (
  run_id       INTEGER NOT NULL REFERENCES statement_run (id),
  place        INTEGER NOT NULL CHECK (place > 0),
  party_id     INTEGER NOT NULL CHECK (party_id > 0),
  name         TEXT NOT NULL CHECK (length(name) > 0),
  state        TEXT NOT NULL CHECK (state IN ('waiting', 'made', 'empty', 'failed')),
  statement_id INTEGER REFERENCES statement (id),
  problem      TEXT NOT NULL,
  PRIMARY KEY (run_id, place),
  UNIQUE (run_id, party_id),
  CHECK ((state = 'made') = (statement_id IS NOT NULL)),
  CHECK ((state = 'failed') = (length(problem) > 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_run_item_by_state ON statement_run_item (run_id, state, place);
