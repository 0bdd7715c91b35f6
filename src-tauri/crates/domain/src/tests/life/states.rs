//! Before the purchase, and who bears the risk.

use super::{SCHEDULE, TERMS, approved, offered};
use crate::invoice::{CreditApproval, Draft, Risk};
use crate::tests::{day, usd};
use crate::{Line, Refusal};

#[test]
fn an_offer_that_makes_no_sense_is_refused() {
    let refused = |change: fn(&mut crate::invoice::Offered)| {
        let mut offer = offered(1, "100");
        change(&mut offer);
        Draft::new(offer).unwrap_err()
    };
    let outside = |part: &str| Refusal::PartOutsideFace { part: usd(part) };
    assert_eq!(refused(|o| o.face = usd("0")), Refusal::FaceNotPositive { face: usd("0") });
    assert_eq!(refused(|o| o.tax = usd("101")), outside("101"));
    assert_eq!(refused(|o| o.retainage = usd("-1")), outside("-1"));
    assert_eq!(refused(|o| o.early_payment = Some(super::two_in_ten("200"))), outside("200"));
    let starts = day("2026-01-10");
    assert_eq!(refused(|o| o.due_on = day("2026-01-09")), Refusal::BeforeStart { starts });
}

#[test]
fn a_held_invoice_goes_on_or_is_rejected() {
    let submit = || Draft::new(offered(1, "100")).unwrap().submit(SCHEDULE, day("2026-01-14"));
    let why = || Line::new("reason", "no proof of delivery").unwrap();
    let held = submit().unwrap().hold(why(), day("2026-01-15")).unwrap();
    assert_eq!(held.reason(), &why());
    let starts = day("2026-01-15");
    let early = held.clone().resume(day("2026-01-14"));
    assert_eq!(early.unwrap_err(), Refusal::BeforeStart { starts });
    let resumed = held.clone().resume(day("2026-01-16")).unwrap();
    assert!(resumed.approve(TERMS, None, day("2026-01-16")).is_ok());
    let rejected = held.reject(why(), day("2026-01-16")).unwrap();
    assert_eq!((rejected.reason(), rejected.rejected_on()), (&why(), day("2026-01-16")));
    let silent = submit().unwrap().reject(Line::default(), day("2026-01-16"));
    assert_eq!(silent.unwrap_err(), Refusal::ReasonMissing);
}

#[test]
fn an_approval_covers_an_invoice_whole_or_not_at_all() {
    let approval = CreditApproval { amount: usd("100"), expires_on: day("2026-01-31") };
    let risk = |face: &str, on: &str| Risk::at_purchase(Some(approval), usd(face), day(on));
    assert_eq!(risk("100", "2026-01-31"), Risk::Firm(approval));
    assert_eq!(risk("100.01", "2026-01-31"), Risk::Client);
    assert_eq!(risk("100", "2026-02-01"), Risk::Client);
    assert_eq!(Risk::at_purchase(None, usd("1"), day("2026-01-01")), Risk::Client);
    // Approved in time, bought after it expired: the day of purchase decides.
    let submitted =
        Draft::new(offered(1, "100")).unwrap().submit(SCHEDULE, day("2026-01-14")).unwrap();
    let covered = submitted.approve(TERMS, Some(approval), day("2026-01-20")).unwrap();
    assert_eq!(covered.risk_on(day("2026-01-31")), Risk::Firm(approval));
    assert_eq!(covered.risk_on(day("2026-02-01")), Risk::Client);
    assert_eq!(approved(offered(1, "100")).risk_on(day("2026-01-20")), Risk::Client);
}
