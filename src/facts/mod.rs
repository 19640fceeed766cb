//! From clean text to facts: one file a kind, and what they share.

use crate::record::{Fact, Kind};
use crate::text::sentences;
use std::ops::Range;
use token::Sentence;
use trigger::Hits;

mod bound;
mod clause;
mod explain;
mod link;
mod number;
mod official;
mod percentage;
mod phrase;
mod ratio;
pub(crate) mod token;
mod trigger;
pub(crate) mod word;

pub use explain::{Explanation, explain};

/// One fact found in clean text.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Bytes of the mention in the clean text.
    pub span: Range<usize>,
    /// Bytes of its sentence in the clean text.
    pub sentence: Range<usize>,
    /// The fact.
    pub fact: Fact,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The facts of a clean text, in the order of the text.
///
/// ```
/// let findings = trich::facts::find("Có 7/10 xã đạt chuẩn.");
/// assert_eq!(findings[0].span, 4..8);
/// ```
pub fn find(text: &str) -> Vec<Finding> {
    let hits = Hits::new(text);
    let mut findings = Vec::new();
    if hits.is_empty() {
        return findings;
    }
    for span in sentences(text).into_iter().flat_map(|span| pieces(text, span)) {
        let [ratio, percentage, official] = [Kind::Ratio, Kind::Percentage, Kind::Official]
            .map(|kind| hits.within(&span).any(|found| found == kind));
        if !(ratio || percentage || official) {
            continue;
        }
        let sentence = Sentence::new(text, span);
        if ratio {
            ratio::find(&sentence, &mut findings);
        }
        if percentage {
            percentage::find(&sentence, &mut findings);
        }
        if official {
            official::find(&sentence, &mut findings);
        }
    }
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    findings
}

/// Longest sentence that is read as one, in bytes. No writer makes a longer one; what
/// is longer is a table or noise, and is read in pieces, so that neither time nor the
/// sentences that records carry grow with the square of its length.
const LONGEST_SENTENCE: usize = 4096;

/// A sentence, or the pieces of one that is too long, cut at spaces where it has some.
fn pieces(text: &str, sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut rest = sentence;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = rest.end;
        if rest.len() > LONGEST_SENTENCE {
            end = text.floor_char_boundary(rest.start + LONGEST_SENTENCE);
            end = text[rest.start..end].rfind(' ').map_or(end, |space| rest.start + space + 1);
        }
        let piece = rest.start..end;
        rest.start = end;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SENTENCE, find};

    #[test]
    fn a_sentence_beyond_all_measure_is_read_in_pieces() {
        let text = "tăng 5% so với năm trước và ".repeat(1000);
        let findings = find(&text);
        assert_eq!(findings.len(), 1000);
        assert!(findings.iter().all(|finding| finding.sentence.len() <= LONGEST_SENTENCE));
    }

    #[test]
    fn repeated_links_are_read_without_recursion() {
        find(&"12 trên tổng số ".repeat(50_000));
    }
}
