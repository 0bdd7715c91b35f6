//! Letting people in, and out again.

use factor_domain::{Act, Money, Name, Person, PersonId, Role};
use factor_store::person::{self, PersonRecord};
use factor_store::{Connection, KdfCost, SLOTS_MAX, SlotId};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::desk::{Change, Desk, OpenVault, Reading};
use crate::error::AppError;
use crate::people::ways_in::{renew, sweep, ways_in_of};
use crate::people::wire::{
    ActRow, NewPerson, PeoplePage, PersonChange, PersonLeaves, PersonPassphrase, PersonRow, RoleRow,
};
use crate::people::{named, require};
use crate::sentence::sentence;
use crate::terms::firm_currency;
use crate::vault::create::checked_passphrase;
use crate::vault::unlock::prove;
use crate::vault::wire::Nothing;

/// Everybody who works with the file, and what the roles mean.
///
/// # Errors
/// Only if the vault cannot be read.
pub async fn people(reading: &Reading<'_>, _input: Nothing) -> Result<PeoplePage, AppError> {
    let at_the_desk = reading.person().await?;
    let mut read = reading.ledger.read().await?;
    page(&mut read, &at_the_desk).await
}

async fn page(connection: &mut Connection, at_the_desk: &Person) -> Result<PeoplePage, AppError> {
    let records = person::all(connection).await?;
    let owners = records.iter().filter(|record| is_owner(record)).count();
    let mut people = Vec::new();
    for record in records {
        let (has_left, is_last_owner) = (record.has_left, owners == 1 && is_owner(&record));
        let Person { id, name, role, write_off_limit } = named(connection, record).await?;
        people.push(PersonRow {
            id,
            name: name.to_string(),
            role,
            has_left,
            is_self: id == at_the_desk.id,
            is_last_owner,
            write_off_limit,
            write_off_limit_typed: write_off_limit.map_or_else(String::new, Money::format_grouped),
        });
    }
    let roles = Role::ALL.map(|role| RoleRow {
        role,
        label: sentence_start(role.label()),
        may: Act::ALL.iter().map(|&act| role.may(act)).collect(),
    });
    let acts = Act::ALL.map(|act| ActRow {
        act,
        label: sentence_start(act.label()),
        needs_second: act.needs_second(),
    });
    Ok(PeoplePage {
        people,
        roles: roles.into(),
        acts: acts.into(),
        can_manage: at_the_desk.role.may(Act::ManagePeople),
        seats_left: seats_left(connection).await?,
    })
}

fn is_owner(record: &PersonRecord) -> bool {
    record.role == Role::Owner && !record.has_left
}

/// "Confirm a funding" of "confirm a funding".
fn sentence_start(words: &str) -> String {
    sentence(words).trim_end_matches('.').to_owned()
}

/// One seat is the recovery key's, one is kept for this computer's keychain.
async fn seats_left(connection: &mut Connection) -> Result<u32, AppError> {
    let taken = person::ways_in(connection).await?.len() + 2;
    Ok(u32::try_from(SLOTS_MAX.saturating_sub(taken)).unwrap_or(0))
}

/// Lets a person in with a first passphrase.
///
/// # Errors
/// At `name`, `passphrase` or `own_passphrase`; a role that may not; no seat left.
pub async fn add_person(desk: &Desk, input: NewPerson) -> Result<PeoplePage, AppError> {
    let typed = Zeroizing::new(input.passphrase);
    let own = Zeroizing::new(input.own_passphrase);
    let open = desk.open_vault().await?;
    managing(&open, &own).await?;
    let name = {
        let mut read = open.ledger().read().await?;
        if seats_left(&mut read).await? == 0 {
            return Err(AppError::refused(
                "No more people can be added. Take away the way in of somebody who has left.",
            ));
        }
        free_name(&mut read, &input.name, None).await?
    };
    let passphrase = checked_passphrase("passphrase", &typed)?;
    sweep(&open).await?;
    let slot = open.add_passphrase(&passphrase, KdfCost::Calibrated).await?;
    // Nobody's until this is written; a way in that is nobody's lets nobody in.
    let written = put_on_record(desk, &open, &name, input.role, slot).await;
    if written.is_err() {
        open.remove_slots(&[slot]).await?;
    }
    written
}

async fn put_on_record(
    desk: &Desk,
    open: &OpenVault<'_>,
    name: &Name,
    role: Role,
    slot: SlotId,
) -> Result<PeoplePage, AppError> {
    let mut change = open.begin_change(desk, "add_person", None).await?;
    let at = change.now.stamp();
    let id = person::insert(&mut change.tx, name.as_str(), role, &at).await?;
    person::set_way_in(&mut change.tx, slot, id).await?;
    change.record("person.added", subject(id), &json!({ "name": name, "role": role }))?;
    finish(change).await
}

/// The page as this change leaves it, once it is durable.
async fn finish(mut change: Change<'_>) -> Result<PeoplePage, AppError> {
    let by = change.person().clone();
    let shown = page(change.tx.connection(), &by).await?;
    change.commit(&Value::Null).await?;
    Ok(shown)
}

fn subject(id: PersonId) -> String {
    format!("person/{id}")
}

/// Whoever is at the desk may manage people and has just shown a passphrase.
async fn managing(open: &OpenVault<'_>, own: &str) -> Result<(), AppError> {
    let by = super::load(&mut *open.ledger().read().await?, open.person_id()).await?;
    require(&by, Act::ManagePeople)?;
    prove(open, "own_passphrase", own).await?;
    Ok(())
}

