//! The laws of an invoice: the second, the third and the fourth.

use crate::ids::{ClientId, InvoiceId};
use crate::ledger::InvoiceStory;
use crate::ledger::compact::currency_at;
use crate::ledger::laws::{Finding, InvoiceRecord, Law, Subject};
use crate::money::Money;

/// What is remembered of an invoice while it is open, and again when a closed one is touched.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OpenInvoice {
    pub(super) story: InvoiceStory,
    /// Face that was already closed when the story began anew.
    pub(super) closed_face: i64,
    pub(super) currency: u8,
}

/// All that is remembered of an invoice at rest: nothing open, nothing reserved, no law broken.
///
/// Every identity of the laws is a sum, and for an invoice at rest it has come to zero, so a later
/// entry can go on from zero. Only what was released must be known, because a payment that is
/// returned later takes back what it had earned.
#[derive(Clone, Copy, Debug)]
pub(super) struct RestedInvoice {
    face: i64,
    released_net: i64,
    currency: u8,
}

impl OpenInvoice {
    pub(super) fn new(currency: u8) -> OpenInvoice {
        OpenInvoice { currency, ..OpenInvoice::default() }
    }

    pub(super) fn rested(&self) -> Option<RestedInvoice> {
        let story = &self.story;
        let is_at_rest = story.open == 0
            && story.reserve == 0
            && story.face == story.face_ended()
            && story.money_given() == story.money_due();
        is_at_rest.then(|| RestedInvoice {
            face: self.face(),
            released_net: story.released_net(),
            currency: self.currency,
        })
    }

    pub(super) const fn face(&self) -> i64 {
        self.closed_face + self.story.face
    }

    pub(super) const fn face_ended(&self) -> i64 {
        self.closed_face + self.story.face_ended()
    }

    pub(super) const fn is_closed(&self) -> bool {
        self.story.open == 0
    }
}

impl RestedInvoice {
    /// The invoice again, as far as the laws need it.
    pub(super) fn woken(self) -> OpenInvoice {
        OpenInvoice {
            story: InvoiceStory::having_released(self.released_net),
            closed_face: self.face,
            currency: self.currency,
        }
    }

    pub(super) const fn face(self) -> i64 {
        self.face
    }

    pub(super) const fn currency(self) -> u8 {
        self.currency
    }
}

/// Amounts of a finding; sums of many rows may lie out of range, and are then not shown.
fn amount(minor: i64, currency: u8) -> Option<Money> {
    Money::new(minor, currency_at(currency)).ok()
}

fn finding(law: Law, subject: Subject, currency: u8, figures: Figures, words: String) -> Finding {
    let (expected, found) = (amount(figures.expected, currency), amount(figures.found, currency));
    Finding { law, subject, expected, found, words }
}

#[derive(Clone, Copy)]
pub(super) struct Figures {
    pub(super) expected: i64,
    pub(super) found: i64,
}

/// Second law: cash applied + charged to reserve + charged back + written off = face.
pub(super) fn face_accounted_for(
    invoice: InvoiceId,
    currency: u8,
    figures: Figures,
) -> Option<Finding> {
    if figures.expected == figures.found {
        return None;
    }
    let words = format!(
        "Invoice {invoice} is closed, but what was collected, charged and written off does not add \
         up to its face."
    );
    let subject = Subject::Invoice(invoice);
    Some(finding(Law::FaceAccountedFor, subject, currency, figures, words))
}

/// Second law: the face of the record is in the currency of the entries.
pub(super) fn one_currency(record: &InvoiceRecord, of_entries: u8) -> Option<Finding> {
    let InvoiceRecord { invoice, face, .. } = *record;
    let (of_record, of_entries) = (face.currency(), currency_at(of_entries));
    (of_record != of_entries).then(|| Finding {
        law: Law::FaceAccountedFor,
        subject: Subject::Invoice(invoice),
        expected: Some(face),
        found: None,
        words: format!("Invoice {invoice} is in {of_record}, but its entries are in {of_entries}."),
    })
}

/// Third law: advance + fees and interest from the reserve + released + reserve − deficit
/// = collected + open + repurchased + loss.
pub(super) fn money_accounted_for(invoice: InvoiceId, open: &OpenInvoice) -> Option<Finding> {
    let figures = Figures { expected: open.story.money_due(), found: open.story.money_given() };
    if figures.expected == figures.found {
        return None;
    }
    let words = format!(
        "Invoice {invoice}: advance, fees, releases and reserve do not equal what was collected, \
         is open or was returned."
    );
    let subject = Subject::Invoice(invoice);
    Some(finding(Law::MoneyAccountedFor, subject, open.currency, figures, words))
}

/// Fourth law, for an invoice.
pub(super) fn nothing_below_zero(
    invoice: InvoiceId,
    open: &OpenInvoice,
) -> impl Iterator<Item = Finding> {
    let (story, currency) = (open.story, open.currency);
    let low = |found: i64, what: &str| {
        let words = format!("Invoice {invoice} has {what} below zero.");
        let figures = Figures { expected: 0, found };
        let subject = Subject::Invoice(invoice);
        (found < 0).then(|| finding(Law::NothingBelowZero, subject, currency, figures, words))
    };
    let figures = Figures { expected: story.earned(), found: story.released_net() };
    let beyond = (figures.found > figures.expected).then(|| {
        let words = format!("More was released on invoice {invoice} than its reserve had earned.");
        let subject = Subject::Invoice(invoice);
        finding(Law::NothingBelowZero, subject, currency, figures, words)
    });
    [low(story.open, "an open face"), low(story.reserve, "a reserve"), beyond].into_iter().flatten()
}

/// Fourth law, for all reserve of a client, named for an invoice or not.
pub(super) fn reserve_not_below_zero(
    client: ClientId,
    currency: u8,
    reserve: i64,
) -> Option<Finding> {
    let figures = Figures { expected: 0, found: reserve };
    let words = format!("The reserve of client {client} stands below zero.");
    let subject = Subject::Client(client);
    (reserve < 0).then(|| finding(Law::NothingBelowZero, subject, currency, figures, words))
}
