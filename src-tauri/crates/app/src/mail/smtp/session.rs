//! One conversation about one message.

use std::net::IpAddr;

use data_encoding::BASE64;
use zeroize::Zeroizing;

use super::reply::Reply;
use super::tls;
use super::wire::{Stop, Wire, WireError};
use super::{Envelope, Failure, Login, Patience, Proof, Security, Server, Verdict};

/// As file managers count.
const MB: u64 = 1_024 * 1_024;

/// What a server can do, as it says after EHLO.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Abilities {
    has_start_tls: bool,
    /// Ways to log in, in capitals.
    logins: Vec<String>,
    /// The largest message it takes.
    bytes_max: Option<u64>,
}

/// A message that the server has read up to its last line.
pub(in crate::mail) struct Offered {
    wire: Wire,
    patience: Patience,
    /// The largest message the server takes, if it says so.
    pub(in crate::mail) bytes_max: Option<u64>,
}

/// Everything up to the last line.
///
/// # Errors
/// Why the server does not have the message now.
pub(in crate::mail) fn offer(
    server: &Server,
    login: Option<&Login>,
    (envelope, message): (&Envelope, &[u8]),
    (patience, stop): (Patience, &Stop),
) -> Result<Offered, Failure> {
    let wire = Wire::connect((&server.host, server.port), patience.connect, stop);
    let wire = wire.map_err(later)?;
    let (mut talk, abilities) = Talk { wire, patience }.greet(server)?;
    if let Some(login) = login {
        talk.log_in(login, &abilities)?;
    }
    let size = u64::try_from(message.len()).unwrap_or(u64::MAX);
    if let Some(max) = abilities.bytes_max.filter(|max| size > *max) {
        return Err(Failure::Refused(too_large(max, size)));
    }
    talk.announce(envelope, abilities.bytes_max.map(|_| size))?;
    talk.wire.wait_for(talk.patience.answer);
    talk.wire.write(&stuffed(message)).map_err(later)?;
    // A server that has had enough says so before the end; then nothing was handed over.
    if talk.wire.speaks_up().map_err(later)? {
        let reply = talk.answer().map_err(later)?;
        return Err(denied(&reply, ""));
    }
    Ok(Offered { wire: talk.wire, patience, bytes_max: abilities.bytes_max })
}

impl Offered {
    /// Sends the last line, and waits for what the server says to it.
    pub(in crate::mail) fn hand_over(self) -> Verdict {
        let Offered { mut wire, patience, .. } = self;
        wire.wait_for(patience.verdict);
        let read = wire.write(b".\r\n").and_then(|()| Reply::read(&mut wire));
        let verdict = match read {
            Ok(reply) if reply.is_yes() => Verdict::Accepted(reply.words()),
            Ok(reply) if reply.is_never() => Verdict::Refused(reply.words()),
            Ok(reply) => Verdict::Later(reply.words()),
            Err(cause) => Verdict::Uncertain(sentence(&cause)),
        };
        wire.wait_for(patience.connect);
        // Only politeness is left.
        drop(wire.write(b"QUIT\r\n"));
        verdict
    }
}

struct Talk {
    wire: Wire,
    patience: Patience,
}

impl Talk {
    fn answer(&mut self) -> Result<Reply, WireError> {
        self.wire.wait_for(self.patience.answer);
        Reply::read(&mut self.wire)
    }

    fn ask(&mut self, command: &str) -> Result<Reply, Failure> {
        self.wire.wait_for(self.patience.answer);
        let line = Zeroizing::new(format!("{command}\r\n"));
        self.wire.write(line.as_bytes()).map_err(later)?;
        self.answer().map_err(later)
    }

    /// Up to an encrypted connection and what the server says it can do there.
    fn greet(mut self, server: &Server) -> Result<(Talk, Abilities), Failure> {
        self.wire.wait_for(self.patience.answer);
        if server.security == Security::Tls {
            self = self.encrypted(server)?;
        }
        let greeting = self.answer().map_err(later)?;
        if !greeting.is_yes() {
            return Err(Failure::Later(greeting.words()));
        }
        let mut abilities = self.say_hello()?;
        if server.security == Security::StartTls {
            if !abilities.has_start_tls {
                return Err(Failure::Later(
                    "The server offers no encryption on this port, so nothing was said to it."
                        .to_owned(),
                ));
            }
            let reply = self.ask("STARTTLS")?;
            if !reply.is_yes() {
                return Err(Failure::Later(reply.words()));
            }
            self = self.encrypted(server)?;
            // Whatever was said before anybody could listen in and change it.
            abilities = self.say_hello()?;
        }
        Ok((self, abilities))
    }

    fn encrypted(self, server: &Server) -> Result<Talk, Failure> {
        let Talk { mut wire, patience } = self;
        wire.wait_for(patience.answer);
        let tls = tls::begin(server).map_err(later)?;
        Ok(Talk { wire: wire.encrypt(tls).map_err(later)?, patience })
    }

    fn say_hello(&mut self) -> Result<Abilities, Failure> {
        // The name of the computer is nobody's business.
        let own = match self.wire.own_address() {
            Some(IpAddr::V4(address)) => format!("[{address}]"),
            Some(IpAddr::V6(address)) => format!("[IPv6:{address}]"),
            None => "[127.0.0.1]".to_owned(),
        };
        let reply = self.ask(&format!("EHLO {own}"))?;
        if !reply.is_yes() {
            return Err(Failure::Later(reply.words()));
        }
        Ok(abilities(&reply.lines))
    }

