//! Word lists, kept as plain text beside this file, and how they are looked up.
//!
//! A list has one entry a line; `#` begins a comment and `[name]` a section.
//! Case and tone placement do not matter: entries and text are compared by
//! [`fold`](crate::text::fold)ed keys.

use crate::facts::token::{Phrase, Sentence, Token, folded, tokens_of};
use crate::facts::word::{Key, Word};
use memchr::{memchr, memchr_iter};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The entries of a list with their sections, comments left out.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let (mut start, mut section) = (0, "");
    let ends = memchr_iter(b'\n', list.as_bytes()).chain([list.len()]);
    ends.filter_map(move |end| {
        let line = &list[start..end];
        start = end + 1;
        let entry = line[..memchr(b'#', line.as_bytes()).unwrap_or(line.len())].trim_ascii();
        if let Some(name) = entry.strip_prefix('[').and_then(|entry| entry.strip_suffix(']')) {
            section = name;
            return None;
        }
        (!entry.is_empty()).then_some((section, entry))
    })
}

/// Which lists a word is the first of an entry in, and which the last: a bit a list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Uses {
    /// The number of the word; 0 for all that no list holds.
    word: u32,
    first: u64,
    last: u64,
}

/// The words of all lists. A word that begins no entry of a list is known for it from
/// its [`Uses`] alone, so that a search that finds nothing, as most do, is one test.
#[derive(Debug, Default)]
pub(crate) struct Words {
    by_key: FxHashMap<Key, Uses>,
    /// The words that have no key, by their folded strings.
    long: FxHashMap<Box<str>, Uses>,
}

impl Words {
    /// The uses of the word whose key is `key`.
    pub fn get(&self, key: Key) -> Uses {
        self.by_key.get(&key).copied().unwrap_or_default()
    }

    /// The uses of a word that has no key and whose folded string is `folded`.
    pub fn get_long(&self, folded: &str) -> Uses {
        self.long.get(folded).copied().unwrap_or_default()
    }

    /// The uses of a word, which is given a number now if it has none.
    fn note(&mut self, text: &str, word: Word) -> &mut Uses {
        let next = (self.by_key.len() + self.long.len()) as u32 + 1;
        let new = Uses { word: next, ..Uses::default() };
        match word.key {
            Some(key) => self.by_key.entry(key).or_insert(new),
            None => self.long.entry(folded(text).into()).or_insert(new),
        }
    }
}

/// A word list: phrases, each with the section that it stands in.
#[derive(Debug, Default)]
struct List {
    bit: u64,
    sections: Vec<&'static str>,
    /// The entries, from their first word on.
    forward: Trie,
    /// The entries, from their last word on.
    backward: Trie,
}

/// Phrases as paths of words, each by its number from the beginning of a phrase.
#[derive(Debug, Default)]
struct Trie {
    edges: FxHashMap<(u32, u32), Edge>,
}

/// The step from the beginning of a phrase to one that is a word longer.
#[derive(Debug, Clone, Copy, Default)]
struct Edge {
    /// The number of the longer beginning.
    to: u32,
    /// The place of the section, from 1, if that is a phrase.
    section: u16,
    /// Whether that is the beginning of a longer phrase.
    goes_on: bool,
}

impl Trie {
    fn add(&mut self, words: impl Iterator<Item = u32>, section: u16) {
        let mut words = words.peekable();
        let mut from = 0;
        while let Some(word) = words.next() {
            let to = self.edges.len() as u32 + 1;
            let edge = self.edges.entry((from, word)).or_insert(Edge { to, ..Edge::default() });
            match words.peek() {
                Some(_) => edge.goes_on = true,
                None => edge.section = section,
            }
            from = edge.to;
        }
    }

