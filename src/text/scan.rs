//! The search for the few places in a text that need a closer look.

use std::ops::Range;

/// Bytes looked at together; a test of all of them compiles to vector code.
const BLOCK: usize = 64;

/// Bytes that a test sees at once.
const AHEAD: usize = 4;

/// The next block of bytes from `from` on of which some pass the test `is_odd`.
/// After the end of the text the test sees spaces.
#[inline(always)]
pub(super) fn next_block(
    bytes: &[u8],
    from: usize,
    is_odd: impl Fn([u8; AHEAD]) -> bool + Copy,
) -> Option<Range<usize>> {
    let mut at = from;
    while let Some(window) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        if any_odd(window, is_odd) {
            return Some(at..at + BLOCK);
        }
        at += BLOCK;
    }
    while at < bytes.len() {
        let rest = &bytes[at..];
        let mut window = [b' '; BLOCK + AHEAD - 1];
        window[..rest.len()].copy_from_slice(rest);
        let end = bytes.len().min(at + BLOCK);
        if any_odd(&window, is_odd) {
            return Some(at..end);
        }
        at = end;
    }
    None
}

#[inline(always)]
fn any_odd(window: &[u8; BLOCK + AHEAD - 1], is_odd: impl Fn([u8; AHEAD]) -> bool) -> bool {
    let mut odd = false;
    for i in 0..BLOCK {
        odd |= is_odd([window[i], window[i + 1], window[i + 2], window[i + 3]]);
    }
    odd
}
