//! Word lists, kept as plain text beside this file, and how they are looked up.
//!
//! A list has one entry a line; `#` begins a comment and `[name]` a section.
//! Case and tone placement do not matter: entries and text are compared by
//! [`fold`](crate::text::fold)ed keys.

use crate::facts::token::{Phrase, Sentence, Token, folded, tokens_of};
use crate::facts::word::{Key, Word};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The entries of a list with their sections, comments left out.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = list.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines
        .scan("", |section, line| {
            let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
            *section = name.unwrap_or(section);
            Some((*section, if name.is_some() { "" } else { line }))
        })
        .filter(|(_, entry)| !entry.is_empty())
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
#[derive(Debug)]
pub(crate) struct Words {
    numbers: FxHashMap<Key, u32>,
    /// Numbers of the words that have no key, by their folded strings.
    long: FxHashMap<Box<str>, u32>,
    uses: Vec<Uses>,
}

impl Default for Words {
    fn default() -> Self {
        Words { numbers: FxHashMap::default(), long: FxHashMap::default(), uses: vec![Uses::default()] }
    }
}

impl Words {
    /// The uses of the word whose key is `key`.
    pub fn get(&self, key: Key) -> Uses {
        self.numbers.get(&key).map_or_else(Uses::default, |&word| self.uses[word as usize])
    }

    /// The uses of a word that has no key and whose folded string is `folded`.
    pub fn get_long(&self, folded: &str) -> Uses {
        self.long.get(folded).map_or_else(Uses::default, |&word| self.uses[word as usize])
    }

    /// The number of a word, which it is given now if it has none.
    fn number(&mut self, text: &str, word: Word) -> u32 {
        let next = self.uses.len() as u32;
        let number = match word.key {
            Some(key) => *self.numbers.entry(key).or_insert(next),
            None => *self.long.entry(folded(text).into()).or_insert(next),
        };
        if number == next {
            self.uses.push(Uses { word: next, ..Uses::default() });
        }
        number
    }
}

/// A word list: phrases, each with the section that it stands in.
#[derive(Debug, Default)]
struct List {
    bit: u64,
    /// The entries, from their first word on.
    forward: Trie,
    /// The entries, from their last word on.
    backward: Trie,
}

/// Phrases as paths of words.
#[derive(Debug, Default)]
struct Trie {
    edges: FxHashMap<(u32, u32), Edge>,
}

/// The step from the beginning of a phrase to one that is a word longer.
#[derive(Debug, Clone, Copy)]
struct Edge {
    /// The number of the longer beginning.
    to: u32,
    /// The section, if that is an entry.
    section: Option<&'static str>,
}

impl Trie {
    fn add(&mut self, words: impl Iterator<Item = u32>, section: &'static str) {
        let mut words = words.peekable();
        let mut from = 0;
        while let Some(word) = words.next() {
            let to = self.edges.len() as u32 + 1;
            let edge = self.edges.entry((from, word)).or_insert(Edge { to, section: None });
            if words.peek().is_none() {
                edge.section = Some(section);
            }
            from = edge.to;
        }
    }

    /// The beginnings of `words`, as long as they are beginnings of phrases.
    fn walk<'a>(&'a self, words: impl Iterator<Item = &'a Token<'a>>) -> impl Iterator<Item = Edge> {
        words.scan(0, |from, token| {
            let edge = *self.edges.get(&(*from, token.uses.word))?;
            *from = edge.to;
            Some(edge)
        })
    }

    /// The longest phrase that `words` begin with.
    fn longest<'a>(&'a self, words: impl Iterator<Item = &'a Token<'a>>) -> Option<(usize, &'static str)> {
        let beginnings = self.walk(words).enumerate();
        beginnings.filter_map(|(at, edge)| Some((at + 1, edge.section?))).last()
    }
}

