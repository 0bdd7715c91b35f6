//! How a message becomes a sentence on the screen.

/// "no such day" becomes "No such day."
pub(crate) fn sentence(message: &str) -> String {
    let mut chars = message.trim_end_matches('.').chars();
    let Some(first) = chars.next() else { return String::new() };
    format!("{}{}.", first.to_uppercase(), chars.as_str())
}
