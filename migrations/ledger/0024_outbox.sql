-- Mail: the firm's account with a server, the messages on their way out and what became of each.

CREATE TABLE mail_account (
  id             INTEGER PRIMARY KEY CHECK (id = 1),
  host           TEXT NOT NULL CHECK (length(host) > 0),
  port           INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  -- Encrypted from the first byte, or from the command STARTTLS on. Never not at all.
  security       TEXT NOT NULL CHECK (security IN ('tls', 'starttls')),
  -- Empty for a server that asks nobody who he is.
  login          TEXT NOT NULL,
  login_way      TEXT NOT NULL CHECK (login_way IN ('password', 'oauth')),
  -- The password or token, only where this computer's keychain does not keep it.
  secret         TEXT CHECK (length(secret) > 0),
  sender_name    TEXT NOT NULL,
  sender_address TEXT NOT NULL CHECK (length(sender_address) > 0),
  signature      TEXT NOT NULL,
  -- PEM; empty where the certificates that the computer trusts are enough.
  certificate    TEXT NOT NULL,
  -- The largest message the server takes, once it has said so.
  bytes_max      INTEGER CHECK (bytes_max > 0),
  -- Why nothing goes out until somebody looks at the account; empty if all is well.
  problem        TEXT NOT NULL,
  saved_at       TEXT NOT NULL
) STRICT;

-- The firm's own words for a kind of message; without a row the built-in ones.
CREATE TABLE mail_template (
  about    TEXT PRIMARY KEY CHECK (about IN ('note', 'letter', 'statement', 'paper', 'record')),
  subject  TEXT NOT NULL,
  text     TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mail (
  id           INTEGER PRIMARY KEY,
  -- As the head of the message has it, without the angle brackets.
  message_id   TEXT NOT NULL UNIQUE CHECK (length(message_id) > 0),
  -- Of a record: a message that is about its client or its debtor alone, with or without a paper.
  about        TEXT NOT NULL CHECK (about IN ('test', 'note', 'letter', 'contract', 'statement',
                                              'record')),
  note_id      INTEGER REFERENCES note (id),
  letter_id    INTEGER REFERENCES letter (id),
  contract_id  INTEGER REFERENCES contract (id),
  statement_id INTEGER REFERENCES statement (id),
  -- On whose pages it stands.
  client_id    INTEGER REFERENCES client (id),
  debtor_id    INTEGER REFERENCES debtor (id),
  -- The address it comes from, and those it goes to, one to a line; the first is the named one.
  sender       TEXT NOT NULL CHECK (length(sender) > 0),
  recipients   TEXT NOT NULL CHECK (length(recipients) > 0),
  to_name      TEXT NOT NULL,
  subject      TEXT NOT NULL,
  -- The document that hangs on it, in the papers, where one does.
  file_sha256  TEXT CHECK (length(file_sha256) = 64),
  -- The exact message, in the papers.
  sha256       TEXT NOT NULL CHECK (length(sha256) = 64),
  size_bytes   INTEGER NOT NULL CHECK (size_bytes > 0),
  written_by   TEXT NOT NULL CHECK (length(written_by) > 0),
  written_at   TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('waiting', 'handing_over', 'sent', 'refused',
                                              'uncertain', 'cancelled')),
  attempts     INTEGER NOT NULL CHECK (attempts >= 0),
  -- When the next try is due; only of one that waits.
  next_try_at  TEXT,
  -- What the server said last, or why it could not be asked.
  answer       TEXT NOT NULL,
  state_at     TEXT NOT NULL,
  CHECK ((about = 'note') = (note_id IS NOT NULL)),
  CHECK ((about = 'letter') = (letter_id IS NOT NULL)),
  CHECK ((about = 'contract') = (contract_id IS NOT NULL)),
  CHECK ((about = 'statement') = (statement_id IS NOT NULL)),
  CHECK (about = 'test' OR client_id IS NOT NULL OR debtor_id IS NOT NULL),
  CHECK ((state = 'waiting') = (next_try_at IS NOT NULL))
) STRICT;
CREATE INDEX mail_due ON mail (next_try_at, id) WHERE state = 'waiting';
CREATE INDEX mail_open ON mail (state, id) WHERE state IN ('handing_over', 'refused', 'uncertain');
CREATE INDEX mail_by_client ON mail (client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX mail_by_debtor ON mail (debtor_id, id) WHERE debtor_id IS NOT NULL;
CREATE INDEX mail_by_note ON mail (note_id) WHERE note_id IS NOT NULL;
CREATE INDEX mail_by_letter ON mail (letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX mail_by_contract ON mail (contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX mail_by_statement ON mail (statement_id) WHERE statement_id IS NOT NULL;
CREATE TRIGGER mail_begins_waiting BEFORE INSERT ON mail WHEN NEW.state <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'a message begins by waiting'); END;
CREATE TRIGGER mail_is_final BEFORE UPDATE OF id, message_id, about, note_id, letter_id,
  contract_id, statement_id, client_id, debtor_id, sender, recipients, to_name, subject,
  file_sha256, sha256, size_bytes, written_by, written_at ON mail
BEGIN SELECT RAISE(ABORT, 'a message never changes'); END;
CREATE TRIGGER mail_moves_on BEFORE UPDATE ON mail WHEN NOT (
  (OLD.state = 'waiting' AND NEW.state IN ('waiting', 'handing_over', 'refused', 'cancelled'))
  OR (OLD.state = 'handing_over' AND NEW.state IN ('waiting', 'sent', 'refused', 'uncertain'))
  OR (OLD.state = 'uncertain' AND NEW.state IN ('waiting', 'sent'))
  OR (OLD.state = 'refused' AND NEW.state IN ('waiting', 'cancelled')))
BEGIN SELECT RAISE(ABORT, 'a message that is out or given up stays as it is'); END;
CREATE TRIGGER mail_stays BEFORE DELETE ON mail
BEGIN SELECT RAISE(ABORT, 'a message is never removed'); END;

-- What happened to a message, one row each.
CREATE TABLE mail_event (
  id      INTEGER PRIMARY KEY,
  mail_id INTEGER NOT NULL REFERENCES mail (id),
  what    TEXT NOT NULL CHECK (what IN ('written', 'failed', 'handing_over', 'sent', 'refused',
                                        'uncertain', 'cancelled', 'arrived', 'again')),
  answer  TEXT NOT NULL,
  who     TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;
CREATE INDEX mail_event_by_mail ON mail_event (mail_id, id);
CREATE TRIGGER mail_event_is_final BEFORE UPDATE ON mail_event
BEGIN SELECT RAISE(ABORT, 'what happened to a message never changes'); END;
CREATE TRIGGER mail_event_stays BEFORE DELETE ON mail_event
BEGIN SELECT RAISE(ABORT, 'what happened to a message is never removed'); END;
