//! Patterns over a text: which sentences they are tried on, and what they find.

use super::compile::{CORE, Compiled};
use super::literal::MOST_SETS;
use super::piece::{Marks, Piece, atom_value};
use super::syntax::Field;
use super::working::{Working, fold_into};
use crate::facts::token::Sentence;
use crate::facts::{Atom, AtomKind, Finding, atoms, pieces};
use crate::record::Fact;
use crate::text::sentences;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex_automata::{Input, util::captures::Captures};
use serde_json::{Map, Value};
use std::ops::Range;
use std::sync::Arc;

/// Compiled patterns that are matched together.
///
/// They come from [`PatternFile`](super::PatternFile)s. One pass over a sentence looks
/// for the words that the patterns cannot match without, so that only those are tried
/// that may match: many patterns cost little more than one.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    patterns: Vec<Arc<Compiled>>,
    /// All strings that patterns require.
    words: Option<AhoCorasick>,
    /// The patterns that each of the strings is required by, and the bit of its set.
    owners: Vec<Vec<(usize, u8)>>,
    /// For each pattern the bits of all sets that it requires a string of.
    all_sets: Vec<u8>,
}

/// What a pattern matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Match<'a> {
    /// The name of the pattern.
    pub pattern: &'a str,
    /// The bytes of the match in the clean text.
    pub span: Range<usize>,
    /// The bytes of its sentence.
    pub sentence: Range<usize>,
    /// The fields, in the pattern's order; null for what is not there.
    pub fields: Map<String, Value>,
    /// The bytes of each field that is there.
    pub places: Vec<(&'a str, Range<usize>)>,
}

impl Match<'_> {
    pub(crate) fn into_finding(self) -> Finding {
        Finding {
            span: self.span,
            sentence: self.sentence,
            kind: self.pattern.to_owned().into(),
            fact: Fact::Pattern(self.fields),
            rule: "pattern",
        }
    }
}

impl Patterns {
    pub(super) fn new(patterns: Vec<Arc<Compiled>>) -> Self {
        let mut strings: Vec<(&str, (usize, u8))> = Vec::new();
        let mut all_sets = vec![0; patterns.len()];
        for (nth, pattern) in patterns.iter().enumerate() {
            for (set, bit) in pattern.required.iter().zip((0..MOST_SETS).map(|set| 1 << set)) {
                strings.extend(set.iter().map(|string| (string.as_str(), (nth, bit))));
                all_sets[nth] |= bit;
            }
        }
        strings.sort();
        let shared: Vec<_> = strings.chunk_by(|a, b| a.0 == b.0).collect();
        let owners = shared.iter().map(|same| same.iter().map(|&(_, owner)| owner).collect()).collect();
        let bytes: usize = shared.iter().map(|same| same[0].0.len()).sum();
        let kind = if bytes <= MOST_DFA { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let automaton = || AhoCorasick::builder().kind(Some(kind)).build(shared.iter().map(|same| same[0].0));
        // One that cannot be built, for there are too many strings, is done without.
        let words = if shared.is_empty() { None } else { automaton().ok() };
        if words.is_none() {
            all_sets.fill(0);
        }
        Patterns { words, owners, all_sets, patterns }
    }

    /// The names of the patterns, in the order of their files.
    ///
    /// ```
    /// use trich::patterns::PatternFile;
    /// let file = PatternFile::parse("a.toml", "[[pattern]]\nname = 'a'\nmatch = 'b'\n")?;
    /// assert!(file.patterns().names().eq(["a"]));
    /// # Ok::<(), trich::patterns::Problems>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.patterns.iter().map(|pattern| pattern.name.as_str())
    }

    /// The names of the fields that they put into records.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.patterns.iter().flat_map(|pattern| &pattern.fields).map(|(_, field)| field.name.as_str())
    }

    /// The patterns whose names pass a test.
    pub(crate) fn only(self, is_wanted: impl Fn(&str) -> bool) -> Self {
        if self.names().all(&is_wanted) {
            return self;
        }
        Patterns::new(self.patterns.into_iter().filter(|pattern| is_wanted(&pattern.name)).collect())
    }

    /// Calls `emit` with every match in a clean text, sentence by sentence; in a
    /// sentence pattern by pattern, and the matches of one in the order of the text,
    /// none over another.
    ///
    /// ```
    /// use trich::patterns::PatternFile;
    /// let file = PatternFile::parse("a.toml", "[[pattern]]\nname = 'a'\nmatch = 'hoà (bình|thuận)'\n")?;
    /// let mut found = Vec::new();
    /// let text = "Xây dựng hòa bình. Sống HOÀ THUẬN.";
    /// file.patterns().find(text, |m| found.push(&text[m.span]));
    /// assert_eq!(found, ["hòa bình", "HOÀ THUẬN"]);
    /// # Ok::<(), trich::patterns::Problems>(())
    /// ```
    pub fn find<'a>(&'a self, clean: &str, mut emit: impl FnMut(Match<'a>)) {
        if self.patterns.is_empty() {
            return;
        }
        let mut folded = String::new();
        let mut sets = vec![0; self.patterns.len()];
        for span in sentences(clean).into_iter().flat_map(|span| pieces(clean, span)) {
            sets.fill(0);
            if let Some(words) = &self.words {
                fold_into(&clean[span.clone()], &mut folded);
                for hit in words.find_overlapping_iter(&folded) {
                    self.owners[hit.pattern().as_usize()].iter().for_each(|&(nth, bit)| sets[nth] |= bit);
                }
            }
            let mut prepared = Prepared::new(clean, span);
            for (pattern, (found, all)) in self.patterns.iter().zip(sets.iter().zip(&self.all_sets)) {
                if found == all {
                    prepared.find(pattern, &mut emit);
                }
            }
        }
    }
}

