//! The letters that come with the program, and what only letters have.

use std::collections::BTreeSet;

use super::super::{
    AgreementNamed, ChargeBackNamed, Condition, DiscussionNamed, LateNamed, LetterFacts,
    LetterKind, LetterNamed, LetterRows, PartyRole, PayoffNamed, PrintedFrom, ReminderLevel,
    ScheduleNamed, StatementNamed, Template, check_wording, condition_choices, conditions_of,
    fields_of, fill, letter_values,
};
use super::{clause_texts, client, day, firm, text_of};
use crate::currency::Currency;
use crate::money::Money;
use crate::party::Address;
use crate::text::{AccountNumber, BankAccount, Line, Name};

fn usd(units: i64) -> Money {
    Money::new(units * 100, Currency::USD).unwrap()
}

fn full() -> LetterFacts {
    let line = |text: &str| Line::new("", text).unwrap();
    LetterFacts {
        number: "LTR-2026-0042".to_owned(),
        date: Some(day("2026-11-22")),
        effective_on: Some(day("2026-12-01")),
        reply_by: Some(day("2026-12-02")),
        filing: "UCC-3 no. 20261122-7".to_owned(),
        debtor: Some((
            "Pell Harbor Foods, Inc.".to_owned(),
            Address { line1: line("1 Pier Road"), city: line("Boston"), ..Address::default() },
        )),
        agreement: Some(AgreementNamed {
            number: "CTR-2026-014".to_owned(),
            dated_on: day("2026-11-13"),
        }),
        notice: Some(LetterNamed {
            number: "LTR-2026-0007".to_owned(),
            dated_on: day("2026-11-14"),
        }),
        bank: Some(BankAccount {
            holder: Name::new("", "Harrow Point Factors LLC").unwrap(),
            routing: line("021000021"),
            number: AccountNumber::new("", "4400123498").unwrap(),
            bank: line("First Merchants Bank"),
        }),
        invoices: Some((2, usd(14_000))),
        payoff: Some(PayoffNamed {
            total: usd(11_706),
            good_through: day("2026-12-02"),
            per_diem: usd(40),
            early_termination: usd(3_000),
        }),
        dispute_by: Some(day("2026-11-29")),
        due_by: Some(day("2026-11-30")),
        sellers: "Larkfield Produce Distributors, Inc. and Osterley Paper, Inc.".to_owned(),
        earlier: Some(LetterNamed {
            number: "LTR-2026-0031".to_owned(),
            dated_on: day("2026-11-02"),
        }),
        late: Some(LateNamed {
            interest: usd(96),
            fees: usd(40),
            charges: usd(136),
            due: usd(14_136),
            per_day: usd(7),
            basis: "Late charges are owed by the invoices, section 4.".to_owned(),
        }),
        discussion: Some(DiscussionNamed {
            contact: "Nadia Ferro".to_owned(),
            on: day("2026-11-20"),
            channel: "by telephone".to_owned(),
            said: "The truck is sold and the loan repaid.".to_owned(),
            promised: "The payoff letter of the bank by Friday.".to_owned(),
            next_on: Some(day("2026-11-27")),
        }),
        printed_from: Some(PrintedFrom::Statement(StatementNamed {
            number: "ST-2026-0042".to_owned(),
            period: "October 1 to 31, 2026".to_owned(),
            pages: 3,
        })),
    }
}

fn of(kind: LetterKind) -> &'static Template {
    let found = Template::built_in_letters().iter().find(|one| one.letter_kind() == Some(kind));
    found.unwrap()
}

fn words(kind: LetterKind, facts: &LetterFacts) -> String {
    let filled = fill(of(kind), &letter_values(&firm(), Some(&client()), facts));
    assert!(filled.is_complete(), "{kind:?}: {:?} {:?}", filled.missing, filled.problems);
    let mut all = vec![text_of(&filled.recital)];
    all.extend(clause_texts(&filled));
    let acknowledgement = filled.letter.unwrap().acknowledgement;
    all.extend(acknowledgement.map(|one| text_of(&one.text)));
    all.join("\n")
}