    fn log_in(&mut self, login: &Login, abilities: &Abilities) -> Result<(), Failure> {
        let has = |way: &str| abilities.logins.iter().any(|one| one == way);
        let code = |text: &str| Zeroizing::new(BASE64.encode(text.as_bytes()));
        let reply = match &login.proof {
            Proof::Token(token) if has("XOAUTH2") => {
                let name = &login.name;
                let said =
                    Zeroizing::new(format!("user={name}\u{1}auth=Bearer {}\u{1}\u{1}", **token));
                let reply = self.ask(&format!("AUTH XOAUTH2 {}", *code(&said)))?;
                // Why not stands in a challenge, which wants an empty answer.
                if reply.is_go_on() { self.ask("")? } else { reply }
            }
            Proof::Password(password) if has("PLAIN") => {
                let said = Zeroizing::new(format!("\0{}\0{}", login.name, **password));
                self.ask(&format!("AUTH PLAIN {}", *code(&said)))?
            }
            Proof::Password(password) if has("LOGIN") => {
                let mut reply = self.ask("AUTH LOGIN")?;
                for said in [&login.name, &**password] {
                    if reply.is_go_on() {
                        reply = self.ask(&code(said))?;
                    }
                }
                reply
            }
            Proof::Token(_) | Proof::Password(_) => {
                return Err(Failure::Account(
                    "The server offers no way to log in with what is set here.".to_owned(),
                ));
            }
        };
        match reply.is_yes() {
            true => Ok(()),
            false if reply.is_never() => Err(Failure::Account(reply.words())),
            false => Err(Failure::Later(reply.words())),
        }
    }

    /// From whom, to whom, and that it comes.
    fn announce(&mut self, envelope: &Envelope, size: Option<u64>) -> Result<(), Failure> {
        let size = size.map(|size| format!(" SIZE={size}")).unwrap_or_default();
        let reply = self.ask(&format!("MAIL FROM:<{}>{size}", envelope.from))?;
        if !reply.is_yes() {
            return Err(denied(&reply, ""));
        }
        for to in &envelope.to {
            // One that is refused stops it for all: a message goes to everybody or to nobody.
            let reply = self.ask(&format!("RCPT TO:<{to}>"))?;
            if !reply.is_yes() {
                return Err(denied(&reply, &format!("{to}: ")));
            }
        }
        let reply = self.ask("DATA")?;
        if reply.is_go_on() { Ok(()) } else { Err(denied(&reply, "")) }
    }
}

fn abilities(lines: &[String]) -> Abilities {
    let mut found = Abilities::default();
    // The first line is the server's name.
    for line in lines.iter().skip(1) {
        let upper = line.to_ascii_uppercase();
        // Some old ones write AUTH=LOGIN.
        let mut words = upper.split([' ', '=']).filter(|word| !word.is_empty());
        match words.next() {
            Some("STARTTLS") => found.has_start_tls = true,
            Some("SIZE") => {
                let bytes = words.next().and_then(|word| word.parse().ok());
                found.bytes_max = bytes.filter(|bytes| *bytes > 0);
            }
            Some("AUTH") => found.logins.extend(words.map(str::to_owned)),
            Some(_) | None => {}
        }
    }
    found
}

/// The message with its lines ended as they must, and a second dot before each that begins one.
fn stuffed(message: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity(message.len() + message.len() / 64);
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b".") {
            all.push(b'.');
        }
        let bare = line.strip_suffix(b"\n").unwrap_or(line);
        let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
        all.extend_from_slice(bare);
        all.extend_from_slice(b"\r\n");
    }
    all
}

/// "The server takes at most 25 MB; this message has 51 MB."
pub(in crate::mail) fn too_large(bytes_max: u64, bytes: u64) -> String {
    let (most, size) = (bytes_max / MB, bytes.div_ceil(MB));
    let most = if most == 0 { format!("{} KB", bytes_max / 1_024) } else { format!("{most} MB") };
    format!("The server takes at most {most}; this message has {size} MB.")
}

fn denied(reply: &Reply, whom: &str) -> Failure {
    let words = format!("{whom}{}", reply.words());
    if reply.is_never() { Failure::Refused(words) } else { Failure::Later(words) }
}

fn later(cause: WireError) -> Failure {
    Failure::Later(sentence(&cause))
}

/// "The server did not answer in time."
fn sentence(cause: &WireError) -> String {
    let text = cause.to_string();
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase()).into_iter();
    first.chain(chars).chain(['.']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_with_a_dot_gets_another_and_every_line_its_end() {
        for (message, expected) in [
            (&b"a\r\n.b\r\n"[..], &b"a\r\n..b\r\n"[..]),
            (b".\r\nQUIT\r\n", b"..\r\nQUIT\r\n"),
            (b"a\n.\nb", b"a\r\n..\r\nb\r\n"),
            (b"a\r\n\r\n", b"a\r\n\r\n"),
            (b"", b""),
        ] {
            assert_eq!(stuffed(message), expected);
        }
    }

    #[test]
    fn what_a_server_can_do_is_read_in_any_case() {
        let lines = ["mail.example", "SIZE 26214400", "auth login PLAIN", "StartTls", "8BITMIME"];
        let found = abilities(&lines.map(str::to_owned));
        assert!(found.has_start_tls);
        assert_eq!(found.bytes_max, Some(26_214_400));
        assert_eq!(found.logins, ["LOGIN", "PLAIN"]);
        // A limit of nothing is none, and a name that looks like an ability is a name.
        let found = abilities(&["STARTTLS", "SIZE 0", "AUTH=XOAUTH2"].map(str::to_owned));
        assert_eq!((found.has_start_tls, found.bytes_max), (false, None));
        assert_eq!(found.logins, ["XOAUTH2"]);
    }
}
