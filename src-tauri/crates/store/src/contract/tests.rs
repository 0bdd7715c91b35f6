//! What the database itself holds on to, whatever program writes to it.

use factor_domain::Currency;
use factor_domain::contract::{Notice, NoticeKind, PartyRole, SigningFacts, SigningMethod};
use factor_domain::{OwnTerms, Terms};

use super::life::NewNotice;
use super::*;
use crate::terms_version::{self, DraftTerms};
use crate::{KdfCost, Passphrase, RecoveryKey, Vault, WaysIn};

const AT: &str = "2026-11-19T15:00:00.000Z";
const HASH: &str = "921751267b1ce73c1e02f60f5f3b1472771d0663e407b86b3fffb94489347825";

pub(crate) async fn vault(folder: &std::path::Path) -> Vault {
    let passphrase = Passphrase::new("a fairly long passphrase").unwrap();
    let recovery = RecoveryKey::generate().unwrap();
    let ways_in = WaysIn { passphrase: &passphrase, recovery: &recovery, keychain: None };
    Vault::create(folder, ways_in, KdfCost::Floor).await.unwrap()
}

fn day() -> Day {
    Day::from_iso("2026-11-19").unwrap()
}

/// A contract that both have signed, with its frozen terms.
async fn signed(tx: &mut Tx<'_>) -> ContractId {
    sqlx::query(
        "INSERT INTO client (id, revision, legal_name, trade_name, line_of_business, legal_form,
                             state_of_formation, registration_no, tax_id, address, mailing_address,
                             phone, email, account_representative, status, since, name_key,
                             search_key, match_key, created_at, saved_at)
         VALUES (1, 1, 'Larkfield', '', '', '', '', '', '', '{}', '{}', '', '', '', 'prospect',
                 '2026-11-19', 'larkfield', 'larkfield', 'larkfield', $1, $1)",
    )
    .bind(AT)
    .execute(&mut **tx)
    .await
    .unwrap();
    let client_id = ClientId::new(1);
    let own = OwnTerms::default();
    let draft = DraftTerms { client_id, version: 1, effective_on: day(), own: &own };
    let terms_version_id = terms_version::save_draft(tx, &draft, AT).await.unwrap();
    let new = NewContract {
        client_id,
        terms_version_id,
        number: "CTR-2026-009",
        version: 1,
        title: "Agreement",
        form: TemplateForm::Agreement,
        template_id: "template",
        template_revision: 1,
        paper_data: "{}",
        effective_on: day(),
        dated_on: day(),
        amends: None,
        secures: None,
        offer_until: None,
        frozen_sha256: HASH,
        pages: 7,
    };
    let id = insert(tx, &new, AT).await.unwrap();
    let terms = Terms::house_default(Currency::USD);
    terms_version::freeze(tx, terms_version_id, &terms, id, AT).await.unwrap();
    for party in TemplateForm::Agreement.signers() {
        add_signature(tx, id, &signature(*party)).await.unwrap();
    }
    add_event(tx, id, &NewEvent { what: "Frozen", who: "", how: "" }, AT).await.unwrap();
    mark_signed_by_one(tx, id).await.unwrap();
    mark_signed(tx, id, HASH, AT).await.unwrap();
    terms_version::sign(tx, terms_version_id, day(), AT).await.unwrap();
    id
}

fn signature(party: PartyRole) -> StoredSignature {
    let facts = SigningFacts {
        party,
        name: "Nadia Ferro".to_owned(),
        title: "President".to_owned(),
        place: String::new(),
        signed_on: day(),
        signed_at_ms: 1_795_100_400_000,
        method: SigningMethod::Typed { text: "Nadia Ferro".to_owned() },
        has_consented: true,
    };
    StoredSignature {
        signature: facts.try_into().unwrap(),
        identity: "Known to the firm".to_owned(),
        consent: "I agree.".to_owned(),
        signed_at: AT.to_owned(),
    }
}

