-- The people who work with the file, and which way in belongs to whom.

CREATE TABLE person (
  id       INTEGER PRIMARY KEY,
  -- Empty until the firm's profile names its signer: the first owner.
  name     TEXT NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'staff', 'read_only')),
  has_left INTEGER NOT NULL CHECK (has_left IN (0, 1)),
  saved_at TEXT NOT NULL
) STRICT;
-- Entries, the log and overrides name people for ever.
CREATE TRIGGER person_stays BEFORE DELETE ON person
BEGIN SELECT RAISE(ABORT, 'a person is never removed'); END;
CREATE TRIGGER person_who_left_stays_away BEFORE UPDATE ON person
WHEN OLD.has_left = 1 AND NEW.has_left = 0
BEGIN SELECT RAISE(ABORT, 'a person who left comes back as another'); END;
CREATE TRIGGER an_owner_stays BEFORE UPDATE ON person
WHEN OLD.role = 'owner' AND OLD.has_left = 0 AND (NEW.role <> 'owner' OR NEW.has_left = 1)
  AND NOT EXISTS (SELECT 1 FROM person
                  WHERE id <> OLD.id AND role = 'owner' AND has_left = 0)
BEGIN SELECT RAISE(ABORT, 'somebody must own the file'); END;

-- A slot of vault.keys: a passphrase, or this computer's keychain.
CREATE TABLE person_way_in (
  slot      INTEGER PRIMARY KEY CHECK (slot > 0),
  person_id INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX person_way_in_by_person ON person_way_in (person_id, slot);
