//! The entries of all lists as paths of words, so small that they stay in the cache.

use super::lists::Ends;
use super::packed::{Packed, pack};
use rustc_hash::FxHashMap;

/// The entries of all lists as paths of words from one end of each to the other.
#[derive(Debug, Default)]
pub(super) struct Trie {
    /// The first steps, as [`Ends::steps`] says, then those that go on from each step, in the
    /// order of their bits in [`Step::next`].
    steps: Vec<Step>,
    /// The word that each step goes over.
    words: Vec<u16>,
}

/// A step over a word.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// A bit for each word that the path goes on with, shared by those of other numbers that
    /// end alike.
    next: u64,
    /// Where the steps that go on from here begin.
    to: u32,
    /// One more than the section of the entry that ends here; 0 where none does.
    section: u16,
    /// How many steps go on from here.
    count: u16,
}

impl Step {
    /// The bit of a word in `next`.
    fn bit(word: u16) -> u64 {
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
        let (to, count) = (self.to as usize, usize::from(self.count));
        let at = trie.words[to..to + count][from..].iter().position(|&other| other == word)?;
        Some(trie.steps[to + from + at])
    }
}

impl Trie {
    /// The section of the entry of a list that is but the word whose ends are `first`.
    #[inline(always)]
    pub fn alone(&self, list: usize, first: Ends) -> Option<u16> {
        self.steps[first.step(list)?].section.checked_sub(1)
    }

    /// The longest entry of a list that begins with a word, whose ends are `first`, and those
    /// of `rest`: its length and its section.
    #[inline(always)]
    pub fn longest(&self, list: usize, first: Ends, rest: impl Iterator<Item = u16>) -> Option<(usize, u16)> {
        let mut step = first.step(list).map(|at| self.steps[at])?;
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

    #[cfg_attr(not(test), allow(dead_code, reason = "the build script packs the lists"))]
    pub fn pack(&self, bytes: &mut Vec<u8>) {
        pack(self.words.iter().map(|word| word.to_le_bytes()), bytes);
        pack(self.steps.iter().map(|step| step.next.to_le_bytes()), bytes);
        pack(self.steps.iter().map(|step| step.to.to_le_bytes()), bytes);
        pack(self.steps.iter().map(|step| step.section.to_le_bytes()), bytes);
        pack(self.steps.iter().map(|step| step.count.to_le_bytes()), bytes);
    }

    pub fn unpack(packed: &mut Packed) -> Self {
        let words = packed.next().iter().map(|&word| u16::from_le_bytes(word)).collect();
        let (next, to) = (packed.next(), packed.next());
        let (section, count) = (packed.next(), packed.next());
        let steps = (0..next.len()).map(|at| Step {
            next: u64::from_le_bytes(next[at]),
            to: u32::from_le_bytes(to[at]),
            section: u16::from_le_bytes(section[at]),
            count: u16::from_le_bytes(count[at]),
        });
        Trie { steps: steps.collect(), words }
    }
}

/// A [`Trie`] to which entries are added.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script reads the lists"))]
#[derive(Default)]
pub(super) struct Growing {
    /// The first steps, by word and list.
    first: FxHashMap<(u16, usize), usize>,
    places: Vec<Place>,
}

/// Where a step leads.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script reads the lists"))]
#[derive(Default)]
struct Place {
    section: u16,
    /// The steps that go on from here, by their words.
    next: Vec<(u16, usize)>,
}

#[cfg_attr(not(test), allow(dead_code, reason = "the build script reads the lists"))]
impl Growing {
    /// Adds an entry of a list.
    pub fn add(&mut self, list: usize, mut words: impl Iterator<Item = u16>, section: u16) {
        let Some(first) = words.next() else { return };
        let new = self.places.len();
        let mut at = *self.first.entry((first, list)).or_insert(new);
        if at == new {
            self.places.push(Place::default());
        }
        for word in words {
            let new = self.places.len();
            let next = &mut self.places[at].next;
            at = match next.iter().find(|&&(other, _)| other == word) {
                Some(&(_, place)) => place,
                None => {
                    next.push((word, new));
                    self.places.push(Place::default());
                    new
                }
            };
        }
        self.places[at].section = section + 1;
    }

    /// The trie, and where in it the first steps of each of so many words begin.
    pub fn finish(self, words: usize) -> (Trie, Vec<u16>) {
        let Growing { first, mut places, .. } = self;
        let mut firsts: Vec<((u16, usize), usize)> = first.into_iter().collect();
        firsts.sort_unstable();
        assert!(u16::try_from(firsts.len()).is_ok(), "`Uses` has a place of 16 bits");
        let mut starts = vec![0; words + 1];
        firsts.iter().for_each(|&((word, _), _)| starts[usize::from(word) + 1] += 1);
        (0..words).for_each(|word| starts[word + 1] += starts[word]);

        let mut open: Vec<(u16, usize)> =
            firsts.into_iter().map(|((word, _), place)| (word, place)).collect();
        let mut trie = Trie::default();
        // What goes on from a step stands behind all that is open before it.
        let mut at = 0;
        while let Some(&(word, place)) = open.get(at) {
            at += 1;
            let Place { section, next } = &mut places[place];
            next.sort_unstable_by_key(|&(word, _)| (Step::bit(word), word));
            trie.words.push(word);
            trie.steps.push(Step {
                next: next.iter().fold(0, |bits, &(word, _)| bits | Step::bit(word)),
                to: open.len() as u32,
                section: *section,
                count: next.len() as u16,
            });
            open.append(next);
        }
        (trie, starts)
    }
}
