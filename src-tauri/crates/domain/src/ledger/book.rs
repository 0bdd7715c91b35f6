//! The book in memory: checked entries, and the balances they leave.

use crate::day::Day;
use crate::ids::{ClientId, EntryNumber, InvoiceId, TermsVersionId};
use crate::ledger::compact::{CompactPosting, SmallKeyMap};
use crate::ledger::{
    Balances, Cause, Entry, Event, InvoiceBalances, InvoiceStory, Posting, ReversalDays,
};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// An entry as it stands in the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Booked {
    /// Its number: 1, 2, 3 without gaps.
    pub number: EntryNumber,
    /// The office's day on which it was written; never before that of the entry before it.
    pub booked_on: Day,
    /// The entry.
    pub entry: Entry,
}

/// The books of one firm in memory.
///
/// It holds some 90 bytes an entry and 48 a posting, and leaves the working with the stored entry,
/// so that a simulation of years fits. Nothing in it is ever changed or taken out.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub(super) entries: Vec<CompactEntry>,
    pub(super) postings: Vec<CompactPosting>,
    balances: Balances,
    reversals: SmallKeyMap<u32, u32>,
    /// One more than the place of the last entry of the client.
    last_of_client: SmallKeyMap<ClientId, u32>,
    /// One more than the place of the last posting of the invoice.
    last_of_invoice: SmallKeyMap<InvoiceId, u32>,
}

/// An entry without its lines, chained to the one before it of the same client.
#[derive(Clone, Copy, Debug)]
pub(super) struct CompactEntry {
    cause: Cause,
    client: Option<ClientId>,
    terms_version: Option<TermsVersionId>,
    pub(super) event_on: Day,
    pub(super) value_on: Day,
    pub(super) booked_on: Day,
    first_posting: u32,
    before_of_client: u32,
    reverses: Option<u32>,
    pub(super) event: Event,
}

impl CompactEntry {
    pub(super) fn reverses(&self) -> Option<EntryNumber> {
        self.reverses.map(number_of)
    }
}

impl Book {
    /// A book without entries.
    #[must_use]
    pub fn new() -> Book {
        Book::default()
    }

    /// Writes an entry and gives it the next number.
    ///
    /// # Errors
    /// Whatever [`Entry::check`] refuses; a booking day before that of the last entry, or before
    /// the event; another currency than an invoice is in; a reversal that is not the mirror of the
    /// entry it names, or names one that is reversed already; a balance out of range. Nothing has
    /// changed then.
    pub fn post(&mut self, entry: Entry, booked_on: Day) -> Result<EntryNumber, Refusal> {
        entry.check()?;
        if let Some(last) = self.last_booked_on().filter(|last| booked_on < *last) {
            return Err(Refusal::BookedTooEarly { booked_on, last });
        }
        entry.check_booking_day(booked_on)?;
        self.check_currencies(&entry)?;
        let reversed = self.check_reversal(&entry)?;
        let place = self.next_place()?;
        let first_posting = self.room_for(entry.postings.len())?;
        self.balances.post(&entry)?;
        if let Some(reversed) = reversed {
            self.reversals.insert(reversed, place);
        }
        for posting in &entry.postings {
            self.chain_posting(posting, place);
        }
        let before_of_client = match entry.client {
            Some(client) => self.last_of_client.insert(client, place + 1).unwrap_or_default(),
            None => 0,
        };
        self.entries.push(CompactEntry {
            cause: entry.cause,
            client: entry.client,
            terms_version: entry.terms_version,
            event_on: entry.event_on,
            value_on: entry.value_on,
            booked_on,
            first_posting,
            before_of_client,
            reverses: reversed,
            event: entry.event,
        });
        Ok(number_of(place))
    }

    /// Writes the exact mirror of an entry.
    ///
    /// # Errors
    /// No such entry, a reversal, an entry reversed already, or what [`Book::post`] refuses.
    pub fn reverse(
        &mut self,
        number: EntryNumber,
        days: ReversalDays,
        booked_on: Day,
    ) -> Result<EntryNumber, Refusal> {
        let original = self.entry(number).ok_or(Refusal::EntryUnknown { number })?;
        self.post(original.entry.reversal(number, days)?, booked_on)
    }

    /// The entry that reversed this one, if one did.
    #[must_use]
    pub fn reversed_by(&self, number: EntryNumber) -> Option<EntryNumber> {
        self.reversals.get(&place_of(number)?).map(|&place| number_of(place))
    }

    /// The entry with this number, without its working.
    #[must_use]
    pub fn entry(&self, number: EntryNumber) -> Option<Booked> {
        self.booked(place_of(number)?)
    }

