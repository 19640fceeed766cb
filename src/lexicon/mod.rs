//! Word lists, kept as plain text beside this file, and how they are looked up.
//!
//! A list has one entry a line; `#` begins a comment and `[name]` a section.
//! Case and tone placement do not matter: entries and text are compared by
//! [`fold`](crate::text::fold)ed keys.

use crate::facts::token::Sentence;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

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

/// A word list: phrases, each with the section that it stands in.
///
/// Most words begin and end no entry at all, so a search asks for the first or the
/// last word alone before it looks up phrases, the longest first.
#[derive(Debug)]
pub(crate) struct Lexicon {
    sections: FxHashMap<Box<str>, &'static str>,
    /// Hashes of the first words of entries, with the length of the longest.
    first: FxHashMap<u64, usize>,
    /// Hashes of the last words of entries, with the length of the longest.
    last: FxHashMap<u64, usize>,
}

impl Lexicon {
    /// Reads lists that were embedded at compile time.
    pub fn parse(lists: &[&'static str]) -> Self {
        let mut lexicon = Lexicon {
            sections: FxHashMap::default(),
            first: FxHashMap::default(),
            last: FxHashMap::default(),
        };
        for (section, entry) in lists.iter().flat_map(|list| entries(list)) {
            let entry = Sentence::new(entry, 0..entry.len());
            let len = entry.len();
            for (ends, key) in [(&mut lexicon.first, entry.key(0)), (&mut lexicon.last, entry.key(len - 1))] {
                let longest = ends.entry(hash(key)).or_default();
                *longest = len.max(*longest);
            }
            lexicon.sections.insert(entry.phrase(0..len).into(), section);
        }
        lexicon
    }

    /// The section of the phrase whose folded key is `phrase`.
    pub fn get(&self, phrase: &str) -> Option<&'static str> {
        self.sections.get(phrase).copied()
    }

    /// Whether the list holds the phrase whose folded key is `phrase`.
    pub fn contains(&self, phrase: &str) -> bool {
        self.sections.contains_key(phrase)
    }

    /// The longest entry that begins at token `from`: its length in tokens and
    /// its section.
    pub fn starting_at(&self, sentence: &Sentence, from: usize) -> Option<(usize, &'static str)> {
        let longest = *self.first.get(&sentence.tokens.get(from)?.hash)?;
        let most = longest.min(sentence.len() - from);
        (1..=most).rev().find_map(|len| Some((len, self.get(sentence.phrase(from..from + len))?)))
    }

    /// The longest entry that ends right before token `to`: its length in tokens
    /// and its section.
    pub fn ending_at(&self, sentence: &Sentence, to: usize) -> Option<(usize, &'static str)> {
        let longest = *self.last.get(&sentence.tokens.get(to.checked_sub(1)?)?.hash)?;
        (1..=longest.min(to)).rev().find_map(|len| Some((len, self.get(sentence.phrase(to - len..to))?)))
    }
}

/// The hash of a folded key, computed once a token.
pub(crate) fn hash(key: &str) -> u64 {
    FxBuildHasher.hash_one(key)
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

/// Declares word lists that are read once, at first use.
macro_rules! lexicons {
    ($($(#[$doc:meta])* $name:ident = $($file:literal),+;)+) => {
        $($(#[$doc])*
        pub(crate) static $name: std::sync::LazyLock<Lexicon> =
            std::sync::LazyLock::new(|| Lexicon::parse(&[$(include_str!($file)),+]));)+
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
    use super::Lexicon;
    use crate::facts::token::Sentence;

    #[test]
    fn the_longest_entry_wins_whatever_its_case_and_tone_placement() {
        let lexicon = Lexicon::parse(&["# colours\n[a]\nhòa\nhòa bình # peace\n[b]\nbình"]);
        let text = "Chung sống HOÀ BÌNH nhé";
        let sentence = Sentence::new(text, 0..text.len());
        assert_eq!(lexicon.starting_at(&sentence, 2), Some((2, "a")));
        assert_eq!(lexicon.ending_at(&sentence, 4), Some((2, "a")));
        assert_eq!(lexicon.starting_at(&sentence, 3), Some((1, "b")));
        assert_eq!(lexicon.starting_at(&sentence, 4), None);
    }
}
