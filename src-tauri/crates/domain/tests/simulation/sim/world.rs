//! The firm, and the decisions it takes.

pub use super::files::{ClientFile, Fault, Kept, Life, ReceiptFile, Remembered};
use super::script::{Decision, Script};
use factor_domain::invoice::{Closed, Purchased};
use factor_domain::ledger::events::Occasion;
use factor_domain::ledger::laws::{InvoiceRecord, RecordState};
use factor_domain::ledger::{AsOf, BalanceKey, Book, Booked, LinesOf};
use factor_domain::settlement::{DebtOf, Due};
use factor_domain::{
    Account, BankAccountId, BatchId, Cause, ClientId, Currency, Day, DebtorId, Entry, EntryNumber,
    HolidayCalendar, InvoiceId, Line, Money, MoneyError, RateIndexes, ReadError, Refusal, Terms,
};
use std::collections::{BTreeMap, BTreeSet};

/// A law that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which, in a few words that stay the same while a script is cut down.
    pub law: String,
    pub words: String,
}

/// Why a decision did not go through.
#[derive(Debug)]
pub enum Stop {
    /// The rules say no: nothing has happened.
    Refused(Refusal),
    /// Something is wrong.
    Broken(Failure),
}

pub type Done = Result<(), Stop>;

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refused(refusal)
    }
}

impl From<MoneyError> for Stop {
    fn from(error: MoneyError) -> Stop {
        Stop::Refused(error.into())
    }
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Stop {
        broken("day in range", format!("{error:?}"))
    }
}

pub fn broken(law: &str, words: String) -> Stop {
    Stop::Broken(Failure { law: law.to_owned(), words })
}

pub struct World {
    pub book: Book,
    pub today: Day,
    pub fault: Fault,
    pub clients: BTreeMap<i64, ClientFile>,
    pub invoices: BTreeMap<i64, Kept>,
    pub receipts: BTreeMap<i64, ReceiptFile>,
    /// Invoices at rest for so long that nothing can happen to them any more.
    pub archived: Vec<InvoiceRecord>,
    pub remembered: Vec<Remembered>,
    pub indexes: RateIndexes,
    pub touched: Touched,
    pub batch: i64,
    pub version: i64,
    /// How often each decision went through, and how often each refusal was given.
    pub done: BTreeMap<&'static str, u64>,
    pub refused: BTreeMap<(&'static str, String), u64>,
    pub audits: u64,
}

/// What the last decision moved.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    pub invoices: BTreeSet<InvoiceId>,
    pub clients: BTreeSet<ClientId>,
}

impl World {
    pub fn new(fault: Fault) -> Result<World, Failure> {
        let first = Day::from_ymd(2023, 1, 2);
        let today = first.map_err(|error| Failure {
            law: "day in range".to_owned(),
            words: format!("{error:?}"),
        })?;
        Ok(World {
            book: Book::new(),
            today,
            fault,
            clients: BTreeMap::new(),
            invoices: BTreeMap::new(),
            receipts: BTreeMap::new(),
            archived: Vec::new(),
            remembered: Vec::new(),
            indexes: RateIndexes::built_in(),
            touched: Touched::default(),
            batch: 0,
            version: 0,
            done: BTreeMap::new(),
            refused: BTreeMap::new(),
            audits: 0,
        })
    }

    /// Plays a script; the place of the decision that failed, and how.
    pub fn play(script: &Script, fault: Fault) -> Result<World, (usize, Failure)> {
        let mut world = World::new(fault).map_err(|failure| (0, failure))?;
        for (place, decision) in script.decisions.iter().enumerate() {
            world.decide(decision).map_err(|failure| (place, failure))?;
        }
        Ok(world)
    }

    /// Takes one decision, if the rules allow it, and checks everything it touched.
    pub fn decide(&mut self, decision: &Decision) -> Result<(), Failure> {
        self.touched = Touched::default();
        match self.take(decision).and_then(|()| self.check_touched()) {
            Ok(()) => *self.done.entry(decision.name()).or_default() += 1,
            Err(Stop::Refused(refusal)) => {
                // A refusal that came after something was written would leave half a decision.
                if !self.touched.clients.is_empty() {
                    let words = format!("{} was refused half way: {refusal}", decision.name());
                    return Err(Failure { law: "all or nothing".to_owned(), words });
                }
                let kind = format!("{refusal:?}");
                let kind = kind.split([' ', '{', '(']).next().unwrap_or_default().to_owned();
                *self.refused.entry((decision.name(), kind)).or_default() += 1;
            }
            Err(Stop::Broken(failure)) => return Err(failure),
        }
        Ok(())
    }

