-- Search as one types: words of notes, of people and of file names, whatever the accents; amounts
-- of invoices and receipts; and the texts that a firm writes again and again.

-- ── Notes by their words ────────────────────────────────────────────────────────────────────────

-- What a note is found by. `place` is the minute it happened in, above its number: the index walks
-- in that order, so the newest come first and a stretch of days is a stretch of places. `marks` are
-- words for what a list is narrowed by: kind, outcome, writer, client, debtor, promise.
CREATE VIEW note_words (place, note_id, text, people, tags, files, marks) AS
SELECT (unixepoch(n.happened_day || ' ' || coalesce(n.happened_time, '00:00')) / 60) * 4294967296
         + n.id,
       n.id, n.text, n.contact_name,
       coalesce((SELECT group_concat(t.tag, ' . ') FROM note_tag t WHERE t.note_id = n.id), ''),
       coalesce((SELECT group_concat(a.name, ' . ') FROM attachment a WHERE a.note_id = n.id), ''),
       'all k' || n.channel || ' o' || replace(n.outcome, '_', '')
         || coalesce(' w' || hex(n.written_by), '') || coalesce(' c' || n.client_id, '')
         || coalesce(' d' || n.debtor_id, '')
         || CASE WHEN EXISTS (SELECT 1 FROM promise p WHERE p.note_id = n.id) THEN ' p' ELSE '' END
FROM note n;

-- The words alone; the texts stay in their tables. Numbered by `place`.
CREATE VIRTUAL TABLE note_text USING fts5 (
  text, people, tags, files, marks,
  content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO note_text (rowid, text, people, tags, files, marks)
  SELECT place, text, people, tags, files, marks FROM note_words ORDER BY place;

CREATE TRIGGER note_text_begins AFTER INSERT ON note
BEGIN
  INSERT INTO note_text (rowid, text, people, tags, files, marks)
    SELECT place, text, people, tags, files, marks FROM note_words WHERE note_id = NEW.id;
END;
-- What hangs on a note comes after it.
CREATE TRIGGER note_text_gets_a_tag AFTER INSERT ON note_tag
BEGIN
  INSERT OR REPLACE INTO note_text (rowid, text, people, tags, files, marks)
    SELECT place, text, people, tags, files, marks FROM note_words WHERE note_id = NEW.note_id;
END;
CREATE TRIGGER note_text_gets_a_file AFTER UPDATE OF note_id ON attachment
WHEN NEW.note_id IS NOT NULL
BEGIN
  INSERT OR REPLACE INTO note_text (rowid, text, people, tags, files, marks)
    SELECT place, text, people, tags, files, marks FROM note_words WHERE note_id = NEW.note_id;
END;
CREATE TRIGGER note_text_gets_a_promise AFTER INSERT ON promise
BEGIN
  INSERT OR REPLACE INTO note_text (rowid, text, people, tags, files, marks)
    SELECT place, text, people, tags, files, marks FROM note_words WHERE note_id = NEW.note_id;
END;

-- Who writes notes, without reading them all.
CREATE INDEX note_by_writer ON note (written_by) WHERE written_by IS NOT NULL;

-- ── Files and people by their names ─────────────────────────────────────────────────────────────

-- Numbered as the files are.
CREATE VIRTUAL TABLE file_text USING fts5 (
  name, content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO file_text (rowid, name) SELECT id, name FROM attachment ORDER BY id;
CREATE TRIGGER file_text_begins AFTER INSERT ON attachment
BEGIN INSERT INTO file_text (rowid, name) VALUES (NEW.id, NEW.name); END;
CREATE INDEX schedule_file_by_attachment ON schedule_file (attachment_id);
CREATE INDEX letter_step_by_attachment ON letter_step (attachment_id)
  WHERE attachment_id IS NOT NULL;

-- The contacts of clients have even numbers, those of debtors odd ones.
CREATE VIRTUAL TABLE person_text USING fts5 (
  name, content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO person_text (rowid, name) SELECT 2 * id, name FROM contact ORDER BY id;
INSERT INTO person_text (rowid, name) SELECT 2 * id + 1, name FROM debtor_contact ORDER BY id;
CREATE TRIGGER person_text_gets_a_contact AFTER INSERT ON contact
BEGIN INSERT INTO person_text (rowid, name) VALUES (2 * NEW.id, NEW.name); END;
CREATE TRIGGER person_text_changes_a_contact AFTER UPDATE OF name ON contact
BEGIN INSERT OR REPLACE INTO person_text (rowid, name) VALUES (2 * NEW.id, NEW.name); END;
CREATE TRIGGER person_text_gets_a_payer AFTER INSERT ON debtor_contact
BEGIN INSERT INTO person_text (rowid, name) VALUES (2 * NEW.id + 1, NEW.name); END;
CREATE TRIGGER person_text_changes_a_payer AFTER UPDATE OF name ON debtor_contact
BEGIN INSERT OR REPLACE INTO person_text (rowid, name) VALUES (2 * NEW.id + 1, NEW.name); END;

-- ── Amounts ─────────────────────────────────────────────────────────────────────────────────────

-- Invoices have theirs in invoice_row.
CREATE INDEX receipt_by_amount ON receipt (amount_minor, id);
CREATE INDEX promise_by_amount ON promise (amount_minor, note_id);

-- ── Texts that a firm writes again and again ────────────────────────────────────────────────────

CREATE TABLE note_template (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- Folded: two of one name would not be told apart.
  name_key TEXT NOT NULL UNIQUE CHECK (length(name_key) > 0),
  channel  TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  text     TEXT NOT NULL CHECK (length(text) > 0),
  saved_by TEXT NOT NULL CHECK (length(saved_by) > 0),
  saved_at TEXT NOT NULL
) STRICT;
