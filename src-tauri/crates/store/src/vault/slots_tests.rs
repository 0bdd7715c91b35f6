//! The key file against a vector from an independent implementation, and against every edit.

use super::*;

/// Computed outside this program, with Python's hmac, hashlib, argon2-cffi and cryptography
/// packages, from the format at the top of slots.rs and the inputs of [`sample`].
const VECTOR: &str = "\
46445641554c540a000100000001000102030405060708090a0b0c0d0e0f20202020202020202020\
20202020202030303030303030303030303030303030030000000101000100000000000300000004\
51515151515151515151515151515151616161616161616161616161616161616161616161616161\
22b7842fe8494be01ffbffb414d0de879333c475845a728697afcb9b6063e895a7cc7a69e8f02c92\
a1a14a6a27491d1533bbfaf414a7f9e381b564d297ee6133588b483df45b19a6a19851ddb0b60e6a\
00000002020000000000000000000000005252525252525252525252525252525262626262626262\
6262626262626262626262626262626262689c932e9423830be5cd2d7fba1ded2a7571637718f835\
fdb6525a549b5bb987d93fd03a876a0cb1f45b5c9b9a135f4054e88639ba7ab020b09dcd6e4c0dc0\
35bfa5e3abec5db34d1339414c74d91ec10000000303000000000000000000000000535353535353\
535353535353535353536363636363636363636363636363636363636363636363638a4ec226830e\
44a000787851dda143c7a2d7543560d600ac35dff125839046f80bf1f780115f4a896ed09016f0ab\
fbc99439b5c9b7f7e5143c0f5e8628e673486e2133b99f422116941b5bf1a8cf8e81f2650b7a9894\
fd2b81a2aca779c699902c20e9c151b9081bc5cbff7182c13e3b64898b8f13afd4b6b4250e37929a\
3eebab471f72d1bc4c83757a0c9587cb0fda";

const SUBKEYS: [(Purpose, &str); 5] = [
    (Purpose::Ledger, "5bee0abb2f07a07100ed657c99c52ebb833c67e79c9a0063a50f0c95987d631e"),
    (Purpose::Papers, "61b3cd588c69f5ec94fd01baa3463f311657a87e31abc2fa72f24579de148c3b"),
    (Purpose::Backup, "84822d53da02f00b56e7ec081994566801b0df14372edffce06c873c05fbfb0a"),
    (Purpose::Audit, "b545784e4bc09efb59809a818e4e1d14348d312d413f6f5f54e534086517ac20"),
    (Purpose::Slots, "ce6c84d8f361486b0b8487a47bab523d8ca60e9bb8a9311c1b70fbcd7df22749"),
];

struct Secrets {
    vault_key: SecretKey,
    passphrase: Passphrase,
    recovery: RecoveryKey,
    keychain: KeychainKey,
}

fn counting<const N: usize>(from: u8) -> [u8; N] {
    std::array::from_fn(|index| from + u8::try_from(index).unwrap())
}

fn secrets() -> Secrets {
    let vault_key = SecretKey::filled_by(|key| {
        *key = counting(0x40);
        Ok::<(), ()>(())
    });
    Secrets {
        vault_key: vault_key.unwrap(),
        passphrase: Passphrase::new("correct horse battery staple").unwrap(),
        recovery: RecoveryKey::from_secret(&counting(0)),
        keychain: KeychainKey::from_bytes(&[0x77; 32]).unwrap(),
    }
}

/// A vault with fixed ids, salts and nonces: bytes that never change.
fn sample() -> SlotsFile {
    let secrets = secrets();
    let vault_id = VaultId(counting(0));
    let ways = [
        (Unlock::Passphrase(&secrets.passphrase), KdfParams::FLOOR),
        (Unlock::Recovery(&secrets.recovery), KdfParams::NONE),
        (Unlock::Keychain(&secrets.keychain), KdfParams::NONE),
    ];
    let slots = ways.iter().zip(1_u8..).map(|((secret, kdf), id)| {
        let head =
            SlotHead { id: id.into(), way_in: secret.way_in(), kdf: *kdf, salt: [0x50 + id; 16] };
        let kek = secret.kek(head.kdf, &head.salt).unwrap();
        head.seal(vault_id, &kek, &secrets.vault_key, [0x60 + id; 24])
    });
    let mut file = SlotsFile {
        epoch: 1,
        vault_id,
        ledger_salt: [0x20; 16],
        papers_salt: [0x30; 16],
        slots: slots.collect(),
        mac: [0; 32],
    };
    file.seal(&secrets.vault_key);
    file
}

fn vector() -> Vec<u8> {
    data_encoding::HEXLOWER.decode(VECTOR.as_bytes()).unwrap()
}

/// The bytes with a last hash that fits, as somebody would write who knows the format.
fn rehashed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - HASH_BYTES);
    let hash = Sha256::digest(&bytes);
    bytes.extend(hash);
    bytes
}

