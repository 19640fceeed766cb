//! What the bytes of a text are to those that look for its words: 64 of them at once, a bit
//! each.

/// Bytes that are looked at together.
pub(crate) const BLOCK: usize = u64::BITS as usize;

/// The bytes of a block by their sort: a bit for each, the lowest for the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes {
    /// ASCII letters, and all bytes outside of ASCII.
    pub words: u64,
    /// ASCII digits.
    digits: u64,
    /// Spaces.
    spaces: u64,
    /// Percent signs and strokes.
    pub marks: u64,
    /// ASCII letters.
    letters: u64,
}

impl Classes {
    /// Whether a byte is among those of words.
    pub fn has_word(byte: u8) -> bool {
        byte.is_ascii_alphabetic() || !byte.is_ascii()
    }

    /// Those of the bytes from `at` on, as if spaces stood behind the text.
    #[inline(always)]
    pub fn at(text: &[u8], at: usize) -> Self {
        let rest = text.get(at..).unwrap_or_default();
        match rest.first_chunk() {
            Some(block) => Classes::of(block),
            None => {
                let mut block = [b' '; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                Classes::of(&block)
            }
        }
    }

    /// Where tokens can begin, `last` being the classes of the bytes before: with the first of
    /// the bytes of a word or of the digits in a row, and with each other byte but spaces.
    #[inline(always)]
    pub fn token_starts(&self, last: &Classes) -> u64 {
        let firsts = |here: u64, last: u64| here & !moved(here, last);
        let others = !(self.words | self.digits | self.spaces);
        firsts(self.words, last.words) | firsts(self.digits, last.digits) | others
    }

    /// The bytes of words behind what is no letter of ASCII.
    pub fn words_behind(&self, last: &Classes) -> u64 {
        self.words & !moved(self.letters, last.letters)
    }

    /// How many bytes in a row from byte `at` on are those of words, or digits, `next` being
    /// the classes of the bytes behind; no more are counted than a block has.
    #[inline(always)]
    pub fn run_len(&self, next: &Classes, at: u32) -> u32 {
        let is_word = self.words >> at & 1 == 1;
        let (here, next) = if is_word { (self.words, next.words) } else { (self.digits, next.digits) };
        (here >> at | next << 1 << (u64::BITS - 1 - at)).trailing_ones()
    }

    /// Those of a block, of which a caller pays what it asks for.
    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    pub fn of(block: &[u8; BLOCK]) -> Self {
        use std::arch::x86_64::*;

        let mut classes = Classes::default();
        for (bytes, at) in block.as_chunks::<16>().0.iter().zip([0, 16, 32, 48]) {
            let bits = u128::from_le_bytes(*bytes);
            // SAFETY: every processor of this architecture has SSE2.
            unsafe {
                let bytes = _mm_set_epi64x((bits >> 64) as i64, bits as i64);
                let all = |byte: u8| _mm_set1_epi8(byte as i8);
                let is = |byte| _mm_cmpeq_epi8(bytes, all(byte));
                // The `len` bytes up to `last` are moved to where they are the greatest of all
                // as numbers with a sign.
                let is_among = |bytes, len: u8, last: u8| {
                    _mm_cmpgt_epi8(_mm_add_epi8(bytes, all(0x7f - last)), all(0x7f - len))
                };
                let small = _mm_or_si128(bytes, all(0x20));
                // The bit of a byte is its highest, which those outside of ASCII have.
                let bits = |bytes| u64::from(_mm_movemask_epi8(bytes) as u16) << at;
                classes.letters |= bits(is_among(small, 26, b'z'));
                classes.words |= bits(_mm_or_si128(bytes, is_among(small, 26, b'z')));
                classes.digits |= bits(is_among(bytes, 10, b'9'));
                classes.spaces |= bits(is(b' '));
                classes.marks |= bits(_mm_or_si128(is(b'%'), is(b'/')));
            }
        }
        classes
    }

    #[cfg(not(target_arch = "x86_64"))]
    pub fn of(block: &[u8; BLOCK]) -> Self {
        Classes::of_bytes(block)
    }

    /// The classes in the code of no processor.
    #[cfg(any(test, not(target_arch = "x86_64")))]
    fn of_bytes(block: &[u8; BLOCK]) -> Self {
        let bits = |is: fn(u8) -> bool| block.iter().rev().fold(0, |bits, &b| bits << 1 | u64::from(is(b)));
        Classes {
            words: bits(Classes::has_word),
            digits: bits(|b| b.is_ascii_digit()),
            spaces: bits(|b| b == b' '),
            marks: bits(|b| matches!(b, b'%' | b'/')),
            letters: bits(|b| b.is_ascii_alphabetic()),
        }
    }
}

/// Bits moved to the next byte, the last one of the block before among them.
#[inline(always)]
fn moved(here: u64, last: u64) -> u64 {
    here << 1 | last >> (u64::BITS - 1)
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Classes};

    #[test]
    fn every_byte_has_its_class_at_every_place() {
        for first in 0..=u8::MAX {
            let block: [u8; BLOCK] = std::array::from_fn(|at| first.wrapping_add(at as u8));
            assert_eq!(Classes::of(&block), Classes::of_bytes(&block));
        }
        let short =
            Classes { words: 0b1001, letters: 0b1001, digits: 0b10, spaces: !0b1111, ..Classes::default() };
        assert_eq!(Classes::at(b"..a1,b", 2), short);
    }

    #[test]
    fn words_go_on_from_block_to_block() {
        let text = ["a1, 23 b".repeat(7), "-- 4cdef".to_owned(), "gh “ij".to_owned()].concat();
        let (here, next) = (Classes::at(text.as_bytes(), 0), Classes::at(text.as_bytes(), BLOCK));
        assert_eq!(here.token_starts(&Classes::default()) & 0xffff, 0b1001_0110_1001_0111);
        assert_eq!([61, 0, 4, 2].map(|at| here.run_len(&next, at)), [5, 1, 2, 0]);
        assert_eq!((next.token_starts(&here), next.words_behind(&here)), (0b1000, 0b111_1000));
    }
}
