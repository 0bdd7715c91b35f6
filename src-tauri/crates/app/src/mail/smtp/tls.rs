//! TLS to a mail server: always checked, by what this computer trusts and what an owner added.

use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection};
use rustls_platform_verifier::Verifier;

use super::Server;
use super::wire::WireError;

/// The certificates in a text.
///
/// # Errors
/// In words, for a text that holds none, or one that is broken.
pub(in crate::mail) fn certificates(
    pem: &str,
) -> Result<Vec<CertificateDer<'static>>, &'static str> {
    if pem.trim().is_empty() {
        return Ok(Vec::new());
    }
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        Ok(_) | Err(_) => Err("This is no certificate. It begins with -----BEGIN CERTIFICATE-----"),
    }
}

/// The beginning of an encrypted connection.
pub(super) fn begin(server: &Server) -> Result<ClientConnection, WireError> {
    let bad = |why: String| WireError::Certificate(why);
    let extra = certificates(&server.certificate).map_err(|why| bad(why.to_owned()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier::new_with_extra_roots(extra, Arc::clone(&provider))
        .map_err(|cause| bad(cause.to_string()))?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|cause| bad(cause.to_string()))?
        // Called dangerous because it could be any; this one is the computer's own.
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    let name = ServerName::try_from(server.host.clone())
        .map_err(|_| bad("the server's name is no name".to_owned()))?;
    ClientConnection::new(Arc::new(config), name).map_err(|cause| bad(cause.to_string()))
}
