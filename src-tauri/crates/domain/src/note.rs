//! What a note about a contact records.

use serde::{Deserialize, Serialize};

/// An enum of plain words: each with its label for people and its word for the store.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal, $label:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order a list offers them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// In plain words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $($name::$variant => $label,)+
                }
            }

            /// As it is stored and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }

            /// The value stored under this word; `None` for any other.
            #[must_use]
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    };
}

words! {
    /// How the contact was made.
    Channel {
        /// By telephone.
        Call = "call", "Call";
        /// By post.
        Mail = "mail", "Letter";
        /// By e-mail.
        Email = "email", "E-mail";
        /// Face to face, or by video.
        Meeting = "meeting", "Meeting";
        /// By text message.
        Message = "message", "Message";
        /// Any other way.
        Other = "other", "Other";
    }
}

words! {
    /// Who turned to whom.
    Direction {
        /// The firm to the client.
        Outgoing = "outgoing", "Outgoing";
        /// The client to the firm.
        Incoming = "incoming", "Incoming";
    }
}

words! {
    /// What came of it.
    Outcome {
        /// Spoke with the person.
        Reached = "reached", "Reached";
        /// Nobody answered.
        NoAnswer = "no_answer", "No answer";
        /// A message was left.
        LeftMessage = "left_message", "Left a message";
        /// A payment or an act was promised.
        Promised = "promised", "Promised";
        /// The claim is contested.
        Disputed = "disputed", "Disputed";
        /// Anything else.
        Other = "other", "Other";
    }
}
