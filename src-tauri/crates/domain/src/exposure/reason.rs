//! Why an amount does not count towards the base.

use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $label:literal;)+) => {
        /// A rule that takes an amount out of the base; the order is the order of the rules.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum Ineligible {
            $($(#[$doc])* $variant,)+
        }

        impl Ineligible {
            /// Every rule, in the order they are applied.
            pub const ALL: &'static [Ineligible] = &[$(Ineligible::$variant),+];
            /// How many rules there are.
            pub const COUNT: usize = Ineligible::ALL.len();

            /// In plain words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Ineligible::$variant => $label,)+ }
            }
        }
    };
}

reasons! {
    /// Older than the base allows.
    OverAge = "Over age";
    /// Too much of the debtor's balance is over age, so the rest goes with it.
    CrossAge = "Cross-aged";
    /// The debtor is not approved, or its approval has lapsed.
    DebtorNotApproved = "Debtor not approved";
    /// Beyond the limit of this client with this debtor.
    OverPairLimit = "Over the limit with this client";
    /// Beyond the limit of this debtor with all clients.
    OverDebtorLimit = "Over the debtor's limit";
    /// The debtor is abroad.
    Foreign = "Foreign";
    /// A public debtor without an acknowledged assignment.
    GovernmentWithoutAssignment = "Government without assignment";
    /// The debtor is related to the client.
    Affiliate = "Affiliate";
    /// The debtor may set off what the client owes it.
    Contra = "Contra";
    /// The goods may be sent back unsold.
    Consignment = "Consignment";
    /// Invoiced before delivery.
    PreBilled = "Pre-billed";
    /// Held back by contract.
    Retainage = "Retainage";
    /// Disputed by the debtor.
    Disputed = "Disputed";
    /// Beyond the share one debtor group may have.
    Concentration = "Concentration";
}
