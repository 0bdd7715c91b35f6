//! The dates of an agreement: terms, last days for notice, and where it stands on a day.

use std::collections::BTreeSet;

use super::super::{
    AgreedTerm, ContractLife, Notice, NoticeKind, NoticeRefusal, PartyRole, RunningContract,
};
use super::day;
use crate::day::Day;
use crate::terms::Renewal;
use NoticeKind::{AtOnce, AtTermEnd, Early};
use PartyRole::{Client, Factor};

const WINDOW_DAYS: u16 = 30;

fn term(dated_on: &str, months: u16, notice_days: u16) -> AgreedTerm {
    let dated_on = day(dated_on);
    let renewal = Renewal::Automatic;
    AgreedTerm { dated_on, in_force_from: dated_on, months, renewal, notice_days }
}

fn running(term: AgreedTerm) -> RunningContract {
    RunningContract { term, notice: None, decided: BTreeSet::new() }
}

/// Twelve months from November 13, 2026, notice of 30 days.
fn renewing() -> RunningContract {
    running(term("2026-11-13", 12, 30))
}

fn ending() -> RunningContract {
    let of = renewing();
    RunningContract { term: AgreedTerm { renewal: Renewal::None, ..of.term }, ..of }
}

/// "in force 1", "ends 2027-11-12", as short as a table needs it.
fn said(life: ContractLife) -> String {
    match life {
        ContractLife::NotYet { from } => format!("from {from}"),
        ContractLife::InForce { term } => format!("in force {}", term.number),
        ContractLife::NoticeOpen { term } => format!("notice of {}", term.number),
        ContractLife::Expiring { term } => format!("expires {}", term.last),
        ContractLife::Ending { notice } => format!("ends {}", notice.ends_on),
        ContractLife::Expired { last } => format!("expired {last}"),
        ContractLife::Terminated { notice } => format!("terminated {}", notice.ends_on),
    }
}

fn check_lives(of: &RunningContract, expected: &[(&str, &str)]) {
    for (on, life) in expected {
        assert_eq!(said(of.life(day(on), WINDOW_DAYS)), *life, "on {on}");
    }
}

#[test]
fn terms_follow_each_other_without_a_gap_and_count_from_the_date() {
    for (dated_on, months, notice_days, number, first, last, notice_until) in [
        // The day before the same day of the month, a year later.
        ("2026-11-13", 12, 30, 1, "2026-11-13", "2027-11-12", "2027-10-13"),
        ("2026-11-13", 12, 30, 2, "2027-11-13", "2028-11-12", "2028-10-13"),
        // From the last day of a long month: short months end a term, none shifts the next.
        ("2026-01-31", 1, 5, 1, "2026-01-31", "2026-02-27", "2026-02-22"),
        ("2026-01-31", 1, 5, 2, "2026-02-28", "2026-03-30", "2026-03-25"),
        ("2026-01-31", 1, 5, 3, "2026-03-31", "2026-04-29", "2026-04-24"),
        ("2026-08-31", 6, 60, 1, "2026-08-31", "2027-02-27", "2026-12-29"),
        // From a leap day: three years on the 28th, then on the 29th again.
        ("2028-02-29", 12, 30, 1, "2028-02-29", "2029-02-27", "2029-01-28"),
        ("2028-02-29", 12, 30, 4, "2031-02-28", "2032-02-28", "2032-01-29"),
        ("2028-02-29", 12, 30, 5, "2032-02-29", "2033-02-27", "2033-01-28"),
        // Notice counted back over a leap day and without any notice.
        ("2027-03-31", 12, 30, 1, "2027-03-31", "2028-03-30", "2028-02-29"),
        ("2026-11-13", 24, 0, 1, "2026-11-13", "2028-11-12", "2028-11-12"),
    ] {
        let span = term(dated_on, months, notice_days).span(number);
        let found = [span.first, span.last, span.notice_until];
        assert_eq!(found, [first, last, notice_until].map(day), "{dated_on}, term {number}");
    }
}

