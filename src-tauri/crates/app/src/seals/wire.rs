//! Certificates: the firm's signing key, and what any PDF says of its signatures.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::day::Day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A certificate, as a person reads it.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct CertificateShown {
    /// The common name, else the organisation.
    pub subject: String,
    /// "CN=Ruth Adeyemi,O=Brightwater Factors"
    pub subject_whole: String,
    pub issuer: String,
    pub issuer_whole: String,
    /// Nobody but the subject vouches for the name.
    pub is_self_made: bool,
    pub valid_from: Day,
    pub valid_to: Day,
    /// Now.
    pub is_valid: bool,
    /// SHA-256 of the certificate, 64 hexadecimal digits.
    pub sha256: String,
    /// "P-256", "RSA, 2048 bits"
    pub key: String,
}

/// Where the firm's key came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyOrigin {
    Created,
    Imported,
}

/// The firm's key, without its secret.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SigningKeyShown {
    pub certificate: CertificateShown,
    pub origin: KeyOrigin,
    /// In use since this day.
    pub since: Day,
}

/// The settings page of the key.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SigningKeyPage {
    pub key: Option<SigningKeyShown>,
    /// Whether the person at the desk may create and replace it.
    pub may_keep: bool,
    /// Whether the person at the desk may sign with it.
    pub may_sign: bool,
    /// Offered for a new certificate: the firm's signer.
    pub common_name: String,
    /// Offered for a new certificate: the firm.
    pub organisation: String,
}

/// A key that is made here.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewSigningKey {
    pub common_name: String,
    pub organisation: String,
    /// How long its certificate is valid, 1 to 10.
    pub years: u32,
}

/// A PKCS#12 file and its password.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    pub file_name: String,
    /// The bytes in base64.
    pub data: String,
    pub password: String,
}

/// What is said of a file or of one signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PdfVerdict {
    NotSigned,
    ValidAndUnchanged,
    ChangedAfterSigning,
    CannotVerify,
}

/// One certificate signature of a PDF.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SignatureVerified {
    pub verdict: PdfVerdict,
    /// "Iris Vale", or the name of the field where no certificate was found.
    pub signer: String,
    /// It was made with the key this firm uses now.
    pub is_own: bool,
    /// "Signed and certified as final"
    pub kind: String,
    /// What it says of itself and what it covers, in sentences.
    pub facts: Vec<String>,
    /// What is wrong or was changed since, in sentences.
    pub problems: Vec<String>,
    pub certificate: Option<CertificateShown>,
}

/// What a PDF says of its certificate signatures.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PdfVerified {
    pub file_name: String,
    /// Of the file.
    pub sha256: String,
    pub verdict: PdfVerdict,
    /// "Signed, and unchanged since."
    pub words: String,
    /// Why the file could not be looked at.
    pub problem: Option<String>,
    pub signatures: Vec<SignatureVerified>,
}