#[test]
fn every_kind_has_one_letter_that_passes_its_own_check() {
    let kinds: Vec<_> =
        Template::built_in_letters().iter().map(|one| one.letter_kind().unwrap()).collect();
    assert_eq!(kinds, LetterKind::ALL);
    for template in Template::built_in_letters() {
        assert_eq!(check_wording(template), [], "{}", template.id);
        assert_eq!(template.with_wording(&template.wording()), *template, "{}", template.id);
        assert!(template.frame().iter().all(|text| !text.text.is_empty()), "{}", template.id);
        let letter = template.letter.as_ref().unwrap();
        assert!(letter.signers.contains(&PartyRole::Factor), "{}", template.id);
        for table in &letter.tables {
            assert!(template.targets().contains(&table.after), "{}: {table:?}", template.id);
            assert_eq!(table.columns.len(), table.key.columns(), "{}: {table:?}", template.id);
        }
    }
    let ids: BTreeSet<_> = Template::all_built_ins().map(|one| &one.id).collect();
    assert_eq!(ids.len(), Template::all_built_ins().count());
}

#[test]
fn a_notice_says_what_makes_a_debtor_pay_the_firm() {
    let paper = words(LetterKind::NoticeOfAssignment, &full());
    for said in [
        "has sold and assigned to the Factor all amounts that you owe",
        "CTR-2026-014 between the Supplier and the Factor, dated November 13, 2026",
        "pay each of these amounts in full to the Factor",
        "does not discharge what you owe",
        "until the Factor releases you from it in writing",
        "reasonable proof of the assignment",
        "signed copy by December 2, 2026",
    ] {
        assert!(paper.contains(said), "{said}\n{paper}");
    }
    let unsigned = LetterFacts { agreement: None, ..full() };
    assert!(!words(LetterKind::NoticeOfAssignment, &unsigned).contains("under the agreement"));
}

#[test]
fn a_release_names_the_notice_and_only_the_invoices_it_does_not_reach() {
    let paper = words(LetterKind::DebtorRelease, &full());
    assert!(paper.contains("LTR-2026-0007, dated November 14, 2026"), "{paper}");
    assert!(paper.contains("The notice ends on December 1, 2026."), "{paper}");
    assert!(paper.contains("the 2 invoices listed here, USD 14,000.00 in all"), "{paper}");
    let rows = |facts: &LetterFacts| {
        let filled =
            fill(of(LetterKind::DebtorRelease), &letter_values(&firm(), Some(&client()), facts));
        filled.letter.unwrap().tables.iter().map(|one| one.key).collect::<Vec<_>>()
    };
    assert_eq!(rows(&full()), [LetterRows::Invoices]);
    let outside = LetterFacts { notice: None, invoices: None, ..full() };
    assert!(!words(LetterKind::DebtorRelease, &outside).contains("still payable"));
    assert_eq!(rows(&outside), [], "a table goes with its clause");
}

#[test]
fn a_payoff_letter_says_the_sum_and_a_day_more_only_if_it_costs_something() {
    let paper = words(LetterKind::Payoff, &full());
    assert!(paper.contains("accepts USD 11,706.00, received by December 2, 2026"), "{paper}");
    assert!(paper.contains("USD 40.00 comes to that sum"), "{paper}");
    let mut facts = full();
    facts.payoff.as_mut().unwrap().per_diem = usd(0);
    assert!(!words(LetterKind::Payoff, &facts).contains("comes to that sum"));
    assert!(words(LetterKind::ClientRelease, &full()).contains("UCC-3 no. 20261122-7"));
    assert!(words(LetterKind::Verification, &full()).contains("2 invoices, USD 14,000.00 in all"));
}