#[test]
fn every_day_lies_in_one_term() {
    for (dated_on, months) in [("2026-01-31", 1), ("2028-02-29", 12), ("2026-08-31", 7)] {
        let of = term(dated_on, months, 30);
        let mut on = of.dated_on;
        for _ in 0..1_500 {
            let span = of.span_on(on);
            assert!(span.first <= on && on <= span.last, "{on} is not in term {}", span.number);
            on = on.plus_days(1).unwrap();
        }
        assert_eq!(of.span_on(day("1999-01-01")).number, 1);
    }
}

#[test]
fn the_end_of_the_calendar_is_the_end_of_every_term() {
    let of = running(term("2190-06-30", 600, 30));
    assert_eq!(said(of.life(day("2199-12-31"), WINDOW_DAYS)), "notice of 2");
    assert_eq!(of.term.span_on(day("2199-12-30")).number, 1);
    let notice = of.notice((Client, AtTermEnd), day("2199-12-31"), day("2199-12-31")).unwrap();
    assert!(notice.ends_on.year() == 2199);
}

#[test]
fn an_agreement_that_renews_goes_through_its_notice_windows() {
    let mut of = renewing();
    of.term.in_force_from = day("2026-11-20");
    check_lives(
        &of,
        &[
            ("2026-11-13", "from 2026-11-20"),
            ("2026-11-19", "from 2026-11-20"),
            ("2026-11-20", "in force 1"),
            ("2027-09-12", "in force 1"),
            ("2027-09-13", "notice of 1"),
            ("2027-10-13", "notice of 1"),
            ("2027-10-14", "in force 1"),
            ("2027-11-12", "in force 1"),
            ("2027-11-13", "in force 2"),
            ("2028-10-13", "notice of 2"),
            ("2031-01-01", "in force 5"),
        ],
    );
    of.decided = BTreeSet::from([1]);
    check_lives(&of, &[("2027-10-13", "in force 1"), ("2028-10-13", "notice of 2")]);
}

#[test]
fn an_agreement_that_does_not_renew_expires() {
    check_lives(
        &ending(),
        &[
            ("2027-08-13", "in force 1"),
            ("2027-08-14", "expires 2027-11-12"),
            ("2027-11-12", "expires 2027-11-12"),
            ("2027-11-13", "expired 2027-11-12"),
            ("2030-01-01", "expired 2027-11-12"),
        ],
    );
}

#[test]
fn notice_ends_a_term_early_or_at_once_on_its_day() {
    let today = day("2027-12-01");
    for (by, kind, given_on, ends_on) in [
        // On the last day for it, and a day too late: then with the next term.
        (Client, AtTermEnd, "2027-10-13", "2027-11-12"),
        (Factor, AtTermEnd, "2027-10-14", "2028-11-12"),
        (Factor, AtTermEnd, "2026-11-13", "2027-11-12"),
        (Client, Early, "2027-01-31", "2027-03-02"),
        (Client, Early, "2027-10-20", "2027-11-19"),
        (Factor, AtOnce, "2027-02-01", "2027-02-01"),
    ] {
        let notice = renewing().notice((by, kind), day(given_on), today).unwrap();
        let expected = Notice { by, kind, given_on: day(given_on), ends_on: day(ends_on) };
        assert_eq!(notice, expected, "{given_on}");
    }
    let leap = running(term("2027-03-31", 12, 30));
    let early = leap.notice((Client, Early), day("2028-01-30"), day("2028-01-30")).unwrap();
    assert_eq!(early.ends_on, day("2028-02-29"));
}

