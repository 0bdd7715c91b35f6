//! Limits that hold for several invoices together, and which of them bear the excess.

use crate::day::Day;
use crate::exposure::eligibility::{Base, Cuts, PairAges, Taken};
use crate::exposure::index::{Cell, Cells};
use crate::exposure::item::OpenItem;
use crate::exposure::rules::{ConcentrationPool, PositionRules};
use crate::ids::InvoiceId;
use crate::money::MoneyError;
use crate::rate::Rate;
use crate::rounding::{Rounding, divide};
use std::cmp::Reverse;

/// What the limits take of every invoice, and what concentration was measured on.
#[derive(Clone, Debug)]
pub(super) struct Limited {
    /// In the order of the items; empty if no limit takes anything.
    of_item: Vec<Cuts>,
    /// What each client's group holds when its cap is looked at.
    pub counted: Vec<i128>,
    /// What the share of each client's groups is taken of.
    pub pools: Vec<i128>,
    /// The cap of each client's group, where there is one.
    pub caps: Vec<Option<i128>>,
}

/// A limit that holds for several invoices together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pair,
    Debtor,
    Concentration,
}

impl Kind {
    /// The number of the set that an invoice of this cell belongs to.
    const fn set(self, cell: Cell) -> usize {
        match self {
            Kind::Pair => cell.pair,
            Kind::Debtor => cell.debtor,
            Kind::Concentration => cell.client_group,
        }
    }
}

/// One invoice in the order in which it bears an excess: by its set, then first to last.
///
/// The part that a later rule takes anyway goes first. Then the lowest advance rate, so that an
/// invoice that drops out of a set never makes more available; then the latest purchase.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Bearer {
    set: usize,
    is_counted: bool,
    advance_rate: Rate,
    purchased_on: Reverse<Day>,
    invoice: Reverse<InvoiceId>,
    item: usize,
}

/// Everything the limits are worked out from.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub items: &'a [OpenItem],
    pub cells: &'a Cells,
    pub ages: &'a [PairAges],
    pub base: Base<'a>,
    pub rules: &'a PositionRules,
}

impl Limited {
    /// Pair limits, then debtor limits, then concentration, each on what is left.
    ///
    /// `look` sees every item once, with what the rules take of it while no limit binds.
    pub(super) fn of(
        scene: Scene<'_>,
        mut look: impl FnMut(&OpenItem, Cell, &Taken),
    ) -> Result<Limited, MoneyError> {
        let cells = scene.cells;
        let mut left_of_pair = vec![0_i128; cells.pairs.keys().len()];
        let mut counted = vec![0_i128; cells.client_groups.keys().len()];
        let mut gross = vec![0_i128; cells.clients.keys().len()];
        for (place, item) in scene.items.iter().enumerate() {
            let cell = cells.of_item(place);
            let taken = scene.base.taken(item, scene.ages[cell.pair], Cuts::default());
            left_of_pair[cell.pair] += i128::from(taken.parts(item).left);
            counted[cell.client_group] += i128::from(taken.eligible);
            gross[cell.client] += i128::from(item.open.get());
            look(item, cell, &taken);
        }
        let mut limited = Limited { of_item: Vec::new(), counted, pools: gross, caps: Vec::new() };
        limited.cut_pairs(scene, &mut left_of_pair);
        limited.cut_debtors(scene, &left_of_pair);
        limited.cut_concentrations(scene)?;
        Ok(limited)
    }

