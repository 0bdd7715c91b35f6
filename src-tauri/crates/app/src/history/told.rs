//! Each row of the log in words.

use factor_domain::contract::LetterKind;
use factor_domain::day::Day;
use factor_domain::ids::{
    ClientId, ContractId, DebtorId, InvoiceId, LetterId, ReceiptId, ReleaseRunId, ScheduleId,
};
use factor_domain::note::NoteSubject;
use factor_store::history::{Act, Dated, DatedWhat};
use factor_store::letter::LetterNumber;
use factor_store::statement::StatementNumber;

use crate::find::wire::Target;
use crate::history::filter::capital;
use crate::history::names::{Detail, Facts, amount, plain};
use crate::notes::wire::{PromiseShown, PromiseState};
use crate::now::{Now, moment_words};

/// A line in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) text: String,
    /// The number of the paper or the thing; may be empty.
    pub(crate) reference: String,
    /// Where it is opened.
    pub(crate) target: Option<Target>,
    /// What a fingerprint is of, and the SHA-256 as hex.
    pub(crate) prints: Vec<(String, String)>,
}

/// A row that is being told.
struct Telling<'a> {
    act: &'a Act,
    facts: Facts,
    detail: Detail,
    now: Now,
}

/// "Ruth Adeyemi" of "Ruth Adeyemi (1)".
pub(crate) fn person(logged: &str) -> String {
    logged.rsplit_once(" (").map_or(logged, |(name, _)| name).to_owned()
}

/// A row of the log in words.
pub(crate) fn act(act: &Act, subject: Option<NoteSubject>, now: Now) -> Told {
    let telling = Telling {
        act,
        facts: Facts::read(act.facts.as_deref()),
        detail: Detail::read(&act.detail),
        now,
    };
    let named = act.subject.split('/').next().unwrap_or_default();
    let (text, reference) = match named {
        "client" | "contact" | "guarantor" => telling.of_client(),
        "debtor" => telling.of_debtor(),
        "schedule" => telling.of_schedule(subject),
        "contract" => telling.of_contract(),
        "letter" | "statement" => telling.of_letter(),
        "mail" => telling.of_mail(),
        "receipt" => telling.of_receipt(subject),
        "invoice" | "recourse" | "release" | "hold" => telling.of_money(),
        "follow_up" | "note" => telling.of_note(),
        _ => (telling.as_logged(), String::new()),
    };
    Told { text, reference, target: telling.target(named), prints: telling.prints() }
}

