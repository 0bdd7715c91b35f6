//! Bytes to a server and back, within limits of time and size. Calls block.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs as _};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustls::{ClientConnection, StreamOwned};

use crate::desk::lock;

/// RFC 5321 allows 512; many servers say more.
const LINE_BYTES_MAX: usize = 4_096;
const PIECE_BYTES: usize = 16 * 1_024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum WireError {
    #[error("the server did not answer in time")]
    Late,
    #[error("the server ended the connection")]
    Ended,
    #[error("what the server said is no answer")]
    NoAnswer,
    #[error("the certificate of the server is not trusted: {0}")]
    Certificate(String),
    #[error("the server could not be reached: {0}")]
    Unreachable(String),
}

impl From<std::io::Error> for WireError {
    fn from(cause: std::io::Error) -> Self {
        // What TLS found wrong comes wrapped.
        let inner = cause.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        if let Some(rustls::Error::InvalidCertificate(why)) = inner {
            return Self::Certificate(format!("{why:?}"));
        }
        let is_late = matches!(cause.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock);
        match (is_late, inner) {
            (true, _) => Self::Late,
            (false, Some(_)) => Self::NoAnswer,
            (false, None) => Self::Ended,
        }
    }
}

/// Ends a connection from another thread. One that was asked to stop before it began never begins.
#[derive(Clone, Default)]
pub(in crate::mail) struct Stop(Arc<Mutex<Stopping>>);

#[derive(Default)]
struct Stopping {
    is_asked: bool,
    stream: Option<TcpStream>,
}

impl Stop {
    /// Whoever waits on the connection finds it ended.
    pub(in crate::mail) fn ask(&self) {
        let mut stopping = lock(&self.0);
        stopping.is_asked = true;
        if let Some(stream) = stopping.stream.take() {
            // A connection that is gone already is what was wanted.
            drop(stream.shutdown(Shutdown::Both));
        }
    }

    fn watch(&self, stream: &TcpStream) -> Result<(), WireError> {
        let mut stopping = lock(&self.0);
        if stopping.is_asked {
            return Err(WireError::Ended);
        }
        stopping.stream = Some(stream.try_clone()?);
        Ok(())
    }
}

enum Stream {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// A connection to a server.
pub(super) struct Wire {
    stream: Stream,
    /// Read and not yet asked for.
    ahead: Vec<u8>,
    deadline: Instant,
}

impl Wire {
    pub(super) fn connect(
        (host, port): (&str, u16),
        wait: Duration,
        stop: &Stop,
    ) -> Result<Wire, WireError> {
        let unreachable = |cause: std::io::Error| WireError::Unreachable(cause.to_string());
        let mut last = WireError::Unreachable("this name is not known".to_owned());
        for address in (host, port).to_socket_addrs().map_err(unreachable)? {
            match TcpStream::connect_timeout(&address, wait) {
                Ok(stream) => {
                    stop.watch(&stream)?;
                    // The last line must not wait for anything.
                    stream.set_nodelay(true)?;
                    let (stream, ahead) = (Stream::Plain(stream), Vec::new());
                    return Ok(Wire { stream, ahead, deadline: Instant::now() });
                }
                Err(cause) => last = unreachable(cause),
            }
        }
        Err(last)
    }

    /// The address of this computer, as the server sees it.
    pub(super) fn own_address(&self) -> Option<std::net::IpAddr> {
        self.tcp().local_addr().ok().map(|address| address.ip())
    }

    /// From now on this long for whatever comes.
    pub(super) fn wait_for(&mut self, wait: Duration) {
        self.deadline = Instant::now() + wait;
    }

    /// From here on under TLS. What the server said before is not believed any more.
    pub(super) fn encrypt(self, tls: ClientConnection) -> Result<Wire, WireError> {
        let Stream::Plain(tcp) = self.stream else { return Ok(self) };
        if !self.ahead.is_empty() {
            // Somebody put words in before the encryption, to be taken for the server's.
            return Err(WireError::NoAnswer);
        }
        let stream = Stream::Tls(Box::new(StreamOwned::new(tls, tcp)));
        let mut wire = Wire { stream, ahead: Vec::new(), deadline: self.deadline };
        if let Stream::Tls(stream) = &mut wire.stream {
            while stream.conn.is_handshaking() {
                let left = left(wire.deadline)?;
                stream.sock.set_read_timeout(Some(left))?;
                stream.sock.set_write_timeout(Some(left))?;
                stream.conn.complete_io(&mut stream.sock)?;
            }
        }
        Ok(wire)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), WireError> {
        for piece in bytes.chunks(PIECE_BYTES) {
            let left = left(self.deadline)?;
            self.tcp().set_write_timeout(Some(left))?;
            match &mut self.stream {
                Stream::Plain(stream) => stream.write_all(piece)?,
                Stream::Tls(stream) => stream.write_all(piece)?,
            }
        }
        match &mut self.stream {
            Stream::Plain(stream) => stream.flush()?,
            Stream::Tls(stream) => stream.flush()?,
        }
        Ok(())
    }

    /// A line without its end.
    pub(super) fn read_line(&mut self) -> Result<Vec<u8>, WireError> {
        loop {
            if let Some(end) = self.ahead.iter().position(|byte| *byte == b'\n') {
                let mut line: Vec<u8> = self.ahead.drain(..=end).collect();
                while matches!(line.last(), Some(b'\n' | b'\r')) {
                    line.pop();
                }
                return Ok(line);
            }
            if self.ahead.len() > LINE_BYTES_MAX {
                return Err(WireError::NoAnswer);
            }
            let left = left(self.deadline)?;
            self.read_more(left)?;
        }
    }

    /// True if the server has said something that was not asked for, or has gone.
    pub(super) fn speaks_up(&mut self) -> Result<bool, WireError> {
        match self.read_more(Duration::from_millis(1)) {
            Ok(()) => Ok(true),
            Err(WireError::Late) => Ok(!self.ahead.is_empty()),
            Err(other) => Err(other),
        }
    }

    fn read_more(&mut self, wait: Duration) -> Result<(), WireError> {
        self.tcp().set_read_timeout(Some(wait))?;
        let mut piece = [0; LINE_BYTES_MAX];
        let read = match &mut self.stream {
            Stream::Plain(stream) => stream.read(&mut piece)?,
            Stream::Tls(stream) => stream.read(&mut piece)?,
        };
        if read == 0 {
            return Err(WireError::Ended);
        }
        self.ahead.extend_from_slice(piece.get(..read).unwrap_or_default());
        Ok(())
    }

    fn tcp(&self) -> &TcpStream {
        match &self.stream {
            Stream::Plain(stream) => stream,
            Stream::Tls(stream) => &stream.sock,
        }
    }
}

fn left(deadline: Instant) -> Result<Duration, WireError> {
    let left = deadline.saturating_duration_since(Instant::now());
    // A timeout of nothing means for ever.
    if left.is_zero() { Err(WireError::Late) } else { Ok(left) }
}
