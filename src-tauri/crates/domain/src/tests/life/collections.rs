//! 2.6: the edges of collecting, each with its entries.

use super::{
    Books, bought, by_invoice, by_receipt, fee, key, lines_sum, offered, payment, two_in_ten,
    worked,
};
use crate::invoice::{
    Arrival, Dispute, Misdirected, Offered, Paying, ReceiptPart, Risk, ShortPayDecision,
    ShortPayReason, Shortage,
};
use crate::ledger::events::{
    DebtorRefund, FromDebtor, InvoiceKey, LateChargeCollected, LateChargeFor,
};
use crate::settlement::SettleFacts;
use crate::tests::{day, usd};
use crate::{Account, BankAccountId, DebtorId, Event, InvoiceId, Line, ReceiptId, Refusal};

const BANK: BankAccountId = BankAccountId::new(5);

fn short(reason: ShortPayReason, decision: ShortPayDecision) -> Paying {
    Paying::Short(Shortage { reason, decision })
}

fn arrival(parts: &[(i64, &str)]) -> Arrival {
    Arrival {
        receipt: ReceiptId::new(1),
        client: None,
        bank: BANK,
        parts: parts
            .iter()
            .map(|(debtor, amount)| FromDebtor {
                debtor: DebtorId::new(*debtor),
                amount: usd(amount),
            })
            .collect(),
        received_on: day("2026-02-20"),
        posted_on: day("2026-02-20"),
        value_on: day("2026-02-24"),
    }
}

fn of_debtor(invoice: i64, debtor: i64, face: &str) -> Offered {
    let of = InvoiceKey { invoice: InvoiceId::new(invoice), debtor: DebtorId::new(debtor) };
    Offered { of, ..offered(invoice, face) }
}

#[test]
fn one_receipt_pays_invoices_of_several_debtors() {
    let mut books = Books::new();
    let first = bought(&mut books, of_debtor(1, 40, "10000"));
    let second = bought(&mut books, of_debtor(2, 41, "5000"));
    let parts = vec![
        ReceiptPart::Invoice { invoice: first, amount: usd("10000"), paying: Paying::InFull },
        ReceiptPart::Invoice { invoice: second, amount: usd("3000"), paying: Paying::Instalment },
    ];
    let staged = arrival(&[(41, "3000"), (40, "10250")]).stage(parts).unwrap();
    books.post(&staged.step.entries);
    assert_eq!(staged.step.next[0].balances().open, usd("0"));
    assert_eq!(staged.step.next[1].balances().open, usd("2000"));
    assert_eq!(staged.step.next[1].facts().payments[0].value_on, day("2026-02-24"));
    // What was paid too much stays the debtor's, unapplied; never income.
    let left = FromDebtor { debtor: DebtorId::new(40), amount: usd("250") };
    assert_eq!(staged.unapplied, [left]);
    assert_eq!(books.balance(Account::UnappliedCash), usd("-250"));
    assert_eq!(books.balance(Account::Cash), usd("13250"));
}

#[test]
fn a_receipt_is_shared_out_once() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let pay = |amount: &str| ReceiptPart::Invoice {
        invoice: invoice.clone(),
        amount: usd(amount),
        paying: Paying::Instalment,
    };
    let over = arrival(&[(40, "100")]).stage(vec![pay("60"), pay("41")]);
    assert_eq!(over.unwrap_err(), Refusal::ReceiptExceeded { left: usd("40") });
    let twice = arrival(&[(40, "100")]).stage(vec![pay("60"), pay("40")]);
    assert_eq!(twice.unwrap_err(), Refusal::InvoiceTwice { invoice: InvoiceId::new(1) });
    let stranger = arrival(&[(41, "100")]).stage(vec![pay("60")]);
    assert_eq!(stranger.unwrap_err(), Refusal::ReceiptExceeded { left: usd("0") });
    let beyond = arrival(&[(40, "10001")]).stage(vec![pay("10001")]);
    assert_eq!(beyond.unwrap_err(), Refusal::BeyondOpen { open: usd("10000") });
}

#[test]
fn a_receipt_before_the_purchase_is_refused() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let on = by_receipt(1, "2026-01-14");
    let refused = invoice.apply(payment(1, "10000", "2026-01-14"), &Paying::InFull, on);
    let expected = Refusal::PaidBeforePurchase {
        received_on: day("2026-01-14"),
        purchased_on: day("2026-01-15"),
    };
    assert_eq!(refused.unwrap_err(), expected);
    let same_day = payment(1, "10000", "2026-01-15");
    assert!(invoice.apply(same_day, &Paying::InFull, by_receipt(1, "2026-01-15")).is_ok());
}

