//! Triggers: which sentences can hold a fact at all.
//!
//! Most of a news text holds none, so one automaton over the bytes looks for
//! what every fact has in it (an office, a percent sign, a stroke between
//! digits …) before anything is split or tokenized.

use crate::lexicon::{self, OFFICES_LIST, TRIGGERS_LIST};
use crate::record::Kind;
use crate::text::{Normalizer, ToneStyle};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::ops::Range;
use std::sync::LazyLock;

struct Automaton {
    patterns: AhoCorasick,
    /// The kind of fact that each pattern is in.
    kinds: Vec<Kind>,
}

static AUTOMATON: LazyLock<Automaton> = LazyLock::new(|| {
    let offices = lexicon::entries(OFFICES_LIST).map(|(_, entry)| (entry, Kind::Official));
    let others = lexicon::entries(TRIGGERS_LIST)
        .map(|(section, entry)| (entry, if section == "ratio" { Kind::Ratio } else { Kind::Percentage }));
    let mut entries: Vec<(&str, Kind)> = offices.chain(others).collect();
    // `phó chủ tịch` is found by its `chủ tịch`.
    let all = entries.clone();
    entries.retain(|(entry, kind)| {
        !all.iter().any(|(other, same)| same == kind && other.len() < entry.len() && entry.contains(other))
    });
    let mut patterns = Vec::new();
    let mut kinds = Vec::new();
    for (entry, kind) in entries {
        for spelling in spellings(entry) {
            patterns.push(spelling);
            kinds.push(kind);
        }
    }
    let patterns = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(patterns)
        .expect("the embedded lists make a small automaton");
    Automaton { patterns, kinds }
});

/// The ways to write an entry: each case that headlines use, with each placement
/// of the tone mark.
fn spellings(entry: &str) -> Vec<String> {
    let capitalize = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    let lower = entry.to_lowercase();
    let in_new_style = Normalizer { tone_style: ToneStyle::New, ..Normalizer::default() };
    let moved = in_new_style.normalize(&lower).as_str().to_owned();
    let mut found = Vec::new();
    for placed in [entry.to_owned(), lower, moved] {
        let words: Vec<&str> = placed.split(' ').collect();
        // `Chánh văn phòng`, `Chánh Văn phòng`, `Chánh Văn Phòng` …
        for choice in 0..1_u32 << words.len().min(4) {
            let chosen = |(i, word): (usize, &&str)| {
                if choice >> i.min(31) & 1 == 1 { capitalize(word) } else { (*word).to_owned() }
            };
            found.push(words.iter().enumerate().map(chosen).collect::<Vec<_>>().join(" "));
        }
        found.push(placed.to_uppercase());
    }
    found.sort();
    found.dedup();
    found
}

/// The triggers of a text, in order of their ends.
pub(super) struct Hits(Vec<(usize, Kind)>);

impl Hits {
    /// Looks through `text`.
    pub fn new(text: &str) -> Self {
        let automaton = &*AUTOMATON;
        let hits = automaton.patterns.find_overlapping_iter(text);
        Hits(hits.map(|hit| (hit.end(), automaton.kinds[hit.pattern().as_usize()])).collect())
    }

    /// The strings in the bytes `span` of `text` that trigger `kind`, the longest of
    /// those that overlap.
    pub fn words(text: &str, span: &Range<usize>, kind: Kind) -> Vec<String> {
        let automaton = &*AUTOMATON;
        let mut found: Vec<Range<usize>> = automaton
            .patterns
            .find_overlapping_iter(&text[span.clone()])
            .filter(|hit| automaton.kinds[hit.pattern().as_usize()] == kind)
            .map(|hit| hit.range())
            .collect();
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|range| {
            range.start >= end && {
                end = range.end;
                true
            }
        });
        found.into_iter().map(|range| text[span.clone()][range].to_owned()).collect()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The triggers that end in the bytes `span`.
    pub fn within(&self, span: &Range<usize>) -> impl Iterator<Item = Kind> {
        let from = self.0.partition_point(|&(end, _)| end <= span.start);
        let to = self.0.partition_point(|&(end, _)| end <= span.end);
        self.0[from..to].iter().map(|&(_, kind)| kind)
    }
}

#[cfg(test)]
mod tests {
    use super::Hits;
    use crate::record::Kind;

    #[test]
    fn a_sentence_is_triggered_in_every_spelling() {
        let cases = [
            ("Quận có 7/10 xã", Some(Kind::Ratio)),
            ("45 xã trên tổng số 60", Some(Kind::Ratio)),
            ("HAI PHẦN BA số hộ", Some(Kind::Ratio)),
            ("tăng 5 %", Some(Kind::Percentage)),
            ("năm Phần Trăm", Some(Kind::Percentage)),
            ("CHỦ TỊCH nước", Some(Kind::Official)),
            ("Uỷ viên và uỷ viên", Some(Kind::Official)),
            ("Ủy Viên", Some(Kind::Official)),
            ("Thành viên HĐQT", Some(Kind::Official)),
            ("Trời hôm nay nắng đẹp.", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Hits::new(text).within(&(0..text.len())).next(), expected, "{text}");
        }
    }
}
