//! A desktop of its own for each test: display, bus, window manager, services, home.
//!
//! Nothing of the person's own desktop is touched: every program gets a cleared environment
//! with its own home folder. The bus starts nothing by itself, so a service that a test did not
//! ask for is really absent.

use crate::bus;
use crate::clock;
use crate::process::{self, Running};
use crate::wait::until;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The size of the screen in pixels, large enough for the window's default size.
const SCREEN: &str = "1440x900x24";

const SECRETS: &str = "org.freedesktop.secrets";
const NOTIFICATIONS: &str = "org.freedesktop.Notifications";

/// What a desktop may or may not have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// gnome-keyring with its login keyring unlocked.
    Secrets,
    /// dunst: a left click on a notification invokes its default action, a middle click offers all
    /// of them.
    Notifications,
    /// A wall clock that the test moves, for everything that is started after it.
    Clock,
}

/// A running desktop; dropping it ends every program on it and removes its home.
pub struct Desktop {
    // Fields are dropped in this order: programs end before their folders go.
    services: Vec<Running>,
    _manager: Running,
    _bus: Running,
    _server: Running,
    display: String,
    address: String,
    has_clock: bool,
    home: TempDir,
}

impl Desktop {
    /// Starts a desktop with these services and waits until all of it answers.
    pub async fn start(services: &[Service]) -> Self {
        let home = TempDir::new().expect("a temporary folder can be made");
        for folder in ["runtime", "tmp", "logs", ".config", ".local/share", ".cache"] {
            fs::create_dir_all(home.path().join(folder)).expect("the home can be written");
        }
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(home.path().join("runtime"), private).expect("the folder is ours");
        let (server, display) = start_server(home.path());
        let (bus, address) = start_bus(home.path());
        let command = |program: &str| prepared(program, home.path(), &display, &address);
        let mut manager = command("openbox");
        manager.stdin(Stdio::null()).stdout(Stdio::null());
        let manager = Running::start("openbox", &mut manager, &home.path().join("logs"));
        let services: Vec<Service> = services.to_vec();
        let mut desktop = Self {
            services: Vec::new(),
            _manager: manager,
            _bus: bus,
            _server: server,
            display,
            address,
            has_clock: false,
            home,
        };
        for service in services {
            desktop.start_service(service).await;
        }
        desktop.await_manager().await;
        desktop
    }

    /// A program on this desktop, not yet started.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let program = program.as_ref().to_str().expect("program paths are text");
        let mut command = prepared(program, self.home.path(), &self.display, &self.address);
        if self.has_clock {
            clock::attach(&mut command, self.home.path());
        }
        command
    }

    /// The home folder that every program on this desktop sees.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the programs of this desktop leave what they say.
    pub fn logs(&self) -> PathBuf {
        self.home().join("logs")
    }

    /// Another connection to the bus of this desktop.
    pub async fn bus(&self) -> zbus::Connection {
        bus::connect(&self.address).await
    }

    /// Sends real input of the pointer or the keyboard to whatever is on the screen.
    pub fn xdotool(&self, arguments: &[&str]) -> String {
        process::output(self.command("xdotool").args(arguments))
    }

    /// Starts a service that was not asked for at first; the desktop keeps it to its end.
    pub async fn start_service(&mut self, service: Service) {
        let (running, name) = match service {
            Service::Secrets => (self.secrets(), SECRETS),
            Service::Notifications => (self.notifications(), NOTIFICATIONS),
            Service::Clock => {
                clock::begin(self.home.path());
                self.has_clock = true;
                return;
            }
        };
        self.services.push(running);
        let connection = self.bus().await;
        let services = &mut self.services;
        until(name, async || {
            services.last_mut()?.assert_alive();
            bus::has_owner(&connection, name).await.then_some(())
        })
        .await;
        if service == Service::Secrets {
            until("the default keyring", async || bus::has_default_keyring(&connection).await)
                .await;
        }
    }

    fn secrets(&self) -> Running {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        let mut running = Running::start("secrets", &mut command, &self.logs());
        let mut input = running.child().stdin.take().expect("its input is piped");
        // The end of the input ends the password, so the pipe is dropped here.
        input.write_all(b"login").expect("the daemon reads its password");
        running
    }

    fn notifications(&self) -> Running {
        let config = self.home.path().join("dunstrc");
        let chooser = self.home.path().join("choose");
        let text = CHOOSER.replace("HOME", self.home.path().to_str().expect("the path is text"));
        fs::write(&chooser, text).expect("the home can be written");
        let runs = fs::Permissions::from_mode(0o700);
        fs::set_permissions(&chooser, runs).expect("the file is ours");
        let text = DUNSTRC.replace("CHOOSER", chooser.to_str().expect("the path is text"));
        fs::write(&config, text).expect("the home can be written");
        let mut command = self.command("dunst");
        command.arg("-config").arg(config).stdin(Stdio::null()).stdout(Stdio::null());
        Running::start("notifications", &mut command, &self.logs())
    }

    /// A window opened before the manager is ready would never be managed.
    async fn await_manager(&self) {
        until("the window manager", async || {
            // Only a window manager knows how many desktops there are.
            let said = self.command("xdotool").arg("get_num_desktops").output().ok()?;
            String::from_utf8_lossy(&said.stdout).trim().parse::<u32>().ok().map(|_| ())
        })
        .await;
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.home.disable_cleanup(true);
            eprintln!("what this desktop's programs said is in {}", self.logs().display());
        }
    }
}

