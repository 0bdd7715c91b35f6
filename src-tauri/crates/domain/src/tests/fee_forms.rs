//! Every form of a fee by days, against figures worked out by hand.

use super::forms;
use super::{rate, usd};
use crate::{
    Currency, FeeBase, FeeSchedule, Figure, Money, Refusal, Rounding, StepPart, Terms, fee_curve,
    worked_example,
};

fn terms(schedule: FeeSchedule) -> Terms {
    Terms { fee_schedule: schedule, ..Terms::house_default(Currency::USD) }
}

#[track_caller]
fn check(schedule: &FeeSchedule, face: &str, table: &[(u32, &str)]) {
    let terms = terms(schedule.clone());
    let face = usd(face);
    for (days, expected) in table {
        let fee = terms.fee(face, terms.advance(face).unwrap(), *days).unwrap();
        assert_eq!(fee.value.to_string(), *expected, "{} at {days}", schedule.label());
        assert_eq!(fee.working.formula_id, schedule.formula().id());
        assert_eq!(fee.working.total, Figure::Money { amount: fee.value });
        let shown: i64 = fee.working.lines.iter().filter_map(|l| l.amount).map(Money::minor).sum();
        let says_so = fee.working.note.contains("rounded from their exact sum");
        assert_eq!(shown != fee.value.minor(), says_so, "{} at {days}", schedule.label());
    }
}

#[test]
fn a_flat_fee_may_have_an_amount_on_top() {
    // docs/money/fees.md, F-01: 2.5 % × 10,000.00 + 25.00, whatever the days.
    let schedule = forms::flat_and_fixed("2.5", "25");
    check(&schedule, "10000", &[(0, "275.00"), (1, "275.00"), (400, "275.00")]);
}

#[test]
fn a_first_block_is_followed_by_days() {
    // F-08: 2 % for 30 days, then 0.05 % a day.
    let table = [(0, "200.00"), (30, "200.00"), (31, "205.00"), (47, "285.00")];
    check(&forms::block_then_daily(), "10000", &table);
}

#[test]
fn tiers_add_up_at_their_own_rates() {
    // F-04: 1 % per 10 days or part to day 30; 0.5 % per 15 full days to 60; then 0.02 % a day.
    let table = [
        (0, "0.00"),
        (1, "100.00"),
        (10, "100.00"),
        (11, "200.00"),
        (30, "300.00"),
        (44, "300.00"),
        (45, "350.00"),
        (60, "400.00"),
        (61, "402.00"),
        (90, "460.00"),
    ];
    check(&forms::tiered(), "10000", &table);
}

#[test]
fn tiers_that_end_charge_nothing_after_their_last_day() {
    let FeeSchedule::Tiered { mut tiers } = forms::tiered() else { panic!("tiers") };
    tiers.pop();
    check(&FeeSchedule::Tiered { tiers }, "10000", &[(60, "400.00"), (365, "400.00")]);
}

#[test]
fn a_band_is_closed_at_its_upper_end() {
    // F-05: the market's table of 1 to 10 days 2 %, 11 to 20 days 3 %, 21 to 30 days 4 %,
    // 31 to 40 days 6 %; beyond 20 %.
    let table = [
        (0, "200.00"),
        (1, "200.00"),
        (10, "200.00"),
        (11, "300.00"),
        (20, "300.00"),
        (21, "400.00"),
        (30, "400.00"),
        (31, "600.00"),
        (40, "600.00"),
        (41, "2,000.00"),
        (400, "2,000.00"),
    ];
    check(&forms::banded(), "10000", &table);
}

#[test]
fn a_daily_fee_counts_every_day() {
    // F-06: 0.05 % × 10,000.00 a day.
    check(&forms::daily("0.05"), "10000", &[(0, "0.00"), (1, "5.00"), (47, "235.00")]);
}

#[test]
fn a_weekly_fee_counts_its_parts_as_agreed() {
    // F-07: 0.5 % a week on 10,000.00.
    let weekly = |part| forms::weekly("0.5", part);
    let table = [(0, "0.00"), (1, "50.00"), (7, "50.00"), (8, "100.00"), (47, "350.00")];
    check(&weekly(StepPart::Part), "10000", &table);
    let table = [(6, "0.00"), (7, "50.00"), (13, "50.00"), (47, "300.00")];
    check(&weekly(StepPart::Full), "10000", &table);
    // 10 ÷ 7 × 50.00 = 71.428571.
    let table = [(7, "50.00"), (10, "71.43"), (14, "100.00")];
    check(&weekly(StepPart::Linear), "10000", &table);
}

