//! The entries of all lists as paths of words, so small that they stay in the cache.

use super::lists::Ends;
use super::packed::Packed;

/// The entries of all lists as paths of words from one end of each to the other.
#[derive(Debug)]
pub(super) struct Trie {
    /// The first steps, as [`Ends::steps`] says, then those that go on from each step, in the
    /// order of their bits in [`Step::next`].
    steps: &'static [[u8; Step::SIZE]],
}

/// A step over a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// A bit for each word that the path goes on with, shared by those of other numbers that
    /// end alike.
    pub next: u64,
    /// Where the steps that go on from here begin.
    pub to: u16,
    /// How many steps go on from here.
    pub count: u16,
    /// The word that the step goes over.
    pub word: u16,
    /// One more than the section of the entry that ends here; 0 where none does.
    pub section: u16,
}

impl Step {
    /// Bytes of a step in its table.
    const SIZE: usize = 16;

    /// The step as it stands in its table.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script packs the lists"))]
    pub fn to_bytes(self) -> [u8; Step::SIZE] {
        let Step { next, to, count, word, section } = self;
        let rest =
            [to, count, word, section].iter().rev().fold(0, |rest, &part| rest << 16 | u128::from(part));
        (rest << 64 | u128::from(next)).to_le_bytes()
    }

    #[inline(always)]
    fn from_bytes(bytes: [u8; Step::SIZE]) -> Self {
        let fields = u128::from_le_bytes(bytes);
        Step {
            next: fields as u64,
            to: (fields >> 64) as u16,
            count: (fields >> 80) as u16,
            word: (fields >> 96) as u16,
            section: (fields >> 112) as u16,
        }
    }

    /// The bit of a word in `next`.
    pub fn bit(word: u16) -> u64 {
        1 << (u32::from(word) % u64::BITS)
    }

    /// The step over `word` that goes on from here; few are asked for in vain.
    #[inline(always)]
    fn on(&self, word: u16, trie: &Trie) -> Option<Step> {
        let bit = Step::bit(word);
        if self.next & bit == 0 {
            return None;
        }
        // Each bit before has a step at least.
        let from = (self.next & (bit - 1)).count_ones() as usize;
        let (to, count) = (usize::from(self.to), usize::from(self.count));
        let steps = trie.steps[to..to + count][from..].iter();
        steps.map(|&bytes| Step::from_bytes(bytes)).find(|step| step.word == word)
    }
}

impl Trie {
    /// The section of the entry of a list that is but the word whose ends are `first`.
    #[inline(always)]
    pub fn alone(&self, list: usize, first: Ends) -> Option<u16> {
        self.step(first.step(list)?).section.checked_sub(1)
    }

    /// The longest entry of a list that begins with a word, whose ends are `first`, and those
    /// of `rest`: its length and its section.
    #[inline(always)]
    pub fn longest(&self, list: usize, first: Ends, rest: impl Iterator<Item = u16>) -> Option<(usize, u16)> {
        let mut step = first.step(list).map(|at| self.step(at))?;
        let (mut longest, mut section) = (1, step.section);
        for (word, len) in rest.zip(2..) {
            let Some(next) = step.on(word, self) else { break };
            step = next;
            if step.section != 0 {
                (longest, section) = (len, step.section);
            }
        }
        Some((longest, section.checked_sub(1)?))
    }

    #[inline(always)]
    fn step(&self, at: usize) -> Step {
        Step::from_bytes(self.steps[at])
    }

    /// The trie of the next tables.
    pub fn unpack(packed: &mut Packed) -> Self {
        Trie { steps: packed.next() }
    }
}
