//! The life of a contract, as a table of states and events.

use super::super::{
    ContractRefusal, ContractState, PartyRole, Signature, SigningFacts, SigningMethod,
};
use super::day;
use PartyRole::{Client, Factor};

const SHA256: &str = "921751267b1ce73c1e02f60f5f3b1472771d0663e407b86b3fffb94489347825";

fn signing(party: PartyRole, on: &str) -> SigningFacts {
    SigningFacts {
        party,
        name: " Nadia Ferro ".to_owned(),
        title: "President".to_owned(),
        place: "Chelsea, Massachusetts".to_owned(),
        signed_on: day(on),
        signed_at_ms: 1_795_187_253_000,
        method: SigningMethod::Typed { text: "Nadia Ferro".to_owned() },
        has_consented: true,
    }
}

fn signature(party: PartyRole, on: &str) -> Signature {
    Signature::new(signing(party, on)).unwrap()
}

fn frozen() -> ContractState {
    ContractState::freeze(day("2026-11-13"), SHA256).unwrap()
}

fn by_one() -> ContractState {
    frozen().sign(signature(Client, "2026-11-20")).unwrap()
}

fn signed() -> ContractState {
    by_one().sign(signature(Factor, "2026-11-21")).unwrap()
}

fn superseded() -> ContractState {
    signed().supersede("CTR-2026-014, version 2", day("2027-03-01")).unwrap()
}

fn withdrawn() -> ContractState {
    by_one().withdraw(day("2026-11-22"), "terms changed").unwrap()
}

#[test]
fn the_second_signature_completes_in_either_order() {
    for (first, second) in [(Client, Factor), (Factor, Client)] {
        let one = frozen().sign(signature(first, "2026-11-20")).unwrap();
        assert!(matches!(one, ContractState::SignedByOne { .. }));
        assert_eq!(one.completed_on(), None);
        let both = one.sign(signature(second, "2026-11-21")).unwrap();
        assert!(matches!(both, ContractState::Signed { .. }));
        assert_eq!(both.completed_on(), Some(day("2026-11-21")));
        assert_eq!(both.signature_of(first).unwrap().signed_on(), day("2026-11-20"));
        assert_eq!(both.signature_of(second).unwrap().facts().name, "Nadia Ferro");
        assert_eq!(both.frozen().document_sha256, SHA256);
    }
}

#[test]
fn a_finished_contract_takes_no_further_step() {
    let replaced =
        || ContractRefusal::Superseded { replaced_by: "CTR-2026-014, version 2".to_owned() };
    let gone = || ContractRefusal::Withdrawn { withdrawn_on: day("2026-11-22") };
    for (state, refusal) in
        [(signed(), ContractRefusal::Complete), (superseded(), replaced()), (withdrawn(), gone())]
    {
        for party in PartyRole::ALL {
            assert_eq!(state.sign(signature(party, "2027-04-01")), Err(refusal.clone()));
        }
        assert_eq!(state.withdraw(day("2027-04-01"), "late"), Err(refusal));
    }
    assert_eq!(superseded().supersede("x", day("2027-04-01")), Err(replaced()));
    assert_eq!(withdrawn().supersede("x", day("2027-04-01")), Err(gone()));
}

#[test]
fn refused_steps_say_why() {
    let twice = ContractRefusal::AlreadySigned { party: Client };
    let before = ContractRefusal::SignedBeforeFreeze { frozen_on: day("2026-11-13") };
    let too_early = |on| Err(ContractRefusal::TooEarly { earliest_on: day(on) });
    let reason = ContractRefusal::ReasonMissing { chars_max: ContractState::REASON_CHARS_MAX };
    let long = "x".repeat(501);
    for (result, expected) in [
        (by_one().sign(signature(Client, "2026-11-21")), Err(twice)),
        (frozen().sign(signature(Client, "2026-11-12")), Err(before.clone())),
        (by_one().sign(signature(Factor, "2026-11-12")), Err(before)),
        (frozen().supersede("x", day("2027-01-01")), Err(ContractRefusal::NotSignedYet)),
        (by_one().supersede("x", day("2027-01-01")), Err(ContractRefusal::NotSignedYet)),
        (signed().supersede("x", day("2026-11-20")), too_early("2026-11-21")),
        (frozen().withdraw(day("2026-11-12"), "why"), too_early("2026-11-13")),
        (by_one().withdraw(day("2026-11-19"), "why"), too_early("2026-11-20")),
        (frozen().withdraw(day("2026-11-14"), "  "), Err(reason.clone())),
        (frozen().withdraw(day("2026-11-14"), &long), Err(reason)),
    ] {
        assert_eq!(result, expected);
    }
    for text in ["", "abc", &SHA256.to_uppercase(), &SHA256[1..]] {
        let frozen = ContractState::freeze(day("2026-11-13"), text);
        assert_eq!(frozen, Err(ContractRefusal::NotAFingerprint), "{text}");
    }
}

