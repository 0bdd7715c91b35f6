use super::{book, flagged, item, of_client, of_group, old, taken, told, uncapped};
use crate::exposure::{ConcentrationPool, DebtorOrGroup, Ineligible, OpenItem, PositionRules};
use crate::tests::{day, rate, usd};
use crate::{ClientId, DebtorGroupId, DebtorId};

fn limited(debtor: &str, pair: &str) -> PositionRules {
    let mut rules = uncapped();
    if !debtor.is_empty() {
        rules.debtor_limits.insert(DebtorId::new(1), usd(debtor));
    }
    if !pair.is_empty() {
        rules.pair_limits.insert((ClientId::new(1), DebtorId::new(1)), usd(pair));
    }
    rules
}

#[test]
fn the_latest_purchase_bears_what_is_over_a_limit() {
    let mut items = [item(1, 1, "60"), item(2, 1, "60")];
    items[0].purchased_on = day("2026-06-02");
    let rules = limited("100", "");
    let expected = ["1: Over the debtor's limit 20.00, left 40.00", "2: left 60.00"];
    assert_eq!(told(&book(&items, &[], &rules)), expected);
    // Bought on one day, the later number bears it.
    items[0].purchased_on = items[1].purchased_on;
    let expected = ["1: left 60.00", "2: Over the debtor's limit 20.00, left 40.00"];
    assert_eq!(told(&book(&items, &[], &rules)), expected);
}

#[test]
fn the_lowest_advance_rate_bears_it_before_the_latest_purchase() {
    let mut items = [item(1, 1, "60"), item(2, 1, "60")];
    items[0].advance_rate = rate("70");
    let expected = ["1: Over the debtor's limit 20.00, left 40.00", "2: left 60.00"];
    assert_eq!(told(&book(&items, &[], &limited("100", ""))), expected);
}

#[test]
fn a_pair_limit_comes_before_the_debtors_own() {
    let items = [item(1, 1, "100"), of_client(item(2, 1, "100"), 2)];
    // 30 over with this client; then 70 + 100 are 20 over with all, which the later number bears.
    let expected = [
        "1: Over the limit with this client 30.00, left 70.00",
        "2: Over the debtor's limit 20.00, left 80.00",
    ];
    assert_eq!(told(&book(&items, &[], &limited("150", "70"))), expected);
}

#[test]
fn what_an_earlier_rule_has_taken_uses_up_no_limit() {
    let items = [old(item(1, 1, "5")), item(2, 1, "95")];
    let expected = ["1: Over age 5.00, left 0.00", "2: left 95.00"];
    assert_eq!(told(&book(&items, &[], &limited("95", ""))), expected);
}

#[test]
fn a_limit_falls_first_on_what_is_disputed_anyway() {
    // 10 are disputed and 8 may count: the 2 over the limit are taken of the disputed part, once.
    let disputed = |amount: &str, at: &str| {
        let item = flagged(item(1, 1, at), |flags| flags.disputed = super::minor(amount));
        told(&book(&[item], &[], &limited("80", "")))
    };
    let expected = "1: Over the debtor's limit 20.00, Disputed 10.00, left 70.00";
    assert_eq!(disputed("30", "100"), [expected]);
    let expected = "1: Over the debtor's limit 20.00, left 80.00";
    assert_eq!(disputed("5", "100"), [expected]);
}

#[test]
fn limits_of_nothing_or_less_take_everything() {
    for limit in ["0", "-5"] {
        let items = [item(1, 1, "100")];
        let expected = ["1: Over the debtor's limit 100.00, left 0.00"];
        assert_eq!(told(&book(&items, &[], &limited(limit, ""))), expected);
    }
}

fn capped(limit: &str, pool: ConcentrationPool) -> PositionRules {
    let mut rules = PositionRules::default();
    rules.eligibility.concentration = Some(rate(limit));
    rules.eligibility.pool = pool;
    rules
}

