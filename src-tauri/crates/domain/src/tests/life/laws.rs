//! Laws that hold after every legal step, whatever the order.

use super::settlement::settle_facts;
use super::{Books, bought, by_invoice, by_receipt, fee, offered, payment};
use crate::invoice::{
    Closed, Invoice, On, Paying, Purchased, Returned, ShortPayDecision, ShortPayReason, Shortage,
};
use crate::ledger::laws::{InvoiceRecord, RecordState};
use crate::ledger::{InvoiceBalances, InvoiceStory, ReversalDays};
use crate::recourse::{ChargeBackBasis, ChargeBackGround, WriteOffGround};
use crate::settlement::{Claims, DebtOf, Due, RecoverySource, Waterfall, recover};
use crate::tests::{day, usd};
use crate::{Account, BankAccountId, Currency, InvoiceId, Line, Money, ReceiptId};
use proptest::prelude::*;

const MARCH: &str = "2026-03-01";

/// A step somebody might take; shares are per mille of what is open.
#[derive(Clone, Debug)]
enum Act {
    Pay(i64),
    PayAndCharge(i64),
    PayAndWriteOff(i64),
    Memo(i64),
    ChargeBackPart(i64),
    Return(i64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (1..1000_i64).prop_map(Act::Pay),
        (1..1000_i64).prop_map(Act::PayAndCharge),
        (1..1000_i64).prop_map(Act::PayAndWriteOff),
        (1..1000_i64).prop_map(Act::Memo),
        (1..1000_i64).prop_map(Act::ChargeBackPart),
        (0..6_i64).prop_map(Act::Return),
    ]
}

fn usd_minor(minor: i64) -> Money {
    Money::new(minor, Currency::USD).unwrap()
}

/// Takes one step if it is legal; a refusal leaves everything as it was.
fn step(books: &mut Books, invoice: Purchased, act: &Act, receipt: i64) -> Purchased {
    let open = invoice.balances().open.minor();
    let share = |per_mille: i64| usd_minor(open * per_mille / 1000);
    let on = by_receipt(receipt, MARCH);
    let reason = ShortPayReason::Unknown;
    let pay = |per_mille, decision: Option<ShortPayDecision>| {
        let amount = share(per_mille).to_string().replace(',', "");
        let paying = match decision {
            Some(decision) => Paying::Short(Shortage { reason, decision }),
            None => Paying::Instalment,
        };
        invoice.apply(payment(receipt, &amount, MARCH), &paying, on)
    };
    let taken = match act {
        Act::Pay(part) => pay(*part, None),
        Act::PayAndCharge(part) => pay(*part, Some(ShortPayDecision::ChargeReserve)),
        Act::PayAndWriteOff(part) => {
            let approved_by = Line::new("approved_by", "A. Manager").unwrap();
            let limit = usd("1000000");
            pay(*part, Some(ShortPayDecision::WriteOff { approved_by, limit }))
        }
        Act::Memo(part) => invoice.credit_memo(share(*part), by_invoice(MARCH)),
        Act::ChargeBackPart(part) => {
            invoice.charge_back_part(share(*part), ChargeBackGround::Agreed, by_invoice(MARCH))
        }
        Act::Return(receipt) => {
            let receipt = ReceiptId::new(*receipt);
            invoice.returned(&books.entries, &Returned { receipt, returned_on: day(MARCH) })
        }
    };
    match taken {
        Ok(step) => {
            books.post(&step.entries);
            step.next
        }
        Err(_) => invoice,
    }
}

fn check(books: &Books, invoice: &Purchased) {
    let balances = invoice.balances();
    let id = InvoiceId::new(1);
    let rebuilt = InvoiceStory::of(id, Currency::USD, &books.plain()).unwrap();
    assert_eq!(*balances, rebuilt, "law 5: what is shown is what the entries say");
    assert!(!balances.open.is_negative() && !balances.reserve.is_negative(), "law 4");
    assert_eq!(balances.open, books.of_invoice(Account::ReceivablesPurchased, 1));
    let InvoiceBalances { collected, charged_to_reserve, charged_back, .. } = *balances;
    let parts = [collected, charged_to_reserve, charged_back, balances.written_off, balances.open];
    let sum = parts.iter().fold(usd("0"), |sum, part| sum.plus(*part).unwrap());
    assert_eq!(sum, balances.face, "law 2");
    assert!(books.sum(|_| true).is_zero(), "law 1");
    let paid: i64 = invoice.facts().payments.iter().map(|p| p.amount.minor()).sum();
    assert_eq!(paid, collected.minor());
    let checked = books.book.check([], []).unwrap();
    assert!(checked.is_clean(), "{:?}", checked.findings);
    if balances.open.is_positive() {
        let quote = |basis| invoice.charge_back_quote(&[fee("12.34")], basis).unwrap().charge;
        let (advance, face) = (quote(ChargeBackBasis::Advance), quote(ChargeBackBasis::Face));
        assert_eq!(advance.value, face.value);
        assert_eq!(super::lines_sum(&advance.working), advance.value);
    }
}

