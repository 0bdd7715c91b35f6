//! Every way in which a mail server fails, and what becomes of the message: it is with the server
//! exactly once, or it is shown as uncertain and a person decides.

use std::time::Duration;

use chrono::Duration as Span;
use factor_app::mail::{Patience, tick};
use serde_json::{Value, json};
use support::World;
use support::mail_server::{Certificate, Encrypting, Fault, MailServer, Point};

use crate::mail::{confirmation, note_on, outbox, with_account};

/// Long enough for a server that answers, short enough to wait for one that does not.
const SHORT: Patience = Patience {
    connect: Duration::from_secs(5),
    answer: Duration::from_millis(700),
    verdict: Duration::from_millis(700),
};

async fn queued(world: &World) -> Value {
    let note = note_on(world, "She will pay on Friday.").await;
    world.done("send_mail", confirmation(&note)).await["id"].clone()
}

async fn stage(world: &World, id: &Value) -> (String, String) {
    let page = world.done("mail", json!({ "mail_id": id })).await;
    let text = |key: &str| page["row"][key].as_str().unwrap().to_owned();
    (text("stage"), text("answer"))
}

#[tokio::test]
async fn a_message_is_taken_once_whatever_goes_wrong_at_whatever_point() {
    use Fault::{Drop, Say, Stall};
    let server = MailServer::start(Encrypting::StartTls);
    let (world, _) = with_account(&server).await;
    let mut taken = 0;
    let all = [
        Point::Greeting,
        Point::Hello,
        Point::StartTls,
        Point::Login,
        Point::From,
        Point::To,
        Point::Data,
        Point::Body,
        Point::LastLine,
        Point::Kept,
    ];
    for point in all {
        for fault in [Drop, Stall, Say("451 4.3.0 later"), Say("550 5.7.1 never"), Say("rubbish")] {
            world.desk.wait_for_mail(if fault == Stall { SHORT } else { Patience::default() });
            let id = queued(&world).await;
            server.fail_next([Some((point, fault))]);
            tick(&world.desk).await;
            let (stage, answer) = stage(&world, &id).await;
            let before = taken;
            taken = server.taken().len();
            let what = format!("{point:?} {fault:?}: {stage}, {answer}");
            let expected = match (point, fault) {
                // The server said no to this message for good.
                (Point::From | Point::To | Point::Data | Point::Body, Say("550 5.7.1 never"))
                | (Point::LastLine | Point::Kept, Say("550 5.7.1 never")) => "refused",
                (Point::LastLine | Point::Kept, Say("451 4.3.0 later")) => "waiting",
                (Point::LastLine | Point::Kept, Drop | Stall | Say(_)) => "uncertain",
                // All of it was on its way before the server fell silent.
                (Point::Body, Stall) => "uncertain",
                (_, Drop | Stall | Say(_)) => "waiting",
            };
            // A server that goes in the middle of a message may be found gone before the last line
            // or after it: both are true.
            let is_race = point == Point::Body && matches!(fault, Drop | Say("rubbish"));
            assert!(stage == expected || (is_race && stage == "uncertain"), "{what}");
            // A message that is to be tried again, or not, is not there; but for a server that
            // keeps one and says that it does not.
            let kept = usize::from(point == Point::Kept);
            assert_eq!(taken - before, kept, "{what}");
            settle(&world, &server, &id, &stage).await;
            taken = server.taken().len();
        }
    }
}

