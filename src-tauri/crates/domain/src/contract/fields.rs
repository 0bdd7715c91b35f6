//! Every merge field a template may use: its name for people and the screen that holds it.

use serde::{Deserialize, Serialize};

use super::letter::WordingKind;

/// The screen on which a missing value is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WhereToFill {
    /// The firm's profile.
    FirmProfile,
    /// The client's page.
    ClientPage,
    /// The client's terms.
    Terms,
    /// Asked when the contract is drawn up.
    Asked,
    /// Given by the product when the contract is drafted and frozen.
    Contract,
    /// The debtor's record.
    DebtorPage,
    /// The firm's bank accounts.
    FirmAccounts,
    /// Given when the letter is made.
    Letter,
    /// The guarantor's record.
    GuarantorRecord,
}

/// One merge field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MergeField {
    /// As it stands between the braces.
    pub path: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// The heading it is listed under.
    pub group: &'static str,
    /// The screen that holds it.
    pub where_to_fill: WhereToFill,
}

const CONTRACT: &str = "Contract";
const TERMS: &str = "Terms";
const GUARANTOR: &str = "Guarantor";
const PERIODS: &str = "Periods of the wording";
const DEBTOR: &str = "Debtor";
const PAYMENT: &str = "Where to pay";
const LETTER: &str = "Letter";
const FIGURES: &str = "Figures";
const DISCUSSION: &str = "Discussion";
const STATEMENT: &str = "Statement";
const SCHEDULE: &str = "Schedule";
const CHARGE_BACK: &str = "Charge-back";
const DISCLOSURE: &str = "Disclosure";

const fn firm(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: "Firm", where_to_fill: WhereToFill::FirmProfile }
}

const fn client(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: "Client", where_to_fill: WhereToFill::ClientPage }
}

const fn contract(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: CONTRACT, where_to_fill: WhereToFill::Contract }
}

const fn asked(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: CONTRACT, where_to_fill: WhereToFill::Asked }
}

const fn terms(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: TERMS, where_to_fill: WhereToFill::Terms }
}

const fn guarantor(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: GUARANTOR, where_to_fill: WhereToFill::Asked }
}

const fn of_guarantor(path: &'static str, label: &'static str) -> MergeField {
    let where_to_fill = WhereToFill::GuarantorRecord;
    MergeField { path, label, group: GUARANTOR, where_to_fill }
}

const fn debtor(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: DEBTOR, where_to_fill: WhereToFill::DebtorPage }
}

const fn payment(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: PAYMENT, where_to_fill: WhereToFill::FirmAccounts }
}

const fn letter(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: LETTER, where_to_fill: WhereToFill::Letter }
}

const fn statement(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: STATEMENT, where_to_fill: WhereToFill::Letter }
}

const fn schedule(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: SCHEDULE, where_to_fill: WhereToFill::Letter }
}

const fn charge_back(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: CHARGE_BACK, where_to_fill: WhereToFill::Letter }
}

const fn discussion(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: DISCUSSION, where_to_fill: WhereToFill::ClientPage }
}

const fn figure(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: FIGURES, where_to_fill: WhereToFill::Letter }
}

const fn disclosed(path: &'static str, label: &'static str) -> MergeField {
    let where_to_fill = WhereToFill::Contract;
    MergeField { path, label, group: DISCLOSURE, where_to_fill }
}

const fn disclosed_asked(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: DISCLOSURE, where_to_fill: WhereToFill::Asked }
}

const fn standard(path: &'static str, label: &'static str) -> MergeField {
    MergeField { path, label, group: PERIODS, where_to_fill: WhereToFill::Asked }
}

