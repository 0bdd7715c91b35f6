-- Reminders: letters to a debtor about the invoices of one client or of several, each with the
-- invoices it names; and letters that say a noted discussion back to the client. Both tables are made anew because their words were fewer and every letter was
-- about one client.

DROP VIEW notice_standing;
DROP VIEW letter_standing;
DROP VIEW letter_step_standing;
CREATE TABLE letter_step_before AS SELECT * FROM letter_step;
DROP TABLE letter_step;
CREATE TABLE letter_before AS SELECT * FROM letter;
DROP TABLE letter;

-- A letter as it was made: never changed, numbered within its year without gaps.
CREATE TABLE letter (
  id               INTEGER PRIMARY KEY,
  kind             TEXT NOT NULL CHECK (kind IN (
                     'notice_of_assignment', 'verification', 'debtor_release', 'client_release',
                     'payoff', 'courtesy_reminder', 'friendly_reminder', 'firm_reminder',
                     'final_demand', 'discussion')),
  year             INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
  serial           INTEGER NOT NULL CHECK (serial > 0),
  -- None of a reminder about invoices of several clients.
  client_id        INTEGER REFERENCES client (id),
  -- Of a letter to a debtor: the record that stood for it.
  debtor_id        INTEGER REFERENCES debtor (id),
  -- The wording it was made from, and the version of it.
  wording_id       TEXT NOT NULL CHECK (length(wording_id) > 0),
  wording_revision INTEGER NOT NULL CHECK (wording_revision > 0),
  -- Whom it is addressed to, as printed.
  name             TEXT NOT NULL CHECK (length(name) > 0),
  dated_on         TEXT NOT NULL CHECK (length(dated_on) = 10),
  -- From when it holds, by when an answer is asked for, or through when its sum is good.
  day_said         TEXT CHECK (length(day_said) = 10),
  -- What it names: the invoices it lists, or the payoff sum.
  amount_minor     INTEGER CHECK (amount_minor BETWEEN -100000000000000 AND 100000000000000),
  currency         TEXT CHECK (length(currency) = 3),
  -- The notice of assignment that a release ends.
  notice_id        INTEGER REFERENCES letter (id),
  -- The note that a confirmation says back.
  note_id          INTEGER REFERENCES note (id),
  -- Everything its paper was made from, as JSON.
  paper_data       TEXT NOT NULL CHECK (json_valid(paper_data)),
  pages            INTEGER NOT NULL CHECK (pages > 0),
  sha256           TEXT NOT NULL CHECK (length(sha256) = 64),
  made_by          TEXT NOT NULL CHECK (length(made_by) > 0),
  made_at          TEXT NOT NULL,
  UNIQUE (year, serial),
  CHECK ((amount_minor IS NULL) = (currency IS NULL)),
  CHECK ((debtor_id IS NULL) = (kind IN ('client_release', 'payoff', 'discussion'))),
  CHECK (client_id IS NOT NULL OR kind IN (
    'courtesy_reminder', 'friendly_reminder', 'firm_reminder', 'final_demand')),
  CHECK ((note_id IS NOT NULL) = (kind = 'discussion'))
) STRICT;
INSERT INTO letter
SELECT id, kind, year, serial, client_id, debtor_id, wording_id, wording_revision, name,
       dated_on, day_said, amount_minor, currency, notice_id, NULL, paper_data, pages, sha256,
       made_by, made_at
FROM letter_before ORDER BY id;
DROP TABLE letter_before;
CREATE INDEX letter_by_client ON letter (client_id, id);
CREATE INDEX letter_by_debtor ON letter (debtor_id, id) WHERE debtor_id IS NOT NULL;
CREATE INDEX letter_by_note ON letter (note_id, id) WHERE note_id IS NOT NULL;
CREATE TRIGGER letter_takes_the_next_number BEFORE INSERT ON letter
WHEN NEW.serial <> coalesce((SELECT max(serial) FROM letter WHERE year = NEW.year), 0) + 1
BEGIN SELECT RAISE(ABORT, 'letters are numbered without gaps'); END;
CREATE TRIGGER letter_is_never_edited BEFORE UPDATE ON letter
BEGIN SELECT RAISE(ABORT, 'a letter that was made stays as it is'); END;
CREATE TRIGGER letter_is_never_removed BEFORE DELETE ON letter
BEGIN SELECT RAISE(ABORT, 'a letter that was made stays as it is'); END;

