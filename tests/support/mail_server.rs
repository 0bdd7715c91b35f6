//! A mail server on this computer that takes messages, or fails at any point it is told to.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Where in a conversation something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// Before the first word.
    Greeting,
    /// At EHLO.
    Hello,
    /// At STARTTLS, where there is one.
    StartTls,
    /// At AUTH.
    Login,
    /// At MAIL FROM.
    From,
    /// At RCPT TO.
    To,
    /// At DATA.
    Data,
    /// With a part of the message read.
    Body,
    /// At the last line, with the message not kept.
    LastLine,
    /// After the message was kept.
    Kept,
}

/// What goes wrong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection ends.
    Drop,
    /// Nothing more comes, however long one waits.
    Stall,
    /// This comes instead of the usual answer.
    Say(&'static str),
}

/// How it encrypts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encrypting {
    /// From the first byte.
    AtOnce,
    /// From STARTTLS on.
    StartTls,
    /// Not at all, as one that somebody has got in front of.
    Never,
    /// Whatever it sends is no TLS.
    Broken,
    /// Says something after STARTTLS that was said before it.
    Injecting,
}

/// Whose certificate it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// Of the authority that [`MailServer::authority`] gives.
    Good,
    /// For another name.
    OtherName,
    /// Its day has passed.
    Expired,
    /// Of an authority that nobody knows.
    Unknown,
}

/// A message that it took.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The address it came from.
    pub from: String,
    /// The addresses it goes to.
    pub to: Vec<String>,
    /// As it was before dots were doubled.
    pub bytes: Vec<u8>,
    /// Whoever logged in: "PLAIN name secret", or nothing.
    pub login: String,
}

impl Taken {
    /// The PDF that hangs on it, as whoever got the message reads it.
    ///
    /// # Panics
    /// If none does, or if it is not whole.
    #[must_use]
    pub fn pdf(&self) -> Vec<u8> {
        let text = str::from_utf8(&self.bytes).expect("a message is text");
        let (_, part) = text.split_once("Content-Type: application/pdf\r\n").expect("a PDF");
        let (_, body) = part.split_once("\r\n\r\n").expect("a head of the part");
        let (body, _) = body.split_once("\r\n--").expect("an end of the part");
        BASE64.decode(body.replace("\r\n", "")).expect("base64")
    }

    /// The value of the header of this name, unfolded; empty if there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> String {
        let text = String::from_utf8_lossy(&self.bytes);
        let head = text.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let mut lines = head.split("\r\n").filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).unwrap_or_default()
    }
}

#[derive(Default)]
struct Inside {
    taken: Vec<Taken>,
    faults: VecDeque<Option<(Point, Fault)>>,
    always: Option<(Point, Fault)>,
    connections: usize,
    size_max: Option<usize>,
    password: Option<(String, String)>,
    ways: &'static str,
}

/// Takes messages until the test ends.
pub struct MailServer {
    /// Its port on 127.0.0.1.
    pub port: u16,
    encrypting: Encrypting,
    inside: Arc<Mutex<Inside>>,
}

impl MailServer {
    /// With a good certificate.
    #[must_use]
    pub fn start(encrypting: Encrypting) -> Self {
        Self::with(encrypting, Certificate::Good)
    }

