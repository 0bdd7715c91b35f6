//! The policies as kept, and which of them a debtor has.

use std::collections::HashMap;

use factor_domain::dunning::DunningSteps;
use factor_domain::ids::{ClientId, DebtorId, DunningPolicyId};
use factor_domain::text::{Line, Name};
use factor_store::Connection;
use factor_store::dunning::{self as stored, Choice, KeptPolicy, Policy, Whose};

use crate::error::AppError;

/// What the firm's own policy is called until it is named.
pub(super) const HOUSE: &str = "Usual steps";
/// How long an act is given to work, unless another number is typed.
pub(super) const PAUSE_DAYS: u32 = 7;

/// Every policy, and of whom something else than the firm's is said.
pub(super) struct Policies {
    house: Policy,
    others: Vec<KeptPolicy>,
    said: HashMap<Whose, Option<DunningPolicyId>>,
}

/// The policy that a firm starts with.
pub(super) fn usual() -> Policy {
    let name = Name::new("name", HOUSE);
    Policy {
        name: name.expect("a name of two words"),
        steps: DunningSteps::usual(),
        pause_days: PAUSE_DAYS,
        fee_basis: Line::new("fee_basis", "").expect("a line may be empty"),
        is_house: true,
    }
}

impl Policies {
    /// # Errors
    /// Of the storage.
    pub(super) async fn load(connection: &mut Connection) -> Result<Policies, AppError> {
        let mut others = stored::policies(connection).await?;
        let house = others.iter().position(|kept| kept.policy.is_house);
        let house = house.map_or_else(usual, |at| others.remove(at).policy);
        let said = stored::choices(connection).await?;
        let said = said.into_iter().map(|Choice { whose, policy }| (whose, policy)).collect();
        Ok(Policies { house, others, said })
    }

    /// What holds for a debtor: what is said of itself, else of the client whose invoice is
    /// overdue the longest, else what the firm does; none if nobody reminds it.
    pub(super) fn of(&self, debtor: DebtorId, client: Option<ClientId>) -> Option<&Policy> {
        let of_debtor = self.said.get(&Whose::Debtor(debtor));
        let of_client = || client.and_then(|client| self.said.get(&Whose::Client(client)));
        match of_debtor.or_else(of_client) {
            Some(None) => None,
            Some(Some(id)) => {
                let own = self.others.iter().find(|kept| kept.id == *id);
                Some(own.map_or(&self.house, |kept| &kept.policy))
            }
            None => Some(&self.house),
        }
    }
}
