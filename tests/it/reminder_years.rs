//! Two simulated years in each of several time zones, on the plan of the reminders alone: daylight
//! saving, a day that is left out, clocks that are set forward and back, sleep, kills between
//! marking and showing, quiet hours, digests and repeats. Each due moment is announced once, none
//! is lost and none comes early; a repeat never comes sooner than chosen.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use factor_app::now::Now;
use factor_domain::reminder::plan;
use factor_domain::{
    Announcement, Choices, ClockReading, DailyDigest, Day, DueFollowUp, FollowUpId, Moment,
    QuietHours, TimeOfDay,
};

use crate::reminders::Chance;

/// A zone and the day on which its two years begin.
const YEARS: [(Tz, &str); 9] = [
    // 2026-03-08 and 2026-11-01: an hour is left out, an hour comes twice.
    (chrono_tz::America::New_York, "2026-01-01"),
    (chrono_tz::Europe::London, "2026-01-01"),
    // Half an hour.
    (chrono_tz::Australia::Lord_Howe, "2026-01-01"),
    // 2011-12-30 is left out altogether.
    (chrono_tz::Pacific::Apia, "2011-01-01"),
    // No whole hours from UTC.
    (chrono_tz::Asia::Kathmandu, "2026-01-01"),
    // UTC+14, UTC-11 and UTC-12: other days at the same moment.
    (chrono_tz::Pacific::Kiritimati, "2026-01-01"),
    (chrono_tz::Pacific::Niue, "2026-01-01"),
    (chrono_tz::Etc::GMTPlus12, "2026-01-01"),
    // A leap day.
    (chrono_tz::America::New_York, "2027-06-01"),
];
const DAYS: i64 = 730;
const MINUTES_A_DAY: i64 = 1_440;
const MINUTES_AN_HOUR: i64 = 60;

/// When something was announced, by the clock and in truth.
#[derive(Clone, Copy, Debug)]
struct Announced {
    clock: i64,
    truth: i64,
    is_repeat: bool,
}

struct Years {
    zone: Tz,
    chance: Chance,
    /// Minutes since 1970 as they truly passed.
    truth: i64,
    /// What the computer's clock is off by, in minutes.
    off: i64,
    /// The true minute at which the clock was last set forward.
    forward_at: i64,
    choices: Choices,
    /// As the vault keeps them; what is done is taken out.
    open: Vec<DueFollowUp>,
    next_id: i64,
    /// By follow-up and due key, since it was last put off.
    told: BTreeMap<(FollowUpId, String), Vec<Announced>>,
    shown: usize,
    never_shown: usize,
    digests: usize,
    repeats: usize,
}

impl Years {
    fn new(zone: Tz, first: &str, seed: u64) -> Self {
        let day: NaiveDate = first.parse().unwrap();
        let start = zone.from_local_datetime(&day.and_hms_opt(9, 0, 0).unwrap()).single().unwrap();
        let truth = start.timestamp() / 60;
        Self {
            zone,
            chance: Chance(seed),
            truth,
            off: 0,
            forward_at: 0,
            choices: Choices::default(),
            open: Vec::new(),
            next_id: 0,
            told: BTreeMap::new(),
            shown: 0,
            never_shown: 0,
            digests: 0,
            repeats: 0,
        }
    }

    fn clock(&self) -> ClockReading {
        let minute = self.truth + self.off;
        let utc: DateTime<Utc> = DateTime::from_timestamp(minute * 60, 0).unwrap();
        let now = Now::new(utc, self.zone);
        let civil = Moment { day: now.day(), time: now.time() };
        ClockReading { civil, minute: now.minute() }
    }

    fn below(&mut self, bound: i64) -> i64 {
        let bound = u64::try_from(bound).unwrap();
        i64::try_from(self.chance.below(bound)).unwrap()
    }

    fn any_time(&mut self) -> TimeOfDay {
        let minute = u16::try_from(self.below(MINUTES_A_DAY)).unwrap();
        TimeOfDay::new(minute / 60, minute % 60).unwrap()
    }

    /// A civil day soon, which need not exist in this zone.
    fn soon(&mut self) -> Day {
        let ahead = self.below(10);
        self.clock().civil.day.plus_days(ahead).unwrap()
    }

    fn any_place(&mut self) -> Option<usize> {
        let count = i64::try_from(self.open.len()).unwrap();
        (count > 0).then(|| usize::try_from(self.below(count)).unwrap())
    }

    /// One thing that a person, a clock or a computer does.
    fn step(&mut self) {
        match self.below(1_000) {
            0..=29 if self.open.len() < 12 => self.enter(),
            30..=43 => self.answer(),
            44..=49 => self.choose(),
            // Asleep for up to five days.
            50..=53 => self.truth += self.below(5 * MINUTES_A_DAY),
            54..=55 => self.set_clock(),
            // Awake: the ticker runs every few seconds, here about every hour.
            _ => self.truth += 1 + self.below(110),
        }
    }

    fn enter(&mut self) {
        self.next_id += 1;
        let (day, time) = (self.soon(), self.any_time());
        let has_time = self.below(3) > 0;
        self.open.push(DueFollowUp {
            id: FollowUpId::new(self.next_id),
            day,
            time: has_time.then_some(time),
            snoozed_until: None,
            announced_for: None,
            announced_minute: None,
        });
    }

