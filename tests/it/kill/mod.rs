//! What was confirmed is there, however the program ends: a desk in a process of its own is killed
//! at random moments, and the vault is looked into after each.

mod mail;
mod money;
mod notes;

use std::time::{Duration, SystemTime};

use factor_store::{KeychainKey, Unlock, Vault};
use serde_json::{Value, json};
use support::World;

use crate::desk_process::DeskProcess;

/// Marsaglia's xorshift: enough to scatter moments, and repeatable.
pub struct Random(u64);

impl Random {
    /// From FACTORDESK_SEED, or from the clock; printed either way.
    pub fn seeded() -> Self {
        let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
        Self::seeded_or((clock & u128::from(u64::MAX)) as u64)
    }

    /// From FACTORDESK_SEED, or else from this; printed either way.
    #[expect(clippy::print_stdout, reason = "a failing run is repeated with its seed")]
    pub fn seeded_or(other: u64) -> Self {
        let given = std::env::var("FACTORDESK_SEED").ok().and_then(|text| text.parse().ok());
        let seed = given.unwrap_or(other).max(1);
        println!("FACTORDESK_SEED={seed}");
        Self(seed)
    }

    /// The next number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// A call as a desk process reads it.
fn line(id: &str, name: &str, input: &Value) -> String {
    format!("{}\n", json!({ "id": id, "name": name, "input": input }))
}

/// When a desk dies.
#[derive(Clone, Copy)]
enum Death {
    /// While it is still starting or opening, so long after its start.
    Early(Duration),
    /// So long after it has opened.
    Open(Duration),
}

impl Death {
    /// Every fifth dies early.
    fn of_round(round: u64, wait: Duration) -> Self {
        if round % 5 == 4 { Self::Early(wait) } else { Self::Open(wait) }
    }
}

/// Pours calls into a desk over the locked world and kills it; gives what it had answered.
fn killed(world: &World, calls: impl Iterator<Item = String>, death: Death) -> Vec<Value> {
    const UNLOCK: &str = "unlock-now";
    let mut desk = DeskProcess::start(world);
    let unlock = line(UNLOCK, "unlock_with_keychain", &json!({}));
    let pouring = desk.pour([unlock].into_iter().chain(calls).collect());
    let wait = match death {
        Death::Early(wait) => wait,
        Death::Open(wait) => {
            let answer = desk.answer().expect("it opens");
            assert!(answer["error"].is_null(), "{answer}");
            wait
        }
    };
    std::thread::sleep(wait);
    let mut answers = desk.kill();
    pouring.join().unwrap();
    answers.retain(|answer| answer["id"] != UNLOCK);
    for answer in &answers {
        assert!(answer["error"].is_null(), "a change failed: {answer}");
    }
    answers
}

async fn opened(world: &World) -> Vault {
    let secret = world.secrets.entries().into_values().next().expect("the keychain's entry");
    let key = KeychainKey::from_bytes(&secret).expect("a key");
    let vault = Vault::open(&world.vault_folder(), Unlock::Keychain(&key)).await;
    vault.expect("the vault opens after every kill")
}

async fn assert_healthy(vault: &Vault, round: u64) {
    let health = vault.check_health().await.unwrap();
    assert!(health.is_clean(), "{health:?} after kill {round}");
}
