use super::{CLIENT, book, item, no_balances, of_group, uncapped};
use crate::exposure::{
    Approval, CheckTopic, ClientBalances, ContractInForce, DocumentState, Duplicates, FilesSeen,
    NoticeState, Offer, OfferedFacts, OfferedRules, PairBuying, PositionRules, PurchaseRun,
    Standing, Verdict, VerificationState,
};
use crate::tests::{day, usd};
use crate::{Currency, DebtorGroupId, DebtorId};

fn offer(debtor: i64, face: &str) -> Offer {
    Offer {
        client: CLIENT,
        debtor: DebtorId::new(debtor),
        group: Some(DebtorGroupId::new(9)),
        face: usd(face),
        advance: usd("0"),
        approval: Approval::Approved,
        duplicates: Duplicates::None,
        documents: DocumentState::Complete,
        contract: ContractInForce::Signed,
        verification: VerificationState::Confirmed,
    }
}

fn verdict(run: &PurchaseRun<'_>, offer: &Offer, topic: CheckTopic) -> Verdict {
    let check = run.check(offer).unwrap();
    check.lines.iter().find(|line| line.topic == topic).unwrap().verdict
}

#[test]
fn a_group_has_a_limit_over_all_its_debtors() {
    let mut rules = uncapped();
    rules.group_limits.insert(DebtorGroupId::new(9), usd("5000"));
    let items = [of_group(item(1, 1, "3000"), 9), item(2, 3, "9000")];
    let balances = [no_balances()];
    let book = book(&items, &balances, &rules);
    let run = book.run();
    // Debtor 2 is of the group although nothing is open on it yet.
    assert_eq!(verdict(&run, &offer(2, "2000"), CheckTopic::GroupLimit), Verdict::Pass);
    assert_eq!(verdict(&run, &offer(2, "2000.01"), CheckTopic::GroupLimit), Verdict::Block);
    let alone = Offer { group: None, ..offer(3, "9000") };
    assert_eq!(verdict(&run, &alone, CheckTopic::GroupLimit), Verdict::Pass);
}

#[test]
fn an_offer_is_checked_on_top_of_those_taken_before_it() {
    let mut rules = uncapped();
    rules.debtor_limits.insert(DebtorId::new(1), usd("100"));
    rules.clients.entry(CLIENT).or_default().facility_limit = Some(usd("150"));
    let mut run = PurchaseRun::of(&rules, Currency::USD, &[], &[]).unwrap();
    let first = Offer { advance: usd("50"), ..offer(1, "60") };
    assert_eq!(verdict(&run, &first, CheckTopic::DebtorLimit), Verdict::Pass);
    run.take(&first);
    assert_eq!(verdict(&run, &first, CheckTopic::DebtorLimit), Verdict::Block);
    let other = Offer { advance: usd("100"), ..offer(2, "100") };
    assert_eq!(verdict(&run, &other, CheckTopic::ClientLimit), Verdict::Pass);
    let more = Offer { advance: usd("100.01"), ..offer(2, "101") };
    assert_eq!(verdict(&run, &more, CheckTopic::ClientLimit), Verdict::Block);
}

#[test]
fn sums_of_pairs_say_what_the_open_items_say() {
    let rules = PositionRules::default();
    let items = [of_group(item(1, 1, "4000"), 9), item(2, 2, "6000"), of_group(item(3, 1, "5"), 9)];
    let balances = [ClientBalances {
        accrued_reserve: usd("2001"),
        payable: usd("1000"),
        escrow: usd("500"),
        ..no_balances()
    }];
    let standing = |debtor, group: Option<i64>, open| Standing {
        client: CLIENT,
        debtor: DebtorId::new(debtor),
        group: group.map(DebtorGroupId::new),
        open: usd(open),
    };
    let standings = [standing(1, Some(9), "4005"), standing(2, None, "6000")];
    let of_sums = PurchaseRun::of(&rules, Currency::USD, &standings, &balances).unwrap();
    let book = book(&items, &balances, &rules);
    for offered in [offer(1, "70"), offer(2, "12.50"), Offer { group: None, ..offer(4, "1") }] {
        assert_eq!(of_sums.check(&offered).unwrap(), book.check_purchase(&offered).unwrap());
    }
}

fn facts() -> OfferedFacts {
    OfferedFacts {
        invoiced_on: day("2026-06-01"),
        due_on: day("2026-07-01"),
        purchased_on: day("2026-06-05"),
        buying: PairBuying::Buy,
        notice: NoticeState::Acknowledged,
        files: FilesSeen::New,
    }
}

#[test]
fn each_fact_of_an_invoice_has_its_own_verdict() {
    type Set = fn(&mut OfferedFacts);
    let rules = OfferedRules { age_days_max: 30, term_days_max: 60 };
    let cases: [(CheckTopic, Set, Verdict); 13] = [
        (CheckTopic::Buying, |_| (), Verdict::Pass),
        (CheckTopic::Buying, |facts| facts.buying = PairBuying::NoBuy, Verdict::Block),
        (CheckTopic::InvoiceAge, |facts| facts.purchased_on = day("2026-07-01"), Verdict::Pass),
        (CheckTopic::InvoiceAge, |facts| facts.purchased_on = day("2026-07-02"), Verdict::Block),
        (CheckTopic::InvoiceAge, |facts| facts.purchased_on = day("2026-05-31"), Verdict::Block),
        (CheckTopic::DueDate, |facts| facts.due_on = day("2026-06-06"), Verdict::Pass),
        (CheckTopic::DueDate, |facts| facts.due_on = day("2026-06-05"), Verdict::Block),
        (CheckTopic::DueDate, |facts| facts.due_on = day("2026-07-31"), Verdict::Pass),
        (CheckTopic::DueDate, |facts| facts.due_on = day("2026-08-01"), Verdict::Warn),
        (CheckTopic::Notice, |facts| facts.notice = NoticeState::Sent, Verdict::Pass),
        (CheckTopic::Notice, |facts| facts.notice = NoticeState::None, Verdict::Warn),
        (CheckTopic::Notice, |facts| facts.notice = NoticeState::Refused, Verdict::Block),
        (CheckTopic::SameFile, |facts| facts.files = FilesSeen::Before, Verdict::Warn),
    ];
    for (topic, set, expected) in cases {
        let mut facts = facts();
        set(&mut facts);
        let lines = facts.check(rules);
        let line = lines.iter().find(|line| line.topic == topic).unwrap();
        assert_eq!(line.verdict, expected, "{facts:?}");
    }
}

#[test]
fn nobody_lets_a_double_sale_or_a_missing_contract_pass() {
    assert!(!CheckTopic::Contract.may_override(Verdict::Block));
    assert!(!CheckTopic::Duplicates.may_override(Verdict::Block));
    assert!(CheckTopic::Duplicates.may_override(Verdict::Warn));
    assert!(CheckTopic::DebtorLimit.may_override(Verdict::Block));
    assert!(!CheckTopic::DebtorLimit.may_override(Verdict::Pass));
}
