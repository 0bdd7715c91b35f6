//! The cheap laws, after every decision, on what it touched.

use super::world::{ClientFile, Done, EMPLOYED, Stop, World, broken};
use factor_domain::exposure::{
    ClientBalances, ItemFlags, Minor, OpenItem, PositionBook, PositionInput, PositionRules,
};
use factor_domain::ledger::InvoiceBalances;
use factor_domain::settlement::{Claim, Settlement};
use factor_domain::{Account, ClientId, DebtorGroupId, InvoiceId, Money, Worked};

/// Debtors whose numbers share all but the last digits belong together.
pub const DEBTORS_IN_GROUP: i64 = 3;

impl World {
    pub fn check_touched(&self) -> Done {
        for &invoice in &self.touched.invoices {
            self.check_invoice(invoice)?;
        }
        for &client in &self.touched.clients {
            self.check_client(client)?;
        }
        Ok(())
    }

    fn check_invoice(&self, invoice: InvoiceId) -> Done {
        let of_book = self.book.invoice(invoice)?.filter(|b| b.face.is_positive());
        let Some(b) = of_book else {
            return Err(broken("postings name invoices that were bought", invoice.to_string()));
        };
        // One that was put away is at rest, but what is owed for it may still be paid.
        let kept = self.invoices.get(&invoice.get()).map(|kept| *kept.life.purchased().balances());
        if kept.is_some_and(|kept| kept != b) {
            let words = format!("invoice {invoice}: kept {kept:?}, booked {b:?}");
            return Err(broken("the state of an invoice is its postings", words));
        }
        let failed = |law: &str| Err(broken(law, format!("invoice {invoice}: {b:?}")));
        if b.open.is_negative() || b.reserve.is_negative() {
            return failed("nothing on an invoice is below zero");
        }
        if face_ended(&b) + b.open.minor() != b.face.minor() {
            return failed("an invoice's face is accounted for");
        }
        let taken = b.fees_from_reserve.minor() + b.interest_from_reserve.minor();
        let given = b.advance.minor() + taken + b.released.minor() + b.reserve.minor();
        let covered = b.collected.minor() + b.repurchased.minor() + b.loss.minor();
        if given - b.deficit.minor() != covered + b.open.minor() {
            return failed("an invoice's money is accounted for");
        }
        let earned = (covered - b.advance.minor() - taken).max(0);
        if b.released.minor() - b.deficit.minor() > earned {
            return failed("nothing is released beyond what is earned");
        }
        Ok(())
    }

    /// Gross and net funds employed of the book are those of the open items.
    fn check_client(&self, client: ClientId) -> Done {
        let file = self.client(client.get())?;
        let items = self.items(file)?;
        let balances = [self.client_balances(client, file)?];
        let rules = PositionRules::default();
        let input = PositionInput {
            currency: file.currency,
            as_of: self.today,
            items: &items,
            balances: &balances,
            rules: &rules,
        };
        let positions = PositionBook::of(input)?;
        let funds = positions.funds_of(client)?;
        let [receivables, reserve, charges, escrow, payable] =
            EMPLOYED.map(|account| self.of_client(account, client.get()));
        let (reserve, charges) = (reserve?, charges?);
        let accrued = reserve.minus(balances[0].earned_reserve)?;
        let gross = receivables?.minus(accrued)?.plus(charges)?;
        let net = gross.minus(balances[0].earned_reserve)?.minus(escrow?)?.minus(payable?)?;
        let found = (funds.gross.value, funds.net.value);
        if found != (gross, net) || !positions.disagreements()?.is_empty() {
            let words = format!(
                "client {client}: positions {found:?}, book {:?}, {:?}",
                (gross, net),
                positions.disagreements()?
            );
            return Err(broken("funds employed of book and open items agree", words));
        }
        let owed: i64 = file.dues.values().map(|(minor, _)| *minor).sum();
        if owed != charges.minor() {
            let words = format!("client {client}: dues {owed}, book {charges}");
            return Err(broken("what a client owes is the sum of its dues", words));
        }
        let employed = file.employed + file.moved.values().sum::<i64>();
        if employed == net.minor() {
            return Ok(());
        }
        let words = format!("client {client}: by value day {employed}, book {net}");
        Err(broken("funds employed by value day end at the same", words))
    }

