//! The factor's firm, its clients and their people.

use crate::currency::Currency;
use crate::text::{BankAccount, Email, Line, Name, Phone, TaxId};
use serde::{Deserialize, Serialize};

/// A postal address; every line may be empty, because a prospect often has none yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Address {
    /// Street and number.
    pub line1: Line,
    /// Suite, floor, care of.
    pub line2: Line,
    /// Town.
    pub city: Line,
    /// State or province.
    pub region: Line,
    /// ZIP or postal code.
    pub postal_code: Line,
    /// Country; empty means the firm's own.
    pub country: Line,
}

impl Address {
    /// Whether nothing at all is filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines().is_empty()
    }

    /// The address as it stands on an envelope, without empty lines.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let region_and_code = joined(&[self.region.as_str(), self.postal_code.as_str()], " ");
        let town = joined(&[self.city.as_str(), &region_and_code], ", ");
        [self.line1.as_str(), self.line2.as_str(), &town, self.country.as_str()]
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

fn joined(parts: &[&str], between: &str) -> String {
    let filled: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    filled.join(between)
}

/// The paper the firm prints on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PageSize {
    /// 8.5 by 11 inches.
    Letter,
    /// 210 by 297 millimetres.
    A4,
}

/// The factor itself: whose vault this is, and who signs for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Firm {
    /// Legal name, as it stands in contracts.
    pub name: Name,
    /// Such as "limited liability company"; may be empty.
    #[serde(default)]
    pub legal_form: Line,
    /// State or country of formation; may be empty.
    #[serde(default)]
    pub state_of_formation: Line,
    /// Number in the register of companies; may be empty.
    #[serde(default)]
    pub registration_no: Line,
    /// Chief office.
    #[serde(default)]
    pub address: Address,
    /// Telephone for letters and contracts.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// E-mail for letters and contracts.
    #[serde(default)]
    pub email: Option<Email>,
    /// Who signs for the firm; may be empty until the first contract.
    #[serde(default)]
    pub signer_name: Line,
    /// Title of the signer, such as "Managing member".
    #[serde(default)]
    pub signer_title: Line,
    /// The currency of the house default terms.
    pub currency: Currency,
    /// The paper the firm prints on.
    pub page_size: PageSize,
}

/// Where a client stands with the firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ClientStatus {
    /// Not yet under contract.
    Prospect,
    /// Sells invoices to the firm.
    Active,
    /// Nothing is bought until the stop is lifted.
    OnStop,
    /// Kept for the record only.
    Archived,
}

impl ClientStatus {
    /// Every status, in the order of a client's life.
    pub const ALL: [ClientStatus; 4] = [
        ClientStatus::Prospect,
        ClientStatus::Active,
        ClientStatus::OnStop,
        ClientStatus::Archived,
    ];

    /// In plain words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            ClientStatus::Prospect => "Prospect",
            ClientStatus::Active => "Active",
            ClientStatus::OnStop => "On stop",
            ClientStatus::Archived => "Archived",
        }
    }

    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ClientStatus::Prospect => "prospect",
            ClientStatus::Active => "active",
            ClientStatus::OnStop => "on_stop",
            ClientStatus::Archived => "archived",
        }
    }

    /// The status stored under this word; `None` for any other.
    #[must_use]
    pub fn from_word(word: &str) -> Option<ClientStatus> {
        ClientStatus::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// The identity of a business that sells its invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Client {
    /// Legal name, as it stands in contracts.
    pub legal_name: Name,
    /// The name it trades under, where it differs; may be empty.
    #[serde(default)]
    pub trade_name: Line,
    /// Such as "corporation"; may be empty.
    #[serde(default)]
    pub legal_form: Line,
    /// State or country of formation; may be empty.
    #[serde(default)]
    pub state_of_formation: Line,
    /// Number in the register of companies; may be empty.
    #[serde(default)]
    pub registration_no: Line,
    /// Tax number.
    #[serde(default)]
    pub tax_id: Option<TaxId>,
    /// What it sells, such as "produce wholesale"; may be empty.
    #[serde(default)]
    pub line_of_business: Line,
    /// Chief office, as it stands in contracts.
    #[serde(default)]
    pub address: Address,
    /// Where letters go, if elsewhere.
    #[serde(default)]
    pub mailing_address: Option<Address>,
    /// Main telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// Main e-mail.
    #[serde(default)]
    pub email: Option<Email>,
    /// Where the client stands with the firm.
    pub status: ClientStatus,
    /// Who at the firm looks after the client; may be empty.
    #[serde(default)]
    pub account_representative: Line,
    /// The account advances and rebates are paid on.
    #[serde(default)]
    pub bank_account: Option<BankAccount>,
}

impl Client {
    /// The name people use: the trade name where there is one.
    #[must_use]
    pub fn display_name(&self) -> &str {
        if self.trade_name.is_empty() { self.legal_name.as_str() } else { self.trade_name.as_str() }
    }
}

/// A person at a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Contact {
    /// Full name.
    pub name: Name,
    /// Title or part played, such as "Controller"; may be empty.
    #[serde(default)]
    pub role: Line,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<Email>,
    /// Whether this person may sign for the client.
    #[serde(default)]
    pub is_signer: bool,
}
