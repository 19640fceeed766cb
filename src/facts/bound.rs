//! Whether a number is exact, about, at least, at most: the words around it.

use super::token::Sentence;
use crate::lexicon::{BOUNDS, BOUNDS_AFTER};
use crate::record::Bound;

/// The bound that the words right before token `at` state, and the first of
/// those words; `at` itself where there are none.
pub(super) fn bound_before(sentence: &Sentence, at: usize) -> (Bound, usize) {
    match BOUNDS.ending_at(sentence, at) {
        Some((len, section)) => (bound_of(section), at - len),
        None => (Bound::Exact, at),
    }
}

/// The bound that the words from token `at` on, behind a number, state: `trở lên`.
pub(super) fn bound_after(sentence: &Sentence, at: usize) -> Option<Bound> {
    BOUNDS_AFTER.starting_at(sentence, at).map(|(_, section)| bound_of(section))
}

/// The bound whose mark heads a section of the word lists.
pub(super) fn bound_of(section: &str) -> Bound {
    match section {
        "~" => Bound::About,
        ">" => Bound::Above,
        ">=" => Bound::AtLeast,
        "<" => Bound::Below,
        "<=" => Bound::AtMost,
        _ => Bound::Exact,
    }
}

#[cfg(test)]
mod tests {
    use super::{bound_after, bound_before};
    use crate::facts::token::Sentence;
    use crate::record::Bound;

    #[test]
    fn the_longest_bound_words_win() {
        let cases = [
            ("đạt quá 5", Bound::Above, 1),
            ("đạt không quá 5", Bound::AtMost, 1),
            ("đạt ít nhất là 5", Bound::AtLeast, 1),
            ("đạt 5", Bound::Exact, 1),
            ("chưa đầy 5", Bound::Below, 0),
            ("vào khoảng 5", Bound::About, 0),
        ];
        for (text, bound, start) in cases {
            let sentence = Sentence::new(text, 0..text.len());
            assert_eq!(bound_before(&sentence, sentence.len() - 1), (bound, start), "{text}");
        }
        let sentence = Sentence::new("từ 5 trở lên", 0.."từ 5 trở lên".len());
        assert_eq!(bound_after(&sentence, 2), Some(Bound::AtLeast));
    }
}
