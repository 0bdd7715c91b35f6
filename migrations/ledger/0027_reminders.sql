-- How each person wants to be reminded, whose a follow-up is, and when it was last announced.

CREATE TABLE reminder_choice (
  person_id      INTEGER PRIMARY KEY REFERENCES person (id),
  -- How long a snooze lasts where no other time is asked for.
  snooze_minutes INTEGER NOT NULL CHECK (snooze_minutes BETWEEN 5 AND 10080),
  -- The hours without a notification; they may span midnight.
  quiet_from     TEXT CHECK (length(quiet_from) = 5),
  quiet_until    TEXT CHECK (length(quiet_until) = 5),
  quiet_weekends INTEGER NOT NULL CHECK (quiet_weekends IN (0, 1)),
  -- When the digest of the day comes; none where each comes by itself.
  digest_at      TEXT CHECK (length(digest_at) = 5),
  -- None where a reminder comes once.
  repeat_minutes INTEGER CHECK (repeat_minutes BETWEEN 5 AND 10080),
  saved_at       TEXT NOT NULL,
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
  CHECK (quiet_from <> quiet_until)
) STRICT;

-- The day whose digest a person was last told.
CREATE TABLE reminder_digest (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  told_on   TEXT NOT NULL CHECK (told_on = date(told_on))
) STRICT;

-- Whom the desktop reminds of it; none: everybody.
ALTER TABLE follow_up ADD COLUMN owner_id INTEGER REFERENCES person (id);
-- Minutes since 1970 began in UTC: what a repeat is counted from.
ALTER TABLE follow_up ADD COLUMN announced_minute INTEGER;
