//! Word lists, kept as plain text beside this file, and how they are looked up.
//!
//! A list has one entry a line; `#` begins a comment and `[name]` a section.
//! Case and tone placement do not matter: entries and text are compared by
//! [`fold`](crate::text::fold)ed keys.

use crate::facts::seen::Seen;
use crate::facts::token::{Phrase, Sentence, Token, folded};
use crate::facts::word::{Key, Word};
use memchr::{memchr, memchr_iter};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;
use trie::{Growing, Trie};

mod trie;

/// The entries of a list with their sections, comments left out.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    spans(list).map(|(section, span)| (section, &list[span]))
}

/// Where the entries of a list are, with their sections.
fn spans(list: &'static str) -> impl Iterator<Item = (&'static str, Range<usize>)> {
    let (mut start, mut section) = (0, "");
    let ends = memchr_iter(b'\n', list.as_bytes()).chain([list.len()]);
    ends.filter_map(move |end| {
        let line = &list[start..end];
        let entry = line[..memchr(b'#', line.as_bytes()).unwrap_or(line.len())].trim_ascii_end();
        let span = start..start + entry.len();
        start = end + 1;
        if let Some(name) = entry.strip_prefix('[').and_then(|entry| entry.strip_suffix(']')) {
            section = name;
            return None;
        }
        (!entry.is_empty()).then_some((section, span))
    })
}

/// Which lists a word is the first of an entry in, and which the last: a bit a list.
#[derive(Debug, Clone)]
#[repr(align(32))]
pub(crate) struct Uses {
    first: u64,
    last: u64,
    /// The places in their tries of the steps over the word in the first of its lists; those
    /// in the others come next.
    first_steps: u32,
    last_steps: u32,
    /// The number of the word; 0 for all that no list holds.
    word: u16,
}

impl Uses {
    /// Those of a word that no list holds.
    pub const NONE: &Uses = &Uses { first: 0, last: 0, first_steps: 0, last_steps: 0, word: 0 };

    /// Whether a list holds the word; each that is held has uses of its own.
    pub fn is_known(&self) -> bool {
        self.word != 0
    }

    /// The lists of which entries begin with the word.
    fn first(&self) -> Ends {
        Ends { lists: self.first, steps: self.first_steps }
    }

    /// The lists of which entries end with the word.
    fn last(&self) -> Ends {
        Ends { lists: self.last, steps: self.last_steps }
    }
}

/// The lists of which entries begin, or end, with a word, and where its steps in them are.
#[derive(Debug, Clone, Copy)]
struct Ends {
    lists: u64,
    steps: u32,
}