#[test]
fn fixed_secrets_give_the_bytes_of_the_vector() {
    let file = sample();
    assert_eq!(data_encoding::HEXLOWER.encode(&file.to_bytes()), VECTOR);
    for (purpose, expected) in SUBKEYS {
        let key = file.subkey(&secrets().vault_key, purpose);
        assert_eq!(data_encoding::HEXLOWER.encode(key.expose()), expected, "{purpose:?}");
    }
}

#[test]
fn the_vector_opens_with_each_secret_and_with_no_other() {
    let file = SlotsFile::parse(&vector()).unwrap();
    let secrets = secrets();
    for unlock in [
        Unlock::Passphrase(&secrets.passphrase),
        Unlock::Recovery(&secrets.recovery),
        Unlock::Keychain(&secrets.keychain),
    ] {
        let (key, _) = file.unlock(&unlock, None).unwrap();
        assert_eq!(key.expose(), secrets.vault_key.expose(), "{unlock:?}");
    }
    let passphrase = Passphrase::new("correct horse battery stable").unwrap();
    let recovery = RecoveryKey::from_secret(&[0; 20]);
    let keychain = KeychainKey::from_bytes(&[0; 32]).unwrap();
    for unlock in
        [Unlock::Passphrase(&passphrase), Unlock::Recovery(&recovery), Unlock::Keychain(&keychain)]
    {
        let error = file.unlock(&unlock, None).unwrap_err();
        assert!(matches!(error, StoreError::WrongSecret(_)), "{error}");
    }
}

#[test]
fn every_flipped_bit_is_seen_before_any_key_is_derived() {
    let whole = vector();
    for index in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone();
            bytes[index] ^= 1 << bit;
            let error = SlotsFile::parse(&bytes).unwrap_err();
            let expected = if index < MAGIC.len() {
                matches!(error, StoreError::KeysNotOurs)
            } else {
                matches!(error, StoreError::KeysDamaged(_))
            };
            assert!(expected, "bit {bit} of byte {index}: {error}");
        }
    }
}

#[test]
fn every_edited_byte_keeps_the_vault_shut_even_with_a_fitting_hash() {
    let (whole, secrets) = (vector(), secrets());
    let mut unlocks_tried = 0;
    for index in 0..whole.len() - HASH_BYTES {
        for flip in [0x01, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[index] ^= flip;
            let Ok(file) = SlotsFile::parse(&rehashed(bytes)) else { continue };
            for unlock in [Unlock::Recovery(&secrets.recovery), Unlock::Keychain(&secrets.keychain)]
            {
                let opened = file.unlock(&unlock, None);
                assert!(opened.is_err(), "byte {index} with {flip:02x} by {unlock:?}");
                unlocks_tried += 1;
            }
        }
    }
    assert!(unlocks_tried > 2_000, "most edits must reach the keys: {unlocks_tried}");
}

#[test]
fn edits_of_the_passphrase_slot_keep_the_vault_shut() {
    let (whole, secrets) = (vector(), secrets());
    // Salt, nonce, commitment, wrapped key, tag; then a lane, a memory and a later byte.
    for (index, flip) in [(80, 1), (96, 1), (120, 1), (152, 1), (199, 1), (79, 1), (71, 0x40)] {
        let mut bytes = whole.clone();
        bytes[index] ^= flip;
        let file = SlotsFile::parse(&rehashed(bytes)).unwrap();
        assert!(
            file.unlock(&Unlock::Passphrase(&secrets.passphrase), None).is_err(),
            "byte {index}"
        );
    }
}

#[test]
fn weak_or_endless_derivations_are_refused_on_reading() {
    let whole = vector();
    // Bytes 68, 72 and 76 begin memory, passes and lanes of the first slot.
    for (index, number) in [
        (68, 65_535_u32),
        (68, 0),
        (68, 1_048_577),
        (68, u32::MAX),
        (72, 2),
        (72, 11),
        (76, 3),
        (76, 17),
    ] {
        let mut bytes = whole.clone();
        bytes[index..index + 4].copy_from_slice(&number.to_be_bytes());
        let error = SlotsFile::parse(&rehashed(bytes)).unwrap_err();
        assert!(matches!(error, StoreError::KeysDamaged(_)), "{number} at {index}: {error}");
    }
}

#[test]
fn short_long_and_foreign_files_are_refused() {
    let whole = vector();
    for length in 0..whole.len() {
        let mut bytes = whole[..length].to_vec();
        assert!(SlotsFile::parse(&bytes).is_err(), "{length} bytes");
        if length >= MAGIC.len() + HASH_BYTES {
            bytes = rehashed(bytes);
            assert!(SlotsFile::parse(&bytes).is_err(), "{length} bytes, fitting hash");
        }
    }
    let mut longer = whole.clone();
    longer.splice(whole.len() - HASH_BYTES.., [0; HASH_BYTES + 1]);
    assert!(SlotsFile::parse(&rehashed(longer)).is_err());
    let mut endless = whole.clone();
    endless.resize(KEYS_BYTES_MAX + 1, 0);
    assert!(SlotsFile::parse(&rehashed(endless)).is_err());
    for foreign in [&b""[..], b"%PDF-1.7", b"SQLite format 3\0", b"FDVAULT\r\n"] {
        assert!(matches!(SlotsFile::parse(foreign), Err(StoreError::KeysNotOurs)));
    }
}

