//! One Tauri command for each entry of the command list, all through the one dispatcher.

#![expect(clippy::let_underscore_must_use, reason = "in the code that Tauri's macro writes")]

use std::sync::Arc;

use factor_app::desk::Desk;
use factor_app::dispatch::dispatch;
use factor_app::error::AppError;
use serde_json::Value;
use tauri::State;

macro_rules! wrappers {
    ($($kind:ident $module:ident::$name:ident($input:ty) -> $output:ty [$($tag:ident),*];)*) => {
        $(
            #[tauri::command]
            async fn $name(
                desk: State<'_, Arc<Desk>>,
                input: Value,
                request_id: Option<String>,
            ) -> Result<Value, AppError> {
                dispatch(&desk, stringify!($name), request_id.as_deref(), input).await
            }
        )*

        /// Answers every command of the window.
        pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}
factor_app::command_list!(wrappers);
