//! The search for the few places in a text that need a closer look.

/// Bytes looked at together; a test of all of them compiles to vector code.
const BLOCK: usize = u64::BITS as usize;

/// Bytes that a test sees at once.
const AHEAD: usize = 4;

/// A block with what a test of its last bytes sees.
type Window = [u8; BLOCK + AHEAD - 1];

/// What is looked for.
pub(super) trait Look {
    /// The shapes of all places that need a closer look, for processors with vectors.
    const SHAPES: Shapes;

    /// The same for all other processors. Without branches, to be vectorized.
    fn is_odd(bytes: [u8; AHEAD]) -> bool;
}

/// Bytes by their halves, as hexadecimal digits: those with one of the upper halves and one of
/// the lower ones.
pub(super) type Halves = (&'static str, &'static str);

/// Every half.
pub(super) const EVERY: &str = "0123456789abcdef";

/// Every byte.
pub(super) const ANY: Halves = (EVERY, EVERY);

/// Bytes in a row, of eight shapes in each of two sets: to which shapes a half of a byte belongs
/// at each of their places, a bit a shape.
pub(super) struct Shapes {
    high: [[[u8; 16]; AHEAD]; Shapes::SETS],
    low: [[[u8; 16]; AHEAD]; Shapes::SETS],
}

impl Shapes {
    const SETS: usize = 2;

    pub const fn of(sets: [&[[Halves; AHEAD]]; Shapes::SETS]) -> Self {
        let nothing = [[[0; 16]; AHEAD]; Shapes::SETS];
        let mut shapes = Shapes { high: nothing, low: nothing };
        let mut set = 0;
        while set < Shapes::SETS {
            let mut at = 0;
            while at < sets[set].len() {
                let mut place = 0;
                while place < AHEAD {
                    let (high, low) = sets[set][at][place];
                    add(&mut shapes.high[set][place], 1 << at, high);
                    add(&mut shapes.low[set][place], 1 << at, low);
                    place += 1;
                }
                at += 1;
            }
            set += 1;
        }
        shapes
    }
}

/// Adds a shape to some halves.
const fn add(table: &mut [u8; 16], shape: u8, halves: &str) {
    let mut at = 0;
    while at < halves.len() {
        let digit = halves.as_bytes()[at] as char;
        table[digit.to_digit(16).expect("it is a hexadecimal digit") as usize] |= shape;
        at += 1;
    }
}

/// The next place from `from` on that may need a closer look. After the end of the text spaces
/// are seen.
pub(super) fn next_place<L: Look>(text: &[u8], from: usize) -> Option<usize> {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has all that the function is compiled for.
        return unsafe { next_in_vectors::<L>(text, from) };
    }
    next_in_bytes::<L>(text, from)
}

fn next_in_bytes<L: Look>(text: &[u8], from: usize) -> Option<usize> {
    next_block(text, from, |window| {
        let odd: [bool; BLOCK] =
            std::array::from_fn(|at| L::is_odd([window[at], window[at + 1], window[at + 2], window[at + 3]]));
        let is_any = odd.iter().fold(false, |any, &odd| any | odd);
        if is_any { odd.iter().rev().fold(0, |bits, &odd| bits << 1 | u64::from(odd)) } else { 0 }
    })
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn next_in_vectors<L: Look>(text: &[u8], from: usize) -> Option<usize> {
    use super::vectors::{LANES, bits, halves, load, table};
    use std::arch::x86_64::*;

    // Those of the shapes to which the halves belong. Of what tells nothing no code is left.
    let ask = |shapes, of_halves: &[u8; 16], halves| {
        if *of_halves == [of_halves[0]; 16] {
            return shapes;
        }
        _mm256_and_si256(shapes, _mm256_shuffle_epi8(table(of_halves), halves))
    };
    let look = |window: &Window, at: usize| {
        let halves = std::array::from_fn::<_, AHEAD, _>(|place| {
            halves(load(window[at + place..].first_chunk().unwrap()))
        });
        let mut odd = _mm256_setzero_si256();
        for set in 0..Shapes::SETS {
            let mut shapes = _mm256_set1_epi8(-1);
            for (place, &(high, low)) in halves.iter().enumerate() {
                shapes = ask(shapes, &L::SHAPES.high[set][place], high);
                shapes = ask(shapes, &L::SHAPES.low[set][place], low);
            }
            odd = _mm256_or_si256(odd, shapes);
        }
        odd
    };
    next_block(text, from, |window| {
        let (first, second) = (look(window, 0), look(window, LANES));
        let any = _mm256_or_si256(first, second);
        if _mm256_testz_si256(any, any) == 1 {
            0
        } else {
            u64::from(bits(first)) | u64::from(bits(second)) << LANES
        }
    })
}

/// The first place of which there is a bit, with those of a block that begins at `from`, and so
/// on.
#[inline(always)]
fn next_block(text: &[u8], from: usize, bits: impl Fn(&Window) -> u64) -> Option<usize> {
    let mut at = from;
    while let Some(window) = text.get(at..).and_then(|rest| rest.first_chunk()) {
        match bits(window) {
            0 => at += BLOCK,
            bits => return Some(at + bits.trailing_zeros() as usize),
        }
    }
    while at < text.len() {
        let rest = &text[at..];
        let mut window = [b' '; size_of::<Window>()];
        window[..rest.len()].copy_from_slice(rest);
        match bits(&window) {
            0 => at += BLOCK,
            bits => return Some(at + bits.trailing_zeros() as usize),
        }
    }
    None
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Look, next_in_bytes, next_place};

    /// The places of a text that need a closer look, by vectors and without.
    pub fn places<L: Look>(text: &str) -> [Vec<usize>; 2] {
        [next_place::<L>, next_in_bytes::<L>].map(|next| {
            let mut from = 0;
            let next = || {
                let at = next(text.as_bytes(), from)?;
                from = at + 1;
                Some(at)
            };
            std::iter::from_fn(next).collect()
        })
    }
}