    /// Done, put off or moved.
    fn answer(&mut self) {
        let Some(place) = self.any_place() else { return };
        match self.below(4) {
            0 | 1 => {
                self.open.swap_remove(place);
            }
            2 => {
                let until = Moment { day: self.soon(), time: self.any_time() };
                let one = &mut self.open[place];
                (one.snoozed_until, one.announced_for) = (Some(until), None);
                // It asks to be told again, even at a moment that was told before.
                self.told.remove(&(one.id, one.due_key()));
            }
            _ => {
                let (day, time) = (self.soon(), self.any_time());
                let one = &mut self.open[place];
                let before = one.due_key();
                (one.day, one.time, one.snoozed_until) = (day, Some(time), None);
                if one.due_key() != before && one.announced_for.as_ref() != Some(&one.due_key()) {
                    self.told.remove(&(one.id, one.due_key()));
                }
            }
        }
    }

    fn choose(&mut self) {
        let (from, until, at) = (self.any_time(), self.any_time(), self.any_time());
        let told_on = self.choices.digest.and_then(|digest| digest.told_on);
        let repeat = u32::try_from(15 + self.below(MINUTES_A_DAY)).unwrap();
        self.choices = Choices {
            quiet_hours: QuietHours::new(from, until).filter(|_| self.below(2) == 0),
            has_quiet_weekends: self.below(3) == 0,
            digest: (self.below(2) == 0).then_some(DailyDigest { at, told_on }),
            repeat_minutes: (self.below(2) == 0).then_some(repeat),
        };
    }

    /// Forward and back by an hour, a day, ten years; or right again.
    fn set_clock(&mut self) {
        let before = self.off;
        self.off = match self.below(8) {
            0 => self.off + MINUTES_AN_HOUR,
            1 => self.off - MINUTES_AN_HOUR,
            2 => self.off + MINUTES_A_DAY,
            3 => self.off - MINUTES_A_DAY,
            4 => -3_652 * MINUTES_A_DAY,
            5 => 3_652 * MINUTES_A_DAY,
            _ => 0,
        };
        if self.off > before {
            self.forward_at = self.truth;
        }
    }

    fn tick(&mut self) {
        let now = self.clock();
        let planned = plan(now, &self.choices, &self.open);
        let items = planned.announcement.items().to_vec();
        assert!(items.is_empty() || !self.choices.is_quiet(now.civil), "shown in quiet hours");
        for item in &items {
            let one = self.open.iter().find(|one| one.id == item.id).unwrap();
            assert!(one.rings_at(&self.choices) <= now.civil, "{item:?} is early at {now:?}");
            self.check_once(one.clone(), item.is_repeat, now.minute);
        }
        // Marked first, and durably; what is killed after that is not shown and not lost.
        for item in items.iter().map(|item| item.id).chain(planned.counted_anew.iter().copied()) {
            let one = self.open.iter_mut().find(|one| one.id == item).unwrap();
            (one.announced_for, one.announced_minute) = (Some(one.due_key()), Some(now.minute));
        }
        if let (true, Some(digest)) = (planned.is_day_told, &mut self.choices.digest) {
            digest.told_on = Some(now.civil.day);
        }
        let is_killed = self.below(50) == 0;
        if is_killed {
            self.never_shown += items.len();
        } else {
            self.shown += items.len();
            self.digests += usize::from(matches!(planned.announcement, Announcement::Day { .. }));
        }
        self.check_none_lost(now);
    }

    fn check_once(&mut self, one: DueFollowUp, is_repeat: bool, clock: i64) {
        let (truth, forward_at) = (self.truth, self.forward_at);
        let wait = self.choices.repeat_minutes.map(i64::from);
        let before = self.told.entry((one.id, one.due_key())).or_default();
        assert_eq!(is_repeat, !before.is_empty(), "{one:?}: {before:?}");
        if let Some(last) = before.last() {
            let wait = wait.unwrap_or_else(|| panic!("told twice: {one:?}: {before:?}"));
            // A clock that is set forward shortens the wait by what it skips, and nothing else.
            let is_forward = forward_at >= last.truth;
            assert!(is_forward || truth - last.truth >= wait, "too soon: {one:?}: {before:?}");
            self.repeats += 1;
        }
        before.push(Announced { clock, truth, is_repeat });
    }

    fn check_none_lost(&self, now: ClockReading) {
        assert!(plan(now, &self.choices, &self.open).is_empty(), "something is left over");
        if self.choices.is_quiet(now.civil) {
            return;
        }
        for one in self.open.iter().filter(|one| one.rings_at(&self.choices) <= now.civil) {
            let told = self.told.get(&(one.id, one.due_key()));
            let told = told.unwrap_or_else(|| panic!("lost at {}: {one:?}", now.civil));
            assert_eq!(told.iter().filter(|one| !one.is_repeat).count(), 1, "{told:?}");
            if let Some(wait) = self.choices.repeat_minutes {
                let since = one.announced_minute.unwrap();
                assert!((0..i64::from(wait)).contains(&(now.minute - since)), "no repeat: {one:?}");
                assert!(told.last().unwrap().clock <= since || since <= now.minute);
            }
        }
    }
}

#[test]
fn over_simulated_years_each_is_announced_once_none_is_lost_and_none_is_early() {
    for (index, (zone, first)) in (1_u64..).zip(YEARS) {
        let seed = 20_261_119 * index;
        let caught = std::panic::catch_unwind(|| {
            let mut years = Years::new(zone, first, seed);
            let end = years.truth + DAYS * MINUTES_A_DAY;
            while years.truth < end {
                years.step();
                years.tick();
            }
            (years.shown, years.never_shown, years.digests, years.repeats)
        });
        let (shown, never_shown, digests, repeats) =
            caught.unwrap_or_else(|_| panic!("zone {zone}, seed {seed}: see above"));
        assert!(
            shown > 300 && never_shown > 0 && digests > 20 && repeats > 100,
            "zone {zone}, seed {seed}: too quiet to prove anything: \
             {shown} {never_shown} {digests} {repeats}"
        );
    }
}