impl Telling<'_> {
    /// What was done, without the thing: "put on stop" of "client.put_on_stop".
    fn verb(&self) -> String {
        plain(self.act.what.split_once('.').map_or("", |(_, verb)| verb))
    }

    /// A row that nobody has found words for yet.
    fn as_logged(&self) -> String {
        let name = self.facts.name.as_deref().unwrap_or_default();
        let of = if name.is_empty() { String::new() } else { format!(": {name}") };
        format!("{}{of}", capital(&plain(&self.act.what)))
    }

    fn number(&self) -> String {
        self.facts.number.clone().unwrap_or_default()
    }

    /// ", reason" of the first of these that says something.
    fn why(&self, texts: [Option<&str>; 2]) -> String {
        let said = texts.into_iter().flatten().find(|text| !text.trim().is_empty());
        said.map_or_else(String::new, |text| format!(": {}", text.trim()))
    }

    fn of_client(&self) -> (String, String) {
        let detail = &self.detail;
        let name = self.facts.name.as_deref().unwrap_or_default();
        let text = match self.act.what.as_str() {
            "client.created" => "Client entered".to_owned(),
            "client.changed" => format!("Details changed: {}", self.fields()),
            "client.status_set" => status_words(detail.text("from"), detail.text("to")),
            "client.bank_account_set" => "Bank account changed".to_owned(),
            "client.bank_account_removed" => "Bank account removed".to_owned(),
            "client.bank_account_revealed" => "Bank account number shown".to_owned(),
            "client.bank_account_confirmed" => {
                format!(
                    "Bank account confirmed with {}, {}",
                    detail.text("who"),
                    detail.text("how")
                )
            }
            "terms.drafted" => match detail.number("version") {
                Some(version) => format!("Terms version {version} drafted"),
                None => "Terms drafted".to_owned(),
            },
            "terms.draft_discarded" => "Draft of terms discarded".to_owned(),
            "dunning.chosen" => "Dunning policy chosen".to_owned(),
            "buying_rules.saved" => "Buying rules saved".to_owned(),
            "contact.created" => format!("Contact {name} entered"),
            "contact.changed" => format!("Contact {name} changed"),
            "contact.removed" => format!("Contact {name} removed"),
            "guarantor.created" => format!("Guarantor {name} entered"),
            "guarantor.changed" => format!("Guarantor {name} changed"),
            "guarantor.removed" => format!("Guarantor {name} removed"),
            _ => self.as_logged(),
        };
        (text, String::new())
    }

    /// "phone, e-mail" of the fields that changed.
    fn fields(&self) -> String {
        let fields: Vec<String> =
            self.detail.texts("changed").iter().map(|field| plain(field)).collect();
        if fields.is_empty() { "nothing that is named".to_owned() } else { fields.join(", ") }
    }

    /// "limit USD 1.00, before USD 2.00"; empty where it stayed.
    fn limit(&self) -> String {
        let (before, now) = (self.detail.money("limit_before"), self.detail.money("limit"));
        let said = |limit| match limit {
            Some(limit) => amount(Some(limit)),
            None => "none".to_owned(),
        };
        if before == now {
            return String::new();
        }
        format!("limit {}, before {}", said(now), said(before))
    }

    fn of_debtor(&self) -> (String, String) {
        let detail = &self.detail;
        let other = self.facts.other.as_deref().unwrap_or_default();
        let pair = match (&self.facts.client, &self.facts.name) {
            (Some(client), Some(debtor)) => format!("{debtor} for {client}"),
            (None, Some(name)) | (Some(name), None) => name.clone(),
            (None, None) => String::new(),
        };
        let text = match self.act.what.as_str() {
            "debtor.created" => "Debtor entered".to_owned(),
            "debtor.changed" => {
                let limit = self.limit();
                let fields = self.fields();
                let rest = if limit.is_empty() { String::new() } else { format!("; {limit}") };
                format!("Details changed: {fields}{rest}")
            }
            "debtor.status_set" => status_words(detail.text("from"), detail.text("to")),
            "debtor.pair_set" => {
                let buying = match detail.text("buying") {
                    "no_buy" => "not bought",
                    _ => "bought",
                };
                let limit = self.limit();
                let rest = if limit.is_empty() { String::new() } else { format!(", {limit}") };
                format!("{pair}: {buying}{rest}")
            }
            "debtor.notice_set" => {
                format!("{pair}: notice of assignment {}", plain(detail.text("to")))
            }
            "debtor.merged" => format!("Joined with {other}"),
            "debtor.separated" => format!("Parted from {other}"),
            "debtor.contact_created" => "Contact entered".to_owned(),
            "debtor.contact_changed" => "Contact changed".to_owned(),
            "debtor.contact_removed" => "Contact removed".to_owned(),
            "debtor.verification_set" => "Amount to verify from set".to_owned(),
            "dunning.chosen" => "Dunning policy chosen".to_owned(),
            _ => self.as_logged(),
        };
        (text, String::new())
    }

    fn of_schedule(&self, subject: Option<NoteSubject>) -> (String, String) {
        let (detail, number) = (&self.detail, self.number());
        let why = self.why([Some(detail.text("reason")), None]);
        let text = match self.act.what.as_str() {
            "schedule.check_overridden" => {
                format!("Schedule {number}: {} overridden{why}", plain(detail.text("topic")))
            }
            "schedule.override_taken_back" => {
                format!("Schedule {number}: override of {} taken back", plain(detail.text("topic")))
            }
            "schedule.verification_logged" => format!(
                "Schedule {number}: invoices verified by {}, {}",
                plain(detail.text("method")),
                plain(detail.text("result"))
            ),
            "funding.prepared" => format!(
                "Schedule {number}: funding prepared, {} to pay out",
                amount(detail.money("net"))
            ),
            "funding.confirmed" => self.funded(subject, &number),
            "funding.reversed" => format!("Schedule {number}: funding reversed{why}"),
            "funding.instruction_written" => {
                format!("Schedule {number}: payment instruction written")
            }
            _ => format!("Schedule {number} {}{why}", self.verb()),
        };
        (text, number)
    }

    /// The whole of it, or the part of a debtor or an invoice.
    fn funded(&self, subject: Option<NoteSubject>, number: &str) -> String {
        let face = self.detail.money("face");
        let count = self.detail.number("invoices").unwrap_or_default();
        match subject {
            Some(NoteSubject::Debtor(_)) => {
                let own = self.facts.invoices.unwrap_or_default();
                let own_face = amount(self.facts.money(self.facts.face_minor));
                format!(
                    "Schedule {number} bought from {}: {} of this debtor, {own_face} face",
                    self.act.client,
                    counted(i64::from(own))
                )
            }
            Some(NoteSubject::Invoice(_)) => format!("Bought with schedule {number}"),
            Some(
                NoteSubject::Client(_)
                | NoteSubject::Schedule(_)
                | NoteSubject::Contract(_)
                | NoteSubject::Receipt(_),
            )
            | None => format!(
                "Schedule {number} funded: {}, {} face, {} paid out",
                counted(count),
                amount(face),
                amount(self.detail.money("net"))
            ),
        }
    }

    fn of_contract(&self) -> (String, String) {
        let (detail, number) = (&self.detail, self.number());
        let version = self.facts.version.unwrap_or_default();
        let verb = match self.act.what.as_str() {
            "contract.frozen" => "frozen".to_owned(),
            "contract.signed_by_party" => match detail.text("party") {
                "guarantor" => "signed by the guarantor".to_owned(),
                party => format!("signed for the {party}"),
            },
            "contract.signed" => "signed by all".to_owned(),
            "contract.certified" => "signed by certificate".to_owned(),
            "contract.superseded" => "replaced by a later one".to_owned(),
            "contract.withdrawn" => "withdrawn".to_owned(),
            "contract.sent" => "sent to be signed".to_owned(),
            "contract.notice_given" => format!(
                "notice given by the {}, ends {}",
                detail.text("party"),
                day(detail.text("ends_on"))
            ),
            "contract.notice_withdrawn" => "notice withdrawn".to_owned(),
            "contract.renewal_decided" => "renewal decided".to_owned(),
            "mail.drafted" => return (self.drafted(), number),
            _ => self.verb(),
        };
        (format!("{number}, version {version}, {verb}"), format!("{number} v{version}"))
    }

    fn of_letter(&self) -> (String, String) {
        let facts = &self.facts;
        let (year, serial) = (facts.year.unwrap_or_default(), facts.serial.unwrap_or_default());
        if self.act.subject.starts_with("statement/") {
            let number = StatementNumber { year, serial }.to_string();
            let days = (facts.from.as_deref(), facts.until.as_deref());
            let of = match days {
                (Some(from), Some(until)) => format!(" of {} to {}", day(from), day(until)),
                _ => String::new(),
            };
            return match self.act.what.as_str() {
                "mail.drafted" => (self.drafted(), number),
                _ => (format!("Statement {number}{of} {}", self.verb()), number),
            };
        }
        let number = LetterNumber { year, serial }.to_string();
        let kind = facts.word.as_deref().and_then(LetterKind::from_word);
        let kind = kind.map_or("Letter", LetterKind::label);
        let name = facts.name.as_deref().unwrap_or_default();
        let step = plain(self.detail.text("what"));
        let on = match self.detail.text("on") {
            "" => String::new(),
            on => format!(", {}", day(on)),
        };
        let text = match self.act.what.as_str() {
            "letter.made" => format!("{kind} {number} made, to {name}"),
            "letter.step_added" => format!("{kind} {number} to {name}: {step}{on}"),
            "letter.step_taken_back" => {
                format!("{kind} {number} to {name}: \u{201c}{step}\u{201d} taken back")
            }
            "mail.drafted" => self.drafted(),
            _ => format!("{kind} {number} {}", self.verb()),
        };
        (text, number)
    }

    fn drafted(&self) -> String {
        format!(
            "Message \u{201c}{}\u{201d} to {} opened in the mail program; whether it went out is \
             not known here",
            self.detail.text("subject"),
            self.detail.text("to")
        )
    }

    fn of_mail(&self) -> (String, String) {
        let facts = &self.facts;
        let state = facts.word.as_deref().map_or_else(String::new, plain);
        let at =
            facts.at.as_deref().map_or_else(String::new, |at| moment_words(at, self.now.zone()));
        let text = format!(
            "Message \u{201c}{}\u{201d} to {}: {state}, {at}",
            facts.title.as_deref().unwrap_or_default(),
            facts.name.as_deref().unwrap_or_default()
        );
        if self.act.what == "mail.written" {
            return (text, String::new());
        }
        let step = plain(self.detail.text("what"));
        let title = facts.title.as_deref().unwrap_or_default();
        (format!("Message \u{201c}{title}\u{201d}: {step}"), String::new())
    }

    fn of_receipt(&self, subject: Option<NoteSubject>) -> (String, String) {
        let facts = &self.facts;
        let reference = facts.reference.clone().unwrap_or_default();
        let what = format!(
            "{} of {} by {}{}",
            amount(facts.money(facts.amount_minor)),
            facts.on.as_deref().map_or_else(String::new, day),
            facts.word.as_deref().map_or_else(String::new, plain),
            facts.other.as_deref().map_or_else(String::new, |from| format!(" from {from}")),
        );
        let share = match (subject, facts.share_minor) {
            (Some(NoteSubject::Client(_)), Some(minor)) => {
                format!("; {} on this client's invoices", amount(facts.money(Some(minor))))
            }
            (Some(NoteSubject::Invoice(_)), Some(minor)) => {
                format!("; {} on this invoice", amount(facts.money(Some(minor))))
            }
            _ => String::new(),
        };
        let why = self.why([Some(self.detail.text("reason")), None]);
        let text = match self.act.what.as_str() {
            "receipt.posted" => format!("Receipt posted: {what}{share}"),
            "receipt.returned" => format!("Receipt returned: {what}{why}"),
            "receipt.reversed" => format!("Receipt reversed: {what}{why}"),
            _ => format!("Receipt {}: {what}", self.verb()),
        };
        (text, reference)
    }

    fn of_money(&self) -> (String, String) {
        let (facts, number) = (&self.facts, self.number());
        let sum = amount(facts.money(facts.amount_minor));
        let reason = facts.reason.as_deref();
        let why = self.why([reason, facts.word.as_deref()]);
        let ended = self.why([facts.ended.as_deref(), None]);
        let of = if number.is_empty() { String::new() } else { format!(" of invoice {number}") };
        let run = self.act.subject.strip_prefix("release/").unwrap_or_default();
        let run = run.parse().map_or_else(
            |_| String::new(),
            |id| crate::releases::run_number(ReleaseRunId::new(id)),
        );
        match self.act.what.as_str() {
            "invoice.step" => (format!("Invoice {number}: {}", self.detail.text("words")), number),
            "recourse.charged_back" => {
                (format!("Invoice {number} charged back, {sum} owed{}", plain(&why)), number)
            }
            "recourse.written_off" => {
                (format!("Invoice {number} written off, loss {sum}{}", plain(&why)), number)
            }
            "recourse.write_off_prepared" => {
                (format!("Write-off of invoice {number} prepared, {sum}"), number)
            }
            "recourse.reversed" => (format!("Invoice {number} taken back up{ended}"), number),
            "recourse.discarded" => {
                (format!("Write-off of invoice {number} discarded{ended}"), number)
            }
            "release.booked" => {
                let to = facts.name.as_deref().unwrap_or_default();
                (format!("{} released: {sum} paid, {to}", self.source()), run)
            }
            "release.reversed" => (format!("Release of {sum} reversed{ended}"), run),
            "hold.placed" => (format!("Reserve{of} held back{}", self.why([reason, None])), number),
            "hold.lifted" => (format!("Hold on the reserve{of} lifted{ended}"), number),
            _ => (self.as_logged(), number),
        }
    }

    fn source(&self) -> &'static str {
        if self.facts.word.as_deref() == Some("escrow") { "Escrow" } else { "Reserve" }
    }

    fn of_note(&self) -> (String, String) {
        let facts = &self.facts;
        let reason = facts.reason.as_deref().unwrap_or_default();
        let with = facts.name.as_deref().filter(|name| !name.is_empty());
        let with = with.map_or_else(String::new, |name| format!(", {name}"));
        let text = match self.act.what.as_str() {
            "follow_up.finished" => format!("Follow-up done{with}: {reason}"),
            "follow_up.moved" => format!("Follow-up moved{with}: {reason}"),
            "follow_up.snoozed" => format!("Follow-up put off{with}: {reason}"),
            "follow_up.reopened" => format!("Follow-up opened again{with}: {reason}"),
            "promise.missed" => format!("Promise missed{with}: {reason}"),
            "note.saved" if self.detail.number("corrects").is_some() => "Note corrected".to_owned(),
            "note.saved" => "Note written".to_owned(),
            "mail.drafted" => self.drafted(),
            _ => self.as_logged(),
        };
        (text, String::new())
    }

    fn target(&self, named: &str) -> Option<Target> {
        let id: i64 = self.act.subject.split_once('/')?.1.parse().ok()?;
        Some(match named {
            "client" => Target::Client { client_id: ClientId::new(id) },
            "debtor" => Target::Debtor { debtor_id: DebtorId::new(id) },
            "schedule" => Target::Schedule { schedule_id: ScheduleId::new(id) },
            "contract" => Target::Contract { contract_id: ContractId::new(id) },
            "letter" => Target::Letter { letter_id: LetterId::new(id) },
            "receipt" => Target::Receipt { receipt_id: ReceiptId::new(id) },
            "invoice" => Target::Invoice { invoice_id: InvoiceId::new(id) },
            "release" => Target::ReleaseRun { run_id: ReleaseRunId::new(id) },
            "recourse" => Target::Invoice { invoice_id: InvoiceId::new(self.facts.invoice_id?) },
            "note" => {
                let subject = self.detail.value("subject")?.clone();
                serde_json::from_value::<NoteSubject>(subject).ok()?.into()
            }
            _ => return None,
        })
    }

    fn prints(&self) -> Vec<(String, String)> {
        let facts = &self.facts;
        let mut prints: Vec<(String, String)> = self
            .detail
            .fingerprints()
            .into_iter()
            .map(|(key, hash)| (self.print_of(key).to_owned(), hash.to_owned()))
            .collect();
        if self.act.what == "mail.written" && prints.is_empty() {
            prints.extend(facts.sha256.clone().map(|hash| ("Message".to_owned(), hash)));
        }
        let file = facts.file_sha256.clone();
        prints.extend(file.map(|hash| (facts.file.clone().unwrap_or_default(), hash)));
        prints
    }

    /// What a fingerprint in the detail of a row is of.
    fn print_of(&self, key: &str) -> &'static str {
        match (key, self.act.what.as_str()) {
            ("frozen_sha256", _) | (_, "contract.frozen") => "Contract as frozen",
            ("signed_sha256", _) => "Contract as signed",
            ("certified_sha256", _) => "Contract signed by certificate",
            (_, "contract.sent") => "File that was sent",
            (_, "letter.made") => "Letter",
            (_, "statement.made") => "Statement",
            (_, "mail.written") => "Message as sent",
            (_, "mail.drafted") => "Message as drafted",
            _ => "File",
        }
    }
}

