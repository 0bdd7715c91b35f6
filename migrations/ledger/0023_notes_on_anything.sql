-- Notes about anything: a client, a debtor, an invoice, a schedule, a contract or a receipt; with
-- tags, proof, a pin, and corrections that leave what they correct. Notes and follow-ups are made
-- anew because each had to name a client, and a debtor's has none.

-- Until the tables stand again, letters and files name notes that are not there.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE follow_up_before AS SELECT * FROM follow_up;
DROP TABLE follow_up;
CREATE TABLE note_before AS SELECT * FROM note;
DROP TABLE note;

CREATE TABLE note (
  id            INTEGER PRIMARY KEY,
  subject       TEXT NOT NULL CHECK (subject IN (
                  'client', 'debtor', 'invoice', 'schedule', 'contract', 'receipt')),
  -- On whose pages it stands: the subject itself, or whom the subject belongs to.
  client_id     INTEGER REFERENCES client (id),
  debtor_id     INTEGER REFERENCES debtor (id),
  invoice_id    INTEGER REFERENCES invoice (id),
  schedule_id   INTEGER REFERENCES schedule_of_accounts (id),
  contract_id   INTEGER REFERENCES contract (id),
  receipt_id    INTEGER REFERENCES receipt (id),
  contact_id    INTEGER REFERENCES contact (id),
  contact_name  TEXT NOT NULL,
  channel       TEXT NOT NULL,
  direction     TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  text          TEXT NOT NULL,
  happened_day  TEXT NOT NULL CHECK (length(happened_day) = 10),
  happened_time TEXT CHECK (happened_time IS NULL OR length(happened_time) = 5),
  proof         TEXT CHECK (proof IN ('delivery', 'signed_invoice', 'order', 'remittance',
                                      'payment', 'agreement', 'other')),
  -- The note whose place this one takes; that one stays and is shown as corrected.
  corrects      INTEGER UNIQUE REFERENCES note (id),
  -- Who wrote it; not known of the first notes.
  written_by    TEXT CHECK (length(written_by) > 0),
  written_at    TEXT NOT NULL,
  CHECK (subject = 'debtor' OR subject = 'receipt' OR client_id IS NOT NULL),
  CHECK (subject <> 'client' OR debtor_id IS NULL),
  CHECK (subject <> 'debtor' OR (debtor_id IS NOT NULL AND client_id IS NULL)),
  CHECK ((subject = 'invoice') = (invoice_id IS NOT NULL)),
  CHECK ((subject = 'schedule') = (schedule_id IS NOT NULL)),
  CHECK ((subject = 'contract') = (contract_id IS NOT NULL)),
  CHECK ((subject = 'receipt') = (receipt_id IS NOT NULL))
) STRICT;
INSERT INTO note (id, subject, client_id, contact_id, contact_name, channel, direction, outcome,
                  text, happened_day, happened_time, written_at)
  SELECT id, 'client', client_id, contact_id, contact_name, channel, direction, outcome, text,
         happened_day, happened_time, written_at
  FROM note_before ORDER BY id;
DROP TABLE note_before;
CREATE INDEX note_by_client ON note (client_id, happened_day DESC, happened_time DESC, id DESC);
CREATE INDEX note_by_debtor ON note (debtor_id, happened_day DESC, happened_time DESC, id DESC)
  WHERE debtor_id IS NOT NULL;