#[test]
fn unused_days_of_a_discount_are_given_back() {
    // F-09: 3.055555 % for 110 days, 0.0277 % back a day: 100,000.00 at 60 days is 1,670.555.
    let table = [
        (0, "8.56"),
        (60, "1,670.56"),
        (109, "3,027.86"),
        (110, "3,055.56"),
        (111, "3,055.56"),
        (400, "3,055.56"),
    ];
    check(&forms::unearned(), "100000", &table);
}

#[test]
fn interest_on_an_invoice_follows_its_year() {
    // F-15: 8,000.00 at 10.5 % for 46 days: 107.33 over 360, 105.86 over 365.
    let with = |year_basis| FeeSchedule::Interest {
        index: None,
        margin: rate("10.5"),
        floor: rate("0"),
        year_basis,
    };
    check(&with(crate::YearBasis::Actual360), "8000", &[(0, "0.00"), (46, "107.33")]);
    check(&with(crate::YearBasis::Actual365), "8000", &[(46, "105.86")]);
    let floor = FeeSchedule::Interest {
        index: None,
        margin: rate("4"),
        floor: rate("10.5"),
        year_basis: crate::YearBasis::Actual360,
    };
    check(&floor, "8000", &[(46, "107.33")]);
}

#[test]
fn every_period_has_its_own_rate_and_the_last_goes_on() {
    // F-13: 30 days at 2 %, 30 at 1 %, then 0.5 % for each 30.
    let table = [
        (0, "0.00"),
        (1, "200.00"),
        (30, "200.00"),
        (31, "300.00"),
        (61, "350.00"),
        (91, "400.00"),
        (121, "450.00"),
    ];
    check(&forms::periodic(StepPart::Part), "10000", &table);
    let table = [(29, "0.00"), (30, "200.00"), (59, "200.00"), (60, "300.00"), (120, "400.00")];
    check(&forms::periodic(StepPart::Full), "10000", &table);
    let table = [(15, "100.00"), (30, "200.00"), (45, "250.00"), (60, "300.00"), (75, "325.00")];
    check(&forms::periodic(StepPart::Linear), "10000", &table);
    let daily = |rates: Vec<crate::Rate>| FeeSchedule::Periodic {
        period_days: 1,
        rates,
        part: StepPart::Part,
    };
    // 365 periods of a day: 0.01 % on the first day, 0.02 % on each after it.
    let mut rates = vec![rate("0.02"); 365];
    rates[0] = rate("0.01");
    check(&daily(rates), "10000", &[(1, "1.00"), (2, "3.00"), (400, "799.00")]);
}

#[test]
fn a_linked_form_keeps_the_first_fee_and_counts_on() {
    // F-14: to day 30 2 % and 0.5 % per 10 days; after it 0.04 % a day.
    let table = [(10, "200.00"), (30, "300.00"), (31, "304.00"), (47, "368.00"), (90, "540.00")];
    check(&forms::linked(), "10000", &table);
    let steps = FeeSchedule::Linked {
        until_days: 30,
        first: Box::new(FeeSchedule::Flat { rate: rate("2"), fixed: Some(usd("5")) }),
        then: Box::new(forms::stepped((15, "1"), (15, "0.5"), StepPart::Part)),
    };
    // The first period of the second form starts on the day after the joint.
    check(&steps, "10000", &[(30, "205.00"), (31, "305.00"), (45, "305.00"), (46, "355.00")]);
}

#[test]
fn market_figures_of_stepped_fees() {
    // 0.90 % for 30 days, then 0.30 % per 10 days; and 1.80 % then 0.65 % per 10 days.
    let schedule = forms::stepped((30, "0.90"), (10, "0.30"), StepPart::Part);
    check(&schedule, "10000", &[(30, "90.00"), (31, "120.00"), (45, "150.00"), (60, "180.00")]);
    let schedule = forms::stepped((30, "1.80"), (10, "0.65"), StepPart::Part);
    check(&schedule, "10000", &[(30, "180.00"), (60, "375.00")]);
    // An initial fee for 30 days and 15-day late periods: 60 days are the initial fee and two.
    let schedule = forms::stepped((30, "3"), (15, "1.5"), StepPart::Part);
    check(&schedule, "10000", &[(60, "600.00")]);
    assert_eq!(schedule.periods_after(60), 2);
    let full = forms::stepped((30, "3"), (10, "1"), StepPart::Full);
    assert_eq!([39, 40, 65].map(|days| full.periods_after(days)), [0, 1, 3]);
}

