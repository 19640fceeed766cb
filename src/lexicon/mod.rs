//! Word lists, kept as plain text beside this file, and how they are looked up.
//!
//! A list has one entry a line; `#` begins a comment and `[name]` a section.
//! Case and tone placement do not matter: entries and text are compared by
//! [`fold`](crate::text::fold)ed keys.

use crate::facts::token::{Phrase, Sentence, Token};
use multiversion::multiversion;
use std::sync::LazyLock;

mod entries;
mod lists;
mod packed;
#[cfg(test)]
mod reading;
mod trie;

pub(crate) use entries::*;
use lists::Lists;
pub(crate) use lists::{Uses, Words};
use trie::Trie;

impl Lists {
    /// The longest entry of a list that `tokens` begin with: its length and its section.
    fn starting(&self, list: usize, tokens: &[Token]) -> Option<(usize, &'static str)> {
        self.found(longest_at_front(&self.forward, list, tokens))
    }

    /// The longest entry of a list that `tokens` end with.
    fn ending(&self, list: usize, tokens: &[Token]) -> Option<(usize, &'static str)> {
        self.found(longest_at_end(&self.backward, list, tokens))
    }

    /// A phrase with the name of its section.
    fn found(&self, phrase: Option<(usize, u16)>) -> Option<(usize, &'static str)> {
        phrase.map(|(len, section)| (len, self.sections[usize::from(section)]))
    }

    /// The number of the section of a phrase in a list.
    #[inline(always)]
    fn get(&self, list: usize, phrase: Phrase) -> Option<u16> {
        match phrase.0 {
            [] => None,
            [word] => alone(&self.forward, list, &word.uses),
            words => self.whole(list, words),
        }
    }

    /// The number of the section of a phrase of several words.
    #[inline(never)]
    fn whole(&self, list: usize, tokens: &[Token]) -> Option<u16> {
        let (len, section) = longest_at_front(&self.forward, list, tokens)?;
        (len == tokens.len()).then_some(section)
    }
}

/// The section of the entry of a list that is but the word of these uses. Bits are counted by
/// the processor where it can.
#[multiversion(targets("x86_64+popcnt"))]
fn alone(forward: &Trie, list: usize, uses: &Uses) -> Option<u16> {
    forward.alone(list, uses.first())
}

/// The longest entry of a list that `tokens` begin with: its length and its section.
#[multiversion(targets("x86_64+popcnt"))]
fn longest_at_front(forward: &Trie, list: usize, tokens: &[Token]) -> Option<(usize, u16)> {
    let (first, rest) = tokens.split_first()?;
    forward.longest(list, first.uses.first(), rest.iter().map(|token| token.uses.word))
}

/// The length of the longest entry that `tokens` begin with of all lists that have a bit in
/// `lists`; 0 where there is none.
#[multiversion(targets("x86_64+popcnt"))]
fn longest_of_all(forward: &Trie, mut lists: u64, tokens: &[Token]) -> usize {
    let Some((first, rest)) = tokens.split_first() else { return 0 };
    let mut longest = 0;
    while lists != 0 {
        let list = lists.trailing_zeros() as usize;
        lists &= lists - 1;
        let rest = rest.iter().map(|token| token.uses.word);
        if let Some((len, _)) = forward.longest(list, first.uses.first(), rest) {
            longest = longest.max(len);
        }
    }
    longest
}

/// The longest entry of a list that `tokens` end with.
#[multiversion(targets("x86_64+popcnt"))]
fn longest_at_end(backward: &Trie, list: usize, tokens: &[Token]) -> Option<(usize, u16)> {
    let (last, rest) = tokens.split_last()?;
    backward.longest(list, last.uses.last(), rest.iter().rev().map(|token| token.uses.word))
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::unpack(&TABLES.0));

/// What the build script made of the lists.
static TABLES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/lists")));

/// Bytes that begin with a line of the cache.
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

/// The words of all lists.
pub(crate) fn words() -> &'static Words {
    &LISTS.words
}

/// One of the word lists, by its number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lexicon(usize);

impl Lexicon {
    /// Whether an entry begins with the word of these uses.
    #[inline(always)]
    pub fn begins_with(self, uses: Uses) -> bool {
        uses.first >> self.0 & 1 == 1
    }

