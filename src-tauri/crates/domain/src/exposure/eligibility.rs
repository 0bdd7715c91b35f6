//! What counts of one invoice, rule by rule; the same function serves the sums and the single row.

use crate::day::Day;
use crate::exposure::item::{Approval, OpenItem};
use crate::exposure::reason::Ineligible;
use crate::exposure::rules::{EligibilityRules, Treatment};
use crate::money::Money;
use crate::rate::Rate;

/// What counts of many invoices and what each rule takes; it always adds up to what is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EligibilitySummary {
    /// Open face.
    pub open: Money,
    /// What each rule takes, in the order of the rules; rules that take nothing are left out.
    pub taken: Vec<(Ineligible, Money)>,
    /// What is left.
    pub eligible: Money,
}

/// The days before which an invoice is over age; comparing days needs no arithmetic a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct AgeLimits {
    invoiced_before: Option<Day>,
    due_before: Option<Day>,
}

impl AgeLimits {
    pub(super) fn of(rules: &EligibilityRules, as_of: Day) -> AgeLimits {
        // A limit that lies before the calendar is one that nothing can be older than.
        let before = |days: Option<u16>| as_of.plus_days(-i64::from(days?)).ok();
        AgeLimits {
            invoiced_before: before(rules.over_age_days),
            due_before: before(rules.past_due_days),
        }
    }

    pub(super) fn is_over(&self, item: &OpenItem) -> bool {
        self.invoiced_before.is_some_and(|day| item.invoiced_on < day)
            || self.due_before.is_some_and(|day| item.due_on < day)
    }
}

/// What the age of one debtor's invoices with one client comes to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PairAges {
    pub open: i128,
    pub over_age: i128,
}

impl PairAges {
    /// Whether the share over age exceeds the limit; exactly at the limit it does not.
    pub(super) fn is_cross_aged(self, limit: Option<Rate>) -> bool {
        limit.is_some_and(|limit| {
            let share = self.over_age * Rate::MILLIONTHS_PER_ONE;
            share > self.open * i128::from(limit.millionths())
        })
    }
}

/// What limits take of one invoice.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cuts {
    pub pair: i64,
    pub debtor: i64,
    pub concentration: i64,
}

impl Cuts {
    pub(super) const fn is_nothing(self) -> bool {
        self.pair == 0 && self.debtor == 0 && self.concentration == 0
    }
}

/// What every rule takes of one invoice, and what is left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    pub amounts: [i64; Ineligible::COUNT],
    pub eligible: i64,
}

impl Taken {
    /// What limits see of the invoice, if this is what every rule takes without them.
    pub(super) fn parts(&self, item: &OpenItem) -> Parts {
        let before = [Ineligible::OverAge, Ineligible::CrossAge, Ineligible::DebtorNotApproved];
        let gone: i64 = before.iter().map(|&reason| self.amounts[reason as usize]).sum();
        let left = item.open.get() - gone;
        Parts { left, later: left - self.eligible }
    }
}

/// The rules as they apply on one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base<'a> {
    pub rules: &'a EligibilityRules,
    pub ages: AgeLimits,
}

/// What limits see of an invoice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// What is left when the limits are reached.
    pub left: i64,
    /// The part of it that a later rule takes in any case.
    pub later: i64,
}

impl<'a> Base<'a> {
    pub(super) fn of(rules: &'a EligibilityRules, as_of: Day) -> Base<'a> {
        Base { rules, ages: AgeLimits::of(rules, as_of) }
    }

    /// The rule, if any, that takes the whole invoice before a limit is looked at.
    pub(super) fn whole(&self, item: &OpenItem, pair: PairAges) -> Option<Ineligible> {
        if self.ages.is_over(item) {
            return Some(Ineligible::OverAge);
        }
        if pair.is_cross_aged(self.rules.cross_age) {
            return Some(Ineligible::CrossAge);
        }
        match item.flags.debtor_approved {
            Approval::Approved => None,
            Approval::NotApproved | Approval::Lapsed => Some(Ineligible::DebtorNotApproved),
        }
    }

    pub(super) fn parts(&self, item: &OpenItem, pair: PairAges) -> Parts {
        self.taken(item, pair, Cuts::default()).parts(item)
    }

    /// What every rule takes, given what the limits took of this invoice.
    ///
    /// An amount that two rules would take is taken once, by the earlier one. So a limit falls
    /// first on the part that is disputed, say, and only then on the rest.
    pub(super) fn taken(&self, item: &OpenItem, pair: PairAges, cuts: Cuts) -> Taken {
        let mut amounts = [0; Ineligible::COUNT];
        let open = item.open.get();
        if let Some(reason) = self.whole(item, pair) {
            amounts[reason as usize] = open;
            return Taken { amounts, eligible: 0 };
        }
        let limited = cuts.pair + cuts.debtor;
        amounts[Ineligible::OverPairLimit as usize] = cuts.pair;
        amounts[Ineligible::OverDebtorLimit as usize] = cuts.debtor;
        amounts[Ineligible::Concentration as usize] = cuts.concentration;
        let later = if limited == 0 {
            self.take_later(item, open, &mut amounts)
        } else {
            let unlimited = self.take_later(item, open, &mut [0; Ineligible::COUNT]);
            self.take_later(item, unlimited - unlimited.min(limited), &mut amounts)
        };
        Taken { amounts, eligible: open - limited - later - cuts.concentration }
    }

    /// Takes what the rules after the limits take, no more than `within` together.
    fn take_later(
        &self,
        item: &OpenItem,
        within: i64,
        amounts: &mut [i64; Ineligible::COUNT],
    ) -> i64 {
        let (flags, rules) = (&item.flags, self.rules);
        if flags.is_plain() {
            return 0;
        }
        let all = |is_so: bool| if is_so { within } else { 0 };
        let steps = [
            (Ineligible::Foreign, rules.foreign, all(flags.is_foreign)),
            (
                Ineligible::GovernmentWithoutAssignment,
                rules.government_without_assignment,
                all(flags.is_government_without_assignment),
            ),
            (Ineligible::Affiliate, rules.affiliate, all(flags.is_affiliate)),
            (Ineligible::Contra, rules.contra, flags.contra.get()),
            (Ineligible::Consignment, rules.consignment, all(flags.is_consignment)),
            (Ineligible::PreBilled, rules.pre_billed, all(flags.is_pre_billed)),
            (Ineligible::Retainage, rules.retainage, flags.retainage.get()),
            (Ineligible::Disputed, rules.disputed, flags.disputed.get()),
        ];
        let mut left = within;
        for (reason, treatment, wanted) in steps {
            let taken = match treatment {
                Treatment::Excluded => wanted.max(0).min(left),
                Treatment::Counted => 0,
            };
            amounts[reason as usize] += taken;
            left -= taken;
        }
        within - left
    }
}