#[test]
fn a_shortage_is_never_tolerated_silently() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let on = by_receipt(1, "2026-03-03");
    let refused = invoice.apply(payment(1, "9999.99", "2026-03-03"), &Paying::InFull, on);
    assert_eq!(refused.unwrap_err(), Refusal::ShortPayUncoded { shortage: usd("0.01") });
    let code = short(ShortPayReason::Freight, ShortPayDecision::ChargeReserve);
    let whole = invoice.apply(payment(1, "10000", "2026-03-03"), &code, on);
    assert_eq!(whole.unwrap_err(), Refusal::NothingShort);
}

#[test]
fn a_short_pay_is_disputed_charged_or_written_off() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let on = by_receipt(1, "2026-03-03");
    let pay = |decision| {
        let code = short(ShortPayReason::Damage, decision);
        invoice.apply(payment(1, "9200", "2026-03-03"), &code, on)
    };
    let disputed = pay(ShortPayDecision::LeaveOpen).unwrap();
    assert_eq!(disputed.entries.len(), 1);
    assert_eq!(disputed.next.balances().open, usd("800"));
    let dispute = disputed.next.facts().dispute.unwrap();
    assert_eq!((dispute.reason, dispute.amount), (ShortPayReason::Damage, usd("800")));
    let charged = pay(ShortPayDecision::ChargeReserve).unwrap().next;
    assert_eq!((charged.balances().open, charged.balances().reserve), (usd("0"), usd("1200")));
    let approved_by = Line::new("approved_by", "A. Manager").unwrap();
    let write_off = |limit: &str, approved_by: Line| {
        pay(ShortPayDecision::WriteOff { approved_by, limit: usd(limit) })
    };
    let limit = Refusal::WriteOffBeyondLimit { limit: usd("799.99") };
    assert_eq!(write_off("799.99", approved_by.clone()).unwrap_err(), limit);
    assert_eq!(write_off("800", Line::default()).unwrap_err(), Refusal::ApprovalMissing);
    let given_up = write_off("800", approved_by).unwrap();
    books.post(&given_up.entries);
    assert_eq!(given_up.next.balances().reserve, usd("2000"), "the firm bears it");
    assert_eq!(books.balance(Account::BadDebt), usd("800"));
    let facts = SettleFacts {
        charges: vec![fee("500")],
        client_dues: usd("0"),
        escrow: None,
        escrow_held: usd("0"),
    };
    assert_eq!(given_up.next.settlement(&facts).unwrap().rebate.value, usd("1500"));
}

#[test]
fn a_discount_in_its_window_is_borne_by_the_reserve() {
    // docs/money/settlement.md, collections: 2/10 on 10,000 is 200; window and grace end Jan 22.
    let mut books = Books::new();
    let offer = Offered { early_payment: Some(two_in_ten("10000")), ..offered(1, "10000") };
    let invoice = bought(&mut books, offer);
    let pay = |amount: &str, iso: &str| {
        invoice.apply(payment(1, amount, iso), &Paying::Discounted, by_receipt(1, iso))
    };
    let step = pay("9800", "2026-01-22").unwrap();
    books.post(&step.entries);
    assert_eq!(step.entries[1].event, Event::ShortPay);
    let working = step.entries[1].working.as_ref().unwrap();
    assert_eq!((working.formula_id.as_str(), lines_sum(working)), ("F-32", usd("200")));
    assert_eq!(step.next.balances().reserve, usd("1800"));
    let (last_day, received_on) = (day("2026-01-22"), day("2026-01-23"));
    let late = Refusal::DiscountLate { last_day, received_on };
    assert_eq!(pay("9800", "2026-01-23").unwrap_err(), late);
    let too_much = Refusal::ShortPayUncoded { shortage: usd("0.50") };
    assert_eq!(pay("9799.50", "2026-01-22").unwrap_err(), too_much);
    assert_eq!(pay("10000", "2026-01-22").unwrap_err(), Refusal::NothingShort);
    assert_eq!(pay("9900", "2026-01-22").unwrap().next.balances().reserve, usd("1900"));
    let plain = bought(&mut books, offered(2, "10000"));
    let on = by_receipt(1, "2026-01-22");
    let none = plain.apply(payment(1, "9800", "2026-01-22"), &Paying::Discounted, on);
    assert_eq!(none.unwrap_err(), Refusal::NoDiscountAgreed);
}

#[test]
fn a_payment_for_something_else_is_given_back_less_the_fee() {
    let give = ReceiptPart::GiveBack {
        client: super::CLIENT,
        debtor: DebtorId::new(40),
        amount: usd("300"),
        fee: usd("5"),
    };
    let back = DebtorRefund { debtor: DebtorId::new(40), bank: BANK, amount: usd("50") };
    let charge =
        LateChargeCollected { of: key(1), beneficiary: LateChargeFor::Firm, amount: usd("12") };
    let late = ReceiptPart::LateCharge { client: super::CLIENT, charge };
    let parts = vec![give, ReceiptPart::Refund(back), late];
    let staged = arrival(&[(40, "400")]).stage(parts).unwrap();
    let mut books = Books::new();
    books.post(&staged.step.entries);
    let expected = [
        (Account::Cash, "350.00"),
        (Account::ClientPayable, "-295.00"),
        (Account::UnappliedCash, "-38.00"),
        (Account::OtherFeeIncome, "-5.00"),
        (Account::LateChargeIncome, "-12.00"),
    ];
    assert_eq!(books.trial(), expected.map(|(account, sum)| (account, sum.to_owned())));
}

