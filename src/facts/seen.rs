//! Text cut into tokens, with a memory for words.

use super::word::{Word, word_at};
use crate::text::{BLOCK, Classes};
use std::ops::Range;

/// Cuts text into tokens, and knows the words again that it has seen before: to find one
/// costs much less than to read it.
pub(crate) struct Seen<T> {
    /// The bytes of words, the first in the lowest place, and what was read, at the places
    /// of their hashes.
    words: Box<[(u128, T)]>,
}

impl<T: Copy> Seen<T> {
    /// Bits of the hash of a word.
    const HASH_BITS: u32 = 13;

    /// One that has seen no word; `nothing` may be anything.
    pub fn new(nothing: T) -> Self {
        // No word is of these bytes.
        Seen { words: vec![(0, nothing); 1 << Self::HASH_BITS].into() }
    }

    /// Calls `found` with each token of the bytes `span` of `text`: its bytes, and what
    /// `read` makes of it, which is not asked again for all.
    ///
    /// Where tokens begin and how long words are is told from [`Classes`], so that no token
    /// waits for the one before it; only what is not known so is read by [`word_at`].
    #[inline(always)]
    pub fn each_token(
        &mut self,
        text: &str,
        span: Range<usize>,
        mut read: impl FnMut(&str, Word) -> T,
        mut found: impl FnMut(Range<usize>, T),
    ) {
        let bytes = &text.as_bytes()[..span.end];
        // All tokens that begin before it are found.
        let mut at = span.start;
        // What is read as a token may end where its classes do not: “ is one, and goes on.
        let is_inside = |at: usize| at < bytes.len() && is_of_word(bytes[at - 1]) && is_of_word(bytes[at]);
        let (mut last, mut here) = (Classes::default(), Classes::at(bytes, at));
        for block in span.clone().step_by(BLOCK) {
            let next = Classes::at(bytes, block + BLOCK);
            let mut starts = here.token_starts(&last);
            if at > block && at < block + BLOCK && is_inside(at) {
                starts |= 1 << (at - block);
            }
            while starts != 0 {
                let offset = starts.trailing_zeros();
                starts &= starts - 1;
                let start = block + offset as usize;
                if start < at {
                    continue;
                }
                let word = Bytes::at(text.as_bytes(), start, here.run_len(&next, offset));
                let place = word.as_ref().map(|word| (word.hash() >> (u64::BITS - Self::HASH_BITS)) as usize);
                if let (Some(word), Some(place)) = (&word, place)
                    && let (known, token) = self.words[place]
                    && known == word.bytes
                {
                    at = start + word.len;
                    found(start..at, token);
                    continue;
                }
                let start = start + space_len(&text[start..span.end]);
                let Some(read_word) = word_at(&text[start..span.end]) else { continue };
                at = start + read_word.len;
                let token = read(&text[start..at], read_word);
                if let (Some(word), Some(place)) = (&word, place)
                    && word.len == read_word.len
                {
                    self.words[place] = (word.bytes, token);
                }
                found(start..at, token);
                if at < block + BLOCK && is_inside(at) {
                    starts |= 1 << (at - block);
                }
            }
            (last, here) = (here, next);
        }
    }
}

/// Whether [`Classes`] has the byte among those of words.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

/// A bit for each of the lowest bytes of ASCII that may go on a word behind its letters:
/// digits, and the marks of [`word_at`].
const JOINING: u64 = DIGITS | 1 << b'-' | 1 << b'&' | 1 << b'\'' | POINT;

/// A bit for each that may go on a number behind its digits.
const GROUPING: u64 = POINT | 1 << b',';

const DIGITS: u64 = 0x3ff << b'0';
const POINT: u64 = 1 << b'.';

/// The longest of the words which begin with a small letter of ASCII and are written short.
const LONGEST_SHORT: usize = 3;

/// The first bytes, by their number.
const FIRST: [u128; 16] = {
    let mut first = [0; 16];
    let mut len = 1;
    while len < first.len() {
        first[len] = first[len - 1] << u8::BITS | 0xff;
        len += 1;
    }
    first
};

/// Bytes in a row that are ASCII letters or no ASCII, or digits, or one mark of ASCII.
struct Bytes {
    len: usize,
    /// The first in the lowest place.
    bytes: u128,
}

impl Bytes {
    /// Those at the byte `at` of `text`, where `run_len` are of one class, if there are fewer
    /// than sixteen, and what stands behind them surely does not go on the token.
    #[inline(always)]
    fn at(text: &[u8], at: usize, run_len: u32) -> Option<Self> {
        let chunk: &[u8; 16] = text.get(at..)?.first_chunk()?;
        let (first, run_len) = (chunk[0], run_len as usize);
        let is_mark = run_len == 0 && first.is_ascii_graphic();
        let len = run_len | usize::from(is_mark);
        let behind = *chunk.get(len)?;
        let going_on = match first {
            _ if is_mark => 0,
            b'0'..=b'9' => GROUPING,
            // No abbreviation, whose point may belong to it.
            b'a'..=b'z' if len > LONGEST_SHORT => JOINING & !POINT,
            _ => JOINING,
        };
        if len == 0 || behind < 64 && going_on >> behind & 1 == 1 {
            return None;
        }
        Some(Bytes { len, bytes: u128::from_le_bytes(*chunk) & FIRST[len] })
    }

    /// A hash in the highest bits.
    fn hash(&self) -> u64 {
        (self.bytes as u64 ^ ((self.bytes >> 64) as u64).rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Bytes of white space at the front of `text`.
fn space_len(text: &str) -> usize {
    match text.as_bytes() {
        [] | [b'!'..=b'~', ..] => 0,
        _ => text.len() - text.trim_start().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SHORT, Seen};
    use crate::facts::word::word_at;
    use crate::text::is_abbreviation;

    #[test]
    fn words_are_known_again_as_they_were_read() {
        let text = "Theo ông A.B. Lan, tp. Huế có 5 xã, 5.000 hộ, 5, 50% và 7/10 “xã“ này. Này. 12.";
        let text = format!("{text}này.{}", " ".repeat(16));
        let mut read = Vec::new();
        let mut rest = text.as_str();
        while let Some(word) = word_at(rest.trim_start()) {
            rest = &rest.trim_start()[word.len..];
            read.push(text.len() - rest.len());
        }
        let mut seen = Seen::new(());
        for _ in 0..2 {
            let mut ends = Vec::new();
            seen.each_token(&text, 0..text.len(), |_, _| (), |span, ()| ends.push(span.end));
            assert_eq!(ends, read);
        }
    }

    #[test]
    fn no_longer_word_with_a_small_letter_is_written_short() {
        assert!(["vol", "tp", "tr"].iter().all(|word| is_abbreviation(word) && word.len() <= LONGEST_SHORT));
        assert!(!["volt", "năm", "trên", "này"].iter().any(|word| is_abbreviation(word)));
    }
}
