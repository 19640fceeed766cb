//! The front of a text read as one word, number or mark, in one pass over its bytes.

use crate::lexicon::{self, OFFICES_LIST, STATUSES_LIST};
use crate::text::{Letter, fold, is_abbreviation, is_of_word, marked_letter};
use rustc_hash::FxHashSet;
use std::num::NonZero;
use std::sync::LazyLock;

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A word that begins in lower case.
    Lower,
    /// A word that begins in upper case.
    Capitalized,
    /// A word of two letters or more, all in upper case.
    Upper,
    /// Digits with the points and commas between them.
    Number,
    /// One mark.
    Mark,
}

/// The [`fold`]ed key of a token as a number: its characters of six bits
/// each, in the order of the text, and its tone in the last three.
///
/// Two tokens of ten characters of the [`ALPHABET`] or fewer have one key if and only
/// if they are folded alike, so that a word is looked up without a string. What is
/// longer or has other characters has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key(NonZero<u64>);

impl Key {
    /// The number, which is never 0.
    pub fn to_bits(self) -> u64 {
        self.0.get()
    }
}

/// One token at the front of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its length in bytes.
    pub len: usize,
    pub shape: Shape,
    /// Its key; the point at the end of an abbreviation is left out of it.
    pub key: Option<Key>,
    /// The bits of all characters but the first.
    inner: Char,
}

impl Word {
    /// Whether a digit stands behind its first character.
    pub fn has_inner_digit(&self) -> bool {
        self.inner.is(Char::ASCII_DIGIT)
    }

    /// Whether a capital stands behind its first character.
    pub fn has_inner_capital(&self) -> bool {
        self.inner.is(Char::UPPER)
    }

    /// Whether a mark joins its parts.
    pub fn is_joined(&self) -> bool {
        self.inner.is(Char::JOINT)
    }
}

/// The token at the front of `text`, which begins with no white space; none where it
/// is empty.
pub(crate) fn word_at(text: &str) -> Option<Word> {
    let (first, len) = char_at(text, 0)?;
    if first.is(Char::ASCII_DIGIT) {
        return Some(read_number(text));
    }
    let packed = Packed::of(first);
    if first.is(Char::LETTER) {
        return Some(read_word(text, packed, len));
    }
    Some(packed.finish(len, Shape::Mark))
}

/// The number at the front of `text`: digits, and points or commas that have a digit
/// on both sides.
fn read_number(text: &str) -> Word {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut packed = Packed::of(ASCII[usize::from(bytes[0])]);
    let mut len = 1;
    while digit(len) || (matches!(bytes.get(len), Some(b'.' | b',')) && digit(len + 1)) {
        packed.push(ASCII[usize::from(bytes[len])]);
        len += 1;
    }
    packed.finish(len, Shape::Number)
}

/// The word at the front of `text` whose first letter, of `len` bytes, is in `packed`
/// already, with the marks that join its parts (`GD-ĐT`,
/// `H.R.`, `O'Brien`, `NN&PTNT`) and the point of an abbreviation.
fn read_word(text: &str, mut packed: Packed, len: usize) -> Word {
    let (mut part, mut at) = (0, len);
    while let Some((c, len)) = char_at(text, at) {
        if !c.is(Char::LETTER | Char::DIGIT) {
            match joint(text, part, at, c) {
                Joint::None => break,
                Joint::LastPoint => {
                    at += 1;
                    break;
                }
                Joint::Inner => part = at + len,
            }
        }
        packed.push(c);
        at += len;
    }
    packed.finish(at, packed.shape())
}

/// What a character that is neither letter nor digit does to the word before it.
enum Joint {
    /// It ends it.
    None,
    /// It joins what follows to it.
    Inner,
    /// It is the point of an abbreviation, and ends it.
    LastPoint,
}

/// What the character `c` of `text` at the byte `at` does, behind the part of a word
/// that begins at `part`.
fn joint(text: &str, part: usize, at: usize, c: Char) -> Joint {
    if !c.is(Char::JOINT) {
        return Joint::None;
    }
    let mut behind = text[at..].chars();
    let mark = behind.next();
    let next = behind.next();
    let goes_on = next.is_some_and(char::is_alphanumeric);
    let joins = match mark {
        Some('.') => {
            let before = &text[part..at];
            if !goes_on
                && is_abbreviation(before)
                && next.is_some_and(|next| next != '.' || !is_one_letter(before))
            {
                return Joint::LastPoint;
            }
            goes_on && is_abbreviation(before)
        }
        Some('-') => goes_on && !begins_office(&text[at + 1..]),
        _ => goes_on,
    };
    if joins { Joint::Inner } else { Joint::None }
}

/// Whether the word after a dash begins an office: `Nguyễn Thị Lan-Trưởng phòng`.
fn begins_office(text: &str) -> bool {
    let mut words = text.split(' ');
    let first = words.next().map_or("".into(), fold);
    let second = words.next().map_or("".into(), fold);
    OFFICE_WORDS.contains(&*first) || OFFICE_WORDS.contains(&format!("{first} {second}"))
}

