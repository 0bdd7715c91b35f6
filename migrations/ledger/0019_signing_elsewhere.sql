-- Contracts that went out to be signed elsewhere, the files that certificates make of them, and
-- what the firm has set for both.

-- Each time a contract left the house.
CREATE TABLE contract_sent (
  id          INTEGER PRIMARY KEY,
  contract_id INTEGER NOT NULL REFERENCES contract (id),
  way         TEXT NOT NULL CHECK (way IN ('mail', 'service')),
  -- An address, or the name of a service.
  recipient   TEXT NOT NULL CHECK (length(recipient) > 0),
  -- What went out, in the papers: the copy that comes back is compared with it.
  file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
  sent_on     TEXT NOT NULL CHECK (sent_on = date(sent_on)),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX contract_sent_by_contract ON contract_sent (contract_id, id);
CREATE TRIGGER contract_sent_waits BEFORE INSERT ON contract_sent
WHEN NOT EXISTS (SELECT 1 FROM contract k WHERE k.id = NEW.contract_id
                 AND k.state IN ('frozen', 'signed_by_one'))
BEGIN SELECT RAISE(ABORT, 'only a contract that waits to be signed goes out'); END;
CREATE TRIGGER contract_sent_is_final BEFORE UPDATE ON contract_sent
BEGIN SELECT RAISE(ABORT, 'what went out never changes'); END;
CREATE TRIGGER contract_sent_stays BEFORE DELETE ON contract_sent
BEGIN SELECT RAISE(ABORT, 'what went out is never removed'); END;

-- Files beside the frozen and the signed one.
CREATE TABLE contract_file (
  contract_id INTEGER NOT NULL REFERENCES contract (id),
  -- The frozen file with the firm's certificate; the record of signing, where it stands apart.
  kind        TEXT NOT NULL CHECK (kind IN ('certified', 'record')),
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  kept_at     TEXT NOT NULL,
  PRIMARY KEY (contract_id, kind)
) STRICT;
CREATE TRIGGER contract_file_is_final BEFORE UPDATE ON contract_file
BEGIN SELECT RAISE(ABORT, 'a file of a contract never changes'); END;
CREATE TRIGGER contract_file_stays BEFORE DELETE ON contract_file
BEGIN SELECT RAISE(ABORT, 'a file of a contract is never removed'); END;

CREATE TABLE signing_rules (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  -- Of the message that a contract goes out with; both empty until they are changed.
  mail_subject  TEXT NOT NULL,
  mail_text     TEXT NOT NULL,
  -- Empty while no trusted time is asked for.
  timestamp_url TEXT NOT NULL,
  saved_at      TEXT NOT NULL
) STRICT;
