//! Which old encoding a text is in, told from the text alone.
//!
//! A word with marked letters is read in each old encoding, and as it stands.
//! Where one of the readings is a Vietnamese syllable, that speaks for it; where
//! it is none, against it. A sign such as `¸` or `®` inside a word, where no
//! language has it, speaks for a reading of which it is a letter. The odds add up
//! from word to word until they are clear; text that stands as it is has a lead
//! that several words must make up for.

use super::Encoding;
use super::decode::decode_word;
use super::tables::byte;
use crate::text::map::Transcript;
use crate::text::syllable::is_syllable;
use multiversion::multiversion;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::hash::BuildHasher;
use std::ops::Range;

/// How sure the encoding must be for the text to be changed, as a probability.
pub(in crate::text) const MARGIN: f64 = 0.95;

/// What was found out about a text with signs of an old encoding.
#[derive(Debug)]
pub(in crate::text) struct Detection {
    /// The encoding that is the most likely.
    pub encoding: Encoding,
    /// How likely it is, from 0 to 1.
    pub confidence: f64,
    /// The parts of the text in an old encoding that is sure.
    pub runs: Vec<(Range<usize>, Encoding)>,
    /// Words with marked letters in parts that look like an old encoding, though
    /// none is sure.
    pub unsure: usize,
}

/// Looks for old encodings in a text; `None` where there is no sign of any, as
/// in nearly all texts.
pub(in crate::text) fn detect(text: &str) -> Option<Detection> {
    if !has_suspect(text.as_bytes()) {
        return None;
    }
    let suspects = || segments(text).filter(|segment| has_suspect(&text.as_bytes()[segment.clone()]));

    let mut odds = Odds::default();
    let words = suspects().flat_map(|segment| marked_words(&text[segment]));
    for word in words.take(MOST_WORDS) {
        odds.add(word);
        if odds.are_clear() || odds.are_hopeless() {
            break;
        }
    }
    let (encoding, confidence) = odds.best();
    let mut detection = Detection { encoding, confidence, runs: Vec::new(), unsure: 0 };
    if confidence >= MARGIN {
        let mut current = encoding;
        for segment in segments(text) {
            detection.judge(text, segment, &mut current);
        }
    } else if confidence >= SUSPICION {
        detection.unsure = suspects().flat_map(|segment| marked_words(&text[segment])).count();
    }
    Some(detection)
}

/// Whether a text, or parts of it, are surely in an old encoding.
pub(crate) fn has_old_encoding(text: &str) -> bool {
    detect(text).is_some_and(|found| !found.runs.is_empty())
}

/// Words from which the encoding of a text is told, at most.
const MOST_WORDS: usize = 500;

/// Probability from which on no more words are asked.
const CLEAR: f64 = 0.999_99;

/// Probability from which on a text left as it is deserves a warning.
const SUSPICION: f64 = 0.5;

impl Detection {
    /// Decides how a segment is read, in a text that is likely to be in the
    /// encoding `current`.
    fn judge(&mut self, text: &str, segment: Range<usize>, current: &mut Encoding) {
        /// Words that are enough to see that a segment goes on like the text.
        const ENOUGH: usize = 6;
        let part = &text[segment.clone()];
        let is_plain = |b: &u8| b.is_ascii_graphic() || b.is_ascii_whitespace();
        if part.as_bytes().iter().all(is_plain) {
            return;
        }
        let has_own = has_own_letter(part);
        let words: Vec<&str> = marked_words(part).filter(|word| !is_initials(word)).take(ENOUGH).collect();
        let mut reader = Reader::default();
        let syllables = words.iter().filter(|word| reader.is_word_in(*current, word)).count();
        let as_they_stand = || words.iter().filter(|word| is_word(word)).count();
        // One in six may be a foreign name; what is short need not be Vietnamese.
        let goes_on = syllables * ENOUGH >= words.len() * (ENOUGH - 1) || words.len() < 3;
        if !has_own && goes_on && (syllables == words.len() || syllables >= as_they_stand()) {
            return self.push(segment, *current);
        }
        let mut odds = Odds::default();
        marked_words(part).take(MOST_WORDS).for_each(|word| odds.add(word));
        match odds.best() {
            (encoding, confidence) if !has_own && confidence >= MARGIN => {
                *current = encoding;
                self.push(segment, encoding);
            }
            _ if !has_own && odds.old[place(*current)] > odds.unicode.max(0.0) => {
                self.push(segment, *current)
            }
            _ => self.judge_words(part, segment.start, *current),
        }
    }

    /// Takes out of a segment that mixes encodings the words that are surely in
    /// `encoding`: they are syllables in it, and none as they stand.
    fn judge_words(&mut self, part: &str, start: usize, encoding: Encoding) {
        let mut reader = Reader::default();
        for word in marked_words(part) {
            let at = start + (word.as_ptr() as usize - part.as_ptr() as usize);
            match (reader.is_word_in(encoding, word), is_word(word)) {
                (true, false) => self.push(at..at + word.len(), encoding),
                (false, false) if has_sign_inside(word) => self.unsure += 1,
                _ => {}
            }
        }
    }

