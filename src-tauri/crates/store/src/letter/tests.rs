//! Letters and their steps on a real encrypted database.

use factor_domain::contract::LetterKind;
use factor_domain::{ClientId, DebtorId, LetterStepId};

use super::*;
use crate::Sha256;
use crate::book::tests::{AT, World, day};
use crate::debtor::{self, ClientDebtor, Notice, NoticeHow};

const NOTICE: LetterKind = LetterKind::NoticeOfAssignment;
const CLIENT: ClientId = ClientId::new(1);
const DEBTOR: DebtorId = DebtorId::new(2);

fn new_letter(number: LetterNumber, kind: LetterKind) -> NewLetter<'static> {
    NewLetter {
        number,
        kind,
        client: Some(CLIENT),
        debtor: Some(DEBTOR),
        wording: ("notice_of_assignment", 1),
        name: "Debtor 2",
        dated_on: day("2026-11-22"),
        day_said: None,
        amount: None,
        notice: None,
        note: None,
        paper_data: "{}",
        pages: 1,
        sha256: Sha256::of(b"paper"),
        made_by: "Nadia Ferro",
    }
}

async fn made(world: &World, kind: LetterKind) -> LetterId {
    let mut tx = world.write().await;
    let number = next_number(&mut tx, 2026).await.unwrap();
    let id = insert(&mut tx, &new_letter(number, kind), AT).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn new_step(letter: Option<LetterId>, what: What, on: &str) -> NewStep<'static> {
    NewStep {
        letter,
        kind: NOTICE,
        client: Some(CLIENT),
        debtor: Some(DEBTOR),
        what,
        on: day(on),
        how: None,
        tracking: "",
        person: "",
        note: "",
        attachment: None,
        undoes: None,
        made_by: "Nadia Ferro",
    }
}

async fn add(world: &World, new: &NewStep<'_>) -> LetterStepId {
    let mut tx = world.write().await;
    let id = add_step(&mut tx, new, AT).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn pair(world: &World) -> ClientDebtor {
    debtor::pair(world.read().await.connection(), CLIENT, DEBTOR).await.unwrap().unwrap()
}

#[tokio::test]
async fn letters_are_numbered_within_their_year_and_never_change() {
    let world = World::new().await;
    let first = made(&world, NOTICE).await;
    let second = made(&world, LetterKind::Verification).await;
    let mut tx = world.write().await;
    let kept = load(&mut tx, second).await.unwrap();
    assert_eq!(
        (kept.number.to_string().as_str(), kept.kind),
        ("LTR-2026-0002", LetterKind::Verification)
    );
    assert_eq!(latest_notice(&mut tx, CLIENT, DEBTOR).await.unwrap().unwrap().id, first);
    assert_eq!(next_number(&mut tx, 2027).await.unwrap().serial, 1);
    let gap = new_letter(LetterNumber { year: 2026, serial: 4 }, NOTICE);
    assert!(matches!(insert(&mut tx, &gap, AT).await, Err(StoreError::Constraint(_))));
    drop(tx);
    for sql in ["UPDATE letter SET pages = 4", "DELETE FROM letter"] {
        assert!(world.refusal(sql).await.contains("stays as it is"), "{sql}");
    }
}

#[tokio::test]
async fn the_standing_of_a_notice_is_what_its_steps_say() {
    let world = World::new().await;
    let letter = made(&world, NOTICE).await;
    let sent = NewStep {
        how: Some(NoticeHow::Courier),
        ..new_step(Some(letter), What::Sent, "2026-11-22")
    };
    add(&world, &sent).await;
    let now = pair(&world).await;
    assert_eq!(
        (now.notice, now.notice_on, now.notice_how),
        (Notice::Sent, Some(day("2026-11-22")), Some(NoticeHow::Courier))
    );
    let confirmed = add(&world, &new_step(Some(letter), What::Acknowledged, "2026-11-25")).await;
    assert_eq!(pair(&world).await.notice, Notice::Acknowledged);

    // What is agreed about the pair is saved without touching the notice.
    let agreed =
        ClientDebtor { is_contra: true, notice: Notice::None, ..ClientDebtor::new(CLIENT, DEBTOR) };
    let mut tx = world.write().await;
    debtor::save_pair(&mut tx, &agreed, AT).await.unwrap();
    tx.commit().await.unwrap();
    let now = pair(&world).await;
    assert!(now.is_contra && now.notice == Notice::Acknowledged, "{now:?}");

    let undo =
        NewStep { undoes: Some(confirmed), ..new_step(Some(letter), What::Undone, "2026-11-26") };
    add(&world, &undo).await;
    assert_eq!(pair(&world).await.notice, Notice::Sent, "the step before counts again");
    let mut tx = world.write().await;
    let twice = add_step(&mut tx, &undo, AT).await;
    assert!(
        matches!(twice, Err(StoreError::Constraint(_) | StoreError::Duplicate(_))),
        "{twice:?}"
    );
    drop(tx);
    let steps = steps_of(world.read().await.connection(), letter).await.unwrap();
    let said: Vec<_> = steps.iter().map(|step| (step.what, step.is_undone)).collect();
    assert_eq!(said, [(What::Sent, false), (What::Acknowledged, true)]);

    add(&world, &new_step(None, What::None, "2026-11-27")).await;
    let now = pair(&world).await;
    assert_eq!((now.notice, now.notice_on), (Notice::None, None));
    for sql in ["UPDATE letter_step SET note = 'x'", "DELETE FROM letter_step"] {
        assert!(world.refusal(sql).await.contains("only added to"), "{sql}");
    }
}

#[tokio::test]
async fn a_letter_is_found_by_where_it_stands() {
    let world = World::new().await;
    let [waits, sent, answered, back] = [
        made(&world, NOTICE).await,
        made(&world, NOTICE).await,
        made(&world, NOTICE).await,
        made(&world, NOTICE).await,
    ];
    for (letter, what, on) in [
        (sent, What::Sent, "2026-11-01"),
        (answered, What::Sent, "2026-11-01"),
        (answered, What::Acknowledged, "2026-11-05"),
        (back, What::Sent, "2026-11-01"),
        (back, What::Returned, "2026-11-06"),
    ] {
        add(&world, &new_step(Some(letter), what, on)).await;
    }
    let filter = |view| LetterFilter { view, kind: None, client: None, debtor: None, before: None };
    let mut read = world.read().await;
    for (view, expected) in [
        (LetterView::All, vec![back, answered, sent, waits]),
        (LetterView::ToSend, vec![waits]),
        (LetterView::WithoutProof, vec![sent]),
        (LetterView::Unanswered(day("2026-11-01")), vec![sent]),
        (LetterView::Unanswered(day("2026-10-31")), vec![]),
        (LetterView::Returned, vec![back]),
    ] {
        let rows = list(&mut read, filter(view)).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "{view:?}");
    }
    let all = filter(LetterView::All);
    let found = counts(&mut read, all, day("2026-11-01")).await.unwrap();
    let expected =
        LetterCounts { all: 4, to_send: 1, without_proof: 1, unanswered: 1, returned: 1 };
    assert_eq!(found, expected);
    let others = LetterFilter { client: Some(ClientId::new(2)), ..all };
    assert_eq!(list(&mut read, others).await.unwrap(), []);
}
