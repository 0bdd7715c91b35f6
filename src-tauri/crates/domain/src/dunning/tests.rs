//! Which steps make a policy, and which of them comes next.

use super::{Done, Due, DunningAct, DunningStep, DunningSteps, due};
use crate::contract::LetterKind;
use crate::day::Day;

use DunningAct::{Call, CourtesyReminder, FinalDemand, FirmReminder, FriendlyReminder};

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn step(after_days: i32, act: DunningAct) -> DunningStep {
    DunningStep {
        after_days,
        act,
        days_to_pay: None,
        wording: None,
        tells_representative: false,
        by_mail: false,
        fee: None,
        with_charges: true,
    }
}

fn letter(act: DunningAct) -> Done {
    Done { act, after_days: None, on: day("2026-11-01") }
}

fn call(after_days: i32) -> Done {
    Done { act: Call, after_days: Some(after_days), on: day("2026-11-01") }
}

#[test]
fn the_usual_steps_are_a_policy_and_every_letter_has_its_kind() {
    let usual = DunningSteps::usual();
    assert_eq!(DunningSteps::new(usual.steps().to_vec()), Ok(usual));
    for act in DunningAct::ALL {
        match act.letter() {
            Some(kind) => {
                assert!(kind.reminder().is_some());
                assert_eq!(DunningAct::of_letter(kind), Some(act));
            }
            None => assert_eq!(act, Call),
        }
    }
    assert_eq!(DunningAct::of_letter(LetterKind::Payoff), None);
}

#[test]
fn steps_are_put_in_the_order_of_their_days() {
    let steps = DunningSteps::new(vec![step(20, FirmReminder), step(7, FriendlyReminder)]);
    let days: Vec<i32> = steps.unwrap().steps().iter().map(|step| step.after_days).collect();
    assert_eq!(days, [7, 20]);
}

#[test]
fn steps_that_make_no_policy_say_which_and_why() {
    let many: Vec<DunningStep> = (1..=13).map(|days| step(days, Call)).collect();
    for (steps, at, field, said) in [
        (vec![], 0, "act", "at least one step"),
        (many, 12, "act", "at most 12 steps"),
        (vec![step(5, Call), step(5, FriendlyReminder)], 1, "after_days", "has this day"),
        (vec![step(5, FriendlyReminder), step(9, FriendlyReminder)], 1, "act", "is a step already"),
        (vec![step(15, FirmReminder)], 0, "act", "refers to a friendly reminder"),
        (
            vec![step(15, FirmReminder), step(16, FriendlyReminder)],
            0,
            "act",
            "Put one on an earlier day",
        ),
        (vec![step(30, FinalDemand)], 0, "act", "refers to a second reminder"),
        (vec![step(1, CourtesyReminder)], 0, "after_days", "before the due date"),
        (vec![step(-31, CourtesyReminder)], 0, "after_days", "up to 30 days"),
        (vec![step(0, Call)], 0, "after_days", "1 to 365"),
        (vec![step(-5, FriendlyReminder)], 0, "after_days", "1 to 365"),
        (vec![step(366, Call)], 0, "after_days", "1 to 365"),
    ] {
        let problems = DunningSteps::new(steps.clone()).unwrap_err();
        let found = problems.iter().any(|problem| {
            problem.step == at && problem.field == field && problem.message.contains(said)
        });
        assert!(found, "{steps:?} gave {problems:?}");
    }
}

#[test]
fn only_what_names_charges_asks_for_a_fee() {
    for (act, fee, said) in [
        (FirmReminder, "15", None),
        (FinalDemand, "0.01", None),
        (FirmReminder, "0", Some("above 0")),
        (FinalDemand, "-5", Some("above 0")),
        (FriendlyReminder, "15", Some("Only a second reminder")),
        (CourtesyReminder, "15", Some("Only a second reminder")),
        (Call, "15", Some("Only a second reminder")),
    ] {
        let mut steps = DunningSteps::usual().steps().to_vec();
        let at = steps.iter().position(|step| step.act == act).unwrap();
        steps[at].fee = Some(crate::tests::usd(fee));
        let found = DunningSteps::new(steps);
        let message = found.err().map(|mut problems| {
            assert_eq!((problems.len(), problems[0].step, problems[0].field), (1, at, "fee"));
            problems.remove(0).message
        });
        match (&message, said) {
            (Some(message), Some(said)) => assert!(message.contains(said), "{act:?}: {message}"),
            (found, said) => assert_eq!(found.as_deref(), said, "{act:?} {fee}"),
        }
    }
}

#[test]
fn an_invoice_climbs_one_step_at_a_time() {
    let usual = DunningSteps::usual();
    for (days_late, done, next) in [
        (-9, vec![], Some((-3, CourtesyReminder))),
        (0, vec![], Some((-3, CourtesyReminder))),
        // What is late is reminded of it, not told that it falls due.
        (1, vec![], Some((5, FriendlyReminder))),
        (90, vec![], Some((5, FriendlyReminder))),
        (-1, vec![letter(CourtesyReminder)], Some((5, FriendlyReminder))),
        (6, vec![letter(CourtesyReminder), letter(FriendlyReminder)], Some((10, Call))),
        (6, vec![letter(FriendlyReminder), call(10)], Some((15, FirmReminder))),
        // A letter that a debtor got with others counts for every invoice on it.
        (6, vec![letter(FirmReminder)], Some((25, Call))),
        (99, vec![letter(FinalDemand), letter(FriendlyReminder)], None),
        // The call of a policy that was changed stands where it stood.
        (20, vec![call(12)], Some((15, FirmReminder))),
    ] {
        let found = usual.next(days_late, &done).map(|step| (step.after_days, step.act));
        assert_eq!(found, next, "{days_late} days late after {done:?}");
    }
    let short = DunningSteps::new(vec![step(3, Call), step(20, FriendlyReminder)]).unwrap();
    let by_hand = [letter(FirmReminder)];
    // No step of this policy; usual after 15 days, and so before the letter at 20.
    assert_eq!(short.next(30, &by_hand).map(|step| step.after_days), Some(20));
}

#[test]
fn a_step_waits_for_its_day_and_for_the_last_act_to_work() {
    let today = day("2026-11-23");
    for (after_days, due_on, done_on, expected) in [
        (5, "2026-11-18", None, Due::Now),
        (5, "2026-11-19", None, Due::From(day("2026-11-24"))),
        (-3, "2026-11-26", None, Due::Now),
        (-3, "2026-11-27", None, Due::From(day("2026-11-24"))),
        (15, "2026-10-01", Some("2026-11-16"), Due::Now),
        (15, "2026-10-01", Some("2026-11-17"), Due::From(day("2026-11-24"))),
        (15, "2026-11-20", Some("2026-11-17"), Due::From(day("2026-12-05"))),
    ] {
        let done: Vec<Done> = done_on
            .map(|on| Done { act: Call, after_days: Some(1), on: day(on) })
            .into_iter()
            .collect();
        let found = due(&step(after_days, Call), day(due_on), &done, 7, today);
        assert_eq!(found, expected, "{after_days} days after {due_on}, done {done_on:?}");
    }
}
