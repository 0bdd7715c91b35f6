//! Where every cent of a receipt goes: lines that add up to it.

use factor_domain::settlement::Claim;
use factor_domain::{Money, MoneyError};

use super::Stage;
use crate::receipts::wire::ReceiptSum;

impl Stage<'_> {
    /// The lines, those of nothing left out; they sum to [`Stage::amount`].
    ///
    /// # Errors
    /// A sum beyond any range.
    pub(super) fn sums(&self) -> Result<Vec<ReceiptSum>, MoneyError> {
        let zero = self.zero;
        let given = |claim| {
            let waterfalls = self.closings.values().map(|one| &one.step.next.settlement.waterfall);
            waterfalls.map(|waterfall| waterfall.given(claim)).try_fold(zero, Money::plus)
        };
        let (mut part_paid, mut before, mut borne, mut other) = (zero, zero, zero, zero);
        for line in &self.lines {
            let Some(closing) = self.closings.get(&line.id) else {
                part_paid = part_paid.plus(line.pays)?;
                continue;
            };
            let settled = &closing.step.next;
            let balances = settled.closed.invoice.balances();
            let received_before = balances.collected.minus(line.pays)?;
            let not_cash = settled.settlement.waterfall.cash.minus(balances.collected)?;
            before = before.plus(received_before)?;
            borne = borne.plus(balances.loss)?;
            other = other.plus(not_cash.minus(balances.loss)?)?;
        }
        let sum = |amounts: Vec<Money>| amounts.into_iter().try_fold(zero, Money::plus);
        let lines = [
            ("Advances repaid", given(Claim::Advance)?),
            ("Factoring fees earned", given(Claim::Fee)?),
            ("Other charges", given(Claim::Charges)?),
            ("To earned reserve", given(Claim::Rebate)?),
            ("Less received before", before.negated()),
            ("Less borne by the firm", borne.negated()),
            ("Less charged to the client", other.negated()),
            ("Part payments", part_paid),
            ("Given back", sum(self.given.iter().map(|(_, amount, _)| *amount).collect())?),
            ("Refunded", self.refund.unwrap_or(zero)),
            ("Late charges", sum(self.late.clone())?),
            ("Unapplied", self.left),
        ];
        let shown = lines.into_iter().filter(|(_, amount)| !amount.is_zero());
        Ok(shown.map(|(label, amount)| ReceiptSum { label: label.to_owned(), amount }).collect())
    }
}
