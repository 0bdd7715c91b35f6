//! Clients: the list, the page, the forms.

mod bank;
mod contacts;
mod export;
mod form;
mod list;
mod page;
mod position;
mod save;
mod status;
mod terms_of;
pub mod wire;

pub use bank::{reveal_bank_account, set_bank_account};
pub use contacts::{remove_contact, save_contact};
pub use export::export_clients;
pub use list::list_clients;
pub use page::{client, client_identity};
pub use position::client_position;
pub use save::{create_client, update_client};
pub use status::set_client_status;

use factor_domain::ids::ClientId;
use factor_store::client::{self as stored, ClientRecord};

use crate::clients::wire::ContractStanding;
use crate::desk::Change;
use crate::error::AppError;

/// As the log and the errors call it.
fn subject(id: ClientId) -> String {
    format!("client/{id}")
}

/// The client that is about to change.
async fn kept(change: &mut Change<'_>, id: ClientId) -> Result<ClientRecord, AppError> {
    stored::load(change.tx.connection(), id).await?.ok_or_else(|| AppError::not_found("client"))
}

/// How far the papers are, from what contracts there are.
fn standing(has_contract_to_sign: bool, has_signed_contract: bool) -> ContractStanding {
    match (has_signed_contract, has_contract_to_sign) {
        (false, false) => ContractStanding::None,
        (false, true) => ContractStanding::ToSign,
        (true, false) => ContractStanding::Signed,
        (true, true) => ContractStanding::AmendmentToSign,
    }
}