#[test]
fn a_reminder_is_firmer_at_each_level_and_asks_for_an_answer_by_a_calendar_day() {
    let levels = LetterKind::ALL.into_iter().filter(|kind| kind.reminder().is_some());
    let levels: Vec<LetterKind> = levels.collect();
    assert_eq!(levels.len(), 4);
    for pair in levels.windows(2) {
        assert!(pair[0].reminder() < pair[1].reminder());
    }
    for (kind, said, unsaid) in [
        (
            LetterKind::CourtesyReminder,
            vec![
                "2 invoices due by November 30, 2026, USD 14,000.00 in all",
                "None of them is late",
            ],
            vec!["Late charges", "LTR-2026-0031", "reminded"],
        ),
        (
            LetterKind::FriendlyReminder,
            vec!["USD 14,000.00 is open on 2 invoices", "has it by December 2, 2026"],
            vec!["Late charges", "LTR-2026-0031", "counsel"],
        ),
        (
            LetterKind::FirmReminder,
            vec![
                "by its letter LTR-2026-0031, dated November 2, 2026",
                "come to USD 136.00. Late charges are owed by the invoices, section 4.",
                "Of them USD 40.00 are fixed sums and USD 96.00 are interest.",
                "Each further day adds USD 7.00.",
                "Pay USD 14,136.00 so that the Factor has it by December 2, 2026",
                "in writing by November 29, 2026",
            ],
            vec!["for the last time."],
        ),
        (
            LetterKind::FinalDemand,
            vec![
                "demands payment for the last time",
                "the last one LTR-2026-0031, dated November 2, 2026",
                "may sue without writing to you again",
                "received by the Factor by November 29, 2026",
            ],
            vec![],
        ),
    ] {
        let paper = words(kind, &full());
        assert!(paper.contains("If you have paid in the meantime"), "{kind:?}");
        for part in said {
            assert!(paper.contains(part), "{kind:?} {part}\n{paper}");
        }
        for part in unsaid {
            assert!(!paper.contains(part), "{kind:?} {part}\n{paper}");
        }
    }
    assert_eq!(ReminderLevel::Final.follows(), Some(LetterKind::FirmReminder));
}

#[test]
fn a_reminder_needs_no_client_no_charge_and_no_letter_before() {
    let late = LateNamed {
        interest: usd(0),
        fees: usd(0),
        charges: usd(0),
        due: usd(14_000),
        per_day: usd(0),
        basis: String::new(),
    };
    let plain = LetterFacts { late: Some(late), earlier: None, ..full() };
    for kind in [LetterKind::FirmReminder, LetterKind::FinalDemand] {
        let filled = fill(of(kind), &letter_values(&firm(), None, &plain));
        assert!(filled.is_complete(), "{kind:?}: {:?} {:?}", filled.missing, filled.problems);
        let paper = clause_texts(&filled).join("\n");
        for part in ["Late charges", "Each further day", "LTR-2026-0031", "wrote to you"] {
            assert!(!paper.contains(part), "{kind:?} {part}\n{paper}");
        }
        let rows: Vec<_> = filled.letter.unwrap().tables.iter().map(|one| one.key).collect();
        assert_eq!(rows, [LetterRows::LateCharges, LetterRows::Payment]);
    }
}

#[test]
fn a_confirmation_says_back_what_was_spoken_about_and_asks_for_another_memory() {
    let paper = words(LetterKind::Discussion, &full());
    for said in [
        "For the attention of Nadia Ferro",
        "spoke about by telephone on November 20, 2026",
        "The truck is sold and the loan repaid.",
        "The payoff letter of the bank by Friday.",
        "turn to you again on November 27, 2026",
        "in writing by December 2, 2026 if this is not what was said",
    ] {
        assert!(paper.contains(said), "{said}\n{paper}");
    }
    let mut bare = full();
    let discussion = bare.discussion.as_mut().unwrap();
    (discussion.promised, discussion.next_on) = (String::new(), None);
    let paper = words(LetterKind::Discussion, &bare);
    assert!(!paper.contains("promised") && !paper.contains("turn to you again"), "{paper}");
}

#[test]
fn a_cover_says_what_is_enclosed_and_by_when_to_object() {
    let filled = fill(of(LetterKind::StatementCover), &letter_values(&firm(), None, &full()));
    assert!(filled.is_complete(), "{:?} {:?}", filled.missing, filled.problems);
    let paper = clause_texts(&filled).join("\n");
    for said in ["ST-2026-0042, on 3 pages", "in writing by December 2, 2026"] {
        assert!(paper.contains(said), "{said}\n{paper}");
    }
}

