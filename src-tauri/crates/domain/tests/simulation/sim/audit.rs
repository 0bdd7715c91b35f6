//! All laws over all books, past days replayed, totals of positions and ageing compared.

use super::rng::Rng;
use super::world::{Done, Life, Remembered, Stop, World, broken};
use factor_domain::ageing::AgeingRules;
use factor_domain::exposure::{PositionBook, PositionInput, PositionRules};
use factor_domain::ledger::laws::{
    BooksCheck, BooksChecked, FeeSample, InvoiceRecord, RecordState, ShownBalance, SplitBase,
};
use factor_domain::ledger::{AsOf, BalanceKey, Balances, Scope};
use factor_domain::{Account, ClientId, Currency, DatedPayment, Day, Market, Money};
use std::collections::BTreeSet;

/// Past days replayed at each audit.
const REPLAYS: usize = 3;
/// Balances kept of each day that is remembered.
const SAMPLE: usize = 40;
/// Invoices whose fees are priced at each audit.
const PRICED: usize = 12;
/// Days after which a closed invoice or a receipt can no longer change.
const REST_DAYS: i64 = 90;

impl World {
    pub fn remember(&mut self, pick: u64) -> Done {
        let all = self.book.balances().all()?;
        let mut rng = Rng::new(pick);
        let mut sample = Vec::new();
        for _ in 0..SAMPLE.min(all.len()) {
            let (key, amount) = all[rng.place(all.len())];
            sample.push(ShownBalance { as_of: self.today, key, amount });
        }
        // Also a balance that is not there: it has to be nothing on that day for ever.
        for &account in Account::ALL {
            let key = BalanceKey::book(account, Currency::USD);
            let amount = self.book.balances().of(&key)?;
            sample.push(ShownBalance { as_of: self.today, key, amount });
        }
        let digest = digest(self.book.balances())?;
        // Nothing more may be written on this day: the caller lets a day pass.
        self.remembered.push(Remembered { day: self.today, digest, sample });
        self.today = self.today.plus_days(1)?;
        Ok(())
    }

    pub fn audit(&mut self, pick: u64) -> Done {
        let mut rng = Rng::new(pick);
        let fees = self.fee_samples(&mut rng)?;
        let checked = self.check_laws(fees)?;
        if !checked.is_clean() {
            let first = checked.findings.first();
            let law = first.map_or("a law", |finding| finding.law.name());
            let words = first.map_or(String::new(), |f| format!("{:?}: {}", f.subject, f.words));
            return Err(broken(law, words));
        }
        self.replay(&mut rng)?;
        self.compare_positions()?;
        self.compare_statements(&mut rng)?;
        self.audits += 1;
        self.archive()
    }

    /// The seven laws, with the balances of every remembered day and those of today as shown.
    pub fn check_laws(&self, fees: Vec<FeeSample>) -> Result<BooksChecked, Stop> {
        let as_of = self.today;
        let now = self.book.balances().all()?;
        let now = now.into_iter().map(|(key, amount)| ShownBalance { as_of, key, amount });
        let past = self.remembered.iter().flat_map(|day| day.sample.iter().copied());
        let mut check = BooksCheck::new(past.chain(now));
        for booked in self.book.entries() {
            let original = booked.entry.reverses.and_then(|number| self.book.entry(number));
            check.entry(&booked, original.as_ref());
        }
        for record in self.records() {
            check.invoice(&record);
        }
        for sample in fees {
            check.fees(&sample);
        }
        Ok(check.finish())
    }

    /// Random past days, replayed, are as they were shown.
    fn replay(&self, rng: &mut Rng) -> Done {
        for _ in 0..REPLAYS.min(self.remembered.len()) {
            let past = &self.remembered[rng.place(self.remembered.len())];
            let balances = self.book.as_of(AsOf::as_shown(past.day))?;
            if digest(&balances)? != past.digest {
                return Err(broken("a past day is as it was shown", past.day.to_string()));
            }
        }
        // Nothing happens later than today, so today it has all turned out.
        let turned_out = self.book.as_of(AsOf::as_it_turned_out(self.today))?;
        if turned_out != *self.book.balances() {
            return Err(broken("it turned out as it is", self.today.to_string()));
        }
        if self.book.rebuild()? != *self.book.balances() {
            return Err(broken("balances rebuilt are those kept", self.today.to_string()));
        }
        Ok(())
    }

