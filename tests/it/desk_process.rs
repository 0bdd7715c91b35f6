//! Drives a desk in a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use support::World;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_desk-process");

/// A desk that can be killed.
pub struct DeskProcess {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl DeskProcess {
    /// Over the world's folders, with its keychain.
    pub fn start(world: &World) -> Self {
        Self::start_as(Command::new(PROGRAM), world)
    }

    /// As `command` starts it.
    pub fn start_as(mut command: Command, world: &World) -> Self {
        Self::start_in(&mut command, world.folder(), world)
    }

    /// Over other folders, with the world's keychain.
    pub fn start_in(command: &mut Command, dir: &Path, world: &World) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a process");
        let mut input = child.stdin.take().expect("its input");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        let first = json!({ "dir": dir, "secrets": world.secrets.entries() });
        writeln!(input, "{first}").expect("it listens");
        Self { child, input: Some(input), output }
    }

    /// Calls a command and waits for its answer.
    pub fn call(&mut self, id: &str, name: &str, body: Value) -> Value {
        let line = json!({ "id": id, "name": name, "input": body });
        let input = self.input.as_mut().expect("its input is open");
        writeln!(input, "{line}").expect("it listens");
        self.answer().expect("it answers")
    }

    /// Calls a command that must succeed.
    pub fn done(&mut self, id: &str, name: &str, body: Value) -> Value {
        let said = self.call(id, name, body);
        assert!(said["error"].is_null(), "{name}: {said}");
        said["answer"].clone()
    }

    /// Hands over many calls without waiting; a desk that dies meanwhile takes the rest with it.
    pub fn pour(&mut self, lines: Vec<String>) -> std::thread::JoinHandle<()> {
        let mut input = self.input.take().expect("its input is open");
        std::thread::spawn(move || {
            for line in lines {
                if input.write_all(line.as_bytes()).is_err() {
                    return;
                }
            }
        })
    }

    /// The next answer; none if the desk died before it had said it whole.
    pub fn answer(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.output.read_line(&mut line).ok()?;
        line.ends_with('\n').then(|| serde_json::from_str(&line).expect("a line of JSON"))
    }

    /// SIGKILL: no farewell, nothing flushed. Gives back what had been answered until then.
    pub fn kill(mut self) -> Vec<Value> {
        self.child.kill().expect("it can be killed");
        let answers = std::iter::from_fn(|| self.answer()).collect();
        self.child.wait().expect("it is gone");
        answers
    }

    /// Ends the desk as its user would.
    pub fn end(mut self) {
        self.input = None;
        let mut rest = Vec::new();
        self.output.read_to_end(&mut rest).expect("it ends");
        assert!(self.child.wait().expect("it is gone").success());
    }
}
