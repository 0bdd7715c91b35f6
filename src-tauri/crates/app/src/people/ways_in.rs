//! Whose way in is whose.

use factor_domain::{PersonId, Role};
use factor_store::person::{self, PersonRecord};
use factor_store::{KdfCost, Passphrase, SlotId, StoreError, Vault, WayIn};

use crate::error::{AppError, Code};
use crate::now::Now;

/// Who opened this vault. The first time it is opened at all, its first owner is put on record.
///
/// # Errors
/// A way in that belongs to nobody who works here: of a person who left, or of one whose adding
/// was cut off.
pub(crate) async fn admit(vault: &Vault, now: Now) -> Result<PersonId, AppError> {
    let (people, ways_in) = {
        let mut read = vault.ledger().read().await?;
        (person::all(&mut read).await?, person::ways_in(&mut read).await?)
    };
    if people.is_empty() {
        return first_owner(vault, now).await;
    }
    let opening = vault.opening();
    let found = match opening.way_in {
        // Whoever holds the printed sheet acts for the owner.
        WayIn::Recovery => owner(&people).map(|owner| owner.id),
        WayIn::Passphrase | WayIn::Keychain => {
            ways_in.iter().find(|(slot, _)| *slot == opening.slot).map(|(_, person)| *person)
        }
    };
    let works_here =
        |id: &PersonId| people.iter().any(|person| person.id == *id && !person.has_left);
    found.filter(works_here).ok_or_else(|| {
        AppError::new(
            Code::Refused,
            "This way in belongs to nobody who works here any more. Ask the owner to let you in.",
        )
    })
}

fn owner(people: &[PersonRecord]) -> Option<&PersonRecord> {
    people.iter().find(|person| person.role == Role::Owner && !person.has_left)
}

/// Whoever made the vault owns it, with every way in it has.
async fn first_owner(vault: &Vault, now: Now) -> Result<PersonId, AppError> {
    let mut slots = vault.slots_of(WayIn::Passphrase).await?;
    slots.extend(vault.slots_of(WayIn::Keychain).await?);
    let mut tx = vault.ledger().begin_write().await?;
    let id = person::insert(&mut tx, "", Role::Owner, &now.stamp()).await?;
    for slot in slots {
        person::set_way_in(&mut tx, slot, id).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// The ways in of one person.
pub(crate) async fn ways_in_of(vault: &Vault, id: PersonId) -> Result<Vec<SlotId>, AppError> {
    let mut read = vault.ledger().read().await?;
    let ways_in = person::ways_in(&mut read).await?;
    Ok(ways_in.into_iter().filter(|(_, whose)| *whose == id).map(|(slot, _)| slot).collect())
}

/// From now on this way in is that person's.
pub(crate) async fn own_way_in(vault: &Vault, slot: SlotId, id: PersonId) -> Result<(), AppError> {
    let mut tx = vault.ledger().begin_write().await?;
    person::set_way_in(&mut tx, slot, id).await?;
    tx.commit().await?;
    Ok(())
}

/// The passphrase slot of a person, if there is one.
pub(super) async fn passphrase_slot(
    vault: &Vault,
    id: PersonId,
) -> Result<Option<SlotId>, AppError> {
    let passphrases = vault.slots_of(WayIn::Passphrase).await?;
    let own = ways_in_of(vault, id).await?;
    Ok(own.into_iter().find(|slot| passphrases.contains(slot)))
}

/// Gives a person another passphrase; the old one opens nothing any more.
pub(super) async fn renew(
    vault: &Vault,
    id: PersonId,
    passphrase: &Passphrase,
) -> Result<(), AppError> {
    match passphrase_slot(vault, id).await? {
        Some(slot) => Ok(vault.change_passphrase(slot, passphrase, KdfCost::Calibrated).await?),
        None => {
            let slot = vault.add_passphrase(passphrase, KdfCost::Calibrated).await?;
            own_way_in(vault, slot, id).await
        }
    }
}

/// Gives the owner another passphrase, after the recovery key has opened the vault.
pub(crate) async fn renew_owner(
    vault: &Vault,
    passphrase: &Passphrase,
    now: Now,
) -> Result<(), AppError> {
    let people = person::all(&mut *vault.ledger().read().await?).await?;
    let id = match owner(&people) {
        Some(owner) => owner.id,
        None => first_owner(vault, now).await?,
    };
    renew(vault, id, passphrase).await
}

/// Takes away every passphrase that belongs to nobody: what is left of an adding that was cut off.
pub(super) async fn sweep(vault: &Vault) -> Result<(), StoreError> {
    let known = person::ways_in(&mut *vault.ledger().read().await?).await?;
    let mut gone = vault.slots_of(WayIn::Passphrase).await?;
    gone.retain(|slot| known.iter().all(|(other, _)| other != slot));
    if gone.is_empty() { Ok(()) } else { vault.remove_slots(&gone).await }
}
