//! Whether invoices on a debtor are bought, and count for what a client may draw: the checks of a
//! purchase and availability read it here, so that they say the same.

use factor_domain::Day;
use factor_domain::exposure::Approval;
use factor_store::debtor::DebtorStatus;

/// What the approval of a debtor hangs on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Approved {
    pub(crate) status: DebtorStatus,
    pub(crate) is_insolvent: bool,
    /// The last day the credit limit is good for; none is without end.
    pub(crate) limit_until: Option<Day>,
}

/// Whether a credit limit with this last day is still good.
pub(crate) fn limit_holds(until: Option<Day>, today: Day) -> bool {
    until.is_none_or(|until| today <= until)
}

impl Approved {
    /// How the debtor stands on a day. A limit past its last day lapses the approval: what the
    /// debtor was good for is not known any more.
    pub(crate) fn on(self, today: Day) -> Approval {
        match self.status {
            DebtorStatus::Pending | DebtorStatus::OnStop | DebtorStatus::Archived => {
                Approval::NotApproved
            }
            DebtorStatus::Approved if self.is_insolvent => Approval::NotApproved,
            DebtorStatus::Approved if limit_holds(self.limit_until, today) => Approval::Approved,
            DebtorStatus::Approved => Approval::Lapsed,
        }
    }
}
