//! 2.6: what a receipt may be for.

use super::key;
use crate::invoice::{AllocationKind, OpenInvoice, Search, allocations};
use crate::tests::{day, usd};

fn open(id: i64, amount: &str, due: &str) -> OpenInvoice {
    OpenInvoice { of: key(id), open: usd(amount), due_on: day(due), discount: None }
}

fn proposals(amount: &str, invoices: &[OpenInvoice]) -> Vec<(AllocationKind, Vec<i64>, String)> {
    let (found, search) = allocations(usd(amount), invoices).unwrap();
    assert_eq!(search, Search::Complete);
    found
        .into_iter()
        .map(|allocation| {
            let ids = allocation.parts.iter().map(|(of, _)| of.invoice.get()).collect();
            (allocation.kind, ids, allocation.left.to_string())
        })
        .collect()
}

#[test]
fn proposals_come_surest_first() {
    let mut list = vec![
        open(1, "400", "2026-02-01"),
        open(2, "250", "2026-01-01"),
        open(3, "150", "2026-03-01"),
        open(4, "100", "2026-01-15"),
    ];
    let exact = proposals("400", &list);
    assert_eq!(exact[0], (AllocationKind::Exact, vec![1], "0.00".into()));
    assert_eq!(exact[1], (AllocationKind::OldestFirst, vec![2, 4, 1], "0.00".into()));
    let set = proposals("650", &list);
    assert_eq!(set[0], (AllocationKind::FewestInvoices, vec![1, 2], "0.00".into()));
    let over = proposals("1000", &list);
    assert_eq!(over, [(AllocationKind::OldestFirst, vec![2, 4, 1, 3], "100.00".into())]);
    list[0].discount = Some(usd("8"));
    let discounted = proposals("392", &list);
    assert_eq!(discounted[0], (AllocationKind::ExactLessDiscount, vec![1], "0.00".into()));
    assert_eq!(proposals("10", &[]), []);
}

#[test]
fn the_smallest_set_is_found_among_many() {
    // Thirty invoices whose sizes are powers of two cents beside a common part: one answer each.
    let list: Vec<OpenInvoice> = (0..16)
        .map(|id| {
            let amount = crate::Money::new(1 << id, crate::Currency::USD).unwrap();
            OpenInvoice { open: amount, ..open(id, "1", "2026-01-01") }
        })
        .collect();
    let (found, search) = allocations(usd("0.37"), &list).unwrap();
    let ids: Vec<i64> = found[0].parts.iter().map(|(of, _)| of.invoice.get()).collect();
    assert_eq!((found[0].kind, ids), (AllocationKind::FewestInvoices, vec![5, 2, 0]));
    assert_eq!(search, Search::Complete);
}

#[test]
fn the_search_stops_at_its_limit_and_says_so() {
    // Sixty invoices of even cents never sum to an odd amount; the search cannot see that.
    let list: Vec<OpenInvoice> = (0..60)
        .map(|id| {
            let amount = crate::Money::new(1000 + 2 * id * id, crate::Currency::USD).unwrap();
            OpenInvoice { open: amount, ..open(id, "1", "2026-01-01") }
        })
        .collect();
    let (found, search) = allocations(usd("250.01"), &list).unwrap();
    assert_eq!(search, Search::Stopped);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, AllocationKind::OldestFirst);
}
