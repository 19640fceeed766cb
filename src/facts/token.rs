//! A sentence as tokens: what every rule reads.
//!
//! A token is a syllable or foreign word, a number, or one mark of punctuation.
//! Words that any list holds are known by their number, so that no rule compares
//! strings to look a phrase up.

use super::seen::Seen;
use super::word::{Word, word_at};
use crate::lexicon::{self, Uses, Words};
use crate::text::{fold, is_syllable};
use multiversion::multiversion;
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::{Deref, Range};

pub(crate) use super::word::Shape;

/// One token of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Token<'a> {
    /// The token as written in the clean text.
    pub text: &'a str,
    /// Its first byte in the clean text.
    pub start: usize,
    reading: Reading,
}

/// What is known of a token wherever it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub shape: Shape,
    /// A [`sign`] of the word in lower case, which tells it from nearly all others.
    sign: u16,
    /// Whether it is spelled like a syllable, where that is known.
    syllable: Option<bool>,
    /// What is true of its letters.
    traits: Traits,
    /// Which lists it is a word of.
    pub uses: Uses,
}

impl Deref for Token<'_> {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        &self.reading
    }
}

impl<'a> Token<'a> {
    /// The byte after the token in the clean text.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether the token is a word that begins in upper case.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capitalized | Shape::Upper)
    }

    /// Whether the token may be part of a name: `Trump`, `al-Assad`.
    pub fn is_name_word(&self) -> bool {
        self.traits.is_name_word
    }

    /// Whether a digit is in the token.
    pub fn has_digit(&self) -> bool {
        self.traits.has_digit
    }

    /// Whether a capital stands behind a small letter: `McMaster`.
    pub fn has_hump(&self) -> bool {
        let mut pairs = self.text.chars().zip(self.text.chars().skip(1));
        self.traits.has_inner_capital && pairs.any(|(before, c)| before.is_lowercase() && c.is_uppercase())
    }

    /// Whether the token is a word.
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capitalized | Shape::Upper)
    }

    /// Whether the token is spelled like one Vietnamese syllable.
    pub fn is_syllable(&self) -> bool {
        self.syllable.unwrap_or_else(|| is_syllable(self.text))
    }

    /// Whether the token is one of the lower-case `words`, in any case.
    #[inline(never)]
    fn is_any_of(&self, words: &[&str]) -> bool {
        words.contains(&self.text) || self.has_capital() && words.contains(&&*self.text.to_lowercase())
    }

    /// Whether the token is a word with a letter in upper case.
    fn has_capital(&self) -> bool {
        self.is_capital() || self.traits.has_inner_capital
    }

    /// Whether two tokens are one word, in whatever case and placement of the tone.
    fn is_same_word(&self, other: &Token) -> bool {
        if self.uses.is_known() || other.uses.is_known() {
            return self.uses.are_of_word(other.uses);
        }
        let key = |token: &Token| word_at(token.text).and_then(|word| word.key);
        let (mine, others) = (key(self), key(other));
        mine == others && (mine.is_some() || folded(self.text) == folded(other.text))
    }
}

/// What is true of the letters of a word, whose readers ask for it again and again.
#[derive(Debug, Clone, Copy, Default)]
struct Traits {
    is_name_word: bool,
    has_digit: bool,
    has_inner_capital: bool,
}

impl Traits {
    fn of(text: &str, word: Word) -> Self {
        let is_number = word.shape == Shape::Number;
        if is_number || word.shape == Shape::Mark {
            return Traits { has_digit: is_number, ..Traits::default() };
        }
        let is_capital = matches!(word.shape, Shape::Capitalized | Shape::Upper);
        let follows_article =
            |(article, rest): (&str, &str)| article.len() == 2 && rest.starts_with(char::is_uppercase);
        Traits {
            is_name_word: is_capital || word.is_joined() && text.split_once('-').is_some_and(follows_article),
            has_digit: word.has_inner_digit(),
            has_inner_capital: word.has_inner_capital(),
        }
    }
}

