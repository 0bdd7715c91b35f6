//! Makes every command of the list denied by default; the capability of the window allows them one
//! by one.

include!("crates/app/src/command_list.rs");

macro_rules! names {
    ($($kind:ident $module:ident::$name:ident($input:ty) -> $output:ty [$($tag:ident),*];)*) => {
        const COMMANDS: &[&str] = &[$(stringify!($name)),*];
    };
}
command_list!(names);

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/crates/app/src/command_list.rs");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(cause) = tauri_build::try_build(attributes) {
        println!("cargo::error={cause:#}");
        std::process::exit(1);
    }
}
