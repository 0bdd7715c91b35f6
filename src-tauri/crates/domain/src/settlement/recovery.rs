//! How what the client owes is got back.

use crate::day::Day;
use crate::ids::{BankAccountId, EntryNumber};
use crate::ledger::Entry;
use crate::ledger::events::{ChargePaid, ChargeRecovered, EscrowRelease, InvoiceKey, Occasion};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::working::{Figure, Formula, Working, WorkingLine};

/// What a debt of the client is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DebtOf {
    /// The rest of its account.
    Account,
    /// The over-advance that this entry booked.
    OverAdvance(EntryNumber),
    /// One invoice.
    Invoice(InvoiceKey),
}

impl DebtOf {
    /// The invoice it is for, if one.
    #[must_use]
    pub const fn invoice(self) -> Option<InvoiceKey> {
        match self {
            DebtOf::Invoice(of) => Some(of),
            DebtOf::Account | DebtOf::OverAdvance(_) => None,
        }
    }
}

/// A deficit, a charge-back or a billed fee that the client owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// What it is for.
    pub of: DebtOf,
    /// What is still owed.
    pub owed: Money,
    /// The day it is to be paid by.
    pub due_on: Day,
}

/// Where it is taken from; [`RecoverySource::rank`] is the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoverySource {
    /// The proceeds of a new invoice, put in the place of the one returned.
    Swap,
    /// The proceeds of the next purchase.
    Proceeds,
    /// The next release.
    Release,
    /// Money that came in for the client, as for an invoice charged back before.
    GiveBack,
    /// The escrow.
    Escrow,
    /// The client pays to this account of the firm.
    ClientPays(BankAccountId),
}

impl RecoverySource {
    /// The order of recovery, 0 first.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            RecoverySource::Swap => 0,
            RecoverySource::Proceeds => 1,
            RecoverySource::Release => 2,
            RecoverySource::GiveBack => 3,
            RecoverySource::Escrow => 4,
            RecoverySource::ClientPays(_) => 5,
        }
    }

    /// In plain words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            RecoverySource::Swap => "New invoice in its place",
            RecoverySource::Proceeds => "Proceeds of a purchase",
            RecoverySource::Release => "Reserve release",
            RecoverySource::GiveBack => "Payment given back",
            RecoverySource::Escrow => "Escrow",
            RecoverySource::ClientPays(_) => "Paid by the client",
        }
    }
}

/// One amount taken from one source for one debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Where from.
    pub source: RecoverySource,
    /// The invoice the debt is for, if one.
    pub of: Option<InvoiceKey>,
    /// Which of the debts, counted from 0 in the order they are recovered in.
    pub due: usize,
    /// How much.
    pub amount: Money,
}

/// What is taken from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryPlan {
    /// The amounts, source by source.
    pub drawn: Vec<Drawn>,
    /// All of them together.
    pub total: Money,
    /// What stays owed.
    pub left: Money,
    /// How it came about.
    pub working: Working,
}

/// Puts debts into the order they are recovered in.
pub fn longest_due_first(dues: &mut [Due]) {
    dues.sort_by_key(|due| (due.due_on, due.of));
}

/// Takes what is owed from the sources in their order, the longest due first.
///
/// A source takes part with what it can give; nothing is drawn beyond what is owed.
///
/// # Errors
/// A debt or a source below zero, or two currencies.
pub fn recover(
    dues: &[Due],
    sources: &[(RecoverySource, Money)],
    zero: Money,
) -> Result<RecoveryPlan, Refusal> {
    let mut dues = dues.to_vec();
    longest_due_first(&mut dues);
    let mut sources = sources.to_vec();
    sources.sort_by_key(|(source, _)| source.rank());
    let owed = dues.iter().try_fold(zero, |sum, due| sum.plus(due.owed))?;
    let amounts = dues.iter().map(|due| due.owed).chain(sources.iter().map(|(_, can)| *can));
    if let Some(amount) = amounts.into_iter().find(|amount| amount.is_negative()) {
        return Err(Refusal::AmountNegative { amount });
    }
    let (mut drawn, mut lines) = (Vec::new(), Vec::new());
    for (source, can_give) in sources {
        let mut left = can_give;
        for (place, due) in dues.iter_mut().enumerate() {
            let amount = due.owed.at_most(left)?;
            if amount.is_zero() {
                continue;
            }
            left = left.minus(amount)?;
            due.owed = due.owed.minus(amount)?;
            drawn.push(Drawn { source, of: due.of.invoice(), due: place, amount });
        }
        let taken = can_give.minus(left)?;
        if !taken.is_zero() {
            let detail = format!("of {can_give} that it can give");
            lines.push(WorkingLine::adds(source.label().to_owned(), detail, taken));
        }
    }
    let total = drawn.iter().try_fold(zero, |sum, part| sum.plus(part.amount))?;
    let left = owed.minus(total)?;
    Ok(RecoveryPlan { drawn, total, left, working: working(lines, total, owed, left) })
}

impl RecoveryPlan {
    /// The entries of the plan.
    ///
    /// # Errors
    /// Two currencies.
    pub fn entries(&self, on: &Occasion) -> Result<Vec<Entry>, Refusal> {
        let mut entries = Vec::new();
        for part in &self.drawn {
            let Drawn { source, of, amount, .. } = *part;
            let working = Some(self.working.clone());
            let recovered = ChargeRecovered { of, amount, working };
            match source {
                RecoverySource::Swap
                | RecoverySource::Proceeds
                | RecoverySource::Release
                | RecoverySource::GiveBack => {
                    entries.push(recovered.entry(on)?);
                }
                RecoverySource::Escrow => {
                    entries.push(EscrowRelease { amount }.entry(on)?);
                    entries.push(recovered.entry(on)?);
                }
                RecoverySource::ClientPays(bank) => {
                    entries.push(ChargePaid { of, bank, amount }.entry(on)?);
                }
            }
        }
        Ok(entries)
    }
}

fn working(lines: Vec<WorkingLine>, total: Money, owed: Money, left: Money) -> Working {
    Working {
        formula_id: Formula::Recovery.id().to_owned(),
        formula_version: Formula::Recovery.version(),
        title: "Recovery of what the client owes".to_owned(),
        lines,
        total_label: "Recovered".to_owned(),
        total_detail: format!("of {owed} owed"),
        total: Figure::Money { amount: total },
        note: if left.is_zero() { String::new() } else { format!("{left} stays owed.") },
    }
}