/// "12 invoices"
fn counted(count: i64) -> String {
    if count == 1 { "1 invoice".to_owned() } else { format!("{count} invoices") }
}

/// "Nov 5, 2026" of an ISO day; another text stays as it is.
fn day(iso: &str) -> String {
    Day::from_iso(iso).map_or_else(|_| iso.to_owned(), Day::format_short)
}

/// A change of state, of a client or a debtor.
fn status_words(from: &str, to: &str) -> String {
    match (from, to) {
        (_, "on_stop") => "Put on stop".to_owned(),
        ("on_stop", "active" | "approved") => "Released from stop".to_owned(),
        (_, "archived") => "Archived".to_owned(),
        (from, to) => format!("State changed from {} to {}", plain(from), plain(to)),
    }
}

/// What came about on its day, in words; a promise needs what became of it.
pub(crate) fn dated(dated: &Dated, promise: Option<&PromiseShown>) -> Told {
    let (text, reference, target) = match &dated.what {
        DatedWhat::Terms { version } => {
            let since = dated.on.format_short();
            (format!("Terms version {version} in force from {since}"), String::new(), None)
        }
        DatedWhat::InForce { contract, number, version } => (
            format!("{number}, version {version}, in force"),
            format!("{number} v{version}"),
            Some(Target::Contract { contract_id: *contract }),
        ),
        DatedWhat::Ended { contract, number, by, given_on } => (
            format!("{number} ended by notice of the {by}, given {}", given_on.format_short()),
            number.clone(),
            Some(Target::Contract { contract_id: *contract }),
        ),
        DatedWhat::PromiseDue { .. } => {
            (promise.map_or_else(String::new, promise_words), String::new(), None)
        }
    };
    Told { text, reference, target, prints: Vec::new() }
}

/// "Promise of USD 5,000.00 by Nora Ellis, given Nov 5, 2026, kept"
pub(crate) fn promise_words(promise: &PromiseShown) -> String {
    let became = match promise.state {
        PromiseState::Open => "open".to_owned(),
        PromiseState::Kept => "kept".to_owned(),
        PromiseState::PartKept => {
            format!("kept in part: {} came in", promise.paid.format_with_code())
        }
        PromiseState::Broken => "broken: nothing came in".to_owned(),
    };
    let invoice = match promise.invoice_number.as_str() {
        "" => String::new(),
        number => format!(" for invoice {number}"),
    };
    format!(
        "Promise of {}{invoice} by {}, given {}, {became}",
        promise.amount.format_with_code(),
        promise.by,
        promise.given_on.format_short()
    )
}
