//! A firm that lives for years on the pure rules: what it decides is data, what it books is checked.

pub mod audit;
pub mod buying;
pub mod checks;
pub mod closing;
pub mod collecting;
pub mod driver;
pub mod monthly;
pub mod pricing;
pub mod returning;
pub mod rng;
pub mod script;
pub mod shrink;
pub mod terms;
pub mod world;