    fn push(&mut self, run: Range<usize>, encoding: Encoding) {
        match self.runs.last_mut() {
            Some((last, same)) if last.end == run.start && *same == encoding => last.end = run.end,
            _ => self.runs.push((run, encoding)),
        }
    }
}

/// The logarithms of the odds that a text is in an encoding, against text that
/// stands as it is in a language with other words.
#[derive(Default)]
struct Odds {
    old: [f64; Encoding::OLD.len()],
    unicode: f64,
    /// Hashes of the words that were asked: a word that comes again says nothing new.
    asked: FxHashSet<u64>,
    reader: Reader,
}

/// A syllable is ten times as likely in the true encoding as in another.
const SYLLABLE: f64 = 2.3;
/// What is no syllable, a foreign name, is much less likely in the true one.
const NO_SYLLABLE: f64 = -2.8;
/// A sign that is read as a letter is ten times as likely in the true one.
const SIGN: f64 = 2.3;
/// What a text that stands as it is has ahead.
const LEAD: f64 = 5.0;
/// What was said against an encoding counts for so much at most, since a text can
/// have words of another one in its beginning.
const LOWEST: f64 = -12.0;

/// The lead of text as it stands with which no more words are asked.
const HOPELESS: f64 = 60.0;

impl Odds {
    /// Asks a word. One with a letter that no old encoding has speaks for the text
    /// as it stands; initials (`HĐND`), which are no syllable in any reading, speak
    /// for none.
    fn add(&mut self, word: &str) {
        if !self.asked.insert(FxBuildHasher.hash_one(word)) {
            return;
        }
        let stands = is_word(word);
        let is_own = has_own_letter(word);
        let has_sign = has_sign_inside(word);
        let weights = Encoding::OLD.map(|encoding| {
            if is_own || !self.reader.is_word_in(encoding, word) {
                NO_SYLLABLE
            } else if has_sign && !has_sign_inside(self.reader.0.as_str()) {
                SYLLABLE + SIGN
            } else {
                // The first sign of `¿Un` stays one.
                SYLLABLE
            }
        });
        if !stands && weights == [NO_SYLLABLE; Encoding::OLD.len()] && is_initials(word) {
            return;
        }
        for (odds, weight) in self.old.iter_mut().zip(weights) {
            *odds = (*odds + weight).max(LOWEST);
        }
        let weight = if stands { SYLLABLE } else { NO_SYLLABLE };
        self.unicode = (self.unicode + weight).max(LOWEST);
    }

    /// Whether more words can hardly change which encoding is the most likely.
    fn are_clear(&self) -> bool {
        // Most texts are far from it, and this much is quickly asked.
        let lead = self.old.iter().copied().fold(0.0, f64::max) - self.unicode.max(0.0);
        lead > LEAD && self.best().1 > CLEAR
    }

    /// Whether the text as it stands has so great a lead that the rest can hardly
    /// make up for it.
    fn are_hopeless(&self) -> bool {
        self.old.iter().all(|&odds| odds + HOPELESS < self.unicode)
    }

    /// The encoding that is the most likely, and its probability.
    fn best(&self) -> (Encoding, f64) {
        let highest = self.old.iter().copied().fold(0.0, f64::max).max(self.unicode);
        let share = |odds: f64| (odds - highest).exp();
        let all: f64 = self.old.iter().map(|odds| share(odds - LEAD)).sum();
        let best = Encoding::OLD
            .into_iter()
            .max_by(|a, b| self.old[place(*a)].total_cmp(&self.old[place(*b)]))
            .unwrap_or(Encoding::Tcvn3);
        let odds = share(self.old[place(best)] - LEAD);
        (best, odds / (share(0.0) + share(self.unicode) + all))
    }
}

/// Reads words in old encodings, one after the other, in the same memory.
#[derive(Default)]
struct Reader(Transcript);

impl Reader {
    fn is_word_in(&mut self, encoding: Encoding, word: &str) -> bool {
        decode_word(encoding, word, &mut self.0);
        is_word(self.0.as_str())
    }
}

fn place(encoding: Encoding) -> usize {
    Encoding::OLD.iter().position(|&old| old == encoding).unwrap_or_default()
}

/// Whether the letters of a word, without the marks around them, are a syllable.
fn is_word(word: &str) -> bool {
    is_syllable(word.trim_matches(|c: char| !(c.is_ascii_alphabetic() || is_marked(c))))
}

