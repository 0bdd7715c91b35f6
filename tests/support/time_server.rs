//! A timestamp server on this computer, answering with OpenSSL, well or badly.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    /// As it should.
    Well,
    /// With another status than 200.
    Status(u16),
    /// With a web page.
    Page,
    /// With more than a timestamp could be.
    Flood,
    /// By sending the caller to another address.
    Elsewhere,
}

/// Answers until it is dropped.
pub struct TimeServer {
    /// Where it is asked.
    pub url: String,
    folder: Arc<TempDir>,
    answering: Arc<Mutex<Answering>>,
}

const CONFIG: &str = "[tsa]\ndefault_tsa = one\n[one]\nserial = serial\nsigner_cert = tsa.pem\n\
    signer_key = tsa.key\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\n\
    digests = sha256\ness_cert_id_alg = sha256\n";

impl TimeServer {
    /// Makes its certificate and begins to answer.
    ///
    /// # Panics
    /// Without OpenSSL, or without a free port.
    #[must_use]
    pub fn start() -> Self {
        let folder = Arc::new(TempDir::new().expect("a folder"));
        std::fs::write(folder.path().join("ts.cnf"), CONFIG).expect("a file");
        std::fs::write(folder.path().join("serial"), "01").expect("a file");
        openssl(
            folder.path(),
            "req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 30 \
             -subj /CN=Harbour-Clock -addext extendedKeyUsage=critical,timeStamping",
        );
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/tsr", listener.local_addr().expect("an address"));
        let answering = Arc::new(Mutex::new(Answering::Well));
        let (place, how) = (Arc::clone(&folder), Arc::clone(&answering));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let how = *how.lock().unwrap_or_else(PoisonError::into_inner);
                // A caller that goes away in the middle of it is no fault of the server's.
                drop(answer(stream, how, place.path()));
            }
        });
        Self { url, folder, answering }
    }

    /// From now on.
    pub fn answer(&self, how: Answering) {
        *self.answering.lock().unwrap_or_else(PoisonError::into_inner) = how;
    }

    /// The certificate that its timestamps are signed with, as PEM.
    ///
    /// # Panics
    /// If it is not there.
    #[must_use]
    pub fn certificate(&self) -> Vec<u8> {
        std::fs::read(self.folder.path().join("tsa.pem")).expect("a certificate")
    }
}

fn answer(mut stream: TcpStream, how: Answering, folder: &Path) -> std::io::Result<()> {
    let question = read_question(&mut stream)?;
    let page = b"<html>Sign in</html>".to_vec();
    let (head, body) = match how {
        Answering::Well => ("200 OK", stamped(folder, &question)),
        Answering::Status(code) => {
            let head = format!("HTTP/1.1 {code} No\r\nContent-Length: 0\r\n\r\n");
            return stream.write_all(head.as_bytes());
        }
        Answering::Page => ("200 OK", page),
        Answering::Flood => ("200 OK", vec![b'x'; 1_000_000]),
        Answering::Elsewhere => ("302 Found\r\nLocation: http://127.0.0.1:9/", page),
    };
    let length = body.len();
    stream.write_all(format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\n\r\n").as_bytes())?;
    stream.write_all(&body)
}

fn read_question(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    let mut body = vec![0; length.and_then(|text| text.trim().parse().ok()).unwrap_or(0)];
    stream.read_exact(&mut body)?;
    Ok(body)
}

fn stamped(folder: &Path, question: &[u8]) -> Vec<u8> {
    std::fs::write(folder.join("question.tsq"), question).expect("a file");
    openssl(folder, "ts -reply -config ts.cnf -queryfile question.tsq -out answer.tsr");
    std::fs::read(folder.join("answer.tsr")).expect("an answer")
}

fn openssl(folder: &Path, arguments: &str) {
    let mut openssl = Command::new("openssl");
    let output = openssl.args(arguments.split_whitespace()).current_dir(folder).output();
    let output = output.expect("openssl");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
