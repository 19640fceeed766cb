//! From clean text to facts: one file a kind, and what they share.

use crate::record::{Fact, Kind};
use crate::text::Sentences;
use memchr::{memchr, memrchr};
use std::borrow::Cow;
use std::cell::Cell;
use std::mem::take;
use std::ops::Range;
use token::{Sentence, Token};

#[cfg(feature = "patterns")]
mod atom;
mod bound;
mod clause;
mod explain;
mod lead;
mod link;
mod number;
mod official;
mod percentage;
mod phrase;
mod ratio;
pub(crate) mod seen;
mod table;
pub(crate) mod token;
mod trigger;
pub(crate) mod word;

#[cfg(feature = "patterns")]
pub(crate) use atom::{Atom, AtomKind, atoms, bound, number};
pub use explain::{Explanation, explain};

/// One fact found in clean text.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Bytes of the mention in the clean text.
    pub span: Range<usize>,
    /// Bytes of its sentence in the clean text.
    pub sentence: Range<usize>,
    /// The name of its kind, or of the pattern that it matches.
    pub kind: Cow<'static, str>,
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
    thread_local! {
        static TOKENS: Cell<Vec<Token<'static>>> = const { Cell::new(Vec::new()) };
    }
    let mut findings = Vec::new();
    let mut tokens = emptied(TOKENS.take());
    each_triggered(text, |span, hits| {
        let sentence = Sentence::new_in(text, span, take(&mut tokens));
        find_in(&sentence, hits, &mut findings);
        tokens = sentence.tokens;
    });
    TOKENS.set(emptied(tokens));
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    findings
}

/// The memory of tokens for those of another text.
fn emptied<'a>(mut tokens: Vec<Token>) -> Vec<Token<'a>> {
    tokens.clear();
    tokens.into_iter().map(|_| unreachable!("there are none")).collect()
}

/// The sentences of a clean text that may hold a fact, since something that a fact has
/// in it stands there. Only these are read by the rules.
///
/// ```
/// let text = "Trời nắng đẹp. Có 7/10 xã đạt chuẩn. Hội nghị bế mạc ngày 20/7.";
/// assert_eq!(trich::facts::triggered(text), ["Có 7/10 xã đạt chuẩn."]);
/// ```
pub fn triggered(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    each_triggered(text, |span, _| sentences.push(&text[span]));
    sentences
}

/// Calls `read` with each sentence that holds a trigger, and its triggers.
fn each_triggered(text: &str, mut read: impl FnMut(Range<usize>, &[(usize, Kind)])) {
    let hits = trigger::hits(text);
    let mut rest = hits.as_slice();
    // Only lines with a trigger are split into sentences.
    while let Some(&(first, _)) = rest.first() {
        let start = memrchr(b'\n', &text.as_bytes()[..first]).map_or(0, |end| end + 1);
        let end = memchr(b'\n', &text.as_bytes()[first..]).map_or(text.len(), |len| first + len);
        let mut line;
        (line, rest) = rest.split_at(rest.partition_point(|&(at, _)| at <= end));
        let mut sentences = Sentences::from(&text[..end], start);
        while let Some(&(next, _)) = line.first() {
            sentences.skip_to(next);
            let Some(sentence) = sentences.find(|sentence| next <= sentence.end) else { break };
            for piece in pieces(text, sentence) {
                let here;
                (here, line) = line.split_at(line.partition_point(|&(at, _)| at <= piece.end));
                if !here.is_empty() {
                    read(piece, here);
                }
            }
        }
    }
}

/// Adds the facts of a sentence with the triggers `hits` to `findings`.
fn find_in(sentence: &Sentence, hits: &[(usize, Kind)], findings: &mut Vec<Finding>) {
    let has = |kind| hits.iter().any(|&(_, found)| found == kind);
    if has(Kind::Ratio) {
        ratio::find(sentence, findings);
    }
    if has(Kind::Percentage) {
        percentage::find(sentence, findings);
    }
    if has(Kind::Official) {
        official::find(sentence, findings);
    }
}

/// Longest sentence that is read as one, in bytes. No writer makes a longer one; what
/// is longer is a table or noise, and is read in pieces, so that neither time nor the
/// sentences that records carry grow with the square of its length.
const LONGEST_SENTENCE: usize = 4096;

/// A sentence, or the pieces of one that is too long, cut at spaces where it has some.
pub(crate) fn pieces(text: &str, sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
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
