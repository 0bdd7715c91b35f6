//! Two hundred desks die while a schedule is funded, a receipt posted, a release paid out and an
//! invoice charged back: each is there whole or not at all.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use factor_store::{Sha256, Vault, log};
use serde_json::json;
use sqlx::AssertSqlSafe;
use support::World;
use support::working_day::Yes;

use super::{Death, Random, assert_healthy, killed, line, opened};
use crate::desk_process::DeskProcess;
use crate::stock::{self, Stock, seller};

const KILLS: u64 = 200;
/// Every so many kills the files and the chain of the log are read whole.
const READ_WHOLE_EVERY: u64 = 4;
/// Every so many copies the books are checked entry by entry.
const CHECK_EVERY: u64 = 4;
/// It grows by an unlocking too; its chain is verified instead.
const NOT_COMPARED: &str = "log_entry";

/// Every row of every table of the ledger, by table.
type State = BTreeMap<String, Vec<String>>;

/// What four clients wait for; none changes what another one was shown.
async fn chain(world: &World) -> Vec<Yes> {
    let mut stock = Stock::new(world).await;
    let (earned, _) = stock.paid(world, "Fairholm Linen Supply, Inc.", "F-1").await;
    let run = stock.prepared(world, &earned).await;
    for (name, number) in [("Larkfield Produce, Inc.", "L-1"), ("Aldercrest Freight, Inc.", "C-1")]
    {
        let client = seller(world, name).await;
        stock.buy(world, &client, &[number]).await;
    }
    let client = seller(world, "Brinmoor Staffing, Inc.").await;
    let lines = ["A-1", "A-2", "A-3"].map(stock::line);
    let schedule = world.offered(&client, &lines).await;
    vec![
        world.to_fund(&schedule, "ach").await.unwrap(),
        stock.payment(world, "L-1").await,
        Yes::plain("confirm_release", run),
        stock.charge_back(world, "C-1").await,
    ]
}

fn request(place: usize) -> String {
    format!("kill-{place:08}")
}

async fn tables(vault: &Vault) -> Vec<(String, String)> {
    let mut read = vault.ledger().read().await.unwrap();
    sqlx::query_as(
        "SELECT m.name, (SELECT group_concat('quote(\"' || c.name || '\")', '||'',''||')
                         FROM pragma_table_info(m.name) AS c)
         FROM sqlite_master AS m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
         ORDER BY m.name",
    )
    .fetch_all(read.connection())
    .await
    .unwrap()
}

async fn state(vault: &Vault) -> State {
    let mut state = State::new();
    for (table, row) in tables(vault).await {
        if table == NOT_COMPARED {
            continue;
        }
        let mut read = vault.ledger().read().await.unwrap();
        let sql = AssertSqlSafe(format!("SELECT {row} AS line FROM \"{table}\" ORDER BY line"));
        let rows: Vec<String> = sqlx::query_scalar(sql).fetch_all(read.connection()).await.unwrap();
        state.insert(table, rows);
    }
    state
}

/// Of every funding that is booked the instruction for the bank can be read.
async fn assert_papers(vault: &Vault) {
    let mut read = vault.ledger().read().await.unwrap();
    let sql = "SELECT instruction FROM funding WHERE state = 'confirmed' ORDER BY id";
    let named: Vec<String> = sqlx::query_scalar(sql).fetch_all(read.connection()).await.unwrap();
    drop(read);
    for hash in named {
        vault.papers().get(Sha256::from_hex(&hash).unwrap()).await.expect("an instruction");
    }
}

/// The tables in which two states differ, for the message.
fn difference<'a>(one: &'a State, other: &'a State) -> Vec<(&'a String, &'a Vec<String>)> {
    one.iter().filter(|(table, rows)| other.get(*table) != Some(*rows)).collect()
}

