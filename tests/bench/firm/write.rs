//! The plan as rows and entries.

use std::collections::BTreeMap;

use factor_domain::invoice::{
    Charge, Offered, On, Paying, Payment, Purchased, PurchasedFacts, Risk,
};
use factor_domain::ledger::events::{
    Disbursement, FromDebtor, Income, InvoiceKey, Occasion, Purchase, Receipt, ReserveRelease,
};
use factor_domain::recourse::ChargeBackGround;
use factor_domain::settlement::SettleFacts;
use factor_domain::{
    BankAccountId, Cause, ClientId, Currency, Day, DebtorId, Entry, EntryNumber, InvoiceId, Line,
    Money, Name, Person, PersonId, Role, ScheduleId, Terms, TermsVersionId,
};
use factor_store::book::{self, NewEntry};
use factor_store::client::{self, ClientFilter, ListOrder, ListPage};
use factor_store::debtor::{self, Debtor, DebtorStatus};
use factor_store::funding::{self, FundingBooked, NewFunding};
use factor_store::invoice::{self, Closing, Ending, InvoiceForm};
use factor_store::receipt::{
    self, BatchKind, FromBankFile, NewDraft, NewReceipt, ReceiptMethod, ValueDay,
};
use factor_store::schedule::{self, ReadLine, ScheduleState};
use factor_store::terms_version::{self, TermsState};
use factor_store::{Tx, Vault};
use serde_json::json;

use super::plan::{DAYS, DEBTORS, Happening, Life, Plan};
use super::{Filled, debtor_name};

const TODAY: &str = "2026-11-19";
const USER: &str = "Ruth Adeyemi";
/// When the records behind the books were entered.
const AT: &str = "2024-11-19T15:00:00.000Z";
/// Days of books in one transaction.
const DAYS_AT_ONCE: i64 = 30;

/// What is known of a client.
struct Seller {
    id: ClientId,
    version: TermsVersionId,
    terms: Terms,
    /// Closed, with reserve that was not released.
    earned: Vec<(InvoiceKey, Money)>,
}

/// A firm that is being written.
struct Writer<'a> {
    plan: &'a Plan,
    person: Person,
    bank: BankAccountId,
    sellers: Vec<Seller>,
    debtors: Vec<DebtorId>,
    /// By the place of the invoice.
    open: BTreeMap<usize, Purchased>,
    today: Day,
    filled: Filled,
}

/// Writes all of it.
pub async fn fill(vault: &Vault, plan: &Plan) -> Filled {
    let mut tx = vault.ledger().begin_write().await.expect("a transaction");
    let bank = Name::new("name", "Operating account").expect("a name");
    let bank = receipt::insert_bank_account(&mut tx, &bank, Currency::USD, None, AT).await;
    let mut writer = Writer {
        plan,
        person: Person {
            id: PersonId::new(1),
            name: Name::new("name", USER).expect("a name"),
            role: Role::Owner,
            write_off_limit: None,
        },
        bank: bank.expect("a bank account"),
        sellers: sellers(&mut tx).await,
        debtors: debtors(&mut tx).await,
        open: BTreeMap::new(),
        today: Day::from_iso(TODAY).expect("a day"),
        filled: Filled { entries: 0, receipts: 0 },
    };
    tx.commit().await.expect("records");
    let first = writer.today.plus_days(1 - DAYS).expect("a day");
    let mut tx = vault.ledger().begin_write().await.expect("a transaction");
    for (number, happening) in (0..).zip(&plan.days) {
        writer.today = first.plus_days(number).expect("a day");
        writer.day(&mut tx, happening).await;
        if number % DAYS_AT_ONCE == 0 {
            tx.commit().await.expect("a month of books");
            tx = vault.ledger().begin_write().await.expect("a transaction");
        }
    }
    tx.commit().await.expect("the last days");
    writer.filled
}

