-- The firm's ledger. Money stands in minor units beside its currency, days as ISO text in the
-- office's civil time, moments as UTC text. What must never change is held by triggers.

CREATE TABLE vault_info (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- The answer of each change by the id its caller gave it, so that a repeated call has one effect.
CREATE TABLE request (
  id      TEXT PRIMARY KEY CHECK (length(id) BETWEEN 8 AND 64),
  command TEXT NOT NULL,
  answer  TEXT NOT NULL CHECK (json_valid(answer)),
  made_at TEXT NOT NULL
) STRICT;

-- Who did what and when; each row carries the hash of the one before.
CREATE TABLE log_entry (
  seq      INTEGER PRIMARY KEY CHECK (seq > 0),
  at       TEXT NOT NULL,
  what     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  detail   TEXT NOT NULL CHECK (json_valid(detail)),
  app      TEXT NOT NULL,
  -- Who was at the desk; empty before the first person was.
  person   TEXT NOT NULL,
  previous TEXT NOT NULL CHECK (length(previous) = 64),
  hash     TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;
CREATE TRIGGER log_entry_is_never_edited BEFORE UPDATE ON log_entry
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER log_entry_is_never_removed BEFORE DELETE ON log_entry
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER log_entry_is_never_replaced BEFORE INSERT ON log_entry
WHEN EXISTS (SELECT 1 FROM log_entry WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

CREATE TABLE firm (
  id                 INTEGER PRIMARY KEY CHECK (id = 1),
  name               TEXT NOT NULL,
  legal_form         TEXT NOT NULL,
  state_of_formation TEXT NOT NULL,
  registration_no    TEXT NOT NULL,
  address            TEXT NOT NULL CHECK (json_valid(address)),
  phone              TEXT NOT NULL,
  email              TEXT NOT NULL,
  currency           TEXT NOT NULL CHECK (length(currency) = 3),
  page_size          TEXT NOT NULL CHECK (page_size IN ('letter', 'a4')),
  signer_name        TEXT NOT NULL,
  signer_title       TEXT NOT NULL,
  governing_state    TEXT NOT NULL,
  venue              TEXT NOT NULL,
  logo_sha256        TEXT CHECK (logo_sha256 IS NULL OR length(logo_sha256) = 64),
  saved_at           TEXT NOT NULL
) STRICT;

-- The house's default terms; the newest row counts, the older ones say what was inherited when.
CREATE TABLE house_terms (
  id       INTEGER PRIMARY KEY,
  terms    TEXT NOT NULL CHECK (json_valid(terms)),
  saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE client (
  id                     INTEGER PRIMARY KEY,
  revision               INTEGER NOT NULL CHECK (revision > 0),
  legal_name             TEXT NOT NULL CHECK (length(legal_name) > 0),
  trade_name             TEXT NOT NULL,
  line_of_business       TEXT NOT NULL,
  legal_form             TEXT NOT NULL,
  state_of_formation     TEXT NOT NULL,
  registration_no        TEXT NOT NULL,
  tax_id                 TEXT NOT NULL,
  address                TEXT NOT NULL CHECK (json_valid(address)),
  mailing_address        TEXT NOT NULL CHECK (json_valid(mailing_address)),
  city                   TEXT GENERATED ALWAYS AS (address ->> '$.city') STORED,
  phone                  TEXT NOT NULL,
  email                  TEXT NOT NULL,
  account_representative TEXT NOT NULL,
  status                 TEXT NOT NULL
                         CHECK (status IN ('prospect', 'active', 'on_stop', 'archived')),
  since                  TEXT NOT NULL CHECK (length(since) = 10),
  bank_account           TEXT CHECK (bank_account IS NULL OR json_valid(bank_account)),
  -- Lower case, for sorting and finding as people expect.
  name_key               TEXT NOT NULL,
  search_key             TEXT NOT NULL,
  -- Without punctuation and legal form, so that the same business is not entered twice.
  match_key              TEXT NOT NULL CHECK (length(match_key) > 0),
  created_at             TEXT NOT NULL,
  saved_at               TEXT NOT NULL
) STRICT;
CREATE INDEX client_by_name ON client (name_key, id);
CREATE INDEX client_by_status ON client (status, name_key, id);
CREATE INDEX client_by_match ON client (match_key, id);
CREATE INDEX client_by_since ON client (since, id);
CREATE INDEX client_by_representative ON client (account_representative, id);

CREATE TABLE contact (
  id         INTEGER PRIMARY KEY,
  client_id  INTEGER NOT NULL REFERENCES client (id),
  name       TEXT NOT NULL CHECK (length(name) > 0),
  role       TEXT NOT NULL,
  phone      TEXT NOT NULL,
  email      TEXT NOT NULL,
  is_signer  INTEGER NOT NULL CHECK (is_signer IN (0, 1)),
  removed_at TEXT,
  saved_at   TEXT NOT NULL
) STRICT;
CREATE INDEX contact_by_client ON contact (client_id, id);

-- A version of a client's terms: a draft holds the client's own values; freezing adds the complete
-- snapshot that the contract prints; signing by both puts it in force from its first day.
CREATE TABLE terms_version (
  id           INTEGER PRIMARY KEY,
  client_id    INTEGER NOT NULL REFERENCES client (id),
  version      INTEGER NOT NULL CHECK (version > 0),
  state        TEXT NOT NULL CHECK (state IN ('draft', 'frozen', 'signed')),
  effective_on TEXT NOT NULL CHECK (length(effective_on) = 10),
  own          TEXT NOT NULL CHECK (json_valid(own)),
  terms        TEXT CHECK (terms IS NULL OR json_valid(terms)),
  contract_id  INTEGER REFERENCES contract (id),
  signed_on    TEXT CHECK (signed_on IS NULL OR length(signed_on) = 10),
  saved_at     TEXT NOT NULL,
  UNIQUE (client_id, version),
  CHECK ((state = 'draft') = (terms IS NULL)),
  CHECK ((state = 'signed') = (signed_on IS NOT NULL))
) STRICT;
-- One version at a time is being worked on.
CREATE UNIQUE INDEX terms_version_open ON terms_version (client_id) WHERE state <> 'signed';
CREATE TRIGGER terms_version_signed_is_final BEFORE UPDATE ON terms_version
WHEN OLD.state = 'signed'
BEGIN SELECT RAISE(ABORT, 'signed terms never change'); END;
CREATE TRIGGER terms_version_signed_stays BEFORE DELETE ON terms_version
WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'only a draft can be discarded'); END;

CREATE TABLE contract (
  id                INTEGER PRIMARY KEY,
  client_id         INTEGER NOT NULL REFERENCES client (id),
  terms_version_id  INTEGER NOT NULL REFERENCES terms_version (id),
  number            TEXT NOT NULL,
  version           INTEGER NOT NULL CHECK (version > 0),
  title             TEXT NOT NULL,
  template_id       TEXT NOT NULL,
  template_revision INTEGER NOT NULL,
  -- Everything the paper was made from, so that it can be made again and compared.
  paper_data        TEXT NOT NULL CHECK (json_valid(paper_data)),
  state             TEXT NOT NULL
                    CHECK (state IN ('frozen', 'signed_by_one', 'signed', 'superseded', 'withdrawn')),
  effective_on      TEXT NOT NULL CHECK (length(effective_on) = 10),
  frozen_at         TEXT NOT NULL,
  frozen_sha256     TEXT NOT NULL CHECK (length(frozen_sha256) = 64),
  pages             INTEGER NOT NULL CHECK (pages > 0),
  signed_at         TEXT,
  signed_sha256     TEXT CHECK (signed_sha256 IS NULL OR length(signed_sha256) = 64),
  withdrawn_reason  TEXT,
  UNIQUE (number, version),
  CHECK ((state IN ('signed', 'superseded')) = (signed_at IS NOT NULL)),
  CHECK ((signed_at IS NULL) = (signed_sha256 IS NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_reason IS NOT NULL))
) STRICT;
CREATE INDEX contract_by_client ON contract (client_id, id);
CREATE INDEX contract_by_state ON contract (state, id);
CREATE TRIGGER contract_frozen_is_final BEFORE UPDATE OF
  client_id, terms_version_id, number, version, title, template_id, template_revision, paper_data,
  effective_on, frozen_at, frozen_sha256, pages ON contract
BEGIN SELECT RAISE(ABORT, 'a frozen contract never changes'); END;
CREATE TRIGGER contract_signed_is_final BEFORE UPDATE ON contract
WHEN OLD.state IN ('signed', 'superseded', 'withdrawn')
  AND NOT (OLD.state = 'signed' AND NEW.state = 'superseded'
           AND NEW.signed_at = OLD.signed_at AND NEW.signed_sha256 = OLD.signed_sha256)
BEGIN SELECT RAISE(ABORT, 'a signed contract never changes'); END;
CREATE TRIGGER contract_stays BEFORE DELETE ON contract
BEGIN SELECT RAISE(ABORT, 'a contract is never removed'); END;

CREATE TABLE signature (
  id            INTEGER PRIMARY KEY,
  contract_id   INTEGER NOT NULL REFERENCES contract (id),
  party         TEXT NOT NULL CHECK (party IN ('factor', 'client')),
  name          TEXT NOT NULL,
  title         TEXT NOT NULL,
  place         TEXT NOT NULL,
  identity      TEXT NOT NULL,
  method        TEXT NOT NULL CHECK (json_valid(method)),
  consent       TEXT NOT NULL CHECK (length(consent) > 0),
  signed_at     TEXT NOT NULL,
  -- The day at the office, as printed: it stays when the office moves to another time zone.
  signed_on     TEXT NOT NULL CHECK (length(signed_on) = 10),
  UNIQUE (contract_id, party)
) STRICT;
CREATE TRIGGER signature_is_final BEFORE UPDATE ON signature
BEGIN SELECT RAISE(ABORT, 'a signature never changes'); END;
CREATE TRIGGER signature_stays BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'a signature is never removed'); END;

CREATE TABLE contract_event (
  id          INTEGER PRIMARY KEY,
  contract_id INTEGER NOT NULL REFERENCES contract (id),
  at          TEXT NOT NULL,
  what        TEXT NOT NULL,
  who         TEXT NOT NULL,
  how         TEXT NOT NULL
) STRICT;
CREATE INDEX contract_event_by_contract ON contract_event (contract_id, id);
CREATE TRIGGER contract_event_is_final BEFORE UPDATE ON contract_event
BEGIN SELECT RAISE(ABORT, 'a contract event never changes'); END;
CREATE TRIGGER contract_event_stays BEFORE DELETE ON contract_event
BEGIN SELECT RAISE(ABORT, 'a contract event is never removed'); END;

CREATE TABLE note (
  id            INTEGER PRIMARY KEY,
  client_id     INTEGER NOT NULL REFERENCES client (id),
  contact_id    INTEGER REFERENCES contact (id),
  contact_name  TEXT NOT NULL,
  channel       TEXT NOT NULL,
  direction     TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  text          TEXT NOT NULL,
  happened_day  TEXT NOT NULL CHECK (length(happened_day) = 10),
  happened_time TEXT CHECK (happened_time IS NULL OR length(happened_time) = 5),
  written_at    TEXT NOT NULL
) STRICT;
CREATE INDEX note_by_client ON note (client_id, happened_day DESC, happened_time DESC, id DESC);
CREATE INDEX note_by_day ON note (happened_day, id);

CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY,
  sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
  name       TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  note_id    INTEGER REFERENCES note (id),
  added_at   TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_by_note ON attachment (note_id, id);

CREATE TABLE follow_up (
  id                INTEGER PRIMARY KEY,
  client_id         INTEGER NOT NULL REFERENCES client (id),
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
  CHECK ((snoozed_day IS NULL) = (snoozed_time IS NULL)),
  CHECK ((done_at IS NULL) = (done_on IS NULL))
) STRICT;
CREATE INDEX follow_up_open ON follow_up (day, time, id) WHERE done_at IS NULL;
CREATE INDEX follow_up_by_client ON follow_up (client_id, day, id);
CREATE INDEX follow_up_done ON follow_up (done_on, id) WHERE done_at IS NOT NULL;

CREATE TABLE draft (
  key      TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
  text     TEXT NOT NULL CHECK (length(text) <= 262144),
  saved_at TEXT NOT NULL
) STRICT;
