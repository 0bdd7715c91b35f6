-- What is kept of receipts beside their money, what is noted on invoices, and files of the bank.

-- A file of the bank that receipts came from.
CREATE TABLE bank_file (
  id              INTEGER PRIMARY KEY,
  bank_account_id INTEGER NOT NULL REFERENCES bank_account (id),
  file_name       TEXT NOT NULL,
  format          TEXT NOT NULL CHECK (format IN ('csv', 'ofx', 'bai2')),
  new_lines       INTEGER NOT NULL CHECK (new_lines >= 0),
  known_lines     INTEGER NOT NULL CHECK (known_lines >= 0),
  saved_at        TEXT NOT NULL
) STRICT;

-- Which column of an account's files holds what.
CREATE TABLE bank_file_columns (
  bank_account_id INTEGER PRIMARY KEY REFERENCES bank_account (id),
  columns         TEXT NOT NULL CHECK (json_valid(columns)),
  saved_at        TEXT NOT NULL
) STRICT;

CREATE TABLE receipt_intake (
  receipt_id    INTEGER PRIMARY KEY REFERENCES receipt (id) ON DELETE CASCADE,
  -- Who the bank says it is from.
  payer         TEXT NOT NULL,
  remittance    TEXT NOT NULL,
  -- Whether the value day was typed rather than worked out.
  has_own_value INTEGER NOT NULL CHECK (has_own_value IN (0, 1)),
  -- What it is for, as typed; of a posted receipt, what is to be done with its rest.
  allocation    TEXT NOT NULL CHECK (json_valid(allocation)),
  -- The same as it was posted, for a corrected copy.
  posted        TEXT NOT NULL CHECK (json_valid(posted)),
  -- What of a posted receipt is for nothing yet, in its currency.
  rest_minor    INTEGER NOT NULL CHECK (rest_minor >= 0),
  park_reason   TEXT NOT NULL,
  -- Why it was returned or reversed.
  end_reason    TEXT NOT NULL,
  corrected_by  INTEGER REFERENCES receipt (id),
  bank_file_id  INTEGER REFERENCES bank_file (id),
  -- Account, day, amount and reference of a line of a bank file, hashed: no line comes in twice.
  import_key    TEXT UNIQUE CHECK (length(import_key) = 64),
  person_id     INTEGER NOT NULL,
  person_name   TEXT NOT NULL CHECK (length(person_name) > 0),
  saved_at      TEXT NOT NULL
) STRICT;
CREATE INDEX receipt_with_rest ON receipt_intake (receipt_id) WHERE rest_minor > 0;
CREATE INDEX receipt_unposted ON receipt (id) WHERE state = 'draft';

-- What a receipt is once it is in the books stays; drafts are changed and removed freely.
CREATE TRIGGER receipt_booked_is_final BEFORE UPDATE OF
  bank_account_id, amount_minor, currency, received_on, value_on ON receipt
WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a posted receipt keeps what came in'); END;
CREATE TRIGGER receipt_booked_stays BEFORE DELETE ON receipt
WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a posted receipt is never removed'); END;

-- What a debtor contests; at most one at a time.
CREATE TABLE invoice_dispute (
  id           INTEGER PRIMARY KEY,
  invoice_id   INTEGER NOT NULL REFERENCES invoice (id),
  reason       TEXT NOT NULL CHECK (reason IN ('discount', 'tax', 'freight', 'damage', 'price',
                                               'duplicate', 'offset', 'unknown')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 100000000000000),
  since        TEXT NOT NULL CHECK (length(since) = 10),
  note         TEXT NOT NULL,
  -- The receipt that left it open, if one did.
  receipt_id   INTEGER REFERENCES receipt (id),
  ended_on     TEXT CHECK (length(ended_on) = 10),
  end_note     TEXT NOT NULL,
  saved_at     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX invoice_dispute_now ON invoice_dispute (invoice_id) WHERE ended_on IS NULL;
CREATE INDEX invoice_dispute_by_invoice ON invoice_dispute (invoice_id, id);

-- What debtors paid to the client and the client has not turned over.
CREATE TABLE invoice_misdirected (
  invoice_id   INTEGER PRIMARY KEY REFERENCES invoice (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 100000000000000),
  known_on     TEXT NOT NULL CHECK (length(known_on) = 10),
  note         TEXT NOT NULL,
  saved_at     TEXT NOT NULL
) STRICT;

-- The early-payment discount written on an invoice: 2 % within 10 days.
CREATE TABLE invoice_discount (
  invoice_id         INTEGER PRIMARY KEY REFERENCES invoice (id),
  -- In percent, as it is typed: 2, 1.5.
  rate               TEXT NOT NULL CHECK (length(rate) > 0),
  days               INTEGER NOT NULL CHECK (days BETWEEN 0 AND 65535),
  grace_days         INTEGER NOT NULL CHECK (grace_days BETWEEN 0 AND 65535),
  discountable_minor INTEGER NOT NULL CHECK (discountable_minor BETWEEN 1 AND 100000000000000),
  saved_at           TEXT NOT NULL
) STRICT;
