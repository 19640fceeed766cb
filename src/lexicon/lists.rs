//! What all lists hold, as the program looks it up: in tables that are made of the text of the
//! lists when the program is built, and used as they are.

use super::packed::Packed;
use super::trie::Trie;
use crate::facts::word::Key;
use rustc_hash::FxHashMap;

/// Which lists a word is the first of an entry in, and which the last: a bit a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Uses {
    pub(super) first: u64,
    pub(super) last: u64,
    /// The places in their tries of the steps over the word in the first of its lists; those
    /// in the others come next.
    pub(super) first_steps: u16,
    pub(super) last_steps: u16,
    /// The number of the word; 0 for all that no list holds.
    pub(super) word: u16,
}

impl Uses {
    /// Those of a word that no list holds.
    pub const NONE: Uses = Uses { first: 0, last: 0, first_steps: 0, last_steps: 0, word: 0 };

    /// Bytes of the uses of a word in their table, with its key.
    const SIZE: usize = 32;

    /// The uses as they stand in their table.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script packs the lists"))]
    pub(super) fn to_bytes(self, key: u64) -> [u8; Uses::SIZE] {
        let mut bytes = [0; Uses::SIZE];
        bytes[..8].copy_from_slice(&key.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.first.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.last.to_le_bytes());
        bytes[24..26].copy_from_slice(&self.first_steps.to_le_bytes());
        bytes[26..28].copy_from_slice(&self.last_steps.to_le_bytes());
        bytes
    }

    /// Whether a list holds the word; each that is held has uses of its own.
    pub fn is_known(self) -> bool {
        self.word != 0
    }

    /// Whether both are of one word that a list holds.
    pub fn are_of_word(self, other: Uses) -> bool {
        self.is_known() && self.word == other.word
    }

    /// The lists of which entries begin with the word.
    pub(super) fn first(self) -> Ends {
        Ends { lists: self.first, steps: self.first_steps }
    }

    /// The lists of which entries end with the word.
    pub(super) fn last(self) -> Ends {
        Ends { lists: self.last, steps: self.last_steps }
    }
}

/// The lists of which entries begin, or end, with a word, and where its steps in them are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    lists: u64,
    steps: u16,
}

impl Ends {
    /// The place of the step in a list.
    pub(super) fn step(self, list: usize) -> Option<usize> {
        let before = self.lists & ((1 << list) - 1);
        (self.lists >> list & 1 == 1).then_some(usize::from(self.steps) + before.count_ones() as usize)
    }
}

/// The words of all lists. A word that begins no entry of a list is known for it from
/// its [`Uses`] alone, so that a search that finds nothing, as most do, is one test.
#[derive(Debug)]
pub(crate) struct Words {
    /// The numbers of the words that have a key, at the [`place`] of that or behind it.
    places: &'static [[u8; 2]],
    /// The key of each word, 0 where it has none, and its uses, by its number.
    uses: &'static [[u8; Uses::SIZE]],
    /// The words that have no key, by their folded strings.
    long: FxHashMap<&'static str, u16>,
}

/// The place of a key among so many, which are a power of two.
pub(super) fn place(key: u64, places: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (places - 1)
}

impl Words {
    /// The uses of the word whose key is `key`.
    pub fn get(&self, key: Key) -> Uses {
        let mut at = place(key.to_bits(), self.places.len());
        loop {
            let word = u16::from_le_bytes(self.places[at]);
            if word == 0 {
                return Uses::NONE;
            }
            if self.uses[usize::from(word)].starts_with(&key.to_bits().to_le_bytes()) {
                return self.uses(word);
            }
            at = (at + 1) % self.places.len();
        }
    }

    /// The uses of a word that has no key and whose folded string is `folded`.
    pub fn get_long(&self, folded: &str) -> Uses {
        self.long.get(folded).map_or(Uses::NONE, |&word| self.uses(word))
    }

    /// The uses of the word of a number.
    fn uses(&self, word: u16) -> Uses {
        let [_, first, last, steps] = *self.uses[usize::from(word)].as_chunks().0 else { unreachable!() };
        let steps = u64::from_le_bytes(steps);
        Uses {
            first: u64::from_le_bytes(first),
            last: u64::from_le_bytes(last),
            first_steps: steps as u16,
            last_steps: (steps >> 16) as u16,
            word,
        }
    }
}

/// All lists: phrases, each with the section that it stands in, and their words.
#[derive(Debug)]
pub(crate) struct Lists {
    pub(super) words: Words,
    pub(super) sections: Vec<&'static str>,
    /// The entries, from their first word on.
    pub(super) forward: Trie,
    /// The entries, from their last word on.
    pub(super) backward: Trie,
}

impl Lists {
    /// The lists of which `bytes` are the tables.
    pub(crate) fn unpack(bytes: &'static [u8]) -> Self {
        let mut packed = Packed::new(bytes);
        let (forward, backward) = (Trie::unpack(&mut packed), Trie::unpack(&mut packed));
        let (places, uses) = (packed.next(), packed.next());
        let words = packed.next().iter().map(|&word| u16::from_le_bytes(word));
        let long = packed.next_lines().zip(words).collect();
        let words = Words { places, uses, long };
        Lists { words, sections: packed.next_lines().collect(), forward, backward }
    }
}
