//! The records around the books come back as they were kept, and a row that cannot be is named.

use factor_domain::party::Address;
use factor_domain::{BankAccount, DataId, Line, Name, Rate};

use super::*;
use crate::StoreError;
use crate::dated::{self, CalendarDay, DayKind, LegalFigure, LegalKind, Source, StoredRate};
use crate::debtor::{self, Buying, ClientDebtor, Debtor, DebtorStatus, Notice};
use crate::invoice::{self, Closing, Ending, InvoiceForm, InvoiceState, Purchase, Risk};
use crate::receipt::{self, BatchKind, NewReceipt, ReceiptMethod, ReceiptState};
use crate::schedule::{self, ScheduleState};

fn text(text: &str) -> Line {
    Line::new("", text).unwrap()
}

fn new_debtor(name: &str) -> Debtor {
    Debtor {
        name: Name::new("name", name).unwrap(),
        group: None,
        address: Address::default(),
        country: "US".to_owned(),
        phone: None,
        email: None,
        limit: Some(usd(5_000_000)),
        limit_until: None,
        limit_review_on: Some(day("2026-12-31")),
        is_government: false,
        is_insolvent: false,
        discount: None,
        status: DebtorStatus::Approved,
    }
}

#[tokio::test]
async fn debtors_groups_and_pairs_come_back_as_kept() {
    let world = World::new().await;
    let mut tx = world.write().await;
    let group = Name::new("name", "Halden Group").unwrap();
    let group_id = debtor::insert_group(&mut tx, &group, Some(usd(9)), AT).await.unwrap();
    let again = debtor::insert_group(&mut tx, &group, None, AT).await;
    assert!(matches!(again, Err(StoreError::Duplicate(_))));
    assert_eq!(debtor::groups(&mut tx).await.unwrap()[0].limit, Some(usd(9)));

    let kept = new_debtor("Halden Foods Inc.");
    let id = debtor::insert(&mut tx, &kept, AT).await.unwrap();
    let mut record = debtor::load(&mut tx, id).await.unwrap();
    assert_eq!(record.debtor, kept);
    record.debtor.group = Some(group_id);
    record.debtor.status = DebtorStatus::OnStop;
    assert!(debtor::update(&mut tx, &record, AT).await.unwrap());
    assert!(!debtor::update(&mut tx, &record, AT).await.unwrap(), "saved meanwhile");
    let found = debtor::with_name_like(&mut tx, "HALDEN FOODS").await.unwrap();
    assert_eq!((found.len(), found[0].revision), (1, 2));
    assert_eq!(found[0].debtor, record.debtor);
    assert_eq!(debtor::list(&mut tx).await.unwrap().len(), 4);

    let pair = ClientDebtor {
        client: ClientId::new(1),
        debtor: id,
        buying: Buying::NoBuy,
        limit: None,
        notice: Notice::None,
        notice_on: None,
        notice_how: None,
        is_affiliate: true,
        is_contra: false,
    };
    debtor::save_pair(&mut tx, &pair, AT).await.unwrap();
    debtor::save_pair(&mut tx, &pair, AT).await.unwrap();
    assert_eq!(debtor::pair(&mut tx, ClientId::new(1), id).await.unwrap(), Some(pair.clone()));
    assert_eq!(debtor::pair(&mut tx, ClientId::new(2), id).await.unwrap(), None);
    assert_eq!(debtor::pairs_of_client(&mut tx, ClientId::new(1)).await.unwrap(), [pair]);
}

fn form(schedule: factor_domain::ScheduleId) -> InvoiceForm {
    InvoiceForm {
        client: ClientId::new(1),
        debtor: DebtorId::new(2),
        schedule: Some(schedule),
        number: text("INV-0042"),
        face: usd(1_000_000),
        tax: usd(80_000),
        retainage: usd(0),
        discount: usd(20_000),
        invoiced_on: day("2026-01-05"),
        due_on: day("2026-02-04"),
        risk: Risk::Client,
    }
}

