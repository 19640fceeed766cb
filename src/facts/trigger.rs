//! Triggers: which sentences can hold a fact at all.
//!
//! Most of a news text holds none, so one pass over the bytes looks for what every
//! fact has in it (an office, a percent sign, a stroke between digits …) before
//! anything is split or tokenized.
//!
//! The pass looks at three bytes at a time. Of each word that is looked for it knows
//! the rarest three, and compares the whole word only where it comes upon them; that is
//! three times as fast as an automaton, which must follow every byte.

use crate::lexicon::{self, CLAUSE_LISTS, OFFICES_LIST, TRIGGERS_LIST};
use crate::record::Kind;
use crate::text::{Normalizer, ToneStyle};
use memchr::memchr2_iter;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A word or phrase that a fact has in it, in one spelling.
#[derive(Debug)]
struct Trigger {
    text: String,
    kind: Kind,
}

/// Three bytes of a text, the first in the lowest place.
type Window = u32;

/// Bytes of a window.
const WINDOW: usize = 3;

/// The triggers, by a window of each.
struct Triggers {
    /// A bit for each hash of a window: whether a trigger may be known by it.
    hashes: Box<[u64; HASHES]>,
    /// Where in which trigger a window stands.
    windows: FxHashMap<Window, Vec<(usize, Trigger)>>,
}

/// Bits of the hash of a window.
const HASH_BITS: u32 = 16;

/// Words of 64 bits for a bit a hash.
const HASHES: usize = 1 << (HASH_BITS - u64::BITS.ilog2());

fn hash(window: Window) -> u32 {
    window.wrapping_mul(0x9e37_79b1) >> (u32::BITS - HASH_BITS)
}

static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let offices = lexicon::entries(OFFICES_LIST).map(|(_, entry)| (entry, Kind::Official));
    let others = lexicon::entries(TRIGGERS_LIST)
        .map(|(section, entry)| (entry, if section == "ratio" { Kind::Ratio } else { Kind::Percentage }));
    let mut entries: Vec<(&str, Kind)> = offices.chain(others).collect();
    // `phó chủ tịch` is found by its `chủ tịch`.
    let all = entries.clone();
    let holds = |entry: &str, other: &str| {
        entry.match_indices(other).any(|(at, _)| is_whole(entry, &(at..at + other.len())))
    };
    entries.retain(|(entry, kind)| {
        !all.iter().any(|(other, same)| same == kind && other.len() < entry.len() && holds(entry, other))
    });
    let mut triggers = Triggers { hashes: Box::new([0; HASHES]), windows: FxHashMap::default() };
    let frequencies = frequencies();
    for (entry, kind) in entries {
        for text in spellings(entry) {
            triggers.add(Trigger { text, kind }, &frequencies);
        }
    }
    triggers
});

/// How often each window is in Vietnamese, for which the words of clauses stand.
fn frequencies() -> FxHashMap<Window, u32> {
    let mut frequencies = FxHashMap::default();
    for list in CLAUSE_LISTS {
        for bytes in list.as_bytes().windows(WINDOW) {
            *frequencies.entry(window(bytes)).or_default() += 1;
        }
    }
    frequencies
}

fn window(bytes: &[u8]) -> Window {
    bytes.iter().rev().fold(0, |window, &byte| window << 8 | Window::from(byte))
}

impl Triggers {
    fn add(&mut self, trigger: Trigger, frequencies: &FxHashMap<Window, u32>) {
        let bytes = trigger.text.as_bytes();
        let windows = bytes.windows(WINDOW).map(window).enumerate();
        let rarest = windows.min_by_key(|(_, window)| frequencies.get(window).copied().unwrap_or(0));
        match (rarest, bytes) {
            (Some((at, window)), _) => self.note(window, at, trigger),
            // Behind a short one anything may stand that goes on no word.
            (None, &[first, second]) => {
                let behind = (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphanumeric());
                for third in behind {
                    let Trigger { text, kind } = &trigger;
                    let trigger = Trigger { text: text.clone(), kind: *kind };
                    self.note(window(&[first, second, third]), 0, trigger);
                }
            }
            (None, _) => {}
        }
    }

    fn note(&mut self, window: Window, at: usize, trigger: Trigger) {
        let hash = hash(window);
        self.hashes[(hash / u64::BITS) as usize] |= 1 << (hash % u64::BITS);
        self.windows.entry(window).or_default().push((at, trigger));
    }

