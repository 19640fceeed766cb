//! The front of a text read as one word, number or mark, in one pass over its bytes.

use crate::lexicon::{self, OFFICES_LIST, STATUSES_LIST};
use crate::text::{fold, is_abbreviation, marked_letter};
use rustc_hash::FxHashSet;
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
pub(crate) struct Key(u64);

/// One token at the front of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its length in bytes.
    pub len: usize,
    pub shape: Shape,
    /// Its key; the point at the end of an abbreviation is left out of it.
    pub key: Option<Key>,
}

/// The token at the front of `text`, which begins with no white space; none where it
/// is empty.
pub(crate) fn word_at(text: &str) -> Option<Word> {
    let (first, len) = char_at(text, 0)?;
    if text.as_bytes()[0].is_ascii_digit() {
        return Some(number_at(text));
    }
    if first.is_alphabetic {
        return Some(Reader::default().read(text));
    }
    let mut packed = Packed::default();
    packed.push(first);
    Some(Word { len, shape: Shape::Mark, key: packed.key() })
}

/// The number at the front of `text`: digits, and points or commas that have a digit
/// on both sides.
fn number_at(text: &str) -> Word {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut packed = Packed::default();
    let mut len = 0;
    while digit(len) || (matches!(bytes.get(len), Some(b'.' | b',')) && digit(len + 1)) {
        packed.push(ASCII[usize::from(bytes[len])]);
        len += 1;
    }
    Word { len, shape: Shape::Number, key: packed.key() }
}

/// A word that is read character by character.
#[derive(Default)]
struct Reader {
    packed: Packed,
    letters: usize,
    /// Whether the first letter is in upper case.
    is_capital: bool,
    /// Whether a letter after the first is in lower case.
    has_lower: bool,
}

impl Reader {
    /// The word at the front of `text`, with the marks that join its parts (`GD-ĐT`,
    /// `H.R.`, `O'Brien`, `NN&PTNT`) and the point of an abbreviation.
    fn read(mut self, text: &str) -> Word {
        let mut part = 0;
        let mut at = 0;
        while let Some((c, len)) = char_at(text, at) {
            if c.is_alphabetic || c.is_digit {
                self.push(c);
                at += len;
                continue;
            }
            if !c.joins {
                break;
            }
            let next = text[at + len..].chars().next();
            let goes_on = next.is_some_and(char::is_alphanumeric);
            if text.as_bytes()[at] == b'.' {
                let before = &text[part..at];
                if !is_abbreviation(before) || next.is_none_or(|next| next == '.' && is_one_letter(before)) {
                    break;
                }
                if !goes_on {
                    at += len;
                    break;
                }
            } else if !goes_on || (text.as_bytes()[at] == b'-' && begins_office(&text[at + 1..])) {
                break;
            }
            self.packed.push(c);
            at += len;
            part = at;
        }
        Word { len: at, shape: self.shape(), key: self.packed.key() }
    }

    fn push(&mut self, c: Char) {
        self.packed.push(c);
        if c.is_alphabetic {
            if self.letters == 0 {
                self.is_capital = c.is_upper;
            } else {
                self.has_lower |= c.is_lower;
            }
            self.letters += 1;
        }
    }

    fn shape(&self) -> Shape {
        match self.letters {
            _ if !self.is_capital => Shape::Lower,
            2.. if !self.has_lower => Shape::Upper,
            _ => Shape::Capitalized,
        }
    }
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

/// A key under construction.
#[derive(Default)]
struct Packed {
    codes: u64,
    len: u32,
    tone: u8,
    /// Whether a character has no code.
    is_odd: bool,
}

/// Characters of a key.
const LONGEST: u32 = 10;

impl Packed {
    fn push(&mut self, c: Char) {
        self.codes = self.codes << 6 | u64::from(c.code);
        self.len += 1;
        self.is_odd |= c.code == 0;
        if c.tone != 0 {
            self.tone = c.tone;
        }
    }

    fn key(&self) -> Option<Key> {
        let fits = self.len <= LONGEST && !self.is_odd;
        fits.then_some(Key(self.codes << 3 | u64::from(self.tone)))
    }
}

/// What a character is to the reader of words.
#[derive(Clone, Copy)]
struct Char {
    /// Its place in the [`ALPHABET`] without case and tone, from 1; 0 for none.
    code: u8,
    tone: u8,
    is_alphabetic: bool,
    is_upper: bool,
    is_lower: bool,
    is_digit: bool,
    /// Whether it may stand inside a word.
    joins: bool,
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
#[inline]
fn char_at(text: &str, at: usize) -> Option<(Char, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        return Some((ASCII[usize::from(byte)], 1));
    }
    let c = text[at..].chars().next()?;
    let known = match c as usize {
        code @ LATIN..LATIN_END => LATIN_CHARS[code - LATIN],
        code @ ADDITIONAL..ADDITIONAL_END => ADDITIONAL_CHARS[code - ADDITIONAL],
        _ => None,
    };
    Some((known.unwrap_or_else(|| Char::other(c)), c.len_utf8()))
}

/// The characters of ASCII.
static ASCII: [Char; 128] = {
    let mut table = [Char::of_ascii(0); 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = Char::of_ascii(byte);
        byte += 1;
    }
    table
};

/// The Vietnamese letters of the Latin-1 Supplement to Latin Extended-B.
const LATIN: usize = 'À' as usize;
const LATIN_END: usize = 'ư' as usize + 1;
static LATIN_CHARS: [Option<Char>; LATIN_END - LATIN] = letters_from(LATIN);

/// Those of Latin Extended Additional.
const ADDITIONAL: usize = 'Ạ' as usize;
const ADDITIONAL_END: usize = 'ỹ' as usize + 1;
static ADDITIONAL_CHARS: [Option<Char>; ADDITIONAL_END - ADDITIONAL] = letters_from(ADDITIONAL);

/// The letters of the code points from `first`.
const fn letters_from<const N: usize>(first: usize) -> [Option<Char>; N] {
    let mut table = [None; N];
    let mut at = 0;
    while at < N {
        if let Some(c) = char::from_u32((first + at) as u32)
            && let Some(letter) = marked_letter(c)
        {
            table[at] = Some(Char {
                code: code(letter.base),
                tone: letter.tone,
                is_alphabetic: true,
                is_upper: letter.is_upper,
                is_lower: !letter.is_upper,
                is_digit: false,
                joins: false,
            });
        }
        at += 1;
    }
    table
}

impl Char {
    const fn of_ascii(byte: u8) -> Self {
        Char {
            code: code(byte.to_ascii_lowercase() as char),
            tone: 0,
            is_alphabetic: byte.is_ascii_alphabetic(),
            is_upper: byte.is_ascii_uppercase(),
            is_lower: byte.is_ascii_lowercase(),
            is_digit: byte.is_ascii_digit(),
            joins: matches!(byte, b'-' | b'&' | b'\'' | b'.'),
        }
    }

    /// A character that is neither ASCII nor a Vietnamese letter.
    #[cold]
    fn other(c: char) -> Self {
        Char {
            code: code(c),
            tone: 0,
            is_alphabetic: c.is_alphabetic(),
            is_upper: c.is_uppercase(),
            is_lower: c.is_lowercase(),
            is_digit: c.is_numeric(),
            joins: matches!(c, '’' | '‑'),
        }
    }
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
        assert_eq!(["İstanbul", "ñandú", "²"].map(|word| word_at(word).unwrap().shape), [Shape::Capitalized, Shape::Lower, Shape::Mark]);
    }
}
