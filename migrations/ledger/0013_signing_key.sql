-- The firm's signing keys. Certificates are public and stay, so that what was signed can be told;
-- the secret stands under a subkey of the vault key and goes when another key comes into use.
CREATE TABLE signing_key (
  id           INTEGER PRIMARY KEY,
  origin       TEXT NOT NULL CHECK (origin IN ('created', 'imported')),
  -- In DER, one after the other, the key's own first.
  certificates BLOB NOT NULL CHECK (length(certificates) > 0),
  sha256       TEXT NOT NULL CHECK (length(sha256) = 64),
  since        TEXT NOT NULL,
  until        TEXT,
  nonce        BLOB CHECK (nonce IS NULL OR length(nonce) = 24),
  wrapped      BLOB,
  CHECK ((until IS NULL) = (wrapped IS NOT NULL)),
  CHECK ((nonce IS NULL) = (wrapped IS NULL))
) STRICT;
CREATE UNIQUE INDEX signing_key_in_use ON signing_key (until IS NULL) WHERE until IS NULL;
CREATE TRIGGER signing_key_ends_once BEFORE UPDATE ON signing_key
WHEN OLD.until IS NOT NULL OR NEW.until IS NULL OR NEW.origin <> OLD.origin
  OR NEW.certificates <> OLD.certificates OR NEW.sha256 <> OLD.sha256 OR NEW.since <> OLD.since
BEGIN SELECT RAISE(ABORT, 'a signing key only ends'); END;
CREATE TRIGGER signing_key_stays BEFORE DELETE ON signing_key
BEGIN SELECT RAISE(ABORT, 'a signing key is never removed'); END;
