-- The books, and the records that cause entries. What is booked is never changed; what is kept
-- beside it for speed is defined by a view each, so that it can be made again and compared.

-- ── Debtors ─────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE debtor_group (
  id             INTEGER PRIMARY KEY,
  name           TEXT NOT NULL CHECK (length(name) > 0),
  match_key      TEXT NOT NULL UNIQUE CHECK (length(match_key) > 0),
  limit_minor    INTEGER CHECK (limit_minor BETWEEN 0 AND 100000000000000),
  limit_currency TEXT CHECK (length(limit_currency) = 3),
  saved_at       TEXT NOT NULL,
  CHECK ((limit_minor IS NULL) = (limit_currency IS NULL))
) STRICT;

CREATE TABLE debtor (
  id              INTEGER PRIMARY KEY,
  revision        INTEGER NOT NULL CHECK (revision > 0),
  name            TEXT NOT NULL CHECK (length(name) > 0),
  name_key        TEXT NOT NULL,
  -- Without punctuation and legal form, so that the same business is not entered twice.
  match_key       TEXT NOT NULL CHECK (length(match_key) > 0),
  group_id        INTEGER REFERENCES debtor_group (id),
  address         TEXT NOT NULL CHECK (json_valid(address)),
  country         TEXT NOT NULL CHECK (country = '' OR length(country) = 2),
  phone           TEXT NOT NULL,
  email           TEXT NOT NULL,
  limit_minor     INTEGER CHECK (limit_minor BETWEEN 0 AND 100000000000000),
  limit_currency  TEXT CHECK (length(limit_currency) = 3),
  -- The last day the limit is good for; none is without end.
  limit_until     TEXT CHECK (length(limit_until) = 10),
  limit_review_on TEXT CHECK (length(limit_review_on) = 10),
  is_government   INTEGER NOT NULL CHECK (is_government IN (0, 1)),
  is_insolvent    INTEGER NOT NULL CHECK (is_insolvent IN (0, 1)),
  status          TEXT NOT NULL CHECK (status IN ('approved', 'pending', 'on_stop', 'archived')),
  -- The same business under its kept record. Never a chain: the record pointed to points nowhere.
  merged_into     INTEGER REFERENCES debtor (id) CHECK (merged_into <> id),
  saved_at        TEXT NOT NULL,
  CHECK ((limit_minor IS NULL) = (limit_currency IS NULL)),
  CHECK (limit_until IS NULL OR limit_minor IS NOT NULL),
  CHECK (merged_into IS NULL OR status = 'archived')
) STRICT;
CREATE INDEX debtor_by_name ON debtor (name_key, id);
CREATE INDEX debtor_by_match ON debtor (match_key, id);
CREATE INDEX debtor_by_group ON debtor (group_id, id) WHERE group_id IS NOT NULL;
CREATE INDEX debtor_by_survivor ON debtor (merged_into, id) WHERE merged_into IS NOT NULL;

-- What is agreed about one debtor of one client.
CREATE TABLE client_debtor (
  client_id      INTEGER NOT NULL REFERENCES client (id),
  debtor_id      INTEGER NOT NULL REFERENCES debtor (id),
  buying         TEXT NOT NULL CHECK (buying IN ('buy', 'no_buy')),
  limit_minor    INTEGER CHECK (limit_minor BETWEEN 0 AND 100000000000000),
  limit_currency TEXT CHECK (length(limit_currency) = 3),
  notice         TEXT NOT NULL CHECK (notice IN (
                   'none', 'sent', 'delivered', 'acknowledged', 'refused', 'returned')),
  notice_on      TEXT CHECK (length(notice_on) = 10),
  notice_how     TEXT CHECK (notice_how IN (
                   'post', 'registered_post', 'courier', 'email', 'fax', 'by_hand')),
  is_affiliate   INTEGER NOT NULL CHECK (is_affiliate IN (0, 1)),
  is_contra      INTEGER NOT NULL CHECK (is_contra IN (0, 1)),
  saved_at       TEXT NOT NULL,
  PRIMARY KEY (client_id, debtor_id),
  CHECK ((limit_minor IS NULL) = (limit_currency IS NULL)),
  CHECK ((notice = 'none') = (notice_on IS NULL)),
  CHECK (notice <> 'none' OR notice_how IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_debtor_by_debtor ON client_debtor (debtor_id, client_id);

-- ── Schedules and invoices ──────────────────────────────────────────────────────────────────────

CREATE TABLE schedule_of_accounts (
  id         INTEGER PRIMARY KEY,
  client_id  INTEGER NOT NULL REFERENCES client (id),
  number     TEXT NOT NULL CHECK (length(number) > 0),
  offered_on TEXT NOT NULL CHECK (length(offered_on) = 10),
  state      TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'purchased', 'withdrawn')),
  saved_at   TEXT NOT NULL,
  UNIQUE (client_id, number)
) STRICT;
CREATE INDEX schedule_by_state ON schedule_of_accounts (state, offered_on, id);

