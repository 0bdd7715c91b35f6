//! Each event has exactly the postings of docs/money/settlement.md.

use super::{CLIENT, key, occasion, worked};
use crate::ledger::events::{
    Application, ChargeBack, ChargePaid, ChargeRecovered, ChargeReturned, CreditMemo, DebtorRefund,
    Deficit, Disbursement, EarnedFee, EscrowContribution, EscrowRelease, FeeBilled,
    FeeFromProceeds, FeeFromReserve, FeeKind, FeeRebate, FromDebtor, GiveBack, Income, Interest,
    InterestFrom, LateCharge, LateChargeCollected, LateChargeFor, OverAdvance, Purchase, Receipt,
    ReserveRelease, ShortPay, WriteOff,
};
use crate::tests::usd;
use crate::{Account, BankAccountId, DebtorId, Entry, Event, Money, MoneyError, Refusal};

const BANK: BankAccountId = BankAccountId::new(5);

/// One entry of every event that an invoice, a debtor or a client can cause.
pub(super) fn every_event() -> Vec<Entry> {
    let (on, of, some) = (&occasion("2026-03-02"), key(1), Some(key(1)));
    let debtor = of.debtor;
    let parts = vec![FromDebtor { debtor, amount: usd("9200") }];
    let charge_back = ChargeBack {
        of,
        face: usd("10000"),
        reserve: usd("2000"),
        fees: vec![EarnedFee { income: Income::Fee, amount: usd("900") }],
        working: worked("8900").working,
    };
    let beneficiary = LateChargeFor::Firm;
    [
        Purchase { of, face: usd("10000"), advance: worked("8000") }.entry(on),
        FeeFromProceeds { of: some, kind: FeeKind::Other, fee: worked("25") }.entry(on),
        FeeFromProceeds { of: None, kind: FeeKind::Factoring, fee: worked("30") }.entry(on),
        FeeFromReserve { of, income: Income::Fee, fee: worked("500") }.entry(on),
        FeeFromReserve { of, income: Income::Interest, fee: worked("40") }.entry(on),
        FeeRebate { of, kind: FeeKind::Factoring, rebate: worked("200") }.entry(on),
        Disbursement { bank: BANK, amount: usd("7975") }.entry(on),
        Receipt { bank: BANK, parts }.entry(on),
        Application { of, amount: usd("9200") }.entry(on),
        ShortPay { of, amount: usd("800"), working: None }.entry(on),
        CreditMemo { of, amount: usd("100") }.entry(on),
        Deficit { of, amount: usd("400"), working: None }.entry(on),
        ReserveRelease { of, amount: usd("700"), working: None }.entry(on),
        ChargeRecovered { of: some, amount: usd("400"), working: None }.entry(on),
        ChargePaid { of: None, bank: BANK, amount: usd("60") }.entry(on),
        ChargeReturned { of: some, amount: worked("60") }.entry(on),
        OverAdvance { amount: usd("250") }.entry(on),
        charge_back.entry(on),
        FeeBilled { of: None, kind: FeeKind::Other, fee: worked("15") }.entry(on),
        LateCharge { of: some, charge: worked("75.51") }.entry(on),
        LateChargeCollected { of, beneficiary, amount: usd("12") }.entry(on),
        LateChargeCollected { of, beneficiary: LateChargeFor::Client, amount: usd("3") }.entry(on),
        EscrowContribution { of: some, amount: worked("500") }.entry(on),
        EscrowRelease { amount: usd("200") }.entry(on),
        WriteOff { of, face: usd("10000"), reserve: usd("2000") }.entry(on),
        Interest { from: InterestFrom::Charges, interest: worked("107.33") }.entry(on),
        Interest { from: InterestFrom::Reserve(of), interest: worked("7") }.entry(on),
        GiveBack { debtor, amount: usd("300"), fee: usd("5") }.entry(on),
        DebtorRefund { debtor, bank: BANK, amount: usd("20") }.entry(on),
    ]
    .into_iter()
    .map(Result::unwrap)
    .collect()
}

fn shape(entry: &Entry) -> String {
    let posting = |posting: &crate::Posting| {
        let marks = [
            posting.invoice.map_or("", |_| "i"),
            posting.debtor.map_or("", |_| "d"),
            posting.bank.map_or("", |_| "b"),
        ];
        format!("{}[{}] {}", posting.account.as_str(), marks.concat(), posting.amount)
    };
    let lines: Vec<String> = entry.postings.iter().map(posting).collect();
    format!("{}: {}", entry.event.as_str(), lines.join(", "))
}

