//! Triggers: which sentences can hold a fact at all.
//!
//! Most of a news text holds none, so one pass over the bytes looks for what every
//! fact has in it (an office, a percent sign, a stroke between numbers …) before
//! anything is split or tokenized.
//!
//! The pass goes from word to word and asks tables of bits for the first three bytes of
//! each, and for more where a trigger begins with these; only where one does is the text
//! compared with those that do. An automaton would have to read every byte.

use super::word::word_at;
use crate::lexicon::{self, NUMBERS, OFFICES_LIST, TRIGGERS_LIST};
use crate::record::Kind;
use crate::text::{Normalizer, ToneStyle, fold};
use memchr::memchr2_iter;
use multiversion::multiversion;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

struct Triggers {
    /// The first three bytes of all triggers; of one of two bytes, with all that may stand
    /// behind it.
    beginnings: Heads,
    /// Of these those of the triggers of fewer than eight bytes.
    short: Heads,
    /// The heads of all triggers.
    heads: Heads,
    /// The triggers that have a head, the longest first, and the kind of fact of each.
    spellings: FxHashMap<Head, Vec<(String, Kind)>>,
}

/// The bytes that a trigger is first known by, the first in the lowest place: its first
/// ones, as many as one of [`HEADS`] has.
type Head = u64;

/// The bytes of the heads of each length, the longest first: eight, seven, three, two.
const HEADS: [Head; 4] = [Head::MAX, Head::MAX >> 8, THREE, 0xffff];
const THREE: Head = 0xff_ffff;

/// A set of heads as a bit for each of their hashes: one that is not in it may seem to be.
struct Heads(Box<[u64; 1 << (Heads::HASH_BITS - u64::BITS.ilog2())]>);

impl Heads {
    /// Bits of the hash of a head.
    const HASH_BITS: u32 = 16;

    fn new() -> Self {
        Heads(Box::new([0; _]))
    }

    fn insert(&mut self, head: Head) {
        let (at, bit) = Heads::place(head);
        self.0[at] |= 1 << bit;
    }

    #[inline(always)]
    fn may_hold(&self, head: Head) -> bool {
        let (at, bit) = Heads::place(head);
        self.0[at] >> bit & 1 == 1
    }

    /// The place of the bit of a head.
    #[inline(always)]
    fn place(head: Head) -> (usize, u32) {
        let hash = (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (Head::BITS - Heads::HASH_BITS)) as u32;
        ((hash / u64::BITS) as usize, hash % u64::BITS)
    }
}

static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let offices = lexicon::entries(OFFICES_LIST).map(|(_, entry)| (entry, Kind::Official));
    let others = lexicon::entries(TRIGGERS_LIST)
        .map(|(section, entry)| (entry, if section == "ratio" { Kind::Ratio } else { Kind::Percentage }));
    let mut entries: Vec<(&str, Kind)> = offices.chain(others).collect();
    // `phó chủ tịch` is found by its `chủ tịch`.
    let all: FxHashSet<(&str, Kind)> = entries.iter().copied().collect();
    entries.retain(|&(entry, kind)| parts(entry).all(|part| !all.contains(&(part, kind))));

    let (mut beginnings, mut short, mut heads) = (Heads::new(), Heads::new(), Heads::new());
    let mut spellings_of: FxHashMap<Head, Vec<(String, Kind)>> = FxHashMap::default();
    for (entry, kind) in entries {
        for spelling in spellings(entry) {
            // `%` and `/` are looked for alone.
            let Some(head) = head_of(&spelling) else { continue };
            for beginning in beginnings_of(head) {
                beginnings.insert(beginning);
                if spelling.len() < size_of::<Head>() {
                    short.insert(beginning);
                }
            }
            heads.insert(head);
            spellings_of.entry(head).or_default().push((spelling, kind));
        }
    }
    for spellings in spellings_of.values_mut() {
        spellings.sort_by_key(|(spelling, _)| Reverse(spelling.len()));
    }
    Triggers { beginnings, short, heads, spellings: spellings_of }
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

/// The head of a trigger.
fn head_of(trigger: &str) -> Option<Head> {
    let start = head_at(trigger.as_bytes(), 0);
    let len = |bytes: &Head| (bytes.count_ones() / u8::BITS) as usize;
    HEADS.iter().find(|bytes| len(bytes) <= trigger.len()).map(|bytes| start & bytes)
}

