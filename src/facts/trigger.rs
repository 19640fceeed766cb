//! Triggers: which sentences can hold a fact at all.
//!
//! Most of a news text holds none, so one pass over the bytes looks for what every
//! fact has in it (an office, a percent sign, a stroke between numbers …) before
//! anything is split or tokenized.
//!
//! The pass takes a first look at 32 bytes at once where the processor can. Of the places
//! that are left it asks tables of bits whether a trigger begins with the bytes there; only
//! where one does is the text compared with those that do. An automaton would have to read
//! every byte.

use super::ratio::{is_padded, is_year, may_be_day};
use super::word::word_at;
use crate::lexicon::{self, NUMBERS, RATIO_CONTEXTS, RATIO_LINKS, Uses};
use crate::record::Kind;
use crate::text::{BLOCK, Classes, is_of_word};
use memchr::memrchr2;
use multiversion::multiversion;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

struct Triggers {
    /// The first three bytes of the triggers of fewer than seven bytes; of one of two bytes,
    /// with all that may stand behind it.
    short: Heads,
    /// The heads of all triggers.
    heads: Heads,
    /// The heads of the triggers of fewer than twelve bytes, and of the others the last eight
    /// of their first twelve.
    few: Heads,
    tails: Heads,
    /// The first three bytes of all triggers, for many bytes at once.
    nibbles: Nibbles,
    /// The triggers that have a head, the longest first, and the kind of fact of each.
    spellings: FxHashMap<Head, Vec<Spelling>>,
}

/// The bytes that a trigger is first known by, the first in the lowest place: its first
/// ones, as many as one of [`HEADS`] has.
type Head = u64;

/// The bytes of the heads of each length, the longest first: eight, seven, three, two.
const HEADS: [Head; 4] = [Head::MAX, SEVEN, THREE, 0xffff];
const SEVEN: Head = Head::MAX >> 8;
const THREE: Head = 0xff_ffff;

/// Bytes before a tail.
const TAIL: usize = 4;

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

    /// The place of the bit of a head. The factor is one of wyhash's, by which fewer frequent
    /// words seem to be heads than by others.
    #[inline(always)]
    fn place(head: Head) -> (usize, u32) {
        let hash = (head.wrapping_mul(0xe703_7ed1_a0b4_28db) >> (Head::BITS - Heads::HASH_BITS)) as u32;
        ((hash / u64::BITS) as usize, hash % u64::BITS)
    }
}

/// All triggers in all spellings, and words that begin with one and are none, a line each as the
/// build script wrote them.
static SPELLINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/triggers"));

static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let (mut short, mut heads) = (Heads::new(), Heads::new());
    let (mut few, mut tails) = (Heads::new(), Heads::new());
    let mut nibbles = Nibbles::default();
    let mut spellings_of: FxHashMap<Head, Vec<Spelling>> = FxHashMap::default();
    for line in SPELLINGS.lines() {
        let spelling = Spelling::of(line);
        // `%` and `/` are looked for alone.
        let Some(head) = head_of(spelling.text) else { continue };
        for beginning in beginnings_of(head) {
            nibbles.insert(beginning);
            if spelling.text.len() < len(SEVEN) {
                short.insert(beginning);
            }
        }
        heads.insert(head);
        match spelling.text.as_bytes().get(TAIL..).and_then(|rest| rest.first_chunk()) {
            Some(&tail) => tails.insert(Head::from_le_bytes(tail)),
            None => few.insert(turned(head)),
        }
        spellings_of.entry(head).or_default().push(spelling);
    }
    for spellings in spellings_of.values_mut() {
        spellings.sort_by_key(|spelling| Reverse(spelling.text.len()));
    }
    Triggers { short, heads, few, tails, nibbles, spellings: spellings_of }
});

/// A head turned, so that its hash says something new: what seems to be a head by chance should
/// not seem to be one of few by the same chance.
fn turned(head: Head) -> Head {
    head.rotate_left(17)
}

/// The head of a trigger.
fn head_of(trigger: &str) -> Option<Head> {
    let start = head_at(trigger.as_bytes(), 0);
    HEADS.iter().find(|&&bytes| len(bytes) <= trigger.len()).map(|bytes| start & bytes)
}