    /// Positions and ageing of each currency add up to the accounts.
    fn compare_positions(&self) -> Done {
        let currencies: BTreeSet<&str> =
            self.clients.values().map(|file| file.currency.code()).collect();
        for code in currencies {
            let currency = Currency::from_code(code)?;
            let (mut items, mut balances) = (Vec::new(), Vec::new());
            for (&id, file) in self.clients.iter().filter(|(_, f)| f.currency == currency) {
                items.extend(self.items(file)?);
                balances.push(self.client_balances(ClientId::new(id), file)?);
            }
            let rules = PositionRules::default();
            let (as_of, items, balances) = (self.today, &items, &balances);
            let input = PositionInput { currency, as_of, items, balances, rules: &rules };
            let positions = PositionBook::of(input)?;
            let ageing_rules = AgeingRules::default();
            let ageing = positions.ageing(&ageing_rules);
            let of = |account| self.book.balances().of(&BalanceKey::book(account, currency));
            let receivables = of(Account::ReceivablesPurchased)?;
            let net = [
                Account::ClientReserve,
                Account::ClientCharges,
                Account::Escrow,
                Account::ClientPayable,
            ]
            .into_iter()
            .try_fold(receivables, |sum, account| sum.plus(of(account)?))?;
            let rows = ageing.by_client()?;
            let by_client =
                rows.iter().try_fold(Money::zero(currency), |sum, row| sum.plus(row.total))?;
            let firm = positions.funds_of_firm()?;
            let eligibility = positions.eligibility_of_firm()?;
            let found = [ageing.total()?.total, by_client, eligibility.open];
            if found != [receivables; 3] || firm.net.value != net {
                let words = format!(
                    "{code}: {found:?} against {receivables}, {} against {net}",
                    firm.net.value
                );
                return Err(broken("positions and ageing add up to the book", words));
            }
        }
        Ok(())
    }

    /// Fees of random open invoices as days pass, and paid in parts, by their own terms.
    fn fee_samples(&self, rng: &mut Rng) -> Result<Vec<FeeSample>, Stop> {
        let mut samples = Vec::new();
        if self.invoices.is_empty() {
            return Ok(samples);
        }
        for _ in 0..PRICED {
            let from = rng.place(self.invoices.len());
            let Some(kept) = self.invoices.values().nth(from) else { continue };
            let Life::Open(open) = &kept.life else { continue };
            let invoice = open.facts().offered.of.invoice;
            let calendar = World::calendar(&kept.terms)?;
            let market = Market { calendar: &calendar, indexes: &self.indexes };
            let mut facts = self.facts_of(kept, open)?;
            facts.payments.clear();
            let start = facts.dates.funded_on.unwrap_or(facts.dates.purchased_on);
            let mut fees = Vec::new();
            for days in (0..100).step_by(7) {
                let fee = kept.terms.fee_amount(&facts, start.plus_days(days)?, &market)?;
                fees.push((u32::try_from(days).unwrap_or_default(), fee));
            }
            samples.push(FeeSample::AsDaysPass { invoice, fees });
            let last = start.plus_days(rng.between(20, 90))?;
            let paid =
                |amount: Money, on: Day| DatedPayment { received_on: on, posted_on: on, amount };
            facts.payments = vec![paid(facts.face, last)];
            let at_once = kept.terms.fee_amount(&facts, last, &market)?;
            let half = facts.face.times_ratio(1, 2, kept.terms.rounding)?;
            let rest = facts.face.minus(half)?;
            if !half.is_positive() || !rest.is_positive() {
                continue;
            }
            facts.payments = vec![paid(half, start.plus_days(9)?), paid(rest, last)];
            let in_parts = kept.terms.fee_amount(&facts, last, &market)?;
            let charges = std::iter::once(kept.terms.fee_base)
                .chain(kept.terms.further_fees.iter().map(|further| further.base));
            let is_declining = charges.into_iter().any(|base| base.is_declining());
            let base =
                if is_declining { SplitBase::DecliningBalance } else { SplitBase::UntilClosed };
            samples.push(FeeSample::PaidInParts { invoice, base, at_once, in_parts });
        }
        Ok(samples)
    }

    /// Puts away what can no longer change, so that years fit into memory.
    fn archive(&mut self) -> Done {
        let before = self.today.plus_days(-REST_DAYS)?;
        let is_at_rest = |kept: &super::world::Kept| {
            kept.touched_on < before
                && kept.life.closed().is_some_and(|closed| closed.earned().is_zero())
        };
        let resting: Vec<i64> =
            self.invoices.iter().filter(|(_, kept)| is_at_rest(kept)).map(|(&id, _)| id).collect();
        for id in resting {
            if let Some(kept) = self.invoices.remove(&id) {
                let offered = &kept.life.purchased().facts().offered;
                let (invoice, face) = (offered.of.invoice, offered.face);
                self.archived.push(InvoiceRecord { invoice, face, state: RecordState::Closed });
            }
        }
        self.receipts.retain(|_, file| file.received_on >= before);
        Ok(())
    }
}

/// One number for all balances: two runs with the same seed end with the same one.
pub fn digest(balances: &Balances) -> Result<u64, Stop> {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut feed = |word: i64| {
        for byte in word.to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for (key, amount) in balances.all()? {
        feed(key.account as i64);
        key.currency.code().bytes().for_each(|byte| feed(i64::from(byte)));
        let (kind, id) = match key.scope {
            Scope::Book => (0, 0),
            Scope::Client(client) => (1, client.get()),
            Scope::Invoice(invoice) => (2, invoice.get()),
            Scope::Debtor(debtor) => (3, debtor.get()),
            Scope::Bank(bank) => (4, bank.get()),
        };
        feed(kind);
        feed(id);
        feed(amount.minor());
    }
    Ok(hash)
}
