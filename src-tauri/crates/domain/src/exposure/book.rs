//! All positions of a day from one list of open items.

use crate::ageing::{Ageing, AgeingInput, AgeingRules};
use crate::currency::Currency;
use crate::day::Day;
use crate::exposure::availability::AvailabilityParts;
use crate::exposure::cuts::{Limited, Scene};
use crate::exposure::eligibility::{Base, Cuts, EligibilitySummary, PairAges, Taken};
use crate::exposure::funds::FundsSums;
use crate::exposure::index::{Cell, Cells};
use crate::exposure::item::{ClientBalances, OpenItem, money};
use crate::exposure::reason::Ineligible;
use crate::exposure::rules::PositionRules;
use crate::exposure::{Availability, Disagreement, FundsEmployed};
use crate::ids::ClientId;
use crate::money::Money;
use crate::refusal::Refusal;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a book of positions is worked out from; all of it in one currency.
#[derive(Clone, Copy, Debug)]
pub struct PositionInput<'a> {
    /// The currency of every amount.
    pub currency: Currency,
    /// The day, whose end everything stands at.
    pub as_of: Day,
    /// Purchased invoices that are open, in any order.
    pub items: &'a [OpenItem],
    /// Balances of the clients, each client once; a client without one has none.
    pub balances: &'a [ClientBalances],
    /// The settings.
    pub rules: &'a PositionRules,
}

/// The exact sums of one client.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClientSums {
    pub invoices: u32,
    pub open: i128,
    pub reserve: i128,
    pub accrued_fees: i128,
    pub eligible: i128,
    /// Eligible × advance rate in millionths of a percent, not yet rounded.
    pub advance_value: i128,
    pub taken: [i128; Ineligible::COUNT],
}

impl ClientSums {
    fn add_item(&mut self, item: &OpenItem, taken: &Taken) {
        self.invoices += 1;
        self.open += i128::from(item.open.get());
        self.reserve += i128::from(item.reserve.get());
        self.accrued_fees += i128::from(item.accrued_fee.get());
        self.add_taken(item, taken, 1);
    }

    /// Adds what the rules take of an item, or with −1 takes it back.
    fn add_taken(&mut self, item: &OpenItem, taken: &Taken, sign: i128) {
        let eligible = sign * i128::from(taken.eligible);
        self.eligible += eligible;
        self.advance_value += eligible * i128::from(item.advance_rate.millionths());
        if taken.eligible != item.open.get() {
            for (sum, &amount) in self.taken.iter_mut().zip(&taken.amounts) {
                *sum += sign * i128::from(amount);
            }
        }
    }

    fn add(&mut self, other: &ClientSums) {
        self.invoices += other.invoices;
        self.open += other.open;
        self.eligible += other.eligible;
        for (sum, &amount) in self.taken.iter_mut().zip(&other.taken) {
            *sum += amount;
        }
    }

    fn eligibility(&self, currency: Currency) -> Result<EligibilitySummary, Refusal> {
        let mut taken = Vec::new();
        for (&reason, &amount) in Ineligible::ALL.iter().zip(&self.taken) {
            if amount != 0 {
                taken.push((reason, money(amount, currency)?));
            }
        }
        let (open, eligible) = (money(self.open, currency)?, money(self.eligible, currency)?);
        Ok(EligibilitySummary { open, taken, eligible })
    }
}

/// The figures of one client, without their workings: a row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientSummary {
    /// The client.
    pub client: ClientId,
    /// Its open invoices.
    pub invoices: u32,
    /// Their open face.
    pub open: Money,
    /// Gross funds employed.
    pub gross: Money,
    /// Net funds employed.
    pub net: Money,
    /// Fees run up and not yet booked.
    pub accrued_fees: Money,
    /// What counts of the open face.
    pub eligible: Money,
    /// What the client may draw.
    pub available: Money,
    /// What is out beyond what the base supports.
    pub over_advance: Money,
}

