//! `cargo xtask bench`: how fast the product is. Prints figures and ratios; never fails on time.

use crate::command::{self, Failure};
use crate::place::{self, Profile};
use crate::system::{self, Need};
use crate::{run, test, web};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Starts of the program; the first one fills the system's caches and is shown apart.
const STARTS: usize = 6;
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// A window that is not there by then is reported, not waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is measured, and how.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options<'words> {
    /// As tests are built.
    is_dev: bool,
    /// The app is not started.
    has_no_window: bool,
    /// The invoices of the large books, if not the bench's own number.
    books: Option<&'words str>,
}

fn read<'words>(words: &[&'words str]) -> Result<Options<'words>, Failure> {
    let mut options = Options::default();
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        match word {
            "--dev" => options.is_dev = true,
            "--no-window" => options.has_no_window = true,
            "--books" => {
                let number = words.next().filter(|number| number.parse::<u32>().is_ok());
                let missing = || Failure::new("--books takes a number of invoices");
                options.books = Some(number.ok_or_else(missing)?);
            }
            _ => return Err(Failure::new(format!("not an option of bench: {word}"))),
        }
    }
    Ok(options)
}

/// Prints the figures in the release profile; with `--dev` as tests are built, to see that they
/// run; with `--no-window` without starting the app; with `--books` for so many invoices.
pub fn bench(words: &[&str]) -> Result<(), Failure> {
    let options = read(words)?;
    system::ensure(Need::Core)?;
    system::ensure_for_benches()?;
    let books: Vec<&str> = options.books.into_iter().collect();
    for (package, bench, arguments) in [
        ("factor-domain", "pricing", [].as_slice()),
        ("factor-store", "books", books.as_slice()),
        ("factor-tests", "product", [].as_slice()),
    ] {
        let mut cargo = command::cargo();
        cargo.args(["bench", "-p", package, "--bench", bench]);
        if options.is_dev {
            cargo.args(["--profile", "dev"]);
        }
        command::run(cargo.arg("--").args(arguments).current_dir(place::root()))?;
    }
    if options.has_no_window {
        return Ok(());
    }
    window(if options.is_dev { Profile::Debug } else { Profile::Release })
}

/// From the start of the process until its window is on the screen, which is at its first paint.
fn window(profile: Profile) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        println!("\nThe start of the window is measured on Linux only.");
        return Ok(());
    }
    let app = built(profile)?;
    let home = place::target()?.join("bench-home");
    let screen = Screen::start()?;
    let mut took = Vec::new();
    for _ in 0..STARTS {
        took.push(start_once(&app, &home, &screen.display)?);
    }
    let first = took.remove(0);
    took.sort_unstable();
    println!("\nProcess start to first paint");
    println!("  cold   {} ms", first.as_millis());
    println!("  warm   {} ms, median of {}", took[took.len() / 2].as_millis(), took.len());
    Ok(())
}

/// The app, built, on a machine that can open its window.
fn built(profile: Profile) -> Result<PathBuf, Failure> {
    system::ensure(Need::Tests)?;
    web::prepare()?;
    web::build()?;
    run::build_app(profile)?;
    Ok(place::built(&place::target()?, profile, "factordesk"))
}

/// Prints what an open window costs that nobody touches; with `--minutes`, for so many.
pub fn idle(words: &[&str]) -> Result<(), Failure> {
    let (is_dev, minutes) = match words {
        [] => (false, "10"),
        ["--dev"] => (true, "10"),
        ["--minutes", minutes] => (false, *minutes),
        ["--dev", "--minutes", minutes] => (true, *minutes),
        _ => return Err(Failure::new("bench idle takes --dev and --minutes N, in this order")),
    };
    if minutes.parse::<u64>().is_err() {
        return Err(Failure::new("--minutes takes a number of minutes"));
    }
    let app = built(if is_dev { Profile::Debug } else { Profile::Release })?;
    // Only the app is measured, so what measures it is built as tests are.
    let mut cargo = test::cargo("bench");
    cargo.args(["--profile", "dev", "--bench", "idle", "--", minutes]);
    command::run(cargo.env("FACTORDESK_BINARY", app).current_dir(place::root()))
}

/// A start as on the first day: no settings, no vault.
fn start_once(app: &Path, home: &Path, display: &str) -> Result<Duration, Failure> {
    // It may not be there yet; a home that cannot be made is reported below.
    fs::remove_dir_all(home).ok();
    fs::create_dir_all(home)
        .map_err(|cause| Failure::new(format!("cannot make {}: {cause}", home.display())))?;
    let mut command = Command::new("dbus-run-session");
    command.arg("--").arg(app).env("DISPLAY", display).env("HOME", home);
    for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
        command.env(variable, home);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let start = Instant::now();
    let mut app =
        command.spawn().map_err(|cause| Failure::new(format!("cannot start the app: {cause}")))?;
    let seen = wait(start, || has_window(display));
    end(&mut app)?;
    // Else the next start would find the window of this one.
    wait(Instant::now(), || !has_window(display));
    seen.ok_or_else(|| Failure::new("the app showed no window"))
}

/// How long after `start` that became true; none if it did not.
fn wait(start: Instant, mut is_so: impl FnMut() -> bool) -> Option<Duration> {
    while start.elapsed() < PATIENCE {
        if is_so() {
            return Some(start.elapsed());
        }
        sleep(LOOK_EVERY);
    }
    None
}

fn has_window(display: &str) -> bool {
    let mut search = Command::new("xdotool");
    search.args(["search", "--onlyvisible", "--name", "^Factordesk"]).env("DISPLAY", display);
    command::output(&mut search).is_ok_and(|found| !found.trim().is_empty())
}

/// Ends the app together with its bus: both are of one process group.
fn end(app: &mut Child) -> Result<(), Failure> {
    let group = format!("-{}", app.id());
    command::output(Command::new("kill").args(["-KILL", "--", &group]))?;
    app.wait().map_err(|cause| Failure::new(format!("cannot wait for the app: {cause}")))?;
    Ok(())
}

/// A screen of its own, so that nothing else is on it and the machine needs none.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn start() -> Result<Self, Failure> {
        let failed = |cause| Failure::new(format!("cannot start Xvfb: {cause}"));
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1440x900x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let output = server.stdout.take().expect("its output is piped");
        let mut number = String::new();
        let read = BufReader::new(output).read_line(&mut number);
        let screen = Self { server, display: format!(":{}", number.trim()) };
        read.map_err(failed)?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // A server that has ended by itself needs no ending.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, read};

    #[test]
    fn options_stand_in_any_order_and_books_takes_its_number() {
        let options = read(&["--books", "1000000", "--dev"]).unwrap();
        assert_eq!(options, Options { is_dev: true, has_no_window: false, books: Some("1000000") });
        assert_eq!(read(&["--no-window"]).unwrap().books, None);
    }

    #[test]
    fn what_is_not_an_option_is_refused() {
        for words in [["--books", "many"].as_slice(), &["--books"], &["--fast"], &["20000"]] {
            assert!(read(words).is_err(), "{words:?}");
        }
    }
}
