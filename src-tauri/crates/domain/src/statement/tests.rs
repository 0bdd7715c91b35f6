//! Facts of statements; the figures come from docs/money/statements.md.

mod client;
mod debtor;
