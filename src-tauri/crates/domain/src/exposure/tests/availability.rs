use super::{book, item, no_balances, old, uncapped};
use crate::exposure::{Availability, BorrowingBase, BoundBy, ClientBalances, Hold, UnappliedBlock};
use crate::tests::{rate, usd};
use crate::{Figure, Refusal, Rounding};

fn hold(label: &str, amount: &str) -> Hold {
    Hold { label: label.to_owned(), amount: usd(amount) }
}

/// The lines of every working add up to what may be drawn.
fn checked(found: Availability) -> Availability {
    let amounts = found.working.lines.iter().filter_map(|line| line.amount);
    let sum = amounts.fold(usd("0"), |sum, amount| sum.plus(amount).unwrap());
    assert_eq!(sum, found.available);
    assert_eq!(found.working.total, Figure::Money { amount: found.available });
    assert_eq!(found.working.formula_id, "F-52");
    found
}

#[track_caller]
fn check(change: impl Fn(&mut ClientBalances), calculated: &str, available: &str, over: &str) {
    // 10,000 eligible at 80 % and 1,000 over age; 6,000 of receivables less reserve are out.
    let items = [item(1, 1, "10000"), old(item(2, 2, "1000"))];
    let mut balances =
        [ClientBalances { accrued_reserve: usd("2200"), payable: usd("2800"), ..no_balances() }];
    change(&mut balances[0]);
    let rules = uncapped();
    let found = checked(book(&items, &balances, &rules).availability_of(super::CLIENT).unwrap());
    assert_eq!(
        (found.calculated, found.available, found.over_advance),
        (usd(calculated), usd(available), usd(over))
    );
    assert_eq!(found.bound_by, BoundBy::Calculation);
}

#[test]
fn availability_is_the_advance_on_what_counts_less_what_is_out() {
    check(|_| (), "2000", "2000", "0");
    check(|balances| balances.earned_reserve = usd("150"), "2150", "2150", "0");
    check(|balances| balances.charges = usd("50"), "1950", "1950", "0");
}

#[test]
fn escrow_and_unapplied_cash_make_nothing_available() {
    // Net funds are counted without both, so availability takes them back off.
    check(|balances| balances.escrow = usd("500"), "2000", "2000", "0");
    check(|balances| balances.unapplied_of_client = usd("70"), "2000", "2000", "0");
    check(|balances| balances.unapplied_of_debtors = usd("300"), "1700", "1700", "0");
}

#[test]
fn an_over_advance_leaves_nothing_to_draw() {
    check(|balances| balances.payable = usd("300"), "-500", "0", "500");
}

#[test]
fn the_facility_limit_and_holds_lower_it() {
    let items = [item(1, 1, "10000")];
    let balances = [ClientBalances {
        accrued_reserve: usd("2000"),
        payable: usd("3000"),
        unapplied_of_debtors: usd("100"),
        ..no_balances()
    }];
    for (limit, holds, block, available, bound) in [
        (None, vec![], UnappliedBlock::None, "3000", None),
        (None, vec![], UnappliedBlock::All, "2900", None),
        (None, vec![hold("Tax lien", "400")], UnappliedBlock::All, "2500", None),
        (Some("7000"), vec![hold("Tax lien", "400")], UnappliedBlock::All, "2000", Some(())),
        (Some("7500"), vec![hold("Tax lien", "400")], UnappliedBlock::All, "2500", None),
        (Some("4000"), vec![], UnappliedBlock::All, "0", Some(())),
    ] {
        let mut rules = uncapped();
        rules.unapplied_block = block;
        let own = rules.clients.entry(super::CLIENT).or_default();
        own.facility_limit = limit.map(usd);
        own.holds = holds;
        let found = book(&items, &balances, &rules).availability_of(super::CLIENT).unwrap();
        let found = checked(found);
        assert_eq!(found.available, usd(available), "{limit:?}");
        let expected =
            bound.map_or(BoundBy::Calculation, |()| BoundBy::Cap("the facility limit".to_owned()));
        assert_eq!(found.bound_by, expected, "{limit:?}");
    }
}

#[test]
fn each_invoice_counts_at_its_own_rate_and_the_sum_is_rounded_once() {
    // 33.335 % of 0.03 and 66.665 % of 0.03: together exactly 3 cents, although rounded each
    // would be 1 + 2 at half up, and 1 + 1 rounded down.
    let mut items = [item(1, 1, "0.03"), item(2, 2, "0.03")];
    items[0].advance_rate = rate("33.335");
    items[1].advance_rate = rate("66.665");
    let mut rules = uncapped();
    rules.eligibility.rounding = Rounding::Down;
    let balances = [ClientBalances { payable: usd("0.06"), ..no_balances() }];
    let found = book(&items, &balances, &rules).availability_of(super::CLIENT).unwrap();
    assert_eq!(checked(found).available, usd("0.03"));
}

fn base() -> BorrowingBase {
    BorrowingBase {
        prior_collateral: usd("500000"),
        purchases: usd("200000"),
        credits: usd("150000"),
        ineligible: usd("50000"),
        advance_rate: rate("85"),
        reserves: vec![hold("Dilution reserve", "25000")],
        outstanding: usd("300000"),
        caps: Vec::new(),
        rounding: Rounding::HalfUp,
    }
}

#[test]
fn a_certificate_rolls_the_collateral_forward_and_takes_the_lesser_of_its_caps() {
    // 550,000 less 50,000 are 500,000; at 85 % 425,000; less 25,000 and 300,000: 100,000.
    for (caps, available, bound) in [
        (vec![], "100000", None),
        (vec![hold("the line", "450000")], "100000", None),
        (vec![hold("the line", "400000")], "100000", None),
        (vec![hold("the line", "350000")], "50000", Some("the line")),
        (
            vec![hold("the line", "350000"), hold("net worth × 3", "320000")],
            "20000",
            Some("net worth × 3"),
        ),
        (vec![hold("the line", "250000")], "0", Some("the line")),
    ] {
        let certificate = BorrowingBase { caps, ..base() }.certify().unwrap();
        assert_eq!(certificate.collateral, usd("550000"));
        assert_eq!(certificate.eligible, usd("500000"));
        let found = checked(certificate.availability);
        assert_eq!((found.calculated, found.available), (usd("100000"), usd(available)));
        let expected = bound.map_or(BoundBy::Calculation, |cap| BoundBy::Cap(cap.to_owned()));
        assert_eq!(found.bound_by, expected);
    }
}

#[test]
fn more_ineligible_than_collateral_is_refused() {
    let found = BorrowingBase { ineligible: usd("550000.01"), ..base() }.certify();
    assert_eq!(found, Err(Refusal::AmountNegative { amount: usd("-0.01") }));
}
