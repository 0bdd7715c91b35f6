//! A way of the program to a network: a timestamp server that an owner has entered.

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// From the question until the answer is there, whole.
const WAIT_MAX: Duration = Duration::from_secs(12);
/// A timestamp with its certificates has some thousands of bytes.
const ANSWER_BYTES_MAX: u64 = 64 * 1_024;
const ADDRESS_CHARS_MAX: usize = 300;
const QUESTION: &str = "application/timestamp-query";

/// Reads the address of a server; none for an empty line.
///
/// # Errors
/// In words, for what is no address of a web server, or holds a name and password.
pub(crate) fn server_address(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let example = "such as https://tsa.example/tsr.";
    let is_plain = text.chars().all(|c| c.is_ascii_graphic());
    let address = text.parse::<ureq::http::Uri>().ok();
    let address = address.filter(|_| is_plain && text.len() <= ADDRESS_CHARS_MAX);
    let Some(address) = address else {
        return Err(format!("This is no address. Enter one {example}"));
    };
    if !matches!(address.scheme_str(), Some("https" | "http")) || address.host().is_none() {
        return Err(format!("Enter the whole address, {example}"));
    }
    if address.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err("An address with a password is not kept. Enter it without.".to_owned());
    }
    Ok(Some(text.to_owned()))
}

/// Asks for a timestamp, within limits of time and size, and follows nobody elsewhere.
///
/// # Errors
/// Why there is none, as a sentence.
pub(crate) fn ask_time(url: &str, request: &[u8]) -> Result<Vec<u8>, String> {
    ask_within(WAIT_MAX, url, request)
}

fn ask_within(wait: Duration, url: &str, request: &[u8]) -> Result<Vec<u8>, String> {
    let answer = agent(wait).post(url).header("Content-Type", QUESTION).send(request);
    let answer = answer.map_err(|cause| words(&cause))?;
    let status = answer.status().as_u16();
    if status != 200 {
        return Err(format!("The timestamp server refused, with status {status}."));
    }
    let mut bytes = Vec::new();
    let mut body = answer.into_body().into_reader().take(ANSWER_BYTES_MAX + 1);
    let read = body.read_to_end(&mut bytes).map_err(ureq::Error::from);
    read.map_err(|cause| words(&cause))?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= ANSWER_BYTES_MAX => Ok(bytes),
        Ok(_) | Err(_) => Err("The timestamp server sent far more than a timestamp.".to_owned()),
    }
}

fn agent(wait: Duration) -> Agent {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider)
        .build();
    Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(wait))
        // Who is asked is who was entered.
        .max_redirects(0)
        .http_status_as_error(false)
        .user_agent("Factordesk")
        .build()
        .new_agent()
}

fn words(cause: &ureq::Error) -> String {
    tracing::warn!(%cause, "no timestamp");
    let is_late = matches!(cause, ureq::Error::Timeout(_))
        || matches!(cause, ureq::Error::Io(cause) if cause.kind() == std::io::ErrorKind::TimedOut);
    if is_late {
        return format!(
            "The timestamp server did not answer within {} seconds.",
            WAIT_MAX.as_secs()
        );
    }
    "The timestamp server could not be reached.".to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_server_that_stays_silent_or_stops_halfway_is_given_up() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let halfway = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = |server: &TcpListener| format!("http://{}/", server.local_addr().unwrap());
        let (first, second) = (address(&silent), address(&halfway));
        std::thread::spawn(move || {
            let mut all = Vec::new();
            for mut stream in halfway.incoming().flatten() {
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n0").unwrap();
                all.push(stream);
            }
        });
        for url in [first, second] {
            let said = ask_within(Duration::from_millis(150), &url, b"question");
            let expected = "The timestamp server did not answer within 12 seconds.";
            assert_eq!(said, Err(expected.to_owned()), "{url}");
        }
    }

    #[test]
    fn an_address_is_a_whole_one_without_a_password() {
        for (text, expected) in [
            ("", Ok(None)),
            ("  ", Ok(None)),
            (" https://tsa.example/tsr ", Ok(Some("https://tsa.example/tsr"))),
            ("http://127.0.0.1:3161", Ok(Some("http://127.0.0.1:3161"))),
            ("tsa.example", Err("Enter the whole address")),
            ("ftp://tsa.example", Err("Enter the whole address")),
            ("file:///etc/passwd", Err("This is no address")),
            ("https://", Err("This is no address")),
            ("https://tsa example/", Err("This is no address")),
            ("https://user:secret@tsa.example/", Err("An address with a password")),
            ("https://tsa.example/\r\nHost: x", Err("This is no address")),
        ] {
            match (server_address(text), expected) {
                (Ok(read), Ok(expected)) => assert_eq!(read.as_deref(), expected, "{text}"),
                (Err(said), Err(begins)) => assert!(said.starts_with(begins), "{text}: {said}"),
                (read, expected) => panic!("{text}: {read:?}, not {expected:?}"),
            }
        }
    }
}
