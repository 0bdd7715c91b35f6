//! Two commands at once on one invoice: nothing is bought, applied, released or settled twice.
//!
//! What happens at once must be what happens in one of the two orders, to the cent and to the word
//! of the refusal; the two orders are run first, one command after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use factor_app::dispatch::dispatch;
use factor_app::error::{AppError, Code};
use serde_json::{Value, json};
use support::World;
use support::working_day::{Yes, grid};
use tokio::sync::Barrier;

use crate::stock::{Stock, everything_of, line, seller};

/// Each race is run so often, because one that is not close proves nothing.
const RACES: usize = 2;
/// Who say yes to one thing at the same moment.
const CROWD: usize = 6;

/// What a yes heard.
type Heard = Result<(), (Code, String)>;
/// What is to be heard after the other; nothing means that both happen, in that order.
type Expected = Option<(Code, &'static str)>;

/// Two yeses, what the second hears after the first, and what the first hears after the second.
type Case = (&'static str, &'static str, Expected, Expected);

/// Everything has been staged, and the vault is locked; tests work on twins.
struct Firm {
    world: World,
    yeses: BTreeMap<&'static str, Yes>,
}

impl Firm {
    async fn new() -> Firm {
        let world = World::new().await;
        let mut stock = Stock::new(&world).await;
        let mut yeses = BTreeMap::new();
        let client = seller(&world, "Brinmoor Staffing, Inc.").await;
        of_the_past(&world, &mut stock, &client, &mut yeses).await;
        of_releases(&world, &mut stock, &client, &mut yeses).await;
        // Last, because what was booked before may change what is staged here.
        of_offers(&world, &client, &mut yeses).await;
        of_open_invoices(&world, &stock, &mut yeses).await;
        world.done("lock", json!({})).await;
        Firm { world, yeses }
    }

    fn pair(&self, first: &str, second: &str) -> [Yes; 2] {
        [self.yeses[first].clone(), self.yeses[second].clone()]
    }
}

type Yeses = BTreeMap<&'static str, Yes>;

/// are bought; A-3 is charged back, A-4 paid with 200.00 over.
async fn of_the_past(world: &World, stock: &mut Stock, client: &Value, yeses: &mut Yeses) {
    stock.buy(world, client, &["A-1", "A-2", "A-3", "A-4"]).await;
    let schedule = stock.buy(world, client, &["A-5"]).await;
    let reason = json!({ "schedule_id": schedule, "reason": "Wrong client" });
    yeses.insert("undo funding A-5", Yes::plain("reverse_funding", reason));
    let case = world.say(&stock.charge_back(world, "A-3").await).await.unwrap();
    let ended = json!({ "case_id": case["id"], "reason": "It was paid" });
    yeses.insert("undo charge-back A-3", Yes::plain("reverse_recourse", ended));
    let asked = world.to_write_off(&stock.invoices["A-2"]).await.unwrap();
    let case = world.say(&asked).await.unwrap();
    let waiting = json!({ "case_id": case["id"] });
    yeses.insert("write off A-2", Yes::plain("confirm_write_off", waiting));
    // 200.00 more than A-4 is.
    let over = stock.receipt(world, "1,204").await;
    let mut pays = stock.pays(&over, "A-4", "1,004");
    pays["park_reason"] = json!("Asked the debtor");
    world.say(&world.to_post("post_receipt", pays).await.unwrap()).await.unwrap();
    let mut rest = stock.pays(&over, "A-1", "200");
    rest["lines"][0]["rest"] = json!("instalment");
    yeses.insert("apply the rest", world.to_post("apply_unapplied", rest).await.unwrap());
}

/// A release that waits, one that is booked, and one that can be prepared.
async fn of_releases(world: &World, stock: &mut Stock, client: &Value, yeses: &mut Yeses) {
    let (second, receipt) = stock.paid(world, "Larkfield Produce, Inc.", "L-1").await;
    let run = stock.prepared(world, &second).await;
    let ended = json!({ "run_id": run["run_id"], "reason": "Next week" });
    yeses.insert("release L-1", Yes::plain("confirm_release", run));
    yeses.insert("discard L-1", Yes::plain("discard_release", ended));
    yeses.insert("return L-1", world.to_return(&receipt).await.unwrap());
    let wrong = json!({ "receipt_id": receipt, "reason": "Wrong account" });
    yeses.insert("reverse L-1", Yes::plain("reverse_receipt", wrong));
    let (third, _) = stock.paid(world, "Fairholm Linen Supply, Inc.", "F-1").await;
    let run = stock.prepared(world, &third).await;
    let ended = json!({ "run_id": run["run_id"], "reason": "Sent twice" });
    world.done("confirm_release", run).await;
    yeses.insert("undo release F-1", Yes::plain("reverse_release", ended));
    yeses.insert("prepare A", world.to_release(everything_of(client)).await.unwrap());
}

/// Schedules that wait for their funding, and what else can happen to them.
async fn of_offers(world: &World, client: &Value, yeses: &mut Yeses) {
    for (name, number) in [("fund A-9", "A-9"), ("fund A-8", "A-8")] {
        let schedule = world.offered(client, &[line(number)]).await;
        yeses.insert(name, world.to_fund(&schedule, "ach").await.unwrap());
    }
    let schedule = yeses["fund A-9"].input["schedule_id"].clone();
    let reason = json!({ "schedule_id": schedule, "reason": "Wrong client" });
    yeses.insert("withdraw A-9", Yes::plain("withdraw_schedule", reason));
    let page = world.done("schedule", json!({ "schedule_id": schedule })).await;
    let mut typed = page["lines"][0]["typed"].clone();
    typed["face"] = json!("1,200");
    yeses.insert("retype A-9", Yes::plain("save_schedule", grid(&page, &[typed])));
    let page = world.done("start_schedule", json!({ "client_id": client })).await;
    let again = Yes::plain("save_schedule", grid(&page, &[line("A 9")]));
    yeses.insert("offer A-9 again", again);
}

/// What can happen to.
async fn of_open_invoices(world: &World, stock: &Stock, yeses: &mut Yeses) {
    for (name, number) in
        [("pay A-1", "A-1"), ("pay A-1 again", "A-1"), ("pay A-2", "A-2"), ("pay A-5", "A-5")]
    {
        yeses.insert(name, stock.payment(world, number).await);
    }
    let receipt = &yeses["pay A-1"].input["allocation"]["receipt_id"];
    let remove = Yes::plain("remove_receipt", json!({ "receipt_id": receipt }));
    yeses.insert("remove pay A-1", remove);
    let memo = json!({
        "kind": "credit_memo", "invoice_id": stock.invoices["A-1"], "amount": "50", "day": "",
        "note": ""
    });
    yeses.insert("credit A-1", world.to_step(memo).await.unwrap());
    let dispute = json!({
        "kind": "open_dispute", "invoice_id": stock.invoices["A-1"], "amount": "",
        "reason": "price", "day": "", "note": ""
    });
    yeses.insert("dispute A-1", world.to_step(dispute).await.unwrap());
    for (name, number) in [("charge back A-1", "A-1"), ("charge back A-2", "A-2")] {
        yeses.insert(name, stock.charge_back(world, number).await);
    }
}

/// What the two heard, and where the books stand after both.
#[derive(Debug, PartialEq)]
struct Outcome {
    heard: Vec<Heard>,
    trial: Value,
}

impl Outcome {
    async fn of(world: &World, heard: Vec<Heard>) -> Outcome {
        let checked = world.done("check_books", json!({})).await;
        assert_eq!(checked["is_sound"], true, "{checked:#}");
        let trial = json!({ "day": "", "basis": "as_shown" });
        Outcome { heard, trial: world.done("trial_balance", trial).await }
    }

    /// In the order of their places.
    async fn one_by_one(firm: &Firm, yeses: &[Yes], order: &[usize]) -> Outcome {
        let world = firm.world.twin().await;
        let mut heard = vec![Ok(()); yeses.len()];
        for &place in order {
            heard[place] = heard_of(world.say(&yeses[place]).await);
        }
        Outcome::of(&world, heard).await
    }

    async fn at_once(firm: &Firm, yeses: &[Yes]) -> Outcome {
        let world = firm.world.twin().await;
        let heard = all_at_once(&world, yeses).await;
        Outcome::of(&world, heard).await
    }
}

/// The sentence of a refusal, and those at its fields.
fn heard_of(answer: Result<Value, AppError>) -> Heard {
    answer.map(|_| ()).map_err(|error| {
        let at_fields = error.fields.into_iter().map(|field| field.message);
        let words: Vec<String> = std::iter::once(error.message).chain(at_fields).collect();
        (error.code, words.join(" "))
    })
}

/// Each in a task of its own, under a request id of its own.
async fn all_at_once(world: &World, yeses: &[Yes]) -> Vec<Heard> {
    let start = Arc::new(Barrier::new(yeses.len()));
    let say = |(place, yes): (usize, &Yes)| {
        let (desk, start, yes) = (world.desk.clone(), start.clone(), yes.clone());
        tokio::spawn(async move {
            let id = format!("at-once-{place}");
            start.wait().await;
            dispatch(&desk, yes.command, Some(&id), yes.input).await
        })
    };
    let tasks: Vec<_> = yeses.iter().enumerate().map(say).collect();
    let mut heard = Vec::new();
    for task in tasks {
        heard.push(heard_of(task.await.unwrap()));
    }
    heard
}

fn check_heard(name: &str, heard: &Heard, expected: Expected) {
    match (heard, expected) {
        (Ok(()), None) => {}
        (Err((code, message)), Some((expected, words))) => {
            assert_eq!(*code, expected, "{name}: {message}");
            assert!(message.contains(words), "{name}: {message}");
        }
        (heard, expected) => panic!("{name}: {heard:?} instead of {expected:?}"),
    }
}

const fn refused(words: &'static str) -> Expected {
    Some((Code::Refused, words))
}

const fn invalid(words: &'static str) -> Expected {
    Some((Code::Invalid, words))
}

const fn conflict(words: &'static str) -> Expected {
    Some((Code::Conflict, words))
}

const CHANGED: &str = "Something has changed since";
const FUNDED: &str = "A mistake is corrected by a reversal of the funding";
const BACK: &str = "This invoice is closed. What is paid for it is given back";
const NO_MORE: &str = "This invoice is closed. Nothing more happens to it";

const CASES: [Case; 16] = [
    ("fund A-9", "offer A-9 again", None, refused("Compare both")),
    ("fund A-9", "fund A-8", conflict(CHANGED), conflict(CHANGED)),
    ("fund A-9", "withdraw A-9", refused(FUNDED), refused("was withdrawn")),
    ("fund A-9", "retype A-9", refused(FUNDED), conflict(CHANGED)),
    ("undo funding A-5", "pay A-5", invalid("not bought"), refused("booked on its invoices")),
    ("pay A-1", "pay A-1 again", invalid("is paid already"), invalid("is paid already")),
    ("pay A-1", "remove pay A-1", refused("in the books"), Some((Code::NotFound, "no longer"))),
    ("pay A-1", "credit A-1", refused(NO_MORE), invalid("Only 951.00 is open")),
    ("pay A-1", "dispute A-1", refused(NO_MORE), refused("A-1 is disputed since")),
    ("pay A-1", "charge back A-1", refused("A-1 is paid"), invalid(BACK)),
    ("pay A-2", "write off A-2", refused("A-2 is paid"), invalid(BACK)),
    ("pay A-1", "apply the rest", invalid("is paid already"), invalid("Only 801.00 is open")),
    ("apply the rest", "charge back A-1", refused("A-1 has changed"), invalid(BACK)),
    ("return L-1", "reverse L-1", refused("returned before"), refused("reversed before")),
    ("return L-1", "release L-1", refused("Nothing of Larkfield"), refused(CHANGED)),
    ("release L-1", "discard L-1", refused("booked already"), refused("was given up")),
];

/// Said by many at once, these are heard once; what the others hear.
const ONCE: [(&str, Code, &str); 11] = [
    ("fund A-9", Code::Refused, "funded already"),
    ("undo funding A-5", Code::Refused, "no funding that could be reversed"),
    ("pay A-1", Code::Refused, "posted already"),
    ("apply the rest", Code::Invalid, "nothing of it is left to share out"),
    ("return L-1", Code::Refused, "returned before"),
    ("prepare A", Code::Refused, "waits for its confirmation"),
    ("release L-1", Code::Refused, "booked already"),
    ("undo release F-1", Code::Refused, "Only a release that is booked"),
    ("charge back A-1", Code::Refused, "was charged back"),
    ("write off A-2", Code::Refused, "does not wait any more"),
    ("undo charge-back A-3", Code::Refused, "Only a case that is booked"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_at_once_are_one_after_the_other() {
    let firm = Firm::new().await;
    for (first, second, after_first, after_second) in CASES {
        let yeses = firm.pair(first, second);
        let name = format!("{first} and {second}");
        let one = Outcome::one_by_one(&firm, &yeses, &[0, 1]).await;
        let other = Outcome::one_by_one(&firm, &yeses, &[1, 0]).await;
        check_heard(&name, &one.heard[0], None);
        check_heard(&name, &one.heard[1], after_first);
        check_heard(&name, &other.heard[1], None);
        check_heard(&name, &other.heard[0], after_second);
        for _ in 0..RACES {
            let raced = Outcome::at_once(&firm, &yeses).await;
            assert!(raced == one || raced == other, "{name}: {raced:#?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_crowd_that_says_yes_one_is_heard() {
    let firm = Firm::new().await;
    for (name, code, words) in ONCE {
        let yes = firm.yeses[name].clone();
        let once = Outcome::one_by_one(&firm, std::slice::from_ref(&yes), &[0]).await;
        assert_eq!(once.heard, [Ok(())], "{name}");
        let raced = Outcome::at_once(&firm, &vec![yes; CROWD]).await;
        let refused = raced.heard.iter().filter(|heard| heard.is_err());
        assert_eq!(refused.clone().count(), CROWD - 1, "{name}");
        for heard in refused {
            check_heard(name, heard, Some((code, words)));
        }
        assert_eq!(raced.trial, once.trial, "{name}");
    }
}
