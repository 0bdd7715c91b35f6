//! What other programs say: OpenSSL, Poppler's pdfsig and pyHanko, which xtask installs.

use std::path::PathBuf;
use std::process::{Command, Output};

use chrono::{DateTime, Utc};
use factor_signatures::{Permission, SealError, Timestamper, Verdict, sign, verify};
use tempfile::TempDir;

use crate::papers::*;

/// OpenSSL in a folder of its own.
pub struct Openssl {
    folder: TempDir,
}

impl Openssl {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) {
        let mut openssl = Command::new("openssl");
        let output = openssl.args(arguments).current_dir(self.folder.path()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {arguments:?}: {said}");
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// A moment at which a certificate that OpenSSL has just made is valid.
    pub fn today(&self) -> DateTime<Utc> {
        self.run(&[
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-keyout",
            "clock.key",
            "-out",
            "clock.pem",
            "-subj",
            "/CN=Clock",
        ]);
        let mut openssl = Command::new("openssl");
        openssl.args(["x509", "-in", "clock.pem", "-noout", "-startdate", "-dateopt", "iso_8601"]);
        let output = openssl.current_dir(self.folder.path()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let text = text.trim().trim_start_matches("notBefore=").replace(' ', "T");
        DateTime::parse_from_rfc3339(&text).unwrap().to_utc() + chrono::Duration::hours(1)
    }

    pub fn certificates_only(&self, password: &str) -> Vec<u8> {
        self.today();
        let secret = format!("pass:{password}");
        self.run(&[
            "pkcs12",
            "-export",
            "-nokeys",
            "-in",
            "clock.pem",
            "-out",
            "bare.p12",
            "-passout",
            &secret,
        ]);
        self.read("bare.p12")
    }

    /// A timestamp server's key, and its answer to a request.
    fn timestamp(&self, request: &[u8]) -> Result<Vec<u8>, String> {
        self.write("request.tsq", request);
        self.run(&[
            "ts",
            "-reply",
            "-config",
            "ts.cnf",
            "-queryfile",
            "request.tsq",
            "-out",
            "answer.tsr",
        ]);
        Ok(self.read("answer.tsr"))
    }

    fn prepare_timestamps(&self) {
        let config = "[tsa]\ndefault_tsa = one\n[one]\nserial = serial\nsigner_cert = tsa.pem\n\
            signer_key = tsa.key\nsigner_digest = sha256\n\
            default_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n";
        self.write("ts.cnf", config.as_bytes());
        self.write("serial", b"01");
        self.run(&[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "tsa.key",
            "-out",
            "tsa.pem",
            "-subj",
            "/CN=Test Clock",
            "-addext",
            "extendedKeyUsage=critical,timeStamping",
        ]);
    }
}

/// A PKCS#12 file with a key and a certificate for it.
pub fn p12(openssl: &Openssl, kind: &str, password: &str, more: &[&str]) -> Vec<u8> {
    let secret = format!("pass:{password}");
    let mut request = vec![
        "req",
        "-x509",
        "-nodes",
        "-keyout",
        "k.pem",
        "-out",
        "c.pem",
        "-subj",
        "/O=Reed Cargo Inc./CN=Tom Reed",
    ];
    let curve;
    match kind.strip_prefix("ec:") {
        Some(name) => {
            curve = format!("ec_paramgen_curve:{name}");
            request.extend(["-newkey", "ec", "-pkeyopt", &curve]);
        }
        None => request.extend(["-newkey", kind]),
    }
    if !more.iter().any(|word| word.starts_with("keyUsage")) {
        request.extend(["-addext", "keyUsage=critical,digitalSignature,nonRepudiation"]);
    }
    request.extend(more);
    openssl.run(&request);
    openssl.run(&[
        "pkcs12", "-export", "-inkey", "k.pem", "-in", "c.pem", "-out", "k.p12", "-passout",
        &secret,
    ]);
    openssl.read("k.p12")
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// The Python that xtask prepares (see xtask/src/judges.rs), where it says or usually is.
fn python() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache =
        || variable("XDG_CACHE_HOME").unwrap_or_else(|| variable("HOME").unwrap().join(".cache"));
    let python = variable("FACTORDESK_JUDGE")
        .unwrap_or_else(|| cache().join("factordesk/tools/judges/bin/python"));
    assert!(python.exists(), "no pyHanko: run `cargo xtask test` once, which installs it");
    python
}

/// What pyHanko says of each signature: against the roots in the file `roots`.
fn pyhanko(openssl: &Openssl, pdf: &[u8]) -> String {
    openssl.write("judged.pdf", pdf);
    openssl.write("judge.py", include_bytes!("judge.py"));
    let mut judge = Command::new(python());
    let output = judge.args(["judge.py", "judged.pdf"]).current_dir(openssl.folder.path()).output();
    said(&output.unwrap())
}

fn pdfsig(openssl: &Openssl, pdf: &[u8]) -> String {
    openssl.write("judged.pdf", pdf);
    let mut pdfsig = Command::new("pdfsig");
    let output = pdfsig.arg("judged.pdf").current_dir(openssl.folder.path()).output().unwrap();
    said(&output)
}

#[test]
fn pdfsig_calls_two_successive_signatures_valid() {
    let openssl = Openssl::new();
    let said = pdfsig(&openssl, &signed_by_both());
    assert_eq!(said.matches("Signature is Valid.").count(), 2, "{said}");
    assert_eq!(said.matches("ETSI.CAdES.detached").count(), 2, "{said}");
    assert!(said.contains("Iris Vale") && said.contains("Tom Reed"), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    let changed = replaced(&signed_by_both(), 0, "100.00", "900.00");
    let said = pdfsig(&openssl, &changed);
    assert_eq!(said.matches("Digest Mismatch").count(), 2, "{said}");
}

#[test]
fn pyhanko_calls_two_successive_signatures_pades_b_b() {
    let openssl = Openssl::new();
    for key in [factor(), client()] {
        let name = key.facts().unwrap().subject.replace(' ', "");
        openssl.write(&format!("{name}.root"), &key.chain_der().unwrap());
    }
    let said = pyhanko(&openssl, &signed_by_both());
    let expected = "Factor: intact=True valid=True trusted=True docmdp=True ades=OK stamped=None\n\
                    Client: intact=True valid=True trusted=True docmdp=True ades=OK stamped=None\n";
    assert!(said.ends_with(expected), "{said}");
    let invisible = sign(&paper(), &factor(), &signing("Seal"), None).unwrap();
    let said = pyhanko(&openssl, &invisible);
    assert!(said.contains("Seal: intact=True valid=True trusted=True"), "{said}");
}

#[test]
fn a_timestamp_of_a_server_holds_here_and_in_pyhanko() {
    let openssl = Openssl::new();
    openssl.prepare_timestamps();
    openssl.write("tsa.root", &openssl.read("tsa.pem"));
    openssl.write("IrisVale.root", &factor().chain_der().unwrap());
    let ask = |request: &[u8]| openssl.timestamp(request);
    let signing = certifying(FIELDS[0], Permission::Signatures);
    let signed = sign(&prepared(), &factor(), &signing, Some(&ask)).unwrap();
    let found = verify(&signed);
    assert_eq!(found.verdict, Verdict::ValidAndUnchanged, "{found:#?}");
    let stamp = found.signatures[0].timestamp.as_ref().unwrap();
    assert_eq!(stamp.server.subject, "Test Clock");
    let said = pyhanko(&openssl, &signed);
    assert!(said.contains("Factor: intact=True valid=True trusted=True"), "{said}");
    assert!(said.contains("stamped=True"), "{said}");
}

#[test]
fn a_timestamp_that_is_none_is_refused() {
    let openssl = Openssl::new();
    openssl.prepare_timestamps();
    let signed = |ask: Timestamper<'_>| {
        sign(&prepared(), &factor(), &signing(FIELDS[0]), Some(ask)).unwrap_err()
    };
    // The imprint is what comes last but the wish for a certificate.
    let other = |request: &[u8]| {
        let mut request = request.to_vec();
        let last = request.len() - 4;
        request[last] ^= 1;
        openssl.timestamp(&request)
    };
    assert_eq!(signed(&other), SealError::Timestamp("the server stamped something else"));
    let garbage = |_: &[u8]| Ok(b"<html>".to_vec());
    assert_eq!(signed(&garbage), SealError::Timestamp("the server refused it"));
    let offline = |_: &[u8]| Err("no way to the server".to_owned());
    let expected = SealError::TimestampServer("no way to the server".to_owned());
    assert_eq!(signed(&offline), expected);
}

/// A signature that OpenSSL made with an RSA key, put into the room that a paper keeps for one.
#[test]
fn a_signature_of_another_program_with_rsa_holds() {
    let openssl = Openssl::new();
    p12(&openssl, "rsa:2048", "x", &["-days", "30"]);
    let pdf = signed_once();
    let start = find(&pdf, "/Contents<") + 9;
    let end = start + find(&pdf[start..], ">") + 1;
    openssl.write("content", &[&pdf[..start], &pdf[end..]].concat());
    for digest in ["sha256", "sha384", "sha512", "sha1"] {
        openssl.run(&[
            "cms", "-sign", "-binary", "-in", "content", "-signer", "c.pem", "-inkey", "k.pem",
            "-outform", "DER", "-out", "cms.der", "-md", digest, "-cades",
        ]);
        let hex: String =
            openssl.read("cms.der").iter().map(|byte| format!("{byte:02x}")).collect();
        let mut foreign = pdf.clone();
        foreign[start + 1..end - 1].fill(b'0');
        foreign[start + 1..start + 1 + hex.len()].copy_from_slice(hex.as_bytes());
        let found = verify(&foreign);
        if digest == "sha1" {
            assert_eq!(found.verdict, Verdict::CannotVerify, "{digest}: {found:#?}");
        } else {
            assert_eq!(found.verdict, Verdict::ValidAndUnchanged, "{digest}: {found:#?}");
        }
    }
}