#[tokio::test]
async fn an_invoice_goes_from_draft_to_closed_and_keeps_what_it_was_bought_by() {
    let world = World::new().await;
    let mut tx = world.write().await;
    let number = text("S-7");
    let client = ClientId::new(1);
    let offered = day("2026-01-06");
    let schedule = schedule::insert(&mut tx, client, &number, offered, AT).await.unwrap();
    schedule::set_state(&mut tx, schedule, ScheduleState::Submitted, AT).await.unwrap();
    let kept = schedule::load(&mut tx, schedule).await.unwrap();
    assert_eq!((kept.number, kept.offered_on), (number, offered));
    assert_eq!(schedule::in_state(&mut tx, ScheduleState::Submitted).await.unwrap().len(), 1);

    let id = invoice::insert(&mut tx, &form(schedule), AT).await.unwrap();
    invoice::set_state(&mut tx, id, InvoiceState::Approved, AT).await.unwrap();
    let unbought = invoice::set_state(&mut tx, id, InvoiceState::ClosedPaid, AT).await;
    assert!(matches!(unbought, Err(StoreError::Constraint(_))));
    invoice::purchase(&mut tx, id, &purchased(), AT).await.unwrap();
    let twice = invoice::purchase(&mut tx, id, &purchased(), AT).await;
    assert!(matches!(twice, Err(StoreError::NotFound)));
    invoice::set_funded(&mut tx, id, Some(day("2026-01-07")), AT).await.unwrap();
    let found = invoice::load(&mut tx, id).await.unwrap();
    assert_eq!(found.form, form(schedule));
    let funded = Purchase { funded_on: Some(day("2026-01-07")), ..purchased() };
    assert_eq!((found.state, found.purchase), (InvoiceState::Purchased, Some(funded)));
    assert_eq!(
        invoice::of_schedule(&mut tx, schedule).await.unwrap(),
        std::slice::from_ref(&found)
    );
    assert_eq!(invoice::with_number_like(&mut tx, "inv 42").await.unwrap(), [found]);
    tx.commit().await.unwrap();
    for sql in ["face_minor = 1", "terms_version_id = 2", "debtor_id = 1", "client_id = 2"] {
        let refused = world.refusal(&format!("UPDATE invoice SET {sql} WHERE id = {id}")).await;
        assert!(refused.contains("keeps what it was bought by"), "{sql}: {refused}");
    }
    let refused = world.refusal(&format!("DELETE FROM invoice WHERE id = {id}")).await;
    assert!(refused.contains("never removed"), "{refused}");
}

fn purchased() -> Purchase {
    Purchase {
        purchased_on: day("2026-01-06"),
        terms_version: TermsVersionId::new(1),
        funded_on: None,
        recourse_on: Some(day("2026-04-05")),
        late_on: None,
    }
}

#[tokio::test]
async fn closed_invoices_tell_how_they_were_bought_and_paid() {
    let world = World::new().await;
    world.book("2026-01-07", &[purchase(1, "2026-01-06")]).await;
    let paid = [receipt(1, "2026-02-01", 300_000), application(1, "2026-02-01", 300_000)];
    let numbers = world.book("2026-02-02", &paid).await;
    // The first payment bounces; a second one pays all.
    let mut tx = world.write().await;
    for number in numbers.iter().rev() {
        let reversal = Reversal {
            event_on: day("2026-02-05"),
            value_on: day("2026-02-05"),
            booked_on: day("2026-02-05"),
            booked_at: AT,
            user: USER,
        };
        reverse(&mut tx, *number, &reversal).await.unwrap();
    }
    tx.commit().await.unwrap();
    let last = &life(1, "2026-01-06", "2026-02-20");
    let numbers = world.book("2026-02-21", &last[1..]).await;
    let mut tx = world.write().await;
    let closing = Closing { closed_on: day("2026-02-20"), entry: numbers[1] };
    invoice::close(&mut tx, InvoiceId::new(1), Ending::Paid, closing, AT).await.unwrap();
    let february = ClosedBetween { first: day("2026-02-01"), last: day("2026-02-28") };
    let closed = closed_invoices(&mut tx, ClientId::new(2), february).await.unwrap();
    assert_eq!(closed.len(), 1);
    let [invoice] = &closed[..] else { panic!("one invoice was closed") };
    assert_eq!((invoice.face, invoice.advance), (usd(1_000_000), usd(800_000)));
    assert_eq!((invoice.fees, invoice.closed_on), (usd(30_000), day("2026-02-20")));
    let payment = InvoicePayment {
        received_on: day("2026-02-20"),
        posted_on: day("2026-02-21"),
        value_on: day("2026-02-20"),
        amount: usd(1_000_000),
    };
    assert_eq!(invoice.payments, [payment]);
    let march = ClosedBetween { first: day("2026-03-01"), last: day("2026-03-31") };
    assert_eq!(closed_invoices(&mut tx, ClientId::new(2), march).await.unwrap(), []);
    invoice::reopen(&mut tx, InvoiceId::new(1), AT).await.unwrap();
    let open = invoice::load(&mut tx, InvoiceId::new(1)).await.unwrap();
    assert_eq!((open.state, open.closing), (InvoiceState::Purchased, None));
}

