//! 2.7: charge-backs, write-offs, recovery.

use super::{
    BOUGHT, Books, bought, by_invoice, by_receipt, days, fee, key, lines_sum, occasion, offered,
    payment,
};
use crate::invoice::{
    CreditApproval, Dispute, Paying, Purchased, Risk, ShortPayDecision, ShortPayReason, Shortage,
};
use crate::ledger::events::GiveBack;
use crate::recourse::{
    ChargeBackBasis, ChargeBackGround, RecourseItem, WriteOffGround, recourse_list,
};
use crate::settlement::{DebtOf, Due, RecoverySource, recover};
use crate::tests::{day, usd};
use crate::{Account, BankAccountId, Line, Refusal};

/// Day 90 of an invoice bought on January 15.
const DAY_90: &str = "2026-04-15";

fn recourse() -> ChargeBackGround {
    ChargeBackGround::Recourse { opens_on: day("2026-04-10") }
}

fn part_paid(books: &mut Books, amount: &str) -> Purchased {
    let invoice = bought(books, offered(1, "10000"));
    let on = by_receipt(1, "2026-02-20");
    let step = invoice.apply(payment(1, amount, "2026-02-20"), &Paying::Instalment, on).unwrap();
    books.post(&step.entries);
    step.next
}

fn at_firm_risk(books: &mut Books) -> Purchased {
    let mut facts = bought(books, offered(1, "10000")).facts().clone();
    let approval = CreditApproval { amount: usd("10000"), expires_on: day("2026-12-31") };
    facts.risk = Risk::Firm(approval);
    Purchased::from_books(facts, &books.plain()).unwrap()
}

fn approved_by() -> Line {
    Line::new("approved_by", "A. Manager").unwrap()
}

#[test]
fn a_charge_back_costs_the_advance_still_out_and_the_fee() {
    // docs/money/settlement.md, recourse: 10,000 at 80 %, t = 90, fee 900.
    assert_eq!(days(BOUGHT, 90), day(DAY_90));
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let step = invoice.charge_back(&[fee("900")], recourse(), by_invoice(DAY_90)).unwrap();
    books.post(&step.entries);
    assert_eq!(step.next.charge.value, usd("8900"));
    let expected = [
        (Account::ClientCharges, "8,900.00"),
        (Account::ClientPayable, "-8,000.00"),
        (Account::FeeIncome, "-900.00"),
    ];
    assert_eq!(books.trial(), expected.map(|(account, sum)| (account, sum.to_owned())));
    let mut books = Books::new();
    let invoice = part_paid(&mut books, "3000");
    let step = invoice.charge_back(&[fee("900")], recourse(), by_invoice(DAY_90)).unwrap();
    books.post(&step.entries);
    assert_eq!(step.next.charge.value, usd("5900"));
    assert_eq!(books.balance(Account::ClientCharges), usd("5900"));
}

#[test]
fn both_bases_tell_the_same_charge() {
    let mut books = Books::new();
    let invoice = part_paid(&mut books, "3000");
    let memo = invoice.credit_memo(usd("2600"), by_invoice("2026-03-01")).unwrap().next;
    for (invoice, expected) in [(invoice, "5900"), (memo, "5300")] {
        for basis in [ChargeBackBasis::Advance, ChargeBackBasis::Face] {
            let quote = invoice.charge_back_quote(&[fee("900")], basis).unwrap();
            assert_eq!(quote.charge.value, usd(expected));
            assert_eq!(lines_sum(&quote.charge.working), usd(expected), "{basis:?}");
            let lines = &quote.charge.working.lines;
            let first = [&lines[0].label, &lines[1].label];
            match basis {
                ChargeBackBasis::Advance => {
                    assert_eq!(first, ["Advance", "Less collected"]);
                    // The other parts have a line only where there is something of them.
                    assert!(lines.iter().all(|line| line.amount != Some(usd("0"))), "{lines:?}");
                }
                ChargeBackBasis::Face => assert_eq!(first, ["Open face", "Less reserve"]),
            }
        }
    }
}

#[test]
fn reserve_beyond_what_is_owed_stays_earned() {
    // 9,500 of 10,000 paid: open 500 and fee 900 take 1,400 of the reserve of 2,000.
    let mut books = Books::new();
    let invoice = part_paid(&mut books, "9500");
    let step = invoice.charge_back(&[fee("900")], recourse(), by_invoice(DAY_90)).unwrap();
    books.post(&step.entries);
    assert_eq!(step.next.charge.value, usd("0"));
    assert_eq!(step.next.closed.earned(), usd("600"));
    assert_eq!(books.balance(Account::ClientCharges), usd("0"));
}

