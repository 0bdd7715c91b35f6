use super::entry;
use crate::ledger::{Account, ClientRule, Event, EventRule, Side, postings_table};

#[test]
fn every_event_has_its_rule_in_the_order_of_the_events() {
    assert_eq!(EventRule::ALL.len(), Event::ALL.len());
    for (rule, &event) in EventRule::ALL.iter().zip(Event::ALL) {
        assert_eq!(rule.event, event);
        assert_eq!(event.rule(), rule);
        assert!(!rule.debit.is_empty() && !rule.credit.is_empty(), "{event:?}");
    }
}

#[test]
fn the_table_in_the_docs_is_the_table_in_the_code() {
    let docs = include_str!("../../../../../../docs/money/ledger.md");
    let table = postings_table();
    assert!(docs.contains(&table), "docs/money/ledger.md should hold:\n{table}");
    assert_eq!(table.lines().count(), EventRule::ALL.len() + 2);
}

/// Events with the lines of docs/money/ledger.md, the postings, each with made-up amounts.
const SHAPES: &[(Event, &[(&str, &str)])] = &[
    (
        Event::Purchase,
        &[("receivables_purchased", "100"), ("client_payable", "-80"), ("client_reserve", "-20")],
    ),
    (Event::Purchase, &[("receivables_purchased", "100"), ("client_payable", "-100")]),
    (Event::Purchase, &[("receivables_purchased", "100"), ("client_reserve", "-100")]),
    (
        Event::FeeFromProceeds,
        &[("client_payable", "5"), ("fee_income", "-3"), ("other_fee_income", "-2")],
    ),
    (
        Event::FeeFromReserve,
        &[
            ("client_reserve", "6"),
            ("fee_income", "-3"),
            ("interest_income", "-2"),
            ("other_fee_income", "-1"),
        ],
    ),
    (Event::FeeRebate, &[("fee_income", "2"), ("other_fee_income", "1"), ("client_reserve", "-3")]),
    (Event::Disbursement, &[("client_payable", "80"), ("cash", "-80")]),
    (Event::Receipt, &[("cash", "100"), ("unapplied_cash", "-100")]),
    (Event::Application, &[("unapplied_cash", "100"), ("receivables_purchased", "-100")]),
    (Event::ShortPay, &[("client_reserve", "5"), ("receivables_purchased", "-5")]),
    (Event::CreditMemo, &[("client_reserve", "5"), ("receivables_purchased", "-5")]),
    (Event::Deficit, &[("client_charges", "4"), ("client_reserve", "-4")]),
    (Event::ReserveRelease, &[("client_reserve", "15"), ("client_payable", "-15")]),
    (Event::ChargeRecovered, &[("client_payable", "4"), ("client_charges", "-4")]),
    (Event::ChargePaid, &[("cash", "4"), ("client_charges", "-4")]),
    (Event::ChargeReturned, &[("client_charges", "4"), ("client_payable", "-4")]),
    (Event::OverAdvance, &[("client_charges", "4"), ("client_payable", "-4")]),
    (
        Event::ChargeBack,
        &[
            ("client_charges", "100"),
            ("receivables_purchased", "-100"),
            ("client_reserve", "20"),
            ("client_charges", "-20"),
            ("client_charges", "9"),
            ("fee_income", "-9"),
        ],
    ),
    (Event::FeeBilled, &[("client_charges", "30"), ("other_fee_income", "-30")]),
    (Event::LateCharge, &[("client_charges", "9"), ("late_charge_income", "-9")]),
    (Event::LateChargeCollected, &[("unapplied_cash", "9"), ("late_charge_income", "-9")]),
    (Event::LateChargeCollected, &[("unapplied_cash", "9"), ("client_payable", "-9")]),
    (Event::EscrowContribution, &[("client_payable", "5"), ("escrow", "-5")]),
    (Event::EscrowRelease, &[("escrow", "5"), ("client_payable", "-5")]),
    (
        Event::WriteOff,
        &[("bad_debt", "80"), ("client_reserve", "20"), ("receivables_purchased", "-100")],
    ),
    (
        Event::Interest,
        &[("client_charges", "4"), ("client_reserve", "1"), ("interest_income", "-5")],
    ),
    (
        Event::GiveBack,
        &[("unapplied_cash", "50"), ("client_payable", "-45"), ("other_fee_income", "-5")],
    ),
    (Event::DebtorRefund, &[("unapplied_cash", "50"), ("cash", "-50")]),
    (Event::Opening, &[("cash", "100"), ("client_payable", "-60"), ("escrow", "-40")]),
];

#[test]
fn each_event_may_be_booked_in_its_shape_and_in_its_mirror() {
    for event in Event::ALL {
        assert!(SHAPES.iter().any(|(shaped, _)| shaped == event), "{event:?}");
    }
    for (event, lines) in SHAPES {
        let entry = entry(*event, 1, "2026-01-15", lines);
        assert_eq!(entry.check(), Ok(()), "{event:?}");
        let days = super::on_days("2026-01-16");
        let mirror = entry.reversal(crate::EntryNumber::new(1), days).unwrap();
        assert_eq!(mirror.check(), Ok(()), "{event:?} reversed");
        assert_eq!(mirror.check_mirrors(&entry), Ok(()), "{event:?} reversed");
    }
}

#[test]
fn no_event_may_be_booked_the_other_way_round() {
    for (event, lines) in SHAPES {
        let mut turned = entry(*event, 1, "2026-01-15", lines);
        for posting in &mut turned.postings {
            posting.amount = posting.amount.negated();
        }
        // An opening may take over any balance on either side.
        assert_eq!(turned.check().is_ok(), *event == Event::Opening, "{event:?}");
    }
}

#[test]
fn an_event_moves_the_accounts_of_its_rule_and_no_others() {
    for rule in EventRule::ALL {
        let shape = SHAPES.iter().find(|(event, _)| *event == rule.event).unwrap();
        for &account in Account::ALL {
            let is_moved = [Side::Debit, Side::Credit]
                .iter()
                .any(|side| rule.lines(*side).iter().any(|line| line.account == account));
            let mut with = entry(rule.event, 1, "2026-01-15", shape.1);
            with.postings.push(super::line(account, Some(1), crate::tests::usd("1")));
            with.postings.push(super::line(account, Some(1), crate::tests::usd("-1")));
            let found = with.check();
            let is_stranger = matches!(found, Err(crate::Refusal::PostingNotOfEvent { .. }));
            assert_eq!(is_stranger, !is_moved, "{:?} {account:?} {found:?}", rule.event);
        }
    }
}

#[test]
fn only_receipts_refunds_and_openings_may_have_no_client() {
    let without: Vec<Event> = EventRule::ALL
        .iter()
        .filter(|rule| rule.client == ClientRule::MayBeUnknown)
        .map(|rule| rule.event)
        .collect();
    assert_eq!(without, [Event::Receipt, Event::DebtorRefund, Event::Opening]);
}