CREATE INDEX note_by_invoice ON note (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX note_by_schedule ON note (schedule_id) WHERE schedule_id IS NOT NULL;
CREATE INDEX note_by_contract ON note (contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX note_by_receipt ON note (receipt_id) WHERE receipt_id IS NOT NULL;
CREATE INDEX note_by_day ON note (happened_day, id);
CREATE TRIGGER note_is_final BEFORE UPDATE ON note
BEGIN SELECT RAISE(ABORT, 'a note is corrected by another, never changed'); END;
CREATE TRIGGER note_stays BEFORE DELETE ON note
BEGIN SELECT RAISE(ABORT, 'a note is never removed'); END;
CREATE TRIGGER note_corrects_its_like BEFORE INSERT ON note
WHEN NEW.corrects IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM note c WHERE c.id = NEW.corrects AND c.subject = NEW.subject
  AND c.client_id IS NEW.client_id AND c.debtor_id IS NEW.debtor_id
  AND c.invoice_id IS NEW.invoice_id AND c.schedule_id IS NEW.schedule_id
  AND c.contract_id IS NEW.contract_id AND c.receipt_id IS NEW.receipt_id)
BEGIN SELECT RAISE(ABORT, 'a correction is about what the note was about'); END;

CREATE TABLE note_tag (
  note_id INTEGER NOT NULL REFERENCES note (id),
  tag     TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 30),
  PRIMARY KEY (note_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_tag_by_tag ON note_tag (tag, note_id);
CREATE TRIGGER note_tag_is_final BEFORE UPDATE ON note_tag
BEGIN SELECT RAISE(ABORT, 'a note is corrected by another, never changed'); END;
CREATE TRIGGER note_tag_stays BEFORE DELETE ON note_tag
BEGIN SELECT RAISE(ABORT, 'a note is never removed'); END;

-- Notes that stand above the others. Where a note hangs is no part of what it says.
CREATE TABLE note_pin (
  note_id   INTEGER PRIMARY KEY REFERENCES note (id),
  pinned_by TEXT NOT NULL CHECK (length(pinned_by) > 0),
  pinned_at TEXT NOT NULL
) STRICT;

CREATE TABLE follow_up (
  id                INTEGER PRIMARY KEY,
  -- Of the note that asked for it: its client, its debtor, or both.
  client_id         INTEGER REFERENCES client (id),
  debtor_id         INTEGER REFERENCES debtor (id),
  note_id           INTEGER REFERENCES note (id),
  contact_id        INTEGER REFERENCES contact (id),
  contact_name      TEXT NOT NULL,
  reason            TEXT NOT NULL,
  day               TEXT NOT NULL CHECK (length(day) = 10),
  time              TEXT CHECK (time IS NULL OR length(time) = 5),
  previous_day      TEXT CHECK (previous_day IS NULL OR length(previous_day) = 10),
  previous_time     TEXT CHECK (previous_time IS NULL OR length(previous_time) = 5),
  snoozed_day       TEXT CHECK (snoozed_day IS NULL OR length(snoozed_day) = 10),
  snoozed_time      TEXT CHECK (snoozed_time IS NULL OR length(snoozed_time) = 5),
  -- The due key that was last announced, so that nothing is announced twice.
  announced_for     TEXT,
  done_at           TEXT,
  done_on           TEXT CHECK (done_on IS NULL OR length(done_on) = 10),
  finished_by       INTEGER REFERENCES note (id),
  saved_at          TEXT NOT NULL,
  CHECK (client_id IS NOT NULL OR note_id IS NOT NULL),
  CHECK ((snoozed_day IS NULL) = (snoozed_time IS NULL)),
  CHECK ((done_at IS NULL) = (done_on IS NULL))
) STRICT;
INSERT INTO follow_up (id, client_id, note_id, contact_id, contact_name, reason, day, time,
                       previous_day, previous_time, snoozed_day, snoozed_time, announced_for,
                       done_at, done_on, finished_by, saved_at)
  SELECT id, client_id, note_id, contact_id, contact_name, reason, day, time, previous_day,
         previous_time, snoozed_day, snoozed_time, announced_for, done_at, done_on, finished_by,
         saved_at
  FROM follow_up_before ORDER BY id;
DROP TABLE follow_up_before;
CREATE INDEX follow_up_open ON follow_up (day, time, id) WHERE done_at IS NULL;
CREATE INDEX follow_up_by_client ON follow_up (client_id, day, id);
CREATE INDEX follow_up_by_debtor ON follow_up (debtor_id, day, id) WHERE debtor_id IS NOT NULL;
CREATE INDEX follow_up_by_note ON follow_up (note_id) WHERE note_id IS NOT NULL;
CREATE INDEX follow_up_done ON follow_up (done_on, id) WHERE done_at IS NOT NULL;

-- What a debtor promised to pay. Whether it was kept is nowhere: that is worked out from the books.
CREATE TABLE promise (
  note_id      INTEGER PRIMARY KEY REFERENCES note (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 100000000000000),
  currency     TEXT NOT NULL CHECK (length(currency) = 3),
  due_on       TEXT NOT NULL CHECK (due_on = date(due_on)),
  -- Who promised it.
  promised_by  TEXT NOT NULL CHECK (length(promised_by) > 0)
) STRICT;
CREATE INDEX promise_by_due ON promise (due_on, note_id);
CREATE TRIGGER promise_is_of_a_debtor BEFORE INSERT ON promise
WHEN NOT EXISTS (SELECT 1 FROM note n WHERE n.id = NEW.note_id AND n.debtor_id IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a promise is given by a debtor'); END;
CREATE TRIGGER promise_is_final BEFORE UPDATE ON promise
BEGIN SELECT RAISE(ABORT, 'a promise is corrected with its note, never changed'); END;
CREATE TRIGGER promise_stays BEFORE DELETE ON promise
BEGIN SELECT RAISE(ABORT, 'a promise is never removed'); END;