    /// Every entry in its order, without the workings.
    pub fn entries(&self) -> impl Iterator<Item = Booked> + '_ {
        (0..).map_while(|place| self.booked(place))
    }

    /// How many entries there are; the number of the last one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing has been written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The booking day of the last entry.
    #[must_use]
    pub fn last_booked_on(&self) -> Option<Day> {
        self.entries.last().map(|entry| entry.booked_on)
    }

    /// The balances as they stand.
    #[must_use]
    pub fn balances(&self) -> &Balances {
        &self.balances
    }

    /// The balances built again from every entry; they equal [`Book::balances`].
    ///
    /// # Errors
    /// None for a book that was written by [`Book::post`].
    pub fn rebuild(&self) -> Result<Balances, Refusal> {
        let mut balances = Balances::default();
        for booked in self.entries() {
            balances.post(&booked.entry)?;
        }
        Ok(balances)
    }

    /// What happened to an invoice so far; `None` if nothing is posted on it.
    ///
    /// # Errors
    /// Two currencies on one invoice, or a figure beyond [`crate::Money::MINOR_MAX`].
    pub fn invoice(&self, invoice: InvoiceId) -> Result<Option<InvoiceBalances>, Refusal> {
        self.invoice_where(invoice, |_| true)
    }

    pub(super) fn invoice_where(
        &self,
        invoice: InvoiceId,
        counts: impl Fn(&CompactEntry) -> bool,
    ) -> Result<Option<InvoiceBalances>, Refusal> {
        let (mut story, mut currency) = (InvoiceStory::default(), None);
        for place in self.postings_of_invoice(invoice) {
            let compact = self.postings[place];
            let entry = &self.entries[compact.entry as usize];
            if counts(entry) {
                let posting = compact.posting()?;
                let currency = *currency.get_or_insert(posting.amount.currency());
                story.add(entry.event, &posting, currency)?;
            }
        }
        Ok(currency.map(|currency| story.balances(currency)).transpose()?)
    }

    /// Places of the postings of an invoice, the newest first.
    pub(super) fn postings_of_invoice(
        &self,
        invoice: InvoiceId,
    ) -> impl Iterator<Item = usize> + '_ {
        let last = self.last_of_invoice.get(&invoice).copied().unwrap_or_default();
        let before = |link: u32| (link > 0).then(|| (link - 1) as usize);
        std::iter::successors(before(last), move |&place| {
            before(self.postings[place].before_of_invoice)
        })
    }

    /// Places of the entries of a client, the newest first.
    pub(super) fn entries_of_client(&self, client: ClientId) -> impl Iterator<Item = u32> + '_ {
        let last = self.last_of_client.get(&client).copied().unwrap_or_default();
        std::iter::successors(last.checked_sub(1), move |&place| {
            self.entries[place as usize].before_of_client.checked_sub(1)
        })
    }

    /// Places of the postings of the entry at this place.
    pub(super) fn postings_of_entry(&self, place: u32) -> std::ops::Range<usize> {
        let start =
            |place: usize| self.entries.get(place).map(|entry| entry.first_posting as usize);
        let place = place as usize;
        let end = start(place + 1).unwrap_or(self.postings.len());
        start(place).unwrap_or(end)..end
    }

    pub(super) fn client_of(&self, place: u32) -> Option<ClientId> {
        self.entries[place as usize].client
    }

    fn booked(&self, place: u32) -> Option<Booked> {
        let compact = self.entries.get(place as usize)?;
        let postings = self.postings[self.postings_of_entry(place)]
            .iter()
            .map(CompactPosting::posting)
            .collect::<Result<_, _>>()
            .ok()?;
        let entry = Entry {
            event: compact.event,
            cause: compact.cause,
            client: compact.client,
            event_on: compact.event_on,
            value_on: compact.value_on,
            postings,
            working: None,
            terms_version: compact.terms_version,
            reverses: compact.reverses.map(number_of),
        };
        Some(Booked { number: number_of(place), booked_on: compact.booked_on, entry })
    }

    fn chain_posting(&mut self, posting: &Posting, place: u32) {
        // In range: `room_for` counted the lines before the first was written.
        let next = u32::try_from(self.postings.len() + 1).unwrap_or(u32::MAX);
        let before = match posting.invoice {
            Some(invoice) => self.last_of_invoice.insert(invoice, next).unwrap_or_default(),
            None => 0,
        };
        self.postings.push(CompactPosting::of(posting, place, before));
    }

    /// The place of the entry that this one reverses, once it is seen to be its mirror.
    fn check_reversal(&self, entry: &Entry) -> Result<Option<u32>, Refusal> {
        let Some(number) = entry.reverses else { return Ok(None) };
        let original = self.entry(number).ok_or(Refusal::EntryUnknown { number })?;
        entry.check_mirrors(&original.entry)?;
        match self.reversed_by(number) {
            Some(by) => Err(Refusal::AlreadyReversed { number, by }),
            None => Ok(place_of(number)),
        }
    }

    /// Refuses a line in another currency than the invoice it names is in.
    fn check_currencies(&self, entry: &Entry) -> Result<(), Refusal> {
        for posting in &entry.postings {
            let Some(invoice) = posting.invoice else { continue };
            let Some(before) = self.postings_of_invoice(invoice).next() else { continue };
            self.postings[before].posting()?.amount.plus(posting.amount)?;
        }
        Ok(())
    }

    fn next_place(&self) -> Result<u32, Refusal> {
        let entries = self.entries.len();
        u32::try_from(entries)
            .ok()
            .filter(|&place| place < u32::MAX - 1)
            .ok_or(Refusal::BookFull { entries })
    }

    /// Where the next lines begin.
    fn room_for(&self, lines: usize) -> Result<u32, Refusal> {
        let full = Refusal::BookFull { entries: self.entries.len() };
        let (first, after) = (self.postings.len(), self.postings.len() + lines + 1);
        u32::try_from(after).map_err(|_| full.clone())?;
        u32::try_from(first).map_err(|_| full)
    }
}

/// Entry 1 lies at place 0.
pub(super) fn number_of(place: u32) -> EntryNumber {
    EntryNumber::new(i64::from(place) + 1)
}

pub(super) fn place_of(number: EntryNumber) -> Option<u32> {
    u32::try_from(number.get().checked_sub(1)?).ok()
}
