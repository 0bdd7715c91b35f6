//! The papers of the product, each a function over plain data.

pub mod agreement;
pub mod charge_back_notice;
pub mod disclosure;
pub mod firm_letter;
pub mod history;
pub mod letter;
pub mod record_of_signing;
pub mod recovery_sheet;
pub mod schedule;
pub mod seal_mark;
pub mod settlement_report;
pub mod statement;

use crate::model::{Align, Block, Column, Heading};

fn column(head: &str, align: Align, share: Option<f32>) -> Column {
    Column { head: head.to_owned(), align, share }
}

fn heading(text: &str, note: &str) -> Block {
    Block::Heading(Heading { text: text.to_owned(), note: note.to_owned() })
}
