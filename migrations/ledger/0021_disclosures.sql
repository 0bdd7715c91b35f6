-- Commercial-finance disclosures: a form of contract that the client alone signs, and why a firm
-- that gives none need not. A constraint cannot be changed, so the table is made anew; what
-- refers to it is looked at when the whole is committed.

PRAGMA defer_foreign_keys = ON;
CREATE TABLE contract_before AS SELECT * FROM contract;
DROP TABLE contract;
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
                    CHECK (state IN ('frozen', 'signed_by_one', 'signed', 'superseded',
                                     'withdrawn')),
  effective_on      TEXT NOT NULL CHECK (length(effective_on) = 10),
  frozen_at         TEXT NOT NULL,
  frozen_sha256     TEXT NOT NULL CHECK (length(frozen_sha256) = 64),
  pages             INTEGER NOT NULL CHECK (pages > 0),
  signed_at         TEXT,
  signed_sha256     TEXT CHECK (signed_sha256 IS NULL OR length(signed_sha256) = 64),
  withdrawn_reason  TEXT,
  -- The day printed as its date, from which its term is counted.
  dated_on          TEXT CHECK (dated_on = date(dated_on)),
  -- The agreement that an amendment changes; none for an agreement.
  amends_id         INTEGER REFERENCES contract (id),
  -- 1, 2, 3 for each agreement.
  amendment_no      INTEGER CHECK (amendment_no > 0),
  form              TEXT NOT NULL DEFAULT 'agreement'
                    CHECK (form IN ('agreement', 'amendment', 'rider', 'guaranty', 'term_sheet',
                                    'disclosure')),
  -- Who signs a guaranty, and the agreement that it secures.
  guarantor_id      INTEGER REFERENCES guarantor (id),
  secures_id        INTEGER REFERENCES contract (id),
  -- The last day on which a term sheet can be accepted.
  offer_until       TEXT CHECK (offer_until = date(offer_until)),
  UNIQUE (number, version),
  CHECK ((state IN ('signed', 'superseded')) = (signed_at IS NOT NULL)),
  CHECK ((signed_at IS NULL) = (signed_sha256 IS NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_reason IS NOT NULL)),
  -- One signature makes a disclosure whole.
  CHECK (form <> 'disclosure' OR state <> 'signed_by_one'),
  CHECK ((amendment_no IS NULL) = (amends_id IS NULL)),
  CHECK ((amends_id IS NOT NULL) = (form IN ('amendment', 'rider'))),
  CHECK ((guarantor_id IS NOT NULL) = (form = 'guaranty')),
  CHECK ((secures_id IS NOT NULL) = (form = 'guaranty')),
  CHECK ((offer_until IS NOT NULL) = (form = 'term_sheet'))
) STRICT;
INSERT INTO contract (id, client_id, terms_version_id, number, version, title, template_id,
                      template_revision, paper_data, state, effective_on, frozen_at,
                      frozen_sha256, pages, signed_at, signed_sha256, withdrawn_reason, dated_on,
                      amends_id, amendment_no, form, guarantor_id, secures_id, offer_until)
SELECT id, client_id, terms_version_id, number, version, title, template_id, template_revision,
       paper_data, state, effective_on, frozen_at, frozen_sha256, pages, signed_at, signed_sha256,
       withdrawn_reason, dated_on, amends_id, amendment_no, form, guarantor_id, secures_id,
       offer_until
FROM contract_before ORDER BY id;
DROP TABLE contract_before;
CREATE INDEX contract_by_client ON contract (client_id, id);
CREATE INDEX contract_by_state ON contract (state, id);
CREATE UNIQUE INDEX contract_amendment ON contract (amends_id, amendment_no)
  WHERE amends_id IS NOT NULL;
CREATE INDEX contract_by_guarantor ON contract (guarantor_id, id) WHERE guarantor_id IS NOT NULL;
CREATE TRIGGER contract_stays BEFORE DELETE ON contract
BEGIN SELECT RAISE(ABORT, 'a contract is never removed'); END;
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

-- Why the firm gives no disclosures; no row while it gives them.
CREATE TABLE disclosure_exemption (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  reason   TEXT NOT NULL CHECK (reason IN ('bank', 'few_transactions')),
  saved_at TEXT NOT NULL
) STRICT;
