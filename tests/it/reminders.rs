//! Reminders: each due moment is announced once, none early, none lost.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use factor_app::events::DeskEvent;
use factor_app::reminders::tick;
use factor_domain::reminder::Moment;
use factor_domain::{Day, FollowUpId, TimeOfDay};
use serde_json::{Value, json};
use support::World;

async fn follow_up(world: &World, client: &Value, day: &str, time: &str) -> Value {
    let input = json!({
        "subject": { "kind": "client", "id": client },
        "contact_id": null, "contact_name": "Nadia Ferro",
        "channel": "call", "direction": "outgoing", "outcome": "promised",
        "text": "Signed agreement.", "day": "", "time": "",
        "next": { "day": day, "time": time, "reason": "" },
        "attachments": [], "finishes": null,
        "tags": "", "proof": null, "corrects": null
    });
    world.done("save_note", input).await["follow_up"].clone()
}

/// Ticks, and gives back what the desktop has been shown since the last time.
async fn shown_by_tick(world: &World, seen: &mut usize) -> Vec<(String, String)> {
    tick(&world.desk).await;
    let all = world.notes.all();
    let new = all[*seen..].iter().map(|note| (note.title.clone(), note.body.clone())).collect();
    *seen = all.len();
    new
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(title, body)| ((*title).to_owned(), (*body).to_owned())).collect()
}

async fn ringing(world: &World) -> usize {
    let reminders = world.done("reminders", json!({})).await;
    reminders["rows"].as_array().expect("rows").len()
}

const AT_HALF_PAST: (&str, &str) =
    ("Larkfield Produce, Inc.", "10:30 AM, Nadia Ferro, (617) 555-0188: Signed agreement.");

#[tokio::test]
async fn a_reminder_comes_at_its_minute_and_once() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let made = follow_up(&world, &client, "today", "10:30").await;
    let mut seen = 0;
    let mut told = world.desk.listen();
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    world.clock.set("2026-11-19 10:29");
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    assert_eq!(ringing(&world).await, 0);

    world.clock.set("2026-11-19 10:30");
    assert_eq!(shown_by_tick(&world, &mut seen).await, pairs(&[AT_HALF_PAST]));
    match told.try_recv() {
        Ok(DeskEvent::Reminders(list)) => assert_eq!(list.rows.len(), 1),
        other => panic!("the windows should have been told: {other:?}"),
    }
    for civil in ["2026-11-19 10:30", "2026-11-19 09:00", "2026-11-19 10:30", "2026-11-21 10:30"] {
        world.clock.set(civil);
        assert_eq!(shown_by_tick(&world, &mut seen).await, [], "{civil}");
        assert_eq!(ringing(&world).await, 1, "it stays until it is answered");
    }
    world.done("finish_follow_up", json!({ "follow_up_id": made["id"] })).await;
    assert_eq!(ringing(&world).await, 0);
}

#[tokio::test]
async fn a_snoozed_reminder_is_quiet_and_comes_again() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let made = follow_up(&world, &client, "today", "9:30").await;
    let mut seen = 0;
    assert_eq!(shown_by_tick(&world, &mut seen).await.len(), 1, "a passed time is due at once");
    let snooze = json!({ "follow_up_id": made["id"], "minutes": 10 });
    world.done("snooze_follow_up", snooze).await;
    assert_eq!(ringing(&world).await, 0);
    world.clock.set("2026-11-19 10:09");
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    world.clock.set("2026-11-19 10:10");
    assert_eq!(shown_by_tick(&world, &mut seen).await.len(), 1);
    assert_eq!(ringing(&world).await, 1);
}

#[tokio::test]
async fn a_long_absence_ends_in_one_digest() {
    let world = World::new().await;
    for name in ["Larkfield Produce, Inc.", "Eskfield Electrical LLC", "Tarn Valley Grocers"] {
        let client = world.client(name).await;
        follow_up(&world, &client, "+1", "").await;
        follow_up(&world, &client, "+2", "14:00").await;
    }
    world.clock.set("2026-12-10 08:00");
    let mut seen = 0;
    assert_eq!(
        shown_by_tick(&world, &mut seen).await,
        pairs(&[(
            "6 follow-ups are due",
            "Larkfield Produce, Inc., Eskfield Electrical LLC, Tarn Valley Grocers and 3 more"
        )])
    );
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    assert_eq!(ringing(&world).await, 6);
}

