//! The committed TypeScript bindings are the ones the command list gives.

use std::path::Path;

#[test]
fn bindings_are_fresh() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/host/bindings.ts");
    let wanted = factor_app::bindings::typescript();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(&file, &wanted).expect("the bindings can be written");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    let differing = wanted.lines().zip(found.lines()).position(|(a, b)| a != b);
    assert!(
        wanted == found,
        "ui/src/host/bindings.ts is stale from line {:?}; run cargo xtask bindings",
        differing.map(|line| line + 1),
    );
}
