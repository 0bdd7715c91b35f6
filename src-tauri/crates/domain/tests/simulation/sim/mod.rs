//! A firm that lives for years on the rules: its decisions are data, its books are checked.

pub mod audit;
pub mod buying;
pub mod checks;
pub mod closing;
pub mod collecting;
pub mod driver;
pub mod files;
pub mod monthly;
pub mod odd;
pub mod posting;
pub mod pricing;
pub mod returning;
pub mod rng;
pub mod script;
pub mod shrink;
pub mod stating;
pub mod terms;
pub mod world;
