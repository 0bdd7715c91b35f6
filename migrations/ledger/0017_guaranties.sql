-- Guarantors, and the papers beside agreements that are signed: guaranties and term sheets.

CREATE TABLE guarantor (
  id                 INTEGER PRIMARY KEY,
  client_id          INTEGER NOT NULL REFERENCES client (id),
  kind               TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  name               TEXT NOT NULL CHECK (length(name) > 0),
  legal_form         TEXT NOT NULL,
  state_of_formation TEXT NOT NULL,
  address            TEXT NOT NULL CHECK (json_valid(address)),
  email              TEXT NOT NULL,
  scope              TEXT NOT NULL CHECK (scope IN ('validity', 'payment')),
  -- The most that is owed; none without limit.
  limit_minor        INTEGER CHECK (limit_minor > 0),
  limit_currency     TEXT CHECK ((limit_currency IS NULL) = (limit_minor IS NULL)),
  removed_at         TEXT,
  saved_at           TEXT NOT NULL
) STRICT;
CREATE INDEX guarantor_by_client ON guarantor (client_id, id);

DROP TRIGGER contract_frozen_is_final;
DROP TRIGGER contract_signed_is_final;
ALTER TABLE contract ADD COLUMN form TEXT NOT NULL DEFAULT 'agreement'
  CHECK (form IN ('agreement', 'amendment', 'rider', 'guaranty', 'term_sheet'));
UPDATE contract SET form = 'amendment' WHERE amends_id IS NOT NULL;
-- Who signs a guaranty, and the agreement that it secures.
ALTER TABLE contract ADD COLUMN guarantor_id INTEGER REFERENCES guarantor (id)
  CHECK ((guarantor_id IS NOT NULL) = (form = 'guaranty'))
  CHECK ((amends_id IS NOT NULL) = (form IN ('amendment', 'rider')));
ALTER TABLE contract ADD COLUMN secures_id INTEGER REFERENCES contract (id)
  CHECK ((secures_id IS NOT NULL) = (form = 'guaranty'));
-- The last day on which a term sheet can be accepted.
ALTER TABLE contract ADD COLUMN offer_until TEXT CHECK (offer_until = date(offer_until))
  CHECK ((offer_until IS NOT NULL) = (form = 'term_sheet'));
CREATE INDEX contract_by_guarantor ON contract (guarantor_id, id) WHERE guarantor_id IS NOT NULL;
CREATE TRIGGER contract_frozen_is_final BEFORE UPDATE OF
  client_id, terms_version_id, number, version, title, template_id, template_revision, paper_data,
  effective_on, frozen_at, frozen_sha256, pages, dated_on, amends_id, amendment_no, form,
  guarantor_id, secures_id, offer_until ON contract
BEGIN SELECT RAISE(ABORT, 'a frozen contract never changes'); END;
CREATE TRIGGER contract_signed_is_final BEFORE UPDATE ON contract
WHEN OLD.state IN ('signed', 'superseded', 'withdrawn')
  AND NOT (OLD.state = 'signed' AND NEW.state = 'superseded'
           AND NEW.signed_at = OLD.signed_at AND NEW.signed_sha256 = OLD.signed_sha256)
BEGIN SELECT RAISE(ABORT, 'a signed contract never changes'); END;

-- A guarantor signs as well. A constraint cannot be changed, so the table is made anew.
CREATE TABLE signature_with_guarantors (
  id            INTEGER PRIMARY KEY,
  contract_id   INTEGER NOT NULL REFERENCES contract (id),
  party         TEXT NOT NULL CHECK (party IN ('factor', 'client', 'guarantor')),
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
INSERT INTO signature_with_guarantors (id, contract_id, party, name, title, place, identity, method,
                                       consent, signed_at, signed_on)
SELECT id, contract_id, party, name, title, place, identity, method, consent, signed_at, signed_on
FROM signature;
DROP TABLE signature;
ALTER TABLE signature_with_guarantors RENAME TO signature;
CREATE TRIGGER signature_is_final BEFORE UPDATE ON signature
BEGIN SELECT RAISE(ABORT, 'a signature never changes'); END;
CREATE TRIGGER signature_stays BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'a signature is never removed'); END;
