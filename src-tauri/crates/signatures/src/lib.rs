//! The seals: bytes and keys in, signed bytes and findings out.
//!
//! Signs PDFs by certificate (PAdES baseline B-B, with a timestamp B-T) as incremental updates, and
//! says of any PDF who signed it by certificate and what was changed since. Touches no disk, no
//! clock and no network: the moment, the randomness and the way to a timestamp server are given.

mod cms;
mod key;
mod pdf;
mod returned;
mod verify;

pub use key::{
    CertificateFacts, ImportRefusal, KeyError, Randomness, SigningKey, Subject, first_certificate,
    read_certificate,
};
pub use pdf::{
    EmptyField, PDF_BYTES_MAX, Permission, Place, SealError, Signing, Timestamper, has_empty_field,
    prepare, sign,
};
pub use returned::{PageReturned, Returned, compare};
pub use verify::{
    Change, Coverage, Fault, FileFault, Kind, SignatureFinding, TimestampFinding, Verdict,
    Verification, verify,
};
