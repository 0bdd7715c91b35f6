//! What the checks found, in words and with the names of records.

use factor_domain::ids::{ClientId, EntryNumber, InvoiceId};
use factor_domain::ledger::laws::{Finding, Law, Subject};
use factor_store::book::{ChainFault, FaultKind, KeptDifference, KeptOf, Names, NamesAsked};

use crate::books::check::Outcome;
use crate::books::counted;
use crate::books::figures::{client_named, invoice_number};
use crate::books::wire::{BooksChecked, CheckFinding, CheckOutcome, CheckShown};
use crate::sentence::sentence;

/// Findings of one check that are listed; more would be no help.
const LISTED_MAX: usize = 50;

/// Whose names the findings need.
pub(super) fn names_of(outcome: &Outcome) -> NamesAsked {
    let mut asked = NamesAsked::default();
    for finding in &outcome.laws.findings {
        match finding.subject {
            Subject::Invoice(id) => asked.invoices.push(id),
            Subject::Client(id) => asked.clients.push(id),
            Subject::Debtor(id) => asked.debtors.push(id),
            Subject::Bank(id) => asked.banks.push(id),
            Subject::Entry(_) | Subject::Account(_) | Subject::Book => {}
        }
    }
    for difference in &outcome.kept {
        match difference.of {
            KeptOf::Account { client, .. } => asked.clients.extend(client),
            KeptOf::Invoice { invoice, .. } => asked.invoices.push(invoice),
            KeptOf::Unreadable => {}
        }
    }
    asked
}

/// Everything, in the order a careful person would ask.
pub(super) fn shown(outcome: &Outcome, names: &Names) -> BooksChecked {
    let mut checks = vec![chain(outcome)];
    checks.extend(Law::ALL.map(|law| of_law(outcome, law, names)));
    checks.extend([balances(outcome, names), log(outcome)]);
    let is_sound = checks.iter().all(|check| match check.outcome {
        CheckOutcome::Passed | CheckOutcome::Nothing => true,
        CheckOutcome::Broken | CheckOutcome::Unfinished => false,
    });
    BooksChecked {
        is_sound,
        entries: counted(outcome.laws.entries),
        invoices: counted(outcome.laws.invoices),
        checks,
    }
}

/// "1 entry", "1,204 entries"
fn count_words(count: u64, one: &str, many: &str) -> String {
    let digits = count.to_string();
    let grouped: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|chunk| std::str::from_utf8(chunk).ok())
        .collect();
    format!("{} {}", grouped.join(","), if count == 1 { one } else { many })
}

fn entries_words(count: u64) -> String {
    count_words(count, "entry", "entries")
}

fn plain(about: String, words: String) -> CheckFinding {
    CheckFinding { about, entry: None, client_id: None, words, expected: None, found: None }
}

fn of_entry(number: EntryNumber, words: String) -> CheckFinding {
    CheckFinding { entry: Some(number), ..plain(format!("Entry {number}"), words) }
}

/// A check of its own with at most one finding.
fn single(id: &str, name: &str, sentence: &str, finding: Option<CheckFinding>) -> CheckShown {
    let outcome = if finding.is_some() { CheckOutcome::Broken } else { CheckOutcome::Passed };
    CheckShown {
        id: id.to_owned(),
        name: name.to_owned(),
        sentence: sentence.to_owned(),
        outcome,
        checked: String::new(),
        findings_count: u32::from(finding.is_some()),
        findings: finding.into_iter().collect(),
    }
}

fn chain(outcome: &Outcome) -> CheckShown {
    let fault = outcome.chain.fault.as_ref().map(chain_finding);
    // The chain says that a row differs; what cannot be read in it is the nearer cause.
    let unreadable = outcome.unreadable.as_ref().map(|(number, why)| {
        of_entry(*number, format!("This entry cannot be read: {}", sentence(why)))
    });
    let mut check = single(
        "chain",
        "Entries are as they were booked",
        "Each entry is sealed together with the one before it, so that a changed, removed, moved \
         or added one shows.",
        fault,
    );
    if let Some(unreadable) = unreadable {
        check.findings.push(unreadable);
        check.findings_count = counted(check.findings.len() as u64);
        check.outcome = CheckOutcome::Broken;
    }
    let intact = u64::try_from(outcome.chain.intact).unwrap_or(0);
    if intact == 0 && check.findings.is_empty() {
        check.outcome = CheckOutcome::Nothing;
    }
    check.checked = entries_words(intact);
    check
}

fn chain_finding(fault: &ChainFault) -> CheckFinding {
    let words = match fault.kind {
        FaultKind::Changed => {
            "This entry is not the one that was booked: its row, a line or its working was changed \
             behind the back of the program."
                .to_owned()
        }
        FaultKind::Missing => "This entry was booked and is no longer there.".to_owned(),
        FaultKind::Moved { to } => format!("This entry stands at number {to} now."),
        FaultKind::Added => "This entry, or a line of it, was never booked.".to_owned(),
        FaultKind::NotTheLast => "The books ended with another entry than this one.".to_owned(),
    };
    of_entry(fault.number, words)
}

fn of_law(outcome: &Outcome, law: Law, names: &Names) -> CheckShown {
    let result = outcome.laws.laws.iter().find(|result| result.law == law);
    let (checked, broken) = result.map_or((0, 0), |result| (result.checked, result.broken));
    let found = outcome.laws.findings.iter().filter(|finding| finding.law == law);
    let state = match (broken, outcome.unreadable.is_some(), checked) {
        (1.., _, _) => CheckOutcome::Broken,
        (0, true, _) => CheckOutcome::Unfinished,
        (0, false, 0) => CheckOutcome::Nothing,
        (0, false, _) => CheckOutcome::Passed,
    };
    CheckShown {
        id: format!("law_{}", law.number()),
        name: law.name().to_owned(),
        sentence: law.sentence().to_owned(),
        outcome: state,
        checked: checked_words(law, checked),
        findings: found.take(LISTED_MAX).map(|finding| law_finding(finding, names)).collect(),
        findings_count: counted(broken),
    }
}

