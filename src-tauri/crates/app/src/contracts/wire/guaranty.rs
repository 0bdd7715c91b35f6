//! Guaranties beside an agreement.

use factor_domain::ids::{ContractId, GuarantorId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far a guaranty is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GuarantyStanding {
    /// None is drawn up.
    Missing,
    /// It waits for signatures.
    ToSign,
    /// Signed by the guarantor and the firm.
    InForce,
}

/// A guarantor of a client with the guaranty that counts.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct GuarantyShown {
    /// None if the agreement names somebody who has no record.
    pub guarantor_id: Option<GuarantorId>,
    pub name: String,
    /// The agreement names this guarantor.
    pub is_named: bool,
    pub standing: GuarantyStanding,
    /// "GTY-2026-001, signed on Nov 20, 2026"
    pub words: String,
    pub contract_id: Option<ContractId>,
}

/// The agreement that a guaranty secures.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SecuredShown {
    pub contract_id: ContractId,
    /// "CTR-2026-014"
    pub number: String,
}