-- What became of a letter, step by step. A step is taken back by another one that names it. A
-- notice that was sent without this program has steps and no letter.
CREATE TABLE letter_step (
  id            INTEGER PRIMARY KEY,
  letter_id     INTEGER REFERENCES letter (id),
  kind          TEXT NOT NULL CHECK (kind IN (
                  'notice_of_assignment', 'verification', 'debtor_release', 'client_release',
                  'payoff', 'courtesy_reminder', 'friendly_reminder', 'firm_reminder',
                  'final_demand', 'discussion')),
  client_id     INTEGER REFERENCES client (id),
  debtor_id     INTEGER REFERENCES debtor (id),
  what          TEXT NOT NULL CHECK (what IN (
                  'sent', 'proof_of_sending', 'proof_of_receipt', 'delivered', 'acknowledged',
                  'refused', 'returned', 'released', 'none', 'undone')),
  happened_on   TEXT NOT NULL CHECK (length(happened_on) = 10),
  how           TEXT CHECK (how IN (
                  'post', 'registered_post', 'courier', 'email', 'fax', 'by_hand', 'portal')),
  -- Number of the registered letter or of the courier; may be empty.
  tracking      TEXT NOT NULL,
  -- Who acknowledged or refused it; may be empty.
  person        TEXT NOT NULL,
  note          TEXT NOT NULL,
  attachment_id INTEGER REFERENCES attachment (id),
  undoes        INTEGER UNIQUE REFERENCES letter_step (id),
  made_by       TEXT NOT NULL CHECK (length(made_by) > 0),
  made_at       TEXT NOT NULL,
  CHECK ((what = 'undone') = (undoes IS NOT NULL)),
  CHECK (letter_id IS NOT NULL OR kind = 'notice_of_assignment'),
  CHECK (client_id IS NOT NULL OR kind <> 'notice_of_assignment'),
  CHECK (what NOT IN ('proof_of_sending', 'proof_of_receipt') OR attachment_id IS NOT NULL)
) STRICT;
INSERT INTO letter_step
SELECT id, letter_id, kind, client_id, debtor_id, what, happened_on, how, tracking, person,
       note, attachment_id, undoes, made_by, made_at
FROM letter_step_before ORDER BY id;
DROP TABLE letter_step_before;
CREATE INDEX letter_step_by_letter ON letter_step (letter_id, id) WHERE letter_id IS NOT NULL;
CREATE INDEX letter_step_of_notice ON letter_step (client_id, debtor_id, id)
WHERE kind = 'notice_of_assignment';
CREATE TRIGGER letter_step_is_never_edited BEFORE UPDATE ON letter_step
BEGIN SELECT RAISE(ABORT, 'what became of a letter is only added to'); END;
CREATE TRIGGER letter_step_is_never_removed BEFORE DELETE ON letter_step
BEGIN SELECT RAISE(ABORT, 'what became of a letter is only added to'); END;

-- The steps that count: those that nobody took back.
CREATE VIEW letter_step_standing AS
SELECT s.* FROM letter_step s
WHERE s.what <> 'undone' AND NOT EXISTS (SELECT 1 FROM letter_step u WHERE u.undoes = s.id);

-- Where each letter stands: the last step that says so.
CREATE VIEW letter_standing AS
SELECT l.id AS letter_id,
  coalesce((SELECT s.what FROM letter_step_standing s WHERE s.letter_id = l.id
            AND s.what NOT IN ('proof_of_sending', 'proof_of_receipt')
            ORDER BY s.id DESC LIMIT 1), 'none') AS standing,
  (SELECT s.happened_on FROM letter_step_standing s WHERE s.letter_id = l.id
   AND s.what NOT IN ('proof_of_sending', 'proof_of_receipt')
   ORDER BY s.id DESC LIMIT 1) AS standing_on,
  (SELECT s.happened_on FROM letter_step_standing s WHERE s.letter_id = l.id AND s.what = 'sent'
   ORDER BY s.id DESC LIMIT 1) AS sent_on,
  EXISTS (SELECT 1 FROM letter_step_standing s WHERE s.letter_id = l.id
          AND (s.what = 'proof_of_sending'
               OR s.attachment_id IS NOT NULL AND s.what = 'sent')) AS has_proof
