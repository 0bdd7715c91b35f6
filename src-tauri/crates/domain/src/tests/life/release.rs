//! 2.5: the release run, its holds and what is kept from it.

use super::settlement::{settle_facts, settled};
use super::{Books, bought, fee, key, lines_sum, occasion, offered, payment};
use crate::invoice::{Closed, On, Paying};
use crate::ledger::events::Occasion;
use crate::settlement::{
    AgedItem, ContractStanding, DebtOf, Due, EscrowCap, EscrowRule, Hold, PastDue, ReleaseFacts,
    RequiredReserve, reserve_split,
};
use crate::tests::{day, rate, usd};
use crate::{Account, Cause, Line, ReceiptId, Refusal, Rounding};

fn facts(closed: Vec<Closed>) -> ReleaseFacts {
    ReleaseFacts {
        on: day("2026-03-06"),
        closed,
        open: Vec::new(),
        hold_age_days: None,
        liens: Vec::new(),
        placed: Vec::new(),
        contract: ContractStanding::Signed,
        dues: Vec::new(),
        past_due: PastDue::Holds,
        required: None,
        escrow: None,
        escrow_held: usd("0"),
        rounding: Rounding::HalfUp,
    }
}

fn due(owed: &str, iso: &str) -> Due {
    Due { of: DebtOf::Invoice(key(9)), owed: usd(owed), due_on: day(iso) }
}

#[test]
fn a_release_pays_out_what_is_earned() {
    let mut books = Books::new();
    let closed = settled(&mut books, "10000", vec![fee("500")]).next.closed;
    let staged = facts(vec![closed]).stage().unwrap();
    assert_eq!(staged.payable.value, usd("1500"));
    assert_eq!(lines_sum(&staged.payable.working), usd("1500"));
    let step = staged.confirm(occasion("2026-03-06")).unwrap();
    books.post(&step.entries);
    assert_eq!(step.next[0].earned(), usd("0"));
    let expected = [
        (Account::ClientPayable, "-9,500.00"),
        (Account::UnappliedCash, "10,000.00"),
        (Account::FeeIncome, "-500.00"),
    ];
    assert_eq!(books.trial(), expected.map(|(account, sum)| (account, sum.to_owned())));
    let again = facts(step.next).stage().unwrap().confirm(occasion("2026-03-06"));
    assert_eq!(again.unwrap_err(), Refusal::NothingToBook);
}

#[test]
fn nothing_is_released_beyond_what_is_earned() {
    let mut books = Books::new();
    let closed = settled(&mut books, "10000", vec![fee("500")]).next.closed;
    let on = On::day(Cause::Receipt(ReceiptId::new(1)), day("2026-03-06"));
    let beyond = closed.release(usd("1500.01"), None, on);
    assert_eq!(beyond.unwrap_err(), Refusal::ReleaseBeyondEarned { earned: usd("1500") });
    let early = On { event_on: day("2026-03-02"), ..on };
    let starts = day("2026-03-03");
    assert_eq!(closed.release(usd("1"), None, early).unwrap_err(), Refusal::BeforeStart { starts });
}

#[test]
fn accrued_and_earned_reserve_are_told_apart() {
    let mut books = Books::new();
    let open = bought(&mut books, offered(2, "5000"));
    let closed = settled(&mut books, "10000", vec![fee("500")]).next.closed;
    let split = reserve_split(&[open], &[closed], usd("0")).unwrap();
    assert_eq!((split.accrued, split.earned), (usd("1000"), usd("1500")));
}

#[test]
fn a_release_is_held_for_reasons_that_are_data() {
    let mut books = Books::new();
    let closed = settled(&mut books, "10000", vec![fee("500")]).next.closed;
    let mut held = facts(vec![closed]);
    held.dues = vec![due("100", "2026-03-05"), due("50", "2026-03-06")];
    let old = AgedItem { of: key(3), invoiced_on: day("2026-01-04"), open: usd("10") };
    let young = AgedItem { of: key(4), invoiced_on: day("2026-01-05"), open: usd("10") };
    held.open = vec![old, young];
    held.hold_age_days = Some(60);
    let lien = Line::new("lien", "tax lien of February 2").unwrap();
    held.liens = vec![lien.clone()];
    let asked = Line::new("reason", "the client's wish until Friday").unwrap();
    held.placed = vec![asked.clone()];
    held.contract = ContractStanding::Unsigned;
    let staged = held.stage().unwrap();
    let expected = [
        Hold::ChargePastDue(due("100", "2026-03-05")),
        Hold::InvoiceTooOld { item: old, days: 61 },
        Hold::Lien(lien),
        Hold::Placed(asked),
        Hold::ContractUnsigned,
    ];
    assert_eq!(staged.holds, expected);
    assert_eq!(staged.payable.value, usd("1350"), "shown, although it is held");
    let refused = staged.confirm(occasion("2026-03-06"));
    assert_eq!(refused.unwrap_err(), Refusal::ReleaseHeld { holds: 5 });
}