    /// The longest phrase that `words` begin with: its length and its section.
    fn longest<'a>(&self, words: impl Iterator<Item = &'a Token<'a>>) -> Option<(usize, u16)> {
        let mut longest = None;
        let mut from = 0;
        for (at, token) in words.enumerate() {
            let Some(edge) = self.edges.get(&(from, token.uses.word)) else { break };
            if edge.section != 0 {
                longest = Some((at + 1, edge.section));
            }
            if !edge.goes_on {
                break;
            }
            from = edge.to;
        }
        longest
    }
}

impl List {
    /// Reads lists that were embedded at compile time as the list number `index`, and
    /// notes their words in `words`.
    fn parse(index: usize, lists: &[&'static str], words: &mut Words) -> Self {
        let mut list = List { bit: 1 << index, ..List::default() };
        let mut numbers = Vec::new();
        for (section, entry) in lists.iter().flat_map(|list| entries(list)) {
            if list.sections.last() != Some(&section) {
                list.sections.push(section);
            }
            let section = list.sections.len() as u16;
            numbers.clear();
            let mut tokens = tokens_of(entry, 0..entry.len()).peekable();
            while let Some((_, text, word)) = tokens.next() {
                let uses = words.note(text, word);
                if numbers.is_empty() {
                    uses.first |= list.bit;
                }
                if tokens.peek().is_none() {
                    uses.last |= list.bit;
                }
                numbers.push(uses.word);
            }
            list.forward.add(numbers.iter().copied(), section);
            list.backward.add(numbers.iter().rev().copied(), section);
        }
        list
    }

    fn get(&self, phrase: Phrase) -> Option<&'static str> {
        let (len, section) = self.starting(phrase.0)?;
        (len == phrase.0.len()).then_some(section)
    }

    /// The longest entry that `tokens` begin with.
    fn starting(&self, tokens: &[Token]) -> Option<(usize, &'static str)> {
        let (len, section) = self.forward.longest(tokens.iter())?;
        Some((len, self.sections[usize::from(section) - 1]))
    }

    /// The longest entry that `tokens` end with.
    fn ending(&self, tokens: &[Token]) -> Option<(usize, &'static str)> {
        let (len, section) = self.backward.longest(tokens.iter().rev())?;
        Some((len, self.sections[usize::from(section) - 1]))
    }
}

/// All lists, and their words.
#[derive(Debug)]
struct Lists {
    words: Words,
    lists: Vec<List>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut words = Words::default();
    let read = |(index, lists): (usize, &&[&'static str])| List::parse(index, lists, &mut words);
    let lists = FILES.iter().enumerate().map(read).collect();
    Lists { words, lists }
});

/// The words of all lists.
pub(crate) fn words() -> &'static Words {
    &LISTS.words
}

/// One of the word lists, by its number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lexicon(usize);

impl Lexicon {
    fn list(self) -> &'static List {
        &LISTS.lists[self.0]
    }

    /// Whether an entry begins with the word of these uses.
    pub fn begins_with(self, uses: Uses) -> bool {
        uses.first >> self.0 & 1 == 1
    }

    /// The section of a phrase.
    pub fn get(self, phrase: Phrase) -> Option<&'static str> {
        phrase.0.first().filter(|token| self.begins_with(token.uses))?;
        self.list().get(phrase)
    }

    /// Whether the list holds a phrase.
    pub fn contains(self, phrase: Phrase) -> bool {
        self.get(phrase).is_some()
    }

    /// The longest entry that begins at token `from`: its length in tokens and
    /// its section.
    pub fn starting_at(self, sentence: &Sentence, from: usize) -> Option<(usize, &'static str)> {
        sentence.tokens.get(from).filter(|token| self.begins_with(token.uses))?;
        self.list().starting(&sentence.tokens[from..])
    }

    /// The longest entry that ends right before token `to`: its length in tokens
    /// and its section.
    pub fn ending_at(self, sentence: &Sentence, to: usize) -> Option<(usize, &'static str)> {
        let last = sentence.tokens.get(to.checked_sub(1)?)?;
        (last.uses.last >> self.0 & 1 == 1).then(|| self.list().ending(&sentence.tokens[..to]))?
    }
}

