//! Dunning: the firm's policies, what is due today with its reason, and the runs that do it.

mod due;
mod kept;
mod plan;
mod policies;
mod run;
pub mod wire;

pub use plan::{plan_dunning, preview_dunning};
pub use policies::{
    choose_dunning, dunning_choice, dunning_policies, remove_dunning_policy, save_dunning_policy,
};
pub use run::{dunning_run, run_dunning};
