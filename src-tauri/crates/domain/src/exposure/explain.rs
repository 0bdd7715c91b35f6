//! One invoice of a position, rule by rule.

use crate::exposure::book::PositionBook;
use crate::exposure::eligibility::{Base, Taken};
use crate::exposure::index::DebtorOrGroup;
use crate::exposure::item::{Approval, OpenItem, money};
use crate::exposure::reason::Ineligible;
use crate::ids::{ClientId, InvoiceId};
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;

/// What counts of one invoice; open = eligible + everything taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemEligibility {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Its open face.
    pub open: Money,
    /// What each rule takes, in the order of the rules.
    pub taken: Vec<TakenFromItem>,
    /// What is left.
    pub eligible: Money,
}

/// What one rule takes of one invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFromItem {
    /// The rule.
    pub reason: Ineligible,
    /// How much it takes.
    pub amount: Money,
    /// Why, in a few words with the figures.
    pub why: String,
}

impl PositionBook<'_> {
    /// What counts of this invoice, and why.
    ///
    /// # Errors
    /// An invoice that is not open.
    pub fn explain(&self, invoice: InvoiceId) -> Result<ItemEligibility, Refusal> {
        let place = self.input.items.iter().position(|item| item.invoice == invoice);
        self.item(place.ok_or(Refusal::NotOpen { invoice })?)
    }

    /// What counts of each of this client's invoices, by number of the invoice.
    ///
    /// # Errors
    /// A client without positions.
    pub fn explain_all(&self, client: ClientId) -> Result<Vec<ItemEligibility>, Refusal> {
        self.client(client)?;
        let items = self.input.items.iter().enumerate();
        let mut rows = items
            .filter(|(_, item)| item.client == client)
            .map(|(place, _)| self.item(place))
            .collect::<Result<Vec<_>, Refusal>>()?;
        rows.sort_by_key(|row| row.invoice);
        Ok(rows)
    }

    /// What every rule takes of the item at this place.
    pub(super) fn taken(&self, place: usize) -> Taken {
        let base = Base::of(&self.input.rules.eligibility, self.input.as_of);
        let ages = self.ages[self.cells.of_item(place).pair];
        base.taken(&self.input.items[place], ages, self.limited.of_item(place))
    }

    fn item(&self, place: usize) -> Result<ItemEligibility, Refusal> {
        let item = &self.input.items[place];
        let all = self.taken(place);
        let currency = self.input.currency;
        let mut taken = Vec::new();
        for (&reason, &amount) in Ineligible::ALL.iter().zip(&all.amounts) {
            if amount != 0 {
                let amount = money(i128::from(amount), currency)?;
                taken.push(TakenFromItem { reason, amount, why: self.why(place, reason)? });
            }
        }
        Ok(ItemEligibility {
            invoice: item.invoice,
            open: money(i128::from(item.open.get()), currency)?,
            taken,
            eligible: money(i128::from(all.eligible), currency)?,
        })
    }

    fn why(&self, place: usize, reason: Ineligible) -> Result<String, Refusal> {
        let item = &self.input.items[place];
        let currency = self.input.currency;
        let of = |amount: i64| money(i128::from(amount), currency);
        Ok(match reason {
            Ineligible::OverAge => self.why_over_age(item),
            Ineligible::CrossAge => self.why_cross_age(place),
            Ineligible::DebtorNotApproved => match item.flags.debtor_approved {
                Approval::NotApproved | Approval::Approved => "debtor is not approved".to_owned(),
                Approval::Lapsed => "approval has lapsed".to_owned(),
            },
            Ineligible::OverPairLimit => {
                let limit = self.input.rules.pair_limits.get(&(item.client, item.debtor));
                limit.map_or_else(String::new, |limit| format!("limit with this client {limit}"))
            }
            Ineligible::OverDebtorLimit => {
                let limit = self.input.rules.debtor_limits.get(&item.debtor);
                limit.map_or_else(String::new, |limit| format!("limit with all clients {limit}"))
            }
            Ineligible::Foreign => "debtor is abroad".to_owned(),
            Ineligible::GovernmentWithoutAssignment => "assignment is not acknowledged".to_owned(),
            Ineligible::Affiliate => "debtor is related to the client".to_owned(),
            Ineligible::Contra => {
                format!("client owes the debtor {}", of(item.flags.contra.get())?)
            }
            Ineligible::Consignment => "goods may be sent back unsold".to_owned(),
            Ineligible::PreBilled => "invoiced before delivery".to_owned(),
            Ineligible::Retainage => format!("{} held back", of(item.flags.retainage.get())?),
            Ineligible::Disputed => format!("{} disputed", of(item.flags.disputed.get())?),
            Ineligible::Concentration => self.why_concentration(place)?,
        })
    }

    fn why_over_age(&self, item: &OpenItem) -> String {
        let (rules, as_of) = (&self.input.rules.eligibility, self.input.as_of);
        let kinds = [
            (item.invoiced_on, rules.over_age_days, "after the invoice date"),
            (item.due_on, rules.past_due_days, "past due"),
        ];
        let found = kinds.into_iter().find_map(|(from, most, what)| {
            let (days, most) = (from.days_until(as_of), most?);
            (days > i64::from(most)).then(|| format!("{days} days {what}, more than {most}"))
        });
        found.unwrap_or_default()
    }

    fn why_cross_age(&self, place: usize) -> String {
        let ages = self.ages[self.cells.of_item(place).pair];
        let share = Rate::from_ratio(ages.over_age, ages.open, 2, Rounding::HalfUp);
        let limit = self.input.rules.eligibility.cross_age;
        match share.zip(limit) {
            Some((share, limit)) => {
                format!("{share} of the debtor's balance is over age, more than {limit}")
            }
            None => String::new(),
        }
    }

    fn why_concentration(&self, place: usize) -> Result<String, Refusal> {
        let item = &self.input.items[place];
        let number = self.cells.of_item(place).client_group;
        let whose = match DebtorOrGroup::of(item.debtor, item.group) {
            DebtorOrGroup::Group(_) => "debtor group",
            DebtorOrGroup::Debtor(_) => "debtor",
        };
        let counted = money(self.limited.counted[number], self.input.currency)?;
        let cap = self.limited.caps[number].unwrap_or(0);
        let cap = money(cap, self.input.currency)?;
        Ok(format!("{whose} holds {counted}, more than the cap of {cap}"))
    }
}