#[test]
fn concentration_of_60_in_100_at_25_percent_exceeds_by_35() {
    // docs/money/positions.md, concentration: 25 % of 100,000 with one at 60,000, pool gross.
    let items = [item(1, 1, "60000"), item(2, 2, "20000"), item(3, 3, "20000")];
    let rules = capped("25", ConcentrationPool::Gross);
    let book = book(&items, &[], &rules);
    assert_eq!(taken(&book, Ineligible::Concentration), usd("35000"));
    let report = book.concentration_of(super::CLIENT).unwrap();
    let row = report.rows[0];
    assert_eq!(row.of, DebtorOrGroup::Debtor(DebtorId::new(1)));
    assert_eq!((report.pool, row.balance), (usd("100000"), usd("60000")));
    assert_eq!((row.share, row.cap), (Some(rate("60")), Some(usd("25000"))));
    let worked = report.worked(&row).unwrap();
    assert_eq!(worked.value, usd("35000"));
    let sum: i64 = worked.working.lines.iter().filter_map(|l| l.amount).map(|a| a.minor()).sum();
    assert_eq!(sum, worked.value.minor(), "lines add up");
}

#[test]
fn affiliated_debtors_are_one_concentration() {
    // Two debtors of 20 % each keep within 25 %; as one group they hold 40 %.
    let rest = |n: i64| item(n, n, "20");
    let alone = [item(1, 1, "20"), item(2, 2, "20"), rest(3), rest(4), rest(5)];
    let mut together = alone;
    together[0] = of_group(together[0], 9);
    together[1] = of_group(together[1], 9);
    let rules = capped("25", ConcentrationPool::Gross);
    assert_eq!(taken(&book(&alone, &[], &rules), Ineligible::Concentration), usd("0"));
    let book = book(&together, &[], &rules);
    assert_eq!(taken(&book, Ineligible::Concentration), usd("15"));
    let first = book.concentration_of(super::CLIENT).unwrap().rows[0];
    assert_eq!(first.of, DebtorOrGroup::Group(DebtorGroupId::new(9)));
}

#[test]
fn the_pool_is_all_that_is_open_or_what_is_eligible_before_the_cap() {
    // 100 open, 40 of it over age; one debtor holds 30 of the 60 that are left.
    let items = [item(1, 1, "30"), item(2, 2, "30"), old(item(3, 3, "40"))];
    for (pool, cap, excess, share) in [
        (ConcentrationPool::Gross, "25", "10", "30"),
        (ConcentrationPool::EligibleBeforeCap, "15", "30", "50"),
    ] {
        let rules = capped("25", pool);
        let book = book(&items, &[], &rules);
        assert_eq!(taken(&book, Ineligible::Concentration), usd(excess), "{pool:?}");
        let report = book.concentration_of(super::CLIENT).unwrap();
        let row = report.rows.iter().find(|row| row.balance == usd("30")).unwrap();
        assert_eq!((row.cap, row.share), (Some(usd(cap)), Some(rate(share))), "{pool:?}");
    }
}

#[test]
fn concentration_works_on_what_is_left() {
    let disputed = flagged(item(1, 1, "60"), |flags| flags.disputed = super::minor("40"));
    let items = [disputed, item(2, 2, "40")];
    let rules = capped("25", ConcentrationPool::Gross);
    let expected = [
        "1: Disputed 40.00, left 20.00", // 60 were open, but only 20 are left below the cap of 25.
        "2: Concentration 15.00, left 25.00",
    ];
    assert_eq!(told(&book(&items, &[], &rules)), expected);
}

#[test]
fn a_client_may_have_a_cap_of_its_own() {
    let items: [OpenItem; 2] = [item(1, 1, "60"), item(2, 2, "40")];
    let mut rules = capped("25", ConcentrationPool::Gross);
    rules.clients.entry(super::CLIENT).or_default().concentration = Some(rate("50"));
    assert_eq!(taken(&book(&items, &[], &rules), Ineligible::Concentration), usd("10"));
}

#[test]
fn the_house_limit_is_measured_across_clients() {
    let items = [
        of_group(item(1, 1, "30"), 9),
        of_client(of_group(item(2, 2, "40"), 9), 2),
        of_client(item(3, 3, "30"), 2),
    ];
    let mut rules = uncapped();
    rules.house_concentration = Some(rate("50"));
    let house = book(&items, &[], &rules).concentration_of_house().unwrap();
    assert_eq!(house.rows.len(), 2);
    assert_eq!((house.pool, house.rows[0].balance), (usd("100"), usd("70")));
    assert_eq!((house.rows[0].share, house.rows[0].excess), (Some(rate("70")), usd("20")));
    assert_eq!(house.rows[1].excess, usd("0"));
}