    /// The section of the entry that is but the word of these uses.
    pub fn alone(self, uses: Uses) -> Option<&'static str> {
        alone(&LISTS.forward, self.0, &uses).map(|section| LISTS.sections[usize::from(section)])
    }

    /// The section of a phrase.
    #[inline(always)]
    pub fn get(self, phrase: Phrase) -> Option<&'static str> {
        phrase.0.first().filter(|token| self.begins_with(token.uses))?;
        LISTS.get(self.0, phrase).map(|section| LISTS.sections[usize::from(section)])
    }

    /// Whether the list holds a phrase.
    #[inline(always)]
    pub fn contains(self, phrase: Phrase) -> bool {
        let may_be = phrase.0.first().is_some_and(|token| self.begins_with(token.uses));
        may_be && LISTS.get(self.0, phrase).is_some()
    }

    /// The longest entry that begins at token `from`: its length in tokens and
    /// its section.
    #[inline(always)]
    pub fn starting_at(self, sentence: &Sentence, from: usize) -> Option<(usize, &'static str)> {
        sentence.tokens.get(from).filter(|token| self.begins_with(token.uses))?;
        LISTS.starting(self.0, &sentence.tokens[from..])
    }

    /// The longest entry that ends right before token `to`: its length in tokens
    /// and its section.
    #[inline(always)]
    pub fn ending_at(self, sentence: &Sentence, to: usize) -> Option<(usize, &'static str)> {
        sentence.tokens.get(to.checked_sub(1)?).filter(|token| token.uses.last >> self.0 & 1 == 1)?;
        LISTS.ending(self.0, &sentence.tokens[..to])
    }
}

/// The lists, of those in `lists`, that have an entry which begins with token `at`, a bit each.
#[inline(always)]
fn begun(lists: &[&Lexicon], sentence: &Sentence, at: usize) -> u64 {
    // Of lists that stand in the code this is a number, so that most tokens cost one test.
    let all = lists.iter().fold(0, |bits, list| bits | 1 << list.0);
    sentence.tokens.get(at).map_or(0, |token| token.uses.first & all)
}

/// Whether an entry of any of `lists` begins with token `at`.
#[inline(always)]
pub(crate) fn any_begins(lists: &[&Lexicon], sentence: &Sentence, at: usize) -> bool {
    begun(lists, sentence, at) != 0
}

/// The length of the longest entry of any of `lists` that begins at token `from`; 0 where
/// none does.
#[inline(always)]
pub(crate) fn longest_of(lists: &[&Lexicon], sentence: &Sentence, from: usize) -> usize {
    let begun = begun(lists, sentence, from);
    if begun == 0 { 0 } else { longest_of_all(&LISTS.forward, begun, &sentence.tokens[from..]) }
}

/// Declares the word lists: a number for each, and the files that each is read from.
macro_rules! lexicons {
    ($($(#[$doc:meta])* $name:ident = $($file:literal),+;)+) => {
        /// The places of the lists in [`FILES`].
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Number { $($name),+ }

        $($(#[$doc])*
        pub(crate) static $name: Lexicon = Lexicon(Number::$name as usize);)+

        #[cfg(test)]
        static FILES: &[&[&str]] = &[$(&[$(include_str!($file)),+]),+];
    };
}

include!("index.rs");

#[cfg(test)]
mod tests {
    use super::{FILES, Lists, entries, reading};
    use crate::facts::seen::Seen;
    use crate::facts::token::{Reader, folded};
    use crate::facts::word::Word;
    use rustc_hash::FxHashMap;

    #[test]
    fn the_longest_entry_wins_whatever_its_case_and_tone_placement() {
        let list = "# colours\n[a]\nhòa\nhòa bình # peace\nhòa bình lâu\n[b]\nbình\nWashington";
        let lists = Lists::unpack(reading::read(&[&[list]]).leak());
        let text = "Chung sống HOÀ BÌNH lắm, washington";
        let sentence = Reader::new(&lists.words).read(text, 0..text.len(), Vec::new());
        assert_eq!(lists.starting(0, &sentence.tokens[2..]), Some((2, "a")));
        assert_eq!(lists.ending(0, &sentence.tokens[..4]), Some((2, "a")));
        assert_eq!(lists.starting(0, &sentence.tokens[3..]), Some((1, "b")));
        assert_eq!(lists.starting(0, &sentence.tokens[4..]), None);
        assert_eq!(lists.starting(0, &sentence.tokens[6..]), Some((1, "b")));
        assert_eq!(
            lists.get(0, sentence.phrase(2..4)).map(|section| lists.sections[usize::from(section)]),
            Some("a")
        );
        assert_eq!(lists.get(0, sentence.phrase(2..5)), None);
    }

    #[test]
    fn words_of_the_lists_have_one_key_where_they_are_folded_alike_and_only_there() {
        let (mut keys, mut foldeds) = (FxHashMap::default(), FxHashMap::default());
        for (_, entry) in FILES.iter().copied().flatten().flat_map(|list| entries(list)) {
            let check = |text: &str, word: Word| {
                // A digit folds like the tone that it stands for in a folded key: `MI5`, `mị`.
                let has_digit = text.contains(|c: char| c.is_ascii_digit());
                let Some(key) = word.key.filter(|_| !has_digit) else { return };
                let folded = folded(text).into_owned();
                assert_eq!(*foldeds.entry(key).or_insert(folded.clone()), folded, "{text}");
                assert_eq!(*keys.entry(folded).or_insert(key), key, "{text}");
            };
            Seen::new(()).each_token(entry, 0..entry.len(), check, |_, ()| {});
        }
    }
}