/// The folded beginnings, of two words at most, of offices and of what says whether they are held.
static OFFICE_WORDS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let entries = [OFFICES_LIST, STATUSES_LIST].into_iter().flat_map(lexicon::entries);
    // `Bộ TT-TT` is no `TT`.
    let phrases = entries.filter(|&(section, _)| section != "short").map(|(_, entry)| entry).chain(["phó"]);
    phrases.map(|phrase| phrase.split(' ').take(2).map(fold).collect::<Vec<_>>().join(" ")).collect()
});

fn is_one_letter(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// A token under construction.
struct Packed {
    codes: u64,
    len: u32,
    tone: u16,
    first: Char,
    /// The bits of all characters but the first.
    rest: Char,
}

/// Characters of a key.
const LONGEST: u32 = 10;

/// Bits of a character in a key.
const CODE_BITS: u32 = 6;
const CODE: u64 = (1 << CODE_BITS) - 1;

const I: u64 = code('i') as u64;
const Y: u64 = code('y') as u64;
const QU: u64 = (code('q') as u64) << CODE_BITS | code('u') as u64;

/// A bit for the code of each vowel.
const VOWELS: u64 = {
    const LETTERS: [char; 12] = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
    let (mut bits, mut at) = (0, 0);
    while at < LETTERS.len() {
        bits |= 1 << code(LETTERS[at]);
        at += 1;
    }
    bits
};

impl Packed {
    fn of(first: Char) -> Self {
        Packed { codes: u64::from(first.code()), len: 1, tone: first.tone(), first, rest: NONE }
    }

    #[inline(always)]
    fn push(&mut self, c: Char) {
        self.rest.0 |= c.0;
        self.codes = self.codes << CODE_BITS | u64::from(c.code());
        self.tone = if c.tone() == 0 { self.tone } else { c.tone() };
        self.len += 1;
    }

    /// The token of so many bytes.
    fn finish(&self, len: usize, shape: Shape) -> Word {
        Word { len, shape, key: self.key(), inner: self.rest }
    }

    fn key(&self) -> Option<Key> {
        let codes = if self.ends_in_i() { self.codes & !CODE | I } else { self.codes };
        let fits = self.len <= LONGEST && !Char(self.first.0 | self.rest.0).is(Char::ODD);
        NonZero::new(codes << 3 | u64::from(self.tone)).filter(|_| fits).map(Key)
    }

    /// Whether the last letter is a `y` that may as well be an `i`: after a consonant.
    fn ends_in_i(&self) -> bool {
        if self.codes & CODE != Y || self.len < 2 || self.len > LONGEST {
            return false;
        }
        let onset = self.codes >> CODE_BITS;
        let len = self.len - 1;
        let skipped = if len >= 2 && onset >> (CODE_BITS * (len - 2)) == QU { 2 } else { 0 };
        (0..len - skipped).all(|at| VOWELS >> (onset >> (CODE_BITS * at) & CODE) & 1 == 0)
    }

    /// The shape of a word, which begins with a letter.
    fn shape(&self) -> Shape {
        if !self.first.is(Char::UPPER) {
            Shape::Lower
        } else if self.rest.is(Char::LETTER) && !self.rest.is(Char::LOWER) {
            Shape::Upper
        } else {
            Shape::Capitalized
        }
    }
}

/// What a character is to the reader of words: its place in the [`ALPHABET`] without
/// case and tone, from 1, in the six lowest bits, its tone in the next three, and what
/// is said of it below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Char(u16);

impl Char {
    const LETTER: u16 = 1 << 9;
    const UPPER: u16 = 1 << 10;
    const LOWER: u16 = 1 << 11;
    const DIGIT: u16 = 1 << 12;
    const ASCII_DIGIT: u16 = 1 << 13;
    /// It may stand inside a word.
    const JOINT: u16 = 1 << 14;
    /// It is not in the alphabet.
    const ODD: u16 = 1 << 15;

    fn is(self, any: u16) -> bool {
        self.0 & any != 0
    }

    fn code(self) -> u16 {
        self.0 & 0x3f
    }

    fn tone(self) -> u16 {
        self.0 >> 6 & 7
    }

    /// A character of the code `base` and all that is true of it.
    const fn new(base: char, tone: u8, bits: [(bool, u16); 6]) -> Self {
        let code = code(base);
        let mut char = code as u16 | (tone as u16) << 6;
        let mut at = 0;
        while at < bits.len() {
            if bits[at].0 {
                char |= bits[at].1;
            }
            at += 1;
        }
        Char(if code == 0 { char | Char::ODD } else { char })
    }

    const fn of_ascii(byte: u8) -> Self {
        let bits = [
            (byte.is_ascii_alphabetic(), Char::LETTER),
            (byte.is_ascii_uppercase(), Char::UPPER),
            (byte.is_ascii_lowercase(), Char::LOWER),
            (byte.is_ascii_digit(), Char::DIGIT),
            (byte.is_ascii_digit(), Char::ASCII_DIGIT),
            (matches!(byte, b'-' | b'&' | b'\'' | b'.'), Char::JOINT),
        ];
        Char::new(byte.to_ascii_lowercase() as char, 0, bits)
    }

    const fn of_letter(letter: Letter) -> Self {
        let case = if letter.is_upper { Char::UPPER } else { Char::LOWER };
        Char(Char::new(letter.base, letter.tone, [(false, 0); 6]).0 | Char::LETTER | case)
    }

    /// A character that is neither ASCII nor a Vietnamese letter.
    #[cold]
    fn other(c: char) -> Self {
        // The tables of Unicode are slow, and are not asked about punctuation.
        let of_word = is_of_word(c);
        let bits = [
            (of_word && c.is_alphabetic(), Char::LETTER),
            (of_word && c.is_uppercase(), Char::UPPER),
            (of_word && c.is_lowercase(), Char::LOWER),
            (of_word && c.is_numeric(), Char::DIGIT),
            (false, Char::ASCII_DIGIT),
            (matches!(c, '’' | '‑'), Char::JOINT),
        ];
        Char::new(c, 0, bits)
    }
}

/// The characters that keys are made of.
const ALPHABET: [char; 63] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u',
    'v', 'w', 'x', 'y', 'z', 'ă', 'â', 'đ', 'ê', 'ô', 'ơ', 'ư', '0', '1', '2', '3', '4', '5', '6', '7', '8',
    '9', '.', ',', '-', '&', '\'', '’', '‑', '/', '%', '(', ')', ':', ';', '!', '?', '"', '“', '”', '–', '…',
];