#[test]
fn after_a_notice_it_is_in_force_until_the_last_day() {
    let with = |kind, given_on: &str| {
        let mut of = renewing();
        of.notice = Some(of.notice((Factor, kind), day(given_on), day(given_on)).unwrap());
        of
    };
    let at_end = with(AtTermEnd, "2027-10-01");
    check_lives(
        &at_end,
        &[
            ("2027-09-30", "notice of 1"),
            ("2027-10-01", "ends 2027-11-12"),
            ("2027-11-12", "ends 2027-11-12"),
            ("2027-11-13", "expired 2027-11-12"),
        ],
    );
    let early = with(Early, "2027-01-31");
    check_lives(
        &early,
        &[("2027-03-02", "ends 2027-03-02"), ("2027-03-03", "terminated 2027-03-02")],
    );
    // Nothing is bought any more on the very day.
    let at_once = with(AtOnce, "2027-02-01");
    check_lives(&at_once, &[("2027-01-31", "in force 1"), ("2027-02-01", "terminated 2027-02-01")]);
    for (on, is_in_force) in [("2027-01-31", true), ("2027-02-01", false)] {
        assert_eq!(at_once.life(day(on), WINDOW_DAYS).is_in_force(), is_in_force);
    }
}

#[test]
fn a_notice_that_cannot_be_says_why() {
    let refused = |of: &RunningContract, who, given_on: &str, today: &str| {
        of.notice(who, day(given_on), day(today)).unwrap_err()
    };
    let dated_on = day("2026-11-13");
    let ends_on = day("2027-11-12");
    let of = renewing();
    for (found, expected) in [
        (
            refused(&of, (Client, Early), "2026-11-12", "2027-01-01"),
            NoticeRefusal::BeforeTheAgreement { dated_on },
        ),
        (refused(&of, (Client, Early), "2027-01-02", "2027-01-01"), NoticeRefusal::NotGivenYet),
        (refused(&of, (Client, AtOnce), "2027-01-01", "2027-01-01"), NoticeRefusal::FactorOnly),
        (
            refused(&ending(), (Client, AtTermEnd), "2027-01-01", "2027-01-01"),
            NoticeRefusal::EndsByItself { ends_on },
        ),
        (
            refused(&ending(), (Client, Early), "2027-10-13", "2027-10-13"),
            NoticeRefusal::EndsByItself { ends_on },
        ),
        (refused(&ending(), (Client, Early), "2027-11-01", "2027-11-13"), NoticeRefusal::Over),
    ] {
        assert_eq!(found, expected);
    }
    let given_on = day("2027-01-01");
    let mut twice = renewing();
    twice.notice = Some(twice.notice((Client, Early), given_on, given_on).unwrap());
    assert_eq!(
        refused(&twice, (Factor, AtOnce), "2027-01-02", "2027-01-02"),
        NoticeRefusal::AlreadyGiven { given_on }
    );
}

#[test]
fn reminders_count_back_from_the_day_to_decide_by_until_it_is_decided() {
    let leads = [30, 7, 0, 7];
    let days = |of: &RunningContract, on: &str| -> Vec<Day> { of.reminded_on(day(on), &leads) };
    let expect = |expected: [&str; 3]| expected.map(day).to_vec();
    let mut of = renewing();
    let of_first = expect(["2027-09-13", "2027-10-06", "2027-10-13"]);
    assert_eq!(days(&of, "2026-11-13"), of_first);
    // Unanswered, it waits until it has renewed.
    assert_eq!(days(&of, "2027-11-12"), of_first);
    let of_second = expect(["2028-09-13", "2028-10-06", "2028-10-13"]);
    assert_eq!(days(&of, "2027-11-13"), of_second);
    of.decided = BTreeSet::from([1]);
    assert_eq!(days(&of, "2027-10-01"), Vec::<Day>::new());
    assert_eq!(days(&of, "2027-10-14"), of_second);
    of.notice = Some(of.notice((Client, Early), day("2027-10-14"), day("2027-10-14")).unwrap());
    assert_eq!(days(&of, "2027-10-14"), Vec::<Day>::new());
    let mut once = ending();
    assert_eq!(days(&once, "2027-01-01"), expect(["2027-10-13", "2027-11-05", "2027-11-12"]));
    assert_eq!(days(&once, "2027-11-13"), Vec::<Day>::new());
    once.decided = BTreeSet::from([1]);
    assert_eq!(days(&once, "2027-11-01"), Vec::<Day>::new());
}