-- Amounts of one invoice share its currency. What is open, reserved or collected is not here:
-- that is a balance, and balances come from entries.
CREATE TABLE invoice (
  id               INTEGER PRIMARY KEY,
  client_id        INTEGER NOT NULL REFERENCES client (id),
  debtor_id        INTEGER NOT NULL REFERENCES debtor (id),
  schedule_id      INTEGER REFERENCES schedule_of_accounts (id),
  number           TEXT NOT NULL CHECK (length(number) > 0),
  -- Lower case, letters and digits only, no leading zeros: one invoice sold twice is found.
  number_key       TEXT NOT NULL CHECK (length(number_key) > 0),
  currency         TEXT NOT NULL CHECK (length(currency) = 3),
  face_minor       INTEGER NOT NULL CHECK (face_minor BETWEEN 1 AND 100000000000000),
  tax_minor        INTEGER NOT NULL CHECK (tax_minor BETWEEN 0 AND face_minor),
  retainage_minor  INTEGER NOT NULL CHECK (retainage_minor BETWEEN 0 AND face_minor),
  discount_minor   INTEGER NOT NULL CHECK (discount_minor BETWEEN 0 AND face_minor),
  invoiced_on      TEXT NOT NULL CHECK (length(invoiced_on) = 10),
  due_on           TEXT NOT NULL CHECK (length(due_on) = 10),
  purchased_on     TEXT CHECK (length(purchased_on) = 10),
  funded_on        TEXT CHECK (length(funded_on) = 10),
  recourse_on      TEXT CHECK (length(recourse_on) = 10),
  late_on          TEXT CHECK (length(late_on) = 10),
  terms_version_id INTEGER REFERENCES terms_version (id),
  risk             TEXT NOT NULL CHECK (risk IN ('client', 'factor')),
  is_disputed      INTEGER NOT NULL CHECK (is_disputed IN (0, 1)),
  state            TEXT NOT NULL CHECK (state IN (
                     'draft', 'submitted', 'held', 'rejected', 'approved', 'purchased',
                     'closed_paid', 'closed_charged_back', 'closed_written_off')),
  closed_on        TEXT CHECK (length(closed_on) = 10),
  closed_entry     INTEGER REFERENCES entry (number),
  saved_at         TEXT NOT NULL,
  CHECK ((state IN ('closed_paid', 'closed_charged_back', 'closed_written_off'))
         = (closed_on IS NOT NULL)),
  CHECK ((closed_on IS NULL) = (closed_entry IS NULL)),
  CHECK ((state IN ('draft', 'submitted', 'held', 'rejected', 'approved'))
         = (purchased_on IS NULL)),
  CHECK ((purchased_on IS NULL) = (terms_version_id IS NULL))
) STRICT;
CREATE INDEX invoice_by_client ON invoice (client_id, state, purchased_on, id);
CREATE INDEX invoice_by_debtor ON invoice (debtor_id, state, id);
CREATE INDEX invoice_by_schedule ON invoice (schedule_id, id) WHERE schedule_id IS NOT NULL;
CREATE INDEX invoice_by_number ON invoice (number_key, client_id, id);
CREATE INDEX invoice_by_closing ON invoice (client_id, closed_on, id) WHERE closed_on IS NOT NULL;
-- The terms and the amounts an invoice was bought by stay for ever; corrections are entries.
CREATE TRIGGER invoice_bought_is_final BEFORE UPDATE OF
  client_id, debtor_id, number, number_key, currency, face_minor, tax_minor, retainage_minor,
  discount_minor, invoiced_on, purchased_on, terms_version_id ON invoice
