//! What all lists hold, as the program looks it up.
//!
//! It is made of the text of the lists when the program is built, and packed into bytes.

use super::entries::spans;
use super::packed::{Packed, pack};
use super::trie::{Growing, Trie};
use crate::facts::seen::Seen;
use crate::facts::word::{Key, Word};
use crate::text::fold;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Which lists a word is the first of an entry in, and which the last: a bit a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Uses {
    pub(super) first: u64,
    pub(super) last: u64,
    /// The places in their tries of the steps over the word in the first of its lists; those
    /// in the others come next.
    first_steps: u16,
    last_steps: u16,
    /// The number of the word; 0 for all that no list holds.
    pub(super) word: u16,
}

impl Uses {
    /// Those of a word that no list holds.
    pub const NONE: Uses = Uses { first: 0, last: 0, first_steps: 0, last_steps: 0, word: 0 };

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
    by_key: FxHashMap<Key, u16>,
    /// The words that have no key, by their folded strings.
    long: FxHashMap<Box<str>, u16>,
    /// The uses of each word, by its number.
    uses: Vec<Uses>,
}

impl Words {
    /// The uses of the word whose key is `key`.
    pub fn get(&self, key: Key) -> Uses {
        self.uses[self.by_key.get(&key).map_or(0, |&word| usize::from(word))]
    }

    /// The uses of a word that has no key and whose folded string is `folded`.
    pub fn get_long(&self, folded: &str) -> Uses {
        self.uses[self.long.get(folded).map_or(0, |&word| usize::from(word))]
    }

    /// The number of a word, which is given to it now if it has none.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script reads the lists"))]
    fn note(&mut self, text: &str, word: Word) -> u16 {
        let new = u16::try_from(self.uses.len()).expect("there are fewer words");
        let word = *match word.key {
            Some(key) => self.by_key.entry(key).or_insert(new),
            None => self.long.entry(fold(text.trim_end_matches('.')).into()).or_insert(new),
        };
        if word == new {
            self.uses.push(Uses { word, ..Uses::NONE });
        }
        word
    }

    /// Gives the lowest numbers to the words of the most entries, so that what is known of the
    /// frequent words stands together.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script reads the lists"))]
    fn renumber(&mut self, entries: &mut [(usize, u16, Vec<u16>)]) {
        let mut counts = vec![0_usize; self.uses.len()];
        // No word has the number 0.
        counts[0] = usize::MAX;
        let words = || entries.iter().flat_map(|(.., words)| words);
        words().for_each(|&word| counts[usize::from(word)] += 1);
        let mut order: Vec<u16> = (0..counts.len() as u16).collect();
        order.sort_by_key(|&word| Reverse(counts[usize::from(word)]));
        let mut numbers = vec![0; counts.len()];
        order.iter().zip(0..).for_each(|(&word, number)| numbers[usize::from(word)] = number);
        let words = entries.iter_mut().flat_map(|(.., words)| words);
        words
            .chain(self.by_key.values_mut())
            .chain(self.long.values_mut())
            .for_each(|word| *word = numbers[usize::from(*word)]);
    }
}