async fn sellers(tx: &mut Tx<'_>) -> Vec<Seller> {
    let page = ListPage {
        text: "",
        filter: ClientFilter::Current,
        order: ListOrder::Since,
        is_descending: false,
        offset: 0,
        limit: 1_000,
        today: Day::from_iso(TODAY).expect("a day"),
    };
    let (clients, _) = client::list(tx, &page).await.expect("the clients");
    let mut found = Vec::new();
    for client in clients {
        let versions = terms_version::of_client(tx, client.id).await.expect("its terms");
        let signed = versions.into_iter().find_map(|version| match version.state {
            TermsState::Signed { terms, .. } => Some((version.id, terms)),
            TermsState::Draft | TermsState::Frozen { .. } => None,
        });
        let (version, terms) = signed.expect("signed terms");
        found.push(Seller { id: client.id, version, terms, earned: Vec::new() });
    }
    found.sort_by_key(|seller| seller.id);
    found
}

async fn debtors(tx: &mut Tx<'_>) -> Vec<DebtorId> {
    let mut made = Vec::new();
    for place in 0..DEBTORS {
        let named = Debtor::named(Name::new("name", &debtor_name(place)).expect("a name"));
        let debtor = Debtor { status: DebtorStatus::Approved, ..named };
        made.push(debtor::insert(tx, &debtor, AT).await.expect("a debtor"));
    }
    made
}

impl Writer<'_> {
    async fn day(&mut self, tx: &mut Tx<'_>, happening: &Happening) {
        for places in &happening.bought {
            self.buy(tx, places).await;
        }
        for places in &happening.paid {
            self.receive(tx, places).await;
        }
        for &place in &happening.charged_back {
            self.charge_back(tx, place).await;
        }
        for &client in &happening.released {
            self.release(tx, client).await;
        }
    }

    fn at(&self) -> String {
        format!("{}T15:04:00.000Z", self.today)
    }

    async fn post(&mut self, tx: &mut Tx<'_>, entries: &[Entry]) -> Vec<EntryNumber> {
        let (booked_on, at) = (self.today, self.at());
        let new: Vec<NewEntry<'_>> = entries
            .iter()
            .map(|entry| NewEntry { entry, booked_on, booked_at: &at, user: USER })
            .collect();
        self.filled.entries += entries.len();
        book::post_all(tx, &new).await.expect("booked entries")
    }

    fn occasion(&self, client: usize, cause: Cause) -> Occasion {
        let seller = &self.sellers[client];
        Occasion {
            cause,
            client: Some(seller.id),
            event_on: self.today,
            value_on: self.today,
            terms_version: Some(seller.version),
        }
    }

    fn days_of(&self, purchased: &Purchased) -> u32 {
        let bought = purchased.facts().purchased_on;
        u32::try_from(bought.days_until(self.today)).expect("bought before it ends")
    }

    fn fee(&self, life: &Life, purchased: &Purchased) -> Charge {
        let (terms, balances) = (&self.sellers[life.client].terms, purchased.balances());
        let fee = terms.fee(balances.face, balances.advance, self.days_of(purchased));
        let fee = fee.expect("a priced invoice");
        Charge { title: "Factoring fee".into(), income: Income::Fee, fee }
    }

    async fn close(&self, tx: &mut Tx<'_>, of: InvoiceId, ending: Ending, entry: EntryNumber) {
        let closing = Closing { closed_on: self.today, entry };
        invoice::close(tx, of, ending, closing, &self.at()).await.expect("a closed invoice");
    }
}

