use super::day;
use crate::reminder::{self, plan};
use crate::{
    Announcement, Choices, ClockReading, DailyDigest, DueFollowUp, FollowUpId, Moment, QuietHours,
    TimeOfDay,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const MINUTES_A_DAY: i64 = 24 * 60;

fn at(text: &str) -> Moment {
    let (date, time) = text.split_once(' ').unwrap();
    Moment { day: day(date), time: time_of(time) }
}

fn time_of(text: &str) -> TimeOfDay {
    TimeOfDay::from_hh_mm(text).unwrap()
}

/// A clock of a zone without offset.
fn clock(civil: Moment) -> ClockReading {
    let days = day("1970-01-01").days_until(civil.day);
    ClockReading { civil, minute: days * MINUTES_A_DAY + i64::from(civil.time.minutes()) }
}

/// What somebody who chose nothing is shown.
fn announced(now: &str, follow_ups: &[DueFollowUp]) -> Announcement {
    by(&Choices::default(), now, follow_ups)
}

fn by(choices: &Choices, now: &str, follow_ups: &[DueFollowUp]) -> Announcement {
    plan(clock(at(now)), choices, follow_ups).announcement
}

fn follow_up(id: i64, due: &str) -> DueFollowUp {
    let Moment { day, time } = at(due);
    DueFollowUp {
        id: FollowUpId::new(id),
        day,
        time: Some(time),
        snoozed_until: None,
        announced_for: None,
        announced_minute: None,
    }
}

/// As the app records it.
fn record(follow_ups: &mut [DueFollowUp], now: ClockReading, plan: &reminder::Plan) {
    for item in plan.announcement.items() {
        let found = follow_ups.iter_mut().find(|one| one.id == item.id).unwrap();
        found.announced_for = Some(item.key.clone());
        found.announced_minute = Some(now.minute);
    }
    for found in follow_ups.iter_mut().filter(|one| plan.counted_anew.contains(&one.id)) {
        found.announced_minute = Some(now.minute);
    }
}

fn ids(announcement: &Announcement) -> Vec<i64> {
    announcement.items().iter().map(|item| item.id.get()).collect()
}

#[test]
fn a_follow_up_is_announced_at_its_minute_and_once() {
    let mut call = follow_up(1, "2026-12-01 14:30");
    assert_eq!(announced("2026-12-01 14:29", &[call.clone()]), Announcement::None);
    let now = announced("2026-12-01 14:30", &[call.clone()]);
    assert!(matches!(&now, Announcement::Single(item) if item.key == "due 2026-12-01 14:30"));
    call.announced_for = Some(now.items()[0].key.clone());
    // Also after the clock was set back, or an hour is lived twice.
    for later in ["2026-12-01 14:31", "2026-12-01 13:30", "2026-12-01 14:30", "2027-01-01 00:00"] {
        assert_eq!(announced(later, &[call.clone()]), Announcement::None, "{later}");
    }
}

#[test]
fn without_a_time_it_is_due_at_nine() {
    let mut call = follow_up(1, "2026-12-01 00:00");
    call.time = None;
    assert_eq!(announced("2026-12-01 08:59", &[call.clone()]), Announcement::None);
    assert_eq!(ids(&announced("2026-12-01 09:00", &[call])), [1]);
}

#[test]
fn putting_off_and_moving_announce_again() {
    let mut call = follow_up(1, "2026-12-01 09:00");
    call.announced_for = Some(call.due_key());
    call.snoozed_until = Some(at("2026-12-01 09:10"));
    assert_eq!(announced("2026-12-01 09:09", &[call.clone()]), Announcement::None);
    assert_eq!(ids(&announced("2026-12-01 09:10", &[call.clone()])), [1]);
    call.announced_for = Some(call.due_key());
    call.snoozed_until = None;
    call.day = day("2026-12-03");
    assert_eq!(ids(&announced("2026-12-03 09:00", &[call])), [1]);
}

#[test]
fn an_hour_that_the_clock_skips_loses_nothing() {
    // Clocks go from 02:00 to 03:00 on 2026-03-08 in most of the United States.
    let call = follow_up(1, "2026-03-08 02:30");
    assert_eq!(ids(&announced("2026-03-08 03:00", &[call])), [1]);
}

#[test]
fn a_few_at_once_are_several_and_a_long_absence_is_one_digest() {
    let due = |count: i64| -> Vec<DueFollowUp> {
        (1..=count).map(|id| follow_up(id, "2026-12-01 09:00")).collect()
    };
    let kind = |now: &str, follow_ups: &[DueFollowUp]| match announced(now, follow_ups) {
        Announcement::None => "none",
        Announcement::Single(_) => "single",
        Announcement::Several(_) => "several",
        Announcement::Digest(_) => "digest",
        Announcement::Day { .. } => "day",
    };
    assert_eq!(kind("2026-12-01 10:00", &due(3)), "several");
    assert_eq!(kind("2026-12-01 10:01", &due(3)), "digest");
    assert_eq!(kind("2026-12-01 09:00", &due(4)), "digest");
    assert_eq!(kind("2027-12-01 09:00", &due(1)), "single");
    let mixed = [follow_up(2, "2026-12-01 08:00"), follow_up(1, "2026-12-01 08:30")];
    assert_eq!(ids(&announced("2026-12-05 12:00", &mixed)), [2, 1], "the earliest first");
}

fn quiet(from: &str, until: &str) -> Choices {
    let quiet_hours = QuietHours::new(time_of(from), time_of(until));
    Choices { quiet_hours, ..Choices::default() }
}

#[test]
fn quiet_hours_hold_everything_back_and_lose_nothing() {
    let calls = [follow_up(1, "2026-12-01 21:30"), follow_up(2, "2026-12-02 06:15")];
    let night = quiet("19:00", "07:00");
    for silent in ["2026-12-01 21:30", "2026-12-02 00:00", "2026-12-02 06:59"] {
        assert_eq!(by(&night, silent, &calls), Announcement::None, "{silent}");
    }
    assert!(matches!(by(&night, "2026-12-02 07:00", &calls), Announcement::Digest(all)
        if all.len() == 2));
    let noon = quiet("12:00", "13:00");
    assert_eq!(ids(&by(&noon, "2026-12-01 21:30", &calls)), [1]);
    assert_eq!(QuietHours::new(TimeOfDay::NINE, TimeOfDay::NINE), None);
    // 2026-12-05 is a Saturday.
    let weekend = Choices { has_quiet_weekends: true, ..Choices::default() };
    assert_eq!(by(&weekend, "2026-12-05 10:00", &calls), Announcement::None);
    assert_eq!(by(&weekend, "2026-12-06 23:59", &calls), Announcement::None);
    assert_eq!(ids(&by(&weekend, "2026-12-07 00:00", &calls)), [1, 2]);
}

#[test]
fn what_nobody_acts_on_is_repeated_and_never_sooner_than_chosen() {
    let hourly = Choices { repeat_minutes: Some(60), ..Choices::default() };
    let mut calls = [follow_up(1, "2026-12-01 09:00")];
    let mut told = Vec::new();
    for minute in 0..200 {
        let now = ClockReading { civil: at("2026-12-01 09:00"), minute };
        let plan = plan(now, &hourly, &calls);
        if !plan.announcement.items().is_empty() {
            told.push((minute, plan.announcement.items()[0].is_repeat));
        }
        record(&mut calls, now, &plan);
    }
    assert_eq!(told, [(0, false), (60, true), (120, true), (180, true)]);
    assert_eq!(announced("2026-12-09 09:00", &calls), Announcement::None, "nobody chose it");
}

#[test]
fn a_repeat_counts_anew_after_a_clock_that_ran_ahead_was_set_back() {
    let hourly = Choices { repeat_minutes: Some(60), ..Choices::default() };
    let mut calls = [follow_up(1, "2026-12-01 09:00")];
    for (now, expected, is_anew) in [
        ("2036-12-01 09:00", &[1][..], false),
        ("2026-12-01 10:00", &[], true),
        ("2026-12-01 10:59", &[], false),
        ("2026-12-01 11:00", &[1], false),
    ] {
        let now = clock(at(now));
        let plan = plan(now, &hourly, &calls);
        assert_eq!(ids(&plan.announcement), expected, "{}", now.civil);
        assert_eq!(!plan.counted_anew.is_empty(), is_anew, "{}", now.civil);
        record(&mut calls, now, &plan);
    }
    // What was announced before there was a minute to count from waits a whole interval.
    calls[0].announced_minute = None;
    assert_eq!(by(&hourly, "2026-12-05 09:00", &calls), Announcement::None);
    assert_eq!(plan(clock(at("2026-12-05 09:00")), &hourly, &calls).counted_anew.len(), 1);
}

#[test]
fn the_digest_tells_the_day_once_and_a_time_still_rings_at_its_minute() {
    let mut digest = DailyDigest { at: time_of("08:00"), told_on: None };
    let told = |digest| Choices { digest: Some(digest), ..Choices::default() };
    let mut calls = [
        follow_up(1, "2026-12-01 00:00"),
        follow_up(2, "2026-12-01 00:00"),
        follow_up(3, "2026-12-01 15:00"),
        follow_up(4, "2026-12-02 10:00"),
    ];
    (calls[0].time, calls[1].time) = (None, None);
    assert!(plan(clock(at("2026-12-01 07:59")), &told(digest), &calls).is_empty());
    let now = clock(at("2026-12-01 08:00"));
    let morning = plan(now, &told(digest), &calls);
    assert!(morning.is_day_told);
    let Announcement::Day { due, later } = &morning.announcement else { panic!("{morning:?}") };
    assert_eq!((due.len(), later.len()), (2, 1));
    assert_eq!(later[0].due, at("2026-12-01 15:00"));
    record(&mut calls, now, &morning);
    digest.told_on = Some(now.civil.day);
    assert_eq!(by(&told(digest), "2026-12-01 14:59", &calls), Announcement::None);
    assert_eq!(ids(&by(&told(digest), "2026-12-01 15:00", &calls)), [3]);
    assert_eq!(told(digest).next_digest(now.civil), Some(at("2026-12-02 08:00")));
    // Another time of the digest, or none, announces nothing a second time.
    let later = DailyDigest { at: time_of("11:00"), ..digest };
    for choices in [told(later), Choices::default()] {
        assert_eq!(by(&choices, "2026-12-01 12:00", &calls), Announcement::None);
    }
    let empty = plan(clock(at("2026-12-05 08:00")), &told(digest), &[]);
    assert!(empty.is_day_told && empty.announcement == Announcement::None);
}

/// What happens to a computer and its user over some weeks.
#[derive(Clone, Debug)]
enum Event {
    /// Real time passes, awake or asleep.
    Pass { minutes: i64 },
    /// The clock is set, or the traveller's time zone changes.
    Jump { minutes: i64 },
    /// The user puts a follow-up off from what the clock says now.
    Snooze { which: usize, minutes: i64 },
    /// The user moves a follow-up to another day.
    Move { which: usize, days: i64 },
    /// The ticker runs; the app may have been started anew.
    Tick,
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (1..180_i64).prop_map(|minutes| Event::Pass { minutes }),
        1 => (1..14 * MINUTES_A_DAY).prop_map(|minutes| Event::Pass { minutes }),
        1 => (-14 * 60..14 * 60_i64).prop_map(|minutes| Event::Jump { minutes }),
        1 => (-3 * MINUTES_A_DAY..3 * MINUTES_A_DAY).prop_map(|minutes| Event::Jump { minutes }),
        2 => (0..8_usize, 1..600_i64).prop_map(|(which, minutes)| Event::Snooze { which, minutes }),
        1 => (0..8_usize, -2..9_i64).prop_map(|(which, days)| Event::Move { which, days }),
        8 => Just(Event::Tick),
    ]
}

