//! it
mod clients;
mod drafts;
mod firm;