#[test]
fn a_linked_form_counts_the_periods_of_both_its_parts() {
    let part = |first| Box::new(forms::stepped((first, "2"), (10, "0.5"), StepPart::Part));
    let schedule = FeeSchedule::Linked { until_days: 30, first: part(10), then: part(5) };
    for (days, periods) in [(10, 0), (11, 1), (30, 2), (35, 2), (36, 3), (60, 5)] {
        assert_eq!(schedule.periods_after(days), periods, "at {days}");
    }
}

#[test]
fn a_maximum_binds_like_a_minimum_and_says_so() {
    let mut terms = terms(forms::daily("0.05"));
    (terms.fee_minimum, terms.fee_maximum) = (usd("20"), usd("200"));
    let at = |days| terms.fee(usd("10000"), usd("8000"), days).unwrap();
    for (days, fee) in [(1, "20"), (4, "20"), (5, "25"), (40, "200"), (41, "200")] {
        assert_eq!(at(days).value, usd(fee), "{days}");
    }
    let lines = |days| -> Vec<(String, String, Option<Money>)> {
        let lines = at(days).working.lines.into_iter().skip(1);
        lines.map(|line| (line.label, line.detail, line.amount)).collect()
    };
    let line = |label: &str, detail: &str, amount: Option<&str>| {
        (label.to_owned(), detail.to_owned(), amount.map(usd))
    };
    assert_eq!(
        lines(1),
        [
            line("Minimum fee", "20.00, higher than 5.00, takes its place", Some("15")),
            line("Maximum fee", "200.00, higher than the fee", None),
        ]
    );
    assert_eq!(
        lines(47),
        [
            line("Minimum fee", "20.00, lower than the fee", None),
            line("Maximum fee", "200.00, lower than 235.00, takes its place", Some("-35")),
        ]
    );
    assert_eq!(lines(40)[1].1, "200.00, the same as the fee");
}

#[test]
fn fewest_days_are_counted_even_if_fewer_passed() {
    let mut terms = terms(forms::daily("0.05"));
    terms.minimum_days = 15;
    let fee = terms.fee(usd("10000"), usd("8000"), 7).unwrap();
    assert_eq!(fee.value, usd("75"));
    assert_eq!(fee.working.lines[0].detail, "15, more than the 7 days passed");
    assert_eq!(terms.fee(usd("10000"), usd("8000"), 16).unwrap().value, usd("80"));
    let curve = fee_curve(&terms, usd("10000"), 30).unwrap();
    let bends: Vec<u32> = curve.iter().map(|point| point.days).collect();
    assert_eq!(bends, [0, 15, 30]);
}

#[test]
fn the_receipts_of_the_forms_show_every_step() {
    let lines = |schedule: FeeSchedule, days| -> Vec<String> {
        let fee = terms(schedule).fee(usd("10000"), usd("8000"), days).unwrap();
        let text = |line: crate::WorkingLine| {
            let amount = line.amount.map_or("–".to_owned(), Money::format_grouped);
            format!("{} | {} | {amount}", line.label, line.detail)
        };
        fee.working.lines.into_iter().map(text).collect()
    };
    assert_eq!(
        lines(forms::tiered(), 50),
        [
            "Days in the tier | 30, ÷ 10 = 3; a started period counts | –",
            "Tier, days 1 to 30 | 3 × 1.00% × 10,000.00 | 300.00",
            "Days in the tier | 20, ÷ 15 = 1 and 5 days; only full periods count | –",
            "Tier, days 31 to 45 | 1 × 0.50% × 10,000.00 | 50.00",
        ]
    );
    assert_eq!(lines(forms::banded(), 35), ["Band, days 31 to 40 | 6.00% × 10,000.00 | 600.00"]);
    assert_eq!(lines(forms::banded(), 41), ["Beyond 40 days | 20.00% × 10,000.00 | 2,000.00"]);
    assert_eq!(
        lines(forms::unearned(), 100),
        [
            "Discount for 110 days | 3.055555% × 10,000.00 | 305.56",
            "Unused days | 110 − 100 = 10 | –",
            "Less rebate for unused days | 10 × 0.0277% × 10,000.00 | −27.70",
        ]
    );
    assert_eq!(
        lines(forms::linked(), 47),
        [
            "Up to day 30 | Stepped | –",
            "First 10 days | 2.00% × 10,000.00 | 200.00",
            "Days after | 30 − 10 = 20, ÷ 10 = 2; a started period counts | –",
            "2 next periods | 2 × 0.50% × 10,000.00 | 100.00",
            "After day 30 | Daily, counted from there: 17 days | –",
            "17 days | 17 × 0.04% × 10,000.00 | 68.00",
        ]
    );
    assert_eq!(
        lines(forms::interest("12"), 46),
        ["Interest, days 1 to 46 | 46 ÷ 360 × 12.00% × 10,000.00 | 153.33"]
    );
}

