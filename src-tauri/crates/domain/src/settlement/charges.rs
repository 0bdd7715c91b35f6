//! What of a price is still to be taken when an invoice is closed.

use crate::fee::InvoicePrice;
use crate::invoice::Charge;
use crate::ledger::events::Income;
use crate::terms::{FeeSchedule, FeeTaken, Terms};

impl InvoicePrice {
    /// The charges that settlement takes from the reserve, or gives back to it where they stand
    /// below zero; the factoring fee first. `terms` are those the price was worked out by.
    ///
    /// What was taken at purchase was taken as one factoring fee, so what is given back of it is
    /// one too. Source: docs/money/settlement.md, settlement.
    #[must_use]
    pub fn to_settle(&self, terms: &Terms) -> Vec<Charge> {
        let mut charges = Vec::new();
        for (place, part) in self.components.iter().enumerate() {
            let is_at_settlement = part.taken == FeeTaken::AtSettlement;
            if !is_at_settlement && part.at_settlement.is_zero() {
                continue;
            }
            let further = place.checked_sub(1).and_then(|place| terms.further_fees.get(place));
            let income = match further {
                None => Income::Fee,
                Some(_) if !is_at_settlement => Income::Fee,
                Some(further) if is_interest(&further.schedule) => Income::Interest,
                Some(_) => Income::OtherFee,
            };
            charges.push(Charge { title: part.title.clone(), income, fee: part.settling() });
        }
        charges
    }
}

const fn is_interest(schedule: &FeeSchedule) -> bool {
    matches!(schedule, FeeSchedule::Interest { .. })
}
