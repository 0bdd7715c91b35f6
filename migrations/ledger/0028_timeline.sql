-- The history of a record: which rows of the log are about it.

-- A row of the log read apart: "schedule/12" is schedule 12.
CREATE VIEW log_named AS
SELECT l.seq, l.at, l.what, l.person, l.detail,
       substr(l.subject, 1, instr(l.subject, '/') - 1) AS named,
       CAST(substr(l.subject, instr(l.subject, '/') + 1) AS INTEGER) AS id
FROM log_entry l WHERE instr(l.subject, '/') > 1;

-- On whose pages a row of the log stands, and among which of its lines. Steps that led to nothing
-- yet (a line typed into a schedule, a release that is prepared) stand on the page of the thing
-- itself at most; the log has them all.
CREATE VIEW log_about_made (seq, at, person, kind, party, party_id) AS
-- A client, its contacts and guarantors.
SELECT seq, at, person, 'change', 'client', id FROM log_named
WHERE named = 'client' AND what <> 'client.bank_account_revealed'
UNION ALL
SELECT l.seq, l.at, l.person, 'change', 'client', c.client_id
FROM log_named l JOIN contact c ON c.id = l.id WHERE l.named = 'contact'
UNION ALL
SELECT l.seq, l.at, l.person, 'contract', 'client', g.client_id
FROM log_named l JOIN guarantor g ON g.id = l.id WHERE l.named = 'guarantor'
-- A debtor, and what was agreed about it for a client.
UNION ALL
SELECT seq, at, person, 'change', 'debtor', id FROM log_named WHERE named = 'debtor'
UNION ALL
SELECT seq, at, person, 'change', 'client', detail ->> '$.client_id' FROM log_named
WHERE named = 'debtor' AND what IN ('debtor.pair_set', 'debtor.notice_set')
  AND detail ->> '$.client_id' IS NOT NULL
-- A schedule: on its own page everything, on those of client and debtor what was bought.
UNION ALL
SELECT seq, at, person, 'purchase', 'schedule', id FROM log_named WHERE named = 'schedule'
UNION ALL
SELECT l.seq, l.at, l.person, 'purchase', 'client', s.client_id
FROM log_named l JOIN schedule_of_accounts s ON s.id = l.id
WHERE l.named = 'schedule' AND l.what NOT IN (
  'schedule.started', 'schedule.file_added', 'schedule.file_removed',
  'funding.instruction_written')
UNION ALL
SELECT l.seq, l.at, l.person, 'purchase', 'debtor', i.debtor_id
FROM log_named l JOIN invoice i ON i.schedule_id = l.id
WHERE l.named = 'schedule' AND l.what IN ('funding.confirmed', 'funding.reversed')
GROUP BY l.seq, i.debtor_id
UNION ALL
SELECT l.seq, l.at, l.person, 'purchase', 'invoice', i.id
FROM log_named l JOIN invoice i ON i.schedule_id = l.id
WHERE l.named = 'schedule' AND l.what IN ('funding.confirmed', 'funding.reversed')
UNION ALL
SELECT l.seq, l.at, l.person, 'purchase', 'debtor', t.debtor_id
FROM log_named l JOIN json_each(l.detail, '$.line_ids') j JOIN schedule_line t ON t.id = j.value
WHERE l.named = 'schedule' AND l.what = 'schedule.verification_logged'
  AND t.debtor_id IS NOT NULL
GROUP BY l.seq, t.debtor_id
-- A contract.
UNION ALL
SELECT seq, at, person, 'contract', 'contract', id FROM log_named
WHERE named = 'contract' AND what <> 'mail.drafted'
UNION ALL
SELECT l.seq, l.at, l.person, 'contract', 'client', c.client_id
FROM log_named l JOIN contract c ON c.id = l.id
WHERE l.named = 'contract' AND l.what <> 'mail.drafted'
-- A letter: on the pages of whom it is to and of whose invoices stand on it.
UNION ALL
SELECT l.seq, l.at, l.person, iif(l.what = 'mail.drafted', 'mail', 'letter'), 'client',
       t.client_id
FROM log_named l JOIN letter t ON t.id = l.id
WHERE l.named = 'letter' AND t.client_id IS NOT NULL
UNION ALL
SELECT l.seq, l.at, l.person, iif(l.what = 'mail.drafted', 'mail', 'letter'), 'client',
       i.client_id