#[tokio::test]
async fn an_invoice_taken_over_tells_its_advance() {
    let world = World::new().await;
    let opening = on_invoice(
        Event::Opening,
        1,
        "2026-01-06",
        &[
            (Account::ReceivablesPurchased, 1_000_000),
            (Account::ClientReserve, -200_000),
            (Account::Cash, -800_000),
        ],
    );
    let mut entries = vec![opening];
    entries.extend(life(1, "2026-01-06", "2026-02-20").into_iter().skip(1));
    let numbers = world.book("2026-02-20", &entries).await;
    let mut tx = world.write().await;
    let closing = Closing { closed_on: day("2026-02-20"), entry: numbers[2] };
    invoice::close(&mut tx, InvoiceId::new(1), Ending::Paid, closing, AT).await.unwrap();
    let february = ClosedBetween { first: day("2026-02-01"), last: day("2026-02-28") };
    let closed = closed_invoices(&mut tx, ClientId::new(2), february).await.unwrap();
    assert_eq!(closed[0].advance, usd(800_000));
}

#[tokio::test]
async fn only_a_reversed_purchase_makes_an_invoice_unbought() {
    let world = World::new().await;
    let numbers = world.book("2026-02-20", &life(1, "2026-01-06", "2026-02-20")).await;
    world.book("2026-02-20", &[purchase(2, "2026-01-06")]).await;
    let unbought = |invoice: i64| {
        format!(
            "UPDATE invoice SET state = 'draft', purchased_on = NULL, terms_version_id = NULL
             WHERE id = {invoice}"
        )
    };
    // Closed, so that nothing is open or reserved: it was bought all the same.
    for invoice in [1, 2] {
        let refused = world.refusal(&unbought(invoice)).await;
        assert!(refused.contains("keeps what it was bought by"), "{refused}");
    }
    let mut tx = world.write().await;
    let reversal = Reversal {
        event_on: day("2026-01-06"),
        value_on: day("2026-01-06"),
        booked_on: day("2026-02-20"),
        booked_at: AT,
        user: USER,
    };
    let bought = EntryNumber::new(numbers.len() as i64 + 1);
    reverse(&mut tx, bought, &reversal).await.unwrap();
    tx.commit().await.unwrap();
    world.run(&unbought(2)).await;
}

#[tokio::test]
async fn receipts_bank_accounts_and_runs_come_back_as_kept() {
    let world = World::new().await;
    let mut tx = world.write().await;
    let name = Name::new("name", "Lockbox").unwrap();
    let details: Option<&BankAccount> = None;
    let bank =
        receipt::insert_bank_account(&mut tx, &name, Currency::EUR, details, AT).await.unwrap();
    let accounts = receipt::bank_accounts(&mut tx).await.unwrap();
    assert_eq!(accounts[0], (bank, name, Currency::EUR));
    let new = NewReceipt {
        bank,
        client: None,
        debtor: Some(DebtorId::new(3)),
        amount: Money::new(12_345, Currency::EUR).unwrap(),
        received_on: day("2026-02-01"),
        value_on: day("2026-02-03"),
        method: ReceiptMethod::Ach,
        reference: text("trace 77"),
    };
    let id = receipt::insert(&mut tx, &new, AT).await.unwrap();
    receipt::mark_returned(&mut tx, id, AT).await.unwrap();
    assert!(matches!(receipt::mark_returned(&mut tx, id, AT).await, Err(StoreError::NotFound)));
    let found = receipt::load(&mut tx, id).await.unwrap();
    assert_eq!((found.receipt, found.state), (new.clone(), ReceiptState::Returned));
    let early = NewReceipt { value_on: day("2026-01-31"), ..new };
    let refused = receipt::insert(&mut tx, &early, AT).await;
    assert!(matches!(refused, Err(StoreError::Constraint(_))));
    receipt::insert_batch(&mut tx, BatchKind::Release, day("2026-02-15"), AT).await.unwrap();
}

