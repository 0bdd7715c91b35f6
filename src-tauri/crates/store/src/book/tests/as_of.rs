//! What the books say of a past day is what adding up the entries of that day gives.

use super::super::open_items::nodes;
use super::*;
use crate::StoreError;

/// The same numbers for the same seed, everywhere (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: i64) -> i64 {
        let limit = u64::try_from(limit).unwrap();
        i64::try_from(self.next() % limit).unwrap()
    }
}

const FIRST: &str = "2026-01-06";
const DAYS: i64 = 70;

/// Books random entries over seventy days: purchases, payments in parts, fees, releases and
/// reversals, many of them days after they happened.
async fn random_history(world: &World, seed: u64) -> Vec<BookedEntry> {
    let mut random = Random(seed);
    let mut reversed = std::collections::BTreeSet::new();
    let mut tx = world.write().await;
    let mut last = 0;
    for passed in 0..DAYS {
        let booked_on = day(FIRST).plus_days(passed).unwrap();
        for _ in 0..random.below(5) {
            let event_on = booked_on.plus_days(-random.below(12)).unwrap();
            let (invoice, on) = (1 + random.below(20), event_on.to_string());
            let minor = 1 + random.below(400_000);
            let entry = match random.below(6) {
                0 => purchase(invoice, &on),
                1 => receipt(invoice, &on, minor),
                2 => {
                    // Each application has a receipt of its own: nothing else is there to apply.
                    let cause = Cause::Receipt(ReceiptId::new(1_000 + last));
                    let received = Entry { cause, ..receipt(invoice, &on, minor) };
                    post(&mut tx, &new_entry(&received, &booked_on.to_string())).await.unwrap();
                    last += 1;
                    Entry { cause, ..application(invoice, &on, minor) }
                }
                3 => fee(invoice, &on, minor),
                4 => release(invoice, &on, minor),
                _ => {
                    let number = 1 + random.below(last.max(1));
                    let is_original = number <= last
                        && entry(&mut tx, EntryNumber::new(number))
                            .await
                            .unwrap()
                            .entry
                            .reverses
                            .is_none();
                    if is_original && reversed.insert(number) {
                        let reversal = Reversal {
                            event_on,
                            value_on: event_on,
                            booked_on,
                            booked_at: AT,
                            user: USER,
                        };
                        reverse(&mut tx, EntryNumber::new(number), &reversal).await.unwrap();
                        last += 1;
                    }
                    continue;
                }
            };
            post(&mut tx, &new_entry(&entry, &booked_on.to_string())).await.unwrap();
            last += 1;
        }
    }
    end_some_lives(&mut tx, &mut random).await;
    let mut booked = Vec::new();
    for_each_entry(&mut tx, EntryNumber::new(1), |entry| {
        booked.push(entry);
        Ok::<(), StoreError>(())
    })
    .await
    .unwrap();
    tx.commit().await.unwrap();
    booked
}

/// Settles two invoices of three, so that lives that ended and lives that go on are both met.
async fn end_some_lives(tx: &mut Tx<'_>, random: &mut Random) {
    for invoice in 1..=20 {
        let sums: (i64, i64) = sqlx::query_as(
            "SELECT open_minor, reserve_minor FROM invoice_balance WHERE invoice_id = $1",
        )
        .bind(invoice)
        .fetch_optional(&mut **tx)
        .await
        .unwrap()
        .unwrap_or_default();
        if invoice % 3 != 0 {
            let on = day(FIRST).plus_days(DAYS - random.below(30)).unwrap().to_string();
            let booked_on = day(FIRST).plus_days(DAYS).unwrap().to_string();
            // An opening may move any account either way.
            let (open, reserve) = sums;
            let mut lines = vec![
                (Account::ReceivablesPurchased, -open),
                (Account::ClientReserve, reserve),
                (Account::Cash, open - reserve),
            ];
            lines.retain(|(_, minor)| *minor != 0);
            if !lines.is_empty() {
                let entry = on_invoice(Event::Opening, invoice, &on, &lines);
                post(tx, &new_entry(&entry, &booked_on)).await.unwrap();
            }
        }
    }
}

