//! How long the rules take: one invoice priced, its days counted, a fee curve, a firm's position.
//!
//! `cargo bench -p factor-domain --bench pricing`
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]
#![allow(clippy::unwrap_used, reason = "a bench may stop")]

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use factor_domain::ageing::AgeingRules;
use factor_domain::exposure::{
    ClientBalances, ItemFlags, Minor, OpenItem, PositionBook, PositionInput, PositionRules,
};
use factor_domain::{
    ClientId, Currency, DataId, DatedPayment, Day, DayCount, DebtorGroupId, DebtorId, FeeBand,
    FeeDays, FeeSchedule, FeeTier, HolidayCalendar, InvoiceDates, InvoiceFacts, InvoiceId, Market,
    Money, Paid, Rate, RateIndexes, StepPart, Terms, YearBasis, fee_curve,
};

/// The longest invoice of a fee curve.
const CURVE_DAYS: u32 = 120;
const CLIENTS: i64 = 60;
const DEBTORS: i64 = 600;

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

/// So many whole dollars.
fn usd(units: i64) -> Money {
    Money::new(units * 100, Currency::USD).unwrap()
}

fn stepped(part: StepPart) -> FeeSchedule {
    FeeSchedule::Stepped {
        first_days: 30,
        first_rate: rate("3"),
        step_days: 10,
        step_rate: rate("1"),
        part,
    }
}

fn interest(index: Option<DataId>) -> FeeSchedule {
    FeeSchedule::Interest {
        index,
        margin: rate("3"),
        floor: rate("6"),
        year_basis: YearBasis::Actual360,
    }
}

/// One schedule of every form.
fn forms() -> Vec<(&'static str, FeeSchedule)> {
    let tier = |to_days, percent, each_days, part| FeeTier {
        to_days,
        rate: rate(percent),
        each_days,
        part,
    };
    let bands = [(10, "2"), (20, "3"), (30, "4"), (40, "6"), (60, "8")];
    let band = |(to_days, percent)| FeeBand { to_days, rate: rate(percent) };
    let daily = FeeSchedule::Daily { rate: rate("0.05") };
    let prime = DataId::new("index", "prime_us").unwrap();
    vec![
        ("flat", FeeSchedule::Flat { rate: rate("3"), fixed: Some(usd(25)) }),
        ("stepped", stepped(StepPart::Part)),
        (
            "block then daily",
            FeeSchedule::BlockThenDaily {
                first_days: 30,
                first_rate: rate("2"),
                daily_rate: rate("0.05"),
            },
        ),
        (
            "tiered",
            FeeSchedule::Tiered {
                tiers: vec![
                    tier(Some(30), "1", 10, StepPart::Part),
                    tier(Some(60), "0.5", 15, StepPart::Full),
                    tier(None, "0.02", 1, StepPart::Linear),
                ],
            },
        ),
        ("banded", FeeSchedule::Banded { bands: bands.map(band).to_vec(), beyond: rate("20") }),
        ("daily", daily.clone()),
        ("weekly", FeeSchedule::Weekly { rate: rate("0.5"), part: StepPart::Part }),
        (
            "unearned rebate",
            FeeSchedule::UnearnedRebate {
                expected_days: 110,
                full_rate: rate("3.055555"),
                daily_rebate: rate("0.0277"),
            },
        ),
        ("interest, fixed", interest(None)),
        ("interest, prime", interest(Some(prime))),
        (
            "periodic",
            FeeSchedule::Periodic {
                period_days: 30,
                rates: ["2", "1", "0.5"].map(rate).to_vec(),
                part: StepPart::Part,
            },
        ),
        (
            "linked",
            FeeSchedule::Linked {
                until_days: 30,
                first: Box::new(stepped(StepPart::Part)),
                then: Box::new(daily),
            },
        ),
    ]
}

/// 10,000.00 with 8,000.00 advanced, paid in two parts after 40 and 46 days.
fn facts() -> InvoiceFacts {
    let payment =
        |on, minor| DatedPayment { received_on: day(on), posted_on: day(on), amount: usd(minor) };
    InvoiceFacts {
        face: usd(10_000),
        tax: usd(0),
        retainage: usd(0),
        discount: usd(0),
        advance: usd(8_000),
        dates: dates(),
        payments: vec![payment("2026-02-24", 4_000), payment("2026-03-02", 6_000)],
    }
}

fn dates() -> InvoiceDates {
    InvoiceDates {
        invoiced_on: day("2026-01-10"),
        due_on: day("2026-02-09"),
        purchased_on: day("2026-01-15"),
        funded_on: Some(day("2026-01-16")),
        recourse_on: Some(day("2026-04-10")),
        late_on: Some(day("2026-02-14")),
    }
}

