//! Clean text: NFC, plain spaces, no invisible characters, and the way back.

use super::look_alike;
use std::borrow::Cow;
use std::iter;
use std::ops::Range;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A document's text made clean, with a map from every place in it to the
/// original.
///
/// Clean text is in NFC. Every white space is a plain space or, at the end of a
/// line, `\n`. Characters that nobody sees are gone (zero-width and control
/// characters, soft hyphens, byte-order marks), and look-alikes of Vietnamese
/// letters (`Ð` for `Đ`) are repaired in words that can only be Vietnamese.
///
/// ```
/// use trich::text::Text;
/// let raw = "\u{feff}Hội\u{a0}đồng Qu\u{ad}ận u\u{309}y";
/// let text = Text::new(raw);
/// assert_eq!(text.as_str(), "Hội đồng Quận ủy");
/// let at = text.as_str().find("Quận").unwrap();
/// assert_eq!(&raw[text.raw_span(at..text.as_str().len())], "Qu\u{ad}ận u\u{309}y");
/// ```
#[derive(Debug)]
pub struct Text<'a> {
    clean: Cow<'a, str>,
    /// In order, and none touches another's bytes.
    edits: Vec<Edit>,
}

/// One place where the clean text differs from the original. What lies between
/// two edits was copied.
#[derive(Debug)]
struct Edit {
    clean: Range<usize>,
    raw: Range<usize>,
}

impl<'a> Text<'a> {
    /// Cleans `raw`; borrows it where there is nothing to clean.
    pub fn new(raw: &'a str) -> Self {
        let mut cleaner = Cleaner { raw, clean: String::new(), edits: Vec::new(), copied: 0 };
        let mut at = 0;
        while let Some(suspect) = next_suspect(raw, at) {
            at = cleaner.clean_around(at, suspect);
        }
        cleaner.finish()
    }

    /// The clean text.
    ///
    /// ```
    /// assert_eq!(trich::text::Text::new("năm\r\n2017").as_str(), "năm\n2017");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.clean
    }

    /// The bytes of the original that a span of bytes of the clean text came from:
    /// from the first character with its combining marks to the last with its own.
    /// Characters that were removed count inside the span, not at its edges.
    ///
    /// ```
    /// let raw = "\u{200b}to\u{301}c \u{200b}";
    /// let text = trich::text::Text::new(raw);
    /// assert_eq!(text.as_str(), "tóc ");
    /// assert_eq!(&raw[text.raw_span(0.."tóc".len())], "to\u{301}c");
    /// ```
    pub fn raw_span(&self, clean: Range<usize>) -> Range<usize> {
        let start = self.raw_bounds(clean.start).start;
        if clean.is_empty() {
            return start..start;
        }
        start..self.raw_bounds(clean.end - 1).end
    }

    /// The bytes of the original behind one byte of the clean text: all that it
    /// was made from if it was edited, else the one byte.
    fn raw_bounds(&self, at: usize) -> Range<usize> {
        let next = self.edits.partition_point(|edit| edit.clean.start <= at);
        let Some(edit) = next.checked_sub(1).map(|last| &self.edits[last]) else {
            return at..at + 1;
        };
        if at < edit.clean.end {
            return edit.raw.clone();
        }
        let raw = edit.raw.end + (at - edit.clean.end);
        raw..raw + 1
    }
}

/// Writes the clean text, from the first place on that differs.
struct Cleaner<'a> {
    raw: &'a str,
    clean: String,
    edits: Vec<Edit>,
    /// Bytes of `raw` that are in `clean` already.
    copied: usize,
}

impl<'a> Cleaner<'a> {
    /// Cleans the run of words that holds the character at `suspect`, but nothing
    /// before `from`. Returns the end of the run.
    fn clean_around(&mut self, from: usize, suspect: usize) -> usize {
        let bytes = self.raw.as_bytes();
        match bytes[suspect] {
            b'\t' => {
                self.replace(suspect..suspect + 1, " ");
                suspect + 1
            }
            b'\r' if bytes.get(suspect + 1) == Some(&b'\n') => {
                self.replace(suspect..suspect + 2, "\n");
                suspect + 2
            }
            b'\r' | VERTICAL_TAB | FORM_FEED => {
                self.replace(suspect..suspect + 1, "\n");
                suspect + 1
            }
            _ => {
                let run = run_around(bytes, from, suspect);
                let end = run.end;
                self.clean_run(run);
                end
            }
        }
    }

    fn clean_run(&mut self, run: Range<usize>) {
        let raw = self.raw;
        let mut pieces = Vec::with_capacity(run.len());
        for (at, c) in raw[run.clone()].char_indices().filter(|&(_, c)| !is_invisible(c)) {
            let start = run.start + at;
            let raw = start..start + c.len_utf8();
            let mut first = true;
            decompose_canonical(plain_space(c), |c| {
                let starts_cluster = first && starts_cluster(c);
                pieces.push(Piece { c, starts_cluster, raw: raw.clone() });
                first = false;
            });
        }
        repair_words(&mut pieces);

        let mut written = run.start;
        let mut composed = String::new();
        let mut rest = pieces.as_slice();
        while let Some((first, others)) = rest.split_first() {
            let marks = others.iter().take_while(|piece| !piece.starts_cluster).count();
            let cluster;
            (cluster, rest) = rest.split_at(1 + marks);
            let end = cluster.last().unwrap_or(first).raw.end;
            composed.clear();
            composed.extend(cluster.iter().map(|piece| piece.c).nfc());
            self.replace(written..first.raw.start, "");
            self.replace(first.raw.start..end, &composed);
            written = end;
        }
        self.replace(written..run.end, "");
    }