/// How many bytes the heads of one of [`HEADS`] have.
fn len(bytes: Head) -> usize {
    (bytes.count_ones() / u8::BITS) as usize
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
        let mut places = Places { marks: [0; _], words: [0; _], len: 0 };
        for strip in (0..bytes.len()).step_by(STRIP) {
            let rest = &bytes[strip..];
            let padded;
            let here = match rest.first_chunk() {
                Some(here) => here,
                None => {
                    // As if spaces stood behind the text.
                    let mut bytes = [b' '; size_of::<Strip>()];
                    bytes[..rest.len()].copy_from_slice(rest);
                    padded = bytes;
                    &padded
                }
            };
            self.nibbles.look(here, &mut places);
            keep_heads(&self.heads, &self.short, here, &mut places);
            for (mut marks, block) in places.marks.into_iter().zip((strip..).step_by(BLOCK)) {
                while marks != 0 {
                    let at = block + marks.trailing_zeros() as usize;
                    marks &= marks - 1;
                    match bytes[at] {
                        b'%' => found(at..at + 1, Kind::Percentage),
                        _ if may_divide(text, at) => found(at..at + 1, Kind::Ratio),
                        _ => {}
                    }
                }
            }
            let words = places.words[..places.len].iter().map(|&word| strip + usize::from(word));
            words.filter(|&at| begins_word(bytes, at)).for_each(|at| self.read(text, at, &mut found));
        }
    }

    /// Calls `found` with the trigger that begins at `start`, if there is one.
    #[inline(never)]
    fn read(&self, text: &str, start: usize, found: &mut impl FnMut(Range<usize>, Kind)) {
        let head = head_at(text.as_bytes(), start);
        // The longest are asked for first.
        let heads = HEADS.iter().map(|bytes| head & bytes).filter(|&head| {
            let tail = || head_at(text.as_bytes(), text.len().min(start + TAIL));
            self.heads.may_hold(head) && (self.few.may_hold(turned(head)) || self.tails.may_hold(tail()))
        });
        let mut spellings = heads.filter_map(|head| self.spellings.get(&head)).flatten();
        let end = |spelling: &Spelling| start + spelling.text.len();
        let is_here = |spelling: &Spelling| {
            spelling.is_at(text.as_bytes(), start) && is_whole(text, &(start..end(spelling)))
        };
        if let Some(spelling) = spellings.find(|spelling| is_here(spelling))
            && let Some(kind) = spelling.kind
            && !spelling.is_end_behind(&text[..start])
            && (kind != Kind::Ratio || spelling.may_join(&text[..start], &text[end(spelling)..]))
        {
            found(start..end(spelling), kind);
        }
    }
}

/// A trigger as it may be written, or a word that begins with one and has no kind.
struct Spelling {
    text: &'static str,
    kind: Option<Kind>,
    /// What comes behind the longest head, and the bytes of it that there are.
    next: Head,
    next_bytes: Head,
    /// Whether it ends in a number, or the beginning of one.
    has_number: bool,
    /// What stands before it in longer words that are no triggers.
    before: Vec<&'static str>,
    /// A bit for the last byte of each of these before the space behind it, shared by those that
    /// end alike.
    before_last: u64,
}

impl Spelling {
    /// That of a line of [`SPELLINGS`].
    fn of(line: &'static str) -> Self {
        let (kind, rest) = line.split_once(' ').expect("a line is a kind and a spelling");
        let mut parts = rest.split('\t');
        let text = parts.next().unwrap_or_default();
        let kind = Kind::BUILT_IN.into_iter().find(|known| known.name() == kind);
        let next = text.as_bytes().get(size_of::<Head>()..).unwrap_or_default();
        let missing = size_of::<Head>().saturating_sub(next.len()) as u32 * u8::BITS;
        let next_bytes = Head::MAX.checked_shr(missing).unwrap_or_default();
        let before: Vec<_> = parts.collect();
        let before_last = before.iter().fold(0, |bits, before| bits | last_bit(before));
        Spelling {
            text,
            kind,
            next: head_at(next, 0) & next_bytes,
            next_bytes,
            has_number: kind == Some(Kind::Ratio) && ends_in_number(text),
            before,
            before_last,
        }
    }

    /// Whether it stands at the byte `at` of a text, where its head does.
    fn is_at(&self, text: &[u8], at: usize) -> bool {
        let next = text.get(at + size_of::<Head>()..).unwrap_or_default();
        head_at(next, 0) & self.next_bytes == self.next && text[at..].starts_with(self.text.as_bytes())
    }