#[test]
fn a_schedule_assigns_what_is_purchased_and_warrants_it() {
    let schedule = ScheduleNamed { number: "SCH-0269".to_owned(), offered_on: day("2026-11-20") };
    let facts = LetterFacts { printed_from: Some(PrintedFrom::Schedule(schedule)), ..full() };
    let template = of(LetterKind::ScheduleOfAccounts);
    let filled = fill(template, &letter_values(&firm(), Some(&client()), &facts));
    assert_eq!(text_of(&filled.subtitle), "SCH-0269, November 20, 2026");
    let paper = words(LetterKind::ScheduleOfAccounts, &facts);
    for said in [
        "to the extent they are purchased, sells and assigns",
        "sells, assigns and transfers to the Factor all its right, title and interest",
        "the account debtor has no defence, offset, counterclaim or credit",
        "free of any lien or assignment other than to the Factor",
    ] {
        assert!(paper.contains(said), "{said}\n{paper}");
    }
    // Without a schedule the editor shows what would stand there as missing.
    let bare = LetterFacts { printed_from: None, ..full() };
    let filled = fill(template, &letter_values(&firm(), Some(&client()), &bare));
    let missing: Vec<_> = filled.missing.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(missing, ["schedule.number", "schedule.date"]);
}

#[test]
fn a_charge_back_notice_says_what_is_owed_by_when_and_whose_later_payments_are() {
    let case = ChargeBackNamed {
        number: "CB-00012".to_owned(),
        invoice: "L-20417".to_owned(),
        debtor: "Bright Foods Group".to_owned(),
        what: "Invoice L-20417 of Bright Foods Group goes back to the client, unpaid, because its \
               recourse date has come."
            .to_owned(),
        amount: usd(14_136),
        due_on: day("2026-12-02"),
    };
    let facts = LetterFacts { printed_from: Some(PrintedFrom::ChargeBack(case)), ..full() };
    let paper = words(LetterKind::ChargeBackNotice, &facts);
    for said in [
        "goes back to the client, unpaid, because its recourse date has come",
        "USD 14,136.00 is to be paid by December 2, 2026",
        "from now on belongs to the Client",
        "changes none of its terms",
    ] {
        assert!(paper.contains(said), "{said}\n{paper}");
    }
}

#[test]
fn letters_and_agreements_each_have_fields_of_their_own() {
    let faults = |template: &Template, words: &str| {
        let mut wording = template.wording();
        wording.clauses[0].paragraphs[0].text = words.to_owned();
        let faults = check_wording(&template.with_wording(&wording));
        faults.into_iter().map(|fault| fault.message).collect::<Vec<_>>()
    };
    let (agreement, letter) = (&Template::built_ins()[0], of(LetterKind::Verification));
    let said = faults(letter, "At {{terms.advance_rate}}.");
    assert_eq!(said, ["No letter has a value for “Advance rate”."]);
    let said = faults(agreement, "To {{debtor.name}}.");
    assert_eq!(said[0], "Only letters have a value for “Debtor's name”.");
    let said = faults(letter, "To {{debtor.nam}}.");
    let meant = "There is no field called “debtor.nam”. Did you mean “Debtor's name”?";
    assert_eq!(said, [meant]);
    let paths: Vec<_> = fields_of(letter.wording_kind()).iter().map(|one| one.path).collect();
    assert!(paths.contains(&"contract.number") && !paths.contains(&"contract.venue"));
}

#[test]
fn every_condition_of_a_letter_can_be_picked_for_a_letter() {
    for template in Template::built_in_letters() {
        let choices = conditions_of(template.wording_kind());
        let is_known = |one: &Condition| choices.iter().any(|choice| choice.condition == *one);
        for clause in &template.clauses {
            let parts = clause.paragraphs.iter().map(|part| part.condition.as_ref());
            for condition in parts.chain([clause.condition.as_ref()]).flatten() {
                assert!(is_known(condition), "{}: {condition:?}", template.id);
            }
        }
    }
    let of_agreements = conditions_of(Template::built_ins()[0].wording_kind());
    assert!(of_agreements.len() < condition_choices().len());
    assert!(of_agreements.iter().all(|one| one.group != "Figures"));
}
