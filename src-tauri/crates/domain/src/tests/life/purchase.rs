//! 2.1: base, advance, reserve, fees, escrow and the pool.

use super::{Books, approved, bought, key, line, offered, request, terms, two_in_ten, worked};
use crate::invoice::{Charge, ProceedsFee, PurchaseRequest, ReservePool};
use crate::ledger::events::{FeeKind, Income};
use crate::settlement::{DebtOf, Due, EscrowCap, EscrowRule};
use crate::tests::{day, rate, usd};
use crate::{Account, AdvanceBase, InvoiceId, Refusal};

#[test]
fn the_advance_is_the_rate_on_the_base_the_terms_name() {
    // docs/money/settlement.md, purchase: 80 % of 10,000 with 800 tax, 1,000 retainage, 2/10.
    let cases = [
        (AdvanceBase::Face, "0.00", "8,000.00", "2,000.00"),
        (AdvanceBase::NetOfTax, "800.00", "7,360.00", "2,640.00"),
        (AdvanceBase::NetOfRetainage, "1,000.00", "7,200.00", "2,800.00"),
        (AdvanceBase::NetOfDiscount, "200.00", "7,840.00", "2,160.00"),
    ];
    for (base, excluded, advance, reserve) in cases {
        let mut offer = offered(1, "10000");
        offer.tax = usd("800");
        offer.retainage = usd("1000");
        offer.early_payment = Some(two_in_ten("10000"));
        let mut terms = terms();
        terms.advance_base = base;
        let staged = request(&terms, vec![line(approved(offer))]).stage().unwrap();
        let invoice = &staged.invoices[0];
        assert_eq!(invoice.excluded.to_string(), excluded, "{base:?}");
        assert_eq!(invoice.advance.value.to_string(), advance);
        assert_eq!(invoice.original_reserve.to_string(), reserve);
        assert_eq!(super::lines_sum(&invoice.advance.working), invoice.advance.value);
    }
}

#[test]
fn what_is_shown_is_what_is_booked() {
    let mut first = line(approved(offered(1, "10000")));
    first.from_proceeds =
        vec![ProceedsFee { title: "Each invoice".into(), kind: FeeKind::Other, fee: worked("1") }];
    first.from_reserve =
        vec![Charge { title: "Fee".into(), income: Income::Fee, fee: worked("300") }];
    let second = line(approved(offered(2, "5000.01")));
    let terms = terms();
    let mut request = request(&terms, vec![first, second]);
    request.batch_fees =
        vec![ProceedsFee { title: "Wire".into(), kind: FeeKind::Other, fee: worked("25") }];
    request.dues =
        vec![Due { of: DebtOf::Invoice(key(9)), owed: usd("400"), due_on: day("2026-01-01") }];
    let staged = request.stage().unwrap();
    let totals = staged.totals;
    assert_eq!(totals.face, usd("15000.01"));
    assert_eq!(totals.advance, usd("12000.01"), "80 % of 5,000.01 is 4,000.008");
    assert_eq!((totals.fees, totals.reserve_fees), (usd("26"), usd("300")));
    assert_eq!((totals.recovered, totals.net), (usd("400"), usd("11574.01")));
    let step = staged.confirm().unwrap();
    let mut books = Books::new();
    books.post(&step.entries);
    assert_eq!(books.balance(Account::ReceivablesPurchased), totals.face);
    assert_eq!(books.balance(Account::ClientPayable), totals.net.negated());
    assert_eq!(books.balance(Account::ClientCharges), usd("-400"), "owed before, not in here");
    assert_eq!(books.balance(Account::OtherFeeIncome), usd("-26"));
    assert_eq!(books.of_invoice(Account::ClientReserve, 1), usd("-1700"));
    assert_eq!(step.next[0].balances().fees, usd("301"));
    assert_eq!(step.next[0].balances().reserve, usd("1700"));
}

