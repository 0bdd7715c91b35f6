-- The discount for paying early that a debtor has on its invoices, where none is written on one.

ALTER TABLE debtor ADD COLUMN discount_rate TEXT CHECK (length(discount_rate) > 0);
ALTER TABLE debtor ADD COLUMN discount_days INTEGER
  CHECK ((discount_days IS NULL) = (discount_rate IS NULL) AND discount_days BETWEEN 1 AND 365);
ALTER TABLE debtor ADD COLUMN discount_grace_days INTEGER
  CHECK ((discount_grace_days IS NULL) = (discount_rate IS NULL)
         AND discount_grace_days BETWEEN 0 AND 365);