fn drawn(strokes: Vec<Vec<(u16, u16)>>) -> SigningMethod {
    SigningMethod::Drawn { strokes }
}

fn typed(text: &str) -> SigningMethod {
    SigningMethod::Typed { text: text.to_owned() }
}

#[test]
fn a_signature_needs_a_name_a_title_consent_and_a_mark() {
    let problems = |change: fn(&mut SigningFacts)| {
        let mut facts = signing(Client, "2026-11-20");
        change(&mut facts);
        let fields = |found: Vec<crate::text::FieldProblem>| {
            found.into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        Signature::new(facts).map_err(fields).err().unwrap_or_default()
    };
    assert!(problems(|_| {}).is_empty());
    assert!(problems(|facts| facts.place.clear()).is_empty());
    assert_eq!(problems(|facts| facts.name = " ".to_owned()), ["name"]);
    assert_eq!(problems(|facts| facts.name = "x".repeat(201)), ["name"]);
    assert_eq!(problems(|facts| facts.title.clear()), ["title"]);
    assert_eq!(problems(|facts| facts.has_consented = false), ["has_consented"]);
    assert_eq!(problems(|facts| facts.method = typed(" ")), ["method"]);
    let all = problems(|facts| {
        *facts = SigningFacts {
            name: String::new(),
            title: String::new(),
            method: typed(""),
            has_consented: false,
            ..facts.clone()
        };
    });
    assert_eq!(all, ["name", "title", "method", "has_consented"]);
}

fn certificate(subject: &str, sha256: &str) -> SigningMethod {
    SigningMethod::Certificate { subject: subject.to_owned(), sha256: sha256.to_owned() }
}

#[test]
fn a_drawn_signature_keeps_within_its_limits() {
    let dots = |strokes: usize| vec![vec![(1, 1)]; strokes];
    let is_accepted = |method: SigningMethod| {
        let facts = SigningFacts { method, ..signing(Client, "2026-11-20") };
        Signature::new(facts).is_ok()
    };
    for (method, expected) in [
        (drawn(vec![vec![(0, 0), (1000, 1000)]]), true),
        (drawn(dots(200)), true),
        (drawn(dots(201)), false),
        (drawn(vec![vec![(1, 1); 5_000]]), true),
        (drawn(vec![vec![(1, 1); 5_001]]), false),
        (drawn(vec![vec![(0, 0), (1001, 0)]]), false),
        (drawn(vec![vec![(0, 0), (1, 1)], vec![]]), false),
        (drawn(vec![vec![(5, 5)]]), false),
        (drawn(vec![]), false),
        (typed("Nadia Ferro"), true),
        (certificate("Nadia Ferro", SHA256), true),
        (certificate(" ", SHA256), false),
        (certificate("Nadia Ferro", &SHA256[1..]), false),
        (certificate("Nadia Ferro", &SHA256.to_uppercase()), false),
    ] {
        assert_eq!(is_accepted(method.clone()), expected, "{method:?}");
    }
}

#[test]
fn a_state_reads_back_as_it_was_stored_and_an_altered_one_is_refused() {
    for state in [frozen(), by_one(), signed(), superseded(), withdrawn()] {
        let stored = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<ContractState>(&stored).unwrap(), state);
    }
    let stored = serde_json::to_string(&signed()).unwrap();
    let altered = stored.replace("\"has_consented\":true", "\"has_consented\":false");
    assert!(serde_json::from_str::<ContractState>(&altered).is_err());
}
