//! Terms of every kind, made from a seed.

use super::rng::Rng;
use factor_domain::{
    AdditionalFee, AdditionalFeeKind, AdvanceBase, Currency, DataId, DayCap, DayCountEnd,
    DayCountStart, DayInclusion, DayRoll, FeeAmount, FeeBand, FeeBase, FeeComponent, FeeDays,
    FeeSchedule, FeeTaken, FeeTier, GraceMeaning, HolidayCalendar, LateBase, LateChargeForm,
    LatePayer, Line, Money, PaymentSchedule, Rate, RecourseBase, ReleaseSchedule, Rounding,
    StepPart, Terms, Weekday, YearBasis,
};

/// Terms that can be agreed; the first such set that the seed leads to.
pub fn terms(seed: u64, currency: Currency) -> Terms {
    let mut rng = Rng::new(seed);
    for _ in 0..1_000 {
        let made = any_terms(&mut rng, currency);
        if made.validate().is_empty() {
            return made;
        }
    }
    Terms::house_default(currency)
}

fn any_terms(rng: &mut Rng, currency: Currency) -> Terms {
    let (schedule, fee_base) = (any_form(rng, currency, 2), rng.of(FeeBase::ALL));
    let taken = if schedule.is_known_at_purchase() && rng.is_one_in(2) {
        rng.of(FeeTaken::ALL)
    } else {
        FeeTaken::AtSettlement
    };
    let calendars = HolidayCalendar::all_built_in();
    let calendar = calendars[rng.place(calendars.len())].id().clone();
    let none = Money::zero(currency);
    let is_escrowed = rng.is_one_in(3);
    Terms {
        payment_schedule: any_schedule(rng),
        advance_rate: hundredths(rng, 70_00, 95_00),
        advance_base: rng.of(AdvanceBase::ALL),
        fee_schedule: schedule,
        fee_base,
        fee_minimum: rare(rng, currency, 5, 20),
        fee_maximum: rare(rng, currency, 400, 9_000),
        fee_taken: taken,
        further_fees: further(rng, currency),
        day_count_start: rng.of(DayCountStart::ALL),
        day_count_end: rng.of(DayCountEnd::ALL),
        day_inclusion: rng.of(DayInclusion::ALL),
        minimum_days: if rng.is_one_in(4) { rng.days(1, 30) } else { 0 },
        day_cap: rng.of(DayCap::ALL),
        calendar,
        due_roll: rng.of(DayRoll::ALL),
        clearance_days: rng.days(0, 4),
        grace_days: rng.days(0, 10),
        grace_meaning: rng.of(GraceMeaning::ALL),
        late_interest_rate: hundredths(rng, 1_00, 24_00),
        late_charge_form: rng.of(LateChargeForm::ALL),
        late_base: rng.of(LateBase::ALL),
        recourse_days: rng.days(45, 120),
        recourse_base: rng.of(RecourseBase::ALL),
        escrow_rate: if is_escrowed { hundredths(rng, 1_00, 20_00) } else { Rate::ZERO },
        escrow_cap: if is_escrowed { units(rng, currency, 500, 50_000) } else { none },
        monthly_minimum: rare(rng, currency, 100, 2_000),
        additional_fees: additional(rng, currency),
        release_schedule: any_release(rng),
        rounding: rng.of(&[Rounding::HalfUp, Rounding::HalfEven]),
        // Drawn last, so that the scripts that were kept before it was a term mean the same.
        late_payer: rng.of(LatePayer::ALL),
        ..Terms::house_default(currency)
    }
}

fn hundredths(rng: &mut Rng, least: i32, most: i32) -> Rate {
    let drawn = rng.between(i64::from(least), i64::from(most));
    Rate::hundredths(i32::try_from(drawn).unwrap_or(least))
}

/// An amount with odd minor units, so that something has to be rounded.
pub fn units(rng: &mut Rng, currency: Currency, least: i64, most: i64) -> Money {
    let per_unit = currency.minor_per_unit();
    let minor = rng.between(least * per_unit, most * per_unit);
    Money::new(minor, currency).unwrap_or(Money::zero(currency))
}

fn rare(rng: &mut Rng, currency: Currency, least: i64, most: i64) -> Money {
    if rng.is_one_in(5) { units(rng, currency, least, most) } else { Money::zero(currency) }
}

fn any_schedule(rng: &mut Rng) -> PaymentSchedule {
    match rng.place(4) {
        0 => PaymentSchedule::EndOfMonth { days: rng.days(0, 20) },
        1 => PaymentSchedule::NetThenEndOfMonth { days: rng.days(10, 30) },
        2 => PaymentSchedule::DayOfMonth { day: rng.days(1, 31), months_ahead: 1 },
        _ => PaymentSchedule::NetDays { days: rng.days(10, 60) },
    }
}