/// A number that few words share, whatever the case of their letters of ASCII: their first bytes
/// without the bit of the case.
fn sign(word: &str) -> u16 {
    let mut bytes = [0; size_of::<u64>()];
    let len = word.len().min(bytes.len());
    bytes[..len].copy_from_slice(&word.as_bytes()[..len]);
    let caseless = u64::from_le_bytes(bytes) & !u64::from_le_bytes([b' '; _]);
    (caseless.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - u16::BITS)) as u16
}

/// A bit for a [`sign`], which it shares with others.
fn sign_bit(sign: u16) -> u64 {
    1 << (u32::from(sign) % u64::BITS)
}

/// The folded key of a token that is too long or odd for a [`Key`].
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    fold(text.trim_end_matches('.'))
}

/// Tokens in a row, equal to others that are the same words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase<'s>(pub &'s [Token<'s>]);

impl PartialEq for Phrase<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Token, &Token)| a.is_same_word(b);
        self.0.len() == other.0.len() && self.0.iter().zip(other.0).all(same)
    }
}

/// A phrase is equal to the folded keys of its words with one space between two.
impl PartialEq<&str> for Phrase<'_> {
    fn eq(&self, keys: &&str) -> bool {
        self.0.iter().map(|token| folded(token.text)).eq(keys.split(' '))
    }
}

/// A sentence of the clean text, tokenized.
#[derive(Debug)]
pub(crate) struct Sentence<'a> {
    text: &'a str,
    /// Bytes of the sentence in the clean text.
    pub span: Range<usize>,
    pub tokens: Vec<Token<'a>>,
}

impl<'a> Sentence<'a> {
    /// Tokenizes the bytes `span` of `text`.
    pub fn new(text: &'a str, span: Range<usize>) -> Self {
        Sentence::new_in(text, span, Vec::new())
    }

    /// The same in the memory of tokens that are no longer needed.
    pub fn new_in(text: &'a str, span: Range<usize>, tokens: Vec<Token<'a>>) -> Self {
        thread_local! {
            static READER: RefCell<Reader<'static>> = RefCell::new(Reader::new(lexicon::words()));
        }
        READER.with_borrow_mut(|reader| reader.read(text, span, tokens))
    }

    /// How many tokens the sentence has.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The tokens `range`.
    pub fn phrase(&self, range: Range<usize>) -> Phrase<'_> {
        Phrase(&self.tokens[range])
    }

    /// Token `index` alone, or nothing past the end.
    pub fn key(&self, index: usize) -> Phrase<'_> {
        Phrase(self.tokens.get(index).map_or(&[], std::slice::from_ref))
    }

    /// Token `index` as written, or an empty string past the end.
    pub fn as_written(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.text)
    }

    /// Whether token `index` is the mark or word `text`, as written.
    pub fn is(&self, index: usize, text: &str) -> bool {
        self.tokens.get(index).is_some_and(|token| token.text == text)
    }

    /// Whether token `index` is one of `words`, as written.
    pub fn is_one_of(&self, index: usize, words: &[&str]) -> bool {
        self.tokens.get(index).is_some_and(|token| words.contains(&token.text))
    }

    /// Whether token `index` is one of the lower-case `words`, in any case.
    #[inline(always)]
    pub fn is_any(&self, index: usize, words: &[&str]) -> bool {
        // Of words that stand in the code these are numbers, so that most tokens cost one test.
        let signs = words.iter().fold(0, |bits, word| bits | sign_bit(sign(word)));
        self.tokens.get(index).is_some_and(|token| {
            signs & sign_bit(token.sign) != 0
                && words.iter().any(|word| token.sign == sign(word))
                && token.is_any_of(words)
        })
    }

    /// The clean text from the first to the last token of `range`, as written.
    pub fn written(&self, range: Range<usize>) -> &'a str {
        &self.text[self.bytes(range)]
    }

    /// The bytes `span` of the clean text.
    pub fn slice(&self, span: Range<usize>) -> &'a str {
        &self.text[span]
    }

    /// The bytes of the clean text from the first to the last token of `range`.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.tokens.get(range.start).map_or(self.span.end, |token| token.start);
            return at..at;
        }
        self.tokens[range.start].start..self.tokens[range.end - 1].end()
    }

    /// Whether white space or nothing at all stands between token `index` and
    /// the one before it: true for white space.
    pub fn spaced(&self, index: usize) -> bool {
        index > 0 && index < self.len() && self.tokens[index - 1].end() < self.tokens[index].start
    }
}