/// The first three bytes of what has a head.
fn beginnings_of(head: Head) -> impl Iterator<Item = Head> {
    let is_short = head <= 0xffff;
    let behind = (0..=u8::MAX).filter(move |byte| is_short && !byte.is_ascii_alphanumeric());
    let short = behind.map(move |byte| head | Head::from(byte) << 16);
    short.chain((!is_short).then_some(head & THREE))
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
        each_block_of_starts(bytes, |block, mut starts| {
            // What branches would guess wrong is counted instead.
            let (mut candidates, mut count) = ([0; 64], 0);
            while starts != 0 {
                let at = starts.trailing_zeros() as u8;
                candidates[count] = at;
                count +=
                    usize::from(self.beginnings.may_hold(head_at(bytes, block + usize::from(at)) & THREE));
                starts &= starts - 1;
            }
            for &at in &candidates[..count] {
                let start = block + usize::from(at);
                let head = head_at(bytes, start);
                if self.heads.may_hold(head) || self.short.may_hold(head & THREE) {
                    self.read(text, start, head, &mut found);
                }
            }
        });
    }

    /// Calls `found` with the trigger that begins at `start`, where the head is `head`, if
    /// there is one.
    #[inline(never)]
    fn read(&self, text: &str, start: usize, head: Head, found: &mut impl FnMut(Range<usize>, Kind)) {
        // The longest are asked for first.
        let heads = HEADS.iter().map(|bytes| head & bytes).filter(|&head| self.heads.may_hold(head));
        let mut spellings = heads.filter_map(|head| self.spellings.get(&head)).flatten();
        let rest = &text.as_bytes()[start..];
        if let Some((spelling, kind)) = spellings.find(|(spelling, _)| rest.starts_with(spelling.as_bytes()))
        {
            let span = start..start + spelling.len();
            if is_whole(text, &span) {
                found(span, *kind);
            }
        }
    }
}

/// The bytes of a text that a head at the byte `at` is made of, as if spaces stood behind
/// the text.
#[inline(always)]
fn head_at(text: &[u8], at: usize) -> Head {
    let rest = &text[at..];
    Head::from_le_bytes(rest.first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [b' '; size_of::<Head>()];
        bytes[..rest.len()].copy_from_slice(rest);
        bytes
    }))
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Bytes before a block that are looked at with it.
const BEFORE: usize = 4;

/// Calls `found` with the blocks of a text in order: the place of each, and its
/// [`starts`].
#[inline(always)]
fn each_block_of_starts(text: &[u8], mut found: impl FnMut(usize, u64)) {
    for block in (0..text.len()).step_by(BLOCK) {
        let inside = block.checked_sub(BEFORE).and_then(|from| text[from..].first_chunk());
        if let Some(window) = inside {
            found(block, starts(window));
        } else {
            // As if spaces stood around the text.
            let mut window = [b' '; BEFORE + BLOCK];
            let from = block.saturating_sub(BEFORE);
            let bytes = &text[from..text.len().min(block + BLOCK)];
            window[BEFORE - (block - from)..][..bytes.len()].copy_from_slice(bytes);
            found(block, starts(&window));
        }
    }
}

/// A bit for each byte of a block, the lowest for the first, that tells where words can begin:
/// at a letter at the front, or behind what is no letter.
#[multiversion(targets("x86_64+avx2"))]
fn starts(window: &[u8; BEFORE + BLOCK]) -> u64 {
    let mut starts = [0; BLOCK];
    for (at, start) in starts.iter_mut().enumerate() {
        let w = &window[at..at + BEFORE + 1];
        *start = u8::from(is_start([w[0], w[1], w[2], w[3]], w[4]));
    }
    starts.as_chunks().0.iter().rev().fold(0, |bits, &starts| {
        // Eight bytes of 0 or 1 to eight bits.
        let eight = u64::from_le_bytes(starts).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits << 8 | eight
    })
}

/// Whether a word can begin with the byte `first` behind the bytes `before`. Without
/// branches, to be vectorized.
#[inline(always)]
fn is_start(before: [u8; 4], first: u8) -> bool {
    let is_letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
    let [.., last] = before;
    let is_end = (last < 0x80) & !is_letter(last);
    // Behind the characters that punctuation outside of ASCII is among: U+0080 to U+00BF,
    // U+2000 and higher.
    let is_sign = (before[2] == 0xc2) | (before[1] >= 0xe2) | (before[0] >= 0xf0);
    ((first >= 0x80) | is_letter(first)) & (is_end | is_sign)
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
    let mut all = vec![entry.to_owned(), lower, moved];
    all.extend(all.clone().iter().map(|placed| with_other_i(placed)));
    all.sort();
    all.dedup();
    let mut found = Vec::new();
    for placed in all {
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
    found.sort_by_key(|range| (range.start, Reverse(range.end)));
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
