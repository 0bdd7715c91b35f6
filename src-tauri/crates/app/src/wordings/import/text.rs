//! An imported sentence in the text form of wordings.

use super::places::{Is, Place};
use super::rich::{Look, Rich};

/// What is printed at a place.
pub(super) enum Printed {
    /// A merge field, by its path.
    Field(String),
    /// The number of a clause, by what references point to.
    Reference(String),
    /// Words.
    Words(String),
    /// What stands there already.
    AsItIs,
}

/// Writes a sentence with its places decided.
pub(super) fn text_form(rich: &Rich, places: &[Place], decide: impl Fn(&Is) -> Printed) -> String {
    let mut form = Form::default();
    let mut places = places.iter().peekable();
    for (at, (sign, look)) in rich.signs().iter().enumerate() {
        while places.next_if(|place| place.range.end <= at).is_some() {}
        let place = places.peek().filter(|place| place.range.contains(&at));
        let printed = place.map(|place| (place.range.start == at, decide(&place.is)));
        match printed {
            None | Some((_, Printed::AsItIs)) => form.word(*sign, *look),
            Some((false, _)) => {}
            Some((true, Printed::Field(path))) => form.mark(&format!("{{{{{path}}}}}")),
            Some((true, Printed::Reference(target))) => {
                form.mark(&format!("{{{{ref:{target}}}}}"));
            }
            Some((true, Printed::Words(words))) => {
                words.chars().for_each(|sign| form.word(sign, *look));
            }
        }
    }
    form.finish()
}

#[derive(Default)]
struct Form {
    text: String,
    look: Look,
}

impl Form {
    fn word(&mut self, sign: char, look: Look) {
        if sign != ' ' {
            self.turn(look);
        }
        // Two of these are marks of the text form; a document has them only by accident.
        if !(matches!(sign, '*' | '~' | '{') && self.text.ends_with(sign)) {
            self.text.push(sign);
        }
    }

    fn mark(&mut self, mark: &str) {
        self.turn(Look::Plain);
        if self.text.ends_with('{') {
            self.text.push(' ');
        }
        self.text.push_str(mark);
    }

    fn turn(&mut self, look: Look) {
        if look != self.look {
            // A look ends with its last word; the space after it belongs to what follows.
            let words = self.text.trim_end_matches(' ').len();
            let spaces = self.text.split_off(words);
            self.toggle(self.look);
            self.text.push_str(&spaces);
            self.toggle(look);
            self.look = look;
        }
    }

    fn toggle(&mut self, look: Look) {
        let mark = match look {
            Look::Plain => return,
            Look::Bold => "**",
            Look::Italic => "~~",
        };
        // A sign of the document that is the same would make another mark with it.
        if mark.chars().next().is_some_and(|sign| {
            let same = self.text.chars().rev().take_while(|last| *last == sign).count();
            same % 2 == 1
        }) {
            self.text.push(' ');
        }
        self.text.push_str(mark);
    }

    fn finish(mut self) -> String {
        self.turn(Look::Plain);
        self.text.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use factor_docx::Span;

    use super::super::places::find;
    use super::*;

    fn span(text: &str, is_bold: bool, is_italic: bool) -> Span {
        Span::Words { text: text.to_owned(), is_bold, is_italic }
    }

    #[test]
    fn looks_and_places_become_marks() {
        let rich = Rich::of(&[
            span("The ", false, false),
            span("Client ", true, false),
            span("«Name»", true, true),
            span(" pays ** under {", false, false),
            span("Section 4", false, true),
        ]);
        let places = find(&rich);
        let form = text_form(&rich, &places, |is| match is {
            Is::Placeholder(_) => Printed::Field("client.legal_name".into()),
            Is::Reference(_) => Printed::Reference("fees".into()),
        });
        let expected =
            "The **Client** {{client.legal_name}} pays * under {~~Section~~ {{ref:fees}}";
        assert_eq!(form, expected);
        let kept = text_form(&rich, &places, |is| match is {
            Is::Placeholder(one) => Printed::Words(one.as_text.clone()),
            Is::Reference(_) => Printed::AsItIs,
        });
        assert_eq!(kept, "The **Client «Name»** pays * under {~~Section 4~~");
    }
}