impl Default for Words {
    fn default() -> Self {
        Words { by_key: FxHashMap::default(), long: FxHashMap::default(), uses: vec![Uses::NONE] }
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
    /// Reads lists, each of the text of one file or several.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script reads the lists"))]
    pub(crate) fn read(files: &[&[&'static str]]) -> Self {
        assert!(files.len() <= u64::BITS as usize, "a list has a bit of `Uses`");
        let mut words = Words::default();
        let (mut sections, mut entries) = (Vec::new(), Vec::new());
        // Most words stand in several entries.
        let mut seen = Seen::new(0);
        for (list, files) in files.iter().enumerate() {
            for (file, (section, entry)) in files.iter().flat_map(|&file| spans(file).map(move |e| (file, e)))
            {
                if sections.last() != Some(&section) {
                    sections.push(section);
                }
                let mut numbers = Vec::new();
                seen.each_token(
                    file,
                    entry,
                    |text, word| words.note(text, word),
                    |_, word| numbers.push(word),
                );
                entries.push((list, (sections.len() - 1) as u16, numbers));
            }
        }
        words.renumber(&mut entries);
        let (mut forward, mut backward) = (Growing::default(), Growing::default());
        for (list, section, numbers) in entries {
            if let (Some(&first), Some(&last)) = (numbers.first(), numbers.last()) {
                words.uses[usize::from(first)].first |= 1 << list;
                words.uses[usize::from(last)].last |= 1 << list;
            }
            forward.add(list, numbers.iter().copied(), section);
            backward.add(list, numbers.iter().rev().copied(), section);
        }
        let (forward, first) = forward.finish(words.uses.len());
        let (backward, last) = backward.finish(words.uses.len());
        for ((uses, first), last) in words.uses.iter_mut().zip(first).zip(last) {
            (uses.first_steps, uses.last_steps) = (first, last);
        }
        Lists { words, sections, forward, backward }
    }

    /// The lists as bytes.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script packs the lists"))]
    pub(crate) fn pack(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let Words { by_key, long, uses } = &self.words;
        let mut keys: Vec<(u16, Key)> = by_key.iter().map(|(&key, &word)| (word, key)).collect();
        keys.sort_unstable_by_key(|&(word, _)| word);
        pack(keys.iter().map(|(_, key)| key.to_bits().to_le_bytes()), &mut bytes);
        pack(keys.iter().map(|(word, _)| word.to_le_bytes()), &mut bytes);
        let mut long: Vec<(u16, &str)> = long.iter().map(|(folded, &word)| (word, &**folded)).collect();
        long.sort_unstable();
        pack(long.iter().map(|(word, _)| word.to_le_bytes()), &mut bytes);
        let lines = |lines: Vec<&str>, bytes: &mut Vec<u8>| {
            pack(lines.join("\n").into_bytes().into_iter().map(|byte| [byte]), bytes);
        };
        lines(long.into_iter().map(|(_, folded)| folded).collect(), &mut bytes);
        pack(uses.iter().map(|uses| uses.first.to_le_bytes()), &mut bytes);
        pack(uses.iter().map(|uses| uses.last.to_le_bytes()), &mut bytes);
        pack(uses.iter().map(|uses| uses.first_steps.to_le_bytes()), &mut bytes);
        pack(uses.iter().map(|uses| uses.last_steps.to_le_bytes()), &mut bytes);
        lines(self.sections.clone(), &mut bytes);
        self.forward.pack(&mut bytes);
        self.backward.pack(&mut bytes);
        bytes
    }

    /// The lists that were packed into bytes.
    pub(crate) fn unpack(bytes: &'static [u8]) -> Self {
        let mut packed = Packed(bytes);
        let keys = packed.next();
        let mut by_key = FxHashMap::with_capacity_and_hasher(keys.len(), Default::default());
        let keys = keys.iter().filter_map(|&bits| Key::from_bits(u64::from_le_bytes(bits)));
        by_key.extend(keys.zip(packed.next().iter().map(|&word| u16::from_le_bytes(word))));
        let words = packed.next().iter().map(|&word| u16::from_le_bytes(word));
        let long = packed.next_text().split('\n').map(Into::into).zip(words).collect();
        let lists = [packed.next(), packed.next()];
        let steps = [packed.next(), packed.next()];
        let uses = (0..lists[0].len()).map(|word| {
            let [first, last] = lists.map(|lists| u64::from_le_bytes(lists[word]));
            let [first_steps, last_steps] = steps.map(|steps| u16::from_le_bytes(steps[word]));
            Uses { first, last, first_steps, last_steps, word: word as u16 }
        });
        let words = Words { by_key, long, uses: uses.collect() };
        let sections = packed.next_text().split('\n').collect();
        let (forward, backward) = (Trie::unpack(&mut packed), Trie::unpack(&mut packed));
        Lists { words, sections, forward, backward }
    }
}
