//! What was found, in plain words.

use super::{Change, Fault, FileFault, Verdict};

impl Verdict {
    /// A sentence for the head of a report.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotSigned => "This file has no certificate signature.",
            Self::ValidAndUnchanged => "Signed, and unchanged since.",
            Self::ChangedAfterSigning => "Changed after it was signed.",
            Self::CannotVerify => "This cannot be verified.",
        }
    }
}

impl FileFault {
    /// Why the file cannot be judged.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotAPdf => "It is not a PDF, or it is damaged.",
            Self::TooLarge => "It is larger than 50 MB.",
            Self::Unpacks => {
                "It has more packed parts than any paper. Print it to a file, or ask the sender \
                 for a plain one."
            }
            Self::Encrypted => {
                "It has a password. Save a copy without one; the signatures of a \
                                copy no longer hold, so ask the sender for an open file."
            }
            Self::TooManySignatures => "It has more than 32 signatures.",
            Self::HiddenSignature => {
                "It holds a signature that it does not show. Somebody may \
                                      have hidden it."
            }
        }
    }
}

impl Fault {
    /// Why a signature proves nothing.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoSignature => "The signature itself is missing or empty.",
            Self::NoRange => "The signature does not say what it covers.",
            Self::Range => "The signature leaves parts of the file out, or parts were moved.",
            Self::OtherBytes => "The file is not the one that was signed.",
            Self::Forged => "The signature was not made with the key of its certificate.",
            Self::Format => "The signature is of a form that Factordesk cannot read.",
            Self::Algorithm => "The signature uses a method that is too weak or unknown.",
            Self::Certificate => "The certificate is missing or does not belong to the signature.",
            Self::Timestamp => "The timestamp belongs to something else.",
            Self::Revision => "The file as it was when it was signed cannot be read.",
            Self::LateCertification => "It certifies a file that others had signed before.",
        }
    }
}

impl Change {
    /// What was changed.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Pages => "Pages were added, removed or put in another order.".to_owned(),
            Self::Page { page } => format!("What page {page} shows was changed."),
            Self::Annotation { page } => {
                format!("Something was laid on page {page}, or taken away from it.")
            }
            Self::Field { name } => format!("The field “{name}” was filled in or changed."),
            Self::NewField { name } => format!("The field “{name}” was added."),
            Self::SignedAfterFinal => {
                "It was signed once more, although it had been certified as final.".to_owned()
            }
            Self::Form => "The form was changed.".to_owned(),
            Self::Document => {
                "What opens, runs or is attached with the file was changed.".to_owned()
            }
            Self::Properties => "The title or other properties were changed.".to_owned(),
            Self::Prepared => {
                "Something prepared out of sight before signing was put in.".to_owned()
            }
            Self::Ambiguous => "What was added reads differently in different programs.".to_owned(),
            Self::Tail { bytes: 1 } => "One byte was added after the last signature.".to_owned(),
            Self::Tail { bytes } => format!("{bytes} bytes were added after the last signature."),
            Self::Object { number } => format!("Part {number} of the file was changed."),
        }
    }
}