const fn code(c: char) -> u8 {
    let mut at = 0;
    while at < ALPHABET.len() {
        if ALPHABET[at] as u32 == c as u32 {
            return at as u8 + 1;
        }
        at += 1;
    }
    0
}

/// The character of `text` at the byte `at`, and its length.
#[inline(always)]
fn char_at(text: &str, at: usize) -> Option<(Char, usize)> {
    let (known, len) = match *text.as_bytes().get(at..)? {
        [] => return None,
        [byte @ ..0x80, ..] => (ASCII[usize::from(byte)], 1),
        [first @ 0xc3..=0xc6, second, ..] => (LATIN[usize::from(first - 0xc3) << 6 | low(second)], 2),
        [0xe1, second @ (0xba | 0xbb), third, ..] => (ADDITIONAL[low(second & 1) << 6 | low(third)], 3),
        _ => (NONE, 0),
    };
    if known.0 != NONE.0 {
        return Some((known, len));
    }
    let c = text[at..].chars().next()?;
    Some((Char::other(c), c.len_utf8()))
}

/// The bits of a code point that are in a byte which goes on a character.
fn low(byte: u8) -> usize {
    usize::from(byte & 0x3f)
}

/// In the tables, a character that is no Vietnamese letter.
const NONE: Char = Char(0);

/// The characters of ASCII.
static ASCII: [Char; 128] = {
    let mut table = [NONE; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = Char::of_ascii(byte);
        byte += 1;
    }
    table
};

/// The Vietnamese letters from U+00C0 to U+01BF, which begin with C3 to C6 in UTF-8.
static LATIN: [Char; 4 << 6] = letters_from(0xc0);

/// Those from U+1E80 to U+1EFF, which begin with E1 BA and E1 BB.
static ADDITIONAL: [Char; 2 << 6] = letters_from(0x1e80);

/// The letters of the code points from `first`.
const fn letters_from<const N: usize>(first: usize) -> [Char; N] {
    let mut table = [NONE; N];
    let mut at = 0;
    while at < N {
        if let Some(c) = char::from_u32((first + at) as u32)
            && let Some(letter) = marked_letter(c)
        {
            table[at] = Char::of_letter(letter);
        }
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Shape, word_at};

    #[test]
    fn one_key_stands_for_one_folded_key() {
        let key = |word| word_at(word).unwrap().key;
        assert_eq!(key("HOÀ"), key("hòa"));
        assert_eq!(key("TP. Huế"), key("tp"));
        assert_eq!(key("1.250,5 tỷ"), key("1.250,5"));
        assert_eq!((key("kỳ"), key("Quý"), key("MỸ")), (key("kì"), key("quí"), key("mĩ")));
        assert!(key("bay") != key("bai") && key("y") != key("i") && key("uy") != key("ui"));
        let different = ["ma", "mà", "mạ", "mă", "mâ", "m", "am", "-", "–", "12", "1.2", "T.Ư", "TƯ"];
        for (at, a) in different.iter().enumerate() {
            assert!(key(a).is_some(), "{a}");
            assert!(different[..at].iter().all(|b| key(a) != key(b)), "{a}");
        }
    }

    #[test]
    fn what_is_long_or_of_another_alphabet_has_no_key() {
        for word in ["Christopher", "Erdoğan", "12.345.678.901", "€"] {
            assert_eq!(word_at(word).unwrap().key, None, "{word}");
        }
        assert_eq!(
            ["İstanbul", "ñandú", "²"].map(|word| word_at(word).unwrap().shape),
            [Shape::Capitalized, Shape::Lower, Shape::Mark]
        );
    }
}