FROM log_named l JOIN letter t ON t.id = l.id JOIN letter_invoice n ON n.letter_id = t.id
JOIN invoice i ON i.id = n.invoice_id
WHERE l.named = 'letter' AND t.client_id IS NULL
GROUP BY l.seq, i.client_id
UNION ALL
SELECT l.seq, l.at, l.person, iif(l.what = 'mail.drafted', 'mail', 'letter'), 'debtor',
       t.debtor_id
FROM log_named l JOIN letter t ON t.id = l.id
WHERE l.named = 'letter' AND t.debtor_id IS NOT NULL
UNION ALL
SELECT l.seq, l.at, l.person, iif(l.what = 'mail.drafted', 'mail', 'letter'), 'invoice',
       n.invoice_id
FROM log_named l JOIN letter_invoice n ON n.letter_id = l.id WHERE l.named = 'letter'
-- A statement.
UNION ALL
SELECT l.seq, l.at, l.person, iif(l.what = 'mail.drafted', 'mail', 'letter'),
       iif(t.client_id IS NULL, 'debtor', 'client'), coalesce(t.client_id, t.debtor_id)
FROM log_named l JOIN statement t ON t.id = l.id WHERE l.named = 'statement'
-- A message: one line; its steps are read with it. A draft stands with what it is about.
UNION ALL
SELECT l.seq, l.at, l.person, 'mail', 'client', m.client_id
FROM log_named l JOIN mail m ON m.id = l.id
WHERE l.named = 'mail' AND l.what = 'mail.written' AND m.client_id IS NOT NULL
UNION ALL
SELECT l.seq, l.at, l.person, 'mail', 'debtor', m.debtor_id
FROM log_named l JOIN mail m ON m.id = l.id
WHERE l.named = 'mail' AND l.what = 'mail.written' AND m.debtor_id IS NOT NULL
UNION ALL
SELECT l.seq, l.at, l.person, 'mail', 'contract', m.contract_id
FROM log_named l JOIN mail m ON m.id = l.id
WHERE l.named = 'mail' AND l.what = 'mail.written' AND m.contract_id IS NOT NULL
UNION ALL
SELECT l.seq, l.at, l.person, 'mail', n.subject,
       coalesce(n.invoice_id, n.schedule_id, n.contract_id, n.receipt_id)
FROM log_named l JOIN mail m ON m.id = l.id JOIN note n ON n.id = m.note_id
WHERE l.named = 'mail' AND l.what = 'mail.written'
  AND n.subject IN ('invoice', 'schedule', 'contract', 'receipt')
UNION ALL
SELECT l.seq, l.at, l.person, 'mail', 'client', n.client_id
FROM log_named l JOIN note n ON n.id = l.id
WHERE l.named = 'note' AND l.what = 'mail.drafted' AND n.client_id IS NOT NULL
UNION ALL
SELECT l.seq, l.at, l.person, 'mail', 'debtor', n.debtor_id
FROM log_named l JOIN note n ON n.id = l.id
WHERE l.named = 'note' AND l.what = 'mail.drafted' AND n.debtor_id IS NOT NULL
UNION ALL
SELECT l.seq, l.at, l.person, 'mail', 'contract', id
FROM log_named l WHERE l.named = 'contract' AND l.what = 'mail.drafted'
UNION ALL
SELECT l.seq, l.at, l.person, 'mail', 'client', c.client_id
FROM log_named l JOIN contract c ON c.id = l.id
WHERE l.named = 'contract' AND l.what = 'mail.drafted'
-- A receipt: on its own page everything, on those of others what came into the books.
UNION ALL
SELECT seq, at, person, 'money', 'receipt', id FROM log_named WHERE named = 'receipt'
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'debtor', r.debtor_id
FROM log_named l JOIN receipt r ON r.id = l.id
WHERE l.named = 'receipt' AND r.debtor_id IS NOT NULL
  AND l.what IN ('receipt.posted', 'receipt.returned', 'receipt.reversed')
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'client', e.client_id
FROM log_named l JOIN entry e ON e.cause = 'receipt' AND e.cause_id = l.id
WHERE l.named = 'receipt' AND e.client_id IS NOT NULL
  AND l.what IN ('receipt.posted', 'receipt.returned', 'receipt.reversed')
GROUP BY l.seq, e.client_id
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'invoice', p.invoice_id
FROM log_named l JOIN entry e ON e.cause = 'receipt' AND e.cause_id = l.id
JOIN posting p ON p.entry_number = e.number
WHERE l.named = 'receipt' AND p.invoice_id IS NOT NULL
  AND l.what IN ('receipt.posted', 'receipt.returned', 'receipt.reversed')
