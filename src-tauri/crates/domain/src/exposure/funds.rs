//! Funds employed: what the firm has out, gross and net.

use crate::currency::Currency;
use crate::exposure::book::ClientSums;
use crate::exposure::item::{ClientBalances, money};
use crate::ids::ClientId;
use crate::money::{Money, MoneyError};
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};

/// What the firm has out with one client, or with all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundsEmployed {
    /// Receivables purchased less accrued reserve, plus client charges.
    pub gross: Worked<Money>,
    /// Gross less everything the client has coming.
    pub net: Worked<Money>,
    /// Fees run up on open invoices and not yet booked; part of neither figure.
    pub accrued_fees: Money,
}

/// A client whose open invoices carry another reserve than its account does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The client.
    pub client: ClientId,
    /// The reserve that its open invoices carry.
    pub of_items: Money,
    /// The accrued reserve of its account, which the positions use.
    pub of_account: Money,
}

/// The exact sums that funds employed are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FundsSums {
    receivables: i128,
    accrued_reserve: i128,
    charges: i128,
    earned_reserve: i128,
    escrow: i128,
    payable: i128,
    unapplied_of_client: i128,
    accrued_fees: i128,
}

impl FundsSums {
    pub(super) fn of(sums: &ClientSums, balances: &ClientBalances) -> FundsSums {
        let minor = |amount: Money| i128::from(amount.minor());
        FundsSums {
            receivables: sums.open,
            accrued_reserve: minor(balances.accrued_reserve),
            charges: minor(balances.charges),
            earned_reserve: minor(balances.earned_reserve),
            escrow: minor(balances.escrow),
            payable: minor(balances.payable),
            unapplied_of_client: minor(balances.unapplied_of_client),
            accrued_fees: sums.accrued_fees,
        }
    }

    pub(super) fn add(&mut self, other: &FundsSums) {
        self.receivables += other.receivables;
        self.accrued_reserve += other.accrued_reserve;
        self.charges += other.charges;
        self.earned_reserve += other.earned_reserve;
        self.escrow += other.escrow;
        self.payable += other.payable;
        self.unapplied_of_client += other.unapplied_of_client;
        self.accrued_fees += other.accrued_fees;
    }

    pub(super) const fn gross(&self) -> i128 {
        self.receivables - self.accrued_reserve + self.charges
    }

    pub(super) const fn net(&self) -> i128 {
        self.gross() - self.earned_reserve - self.escrow - self.payable - self.unapplied_of_client
    }

    pub(super) fn worked(&self, currency: Currency) -> Result<FundsEmployed, MoneyError> {
        Ok(FundsEmployed {
            gross: self.gross_worked(currency)?,
            net: self.net_worked(currency)?,
            accrued_fees: money(self.accrued_fees, currency)?,
        })
    }

    fn gross_worked(&self, currency: Currency) -> Result<Worked<Money>, MoneyError> {
        let lines = [
            ("Receivables purchased", "open face of purchased invoices", self.receivables),
            ("Accrued reserve", "unpaid price of open invoices", -self.accrued_reserve),
            ("Client charges", "what the client owes outright", self.charges),
        ];
        worked(Formula::GrossFundsEmployed, "Gross funds employed", &lines, currency)
    }

    fn net_worked(&self, currency: Currency) -> Result<Worked<Money>, MoneyError> {
        let lines = [
            ("Gross funds employed", "receivables − accrued reserve + charges", self.gross()),
            ("Earned reserve", "of collected invoices, not yet released", -self.earned_reserve),
            ("Escrow", "standing hold-back", -self.escrow),
            ("Client payable", "decided, not yet disbursed", -self.payable),
            ("Unapplied cash of the client", "received, not applied", -self.unapplied_of_client),
        ];
        worked(Formula::NetFundsEmployed, "Net funds employed", &lines, currency)
    }
}

fn worked(
    formula: Formula,
    title: &str,
    lines: &[(&str, &str, i128)],
    currency: Currency,
) -> Result<Worked<Money>, MoneyError> {
    let value = money(lines.iter().map(|line| line.2).sum(), currency)?;
    let lines = lines
        .iter()
        .map(|&(label, detail, amount)| {
            let amount = money(amount, currency)?;
            Ok(WorkingLine::adds(label.to_owned(), detail.to_owned(), amount))
        })
        .collect::<Result<Vec<_>, MoneyError>>()?;
    let note = if value.is_negative() {
        "Below zero: the client has more coming than it has been paid.".to_owned()
    } else {
        String::new()
    };
    let working = Working {
        formula_id: formula.id().to_owned(),
        formula_version: formula.version(),
        title: title.to_owned(),
        lines,
        total_label: title.to_owned(),
        total_detail: "exact sum".to_owned(),
        total: Figure::Money { amount: value },
        note,
    };
    Ok(Worked { value, working })
}