    /// With this certificate.
    ///
    /// # Panics
    /// Without OpenSSL, or without a free port.
    #[must_use]
    pub fn with(encrypting: Encrypting, certificate: Certificate) -> Self {
        let config = Arc::new(config(certificate));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let inside =
            Arc::new(Mutex::new(Inside { ways: "PLAIN LOGIN XOAUTH2", ..Inside::default() }));
        let shared = Arc::clone(&inside);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (shared, config) = (Arc::clone(&shared), Arc::clone(&config));
                std::thread::spawn(move || {
                    let fault = {
                        let mut inside = locked(&shared);
                        inside.connections += 1;
                        inside.faults.pop_front().unwrap_or(inside.always)
                    };
                    let mut talk = Talk::new(stream, shared, fault);
                    // A caller that goes away in the middle of it is no fault of the server's.
                    drop(talk.run(encrypting, &config));
                });
            }
        });
        Self { port, encrypting, inside }
    }

    /// What the next conversations go wrong with, one each; none is a good one.
    pub fn fail_next(&self, faults: impl IntoIterator<Item = Option<(Point, Fault)>>) {
        locked(&self.inside).faults.extend(faults);
    }

    /// What every conversation goes wrong with from now on.
    pub fn fail_always(&self, fault: Option<(Point, Fault)>) {
        locked(&self.inside).always = fault;
    }

    /// Nothing goes wrong any more.
    pub fn mend(&self) {
        let mut inside = locked(&self.inside);
        inside.faults.clear();
        inside.always = None;
    }

    /// The largest message it takes.
    pub fn limit(&self, bytes: usize) {
        locked(&self.inside).size_max = Some(bytes);
    }

    /// Takes nothing from anybody else, with one of these ways to log in.
    pub fn require(&self, name: &str, secret: &str, ways: &'static str) {
        let mut inside = locked(&self.inside);
        inside.password = Some((name.to_owned(), secret.to_owned()));
        inside.ways = ways;
    }

    /// What it has taken so far.
    #[must_use]
    pub fn taken(&self) -> Vec<Taken> {
        locked(&self.inside).taken.clone()
    }

    /// How often it was called.
    #[must_use]
    pub fn connections(&self) -> usize {
        locked(&self.inside).connections
    }

    /// The authority behind its certificate, as PEM.
    #[must_use]
    pub fn authority() -> String {
        let path = keys().path().join("ca.pem");
        std::fs::read_to_string(path).expect("the authority's certificate")
    }

    /// An account with it, as a person types it.
    #[must_use]
    pub fn account(&self) -> Value {
        let security = match self.encrypting {
            Encrypting::AtOnce | Encrypting::Broken => "tls",
            Encrypting::StartTls | Encrypting::Never | Encrypting::Injecting => "starttls",
        };
        json!({
            "host": "127.0.0.1", "port": self.port.to_string(), "security": security,
            "login": "office", "login_way": "password", "secret": "brass kettle",
            "sender_name": "Calder Street Factors", "sender_address": "office@calderstreet.example",
            "signature": "Calder Street Factors LLC\n(401) 555-0142",
            "certificate": Self::authority()
        })
    }
}

const CA: &str = "[ca]\ndefault_ca = one\n[one]\ndatabase = index.txt\nserial = serial\n\
    new_certs_dir = .\ndefault_md = sha256\npolicy = any\n[any]\ncommonName = supplied\n";

fn locked(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Made once for all tests of a process.
fn keys() -> &'static TempDir {
    static KEYS: OnceLock<TempDir> = OnceLock::new();
    KEYS.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        for (name, subject) in [("ca", "/CN=Harbour-Authority"), ("other", "/CN=Nobody")] {
            openssl(
                folder.path(),
                &format!(
                    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout \
                     {name}.key -out {name}.pem -days 3650 -subj {subject}"
                ),
            );
        }
        let path = folder.path();
        std::fs::write(path.join("ca.cnf"), CA).expect("a file");
        std::fs::write(path.join("index.txt"), "").expect("a file");
        std::fs::write(path.join("serial"), "07").expect("a file");
        for (name, authority, host, days) in [
            ("good", "ca", "IP:127.0.0.1", "-days 3650"),
            ("wrong", "ca", "DNS:mail.elsewhere.example", "-days 3650"),
            ("expired", "ca", "IP:127.0.0.1", "-startdate 240101000000Z -enddate 240201000000Z"),
            ("unknown", "other", "IP:127.0.0.1", "-days 3650"),
        ] {
            openssl(
                path,
                &format!(
                    "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {name}.key \
                     -out {name}.csr -subj /CN={name}"
                ),
            );
            let extension = format!("subjectAltName={host}\nextendedKeyUsage=serverAuth\n");
            std::fs::write(path.join("ext.cnf"), extension).expect("a file");
            openssl(
                path,
                &format!(
                    "ca -config ca.cnf -batch -notext -in {name}.csr -cert {authority}.pem \
                     -keyfile {authority}.key -extfile ext.cnf -out {name}.pem {days}"
                ),
            );
        }
        folder
    })
}

