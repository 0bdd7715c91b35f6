//! Programs that end with their test.

use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A started program; dropping it kills it and everything that it started in turn.
pub struct Running {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts the program in a process group of its own; what it says goes to `folder/name.log`,
    /// and its standard output there too unless the command already says otherwise.
    pub fn start(name: &'static str, command: &mut Command, folder: &Path) -> Self {
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log).expect("the log folder can be written");
        command.stderr(file).process_group(0);
        let child = command.spawn().unwrap_or_else(|cause| panic!("cannot start {name}: {cause}"));
        Self { name, child, log }
    }

    /// The program's own pipes, as far as its command asked for them.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// # Panics
    /// When the program has ended, with the end of what it said.
    pub fn assert_alive(&mut self) {
        if let Ok(Some(status)) = self.child.try_wait() {
            let said = std::fs::read_to_string(&self.log).unwrap_or_default();
            panic!("{} ended with {status}: {said}", self.name);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already gone is as good as killed.
        if let Some(group) = Pid::from_raw(self.child.id().cast_signed()) {
            kill_process_group(group, Signal::KILL).ok();
        }
        self.child.wait().ok();
    }
}

/// Kills one process as a power cut would: no signal handler, no cleaning up.
pub fn kill(pid: u32) {
    let pid = Pid::from_raw(pid.cast_signed()).expect("a process number is not zero");
    kill_process(pid, Signal::KILL).expect("the process is there and ours");
}

/// The direct children of a process, read from /proc.
pub fn children(parent: u32) -> Vec<u32> {
    let numbers = std::fs::read_dir("/proc")
        .expect("Linux has /proc")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    numbers.filter(|pid| parent_of(*pid) == Some(parent)).collect()
}

/// Whether the process is there and not just waiting to be reaped.
pub fn is_alive(pid: u32) -> bool {
    fields(pid).is_some_and(|fields| fields.first().is_some_and(|state| state != "Z"))
}

fn parent_of(pid: u32) -> Option<u32> {
    fields(pid)?.get(1)?.parse().ok()
}

/// The fields of stat after the name, which stands in brackets and may hold anything.
pub fn fields(pid: u32) -> Option<Vec<String>> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let after = stat.rsplit_once(')')?.1;
    Some(after.split_whitespace().map(str::to_owned).collect())
}

/// Runs a short program to its end and returns what it printed, trimmed.
///
/// # Panics
/// When it fails, with what it said.
pub fn output(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().expect("the program can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?} failed: {said}", command.get_program());
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
