//! What the sample firm does day by day: schedules bought, payments taken in, reserve given back.
//! Each act is the command a person would give, in the order of the days, because nothing is booked
//! before the last entry.

use chrono::Duration;
use serde_json::{Value, json};

use super::Storyteller;
use crate::error::AppError;

/// The first schedule is offered so many days ago.
const FIRST_DAY: i64 = 74;
const DEBTOR_COUNT: usize = 9;
const LINES: usize = 4;

/// Name, street, city, region, credit limit.
const DEBTORS: [[&str; 5]; DEBTOR_COUNT] = [
    ["Marrow Bay Logistics, Inc.", "9 Pier Street", "Newark", "NJ", "400,000"],
    ["Quillon Retail Group LLC", "1200 Market Row", "Trenton", "NJ", "350,000"],
    ["Tarn Valley Grocers Co-operative", "77 Mill Lane", "Albany", "NY", "300,000"],
    ["Corvane Pharma, Inc.", "310 Science Drive", "Boston", "MA", "350,000"],
    ["Wexcombe Hotels LLC", "18 Harbor Walk", "Newport", "RI", "300,000"],
    ["Ardenne Beverage, Ltd.", "5 Bottling Road", "Hartford", "CT", "250,000"],
    ["Stonegate University Hospital", "400 College Hill", "Providence", "RI", "400,000"],
    ["Pell Harbor Foods, Inc.", "1 Cannery Wharf", "New Bedford", "MA", "250,000"],
    ["Ridgeline Home Centers, Inc.", "2250 Turnpike", "Worcester", "MA", "300,000"],
];

/// A client that sells regularly.
struct Seller {
    /// Its place among the clients of the sample.
    client: usize,
    /// How its invoices are numbered, and from where on.
    stem: &'static str,
    first: i64,
    /// Its customers, by their places.
    debtors: [usize; 3],
    /// Offers a schedule every so many days, the last one so many days ago.
    every: i64,
    last: i64,
}

const SELLERS: [Seller; 6] = [
    Seller { client: 0, stem: "AF-", first: 77_001, debtors: [0, 1, 8], every: 11, last: 0 },
    Seller { client: 1, stem: "BS-", first: 20_140, debtors: [6, 3, 4], every: 13, last: 3 },
    Seller { client: 2, stem: "CG", first: 4_410, debtors: [1, 6, 0], every: 17, last: 5 },
    Seller { client: 3, stem: "DP/", first: 919, debtors: [5, 7, 2], every: 19, last: 2 },
    Seller { client: 5, stem: "FL-", first: 3_310, debtors: [4, 6, 2], every: 16, last: 6 },
    Seller { client: 7, stem: "HV", first: 15_002, debtors: [8, 1, 4], every: 21, last: 8 },
];

/// An invoice of the story.
struct Invoice {
    number: String,
    debtor: usize,
    cents: i64,
    /// Days ago: made out, sold, and paid unless that lies ahead.
    made: i64,
    sold: i64,
    paid: i64,
    /// What the debtor pays; less than the whole where it contests the price.
    pays: i64,
}

impl Invoice {
    /// Whether its payment comes in so many days ago; today also what is due to come tomorrow and
    /// the day after, so that something always waits to be applied.
    const fn comes_in(&self, day: i64) -> bool {
        self.paid == day || day == 0 && -2 <= self.paid && self.paid < 0
    }
}

/// A schedule of the story.
struct Schedule {
    seller: usize,
    number: usize,
    sold: i64,
    invoices: Vec<Invoice>,
}

/// Every schedule, the oldest first.
fn schedules() -> Vec<Schedule> {
    let mut all = Vec::new();
    for (seller, of) in SELLERS.iter().enumerate() {
        let days = (0..).map(|n| of.last + n * of.every).take_while(|day| *day <= FIRST_DAY);
        let mut days: Vec<i64> = days.collect();
        days.reverse();
        let mut at = of.first;
        for (number, sold) in days.into_iter().enumerate() {
            let invoices = (0..LINES).map(|line| invoice(of, &mut at, number + line, sold));
            all.push(Schedule { seller, number, sold, invoices: invoices.collect() });
        }
    }
    all.sort_by_key(|one| (-one.sold, one.seller));
    all
}