/// A name that nobody else who works here has: entries and the log tell people apart by it.
async fn free_name(
    connection: &mut Connection,
    typed: &str,
    but: Option<PersonId>,
) -> Result<Name, AppError> {
    let name = Name::new("name", typed)
        .map_err(|cause| AppError::field("name", sentence(&cause.to_string())))?;
    for record in person::all(connection).await? {
        let is_other = !record.has_left && Some(record.id) != but;
        if is_other && named(connection, record).await?.name == name {
            return Err(AppError::field(
                "name",
                "Somebody of this name works here already. Add an initial.",
            ));
        }
    }
    Ok(name)
}

/// Another name, role or limit.
///
/// # Errors
/// At `name`, `role` or `write_off_limit`; a role that may not.
pub async fn change_person(
    change: &mut Change<'_>,
    input: PersonChange,
) -> Result<PeoplePage, AppError> {
    let by = change.require(Act::ManagePeople)?;
    let name = free_name(change.tx.connection(), &input.name, Some(input.person_id)).await?;
    let before = active(change.tx.connection(), input.person_id).await?;
    if input.role != Role::Owner {
        keep_an_owner(change.tx.connection(), &before, "role").await?;
    }
    let connection = change.tx.connection();
    let write_off_limit = limit_of(connection, &input.write_off_limit, input.role).await?;
    let at = change.now.stamp();
    let (name, role) = (name.to_string(), input.role);
    let after = PersonRecord { name, role, write_off_limit, ..before.clone() };
    person::update(&mut change.tx, &after, &at).await?;
    let detail = json!({
        "name": after.name, "role": after.role, "was": before.role,
        "write_off_limit": after.write_off_limit, "limit_was": before.write_off_limit
    });
    change.record("person.changed", subject(before.id), &detail)?;
    page(change.tx.connection(), &by).await
}

/// Up to which amount somebody of this role writes off alone; nothing typed is none.
async fn limit_of(
    connection: &mut Connection,
    typed: &str,
    role: Role,
) -> Result<Option<Money>, AppError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let at = |message: &str| AppError::field("write_off_limit", message);
    if !role.may(Act::Enter) {
        return Err(at(
            "Who only reads writes nothing off. Leave it empty, or choose another role.",
        ));
    }
    let currency = firm_currency(connection).await?;
    match Money::parse(typed, currency) {
        Ok(limit) if limit.is_positive() => Ok(Some(limit)),
        Ok(_) => Err(at("Enter an amount above zero, or leave it empty for none.")),
        Err(problem) => Err(at(&sentence(&problem.to_string()))),
    }
}

async fn active(connection: &mut Connection, id: PersonId) -> Result<PersonRecord, AppError> {
    let record = person::load(connection, id).await?;
    if record.has_left { Err(AppError::not_found("person")) } else { Ok(record) }
}

/// Refuses what would leave the file without an owner.
async fn keep_an_owner(
    connection: &mut Connection,
    before: &PersonRecord,
    field: &str,
) -> Result<(), AppError> {
    let everybody = person::all(connection).await?;
    let is_last = everybody.iter().filter(|record| is_owner(record)).count() == 1;
    if is_owner(before) && is_last {
        return Err(AppError::field(
            field,
            "This is the last owner. Make somebody else an owner first.",
        ));
    }
    Ok(())
}

/// Takes a person's way in away. The name stays wherever it is written.
///
/// # Errors
/// At `own_passphrase`; oneself; the last owner; a role that may not.
pub async fn remove_person(desk: &Desk, input: PersonLeaves) -> Result<PeoplePage, AppError> {
    let own = Zeroizing::new(input.own_passphrase);
    let open = desk.open_vault().await?;
    managing(&open, &own).await?;
    let id = input.person_id;
    if id == open.person_id() {
        return Err(AppError::refused("You cannot take your own way in away. Ask another owner."));
    }
    let mut change = open.begin_change(desk, "remove_person", None).await?;
    let before = active(change.tx.connection(), id).await?;
    keep_an_owner(change.tx.connection(), &before, "person_id").await?;
    let gone = ways_in_of(&open, id).await?;
    let at = change.now.stamp();
    person::update(&mut change.tx, &PersonRecord { has_left: true, ..before }, &at).await?;
    for slot in &gone {
        person::remove_way_in(&mut change.tx, *slot).await?;
    }
    change.record("person.left", subject(id), &json!({}))?;
    let shown = finish(change).await?;
    // Cut off before this, the slots are nobody's: they let nobody in, and are swept later.
    open.remove_slots(&gone).await?;
    Ok(shown)
}

/// Gives a person who forgot the old passphrase a new one.
///
/// # Errors
/// At `passphrase` or `own_passphrase`; a role that may not.
pub async fn reset_passphrase(
    desk: &Desk,
    input: PersonPassphrase,
) -> Result<PeoplePage, AppError> {
    let typed = Zeroizing::new(input.passphrase);
    let own = Zeroizing::new(input.own_passphrase);
    let open = desk.open_vault().await?;
    managing(&open, &own).await?;
    active(&mut *open.ledger().read().await?, input.person_id).await?;
    let passphrase = checked_passphrase("passphrase", &typed)?;
    renew(&open, input.person_id, &passphrase).await?;
    let mut change = open.begin_change(desk, "reset_passphrase", None).await?;
    change.record("person.passphrase_reset", subject(input.person_id), &json!({}))?;
    finish(change).await
}
