//! Statements and runs on a real encrypted database.

use factor_domain::statement::{LateRule, Period};
use factor_domain::{ClientId, Currency, DataId, DebtorId, EntryNumber, Money, StatementRunId};

use super::*;
use crate::Sha256;
use crate::book::tests::{AT, World, day};

fn period() -> Period {
    Period { first: day("2026-10-01"), last: day("2026-10-31") }
}

fn new_statement(number: StatementNumber, party: Party) -> NewStatement<'static> {
    NewStatement {
        number,
        party,
        run: None,
        name: "Client 1",
        period: period(),
        last_entry: EntryNumber::new(12),
        amount: Money::new(-5, Currency::USD).unwrap(),
        figures: "[]",
        pages: 3,
        sha256: Sha256::of(b"paper"),
        made_by: "Nadia Ferro",
    }
}

async fn made(world: &World, party: Party) -> StatementId {
    let mut tx = world.write().await;
    let number = next_number(&mut tx, 2026).await.unwrap();
    let id = insert(&mut tx, &new_statement(number, party), AT).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn statements_are_numbered_within_their_year_and_never_change() {
    let world = World::new().await;
    let client = Party::Client(ClientId::new(1));
    let first = made(&world, client).await;
    let second = made(&world, Party::Debtor(DebtorId::new(2))).await;
    let kept = load(world.read().await.connection(), second).await.unwrap();
    assert_eq!(kept.number.to_string(), "ST-2026-0002");
    assert_eq!(kept.party, Party::Debtor(DebtorId::new(2)));
    assert_eq!(kept.sha256, Sha256::of(b"paper"));
    let mut tx = world.write().await;
    assert_eq!(next_number(&mut tx, 2027).await.unwrap().serial, 1);
    let gap = StatementNumber { year: 2026, serial: 4 };
    let refused = insert(&mut tx, &new_statement(gap, client), AT).await;
    assert!(matches!(refused, Err(StoreError::Constraint(_))), "{refused:?}");
    drop(tx);
    for sql in ["UPDATE statement SET pages = 4", "DELETE FROM statement"] {
        assert!(world.refusal(sql).await.contains("stays as it is"), "{sql}");
    }
    let mut read = world.read().await;
    let ids = |rows: Vec<Statement>| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let all = list(&mut read, StatementsOf::Everybody(None)).await.unwrap();
    assert_eq!(ids(all), [second, first]);
    let before = list(&mut read, StatementsOf::Everybody(Some(second))).await.unwrap();
    assert_eq!(ids(before), [first]);
    let of_client = list(&mut read, StatementsOf::Party(client, None)).await.unwrap();
    assert_eq!(ids(of_client), [first]);
}

#[tokio::test]
async fn a_list_goes_on_before_its_oldest_row() {
    let world = World::new().await;
    let (client, debtor) = (Party::Client(ClientId::new(1)), Party::Debtor(DebtorId::new(2)));
    made(&world, debtor).await;
    let mut tx = world.write().await;
    for _ in 0..501 {
        let number = next_number(&mut tx, 2026).await.unwrap();
        insert(&mut tx, &new_statement(number, client), AT).await.unwrap();
    }
    for (of, expected) in [(None, 502), (Some(client), 501), (Some(debtor), 1)] {
        assert_eq!(count(&mut tx, of).await.unwrap(), expected);
        let page =
            |last| of.map_or(StatementsOf::Everybody(last), |of| StatementsOf::Party(of, last));
        let (mut last, mut found) = (None, 0);
        loop {
            let rows = list(&mut tx, page(last)).await.unwrap();
            let Some(oldest) = rows.last() else { break };
            assert!(rows.len() <= 500);
            (last, found) = (Some(oldest.id), found + rows.len());
        }
        assert_eq!(found, usize::try_from(expected).unwrap());
    }
}

async fn begun(world: &World, parties: &[(i64, String)]) -> StatementRunId {
    let mut tx = world.write().await;
    let new = NewRun {
        party: PartyKind::Client,
        scope: RunScope::All,
        period: period(),
        rule: &LateRule::None,
        begun_by: "Nadia Ferro",
        parties,
    };
    let id = begin_run(&mut tx, &new, AT).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn two() -> Vec<(i64, String)> {
    vec![(2, "Zinnia".to_owned()), (1, "Aster".to_owned())]
}

#[tokio::test]
async fn a_run_gives_everybody_once_in_its_order() {
    let world = World::new().await;
    let id = begun(&world, &two()).await;
    let statement = made(&world, Party::Client(ClientId::new(2))).await;
    let mut tx = world.write().await;
    let first = next_waiting(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((first.place, first.party), (1, Party::Client(ClientId::new(2))));
    settle_item(&mut tx, id, 1, Outcome::Made(statement)).await.unwrap();
    let again = settle_item(&mut tx, id, 1, Outcome::Empty).await;
    assert!(matches!(again, Err(StoreError::NotFound)), "{again:?}");
    settle_item(&mut tx, id, 2, Outcome::Failed("No.")).await.unwrap();
    assert_eq!(next_waiting(&mut tx, id).await.unwrap(), None);
    let tally = load_run(&mut tx, id).await.unwrap().tally;
    assert_eq!(tally, RunTally { total: 2, made: 1, empty: 0, failed: 1 });
    assert!(end_run(&mut tx, id, RunState::Finished, AT).await.unwrap());
    assert!(!end_run(&mut tx, id, RunState::Cancelled, AT).await.unwrap());
    let items = items_of_run(&mut tx, id).await.unwrap();
    let states: Vec<ItemState> = items.iter().map(|item| item.state).collect();
    assert_eq!(states, [ItemState::Made, ItemState::Failed]);
    assert_eq!(items[1].problem, "No.");
}

#[tokio::test]
async fn nobody_waits_in_a_run_that_has_ended() {
    let world = World::new().await;
    let id = begun(&world, &two()).await;
    let mut tx = world.write().await;
    end_run(&mut tx, id, RunState::Cancelled, AT).await.unwrap();
    assert_eq!(next_waiting(&mut tx, id).await.unwrap(), None);
    assert_eq!(runs(&mut tx, 5).await.unwrap()[0].state, RunState::Cancelled);
}

#[tokio::test]
async fn the_newest_rule_for_late_charges_counts() {
    let world = World::new().await;
    let mut tx = world.write().await;
    assert_eq!(late_rule(&mut tx).await.unwrap(), LateRule::None);
    let law = DataId::new("law", "uk_late_payment").unwrap();
    let rule = LateRule::Statute { law };
    save_late_rule(&mut tx, &rule, "Nadia Ferro", AT).await.unwrap();
    assert_eq!(late_rule(&mut tx).await.unwrap(), rule);
    save_late_rule(&mut tx, &LateRule::None, "Nadia Ferro", AT).await.unwrap();
    assert_eq!(late_rule(&mut tx).await.unwrap(), LateRule::None);
}
