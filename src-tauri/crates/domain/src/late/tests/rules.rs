//! Laws that hold for every late charge.

use super::*;
use proptest::prelude::*;

fn forms() -> impl Strategy<Value = LateForm> {
    let percent = || (0_i32..4_000).prop_map(Rate::hundredths);
    let dollars = |minor| Money::new(minor, Currency::USD).unwrap();
    let count = prop_oneof![
        Just(MonthCount::ThirtyDaysOrPart),
        Just(MonthCount::CalendarMonthOrPart),
        Just(MonthCount::ProRata)
    ];
    let basis = prop_oneof![
        Just(YearBasis::Actual360),
        Just(YearBasis::Actual365),
        Just(YearBasis::ActualActual)
    ];
    prop_oneof![
        (percent(), basis).prop_map(|(rate, year_basis)| LateForm::Daily { rate, year_basis }),
        (percent(), count).prop_map(|(rate, months)| LateForm::Monthly {
            rate,
            months,
            balance: MonthBalance::Due
        }),
        (1_u16..60, 0_i64..10_000).prop_map(move |(days, minor)| LateForm::PerLevel {
            levels: vec![
                LateLevel { after_days: 0, amount: dollars(minor) },
                LateLevel { after_days: days, amount: dollars(minor * 2) }
            ]
        }),
        (percent(), 0_i64..5_000, 0_i64..500_000).prop_map(move |(rate, least, most)| {
            let maximum = Some(dollars(least + most));
            LateForm::Percent { rate, minimum: dollars(least), maximum, threshold: dollars(least) }
        }),
    ]
}

prop_compose! {
    fn debts()(
        minor in 0_i64..100_000_000,
        payments in prop::collection::vec((0_i64..200, 0_i64..60_000_000), 0..4),
    ) -> LateDebt {
        let dollars = |minor| Money::new(minor, Currency::USD).unwrap();
        let payments = payments
            .into_iter()
            .map(|(days, minor)| LatePayment { on: days_after(days), amount: dollars(minor) })
            .collect();
        LateDebt { due_on: due(), amount: dollars(minor), payments, disputes: Vec::new() }
    }
}

fn minor(terms: &DebtorLateTerms, debt: &LateDebt, days: i64, cap: Option<&LateCap>) -> i64 {
    let figures = terms.charge(debt, days_after(days), cap).unwrap().figures;
    let lines: i64 =
        figures.charge.working.lines.iter().filter_map(|line| line.amount).map(Money::minor).sum();
    let shown = figures.charge.working.note.contains("shown rounded");
    assert!(shown || lines == figures.charge.value.minor(), "lines add up or the note says so");
    figures.charge.value.minor()
}

proptest! {
    #[test]
    fn more_days_never_cost_less(
        form in forms(), debt in debts(), days in 0_i64..400, more in 0_i64..400,
        grace_days in 0_u16..40,
    ) {
        for &grace_meaning in GraceMeaning::ALL {
            let terms = DebtorLateTerms { grace_days, grace_meaning, ..terms(form.clone()) };
            let (short, long) =
                (minor(&terms, &debt, days, None), minor(&terms, &debt, days + more, None));
            prop_assert!(0 <= short && short <= long, "{short} {long}");
        }
    }

    #[test]
    fn the_meanings_of_grace_are_ordered(
        percent in 0_i32..4_000, months in any::<bool>(), debt in debts(), days in 0_i64..400,
        grace_days in 0_u16..40,
    ) {
        let form = if months {
            let rate = Rate::hundredths(percent);
            let months = MonthCount::ThirtyDaysOrPart;
            LateForm::Monthly { rate, months, balance: MonthBalance::Due }
        } else {
            LateForm::Daily { rate: Rate::hundredths(percent), year_basis: YearBasis::Actual365 }
        };
        let of = |grace_meaning| {
            let terms = DebtorLateTerms { grace_days, grace_meaning, ..terms(form.clone()) };
            minor(&terms, &debt, days, None)
        };
        let (end, from_due, waits) = (
            of(GraceMeaning::ChargeFromGraceEnd),
            of(GraceMeaning::ChargeFromDue),
            of(GraceMeaning::NoticeWaits),
        );
        prop_assert!(end <= from_due && from_due <= waits, "{end} {from_due} {waits}");
    }

    #[test]
    fn a_cap_and_a_dispute_only_ever_lower_a_charge(
        form in forms(), debt in debts(), days in 0_i64..400, yearly in 0_i32..3_000,
        disputed in 0_i64..100_000_000, from in -5_i64..300, length in prop::option::of(0_i64..90),
    ) {
        let terms = terms(form);
        let free = minor(&terms, &debt, days, None);
        let cap = LateCap { most_a_year: Some(Rate::hundredths(yearly)), ..cap("") };
        prop_assert!(minor(&terms, &debt, days, Some(&cap)) <= free);
        let span = DisputeSpan {
            from: days_after(from),
            until: length.map(|length| days_after(from + length)),
            amount: Money::new(disputed, Currency::USD).unwrap(),
        };
        let contested = LateDebt { disputes: vec![span], ..debt };
        prop_assert!(minor(&terms, &contested, days, None) <= free);
    }

    #[test]
    fn a_late_charge_never_bears_interest(minor_units in 1_i64..1_000_000, months in 1_i64..24) {
        let amount = Money::new(minor_units * 100, Currency::USD).unwrap();
        let late = LateDebt { amount, ..debt("0") };
        let terms = terms(monthly("1", MonthCount::ThirtyDaysOrPart, MonthBalance::Due));
        prop_assert_eq!(minor(&terms, &late, 30 * months, None), minor_units * months);
    }
}