fn invoice(of: &Seller, at: &mut i64, turn: usize, sold: i64) -> Invoice {
    let number = *at;
    *at += 1 + number % 3;
    // Made up, and the same at every telling.
    let cents = 274_500 + number * 61_337 % 1_260_000;
    let debtor = of.debtors[turn % of.debtors.len()];
    let paid = sold - 25 - number * 7 % 24;
    let pays = if number % 13 == 5 { cents / 100 * 92 } else { cents };
    Invoice {
        number: format!("{}{number}", of.stem),
        debtor,
        cents,
        made: sold + 3,
        sold,
        paid,
        pays,
    }
}

/// "8,412.50"
fn typed(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Tells what happened, from the first day to today.
///
/// # Errors
/// The first command that does not succeed.
pub(super) async fn tell(teller: &Storyteller, clients: &[Value]) -> Result<(), AppError> {
    teller.days_ago(FIRST_DAY + 7);
    let debtors = debtors(teller).await?;
    let account = json!({
        "bank_account_id": null, "name": "Operating account",
        "holder": "Calder Street Factors LLC", "bank": "Harborlight Savings Bank",
        "routing": "021000021", "number": "4400917726"
    });
    teller.call("save_firm_account", account).await?;
    let accounts = teller.call("list_firm_accounts", json!({})).await?;
    let known = Known { clients, debtors: &debtors, account: accounts["rows"][0]["id"].clone() };
    for of in &SELLERS {
        known.introduce(teller, of).await?;
    }
    let schedules = schedules();
    for day in (0..=FIRST_DAY).rev() {
        teller.days_ago(day);
        for schedule in schedules.iter().filter(|one| one.sold == day) {
            known.offer(teller, schedule).await?;
        }
        for debtor in 0..DEBTOR_COUNT {
            let bought = schedules.iter().flat_map(|one| &one.invoices);
            let paid: Vec<&Invoice> =
                bought.filter(|one| one.debtor == debtor && one.comes_in(day)).collect();
            if !paid.is_empty() {
                known.receive(teller, debtor, &paid).await?;
            }
        }
        if day % 7 == 3 {
            release(teller).await?;
        }
    }
    Ok(())
}

async fn debtors(teller: &Storyteller) -> Result<Vec<Value>, AppError> {
    let mut ids = Vec::with_capacity(DEBTOR_COUNT);
    for [name, street, city, region, limit] in DEBTORS {
        let form = json!({
            "debtor": {
                "legal_name": name, "country": "us", "phone": "(401) 555-0177",
                "email": "payables@debtor.example", "group_id": null, "limit": limit,
                "limit_until": "", "limit_review_on": "", "is_government": false,
                "is_insolvent": false,
                "address": {
                    "line1": street, "line2": "", "city": city, "region": region,
                    "postal_code": "", "country": ""
                }
            },
            "is_approved": true, "is_different_business": false
        });
        ids.push(teller.call("create_debtor", form).await?["debtor_id"].clone());
    }
    Ok(ids)
}

/// The records that the story's people and businesses became.
struct Known<'a> {
    clients: &'a [Value],
    debtors: &'a [Value],
    /// The firm's bank account.
    account: Value,
}

