//! Keys: made here, brought along, kept and read again.

use factor_signatures::{
    ImportRefusal, KeyError, Randomness, SigningKey, Subject, Verdict, sign, verify,
};

use crate::other_programs::{Openssl, p12};
use crate::papers::*;

#[test]
fn a_key_of_ones_own_says_what_it_is() {
    let facts = factor().facts().unwrap();
    assert_eq!(facts.subject, "Iris Vale");
    assert!(facts.subject_whole.contains("O=Harbor Factors Ltd."), "{facts:?}");
    assert_eq!(facts.subject_whole, facts.issuer_whole);
    assert!(facts.is_self_made);
    assert_eq!((facts.not_before, facts.not_after), (day("2026-01-01"), day("2036-01-01")));
    assert_eq!((facts.key.as_str(), facts.sha256.len()), ("P-256", 64));
}

#[test]
fn a_key_that_was_kept_signs_as_before() {
    let key = factor();
    let again = SigningKey::from_parts(key.pkcs8(), &key.chain_der().unwrap()).unwrap();
    let signed = |key| sign(&paper(), key, &signing("Seal"), None).unwrap();
    assert_eq!(signed(&again), signed(&key));
    let other = client().chain_der().unwrap();
    assert_eq!(SigningKey::from_parts(key.pkcs8(), &other).unwrap_err(), KeyError::Mismatch);
    let none = SigningKey::from_parts(key.pkcs8(), &[]).unwrap_err();
    assert_eq!(none, KeyError::Certificate);
    assert_eq!(SigningKey::from_parts(&[1, 2], &other).unwrap_err(), KeyError::Kind);
    assert_eq!(format!("{key:?}"), "SigningKey(••••)");
}

#[test]
fn names_and_days_that_no_certificate_holds_are_refused() {
    let long = "x".repeat(65);
    let made = |name: &str, to: &str| {
        let subject = Subject { common_name: name, organisation: "" };
        let random = Randomness { key: [5; 32].into(), serial: [0; 16] };
        SigningKey::create(&subject, day("2026-01-01"), day(to), &random)
    };
    for (name, to, expected) in [
        ("  ", "2030-01-01", KeyError::Subject),
        (long.as_str(), "2030-01-01", KeyError::Subject),
        ("Iris", "2026-01-01", KeyError::Validity),
        ("Iris", "2025-01-01", KeyError::Validity),
    ] {
        assert_eq!(made(name, to).unwrap_err(), expected, "{name} {to}");
    }
    assert!(made("Ζωή Łącka", "2060-01-01").is_ok());
    let zero = Randomness { key: [0; 32].into(), serial: [0; 16] };
    let subject = Subject { common_name: "Iris", organisation: "" };
    let none = SigningKey::create(&subject, day("2026-01-01"), day("2027-01-01"), &zero);
    assert_eq!(none.unwrap_err(), KeyError::Randomness);
}

#[test]
fn keys_of_both_kinds_come_in_from_pkcs12_and_sign() {
    let openssl = Openssl::new();
    let at = openssl.today();
    for (kind, words) in [("rsa:2048", "RSA, 2048 bits"), ("ec:prime256v1", "P-256")] {
        let file = p12(&openssl, kind, "s3cret", &["-days", "30"]);
        let key = SigningKey::from_pkcs12(&file, "s3cret", at).unwrap();
        assert_eq!(key.facts().unwrap().key, words);
        let found = verify(&sign(&paper(), &key, &signing("Seal"), None).unwrap());
        assert_eq!(found.verdict, Verdict::ValidAndUnchanged, "{kind}: {found:#?}");
        assert_eq!(found.signatures[0].signer.as_ref().unwrap().key, words);
    }
}

#[test]
fn a_pkcs12_file_that_cannot_be_used_is_refused_with_the_reason() {
    let openssl = Openssl::new();
    let at = openssl.today();
    let good = p12(&openssl, "ec:prime256v1", "s3cret", &["-days", "30"]);
    let refused = |file: &[u8], password, at| SigningKey::from_pkcs12(file, password, at);
    let mut damaged = good.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let curve = p12(&openssl, "ec:secp384r1", "s3cret", &["-days", "30"]);
    let web = ["-days", "30", "-addext", "keyUsage=critical,keyCertSign"];
    let web = p12(&openssl, "ec:prime256v1", "s3cret", &web);
    let bare = openssl.certificates_only("s3cret");
    let year = chrono::Duration::days(365);
    let cases = [
        ("wrong password", refused(&good, "secret", at), ImportRefusal::WrongPassword),
        ("no password", refused(&good, "", at), ImportRefusal::WrongPassword),
        ("damaged", refused(&damaged, "s3cret", at), ImportRefusal::WrongPassword),
        ("not such a file", refused(b"Hello", "s3cret", at), ImportRefusal::NotPkcs12),
        ("a PDF", refused(&paper(), "s3cret", at), ImportRefusal::NotPkcs12),
        ("too large", refused(&vec![0x30; 2_000_000], "", at), ImportRefusal::NotPkcs12),
        ("another curve", refused(&curve, "s3cret", at), ImportRefusal::Kind),
        ("for other uses", refused(&web, "s3cret", at), ImportRefusal::NotForSigning),
        ("no key", refused(&bare, "s3cret", at), ImportRefusal::NoKey),
    ];
    for (case, result, expected) in cases {
        assert_eq!(result.unwrap_err(), expected, "{case}");
    }
    let expired = refused(&good, "s3cret", at + year).unwrap_err();
    assert!(matches!(expired, ImportRefusal::Expired { .. }), "{expired:?}");
    let early = refused(&good, "s3cret", at - year).unwrap_err();
    assert!(matches!(early, ImportRefusal::NotYetValid { .. }), "{early:?}");
}
