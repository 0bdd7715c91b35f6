//! How much of a pool one debtor group holds.

use crate::currency::Currency;
use crate::exposure::book::PositionBook;
use crate::exposure::cuts::share_of;
use crate::exposure::index::DebtorOrGroup;
use crate::exposure::item::money;
use crate::exposure::rules::ConcentrationPool;
use crate::ids::ClientId;
use crate::money::Money;
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::working::{Figure, Formula, Worked, Working, WorkingLine};
use std::cmp::Reverse;

/// The shares of all debtor groups in one pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concentration {
    /// What the shares are taken of.
    pub pool: Money,
    /// What kind of pool it is.
    pub basis: ConcentrationPool,
    /// The largest share allowed.
    pub limit: Option<Rate>,
    /// The groups, the largest balance first.
    pub rows: Vec<ConcentrationRow>,
    rounding: Rounding,
}

/// One debtor group, or a debtor that belongs to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConcentrationRow {
    /// Who.
    pub of: DebtorOrGroup,
    /// Its open face.
    pub balance: Money,
    /// What the cap is applied to: for a client, what is left after every other rule.
    pub counted: Money,
    /// Its share of the pool to two decimals; `None` of an empty pool.
    pub share: Option<Rate>,
    /// The most that counts; `None` where no limit is set.
    pub cap: Option<Money>,
    /// What lies beyond the cap.
    pub excess: Money,
}

/// One group before its cap.
struct Held {
    of: DebtorOrGroup,
    balance: i128,
    counted: i128,
}

impl PositionBook<'_> {
    /// The shares of the debtor groups in one client's pool; the excess is what eligibility takes.
    ///
    /// # Errors
    /// A client without positions, or a sum that no amount holds.
    pub fn concentration_of(&self, client: ClientId) -> Result<Concentration, Refusal> {
        self.client(client)?;
        let cells = &self.cells;
        let balances = self.open_by(cells.client_groups.keys().len(), |cell| cell.client_group);
        let groups = cells.client_groups.keys().iter().enumerate();
        let held = groups
            .filter(|(_, (of_client, _))| *of_client == client)
            .map(|(number, &(_, of))| Held {
                of,
                balance: balances[number],
                counted: self.limited.counted[number],
            })
            .collect();
        let empty = Concentration {
            pool: money(
                cells.clients.get(&client).map_or(0, |number| self.limited.pools[number]),
                self.input.currency,
            )?,
            basis: self.input.rules.eligibility.pool,
            limit: self.input.rules.concentration_of(client),
            rows: Vec::new(),
            rounding: self.input.rules.eligibility.rounding,
        };
        empty.with(held)
    }

    /// The shares of the debtor groups in everything open, across clients: the house's limit.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn concentration_of_house(&self) -> Result<Concentration, Refusal> {
        let keys = self.cells.groups.keys();
        let balances = self.open_by(keys.len(), |cell| cell.group);
        let pool = money(balances.iter().sum(), self.input.currency)?;
        let held = keys.iter().zip(balances);
        let held = held.map(|(&of, balance)| Held { of, balance, counted: balance }).collect();
        let empty = Concentration {
            pool,
            basis: ConcentrationPool::Gross,
            limit: self.input.rules.house_concentration,
            rows: Vec::new(),
            rounding: self.input.rules.eligibility.rounding,
        };
        empty.with(held)
    }
}

impl Concentration {
    fn with(mut self, mut held: Vec<Held>) -> Result<Concentration, Refusal> {
        held.sort_unstable_by_key(|held| (Reverse(held.balance), held.of));
        for held in held {
            let row = self.row(&held, self.pool.currency())?;
            self.rows.push(row);
        }
        Ok(self)
    }

    fn row(&self, held: &Held, currency: Currency) -> Result<ConcentrationRow, Refusal> {
        let pool = i128::from(self.pool.minor());
        let measured = match self.basis {
            ConcentrationPool::Gross => held.balance,
            ConcentrationPool::EligibleBeforeCap => held.counted,
        };
        let cap = self.limit.map(|limit| share_of(pool, limit, self.rounding)).transpose()?;
        let excess = cap.map_or(0, |cap| (held.counted - cap.max(0)).max(0));
        Ok(ConcentrationRow {
            of: held.of,
            balance: money(held.balance, currency)?,
            counted: money(held.counted, currency)?,
            share: Rate::from_ratio(measured, pool, 2, Rounding::HalfUp),
            cap: cap.map(|cap| money(cap, currency)).transpose()?,
            excess: money(excess, currency)?,
        })
    }

    /// How the excess of a row came about.
    ///
    /// # Errors
    /// An amount out of range.
    pub fn worked(&self, row: &ConcentrationRow) -> Result<Worked<Money>, Refusal> {
        let pool = match self.basis {
            ConcentrationPool::Gross => "all that is open",
            ConcentrationPool::EligibleBeforeCap => "what is eligible before this cap",
        };
        let mut lines = vec![
            WorkingLine::says("Pool".to_owned(), format!("{pool}: {}", self.pool)),
            WorkingLine::says(
                "Share".to_owned(),
                row.share.map_or_else(|| "none of an empty pool".to_owned(), |s| s.to_string()),
            ),
            WorkingLine::adds(
                "Counted".to_owned(),
                format!("left of {} after every other rule", row.balance),
                row.counted,
            ),
        ];
        match (self.limit, row.cap) {
            (Some(limit), Some(cap)) => {
                let detail = format!("{limit} × {} = {cap}", self.pool);
                let kept = cap.at_most(row.counted)?.negated();
                lines.push(WorkingLine::adds("Within the cap".to_owned(), detail, kept));
            }
            (Some(_) | None, _) => {
                let kept = row.counted.negated();
                let detail = "no limit is set".to_owned();
                lines.push(WorkingLine::adds("Within the cap".to_owned(), detail, kept));
            }
        }
        let working = Working {
            formula_id: Formula::Concentration.id().to_owned(),
            formula_version: Formula::Concentration.version(),
            title: "Concentration excess".to_owned(),
            lines,
            total_label: "Excess".to_owned(),
            total_detail: format!("cap rounded {}", self.rounding.label()),
            total: Figure::Money { amount: row.excess },
            note: String::new(),
        };
        Ok(Worked { value: row.excess, working })
    }
}
