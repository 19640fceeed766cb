//! Triggers: which sentences can hold a fact at all.
//!
//! Most of a news text holds none, so one pass over the bytes looks for what every
//! fact has in it (an office, a percent sign, a stroke between numbers …) before
//! anything is split or tokenized.
//!
//! The pass goes from word to word, eight bytes at a time, and asks a table of bits
//! for the first bytes of each; only where a trigger begins with them does an
//! automaton read on. An automaton that reads every byte takes five times as long.

use super::word::word_at;
use crate::lexicon::{self, NUMBERS, OFFICES_LIST, TRIGGERS_LIST};
use crate::record::Kind;
use crate::text::{Normalizer, ToneStyle, fold};
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use memchr::memchr2_iter;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

struct Triggers {
    /// A bit for each hash of a head: whether a trigger may begin with it.
    heads: Box<[u64; HASHES]>,
    /// For each byte, whether a trigger begins with it that has a head of less than seven.
    short: [bool; 256],
    /// Reads a trigger from its first byte on.
    automaton: AhoCorasick,
    /// The kind of fact that each pattern of the automaton is in.
    kinds: Vec<Kind>,
}

/// The bytes that a trigger is first known by, the first in the lowest place: seven, or
/// four of a shorter one, or three of a shorter one yet and what may stand behind it.
type Head = u64;

/// The bytes that each length of head is made of.
const SEVEN: Head = 0xff_ffff_ffff_ffff;
const FOUR: Head = 0xffff_ffff;
const THREE: Head = 0xff_ffff;

/// Bits of the hash of a head.
const HASH_BITS: u32 = 17;

/// Words of 64 bits for a bit a hash.
const HASHES: usize = 1 << (HASH_BITS - u64::BITS.ilog2());

/// The place of the bit of a head.
fn place(head: Head) -> (usize, u32) {
    let hash = (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (Head::BITS - HASH_BITS)) as u32;
    ((hash / u64::BITS) as usize, hash % u64::BITS)
}

static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let offices = lexicon::entries(OFFICES_LIST).map(|(_, entry)| (entry, Kind::Official));
    let others = lexicon::entries(TRIGGERS_LIST)
        .map(|(section, entry)| (entry, if section == "ratio" { Kind::Ratio } else { Kind::Percentage }));
    let mut entries: Vec<(&str, Kind)> = offices.chain(others).collect();
    // `phó chủ tịch` is found by its `chủ tịch`.
    let all: FxHashSet<(&str, Kind)> = entries.iter().copied().collect();
    entries.retain(|&(entry, kind)| parts(entry).all(|part| !all.contains(&(part, kind))));

    let mut heads = Box::new([0; HASHES]);
    let mut short = [false; 256];
    let (mut patterns, mut kinds) = (Vec::new(), Vec::new());
    for (entry, kind) in entries {
        for spelling in spellings(entry) {
            for head in heads_of(spelling.as_bytes()) {
                let (at, bit) = place(head);
                heads[at] |= 1 << bit;
                short[usize::from(head as u8)] |= head <= FOUR;
            }
            patterns.push(spelling);
            kinds.push(kind);
        }
    }
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(StartKind::Anchored)
        .build(patterns)
        .expect("the embedded lists make a small automaton");
    Triggers { heads, short, automaton, kinds }
});

/// The words in a row that are in `entry`, but not all of it.
fn parts(entry: &str) -> impl Iterator<Item = &str> {
    let starts = entry.match_indices(' ').map(|(at, _)| at + 1);
    let parts = std::iter::once(0).chain(starts).flat_map(move |start| {
        let ends = entry[start..].match_indices(' ').map(move |(len, _)| start + len);
        ends.chain([entry.len()]).map(move |end| &entry[start..end])
    });
    parts.filter(|part| part.len() < entry.len())
}

/// The heads of a trigger.
fn heads_of(trigger: &[u8]) -> Vec<Head> {
    let head = |bytes: &[u8]| bytes.iter().rev().fold(0, |head, &byte| head << 8 | Head::from(byte));
    match *trigger {
        [.., _, _, _, _, _, _, _] => vec![head(&trigger[..7])],
        [.., _, _, _, _] => vec![head(&trigger[..4])],
        [_, _, _] => vec![head(trigger)],
        [a, b] => {
            let behind = (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphanumeric());
            behind.map(|c| head(&[a, b, c])).collect()
        }
        // `%` and `/` are looked for alone.
        _ => Vec::new(),
    }
}

impl Triggers {
    /// Calls `found` with the place of each trigger in `text`.
    fn find(&self, text: &str, mut found: impl FnMut(Range<usize>, Kind)) {
        let bytes = text.as_bytes();
        for at in memchr2_iter(b'%', b'/', bytes) {
            match bytes[at] {
                b'%' => found(at..at + 1, Kind::Percentage),
                _ if may_divide(text, at) => found(at..at + 1, Kind::Ratio),
                _ => {}
            }
        }
        each_start(bytes, |start, head| {
            let short = || self.may_begin(head & FOUR) || self.may_begin(head & THREE);
            if self.may_begin(head & SEVEN) || self.short[usize::from(head as u8)] && short() {
                self.read(text, start, &mut found);
            }
        });
    }

    /// Whether a trigger may have the head.
    #[inline(always)]
    fn may_begin(&self, head: Head) -> bool {
        let (at, bit) = place(head);
        self.heads[at] >> bit & 1 == 1
    }

    /// Calls `found` with the trigger that begins at `start`, if there is one.
    #[inline(never)]
    fn read(&self, text: &str, start: usize, found: &mut impl FnMut(Range<usize>, Kind)) {
        let input = Input::new(text).range(start..).anchored(Anchored::Yes);
        if let Some(hit) = self.automaton.find(input)
            && is_whole(text, &hit.range())
        {
            found(hit.range(), self.kinds[hit.pattern().as_usize()]);
        }
    }
}

