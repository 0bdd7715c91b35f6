-- Up to which amount a person writes off without a second yes; none where the role alone decides.

ALTER TABLE person ADD COLUMN write_off_limit_minor INTEGER
  CHECK (write_off_limit_minor BETWEEN 1 AND 100000000000000);
ALTER TABLE person ADD COLUMN write_off_limit_currency TEXT
  CHECK ((write_off_limit_currency IS NULL) = (write_off_limit_minor IS NULL));
