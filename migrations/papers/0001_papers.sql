-- Exact bytes by their SHA-256: attachments, contracts, letters. Rows are added, never changed.
CREATE TABLE paper (
  sha256     BLOB    NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
  -- Beside the bytes, so that a listing never reads them.
  size_bytes INTEGER NOT NULL CHECK (size_bytes = length(bytes) AND size_bytes <= 52428800),
  bytes      BLOB    NOT NULL
) STRICT;

CREATE TRIGGER paper_never_changes BEFORE UPDATE ON paper
BEGIN SELECT RAISE(ABORT, 'papers are never changed'); END;

CREATE TRIGGER paper_never_goes BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'papers are never deleted'); END;

-- REPLACE INTO would otherwise put new bytes under an old hash.
CREATE TRIGGER paper_is_never_replaced BEFORE INSERT ON paper
WHEN EXISTS (SELECT 1 FROM paper WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'papers are never replaced'); END;
