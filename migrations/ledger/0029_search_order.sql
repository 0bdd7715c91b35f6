-- The indexes of words count downwards, so that the newest comes first as the index walks by itself.
-- Walked backwards, the engine noted where each entry of a common word begins, in a list that grew
-- by eight entries, each time copied and overwritten: a second for a word in every third note.

DROP TRIGGER note_text_begins;
DROP TRIGGER note_text_gets_a_tag;
DROP TRIGGER note_text_gets_a_file;
DROP TRIGGER note_text_gets_a_promise;
DROP TRIGGER file_text_begins;
DROP TRIGGER person_text_gets_a_contact;
DROP TRIGGER person_text_changes_a_contact;
DROP TRIGGER person_text_gets_a_payer;
DROP TRIGGER person_text_changes_a_payer;
DROP TABLE note_text;
DROP TABLE file_text;
DROP TABLE person_text;
DROP VIEW note_words;

-- What a note is found by. `place` is the minute it happened in, above its number, below zero: a
-- stretch of days is a stretch of places. `marks` are words for what a list is narrowed by: kind,
-- outcome, writer, client, debtor, promise.
CREATE VIEW note_words (place, note_id, text, people, tags, files, marks) AS
SELECT -((unixepoch(n.happened_day || ' ' || coalesce(n.happened_time, '00:00')) / 60)
           * 4294967296 + n.id),
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

-- Numbered as the files are, below zero.
CREATE VIRTUAL TABLE file_text USING fts5 (
  name, content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO file_text (rowid, name) SELECT -id, name FROM attachment ORDER BY id DESC;
CREATE TRIGGER file_text_begins AFTER INSERT ON attachment
BEGIN INSERT INTO file_text (rowid, name) VALUES (-NEW.id, NEW.name); END;

-- The contacts of clients have even numbers, those of debtors odd ones, below zero.
CREATE VIRTUAL TABLE person_text USING fts5 (
  name, content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO person_text (rowid, name) SELECT -2 * id, name FROM contact ORDER BY id DESC;
INSERT INTO person_text (rowid, name) SELECT -2 * id - 1, name FROM debtor_contact
  ORDER BY id DESC;
CREATE TRIGGER person_text_gets_a_contact AFTER INSERT ON contact
BEGIN INSERT INTO person_text (rowid, name) VALUES (-2 * NEW.id, NEW.name); END;
CREATE TRIGGER person_text_changes_a_contact AFTER UPDATE OF name ON contact
BEGIN INSERT OR REPLACE INTO person_text (rowid, name) VALUES (-2 * NEW.id, NEW.name); END;
CREATE TRIGGER person_text_gets_a_payer AFTER INSERT ON debtor_contact
BEGIN INSERT INTO person_text (rowid, name) VALUES (-2 * NEW.id - 1, NEW.name); END;
CREATE TRIGGER person_text_changes_a_payer AFTER UPDATE OF name ON debtor_contact
BEGIN INSERT OR REPLACE INTO person_text (rowid, name) VALUES (-2 * NEW.id - 1, NEW.name); END;
