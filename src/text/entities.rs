//! Entities of HTML that an export left in the text: `&agrave;`, `&#7873;`, `&nbsp;`.

use super::map::Rewrite;
use memchr::memchr_iter;

/// Letters of the longest name in HTML, `CounterClockwiseContourIntegral`.
const LONGEST: usize = 31;

/// Decodes each entity once. Returns how many there were.
///
/// Only what ends with a semicolon is one, so that addresses (`?a=1&copy=2`) and
/// names (`AT&T`) are left alone.
pub(super) fn decode(text: &mut Rewrite) -> u64 {
    let old = text.old();
    let mut decoded = 0;
    for start in memchr_iter(b'&', old.as_bytes()) {
        let name = &old.as_bytes()[start + 1..];
        let len = name.iter().take_while(|&&b| b.is_ascii_alphanumeric() || b == b'#').count();
        if len == 0 || len > LONGEST || name.get(len) != Some(&b';') {
            continue;
        }
        let span = start..start + len + 2;
        let character = htmlize::unescape(&old[span.clone()]);
        decoded += u64::from(text.replace(span, &character));
    }
    decoded
}
