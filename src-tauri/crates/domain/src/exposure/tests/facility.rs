use super::{book, item, no_balances, of_client, of_group, uncapped};
use crate::exposure::{
    Approval, CheckTopic, ClientBalances, ContractInForce, DocumentState, Duplicates, Offer,
    OverLimit, PositionRules, Verdict, VerificationState,
};
use crate::tests::{rate, usd};
use crate::{ClientId, DebtorGroupId, DebtorId, Refusal};

fn offer() -> Offer {
    Offer {
        client: super::CLIENT,
        debtor: DebtorId::new(1),
        group: Some(DebtorGroupId::new(9)),
        face: usd("1000"),
        advance: usd("800"),
        approval: Approval::Approved,
        duplicates: Duplicates::None,
        documents: DocumentState::Complete,
        contract: ContractInForce::Signed,
        verification: VerificationState::Confirmed,
    }
}

/// Checks an offer against 10,000 open of client 1 and 5,000 of client 2 on the same group.
fn line(rules: &PositionRules, offer: &Offer, topic: CheckTopic) -> (Verdict, String) {
    let items = [
        of_group(item(1, 1, "4000"), 9),
        item(2, 2, "6000"),
        of_client(of_group(item(3, 1, "5000"), 9), 2),
    ];
    let balances = [ClientBalances {
        accrued_reserve: usd("2000"),
        payable: usd("1000"),
        escrow: usd("500"),
        ..no_balances()
    }];
    let check = book(&items, &balances, rules).check_purchase(offer).unwrap();
    assert_eq!(check.lines.len(), 11);
    let worst = check.lines.iter().map(|line| line.verdict).max();
    assert_eq!(Some(check.verdict()), worst);
    let line = check.lines.into_iter().find(|line| line.topic == topic).unwrap();
    (line.verdict, line.reason)
}

#[test]
fn each_limit_passes_up_to_its_last_cent_and_acts_beyond_it() {
    type Set = fn(&mut PositionRules, &str);
    // Out: 10,000 − 2,000 − 500 of escrow, with the payable 7,500; this advance makes 8,300.
    let limits: [(CheckTopic, Set, &str, &str); 3] = [
        (
            CheckTopic::ClientLimit,
            |rules, limit| {
                rules.clients.entry(super::CLIENT).or_default().facility_limit = Some(usd(limit));
            },
            "8300",
            "8299.99",
        ),
        (
            CheckTopic::DebtorLimit,
            |rules, limit| {
                rules.debtor_limits.insert(DebtorId::new(1), usd(limit));
            },
            "10000",
            "9999.99",
        ),
        (
            CheckTopic::PairLimit,
            |rules, limit| {
                rules.pair_limits.insert((super::CLIENT, DebtorId::new(1)), usd(limit));
            },
            "5000",
            "4999.99",
        ),
    ];
    for (topic, set, enough, short) in limits {
        let mut rules = uncapped();
        let (verdict, reason) = line(&rules, &offer(), topic);
        assert_eq!(verdict, Verdict::Pass);
        assert!(reason.ends_with("no limit is set"), "{reason}");
        set(&mut rules, enough);
        assert_eq!(line(&rules, &offer(), topic).0, Verdict::Pass, "{topic:?}");
        set(&mut rules, short);
        let (verdict, reason) = line(&rules, &offer(), topic);
        assert_eq!(verdict, Verdict::Block, "{topic:?}");
        assert!(reason.contains("0.01 over"), "{reason}");
        rules.purchase.client_limit = OverLimit::Warn;
        rules.purchase.debtor_limit = OverLimit::Warn;
        rules.purchase.pair_limit = OverLimit::Warn;
        assert_eq!(line(&rules, &offer(), topic).0, Verdict::Warn, "{topic:?}");
    }
}