/// Every merge field, by group. Rates and amounts of zero read `none`; days are whole numbers.
pub const MERGE_FIELDS: &[MergeField] = &[
    firm("firm.legal_name", "Firm's legal name"),
    firm("firm.organized_as", "Firm's legal form and state"),
    firm("firm.registration_number", "Firm's registration number"),
    firm("firm.address", "Firm's address"),
    firm("firm.town", "Firm's town"),
    firm("firm.email", "Firm's e-mail"),
    firm("firm.phone", "Firm's telephone"),
    client("client.legal_name", "Client's legal name"),
    client("client.trade_name", "Client's trade name"),
    client("client.organized_as", "Client's legal form and state"),
    client("client.registration_number", "Client's registration number"),
    client("client.line_of_business", "Client's line of business"),
    client("client.address", "Client's address"),
    client("client.town", "Client's town"),
    client("client.email", "Client's e-mail"),
    client("client.phone", "Client's telephone"),
    contract("contract.number", "Contract number"),
    contract("contract.version", "Contract version"),
    contract("contract.date", "Date of the contract"),
    contract("contract.replaces", "Version that is replaced"),
    contract("contract.amends", "Agreement that is amended"),
    contract("contract.amendment_number", "Number of the amendment"),
    contract("contract.secures", "Agreement that a guaranty secures"),
    asked("contract.offer_until", "Last day of the offer, such as December 31, 2026"),
    asked("contract.governing_state", "State whose law governs"),
    asked("contract.venue", "Courts, such as the courts of New York County, New York"),
    guarantor("guarantor.name", "Guarantor's name"),
    guarantor("guarantor.address", "Guarantor's address"),
    of_guarantor("guarantor.scope", "What is guaranteed"),
    of_guarantor("guarantor.kind", "Guarantor's kind"),
    of_guarantor("guarantor.organized_as", "Guarantor's legal form and state"),
    of_guarantor("guarantor.street", "Guarantor's street"),
    of_guarantor("guarantor.town", "Guarantor's town"),
    of_guarantor("guarantor.email", "Guarantor's e-mail"),
    of_guarantor("guarantor.limit", "Limit of the guaranty"),
    terms("terms.version", "Terms version"),
    terms("terms.effective_date", "Effective date of the terms"),
    terms("terms.currency", "Currency"),
    terms("terms.payment_schedule", "Payment schedule"),
    terms("terms.payment_words", "Payment schedule in a sentence"),
    terms("terms.due_date_rule", "Due-date rule"),
    terms("terms.advance_rate", "Advance rate"),
    terms("terms.advance_base", "Advance base"),
    terms("terms.reserve_rate", "Reserve rate"),
    terms("terms.reserve_form", "How the reserve is said"),
    terms("terms.business_day", "Business Day"),
    terms("terms.fee_form", "Fee form"),
    terms("terms.fee_summary", "Fee in one line"),
    terms("terms.fee_base", "Fee base"),
    terms("terms.fee_flat_rate", "Fee"),
    terms("terms.fee_first_days", "First period"),
    terms("terms.fee_first_rate", "Fee, first period"),
    terms("terms.fee_step_days", "Next periods, each"),
    terms("terms.fee_step_rate", "Fee, each next period"),
    terms("terms.fee_step_part", "Part of a period"),
    terms("terms.fee_words", "Fee in a sentence"),
    terms("terms.balance_rule", "How payments lower the fee base"),
    terms("terms.fee_minimum", "Minimum fee, each invoice"),
    terms("terms.fee_maximum", "Maximum fee, each invoice"),
    terms("terms.fee_taken", "Fee taken at purchase"),
    terms("terms.further_fees", "Further charges, each invoice"),
    terms("terms.monthly_minimum", "Minimum fees, each month"),
    terms("terms.quarterly_minimum", "Minimum fees, each quarter"),
    terms("terms.yearly_minimum", "Minimum fees, each year"),
    terms("terms.minimum_volume", "Minimum volume"),
    terms("terms.volume_period", "Minimum volume, each"),
    terms("terms.shortfall_rate", "Fee on missing volume"),
    terms("terms.misdirected_fee", "Misdirected payment fee"),
    terms("terms.day_count_start", "Days counted from"),
    terms("terms.days_from", "Days counted from, in a sentence"),
    terms("terms.day_end", "Days counted to"),
    terms("terms.minimum_days", "Minimum days"),
    terms("terms.day_cap", "Days counted at most"),
    terms("terms.clearance_days", "Clearance, Business Days"),
    terms("terms.grace_days", "Grace before late fee, days"),
    terms("terms.grace_meaning", "After grace"),
    terms("terms.late_start", "Start of late interest"),
    terms("terms.late_payer", "Late interest owed by"),
    terms("terms.late_base", "Client's late charge on"),
    terms("terms.late_form", "Client's late charge"),
    terms("terms.late_interest_rate", "Late interest, a year"),
    terms("terms.recourse_days", "Recourse, days"),
    terms("terms.recourse_base", "Recourse counted from"),
    terms("terms.facility_limit", "Facility limit"),
    terms("terms.debtor_concentration", "One debtor at most"),
    terms("terms.escrow_rate", "Escrow, share of each rebate"),
    terms("terms.escrow_cap", "Escrow cap"),
    terms("terms.release_words", "Release of reserve"),
    terms("terms.term_months", "Term, months"),
    terms("terms.renewal", "At the end of the term"),
    terms("terms.notice_days", "Notice, days"),
    terms("terms.early_termination_rate", "Early termination"),
    terms("terms.rounding", "Rounding"),
    disclosed_asked("disclosure.term_days", "Days from the assignment to the payment, 1 to 365"),
    disclosed("disclosure.law", "Law that asks for the disclosure"),
    disclosed("disclosure.invoice", "Face of the invoice in the example"),
    disclosed("disclosure.term", "Term of the example"),
    disclosed("disclosure.due_date", "Day the invoice of the example is paid"),
    disclosed("disclosure.advance", "Advance of the example"),
    disclosed("disclosure.prepaid", "Charges taken out of the advance"),
    disclosed("disclosure.amount_financed", "Amount financed"),
    disclosed("disclosure.finance_charge", "Finance charge"),
    disclosed("disclosure.apr", "Estimated annual percentage rate"),
    disclosed("disclosure.total_payment", "Total payment amount"),
    disclosed("disclosure.reserve", "Reserve that comes back"),
    disclosed("disclosure.priced_by", "What the price is made of"),
    disclosed("disclosure.has_other_charges", "Whether there are charges that can be avoided"),
    disclosed("disclosure.other_charges", "Charges that can be avoided"),
    standard("standard.ageing_days", "Ageing delivered after month's end, days"),
    standard("standard.change_days", "Warning of a change of name or form, days"),
    standard("standard.confidence_months", "Binding clauses of a term sheet, months"),
    standard("standard.confirmation_days", "Guarantor's confirmation after a request, days"),
    standard("standard.cross_age_rate", "Share over age that makes a debtor not eligible"),
    standard("standard.cure_days", "Time to cure a breach, days"),
    standard("standard.decision_days", "Decision on offered Accounts, Business Days"),
    standard("standard.demand_days", "Guarantor's payment after a demand, days"),
    standard("standard.dismissal_days", "Dismissal of an insolvency case, days"),
    standard("standard.dispute_days", "Time to settle a Dispute, days"),
    standard("standard.eligible_days", "Age at which an Account is not eligible, days"),
    standard("standard.give_back_days", "Payments not bought passed on, Business Days"),
    standard("standard.hold_days", "Past due before Reserve is held, days"),
    standard("standard.idle_days", "Without a purchase before leaving is free, days"),
    standard("standard.inspection_days", "Notice of an inspection, days"),
    standard("standard.objection_days", "Time to object to a statement, days"),
    standard("standard.payment_cure_days", "Time to cure a missed payment, Business Days"),
    standard("standard.payment_days", "Payment after a request, Business Days"),
    standard("standard.payoff_days", "Payoff figure after a request, Business Days"),
    standard("standard.quarter_days", "Financial statements after a quarter, days"),
    standard("standard.release_filing_days", "Release after a request, Business Days"),
    standard("standard.repurchase_days", "Repurchase after demand, Business Days"),
    standard("standard.revocation_days", "Until a guarantor's revocation takes effect, days"),
    standard("standard.statement_days", "Statement after month's end, Business Days"),
    standard("standard.statement_request_days", "Guarantor's statement after a request, days"),
    standard("standard.substitute_days", "Substitute for a guarantor, days"),
    standard("standard.turnover_days", "Turnover of payments, Business Days"),
    standard("standard.year_days", "Days in a year for interest"),
    standard("standard.year_report_days", "Financial statements after a year, days"),
    debtor("debtor.name", "Debtor's name"),
    debtor("debtor.address", "Debtor's address"),
    debtor("debtor.town", "Debtor's town"),
    letter("letter.number", "Letter number"),
    letter("letter.date", "Date of the letter"),
    letter("letter.effective_date", "Day it takes effect"),
    letter("letter.reply_by", "Answer asked by"),
    letter("letter.dispute_by", "Disputes said in writing by"),
    letter("letter.due_by", "Looks ahead to"),
    letter("letter.filing", "UCC-3 number and date"),
    letter("notice.number", "Number of the notice of assignment"),
    letter("notice.date", "Date of the notice of assignment"),
    letter("earlier.number", "Number of the reminder before"),
    letter("earlier.date", "Date of the reminder before"),
    discussion("discussion.contact", "Who was spoken to"),
    discussion("discussion.day", "Day of the discussion"),
    discussion("discussion.channel", "How they spoke, such as by telephone"),
    discussion("discussion.said", "What was said"),
    discussion("discussion.promised", "What was promised"),
    discussion("discussion.next_day", "Day of the next contact"),
    statement("statement.number", "Number of the statement"),
    statement("statement.period", "Days of the statement"),
    statement("statement.pages", "Pages of the statement"),
    schedule("schedule.number", "Number of the schedule"),
    schedule("schedule.date", "Day the schedule was offered"),
    charge_back("charge_back.number", "Number of the charge-back"),
    charge_back("charge_back.invoice", "Invoice that goes back"),
    charge_back("charge_back.debtor", "Debtor of that invoice"),
    charge_back("charge_back.what", "What goes back, and why"),
    charge_back("charge_back.amount", "What the client owes for it"),
    charge_back("charge_back.due_on", "Day by which it is owed"),
    payment("payment.payee", "Payee"),
    payment("payment.bank", "Bank"),
    payment("payment.routing", "Routing number"),
    payment("payment.account", "Account number"),
    figure("invoices.count", "Number of invoices"),
    figure("invoices.total", "Sum of the invoices"),
    figure("invoices.sellers", "Who sold the invoices"),
    figure("late.interest", "Late charges, interest"),
    figure("late.fees", "Late charges, fixed sums"),
    figure("late.charges", "Late charges in all"),
    figure("late.due", "Sum of the invoices with late charges"),
    figure("late.per_day", "Late charges, each further day"),
    figure("late.basis", "Why late charges are owed"),
    figure("payoff.total", "Payoff sum"),
    figure("payoff.good_through", "Payoff good through"),
    figure("payoff.per_diem", "Payoff, each further day"),
    figure("payoff.early_termination", "Payoff, early-termination fee"),
];

