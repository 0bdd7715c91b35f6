use super::*;
use crate::tests::{day, rate};

fn id(text: &str) -> DataId {
    DataId::new("id", text).unwrap()
}

fn index(values: &[(&str, &str)]) -> Result<RateIndex, FieldProblem> {
    let line = |text| Line::new("", text).unwrap();
    let values = values
        .iter()
        .map(|(from, percent)| IndexValue { from: day(from), rate: rate(percent), confirmed: true })
        .collect();
    RateIndex::new(id("own"), line("Own \"rate\" \\ 1"), line(""), day("2026-01-01"), values)
}

#[test]
fn every_shipped_index_is_read_and_survives_its_own_form() {
    let shipped = RateIndexes::built_in();
    assert_eq!(shipped.all().len(), SHIPPED.len());
    for index in shipped.all() {
        assert!(index.source().starts_with("https://"), "{}", index.id());
        assert_eq!(RateIndex::from_toml(&index.to_toml()).as_ref(), Ok(index));
        let last = index.values().last().unwrap();
        assert!(last.from <= index.checked_on(), "{}", index.id());
    }
    let own = index(&[("2025-01-01", "7.5"), ("2025-06-01", "7.125")]).unwrap();
    assert_eq!(RateIndex::from_toml(&own.to_toml()), Ok(own));
}

#[test]
fn the_rate_of_a_day_is_the_last_one_published() {
    // https://www.bankofengland.co.uk/boeapps/database/Bank-Rate.asp and
    // https://www.federalreserve.gov/releases/h15/
    let table = [
        ("boe_bank_rate", "2023-12-31", "5.25%"),
        ("boe_bank_rate", "2025-12-17", "4.00%"),
        ("boe_bank_rate", "2025-12-18", "3.75%"),
        ("boe_bank_rate", "2030-01-01", "3.75%"),
        ("ecb_main_refinancing", "2024-07-01", "4.25%"),
        ("ecb_main_refinancing", "2025-07-01", "2.15%"),
        ("prime_us", "2024-09-18", "8.50%"),
        ("prime_us", "2024-09-19", "8.00%"),
    ];
    for (index, on, expected) in table {
        let found = RateIndexes::built_in().rate_on(&id(index), day(on)).unwrap();
        assert_eq!(found.to_string(), expected, "{index} {on}");
    }
}

#[test]
fn a_day_before_the_first_value_and_an_unknown_index_are_refused() {
    let shipped = RateIndexes::built_in();
    let before = shipped.rate_on(&id("prime_us"), day("2020-03-15")).unwrap_err();
    assert_eq!(
        before.to_string(),
        "rate index prime_us has no value before 2020-03-16: 2020-03-15"
    );
    let unknown = shipped.rate_on(&id("libor"), day("2026-01-01")).unwrap_err();
    assert_eq!(unknown.to_string(), "rate index is not known: libor");
}

#[test]
fn values_out_of_order_twice_or_missing_are_refused() {
    for values in
        [&[("2025-02-01", "1"), ("2025-01-01", "2")][..], &[("2025-01-01", "1"); 2][..], &[][..]]
    {
        assert_eq!(index(values).unwrap_err().field, "values");
    }
    let file = "id = \"a\"\ntitle = \"\"\nsource = \"\"\nchecked = \"2026-01-01\"\nvalues = []\n";
    assert!(matches!(RateIndex::from_toml(file), Err(DatedDataError::Unreadable { .. })));
    let large = "#".repeat(DATED_DATA_BYTES_MAX + 1);
    assert_eq!(RateIndex::from_toml(&large), Err(DatedDataError::TooLarge));
}

#[test]
fn stretches_break_at_changes_inside_the_span_only() {
    let values = [("2025-01-01", "5"), ("2025-02-01", "6"), ("2025-03-01", "6")];
    let own = index(&values).unwrap();
    let between = |from, until| {
        own.rates_between(day(from), day(until))
            .unwrap()
            .iter()
            .map(|s| format!("{} {} {}", s.from, s.until, s.rate))
            .collect::<Vec<_>>()
    };
    assert_eq!(between("2025-01-31", "2025-02-01"), ["2025-01-31 2025-02-01 5.00%"]);
    assert_eq!(between("2025-02-01", "2025-04-01"), ["2025-02-01 2025-04-01 6.00%"]);
    assert_eq!(
        between("2025-01-31", "2025-02-02"),
        ["2025-01-31 2025-02-01 5.00%", "2025-02-01 2025-02-02 6.00%"]
    );
    assert!(between("2025-01-31", "2025-01-31").is_empty());
    let reversed = own.rates_between(day("2025-02-01"), day("2025-01-01")).unwrap_err();
    assert!(matches!(reversed, Refusal::SpanReversed { .. }));
}

#[test]
fn a_value_nobody_checked_since_is_used_but_not_sure() {
    let shipped = RateIndexes::built_in();
    let is_sure = |index, on| shipped.get(&id(index)).unwrap().is_sure_on(day(on)).unwrap();
    assert!(is_sure("boe_bank_rate", "2025-12-18"));
    assert!(!is_sure("boe_bank_rate", "2026-06-30"));
    assert!(!is_sure("ecb_main_refinancing", "2025-06-11"));
    let ecb = shipped.get(&id("ecb_main_refinancing")).unwrap();
    for (from, until, expected) in [
        ("2025-04-23", "2025-06-11", true),
        ("2025-04-23", "2025-06-12", false),
        ("2025-06-12", "2025-06-13", false),
    ] {
        assert_eq!(ecb.is_sure_between(day(from), day(until)), Ok(expected), "{from} {until}");
    }
    let bank_rate = shipped.get(&id("boe_bank_rate")).unwrap();
    let checked = bank_rate.checked_on();
    for (days, expected) in [(1, true), (2, false)] {
        let until = checked.plus_days(days).unwrap();
        assert_eq!(bank_rate.is_sure_between(day("2026-01-01"), until), Ok(expected), "{days}");
    }
}

#[test]
fn the_firms_own_index_replaces_the_shipped_one_of_the_same_id() {
    let mut file = RateIndexes::built_in().get(&id("prime_us")).unwrap().to_toml();
    file = file.replace("]\n", "  { from = \"2026-09-17\", rate = \"6.50\" },\n]\n");
    let all = RateIndexes::built_in().with(RateIndex::from_toml(&file).unwrap());
    assert_eq!(all.all().len(), SHIPPED.len());
    assert_eq!(all.rate_on(&id("prime_us"), day("2026-09-17")).unwrap(), rate("6.5"));
    let twice = vec![all.all()[0].clone(), all.all()[0].clone()];
    assert_eq!(RateIndexes::new(twice).unwrap_err().field, "id");
}