fn checked_words(law: Law, checked: u64) -> String {
    match law {
        Law::EntriesBalance => entries_words(checked),
        Law::FaceAccountedFor => count_words(checked, "closed invoice", "closed invoices"),
        Law::MoneyAccountedFor | Law::NothingBelowZero => {
            count_words(checked, "invoice", "invoices")
        }
        Law::ShownEqualsRebuilt => count_words(checked, "figure", "figures"),
        Law::ReversalsMirror => count_words(checked, "reversal", "reversals"),
        Law::FeesNeverFall => count_words(checked, "invoice priced", "invoices priced"),
    }
}

fn law_finding(finding: &Finding, names: &Names) -> CheckFinding {
    let (about, entry, client) = match finding.subject {
        Subject::Entry(number) => (format!("Entry {number}"), Some(number), None),
        Subject::Invoice(id) => of_invoice(id, names),
        Subject::Client(id) => (client_named(names, id).name, None, Some(id)),
        Subject::Debtor(id) => {
            let name = names.debtors.get(&id).map(|debtor| debtor.name.clone());
            (name.unwrap_or_else(|| format!("Debtor {id}")), None, None)
        }
        Subject::Bank(id) => {
            let name = names.banks.get(&id).cloned();
            (name.unwrap_or_else(|| format!("Bank account {id}")), None, None)
        }
        Subject::Account(account) => (account.label().to_owned(), None, None),
        Subject::Book => ("The books as a whole".to_owned(), None, None),
    };
    CheckFinding {
        about,
        entry,
        client_id: client,
        words: in_names(finding, names),
        expected: finding.expected,
        found: finding.found,
    }
}

fn of_invoice(id: InvoiceId, names: &Names) -> (String, Option<EntryNumber>, Option<ClientId>) {
    let client = names.invoices.get(&id).map(|invoice| invoice.client);
    (format!("Invoice {}", invoice_number(names, id)), None, client)
}

/// The domain knows records by their ids; people know them by their names.
fn in_names(finding: &Finding, names: &Names) -> String {
    match finding.subject {
        Subject::Invoice(id) => {
            let (number, by_id) = (invoice_number(names, id), format!("nvoice {id}"));
            finding.words.replacen(&by_id, &format!("nvoice {number}"), 1)
        }
        Subject::Client(id) => {
            let name = client_named(names, id).name;
            finding.words.replacen(&format!("client {id}"), &name, 1)
        }
        Subject::Entry(_)
        | Subject::Debtor(_)
        | Subject::Bank(_)
        | Subject::Account(_)
        | Subject::Book => finding.words.clone(),
    }
}

fn balances(outcome: &Outcome, names: &Names) -> CheckShown {
    let found = &outcome.kept;
    let state = match (found.is_empty(), outcome.laws.entries) {
        (false, _) => CheckOutcome::Broken,
        (true, 0) => CheckOutcome::Nothing,
        (true, 1..) => CheckOutcome::Passed,
    };
    CheckShown {
        id: "balances".to_owned(),
        name: "Balances kept for speed are right".to_owned(),
        sentence: "Every balance of every account, client and invoice, on every day, is made \
                   again from the entries and compared with the one that is kept."
            .to_owned(),
        outcome: state,
        checked: entries_words(outcome.laws.entries),
        findings: found.iter().take(LISTED_MAX).map(|one| kept_finding(one, names)).collect(),
        findings_count: counted(found.len() as u64),
    }
}

fn kept_finding(difference: &KeptDifference, names: &Names) -> CheckFinding {
    let (about, client, words) = match difference.of {
        KeptOf::Account { account, client, day } => {
            let whose = client.map(|id| client_named(names, id).name);
            let of = whose.map_or_else(
                || account.label().to_owned(),
                |name| format!("{} of {name}", account.label()),
            );
            let when = day.map(|day| format!(" of {}", day.format_short())).unwrap_or_default();
            let words =
                format!("The balance{when} that is kept is not what the entries add up to.");
            (of, client, words)
        }
        KeptOf::Invoice { invoice, entry } => {
            let (about, _, client) = of_invoice(invoice, names);
            let words = match entry {
                Some(number) => format!("What is kept of entry {number} is not what it says."),
                None => "Where it stands is not what the entries add up to.".to_owned(),
            };
            (about, client, words)
        }
        KeptOf::Unreadable => {
            ("A balance".to_owned(), None, "What is kept cannot be read.".to_owned())
        }
    };
    CheckFinding {
        client_id: client,
        expected: difference.made,
        found: difference.kept,
        ..plain(about, words)
    }
}

fn log(outcome: &Outcome) -> CheckShown {
    let finding = outcome.log.err().map(|row| {
        plain(
            format!("Row {row} of the log"),
            "This row is not the one that was written.".to_owned(),
        )
    });
    let mut check = single(
        "log",
        "The log is as it was written",
        "Who did what and when stands in a log whose rows are sealed one to the next.",
        finding,
    );
    check.checked = match outcome.log {
        Ok(rows) => count_words(u64::try_from(rows).unwrap_or(0), "row", "rows"),
        Err(row) => count_words(u64::try_from(row - 1).unwrap_or(0), "row", "rows"),
    };
    check
}
