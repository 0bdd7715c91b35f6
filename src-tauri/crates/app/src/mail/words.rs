//! Texts with fields in braces: "Dear {{to.name}}".

enum Part<'a> {
    Words(&'a str),
    Field(&'a str),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((field, after)) = after.split_once("}}") else { break };
        parts.push(Part::Words(before));
        parts.push(Part::Field(field));
        rest = after;
    }
    parts.push(Part::Words(rest));
    parts
}

/// The text with its values; nothing that a value holds is filled again, and a field without one
/// stays as it is.
pub(crate) fn fill(text: &str, of: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Words(words) => filled.push_str(words),
            Part::Field(field) => match of(field.trim()) {
                Some(value) => filled.push_str(&value),
                None => filled.push_str(&format!("{{{{{field}}}}}")),
            },
        }
    }
    filled
}

/// The first word in braces that stands for nothing, as a sentence.
pub(crate) fn unknown(text: &str, fields: &[&str]) -> Option<String> {
    let unknown = parts(text).into_iter().find_map(|part| match part {
        Part::Field(field) if !fields.contains(&field.trim()) => Some(field.trim()),
        Part::Field(_) | Part::Words(_) => None,
    })?;
    let all = braced(fields).join(", ");
    Some(format!("{{{{{unknown}}}}} stands for nothing. Use {all}."))
}

/// As they are typed.
pub(crate) fn braced(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| format!("{{{{{field}}}}}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_name_and_filled_once() {
        let fields = ["to.name", "firm.name"];
        for (text, begins) in [
            ("Hello {{to.name}}", None),
            ("Hello {{ to.name }}", None),
            ("Hello {{to.nmae}}", Some("{{to.nmae}} stands for nothing. Use {{to.name}}, {{firm")),
            ("{{}}", Some("{{}} stands for nothing.")),
            ("open {{firm.name", None),
        ] {
            let said = unknown(text, &fields);
            match begins {
                Some(begins) => assert!(said.as_deref().unwrap().starts_with(begins), "{said:?}"),
                None => assert_eq!(said, None, "{text}"),
            }
        }
        let of = |field: &str| (field == "to.name").then(|| "{{firm.name}}".to_owned());
        assert_eq!(fill("Dear {{ to.name }}, {{x}}", of), "Dear {{firm.name}}, {{x}}");
    }
}