/// The offices, as text.
pub(crate) const OFFICES_LIST: &str = include_str!("officials/offices.txt");
/// The words before an office that say whether it is held, as text.
pub(crate) const STATUSES_LIST: &str = include_str!("officials/statuses.txt");
/// What a sentence with a ratio or a percentage holds, as text.
pub(crate) const TRIGGERS_LIST: &str = include_str!("triggers.txt");

/// Number words, as text.
pub(crate) const NUMBERS_LIST: &str = include_str!("numbers/numbers.txt");
/// Bound words before a number, as text.
pub(crate) const BOUNDS_LIST: &str = include_str!("numbers/bounds.txt");
/// Currencies, as text; sections are the codes of ISO 4217.
pub(crate) const CURRENCIES_LIST: &str = include_str!("numbers/currencies.txt");

/// Declares the word lists: a number for each, and the files that each is read from.
macro_rules! lexicons {
    ($($(#[$doc:meta])* $name:ident = $($file:literal),+;)+) => {
        /// The places of the lists in [`FILES`].
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Number { $($name),+ }

        $($(#[$doc])*
        pub(crate) static $name: Lexicon = Lexicon(Number::$name as usize);)+

        static FILES: &[&[&str]] = &[$(&[$(include_str!($file)),+]),+];

        const _: () = assert!(FILES.len() <= u64::BITS as usize, "a list has a bit of `Uses`");
    };
}

lexicons! {
    /// Words that say how a number bounds the true one; sections are the marks
    /// of [`Bound`](crate::record::Bound).
    BOUNDS = "numbers/bounds.txt";
    /// Heads of office phrases, by what may follow them.
    OFFICES = "officials/offices.txt";
    /// Words after an office head that belong to the post.
    TITLES = "officials/titles.txt";
    /// Words before an office head: `former`, `acting`, `current`.
    STATUSES = "officials/statuses.txt";
    /// Words that an office after them is only a part of.
    BODIES_OF_POSTS = "officials/bodies_of_posts.txt";
    /// Words between a name and an office after it: `current`, `former`.
    BRIDGES = "officials/bridges.txt";
    /// Beginnings of remarks between a name and an office: `sinh năm 1970`.
    ASIDES = "officials/asides.txt";
    /// Words between an office and a name: the office is no longer held.
    DEPARTURES = "officials/departures.txt";
    /// Words that an office after them names a place or a prize with.
    LANDMARKS = "officials/landmarks.txt";
    /// First words of organizations: `whole`, or `named` by what follows.
    BODIES = "officials/bodies.txt";
    /// Kinds of area: `tỉnh`, `phường`.
    AREAS = "places/areas.txt";
    /// Fields of work in the names of organizations.
    DOMAINS = "officials/domains.txt", "officials/compounds.txt";
    /// Names of places at home and abroad.
    PLACES = "places/provinces.txt", "places/districts.txt", "places/countries.txt", "places/foreign_places.txt";
    /// Proper names of organizations.
    ORGANIZATIONS = "officials/organization_names.txt";
    /// Names of communes and wards, many of which are also names of persons.
    COMMUNES = "places/communes.txt";
    /// Verbs and other words that end an office phrase.
    STOPS = "officials/stops.txt";
    /// Forms of address, degrees and ranks.
    HONORIFICS = "names/honorifics.txt", "names/professions.txt";
    /// Trades, which are no offices.
    PROFESSIONS = "names/professions.txt";
    /// Surnames: `common`, `rare`, and those that are also a `word`.
    SURNAMES = "names/surnames.txt";
    /// Syllables of Vietnamese given names.
    GIVEN = "names/given_names.txt";
    /// Given names of persons abroad.
    FOREIGN_GIVEN = "names/foreign_given_names.txt";
    /// Lower-case words inside the names of persons abroad.
    PARTICLES = "names/particles.txt";
    /// Capitalised words that are no part of a name.
    NOT_NAMES = "names/not_names.txt", "names/openers.txt";
    /// Verbs that follow a name, beside those of [`STOPS`].
    NAME_VERBS = "names/name_verbs.txt";
    /// Bound words that stand behind a number.
    BOUNDS_AFTER = "numbers/bounds_after.txt";
    /// Number words; a section is a value or the part of a word in a number.
    NUMBERS = "numbers/numbers.txt";
    /// Words that look like the beginning of a number in words and are none.
    NOT_NUMBERS = "numbers/not_numbers.txt";
    /// Nouns that a ratio counts, of two syllables or more.
    UNITS = "numbers/units.txt";
    /// What stands before a pair of numbers and says what the pair is.
    RATIO_CONTEXTS = "numbers/ratio_contexts.txt";
    /// Words between the numbers of a ratio, and between them and their noun.
    RATIO_LINKS = "numbers/ratio_links.txt";
    /// Verbs and comparatives by the trend of the percentage after them.
    TRENDS = "numbers/trends.txt";
    /// Units of measure and scale words, which stand between a number and its noun.
    MEASURES = "numbers/measures.txt";
    /// Words that may stand between a verb and its percentage.
    FILLERS = "clauses/fillers.txt";
    /// What a rate is per.
    PERIODS = "numbers/periods.txt";
    /// Words by what they do to a clause; of two sections the later file's counts.
    CLAUSES = "clauses/verbs.txt", "clauses/clauses.txt", "numbers/trends.txt", "clauses/heads.txt", "clauses/nouns.txt";
    /// Currencies; a section is the code of ISO 4217.
    CURRENCIES = "numbers/currencies.txt";
    /// Expressions of time.
    TIMES = "numbers/times.txt";
}

#[cfg(test)]
mod tests {
    use super::{FILES, List, Words, entries};
    use crate::facts::token::{Reader, folded, tokens_of};
    use rustc_hash::FxHashMap;

    #[test]
    fn the_longest_entry_wins_whatever_its_case_and_tone_placement() {
        let mut words = Words::default();
        let list = "# colours\n[a]\nhòa\nhòa bình # peace\nhòa bình lâu\n[b]\nbình\nWashington";
        let list = List::parse(0, &[list], &mut words);
        let text = "Chung sống HOÀ BÌNH lắm, washington";
        let sentence = Reader::new(&words).read(text, 0..text.len());
        assert_eq!(list.starting(&sentence.tokens[2..]), Some((2, "a")));
        assert_eq!(list.ending(&sentence.tokens[..4]), Some((2, "a")));
        assert_eq!(list.starting(&sentence.tokens[3..]), Some((1, "b")));
        assert_eq!(list.starting(&sentence.tokens[4..]), None);
        assert_eq!(list.starting(&sentence.tokens[6..]), Some((1, "b")));
        assert_eq!(list.get(sentence.phrase(2..4)), Some("a"));
        assert_eq!(list.get(sentence.phrase(2..5)), None);
    }

    #[test]
    fn words_of_the_lists_have_one_key_where_they_are_folded_alike_and_only_there() {
        let (mut keys, mut foldeds) = (FxHashMap::default(), FxHashMap::default());
        for (_, entry) in FILES.iter().copied().flatten().flat_map(|list| entries(list)) {
            for (_, text, word) in tokens_of(entry, 0..entry.len()) {
                // A digit folds like the tone that it stands for in a folded key: `MI5`, `mị`.
                let has_digit = text.contains(|c: char| c.is_ascii_digit());
                let Some(key) = word.key.filter(|_| !has_digit) else { continue };
                let folded = folded(text).into_owned();
                assert_eq!(*foldeds.entry(key).or_insert(folded.clone()), folded, "{text}");
                assert_eq!(*keys.entry(folded).or_insert(key), key, "{text}");
            }
        }
    }
}