impl Ends {
    /// The place of the step in a list.
    fn step(self, list: usize) -> Option<usize> {
        let before = self.lists & ((1 << list) - 1);
        (self.lists >> list & 1 == 1).then_some(self.steps as usize + before.count_ones() as usize)
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
    pub fn get(&self, key: Key) -> &Uses {
        &self.uses[self.by_key.get(&key).map_or(0, |&word| usize::from(word))]
    }

    /// The uses of a word that has no key and whose folded string is `folded`.
    pub fn get_long(&self, folded: &str) -> &Uses {
        &self.uses[self.long.get(folded).map_or(0, |&word| usize::from(word))]
    }

    /// The number of a word, which is given to it now if it has none.
    fn note(&mut self, text: &str, word: Word) -> u16 {
        let new = u16::try_from(self.uses.len()).expect("there are fewer words");
        let word = *match word.key {
            Some(key) => self.by_key.entry(key).or_insert(new),
            None => self.long.entry(folded(text).into()).or_insert(new),
        };
        if word == new {
            self.uses.push(Uses { word, ..Uses::NONE.clone() });
        }
        word
    }
}

/// All lists: phrases, each with the section that it stands in, and their words.
#[derive(Debug)]
struct Lists {
    words: Words,
    sections: Vec<&'static str>,
    /// The entries, from their first word on.
    forward: Trie,
    /// The entries, from their last word on.
    backward: Trie,
}

impl Lists {
    /// Reads lists that were embedded at compile time, each of one file or several.
    fn read(files: &[&[&'static str]]) -> Self {
        let mut words = Words {
            by_key: FxHashMap::default(),
            long: FxHashMap::default(),
            uses: vec![Uses::NONE.clone()],
        };
        let mut sections = Vec::new();
        let (mut forward, mut backward) = (Growing::default(), Growing::default());
        // Most words stand in several entries.
        let mut seen = Seen::new(0);
        let mut numbers = Vec::new();
        for (list, files) in files.iter().enumerate() {
            forward.begin_list(list);
            backward.begin_list(list);
            for (file, (section, entry)) in files.iter().flat_map(|&file| spans(file).map(move |e| (file, e)))
            {
                if sections.last() != Some(&section) {
                    sections.push(section);
                }
                let section = (sections.len() - 1) as u16;
                numbers.clear();
                seen.each_token(
                    file,
                    entry,
                    |text, word| words.note(text, word),
                    |_, word| numbers.push(word),
                );
                if let (Some(&first), Some(&last)) = (numbers.first(), numbers.last()) {
                    words.uses[usize::from(first)].first |= 1 << list;
                    words.uses[usize::from(last)].last |= 1 << list;
                }
                forward.add(numbers.iter().copied(), section);
                backward.add(numbers.iter().rev().copied(), section);
            }
        }
        let (forward, first) = forward.finish(words.uses.len());
        let (backward, last) = backward.finish(words.uses.len());
        for ((uses, first), last) in words.uses.iter_mut().zip(first).zip(last) {
            (uses.first_steps, uses.last_steps) = (first, last);
        }
        Lists { words, sections, forward, backward }
    }

    /// The longest entry of a list that `tokens` begin with: its length and its section.
    fn starting(&self, list: usize, tokens: &[Token]) -> Option<(usize, &'static str)> {
        let (first, rest) = tokens.split_first()?;
        self.found(self.forward.longest(list, first.uses.first(), rest.iter()))
    }

    /// The longest entry of a list that `tokens` end with.
    fn ending(&self, list: usize, tokens: &[Token]) -> Option<(usize, &'static str)> {
        let (last, rest) = tokens.split_last()?;
        self.found(self.backward.longest(list, last.uses.last(), rest.iter().rev()))
    }

    /// A phrase with the name of its section.
    fn found(&self, phrase: Option<(usize, u16)>) -> Option<(usize, &'static str)> {
        phrase.map(|(len, section)| (len, self.sections[usize::from(section)]))
    }

    /// The section of a phrase in a list.
    fn get(&self, list: usize, phrase: Phrase) -> Option<&'static str> {
        let (len, section) = self.starting(list, phrase.0)?;
        (len == phrase.0.len()).then_some(section)
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::read(FILES));

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
    pub fn begins_with(self, uses: &Uses) -> bool {
        uses.first >> self.0 & 1 == 1
    }

    /// The section of a phrase.
    #[inline(always)]
    pub fn get(self, phrase: Phrase) -> Option<&'static str> {
        phrase.0.first().filter(|token| self.begins_with(token.uses))?;
        LISTS.get(self.0, phrase)
    }

    /// Whether the list holds a phrase.
    #[inline(always)]
    pub fn contains(self, phrase: Phrase) -> bool {
        self.get(phrase).is_some()
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
    /// Surnames of persons abroad that stand alone.
    FOREIGN_SURNAMES = "names/foreign_surnames.txt";
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
    /// Words for a part of something without its number: `phần lớn`.
    PARTS = "numbers/parts.txt";
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
    use super::{FILES, Lists, entries};
    use crate::facts::seen::Seen;
    use crate::facts::token::{Reader, folded};
    use crate::facts::word::Word;
    use rustc_hash::FxHashMap;

    #[test]
    fn the_longest_entry_wins_whatever_its_case_and_tone_placement() {
        let list = "# colours\n[a]\nhòa\nhòa bình # peace\nhòa bình lâu\n[b]\nbình\nWashington";
        let lists = Lists::read(&[&[list]]);
        let text = "Chung sống HOÀ BÌNH lắm, washington";
        let sentence = Reader::new(&lists.words).read(text, 0..text.len(), Vec::new());
        assert_eq!(lists.starting(0, &sentence.tokens[2..]), Some((2, "a")));
        assert_eq!(lists.ending(0, &sentence.tokens[..4]), Some((2, "a")));
        assert_eq!(lists.starting(0, &sentence.tokens[3..]), Some((1, "b")));
        assert_eq!(lists.starting(0, &sentence.tokens[4..]), None);
        assert_eq!(lists.starting(0, &sentence.tokens[6..]), Some((1, "b")));
        assert_eq!(lists.get(0, sentence.phrase(2..4)), Some("a"));
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