    /// Puts `clean` in the place of the bytes `raw` of the original.
    fn replace(&mut self, raw: Range<usize>, clean: &str) {
        if &self.raw[raw.clone()] == clean {
            return;
        }
        self.clean.push_str(&self.raw[self.copied..raw.start]);
        let start = self.clean.len();
        self.clean.push_str(clean);
        self.copied = raw.end;
        self.edits.push(Edit { clean: start..self.clean.len(), raw });
    }

    fn finish(mut self) -> Text<'a> {
        if self.edits.is_empty() {
            return Text { clean: Cow::Borrowed(self.raw), edits: self.edits };
        }
        self.clean.push_str(&self.raw[self.copied..]);
        Text { clean: Cow::Owned(self.clean), edits: self.edits }
    }
}

/// A character of the clean text before composition, and the bytes it is from.
struct Piece {
    c: char,
    /// Whether it is composed only with what follows it. All parts of one
    /// character stay together.
    starts_cluster: bool,
    raw: Range<usize>,
}

/// Repairs the look-alikes in each word of `pieces`.
fn repair_words(pieces: &mut [Piece]) {
    let of_word = |c: char| c.is_alphabetic() || canonical_combining_class(c) != 0;
    for word in pieces.chunk_by_mut(|a, b| of_word(a.c) && of_word(b.c)) {
        if let Some(repaired) = look_alike::repair(word.iter().map(|piece| piece.c)) {
            for (piece, c) in word.iter_mut().zip(repaired) {
                piece.c = c;
            }
        }
    }
}

const VERTICAL_TAB: u8 = 0x0b;
const FORM_FEED: u8 = 0x0c;

/// The bytes around `suspect`, not before `from`, that must be cleaned together:
/// up to an ASCII character on both sides that neither is part of a word nor can
/// be taken out.
fn run_around(bytes: &[u8], from: usize, suspect: usize) -> Range<usize> {
    let ends_run = |b: &u8| match b {
        b'\t' | b'\n' | b'\r' | &VERTICAL_TAB | &FORM_FEED => true,
        b => matches!(b, b' '..=b'~') && !b.is_ascii_alphabetic(),
    };
    let mut start = bytes[from..suspect].iter().rposition(ends_run).map_or(from, |at| from + at + 1);
    // These three compose with a stroke after them (`≠`).
    if start > from && matches!(bytes[start - 1], b'<' | b'=' | b'>') {
        start -= 1;
    }
    let end = bytes[suspect..].iter().position(ends_run).map_or(bytes.len(), |at| suspect + at);
    start..end
}

/// Whether a decomposed character begins a sequence that is composed by itself,
/// whatever stands before it.
fn starts_cluster(c: char) -> bool {
    c.is_ascii() || canonical_combining_class(c) == 0 && is_nfc_quick(iter::once(c)) != IsNormalized::Maybe
}

/// A white space as a plain space or line end; any other character as it is.
fn plain_space(c: char) -> char {
    match c {
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether nobody sees the character: zero-width, control, soft hyphen,
/// byte-order mark.
fn is_invisible(c: char) -> bool {
    match c {
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => true,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fff9}'..='\u{fffb}' => true,
        c => c.is_control() && !c.is_whitespace(),
    }
}

/// Whether the text can be unclean at this character.
fn is_suspect(c: char) -> bool {
    match c {
        '\n' | ' '..='~' => false,
        '\0'..='\u{9f}' => true,
        // Greek and Cyrillic, where the look-alikes are.
        '\u{370}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}' => true,
        c => {
            is_nfc_quick(iter::once(c)) != IsNormalized::Yes
                || canonical_combining_class(c) != 0
                || c.is_whitespace()
                || is_invisible(c)
                || look_alike::is_look_alike(c)
        }
    }
}

/// Bytes looked at together; a test of all of them compiles to vector code.
const BLOCK: usize = 64;

/// The first suspect character at or after `from`, which must start a character.
fn next_suspect(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(window) = bytes.get(at..at + BLOCK + 2) {
        let mut odd = false;
        for i in 0..BLOCK {
            odd |= is_odd(window[i], window[i + 1], window[i + 2]);
        }
        if odd && let Some(suspect) = suspect_between(text, at, at + BLOCK) {
            return Some(suspect);
        }
        at += BLOCK;
    }
    suspect_between(text, at, bytes.len())
}

/// The first suspect among the characters that start in `from..to`.
fn suspect_between(text: &str, from: usize, to: usize) -> Option<usize> {
    let from = (from..=text.len()).find(|&at| text.is_char_boundary(at))?;
    text[from..]
        .char_indices()
        .map(|(at, c)| (from + at, c))
        .take_while(|&(at, _)| at < to)
        .find(|&(_, c)| is_suspect(c))
        .map(|(at, _)| at)
}

/// Whether a character that starts with the bytes `a`, `b`, `c` needs a closer
/// look: all but printable ASCII, line ends, Latin letters and the quotation
/// marks, dashes and ellipsis of news text. Without branches, to be vectorized.
#[inline(always)]
fn is_odd(a: u8, b: u8, c: u8) -> bool {
    let control = (a < 0x20) & (a != b'\n') | (a == 0x7f);
    // U+0080 to U+00A0 and the soft hyphen.
    let latin_1 = (a == 0xc2) & ((b <= 0xa0) | (b == 0xad));
    // Ð and ð; Ɖ; Ƣ and ƣ.
    let look_alike = (a == 0xc3) & (b & 0xdf == 0x90) | (a == 0xc6) & ((b == 0x89) | (b & 0xfe == 0xa2));
    // Letters of U+1E80 to U+1EFF; U+2010 to U+2027.
    let known = (a == 0xe1) & (b & 0xfe == 0xba) | (a == 0xe2) & (b == 0x80) & (0x90..=0xa7).contains(&c);
    control | latin_1 | look_alike | (a >= 0xc9) & !known
}