WHEN OLD.purchased_on IS NOT NULL AND NOT (
  NEW.client_id = OLD.client_id AND NEW.debtor_id = OLD.debtor_id AND NEW.number = OLD.number
  AND NEW.number_key = OLD.number_key AND NEW.currency = OLD.currency
  AND NEW.face_minor = OLD.face_minor AND NEW.tax_minor = OLD.tax_minor
  AND NEW.retainage_minor = OLD.retainage_minor AND NEW.discount_minor = OLD.discount_minor
  AND NEW.invoiced_on = OLD.invoiced_on AND (
    (NEW.purchased_on IS OLD.purchased_on AND NEW.terms_version_id IS OLD.terms_version_id)
    -- The purchase itself was reversed: no face was ever bought (1) or taken over (23). A closed
    -- invoice has nothing open either, and was bought all the same.
    OR (NEW.purchased_on IS NULL AND NOT EXISTS (
      SELECT 1 FROM invoice_balance b
      WHERE b.invoice_id = OLD.id AND (b.open_minor <> 0 OR b.reserve_minor <> 0))
      AND coalesce((
        SELECT sum(m.open_minor) FROM invoice_movement m CROSS JOIN entry e
        WHERE m.invoice_id = OLD.id AND e.number = m.number AND e.event IN (1, 23)), 0) = 0)))
BEGIN SELECT RAISE(ABORT, 'a purchased invoice keeps what it was bought by'); END;
CREATE TRIGGER invoice_booked_stays BEFORE DELETE ON invoice
WHEN OLD.purchased_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a purchased invoice is never removed'); END;

-- ── Money in and out ────────────────────────────────────────────────────────────────────────────

CREATE TABLE bank_account (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL CHECK (length(name) > 0),
  currency  TEXT NOT NULL CHECK (length(currency) = 3),
  details   TEXT CHECK (details IS NULL OR json_valid(details)),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  saved_at  TEXT NOT NULL
) STRICT;

CREATE TABLE receipt (
  id              INTEGER PRIMARY KEY,
  bank_account_id INTEGER NOT NULL REFERENCES bank_account (id),
  client_id       INTEGER REFERENCES client (id),
  debtor_id       INTEGER REFERENCES debtor (id),
  amount_minor    INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 100000000000000),
  currency        TEXT NOT NULL CHECK (length(currency) = 3),
  received_on     TEXT NOT NULL CHECK (length(received_on) = 10),
  -- The day it counts as collected: clearance days later.
  value_on        TEXT NOT NULL CHECK (length(value_on) = 10),
  method          TEXT NOT NULL
                  CHECK (method IN ('check', 'ach', 'wire', 'card', 'cash', 'other')),
  reference       TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('draft', 'booked', 'returned', 'reversed')),
  saved_at        TEXT NOT NULL,
  CHECK (value_on >= received_on)
) STRICT;
CREATE INDEX receipt_by_day ON receipt (received_on, id);
CREATE INDEX receipt_by_debtor ON receipt (debtor_id, received_on, id) WHERE debtor_id IS NOT NULL;
CREATE INDEX receipt_by_client ON receipt (client_id, received_on, id) WHERE client_id IS NOT NULL;

-- A run over several clients or invoices.
CREATE TABLE batch (
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('disbursement', 'release', 'settlement', 'interest',
                                        'minimum', 'opening')),
  ran_on  TEXT NOT NULL CHECK (length(ran_on) = 10),
  made_at TEXT NOT NULL
) STRICT;

-- ── The books ───────────────────────────────────────────────────────────────────────────────────