#[test]
fn currencies_without_or_with_three_decimals_round_at_their_own_unit() {
    for (currency, face, half_up, half_even) in [
        // 0.5 % of 100 yen is half a yen; of 1.100 dinar 5.5 thousandths.
        (Currency::from_code("JPY").unwrap(), 100, 1, 0),
        (Currency::from_code("KWD").unwrap(), 1_100, 6, 6),
        (Currency::from_code("KWD").unwrap(), 900, 5, 4),
        (Currency::USD, 500, 3, 2),
    ] {
        let mut terms = Terms::house_default(currency);
        terms.fee_schedule = forms::daily("0.5");
        let face = Money::new(face, currency).unwrap();
        let fee = |terms: &Terms| terms.fee(face, face, 1).unwrap().value.minor();
        assert_eq!(fee(&terms), half_up, "{currency} half up");
        terms.rounding = Rounding::HalfEven;
        assert_eq!(fee(&terms), half_even, "{currency} half even");
    }
}

#[test]
fn a_rate_that_follows_an_index_needs_dates_or_a_value() {
    let terms = terms(forms::indexed("2", "8"));
    let index = crate::DataId::new("index", "prime_us").unwrap();
    let refused = terms.fee(usd("10000"), usd("8000"), 30);
    assert_eq!(refused, Err(Refusal::IndexRateNeeded { index }));
    // 7.5 % + 2 % = 9.5 % for 36 days of 360 on 10,000.00.
    let priced = terms.with_index_rates(&|_| Ok(rate("7.5"))).unwrap();
    assert_eq!(priced.fee(usd("10000"), usd("8000"), 36).unwrap().value, usd("95"));
    // 5 % + 2 % lies below the floor of 8 %.
    let priced = terms.with_index_rates(&|_| Ok(rate("5"))).unwrap();
    assert_eq!(priced.fee(usd("10000"), usd("8000"), 36).unwrap().value, usd("80"));
}

#[test]
fn further_charges_are_part_of_the_fee_and_of_the_example() {
    let mut terms = terms(forms::interest("12"));
    terms.fee_base = FeeBase::Advance;
    terms.further_fees = vec![forms::administration_fee()];
    // 12 % of 8,000.00 for 30 of 360 days is 80.00; 1 % of 10,000.00 is 100.00.
    let fee = terms.fee(usd("10000"), usd("8000"), 30).unwrap();
    assert_eq!(fee.value, usd("180"));
    assert_eq!(fee.working.formula_id, "F-16");
    let amounts: Vec<_> = fee.working.lines.iter().map(|line| line.amount.unwrap()).collect();
    assert_eq!(amounts, [usd("80"), usd("100")]);
    let rows = worked_example(&terms, usd("10000"), &[30]).unwrap();
    assert_eq!(rows[0].rebate.value, usd("1820"));
    let curve = fee_curve(&terms, usd("10000"), 60).unwrap();
    let points: Vec<_> = curve.iter().map(|p| (p.days, p.fee.to_string())).collect();
    assert_eq!(points, [(0, "100.00".to_owned()), (60, "260.00".to_owned())]);
}

#[test]
fn an_advance_on_less_than_the_face_is_what_the_purchase_paid() {
    let mut terms = terms(forms::daily("0.05"));
    terms.fee_base = FeeBase::Advance;
    assert_eq!(terms.fee(usd("10000"), usd("6000"), 10).unwrap().value, usd("30"));
}
