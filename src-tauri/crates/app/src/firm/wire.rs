//! The firm's profile and its bank accounts.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::BankAccountId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An address as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct AddressInput {
    pub line1: String,
    pub line2: String,
    pub city: String,
    pub region: String,
    pub postal_code: String,
    pub country: String,
}

/// The firm as typed; every paper's letterhead and the Factor's party block come from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct FirmInput {
    pub name: String,
    /// "limited liability company"
    pub legal_form: String,
    pub state_of_formation: String,
    pub registration_no: String,
    pub address: AddressInput,
    pub phone: String,
    pub email: String,
    /// ISO code; fixed once a client exists.
    pub currency: String,
    /// "letter" or "a4".
    pub page_size: String,
    /// Who signs for the firm, offered on the signing sheet.
    pub signer_name: String,
    pub signer_title: String,
    /// Governing law of new contracts, such as "New York".
    pub governing_state: String,
    /// County or city of the courts.
    pub venue: String,
}

/// A file given by dropping, pasting or picking.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FileDropped {
    pub file_name: String,
    /// The bytes in base64.
    pub data: String,
}

/// The firm as kept.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FirmPage {
    pub firm: FirmInput,
    /// PNG in base64.
    pub logo: Option<String>,
    /// False once a client exists.
    pub can_change_currency: bool,
}

/// A bank account of the firm.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct FirmAccount {
    pub id: BankAccountId,
    pub name: String,
    pub bank: String,
    /// "•••• 4321"; empty without a number.
    pub number: String,
    pub currency: String,
    /// Chosen unless another one is.
    pub is_usual: bool,
}

/// The firm's bank accounts.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FirmAccounts {
    pub rows: Vec<FirmAccount>,
}

/// A bank account of the firm as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FirmAccountInput {
    /// None makes a new one.
    pub bank_account_id: Option<BankAccountId>,
    /// "Operating account"
    pub name: String,
    pub holder: String,
    pub bank: String,
    pub routing: String,
    /// Empty keeps the number there is.
    pub number: String,
}
