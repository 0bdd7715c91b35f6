-- The schedule of accounts as it was printed when its invoices were bought: whatever the wording
-- says later, this paper stays. None where it could not be printed whole.
ALTER TABLE funding ADD COLUMN paper TEXT CHECK (length(paper) = 64);
