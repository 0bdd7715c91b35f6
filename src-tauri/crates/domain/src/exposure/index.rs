//! Sorts open items into cells of client, debtor and group, in one pass.

use crate::exposure::item::OpenItem;
use crate::ids::{ClientId, DebtorGroupId, DebtorId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// A debtor group, or a debtor that belongs to none: what a concentration is counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum DebtorOrGroup {
    /// A group of affiliated debtors.
    Group(DebtorGroupId),
    /// A debtor on its own.
    Debtor(DebtorId),
}

impl DebtorOrGroup {
    /// The group if there is one, else the debtor.
    #[must_use]
    pub const fn of(debtor: DebtorId, group: Option<DebtorGroupId>) -> DebtorOrGroup {
        match group {
            Some(group) => DebtorOrGroup::Group(group),
            None => DebtorOrGroup::Debtor(debtor),
        }
    }
}

/// Mixes the numbers of records; they come from the firm's own vault, so nobody aims at it.
#[derive(Clone, Copy, Default)]
pub(crate) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        // The constant of the Firefox hash: odd, with its bits spread evenly.
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_i64(&mut self, word: i64) {
        self.write_u64(word.cast_unsigned());
    }

    fn write_isize(&mut self, word: isize) {
        self.write_u64((word as i64).cast_unsigned());
    }
}

/// Keys numbered 0, 1, 2 in the order they are first seen.
#[derive(Clone, Debug)]
pub(crate) struct Numbered<K> {
    numbers: HashMap<K, u32, BuildHasherDefault<IdHasher>>,
    keys: Vec<K>,
}

impl<K: Copy + Eq + Hash> Numbered<K> {
    fn new() -> Numbered<K> {
        Numbered { numbers: HashMap::default(), keys: Vec::new() }
    }

    pub(crate) fn number(&mut self, key: K) -> usize {
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.keys.push(key);
        }
        number as usize
    }

    pub(crate) fn get(&self, key: &K) -> Option<usize> {
        self.numbers.get(key).map(|&number| number as usize)
    }

    pub(crate) fn keys(&self) -> &[K] {
        &self.keys
    }
}

/// All items of one client on one debtor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// Number of the client.
    pub client: usize,
    /// Number of the debtor.
    pub debtor: usize,
    /// Number of the client with this debtor, whatever the group.
    pub pair: usize,
    /// Number of the client with this group.
    pub client_group: usize,
    /// Number of the group across clients.
    pub group: usize,
}

type CellKey = (ClientId, DebtorId, Option<DebtorGroupId>);

/// The cells of a list of items, with the numbers that sums are kept under.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    of_item: Vec<u32>,
    keys: Numbered<CellKey>,
    cells: Vec<Cell>,
    pub clients: Numbered<ClientId>,
    pub debtors: Numbered<DebtorId>,
    pub pairs: Numbered<(ClientId, DebtorId)>,
    pub client_groups: Numbered<(ClientId, DebtorOrGroup)>,
    pub groups: Numbered<DebtorOrGroup>,
}

impl Cells {
    /// Every item's cell; one look-up for each item whose neighbour is of another cell.
    pub(crate) fn of(items: &[OpenItem]) -> Cells {
        Cells::visited(items, |_, _, _| ())
    }

    /// Every item's cell, and in the same pass a look at each item with its cell and its number.
    pub(crate) fn visited(
        items: &[OpenItem],
        mut look: impl FnMut(&OpenItem, Cell, usize),
    ) -> Cells {
        let mut cells = Cells {
            of_item: Vec::with_capacity(items.len()),
            keys: Numbered::new(),
            cells: Vec::new(),
            clients: Numbered::new(),
            debtors: Numbered::new(),
            pairs: Numbered::new(),
            client_groups: Numbered::new(),
            groups: Numbered::new(),
        };
        let mut last: Option<(CellKey, u32)> = None;
        for item in items {
            let key = (item.client, item.debtor, item.group);
            let number = match last {
                Some((last_key, number)) if last_key == key => number,
                Some(_) | None => cells.cell_number(key),
            };
            last = Some((key, number));
            cells.of_item.push(number);
            look(item, cells.cells[number as usize], number as usize);
        }
        cells
    }

    fn cell_number(&mut self, key: CellKey) -> u32 {
        let number = self.keys.number(key);
        if number == self.cells.len() {
            let (client, debtor, group) = key;
            let group = DebtorOrGroup::of(debtor, group);
            self.cells.push(Cell {
                client: self.clients.number(client),
                debtor: self.debtors.number(debtor),
                pair: self.pairs.number((client, debtor)),
                client_group: self.client_groups.number((client, group)),
                group: self.groups.number(group),
            });
        }
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// The number of the cell of the item at this place of the list.
    pub(crate) fn number_of(&self, item: usize) -> usize {
        self.of_item[item] as usize
    }

    /// The cell of the item at this place of the list.
    pub(crate) fn of_item(&self, item: usize) -> Cell {
        self.cells[self.number_of(item)]
    }

    /// Every cell, in the order of its number.
    pub(crate) fn cells(&self) -> &[Cell] {
        &self.cells
    }
}
