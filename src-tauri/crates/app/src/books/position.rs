//! What the firm has out at the end of any day, from the one list of open items.

use factor_domain::Refusal;
use factor_domain::exposure::{PositionBook, PositionInput, PositionRules};
use factor_store::Connection;
use factor_store::book::{self, AsOf, ItemFilter, Names, NamesAsked};

use crate::books::figures::{client_named, explained, refused};
use crate::books::position_parts::{self as parts, Aged, Stored};
use crate::books::wire::{AsOfAsked, PositionPage, PositionRow};
use crate::books::{Asked, as_of, counted, entries_in_all};
use crate::desk::Reading;
use crate::error::AppError;
use crate::terms::firm_currency;

/// Funds employed, ageing and concentration of the firm and of each client, in its currency.
///
/// # Errors
/// A day that cannot be read or has not come; books that no position can be made of; of the
/// storage.
pub async fn position(reading: &Reading<'_>, input: AsOfAsked) -> Result<PositionPage, AppError> {
    let asked = as_of(&input, reading.now)?;
    let mut ledger = reading.ledger.read().await?;
    let stored = stored(&mut ledger, asked.stored).await?;
    let names = book::names(&mut ledger, &names_of(&stored)).await?;
    let entries = entries_in_all(&mut ledger).await?;
    drop(ledger);
    page(asked, &stored, &names, entries).map_err(|refusal| refused(&refusal))
}

/// Everything a position is made from, read in one moment.
async fn stored(ledger: &mut Connection, as_of: AsOf) -> Result<Stored, AppError> {
    Ok(Stored {
        currency: firm_currency(ledger).await?,
        items: book::open_items(ledger, as_of, ItemFilter::default()).await?,
        accounts: book::client_balances(ledger, as_of).await?,
        unapplied: book::unapplied_cash(ledger, as_of).await?,
    })
}

fn names_of(stored: &Stored) -> NamesAsked {
    let of_accounts = stored.accounts.iter().filter_map(|one| one.client);
    NamesAsked {
        clients: of_accounts.chain(stored.items.iter().map(|item| item.client)).collect(),
        debtors: stored.items.iter().map(|item| item.debtor).collect(),
        ..NamesAsked::default()
    }
}

fn page(
    asked: Asked,
    stored: &Stored,
    names: &Names,
    entries: u32,
) -> Result<PositionPage, Refusal> {
    let items = parts::items(stored, names);
    let balances = parts::balances(stored, &items)?;
    let rules = PositionRules::default();
    let book = PositionBook::of(PositionInput {
        currency: stored.currency,
        as_of: asked.shown.day,
        items: &items,
        balances: &balances,
        rules: &rules,
    })?;
    let aged = Aged::of(&book)?;
    let firm = book.funds_of_firm()?;
    let (concentration, concentration_count) = parts::concentration(&book, names)?;
    let open_in_all = stored.items.iter().filter(|item| !item.open.is_zero()).count();
    Ok(PositionPage {
        as_of: asked.shown,
        currency: stored.currency.to_string(),
        entries,
        invoices: aged.invoices,
        open: aged.open.clone(),
        gross: explained(firm.gross),
        net: explained(firm.net),
        unknown_cash: parts::unknown_cash(stored)?,
        other_currencies: counted(open_in_all.saturating_sub(items.len()) as u64),
        rows: rows(&book, &aged, names)?,
        ageings: aged.shown(names),
        concentration,
        concentration_count,
    })
}

/// The clients, those with the most out first.
fn rows(book: &PositionBook<'_>, aged: &Aged, names: &Names) -> Result<Vec<PositionRow>, Refusal> {
    let mut rows = Vec::new();
    for client in book.clients() {
        let funds = book.funds_of(client)?;
        let (invoices, open) = aged.of_client(client);
        // A client of the past, with nothing out and nothing coming, is no row.
        if invoices == 0 && funds.gross.value.is_zero() && funds.net.value.is_zero() {
            continue;
        }
        rows.push(PositionRow {
            client: client_named(names, client),
            invoices,
            open,
            gross: explained(funds.gross),
            net: explained(funds.net),
        });
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row.gross.amount.minor()), row.client.id));
    Ok(rows)
}
