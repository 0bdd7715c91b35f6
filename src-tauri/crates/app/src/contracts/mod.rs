//! Contracts: the list, the form of values, the preview, freezing and signing.

mod amended;
pub(crate) mod answers;
mod certificate;
pub(crate) mod disclosure;
mod disclosure_rules;
pub(crate) mod draft;
mod envelope;
mod export;
mod files;
mod freeze;
pub(crate) mod guaranty;
pub(crate) mod life;
mod list;
mod mail_words;
mod notice;
pub(crate) mod page;
mod page_life;
pub(crate) mod paper;
pub(crate) mod paper_data;
pub(crate) mod preview;
mod record;
pub(crate) mod reminding;
mod returned;
mod rules;
mod seal;
mod send;
mod sign;
mod signing_rules;
mod standing;
mod state;
pub mod wire;
mod withdraw;
mod zone;

pub use disclosure_rules::{disclosure_rules, set_disclosure_exemption};
pub use envelope::open_envelope;
pub use export::export_contracts;
pub use files::{contract_pdf, print_contract, save_contract_pdf, verify_contract};
pub use freeze::freeze_contract;
pub use list::list_contracts;
pub use notice::{decide_renewal, give_notice, preview_notice, withdraw_notice};
pub use page::contract;
pub(crate) use paper::{page_size, role_words};
pub(crate) use paper_data::{letterhead, letterhead_lines, logo};
pub(crate) use preview::unprintable;
pub use preview::{contract_form, preview_contract};
pub use returned::examine_return;
pub use rules::{contract_rules, set_contract_rules};
pub(crate) use send::{mailed_paper, mailing, went_by_mail};
pub use send::{note_sent, save_signing_copy};
pub use sign::sign_contract;
pub use signing_rules::{set_signing_rules, signing_rules};
pub use withdraw::withdraw_contract;

use factor_domain::ids::ContractId;

/// As the log calls it.
fn subject(id: ContractId) -> String {
    format!("contract/{id}")
}
