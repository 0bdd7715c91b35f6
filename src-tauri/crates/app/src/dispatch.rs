//! One way in for both hosts: a command by name, JSON in, JSON out.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use futures_util::FutureExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::desk::Desk;
use crate::error::{AppError, Code};
use crate::wire::*;

/// What the command list says of a command.
#[derive(Clone, Copy, Debug)]
pub struct CommandInfo {
    /// As called.
    pub name: &'static str,
    /// "session", "read" or "change".
    pub kind: &'static str,
    /// What it reads, or what it makes stale.
    pub tags: &'static [&'static str],
}

macro_rules! infos {
    ($($kind:ident $module:ident::$name:ident($input:ty) -> $output:ty [$($tag:ident),*];)*) => {
        /// Every command, in the order of the list.
        pub const COMMANDS: &[CommandInfo] = &[$(CommandInfo {
            name: stringify!($name),
            kind: stringify!($kind),
            tags: &[$(stringify!($tag)),*],
        }),*];
    };
}
crate::command_list!(infos);

/// A command under way. The type is written out because the sample firm is made by commands, and
/// the compiler does not see through a command that calls commands.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Value, AppError>> + Send + 'a>>;

macro_rules! run_one {
    (session, $module:ident, $name:ident, $desk:ident, $input:ident, $id:ident, $tags:ident) => {{
        let output = crate::$module::$name($desk, $input).await?;
        $desk.tell_changed($tags);
        to_json(&output)
    }};
    (read, $module:ident, $name:ident, $desk:ident, $input:ident, $id:ident, $tags:ident) => {{
        let open = $desk.open_vault().await?;
        let reading = open.reading($desk);
        to_json(&crate::$module::$name(&reading, $input).await?)
    }};
    (change, $module:ident, $name:ident, $desk:ident, $input:ident, $id:ident, $tags:ident) => {{
        let open = $desk.open_vault().await?;
        let mut change = open.begin_change($desk, stringify!($name), $id).await?;
        if let Some(answer) = change.repeated_answer() {
            return Ok(answer);
        }
        let answer = to_json(&crate::$module::$name(&mut change, $input).await?)?;
        change.commit(&answer).await?;
        $desk.tell_changed($tags);
        Ok(answer)
    }};
}

macro_rules! dispatcher {
    ($($kind:ident $module:ident::$name:ident($input:ty) -> $output:ty [$($tag:ident),*];)*) => {
        fn begun<'a>(
            desk: &'a Desk,
            name: &'a str,
            request_id: Option<&'a str>,
            input: Value,
        ) -> Result<Answer<'a>, AppError> {
            match name {
                $(stringify!($name) => {
                    // A function for each: one frame for all commands holds them side by side,
                    // and a command that calls commands has it twice on its stack.
                    #[inline(never)]
                    fn one<'a>(
                        desk: &'a Desk,
                        request_id: Option<&'a str>,
                        input: Value,
                    ) -> Result<Answer<'a>, AppError> {
                        let input: $input = from_json(stringify!($name), input)?;
                        const TAGS: &[&str] = &[$(stringify!($tag)),*];
                        let tags = TAGS;
                        let _ = (request_id, tags);
                        Ok(Box::pin(async move {
                            run_one!($kind, $module, $name, desk, input, request_id, tags)
                        }))
                    }
                    one(desk, request_id, input)
                })*
                _ => Err(AppError::new(Code::NotFound, "There is no such command.")),
            }
        }
    };
}
crate::command_list!(dispatcher);

/// Runs a command. A change with a `request_id` that has been answered before gives that answer
/// again and has no second effect.
///
/// # Errors
/// What the window shows. A bug is caught here: it is logged and the desk goes on.
pub fn dispatch<'a>(
    desk: &'a Desk,
    name: &'a str,
    request_id: Option<&'a str>,
    input: Value,
) -> Answer<'a> {
    Box::pin(async move {
        let done = async { begun(desk, name, request_id, input)?.await };
        match AssertUnwindSafe(done).catch_unwind().await {
            Ok(answer) => answer,
            Err(_panic) => {
                tracing::error!(command = name, "a command ended in a bug");
                Err(AppError::new(
                    Code::Failed,
                    "Factordesk made a mistake. Nothing was changed. Copy the report and send it \
                     to us.",
                ))
            }
        }
    })
}

fn from_json<T: DeserializeOwned>(command: &str, input: Value) -> Result<T, AppError> {
    serde_json::from_value(input).map_err(|cause| {
        // The cause itself may hold what was typed.
        tracing::warn!(command, kind = ?cause.classify(), "an input has another shape");
        AppError::new(
            Code::Failed,
            "The window asked for something unknown. Start Factordesk anew.",
        )
    })
}

fn to_json<T: Serialize>(output: &T) -> Result<Value, AppError> {
    serde_json::to_value(output).map_err(|cause| AppError::failed(&cause))
}