/// Buying.
impl Writer<'_> {
    async fn buy(&mut self, tx: &mut Tx<'_>, places: &[usize]) {
        let at = self.at();
        let seller = self.plan.lives[places[0]].client;
        let client = self.sellers[seller].id;
        let number = schedule::next_number(tx).await.expect("a number");
        let number = Line::new("number", &number).expect("a number");
        let of = schedule::insert(tx, client, &number, self.today, &at).await.expect("a schedule");
        schedule::insert_form(tx, of).await.expect("its form");
        let (mut entries, mut paid, mut face) = (Vec::new(), usd(0), usd(0));
        for &place in places {
            let form = self.form(place, of);
            let entry = self.line(tx, place, &form).await;
            let purchased = self.open[&place].balances();
            paid = paid.plus(purchased.advance).expect("a sum");
            face = face.plus(form.face).expect("a sum");
            entries.push(entry);
        }
        let occasion = self.occasion(seller, Cause::Schedule(of));
        let paying = Disbursement { bank: self.bank, amount: paid }.entry(&occasion);
        entries.push(paying.expect("a payment"));
        let numbers = self.post(tx, &entries).await;
        schedule::set_state(tx, of, ScheduleState::Purchased, &at).await.expect("bought");
        let fingerprint = "0".repeat(64);
        let new = NewFunding {
            schedule: of,
            method: "ach",
            bank: self.bank,
            fingerprint: &fingerprint,
            net: paid,
            by: &self.person,
        };
        let funding = funding::prepare(tx, &new, &at).await.expect("a funding");
        let booked = FundingBooked {
            by: USER,
            funded_on: self.today,
            face,
            invoices: u32::try_from(places.len()).expect("few"),
            account: "",
            reference: "",
            report: "{}",
            instruction: &fingerprint,
            entries: (numbers[0], numbers[numbers.len() - 1]),
        };
        funding::confirm(tx, funding, &booked, &at).await.expect("a confirmed funding");
    }

    fn form(&self, place: usize, schedule: ScheduleId) -> InvoiceForm {
        let life = &self.plan.lives[place];
        InvoiceForm {
            client: self.sellers[life.client].id,
            debtor: self.debtors[life.debtor],
            schedule: Some(schedule),
            number: Line::new("number", &format!("{}-{place:06}", life.client)).expect("a number"),
            face: usd(life.face),
            tax: usd(0),
            retainage: usd(0),
            discount: usd(0),
            invoiced_on: self.today,
            due_on: self.today.plus_days(life.due - life.bought).expect("a day"),
            risk: invoice::Risk::Client,
        }
    }

    /// One line of the schedule with its invoice; gives the entry of its purchase.
    async fn line(&mut self, tx: &mut Tx<'_>, place: usize, form: &InvoiceForm) -> Entry {
        let at = self.at();
        let life = self.plan.lives[place];
        let of = form.schedule.expect("of a schedule");
        let typed = json!({
            "invoice": form.number.as_str(), "debtor": debtor_name(life.debtor),
            "debtor_id": form.debtor, "invoiced_on": form.invoiced_on.to_string(),
            "due_on": form.due_on.to_string(), "face": form.face.format_grouped()
        });
        let read = ReadLine {
            number_key: Some(invoice::number_key(form.number.as_str())),
            debtor: Some(form.debtor),
            face: Some(form.face),
            invoiced_on: Some(form.invoiced_on),
        };
        let position = u32::try_from(place % super::plan::ON_A_SCHEDULE + 1).expect("few");
        let line = schedule::insert_line(tx, of, position, &typed.to_string(), &read).await;
        let id = invoice::insert(tx, form, &at).await.expect("an invoice");
        schedule::set_invoice(tx, line.expect("a line"), Some(id)).await.expect("its invoice");
        let seller = &self.sellers[life.client];
        let kept = invoice::Purchase {
            purchased_on: self.today,
            terms_version: seller.version,
            funded_on: Some(self.today),
            recourse_on: Some(self.today.plus_days(90).expect("a day")),
            late_on: None,
        };
        invoice::purchase(tx, id, &kept, &at).await.expect("a purchase");
        let key = InvoiceKey { invoice: id, debtor: form.debtor };
        let advance = seller.terms.advance_worked(form.face).expect("an advance");
        let on = self.occasion(life.client, Cause::Schedule(of));
        let entry = Purchase { of: key, face: form.face, advance }.entry(&on).expect("an entry");
        let facts = PurchasedFacts {
            offered: Offered {
                of: key,
                client: form.client,
                face: form.face,
                tax: form.tax,
                retainage: form.retainage,
                early_payment: None,
                invoiced_on: form.invoiced_on,
                due_on: form.due_on,
            },
            schedule: of,
            terms_version: seller.version,
            rounding: seller.terms.rounding,
            purchased_on: self.today,
            risk: Risk::Client,
            dispute: None,
            misdirected: None,
            payments: Vec::new(),
        };
        let purchased = Purchased::from_books(facts, std::slice::from_ref(&entry));
        self.open.insert(place, purchased.expect("a bought invoice"));
        entry
    }
}

