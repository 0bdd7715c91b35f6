use super::*;

#[test]
fn every_shipped_row_is_read_with_its_source() {
    let rows = |text: &str| text.lines().filter(|line| line.starts_with("[[")).count();
    let laws = include_str!("../../../data/late/laws.toml");
    assert_eq!(LateLaws::built_in().all().len(), rows(laws));
    for law in LateLaws::built_in().all() {
        assert!(law.source.as_str().starts_with("https://"), "{}", law.id);
        assert!(crate::RateIndexes::built_in().get(&law.index).is_ok(), "{}", law.id);
    }
    for cap in LateCaps::built_in().all() {
        assert!(cap.source.as_str().starts_with("http"), "{}", cap.jurisdiction);
        assert!(!cap.confirmed, "{}: nobody has read the law yet", cap.jurisdiction);
    }
}

#[test]
fn laws_and_caps_survive_the_wire() {
    let laws = LateLaws::built_in();
    let json = serde_json::to_string(&laws).unwrap();
    assert_eq!(serde_json::from_str::<LateLaws>(&json).unwrap(), laws);
    let caps = LateCaps::from_toml(
        "[[cap]]\njurisdiction = \"us_xx\"\ntitle = \"\"\nfrom = \"2020-01-01\"\nsource = \"\"\n\
         checked = \"2026-01-01\"\nconfirmed = true\nmost_flat = \"KWD 1.250\"\n",
    );
    let json = serde_json::to_string(&caps.unwrap()).unwrap();
    assert!(json.contains("\"most_flat\":\"KWD 1.250\""), "{json}");
    assert!(serde_json::from_str::<LateCaps>(&json).is_ok());
    let json = serde_json::to_string(&LateCaps::built_in()).unwrap();
    assert_eq!(serde_json::from_str::<LateCaps>(&json).unwrap(), LateCaps::built_in());
}

#[test]
fn a_later_row_of_the_same_law_holds_from_its_own_day() {
    let row = |from, margin| {
        format!(
            "[[law]]\nid = \"eu_xx\"\ntitle = \"X\"\nfrom = \"{from}\"\n\
             index = \"ecb_main_refinancing\"\nmargin = \"{margin}\"\nreference = \"first_day\"\n\
             rate_over_time = \"fixed\"\nsource = \"\"\nchecked = \"2026-01-01\"\n\
             confirmed = false\n"
        )
    };
    let both = format!("{}{}", row("2020-01-01", "8"), row("2025-01-01", "9"));
    let laws = LateLaws::from_toml(&both).unwrap();
    for (due, margin) in [("2024-12-31", "8"), ("2025-01-01", "9")] {
        assert_eq!(laws.in_force(&id("eu_xx"), day(due)).unwrap().margin, rate(margin));
    }
    let before = laws.in_force(&id("eu_xx"), day("2019-12-31")).unwrap_err();
    assert_eq!(before.to_string(), "no rule eu_xx is known for 2019-12-31");
    let twice = format!("{}{}", row("2020-01-01", "8"), row("2020-01-01", "9"));
    assert!(LateLaws::from_toml(&twice).is_err());
    assert!(LateLaws::from_toml(&row("2020-01-01", "-1")).is_err());
}

#[test]
fn sums_out_of_order_and_negative_limits_are_refused() {
    let shipped = include_str!("../../../data/late/laws.toml");
    let swapped = shipped.replace("below = \"GBP 1000.00\"", "below = \"GBP 20000.00\"");
    assert!(LateLaws::from_toml(&swapped).is_err());
    let caps = include_str!("../../../data/late/caps.toml");
    assert!(LateCaps::from_toml(&caps.replace("\"18\"", "\"-18\"")).is_err());
    assert!(LateCaps::from_toml(&caps.replace("us_tx", "us_fl")).is_ok());
    let twice = caps.replace("us_tx", "us_fl").replace("1970-01-01", "1979-07-01");
    assert!(LateCaps::from_toml(&twice).is_err());
}

#[test]
fn a_cap_lowers_the_charge_and_says_so() {
    let terms = terms(daily("36.5"));
    // 5,000 for 45 days: 225.00 uncapped.
    let table = [
        ("most_a_year = \"18.25\"", "112.50"),
        ("most_a_month = \"1\"", "75.00"),
        ("most_flat = \"USD 50.00\"", "50.00"),
        ("most_a_year = \"18.25\"\nmost_flat = \"USD 200.00\"", "112.50"),
        ("most_a_year = \"36.5\"", "225.00"),
        ("", "225.00"),
    ];
    for (limits, expected) in table {
        let cap = cap(limits);
        let found = terms.charge(&debt("5000"), days_after(45), Some(&cap)).unwrap().figures;
        assert_eq!(found.charge.value.to_string(), expected, "{limits}");
        assert_eq!(found.uncapped, usd("225"));
        let is_lowered = found.charge.value != found.uncapped;
        assert_eq!(matches!(found.cap, CapEffect::Applied { .. }), is_lowered, "{limits}");
        assert_eq!(found.charge.working.note == "Cap applied.", is_lowered, "{limits}");
    }
    let found = terms.charge(&debt("5000"), days_after(45), Some(&cap("most_a_year = \"18.25\"")));
    let figures = found.unwrap().figures;
    let line = figures.charge.working.lines.last().unwrap();
    assert_eq!(line.label, "Cap, Law X");
    assert_eq!(line.detail, "18.25% a year: 225.00 lowered to 112.50");
    assert_eq!(line.amount, Some(usd("-112.50")));
}

#[test]
fn a_jurisdiction_nobody_looked_up_is_not_one_without_a_cap() {
    let caps = LateCaps::built_in();
    assert!(caps.in_force(&id("us_fl"), day("2026-01-01")).is_ok());
    let refused = caps.in_force(&id("us_zz"), day("2026-01-01")).unwrap_err();
    assert_eq!(refused.to_string(), "no rule us_zz is known for 2026-01-01");
}