    fn take(&mut self, decision: &Decision) -> Done {
        match decision {
            Decision::Admit { client, currency, terms } => self.admit(*client, currency, *terms),
            Decision::ChangeTerms { client, terms } => self.change_terms(*client, *terms),
            Decision::PassDays { days } => {
                self.today = self.today.plus_days(*days)?;
                Ok(())
            }
            Decision::Buy { client, schedule, lines } => self.buy(*client, *schedule, lines, &[]),
            Decision::Disburse { client, per_mille } => self.disburse(*client, *per_mille),
            Decision::Receive { receipt, days_ago, known, parts } => {
                self.receive(*receipt, *days_ago, *known, parts)
            }
            Decision::ApplyLater { receipt, invoice } => self.apply_later(*receipt, *invoice),
            Decision::Refund { receipt, client, debtor } => self.refund(*receipt, *client, *debtor),
            Decision::Settle { invoice } => self.settle(*invoice),
            Decision::Memo { invoice, per_mille, days_ago } => {
                self.memo(*invoice, *per_mille, *days_ago)
            }
            Decision::Dispute { invoice, per_mille } => self.dispute(*invoice, *per_mille),
            Decision::EndDispute { invoice } => self.end_dispute(*invoice),
            Decision::Misdirect { invoice, per_mille } => self.misdirect(*invoice, *per_mille),
            Decision::ChargeBack { invoice, ground, part, days_ago } => {
                self.charge_back(*invoice, *ground, *part, *days_ago)
            }
            Decision::Swap { invoice, schedule, line } => self.swap(*invoice, *schedule, line),
            Decision::WriteOff { invoice } => self.write_off(*invoice),
            Decision::Return { receipt } => self.return_receipt(*receipt),
            Decision::Release { client, hold } => self.release(*client, *hold),
            Decision::Recover { client, from } => self.recover(*client, *from),
            Decision::ReturnOverpaid { client } => self.return_overpaid(*client),
            Decision::FreeEscrow { client, per_mille } => self.free_escrow(*client, *per_mille),
            Decision::Interest { client } => self.interest(*client),
            Decision::LateCharges { client } => self.late_charges(*client),
            Decision::Minimum { client } => self.minimum(*client),
            Decision::Remember { pick } => self.remember(*pick),
            Decision::Slip { pick } => self.slip(*pick),
            Decision::Audit { pick } => self.audit(*pick),
        }
    }

    pub fn client(&self, client: i64) -> Result<&ClientFile, Stop> {
        self.clients.get(&client).ok_or(Stop::Refused(Refusal::NothingToBook))
    }

    pub fn client_mut(&mut self, client: i64) -> Result<&mut ClientFile, Stop> {
        self.clients.get_mut(&client).ok_or(Stop::Refused(Refusal::NothingToBook))
    }

    /// A script that was cut down may name an invoice that was never bought.
    pub fn kept(&self, invoice: i64) -> Result<&Kept, Stop> {
        self.invoices.get(&invoice).ok_or(Stop::Refused(Refusal::NothingOpen))
    }

    pub fn open(&self, invoice: i64) -> Result<(&Kept, &Purchased), Stop> {
        let kept = self.kept(invoice)?;
        match &kept.life {
            Life::Open(open) => Ok((kept, open)),
            Life::Paid(_) | Life::Back(_) | Life::Off(_) => Err(Refusal::NothingOpen.into()),
        }
    }

    /// Puts an invoice where it stands now.
    pub fn keep(&mut self, life: Life, changed: impl FnOnce(&mut Kept)) -> Done {
        let invoice = life.purchased().facts().offered.of.invoice.get();
        let client = life.purchased().facts().offered.client.get();
        let today = self.today;
        let (is_open, is_earned) =
            (life.closed().is_none(), life.closed().is_some_and(|c| c.earned().is_positive()));
        let kept = self.invoices.get_mut(&invoice).ok_or(Stop::Refused(Refusal::NothingOpen))?;
        kept.life = life;
        kept.touched_on = today;
        changed(kept);
        let file = self.client_mut(client)?;
        file.open.remove(&invoice);
        file.earned.remove(&invoice);
        if is_open {
            file.open.insert(invoice);
        } else if is_earned {
            file.earned.insert(invoice);
        }
        Ok(())
    }