/// Collecting.
impl Writer<'_> {
    async fn receive(&mut self, tx: &mut Tx<'_>, places: &[usize]) {
        let life = self.plan.lives[places[0]];
        let amount = places.iter().map(|&place| self.plan.lives[place].face).sum();
        let (amount, debtor) = (usd(amount), self.debtors[life.debtor]);
        let id = self.receipt(tx, &life, amount).await;
        let on = On::day(Cause::Receipt(id), self.today);
        let parts = vec![FromDebtor { debtor, amount }];
        let occasion = self.occasion(life.client, on.cause);
        let came = Receipt { bank: self.bank, parts }.entry(&occasion).expect("an entry");
        self.post(tx, &[came]).await;
        for &place in places {
            self.settle(tx, place, id, on).await;
        }
    }

    async fn receipt(
        &mut self,
        tx: &mut Tx<'_>,
        life: &Life,
        amount: Money,
    ) -> factor_domain::ReceiptId {
        self.filled.receipts += 1;
        let reference = format!("{}", 40_000 + self.filled.receipts);
        let new = NewReceipt {
            bank: self.bank,
            client: Some(self.sellers[life.client].id),
            debtor: Some(self.debtors[life.debtor]),
            amount,
            received_on: self.today,
            value_on: self.today,
            method: ReceiptMethod::Check,
            reference: Line::new("reference", &reference).expect("a reference"),
        };
        let draft = NewDraft {
            receipt: &new,
            payer: "",
            remittance: "",
            value: ValueDay::ByTerms,
            allocation: "{}",
            person: (self.person.id, USER),
            from: FromBankFile::default(),
        };
        let at = self.at();
        let id = receipt::insert_draft(tx, &draft, &at).await.expect("a receipt");
        receipt::mark_booked(tx, id, "{}", &at).await.expect("a booked receipt");
        id
    }

    async fn settle(
        &mut self,
        tx: &mut Tx<'_>,
        place: usize,
        receipt: factor_domain::ReceiptId,
        on: On,
    ) {
        let life = self.plan.lives[place];
        let purchased = self.open.remove(&place).expect("an open invoice");
        let day = self.today;
        let amount = purchased.balances().open;
        let payment = Payment { receipt, received_on: day, posted_on: day, value_on: day, amount };
        let step = purchased.apply(payment, &Paying::InFull, on).expect("a payment");
        let facts = SettleFacts {
            charges: vec![self.fee(&life, &purchased)],
            client_dues: usd(0),
            escrow: None,
            escrow_held: usd(0),
        };
        let settled = step.next.settle(&facts, on).expect("a settlement");
        let mut entries = step.entries;
        entries.extend(settled.entries);
        let numbers = self.post(tx, &entries).await;
        let of = purchased.facts().offered.of;
        self.close(tx, of.invoice, Ending::Paid, numbers[numbers.len() - 1]).await;
        let left = settled.next.closed.earned();
        if left.is_positive() {
            self.sellers[life.client].earned.push((of, left));
        }
    }

    async fn charge_back(&mut self, tx: &mut Tx<'_>, place: usize) {
        let life = self.plan.lives[place];
        let purchased = self.open.remove(&place).expect("an open invoice");
        let of = purchased.facts().offered.of.invoice;
        let on = On::day(Cause::Invoice(of), self.today);
        let fees = [self.fee(&life, &purchased)];
        let step = purchased.charge_back(&fees, ChargeBackGround::Agreed, on);
        let numbers = self.post(tx, &step.expect("a charge-back").entries).await;
        self.close(tx, of, Ending::ChargedBack, numbers[0]).await;
    }

    async fn release(&mut self, tx: &mut Tx<'_>, client: usize) {
        let earned = std::mem::take(&mut self.sellers[client].earned);
        if earned.is_empty() {
            return;
        }
        let batch = receipt::insert_batch(tx, BatchKind::Release, self.today, &self.at()).await;
        let on = self.occasion(client, Cause::Batch(batch.expect("a batch")));
        let (mut entries, mut sum) = (Vec::new(), usd(0));
        for (of, amount) in earned {
            sum = sum.plus(amount).expect("a sum");
            let release = ReserveRelease { of, amount, working: None };
            entries.push(release.entry(&on).expect("an entry"));
        }
        let paying = Disbursement { bank: self.bank, amount: sum };
        entries.push(paying.entry(&on).expect("an entry"));
        self.post(tx, &entries).await;
    }
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD).expect("an amount")
}
