//! Why a fact was found: the rule, the words that triggered it, and the readings
//! that lost against it.

use super::token::Sentence;
use super::{Finding, official, percentage, ratio, trigger};
use crate::record::Fact;
#[cfg(feature = "tools")]
use schemars::JsonSchema;
use serde::Serialize;

/// What led to a record, for those who ask why.
///
/// ```
/// use trich::text::Normalizer;
///
/// let text = Normalizer::default().normalize("Chủ tịch UBND tỉnh Phú Thọ Trần Văn Minh phát biểu.");
/// let (record, why) = trich::Extractor::new().explain_text("a", &text).next().unwrap();
/// assert_eq!((&*record.rule, why.rule), ("office_name", "office_name"));
/// assert_eq!(why.triggers, ["Chủ tịch"]);
///
/// let text = Normalizer::default().normalize("Doanh thu đạt 5 tỷ đồng, chi phí tăng 3%.");
/// let (_, why) = trich::Extractor::new().explain_text("a", &text).next().unwrap();
/// assert!(why.lost.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
pub struct Explanation {
    /// The rule that found the mention.
    pub rule: &'static str,
    /// The words for which the sentence was looked at, as written.
    pub triggers: Vec<String>,
    /// What else the mention might have been, or a percentage might have been about, the
    /// likeliest first.
    pub lost: Vec<String>,
}

/// Explains a finding of `text`.
pub fn explain(text: &str, finding: &Finding) -> Explanation {
    let sentence = Sentence::new(text, finding.sentence.clone());
    let lost = match finding.fact {
        Fact::Ratio(_) => ratio::lost(&sentence, &finding.span),
        Fact::Percentage(_) => percentage::lost(&sentence, &finding.span),
        Fact::Pattern(_) => Vec::new(),
        Fact::Official(_) => official::lost(&sentence, &finding.span),
    };
    Explanation {
        rule: finding.rule,
        triggers: trigger::words(text, &finding.sentence, finding.fact.kind()),
        lost,
    }
}
