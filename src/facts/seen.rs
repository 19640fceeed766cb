//! Text cut into tokens, with a memory for words.

use super::word::{Word, word_at};
use crate::text::{BLOCK, Classes};
use std::ops::Range;

/// Cuts text into tokens, and knows the words again that it has seen before: to find one
/// costs much less than to read it.
pub(crate) struct Seen<T> {
    /// The numbers of words, at the places of their hashes.
    numbers: Box<[u16; 1 << HASH_BITS]>,
    /// The words by their numbers, with what was read of them. Those that are seen early are
    /// the frequent ones, so that what is asked for most stands together.
    words: Vec<(Bytes, T)>,
}

impl<T: Copy> Seen<T> {
    /// One that has seen no word; `nothing` may be anything.
    pub fn new(nothing: T) -> Self {
        Seen { numbers: Box::new([0; _]), words: vec![(Bytes::NONE, nothing)] }
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
        // What begins before it has been read.
        let mut at = span.start;
        let (mut last, mut here) = (Classes::default(), Classes::at(bytes, at));
        for block in span.clone().step_by(BLOCK) {
            let next = Classes::at(bytes, block + BLOCK);
            let mut starts = begin(bytes, block, at, here.token_starts(&last));
            let mut padded = [b' '; _];
            let window = match bytes[block..].first_chunk() {
                Some(window) => window,
                None => {
                    padded[..bytes.len() - block].copy_from_slice(&bytes[block..]);
                    &padded
                }
            };
            while starts != 0 {
                let offset = starts.trailing_zeros();
                starts &= starts - 1;
                let start = block + offset as usize;
                if let Some((word, len)) = Bytes::at(window, offset as usize, here.run_len(&next, offset))
                    && let (known, token) = self.words[usize::from(self.numbers[word.place()])]
                    && known == word
                {
                    found(start..start + len, token);
                    continue;
                }
                let start = start + space_len(&text[start..span.end]);
                let Some(word) = word_at(&text[start..span.end]) else { continue };
                at = start + word.len;
                found(start..at, self.known(&text[start..at], |text| read(text, word)));
                starts = begin(bytes, block, at, starts);
            }
            (last, here) = (here, next);
        }
    }

    /// What `read` makes of a word, or made of it before.
    #[inline(never)]
    fn known(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        let Some(word) = Bytes::of(text.as_bytes()) else { return read(text) };
        let number = &mut self.numbers[word.place()];
        let (known, token) = self.words[usize::from(*number)];
        if known == word {
            return token;
        }
        let token = read(text);
        if *number == 0 {
            *number = self.words.len() as u16;
            self.words.push((word, token));
        } else {
            self.words[usize::from(*number)] = (word, token);
        }
        token
    }
}

/// Of the bytes in the block that tokens may begin with, those from `at` on. What is read as a
/// token may end where its classes do not: “ is one, and goes on.
#[inline(always)]
fn begin(bytes: &[u8], block: usize, at: usize, starts: u64) -> u64 {
    if at <= block {
        return starts;
    }
    let Some(first) = 1_u64.checked_shl((at - block) as u32) else { return 0 };
    let is_inside = at < bytes.len() && Classes::has_word(bytes[at - 1]) && Classes::has_word(bytes[at]);
    starts & !(first - 1) | if is_inside { first } else { 0 }
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

/// A block and what goes on a word at its end.
type Window = [u8; BLOCK + size_of::<Bytes>()];

/// The bytes of a word, the first in the lowest place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bytes(u128);

/// Bits of the hash of a word.
const HASH_BITS: u32 = u16::BITS;

impl Bytes {
    /// Those of no word, which are no text.
    const NONE: Bytes = Bytes(u128::MAX);

    /// Bytes of the longest word.
    const LONGEST: usize = 14;

    /// Those at the byte `at` of `text`, where `run_len` are of one class, and how many they
    /// are, if what stands behind them surely does not go on the token.
    #[inline(always)]
    fn at(text: &Window, at: usize, run_len: u32) -> Option<(Self, usize)> {
        let chunk: &[u8; 16] = text[at % BLOCK..].first_chunk()?;
        // Nothing goes on a mark.
        let len = (run_len as usize).max(1);
        if len > Bytes::LONGEST {
            return None;
        }
        let behind = chunk[len];
        if behind != b' ' && behind < 64 && run_len != 0 {
            let going_on = match chunk[0] {
                b'0'..=b'9' if chunk[len + 1].is_ascii_digit() => GROUPING,
                b'0'..=b'9' => 0,
                // No abbreviation, whose point may belong to it.
                b'a'..=b'z' if len > LONGEST_SHORT => JOINING & !POINT,
                _ => JOINING,
            };
            if going_on >> behind & 1 == 1 {
                return None;
            }
        }
        Some((Bytes(u128::from_le_bytes(*chunk) & FIRST[len]), len))
    }

    /// Those of a whole token.
    fn of(token: &[u8]) -> Option<Self> {
        let len = token.len();
        let mut bytes = [0; 16];
        bytes.get_mut(..len).filter(|_| len <= Bytes::LONGEST)?.copy_from_slice(token);
        Some(Bytes(u128::from_le_bytes(bytes)))
    }

    /// The place of the hash, never the first one: so there is a number for the word of each.
    #[inline(always)]
    fn place(&self) -> usize {
        let folded = self.0 as u64 ^ ((self.0 >> 64) as u64).rotate_left(29);
        let hash = folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - HASH_BITS);
        hash.max(1) as usize
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