/// Whether a text has a letter that is none of the characters that bytes became.
fn has_own_letter(text: &str) -> bool {
    // Most characters that bytes became begin with a lower byte, or with that of
    // the quotation marks.
    let may_be = text.bytes().fold(false, |any, b| any | (b > 0xc3) & (b != 0xe2));
    may_be && text.chars().any(|c| byte(c).is_none() && c.is_alphabetic())
}

/// Whether a word has the form of an abbreviation: what ASCII letters it has are
/// capital consonants.
fn is_initials(word: &str) -> bool {
    let mut letters = word.bytes().filter(u8::is_ascii_alphabetic).peekable();
    letters.peek().is_some() && letters.all(|b| b.is_ascii_uppercase() && !b"AEIOUY".contains(&b))
}

/// Whether a sign that is no letter stands before or after a letter of the word.
/// The degree, the powers and the soft hyphen do so in good text.
fn has_sign_inside(word: &str) -> bool {
    let is_sign = |c: char| {
        matches!(
            byte(c),
            Some(0x01..=0x1f | 0xa1..=0xa9 | 0xac | 0xae | 0xaf | 0xb1 | 0xb4..=0xb9 | 0xbc..=0xbf)
        )
    };
    word.len() > 2 && word.contains(is_sign)
}

/// The runs of letters in a text, and of other characters outside ASCII, that
/// hold at least one letter of the latter. One letter alone is a word in many
/// languages, and in many readings (`é`, `à`), so it tells nothing.
fn marked_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        c == '\u{a0}'
            || c.is_ascii() && !c.is_ascii_alphabetic() && (c as u8 >= b' ' || c.is_ascii_whitespace())
    })
    .filter(|word| word.chars().nth(1).is_some())
    .filter(|word| word.chars().any(is_marked) || has_sign_inside(word))
}

/// Whether a character is a letter outside ASCII.
fn is_marked(c: char) -> bool {
    match c {
        '\0'..'\u{c0}' => matches!(c, 'ª' | 'µ' | 'º'),
        '\u{c0}'..='\u{ff}' => !matches!(c, '×' | '÷'),
        c => c.is_alphabetic(),
    }
}

/// Bytes from which on a segment ends with the sentence.
const SEGMENT: usize = 400;

/// The parts of a text that are judged one by one: its lines, long ones by
/// sentences.
fn segments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == bytes.len() {
            return None;
        }
        let rest = &bytes[start..];
        let line = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let len = match line {
            0..=SEGMENT => line,
            _ => memchr::memmem::find(&rest[SEGMENT..line], b". ").map_or(line, |at| SEGMENT + at + 2),
        };
        let segment = start..start + len;
        start += len;
        Some(segment)
    })
}

/// Bytes counted at once: few enough that a line in an old encoding is seen beside
/// one that is not.
const CHUNK: usize = 96;

/// Whether any part of a text has more letters that an old encoding is made of than
/// a text in Vietnamese, and more than a few foreign words bring.
#[multiversion(targets("x86_64+avx2"))]
fn has_suspect(text: &[u8]) -> bool {
    let (chunks, rest) = text.as_chunks();
    let mut last = [b' '; CHUNK];
    last[..rest.len()].copy_from_slice(rest);
    chunks.iter().any(|chunk| may_be_suspect(chunk) && is_suspect(chunk))
        || may_be_suspect(&last) && is_suspect(rest)
}

/// A first look at a chunk. Without branches, to be vectorized.
#[inline(always)]
fn may_be_suspect(chunk: &[u8; CHUNK]) -> bool {
    let (mut own, mut latin, mut low) = (0_u8, 0_u8, 0_u8);
    for &b in chunk {
        own += u8::from((b == 0xe1) | (b & 0xfd == 0xc4));
        latin += u8::from(b & 0xfe == 0xc2);
        low |= u8::from(b == 0xc2);
    }
    u32::from(latin) > 3 * u32::from(own) || low != 0
}

/// Whether a chunk is suspect.
fn is_suspect(chunk: &[u8]) -> bool {
    let count = |is: fn(u8) -> bool| chunk.iter().filter(|&&b| is(b)).count();
    // The first bytes of letters that only Vietnamese has, and no old encoding is
    // made of; of characters from U+0080 to U+00FF; of those up to U+00BF, most of
    // which are signs.
    let own = count(|b| matches!(b, 0xe1 | 0xc4 | 0xc6));
    let latin = count(|b| matches!(b, 0xc2 | 0xc3));
    if latin >= 3 && latin > 3 * own && latin * 16 >= chunk.len() {
        return true;
    }
    // Not the space, the quotation marks, the degree and the powers.
    let is_usual = |b| matches!(b, 0xa0 | 0xab | 0xad | 0xb0 | 0xb2 | 0xb3 | 0xbb);
    let low = count(|b| b == 0xc2);
    low >= 2 && chunk.windows(2).filter(|two| two[0] == 0xc2 && !is_usual(two[1])).count() >= 2
}