#[test]
fn a_release_recovers_what_is_owed_then_fills_escrow() {
    let mut books = Books::new();
    let closed = settled(&mut books, "10000", vec![fee("500")]).next.closed;
    let mut run = facts(vec![closed]);
    run.dues = vec![due("300", "2026-03-01"), due("200", "2026-02-01")];
    run.past_due = PastDue::IsRecovered;
    let cap = EscrowCap::Amount(usd("10000"));
    run.escrow = Some(EscrowRule::FromRebate { rate: rate("10"), cap });
    let staged = run.stage().unwrap();
    let owed: Vec<String> =
        staged.recovered.drawn.iter().map(|drawn| drawn.amount.to_string()).collect();
    assert_eq!(owed, ["200.00", "300.00"], "the longest due first");
    assert_eq!(staged.payable.value, usd("900"));
    let before = books.balance(Account::ClientPayable);
    // The run is booked on its own day, whenever it is confirmed.
    let step = staged.confirm(occasion("2026-03-09")).unwrap();
    let on = day("2026-03-06");
    assert!(step.entries.iter().all(|entry| (entry.event_on, entry.value_on) == (on, on)));
    books.post(&step.entries);
    let paid = before.minus(books.balance(Account::ClientPayable)).unwrap();
    assert_eq!((paid, books.balance(Account::Escrow)), (usd("900"), usd("-100")));
}

#[test]
fn a_pool_keeps_its_required_reserve() {
    let mut books = Books::new();
    let closed = settled(&mut books, "10000", vec![fee("500")]).next.closed;
    for (actual, expected) in [("8900", "900.00"), ("7000", "0.00"), ("20000", "1,500.00")] {
        let mut run = facts(vec![closed.clone()]);
        let (rate, outstanding) = (rate("20"), usd("40000"));
        run.required = Some(RequiredReserve { rate, outstanding, actual: usd(actual) });
        let staged = run.stage().unwrap();
        assert_eq!(staged.payable.value.to_string(), expected);
        assert_eq!(lines_sum(&staged.payable.working), staged.payable.value);
        assert_eq!(staged.payable.working.total_detail, "to the client");
        let Ok(step) = staged.confirm(occasion("2026-03-06")) else { continue };
        let lines = &step.entries[0].working.as_ref().unwrap().lines;
        let labels: Vec<&str> = lines.iter().map(|line| line.label.as_str()).collect();
        let kept = ["Earned reserve", "Less required"];
        assert_eq!(labels, kept[..if expected == "900.00" { 2 } else { 1 }]);
    }
}

#[test]
fn the_first_closed_is_released_first_where_the_pool_keeps_a_part() {
    let mut books = Books::new();
    let late = settled(&mut books, "10000", vec![fee("500")]).next.closed;
    let other = bought(&mut books, offered(2, "10000"));
    let on = super::by_receipt(2, "2026-02-20");
    let paid = other.apply(payment(2, "10000", "2026-02-20"), &Paying::InFull, on).unwrap();
    let early = paid.next.settle(&settle_facts(vec![fee("400")]), on).unwrap().next.closed;
    let mut run = facts(vec![late, early]);
    let (rate, outstanding) = (rate("20"), usd("40000"));
    run.required = Some(RequiredReserve { rate, outstanding, actual: usd("10000") });
    let staged = run.stage().unwrap();
    let released: Vec<String> = staged.lines.iter().map(|line| line.released.to_string()).collect();
    assert_eq!(released, ["1,600.00", "400.00"]);
}

#[test]
fn a_run_takes_each_invoice_once_and_of_one_client() {
    let mut books = Books::new();
    let closed = settled(&mut books, "10000", vec![fee("500")]).next.closed;
    let twice = facts(vec![closed.clone(), closed.clone()]).stage();
    assert_eq!(twice.unwrap_err(), Refusal::InvoiceTwice { invoice: key(1).invoice });
    let other = Occasion { client: Some(crate::ClientId::new(8)), ..occasion("2026-03-06") };
    let confirmed = facts(vec![closed]).stage().unwrap().confirm(other);
    assert_eq!(confirmed.unwrap_err(), Refusal::NotOfThisClient { invoice: key(1).invoice });
}
