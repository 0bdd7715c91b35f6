//! The numbers of records, one type each, so that one can never stand for another.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $ts:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = $ts))]
        pub struct $name(i64);

        impl $name {
            /// The id with this number, as the store gave it.
            #[must_use]
            pub const fn new(number: i64) -> $name {
                $name(number)
            }

            /// The number, for the store and for logs.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}", self.0)
            }
        }
    )+};
}

ids! {
    /// A business that sells its invoices.
    ClientId = "number & { readonly __id: \"ClientId\" }";
    /// A person at a client.
    ContactId = "number & { readonly __id: \"ContactId\" }";
    /// A third party who answers for a client.
    GuarantorId = "number & { readonly __id: \"GuarantorId\" }";
    /// One version of a client's terms.
    TermsVersionId = "number & { readonly __id: \"TermsVersionId\" }";
    /// One version of a contract.
    ContractId = "number & { readonly __id: \"ContractId\" }";
    /// A notice that ends a contract.
    ContractNoticeId = "number & { readonly __id: \"ContractNoticeId\" }";
    /// A note on a client.
    NoteId = "number & { readonly __id: \"NoteId\" }";
    /// A follow-up, made by a next-contact date.
    FollowUpId = "number & { readonly __id: \"FollowUpId\" }";
    /// The steps that a firm takes when an invoice is not paid.
    DunningPolicyId = "number & { readonly __id: \"DunningPolicyId\" }";
    /// A going through of what is due, with the letters and calls that came of it.
    DunningRunId = "number & { readonly __id: \"DunningRunId\" }";
    /// Somebody who works with the firm's file.
    PersonId = "number & { readonly __id: \"PersonId\" }";
    /// A message on its way out.
    MailId = "number & { readonly __id: \"MailId\" }";
    /// A file kept with a note.
    AttachmentId = "number & { readonly __id: \"AttachmentId\" }";
    /// A business that owes purchased invoices: the account debtor.
    DebtorId = "number & { readonly __id: \"DebtorId\" }";
    /// A person at a debtor.
    DebtorContactId = "number & { readonly __id: \"DebtorContactId\" }";
    /// Affiliated debtors, one exposure.
    DebtorGroupId = "number & { readonly __id: \"DebtorGroupId\" }";
    /// A schedule of accounts: a batch of invoices offered for sale.
    ScheduleId = "number & { readonly __id: \"ScheduleId\" }";
    /// A line of a schedule of accounts, as typed.
    ScheduleLineId = "number & { readonly __id: \"ScheduleLineId\" }";
    /// An invoice.
    InvoiceId = "number & { readonly __id: \"InvoiceId\" }";
    /// Money that came in.
    ReceiptId = "number & { readonly __id: \"ReceiptId\" }";
    /// A letter that was made.
    LetterId = "number & { readonly __id: \"LetterId\" }";
    /// A step of a letter: sent, acknowledged, returned.
    LetterStepId = "number & { readonly __id: \"LetterStepId\" }";
    /// A run over several clients or invoices: disbursement, release, settlement.
    BatchId = "number & { readonly __id: \"BatchId\" }";
    /// A release of a client's reserve or escrow.
    ReleaseRunId = "number & { readonly __id: \"ReleaseRunId\" }";
    /// A hold that a person has placed on reserve.
    ReserveHoldId = "number & { readonly __id: \"ReserveHoldId\" }";
    /// The charge-back or write-off of an invoice.
    RecourseCaseId = "number & { readonly __id: \"RecourseCaseId\" }";
    /// A bank account of the firm.
    BankAccountId = "number & { readonly __id: \"BankAccountId\" }";
    /// An entry of the ledger: 1, 2, 3 without gaps.
    EntryNumber = "number & { readonly __id: \"EntryNumber\" }";
    /// A signature on a contract.
    SignatureId = "number & { readonly __id: \"SignatureId\" }";
    /// A statement that was given out.
    StatementId = "number & { readonly __id: \"StatementId\" }";
    /// A run that makes statements for many.
    StatementRunId = "number & { readonly __id: \"StatementRunId\" }";
}
