//! The settings the positions are worked out by.

use crate::currency::Currency;
use crate::ids::{ClientId, DebtorGroupId, DebtorId};
use crate::money::{Money, MoneyError};
use crate::rate::Rate;
use crate::rounding::Rounding;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether a kind of invoice is left out of the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Treatment {
    /// It is left out.
    Excluded,
    /// It counts like any other.
    Counted,
}

/// What a debtor group's share is a share of; named, because otherwise the rule would be circular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ConcentrationPool {
    /// Everything open of the client.
    Gross,
    /// What is left after every other rule.
    EligibleBeforeCap,
}

/// Whether money that waits to be applied lowers what can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum UnappliedBlock {
    /// All of it does: its invoices still count as open although they may be paid.
    All,
    /// None of it does.
    None,
}

/// What makes an invoice ineligible; the defaults are the usual ones of the trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EligibilityRules {
    /// More days than this after the invoice date are over age; `None` for no such rule.
    pub over_age_days: Option<u16>,
    /// More days than this past due are over age; `None` for no such rule.
    pub past_due_days: Option<u16>,
    /// More than this share of a debtor's balance over age takes the rest; `None` for no such rule.
    pub cross_age: Option<Rate>,
    /// Invoices on foreign debtors.
    pub foreign: Treatment,
    /// Invoices on public debtors without an acknowledged assignment.
    pub government_without_assignment: Treatment,
    /// Invoices on debtors related to the client.
    pub affiliate: Treatment,
    /// What the client owes the debtor.
    pub contra: Treatment,
    /// Invoices for goods on consignment.
    pub consignment: Treatment,
    /// Invoices written before delivery.
    pub pre_billed: Treatment,
    /// Amounts held back by contract.
    pub retainage: Treatment,
    /// Disputed amounts.
    pub disputed: Treatment,
    /// The largest share of one debtor group; `None` for no such rule.
    pub concentration: Option<Rate>,
    /// What the share is taken of.
    pub pool: ConcentrationPool,
    /// How a cap or an advance becomes whole minor units.
    pub rounding: Rounding,
}

/// 90 days from the invoice date, 10 % cross-age, 25 % concentration of all that is open.
impl Default for EligibilityRules {
    fn default() -> EligibilityRules {
        EligibilityRules {
            over_age_days: Some(90),
            past_due_days: None,
            cross_age: Some(Rate::hundredths(10_00)),
            foreign: Treatment::Excluded,
            government_without_assignment: Treatment::Excluded,
            affiliate: Treatment::Excluded,
            contra: Treatment::Excluded,
            consignment: Treatment::Excluded,
            pre_billed: Treatment::Excluded,
            retainage: Treatment::Excluded,
            disputed: Treatment::Excluded,
            concentration: Some(Rate::hundredths(25_00)),
            pool: ConcentrationPool::Gross,
            rounding: Rounding::HalfUp,
        }
    }
}

/// An amount with the reason it is held or the name of the cap it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Hold {
    /// In the user's words.
    pub label: String,
    /// How much.
    pub amount: Money,
}

/// What is agreed with one client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientRules {
    /// The most net funds employed; `None` where none is agreed.
    pub facility_limit: Option<Money>,
    /// The largest share of one debtor group, in place of the house's.
    pub concentration: Option<Rate>,
    /// Amounts kept back from availability, beside escrow.
    pub holds: Vec<Hold>,
    /// What is left of over-advances: part of the net funds employed, told apart in the working.
    pub over_advances: Vec<Hold>,
}

/// What happens at purchase when a limit is exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum OverLimit {
    /// The user is told and may go on.
    Warn,
    /// The purchase needs an override.
    Block,
}

/// How strict each check of a purchase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PurchaseRules {
    /// Beyond the client's facility limit.
    pub client_limit: OverLimit,
    /// Beyond the debtor's limit with all clients.
    pub debtor_limit: OverLimit,
    /// Beyond the debtor's limit with this client.
    pub pair_limit: OverLimit,
    /// Beyond the limit of the debtor's group with all clients.
    pub group_limit: OverLimit,
    /// Beyond the share one debtor group may have.
    pub concentration: OverLimit,
}

/// Limits block; concentration warns, because the first invoice of a book is always all of it.
impl Default for PurchaseRules {
    fn default() -> PurchaseRules {
        PurchaseRules {
            client_limit: OverLimit::Block,
            debtor_limit: OverLimit::Block,
            pair_limit: OverLimit::Block,
            group_limit: OverLimit::Block,
            concentration: OverLimit::Warn,
        }
    }
}

/// All settings of a book of positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionRules {
    /// What makes an invoice ineligible.
    pub eligibility: EligibilityRules,
    /// What is agreed with single clients.
    pub clients: BTreeMap<ClientId, ClientRules>,
    /// The most open face of a debtor, with all clients together.
    pub debtor_limits: BTreeMap<DebtorId, Money>,
    /// The most open face of a debtor with one client.
    pub pair_limits: BTreeMap<(ClientId, DebtorId), Money>,
    /// The most open face of a debtor group, with all clients together.
    pub group_limits: BTreeMap<DebtorGroupId, Money>,
    /// The largest share of one debtor group in the whole house; `None` for no such rule.
    pub house_concentration: Option<Rate>,
    /// Whether unapplied money lowers availability.
    pub unapplied_block: UnappliedBlock,
    /// How strict the checks of a purchase are.
    pub purchase: PurchaseRules,
}

impl Default for PositionRules {
    fn default() -> PositionRules {
        PositionRules {
            eligibility: EligibilityRules::default(),
            clients: BTreeMap::new(),
            debtor_limits: BTreeMap::new(),
            pair_limits: BTreeMap::new(),
            group_limits: BTreeMap::new(),
            house_concentration: None,
            unapplied_block: UnappliedBlock::All,
            purchase: PurchaseRules::default(),
        }
    }
}

impl PositionRules {
    /// The concentration limit that holds for this client.
    #[must_use]
    pub fn concentration_of(&self, client: ClientId) -> Option<Rate> {
        let own = self.clients.get(&client).and_then(|rules| rules.concentration);
        own.or(self.eligibility.concentration)
    }

    /// Refuses limits and holds in another currency, once, so that nothing later needs to.
    pub(super) fn check_currency(&self, currency: Currency) -> Result<(), MoneyError> {
        let zero = Money::zero(currency);
        let of_clients = self.clients.values().flat_map(|rules| {
            let amounts = rules.holds.iter().chain(&rules.over_advances).map(|hold| hold.amount);
            rules.facility_limit.into_iter().chain(amounts)
        });
        let of_debtors = self.debtor_limits.values().chain(self.pair_limits.values());
        let limits = of_debtors.chain(self.group_limits.values()).copied();
        of_clients.chain(limits).try_for_each(|amount| zero.plus(amount).map(|_| ()))
    }
}