#[tokio::test]
async fn a_desktop_that_refuses_is_said_in_the_window() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    world.notes.refuse(Some("This desktop shows no notifications."));
    follow_up(&world, &client, "today", "9:30").await;
    tick(&world.desk).await;
    let problem = |reminders: Value| reminders["desktop_problem"].clone();
    let reminders = world.done("reminders", json!({})).await;
    assert_eq!(reminders["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(problem(reminders), "This desktop shows no notifications.");
    world.notes.refuse(None);
    follow_up(&world, &client, "today", "9:45").await;
    tick(&world.desk).await;
    assert_eq!(problem(world.done("reminders", json!({})).await), Value::Null);
}

#[tokio::test]
async fn a_locked_vault_says_that_something_is_due_and_not_what() {
    let world = World::new().await;
    let client = world.client("Larkfield Produce, Inc.").await;
    let mut seen = 0;
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    // Locked before any tick could see them.
    follow_up(&world, &client, "today", "10:30").await;
    follow_up(&world, &client, "today", "11:30").await;
    world.done("lock", json!({})).await;
    let hint = pairs(&[("A follow-up is due", "Unlock Factordesk to see it.")]);
    for (civil, expected) in [
        ("2026-11-19 10:29", &[][..]),
        ("2026-11-19 10:30", &hint),
        ("2026-11-19 10:31", &[]),
        ("2026-11-19 10:20", &[]),
        ("2026-11-19 10:40", &[]),
        ("2026-11-19 11:30", &hint),
        ("2026-11-19 11:31", &[]),
    ] {
        world.clock.set(civil);
        assert_eq!(shown_by_tick(&world, &mut seen).await, expected, "{civil}");
    }
    world.done("unlock_with_keychain", json!({})).await;
    let mut told = world.desk.listen();
    let announced = tick(&world.desk).await;
    assert_eq!(announced.len(), 2, "in the window");
    assert_eq!(shown_by_tick(&world, &mut seen).await, [], "the desktop has had its hints");
    assert!(matches!(told.try_recv(), Ok(DeskEvent::Reminders(list)) if list.rows.len() == 2));

    // What nobody hinted at, because the program was not running, comes with its name.
    follow_up(&world, &client, "today", "11:40").await;
    world.done("lock", json!({})).await;
    let world = world.restarted();
    world.clock.set("2026-11-19 11:41");
    assert_eq!(shown_by_tick(&world, &mut seen).await, []);
    world.done("unlock_with_keychain", json!({})).await;
    let shown = shown_by_tick(&world, &mut seen).await;
    assert_eq!(shown[0].0, "Larkfield Produce, Inc.");
}

/// Small, seeded, printed with every failure: splitmix64.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// What a follow-up is, kept apart from the product.
#[derive(Clone, Debug)]
struct Expected {
    is_open: bool,
    /// The day of the contact, which a snooze leaves where it is.
    day: Day,
    /// True if it is a snooze that ends then.
    due: (bool, Moment),
    /// For which moment it was announced, and at which minute.
    announced: Option<((bool, Moment), i64)>,
}

/// What whoever is at the desk has chosen.
#[derive(Clone, Copy, Debug, Default)]
struct Chosen {
    /// Minutes of the day, from and until.
    quiet: Option<(u64, u64)>,
    repeat: Option<i64>,
}

impl Chosen {
    fn is_quiet(self, at: Moment) -> bool {
        let minute = u64::from(at.time.minutes());
        self.quiet.is_some_and(|(from, until)| {
            // Hours that span midnight are two pieces of a day.
            let pieces = if from < until { [from..until, 0..0] } else { [from..1_440, 0..until] };
            pieces.iter().any(|piece| piece.contains(&minute))
        })
    }

    fn typed(self) -> Value {
        let time = |minute: u64| format!("{}:{:02}", minute / 60, minute % 60);
        let (from, until) = self.quiet.map_or_else(Default::default, |(f, u)| (time(f), time(u)));
        json!({
            "snooze_minutes": 10, "quiet_from": from, "quiet_until": until,
            "has_quiet_weekends": false, "digest_at": "", "repeat_minutes": self.repeat
        })
    }
}

#[derive(Default)]
struct Model(BTreeMap<FollowUpId, Expected>);

impl Model {
    fn learn(&mut self, shown: &Value) {
        let id = FollowUpId::new(shown["id"].as_i64().expect("an id"));
        let snoozed = &shown["snoozed_until"];
        let (is_snoozed, when) =
            if snoozed.is_null() { (false, &shown["due"]) } else { (true, snoozed) };
        let time = when["time"].as_str();
        let day_of = |of: &Value| Day::from_iso(of["day"].as_str().expect("a day"));
        let day = day_of(&shown["due"]).expect("a day");
        let due = Moment {
            day: day_of(when).expect("a day"),
            time: time.map_or(TimeOfDay::NINE, |t| TimeOfDay::from_hh_mm(t).expect("a time")),
        };
        let announced = self.0.get(&id).and_then(|known| known.announced);
        let is_open = !shown["is_done"].as_bool().expect("a flag");
        self.0.insert(id, Expected { is_open, day, due: (is_snoozed, due), announced });
    }

    /// What a tick at this moment must announce; it is announced from then on.
    fn tick(&mut self, now: Moment, minute: i64, chosen: Chosen) -> Vec<(FollowUpId, Moment)> {
        let mut due = Vec::new();
        if chosen.is_quiet(now) {
            return due;
        }
        for (id, expected) in self.0.iter_mut().filter(|(_, expected)| expected.is_open) {
            let is_due = expected.due.1 <= now;
            let must_tell = match &mut expected.announced {
                Some((of, at)) if *of == expected.due => {
                    // A clock that ran ahead was set back: the wait begins anew.
                    if chosen.repeat.is_some() && *at > minute {
                        *at = minute;
                    }
                    chosen.repeat.is_some_and(|wait| minute - *at >= wait)
                }
                Some(_) | None => true,
            };
            if is_due && must_tell {
                expected.announced = Some((expected.due, minute));
                due.push((*id, expected.due.1));
            }
        }
        due
    }

    /// What the list in the window must hold at this moment, whatever the desktop showed.
    fn ringing(&self, now: Moment) -> BTreeSet<FollowUpId> {
        let rings = |expected: &Expected| {
            let is_told = expected.announced.is_some_and(|(of, _)| of == expected.due);
            expected.is_open && (expected.due.1 <= now || is_told) && expected.day <= now.day
        };
        let ids = self.0.iter().filter(|(_, expected)| rings(expected)).map(|(id, _)| *id);
        ids.collect()
    }
}

const ZONES: [chrono_tz::Tz; 6] = [
    chrono_tz::America::New_York,
    chrono_tz::Europe::London,
    chrono_tz::Australia::Lord_Howe,
    chrono_tz::Asia::Kathmandu,
    chrono_tz::Pacific::Kiritimati,
    chrono_tz::Pacific::Niue,
];

struct Simulation {
    world: World,
    chance: Chance,
    model: Model,
    clients: Vec<Value>,
    chosen: Chosen,
    is_locked: bool,
    announced: usize,
}

impl Simulation {
    fn now(&self) -> Moment {
        let now = self.world.desk.now();
        Moment { day: now.day(), time: now.time() }
    }

    fn any_follow_up(&mut self) -> Option<FollowUpId> {
        let count = u64::try_from(self.model.0.len()).expect("few");
        let place = self.chance.below(count.max(1));
        self.model.0.keys().nth(usize::try_from(place).expect("few")).copied()
    }

    async fn unlock(&mut self) {
        if std::mem::take(&mut self.is_locked) {
            self.world.done("unlock_with_keychain", json!({})).await;
        }
    }

    /// A civil day and time within the coming week, as typed.
    fn soon(&mut self) -> (String, String) {
        let day = format!("+{}", self.chance.below(7));
        let hour = self.chance.below(30);
        // One in five has no time.
        let time = if hour < 24 {
            format!("{hour:02}:{:02}", self.chance.below(60))
        } else {
            String::new()
        };
        (day, time)
    }

    /// One thing that a user, a clock or a computer does.
    async fn step(mut self) -> Self {
        match self.chance.below(100) {
            0..=19 => {
                self.unlock().await;
                let (day, time) = self.soon();
                let client =
                    self.clients[usize::try_from(self.chance.below(3)).expect("few")].clone();
                let made = follow_up(&self.world, &client, &day, &time).await;
                self.model.learn(&made);
            }
            20..=64 => {
                let minutes = self.chance.below(400);
                self.world.clock.advance(Duration::minutes(i64::try_from(minutes).expect("few")));
            }
            65..=66 => self.choose().await,
            67 => {
                // What was marked and never shown stays in the list.
                let why = (self.chance.below(2) == 0).then_some("No desktop.");
                self.world.notes.refuse(why);
            }
            68..=69 => {
                let minutes = self.chance.below(1_600);
                self.world.clock.advance(-Duration::minutes(i64::try_from(minutes).expect("few")));
            }
            70..=73 => {
                let zone = usize::try_from(self.chance.below(6)).expect("few");
                self.world.clock.travel(ZONES[zone]);
            }
            74..=79 => {
                self.unlock().await;
                self.world.done("lock", json!({})).await;
                self.is_locked = true;
            }
            80..=83 => {
                if !self.is_locked {
                    self.world.done("lock", json!({})).await;
                }
                self.world = self.world.restarted();
                self.is_locked = true;
            }
            _ => self.answer().await,
        }
        self
    }

    async fn choose(&mut self) {
        self.unlock().await;
        let (from, until) = (self.chance.below(1_440), self.chance.below(1_440));
        let repeat = 5 + i64::try_from(self.chance.below(600)).expect("few");
        self.chosen = Chosen {
            quiet: (self.chance.below(2) == 0 && from != until).then_some((from, until)),
            repeat: (self.chance.below(2) == 0).then_some(repeat),
        };
        self.world.done("save_reminder_choices", self.chosen.typed()).await;
    }

    /// Something is done with a follow-up; what is not allowed just now changes nothing.
    async fn answer(&mut self) {
        self.unlock().await;
        let Some(id) = self.any_follow_up() else { return };
        let (day, time) = self.soon();
        let minutes = 5 + self.chance.below(3_000);
        let (command, input) = match self.chance.below(5) {
            0 | 1 => ("snooze_follow_up", json!({ "follow_up_id": id, "minutes": minutes })),
            2 => ("move_follow_up", json!({ "follow_up_id": id, "day": day, "time": time })),
            3 => ("finish_follow_up", json!({ "follow_up_id": id })),
            _ => ("reopen_follow_up", json!({ "follow_up_id": id })),
        };
        let Ok(shown) = self.world.call(command, input).await else { return };
        if matches!(command, "snooze_follow_up" | "move_follow_up") {
            self.model.learn(&shown);
        }
        let known = self.model.0.get_mut(&id).expect("one of ours");
        known.is_open = !shown["is_done"].as_bool().expect("a flag");
        if command == "snooze_follow_up" {
            // A snooze asks to be told again, even at a moment that was announced before.
            known.announced = None;
        }
    }

    async fn check(&mut self, at: &str) {
        let announced = tick(&self.world.desk).await;
        self.announced += announced.len();
        let mut announced: Vec<(FollowUpId, Moment)> =
            announced.iter().map(|item| (item.id, item.due)).collect();
        announced.sort_unstable_by_key(|item| item.0);
        let now = self.now();
        let (minute, chosen) = (self.world.desk.now().minute(), self.chosen);
        let expected =
            if self.is_locked { Vec::new() } else { self.model.tick(now, minute, chosen) };
        assert_eq!(announced, expected, "{at}, {now}, {chosen:?}");
        if self.is_locked {
            return;
        }
        let list = self.world.done("reminders", json!({})).await;
        let rows = list["rows"].as_array().expect("rows").iter();
        let listed: BTreeSet<FollowUpId> =
            rows.map(|row| FollowUpId::new(row["id"].as_i64().expect("an id"))).collect();
        assert_eq!(listed, self.model.ringing(now), "{at}, {now}: the list is the truth");
    }
}

#[tokio::test]
async fn over_simulated_weeks_nothing_is_early_lost_or_told_twice() {
    const STEPS: usize = 250;
    for seed in [1, 20_261_119, 77] {
        let world = World::new().await;
        let mut clients = Vec::new();
        for name in ["Larkfield Produce, Inc.", "Eskfield Electrical LLC", "Tarn Valley Grocers"] {
            clients.push(world.client(name).await);
        }
        let (chance, model, chosen) = (Chance(seed), Model::default(), Chosen::default());
        let mut simulation =
            Simulation { world, chance, model, clients, chosen, is_locked: false, announced: 0 };
        for step in 0..STEPS {
            simulation = simulation.step().await;
            simulation.check(&format!("seed {seed}, step {step}")).await;
        }
        simulation.unlock().await;
        simulation.chosen = Chosen { quiet: None, ..simulation.chosen };
        simulation.world.done("save_reminder_choices", simulation.chosen.typed()).await;
        simulation.world.clock.advance(Duration::days(60));
        simulation.check(&format!("seed {seed}, at the end")).await;
        assert!(simulation.announced > STEPS / 10, "seed {seed}: too quiet to prove anything");
        let open = simulation.model.0.values().filter(|expected| expected.is_open);
        assert_eq!(ringing(&simulation.world).await, open.count(), "seed {seed}");
    }
}