/// Sums of postings by any key.
fn sums<K: Ord>(
    booked: &[BookedEntry],
    as_of: AsOf,
    key: impl Fn(&Entry, &Posting) -> Option<K>,
) -> BTreeMap<K, i64> {
    let mut sums = BTreeMap::new();
    for booked in booked {
        if !as_of.counts(booked.booked_on, booked.entry.event_on) {
            continue;
        }
        for posting in &booked.entry.postings {
            if let Some(key) = key(&booked.entry, posting) {
                *sums.entry(key).or_insert(0) += posting.amount.minor();
            }
        }
    }
    sums
}

async fn check_day(read: &mut sqlx::SqliteConnection, booked: &[BookedEntry], as_of: AsOf) {
    let mut by_client = sums(booked, as_of, |e, p| Some((e.client, p.account)));
    by_client.retain(|_, minor| *minor != 0);
    let found = client_balances(read, as_of).await.unwrap();
    let found: BTreeMap<_, _> =
        found.iter().map(|b| ((b.client, b.account), b.balance.minor())).collect();
    assert_eq!(found, by_client, "{as_of:?}");

    let by_account = sums(booked, as_of, |_, p| Some(p.account));
    let found = trial_balance(read, as_of).await.unwrap();
    assert_eq!(found.iter().map(|total| total.balance.minor()).sum::<i64>(), 0);
    let found: BTreeMap<_, _> =
        found.iter().map(|total| (total.account, total.balance.minor())).collect();
    assert_eq!(found, by_account, "{as_of:?}");

    let is_unapplied = |p: &Posting| p.account == Account::UnappliedCash;
    let mut unapplied = sums(booked, as_of, |e, p| is_unapplied(p).then_some((e.client, p.debtor)));
    unapplied.retain(|_, minor| *minor != 0);
    let found = unapplied_cash(read, as_of).await.unwrap();
    let found: BTreeMap<_, _> =
        found.iter().map(|b| ((b.client, b.debtor), b.balance.minor())).collect();
    assert_eq!(found, unapplied, "{as_of:?}");
    check_items(read, booked, as_of).await;
}

async fn check_items(read: &mut sqlx::SqliteConnection, booked: &[BookedEntry], as_of: AsOf) {
    let of =
        |account: Account| sums(booked, as_of, |_, p| p.invoice.filter(|_| p.account == account));
    let (open, reserve) = (of(Account::ReceivablesPurchased), of(Account::ClientReserve));
    let fees = of(Account::FeeIncome);
    let collected = sums(booked, as_of, |e, p| {
        let counts = e.event == Event::Application && p.account == Account::ReceivablesPurchased;
        p.invoice.filter(|_| counts)
    });
    let get = |sums: &BTreeMap<InvoiceId, i64>, id| sums.get(&id).copied().unwrap_or(0);
    let expected: Vec<_> = (1..=20)
        .map(InvoiceId::new)
        .filter(|&id| get(&open, id) != 0 || get(&reserve, id) != 0)
        .map(|id| (id, get(&open, id), -get(&reserve, id), -get(&collected, id), -get(&fees, id)))
        .collect();
    let items = open_items(read, as_of, ItemFilter::default()).await.unwrap();
    let found: Vec<_> = items
        .iter()
        .map(|item| {
            let minors = [item.open, item.reserve, item.collected, item.fees].map(Money::minor);
            (item.invoice, minors[0], minors[1], minors[2], minors[3])
        })
        .collect();
    assert_eq!(found, expected, "{as_of:?}");
    let filter = ItemFilter { client: Some(ClientId::new(2)), debtor: Some(DebtorId::new(3)) };
    let some = open_items(read, as_of, filter).await.unwrap();
    let kept = items
        .into_iter()
        .filter(|item| item.client == ClientId::new(2) && item.debtor == DebtorId::new(3));
    assert_eq!(some, kept.collect::<Vec<_>>());
}

#[tokio::test]
async fn every_past_day_is_what_its_entries_add_up_to() {
    for seed in [1, 2026] {
        let world = World::new().await;
        let booked = random_history(&world, seed).await;
        assert!(booked.len() > 100);
        let mut read = world.read().await;
        for passed in -12..=DAYS + 3 {
            let day = day(FIRST).plus_days(passed).unwrap();
            for basis in [AsOfBasis::AsShown, AsOfBasis::AsItTurnedOut] {
                check_day(&mut read, &booked, AsOf { day, basis }).await;
            }
        }
        assert_eq!(compare_balances(&mut read).await.unwrap(), [], "seed {seed}");
        let report = verify(&mut read).await.unwrap();
        assert_eq!(report.fault, None);
    }
}

