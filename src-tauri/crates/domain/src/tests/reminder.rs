use super::day;
use crate::reminder::{next_due, plan};
use crate::{Announcement, DueFollowUp, FollowUpId, Moment, TimeOfDay};
use proptest::prelude::*;
use std::collections::BTreeMap;

const MINUTES_A_DAY: i64 = 24 * 60;

fn at(text: &str) -> Moment {
    let (date, time) = text.split_once(' ').unwrap();
    Moment { day: day(date), time: TimeOfDay::from_hh_mm(time).unwrap() }
}

fn follow_up(id: i64, due: &str) -> DueFollowUp {
    let Moment { day, time } = at(due);
    DueFollowUp {
        id: FollowUpId::new(id),
        day,
        time: Some(time),
        snoozed_until: None,
        announced_for: None,
    }
}

fn ids(announcement: &Announcement) -> Vec<i64> {
    announcement.items().iter().map(|item| item.id.get()).collect()
}

#[test]
fn a_follow_up_is_announced_at_its_minute_and_once() {
    let mut call = follow_up(1, "2026-12-01 14:30");
    assert_eq!(plan(at("2026-12-01 14:29"), &[call.clone()]), Announcement::None);
    let now = plan(at("2026-12-01 14:30"), &[call.clone()]);
    assert!(matches!(&now, Announcement::Single(item) if item.key == "due 2026-12-01 14:30"));
    call.announced_for = Some(now.items()[0].key.clone());
    // Also after the clock was set back, or an hour is lived twice.
    for later in ["2026-12-01 14:31", "2026-12-01 13:30", "2026-12-01 14:30", "2027-01-01 00:00"] {
        assert_eq!(plan(at(later), &[call.clone()]), Announcement::None, "{later}");
    }
}

#[test]
fn without_a_time_it_is_due_at_nine() {
    let mut call = follow_up(1, "2026-12-01 00:00");
    call.time = None;
    assert_eq!(plan(at("2026-12-01 08:59"), &[call.clone()]), Announcement::None);
    assert_eq!(ids(&plan(at("2026-12-01 09:00"), &[call])), [1]);
}

#[test]
fn putting_off_and_moving_announce_again() {
    let mut call = follow_up(1, "2026-12-01 09:00");
    call.announced_for = Some(call.due_key());
    call.snoozed_until = Some(at("2026-12-01 09:10"));
    assert_eq!(plan(at("2026-12-01 09:09"), &[call.clone()]), Announcement::None);
    assert_eq!(ids(&plan(at("2026-12-01 09:10"), &[call.clone()])), [1]);
    call.announced_for = Some(call.due_key());
    call.snoozed_until = None;
    call.day = day("2026-12-03");
    assert_eq!(next_due(at("2026-12-01 09:10"), &[call.clone()]), Some(at("2026-12-03 09:00")));
    assert_eq!(ids(&plan(at("2026-12-03 09:00"), &[call])), [1]);
}

#[test]
fn an_hour_that_the_clock_skips_loses_nothing() {
    // Clocks go from 02:00 to 03:00 on 2026-03-08 in most of the United States.
    let call = follow_up(1, "2026-03-08 02:30");
    assert_eq!(ids(&plan(at("2026-03-08 03:00"), &[call])), [1]);
}

#[test]
fn a_few_at_once_are_several_and_a_long_absence_is_one_digest() {
    let due = |count: i64| -> Vec<DueFollowUp> {
        (1..=count).map(|id| follow_up(id, "2026-12-01 09:00")).collect()
    };
    let kind = |now: &str, follow_ups: &[DueFollowUp]| match plan(at(now), follow_ups) {
        Announcement::None => "none",
        Announcement::Single(_) => "single",
        Announcement::Several(_) => "several",
        Announcement::Digest(_) => "digest",
    };
    assert_eq!(kind("2026-12-01 10:00", &due(3)), "several");
    assert_eq!(kind("2026-12-01 10:01", &due(3)), "digest");
    assert_eq!(kind("2026-12-01 09:00", &due(4)), "digest");
    assert_eq!(kind("2027-12-01 09:00", &due(1)), "single");
    let mixed = [follow_up(2, "2026-12-01 08:00"), follow_up(1, "2026-12-01 08:30")];
    assert_eq!(ids(&plan(at("2026-12-05 12:00"), &mixed)), [2, 1], "the earliest first");
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

/// Announces what is due, records it as the app does, and checks each single announcement.
fn tick(now: Moment, follow_ups: &mut [DueFollowUp], told: &mut BTreeMap<(i64, String), u32>) {
    for item in plan(now, follow_ups).items() {
        let found = follow_ups.iter_mut().find(|f| f.id == item.id).unwrap();
        assert!(item.due <= now, "announced early: {} at {now}", item.due);
        assert_eq!(item.key, found.due_key());
        found.announced_for = Some(item.key.clone());
        *told.entry((item.id.get(), item.key.clone())).or_default() += 1;
    }
    assert_eq!(plan(now, follow_ups), Announcement::None, "nothing is left over");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn weeks_of_clock_jumps_lose_and_repeat_nothing(
        starts in prop::collection::vec(0..21 * MINUTES_A_DAY, 1..8),
        events in prop::collection::vec(any_event(), 0..120),
    ) {
        let mut follow_ups: Vec<DueFollowUp> = starts
            .iter()
            .enumerate()
            .map(|(index, minutes)| follow_up(index as i64, &moment(*minutes).to_string()))
            .collect();
        let count = follow_ups.len();
        let (mut clock, mut told, mut moves) = (0_i64, BTreeMap::new(), 0_u32);
        for event in events {
            match event {
                Event::Pass { minutes } | Event::Jump { minutes } => clock += minutes,
                Event::Tick => tick(moment(clock), &mut follow_ups, &mut told),
                Event::Snooze { which, minutes } => {
                    moves += 1;
                    follow_ups[which % count].snoozed_until = Some(moment(clock + minutes));
                }
                Event::Move { which, days } => {
                    moves += 1;
                    let moved = &mut follow_ups[which % count];
                    moved.day = moment(clock + days * MINUTES_A_DAY).day;
                    moved.snoozed_until = None;
                }
            }
        }
        // In the end the clock has passed every due moment: each was told, under its last key.
        tick(moment(clock.max(0) + 60 * MINUTES_A_DAY), &mut follow_ups, &mut told);
        for follow_up in &follow_ups {
            let key = (follow_up.id.get(), follow_up.due_key());
            prop_assert!(told.contains_key(&key), "lost: {key:?}");
        }
        // Told again under one key only where the user moved it away and back.
        let repeats: u32 = told.values().map(|times| times - 1).sum();
        prop_assert!(repeats <= moves);
        if moves == 0 {
            prop_assert_eq!(repeats, 0);
        }
    }
}
