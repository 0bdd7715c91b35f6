//! What the operating system must bring: libraries to build with, programs to test with.

use crate::command::{self, Failure};
use std::process::Command;

/// What a command is about to do, and so what it needs. Each includes the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The rules, the store, the papers: no window.
    Core,
    /// The desktop application.
    Window,
    /// Every test, the real window's included.
    Tests,
}

const CORE: &[&str] = &["build-essential", "pkg-config", "libssl-dev"];
const WINDOW: &[&str] = &[
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libayatana-appindicator3-dev",
    "libxdo-dev",
    "file",
    // Icons and fonts, for the file dialogs and for machines that have neither.
    "adwaita-icon-theme",
    "fonts-dejavu-core",
];
const TESTS: &[&str] = &[
    // The real window, on a display of its own.
    "webkit2gtk-driver",
    "xvfb",
    "openbox",
    "xdotool",
    // A bus, a secret service and a notification daemon of its own.
    "dbus",
    "gnome-keyring",
    "libsecret-tools",
    "dunst",
    // A wall clock that a test moves.
    "libfaketime",
    // Judges of the papers.
    "poppler-utils",
    "qpdf",
    // Judges and makers of signatures; pyHanko comes into an environment of its own.
    "openssl",
    "python3-venv",
];

/// What the benches are compared with.
const BENCHES: &[&str] = &["ledger"];

/// Programs that can serve as the browser of the browser specs; the harness looks for the same.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// Makes sure that what is needed is there; installs it where apt can.
///
/// # Errors
/// Says exactly what to install where it cannot be installed from here.
pub fn ensure(need: Need) -> Result<(), Failure> {
    if cfg!(target_os = "macos") {
        return macos();
    }
    if cfg!(windows) {
        return windows();
    }
    if command::exists("apt-get") && command::exists("dpkg-query") {
        return install(&missing(&packages(need)));
    }
    other_linux(need)
}

/// Installs what the benches are compared with, where apt can; elsewhere they do without.
///
/// # Errors
/// Of apt.
pub fn ensure_for_benches() -> Result<(), Failure> {
    if command::exists("apt-get") && command::exists("dpkg-query") {
        return install(&missing(BENCHES));
    }
    Ok(())
}

/// Whether a window can be opened here.
pub fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Installs packages by apt, saying what it does; does nothing for an empty list.
pub fn install(packages: &[&str]) -> Result<(), Failure> {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    println!("Installing through apt what is missing: {list}");
    let mut update = as_root()?;
    update.args(["apt-get", "-o", "DPkg::Lock::Timeout=600", "update"]);
    // An old list often does; if it does not, the installation says so.
    if let Err(failure) = command::run(&mut update) {
        println!("{failure}; going on with the list that is there");
    }
    let mut install = as_root()?;
    install
        .args(["apt-get", "-o", "DPkg::Lock::Timeout=600", "install", "-y"])
        .arg("--no-install-recommends")
        .args(packages);
    command::run(&mut install)
}

fn packages(need: Need) -> Vec<&'static str> {
    let mut packages = CORE.to_vec();
    if need >= Need::Window {
        packages.extend(WINDOW);
    }
    if need >= Need::Tests {
        packages.extend(TESTS);
        if !BROWSERS.iter().any(|name| command::exists(name)) {
            packages.push("chromium");
        }
        // Runs veraPDF, which judges the papers.
        if !command::exists("javac") {
            packages.push("default-jdk-headless");
        }
    }
    packages
}

fn missing<'names>(packages: &[&'names str]) -> Vec<&'names str> {
    packages.iter().copied().filter(|name| !is_installed(name)).collect()
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["-W", "-f", "${db:Status-Status}", package]);
    command::output(&mut query).is_ok_and(|status| status == "installed")
}

fn as_root() -> Result<Command, Failure> {
    let user = command::output(Command::new("id").arg("-u"))?;
    let mut command = if user.trim() == "0" {
        Command::new("env")
    } else if command::exists("sudo") {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    } else {
        return Err(Failure::new(
            "system packages are missing and this is neither root nor has sudo; \
             install the packages listed above, then try again",
        ));
    };
    command.arg("DEBIAN_FRONTEND=noninteractive");
    Ok(command)
}

fn other_linux(need: Need) -> Result<(), Failure> {
    let mut lacking = Vec::new();
    let libraries: &[&str] = match need {
        Need::Core => &["openssl"],
        Need::Window | Need::Tests => &["openssl", "webkit2gtk-4.1", "ayatana-appindicator3-0.1"],
    };
    for library in libraries {
        let mut query = Command::new("pkg-config");
        if command::output(query.args(["--exists", library])).is_err() {
            lacking.push(*library);
        }
    }
    if need == Need::Tests {
        let programs = ["WebKitWebDriver", "Xvfb", "openbox", "xdotool", "dbus-daemon", "dunst"];
        let more = [
            "gnome-keyring-daemon",
            "secret-tool",
            "pdftotext",
            "pdfsig",
            "qpdf",
            "openssl",
            "python3",
        ];
        let absent = |name: &&str| !command::exists(name);
        lacking.extend(programs.into_iter().chain(more).filter(absent));
    }
    if lacking.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "this system has no apt, so install these with its own package manager \
         (development files where they are libraries), then try again: {}",
        lacking.join(", ")
    )))
}

fn macos() -> Result<(), Failure> {
    if command::output(Command::new("xcode-select").arg("-p")).is_ok() {
        return Ok(());
    }
    Err(Failure::new("the Xcode command line tools are missing: run `xcode-select --install`"))
}

fn windows() -> Result<(), Failure> {
    let mut lacking = Vec::new();
    for (program, how) in [
        ("perl", "Strawberry Perl (winget install StrawberryPerl.StrawberryPerl)"),
        ("nasm", "NASM on the path (winget install NASM.NASM)"),
    ] {
        if !command::exists(program) {
            lacking.push(how);
        }
    }
    if !has_msvc() {
        lacking.push(
            "Visual Studio Build Tools with \"Desktop development with C++\" \
             (winget install Microsoft.VisualStudio.2022.BuildTools)",
        );
    }
    if lacking.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "install these, then try again:\n  {}\nWindows 10 and 11 bring WebView2; \
         if the window does not open, install the WebView2 runtime as well",
        lacking.join("\n  ")
    )))
}

/// vswhere lies at this one place on every machine that has a Visual Studio product.
fn has_msvc() -> bool {
    let Some(programs) = std::env::var_os("ProgramFiles(x86)") else { return false };
    let vswhere = std::path::Path::new(&programs)
        .join("Microsoft Visual Studio")
        .join("Installer")
        .join("vswhere.exe");
    let component = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64";
    let mut query = Command::new(vswhere);
    query.args(["-products", "*", "-requires", component, "-property", "installationPath"]);
    command::output(&mut query).is_ok_and(|path| !path.trim().is_empty())
}