#[tokio::test]
async fn rebuilt_balances_are_the_kept_ones_and_a_wrong_one_is_named() {
    let world = World::new().await;
    random_history(&world, 7).await;
    let mut tx = world.write().await;
    rebuild_balances(&mut tx).await.unwrap();
    assert_eq!(compare_balances(&mut tx).await.unwrap(), []);
    sqlx::raw_sql(
        "UPDATE balance SET balance_minor = balance_minor + 1 WHERE client_id = 1 AND account = 3;
         DELETE FROM invoice_balance WHERE invoice_id = 4;",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    let differences = compare_balances(&mut tx).await.unwrap();
    let named: Vec<_> = differences.iter().map(|d| (d.kept_in.as_str(), d.side.as_str())).collect();
    assert_eq!(named, [("balance", "kept"), ("balance", "made"), ("invoice_balance", "made")]);
    assert!(differences[2].row.starts_with("[4,"), "{}", differences[2].row);
    rebuild_balances(&mut tx).await.unwrap();
    assert_eq!(compare_balances(&mut tx).await.unwrap(), []);
}

#[tokio::test]
async fn what_was_shown_stays_although_it_turned_out_otherwise() {
    let world = World::new().await;
    world.book("2026-01-06", &[purchase(1, "2026-01-06")]).await;
    // Booked on the 20th: the debtor had paid on the 10th.
    let late = [receipt(1, "2026-01-10", 400_000), application(1, "2026-01-10", 400_000)];
    world.book("2026-01-20", &late).await;
    let mut read = world.read().await;
    for (as_of, open, advance) in [
        (AsOf::as_shown(day("2026-01-15")), 1_000_000, 800_000),
        (AsOf::as_it_turned_out(day("2026-01-15")), 600_000, 400_000),
        (AsOf::as_shown(day("2026-01-20")), 600_000, 400_000),
        (AsOf::as_it_turned_out(day("2026-01-09")), 1_000_000, 800_000),
    ] {
        let items = open_items(&mut read, as_of, ItemFilter::default()).await.unwrap();
        assert_eq!(items.len(), 1, "{as_of:?}");
        assert_eq!(items[0].open.minor(), open, "{as_of:?}");
        assert_eq!(items[0].advance_outstanding().unwrap().minor(), advance, "{as_of:?}");
    }
    let now = invoice_balances(&mut read, &[InvoiceId::new(1), InvoiceId::new(2)]).await.unwrap();
    let minors: Vec<_> = now.iter().map(|b| (b.open.minor(), b.reserve.minor())).collect();
    assert_eq!(minors, [(600_000, 200_000), (0, 0)]);
    let own = balances_of(&mut read, ClientId::new(2)).await.unwrap();
    let cash = own.iter().find(|b| b.account == Account::Cash).unwrap();
    assert_eq!((cash.bank, cash.balance.minor()), (Some(BankAccountId::new(1)), 400_000));
}

/// The day of a life that is divisible by the highest power of two.
fn node_of(from: i64, last: i64) -> i64 {
    (0..17).rev().map(|bit| last >> bit << bit).find(|&node| node >= from).unwrap()
}

#[tokio::test]
async fn every_life_hangs_where_each_of_its_days_looks_for_it() {
    let world = World::new().await;
    let mut tx = world.write().await;
    let mut random = Random(11);
    for _ in 0..300 {
        let from = random.below(84_005);
        let length_max = 1 << random.below(17);
        let last = (from + random.below(length_max)).min(84_005);
        let node: i64 = sqlx::query_scalar(
            "INSERT OR REPLACE INTO invoice_balance
               (invoice_id, open_minor, reserve_minor, collected_minor, charges_minor, fees_minor,
                shown_from, shown_last, turned_from, turned_last)
             VALUES (1, 0, 0, 0, 0, 0, $1, $2, $1, $2)
             RETURNING iif(shown_node = turned_node, shown_node, NULL)",
        )
        .bind(from)
        .bind(last)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
        assert_eq!(node, node_of(from, last), "{from} to {last}");
        for day in [from, from.midpoint(last), last] {
            let (before, after) = nodes(day);
            let list = if node <= day { before } else { after };
            assert!(list.contains(&node), "{from} to {last}, looked for on {day}");
            assert!(list.len() <= 19);
        }
    }
}