/// Every position of a day; rows are explained by the functions that made the sums.
#[derive(Clone, Debug)]
pub struct PositionBook<'a> {
    pub(super) input: PositionInput<'a>,
    pub(super) cells: Cells,
    pub(super) ages: Vec<PairAges>,
    open_of_cell: Vec<i128>,
    pub(super) limited: Limited,
    pub(super) clients: BTreeMap<ClientId, (ClientSums, ClientBalances)>,
}

impl<'a> PositionBook<'a> {
    /// Works out all positions, in time proportional to the items; limits that bind sort theirs.
    ///
    /// # Errors
    /// An amount of another currency, a client with two sets of balances, an open amount below
    /// zero, or a sum that no amount holds.
    pub fn of(input: PositionInput<'a>) -> Result<PositionBook<'a>, Refusal> {
        input.rules.check_currency(input.currency)?;
        let mut clients = input.clients()?;
        let base = Base::of(&input.rules.eligibility, input.as_of);
        let (mut ages, mut open_of_cell) = (Vec::new(), Vec::new());
        let mut below_zero = None;
        let cells = Cells::visited(input.items, |item, cell, number| {
            let open = i128::from(item.open.get());
            if open < 0 {
                below_zero = below_zero.or(Some(item.invoice));
            }
            // A new cell and a new pair get the next number, so there is at most one to add.
            ages.resize(ages.len().max(cell.pair + 1), PairAges::default());
            open_of_cell.resize(open_of_cell.len().max(number + 1), 0);
            ages[cell.pair].open += open;
            ages[cell.pair].over_age += if base.ages.is_over(item) { open } else { 0 };
            open_of_cell[number] += open;
        });
        if let Some(invoice) = below_zero {
            return Err(Refusal::OpenBelowZero { invoice });
        }
        let mut sums = vec![ClientSums::default(); cells.clients.keys().len()];
        let scene =
            Scene { items: input.items, cells: &cells, ages: &ages, base, rules: input.rules };
        let limited = Limited::of(scene, |item, cell, taken| {
            sums[cell.client].add_item(item, taken);
        })?;
        for (place, cuts) in limited.cut_items() {
            let (item, cell) = (&input.items[place], cells.of_item(place));
            let ages = ages[cell.pair];
            let sums = &mut sums[cell.client];
            sums.add_taken(item, &base.taken(item, ages, Cuts::default()), -1);
            sums.add_taken(item, &base.taken(item, ages, cuts), 1);
        }
        for (&client, sums) in cells.clients.keys().iter().zip(sums) {
            let none = ClientBalances::none(client, input.currency);
            clients.entry(client).or_insert((ClientSums::default(), none)).0 = sums;
        }
        Ok(PositionBook { input, cells, ages, open_of_cell, limited, clients })
    }

    /// The ageing of the same items, by the same sums of cells.
    #[must_use]
    pub fn ageing<'b>(&'b self, rules: &'b AgeingRules) -> Ageing<'b> {
        let PositionInput { currency, as_of, items, .. } = self.input;
        let input = AgeingInput { currency, as_of, items, rules };
        Ageing::with_cells(input, Cow::Borrowed(&self.cells))
    }

    /// The clients that have an open item or a set of balances, by number.
    pub fn clients(&self) -> impl Iterator<Item = ClientId> + '_ {
        self.clients.keys().copied()
    }