/// Closes it whichever way fits.
fn close(books: &mut Books, invoice: &Purchased, is_given_up: u8, fees: i64) -> Invoice {
    let on = On { event_on: day("2026-04-15"), ..by_receipt(99, MARCH) };
    let charge = fee(&usd_minor(fees).to_string().replace(',', ""));
    let approved_by = Line::new("approved_by", "A. Manager").unwrap();
    if invoice.balances().open.is_zero() {
        let step = invoice.settle(&settle_facts(vec![charge]), on).unwrap();
        let (rebate, earned) = (step.next.settlement.rebate.value, step.next.closed.earned());
        assert_eq!(rebate.at_least(usd("0")).unwrap(), earned);
        assert_eq!(super::lines_sum(&step.next.settlement.rebate.working), rebate);
        books.post(&step.entries);
        Invoice::ClosedPaid(step.next)
    } else if is_given_up == 0 {
        let ground = WriteOffGround::ClientCannotPay { approved_by };
        let step = invoice.write_off(&ground, on).unwrap();
        books.post(&step.entries);
        Invoice::ClosedWrittenOff(step.next)
    } else {
        let step = invoice.charge_back(&[charge], ChargeBackGround::Agreed, on).unwrap();
        books.post(&step.entries);
        Invoice::ClosedChargedBack(step.next)
    }
}

/// Releases all that is earned.
fn release(books: &mut Books, mut invoice: Invoice) -> (Invoice, Closed) {
    let closed = match &mut invoice {
        Invoice::ClosedPaid(settled) => &mut settled.closed,
        Invoice::ClosedChargedBack(back) => &mut back.closed,
        Invoice::ClosedWrittenOff(off) => &mut off.closed,
        Invoice::Draft(_)
        | Invoice::Submitted(_)
        | Invoice::Held(_)
        | Invoice::Rejected(_)
        | Invoice::Approved(_)
        | Invoice::Purchased(_) => unreachable!("only closed invoices come here"),
    };
    let on = On { event_on: day("2026-04-17"), ..by_receipt(98, MARCH) };
    if !closed.earned().is_zero() {
        let step = closed.release(closed.earned(), None, on).unwrap();
        books.post(&step.entries);
        *closed = step.next;
    }
    let closed = closed.clone();
    (invoice, closed)
}

/// Opens it again because a receipt came back; none where it never paid this invoice.
fn reopen(books: &mut Books, invoice: &Invoice, receipt: i64) -> Option<Purchased> {
    let returned = Returned { receipt: ReceiptId::new(receipt), returned_on: day("2026-04-20") };
    let step = match invoice {
        Invoice::ClosedPaid(settled) => settled.reopen(&books.entries, &returned),
        Invoice::ClosedChargedBack(back) => back.reopen(&books.entries, &returned),
        Invoice::ClosedWrittenOff(off) => off.reopen(&books.entries, &returned),
        Invoice::Draft(_)
        | Invoice::Submitted(_)
        | Invoice::Held(_)
        | Invoice::Rejected(_)
        | Invoice::Approved(_)
        | Invoice::Purchased(_) => unreachable!("only closed invoices come here"),
    };
    let step = step.ok()?;
    books.post(&step.entries);
    Some(step.next)
}