/// Calls `found` with each place in a text where a word can begin, and the bytes there
/// for a head: at the front, and behind all that is no letter.
#[inline(always)]
fn each_start(text: &[u8], mut found: impl FnMut(usize, Head)) {
    /// Bytes looked at together.
    const BLOCK: usize = size_of::<u64>();
    let mut start = |at: usize| {
        if let Some(&bytes) = text.get(at..).and_then(<[u8]>::first_chunk) {
            found(at, Head::from_le_bytes(bytes));
        } else {
            // At the end of the text, as if spaces stood behind it.
            let mut bytes = [b' '; size_of::<Head>()];
            let rest = text.get(at..).unwrap_or_default();
            bytes[..rest.len()].copy_from_slice(rest);
            found(at, Head::from_le_bytes(bytes));
        }
    };
    start(0);
    let mut look = |at: usize, block: [u8; BLOCK]| {
        let block = u64::from_le_bytes(block);
        for byte in highest_bits(word_ends(block)) {
            start(at + byte + 1);
        }
        for byte in highest_bits(signs(block)) {
            start(at + byte + char_len(text[at + byte]));
        }
    };
    let (blocks, rest) = text.as_chunks();
    for (index, &block) in blocks.iter().enumerate() {
        look(index * BLOCK, block);
    }
    let mut last = [b'a'; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    look(text.len() - rest.len(), last);
}

/// The bytes of a block whose highest bit is set.
#[inline(always)]
fn highest_bits(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let byte = (bits != 0).then(|| (bits.trailing_zeros() / u8::BITS) as usize);
        bits &= bits.wrapping_sub(1);
        byte
    })
}

/// Length of the character that begins with a byte.
fn char_len(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// A byte eight times.
const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte of `bytes` that is `least` or more; both are below 0x80.
fn at_least(bytes: u64, least: u8) -> u64 {
    // The sum carries into the highest bit and no further.
    (bytes + all(0x80 - least)) & all(0x80)
}

/// Marks by their highest bits the bytes of a block that are ASCII and no letter.
fn word_ends(block: u64) -> u64 {
    let folded = block & all(0x7f) | all(0x20);
    let letter = at_least(folded, b'a') & !at_least(folded, b'z' + 1);
    !(block | letter) & all(0x80)
}

/// Marks likewise the first bytes of the characters that punctuation outside of ASCII is
/// among: U+0080 to U+00BF, U+2000 and higher.
fn signs(block: u64) -> u64 {
    let latin_1 = block ^ all(0xc2);
    let latin_1 = !(at_least(latin_1 & all(0x7f), 1) | latin_1) & all(0x80);
    block & at_least(block & all(0x7f), 0xe2 - 0x80) | latin_1
}

/// Whether the stroke at the byte `at` may stand between the numbers of a ratio: digits
/// stand on both sides, spaces or none in between, and the first number is no greater
/// than the other one and what scales it.
fn may_divide(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    let behind = text[at + 1..].trim_start_matches(' ');
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let part = &before[before.trim_end_matches(is_number).len()..];
    let whole = &behind[..behind.len() - behind.trim_start_matches(is_number).len()];
    // A point or comma behind digits ends a sentence or clause.
    let (part, whole) = (part.trim_start_matches(['.', ',']), whole.trim_end_matches(['.', ',']));
    if !part.ends_with(|c: char| c.is_ascii_digit()) || !whole.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_scaled = || {
        let next = word_at(behind[whole.len()..].trim_start_matches(' '));
        next.and_then(|word| word.key).is_some_and(|key| NUMBERS.begins_with(lexicon::words().get(key)))
    };
    match (part.parse::<u32>(), whole.parse::<u32>()) {
        (Ok(part), Ok(whole)) => part <= whole || is_scaled(),
        _ => true,
    }
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
/// of the tone mark and each spelling of `i`.
fn spellings(entry: &str) -> Vec<String> {
    let capitalize = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    let lower = entry.to_lowercase();
    let in_new_style = Normalizer { tone_style: ToneStyle::New, ..Normalizer::default() };
    let moved = in_new_style.normalize(&lower).as_str().to_owned();
    let mut found = Vec::new();
    let placed = [entry.to_owned(), lower, moved];
    let respelled = placed.clone().map(|placed| with_other_i(&placed));
    for placed in placed.into_iter().chain(respelled) {
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

/// The entry with its words in `i` written with `y` and the other way round, where that
/// is another spelling: `thư kí`, `thư ký`.
fn with_other_i(entry: &str) -> String {
    const I: [char; 6] = ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'];
    const Y: [char; 6] = ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'];
    let respelled = |word: &str| {
        let (at, last) = word.char_indices().next_back()?;
        let of = |from: [char; 6], to: [char; 6]| from.iter().position(|&c| c == last).map(|tone| to[tone]);
        let other = format!("{}{}", &word[..at], of(I, Y).or_else(|| of(Y, I))?);
        (fold(&other) == fold(word)).then_some(other)
    };
    let words = entry.split(' ').map(|word| respelled(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" ")
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
            ("Tổng Thư kí", Some(Kind::Official)),
            ("Phó-Chủ tịch", Some(Kind::Official)),
            ("Trời hôm nay nắng đẹp.", None),
            ("phóng viên, 7/24, và/hoặc BTV ở ABT", Some(Kind::Ratio)),
            ("phóng viên, 24/7, và/hoặc BTV ở ABT", None),
        ];
        for (text, expected) in cases {
            assert_eq!(hits(text).first().map(|&(_, kind)| kind), expected, "{text}");
        }
    }
}