    /// Every client's figures, without workings.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn summary(&self) -> Result<Vec<ClientSummary>, Refusal> {
        self.clients.keys().map(|&client| self.summary_of(client)).collect()
    }

    fn summary_of(&self, client: ClientId) -> Result<ClientSummary, Refusal> {
        let (sums, balances) = self.client(client)?;
        let funds = FundsSums::of(sums, balances);
        let parts = AvailabilityParts::of(self, client)?;
        let drawn = parts.drawn()?;
        let currency = self.input.currency;
        Ok(ClientSummary {
            client,
            invoices: sums.invoices,
            open: money(sums.open, currency)?,
            gross: money(funds.gross(), currency)?,
            net: money(funds.net(), currency)?,
            accrued_fees: money(sums.accrued_fees, currency)?,
            eligible: money(sums.eligible, currency)?,
            available: drawn.available,
            over_advance: drawn.over_advance,
        })
    }

    /// What the firm has out with this client.
    ///
    /// # Errors
    /// A client without positions, or a sum that no amount holds.
    pub fn funds_of(&self, client: ClientId) -> Result<FundsEmployed, Refusal> {
        let (sums, balances) = self.client(client)?;
        Ok(FundsSums::of(sums, balances).worked(self.input.currency)?)
    }

    /// What the firm has out with all clients: the exact sum of them.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn funds_of_firm(&self) -> Result<FundsEmployed, Refusal> {
        let mut total = FundsSums::default();
        for (sums, balances) in self.clients.values() {
            total.add(&FundsSums::of(sums, balances));
        }
        Ok(total.worked(self.input.currency)?)
    }

    /// Clients whose open invoices and whose account carry different reserves; none in sound books.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn disagreements(&self) -> Result<Vec<Disagreement>, Refusal> {
        let mut found = Vec::new();
        for (&client, (sums, balances)) in &self.clients {
            let of_items = money(sums.reserve, self.input.currency)?;
            let of_account = balances.accrued_reserve;
            if of_items != of_account {
                found.push(Disagreement { client, of_items, of_account });
            }
        }
        Ok(found)
    }

    /// What counts of this client's invoices.
    ///
    /// # Errors
    /// A client without positions, or a sum that no amount holds.
    pub fn eligibility_of(&self, client: ClientId) -> Result<EligibilitySummary, Refusal> {
        self.client(client)?.0.eligibility(self.input.currency)
    }

    /// What counts of all invoices: the exact sum of the clients.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn eligibility_of_firm(&self) -> Result<EligibilitySummary, Refusal> {
        let mut total = ClientSums::default();
        self.clients.values().for_each(|(sums, _)| total.add(sums));
        total.eligibility(self.input.currency)
    }

    /// What this client may draw, with its working.
    ///
    /// # Errors
    /// A client without positions, or a sum that no amount holds.
    pub fn availability_of(&self, client: ClientId) -> Result<Availability, Refusal> {
        AvailabilityParts::of(self, client)?.worked(self.one_rate(client))
    }

    /// What all clients together may draw. Room of one client makes no room for another.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub fn available_of_firm(&self) -> Result<Money, Refusal> {
        let zero = Money::zero(self.input.currency);
        self.clients.keys().try_fold(zero, |sum, &client| {
            Ok(sum.plus(AvailabilityParts::of(self, client)?.drawn()?.available)?)
        })
    }

    /// Open face of each cell, by its number.
    pub(super) fn open_of_cells(&self) -> &[i128] {
        &self.open_of_cell
    }

    /// Open face, summed under the numbers that `number_of` gives to cells.
    pub(super) fn open_by(&self, numbers: usize, number_of: impl Fn(&Cell) -> usize) -> Vec<i128> {
        let mut sums = vec![0; numbers];
        for (cell, open) in self.cells.cells().iter().zip(&self.open_of_cell) {
            sums[number_of(cell)] += open;
        }
        sums
    }

    pub(super) fn client(
        &self,
        client: ClientId,
    ) -> Result<&(ClientSums, ClientBalances), Refusal> {
        self.clients.get(&client).ok_or(Refusal::NoPosition { client })
    }
}

impl PositionInput<'_> {
    /// The clients with balances, checked for their currency.
    fn clients(&self) -> Result<BTreeMap<ClientId, (ClientSums, ClientBalances)>, Refusal> {
        let zero = Money::zero(self.currency);
        let mut clients = BTreeMap::new();
        for balances in self.balances {
            for amount in balances.amounts() {
                zero.plus(amount)?;
            }
            let entry = (ClientSums::default(), *balances);
            if clients.insert(balances.client, entry).is_some() {
                return Err(Refusal::BalancesTwice { client: balances.client });
            }
        }
        Ok(clients)
    }
}
