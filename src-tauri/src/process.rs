//! What the process asks of the system for the sake of the keys it holds.

/// No core dump of a process that holds keys; other users' debuggers stay out as well.
#[cfg(target_os = "linux")]
pub(crate) fn forbid_dumps() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    if let Err(cause) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
        tracing::warn!(%cause, "core dumps could not be switched off");
    }
}

/// The other systems write no dumps unless an administrator asked for them.
#[cfg(not(target_os = "linux"))]
pub(crate) fn forbid_dumps() {}
