//! Statements of random clients and periods: opening and movements are the closing balance, and
//! the next statement begins with it.

use super::rng::Rng;
use super::world::{Done, Stop, World, broken};
use factor_domain::exposure::{ItemFlags, Minor, OpenItem};
use factor_domain::ledger::{AsOf, BalanceKey, Balances, Booked};
use factor_domain::statement::{
    ClientStatement, ClientStatementInput, InvoiceStanding, Period, StatedAccount, StatedBalances,
};
use factor_domain::{Account, ClientId, Currency, Day, DebtorId, InvoiceId, Rate};
use std::collections::BTreeSet;

/// Clients whose statements are made at each audit.
const STATED: usize = 2;

impl World {
    /// Two statements of a client that follow each other, over random periods.
    pub fn compare_statements(&self, rng: &mut Rng) -> Done {
        let clients: Vec<(i64, Currency)> =
            self.clients.iter().map(|(&id, file)| (id, file.currency)).collect();
        let Some(first) = self.book.entries().next().map(|booked| booked.booked_on) else {
            return Ok(());
        };
        let days = first.days_until(self.today).max(2);
        for _ in 0..STATED.min(clients.len()) {
            let (id, currency) = clients[rng.place(clients.len())];
            let middle = first.plus_days(rng.between(0, days - 1))?;
            let start = first.plus_days(rng.between(0, days - 1))?.min(middle);
            let earlier = Period { first: start, last: middle };
            let later = Period { first: middle.plus_days(1)?, last: self.today };
            let client = ClientId::new(id);
            let earlier = self.statement(client, currency, earlier)?;
            let later = self.statement(client, currency, later)?;
            for account in StatedAccount::ALL {
                let ends = earlier.account(account).map(|section| section.closing);
                let begins = later.account(account).map(|section| section.opening);
                if ends != begins {
                    let words = format!("{client} {account:?}: {ends:?} and {begins:?}");
                    return Err(broken("a statement begins where the last one ended", words));
                }
            }
        }
        Ok(())
    }

    fn statement(
        &self,
        client: ClientId,
        currency: Currency,
        period: Period,
    ) -> Result<ClientStatement, Stop> {
        let before = self.book.as_of(AsOf::as_shown(period.first.plus_days(-1)?))?;
        let after = self.book.as_of(AsOf::as_shown(period.last))?;
        let all: Vec<Booked> =
            self.book.entries().filter(|booked| booked.entry.client == Some(client)).collect();
        let standing_before = standings(&before, &all, currency)?;
        let standing_after = standings(&after, &all, currency)?;
        let is_open = |one: &&InvoiceStanding| !one.open.is_zero();
        let open = standing_after.iter().filter(is_open);
        let items: Vec<OpenItem> = open.map(|one| item(client, one, period.last)).collect();
        let is_in =
            |booked: &&Booked| booked.booked_on >= period.first && booked.booked_on <= period.last;
        let entries: Vec<Booked> = all.iter().filter(is_in).cloned().collect();
        ClientStatement::of(&ClientStatementInput {
            client,
            currency,
            period,
            opening: &balances(&before, client, currency)?,
            closing: &balances(&after, client, currency)?,
            entries: &entries,
            standing_before: &standing_before,
            standing_after: &standing_after,
            items: &items,
        })
        .map_err(|error| broken("a statement adds up", format!("{client}: {error}")))
    }
}

fn balances(of: &Balances, client: ClientId, currency: Currency) -> Result<StatedBalances, Stop> {
    let mut stated = StatedBalances::none(currency);
    for &account in Account::ALL {
        stated.add(account, of.of(&BalanceKey::client(account, currency, client))?)?;
    }
    Ok(stated)
}

/// What stands on every invoice that the client's entries name.
fn standings(
    of: &Balances,
    entries: &[Booked],
    currency: Currency,
) -> Result<Vec<InvoiceStanding>, Stop> {
    let named: BTreeSet<InvoiceId> = entries
        .iter()
        .flat_map(|booked| booked.entry.postings.iter().filter_map(|posting| posting.invoice))
        .collect();
    let mut standings = Vec::new();
    for invoice in named {
        let stands = |account| of.of(&BalanceKey::invoice(account, currency, invoice));
        let open = stands(Account::ReceivablesPurchased)?;
        let reserve = stands(Account::ClientReserve)?.negated();
        if !open.is_zero() || !reserve.is_zero() {
            standings.push(InvoiceStanding { invoice, open, reserve });
        }
    }
    Ok(standings)
}

/// Only what is open counts here; its days are those of the statement.
fn item(client: ClientId, standing: &InvoiceStanding, on: Day) -> OpenItem {
    OpenItem {
        invoice: standing.invoice,
        client,
        debtor: DebtorId::new(1),
        group: None,
        invoiced_on: on,
        due_on: on,
        purchased_on: on,
        face: Minor::of(standing.open),
        open: Minor::of(standing.open),
        advance_outstanding: Minor::ZERO,
        reserve: Minor::of(standing.reserve),
        accrued_fee: Minor::ZERO,
        advance_rate: Rate::hundredths(0),
        flags: ItemFlags::default(),
    }
}