    /// Calls `found` with the place of each trigger in `text`.
    fn find(&self, text: &str, mut found: impl FnMut(Range<usize>, Kind)) {
        let bytes = text.as_bytes();
        for at in memchr2_iter(b'%', b'/', bytes) {
            match bytes[at] {
                b'%' => found(at..at + 1, Kind::Percentage),
                _ if is_between_digits(bytes, at) => found(at..at + 1, Kind::Ratio),
                _ => {}
            }
        }
        for (at, four) in bytes.windows(WINDOW + 1).enumerate() {
            let four: [u8; 4] = four.try_into().expect("a window and a byte are four");
            let window = u32::from_le_bytes(four) & 0xff_ffff;
            if self.may_hold(window) {
                self.compare(text, at, window, &mut found);
            }
        }
        // The end, as if a space stood behind it.
        let mut end = [b' '; WINDOW + 1];
        let rest = &bytes[bytes.len().saturating_sub(WINDOW)..];
        end[..rest.len()].copy_from_slice(rest);
        for (at, bytes) in end.windows(WINDOW).take(rest.len()).enumerate() {
            self.compare(text, text.len() - rest.len() + at, window(bytes), &mut found);
        }
    }

    /// Whether a window may be one of the noted ones.
    #[inline(always)]
    fn may_hold(&self, window: Window) -> bool {
        let hash = hash(window);
        self.hashes[(hash / u64::BITS) as usize] >> (hash % u64::BITS) & 1 == 1
    }

    /// Calls `found` with the triggers in `text` that are known by the window at `at`.
    #[inline(never)]
    fn compare(&self, text: &str, at: usize, window: Window, found: &mut impl FnMut(Range<usize>, Kind)) {
        for (offset, trigger) in self.windows.get(&window).into_iter().flatten() {
            let Some(start) = at.checked_sub(*offset) else { continue };
            let span = start..start + trigger.text.len();
            if text.as_bytes().get(span.clone()) == Some(trigger.text.as_bytes()) && is_whole(text, &span) {
                found(span, trigger.kind);
            }
        }
    }
}

/// Whether digits stand on both sides of the byte `at`, spaces or none in between.
fn is_between_digits(bytes: &[u8], at: usize) -> bool {
    let first = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let no_space = |byte: &&u8| **byte != b' ';
    first(bytes[..at].iter().rev().find(no_space)) && first(bytes[at + 1..].iter().find(no_space))
}

/// Whether the words at the bytes `span` of `text` are whole: no letter stands before
/// them, and neither letter nor digit behind, save for more digits of a number.
fn is_whole(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].chars().next_back();
    let behind = text[span.end..].chars().next();
    let is_number = text.as_bytes()[span.end - 1].is_ascii_digit();
    !before.is_some_and(char::is_alphabetic) && (is_number || !behind.is_some_and(char::is_alphanumeric))
}

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

/// The triggers of a text: the byte behind each, and its kind, in order.
pub(super) fn hits(text: &str) -> Vec<(usize, Kind)> {
    let mut hits = Vec::new();
    TRIGGERS.find(text, |span, kind| hits.push((span.end, kind)));
    hits.sort_unstable_by_key(|&(end, _)| end);
    hits
}

/// The strings in the bytes `span` of `text` that trigger `kind`, the longest of those
/// that overlap.
pub(super) fn words(text: &str, span: &Range<usize>, kind: Kind) -> Vec<String> {
    let text = &text[span.clone()];
    let mut found: Vec<Range<usize>> = Vec::new();
    TRIGGERS.find(text, |span, of| found.extend((of == kind).then_some(span)));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        range.start >= end && {
            end = range.end;
            true
        }
    });
    found.into_iter().map(|range| text[range].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::hits;
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
            ("ông A, BT", Some(Kind::Official)),
            ("Phó-Chủ tịch", Some(Kind::Official)),
            ("Trời hôm nay nắng đẹp.", None),
            ("phóng viên, 24/7, và/hoặc BTV ở ABT", Some(Kind::Ratio)),
            ("phóng viên và/hoặc BTV ở ABT", None),
        ];
        for (text, expected) in cases {
            assert_eq!(hits(text).first().map(|&(_, kind)| kind), expected, "{text}");
        }
    }
}