impl Known<'_> {
    /// The client's bank account is confirmed and its customers are told whom to pay.
    async fn introduce(&self, teller: &Storyteller, of: &Seller) -> Result<(), AppError> {
        let client = &self.clients[of.client];
        let said = json!({
            "client_id": client, "who": "The president", "how": "Call to the number on file",
            "attachment_id": null
        });
        teller.call("confirm_bank_account", said).await?;
        for debtor in of.debtors {
            for (stage, on, way) in [("sent", "", "registered_post"), ("delivered", "", "post")] {
                let notice = json!({
                    "client_id": client, "debtor_id": self.debtors[debtor], "stage": stage,
                    "on": on, "way": way
                });
                teller.call("set_notice", notice).await?;
            }
        }
        Ok(())
    }

    /// A schedule is offered and bought; today's are left for whoever opens the sample.
    async fn offer(&self, teller: &Storyteller, of: &Schedule) -> Result<(), AppError> {
        let client = &self.clients[SELLERS[of.seller].client];
        let begun = teller.call("start_schedule", json!({ "client_id": client })).await?;
        let lines: Vec<Value> = of.invoices.iter().map(|one| line(teller, one)).collect();
        let face: i64 = of.invoices.iter().map(|one| one.cents).sum();
        let grid = json!({
            "schedule_id": begun["id"], "revision": begun["revision"], "offered_on": "",
            "offered_by": "", "control_total": typed(face), "note": "", "lines": lines
        });
        teller.call("save_schedule", grid).await?;
        let asked = json!({ "schedule_id": begun["id"] });
        teller.call("submit_schedule", asked).await?;
        if of.sold == 0 {
            return Ok(());
        }
        let way = json!({
            "schedule_id": begun["id"], "method": "ach", "bank_account_id": self.account
        });
        let staged = teller.call("stage_funding", way.clone()).await?;
        let mut yes = way;
        yes["fingerprint"] = staged["fingerprint"].clone();
        yes["reference"] = json!(format!("ACH {}-{}", of.seller + 1, of.number + 1));
        teller.call("confirm_funding", yes).await?;
        Ok(())
    }

    /// One payment for what a debtor pays on a day; what comes in today waits to be applied.
    async fn receive(
        &self,
        teller: &Storyteller,
        debtor: usize,
        paid: &[&Invoice],
    ) -> Result<(), AppError> {
        let sum: i64 = paid.iter().map(|one| one.pays).sum();
        let numbers: Vec<&str> = paid.iter().map(|one| one.number.as_str()).collect();
        let receipt = json!({
            "bank_account_id": self.account, "method": "ach", "reference": "",
            "debtor_id": self.debtors[debtor], "amount": typed(sum),
            "remittance": numbers.join(", ")
        });
        let receipt = teller.call("start_receipt", receipt).await?["receipt_id"].clone();
        if paid.iter().any(|one| one.paid <= 0) {
            return Ok(());
        }
        let asked = json!({ "receipt_id": receipt, "text": "" });
        let open = teller.call("open_invoices_for", asked).await?;
        let rows = open["clients"].as_array().into_iter().flatten();
        let rows = rows.flat_map(|of| of["invoices"].as_array().into_iter().flatten());
        let lines: Vec<Value> = rows
            .filter_map(|row| {
                let one = paid.iter().find(|one| row["number"] == one.number.as_str())?;
                let (rest, reason) = if one.pays < one.cents {
                    ("dispute", Some("price"))
                } else {
                    ("undecided", None)
                };
                Some(json!({
                    "invoice_id": row["invoice_id"], "pays": typed(one.pays), "rest": rest,
                    "reason": reason
                }))
            })
            .collect();
        let allocation = json!({
            "receipt_id": receipt, "lines": lines, "park_reason": "No invoice of this number"
        });
        let staged = teller.call("stage_receipt", allocation.clone()).await?;
        let yes = json!({ "allocation": allocation, "fingerprint": staged["fingerprint"] });
        teller.call("post_receipt", yes).await?;
        Ok(())
    }
}

fn line(teller: &Storyteller, of: &Invoice) -> Value {
    let made = teller.today() - Duration::days(of.made - of.sold);
    json!({
        "invoice": of.number, "debtor": DEBTORS[of.debtor][0],
        "invoiced_on": made.format("%Y-%m-%d").to_string(), "face": typed(of.cents)
    })
}

/// The reserve of every client that is due goes out.
async fn release(teller: &Storyteller) -> Result<(), AppError> {
    let list = teller.call("list_releases", json!({ "day": "" })).await?;
    let rows = list["rows"].as_array().into_iter().flatten();
    for row in rows.filter(|row| row["is_due"] == true && row["net"]["minor"] != 0) {
        let asked = json!({
            "client_id": row["client"]["id"], "source": "reserve", "scope": "due", "day": "",
            "amount": "", "reason": "", "method": "ach", "bank_id": null
        });
        let staged = teller.call("stage_release", asked.clone()).await?;
        let prepared = json!({ "asked": asked, "fingerprint": staged["fingerprint"] });
        let run = teller.call("prepare_release", prepared).await?["id"].clone();
        teller.call("confirm_release", json!({ "run_id": run })).await?;
    }
    Ok(())
}