/// Tokenizes sentences.
pub(crate) struct Reader<'w> {
    words: &'w Words,
    seen: Seen<Reading>,
}

impl<'w> Reader<'w> {
    /// A reader that looks words up in `words`.
    pub fn new(words: &'w Words) -> Self {
        let nothing = Reading {
            shape: Shape::Mark,
            sign: 0,
            syllable: None,
            traits: Traits::default(),
            uses: Uses::NONE,
        };
        Reader { words, seen: Seen::new(nothing) }
    }

    /// The bytes `span` of `text` as a sentence, in the memory of `tokens`.
    pub fn read<'a>(
        &mut self,
        text: &'a str,
        span: Range<usize>,
        mut tokens: Vec<Token<'a>>,
    ) -> Sentence<'a> {
        /// Tokens that most sentences have no more of, so that the memory does not grow from one
        /// to the next.
        const USUAL: usize = 128;
        tokens.clear();
        tokens.reserve(USUAL.max(span.len() / 4));
        read_tokens(&mut self.seen, self.words, text, span.clone(), &mut tokens);
        Sentence { text, tokens, span }
    }
}

/// Adds the tokens in the bytes `span` of `text`.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
fn read_tokens<'a>(
    seen: &mut Seen<Reading>,
    words: &Words,
    text: &'a str,
    span: Range<usize>,
    tokens: &mut Vec<Token<'a>>,
) {
    let read = |text: &str, word| Reading::of(text, word, words);
    seen.each_token(text, span, read, |span, reading| {
        tokens.push(Token { start: span.start, text: &text[span], reading });
    });
}

impl Reading {
    #[inline(never)]
    fn of(text: &str, word: Word, words: &Words) -> Self {
        let uses = match word.key {
            Some(key) => words.get(key),
            None => words.get_long(&folded(text)),
        };
        // Names are asked for it again and again.
        let is_name = matches!(word.shape, Shape::Capitalized | Shape::Upper);
        let syllable = is_name.then(|| is_syllable(text));
        let traits = Traits::of(text, word);
        let is_caseless = !traits.has_inner_capital && (!is_name || text.as_bytes()[0].is_ascii());
        let sign = if is_caseless { sign(text) } else { sign(&text.to_lowercase()) };
        Reading { shape: word.shape, sign, syllable, traits, uses }
    }
}

#[cfg(test)]
mod tests {
    use super::Sentence;

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        let cases = [
            ("Bộ GD-ĐT, NN&PTNT", "Bộ|GD-ĐT|,|NN&PTNT"),
            ("ông H.R. McMaster", "ông|H.R.|McMaster"),
            ("Robert H. McCooey Jr", "Robert|H.|McCooey|Jr"),
            ("TP.HCM và TP. Huế", "TP.HCM|và|TP.|Huế"),
            ("GS.TS Lê An (42 tuổi)", "GS.TS|Lê|An|(|42|tuổi|)"),
            ("tăng 1.250,5% năm", "tăng|1.250,5|%|năm"),
            ("đạt 12/12.", "đạt|12|/|12|."),
            ("Moon Jae-in – Kim Jong-un", "Moon|Jae-in|–|Kim|Jong-un"),
            ("T.Ư Đảng, năm 2016.", "T.Ư|Đảng|,|năm|2016|."),
            ("Toàn- Phó", "Toàn|-|Phó"),
            ("Lan-Trưởng phòng", "Lan|-|Trưởng|phòng"),
            ("nhà A...", "nhà|A|.|.|."),
        ];
        for (text, expected) in cases {
            let sentence = Sentence::new(text, 0..text.len());
            let tokens: Vec<_> = sentence.tokens.iter().map(|t| t.text).collect();
            assert_eq!(tokens.join("|"), expected);
        }
    }

    #[test]
    fn a_phrase_has_one_key_for_both_tone_placements() {
        let text = "Uỷ viên Ban Chấp hành";
        let other = "ủy VIÊN";
        let (a, b) = (Sentence::new(text, 0..text.len()), Sentence::new(other, 0..other.len()));
        assert_eq!(a.phrase(0..2), b.phrase(0..2));
    }
}
