//! Writing signatures into PDFs; nothing that stands there is ever written again.

mod appearance;
mod date;
mod fields;
mod load;
mod placeholder;
mod sign;

pub(crate) use appearance::references;
pub(crate) use date::parse as parse_date;
pub use fields::{EmptyField, Place, prepare};
pub use load::PDF_BYTES_MAX;
pub(crate) use load::{Loaded, load};
pub(crate) use sign::level_of;
pub use sign::{Permission, Signing, has_empty_field, sign};

use crate::key::KeyError;

/// Sends a timestamp request and gives back the server's answer, both as RFC 3161 has them; or says
/// in words why there is none.
pub type Timestamper<'a> = &'a dyn Fn(&[u8]) -> Result<Vec<u8>, String>;

/// Why a PDF was not signed. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Larger than [`PDF_BYTES_MAX`].
    #[error("the file is larger than {PDF_BYTES_MAX} bytes")]
    TooLarge,
    /// More packed parts than any paper has.
    #[error("the file unpacks to more than any paper")]
    Unpacks,
    /// Not a PDF, or one that is damaged.
    #[error("this is not a PDF that can be read")]
    NotAPdf,
    /// A PDF with a password.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// A field of this name is signed already.
    #[error("the field is signed already")]
    FieldTaken,
    /// There is no such page.
    #[error("the PDF has no page {page}")]
    NoPage {
        /// From 1.
        page: u32,
    },
    /// The paper may not be signed further: it was certified as final, or certified before.
    #[error("the PDF was certified, and this would change it")]
    Certified,
    /// The picture of the signature is not a PDF of one page.
    #[error("the picture of the signature is not a page")]
    Appearance,
    /// The timestamp is not one, with the reason.
    #[error("no timestamp: {0}")]
    Timestamp(&'static str),
    /// The server could not be asked, in the words of the caller.
    #[error("no timestamp: {0}")]
    TimestampServer(String),
    /// The signature with its certificates and timestamp is larger than the place kept for it.
    #[error("the signature is too large")]
    TooLong,
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyError),
}