fn any_release(rng: &mut Rng) -> ReleaseSchedule {
    match rng.place(4) {
        0 => ReleaseSchedule::EachInvoice,
        1 => ReleaseSchedule::Weekly { weekday: rng.of(&Weekday::ALL) },
        2 => ReleaseSchedule::TwiceMonthly,
        _ => ReleaseSchedule::Monthly,
    }
}

fn any_form(rng: &mut Rng, currency: Currency, depth: u8) -> FeeSchedule {
    let part = rng.of(StepPart::ALL);
    match rng.place(if depth > 0 { 11 } else { 10 }) {
        0 => FeeSchedule::Flat {
            rate: hundredths(rng, 1_00, 5_00),
            fixed: rng.is_one_in(2).then(|| units(rng, currency, 1, 30)),
        },
        1 => FeeSchedule::Stepped {
            first_days: rng.of(&[15, 30]),
            first_rate: hundredths(rng, 1_00, 3_50),
            step_days: rng.of(&[5, 10, 15]),
            step_rate: hundredths(rng, 20, 1_20),
            part,
        },
        2 => FeeSchedule::BlockThenDaily {
            first_days: rng.days(10, 40),
            first_rate: hundredths(rng, 1_00, 3_00),
            daily_rate: hundredths(rng, 2, 10),
        },
        3 => FeeSchedule::Tiered { tiers: any_tiers(rng) },
        4 => FeeSchedule::Banded {
            bands: vec![
                FeeBand { to_days: 30, rate: hundredths(rng, 1_00, 2_50) },
                FeeBand { to_days: 60, rate: hundredths(rng, 2_50, 4_00) },
            ],
            beyond: hundredths(rng, 4_00, 7_00),
        },
        5 => FeeSchedule::Daily { rate: hundredths(rng, 3, 12) },
        6 => FeeSchedule::Weekly { rate: hundredths(rng, 20, 80), part },
        7 => FeeSchedule::UnearnedRebate {
            expected_days: 60,
            full_rate: hundredths(rng, 3_00, 5_00),
            daily_rebate: hundredths(rng, 1, 5),
        },
        8 => FeeSchedule::Interest {
            index: if rng.is_one_in(2) { index(rng) } else { None },
            margin: hundredths(rng, 2_00, 12_00),
            floor: hundredths(rng, 0, 8_00),
            year_basis: rng.of(YearBasis::ALL),
        },
        9 => FeeSchedule::Periodic {
            period_days: rng.of(&[7, 10, 15, 30]),
            rates: (0..rng.between(1, 5)).map(|_| hundredths(rng, 20, 2_00)).collect(),
            part,
        },
        _ => FeeSchedule::Linked {
            until_days: rng.of(&[20, 30, 45]),
            first: Box::new(any_form(rng, currency, 0)),
            then: Box::new(any_form(rng, currency, depth - 1)),
        },
    }
}

fn any_tiers(rng: &mut Rng) -> Vec<FeeTier> {
    [Some(30), Some(60), None]
        .into_iter()
        .map(|to_days| FeeTier {
            to_days,
            rate: hundredths(rng, 20, 1_00),
            each_days: rng.of(&[1, 5, 10]),
            part: rng.of(StepPart::ALL),
        })
        .collect()
}

pub fn index(rng: &mut Rng) -> Option<DataId> {
    DataId::new("index", rng.of(&["prime_us", "boe_bank_rate", "ecb_main_refinancing"])).ok()
}

fn further(rng: &mut Rng, currency: Currency) -> Vec<FeeComponent> {
    if !rng.is_one_in(3) {
        return Vec::new();
    }
    let title = Line::new("title", "Service charge").unwrap_or_default();
    let days = FeeDays {
        start: rng.of(DayCountStart::ALL),
        end: rng.of(DayCountEnd::ALL),
        inclusion: rng.of(DayInclusion::ALL),
        minimum_days: 0,
        cap: rng.of(DayCap::ALL),
    };
    vec![FeeComponent {
        title,
        schedule: any_form(rng, currency, 1),
        base: rng.of(FeeBase::ALL),
        days,
        taken: FeeTaken::AtSettlement,
        minimum: Money::zero(currency),
        maximum: Money::zero(currency),
    }]
}

fn additional(rng: &mut Rng, currency: Currency) -> Vec<AdditionalFee> {
    let kinds = [
        AdditionalFeeKind::PerInvoice,
        AdditionalFeeKind::PerSchedule,
        AdditionalFeeKind::NonFactoredPayment,
        AdditionalFeeKind::MisdirectedPayment,
        AdditionalFeeKind::ReturnedPayment,
    ];
    let mut fees = Vec::new();
    for kind in kinds {
        if rng.is_one_in(2) {
            let amount = units(rng, currency, 1, 15);
            let rate = hundredths(rng, 5, 3_00);
            let amount = match rng.place(3) {
                0 => FeeAmount::Fixed { amount },
                1 => FeeAmount::Percent { rate },
                _ => FeeAmount::GreaterOf { amount, rate },
            };
            fees.push(AdditionalFee { kind, label: Line::default(), amount });
        }
    }
    fees
}
