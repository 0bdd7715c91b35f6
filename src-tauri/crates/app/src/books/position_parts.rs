//! The parts of a position: items and balances as the domain wants them, ageings, concentration.

use std::collections::BTreeMap;

use factor_domain::ageing::{
    AgeingAmount, AgeingBasis, AgeingColumn, AgeingEdges, AgeingOf, AgeingRow, AgeingRules,
};
use factor_domain::exposure::{
    ClientBalances, ConcentrationRow, DebtorOrGroup, ItemFlags, Minor, OpenItem, PositionBook,
};
use factor_domain::ids::{ClientId, DebtorGroupId};
use factor_domain::{Account, Currency, Money, Rate, Refusal};
use factor_store::book::{self, AccountBalance, Names};

use crate::books::figures::{client_named, explained, share_of};
use crate::books::wire::{AgeingColumnShown, AgeingRowShown, AgeingShown, ConcentrationShown};
use crate::terms::wire::Explained;

/// Debtors and groups that are shown.
const CONCENTRATION_ROWS: usize = 10;

/// Everything a position is made from, as it stands in the store.
pub(crate) struct Stored {
    pub currency: Currency,
    pub items: Vec<book::OpenItem>,
    pub accounts: Vec<AccountBalance>,
    pub unapplied: Vec<AccountBalance>,
}

/// The invoices that are open in the firm's currency. Those that are collected and only have a
/// reserve left are no open items: their reserve is earned, and stands in the balances.
pub(crate) fn items(stored: &Stored, names: &Names) -> Vec<OpenItem> {
    let is_ours =
        |item: &&book::OpenItem| item.open.currency() == stored.currency && !item.open.is_zero();
    let of_stored = |item: &book::OpenItem| {
        let debtor = names.debtors.get(&item.debtor);
        let group = debtor.and_then(|debtor| debtor.group.as_ref()).map(|(id, _)| *id);
        open_item(item, group)
    };
    stored.items.iter().filter(is_ours).map(of_stored).collect()
}

/// An open invoice as positions and ageings want it.
pub(crate) fn open_item(item: &book::OpenItem, group: Option<DebtorGroupId>) -> OpenItem {
    let advance = item.advance_outstanding().unwrap_or(Money::zero(item.open.currency()));
    OpenItem {
        invoice: item.invoice,
        client: item.client,
        debtor: item.debtor,
        group,
        invoiced_on: item.invoiced_on,
        due_on: item.due_on,
        // A purchase that was reversed since has no day any more; the invoice's own is the nearest.
        purchased_on: item.purchased_on.unwrap_or(item.invoiced_on),
        face: Minor::of(item.face),
        open: Minor::of(item.open),
        advance_outstanding: Minor::of(advance),
        reserve: Minor::of(item.reserve),
        // Fees that run up and what may be drawn are asked elsewhere.
        accrued_fee: Minor::ZERO,
        advance_rate: Rate::hundredths(0),
        flags: ItemFlags {
            disputed: if item.is_disputed { Minor::of(item.open) } else { Minor::ZERO },
            ..ItemFlags::default()
        },
    }
}

/// Every client's accounts, each on its normal side. The reserve that open invoices carry is
/// accrued; the rest of the account is earned.
pub(crate) fn balances(
    stored: &Stored,
    items: &[OpenItem],
) -> Result<Vec<ClientBalances>, Refusal> {
    let currency = stored.currency;
    let mut clients: BTreeMap<ClientId, ClientBalances> = BTreeMap::new();
    let of_currency = |one: &&AccountBalance| one.balance.currency() == currency;
    for one in stored.accounts.iter().filter(of_currency) {
        let Some(client) = one.client else { continue };
        let of = clients.entry(client).or_insert(ClientBalances::none(client, currency));
        match one.account {
            Account::ClientCharges => of.charges = one.balance,
            Account::ClientReserve => of.earned_reserve = one.balance.negated(),
            Account::Escrow => of.escrow = one.balance.negated(),
            Account::ClientPayable => of.payable = one.balance.negated(),
            Account::ReceivablesPurchased
            | Account::Cash
            | Account::UnappliedCash
            | Account::FeeIncome
            | Account::InterestIncome
            | Account::OtherFeeIncome
            | Account::LateChargeIncome
            | Account::BadDebt => {}
        }
    }
    for item in items {
        let none = ClientBalances::none(item.client, currency);
        let of = clients.entry(item.client).or_insert(none);
        let reserve = Money::new(item.reserve.get(), currency)?;
        of.accrued_reserve = of.accrued_reserve.plus(reserve)?;
        of.earned_reserve = of.earned_reserve.minus(reserve)?;
    }
    for one in stored.unapplied.iter().filter(of_currency) {
        let Some(client) = one.client else { continue };
        let of = clients.entry(client).or_insert(ClientBalances::none(client, currency));
        let cash = one.balance.negated();
        match one.debtor {
            Some(_) => of.unapplied_of_debtors = of.unapplied_of_debtors.plus(cash)?,
            None => of.unapplied_of_client = of.unapplied_of_client.plus(cash)?,
        }
    }
    Ok(clients.into_values().collect())
}

/// Cash that came in and is not known to be any client's.
pub(super) fn unknown_cash(stored: &Stored) -> Result<Money, Refusal> {
    let unknown = stored
        .unapplied
        .iter()
        .filter(|one| one.client.is_none() && one.balance.currency() == stored.currency);
    let zero = Money::zero(stored.currency);
    Ok(unknown.map(|one| one.balance.negated()).try_fold(zero, Money::plus)?)
}