impl List {
    /// Reads lists that were embedded at compile time as the list number `index`, and
    /// notes their words in `words`.
    fn parse(index: usize, lists: &[&'static str], words: &mut Words) -> Self {
        let mut list = List { bit: 1 << index, ..List::default() };
        for (section, entry) in lists.iter().flat_map(|list| entries(list)) {
            let tokens = tokens_of(entry, 0..entry.len());
            let numbers: Vec<u32> = tokens.map(|(_, text, word)| words.number(text, word)).collect();
            if let [first, .., last] | [first @ last] = numbers[..] {
                words.uses[first as usize].first |= list.bit;
                words.uses[last as usize].last |= list.bit;
            }
            list.forward.add(numbers.iter().copied(), section);
            list.backward.add(numbers.iter().rev().copied(), section);
        }
        list
    }

    fn get(&self, phrase: Phrase) -> Option<&'static str> {
        let (len, section) = self.forward.longest(phrase.0.iter())?;
        (len == phrase.0.len()).then_some(section)
    }

    fn starting_at(&self, sentence: &Sentence, from: usize) -> Option<(usize, &'static str)> {
        self.forward.longest(sentence.tokens[from..].iter())
    }

    fn ending_at(&self, sentence: &Sentence, to: usize) -> Option<(usize, &'static str)> {
        self.backward.longest(sentence.tokens[..to].iter().rev())
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

    /// Whether an entry begins with the token.
    pub fn begins_with(self, token: &Token) -> bool {
        token.uses.first >> self.0 & 1 == 1
    }

    /// The section of a phrase.
    pub fn get(self, phrase: Phrase) -> Option<&'static str> {
        phrase.0.first().filter(|token| self.begins_with(token))?;
        self.list().get(phrase)
    }

    /// Whether the list holds a phrase.
    pub fn contains(self, phrase: Phrase) -> bool {
        self.get(phrase).is_some()
    }

    /// The longest entry that begins at token `from`: its length in tokens and
    /// its section.
    pub fn starting_at(self, sentence: &Sentence, from: usize) -> Option<(usize, &'static str)> {
        sentence.tokens.get(from).filter(|token| self.begins_with(token))?;
        self.list().starting_at(sentence, from)
    }

    /// The longest entry that ends right before token `to`: its length in tokens
    /// and its section.
    pub fn ending_at(self, sentence: &Sentence, to: usize) -> Option<(usize, &'static str)> {
        let last = sentence.tokens.get(to.checked_sub(1)?)?;
        (last.uses.last >> self.0 & 1 == 1).then(|| self.list().ending_at(sentence, to))?
    }
}

/// The offices, as text.
pub(crate) const OFFICES_LIST: &str = include_str!("officials/offices.txt");
/// The words before an office that say whether it is held, as text.
pub(crate) const STATUSES_LIST: &str = include_str!("officials/statuses.txt");
/// What a sentence with a ratio or a percentage holds, as text.
pub(crate) const TRIGGERS_LIST: &str = include_str!("triggers.txt");

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
    /// Expressions of time.
    TIMES = "numbers/times.txt";
}

#[cfg(test)]
mod tests {
    use super::{List, Words};
    use crate::facts::token::Sentence;

    #[test]
    fn the_longest_entry_wins_whatever_its_case_and_tone_placement() {
        let mut words = Words::default();
        let list = "# colours\n[a]\nhòa\nhòa bình # peace\nhòa bình lâu\n[b]\nbình\nWashington";
        let list = List::parse(0, &[list], &mut words);
        let text = "Chung sống HOÀ BÌNH lắm, washington";
        let sentence = Sentence::of_words(text, 0..text.len(), &words);
        assert_eq!(list.starting_at(&sentence, 2), Some((2, "a")));
        assert_eq!(list.ending_at(&sentence, 4), Some((2, "a")));
        assert_eq!(list.starting_at(&sentence, 3), Some((1, "b")));
        assert_eq!(list.starting_at(&sentence, 4), None);
        assert_eq!(list.starting_at(&sentence, 6), Some((1, "b")));
        assert_eq!(list.get(sentence.phrase(2..4)), Some("a"));
        assert_eq!(list.get(sentence.phrase(2..5)), None);
    }
}