#[test]
fn a_newer_version_is_told_from_a_damaged_one() {
    let mut bytes = vector();
    bytes[9] = 2;
    assert!(matches!(SlotsFile::parse(&bytes), Err(StoreError::KeysDamaged(_))));
    let newer = SlotsFile::parse(&rehashed(bytes));
    assert!(matches!(newer, Err(StoreError::NewerVault { found: 2, known: 1 })));
}

#[test]
fn a_slot_taken_out_or_doubled_by_hand_is_seen() {
    let secrets = secrets();
    let recovery = Unlock::Recovery(&secrets.recovery);
    let mut fewer = sample();
    fewer.slots.pop();
    let fewer = SlotsFile::parse(&fewer.to_bytes()).unwrap();
    assert!(matches!(fewer.unlock(&recovery, None), Err(StoreError::KeysDamaged(_))));
    let mut doubled = sample();
    doubled.slots.push(doubled.slots[1].clone());
    assert!(SlotsFile::parse(&doubled.to_bytes()).is_err());
}

#[test]
fn a_replaced_slot_shuts_the_old_secret_out() {
    let (file, secrets) = (sample(), secrets());
    let other = RecoveryKey::from_secret(&[9; 20]);
    let new = NewSlot::derive(&Unlock::Recovery(&other), KdfCost::Floor).unwrap();
    let seat = file.seat_of(WayIn::Recovery);
    let (file, _) = file.with(&secrets.vault_key, new, seat).unwrap();
    let file = SlotsFile::parse(&file.to_bytes()).unwrap();
    assert!(file.unlock(&Unlock::Recovery(&other), None).is_ok());
    let old = file.unlock(&Unlock::Recovery(&secrets.recovery), None);
    assert!(matches!(old, Err(StoreError::WrongSecret(WayIn::Recovery))));
    let keychain: Vec<SlotId> = file.slots_of(WayIn::Keychain).collect();
    let file = file.without(&secrets.vault_key, &keychain);
    assert!(file.unlock(&Unlock::Recovery(&other), None).is_ok() && !file.has(WayIn::Keychain));
    let gone = file.unlock(&Unlock::Keychain(&secrets.keychain), None);
    assert!(matches!(gone, Err(StoreError::NoSuchWayIn(WayIn::Keychain))));
}

#[test]
fn each_person_opens_with_a_passphrase_of_their_own() {
    let (file, secrets) = (sample(), secrets());
    let owner = file.slots_of(WayIn::Passphrase).next().unwrap();
    let words = Passphrase::new("a second person's long words").unwrap();
    let second = Unlock::Passphrase(&words);
    let new = NewSlot::derive(&second, KdfCost::Floor).unwrap();
    let (file, id) = file.with(&secrets.vault_key, new, Seat::New).unwrap();
    let file = SlotsFile::parse(&file.to_bytes()).unwrap();
    for (unlock, slot) in [(Unlock::Passphrase(&secrets.passphrase), owner), (second, id)] {
        for likely in [None, Some(owner), Some(id), Some(SlotId::new(99))] {
            let (key, opened) = file.unlock(&unlock, likely).unwrap();
            assert_eq!((key.expose(), opened), (secrets.vault_key.expose(), slot), "{likely:?}");
        }
    }
    let left = file.without(&secrets.vault_key, &[id]);
    assert!(matches!(left.unlock(&second, None), Err(StoreError::WrongSecret(_))));
    assert!(left.unlock(&Unlock::Passphrase(&secrets.passphrase), None).is_ok());
    let everyone: Vec<SlotId> = file.slots_of(WayIn::Passphrase).collect();
    assert!(file.without(&secrets.vault_key, &everyone).has(WayIn::Passphrase), "one stays");
}

#[test]
fn a_full_file_takes_no_more_people_and_still_fits() {
    let (mut file, secrets) = (sample(), secrets());
    let key = KeychainKey::from_bytes(&[7; 32]).unwrap();
    let slot = |file: &SlotsFile| {
        // The kind does not matter for the room it takes, and this one is derived at once.
        let new = NewSlot::derive(&Unlock::Keychain(&key), KdfCost::Floor).unwrap();
        file.with(&secrets.vault_key, new, Seat::New)
    };
    while file.slots.len() < SLOTS_MAX {
        (file, _) = slot(&file).unwrap();
    }
    assert!(file.to_bytes().len() <= KEYS_BYTES_MAX);
    assert!(matches!(slot(&file), Err(StoreError::TooManyWaysIn)));
}
