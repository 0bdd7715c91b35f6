//! What a row of the log is told by: the thing's name, amounts and files, as they are kept.

/// Rows of the log by their numbers, each with its facts as JSON. `$1` and `$2` are the party whose
/// share of a schedule or a receipt is told.
macro_rules! facts {
    ($page:expr) => {
        concat!(
            "SELECT n.seq, n.at, n.kind, n.what, n.subject, n.detail, n.person, n.hash,
  coalesce((SELECT CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END
            FROM log_about b CROSS JOIN client c ON c.id = b.party_id
            WHERE b.seq = n.seq AND b.party = 'client' ORDER BY b.party_id LIMIT 1),
           (SELECT CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END
            FROM note x CROSS JOIN client c ON c.id = x.client_id
            WHERE n.named = 'note' AND x.id = n.id),
           (SELECT CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END
            FROM schedule_of_accounts x CROSS JOIN client c ON c.id = x.client_id
            WHERE n.named = 'schedule' AND x.id = n.id), '') AS client,
  CASE n.named
  WHEN 'contact' THEN
    (SELECT json_object('name', x.name) FROM contact x WHERE x.id = n.id)
  WHEN 'guarantor' THEN
    (SELECT json_object('name', x.name) FROM guarantor x WHERE x.id = n.id)
  WHEN 'debtor' THEN
    (SELECT json_object('name', x.name, 'client',
       (SELECT CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END
        FROM client c WHERE c.id = n.detail ->> '$.client_id'),
       'other', (SELECT d.name FROM debtor d
                 WHERE d.id = coalesce(n.detail ->> '$.into', n.detail ->> '$.from')))
     FROM debtor x WHERE x.id = n.id)
  WHEN 'schedule' THEN
    (SELECT json_object('number', x.number, 'invoices', count(i.id),
       'face_minor', coalesce(sum(i.face_minor), 0), 'currency', max(i.currency))
     FROM schedule_of_accounts x LEFT JOIN invoice i ON i.schedule_id = x.id
       AND ($1 <> 'debtor' OR i.debtor_id IN (
              SELECT $2 UNION SELECT id FROM debtor WHERE merged_into = $2))
     WHERE x.id = n.id GROUP BY x.id)
  WHEN 'contract' THEN
    (SELECT json_object('number', x.number, 'version', x.version, 'name', x.title)
     FROM contract x WHERE x.id = n.id)
  WHEN 'letter' THEN
    (SELECT json_object('year', x.year, 'serial', x.serial, 'word', x.kind, 'name', x.name,
       'sha256', x.sha256, 'file', a.name, 'file_sha256', a.sha256)
     FROM letter x LEFT JOIN attachment a ON a.id = n.detail ->> '$.attachment_id'
     WHERE x.id = n.id)
  WHEN 'statement' THEN
    (SELECT json_object('year', x.year, 'serial', x.serial, 'from', x.first_on,
       'until', x.last_on, 'sha256', x.sha256)
     FROM statement x WHERE x.id = n.id)
  WHEN 'mail' THEN
    (SELECT json_object('name', x.recipients, 'title', x.subject, 'word', x.state,
       'at', x.state_at, 'reason', x.answer, 'sha256', x.sha256)
     FROM mail x WHERE x.id = n.id)
  WHEN 'receipt' THEN
    (SELECT json_object('on', x.received_on, 'word', x.method, 'reference', x.reference,
       'amount_minor', x.amount_minor, 'currency', x.currency,
       'other', (SELECT d.name FROM debtor d WHERE d.id = x.debtor_id),
       'share_minor', iif($1 IN ('client', 'invoice'),
         (SELECT coalesce(sum(m.collected_minor), 0)
          FROM (SELECT DISTINCT e.number, p.invoice_id
                FROM entry e CROSS JOIN posting p ON p.entry_number = e.number
                WHERE e.cause = 'receipt' AND e.cause_id = x.id AND p.invoice_id IS NOT NULL
                  AND ($1 <> 'client' OR e.client_id = $2)
                  AND ($1 <> 'invoice' OR p.invoice_id = $2)) s
          CROSS JOIN invoice_movement m ON m.invoice_id = s.invoice_id AND m.number = s.number),
         NULL))
     FROM receipt x WHERE x.id = n.id)
  WHEN 'invoice' THEN
    (SELECT json_object('number', x.number) FROM invoice x WHERE x.id = n.id)
  WHEN 'recourse' THEN
    (SELECT json_object('number', i.number, 'amount_minor', x.amount_minor,
       'currency', x.currency, 'word', x.ground, 'reason', x.reason,
       'ended', x.ended_reason, 'invoice_id', x.invoice_id)
     FROM recourse_case x JOIN invoice i ON i.id = x.invoice_id WHERE x.id = n.id)
  WHEN 'release' THEN
    (SELECT json_object('amount_minor', x.net_minor, 'currency', x.currency, 'word', x.source,
       'name', x.paid_to, 'reason', x.reason, 'ended', x.ended_reason)
     FROM release_run x WHERE x.id = n.id)
  WHEN 'hold' THEN
    (SELECT json_object('word', x.kind, 'reason', x.reason, 'ended', x.lifted_reason,
       'number', (SELECT i.number FROM invoice i WHERE i.id = x.invoice_id))
     FROM reserve_hold x WHERE x.id = n.id)
  WHEN 'follow_up' THEN
    (SELECT json_object('reason', x.reason, 'name', x.contact_name, 'on', x.day,
       'amount_minor', p.amount_minor, 'currency', p.currency, 'until', p.due_on)
     FROM follow_up x LEFT JOIN promise p ON p.note_id = x.note_id WHERE x.id = n.id)
  WHEN 'person' THEN
    (SELECT json_object('name', x.name) FROM person x WHERE x.id = n.id)
  END AS facts
FROM (SELECT q.seq, q.at, q.kind, l.what, l.subject, l.detail, l.person, l.hash,
             substr(l.subject, 1, instr(l.subject, '/') - 1) AS named,
             CAST(substr(l.subject, instr(l.subject, '/') + 1) AS INTEGER) AS id
      FROM (",
            $page,
            ") q CROSS JOIN log_entry l ON l.seq = q.seq) n
ORDER BY n.at DESC, n.seq DESC"
        )
    };
}
pub(super) use facts;
