-- The firm's own wordings of contracts. A wording is what its latest version says; versions are
-- only added, so that a contract can be compared with the words it was drawn up from.

CREATE TABLE wording (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- Lower case: two wordings in use are never called the same.
  name_key   TEXT NOT NULL,
  -- The wording it was duplicated from: a built-in's id or "own-3".
  made_from  TEXT NOT NULL CHECK (length(made_from) > 0),
  retired_at TEXT,
  made_at    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX wording_in_use_by_name ON wording (name_key) WHERE retired_at IS NULL;
CREATE TRIGGER wording_stays BEFORE DELETE ON wording
BEGIN SELECT RAISE(ABORT, 'a wording is never removed'); END;

CREATE TABLE wording_version (
  wording_id INTEGER NOT NULL REFERENCES wording (id),
  version    INTEGER NOT NULL CHECK (version > 0),
  -- As the wording was called then.
  name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- What changed, in the writer's words; may be empty.
  note       TEXT NOT NULL,
  -- The whole template as JSON.
  template   TEXT NOT NULL CHECK (json_valid(template)),
  saved_by   TEXT NOT NULL,
  saved_at   TEXT NOT NULL,
  PRIMARY KEY (wording_id, version)
) STRICT;
CREATE TRIGGER wording_version_counts_up BEFORE INSERT ON wording_version
WHEN NEW.version <> 1 + coalesce(
  (SELECT max(version) FROM wording_version WHERE wording_id = NEW.wording_id), 0)
BEGIN SELECT RAISE(ABORT, 'versions of a wording count up by one'); END;
CREATE TRIGGER wording_version_is_final BEFORE UPDATE ON wording_version
BEGIN SELECT RAISE(ABORT, 'a version of a wording never changes'); END;
CREATE TRIGGER wording_version_stays BEFORE DELETE ON wording_version
BEGIN SELECT RAISE(ABORT, 'a version of a wording is never removed'); END;

-- Clauses that the firm keeps for use in any wording.
CREATE TABLE saved_clause (
  id       INTEGER PRIMARY KEY,
  title    TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  name_key TEXT NOT NULL UNIQUE,
  clause   TEXT NOT NULL CHECK (json_valid(clause)),
  saved_by TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;