#[test]
fn every_event_has_its_postings() {
    // docs/money/settlement.md, entries: i, d and b mark the invoice, the debtor and the bank.
    let expected = [
        "purchase: receivables_purchased[id] 10,000.00, client_payable[id] -8,000.00, \
         client_reserve[id] -2,000.00",
        "fee_from_proceeds: client_payable[id] 25.00, other_fee_income[id] -25.00",
        "fee_from_proceeds: client_payable[] 30.00, fee_income[] -30.00",
        "fee_from_reserve: client_reserve[id] 500.00, fee_income[id] -500.00",
        "fee_from_reserve: client_reserve[id] 40.00, interest_income[id] -40.00",
        "fee_rebate: fee_income[id] 200.00, client_reserve[id] -200.00",
        "disbursement: client_payable[] 7,975.00, cash[b] -7,975.00",
        "receipt: cash[b] 9,200.00, unapplied_cash[d] -9,200.00",
        "application: unapplied_cash[d] 9,200.00, receivables_purchased[id] -9,200.00",
        "short_pay: client_reserve[id] 800.00, receivables_purchased[id] -800.00",
        "credit_memo: client_reserve[id] 100.00, receivables_purchased[id] -100.00",
        "deficit: client_charges[id] 400.00, client_reserve[id] -400.00",
        "reserve_release: client_reserve[id] 700.00, client_payable[id] -700.00",
        "charge_recovered: client_payable[id] 400.00, client_charges[id] -400.00",
        "charge_paid: cash[b] 60.00, client_charges[] -60.00",
        "charge_returned: client_charges[id] 60.00, client_payable[id] -60.00",
        "over_advance: client_charges[] 250.00, client_payable[] -250.00",
        "charge_back: client_charges[id] 10,000.00, receivables_purchased[id] -10,000.00, \
         client_reserve[id] 2,000.00, client_charges[id] -2,000.00, client_charges[id] 900.00, \
         fee_income[id] -900.00",
        "fee_billed: client_charges[] 15.00, other_fee_income[] -15.00",
        "late_charge: client_charges[id] 75.51, late_charge_income[id] -75.51",
        "late_charge_collected: unapplied_cash[d] 12.00, late_charge_income[id] -12.00",
        "late_charge_collected: unapplied_cash[d] 3.00, client_payable[id] -3.00",
        "escrow_contribution: client_payable[id] 500.00, escrow[id] -500.00",
        "escrow_release: escrow[] 200.00, client_payable[] -200.00",
        "write_off: bad_debt[id] 8,000.00, client_reserve[id] 2,000.00, \
         receivables_purchased[id] -10,000.00",
        "interest: client_charges[] 107.33, interest_income[] -107.33",
        "interest: client_reserve[id] 7.00, interest_income[id] -7.00",
        "give_back: unapplied_cash[d] 300.00, client_payable[d] -295.00, \
         other_fee_income[d] -5.00",
        "debtor_refund: unapplied_cash[d] 20.00, cash[b] -20.00",
    ];
    let entries = every_event();
    assert_eq!(entries.iter().map(shape).collect::<Vec<_>>(), expected);
    let mut book = crate::ledger::Book::new();
    for entry in &entries {
        assert!(book.post(entry.clone(), entry.event_on).is_ok(), "the rules of the book agree");
        assert_eq!((entry.client, entry.reverses), (Some(CLIENT), None));
    }
    let missing: Vec<_> =
        Event::ALL.iter().filter(|&&e| entries.iter().all(|entry| entry.event != e)).collect();
    assert_eq!(missing, [&Event::Opening], "an opening takes over whatever there is");
}

#[test]
fn nothing_is_booked_as_a_zero_line() {
    let (on, of) = (&occasion("2026-03-02"), key(1));
    let whole = Purchase { of, face: usd("100"), advance: worked("100") }.entry(on).unwrap();
    assert!(whole.postings.iter().all(|posting| posting.account != Account::ClientReserve));
    let none = WriteOff { of, face: usd("100"), reserve: usd("100") }.entry(on).unwrap();
    assert!(none.postings.iter().all(|posting| posting.account != Account::BadDebt));
    let free = GiveBack { debtor: of.debtor, amount: usd("9"), fee: usd("0") }.entry(on).unwrap();
    assert_eq!(free.postings.len(), 2);
    let nothing = EscrowRelease { amount: usd("0") }.entry(on);
    assert_eq!(nothing, Err(Refusal::NothingToBook));
}

#[test]
fn an_entry_that_makes_no_sense_is_refused() {
    let (on, of) = (&occasion("2026-03-02"), key(1));
    let purchase = |face, advance| Purchase { of, face: usd(face), advance: worked(advance) };
    let below = usd("-1");
    let euro = Money::new(100, crate::Currency::EUR).unwrap();
    let mixed = FromDebtor { debtor: DebtorId::new(41), amount: euro };
    let parts = vec![FromDebtor { debtor: of.debtor, amount: usd("1") }, mixed];
    let cases = [
        (purchase("0", "0").entry(on), Refusal::FaceNotPositive { face: usd("0") }),
        (purchase("9", "10").entry(on), Refusal::AdvanceOutsideFace { advance: usd("10") }),
        (purchase("9", "-1").entry(on), Refusal::AdvanceOutsideFace { advance: below }),
        (Application { of, amount: below }.entry(on), Refusal::AmountNegative { amount: below }),
        (
            GiveBack { debtor: of.debtor, amount: usd("4"), fee: usd("5") }.entry(on),
            Refusal::AmountNegative { amount: below },
        ),
        (Receipt { bank: BANK, parts: vec![] }.entry(on), Refusal::NothingToBook),
        (
            Receipt { bank: BANK, parts }.entry(on),
            MoneyError::TwoCurrencies(crate::Currency::USD, crate::Currency::EUR).into(),
        ),
    ];
    for (entry, expected) in cases {
        assert_eq!(entry, Err(expected));
    }
}