    /// The places of the items that a limit takes something of, with what it takes.
    pub(super) fn cut_items(&self) -> impl Iterator<Item = (usize, Cuts)> + '_ {
        self.of_item.iter().copied().enumerate().filter(|(_, cuts)| !cuts.is_nothing())
    }

    /// What the limits take of the item at this place.
    pub(super) fn of_item(&self, item: usize) -> Cuts {
        self.of_item.get(item).copied().unwrap_or_default()
    }

    fn cut_pairs(&mut self, scene: Scene<'_>, left_of_pair: &mut [i128]) {
        let limits = &scene.rules.pair_limits;
        let keys = scene.cells.pairs.keys();
        let mut excess = vec![0; keys.len()];
        for (pair, key) in keys.iter().enumerate() {
            if let Some(limit) = limits.get(key) {
                excess[pair] = over(left_of_pair[pair], i128::from(limit.minor()));
                left_of_pair[pair] -= excess[pair];
            }
        }
        self.spread(scene, Kind::Pair, excess);
    }

    fn cut_debtors(&mut self, scene: Scene<'_>, left_of_pair: &[i128]) {
        let cells = scene.cells;
        let mut left = vec![0_i128; cells.debtors.keys().len()];
        for (pair, (_, debtor)) in cells.pairs.keys().iter().enumerate() {
            if let Some(number) = cells.debtors.get(debtor) {
                left[number] += left_of_pair[pair];
            }
        }
        let mut excess = vec![0; left.len()];
        for (number, debtor) in cells.debtors.keys().iter().enumerate() {
            if let Some(limit) = scene.rules.debtor_limits.get(debtor) {
                excess[number] = over(left[number], i128::from(limit.minor()));
            }
        }
        self.spread(scene, Kind::Debtor, excess);
    }

    fn cut_concentrations(&mut self, scene: Scene<'_>) -> Result<(), MoneyError> {
        let cells = scene.cells;
        let groups = cells.client_groups.keys();
        match scene.rules.eligibility.pool {
            ConcentrationPool::Gross => {}
            ConcentrationPool::EligibleBeforeCap => {
                self.pools.fill(0);
                for (number, (client, _)) in groups.iter().enumerate() {
                    if let Some(client) = cells.clients.get(client) {
                        self.pools[client] += self.counted[number];
                    }
                }
            }
        }
        let mut excess = vec![0; groups.len()];
        for (number, (client, _)) in groups.iter().enumerate() {
            let limit = scene.rules.concentration_of(*client);
            let pool = cells.clients.get(client).map_or(0, |client| self.pools[client]);
            let rounding = scene.rules.eligibility.rounding;
            let cap = limit.map(|limit| share_of(pool, limit, rounding)).transpose()?;
            if let Some(cap) = cap {
                excess[number] = over(self.counted[number], cap);
            }
            self.caps.push(cap);
        }
        self.spread(scene, Kind::Concentration, excess);
        Ok(())
    }

    /// Lets the invoices of each set bear its excess, in the order of [`Bearer`].
    fn spread(&mut self, scene: Scene<'_>, kind: Kind, mut excess: Vec<i128>) {
        if excess.iter().all(|&amount| amount == 0) {
            return;
        }
        let mut bearers = bearers(scene, kind, &excess);
        bearers.sort_unstable();
        self.of_item.resize(scene.items.len(), Cuts::default());
        for bearer in bearers {
            let cell = scene.cells.of_item(bearer.item);
            let parts = scene.base.parts(&scene.items[bearer.item], scene.ages[cell.pair]);
            let cuts = &mut self.of_item[bearer.item];
            let limited = cuts.pair + cuts.debtor;
            let free = if bearer.is_counted {
                parts.left - parts.later.max(limited) - cuts.concentration
            } else {
                (parts.later - limited).max(0)
            };
            let taken = i128::from(free).min(excess[bearer.set]);
            excess[bearer.set] -= taken;
            // Never more than what is open of one invoice, so it fits.
            let taken_minor = i64::try_from(taken).unwrap_or(free);
            match kind {
                Kind::Pair => cuts.pair += taken_minor,
                Kind::Debtor => cuts.debtor += taken_minor,
                Kind::Concentration => cuts.concentration += taken_minor,
            }
            if bearer.is_counted && kind != Kind::Concentration {
                self.counted[cell.client_group] -= taken;
            }
        }
    }
}

/// Every invoice of a set that has an excess, once for each of its parts.
fn bearers(scene: Scene<'_>, kind: Kind, excess: &[i128]) -> Vec<Bearer> {
    let mut bearers = Vec::new();
    for (place, item) in scene.items.iter().enumerate() {
        let set = kind.set(scene.cells.of_item(place));
        if excess[set] == 0 {
            continue;
        }
        let bearer = Bearer {
            set,
            is_counted: true,
            advance_rate: item.advance_rate,
            purchased_on: Reverse(item.purchased_on),
            invoice: Reverse(item.invoice),
            item: place,
        };
        bearers.push(bearer);
        // What later rules take is gone when concentration is looked at.
        if kind != Kind::Concentration {
            bearers.push(Bearer { is_counted: false, advance_rate: Rate::ZERO, ..bearer });
        }
    }
    bearers
}

/// What lies over a limit; a limit below zero is as good as none left.
fn over(amount: i128, limit: i128) -> i128 {
    (amount - limit.max(0)).max(0)
}

/// `rate × pool`, rounded once to whole minor units.
pub(super) fn share_of(pool: i128, rate: Rate, rounding: Rounding) -> Result<i128, MoneyError> {
    divide(pool * i128::from(rate.millionths()), Rate::MILLIONTHS_PER_ONE, rounding)
        .ok_or(MoneyError::DividedByZero)
}
