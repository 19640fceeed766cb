//! The search for the few places in a text that need a closer look.

use std::ops::Range;

/// Bytes looked at together; a test of all of them compiles to vector code.
const BLOCK: usize = 64;

/// Bytes that a test sees at once.
const AHEAD: usize = 4;

/// The next block of bytes from `from` on of which some pass the test `is_odd`, or
/// the short end of the text, which is not tested. A block that was found may be
/// looked at again from any place in it.
#[inline(always)]
pub(super) fn next_block(
    bytes: &[u8],
    from: usize,
    is_odd: impl Fn([u8; AHEAD]) -> bool,
) -> Option<Range<usize>> {
    let mut at = from;
    while let Some(window) = bytes.get(at..at + BLOCK + AHEAD - 1) {
        let mut odd = false;
        for i in 0..BLOCK {
            odd |= is_odd([window[i], window[i + 1], window[i + 2], window[i + 3]]);
        }
        if odd {
            return Some(at..at + BLOCK);
        }
        at += BLOCK;
    }
    (at < bytes.len()).then_some(at..bytes.len())
}
