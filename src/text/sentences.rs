//! Where sentences begin and end.

use std::ops::Range;

/// The byte spans of the sentences of `text`, in order, without the white space
/// around them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let stop = c == '\n' || (matches!(c, '.' | '?' | '!' | '…') && text[end..].starts_with(' '));
        if stop {
            push(text, start..end, &mut spans);
            start = end;
        }
    }
    push(text, start..text.len(), &mut spans);
    spans
}

fn push(text: &str, span: Range<usize>, spans: &mut Vec<Range<usize>>) {
    let piece = &text[span.clone()];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = span.start + piece.len() - piece.trim_start().len();
        spans.push(start..start + trimmed.len());
    }
}