-- Postings are by far the most rows; a word of twenty letters in each would double the file. The
-- numbers are fixed here for ever and joined back to their words wherever a person reads.
CREATE TABLE book_account (
  code INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO book_account (code, word) VALUES
  (1, 'receivables_purchased'), (2, 'client_charges'), (3, 'cash'), (4, 'client_reserve'),
  (5, 'escrow'), (6, 'client_payable'), (7, 'unapplied_cash'), (8, 'fee_income'),
  (9, 'interest_income'), (10, 'other_fee_income'), (11, 'late_charge_income'),
  (12, 'bad_debt');

CREATE TABLE book_event (
  code INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO book_event (code, word) VALUES
  (1, 'purchase'), (2, 'fee_from_proceeds'), (3, 'fee_from_reserve'), (4, 'disbursement'),
  (5, 'receipt'), (6, 'application'), (7, 'short_pay'), (8, 'credit_memo'), (9, 'deficit'),
  (10, 'reserve_release'), (11, 'charge_recovered'), (12, 'charge_paid'), (13, 'charge_back'),
  (14, 'fee_billed'), (15, 'late_charge'), (16, 'late_charge_collected'),
  (17, 'escrow_contribution'), (18, 'escrow_release'), (19, 'write_off'), (20, 'interest'),
  (21, 'give_back'), (22, 'debtor_refund'), (23, 'opening'), (24, 'fee_rebate'),
  (25, 'charge_returned');

-- One event in the books, in one currency. Its postings are laid before it under the number that
-- comes next; the row itself seals them.
CREATE TABLE entry (
  number           INTEGER PRIMARY KEY CHECK (number > 0),
  event            INTEGER NOT NULL REFERENCES book_event (code),
  cause            TEXT NOT NULL
                   CHECK (cause IN ('schedule', 'receipt', 'batch', 'invoice', 'client')),
  cause_id         INTEGER NOT NULL,
  client_id        INTEGER REFERENCES client (id),
  event_on         TEXT NOT NULL CHECK (event_on = date(event_on)),
  value_on         TEXT NOT NULL CHECK (value_on = date(value_on)),
  booked_on        TEXT NOT NULL CHECK (booked_on = date(booked_on)),
  booked_at        TEXT NOT NULL CHECK (length(booked_at) BETWEEN 20 AND 30),
  user             TEXT NOT NULL CHECK (length(user) > 0),
  currency         TEXT NOT NULL CHECK (length(currency) = 3),
  lines            INTEGER NOT NULL CHECK (lines >= 2),
  terms_version_id INTEGER REFERENCES terms_version (id),
  reverses         INTEGER REFERENCES entry (number) CHECK (reverses < number),
  has_working      INTEGER NOT NULL CHECK (has_working IN (0, 1)),
  hash             BLOB NOT NULL CHECK (length(hash) = 32),
  -- The books say what has happened; the value day may lie ahead.
  CHECK (event_on <= booked_on)
) STRICT;
CREATE INDEX entry_by_client ON entry (client_id, number);
CREATE INDEX entry_by_cause ON entry (cause, cause_id, number);
CREATE INDEX entry_by_booking ON entry (booked_on, number);
-- What was reversed once is gone; it cannot be reversed again.
CREATE UNIQUE INDEX entry_reversed_once ON entry (reverses) WHERE reverses IS NOT NULL;

CREATE TABLE posting (
  entry_number INTEGER NOT NULL REFERENCES entry (number) DEFERRABLE INITIALLY DEFERRED,
  line         INTEGER NOT NULL CHECK (line BETWEEN 1 AND 10000),
  account      INTEGER NOT NULL REFERENCES book_account (code),
  invoice_id   INTEGER REFERENCES invoice (id),
  debtor_id    INTEGER REFERENCES debtor (id),
  bank_id      INTEGER REFERENCES bank_account (id) CHECK (bank_id IS NULL OR account = 3),
  amount_minor INTEGER NOT NULL
               CHECK (amount_minor BETWEEN -100000000000000 AND 100000000000000),
  PRIMARY KEY (entry_number, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_by_account ON posting (account, entry_number);

-- How a calculated amount came about; apart, so that reading entries stays quick.
CREATE TABLE entry_working (
  entry_number INTEGER PRIMARY KEY REFERENCES entry (number) DEFERRABLE INITIALLY DEFERRED,
  working      TEXT NOT NULL CHECK (json_valid(working))
) STRICT;

-- How many entries there are and the hash of the last, so that a cut tail is noticed.
CREATE TABLE book_head (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  entries INTEGER NOT NULL CHECK (entries >= 0),
  hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO book_head (id, entries, hash) VALUES (1, 0, zeroblob(32));

CREATE TRIGGER entry_is_never_edited BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the books only grow'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the books only grow'); END;
CREATE TRIGGER entry_takes_the_next_number BEFORE INSERT ON entry
WHEN NEW.number <> coalesce((SELECT max(number) FROM entry), 0) + 1
BEGIN SELECT RAISE(ABORT, 'entries are numbered without gaps'); END;
CREATE TRIGGER entry_is_booked_in_order BEFORE INSERT ON entry
WHEN NEW.booked_on < (SELECT booked_on FROM entry ORDER BY number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the booking day never goes back'); END;
CREATE TRIGGER entry_balances BEFORE INSERT ON entry
WHEN (SELECT count(*) <> NEW.lines OR sum(amount_minor) IS NOT 0
      FROM posting WHERE entry_number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'an entry sums to zero'); END;
-- Balances of an invoice have no currency and no client of their own: they are the invoice's.
CREATE TRIGGER entry_fits_what_it_names BEFORE INSERT ON entry
WHEN EXISTS (
  SELECT 1 FROM posting p CROSS JOIN invoice i
  WHERE p.entry_number = NEW.number AND i.id = p.invoice_id
    AND (i.currency <> NEW.currency OR i.client_id IS NOT NEW.client_id
         OR i.debtor_id <> coalesce(p.debtor_id, i.debtor_id))
  UNION ALL
  SELECT 1 FROM posting p CROSS JOIN bank_account a
  WHERE p.entry_number = NEW.number AND a.id = p.bank_id AND a.currency <> NEW.currency)
BEGIN SELECT RAISE(ABORT, 'an entry has the client, debtor and currency of what it names'); END;
CREATE TRIGGER entry_keeps_its_working BEFORE INSERT ON entry
WHEN NEW.has_working <> EXISTS (SELECT 1 FROM entry_working WHERE entry_number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'an entry keeps its working'); END;
CREATE TRIGGER entry_moves_the_head AFTER INSERT ON entry
BEGIN UPDATE book_head SET entries = NEW.number, hash = NEW.hash WHERE id = 1; END;

CREATE TRIGGER posting_is_never_edited BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'the books only grow'); END;
CREATE TRIGGER posting_is_never_removed BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'the books only grow'); END;
CREATE TRIGGER posting_is_laid_before_its_entry BEFORE INSERT ON posting
WHEN NEW.entry_number <> coalesce((SELECT max(number) FROM entry), 0) + 1
  OR NEW.line <> coalesce((SELECT max(line) FROM posting
                           WHERE entry_number = NEW.entry_number), 0) + 1
BEGIN SELECT RAISE(ABORT, 'a sealed entry takes no more postings'); END;

CREATE TRIGGER working_is_never_edited BEFORE UPDATE ON entry_working
BEGIN SELECT RAISE(ABORT, 'the books only grow'); END;
CREATE TRIGGER working_is_never_removed BEFORE DELETE ON entry_working
BEGIN SELECT RAISE(ABORT, 'the books only grow'); END;
CREATE TRIGGER working_is_laid_before_its_entry BEFORE INSERT ON entry_working
WHEN NEW.entry_number <> coalesce((SELECT max(number) FROM entry), 0) + 1
  OR EXISTS (SELECT 1 FROM entry_working WHERE entry_number = NEW.entry_number)
BEGIN SELECT RAISE(ABORT, 'a sealed entry takes no more working'); END;

CREATE TRIGGER book_head_follows_the_last_entry BEFORE UPDATE ON book_head
WHEN NEW.id <> 1 OR NEW.entries <> OLD.entries + 1 OR NOT EXISTS (
  SELECT 1 FROM entry WHERE number = NEW.entries AND hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'the head follows the last entry'); END;
CREATE TRIGGER book_head_stays BEFORE DELETE ON book_head
BEGIN SELECT RAISE(ABORT, 'the head follows the last entry'); END;
CREATE TRIGGER book_head_is_one BEFORE INSERT ON book_head
WHEN EXISTS (SELECT 1 FROM book_head)
BEGIN SELECT RAISE(ABORT, 'the head follows the last entry'); END;

-- ── Balances, kept for speed ────────────────────────────────────────────────────────────────────

-- Days are counted from 1970-01-01 here. Each day has two faces: the day an entry was booked on
-- (the books as they were shown) and the day its event happened (as it turned out). Where there is
-- no client, debtor or bank account the key holds 0.

CREATE TABLE balance (
  client_id     INTEGER NOT NULL,
  account       INTEGER NOT NULL REFERENCES book_account (code),
  currency      TEXT NOT NULL CHECK (length(currency) = 3),
  -- Of unapplied cash only.
  debtor_id     INTEGER NOT NULL,
  -- Of cash only.
  bank_id       INTEGER NOT NULL,
  balance_minor INTEGER NOT NULL,
  PRIMARY KEY (client_id, account, currency, debtor_id, bank_id)
) STRICT, WITHOUT ROWID;

-- What is unapplied of a debtor, with whichever client.
CREATE INDEX balance_of_debtor ON balance (debtor_id, account, currency) WHERE debtor_id <> 0;

-- The balance at the end of each day on which it moved.
CREATE TABLE balance_day (
  -- 0 as shown, 1 as it turned out.
  basis         INTEGER NOT NULL CHECK (basis IN (0, 1)),
  client_id     INTEGER NOT NULL,
  account       INTEGER NOT NULL REFERENCES book_account (code),
  currency      TEXT NOT NULL CHECK (length(currency) = 3),
  debtor_id     INTEGER NOT NULL,
  bank_id       INTEGER NOT NULL,
  day           INTEGER NOT NULL CHECK (day >= 0),
  balance_minor INTEGER NOT NULL,
  PRIMARY KEY (basis, client_id, account, currency, debtor_id, bank_id, day)
) STRICT, WITHOUT ROWID;

-- What one entry does to one invoice.
CREATE TABLE invoice_movement (
  invoice_id      INTEGER NOT NULL REFERENCES invoice (id),
  number          INTEGER NOT NULL REFERENCES entry (number),
  shown_day       INTEGER NOT NULL CHECK (shown_day >= 0),
  turned_day      INTEGER NOT NULL CHECK (turned_day >= 0),
  open_minor      INTEGER NOT NULL,
  reserve_minor   INTEGER NOT NULL,
  collected_minor INTEGER NOT NULL,
  charges_minor   INTEGER NOT NULL,
  fees_minor      INTEGER NOT NULL,
  PRIMARY KEY (invoice_id, number)
) STRICT, WITHOUT ROWID;

-- Where an invoice stands, and its life: from its first movement to its last, on which nothing was
-- left open or reserved. A life that has ended hangs at the one day in it that is divisible by the
-- highest power of two. A given day can only lie in lives that hang at one of seventeen such days,
-- so that the invoices open on any past day are found by a few index seeks, however long the
-- history is.
CREATE TABLE invoice_balance (
  invoice_id      INTEGER PRIMARY KEY REFERENCES invoice (id),
  open_minor      INTEGER NOT NULL,
  reserve_minor   INTEGER NOT NULL,
  collected_minor INTEGER NOT NULL,
  charges_minor   INTEGER NOT NULL,
  fees_minor      INTEGER NOT NULL,
  shown_from      INTEGER NOT NULL CHECK (shown_from BETWEEN 0 AND 131071),
  shown_last      INTEGER NOT NULL CHECK (shown_last BETWEEN shown_from AND 131071),
  turned_from     INTEGER NOT NULL CHECK (turned_from BETWEEN 0 AND 131071),
  turned_last     INTEGER NOT NULL CHECK (turned_last BETWEEN turned_from AND 131071),
  is_alive        INTEGER NOT NULL GENERATED ALWAYS AS (
    open_minor <> 0 OR reserve_minor <> 0) VIRTUAL,
  shown_node      INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE WHEN shown_last >> 16 << 16 >= shown_from THEN shown_last >> 16 << 16
         WHEN shown_last >> 15 << 15 >= shown_from THEN shown_last >> 15 << 15
         WHEN shown_last >> 14 << 14 >= shown_from THEN shown_last >> 14 << 14
         WHEN shown_last >> 13 << 13 >= shown_from THEN shown_last >> 13 << 13
         WHEN shown_last >> 12 << 12 >= shown_from THEN shown_last >> 12 << 12
         WHEN shown_last >> 11 << 11 >= shown_from THEN shown_last >> 11 << 11
         WHEN shown_last >> 10 << 10 >= shown_from THEN shown_last >> 10 << 10
         WHEN shown_last >> 9 << 9 >= shown_from THEN shown_last >> 9 << 9
         WHEN shown_last >> 8 << 8 >= shown_from THEN shown_last >> 8 << 8
         WHEN shown_last >> 7 << 7 >= shown_from THEN shown_last >> 7 << 7
         WHEN shown_last >> 6 << 6 >= shown_from THEN shown_last >> 6 << 6
         WHEN shown_last >> 5 << 5 >= shown_from THEN shown_last >> 5 << 5
         WHEN shown_last >> 4 << 4 >= shown_from THEN shown_last >> 4 << 4
         WHEN shown_last >> 3 << 3 >= shown_from THEN shown_last >> 3 << 3
         WHEN shown_last >> 2 << 2 >= shown_from THEN shown_last >> 2 << 2
         WHEN shown_last >> 1 << 1 >= shown_from THEN shown_last >> 1 << 1
         ELSE shown_last END
  ) VIRTUAL,
  turned_node     INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE WHEN turned_last >> 16 << 16 >= turned_from THEN turned_last >> 16 << 16
         WHEN turned_last >> 15 << 15 >= turned_from THEN turned_last >> 15 << 15
         WHEN turned_last >> 14 << 14 >= turned_from THEN turned_last >> 14 << 14
         WHEN turned_last >> 13 << 13 >= turned_from THEN turned_last >> 13 << 13
         WHEN turned_last >> 12 << 12 >= turned_from THEN turned_last >> 12 << 12
         WHEN turned_last >> 11 << 11 >= turned_from THEN turned_last >> 11 << 11
         WHEN turned_last >> 10 << 10 >= turned_from THEN turned_last >> 10 << 10
         WHEN turned_last >> 9 << 9 >= turned_from THEN turned_last >> 9 << 9
         WHEN turned_last >> 8 << 8 >= turned_from THEN turned_last >> 8 << 8
         WHEN turned_last >> 7 << 7 >= turned_from THEN turned_last >> 7 << 7
         WHEN turned_last >> 6 << 6 >= turned_from THEN turned_last >> 6 << 6
         WHEN turned_last >> 5 << 5 >= turned_from THEN turned_last >> 5 << 5
         WHEN turned_last >> 4 << 4 >= turned_from THEN turned_last >> 4 << 4
         WHEN turned_last >> 3 << 3 >= turned_from THEN turned_last >> 3 << 3
         WHEN turned_last >> 2 << 2 >= turned_from THEN turned_last >> 2 << 2
         WHEN turned_last >> 1 << 1 >= turned_from THEN turned_last >> 1 << 1
         ELSE turned_last END
  ) VIRTUAL
) STRICT;
CREATE INDEX invoice_alive ON invoice_balance (invoice_id) WHERE is_alive = 1;
CREATE INDEX invoice_shown_until ON invoice_balance (shown_node, shown_last) WHERE is_alive = 0;
CREATE INDEX invoice_shown_since ON invoice_balance (shown_node, shown_from) WHERE is_alive = 0;
CREATE INDEX invoice_turned_until ON invoice_balance (turned_node, turned_last)
  WHERE is_alive = 0;
CREATE INDEX invoice_turned_since ON invoice_balance (turned_node, turned_from)
  WHERE is_alive = 0;

-- The postings with the keys of their balances; the numbers are those of book_account
-- and book_event: 7 is unapplied cash, 6 an application.
CREATE VIEW posted AS
  SELECT e.number, e.event, coalesce(e.client_id, 0) AS client_id, p.account,
         CASE p.account WHEN 7 THEN coalesce(p.debtor_id, 0) ELSE 0 END AS debtor_id,
         coalesce(p.bank_id, 0) AS bank_id, e.currency, p.invoice_id, p.amount_minor,
         unixepoch(e.booked_on) / 86400 AS shown_day, unixepoch(e.event_on) / 86400 AS turned_day
  FROM entry e JOIN posting p ON p.entry_number = e.number;

CREATE VIEW balance_made AS
  SELECT client_id, account, debtor_id, bank_id, currency, sum(amount_minor) AS balance_minor
  FROM posted GROUP BY client_id, account, debtor_id, bank_id, currency;

CREATE VIEW balance_day_made AS
  SELECT basis, client_id, account, debtor_id, bank_id, currency, day,
         sum(moved_minor) OVER (
           PARTITION BY basis, client_id, account, debtor_id, bank_id, currency
           ORDER BY day) AS balance_minor
  FROM (SELECT 0 AS basis, client_id, account, debtor_id, bank_id, currency, shown_day AS day,
               sum(amount_minor) AS moved_minor
        FROM posted GROUP BY client_id, account, debtor_id, bank_id, currency, shown_day
        UNION ALL
        SELECT 1, client_id, account, debtor_id, bank_id, currency, turned_day, sum(amount_minor)
        FROM posted GROUP BY client_id, account, debtor_id, bank_id, currency, turned_day);

CREATE VIEW invoice_movement_made AS
  SELECT invoice_id, number, shown_day, turned_day,
         sum(CASE WHEN account = 1 THEN amount_minor ELSE 0 END) AS open_minor,
         sum(CASE WHEN account = 4 THEN -amount_minor ELSE 0 END) AS reserve_minor,
         sum(CASE WHEN account = 1 AND event = 6 THEN -amount_minor ELSE 0 END)
           AS collected_minor,
         sum(CASE WHEN account = 2 THEN amount_minor ELSE 0 END) AS charges_minor,
         sum(CASE WHEN account IN (8, 9, 10, 11) THEN -amount_minor ELSE 0 END) AS fees_minor
  FROM posted WHERE invoice_id IS NOT NULL GROUP BY number, invoice_id;

CREATE VIEW invoice_balance_made AS
  SELECT invoice_id, sum(open_minor) AS open_minor, sum(reserve_minor) AS reserve_minor,
         sum(collected_minor) AS collected_minor, sum(charges_minor) AS charges_minor,
         sum(fees_minor) AS fees_minor, min(shown_day) AS shown_from, max(shown_day) AS shown_last,
         min(turned_day) AS turned_from, max(turned_day) AS turned_last
  FROM invoice_movement_made GROUP BY invoice_id;

-- ── Dated data ──────────────────────────────────────────────────────────────────────────────────

-- Figures of law and market ship with the program; what a firm corrects or adds stands here, each
-- with where it is from and when somebody last looked.

CREATE TABLE rate_index (
  id       TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
  title    TEXT NOT NULL CHECK (length(title) > 0),
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rate_index_value (
  index_id   TEXT NOT NULL REFERENCES rate_index (id),
  from_on    TEXT NOT NULL CHECK (from_on = date(from_on)),
  rate       TEXT NOT NULL CHECK (length(rate) > 0),
  source     TEXT NOT NULL,
  checked_on TEXT NOT NULL CHECK (checked_on = date(checked_on)),
  PRIMARY KEY (index_id, from_on)
) STRICT, WITHOUT ROWID;

-- A day that a calendar has beside its rules, or has not although its rules say so.
CREATE TABLE calendar_day (
  calendar   TEXT NOT NULL CHECK (length(calendar) BETWEEN 1 AND 40),
  day        TEXT NOT NULL CHECK (day = date(day)),
  kind       TEXT NOT NULL CHECK (kind IN ('holiday', 'business_day')),
  name       TEXT NOT NULL,
  source     TEXT NOT NULL,
  checked_on TEXT NOT NULL CHECK (checked_on = date(checked_on)),
  PRIMARY KEY (calendar, day)
) STRICT, WITHOUT ROWID;

-- A figure of law: the statutory rate of a country, the cap of a state.
CREATE TABLE legal_figure (
  kind       TEXT NOT NULL CHECK (kind IN ('statutory_rate', 'late_charge_cap', 'disclosure')),
  place      TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 40),
  from_on    TEXT NOT NULL CHECK (from_on = date(from_on)),
  figure     TEXT NOT NULL CHECK (json_valid(figure)),
  source     TEXT NOT NULL,
  checked_on TEXT NOT NULL CHECK (checked_on = date(checked_on)),
  PRIMARY KEY (kind, place, from_on)
) STRICT, WITHOUT ROWID;
