//! The kind `percentage`.

use super::Finding;
use super::token::Sentence;

/// Adds the facts of this kind in `sentence` to `findings`.
pub(super) fn find(sentence: &Sentence, findings: &mut Vec<Finding>) {
    let _ = (sentence, findings);
}
