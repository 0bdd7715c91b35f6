//! The TypeScript side of the command list: every type, every command, every tag.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use crate::dispatch::COMMANDS;
use crate::error::{AppError, Code};
use crate::events::DeskEvent;
use crate::wire::*;

/// Declarations by name, so that the file is in one order for ever.
struct Declarations {
    config: Config,
    seen: HashSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        // Only derived types have a place of their own; primitives and lists are written inline.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            self.by_name.insert(name, format!("export {}\n", T::decl(&self.config)));
        }
    }
}

macro_rules! visit_all {
    ($($kind:ident $module:ident::$name:ident($input:ty) -> $output:ty [$($tag:ident),*];)*) => {
        fn visit_all(declarations: &mut Declarations) {
            $(declarations.visit::<$input>(); declarations.visit::<$output>();)*
        }
        fn signatures(config: &Config) -> String {
            let mut text = String::from("export type Commands = {\n");
            $(
                let _infallible = writeln!(
                    text,
                    "  {}: {{ input: {}; output: {} }};",
                    stringify!($name),
                    <$input as TS>::name(config),
                    <$output as TS>::name(config),
                );
            )*
            text.push_str("};\n");
            text
        }
    };
}
crate::command_list!(visit_all);

/// The text of `ui/src/host/bindings.ts`.
#[must_use]
pub fn typescript() -> String {
    let config = || Config::new().with_large_int("number");
    let mut all = Declarations { config: config(), seen: HashSet::new(), by_name: BTreeMap::new() };
    visit_all(&mut all);
    all.visit::<AppError>();
    all.visit::<Code>();
    all.visit::<DeskEvent>();

    let mut text =
        String::from("// Generated from the command list; `cargo xtask bindings` writes it.\n\n");
    for declaration in all.by_name.values() {
        text.push_str(declaration);
    }
    text.push('\n');
    text.push_str(&signatures(&config()));
    text.push_str("\nexport const commands = {\n");
    for command in COMMANDS {
        let tags: Vec<String> = command.tags.iter().map(|tag| format!("\"{tag}\"")).collect();
        let tags = tags.join(", ");
        let (reads, changes) =
            if command.kind == "read" { (tags, String::new()) } else { (String::new(), tags) };
        let _infallible = writeln!(
            text,
            "  {}: {{ kind: \"{}\", reads: [{reads}], changes: [{changes}] }},",
            command.name, command.kind,
        );
    }
    text.push_str("} as const;\n\nexport type CommandName = keyof Commands;\n");
    text
}