/// Wall-clock minutes since the first day of the simulation.
fn moment(minutes: i64) -> Moment {
    let start = day("2026-03-01");
    let of_day = u16::try_from(minutes.rem_euclid(MINUTES_A_DAY)).unwrap();
    Moment {
        day: start.plus_days(minutes.div_euclid(MINUTES_A_DAY)).unwrap(),
        time: TimeOfDay::new(of_day / 60, of_day % 60).unwrap(),
    }
}

/// The clock of the simulation: a jump moves the wall clock and the count alike.
fn reading(minutes: i64) -> ClockReading {
    ClockReading { civil: moment(minutes), minute: minutes }
}

/// What was told under each key: how often, and how often as a repeat.
type ToldKeys = BTreeMap<(i64, String), (u32, u32)>;

/// Announces what is due, records it as the app does, and checks each single announcement.
fn tick(
    now: ClockReading,
    choices: &mut Choices,
    follow_ups: &mut [DueFollowUp],
    told: &mut ToldKeys,
) {
    let planned = plan(now, choices, follow_ups);
    for item in planned.announcement.items() {
        let found = follow_ups.iter().find(|one| one.id == item.id).unwrap();
        assert!(item.due <= now.civil, "announced early: {} at {}", item.due, now.civil);
        assert!(!choices.is_quiet(now.civil), "announced in quiet hours: {}", now.civil);
        assert_eq!(item.key, found.due_key());
        let counts = told.entry((item.id.get(), item.key.clone())).or_default();
        if item.is_repeat {
            let (since, wait) = (found.announced_minute.unwrap(), choices.repeat_minutes.unwrap());
            assert!(now.minute - since >= i64::from(wait), "repeated too soon");
            counts.1 += 1;
        } else {
            counts.0 += 1;
        }
    }
    record(follow_ups, now, &planned);
    if let (true, Some(digest)) = (planned.is_day_told, &mut choices.digest) {
        assert_ne!(digest.told_on, Some(now.civil.day), "one digest for each day");
        digest.told_on = Some(now.civil.day);
    }
    assert!(plan(now, choices, follow_ups).is_empty(), "nothing is left over");
}