#[test]
fn escrow_is_kept_from_the_advance_until_its_cap() {
    // docs/money/settlement.md, escrow: 80 % agreed, 75 % paid, 5 % kept until 1,200.
    let escrow =
        EscrowRule::FromAdvance { paid_rate: rate("75"), cap: EscrowCap::Amount(usd("1200")) };
    let lines = (1..=4).map(|id| line(approved(offered(id, "10000")))).collect();
    let terms = terms();
    let mut request = request(&terms, lines);
    request.escrow = Some(escrow);
    let staged = request.stage().unwrap();
    let kept: Vec<String> = staged
        .invoices
        .iter()
        .map(|invoice| invoice.escrow.as_ref().map_or("-".into(), |e| e.value.to_string()))
        .collect();
    assert_eq!(kept, ["500.00", "500.00", "200.00", "-"]);
    assert_eq!((staged.totals.escrow, staged.totals.net), (usd("1200"), usd("30800")));
    let mut books = Books::new();
    books.post(&staged.confirm().unwrap().entries);
    assert_eq!(books.balance(Account::Escrow), usd("-1200"));
    assert_eq!(books.balance(Account::ClientPayable), usd("-30800"));
}

#[test]
fn a_pool_that_is_short_keeps_proceeds() {
    // Required 25 % of 50,000 = 12,500; held 9,000 and 2,000 of the new invoice: short 1,500.
    let terms = terms();
    let mut request = request(&terms, vec![line(approved(offered(1, "10000")))]);
    let pool = ReservePool { rate: rate("25"), outstanding: usd("40000"), actual: usd("9000") };
    request.pool = Some(pool);
    let staged = request.stage().unwrap();
    assert_eq!(staged.reserve_position.as_ref().unwrap().value, usd("-1500"));
    assert_eq!((staged.totals.shortfall_kept, staged.totals.net), (usd("1500"), usd("6500")));
    let kept = |pool| {
        let lines = vec![line(approved(offered(1, "10000")))];
        let staged = PurchaseRequest { pool: Some(pool), ..super::request(&terms, lines) }.stage();
        let lines = staged.unwrap().shortfall_kept.unwrap().working.lines;
        lines.iter().map(|line| line.amount.unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(kept(pool), ["1,500.00"]);
    // Nothing held: short 10,500, of which the proceeds cover 8,000.
    assert_eq!(kept(ReservePool { actual: usd("0"), ..pool }), ["10,500.00", "-2,500.00"]);
    let mut books = Books::new();
    books.post(&staged.confirm().unwrap().entries);
    assert_eq!(books.balance(Account::Escrow), usd("-1500"));
}

#[test]
fn a_purchase_that_makes_no_sense_is_refused() {
    let terms = terms();
    let one = || line(approved(offered(1, "100")));
    assert_eq!(request(&terms, vec![]).stage().unwrap_err(), Refusal::NothingToBook);
    let twice = Refusal::NotOfThisPurchase { invoice: InvoiceId::new(1) };
    assert_eq!(request(&terms, vec![one(), one()]).stage().unwrap_err(), twice);
    let mut other = request(&terms, vec![one()]);
    other.terms_version = crate::TermsVersionId::new(9);
    assert_eq!(other.stage().unwrap_err(), twice);
    let mut early = request(&terms, vec![one()]);
    early.on = day("2026-01-14");
    let starts = day("2026-01-15");
    assert_eq!(early.stage().unwrap_err(), Refusal::BeforeStart { starts });
    let mut dear = one();
    dear.from_reserve =
        vec![Charge { title: "Fee".into(), income: Income::Fee, fee: worked("20.01") }];
    let small = Refusal::ReserveTooSmall { reserve: usd("20") };
    assert_eq!(request(&terms, vec![dear]).stage().unwrap_err(), small);
    let mut costly = request(&terms, vec![one()]);
    costly.batch_fees =
        vec![ProceedsFee { title: "Wire".into(), kind: FeeKind::Other, fee: worked("81") }];
    assert_eq!(costly.stage().unwrap_err(), Refusal::ProceedsTooSmall { short: usd("1") });
    let mut euro = terms.clone();
    euro.advance_rate = rate("120");
    let outside = Refusal::AdvanceOutsideFace { advance: usd("120") };
    assert_eq!(request(&euro, vec![one()]).stage().unwrap_err(), outside);
}

#[test]
fn a_purchased_invoice_is_rebuilt_from_the_books() {
    let mut books = Books::new();
    let invoice = bought(&mut books, offered(1, "10000"));
    let again =
        crate::invoice::Purchased::from_books(invoice.facts().clone(), &books.plain()).unwrap();
    assert_eq!(again, invoice);
    assert_eq!(invoice.balances().advance, usd("8000"));
}
