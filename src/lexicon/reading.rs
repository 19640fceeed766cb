//! The text of the lists read into tables, which the build script does.

use super::entries::spans;
use super::lists::{Uses, place};
use super::packed::pack;
use super::trie::Step;
use crate::facts::seen::Seen;
use crate::facts::word::{Key, Word};
use crate::text::fold;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The tables of lists, each of the text of one file or several.
pub(crate) fn read(files: &[&[&'static str]]) -> Vec<u8> {
    assert!(files.len() <= u64::BITS as usize, "a list has a bit of `Uses`");
    let mut words = Noted::default();
    let (mut sections, mut entries) = (Vec::new(), Vec::new());
    // Most words stand in several entries.
    let mut seen = Seen::new(0);
    for (list, files) in files.iter().enumerate() {
        for (file, (section, entry)) in files.iter().flat_map(|&file| spans(file).map(move |e| (file, e))) {
            let number = sections.iter().position(|&known| known == section).unwrap_or_else(|| {
                sections.push(section);
                sections.len() - 1
            });
            let mut numbers = Vec::new();
            seen.each_token(file, entry, |text, word| words.note(text, word), |_, word| numbers.push(word));
            entries.push((list, number as u16, numbers));
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
    let mut bytes = Vec::new();
    let first = forward.pack(words.uses.len(), &mut bytes);
    let last = backward.pack(words.uses.len(), &mut bytes);
    for ((uses, first), last) in words.uses.iter_mut().zip(first).zip(last) {
        (uses.first_steps, uses.last_steps) = (first, last);
    }
    words.pack(&mut bytes);
    pack_lines(&sections, &mut bytes);
    bytes
}

/// Adds a table of the bytes of lines.
fn pack_lines(lines: &[&str], bytes: &mut Vec<u8>) {
    pack(lines.join("\n").into_bytes().into_iter().map(|byte| [byte]), bytes);
}

/// The words that were read, each with its number.
struct Noted {
    by_key: FxHashMap<Key, u16>,
    /// The words that have no key, by their folded strings.
    long: FxHashMap<Box<str>, u16>,
    /// The uses of each word, by its number.
    uses: Vec<Uses>,
}

impl Default for Noted {
    fn default() -> Self {
        Noted { by_key: FxHashMap::default(), long: FxHashMap::default(), uses: vec![Uses::NONE] }
    }
}

impl Noted {
    /// The number of a word, which is given to it now if it has none.
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

    /// Adds the tables of [`Words`](super::Words).
    fn pack(&self, bytes: &mut Vec<u8>) {
        let mut keys = vec![0; self.uses.len()];
        let mut places = vec![0; (2 * self.by_key.len()).next_power_of_two()];
        for (key, &word) in &self.by_key {
            keys[usize::from(word)] = key.to_bits();
        }
        // The frequent words are found at once.
        for (word, &key) in keys.iter().enumerate().filter(|&(_, &key)| key != 0) {
            let mut at = place(key, places.len());
            while places[at] != 0 {
                at = (at + 1) % places.len();
            }
            places[at] = word as u16;
        }
        pack(places.iter().map(|word| word.to_le_bytes()), bytes);
        pack(keys.iter().zip(&self.uses).map(|(&key, uses)| uses.to_bytes(key)), bytes);
        let mut long: Vec<(u16, &str)> = self.long.iter().map(|(folded, &word)| (word, &**folded)).collect();
        long.sort_unstable();
        pack(long.iter().map(|(word, _)| word.to_le_bytes()), bytes);
        pack_lines(&long.iter().map(|&(_, folded)| folded).collect::<Vec<_>>(), bytes);
    }
}

/// A [`Trie`](super::trie::Trie) to which entries are added.
#[derive(Default)]
struct Growing {
    /// The first steps, by word and list.
    first: FxHashMap<(u16, usize), usize>,
    places: Vec<Place>,
}

/// Where a step leads.
#[derive(Default)]
struct Place {
    section: u16,
    /// The steps that go on from here, by their words.
    next: Vec<(u16, usize)>,
}

impl Growing {
    /// Adds an entry of a list.
    fn add(&mut self, list: usize, mut words: impl Iterator<Item = u16>, section: u16) {
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

    /// Adds the tables of the trie, and tells where in it the first steps of each of so many
    /// words begin.
    fn pack(self, words: usize, bytes: &mut Vec<u8>) -> Vec<u16> {
        let Growing { first, mut places, .. } = self;
        let mut firsts: Vec<((u16, usize), usize)> = first.into_iter().collect();
        firsts.sort_unstable();
        assert!(u16::try_from(places.len()).is_ok(), "`Uses` and steps have places of 16 bits");
        let mut starts = vec![0; words + 1];
        firsts.iter().for_each(|&((word, _), _)| starts[usize::from(word) + 1] += 1);
        (0..words).for_each(|word| starts[word + 1] += starts[word]);

        let mut open: Vec<(u16, usize)> =
            firsts.into_iter().map(|((word, _), place)| (word, place)).collect();
        let mut steps = Vec::new();
        // What goes on from a step stands behind all that is open before it.
        let mut at = 0;
        while let Some(&(word, place)) = open.get(at) {
            at += 1;
            let Place { section, next } = &mut places[place];
            next.sort_unstable_by_key(|&(word, _)| (Step::bit(word), word));
            steps.push(Step {
                next: next.iter().fold(0, |bits, &(word, _)| bits | Step::bit(word)),
                to: open.len() as u16,
                count: next.len() as u16,
                word,
                section: *section,
            });
            open.append(next);
        }
        pack(steps.into_iter().map(Step::to_bytes), bytes);
        starts
    }
}
