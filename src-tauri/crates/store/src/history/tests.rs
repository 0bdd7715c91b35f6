//! Histories are read through their indexes, whatever they are narrowed to.

use factor_domain::NoteSubject;
use factor_domain::ids::{ClientId, DebtorId};

use super::{ACTIVITY, acts_sql};
use crate::book::tests::World;
use crate::book::tests::plans::plan;

#[tokio::test]
async fn a_page_of_a_clients_history_is_a_walk_along_its_key() {
    let world = World::new().await;
    let sql = acts_sql(NoteSubject::Client(ClientId::new(1)));
    let plan = plan(world.read().await.connection(), sql).await;
    let walk = "SEARCH a USING PRIMARY KEY (party=? AND party_id=? AND";
    assert!(plan.contains(walk), "{plan}");
    assert!(plan.contains("SEARCH l USING INTEGER PRIMARY KEY (rowid=?)"), "{plan}");
    assert!(!plan.contains("SCAN a\n") && !plan.contains("SCAN l\n"), "{plan}");
}

#[tokio::test]
async fn a_debtors_history_is_read_record_by_record() {
    let world = World::new().await;
    let sql = acts_sql(NoteSubject::Debtor(DebtorId::new(1)));
    let plan = plan(world.read().await.connection(), sql).await;
    let walk = "SEARCH a USING PRIMARY KEY (party=? AND party_id=? AND";
    assert!(plan.contains(walk), "{plan}");
    assert!(plan.contains("debtor_by_survivor"), "{plan}");
    assert!(!plan.contains("SCAN a\n") && !plan.contains("SCAN l\n"), "{plan}");
}

#[tokio::test]
async fn what_everybody_did_is_found_by_its_moment() {
    let world = World::new().await;
    let plan = plan(world.read().await.connection(), ACTIVITY).await;
    assert!(plan.contains("SEARCH a USING INDEX log_entry_by_at (at>? AND at<?)"), "{plan}");
    assert!(plan.contains("log_about_by_seq (seq=?"), "{plan}");
}