proptest! {
    #[test]
    fn any_life_of_an_invoice_keeps_the_laws(
        face in 1..5_000_000_i64,
        acts in prop::collection::vec(act(), 0..8),
        is_given_up in 0..3_u8,
        fees in 1..200_000_i64,
        returned in 0..6_i64,
    ) {
        let mut books = Books::new();
        let face = usd_minor(face).to_string().replace(',', "");
        let mut invoice = bought(&mut books, offered(1, &face));
        check(&books, &invoice);
        for (index, act) in acts.iter().enumerate() {
            invoice = step(&mut books, invoice, act, index as i64);
            check(&books, &invoice);
        }
        let closed = close(&mut books, &invoice, is_given_up, fees);
        let (released, mut closed) = release(&mut books, closed);
        check(&books, &closed.invoice);
        if let Some(open) = reopen(&mut books, &released, returned) {
            check(&books, &open);
            let again = close(&mut books, &open, is_given_up, fees);
            closed = release(&mut books, again).1;
            check(&books, &closed.invoice);
        }
        let record = InvoiceRecord {
            invoice: InvoiceId::new(1),
            face: closed.invoice.balances().face,
            state: RecordState::Closed,
        };
        let checked = books.book.check([record], []).unwrap();
        prop_assert!(checked.is_clean(), "{:?}", checked.findings);
        // Law 3: nothing of the invoice stays between firm and client but what is owed or payable.
        prop_assert!(closed.earned().is_zero());
        prop_assert!(books.of_invoice(Account::ClientReserve, 1).is_zero());
        let client = books.balance(Account::ClientCharges).minus(
            books.balance(Account::ClientPayable).negated()).unwrap();
        let income = books.balance(Account::FeeIncome);
        let (cash, loss) =
            (books.balance(Account::UnappliedCash), books.balance(Account::BadDebt));
        let rest = [client, income, cash, loss];
        let sum = rest.iter().fold(usd("0"), |sum, part| sum.plus(*part).unwrap());
        prop_assert!(sum.is_zero());
    }

    #[test]
    fn mirrors_restore_every_balance(
        face in 100..5_000_000_i64,
        acts in prop::collection::vec(act(), 0..8),
    ) {
        let mut books = Books::new();
        let face = usd_minor(face).to_string().replace(',', "");
        let mut invoice = bought(&mut books, offered(1, &face));
        for (index, act) in acts.iter().enumerate() {
            invoice = step(&mut books, invoice, act, index as i64);
        }
        let standing: Vec<_> = books.entries.iter().rev().cloned().collect();
        for booked in standing {
            let is_undone = books.book.reversed_by(booked.number).is_some();
            if booked.entry.reverses.is_none() && !is_undone {
                let value_on = booked.entry.value_on;
                let days = ReversalDays { event_on: day(MARCH), value_on };
                books.post(&[booked.entry.reversal(booked.number, days).unwrap()]);
            }
        }
        prop_assert_eq!(books.trial(), []);
        let story = books.book.invoice(InvoiceId::new(1)).unwrap().unwrap();
        prop_assert_eq!(story, InvoiceStory::default().balances(Currency::USD).unwrap());
    }

    #[test]
    fn a_waterfall_hands_down_all_it_has(
        cash in 0..1_000_000_i64,
        asked in prop::array::uniform5(0..500_000_i64),
    ) {
        let [advance, fee, charges, client_dues, escrow] = asked.map(usd_minor);
        let claims = Claims { advance, fee, charges, client_dues, escrow };
        let fall = Waterfall::of(usd_minor(cash), claims).unwrap();
        let given: i64 = fall.steps.iter().map(|step| step.given.minor()).sum();
        prop_assert_eq!(given, cash);
        for pair in fall.steps.windows(2) {
            let is_full = pair[0].given == pair[0].asked;
            prop_assert!(is_full || pair[1].given.is_zero(), "nobody is paid before his turn");
        }
    }

    #[test]
    fn a_recovery_takes_what_is_owed_or_what_there_is(
        owed in prop::collection::vec(0..100_000_i64, 0..5),
        sources in prop::collection::vec(0..100_000_i64, 0..4),
    ) {
        let all = [
            RecoverySource::Proceeds,
            RecoverySource::Release,
            RecoverySource::Escrow,
            RecoverySource::ClientPays(BankAccountId::new(1)),
        ];
        let dues: Vec<Due> = owed
            .iter()
            .map(|&owed| Due { of: DebtOf::Account, owed: usd_minor(owed), due_on: day(MARCH) })
            .collect();
        let sources: Vec<_> =
            all.into_iter().zip(sources).map(|(source, can)| (source, usd_minor(can))).collect();
        let plan = recover(&dues, &sources, usd("0")).unwrap();
        let (owed, can): (i64, i64) =
            (owed.iter().sum(), sources.iter().map(|(_, can)| can.minor()).sum());
        prop_assert_eq!(plan.total.minor(), owed.min(can));
        prop_assert_eq!(plan.left.minor(), owed - owed.min(can));
    }
}