    pub fn items(&self, file: &ClientFile) -> Result<Vec<OpenItem>, Stop> {
        let mut items = Vec::with_capacity(file.open.len());
        for id in &file.open {
            let kept = self.kept(*id)?;
            let purchased = kept.life.purchased();
            let (facts, b) = (purchased.facts(), purchased.balances());
            let offered = &facts.offered;
            let out = b.advance.minus(b.collected)?.at_least(Money::zero(file.currency))?;
            let group = offered.of.debtor.get() / DEBTORS_IN_GROUP;
            let flags = ItemFlags {
                disputed: facts.dispute.map_or(Minor::ZERO, |d| Minor::of(d.amount)),
                ..ItemFlags::default()
            };
            items.push(OpenItem {
                invoice: offered.of.invoice,
                client: offered.client,
                debtor: offered.of.debtor,
                group: (group % 2 == 0).then(|| DebtorGroupId::new(group)),
                invoiced_on: offered.invoiced_on,
                due_on: offered.due_on,
                purchased_on: facts.purchased_on,
                face: Minor::of(offered.face),
                open: Minor::of(b.open),
                advance_outstanding: Minor::of(out),
                reserve: Minor::of(b.reserve),
                accrued_fee: Minor::ZERO,
                advance_rate: kept.terms.advance_rate,
                flags,
            });
        }
        Ok(items)
    }

    pub fn client_balances(
        &self,
        client: ClientId,
        file: &ClientFile,
    ) -> Result<ClientBalances, Stop> {
        let zero = Money::zero(file.currency);
        let mut earned = zero;
        for id in &file.earned {
            let closed = self.kept(*id)?.life.closed();
            earned = earned.plus(closed.map_or(zero, |closed| closed.earned()))?;
        }
        let of = |account| self.of_client(account, client.get());
        Ok(ClientBalances {
            charges: of(Account::ClientCharges)?,
            earned_reserve: earned,
            accrued_reserve: of(Account::ClientReserve)?.minus(earned)?,
            escrow: of(Account::Escrow)?,
            payable: of(Account::ClientPayable)?,
            ..ClientBalances::none(client, file.currency)
        })
    }

    /// The rebate, what is kept on release and what is earned are one sum.
    pub fn check_rebate(&self, settlement: &Settlement, earned: Money) -> Done {
        let waterfall = &settlement.waterfall;
        let given = waterfall
            .steps
            .iter()
            .try_fold(Money::zero(earned.currency()), |sum, step| sum.plus(step.given))?;
        let kept = waterfall.given(Claim::ClientDues).plus(waterfall.given(Claim::Escrow))?;
        let rebate = settlement.rebate.value;
        let zero = Money::zero(earned.currency());
        let all = rebate.plus(kept)?.at_least(zero)?;
        if all == earned && given == waterfall.cash {
            return Ok(());
        }
        let words = format!("rebate {rebate}, kept {kept}, earned {earned}, {waterfall:?}");
        Err(broken("a settlement leaves what is earned", words))
    }

    /// The same charge, told from the advance and from the face.
    pub fn check_quote(&self, by_face: &Worked<Money>, booked: &Worked<Money>) -> Done {
        if by_face.value == booked.value {
            return Ok(());
        }
        let words = format!("{} by face, {} booked", by_face.value, booked.value);
        Err(broken("both bases of a charge-back agree", words))
    }

    /// What a run shows as payable is what becomes payable.
    pub fn check_payable(&self, client: i64, before: Money, shown: Money) -> Done {
        let after = self.of_client(Account::ClientPayable, client)?;
        if after.minus(before)? == shown {
            return Ok(());
        }
        let words = format!("client {client}: {before} and {shown} are not {after}");
        Err(broken("a release pays what it shows", words))
    }
}

fn face_ended(b: &InvoiceBalances) -> i64 {
    [b.collected, b.charged_to_reserve, b.charged_back, b.written_off]
        .iter()
        .map(|part| part.minor())
        .sum()
}
