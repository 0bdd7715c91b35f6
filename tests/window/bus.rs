//! Questions to the bus of a desktop.

use crate::wait::within;
use zbus::names::BusName;
use zbus::{Connection, OwnedObjectPath};

/// Connects to the bus at this address.
pub async fn connect(address: &str) -> Connection {
    let builder = zbus::connection::Builder::address(address);
    within("the bus", builder.build()).await.expect("the bus is running")
}

/// Whether a service of this name is on the bus.
pub async fn has_owner(connection: &Connection, name: &str) -> bool {
    let bus = zbus::fdo::DBusProxy::new(connection).await.expect("every bus has this object");
    let name = BusName::try_from(name).expect("the name is well formed");
    within("the bus", bus.name_has_owner(name)).await.expect("every bus answers this")
}

/// Whether the secret service has a keyring to put new secrets into.
pub async fn has_default_keyring(connection: &Connection) -> Option<()> {
    let call = connection.call_method(
        Some("org.freedesktop.secrets"),
        "/org/freedesktop/secrets",
        Some("org.freedesktop.Secret.Service"),
        "ReadAlias",
        &"default",
    );
    let reply = within("the secret service", call).await.ok()?;
    let keyring: OwnedObjectPath = reply.body().deserialize().ok()?;
    (keyring.as_str() != "/").then_some(())
}
