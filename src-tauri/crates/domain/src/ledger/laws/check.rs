//! The check as a stream: one pass over the entries, in order.

use crate::day::Day;
use crate::ids::{ClientId, EntryNumber, InvoiceId};
use crate::ledger::compact::{SmallKeyMap, currency_at, currency_index};
use crate::ledger::laws::invoices::{
    Figures, OpenInvoice, RestedInvoice, face_accounted_for, money_accounted_for,
    nothing_below_zero, one_currency, reserve_not_below_zero,
};
use crate::ledger::laws::shown::{Shown, accounts_sum_to_zero, follows};
use crate::ledger::laws::{
    BooksChecked, FeeSample, Finding, InvoiceRecord, Law, LawResult, RecordState, ShownBalance,
    Subject, each,
};
use crate::ledger::{Account, Booked, Posting};

/// The check under way.
///
/// Give it every entry in order, then the invoices' records and the fees, then finish it. It keeps
/// some 200 bytes for each open invoice, 40 for each closed one, and the balances that were shown.
/// The laws of an invoice are judged on the books as they stand at the end: what a later entry has
/// put right is right.
#[derive(Clone, Debug, Default)]
pub struct BooksCheck {
    shown: Shown,
    open: SmallKeyMap<InvoiceId, OpenInvoice>,
    rested: SmallKeyMap<InvoiceId, RestedInvoice>,
    sums: SmallKeyMap<u8, i128>,
    reserves: SmallKeyMap<(ClientId, u8), i64>,
    reversals: SmallKeyMap<EntryNumber, EntryNumber>,
    last: Option<(i64, Day)>,
    entries: u64,
    closed_records: u64,
    fees: u64,
    broken: [u64; 7],
    findings: Vec<Finding>,
}

impl BooksCheck {
    /// A check against these balances, of any days in any order.
    #[must_use]
    pub fn new(shown: impl IntoIterator<Item = ShownBalance>) -> BooksCheck {
        BooksCheck { shown: Shown::new(shown), ..BooksCheck::default() }
    }

    /// The next entry, and if it is a reversal the entry it names, where there is one.
    pub fn entry(&mut self, booked: &Booked, original: Option<&Booked>) {
        let shown_before = self.shown.compare_before(booked.booked_on);
        self.report(shown_before);
        self.report(follows(booked, self.last));
        self.report(each::entry_balances(booked));
        self.check_reversal(booked, original);
        self.shown.add(booked);
        for posting in &booked.entry.postings {
            self.add(booked, posting);
        }
        for posting in &booked.entry.postings {
            self.rest(posting.invoice);
        }
        self.last = Some((booked.number.get(), booked.booked_on));
        self.entries += 1;
    }

    /// The record of an invoice, after the last entry.
    pub fn invoice(&mut self, record: &InvoiceRecord) {
        let of_entries = self
            .open
            .get(&record.invoice)
            .map(|open| open.currency)
            .or_else(|| self.rested.get(&record.invoice).map(|rested| rested.currency()));
        if let Some(currency) = of_entries {
            self.report(one_currency(record, currency));
        }
        if record.state == RecordState::Open {
            return;
        }
        self.closed_records += 1;
        let InvoiceRecord { invoice, face, .. } = *record;
        let open = self.open.get(&invoice);
        // Its own story shows the same gap when the invoice is open in the record as well.
        if open.is_some_and(|open| open.is_closed() && open.face() != open.face_ended()) {
            return;
        }
        let rested = self.rested.get(&invoice).map(|rested| rested.face());
        let found = open.map(OpenInvoice::face_ended).or(rested).unwrap_or_default();
        let figures = Figures { expected: face.minor(), found };
        self.report(face_accounted_for(invoice, currency_index(face.currency()), figures));
    }

    /// Fees of an invoice, priced by its terms.
    pub fn fees(&mut self, sample: &FeeSample) {
        self.fees += 1;
        self.report(each::fees_never_fall(sample));
    }

