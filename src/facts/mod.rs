//! From clean text to facts: one file a kind, and what they share.

use crate::record::Fact;
use crate::text::sentences;
use std::ops::Range;
use token::Sentence;

mod bound;
mod number;
mod official;
mod percentage;
mod ratio;
pub(crate) mod token;

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
    let mut findings = Vec::new();
    for span in sentences(text) {
        let sentence = Sentence::new(text, span);
        ratio::find(&sentence, &mut findings);
        percentage::find(&sentence, &mut findings);
        official::find(&sentence, &mut findings);
    }
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    findings
}
