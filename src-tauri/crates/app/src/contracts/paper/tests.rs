//! The same data make the same paper, and signatures change nothing else of it.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::contract::{
    ContractFacts, SigningFacts, Template, Value, ValueSource, fill, schedule_one, values,
};
use factor_domain::party::{Client, Firm};
use factor_domain::{Currency, Day, Money, Terms, changes};
use serde_json::json;

use super::*;
use crate::contracts::paper_data::LetterheadData;

/// An amended agreement with everything that a paper can have.
fn data() -> PaperData {
    let firm: Firm = serde_json::from_value(json!({
        "name": "Calder Street Factors LLC", "currency": "USD", "page_size": "letter",
        "address": { "line1": "214 Calder Street", "city": "Providence" }
    }))
    .unwrap();
    let client: Client = serde_json::from_value(json!({
        "legal_name": "Larkfield Produce, Inc.", "status": "prospect",
        "address": { "line1": "88 Beacham Row", "city": "Chelsea" }
    }))
    .unwrap();
    let answers = BTreeMap::from(
        [("contract.governing_state", "Ohio"), ("contract.venue", "the courts of Ohio")]
            .map(|(path, text)| (path.to_owned(), text.to_owned())),
    );
    let day = Day::from_iso("2026-11-19").unwrap();
    let facts = ContractFacts {
        number: "CTR-2026-001".to_owned(),
        version: 2,
        date: day,
        terms_version: 2,
        terms_effective_on: day,
        inherited: BTreeSet::new(),
        answers: answers.clone(),
    };
    let old = Terms::house_default(Currency::USD);
    let terms = Terms { grace_days: 9, ..old.clone() };
    let mut values = values(&firm, &client, &terms, &facts);
    let text = "CTR-2026-001, version 1".to_owned();
    let value = Value { text, source: ValueSource::Contract };
    values.insert("contract.replaces".to_owned(), value);
    let face = Money::new(1_000_000, Currency::USD).unwrap();
    PaperData {
        format: 1,
        template_sha256: "0".repeat(64),
        template_name: "Factoring agreement, recourse".to_owned(),
        template_revision: 1,
        form: factor_domain::contract::TemplateForm::Agreement,
        number_words: "CTR-2026-001, version 2".to_owned(),
        created: DateTime::parse_from_rfc3339("2026-11-19T10:00:00-05:00").unwrap(),
        dated_on: day,
        page_size: party::PageSize::A4,
        letterhead: LetterheadData {
            name: firm.name.to_string(),
            logo_sha256: None,
            lines: Vec::new(),
        },
        answers,
        filled: fill(&Template::factoring_agreement_recourse(), &values),
        schedule: schedule_one(&terms, face).unwrap(),
        changes: changes(&old, &terms),
        disclosed: None,
    }
}

fn bytes(data: PaperData) -> Vec<u8> {
    agreement(&Printing::unsigned(data).paper(None)).unwrap().bytes
}

#[test]
fn what_is_kept_with_a_contract_makes_the_same_bytes_again() {
    let data = data();
    assert!(data.filled.is_complete(), "{:?}", data.filled.missing);
    let kept = PaperData::from_json(&data.to_json().unwrap()).unwrap();
    assert_eq!(kept, data);
    assert_eq!(bytes(kept.clone()), bytes(data));
    let later = PaperData { created: kept.created + chrono::Duration::seconds(1), ..kept };
    assert_ne!(bytes(later.clone()), bytes(self::data()));
    let newer = later.to_json().unwrap().replace("\"format\":1", "\"format\":2");
    assert!(PaperData::from_json(&newer).is_err());
}

#[test]
fn the_paper_is_the_same_whoever_has_signed_but_for_the_signatures() {
    let signature = |party: PartyRole| {
        Signature::new(SigningFacts {
            party,
            name: "Nadia Ferro".to_owned(),
            title: "President".to_owned(),
            place: String::new(),
            signed_on: Day::from_iso("2026-11-20").unwrap(),
            signed_at_ms: 1_795_200_000_000,
            method: SigningMethod::Typed { text: "Nadia Ferro".to_owned() },
            has_consented: true,
        })
        .unwrap()
    };
    let unsigned = Printing::unsigned(data()).paper(None);
    let signatures = vec![signature(PartyRole::Client)];
    let signed = Printing { signatures, ..Printing::unsigned(data()) }.paper(None);
    assert_eq!(unsigned.signatures[0].blocks[1].mark, None);
    let [factor, client] = &signed.signatures[0].blocks[..] else { panic!("two parties sign") };
    assert_eq!((&factor.mark, &*factor.fields[0].1), (&None, ""));
    assert_eq!(client.mark, Some(Mark::Typed("Nadia Ferro".to_owned())));
    assert_eq!(client.fields[3].1, "November 20, 2026");
    let body = |paper: &AgreementPaper| {
        format!("{:?} {:?} {:?}", paper.clauses, paper.terms, paper.schedule)
    };
    assert_eq!(body(&signed), body(&unsigned));
}
