//! The people who work with the file, and what each is trusted with.

use factor_domain::{Act, Name, Person, PersonId, Role};
use factor_store::{Connection, firm};

use crate::error::AppError;

/// The name of the owner until the firm's profile names a signer.
const UNNAMED_OWNER: &str = "Owner";

/// Who is at the desk: the owner, named by the firm's profile.
pub(crate) async fn at_the_desk(connection: &mut Connection) -> Result<Person, AppError> {
    let profile = firm::load(connection).await?;
    let signer = profile.map(|profile| profile.firm.signer_name.as_str().to_owned());
    let name = signer.filter(|name| !name.is_empty()).unwrap_or_else(|| UNNAMED_OWNER.to_owned());
    let name = Name::new("name", &name).map_err(|cause| AppError::failed(&cause))?;
    Ok(Person { id: PersonId::new(1), name, role: Role::Owner })
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
    let is_same = prepared_by == Some(person.id);
    if !act.needs_second() || !is_same || others_who_may(connection, person, act).await? == 0 {
        return Ok(());
    }
    let act = act.label();
    Err(AppError::refused(format!(
        "You prepared this yourself. Another person must {act}: ask an owner or a manager."
    )))
}

/// How many others could give the second yes.
async fn others_who_may(
    _connection: &mut Connection,
    _person: &Person,
    _act: Act,
) -> Result<u32, AppError> {
    Ok(0)
}