    /// Whether the words of a ratio, between these parts of a text, may stand between its numbers:
    /// those that end in the second one (`trong 1`) right behind the first, those for a total
    /// (`trong số`, or `tổng số` behind `trong`) where a number may follow.
    fn may_join(&self, before: &str, behind: &str) -> bool {
        let before = before.trim_end();
        if self.has_number {
            // `BA.` in capitals may be read as written short.
            return ends_in_number(before.trim_end_matches('.'));
        }
        let is_link = |word| uses(word).is_some_and(|uses| RATIO_LINKS.alone(uses) == Some("bare"));
        let first = self.text.split(' ').next().unwrap_or_default();
        (is_link(first) || is_link(last_letters(before))) && leads_to_number(behind)
    }

    /// `tăng trưởng`: whether it is the end of a longer word that is none, behind a text.
    fn is_end_behind(&self, text: &str) -> bool {
        let is_word =
            |before: &str| text.strip_suffix(before).is_some_and(|rest| !rest.ends_with(is_of_word));
        self.before_last & last_bit(text) != 0 && self.before.iter().any(|before| is_word(before))
    }
}

/// The bit of the last byte before the space at the end of a text.
fn last_bit(text: &str) -> u64 {
    text.as_bytes().iter().nth_back(1).map_or(0, |byte| 1 << (u32::from(*byte) % u64::BITS))
}

/// Bytes of a text in which triggers are looked for step by step.
const STRIP: usize = 8 * BLOCK;

/// A strip with what a head at its end may go on to.
type Strip = [u8; STRIP + size_of::<Head>()];

/// A first look for beginnings by the halves of their bytes, which lets through more than it
/// should: to which of eight groups of beginnings a half belongs at each of their places, a bit
/// a group.
#[derive(Default)]
struct Nibbles {
    low: [[u8; 16]; Nibbles::PLACES],
    high: [[u8; 16]; Nibbles::PLACES],
}

impl Nibbles {
    const PLACES: usize = 3;

    fn insert(&mut self, beginning: Head) {
        let bytes = beginning.to_le_bytes();
        let group = 1 << Nibbles::group(bytes[0]);
        for ((low, high), byte) in self.low.iter_mut().zip(&mut self.high).zip(bytes) {
            low[usize::from(byte & 0xf)] |= group;
            high[usize::from(byte >> 4)] |= group;
        }
    }

    /// The group of the beginnings with this first byte. Those of frequent letters are alone, or
    /// with few that go on like them, so that few other words pass as one of a group.
    fn group(first: u8) -> u8 {
        match first {
            b't' => 0,
            b'c' => 1,
            b'b' | b'd' | b'n' | b'D' | b'N' => 2,
            b'g' | b'G' => 3,
            b'l' | b'p' | b'L' | b'P' => 4,
            b'B' | b'C' | b'T' => 5,
            0x80.. => 6,
            _ => 7,
        }
    }

    /// Finds the signs that are triggers alone in a strip, and the places where beginnings may
    /// stand.
    fn look(&self, strip: &Strip, places: &mut Places) {
        places.len = 0;
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("popcnt")
        {
            // SAFETY: the processor has all that the function is compiled for.
            return unsafe { self.look_in_vectors(strip, places) };
        }
        self.look_in_words(strip, places);
    }

