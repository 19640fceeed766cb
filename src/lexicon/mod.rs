//! Word lists, kept as plain text beside this file, and how they are looked up.
//!
//! A list has one entry a line; `#` begins a comment and `[name]` a section.
//! Case and tone placement do not matter: entries and text are compared by
//! [`fold`](crate::text::fold)ed keys.

use crate::facts::token::Sentence;
use std::collections::HashMap;

/// A word list: phrases, each with the section that it stands in.
#[derive(Debug)]
pub(crate) struct Lexicon {
    sections: HashMap<String, &'static str>,
    longest: usize,
}

impl Lexicon {
    /// Reads lists that were embedded at compile time.
    pub fn parse(lists: &[&'static str]) -> Self {
        let mut lexicon = Lexicon { sections: HashMap::new(), longest: 0 };
        for list in lists {
            let mut section = "";
            for line in list.lines() {
                let line = line.split('#').next().unwrap_or_default().trim();
                if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    section = name;
                } else if !line.is_empty() {
                    let entry = Sentence::new(line, 0..line.len());
                    lexicon.longest = lexicon.longest.max(entry.len());
                    lexicon.sections.insert(entry.phrase(0..entry.len()).to_owned(), section);
                }
            }
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
        let most = self.longest.min(sentence.len().saturating_sub(from));
        (1..=most).rev().find_map(|len| Some((len, self.get(sentence.phrase(from..from + len))?)))
    }

    /// The longest entry that ends right before token `to`: its length in tokens
    /// and its section.
    pub fn ending_at(&self, sentence: &Sentence, to: usize) -> Option<(usize, &'static str)> {
        let most = self.longest.min(to);
        (1..=most).rev().find_map(|len| Some((len, self.get(sentence.phrase(to - len..to))?)))
    }
}

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
    BOUNDS = "bounds.txt";
    /// Heads of office phrases, by what may follow them.
    OFFICES = "offices.txt";
    /// Words after an office head that belong to the post.
    TITLES = "titles.txt";
    /// Words before an office head: `former`, `acting`, `current`.
    STATUSES = "statuses.txt";
    /// Words that an office after them is only a part of.
    BODIES_OF_POSTS = "bodies_of_posts.txt";
    /// Words between a name and an office after it: `current`, `former`.
    BRIDGES = "bridges.txt";
    /// Words between an office and a name: the office is no longer held.
    DEPARTURES = "departures.txt";
    /// Words that an office after them names a place or a prize with.
    LANDMARKS = "landmarks.txt";
    /// First words of organizations: `whole`, or `named` by what follows.
    BODIES = "bodies.txt", "abbreviations.txt";
    /// Kinds of area: `tỉnh`, `phường`.
    AREAS = "areas.txt";
    /// Fields of work in the names of organizations.
    DOMAINS = "domains.txt", "compounds.txt";
    /// Names of places at home and abroad.
    PLACES = "provinces.txt", "districts.txt", "countries.txt", "foreign_places.txt";
    /// Names of communes and wards, many of which are also names of persons.
    COMMUNES = "communes.txt";
    /// Verbs and other words that end an office phrase.
    STOPS = "stops.txt";
    /// Forms of address, degrees and ranks.
    HONORIFICS = "honorifics.txt", "professions.txt";
    /// Trades, which are no offices.
    PROFESSIONS = "professions.txt";
    /// Surnames: `common`, `rare`, and those that are also a `word`.
    SURNAMES = "surnames.txt";
    /// Syllables of Vietnamese given names.
    GIVEN = "given_names.txt";
    /// Given names of persons abroad.
    FOREIGN_GIVEN = "foreign_given_names.txt";
    /// Lower-case words inside the names of persons abroad.
    PARTICLES = "particles.txt";
    /// Capitalised words that are no part of a name.
    NOT_NAMES = "not_names.txt", "openers.txt";
    /// Verbs that follow a name, beside those of [`STOPS`].
    NAME_VERBS = "name_verbs.txt";
    /// Bound words that stand behind a number.
    BOUNDS_AFTER = "bounds_after.txt";
    /// Number words; a section is a value or the part of a word in a number.
    NUMBERS = "numbers.txt";
    /// Words that look like the beginning of a number in words and are none.
    NOT_NUMBERS = "not_numbers.txt";
    /// Nouns that a ratio counts, of two syllables or more.
    UNITS = "units.txt";
    /// What stands before a pair of numbers and says what the pair is.
    RATIO_CONTEXTS = "ratio_contexts.txt";
    /// Words between the numbers of a ratio, and between them and their noun.
    RATIO_LINKS = "ratio_links.txt";
    /// Verbs and comparatives by the trend of the percentage after them.
    TRENDS = "trends.txt";
    /// Words that may stand between a verb and its number.
    CLAUSES = "verbs.txt", "clauses.txt", "trends.txt", "heads.txt";
    /// Expressions of time.
    TIMES = "times.txt";
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
