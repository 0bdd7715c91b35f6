//! Where a client stands: archived, restored, on stop.

use factor_domain::party::ClientStatus;
use factor_store::client as stored;
use serde_json::json;

use crate::clients::wire::{ClientSaved, ClientStatusSet};
use crate::clients::{kept, subject};
use crate::desk::Change;
use crate::error::AppError;

/// Archives a client, restores it, puts it on stop or lifts the stop.
///
/// # Errors
/// A status that its contracts do not allow, with what to do.
pub async fn set_client_status(
    change: &mut Change<'_>,
    input: ClientStatusSet,
) -> Result<ClientSaved, AppError> {
    let ClientStatusSet { client_id, status } = input;
    let before = kept(change, client_id).await?;
    let previous = before.client.status;
    let saved =
        |previous_status| ClientSaved { client_id, revision: before.revision, previous_status };
    if previous == status {
        return Ok(saved(None));
    }
    let today = change.now.day();
    let overview = stored::overview(change.tx.connection(), client_id, today)
        .await?
        .ok_or_else(|| AppError::not_found("client"))?;
    let papers = Papers {
        is_signed: overview.has_signed_contract,
        is_to_sign: overview.has_contract_to_sign,
    };
    refuse(status, papers, before.client.display_name())?;
    let at = change.now.stamp();
    stored::set_status(&mut change.tx, client_id, status, &at).await?;
    let detail = json!({ "from": previous.as_str(), "to": status.as_str() });
    change.record("client.status_set", subject(client_id), &detail)?;
    Ok(saved(Some(previous)))
}

/// What contracts a client has.
#[derive(Clone, Copy)]
struct Papers {
    is_signed: bool,
    is_to_sign: bool,
}

/// A client with a signed contract is never a prospect again, and one without is never active:
/// without a signed contract nothing is bought.
fn refuse(wanted: ClientStatus, papers: Papers, name: &str) -> Result<(), AppError> {
    let reason = match wanted {
        ClientStatus::Prospect if papers.is_signed => {
            format!(
                "{name} has a signed contract, so it cannot be a prospect. Put it on stop instead."
            )
        }
        ClientStatus::Active if !papers.is_signed => format!(
            "{name} has no signed contract yet. It becomes active when both have signed one."
        ),
        ClientStatus::OnStop if !papers.is_signed => {
            format!(
                "{name} has no signed contract yet, so nothing is bought that could be stopped."
            )
        }
        ClientStatus::Archived if papers.is_to_sign => {
            format!("A contract of {name} waits for a signature. Withdraw it first, then archive.")
        }
        ClientStatus::Prospect
        | ClientStatus::Active
        | ClientStatus::OnStop
        | ClientStatus::Archived => return Ok(()),
    };
    Err(AppError::refused(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_needs_its_contract() {
        use ClientStatus::{Active, Archived, OnStop, Prospect};
        for (is_signed, is_to_sign, allowed) in [
            (false, false, &[Prospect, Archived][..]),
            (false, true, &[Prospect][..]),
            (true, false, &[Active, OnStop, Archived][..]),
            (true, true, &[Active, OnStop][..]),
        ] {
            for wanted in ClientStatus::ALL {
                let answer = refuse(wanted, Papers { is_signed, is_to_sign }, "Brinmoor");
                assert_eq!(
                    answer.is_ok(),
                    allowed.contains(&wanted),
                    "{wanted:?} signed {is_signed} to sign {is_to_sign}"
                );
            }
        }
    }
}
