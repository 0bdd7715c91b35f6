//! A firm of the size that the product is made for, with two years of books behind it.
//!
//! Every entry comes from a step of the domain and goes in by `book::post_all`, so that the books
//! are sound; only the clients' contracts are not signed in the past.

mod plan;
mod write;

use std::path::Path;
use std::time::Instant;

use factor_store::{Passphrase, Unlock, Vault};
use serde_json::json;
use support::runs::signed_client;
use support::{PASSPHRASE, World};

pub use plan::{CLIENTS, DEBTORS, INVOICES, OF_THE_LARGEST};

/// What the firm is made of.
pub struct Filled {
    /// Entries in the books.
    pub entries: usize,
    /// Receipts.
    pub receipts: usize,
}

/// The firm in a world of its own, out of this folder, where it is made if it is not there yet.
pub async fn world(folder: Option<&Path>) -> World {
    if let Some(folder) = folder.filter(|folder| folder.exists()) {
        return World::copied_from(folder).await;
    }
    let begun = Instant::now();
    let world = made().await;
    println!("  made in {:.0?}", begun.elapsed());
    if let Some(folder) = folder {
        world.done("lock", json!({})).await;
        support::copy_all(world.folder(), folder);
        world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
    }
    world
}

async fn made() -> World {
    let world = World::new().await;
    for place in 0..CLIENTS {
        client(&world, place).await;
    }
    world.done("lock", json!({})).await;
    let passphrase = Passphrase::new(PASSPHRASE).expect("a passphrase");
    let opened = Vault::open(&world.vault_folder(), Unlock::Passphrase(&passphrase)).await;
    let vault = opened.expect("the vault opens");
    let filled = write::fill(&vault, &plan::plan()).await;
    vault.close().await.expect("a closed vault");
    println!("  {} entries, {} receipts", filled.entries, filled.receipts);
    world.done("unlock", json!({ "passphrase": PASSPHRASE })).await;
    world
}

async fn client(world: &World, place: usize) {
    let terms = if plan::has_rebate(place) {
        json!({ "facility_limit": "50,000,000", "debtor_concentration": "100" })
    } else {
        json!({
            "facility_limit": "50,000,000", "debtor_concentration": "100", "advance_rate": "97",
            "fee_step_rate": "0"
        })
    };
    signed_client(world, &client_name(place), &terms).await;
}

const FIRST_WORDS: [&str; 20] = [
    "Alder", "Brin", "Carn", "Dunmore", "Elm", "Fen", "Garth", "Hollis", "Iver", "Juniper", "Kell",
    "Larch", "Marrow", "North", "Orrin", "Pell", "Quill", "Rowan", "Stane", "Thorn",
];
const SECOND_WORDS: [&str; 15] = [
    "crest", "dale", "ford", "gate", "haven", "hurst", "ley", "mere", "moor", "ridge", "side",
    "stead", "wick", "wood", "worth",
];
const TRADES: [&str; 10] = [
    "Grocers", "Hotels", "Pharma", "Foods", "Retail", "Motors", "Steel", "Paper", "Textiles",
    "Marine",
];

fn place_name(place: usize) -> String {
    let first = FIRST_WORDS[place % FIRST_WORDS.len()];
    format!("{first}{}", SECOND_WORDS[place / FIRST_WORDS.len() % SECOND_WORDS.len()])
}

fn client_name(place: usize) -> String {
    format!("{} Staffing, Inc.", place_name(place))
}

fn debtor_name(place: usize) -> String {
    let trade = TRADES[place / (FIRST_WORDS.len() * SECOND_WORDS.len()) % TRADES.len()];
    format!("{} {trade}", place_name(place))
}