GROUP BY l.seq, p.invoice_id
-- A step of one invoice, a charge-back or write-off, a release, a hold.
UNION ALL
SELECT seq, at, person, 'money', 'invoice', id FROM log_named WHERE named = 'invoice'
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'client', i.client_id
FROM log_named l JOIN invoice i ON i.id = l.id WHERE l.named = 'invoice'
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'debtor', i.debtor_id
FROM log_named l JOIN invoice i ON i.id = l.id WHERE l.named = 'invoice'
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'invoice', c.invoice_id
FROM log_named l JOIN recourse_case c ON c.id = l.id WHERE l.named = 'recourse'
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'client', c.client_id
FROM log_named l JOIN recourse_case c ON c.id = l.id
WHERE l.named = 'recourse' AND l.what NOT IN (
  'recourse.write_off_prepared', 'recourse.discarded')
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'debtor', i.debtor_id
FROM log_named l JOIN recourse_case c ON c.id = l.id JOIN invoice i ON i.id = c.invoice_id
WHERE l.named = 'recourse' AND l.what NOT IN (
  'recourse.write_off_prepared', 'recourse.discarded')
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'client', r.client_id
FROM log_named l JOIN release_run r ON r.id = l.id
WHERE l.named = 'release' AND l.what IN ('release.booked', 'release.reversed')
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'client', h.client_id
FROM log_named l JOIN reserve_hold h ON h.id = l.id WHERE l.named = 'hold'
UNION ALL
SELECT l.seq, l.at, l.person, 'money', 'invoice', h.invoice_id
FROM log_named l JOIN reserve_hold h ON h.id = l.id
WHERE l.named = 'hold' AND h.invoice_id IS NOT NULL
-- A follow-up that was done, and a promise that was missed.
UNION ALL
SELECT l.seq, l.at, l.person, iif(l.what = 'promise.missed', 'promise', 'note'), 'client',
       coalesce(n.client_id, f.client_id)
FROM log_named l JOIN follow_up f ON f.id = l.id LEFT JOIN note n ON n.id = f.note_id
WHERE l.named = 'follow_up' AND l.what IN ('follow_up.finished', 'promise.missed')
  AND coalesce(n.client_id, f.client_id) IS NOT NULL
UNION ALL
SELECT l.seq, l.at, l.person, iif(l.what = 'promise.missed', 'promise', 'note'), 'debtor',
       coalesce(n.debtor_id, f.debtor_id)
FROM log_named l JOIN follow_up f ON f.id = l.id LEFT JOIN note n ON n.id = f.note_id
WHERE l.named = 'follow_up' AND l.what IN ('follow_up.finished', 'promise.missed')
  AND coalesce(n.debtor_id, f.debtor_id) IS NOT NULL;

-- The same, kept: in the order in which a page of a history is read.
CREATE TABLE log_about (
  party    TEXT NOT NULL CHECK (party IN (
             'client', 'debtor', 'invoice', 'schedule', 'contract', 'receipt')),
  party_id INTEGER NOT NULL,
  at       TEXT NOT NULL,
  seq      INTEGER NOT NULL REFERENCES log_entry (seq),
  kind     TEXT NOT NULL CHECK (kind IN (
             'note', 'mail', 'letter', 'contract', 'purchase', 'money', 'promise', 'change')),
  person   TEXT NOT NULL,
  PRIMARY KEY (party, party_id, at, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO log_about (party, party_id, at, seq, kind, person)
  SELECT party, party_id, at, seq, kind, person FROM log_about_made
  WHERE true ON CONFLICT DO NOTHING;
CREATE TRIGGER log_about_follows AFTER INSERT ON log_entry
BEGIN
  INSERT INTO log_about (party, party_id, at, seq, kind, person)
    SELECT party, party_id, at, seq, kind, person FROM log_about_made
    WHERE seq = NEW.seq ON CONFLICT DO NOTHING;
END;
CREATE INDEX log_about_by_seq ON log_about (seq, party);
CREATE TRIGGER log_about_is_never_edited BEFORE UPDATE ON log_about
BEGIN SELECT RAISE(ABORT, 'a history only grows'); END;
CREATE TRIGGER log_about_is_never_removed BEFORE DELETE ON log_about
BEGIN SELECT RAISE(ABORT, 'a history only grows'); END;

-- What happened on a day, and what is in the log of one thing.
CREATE INDEX log_entry_by_at ON log_entry (at, seq);
CREATE INDEX log_entry_by_subject ON log_entry (subject, seq);