    /// Reads the balances of an invoice from the book again.
    pub fn reread(&mut self, invoice: i64) -> Done {
        let life = self.kept(invoice)?.life.clone();
        let entries: Vec<Entry> =
            self.history(invoice)?.into_iter().map(|booked| booked.entry).collect();
        let next = Purchased::from_books(life.purchased().facts().clone(), &entries)?;
        let life = match life.closed().cloned() {
            Some(closed) => life.with_closed(Closed { invoice: next, ..closed }),
            None => Life::Open(next),
        };
        self.keep(life, |_| ())
    }

    pub fn calendar(terms: &Terms) -> Result<HolidayCalendar, Stop> {
        HolidayCalendar::built_in(&terms.calendar)
            .ok_or_else(|| broken("calendar is built in", terms.calendar.to_string()))
    }

    pub const fn bank(currency: Currency) -> BankAccountId {
        BankAccountId::new(
            currency.minor_digits() as i64 * 1_000 + currency.code().as_bytes()[0] as i64,
        )
    }

    pub fn batch(&mut self) -> Cause {
        self.batch += 1;
        Cause::Batch(BatchId::new(self.batch))
    }

    pub fn occasion(&self, client: i64, cause: Cause) -> Result<Occasion, Stop> {
        let terms_version = Some(self.client(client)?.version);
        let (event_on, value_on) = (self.today, self.today);
        let client = Some(ClientId::new(client));
        Ok(Occasion { cause, client, event_on, value_on, terms_version })
    }

    /// A client's part of an account, on its usual side above zero.
    pub fn of_client(&self, account: Account, client: i64) -> Result<Money, Stop> {
        let currency = self.client(client)?.currency;
        let key = BalanceKey::client(account, currency, ClientId::new(client));
        Ok(usual(account, self.book.balances().of(&key)?))
    }

    pub fn unapplied(&self, currency: Currency, debtor: DebtorId) -> Result<Money, Stop> {
        let key = BalanceKey::unapplied(currency, debtor);
        Ok(self.book.balances().of(&key)?.negated())
    }

    /// What a client owes, what it has overpaid taken off the latest.
    pub fn dues(&self, client: i64) -> Result<Vec<Due>, Stop> {
        let file = self.client(client)?;
        let mut dues: Vec<Due> = Vec::new();
        let mut overpaid = Money::zero(file.currency);
        for (&of, &(minor, due_on)) in &file.dues {
            let owed = Money::new(minor, file.currency)?;
            if owed.is_positive() {
                let of = of.map_or(DebtOf::Account, DebtOf::Invoice);
                dues.push(Due { of, owed, due_on });
            } else {
                overpaid = overpaid.minus(owed)?;
            }
        }
        dues.sort_by_key(|due| (due.due_on, due.of));
        for due in dues.iter_mut().rev() {
            let off = due.owed.at_most(overpaid)?;
            due.owed = due.owed.minus(off)?;
            overpaid = overpaid.minus(off)?;
        }
        dues.retain(|due| due.owed.is_positive());
        Ok(dues)
    }

    /// Every entry on an invoice, the oldest first.
    pub fn history(&self, invoice: i64) -> Result<Vec<Booked>, Stop> {
        let of = LinesOf::invoice(InvoiceId::new(invoice));
        let lines = self.book.lines(of, AsOf::as_shown(self.today))?;
        let numbers: BTreeSet<EntryNumber> = lines.iter().map(|line| line.number).collect();
        Ok(numbers.into_iter().filter_map(|number| self.book.entry(number)).collect())
    }

    pub fn records(&self) -> Vec<InvoiceRecord> {
        let mut records = self.archived.clone();
        records.extend(self.invoices.values().map(|kept| {
            let purchased = kept.life.purchased();
            InvoiceRecord {
                invoice: purchased.facts().offered.of.invoice,
                face: purchased.facts().offered.face,
                state: match kept.life {
                    Life::Open(_) => RecordState::Open,
                    Life::Paid(_) | Life::Back(_) | Life::Off(_) => RecordState::Closed,
                },
            }
        }));
        records
    }
}

/// The accounts that net funds employed are the sum of.
pub const EMPLOYED: [Account; 5] = [
    Account::ReceivablesPurchased,
    Account::ClientReserve,
    Account::ClientCharges,
    Account::Escrow,
    Account::ClientPayable,
];

pub fn usual(account: Account, balance: Money) -> Money {
    match account.normal_side() {
        factor_domain::ledger::NormalSide::Debit => balance,
        factor_domain::ledger::NormalSide::Credit => balance.negated(),
    }
}

pub fn approver() -> Line {
    Line::new("approved_by", "A. Manager").unwrap_or_default()
}
