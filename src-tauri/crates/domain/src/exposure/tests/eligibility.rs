use super::{book, dated, flagged, item, of_client, old, taken, told, uncapped};
use crate::exposure::{Approval, EligibilityRules, Ineligible, ItemFlags, OpenItem, Treatment};
use crate::tests::{rate, usd};

#[track_caller]
fn check(items: &[OpenItem], expected: &[&str]) {
    let rules = uncapped();
    assert_eq!(told(&book(items, &[], &rules)), expected);
}

#[test]
fn an_invoice_is_over_age_the_day_after_the_ninetieth() {
    // 2026-06-30 is 90 days after 2026-04-01 and 91 days after 2026-03-31.
    check(&[dated(item(1, 1, "50"), "2026-04-01", "2026-05-01")], &["1: left 50.00"]);
    let items = [dated(item(1, 1, "50"), "2026-03-31", "2026-04-30")];
    check(&items, &["1: Over age 50.00, left 0.00"]);
}

#[test]
fn past_due_days_can_stand_beside_the_invoice_date_or_in_its_place() {
    let items = [dated(item(1, 1, "50"), "2026-06-01", "2026-04-30")];
    for (past_due_days, over_age_days, expected) in [
        (Some(60), Some(90), "50.00"),
        (Some(61), Some(90), "0.00"),
        (Some(60), None, "50.00"),
        (None, None, "0.00"),
    ] {
        let mut rules = uncapped();
        rules.eligibility.past_due_days = past_due_days;
        rules.eligibility.over_age_days = over_age_days;
        let found = taken(&book(&items, &[], &rules), Ineligible::OverAge);
        assert_eq!(found, usd(expected), "{past_due_days:?} {over_age_days:?}");
    }
}

#[test]
fn cross_age_takes_the_rest_only_above_its_share() {
    // 100 of 1,000 is exactly 10 %; a cent more is above it.
    let at = [old(item(1, 1, "100")), item(2, 1, "900")];
    check(&at, &["1: Over age 100.00, left 0.00", "2: left 900.00"]);
    let above = [old(item(1, 1, "100.01")), item(2, 1, "900")];
    // An invoice over age is not counted again under cross-age.
    check(&above, &["1: Over age 100.01, left 0.00", "2: Cross-aged 900.00, left 0.00"]);
}

#[test]
fn cross_age_stays_with_its_debtor_and_its_client() {
    let items = [old(item(1, 1, "100")), item(2, 2, "10"), of_client(item(3, 1, "10"), 2)];
    check(&items, &["1: Over age 100.00, left 0.00", "2: left 10.00", "3: left 10.00"]);
}

#[test]
fn each_reason_takes_its_part_of_what_is_left() {
    type Set = fn(&mut ItemFlags);
    let cases: [(Set, &str); 12] = [
        (|flags| flags.debtor_approved = Approval::NotApproved, "Debtor not approved 100.00"),
        (|flags| flags.debtor_approved = Approval::Lapsed, "Debtor not approved 100.00"),
        (|flags| flags.is_foreign = true, "Foreign 100.00"),
        (
            |flags| flags.is_government_without_assignment = true,
            "Government without assignment 100.00",
        ),
        (|flags| flags.is_affiliate = true, "Affiliate 100.00"),
        (|flags| flags.contra = super::minor("30"), "Contra 30.00"),
        (|flags| flags.is_consignment = true, "Consignment 100.00"),
        (|flags| flags.is_pre_billed = true, "Pre-billed 100.00"),
        (|flags| flags.retainage = super::minor("10"), "Retainage 10.00"),
        (|flags| flags.disputed = super::minor("45.50"), "Disputed 45.50"),
        (|flags| flags.disputed = super::minor("500"), "Disputed 100.00"),
        (|flags| flags.disputed = super::minor("0.01"), "Disputed 0.01"),
    ];
    for (set, expected) in cases {
        let (reason, amount) = expected.rsplit_once(' ').unwrap();
        let left = usd("100").minus(usd(amount)).unwrap();
        check(
            &[flagged(item(1, 1, "100"), set)],
            &[&*format!("1: {reason} {amount}, left {left}")],
        );
    }
}

#[test]
fn the_earlier_rule_takes_first_and_the_later_what_is_left() {
    let every = |flags: &mut ItemFlags| {
        flags.debtor_approved = Approval::NotApproved;
        flags.is_foreign = true;
        flags.disputed = super::minor("40");
    };
    check(&[old(flagged(item(1, 1, "100"), every))], &["1: Over age 100.00, left 0.00"]);
    check(&[flagged(item(1, 1, "100"), every)], &["1: Debtor not approved 100.00, left 0.00"]);
    let parts = |flags: &mut ItemFlags| {
        flags.contra = super::minor("30");
        flags.retainage = super::minor("20");
        flags.disputed = super::minor("60");
    };
    check(
        &[flagged(item(1, 1, "100"), parts)],
        &["1: Contra 30.00, Retainage 20.00, Disputed 50.00, left 0.00"],
    );
    let all_of_it = |flags: &mut ItemFlags| {
        flags.contra = super::minor("30");
        flags.is_consignment = true;
        flags.disputed = super::minor("60");
    };
    let expected = "1: Contra 30.00, Consignment 70.00, left 0.00";
    check(&[flagged(item(1, 1, "100"), all_of_it)], &[expected]);
}

#[test]
fn a_kind_that_counts_takes_nothing() {
    let mut rules = uncapped();
    rules.eligibility = EligibilityRules {
        foreign: Treatment::Counted,
        disputed: Treatment::Counted,
        cross_age: None,
        ..rules.eligibility
    };
    let set = |flags: &mut ItemFlags| {
        flags.is_foreign = true;
        flags.disputed = super::minor("10");
    };
    let items = [flagged(item(1, 1, "100"), set), old(item(2, 1, "900"))];
    let found = told(&book(&items, &[], &rules));
    assert_eq!(found, ["1: left 100.00", "2: Over age 900.00, left 0.00"]);
}

#[test]
fn each_reason_says_its_figures() {
    let items = [
        old(item(1, 1, "50")),
        item(2, 1, "50"),
        item(3, 2, "80"),
        flagged(item(4, 3, "20"), |flags| flags.disputed = super::minor("5")),
    ];
    let mut rules = uncapped();
    rules.eligibility.concentration = Some(rate("25"));
    rules.debtor_limits.insert(crate::DebtorId::new(2), usd("70"));
    let book = book(&items, &[], &rules);
    let why = |invoice| -> Vec<_> {
        let row = book.explain(crate::InvoiceId::new(invoice)).unwrap();
        row.taken.into_iter().map(|taken| taken.why).collect()
    };
    assert_eq!(why(1), ["120 days after the invoice date, more than 90"]);
    assert_eq!(why(2), ["50.00% of the debtor's balance is over age, more than 10.00%"]);
    assert_eq!(
        why(3),
        ["limit with all clients 70.00", "debtor holds 70.00, more than the cap of 50.00"]
    );
    assert_eq!(why(4), ["5.00 disputed"]);
}
