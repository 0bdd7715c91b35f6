//! The people who work with the file.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::PersonId;
use factor_domain::money::Money;
use factor_domain::people::{Act, Role};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A person in the list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub role: Role,
    pub has_left: bool,
    /// Whoever is at the desk.
    pub is_self: bool,
    /// The last owner, who cannot leave.
    pub is_last_owner: bool,
    /// Up to which amount the person writes off without a second yes.
    pub write_off_limit: Option<Money>,
    /// The same as it is typed; empty for none.
    pub write_off_limit_typed: String,
}

/// What a role is trusted with, for the table of the settings.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct RoleRow {
    pub role: Role,
    /// "Owner"
    pub label: String,
    /// One for each of `PeoplePage.acts`.
    pub may: Vec<bool>,
}

/// An act in words.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ActRow {
    pub act: Act,
    /// "Confirm a funding"
    pub label: String,
    /// Somebody else must confirm what one has prepared, where two may.
    pub needs_second: bool,
}

/// Everybody, and what the roles mean.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PeoplePage {
    pub people: Vec<PersonRow>,
    pub roles: Vec<RoleRow>,
    pub acts: Vec<ActRow>,
    /// Whether who is at the desk may change any of it.
    pub can_manage: bool,
    /// People that can still be added.
    pub seats_left: u32,
}

/// A person to let in.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    pub name: String,
    pub role: Role,
    /// The first one; the person changes it in the settings.
    pub passphrase: String,
    /// The passphrase of whoever adds.
    pub own_passphrase: String,
}

/// Another name, role or limit.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonChange {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
    /// Up to which amount the person writes off without a second yes; nothing typed is none.
    #[serde(default)]
    pub write_off_limit: String,
}

/// A person who leaves.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonLeaves {
    pub person_id: PersonId,
    /// The passphrase of whoever takes the way in away.
    pub own_passphrase: String,
}

/// A new passphrase for somebody who forgot.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonPassphrase {
    pub person_id: PersonId,
    pub passphrase: String,
    /// The passphrase of whoever sets it.
    pub own_passphrase: String,
}