#[test]
fn a_charge_back_needs_its_ground() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let fees = [fee("900")];
    let early = invoice.charge_back(&fees, recourse(), by_invoice("2026-04-09"));
    assert_eq!(early.unwrap_err(), Refusal::RecourseTooEarly { opens: day("2026-04-10") });
    assert!(invoice.charge_back(&fees, recourse(), by_invoice("2026-04-10")).is_ok());
    let calm = invoice.charge_back(&fees, ChargeBackGround::Dispute, by_invoice(DAY_90));
    assert_eq!(calm.unwrap_err(), Refusal::NotDisputed);
    for ground in [ChargeBackGround::Breach, ChargeBackGround::Agreed] {
        assert!(invoice.charge_back(&fees, ground, by_invoice("2026-01-16")).is_ok());
    }
    let mut books = Books::new();
    let paid = part_paid(&mut books, "10000");
    let nothing = paid.charge_back(&fees, recourse(), by_invoice(DAY_90));
    assert_eq!(nothing.unwrap_err(), Refusal::NothingOpen);
}

#[test]
fn a_firm_that_took_the_risk_charges_back_disputes_only() {
    let mut books = Books::new();
    let invoice = at_firm_risk(&mut books);
    let fees = [fee("900")];
    let refused = invoice.charge_back(&fees, recourse(), by_invoice(DAY_90));
    assert_eq!(refused.unwrap_err(), Refusal::FirmBearsRisk);
    let dispute =
        Dispute { reason: ShortPayReason::Price, amount: usd("10000"), since: day("2026-03-01") };
    let disputed = invoice.dispute(dispute).unwrap();
    for ground in [ChargeBackGround::Dispute, recourse()] {
        assert!(disputed.charge_back(&fees, ground, by_invoice(DAY_90)).is_ok());
    }
}

#[test]
fn a_part_goes_back_with_its_share_of_the_reserve() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let on = by_invoice(DAY_90);
    let step = invoice.charge_back_part(usd("1000"), recourse(), on).unwrap();
    books.post(&step.entries);
    assert_eq!(books.balance(Account::ClientCharges), usd("800"));
    let balances = step.next.balances();
    assert_eq!((balances.open, balances.reserve), (usd("9000"), usd("1800")));
    // The rest is collected: the client gets face less fee less what went back.
    let pay = payment(1, "9000", "2026-04-20");
    let paid = step.next.apply(pay, &Paying::InFull, by_receipt(1, "2026-04-20")).unwrap().next;
    let facts = super::settlement::settle_facts(vec![fee("900")]);
    assert_eq!(paid.settlement(&facts).unwrap().rebate.value, usd("900"));
    let all = invoice.charge_back_part(usd("10000"), recourse(), on);
    assert_eq!(all.unwrap_err(), Refusal::BeyondOpen { open: usd("10000") });
    assert_eq!(
        invoice.charge_back_part(usd("0"), recourse(), on).unwrap_err(),
        Refusal::NothingToBook
    );
}

#[test]
fn a_disputed_shortage_goes_back_alone() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let (reason, decision) = (ShortPayReason::Duplicate, ShortPayDecision::LeaveOpen);
    let paying = Paying::Short(Shortage { reason, decision });
    let on = by_receipt(1, "2026-03-03");
    let step = invoice.apply(payment(1, "9200", "2026-03-03"), &paying, on).unwrap();
    // Open 800 and fee 500 are less than the reserve: the client owes nothing, 700 are earned.
    let back =
        step.next.charge_back(&[fee("500")], ChargeBackGround::Dispute, by_invoice("2026-03-10"));
    let back = back.unwrap().next;
    assert_eq!((back.charge.value, back.closed.earned()), (usd("0"), usd("700")));
}

#[test]
fn a_credit_event_is_the_firms_loss_only_where_it_bears_the_risk() {
    let mut books = Books::new();
    let invoice = at_firm_risk(&mut books);
    let event = WriteOffGround::CreditEvent { approved_by: approved_by() };
    let step = invoice.write_off(&event, by_invoice(DAY_90)).unwrap();
    books.post(&step.entries);
    assert_eq!(step.next.loss, usd("8000"));
    assert_eq!(books.balance(Account::BadDebt), usd("8000"));
    assert_eq!(books.balance(Account::ClientReserve), usd("0"));
    let dispute =
        Dispute { reason: ShortPayReason::Price, amount: usd("1"), since: day("2026-03-01") };
    let disputed = invoice.dispute(dispute).unwrap().write_off(&event, by_invoice(DAY_90));
    assert_eq!(disputed.unwrap_err(), Refusal::ClientBearsRisk);
    let nobody = WriteOffGround::CreditEvent { approved_by: Line::default() };
    let silent = invoice.write_off(&nobody, by_invoice(DAY_90));
    assert_eq!(silent.unwrap_err(), Refusal::ApprovalMissing);
    let client = WriteOffGround::ClientCannotPay { approved_by: approved_by() };
    let wrong = invoice.write_off(&client, by_invoice(DAY_90));
    assert_eq!(wrong.unwrap_err(), Refusal::FirmBearsRisk);
    let mut books = Books::new();
    let recourse = part_paid(&mut books, "3000");
    assert_eq!(recourse.write_off(&client, by_invoice(DAY_90)).unwrap().next.loss, usd("5000"));
}

