-- How long a contract runs, who gave notice of its end, what was decided about its renewal, and the
-- amendments that belong to an agreement.

DROP TRIGGER contract_frozen_is_final;
DROP TRIGGER contract_signed_is_final;
-- The day printed as its date, from which its term is counted.
ALTER TABLE contract ADD COLUMN dated_on TEXT CHECK (dated_on = date(dated_on));
UPDATE contract SET dated_on = paper_data ->> '$.dated_on';
-- The agreement that an amendment changes; none for an agreement.
ALTER TABLE contract ADD COLUMN amends_id INTEGER REFERENCES contract (id);
-- 1, 2, 3 for each agreement.
ALTER TABLE contract ADD COLUMN amendment_no INTEGER CHECK (amendment_no > 0)
  CHECK ((amendment_no IS NULL) = (amends_id IS NULL));
CREATE UNIQUE INDEX contract_amendment ON contract (amends_id, amendment_no)
  WHERE amends_id IS NOT NULL;
CREATE TRIGGER contract_frozen_is_final BEFORE UPDATE OF
  client_id, terms_version_id, number, version, title, template_id, template_revision, paper_data,
  effective_on, frozen_at, frozen_sha256, pages, dated_on, amends_id, amendment_no ON contract
BEGIN SELECT RAISE(ABORT, 'a frozen contract never changes'); END;
CREATE TRIGGER contract_signed_is_final BEFORE UPDATE ON contract
WHEN OLD.state IN ('signed', 'superseded', 'withdrawn')
  AND NOT (OLD.state = 'signed' AND NEW.state = 'superseded'
           AND NEW.signed_at = OLD.signed_at AND NEW.signed_sha256 = OLD.signed_sha256)
BEGIN SELECT RAISE(ABORT, 'a signed contract never changes'); END;

-- A party ends the agreement.
CREATE TABLE contract_notice (
  id          INTEGER PRIMARY KEY,
  contract_id INTEGER NOT NULL REFERENCES contract (id),
  party       TEXT NOT NULL CHECK (party IN ('factor', 'client')),
  kind        TEXT NOT NULL CHECK (kind IN ('at_term_end', 'early', 'at_once')),
  given_on    TEXT NOT NULL CHECK (given_on = date(given_on)),
  -- The last day; of one ended at once, the day it is over.
  ends_on     TEXT NOT NULL CHECK (ends_on = date(ends_on) AND ends_on >= given_on),
  reason      TEXT NOT NULL CHECK (length(reason) > 0),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX contract_notice_by_contract ON contract_notice (contract_id, id);
-- A notice is taken back by a row beside it, so that both stay to be seen.
CREATE TABLE contract_notice_withdrawal (
  notice_id   INTEGER PRIMARY KEY REFERENCES contract_notice (id),
  reason      TEXT NOT NULL CHECK (length(reason) > 0),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER contract_notice_is_of_a_signed_one BEFORE INSERT ON contract_notice
WHEN NOT EXISTS (SELECT 1 FROM contract k WHERE k.id = NEW.contract_id
                 AND k.state = 'signed' AND k.amends_id IS NULL)
BEGIN SELECT RAISE(ABORT, 'notice is given of a signed agreement'); END;
CREATE TRIGGER contract_notice_stands_alone BEFORE INSERT ON contract_notice
WHEN EXISTS (SELECT 1 FROM contract_notice n WHERE n.contract_id = NEW.contract_id
             AND n.id NOT IN (SELECT notice_id FROM contract_notice_withdrawal))
BEGIN SELECT RAISE(ABORT, 'one notice ends an agreement'); END;
CREATE TRIGGER contract_notice_is_final BEFORE UPDATE ON contract_notice
BEGIN SELECT RAISE(ABORT, 'a notice never changes'); END;
CREATE TRIGGER contract_notice_stays BEFORE DELETE ON contract_notice
BEGIN SELECT RAISE(ABORT, 'a notice is never removed'); END;
CREATE TRIGGER contract_notice_withdrawal_is_final BEFORE UPDATE ON contract_notice_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawn notice never changes'); END;
CREATE TRIGGER contract_notice_withdrawal_stays BEFORE DELETE ON contract_notice_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawn notice is never removed'); END;

-- Somebody decided to let a term renew, or to let the only one end.
CREATE TABLE renewal_decision (
  contract_id INTEGER NOT NULL REFERENCES contract (id),
  -- 1 is the term as signed.
  term_number INTEGER NOT NULL CHECK (term_number > 0),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (contract_id, term_number)
) STRICT;
CREATE TRIGGER renewal_decision_is_final BEFORE UPDATE ON renewal_decision
BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
CREATE TRIGGER renewal_decision_stays BEFORE DELETE ON renewal_decision
BEGIN SELECT RAISE(ABORT, 'a decision is never removed'); END;

-- The reminders of a contract's end that were announced, by their day, so that none is twice.
CREATE TABLE contract_reminder (
  contract_id  INTEGER NOT NULL REFERENCES contract (id),
  due_on       TEXT NOT NULL CHECK (due_on = date(due_on)),
  announced_at TEXT NOT NULL,
  PRIMARY KEY (contract_id, due_on)
) STRICT;

-- How the firm is reminded.
CREATE TABLE contract_rules (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  -- Days before the last day for notice, as a list of numbers.
  lead_days TEXT NOT NULL CHECK (json_valid(lead_days)),
  saved_at  TEXT NOT NULL
) STRICT;
