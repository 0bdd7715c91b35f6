//! A payoff letter: what ends a client's obligations, and whether it leaves early.

use factor_domain::ids::ClientId;
use factor_domain::settlement::{Payoff, PayoffFacts, PayoffInvoice};
use factor_domain::{Day, Money};
use factor_store::Connection;
use factor_store::book::{self, NamesAsked};

use crate::books::{out_of_range, refused};
use crate::bought::Bought;
use crate::contracts::life;
use crate::error::AppError;
use crate::letters::about::{About, Listed};
use crate::letters::asked::Asked;
use crate::letters::wire::Leaving;
use crate::standing::Standing;
use crate::terms::Versions;

impl About {
    pub(super) async fn with_payoff(
        &mut self,
        connection: &mut Connection,
        asked: &Asked,
        client: ClientId,
    ) -> Result<(), AppError> {
        let currency = asked.profile.firm.currency;
        let items = self.open_items(connection, asked, client).await?;
        let ids: Vec<_> = items.iter().map(|item| item.invoice).collect();
        let debtors = items.iter().map(|item| item.debtor).collect();
        let names =
            book::names(connection, &NamesAsked { debtors, ..NamesAsked::default() }).await?;
        let next_day = asked.good_through.plus_days(1).unwrap_or(asked.good_through);
        for (item, bought) in items.iter().zip(Bought::all(connection, &ids).await?) {
            let fees = |day: Day| {
                let charges = bought.fees_to(day)?;
                let sum = charges.iter().map(|charge| charge.fee.value);
                Ok(sum.into_iter().try_fold(Money::zero(currency), Money::plus)?)
            };
            let cost = PayoffInvoice {
                open: item.open,
                reserve: item.reserve,
                fees: fees(asked.good_through).map_err(|e| refused(&e))?,
                fees_next_day: fees(next_day).map_err(|e| refused(&e))?,
            };
            let debtor = names.debtors.get(&item.debtor).map(|debtor| debtor.name.clone());
            self.invoices.push(Listed {
                number: item.number.clone(),
                debtor: debtor.unwrap_or_default(),
                invoiced_on: item.invoiced_on,
                due_on: Some(item.due_on),
                amount: item.open,
                payoff: Some(cost),
                late: None,
                line: None,
            });
        }
        let agreement = life::of_client(connection, client, asked.good_through).await?;
        let (is_early, reason) = match agreement {
            Some(agreement) => agreement.leaving(asked.good_through),
            None => (false, "No agreement is signed.".to_owned()),
        };
        let is_asked = asked.is_early.unwrap_or(is_early);
        self.leaving = Some(Leaving { is_early, reason });
        self.payoff = Some(self.payoff_sum(connection, asked, client, is_asked).await?);
        Ok(())
    }

    async fn payoff_sum(
        &self,
        connection: &mut Connection,
        asked: &Asked,
        client: ClientId,
        is_early: bool,
    ) -> Result<Payoff, AppError> {
        let currency = asked.profile.firm.currency;
        let zero = Money::zero(currency);
        let today = asked.now.day();
        let versions = Versions::load(connection, client).await?;
        let terms = versions.in_force(today).or_else(|| versions.signed());
        let early_termination = match terms.filter(|_| is_early) {
            Some((_, terms, _)) => terms.early_termination_fee().map_err(|e| refused(&e))?.value,
            None => zero,
        };
        let standing = Standing::load(connection, today).await?;
        let none = factor_domain::exposure::ClientBalances::none(client, currency);
        let of = standing.balances.iter().find(|one| one.client == client).unwrap_or(&none);
        let facts = PayoffFacts {
            currency,
            invoices: self.invoices.iter().filter_map(|listed| listed.payoff).collect(),
            charges: of.charges,
            early_termination,
            earned_reserve: of.earned_reserve,
            escrow: of.escrow,
            payable: of.payable,
            unapplied: of
                .unapplied_of_client
                .plus(of.unapplied_of_debtors)
                .map_err(out_of_range)?,
        };
        facts.payoff().map_err(|e| refused(&e))
    }
}