fn any_choices() -> impl Strategy<Value = Choices> {
    let time = || (0..24_u16, 0..60_u16).prop_map(|(h, m)| TimeOfDay::new(h, m).unwrap());
    let hours = prop::option::of((time(), time()));
    let digest = prop::option::of(time());
    (hours, any::<bool>(), digest, prop::option::of(5..3_000_u32)).prop_map(
        |(hours, has_quiet_weekends, digest, repeat_minutes)| Choices {
            quiet_hours: hours.and_then(|(from, until)| QuietHours::new(from, until)),
            has_quiet_weekends,
            digest: digest.map(|at| DailyDigest { at, told_on: None }),
            repeat_minutes,
        },
    )
}

/// The first minute from this one on at which something may be shown.
fn loud(choices: &Choices, minutes: i64) -> i64 {
    (minutes..).find(|at| !choices.is_quiet(moment(*at))).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn weeks_of_clock_jumps_lose_and_repeat_nothing(
        starts in prop::collection::vec(0..21 * MINUTES_A_DAY, 1..8),
        chosen in any_choices(),
        events in prop::collection::vec(any_event(), 0..120),
    ) {
        let mut follow_ups: Vec<DueFollowUp> = starts
            .iter()
            .enumerate()
            .map(|(index, minutes)| follow_up(index as i64, &moment(*minutes).to_string()))
            .collect();
        // Every third has no time of its own.
        follow_ups.iter_mut().step_by(3).for_each(|one| one.time = None);
        let count = follow_ups.len();
        let mut choices = chosen;
        let (mut minutes, mut told, mut moves) = (0_i64, ToldKeys::new(), 0_u32);
        for event in events {
            match event {
                Event::Pass { minutes: by } | Event::Jump { minutes: by } => minutes += by,
                Event::Tick => tick(reading(minutes), &mut choices, &mut follow_ups, &mut told),
                Event::Snooze { which, minutes: by } => {
                    moves += 1;
                    follow_ups[which % count].snoozed_until = Some(moment(minutes + by));
                }
                Event::Move { which, days } => {
                    moves += 1;
                    let moved = &mut follow_ups[which % count];
                    moved.day = moment(minutes + days * MINUTES_A_DAY).day;
                    moved.snoozed_until = None;
                }
            }
        }
        // In the end the clock has passed every due moment: each was told, under its last key.
        let end = loud(&choices, minutes.max(0) + 60 * MINUTES_A_DAY);
        tick(reading(end), &mut choices, &mut follow_ups, &mut told);
        for follow_up in &follow_ups {
            let key = (follow_up.id.get(), follow_up.due_key());
            prop_assert!(told.contains_key(&key), "lost: {key:?}");
        }
        // Told anew under one key only where the user moved it away and back.
        let again: u32 = told.values().map(|(times, _)| times - 1).sum();
        prop_assert!(again <= moves);
        let repeats: u32 = told.values().map(|(_, repeats)| repeats).sum();
        prop_assert!(repeats == 0 || choices.repeat_minutes.is_some());
    }
}
