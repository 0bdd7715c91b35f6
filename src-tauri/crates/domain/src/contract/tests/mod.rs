//! Tests of contracts, and the small world they stand in.

mod disclosures;
mod filling;
mod letters;
mod life;
mod own_wording;
mod papers;
mod running;
mod schedule;
mod wording;
mod wording_of_fees;

use std::collections::{BTreeMap, BTreeSet};

use super::{ContractFacts, Filled, Run};
use crate::currency::Currency;
use crate::day::Day;
use crate::party::{Address, Client, ClientStatus, Firm, PageSize};
use crate::rate::Rate;
use crate::terms::{AdditionalFee, AdditionalFeeKind, FeeAmount, Terms};
use crate::text::{Email, Line, Name};

fn line(text: &str) -> Line {
    Line::new("line", text).unwrap()
}

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn address(line1: &str, city: &str, region: &str, postal_code: &str) -> Address {
    Address {
        line1: line(line1),
        city: line(city),
        region: line(region),
        postal_code: line(postal_code),
        ..Address::default()
    }
}

fn firm() -> Firm {
    Firm {
        name: Name::new("name", "Calder Street Factors LLC").unwrap(),
        legal_form: line("limited liability company"),
        state_of_formation: line("Rhode Island"),
        registration_no: line(""),
        address: address("214 Calder Street", "Providence", "RI", "02903"),
        phone: None,
        email: Some(Email::new("email", "office@calderstreet.example").unwrap()),
        signer_name: line(""),
        signer_title: line(""),
        currency: Currency::USD,
        page_size: PageSize::Letter,
    }
}

fn client() -> Client {
    Client {
        legal_name: Name::new("legal_name", "Larkfield Produce Distributors, Inc.").unwrap(),
        trade_name: line("Larkfield Produce"),
        legal_form: line("corporation"),
        state_of_formation: line("Massachusetts"),
        registration_no: line("004417290"),
        tax_id: None,
        line_of_business: line("produce wholesale"),
        address: address("88 Beacham Row", "Chelsea", "MA", "02150"),
        mailing_address: None,
        phone: None,
        email: Some(Email::new("email", "accounts@larkfield.example").unwrap()),
        status: ClientStatus::Active,
        account_representative: line(""),
        bank_account: None,
    }
}

/// Terms in which every optional part is agreed.
fn full_terms() -> Terms {
    let mut terms = Terms::house_default(Currency::USD);
    let usd = |minor| crate::Money::new(minor, Currency::USD).unwrap();
    terms.fee_minimum = usd(15_00);
    terms.monthly_minimum = usd(150_000);
    terms.escrow_rate = Rate::hundredths(5_00);
    terms.escrow_cap = usd(750_000);
    terms.early_termination_rate = Rate::hundredths(1_00);
    terms.additional_fees = vec![
        AdditionalFee {
            kind: AdditionalFeeKind::WireTransfer,
            label: line(""),
            amount: FeeAmount::Fixed { amount: usd(25_00) },
        },
        AdditionalFee {
            kind: AdditionalFeeKind::MisdirectedPayment,
            label: line(""),
            amount: FeeAmount::Percent { rate: Rate::hundredths(10_00) },
        },
    ];
    terms
}

fn facts() -> ContractFacts {
    let answers = [
        ("contract.governing_state", "New York"),
        ("contract.venue", "the courts in New York County, New York"),
        ("guarantor.name", "Nadia Ferro"),
        ("guarantor.address", "19 Orchard Lane, Winthrop, MA 02152"),
    ];
    ContractFacts {
        number: "CTR-2026-014".to_owned(),
        version: 1,
        date: day("2026-11-13"),
        terms_version: 1,
        terms_effective_on: day("2026-11-13"),
        inherited: BTreeSet::new(),
        answers: BTreeMap::from(answers.map(|(path, text)| (path.to_owned(), text.to_owned()))),
    }
}

fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Every group of runs on the paper.
fn all_runs(filled: &Filled) -> Vec<&[Run]> {
    let mut groups: Vec<&[Run]> = vec![
        &filled.subtitle,
        &filled.recital,
        &filled.glance.note,
        &filled.schedule.intro,
        &filled.signatures.statement,
        &filled.signatures.consent,
    ];
    groups.extend(filled.amendment.iter().map(|amendment| amendment.text.as_slice()));
    groups.extend(filled.parties.iter().flat_map(|party| &party.lines).map(Vec::as_slice));
    for row in &filled.glance.rows {
        groups.extend([row.term.as_slice(), row.agreed.as_slice()]);
    }
    groups.extend(
        filled.clauses.iter().flat_map(|clause| &clause.paragraphs).map(|p| p.runs.as_slice()),
    );
    for section in &filled.schedule.sections {
        groups.extend([section.heading.as_slice(), section.note.as_slice()]);
        groups.extend(section.columns.iter().map(Vec::as_slice));
    }
    groups
}

/// The clauses as they read, number first.
fn clause_texts(filled: &Filled) -> Vec<String> {
    filled
        .clauses
        .iter()
        .flat_map(|clause| &clause.paragraphs)
        .map(|paragraph| format!("{} {}", paragraph.number, text_of(&paragraph.runs)))
        .collect()
}