fn openssl(folder: &Path, arguments: &str) {
    let mut openssl = Command::new("openssl");
    let output = openssl.args(arguments.split_whitespace()).current_dir(folder).output();
    let output = output.expect("openssl");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn config(certificate: Certificate) -> ServerConfig {
    let name = match certificate {
        Certificate::Good => "good",
        Certificate::OtherName => "wrong",
        Certificate::Expired => "expired",
        Certificate::Unknown => "unknown",
    };
    let path = keys().path().join(name);
    let chain = CertificateDer::from_pem_file(path.with_extension("pem")).expect("a certificate");
    let key = PrivateKeyDer::from_pem_file(path.with_extension("key")).expect("a key");
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .expect("a certificate with its key")
}

trait Wire: Read + Write + Send {}
impl<T: Read + Write + Send> Wire for T {}

/// The other side has gone, or must not be answered any more.
#[derive(Debug)]
struct Over;

impl From<std::io::Error> for Over {
    fn from(_cause: std::io::Error) -> Self {
        Over
    }
}

struct Talk {
    tcp: TcpStream,
    wire: Box<dyn Wire>,
    ahead: Vec<u8>,
    inside: Arc<Mutex<Inside>>,
    fault: Option<(Point, Fault)>,
    login: String,
}

impl Talk {
    fn new(tcp: TcpStream, inside: Arc<Mutex<Inside>>, fault: Option<(Point, Fault)>) -> Self {
        let wire = Box::new(tcp.try_clone().expect("a second handle"));
        Self { tcp, wire, ahead: Vec::new(), inside, fault, login: String::new() }
    }

    fn run(&mut self, encrypting: Encrypting, config: &Arc<ServerConfig>) -> Result<(), Over> {
        if encrypting == Encrypting::Broken {
            self.say("220 this is no TLS at all, and longer than a record's head")?;
            return Err(Over);
        }
        if encrypting == Encrypting::AtOnce {
            self.encrypt(config);
        }
        self.answer(Point::Greeting, "220 mail.example ESMTP")?;
        let (mut from, mut to) = (String::new(), Vec::new());
        let mut is_encrypted = encrypting == Encrypting::AtOnce;
        loop {
            let line = self.line()?;
            let upper = line.to_ascii_uppercase();
            match upper.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => {
                    let abilities = self.abilities(encrypting, is_encrypted);
                    self.answer(Point::Hello, &abilities)?;
                }
                "STARTTLS" if encrypting == Encrypting::Injecting => {
                    self.wire.write_all(b"220 go ahead\r\n250 and all is well\r\n")?;
                    self.encrypt(config);
                }
                "STARTTLS" => {
                    self.answer(Point::StartTls, "220 go ahead")?;
                    self.encrypt(config);
                    is_encrypted = true;
                }
                "AUTH" => self.log_in(&line)?,
                "MAIL" if self.is_known() => {
                    from = between(&line);
                    self.answer(Point::From, "250 fine")?;
                }
                "MAIL" => self.say("530 5.7.0 log in first")?,
                "RCPT" => {
                    to.push(between(&line));
                    self.answer(Point::To, "250 fine")?;
                }
                "DATA" => self.take((&from, &mut to))?,
                "QUIT" => {
                    self.say("221 bye")?;
                    return Ok(());
                }
                _ => self.say("500 what?")?,
            }
        }
    }

    fn abilities(&self, encrypting: Encrypting, is_encrypted: bool) -> String {
        let inside = locked(&self.inside);
        let mut lines = vec!["mail.example".to_owned(), "8BITMIME".to_owned()];
        if let Some(size) = inside.size_max {
            lines.push(format!("SIZE {size}"));
        }
        if !is_encrypted && matches!(encrypting, Encrypting::StartTls | Encrypting::Injecting) {
            lines.push("STARTTLS".to_owned());
        } else {
            lines.push(format!("AUTH {}", inside.ways));
        }
        let last = lines.len() - 1;
        let shown = lines.iter().enumerate();
        let shown =
            shown.map(|(at, line)| format!("250{}{line}", if at == last { " " } else { "-" }));
        shown.collect::<Vec<_>>().join("\r\n")
    }

    fn log_in(&mut self, line: &str) -> Result<(), Over> {
        let words: Vec<&str> = line.split(' ').collect();
        let plain = |code: &str| {
            String::from_utf8(BASE64.decode(code).unwrap_or_default()).unwrap_or_default()
        };
        let (name, secret) = match words.as_slice() {
            ["AUTH", "PLAIN", code] => {
                let all = plain(code);
                let mut parts = all.split('\0').skip(1);
                let mut part = || parts.next().unwrap_or_default().to_owned();
                (part(), part())
            }
            ["AUTH", "LOGIN"] => {
                self.say("334 VXNlcm5hbWU6")?;
                let name = plain(&self.line()?);
                self.say("334 UGFzc3dvcmQ6")?;
                (name, plain(&self.line()?))
            }
            ["AUTH", "XOAUTH2", code] => {
                let all = plain(code);
                let of = |start: &str| {
                    let mut parts = all.split('\u{1}');
                    parts.find_map(|part| part.strip_prefix(start)).unwrap_or_default().to_owned()
                };
                (of("user="), of("auth=Bearer "))
            }
            _ => return self.say("504 unknown way"),
        };
        let known = locked(&self.inside).password.clone();
        let is_good = known.is_none_or(|known| known == (name.clone(), secret.clone()));
        let way = words.get(1).copied().unwrap_or_default();
        if is_good {
            self.login = format!("{way} {name} {secret}");
            return self.answer(Point::Login, "235 welcome");
        }
        if way == "XOAUTH2" {
            self.say("334 eyJzdGF0dXMiOiI0MDEifQ==")?;
            self.line()?;
        }
        self.say("535 5.7.8 wrong name or password")
    }

    fn is_known(&self) -> bool {
        !self.login.is_empty() || locked(&self.inside).password.is_none()
    }

    fn take(&mut self, (from, to): (&str, &mut Vec<String>)) -> Result<(), Over> {
        self.answer(Point::Data, "354 go on")?;
        let mut bytes = Vec::new();
        loop {
            let line = self.raw_line()?;
            self.strike(Point::Body)?;
            if line == b"." {
                break;
            }
            bytes.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            bytes.extend_from_slice(b"\r\n");
        }
        self.strike(Point::LastLine)?;
        let said = matches!(self.fault, Some((Point::LastLine, Fault::Say(_))));
        if !said {
            let (to, login) = (std::mem::take(to), self.login.clone());
            locked(&self.inside).taken.push(Taken { from: from.to_owned(), to, bytes, login });
        }
        if said { self.answer(Point::LastLine, "") } else { self.answer(Point::Kept, "250 taken") }
    }

    /// The usual answer, or what goes wrong here.
    fn answer(&mut self, point: Point, usual: &str) -> Result<(), Over> {
        self.strike(point)?;
        match self.fault {
            Some((at, Fault::Say(other))) if at == point => self.say(other),
            Some(_) | None => self.say(usual),
        }
    }

    fn strike(&mut self, point: Point) -> Result<(), Over> {
        match self.fault {
            Some((at, Fault::Drop)) if at == point => {
                drop(self.tcp.shutdown(std::net::Shutdown::Both));
                Err(Over)
            }
            Some((at, Fault::Stall)) if at == point => {
                let mut gone = [0; 1024];
                while self.wire.read(&mut gone)? > 0 {}
                Err(Over)
            }
            Some((Point::Body, Fault::Say(other))) if point == Point::Body => {
                self.say(other)?;
                drop(self.tcp.shutdown(std::net::Shutdown::Write));
                Err(Over)
            }
            Some(_) | None => Ok(()),
        }
    }

    fn say(&mut self, words: &str) -> Result<(), Over> {
        self.wire.write_all(format!("{words}\r\n").as_bytes())?;
        Ok(self.wire.flush()?)
    }

    fn line(&mut self) -> Result<String, Over> {
        Ok(String::from_utf8_lossy(&self.raw_line()?).into_owned())
    }

    /// Only a whole end of a line ends one, as the standard has it.
    fn raw_line(&mut self) -> Result<Vec<u8>, Over> {
        loop {
            if let Some(end) = self.ahead.windows(2).position(|pair| pair == b"\r\n") {
                let line = self.ahead[..end].to_vec();
                self.ahead.drain(..end + 2);
                return Ok(line);
            }
            let mut piece = [0; 8_192];
            let read = self.wire.read(&mut piece)?;
            if read == 0 {
                return Err(Over);
            }
            self.ahead.extend_from_slice(&piece[..read]);
        }
    }

    fn encrypt(&mut self, config: &Arc<ServerConfig>) {
        let connection = ServerConnection::new(Arc::clone(config)).expect("a connection");
        let tcp = self.tcp.try_clone().expect("a second handle");
        self.wire = Box::new(StreamOwned::new(connection, tcp));
        self.ahead.clear();
    }
}

/// What stands between the angle brackets.
fn between(line: &str) -> String {
    let inner = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map(|(inner, _)| inner.to_owned()).unwrap_or_default()
}
