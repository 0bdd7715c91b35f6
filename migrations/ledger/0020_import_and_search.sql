-- What a person decided about a placeholder of an imported wording, so that the next import of the
-- firm's papers need not ask again.

CREATE TABLE placeholder_field (
  -- As it is written, in small letters: "{client name}".
  placeholder TEXT PRIMARY KEY CHECK (length(placeholder) BETWEEN 1 AND 200),
  -- Path of the merge field; none if it stays text.
  path        TEXT CHECK (path IS NULL OR length(path) > 0),
  saved_by    TEXT NOT NULL,
  saved_at    TEXT NOT NULL
) STRICT;

-- A receipt is found by the beginning of its reference, whatever the case of its letters.
CREATE INDEX receipt_by_reference ON receipt (reference COLLATE NOCASE, id);