FROM letter l;

-- Where the notice of assignment between a client and a debtor stands: the last step that says so.
CREATE VIEW notice_standing AS
SELECT s.client_id, s.debtor_id, s.what AS notice, s.happened_on AS notice_on, s.how AS notice_how
FROM letter_step_standing s
WHERE s.kind = 'notice_of_assignment' AND s.what NOT IN ('proof_of_sending', 'proof_of_receipt')
  AND NOT EXISTS (
    SELECT 1 FROM letter_step_standing t
    WHERE t.kind = 'notice_of_assignment' AND t.client_id = s.client_id
      AND t.debtor_id = s.debtor_id AND t.id > s.id
      AND t.what NOT IN ('proof_of_sending', 'proof_of_receipt'));

CREATE TRIGGER a_step_of_a_notice_moves_its_standing AFTER INSERT ON letter_step
WHEN NEW.kind = 'notice_of_assignment'
BEGIN
  INSERT INTO client_debtor (client_id, debtor_id, buying, is_affiliate, is_contra, saved_at)
  VALUES (NEW.client_id, NEW.debtor_id, 'buy', 0, 0, NEW.made_at)
  ON CONFLICT (client_id, debtor_id) DO NOTHING;
  UPDATE client_debtor SET (notice, notice_on, notice_how) = (
    SELECT coalesce(max(n.notice), 'none'),
           iif(coalesce(max(n.notice), 'none') = 'none', NULL, max(n.notice_on)),
           iif(coalesce(max(n.notice), 'none') = 'none', NULL, max(n.notice_how))
    FROM notice_standing n
    WHERE n.client_id = NEW.client_id AND n.debtor_id = NEW.debtor_id)
  WHERE client_id = NEW.client_id AND debtor_id = NEW.debtor_id;
END;

-- The bought invoices that a letter names, with what was open on each.
CREATE TABLE letter_invoice (
  letter_id  INTEGER NOT NULL REFERENCES letter (id),
  invoice_id INTEGER NOT NULL REFERENCES invoice (id),
  open_minor INTEGER NOT NULL CHECK (open_minor BETWEEN 1 AND 100000000000000),
  currency   TEXT NOT NULL CHECK (length(currency) = 3),
  PRIMARY KEY (letter_id, invoice_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_invoice_by_invoice ON letter_invoice (invoice_id, letter_id);
CREATE TRIGGER letter_invoice_is_never_edited BEFORE UPDATE ON letter_invoice
BEGIN SELECT RAISE(ABORT, 'a letter that was made stays as it is'); END;
CREATE TRIGGER letter_invoice_is_never_removed BEFORE DELETE ON letter_invoice
BEGIN SELECT RAISE(ABORT, 'a letter that was made stays as it is'); END;

-- The lines of a schedule that a verification letter asks about, with the face it names. What is
-- answered to the letter goes into the log of the schedule for that face.
CREATE TABLE letter_line (
  letter_id   INTEGER NOT NULL REFERENCES letter (id),
  schedule_id INTEGER NOT NULL REFERENCES schedule_of_accounts (id),
  line_id     INTEGER NOT NULL REFERENCES schedule_line (id),
  face_minor  INTEGER NOT NULL CHECK (face_minor BETWEEN 0 AND 100000000000000),
  currency    TEXT NOT NULL CHECK (length(currency) = 3),
  PRIMARY KEY (letter_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_line_by_line ON letter_line (line_id, letter_id);
CREATE TRIGGER letter_line_is_never_edited BEFORE UPDATE ON letter_line
BEGIN SELECT RAISE(ABORT, 'a letter that was made stays as it is'); END;
CREATE TRIGGER letter_line_is_never_removed BEFORE DELETE ON letter_line
BEGIN SELECT RAISE(ABORT, 'a letter that was made stays as it is'); END;