#[test]
fn concentration_is_measured_with_the_invoice_in_the_pool() {
    // With it the group holds 5,000 of 11,000 with this client, and 10,000 of 16,000 in the house.
    for (limit, verdict) in [("45.454545", Verdict::Pass), ("45.45", Verdict::Warn)] {
        let mut rules = uncapped();
        rules.eligibility.concentration = Some(rate(limit));
        assert_eq!(line(&rules, &offer(), CheckTopic::Concentration).0, verdict, "{limit}");
    }
    for (limit, verdict) in [("62.5", Verdict::Pass), ("62.49", Verdict::Warn)] {
        let mut rules = uncapped();
        rules.house_concentration = Some(rate(limit));
        assert_eq!(line(&rules, &offer(), CheckTopic::HouseConcentration).0, verdict, "{limit}");
    }
    let mut rules = uncapped();
    rules.house_concentration = Some(rate("50"));
    rules.purchase.concentration = OverLimit::Block;
    let expected = "of 16,000.00 open, at most 50.00% each, its group would hold 10,000.00, \
                    2,000.00 over 8,000.00";
    let found = line(&rules, &offer(), CheckTopic::HouseConcentration);
    assert_eq!(found, (Verdict::Block, expected.to_owned()));
}

#[test]
fn what_was_found_out_decides_the_other_checks() {
    type Set = fn(&mut Offer);
    let cases: [(CheckTopic, Set, Verdict); 13] = [
        (CheckTopic::DebtorApproval, |_| (), Verdict::Pass),
        (CheckTopic::DebtorApproval, |o| o.approval = Approval::Lapsed, Verdict::Block),
        (CheckTopic::DebtorApproval, |o| o.approval = Approval::NotApproved, Verdict::Block),
        (CheckTopic::Duplicates, |o| o.duplicates = Duplicates::Possible, Verdict::Warn),
        (CheckTopic::Duplicates, |o| o.duplicates = Duplicates::Same, Verdict::Block),
        (CheckTopic::Documents, |o| o.documents = DocumentState::Missing, Verdict::Block),
        (CheckTopic::Documents, |o| o.documents = DocumentState::NotRequired, Verdict::Pass),
        (CheckTopic::Contract, |o| o.contract = ContractInForce::Unsigned, Verdict::Block),
        (CheckTopic::Contract, |o| o.contract = ContractInForce::None, Verdict::Block),
        (CheckTopic::Contract, |o| o.contract = ContractInForce::NotYet, Verdict::Block),
        (CheckTopic::Contract, |o| o.contract = ContractInForce::Ended, Verdict::Block),
        (CheckTopic::Verification, |o| o.verification = VerificationState::Open, Verdict::Warn),
        (CheckTopic::Verification, |o| o.verification = VerificationState::Failed, Verdict::Block),
    ];
    for (topic, set, expected) in cases {
        let mut offer = offer();
        set(&mut offer);
        assert_eq!(line(&uncapped(), &offer, topic).0, expected, "{topic:?}");
    }
}

#[test]
fn the_first_invoice_of_a_book_is_checked_like_any_other() {
    let rules = PositionRules::default();
    let check = book(&[], &[], &rules).check_purchase(&offer()).unwrap();
    // It is all of its pool, which is above any share.
    assert_eq!(check.verdict(), Verdict::Warn);
    let warned: Vec<_> = check.lines.iter().filter(|line| line.verdict != Verdict::Pass).collect();
    assert_eq!(warned.len(), 1);
    assert_eq!(warned[0].topic, CheckTopic::Concentration);
}

#[test]
fn amounts_that_cannot_be_bought_are_refused() {
    let rules = uncapped();
    let empty = book(&[], &[], &rules);
    let of = |face, advance| Offer {
        face: usd(face),
        advance: usd(advance),
        client: ClientId::new(8),
        ..offer()
    };
    for (face, advance) in [("0", "0"), ("-1", "0"), ("10", "10.01"), ("10", "-1")] {
        let found = empty.check_purchase(&of(face, advance)).unwrap_err();
        assert!(
            matches!(found, Refusal::FaceNotPositive { .. } | Refusal::AdvanceOutsideFace { .. }),
            "{found}"
        );
    }
}
