//! Where a part of a string stands in a TOML file, behind quotation marks and
//! escapes.

use std::ops::Range;

/// The bytes of `file` that the bytes `inner` of the string `value` were written
/// with, which as a whole stands at `span`. Where that cannot be told, all of it.
pub(super) fn place_in_string(
    file: &str,
    span: Range<usize>,
    value: &str,
    inner: Range<usize>,
) -> Range<usize> {
    let Some(written) = file.get(span.clone()) else { return span };
    let Some(offsets) = offsets(written, value) else { return span };
    let at = |byte: usize| {
        let next = offsets.partition_point(|&(decoded, _)| decoded <= byte);
        offsets[next.saturating_sub(1)].1
    };
    let start = span.start + at(inner.start);
    let end = span.start + at(inner.end);
    if start < end {
        start..end
    } else {
        start..start + file[start..].chars().next().map_or(0, char::len_utf8)
    }
}

/// For each character of `value`, and for its end, the byte of it and the byte of
/// `written` that it begins at.
fn offsets(written: &str, value: &str) -> Option<Vec<(usize, usize)>> {
    let quote = ["'''", "\"\"\"", "'", "\""].into_iter().find(|quote| written.starts_with(quote))?;
    let escapes = quote.starts_with('"');
    let mut at = quote.len();
    if quote.len() == 3 {
        // A line end right behind the quotation marks does not count.
        at +=
            if written[at..].starts_with("\r\n") { 2 } else { usize::from(written[at..].starts_with('\n')) };
    }
    let mut offsets = Vec::with_capacity(value.len() + 1);
    for (decoded, c) in value.char_indices() {
        if escapes && let Some(len) = line_continuation(&written[at..]) {
            at += len;
        }
        offsets.push((decoded, at));
        let rest = &written[at..];
        let first = rest.chars().next()?;
        at += match (escapes, first) {
            (true, '\\') => escape_len(&rest[1..])?,
            _ if first == '\r' && c == '\n' => 2,
            _ if first == c => c.len_utf8(),
            _ => return None,
        };
    }
    offsets.push((value.len(), at));
    Some(offsets)
}

/// Bytes of an escape, the backslash and `rest` after it.
fn escape_len(rest: &str) -> Option<usize> {
    Some(match rest.chars().next()? {
        'x' => 4,
        'u' => 6,
        'U' => 10,
        _ => 2,
    })
}

/// Bytes of a backslash at the end of a line with all white space after it.
fn line_continuation(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('\\')?;
    let trimmed = after.trim_start();
    let skipped = &after[..after.len() - trimmed.len()];
    skipped.contains('\n').then_some(1 + skipped.len())
}

#[cfg(test)]
mod tests {
    use super::place_in_string;

    #[test]
    fn parts_are_found_behind_marks_and_escapes() {
        let cases = [
            ("'{number} đồng'", "{number} đồng"),
            ("\"\\\\d+ \\u0111 đồng\"", "\\d+ đ đồng"),
            ("'''\nmột\n đồng'''", "một\n đồng"),
            ("\"\"\"a \\\n   đồng\"\"\"", "a đồng"),
        ];
        for (written, value) in cases {
            let file = format!("match = {written} # đồng");
            let start = file.find(written).unwrap();
            let inner = value.rfind("đồng").unwrap();
            let span = start..start + written.len();
            let place = place_in_string(&file, span.clone(), value, inner..value.len());
            assert_eq!(&file[place.clone()], "đồng", "{written}");
            assert!(place.end <= span.end);
        }
        assert_eq!(place_in_string("'ab'", 0..4, "other", 0..1), 0..4);
    }
}