#[tokio::test]
async fn dated_data_keeps_the_last_word_and_its_source() {
    let world = World::new().await;
    let mut tx = world.write().await;
    let prime = DataId::new("id", "us_prime").unwrap();
    let source = Source { source: text("federalreserve.gov, H.15"), checked_on: day("2026-01-02") };
    dated::save_index(&mut tx, &prime, &text("Prime"), AT).await.unwrap();
    for (from_on, rate) in [("2026-03-01", "7.25"), ("2025-12-11", "6.75"), ("2026-03-01", "7.00")]
    {
        let rate = Rate::parse(rate).unwrap();
        let rate = StoredRate { from_on: day(from_on), rate, source: source.clone() };
        dated::save_rate(&mut tx, &prime, &rate).await.unwrap();
    }
    let rates = dated::rates(&mut tx, &prime).await.unwrap();
    let rates: Vec<_> = rates.iter().map(|r| (r.from_on, r.rate)).collect();
    let rate = |text: &str| Rate::parse(text).unwrap();
    assert_eq!(rates, [(day("2025-12-11"), rate("6.75")), (day("2026-03-01"), rate("7"))]);
    assert_eq!(dated::indexes(&mut tx).await.unwrap(), [(prime, text("Prime"))]);

    let calendar = DataId::new("id", "us_federal_reserve").unwrap();
    let closed = CalendarDay {
        day: day("2026-01-09"),
        kind: DayKind::Holiday,
        name: text("National day of mourning"),
        source: source.clone(),
    };
    dated::save_calendar_day(&mut tx, &calendar, &closed).await.unwrap();
    assert_eq!(dated::calendar_days(&mut tx, &calendar).await.unwrap(), [closed]);

    let figure = LegalFigure {
        place: DataId::new("id", "eu").unwrap(),
        from_on: day("2026-01-01"),
        figure: "{\"margin\":\"8\"}".to_owned(),
        source,
    };
    dated::save_legal_figure(&mut tx, LegalKind::StatutoryRate, &figure).await.unwrap();
    let kept = dated::legal_figures(&mut tx, LegalKind::StatutoryRate).await.unwrap();
    assert_eq!(kept, [figure]);
    assert_eq!(dated::legal_figures(&mut tx, LegalKind::Disclosure).await.unwrap(), []);
}

#[tokio::test]
async fn a_row_with_an_unknown_word_is_named() {
    let world = World::new().await;
    let mut tx = world.write().await;
    sqlx::raw_sql(
        "PRAGMA ignore_check_constraints = ON;
         UPDATE debtor SET status = 'odd' WHERE id = 2;
         UPDATE invoice SET risk = 'odd' WHERE id = 3;",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    let debtor = debtor::load(&mut tx, DebtorId::new(2)).await.unwrap_err();
    let invoice = invoice::load(&mut tx, InvoiceId::new(3)).await.unwrap_err();
    sqlx::raw_sql("PRAGMA ignore_check_constraints = OFF").execute(&mut *tx).await.unwrap();
    for (error, table, expected) in
        [(debtor, "debtor", "2: unknown word odd"), (invoice, "invoice", "3: unknown word odd")]
    {
        let StoreError::BadRow(row) = error else { panic!("{error:?}") };
        assert_eq!((row.table, row.cause.to_string().as_str()), (table, expected));
    }
}

#[test]
fn one_invoice_has_one_number_key() {
    for (left, right, is_same) in [
        ("INV-0042", "inv 42", true),
        ("INV-0042", "INV 0042 ", true),
        ("INV-42", "INV-420", false),
        ("0", "000", true),
        ("#", "##", false),
        ("2026/001", "2026-1", true),
        ("A-1", "B-1", false),
    ] {
        let same = invoice::number_key(left) == invoice::number_key(right);
        assert_eq!(same, is_same, "{left} and {right}");
    }
}