fn price_one_invoice(criterion: &mut Criterion) {
    let mut terms = Terms::house_default(Currency::USD);
    let calendar = HolidayCalendar::built_in(&terms.calendar).unwrap();
    let indexes = RateIndexes::built_in();
    let market = Market { calendar: &calendar, indexes: &indexes };
    let (facts, as_of) = (facts(), day("2026-03-31"));
    for (form, schedule) in forms() {
        terms.fee_schedule = schedule;
        let mut group = criterion.benchmark_group(format!("one invoice, {form}"));
        group.bench_function("with its working", |bencher| {
            bencher.iter(|| terms.price(black_box(&facts), as_of, &market).unwrap());
        });
        group.bench_function("the amount alone", |bencher| {
            bencher.iter(|| terms.fee_amount(black_box(&facts), as_of, &market).unwrap());
        });
        group.finish();
    }
}

fn days_and_curve(criterion: &mut Criterion) {
    let terms = Terms::house_default(Currency::USD);
    let calendar = HolidayCalendar::built_in(&terms.calendar).unwrap();
    let days = FeeDays {
        start: terms.day_count_start,
        end: terms.day_count_end,
        inclusion: terms.day_inclusion,
        minimum_days: terms.minimum_days,
        cap: terms.day_cap,
    };
    let count = DayCount { days, clearance_days: terms.clearance_days };
    let (dates, received) = (dates(), day("2026-03-02"));
    let paid = Paid { received_on: received, posted_on: received };
    criterion.bench_function("days of an invoice, cleared over two business days", |bencher| {
        bencher.iter(|| count.count(black_box(&dates), paid, &calendar).unwrap());
    });
    criterion.bench_function("fee curve of 120 days", |bencher| {
        bencher.iter(|| fee_curve(&terms, black_box(usd(10_000)), CURVE_DAYS).unwrap());
    });
}

/// Open items over a year, on some debtors more than on others; every hundredth is disputed.
fn items(count: i64) -> Vec<OpenItem> {
    let first = day("2025-07-01");
    let minor = |amount| Minor::new(amount).unwrap();
    let item = |number: i64| {
        let (client, debtor) = (1 + number % CLIENTS, 1 + number * 7_919 % 65_537 % DEBTORS);
        let bought = first.plus_days(number * 365 / count).unwrap();
        let face = 20_000 + number * 104_729 % 1_480_000;
        let disputed = if number % 100 == 0 { face / 2 } else { 0 };
        OpenItem {
            invoice: InvoiceId::new(number + 1),
            client: ClientId::new(client),
            debtor: DebtorId::new(debtor),
            group: (debtor % 20 == 0).then(|| DebtorGroupId::new(1 + debtor % 7)),
            invoiced_on: bought,
            due_on: bought.plus_days(30).unwrap(),
            purchased_on: bought,
            face: minor(face),
            open: minor(face),
            advance_outstanding: minor(face * 8 / 10),
            reserve: minor(face - face * 8 / 10),
            accrued_fee: minor(face / 50),
            advance_rate: rate("80"),
            flags: ItemFlags { disputed: minor(disputed), ..ItemFlags::default() },
        }
    };
    (0..count).map(item).collect()
}

fn position_of_the_firm(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("position of the firm");
    group.sample_size(10).warm_up_time(Duration::from_secs(1));
    for count in [100_000, 1_000_000] {
        position_of(&mut group, count);
    }
    group.finish();
}

fn position_of(group: &mut BenchmarkGroup<'_, WallTime>, count: i64) {
    let items = items(count);
    let balances: Vec<ClientBalances> = (1..=CLIENTS)
        .map(|client| ClientBalances::none(ClientId::new(client), Currency::USD))
        .collect();
    let (rules, ageing) = (PositionRules::default(), AgeingRules::default());
    let input = PositionInput {
        currency: Currency::USD,
        as_of: day("2026-06-30"),
        items: &items,
        balances: &balances,
        rules: &rules,
    };
    group.throughput(Throughput::Elements(count.unsigned_abs()));
    group.bench_function(format!("{count} open items"), |bencher| {
        bencher.iter(|| {
            let book = PositionBook::of(black_box(input)).unwrap();
            let aged = book.ageing(&ageing).by_client().unwrap();
            (book.summary().unwrap(), aged, book.concentration_of_house().unwrap())
        });
    });
}

criterion_group!(benches, price_one_invoice, days_and_curve, position_of_the_firm);
criterion_main!(benches);
