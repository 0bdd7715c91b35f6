//! Desks die at every moment of a message's way: each message is with the server once, or it is
//! shown as uncertain.

use std::collections::BTreeMap;
use std::time::Duration;

use factor_store::mail::State;
use serde_json::json;
use support::World;
use support::mail_server::{Encrypting, Fault, MailServer, Point};

use super::{Death, Random, assert_healthy, killed, line, opened};
use crate::mail::{confirmation, note_on};

/// As FACTORDESK_MAIL_KILLS says, or so many.
const KILLS: u64 = 40;
const CALLS_A_RUN: u64 = 12;
const MICROSECONDS_MAX: u64 = 400_000;
/// Where a server falls silent, so that a desk is killed there.
const SILENCES: [Point; 6] =
    [Point::Greeting, Point::Hello, Point::To, Point::Data, Point::LastLine, Point::Kept];

#[tokio::test]
async fn kills_on_the_way_send_no_message_twice() {
    let given = std::env::var("FACTORDESK_MAIL_KILLS").ok();
    let kills = given.and_then(|text| text.parse().ok()).unwrap_or(KILLS);
    let server = MailServer::start(Encrypting::AtOnce);
    let world = World::new().await;
    world.client("Larkfield Produce, Inc.").await;
    // No keychain of this test reaches into the other process, so the password is in the vault.
    let mut account = server.account();
    account["login"] = json!("");
    world.done("save_mail_account", account).await;
    let note = note_on(&world, "She will pay on Friday.").await;
    world.done("lock", json!({})).await;
    let mut random = Random::seeded();
    let mut asked = 0;
    for round in 0..kills {
        let calls = (0..CALLS_A_RUN).flat_map(|number| {
            let mut input = confirmation(&note);
            input["subject"] = json!(format!("message {}", asked + number));
            let id = format!("mail-{:08}", asked + number);
            [line(&id, "send_mail", &input), line("", "beat", &json!({}))]
        });
        let calls: Vec<String> = calls.collect();
        // Two of three desks die wherever chance has it, the others where the server is silent.
        server.mend();
        if round % 3 == 0 {
            let at = SILENCES[usize::try_from(round / 3 % 6).unwrap()];
            let good = usize::try_from(random.below(3)).unwrap();
            let silent = std::iter::once(Some((at, Fault::Stall)));
            server.fail_next(std::iter::repeat_n(None, good).chain(silent));
        }
        let wait = Duration::from_micros(random.below(MICROSECONDS_MAX));
        killed(&world, calls.into_iter(), Death::of_round(round, wait));
        asked += CALLS_A_RUN;
        let vault = opened(&world).await;
        assert_healthy(&vault, round).await;
        vault.close().await.unwrap();
    }
    // The last desk sends what waits, and says of what nobody knows.
    server.mend();
    world.done("unlock_with_keychain", json!({})).await;
    factor_app::mail::tick(&world.desk).await;
    world.done("lock", json!({})).await;
    let vault = opened(&world).await;
    let mut read = vault.ledger().read().await.unwrap();
    let all = factor_store::mail::list(&mut read, factor_store::mail::Tab::All, None, 100_000);
    let all = all.await.unwrap();
    drop(read);
    vault.close().await.unwrap();
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for one in server.taken() {
        *taken.entry(one.header("Message-ID")).or_default() += 1;
    }
    let (mut sent, mut uncertain) = (0, 0);
    for mail in &all {
        let times = taken.remove(&format!("<{}>", mail.message_id)).unwrap_or(0);
        match mail.state {
            State::Sent => assert_eq!(times, 1, "{} was sent", mail.subject),
            State::Uncertain => assert!(times <= 1, "{} was sent {times} times", mail.subject),
            State::Waiting | State::HandingOver | State::Refused | State::Cancelled => {
                panic!("{} stands at {:?}: {}", mail.subject, mail.state, mail.answer)
            }
        }
        sent += u32::from(mail.state == State::Sent);
        uncertain += u32::from(mail.state == State::Uncertain);
    }
    assert!(taken.is_empty(), "the server has messages that nobody wrote: {taken:?}");
    assert!(sent > 20, "too little was sent to prove anything: {sent}, {uncertain} uncertain");
    report(kills, (sent, uncertain));
}

#[expect(clippy::print_stdout, reason = "how much the run has proved")]
fn report(kills: u64, (sent, uncertain): (u32, u32)) {
    println!("{kills} kills: {sent} messages sent once, {uncertain} uncertain");
}
