//! The people who work with the file, what each is trusted with, and whose way in is whose.

mod staff;
mod ways_in;
pub mod wire;

pub use staff::{add_person, change_person, people, remove_person, reset_passphrase};
pub(crate) use ways_in::{admit, own_way_in, renew_owner, ways_in_of};

use factor_domain::{Act, Name, Person, PersonId};
use factor_store::person::{self, PersonRecord};
use factor_store::{Connection, firm};

use crate::error::AppError;

/// What the first owner is called until the firm's profile names its signer.
const UNNAMED_OWNER: &str = "Owner";

/// A person by number.
pub(crate) async fn load(connection: &mut Connection, id: PersonId) -> Result<Person, AppError> {
    let record = person::load(connection, id).await?;
    named(connection, record).await
}

/// Everybody who ever worked here, by the name that the log has.
///
/// # Errors
/// Of the storage.
pub(crate) async fn names(connection: &mut Connection) -> Result<Vec<String>, AppError> {
    let mut names = Vec::new();
    for record in person::all(connection).await? {
        names.push(named(connection, record).await?.name.to_string());
    }
    Ok(names)
}

/// The first owner has the name of the firm's signer until given another.
async fn named(connection: &mut Connection, record: PersonRecord) -> Result<Person, AppError> {
    let mut name = record.name;
    if name.is_empty() {
        let profile = firm::load(connection).await?;
        name = profile.map_or_else(String::new, |p| p.firm.signer_name.as_str().to_owned());
    }
    let name = if name.is_empty() { UNNAMED_OWNER } else { &name };
    let name = Name::new("name", name).map_err(|cause| AppError::failed(&cause))?;
    let PersonRecord { id, role, write_off_limit, .. } = record;
    Ok(Person { id, name, role, write_off_limit })
}

/// Refuses what the person's role is not trusted with.
pub(crate) fn require(person: &Person, act: Act) -> Result<(), AppError> {
    if person.role.may(act) {
        return Ok(());
    }
    let (role, act) = (person.role.label(), act.label());
    Err(AppError::refused(format!(
        "As {role} you may not {act}. Ask an owner or a manager to do it."
    )))
}

/// Refuses the second yes of the person who gave the first, where somebody else could give it.
pub(crate) async fn require_second(
    connection: &mut Connection,
    person: &Person,
    act: Act,
    prepared_by: Option<PersonId>,
) -> Result<(), AppError> {
    if !act.needs_second() || prepared_by != Some(person.id) {
        return Ok(());
    }
    let who_may = others_who_may(connection, person, act).await?;
    if who_may.is_empty() {
        return Ok(());
    }
    let (act, who) = (act.label(), who_may.join(" or "));
    Err(AppError::refused(format!(
        "You prepared this yourself, so somebody else must {act}: {who}."
    )))
}

/// Who but this person may do an act.
async fn others_who_may(
    connection: &mut Connection,
    person: &Person,
    act: Act,
) -> Result<Vec<String>, AppError> {
    let mut who_may = Vec::new();
    for other in person::all(connection).await? {
        if !other.has_left && other.id != person.id && other.role.may(act) {
            who_may.push(named(connection, other).await?.name.to_string());
        }
    }
    Ok(who_may)
}

/// Who must confirm what one has prepared, in place of the person at the desk; nobody where that
/// person may.
///
/// # Errors
/// Only of the storage.
pub(crate) async fn confirmed_by(
    connection: &mut Connection,
    person: &Person,
    act: Act,
    prepared_by: PersonId,
) -> Result<Vec<String>, AppError> {
    if person.role.may(act) && (!act.needs_second() || prepared_by != person.id) {
        return Ok(Vec::new());
    }
    others_who_may(connection, person, act).await
}