#[test]
fn a_misdirected_payment_leaves_the_invoice_open() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let what = Misdirected { amount: usd("10000"), known_on: day("2026-02-20") };
    let on = by_invoice("2026-02-20");
    let step = invoice.misdirected(what, Some(worked("1500")), on).unwrap();
    books.post(&step.entries);
    assert_eq!(step.next.balances().open, usd("10000"));
    assert_eq!(books.balance(Account::ClientCharges), usd("1500"), "the fee of 15 %");
    let turned = ReceiptPart::TurnedOver { invoice: step.next, amount: usd("4000") };
    let staged = arrival(&[(40, "4000")]).stage(vec![turned]).unwrap();
    let invoice = &staged.step.next[0];
    assert_eq!(invoice.balances().open, usd("6000"));
    assert_eq!(invoice.facts().misdirected.unwrap().amount, usd("6000"));
    let rest = invoice.turned_over(payment(2, "6000", "2026-02-25"), by_receipt(2, "2026-02-25"));
    let rest = rest.unwrap().next;
    assert_eq!((rest.balances().open, rest.facts().misdirected), (usd("0"), None));
    let none = rest.turned_over(payment(3, "1", "2026-02-26"), by_receipt(3, "2026-02-26"));
    assert_eq!(none.unwrap_err(), Refusal::NothingMisdirected);
    let free = bought(&mut books, offered(2, "100"));
    let what = Misdirected { amount: usd("101"), ..what };
    let beyond = Refusal::BeyondOpen { open: usd("100") };
    assert_eq!(free.misdirected(what, None, on).unwrap_err(), beyond);
}

#[test]
fn a_second_misdirected_payment_is_added_to_the_first() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let noted = |invoice: &crate::invoice::Purchased, amount: &str, iso: &str| {
        let what = Misdirected { amount: usd(amount), known_on: day(iso) };
        invoice.misdirected(what, None, by_invoice(iso)).map(|step| step.next)
    };
    let once = noted(&invoice, "4000", "2026-02-20").unwrap();
    let twice = noted(&once, "5000", "2026-02-24").unwrap();
    let both = Misdirected { amount: usd("9000"), known_on: day("2026-02-20") };
    assert_eq!(twice.facts().misdirected, Some(both));
    let beyond = Refusal::BeyondOpen { open: usd("10000") };
    assert_eq!(noted(&twice, "1000.01", "2026-02-25").unwrap_err(), beyond);
}

#[test]
fn a_credit_memo_beyond_the_reserve_is_a_deficit() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let step = invoice.credit_memo(usd("1500"), by_invoice("2026-02-01")).unwrap();
    books.post(&step.entries);
    assert_eq!(step.next.balances().reserve, usd("500"));
    let step = step.next.credit_memo(usd("1500"), by_invoice("2026-02-02")).unwrap();
    books.post(&step.entries);
    assert_eq!(step.next.balances().reserve, usd("0"));
    assert_eq!(step.next.balances().open, usd("7000"));
    assert_eq!(books.balance(Account::ClientCharges), usd("1000"));
    let deficit = step.entries[1].working.as_ref().unwrap();
    assert_eq!(lines_sum(deficit), usd("1000"));
    let beyond = step.next.credit_memo(usd("7000.01"), by_invoice("2026-02-03"));
    assert_eq!(beyond.unwrap_err(), Refusal::BeyondOpen { open: usd("7000") });
}

#[test]
fn a_dispute_turns_the_risk_to_the_client() {
    let approval =
        crate::invoice::CreditApproval { amount: usd("10000"), expires_on: day("2026-12-31") };
    let mut books = Books::new();
    let mut facts = bought(&mut books, offered(1, "10000")).facts().clone();
    facts.risk = Risk::Firm(approval);
    let invoice = crate::invoice::Purchased::from_books(facts, &books.plain()).unwrap();
    let dispute =
        Dispute { reason: ShortPayReason::Price, amount: usd("900"), since: day("2026-02-01") };
    let disputed = invoice.dispute(dispute).unwrap();
    assert_eq!((invoice.risk(), disputed.risk()), (Risk::Firm(approval), Risk::Client));
    assert_eq!(disputed.end_dispute().risk(), Risk::Firm(approval));
    let beyond = invoice.dispute(Dispute { amount: usd("10000.01"), ..dispute });
    assert_eq!(beyond.unwrap_err(), Refusal::BeyondOpen { open: usd("10000") });
}
