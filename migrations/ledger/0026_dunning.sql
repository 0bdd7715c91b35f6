-- Dunning: the steps that the firm takes when an invoice is not paid, whom they are taken for, and
-- what each run did. The letters themselves are kept with the other letters.

CREATE TABLE dunning_policy (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
  -- The steps as JSON, the earliest first.
  steps      TEXT NOT NULL CHECK (json_valid(steps) AND json_array_length(steps) > 0),
  -- Days that an act is given to work before the next.
  pause_days INTEGER NOT NULL CHECK (pause_days BETWEEN 0 AND 365),
  -- The one for everybody of whom nothing else is said.
  is_house   INTEGER NOT NULL CHECK (is_house IN (0, 1)),
  saved_at   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX dunning_policy_of_house ON dunning_policy (is_house) WHERE is_house = 1;

-- What is said of a client or of a debtor: another policy, or that nobody is reminded.
CREATE TABLE dunning_choice (
  id        INTEGER PRIMARY KEY,
  client_id INTEGER UNIQUE REFERENCES client (id),
  debtor_id INTEGER UNIQUE REFERENCES debtor (id),
  -- None: no reminders.
  policy_id INTEGER REFERENCES dunning_policy (id),
  saved_at  TEXT NOT NULL,
  CHECK ((client_id IS NULL) <> (debtor_id IS NULL))
) STRICT;
CREATE INDEX dunning_choice_by_policy ON dunning_choice (policy_id) WHERE policy_id IS NOT NULL;

CREATE TABLE dunning_run (
  id      INTEGER PRIMARY KEY,
  run_on  TEXT NOT NULL CHECK (run_on = date(run_on)),
  made_by TEXT NOT NULL CHECK (length(made_by) > 0),
  made_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER dunning_run_is_final BEFORE UPDATE ON dunning_run
BEGIN SELECT RAISE(ABORT, 'a dunning run never changes'); END;
CREATE TRIGGER dunning_run_stays BEFORE DELETE ON dunning_run
BEGIN SELECT RAISE(ABORT, 'a dunning run is never removed'); END;

-- What a run did for a debtor: a letter, or a call that somebody is to make.
CREATE TABLE dunning_act (
  id           INTEGER PRIMARY KEY,
  run_id       INTEGER NOT NULL REFERENCES dunning_run (id),
  debtor_id    INTEGER NOT NULL REFERENCES debtor (id),
  -- The name of the policy and the days of the step, as they were.
  policy       TEXT NOT NULL CHECK (length(policy) > 0),
  after_days   INTEGER NOT NULL,
  act          TEXT NOT NULL CHECK (act IN ('courtesy_reminder', 'friendly_reminder',
                                            'firm_reminder', 'final_demand', 'call')),
  -- Why, as the list said it.
  reason       TEXT NOT NULL,
  letter_id    INTEGER UNIQUE REFERENCES letter (id),
  follow_up_id INTEGER UNIQUE REFERENCES follow_up (id),
  CHECK ((letter_id IS NULL) = (act = 'call')),
  CHECK ((follow_up_id IS NULL) = (act <> 'call'))
) STRICT;
CREATE INDEX dunning_act_by_run ON dunning_act (run_id, id);
CREATE INDEX dunning_act_by_debtor ON dunning_act (debtor_id, id);
CREATE TRIGGER dunning_act_is_final BEFORE UPDATE ON dunning_act
BEGIN SELECT RAISE(ABORT, 'a dunning run never changes'); END;
CREATE TRIGGER dunning_act_stays BEFORE DELETE ON dunning_act
BEGIN SELECT RAISE(ABORT, 'a dunning run is never removed'); END;

-- The invoices that an act was about.
CREATE TABLE dunning_invoice (
  invoice_id INTEGER NOT NULL REFERENCES invoice (id),
  act_id     INTEGER NOT NULL REFERENCES dunning_act (id),
  PRIMARY KEY (invoice_id, act_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER dunning_invoice_is_final BEFORE UPDATE ON dunning_invoice
BEGIN SELECT RAISE(ABORT, 'a dunning run never changes'); END;
CREATE TRIGGER dunning_invoice_stays BEFORE DELETE ON dunning_invoice
BEGIN SELECT RAISE(ABORT, 'a dunning run is never removed'); END;