    /// The outcome.
    #[must_use]
    pub fn finish(mut self) -> BooksChecked {
        let shown = self.shown.compare_rest();
        self.report(shown);
        let mut sums: Vec<(u8, i128)> = self.sums.iter().map(|(&key, &sum)| (key, sum)).collect();
        sums.sort_unstable();
        for (currency, sum) in sums {
            self.report(accounts_sum_to_zero(currency, sum));
        }
        self.check_open_invoices();
        let mut reserves: Vec<((ClientId, u8), i64)> =
            self.reserves.iter().map(|(&key, &minor)| (key, minor)).collect();
        reserves.sort_unstable();
        for ((client, currency), reserve) in reserves {
            self.report(reserve_not_below_zero(client, currency, reserve));
        }
        self.findings.sort_by_key(|finding| finding.law);
        BooksChecked {
            entries: self.entries,
            invoices: self.invoices(),
            laws: Law::ALL.map(|law| self.result(law)),
            findings: self.findings,
        }
    }

    fn invoices(&self) -> u64 {
        (self.open.len() + self.rested.len()) as u64
    }

    fn result(&self, law: Law) -> LawResult {
        let closed = self.open.values().filter(|open| open.is_closed()).count();
        let checked = match law {
            Law::EntriesBalance => self.entries,
            Law::FaceAccountedFor => ((closed + self.rested.len()) as u64).max(self.closed_records),
            Law::MoneyAccountedFor | Law::NothingBelowZero => self.invoices(),
            Law::ShownEqualsRebuilt => self.shown.checked(),
            Law::ReversalsMirror => self.reversals.len() as u64,
            Law::FeesNeverFall => self.fees,
        };
        LawResult { law, checked, broken: self.broken[law as usize] }
    }

    fn report(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            self.broken[finding.law as usize] += 1;
            if self.findings.len() < BooksChecked::FINDINGS_MAX {
                self.findings.push(finding);
            }
        }
    }

    fn check_reversal(&mut self, booked: &Booked, original: Option<&Booked>) {
        let Some(named) = booked.entry.reverses else { return };
        self.report(each::reversal_mirrors(booked, original));
        if let Some(first) = self.reversals.insert(named, booked.number) {
            self.report(Some(Finding {
                law: Law::ReversalsMirror,
                subject: Subject::Entry(booked.number),
                expected: None,
                found: None,
                words: format!(
                    "Entry {named} is reversed twice, by {first} and {}.",
                    booked.number
                ),
            }));
        }
    }

    fn add(&mut self, booked: &Booked, posting: &Posting) {
        let (minor, currency) = (posting.amount.minor(), currency_index(posting.amount.currency()));
        *self.sums.entry(currency).or_default() += i128::from(minor);
        if let (Some(client), Account::ClientReserve) = (booked.entry.client, posting.account) {
            *self.reserves.entry((client, currency)).or_default() -= minor;
        }
        let Some(invoice) = posting.invoice else { return };
        let rested = &mut self.rested;
        let open = self.open.entry(invoice).or_insert_with(|| {
            rested.remove(&invoice).map_or(OpenInvoice::new(currency), RestedInvoice::woken)
        });
        open.story.add_minor(booked.entry.event, posting.account, minor);
        if open.currency != currency {
            let words = format!(
                "Entry {} is in {}, but invoice {invoice} is in {}.",
                booked.number,
                posting.amount.currency(),
                currency_at(open.currency)
            );
            self.report(Some(Finding {
                law: Law::EntriesBalance,
                subject: Subject::Entry(booked.number),
                expected: None,
                found: None,
                words,
            }));
        }
    }

    fn rest(&mut self, invoice: Option<InvoiceId>) {
        let Some(invoice) = invoice else { return };
        if let Some(rested) = self.open.get(&invoice).and_then(OpenInvoice::rested) {
            self.open.remove(&invoice);
            self.rested.insert(invoice, rested);
        }
    }

    fn check_open_invoices(&mut self) {
        let mut open: Vec<(InvoiceId, OpenInvoice)> =
            self.open.iter().map(|(&invoice, &open)| (invoice, open)).collect();
        open.sort_unstable_by_key(|(invoice, _)| *invoice);
        for (invoice, state) in open {
            if state.is_closed() {
                let figures = Figures { expected: state.face(), found: state.face_ended() };
                self.report(face_accounted_for(invoice, state.currency, figures));
            }
            self.report(money_accounted_for(invoice, &state));
            self.report(nothing_below_zero(invoice, &state));
        }
    }
}