#[test]
fn the_recourse_list_shows_the_clients_invoices_as_they_come_due() {
    let item = |id, opens: &str, open: &str| RecourseItem {
        of: key(id),
        opens_on: day(opens),
        open: usd(open),
        risk: Risk::Client,
    };
    let approval = CreditApproval { amount: usd("1"), expires_on: day("2026-12-31") };
    let items = [
        item(1, "2026-04-20", "10"),
        item(2, "2026-04-10", "10"),
        item(3, "2026-04-21", "10"),
        item(4, "2026-04-15", "10"),
        item(5, "2026-04-01", "0"),
        RecourseItem { risk: Risk::Firm(approval), ..item(6, "2026-04-01", "10") },
    ];
    let list = recourse_list(&items, day("2026-04-15"), 5);
    let shown: Vec<(i64, i64)> =
        list.iter().map(|due| (due.item.of.invoice.get(), due.days_past)).collect();
    assert_eq!(shown, [(2, 5), (4, 0), (1, -5)]);
}

#[test]
fn what_is_owed_is_recovered_in_the_order_of_practice() {
    let bank = BankAccountId::new(5);
    let dues = [
        Due { of: DebtOf::Invoice(key(2)), owed: usd("500"), due_on: day("2026-03-01") },
        Due { of: DebtOf::Invoice(key(1)), owed: usd("8900"), due_on: day("2026-04-15") },
    ];
    let sources = [
        (RecoverySource::ClientPays(bank), usd("9999")),
        (RecoverySource::Escrow, usd("700")),
        (RecoverySource::Release, usd("300")),
        (RecoverySource::Swap, usd("4000")),
        (RecoverySource::Proceeds, usd("1000")),
        (RecoverySource::GiveBack, usd("50")),
    ];
    let plan = recover(&dues, &sources, usd("0")).unwrap();
    let drawn: Vec<(&str, i64, String)> = plan
        .drawn
        .iter()
        .map(|d| (d.source.label(), d.of.unwrap().invoice.get(), d.amount.to_string()))
        .collect();
    let expected = [
        ("New invoice in its place", 2, "500.00"),
        ("New invoice in its place", 1, "3,500.00"),
        ("Proceeds of a purchase", 1, "1,000.00"),
        ("Reserve release", 1, "300.00"),
        ("Payment given back", 1, "50.00"),
        ("Escrow", 1, "700.00"),
        ("Paid by the client", 1, "3,350.00"),
    ];
    assert_eq!(drawn, expected.map(|(source, of, amount)| (source, of, amount.to_owned())));
    assert_eq!((plan.total, plan.left), (usd("9400"), usd("0")));
    assert_eq!(lines_sum(&plan.working), plan.total);
    let mut books = Books::new();
    books.post(&plan.entries(&occasion("2026-04-20")).unwrap());
    let expected = [
        (Account::ClientCharges, "-9,400.00"),
        (Account::Cash, "3,350.00"),
        (Account::Escrow, "700.00"),
        (Account::ClientPayable, "5,350.00"),
    ];
    assert_eq!(books.trial(), expected.map(|(account, sum)| (account, sum.to_owned())));
}

#[test]
fn money_for_a_charged_back_invoice_covers_the_deficit_before_it_is_given_back() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let step = invoice.charge_back(&[fee("900")], recourse(), by_invoice(DAY_90)).unwrap();
    books.post(&step.entries);
    let give = GiveBack { debtor: key(1).debtor, amount: usd("10000"), fee: usd("5") };
    books.post(&[give.entry(&occasion("2026-05-01")).unwrap()]);
    let dues = [Due { of: DebtOf::Invoice(key(1)), owed: usd("8900"), due_on: day(DAY_90) }];
    let plan = recover(&dues, &[(RecoverySource::GiveBack, usd("9995"))], usd("0")).unwrap();
    books.post(&plan.entries(&occasion("2026-05-01")).unwrap());
    assert_eq!(books.balance(Account::ClientCharges), usd("0"));
    // Advance 8,000 and what the debtor's 10,000 leave after 8,900 and 5.
    assert_eq!(books.balance(Account::ClientPayable), usd("-9095"));
}

#[test]
fn a_new_invoice_takes_the_place_of_the_one_returned() {
    let mut books = Books::new();
    let old = bought(&mut books, offered(1, "10000"));
    let ground = ChargeBackGround::Agreed;
    let back = old.charge_back(&[fee("900")], ground, by_invoice(DAY_90)).unwrap();
    books.post(&back.entries);
    let new = bought(&mut books, offered(2, "11500"));
    let advance = new.balances().advance;
    let dues =
        [Due { of: DebtOf::Invoice(key(1)), owed: back.next.charge.value, due_on: day(DAY_90) }];
    let plan = recover(&dues, &[(RecoverySource::Swap, advance)], usd("0")).unwrap();
    books.post(&plan.entries(&occasion(DAY_90)).unwrap());
    assert_eq!(books.balance(Account::ClientCharges), usd("0"));
    assert_eq!(advance.minus(plan.total).unwrap(), usd("300"), "what is still paid out");
}