    /// Lets through all words behind what is no letter of ASCII.
    fn look_in_words(&self, strip: &Strip, places: &mut Places) {
        let mut last = Classes::default();
        for (at, block) in strip.as_chunks().0.iter().enumerate() {
            let here = Classes::of(block);
            places.marks[at] = here.marks;
            places.add((at * BLOCK) as u16, here.words_behind(&last));
            last = here;
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    fn look_in_vectors(&self, strip: &Strip, places: &mut Places) {
        use crate::text::vectors::{LANES, bits, halves, load, table};
        use std::arch::x86_64::*;

        let bytes_at = |at: usize| load(strip[at..].first_chunk().unwrap());
        let tables =
            |of_halves: &[[u8; 16]; Nibbles::PLACES]| of_halves.each_ref().map(|of_halves| table(of_halves));
        let (low_groups, high_groups) = (tables(&self.low), tables(&self.high));
        let look = |at: usize| {
            let groups = std::array::from_fn::<_, { Nibbles::PLACES }, _>(|place| {
                let (high, low) = halves(bytes_at(at + place));
                let low = _mm256_shuffle_epi8(low_groups[place], low);
                _mm256_and_si256(low, _mm256_shuffle_epi8(high_groups[place], high))
            });
            let groups = groups.into_iter().fold(_mm256_set1_epi8(-1), |a, b| _mm256_and_si256(a, b));
            let is = |mark: u8| _mm256_cmpeq_epi8(bytes_at(at), _mm256_set1_epi8(mark as i8));
            (u64::from(bits(_mm256_or_si256(is(b'%'), is(b'/')))), u64::from(bits(groups)))
        };
        for (block, at) in (0..STRIP).step_by(BLOCK).enumerate() {
            let (first, second) = (look(at), look(at + LANES));
            places.marks[block] = first.0 | second.0 << LANES;
            places.add(at as u16, first.1 | second.1 << LANES);
        }
    }
}

/// Keeps the words that have the head of a trigger. What branches would guess wrong is counted
/// instead.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
fn keep_heads(heads: &Heads, short: &Heads, strip: &Strip, places: &mut Places) {
    places.retain(|at| {
        let head = head_in(strip, at);
        heads.may_hold(head) | heads.may_hold(head & SEVEN) | short.may_hold(head & THREE)
    });
}

/// The bytes of a strip that a head at the byte `at` is made of.
#[inline(always)]
fn head_in(strip: &Strip, at: usize) -> Head {
    Head::from_le_bytes(*strip[at % STRIP..].first_chunk().unwrap())
}

/// Places in a strip that need a closer look.
struct Places {
    /// Signs that are triggers alone, as bits of the blocks.
    marks: [u64; STRIP / BLOCK],
    /// Words with which a trigger may begin, in order.
    words: [u16; STRIP + Places::TOGETHER],
    /// How many words there are.
    len: usize,
}

impl Places {
    /// Words that are written together, whether there are so many or not.
    const TOGETHER: usize = 8;

    /// Adds the words at the bits of the block that begins at `at`.
    #[inline(always)]
    fn add(&mut self, at: u16, mut bits: u64) {
        let mut end = self.len;
        self.len += bits.count_ones() as usize;
        while bits != 0 {
            let words: &mut [u16; Places::TOGETHER] = self.words[end..].first_chunk_mut().unwrap();
            for word in words {
                *word = at + bits.trailing_zeros() as u16;
                bits &= bits.wrapping_sub(1);
            }
            end += Places::TOGETHER;
        }
    }

    /// Keeps the words of which the places pass a test.
    #[inline(always)]
    fn retain(&mut self, test: impl Fn(usize) -> bool) {
        let mut kept = 0;
        for at in 0..self.len.min(STRIP) {
            let word = self.words[at];
            self.words[kept % STRIP] = word;
            kept += usize::from(test(usize::from(word)));
        }
        self.len = kept;
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

/// Whether the stroke at the byte `at` may stand between the numbers of a ratio: digits
/// stand on both sides, spaces or none in between, and what the rule would never take for
/// a ratio is not seen at once, as most strokes are those of dates.
fn may_divide(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let last = bytes[..at].iter().rposition(|&byte| byte != b' ');
    let first = bytes[at + 1..].iter().position(|&byte| byte != b' ').map(|len| at + 1 + len);
    let (Some(last), Some(first)) = (last, first) else { return false };
    if !bytes[last].is_ascii_digit() || !bytes[first].is_ascii_digit() {
        return false;
    }
    let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let is_mark = |byte: &u8| matches!(byte, b'.' | b',');
    // A point or comma behind digits ends a sentence or clause.
    let start = bytes[..last].iter().rposition(|byte| !is_number(byte)).map_or(0, |at| at + 1);
    let start = start + bytes[start..].iter().take_while(|&byte| is_mark(byte)).count();
    let end = first + bytes[first..].iter().take_while(|&byte| is_number(byte)).count();
    let end = end - bytes[..end].iter().rev().take_while(|&byte| is_mark(byte)).count();
    // `12/5/2017`, `30/50B`
    let (before, behind) = (&text[..start], &text[end..]);
    let joins = |c: char| c == '/' || c.is_alphabetic();
    if before.ends_with(joins) || behind.starts_with(joins) {
        return false;
    }
    let (part, whole) = (&text[start..=last], &text[first..end]);
    let (Ok(first), Ok(second)) = (part.parse::<u32>(), whole.parse::<u32>()) else { return true };
    if is_padded(part) || is_padded(whole) || second == 0 {
        return false;
    }
    let is_scaled = || uses(behind.trim_start_matches(' ')).is_some_and(|uses| NUMBERS.begins_with(uses));
    let may_be_date = may_be_day(first.into(), second.into()) || is_year(whole, second.into());
    let is_date = may_be_date && is_dated(before);
    (first <= second && !is_date) || is_scaled()
}

/// Whether a number may end with the text.
fn ends_in_number(text: &str) -> bool {
    let is_number = |word| uses(word).is_some_and(|uses| NUMBERS.alone(uses).is_some());
    text.ends_with(|c: char| c.is_ascii_digit()) || is_number(last_letters(text))
}

/// Whether a number may begin in the text, so near that no more than the rest of a total and
/// a bound stand before it.
fn leads_to_number(text: &str) -> bool {
    /// The words of the rest, of a bound, and the first of the number.
    const MOST: usize = 1 + 3 + 1;
    let may_begin = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || uses(word).is_some_and(|uses| NUMBERS.begins_with(uses))
    };
    text.split(|c| !is_of_word(c)).filter(|word| !word.is_empty()).take(MOST).any(may_begin)
}

/// The letters at the end of a text, which are a word of their own behind a digit: `6một`.
fn last_letters(text: &str) -> &str {
    &text[text.trim_end_matches(|c: char| is_of_word(c) && !c.is_numeric()).len()..]
}

/// Which lists hold a word.
fn uses(word: &str) -> Option<Uses> {
    word_at(word)?.key.map(|key| lexicon::words().get(key))
}

/// Whether the last word of a text says that the numbers behind it are a date.
fn is_dated(text: &str) -> bool {
    /// Bytes in which such a word is looked for.
    const MOST: usize = 32;
    let text = text.trim_end_matches(' ');
    let near = &text[text.floor_char_boundary(text.len().saturating_sub(MOST))..];
    let word = &near[memrchr2(b' ', b'\n', near.as_bytes()).map_or(0, |space| space + 1)..];
    let word = word.trim_start_matches(|c| !is_of_word(c));
    let read = word_at(word).filter(|read| read.len == word.len());
    let uses = read.and_then(|read| read.key).map(|key| lexicon::words().get(key));
    uses.is_some_and(|uses| RATIO_CONTEXTS.alone(uses) == Some("date"))
}

/// Whether a word may begin at the byte `at`: it is that of a letter behind what is none, as
/// far as bytes tell.
fn begins_word(text: &[u8], at: usize) -> bool {
    let byte = |back: usize| at.checked_sub(back).map_or(b' ', |at| text[at]);
    let is_end = byte(1).is_ascii() && !byte(1).is_ascii_alphabetic();
    // Behind the characters that punctuation outside of ASCII is among: U+0080 to U+00BF,
    // U+2000 and higher.
    let is_sign = byte(2) == 0xc2 || byte(3) >= 0xe2 || byte(4) >= 0xf0;
    (text[at].is_ascii_alphabetic() || !text[at].is_ascii()) && (is_end || is_sign)
}

/// Whether the words at the bytes `span` of `text` are whole: no letter stands before
/// them, and neither letter nor digit behind, save for more digits of a number.
fn is_whole(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].chars().next_back();
    let behind = text[span.end..].chars().next();
    let is_number = text.as_bytes()[span.end - 1].is_ascii_digit();
    !before.is_some_and(char::is_alphabetic) && (is_number || !behind.is_some_and(is_of_word))
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
    use super::{Places, SPELLINGS, STRIP, Spelling, Strip, TRIGGERS, hits};
    use crate::lexicon::entries;
    use crate::record::Kind;

    #[test]
    fn the_first_look_lets_through_every_trigger_at_every_place() {
        for spelling in SPELLINGS.lines().map(|line| Spelling::of(line).text) {
            for at in [0, 31, 32, 63, STRIP - 3, STRIP - 1] {
                let mut strip = [b'.'; size_of::<Strip>()];
                let len = spelling.len().min(strip.len() - at);
                strip[at..at + len].copy_from_slice(&spelling.as_bytes()[..len]);
                for look in [super::Nibbles::look, super::Nibbles::look_in_words] {
                    let mut places = Places { marks: [0; _], words: [0; _], len: 0 };
                    look(&TRIGGERS.nibbles, &strip, &mut places);
                    let is_mark = places.marks[at / 64] >> (at % 64) & 1 == 1;
                    assert_eq!(is_mark, matches!(spelling, "%" | "/"));
                    assert!(is_mark || places.words[..places.len].contains(&(at as u16)), "{spelling} {at}");
                }
            }
        }
    }

    #[test]
    fn a_word_before_a_date_ends_nothing_that_says_otherwise() {
        let list = include_str!("../lexicon/numbers/ratio_contexts.txt");
        let dated: Vec<_> = entries(list).filter(|(section, _)| *section == "date").collect();
        for (section, entry) in entries(list).filter(|(section, _)| *section != "date") {
            assert!(!dated.iter().any(|(_, word)| entry.ends_with(&format!(" {word}"))), "{section} {entry}");
        }
    }

    #[test]
    fn a_ratio_is_triggered_with_every_number() {
        let [links, numbers] = [
            include_str!("../lexicon/numbers/ratio_links.txt"),
            include_str!("../lexicon/numbers/numbers.txt"),
        ];
        for (section, link) in entries(links) {
            // `nghìn` alone is a number behind `phần`.
            let most = match section {
                "bare" => 10.0,
                "part" => 1e9,
                _ => continue,
            };
            let is_whole = |value: &str| value.parse().is_ok_and(|value: f64| value > 0.0 && value <= most);
            let words = entries(numbers).filter(|(value, _)| is_whole(value));
            for whole in words.map(|(_, word)| word).chain(["5", "10"]) {
                let text = format!("một {link} {whole}");
                assert_eq!(hits(&text).first().map(|&(_, kind)| kind), Some(Kind::Ratio), "{text}");
            }
        }
    }

    #[test]
    fn a_total_is_triggered_with_every_bound() {
        let [links, bounds] = [
            include_str!("../lexicon/numbers/ratio_links.txt"),
            include_str!("../lexicon/numbers/bounds.txt"),
        ];
        // What begins with a mark is no link of a total.
        let is_total = |&(section, link): &(&str, &str)| section == "total" && !link.starts_with('/');
        for (_, link) in entries(links).filter(is_total) {
            for (_, bound) in entries(bounds) {
                let text = format!("45 xã {link} {bound} mười");
                assert_eq!(hits(&text).first().map(|&(_, kind)| kind), Some(Kind::Ratio), "{text}");
            }
        }
    }

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
            ("ngày 5/10, 12/5/2017, tháng 5/2017, 05/06", None),
            ("ngày A 5/10", Some(Kind::Ratio)),
            ("ngày 5/10 triệu", Some(Kind::Ratio)),
            ("Đại sứ quán ở Tăng Trưởng, TĂNG TRƯỞNG và đối phó", None),
            ("Đại sứ ở quán", Some(Kind::Official)),
            ("đã tối tăng trưởng", None),
            ("cùng trưởng bản", Some(Kind::Official)),
            ("một trong ba, nằm trên một, ngoài trong 2", Some(Kind::Ratio)),
            ("xã trong ba, nằm trên một, ngoài trong 2", None),
            ("45 trên 60, 6TRÊN 10, BA trong mười", Some(Kind::Ratio)),
            ("xã,hai trong mười", Some(Kind::Ratio)),
            ("6một phần tư", Some(Kind::Ratio)),
            ("²một phần tư", Some(Kind::Ratio)),
            ("BA. trong 6 xã", Some(Kind::Ratio)),
            ("45 xã trong TỔNG SỐ 60", Some(Kind::Ratio)),
            ("45 xã, 6trong  tổng số             khoảng        60", Some(Kind::Ratio)),
            ("ông A, bt, Bt", None),
            ("tổng số 60 xã, trong số đó, trên tổng đài", None),
        ];
        for (text, expected) in cases {
            assert_eq!(hits(text).first().map(|&(_, kind)| kind), expected, "{text}");
        }
    }
}