/// Bytes of required strings up to which the larger and faster automaton is built.
const MOST_DFA: usize = 64 << 10;

/// A sentence with what patterns have asked for of it so far.
struct Prepared<'t> {
    clean: &'t str,
    span: Range<usize>,
    sentence: Option<Sentence<'t>>,
    /// The atoms of each kind.
    atoms: [Option<Vec<Atom>>; AtomKind::ALL.len()],
    /// The working texts, by the kinds of atom in them and whether tones are folded.
    texts: Vec<(Vec<AtomKind>, bool, Vec<Atom>, Working)>,
}

impl<'t> Prepared<'t> {
    fn new(clean: &'t str, span: Range<usize>) -> Self {
        Prepared { clean, span, sentence: None, atoms: Default::default(), texts: Vec::new() }
    }

    /// The place of the working text that a pattern needs.
    fn text(&mut self, kinds: &[AtomKind], fold: bool) -> usize {
        let known = self.texts.iter().position(|text| text.0 == kinds && text.1 == fold);
        if let Some(known) = known {
            return known;
        }
        let mut found = Vec::new();
        for &kind in kinds {
            let (clean, span) = (self.clean, &self.span);
            let sentence = self.sentence.get_or_insert_with(|| Sentence::new(clean, span.clone()));
            let of_kind = self.atoms[kind as usize].get_or_insert_with(|| atoms(sentence, kind));
            found.extend(of_kind.iter().cloned());
        }
        let working = Working::new(self.clean, self.span.clone(), &found, fold);
        self.texts.push((kinds.to_vec(), fold, found, working));
        self.texts.len() - 1
    }

    fn find<'a>(&mut self, pattern: &'a Compiled, emit: &mut impl FnMut(Match<'a>)) {
        let text = self.text(&pattern.atoms, pattern.options.any_tone_style);
        let (_, _, atoms, working) = &self.texts[text];
        let mut captures = pattern.regex.create_captures();
        let mut at = 0;
        while at <= working.text.len() {
            let input = Input::new(&working.text).range(at..);
            pattern.regex.search_captures(&input, &mut captures);
            let Some(core) = captures.get_group(CORE) else { break };
            if let Some(found) = self.read(pattern, working, atoms, &captures, core.range()) {
                emit(found);
            }
            at = core.end;
            // A mark at the end of this match may be the edge of the next.
            let last = working.text[core.range()].chars().next_back().filter(|c| !c.is_alphanumeric());
            let back = last.map_or(0, char::len_utf8);
            if pattern.options.whole_words && core.end > back && core.start < core.end - back {
                at = core.end - back;
            }
        }
    }

    /// The match that `captures` tell of; `None` where a field is not what it seems.
    fn read<'a>(
        &self,
        pattern: &'a Compiled,
        working: &Working,
        atoms: &[Atom],
        captures: &Captures,
        core: Range<usize>,
    ) -> Option<Match<'a>> {
        let mut fields = Map::new();
        let mut places = Vec::new();
        for (group, Field { name, piece }) in &pattern.fields {
            let Some(found) = captures.get_group(*group) else {
                fields.insert(name.clone(), piece.map_or(Value::Null, Piece::absent));
                continue;
            };
            let mut span = trimmed(self.clean, working.clean_span(found.range()));
            let value = match piece {
                None => Value::String(self.clean[span.clone()].to_owned()),
                Some(Piece::Atom(kind)) => {
                    let atom = &atoms[working.atom_at(found.start, Marks::of(*kind).close, atoms)?];
                    span = atom.span.clone();
                    atom_value(atom)
                }
                Some(piece) => {
                    let text = &self.clean[span.clone()];
                    let (before, after) = (&self.clean[..span.start], &self.clean[span.end..]);
                    piece.value(before, text, after)?
                }
            };
            fields.insert(name.clone(), value);
            places.push((name.as_str(), span));
        }
        let span = trimmed(self.clean, working.clean_span(core));
        let sentence = self.span.clone();
        (!span.is_empty()).then_some(Match { pattern: &pattern.name, span, sentence, fields, places })
    }
}

/// A span of `text` without white space at its edges.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let part = &text[span.clone()];
    let start = span.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::Patterns;
    use crate::patterns;
    use crate::text::Text;
    use std::path::Path;
    use std::{fs, iter};

    /// All that patterns find in a text.
    fn found(patterns: &Patterns, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        patterns.find(text, |one| found.push(format!("{one:?}")));
        found
    }

    #[test]
    fn patterns_find_the_same_where_they_are_tried_on_every_sentence() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let files = patterns::load(&[samples.join("patterns")]).unwrap();
        let chosen = patterns::patterns(&files);
        let mut tried_always = chosen.clone();
        tried_always.words = None;
        tried_always.all_sets.fill(0);
        let articles = fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path());
        let texts = articles.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap());
        let tests = files.iter().flat_map(|file| file.test()).flat_map(|test| test.cases);
        let examples: String = tests.map(|case| case.text + "\n").collect();
        for text in texts.chain(iter::once(examples)) {
            for text in [text.to_uppercase(), text] {
                let text = Text::new(&text);
                assert_eq!(found(&chosen, text.as_str()), found(&tried_always, text.as_str()));
            }
        }
    }
}