impl MergeField {
    /// Whether a wording of this kind has a value for it.
    #[must_use]
    pub fn is_of(&self, kind: WordingKind) -> bool {
        match self.group {
            "Firm" | "Client" => true,
            DEBTOR | PAYMENT | LETTER | FIGURES | DISCUSSION | STATEMENT | SCHEDULE
            | CHARGE_BACK => kind == WordingKind::Letter,
            CONTRACT => self.is_of_contract(kind),
            GUARANTOR => match kind {
                WordingKind::Guaranty => true,
                WordingKind::Agreement | WordingKind::TermSheet => {
                    NAMED_BEFOREHAND.contains(&self.path)
                }
                WordingKind::Letter | WordingKind::Disclosure => false,
            },
            TERMS => matches!(
                kind,
                WordingKind::Agreement | WordingKind::TermSheet | WordingKind::Disclosure
            ),
            DISCLOSURE => kind == WordingKind::Disclosure,
            PERIODS => !matches!(kind, WordingKind::Letter | WordingKind::Disclosure),
            _ => kind != WordingKind::Letter,
        }
    }

    fn is_of_contract(&self, kind: WordingKind) -> bool {
        match (self.path, kind) {
            (_, WordingKind::Letter) => LETTER_NAMES.contains(&self.path),
            ("contract.amends" | "contract.amendment_number", _) => kind == WordingKind::Agreement,
            ("contract.secures", _) => kind == WordingKind::Guaranty,
            ("contract.offer_until", _) => kind == WordingKind::TermSheet,
            ("contract.governing_state" | "contract.venue", _) => kind != WordingKind::Disclosure,
            (_, WordingKind::Agreement | WordingKind::Guaranty) => true,
            (_, WordingKind::TermSheet | WordingKind::Disclosure) => true,
        }
    }
}