/// Leaves nothing in the queue behind.
async fn settle(world: &World, server: &MailServer, id: &Value, stage: &str) {
    let asked = json!({ "mail_id": id });
    let before = server.taken().len();
    match stage {
        "uncertain" => {
            let decided = json!({ "mail_id": id, "finding": "arrived" });
            world.done("decide_mail", decided).await;
        }
        "refused" => drop(world.done("cancel_mail", asked).await),
        "waiting" => {
            // The next try is the good one; the account is looked at where that was the fault.
            world.done("retry_mail", asked).await;
            tick(&world.desk).await;
            assert_eq!(server.taken().len(), before + 1);
            assert_eq!(self::stage(world, id).await.0, "sent");
        }
        other => panic!("{other}"),
    }
    tick(&world.desk).await;
    assert!(server.taken().len() <= before + 1);
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again_later_and_later_and_then_given_up() {
    let server = MailServer::start(Encrypting::AtOnce);
    let (world, _) = with_account(&server).await;
    let id = queued(&world).await;
    server.fail_always(Some((Point::Hello, Fault::Drop)));
    for (tries, minutes) in [(1, 1), (2, 5), (3, 15), (4, 60), (5, 240), (6, 720)] {
        tick(&world.desk).await;
        assert_eq!(server.connections(), tries);
        let (stage, answer) = stage(&world, &id).await;
        assert_eq!((stage.as_str(), answer.as_str()), ("waiting", ENDED), "try {tries}");
        world.clock.advance(Span::minutes(minutes) - Span::seconds(1));
        tick(&world.desk).await;
        assert_eq!(server.connections(), tries, "not before {minutes} minutes");
        world.clock.advance(Span::seconds(1));
    }
    tick(&world.desk).await;
    let (stage, answer) = stage(&world, &id).await;
    assert_eq!((stage.as_str(), server.connections()), ("refused", 7));
    assert_eq!(answer, format!("Given up after 7 tries. {ENDED}"));
    world.clock.advance(Span::days(2));
    tick(&world.desk).await;
    assert_eq!(server.connections(), 7, "given up is given up");
    // Until a person wants it.
    server.fail_always(None);
    world.done("retry_mail", json!({ "mail_id": id })).await;
    tick(&world.desk).await;
    assert_eq!(self::stage(&world, &id).await.0, "sent");
    assert_eq!(server.taken().len(), 1);
}

const ENDED: &str = "The server ended the connection.";

#[tokio::test]
async fn a_server_that_is_not_the_right_one_is_told_nothing() {
    for (certificate, encrypting, words) in [
        (Certificate::OtherName, Encrypting::AtOnce, "not trusted"),
        (Certificate::OtherName, Encrypting::StartTls, "not trusted"),
        (Certificate::Expired, Encrypting::AtOnce, "not trusted"),
        (Certificate::Unknown, Encrypting::AtOnce, "not trusted"),
        (Certificate::Unknown, Encrypting::StartTls, "not trusted"),
        (Certificate::Good, Encrypting::Never, "offers no encryption"),
        (Certificate::Good, Encrypting::Broken, "is no answer"),
        (Certificate::Good, Encrypting::Injecting, ""),
    ] {
        let server = MailServer::with(encrypting, certificate);
        let (world, _) = with_account(&server).await;
        let id = queued(&world).await;
        tick(&world.desk).await;
        let (stage, answer) = stage(&world, &id).await;
        assert_eq!(stage, "waiting", "{certificate:?} {encrypting:?}: {answer}");
        assert!(answer.contains(words), "{certificate:?} {encrypting:?}: {answer}");
        assert!(server.taken().is_empty(), "{certificate:?} {encrypting:?}");
    }
}

#[tokio::test]
async fn a_lock_while_the_server_is_talked_to_stops_it_before_the_last_line() {
    let server = MailServer::start(Encrypting::AtOnce);
    let (world, _) = with_account(&server).await;
    let id = queued(&world).await;
    server.fail_next([Some((Point::To, Fault::Stall))]);
    let desk = world.desk.clone();
    let sending = tokio::spawn(async move { tick(&desk).await });
    while server.connections() == 0 {
        tokio::task::yield_now().await;
    }
    world.done("lock", json!({})).await;
    // With the patience of the product this would take a minute; the lock ends it at once.
    tokio::time::timeout(Duration::from_secs(30), sending).await.unwrap().unwrap();
    world.done("unlock_with_keychain", json!({})).await;
    assert_eq!(stage(&world, &id).await.0, "waiting");
    tick(&world.desk).await;
    assert_eq!((stage(&world, &id).await.0.as_str(), server.taken().len()), ("sent", 1));
}

#[tokio::test]
async fn an_answer_that_comes_after_the_lock_is_kept_after_the_unlock() {
    let server = MailServer::start(Encrypting::AtOnce);
    let (world, _) = with_account(&server).await;
    world.desk.wait_for_mail(Patience { verdict: Duration::from_secs(3), ..SHORT });
    let id = queued(&world).await;
    server.fail_next([Some((Point::Kept, Fault::Stall))]);
    let desk = world.desk.clone();
    let sending = tokio::spawn(async move { tick(&desk).await });
    while server.taken().is_empty() {
        tokio::task::yield_now().await;
    }
    world.done("lock", json!({})).await;
    sending.await.unwrap();
    world.done("unlock_with_keychain", json!({})).await;
    tick(&world.desk).await;
    let (stage, answer) = stage(&world, &id).await;
    assert_eq!((stage.as_str(), answer.as_str()), ("uncertain", LATE));
    // Nobody sends it again but a person; and then it is the same message.
    tick(&world.desk).await;
    assert_eq!(server.taken().len(), 1);
    let again = json!({ "mail_id": id, "finding": "send_again" });
    world.done("decide_mail", again).await;
    tick(&world.desk).await;
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0].bytes, taken[1].bytes, "mail programs see one Message-ID twice");
    assert_eq!(outbox(&world).await["tabs"]["undecided"], 0);
}

const LATE: &str = "The server did not answer in time.";
