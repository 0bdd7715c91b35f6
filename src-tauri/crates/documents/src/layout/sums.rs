//! Worked-out sums, and facts with their labels.

use super::blocks::line_strips;
use super::style::{SUM, SUM_BOLD, TextStyle};
use super::table::{HEAVY_RULE, pad, right, rule};
use super::{Ink, Keep, Role, Setter, Strip};
use crate::DocumentError;
use crate::model::Sum;

/// A sum takes this share of the measure, so that words and amount stay close.
const SUM_SHARE: f32 = 0.64;
/// What a label may take of the measure before it goes on below itself.
const LABEL_SHARE_MAX: f32 = 0.6;
/// Space between words and what stands at their right.
const WORDS_GAP: f32 = 8.0;

impl Setter {
    pub(super) fn sum(&mut self, sum: &Sum, measure: f32) -> Result<Vec<Strip>, DocumentError> {
        self.account(sum, measure * SUM_SHARE)
    }

    /// Label and value, one below the other; a long value goes on below itself.
    pub(super) fn facts(
        &mut self,
        facts: &[(String, String)],
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let mut strips = Vec::new();
        self.tree.open(Role::Table);
        for (label, value) in facts {
            let style = SUM.in_ink(Ink::Muted);
            // The value has at least a third of the line, the label what the value leaves.
            let label_width = self.line(label, style)?.width.min(measure * LABEL_SHARE_MAX);
            let labels = self.plain_lines(label, style, label_width)?;
            let values = self.plain_lines(value, SUM, measure - label_width - WORDS_GAP)?;
            let [head, cell] = self.tree.add_row([Role::RowHead, Role::Cell]);
            let mut fact = line_strips(labels, style, 0.0);
            self.tag_strips(&mut fact, head);
            let count = fact.len().max(values.len());
            fact.resize_with(count, || Strip { height: SUM.leading, ..Strip::default() });
            for (line, strip) in values.into_iter().zip(&mut fact) {
                strip.items.append(&mut right(line, measure, SUM.baseline()));
            }
            for strip in fact.iter_mut().skip(1) {
                strip.keep = Keep::WithPrevious;
            }
            self.tag_strips(&mut fact, cell);
            pad(&mut fact, 2.2, 2.2);
            strips.append(&mut fact);
        }
        self.tree.close();
        Ok(strips)
    }

    pub(super) fn account(&mut self, sum: &Sum, width: f32) -> Result<Vec<Strip>, DocumentError> {
        let mut strips = Vec::new();
        self.tree.open(Role::Table);
        for (words, amount) in &sum.lines {
            strips.append(&mut self.sum_line(words, amount, SUM, width)?.0);
        }
        if let Some((words, amount)) = &sum.total {
            let (mut total, amount_width) = self.sum_line(words, amount, SUM_BOLD, width)?;
            pad(&mut total, 1.3, 3.0);
            if let Some(first) = total.first_mut() {
                first.items.push(rule(0.0, width, HEAVY_RULE, Ink::Black));
            }
            if let Some(last) = total.last_mut() {
                let x = width - amount_width;
                for y in [last.height - 2.25, last.height - 0.75] {
                    last.items.push(rule(y, amount_width, HEAVY_RULE, Ink::Black).shifted(x, 0.0));
                }
            }
            strips.append(&mut total);
        }
        self.tree.close();
        for strip in strips.iter_mut().skip(1) {
            strip.keep = Keep::WithPrevious;
        }
        if let Some(last) = strips.last_mut() {
            last.after = 7.0;
        }
        Ok(strips)
    }

    fn sum_line(
        &mut self,
        words: &str,
        amount: &str,
        style: TextStyle,
        width: f32,
    ) -> Result<(Vec<Strip>, f32), DocumentError> {
        let amount = self.line(amount, style)?;
        let amount_width = amount.width;
        let lines =
            self.plain_lines(words, style, (width - amount_width - WORDS_GAP).max(width / 3.0))?;
        let mut strips = line_strips(lines, style, 0.0);
        let [head, cell] = self.tree.add_row([Role::RowHead, Role::Cell]);
        self.tag_strips(&mut strips, head);
        if let Some(last) = strips.last_mut() {
            last.items.append(&mut right(amount, width, style.baseline()));
        }
        self.tag_strips(&mut strips, cell);
        pad(&mut strips, 2.2, 2.2);
        Ok((strips, amount_width))
    }
}
