//! What a collected invoice leaves, and how it reaches the client.
//!
//! Source: docs/money/settlement.md, settlement.

mod calendar;
mod charges;
mod close;
mod escrow;
mod over_advance;
mod overpaid;
mod payoff;
mod recovery;
mod release;
mod required;
mod split;
mod waterfall;

pub use close::{SettleFacts, Settlement};
pub use escrow::{EscrowCap, EscrowRule};
pub use over_advance::{ChargeMoved, OverAdvanceGiven, OverAdvanceLeft, over_advances_left};
pub use overpaid::{OverpaidPlan, Returned, StandingCharge, return_overpaid};
pub use payoff::{Payoff, PayoffFacts, PayoffInvoice};
pub use recovery::{DebtOf, Drawn, Due, RecoveryPlan, RecoverySource, longest_due_first, recover};
pub use release::{
    AgedItem, ContractStanding, Hold, PastDue, ReleaseFacts, ReleaseLine, ReleaseStaged,
};
pub(crate) use required::shortfall_kept;
pub use required::{RequiredReserve, reserve_position};
pub use split::{ReserveSplit, reserve_split};
pub use waterfall::{Claim, Claims, Waterfall, WaterfallStep};