/// What an agreement says of a guarantor before there is a guaranty.
const NAMED_BEFOREHAND: [&str; 3] = ["guarantor.name", "guarantor.address", "guarantor.scope"];

/// What a letter says of the contract in force.
const LETTER_NAMES: [&str; 2] = ["contract.number", "contract.date"];

/// The merge fields that a wording of this kind may use, by group.
#[must_use]
pub fn fields_of(kind: WordingKind) -> Vec<MergeField> {
    MERGE_FIELDS.iter().filter(|field| field.is_of(kind)).copied().collect()
}

/// The merge field with this path.
#[must_use]
pub fn find(path: &str) -> Option<&'static MergeField> {
    MERGE_FIELDS.iter().find(|field| field.path == path)
}

/// The known name that a misspelt one was probably meant to be; `None` when nothing is near.
pub(super) fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // A third of the letters may be wrong; beyond that a guess misleads.
    let mistakes_max = (written.chars().count() / 3).max(1);
    known
        .map(|name| (mistakes_between(written, name), name))
        .filter(|(mistakes, _)| *mistakes <= mistakes_max)
        .min()
        .map(|(_, name)| name)
}

/// The field that a name of somebody else's, such as "Client Legal Name", was probably meant to be,
/// and whether it reads the same but for case, spaces and signs.
#[must_use]
pub fn likely_field(kind: WordingKind, written: &str) -> Option<(&'static MergeField, bool)> {
    let bare = |text: &str| -> String {
        text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let written = bare(written);
    let offered = || MERGE_FIELDS.iter().filter(|field| field.is_of(kind));
    let usual = OTHER_NAMES.iter().find(|(names, _)| names.contains(&written.as_str()));
    let usual = usual.and_then(|(_, path)| offered().find(|field| field.path == *path));
    let same = offered().find(|field| bare(field.path) == written || bare(field.label) == written);
    if let Some(field) = same.or(usual) {
        return Some((field, true));
    }
    let names: Vec<(String, &'static MergeField)> = offered()
        .flat_map(|field| [(bare(field.path), field), (bare(field.label), field)])
        .chain(OTHER_NAMES.iter().flat_map(|(names, path)| {
            let field = offered().find(|field| field.path == *path);
            names.iter().filter_map(move |name| Some(((*name).to_owned(), field?)))
        }))
        .collect();
    let near = nearest(&written, names.iter().map(|(name, _)| name.as_str()))?;
    names.iter().find(|(name, _)| name == near).map(|(_, field)| (*field, false))
}

/// What other firms' papers call our fields, in small letters without spaces.
const OTHER_NAMES: &[(&[&str], &str)] = &[
    (&["factor", "factorname", "firmname", "purchaser", "buyer"], "firm.legal_name"),
    (&["factoraddress", "purchaseraddress", "buyeraddress"], "firm.address"),
    (
        &["client", "clientname", "clientlegalname", "seller", "sellername", "assignor"],
        "client.legal_name",
    ),
    (&["clientaddress", "selleraddress", "assignoraddress"], "client.address"),
    (&["clientstate", "entitytype", "stateoforganization"], "client.organized_as"),
    (&["dba", "tradename", "doingbusinessas"], "client.trade_name"),
    (&["registrationnumber", "companynumber", "ein"], "client.registration_number"),
    (&["clientemail", "selleremail"], "client.email"),
    (&["date", "agreementdate", "contractdate", "dateofagreement"], "contract.date"),
    (&["agreementnumber", "agreementno", "contractno"], "contract.number"),
    (&["governinglaw", "governingstate", "lawstate"], "contract.governing_state"),
    (&["courts", "county", "jurisdiction"], "contract.venue"),
    (&["guarantor", "guarantorname"], "guarantor.name"),
    (&["effectivedate"], "terms.effective_date"),
    (&["advance", "advancepercent", "advancepercentage"], "terms.advance_rate"),
    (&["reserve", "reservepercent", "reservepercentage"], "terms.reserve_rate"),
    (&["limit", "creditlimit", "creditline", "maximumamount"], "terms.facility_limit"),
    (&["fee", "fees", "discountfee", "factoringfee"], "terms.fee_summary"),
    (&["recourseperiod", "recoursedays"], "terms.recourse_days"),
    (&["term", "initialterm", "termmonths"], "terms.term_months"),
    (&["noticeperiod", "noticedays"], "terms.notice_days"),
    (&["defaultrate", "lateinterest", "interestrate"], "terms.late_interest_rate"),
    (&["debtor", "debtorname", "accountdebtor", "customer"], "debtor.name"),
    (&["debtoraddress", "customeraddress"], "debtor.address"),
    (&["letterdate"], "letter.date"),
];

/// Letters to insert, delete or replace (Levenshtein), case aside.
fn mistakes_between(written: &str, name: &str) -> usize {
    let written: Vec<char> = written.to_lowercase().chars().collect();
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (i, from) in written.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in name.iter().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[name.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_field_finds_the_one_that_was_meant() {
        let known = || MERGE_FIELDS.iter().map(|field| field.path);
        for (written, meant) in [
            ("client.legal_nam", Some("client.legal_name")),
            ("Client.Legal_Name", Some("client.legal_name")),
            ("term.advance_rate", Some("terms.advance_rate")),
            ("terms.advancerate", Some("terms.advance_rate")),
            ("firm.adress", Some("firm.address")),
            ("weather", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known()), meant, "{written}");
        }
    }

    #[test]
    fn a_name_of_another_paper_finds_its_field() {
        for (written, meant) in [
            ("Client Legal Name", Some(("client.legal_name", true))),
            ("CLIENT_LEGAL_NAME", Some(("client.legal_name", true))),
            ("Seller", Some(("client.legal_name", true))),
            ("Client’s legal name", Some(("client.legal_name", true))),
            ("Sellr Name", Some(("client.legal_name", false))),
            ("Advance Rte", Some(("terms.advance_rate", false))),
            ("Credit line", Some(("terms.facility_limit", true))),
            ("Debtor", None),
            ("Favourite colour", None),
        ] {
            let found = likely_field(WordingKind::Agreement, written);
            assert_eq!(found.map(|(field, is_same)| (field.path, is_same)), meant, "{written}");
        }
        let of_letter = likely_field(WordingKind::Letter, "Debtor").map(|(field, _)| field.path);
        assert_eq!(of_letter, Some("debtor.name"));
        for (_, path) in OTHER_NAMES {
            assert!(find(path).is_some(), "{path}");
        }
    }

    #[test]
    fn every_field_stands_once() {
        let mut paths: Vec<_> = MERGE_FIELDS.iter().map(|field| field.path).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), MERGE_FIELDS.len());
    }
}
