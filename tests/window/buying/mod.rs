//! Money through the real window: bought, funded, collected, settled, released and stated. The
//! screen, the papers and the books say the same.

mod collect;
pub mod furnish;
pub mod papers;
pub mod purchase;

use std::collections::BTreeMap;

use serde_json::json;

use crate::app::App;
use crate::desktop::{Desktop, Service};
use crate::{office, policy};

const CLIENT: &str = "Aldercrest Freight";
/// As the client's clerk copies them out of a spreadsheet; the date is put in.
const ROWS: [[&str; 3]; 2] =
    [["AF-1", "Marrow Bay Logistics", "10,000.00"], ["AF-2", "Tarn Valley Grocers", "4,000.00"]];
const FACE: &str = "14,000.00";
/// 85 % of the face.
const ADVANCE: &str = "11,900.00";
const RESERVE: &str = "2,100.00";
const WIRE: &str = "25.00";
const PAID: &str = "11,875.00";
/// What the second debtor pays of 4,000.00; the reserve bears the rest.
const SHORT_PAID: &str = "3,900.00";
const COLLECTED: &str = "13,900.00";
/// Number, collected, advance, 1.9 % of the face, and what is left: the reserve of each invoice
/// less its fee and what was paid short.
const SETTLED: [[&str; 5]; 2] = [
    ["AF-1", "10,000.00", "8,500.00", "190.00", "1,310.00"],
    ["AF-2", SHORT_PAID, "3,400.00", "76.00", "424.00"],
];
const FEES_ALL: &str = "266.00";
const RELEASED: &str = "1,734.00";
/// 13,900.00 came, 11,875.00 and 1,734.00 went.
const LEFT_AT_BANK: &str = "291.00";
const NOTHING: &str = "–";

#[tokio::test]
async fn what_is_bought_is_funded_collected_released_and_stated() {
    let desktop = Desktop::start(&[Service::Secrets]).await;
    let app = App::open(&desktop, &[]).await;
    office::start_firm(&app).await;
    furnish::furnish(&app).await;
    let schedule = purchase::begin(&app).await;
    purchase::paste(&app).await;
    purchase::submit_and_answer(&app).await;
    purchase::fund(&app).await;
    let [sold, funded] = purchase::save_papers(&desktop, &app).await;
    assert_purchase(&papers::trial_balance(&app).await);
    sold.assert_line(&["AF-1", "10,000.00"]);
    sold.assert_line(&["AF-2", "4,000.00"]);
    sold.assert_line(&["2 invoices", FACE]);
    funded.assert_line(&["AF-1", "10,000.00"]);
    funded.assert_line(&["AF-2", "4,000.00"]);
    funded.assert_line(&["2 invoices", FACE]);
    funded.assert_line(&["Advance, 85.00%", ADVANCE]);
    funded.assert_line(&["Wire transfer", WIRE]);
    funded.assert_line(&["Paid to the Client", PAID]);
    funded.assert_line(&["Reserve kept", RESERVE]);
    let shown = app.call("schedule", json!({ "schedule_id": schedule })).await;
    assert_eq!(shown["funding"]["net"]["minor"], 1_187_500, "{shown}");

    collect::collect(&app).await;
    let released = collect::release(&desktop, &app).await;
    for [number, collected, advance, fee, left] in SETTLED {
        released.assert_line(&[number, collected, advance, fee, left]);
    }
    released.assert_line(&["Total", COLLECTED, ADVANCE, FEES_ALL, RELEASED]);
    released.assert_line(&["Paid to the client", RELEASED]);
    let stated = collect::state(&desktop, &app).await;
    stated.assert_line(&["Total", FACE, ADVANCE, RESERVE]);
    stated.assert_line(&["Total", COLLECTED, FEES_ALL]);
    assert_end(&papers::trial_balance(&app).await);
    assert_eq!(app.call("check_books", json!({})).await["is_sound"], true);
    policy::assert_kept(&app).await;
}

/// The face is owed, the reserve is kept, the bank has paid, the wire has earned its fee.
fn assert_purchase(trial: &BTreeMap<String, [String; 2]>) {
    assert_eq!(trial["Receivables purchased"], [FACE, NOTHING]);
    assert_eq!(trial["Client reserve"], [NOTHING, RESERVE]);
    assert_eq!(trial["Cash at bank"], [NOTHING, PAID]);
    assert_eq!(trial["Other fee income"], [NOTHING, WIRE]);
    assert_eq!(open(trial), 4, "{trial:?}");
}

/// Nothing is open; the bank holds what the firm has earned.
fn assert_end(trial: &BTreeMap<String, [String; 2]>) {
    assert_eq!(trial["Cash at bank"], [LEFT_AT_BANK, NOTHING]);
    assert_eq!(trial["Fee income"], [NOTHING, FEES_ALL]);
    assert_eq!(trial["Other fee income"], [NOTHING, WIRE]);
    assert_eq!(open(trial), 3, "{trial:?}");
}

/// How many accounts have a balance.
fn open(trial: &BTreeMap<String, [String; 2]>) -> usize {
    trial.values().filter(|sides| **sides != [NOTHING, NOTHING]).count()
}