#[tokio::test]
async fn no_statement_changes_or_removes_what_was_signed() {
    let home = tempfile::tempdir().unwrap();
    let vault = vault(&home.path().join("firm")).await;
    let mut tx = vault.ledger().begin_write().await.unwrap();
    let id = signed(&mut tx).await;
    tx.commit().await.unwrap();
    for statement in [
        "UPDATE contract SET paper_data = '{\"a\":1}'",
        "UPDATE contract SET effective_on = '2030-01-01'",
        "UPDATE contract SET frozen_sha256 = signed_sha256 || ''",
        "UPDATE contract SET state = 'withdrawn', withdrawn_reason = 'x', signed_at = NULL,
                             signed_sha256 = NULL",
        "UPDATE contract SET dated_on = '2030-01-01'",
        "UPDATE contract SET amends_id = 1, amendment_no = 1, form = 'amendment'",
        "UPDATE contract SET form = 'term_sheet', offer_until = '2030-01-01'",
        "UPDATE contract SET signed_at = '2030-01-01T00:00:00.000Z'",
        "UPDATE contract SET state = 'superseded', signed_sha256 = printf('%064d', 0)",
        "DELETE FROM contract",
        "UPDATE signature SET name = 'Somebody Else'",
        "DELETE FROM signature",
        "INSERT OR REPLACE INTO signature SELECT * FROM signature",
        "UPDATE contract_event SET what = 'Nothing'",
        "DELETE FROM contract_event",
        "UPDATE terms_version SET terms = '{}'",
        "UPDATE terms_version SET effective_on = '2030-01-01'",
        "DELETE FROM terms_version",
    ] {
        let mut tx = vault.ledger().begin_write().await.unwrap();
        let refused = sqlx::query(statement).execute(&mut *tx).await;
        assert!(refused.is_err(), "{statement}");
    }
    let mut read = vault.ledger().read().await.unwrap();
    let contract = load(&mut read, id).await.unwrap();
    assert_eq!(contract.stage, Stage::Signed);
    let kept = signatures(&mut read, id).await.unwrap();
    let expected = TemplateForm::Agreement.signers().iter().map(|party| signature(*party));
    assert_eq!(kept, expected.collect::<Vec<_>>());
    drop(read);

    // The one step that is left: a later version takes its place.
    let mut tx = vault.ledger().begin_write().await.unwrap();
    mark_superseded(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    vault.close().await.unwrap();
}

#[tokio::test]
async fn numbers_count_on_from_the_highest_of_their_year() {
    let home = tempfile::tempdir().unwrap();
    let vault = vault(&home.path().join("firm")).await;
    let mut tx = vault.ledger().begin_write().await.unwrap();
    assert_eq!(last_sequence(&mut tx, "CTR-2026-").await.unwrap(), 0);
    signed(&mut tx).await;
    for number in ["CTR-2026-1204", "CTR-2026-999", "CTR-2027-001"] {
        sqlx::query(
            "INSERT INTO contract (client_id, terms_version_id, number, version, title,
                                   template_id, template_revision, paper_data, state, effective_on,
                                   frozen_at, frozen_sha256, pages)
             SELECT client_id, terms_version_id, $1, 1, title, template_id, template_revision,
                    paper_data, 'frozen', effective_on, frozen_at, frozen_sha256, pages
             FROM contract WHERE number = 'CTR-2026-009'",
        )
        .bind(number)
        .execute(&mut *tx)
        .await
        .unwrap();
    }
    for (prefix, last) in [("CTR-2026-", 1204), ("CTR-2027-", 1), ("CTR-2028-", 0)] {
        assert_eq!(last_sequence(&mut tx, prefix).await.unwrap(), last, "{prefix}");
    }
    drop(tx);
    vault.close().await.unwrap();
}

#[tokio::test]
async fn one_notice_stands_and_neither_it_nor_its_withdrawal_ever_changes() {
    let home = tempfile::tempdir().unwrap();
    let vault = vault(&home.path().join("firm")).await;
    let mut tx = vault.ledger().begin_write().await.unwrap();
    let id = signed(&mut tx).await;
    let notice = Notice {
        by: PartyRole::Client,
        kind: NoticeKind::Early,
        given_on: day(),
        ends_on: Day::from_iso("2026-12-19").unwrap(),
    };
    let new = NewNotice { contract_id: id, notice, reason: "A bank", recorded_by: "Ruth Adeyemi" };
    let first = life::add_notice(&mut tx, &new, AT).await.unwrap();
    life::decide(&mut tx, (id, 1), "Ruth Adeyemi", AT).await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = vault.ledger().begin_write().await.unwrap();
    assert!(life::add_notice(&mut tx, &new, AT).await.is_err(), "a second one beside it");
    drop(tx);
    let mut tx = vault.ledger().begin_write().await.unwrap();
    life::withdraw_notice(&mut tx, first, ("They stay", "Ruth Adeyemi"), AT).await.unwrap();
    tx.commit().await.unwrap();
    for statement in [
        "UPDATE contract_notice SET ends_on = '2030-01-01'",
        "DELETE FROM contract_notice",
        "UPDATE contract_notice_withdrawal SET reason = 'x'",
        "DELETE FROM contract_notice_withdrawal",
        "INSERT INTO contract_notice_withdrawal SELECT * FROM contract_notice_withdrawal",
        "UPDATE renewal_decision SET term_number = 2",
        "DELETE FROM renewal_decision",
        "INSERT INTO renewal_decision SELECT * FROM renewal_decision",
    ] {
        let mut tx = vault.ledger().begin_write().await.unwrap();
        let refused = sqlx::query(statement).execute(&mut *tx).await;
        assert!(refused.is_err(), "{statement}");
    }
    // Once it was taken back another may be given; of a replaced contract none.
    let mut tx = vault.ledger().begin_write().await.unwrap();
    assert!(life::notices(&mut tx, None).await.unwrap().is_empty());
    let second = life::add_notice(&mut tx, &new, AT).await.unwrap();
    let kept = life::notices(&mut tx, Some(ClientId::new(1))).await.unwrap();
    assert_eq!(kept[&id].id, second);
    assert_eq!(kept[&id].notice, notice);
    life::withdraw_notice(&mut tx, second, ("They stay", "Ruth Adeyemi"), AT).await.unwrap();
    mark_superseded(&mut tx, id).await.unwrap();
    assert!(life::add_notice(&mut tx, &new, AT).await.is_err(), "of a replaced contract");
    drop(tx);
    vault.close().await.unwrap();
}
