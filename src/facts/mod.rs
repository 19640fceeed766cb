//! From clean text to facts: one file a kind, and what they share.

use crate::record::Fact;
use crate::text::sentences;
use std::ops::Range;
use token::Sentence;
use trigger::{Hits, Trigger};

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
    for span in sentences(text) {
        let [ratio, percentage, official] = [Trigger::Ratio, Trigger::Percentage, Trigger::Official]
            .map(|kind| hits.within(&span).any(|trigger| trigger == kind));
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