/// The states that may be found: before the first yes, and after each.
async fn states(world: &World, chain: &[Yes]) -> Vec<State> {
    let mut states = Vec::new();
    for (place, yes) in std::iter::once(None).chain(chain.iter().map(Some)).enumerate() {
        if let Some(yes) = yes {
            world.done("unlock_with_keychain", json!({})).await;
            let id = request(place - 1);
            let said = world.call_as(yes.command, yes.input.clone(), &id).await;
            assert!(said.is_ok(), "{}: {said:?}", yes.command);
            world.done("lock", json!({})).await;
        }
        let vault = opened(world).await;
        states.push(state(&vault).await);
        vault.close().await.unwrap();
    }
    for pair in states.windows(2) {
        assert_ne!(pair[0].get("entry"), pair[1].get("entry"), "every yes books something");
    }
    states
}

/// How long a desk needs for all of it, undisturbed.
fn patience(world: &World, chain: &[Yes]) -> Duration {
    let mut desk = DeskProcess::start(world);
    desk.done("unlock-now", "unlock_with_keychain", json!({}));
    let begun = Instant::now();
    for (place, yes) in chain.iter().enumerate() {
        desk.done(&request(place), yes.command, yes.input.clone());
    }
    let took = begun.elapsed();
    desk.end();
    took
}

/// Puts the vault's files back as they were.
fn restore(world: &World, files: &BTreeMap<String, Vec<u8>>) {
    let folder = world.vault_folder();
    std::fs::remove_dir_all(&folder).unwrap();
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

async fn assert_sound(world: &World) {
    world.done("unlock_with_keychain", json!({})).await;
    let checked = world.done("check_books", json!({})).await;
    assert_eq!(checked["is_sound"], true, "{checked:#}");
    world.done("lock", json!({})).await;
}

/// Looks into the vault after a kill: one of the states, none that was confirmed before it. Gives
/// its place.
async fn look(world: &World, states: &[State], confirmed: usize, round: u64) -> usize {
    let vault = opened(world).await;
    if round.is_multiple_of(READ_WHOLE_EVERY) {
        assert_healthy(&vault, round).await;
        let mut read = vault.ledger().read().await.unwrap();
        let verified = log::verify(read.connection()).await.unwrap();
        assert!(verified.is_ok(), "the log breaks at {verified:?} after kill {round}");
    }
    let found = state(&vault).await;
    let place = states.iter().position(|state| *state == found);
    let place = place.unwrap_or_else(|| {
        let nearest = states.iter().map(|state| difference(&found, state));
        panic!("half a use-case after kill {round}: {:#?}", nearest.min_by_key(Vec::len))
    });
    assert!(place >= confirmed, "{confirmed} were confirmed, {place} are there: kill {round}");
    assert_papers(&vault).await;
    vault.close().await.unwrap();
    place
}

#[tokio::test]
async fn two_hundred_kills_leave_every_use_case_whole_or_undone() {
    let world = World::new().await;
    let chain = chain(&world).await;
    world.done("lock", json!({})).await;
    let calls: Vec<String> = (chain.iter().enumerate())
        .map(|(place, yes)| line(&request(place), yes.command, &yes.input))
        .collect();
    let files = world.vault_files();
    let states = states(&world, &chain).await;
    restore(&world, &files);
    let patience = patience(&world, &chain);
    restore(&world, &files);

    let (begun, mut random) = (Instant::now(), Random::seeded());
    let mut found = vec![0; states.len()];
    let (mut confirmed, mut copies) = (0, 0);
    for round in 0..KILLS {
        let wait = random.below(u64::try_from(patience.as_micros()).unwrap());
        let death = Death::of_round(round, Duration::from_micros(wait));
        // All of them again: what was answered before has no second effect.
        let answers = killed(&world, calls.iter().cloned(), death);
        confirmed = confirmed.max(answers.len());
        let place = look(&world, &states, confirmed, round).await;
        found[place] += 1;
        confirmed = place;
        if place == chain.len() {
            copies += 1;
            if copies % CHECK_EVERY == 1 {
                assert_sound(&world).await;
            }
            restore(&world, &files);
            confirmed = 0;
        }
    }
    println!("{KILLS} kills in {:?}, {patience:?} for all; found {found:?}", begun.elapsed());
    assert!(found.iter().all(|times| *times > 0), "a state was never found: {found:?}");
}