fn prepared(program: &str, home: &Path, display: &str, address: &str) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home.join("runtime"))
        .env("XDG_CONFIG_HOME", home.join(".config"))
        .env("XDG_DATA_HOME", home.join(".local/share"))
        .env("XDG_CACHE_HOME", home.join(".cache"))
        // Inside the home, so that a test can search what was left there.
        .env("TMPDIR", home.join("tmp"))
        .env("DISPLAY", display)
        .env("DBUS_SESSION_BUS_ADDRESS", address)
        // The webview calls this locale "C", which broke formatting before.
        .env("LANG", "C.UTF-8")
        .env("TZ", "Europe/Berlin")
        .env("GDK_BACKEND", "x11")
        .env("GSETTINGS_BACKEND", "memory")
        .env("NO_AT_BRIDGE", "1")
        .current_dir(home);
    command
}

/// The server picks a free display itself and writes its number.
fn start_server(home: &Path) -> (Running, String) {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]);
    let mut server = piped("Xvfb", &mut command, home);
    let number = first_line(&mut server);
    (server, format!(":{number}"))
}

fn start_bus(home: &Path) -> (Running, String) {
    let config = home.join("bus.conf");
    let listen = home.join("runtime").join("bus");
    let text = BUS_CONFIG.replace("SOCKET", listen.to_str().expect("the path is text"));
    fs::write(&config, text).expect("the home can be written");
    let mut command = Command::new("dbus-daemon");
    command.arg("--config-file").arg(config).args(["--print-address=1", "--nofork"]);
    let mut bus = piped("dbus-daemon", &mut command, home);
    let address = first_line(&mut bus);
    (bus, address)
}

fn piped(name: &'static str, command: &mut Command, home: &Path) -> Running {
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    Running::start(name, command, &home.join("logs"))
}

fn first_line(running: &mut Running) -> String {
    let output = running.child().stdout.take().expect("its output is piped");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("its output is text");
    if line.is_empty() {
        running.assert_alive();
    }
    line.trim().to_owned()
}

/// No folder of services: what a test did not start is not there.
const BUS_CONFIG: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// The menu of the actions of a notification: takes the line with the words that the test wrote.
const CHOOSER: &str = "#!/bin/sh\nexec grep -m 1 -F -f HOME/choice\n";

/// Notifications stay until they are answered, so that no test races against their end.
const DUNSTRC: &str = "\
[global]
    width = 420
    height = 160
    origin = top-right
    offset = 20x20
    font = DejaVu Sans 11
    mouse_left_click = do_action, close_current
    mouse_middle_click = context
    mouse_right_click = close_current
    dmenu = CHOOSER
    idle_threshold = 0
[urgency_low]
    timeout = 0
[urgency_normal]
    timeout = 0
[urgency_critical]
    timeout = 0
";