const BASES: [(AgeingBasis, &str); 3] = [
    (AgeingBasis::DueDate, "Due date"),
    (AgeingBasis::InvoiceDate, "Invoice date"),
    (AgeingBasis::PurchaseDate, "Purchase"),
];

/// One ageing, taken out of the book.
struct OneAgeing {
    basis: AgeingBasis,
    label: &'static str,
    columns: Vec<AgeingColumn>,
    total: AgeingRow,
    explained: Explained,
    clients: Vec<AgeingRow>,
}

/// The ageings by every basis, and what is open of each client.
pub(super) struct Aged {
    all: Vec<OneAgeing>,
    by_client: BTreeMap<ClientId, (u32, Explained)>,
    pub open: Explained,
    pub invoices: u32,
    zero: Explained,
}

impl Aged {
    pub(super) fn of(book: &PositionBook<'_>) -> Result<Aged, Refusal> {
        let mut all = Vec::with_capacity(BASES.len());
        let mut by_client = BTreeMap::new();
        let mut zero = None;
        for (basis, label) in BASES {
            let (edges, amount) = (AgeingEdges::default(), AgeingAmount::Open);
            let rules = AgeingRules { basis, edges, amount };
            let ageing = book.ageing(&rules);
            let (total, clients) = (ageing.total()?, ageing.by_client()?);
            if basis == AgeingBasis::DueDate {
                let open = |row: &AgeingRow| (row.invoices, explained(ageing.worked(row)));
                by_client =
                    clients.iter().filter_map(|row| Some((client_of(row)?, open(row)))).collect();
                let nothing = Money::zero(total.total.currency());
                let buckets = vec![nothing; total.buckets.len()];
                let empty = AgeingRow { buckets, total: nothing, invoices: 0, ..total.clone() };
                zero = Some(explained(ageing.worked(&empty)));
            }
            let columns = ageing.columns().to_vec();
            let explained = explained(ageing.worked(&total));
            all.push(OneAgeing { basis, label, columns, total, explained, clients });
        }
        let first = all.first().expect("ageings have three bases");
        let (open, invoices) = (first.explained.clone(), first.total.invoices);
        let zero = zero.expect("one of the bases is the due date");
        Ok(Aged { all, by_client, open, invoices, zero })
    }

    /// How many invoices of a client are open, and their open face.
    pub(super) fn of_client(&self, client: ClientId) -> (u32, Explained) {
        self.by_client.get(&client).cloned().unwrap_or_else(|| (0, self.zero.clone()))
    }

    pub(super) fn shown(&self, names: &Names) -> Vec<AgeingShown> {
        self.all.iter().map(|one| one.shown(names)).collect()
    }
}

impl OneAgeing {
    fn shown(&self, names: &Names) -> AgeingShown {
        let columns = self.columns.iter().zip(&self.total.buckets).map(|(column, &amount)| {
            let (share, permille) = share_of(amount, self.total.total);
            AgeingColumnShown { label: column.label.clone(), amount, share, permille }
        });
        let clients = self.clients.iter().filter_map(|row| {
            Some(AgeingRowShown {
                client: client_named(names, client_of(row)?),
                amounts: row.buckets.clone(),
                total: row.total,
            })
        });
        AgeingShown {
            basis: self.basis,
            label: self.label.to_owned(),
            columns: columns.collect(),
            total: self.explained.clone(),
            clients: clients.collect(),
        }
    }
}

fn client_of(row: &AgeingRow) -> Option<ClientId> {
    match row.of {
        AgeingOf::Client(id) => Some(id),
        AgeingOf::Firm | AgeingOf::Debtor(_) | AgeingOf::ClientDebtor(..) | AgeingOf::Group(_) => {
            None
        }
    }
}

/// The largest debtors and groups in everything open, and how many there are.
pub(super) fn concentration(
    book: &PositionBook<'_>,
    names: &Names,
) -> Result<(Vec<ConcentrationShown>, u32), Refusal> {
    let concentration = book.concentration_of_house()?;
    let count = u32::try_from(concentration.rows.len()).unwrap_or(u32::MAX);
    let largest = concentration.rows.iter().take(CONCENTRATION_ROWS);
    let shown = largest
        .map(|row| {
            let (share, permille) = share_of(row.balance, concentration.pool);
            Ok(ConcentrationShown {
                name: name_of(row, names),
                is_group: matches!(row.of, DebtorOrGroup::Group(_)),
                balance: row.balance,
                share: share.unwrap_or_default(),
                permille,
                working: concentration.worked(row)?.working,
            })
        })
        .collect::<Result<_, Refusal>>()?;
    Ok((shown, count))
}

fn name_of(row: &ConcentrationRow, names: &Names) -> String {
    match row.of {
        DebtorOrGroup::Debtor(id) => {
            let debtor = names.debtors.get(&id);
            debtor.map_or_else(|| format!("Debtor {id}"), |debtor| debtor.name.clone())
        }
        DebtorOrGroup::Group(id) => {
            let groups = names.debtors.values().filter_map(|debtor| debtor.group.as_ref());
            let found = groups.into_iter().find(|(group, _)| *group == id);
            found.map_or_else(|| format!("Group {id}"), |(_, name)| name.clone())
        }
    }
}
