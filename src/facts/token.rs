//! A sentence as tokens: what every rule reads.
//!
//! A token is a syllable or foreign word, a number, or one mark of punctuation.
//! Beside the tokens a sentence keeps the [`fold`]ed keys of all of them in one
//! string, so that a phrase of any length is looked up without allocating.

use crate::lexicon::{self, OFFICES_LIST, STATUSES_LIST};
use crate::text::{fold, is_abbreviation};
use rustc_hash::FxHashSet;
use std::ops::Range;
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

/// One token of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Token<'a> {
    /// The token as written in the clean text.
    pub text: &'a str,
    /// Its first byte in the clean text.
    pub start: usize,
    pub shape: Shape,
    /// The hash of its folded key.
    pub hash: u64,
    /// Its bytes in the sentence's folded string.
    key: Range<usize>,
}

impl Token<'_> {
    /// The byte after the token in the clean text.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether the token is a word that begins in upper case.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capitalized | Shape::Upper)
    }

    /// Whether the token is a word.
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capitalized | Shape::Upper)
    }
}

/// A sentence of the clean text, tokenized.
#[derive(Debug)]
pub(crate) struct Sentence<'a> {
    text: &'a str,
    /// Bytes of the sentence in the clean text.
    pub span: Range<usize>,
    pub tokens: Vec<Token<'a>>,
    folded: String,
}

impl<'a> Sentence<'a> {
    /// Tokenizes the bytes `span` of `text`.
    pub fn new(text: &'a str, span: Range<usize>) -> Self {
        let mut sentence = Sentence {
            text,
            tokens: Vec::with_capacity(span.len() / 4),
            folded: String::with_capacity(span.len() + 16),
            span,
        };
        let mut at = sentence.span.start;
        while let Some(c) = text[at..sentence.span.end].chars().next() {
            let rest = &text[at..sentence.span.end];
            let (len, shape) = if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            } else if c.is_ascii_digit() {
                (number_len(rest), Shape::Number)
            } else if c.is_alphabetic() {
                let len = word_len(rest);
                (len, word_shape(&rest[..len]))
            } else {
                (c.len_utf8(), Shape::Mark)
            };
            sentence.push(at, &text[at..at + len], shape);
            at += len;
        }
        sentence
    }

    fn push(&mut self, start: usize, text: &'a str, shape: Shape) {
        if !self.folded.is_empty() {
            self.folded.push(' ');
        }
        let from = self.folded.len();
        let is_word = !matches!(shape, Shape::Number | Shape::Mark);
        self.folded.push_str(&fold(if is_word { text.trim_end_matches('.') } else { text }));
        let key = from..self.folded.len();
        let hash = lexicon::hash(&self.folded[key.clone()]);
        self.tokens.push(Token { text, start, shape, hash, key });
    }

    /// How many tokens the sentence has.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The folded keys of the tokens `range`, with one space between two; empty
    /// for an empty range.
    pub fn phrase(&self, range: Range<usize>) -> &str {
        if range.is_empty() {
            return "";
        }
        &self.folded[self.tokens[range.start].key.start..self.tokens[range.end - 1].key.end]
    }

    /// The folded key of token `index`, or an empty string past the end.
    pub fn key(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.folded[token.key.clone()])
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
    pub fn is_any(&self, index: usize, words: &[&str]) -> bool {
        self.tokens.get(index).is_some_and(|token| {
            words.iter().any(|word| {
                token.text == *word || token.text.chars().flat_map(char::to_lowercase).eq(word.chars())
            })
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

/// Length of the number at the front of `text`: digits, and points or commas
/// that have a digit on both sides.
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut len = 0;
    while digit(len) || (len > 0 && matches!(bytes.get(len), Some(b'.' | b',')) && digit(len + 1)) {
        len += 1;
    }
    len
}

/// Length of the word at the front of `text`, with the marks that join its parts
/// (`GD-ĐT`, `H.R.`, `O'Brien`, `NN&PTNT`) and the point of an abbreviation.
fn word_len(text: &str) -> usize {
    let mut part = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            continue;
        }
        let next = chars.peek().map(|&(_, next)| next);
        let joins = match c {
            '-' if begins_office(&text[at + 1..]) => false,
            '-' | '&' | '\'' | '’' | '‑' => next.is_some_and(char::is_alphanumeric),
            '.' => {
                is_abbreviation(&text[part..at])
                    && next.is_some_and(|n| n != '.' || !is_one_letter(&text[part..at]))
            }
            _ => false,
        };
        if !joins {
            return at;
        }
        if c == '.' && !next.is_some_and(char::is_alphanumeric) {
            return at + 1;
        }
        part = at + c.len_utf8();
    }
    text.len()
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
    word.chars().count() == 1
}

fn word_shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut rest = letters.peekable();
            if rest.peek().is_some() && rest.all(|c| !c.is_lowercase()) {
                Shape::Upper
            } else {
                Shape::Capitalized
            }
        }
        _ => Shape::Lower,
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
