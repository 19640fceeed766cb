//! Tables read as running text: the label of a row that stands between its two values.

use super::clause::{Tag, Tags};
use super::percentage::Figure;
use super::token::{Sentence, Shape};
use std::ops::Range;

/// Words of a label at most.
const LONGEST: usize = 10;

/// The label of the row that percentage `index` is a value of: `27% Thời gian kiểm soát
/// bóng 73%`, `8/21 (38%) Điểm Break 4/7 (57%)`, `80% (4/5) Cứu Break 20% (1/5)`.
///
/// The left value of a row has a word in upper case behind it; what stands behind the
/// right one is the next row.
pub(super) fn row_label(
    sentence: &Sentence,
    tags: &Tags,
    figures: &[Figure],
    index: usize,
) -> Option<Range<usize>> {
    let values = Values { sentence, figures };
    let value = values.around(index);
    let word =
        |at: usize| matches!(tags[at], Tag::Noun | Tag::Quantity | Tag::Verb | Tag::Number | Tag::Inner);
    let capital = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.is_capital());
    let label = |label: Range<usize>| {
        (!label.is_empty() && capital(label.start) && label.clone().all(word)).then_some(label)
    };
    // `Ahn (20%) Hong (25%)`: what stands before the bracket is its label.
    let named =
        sentence.is(value.start, "(") && value.start > 0 && sentence.tokens[value.start - 1].is_word();
    let behind = || {
        if named || !capital(value.end) {
            return None;
        }
        let end = (value.end..sentence.len()).take(LONGEST).find(|&at| values.opens(at))?;
        label(value.end..end)
    };
    let before = || {
        value.start.checked_sub(1).filter(|&at| word(at))?;
        let start = (0..=value.start).rev().take(LONGEST).find(|&at| values.ends(at))?;
        label(start..value.start)
    };
    behind().or_else(before)
}

/// The values of a table: percentages, and fractions with or without their percentage
/// in brackets.
struct Values<'a> {
    sentence: &'a Sentence<'a>,
    figures: &'a [Figure],
}

impl Values<'_> {
    /// The value that percentage `index` is, or is the percentage of.
    fn around(&self, index: usize) -> Range<usize> {
        let figure = &self.figures[index];
        let (start, end) = (figure.tokens.start, figure.end);
        let bracketed = start > 0 && self.sentence.is(start - 1, "(") && self.sentence.is(end, ")");
        if bracketed && self.is_fraction_before(start - 1) {
            return start - 4..end + 1;
        }
        if bracketed {
            return start - 1..end + 1;
        }
        start..if self.is_bracket_before(end + 5) { end + 5 } else { end }
    }

    /// Whether a value begins at token `at`.
    fn opens(&self, at: usize) -> bool {
        let first = at + usize::from(self.sentence.is(at, "("));
        self.figures.iter().any(|figure| figure.tokens.start == first) || self.is_fraction_before(at + 3)
    }

    /// Whether a value ends before token `at`.
    fn ends(&self, at: usize) -> bool {
        let bracket = at > 0 && self.sentence.is(at - 1, ")");
        let end = if self.is_bracket_before(at) { at - 5 } else { at - usize::from(bracket) };
        self.figures.iter().any(|figure| figure.end == end) || self.is_fraction_before(at)
    }

    /// Whether a fraction in brackets ends before token `at`: `(29/37)`.
    fn is_bracket_before(&self, at: usize) -> bool {
        at > 4
            && self.sentence.is(at - 1, ")")
            && self.sentence.is(at - 5, "(")
            && self.is_fraction_before(at - 1)
    }

    /// Whether a fraction ends before token `at`: `29/37`.
    fn is_fraction_before(&self, at: usize) -> bool {
        let number = |at: usize| self.sentence.tokens.get(at).is_some_and(|t| t.shape == Shape::Number);
        at > 2 && number(at - 3) && self.sentence.is(at - 2, "/") && number(at - 1)
    }
}
