//! Clean characters: NFC, plain spaces, none that is invisible or a look-alike.

use super::letters::Letter;
use super::look_alike;
use super::map::Rewrite;
use super::normalize::{Counts, Repairs};
use super::scan::{ANY, EVERY, Look, Shapes, next_place};
use std::iter;
use std::ops::Range;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Cleans a text: the repairs that look at characters, not at syllables.
pub(super) fn clean(text: &mut Rewrite, repairs: Repairs, counts: &mut Counts) {
    let raw = text.old();
    let mut cleaner = Cleaner { raw, text, repairs, counts, composed: Vec::new() };
    let mut at = 0;
    while let Some(suspect) = next_suspect(raw, at) {
        at = cleaner.clean_around(at, suspect);
    }
}

struct Cleaner<'a, 'b> {
    raw: &'a str,
    text: &'b mut Rewrite<'a>,
    repairs: Repairs,
    counts: &'b mut Counts,
    /// Letters to be written, kept to be used again.
    composed: Vec<(Range<usize>, char)>,
}

impl Cleaner<'_, '_> {
    /// Cleans the run of words that holds the character at `suspect`, but nothing
    /// before `from`. Returns the end of the run.
    fn clean_around(&mut self, from: usize, suspect: usize) -> usize {
        let bytes = self.raw.as_bytes();
        let (end, plain) = match bytes[suspect] {
            b'\t' => (suspect + 1, " "),
            b'\r' if bytes.get(suspect + 1) == Some(&b'\n') => (suspect + 2, "\n"),
            b'\r' | VERTICAL_TAB | FORM_FEED => (suspect + 1, "\n"),
            _ => {
                let run = run_around(bytes, from, suspect);
                let end = run.end;
                self.clean_run(run);
                return end;
            }
        };
        if self.repairs.spaces && self.text.replace(suspect..end, plain) {
            self.counts.spaces += 1;
        }
        end
    }

    fn clean_run(&mut self, run: Range<usize>) {
        if self.repairs.composition && self.compose_letters(run.clone()) {
            return;
        }
        let mut pieces = self.pieces(run.clone());
        if self.repairs.look_alikes {
            self.counts.look_alikes += repair_words(&mut pieces);
        }
        let mut written = run.start;
        let mut composed = String::new();
        let mut rest = pieces.as_slice();
        while let Some((first, others)) = rest.split_first() {
            let marks = others.iter().take_while(|piece| !piece.starts_cluster).count();
            let cluster;
            (cluster, rest) = rest.split_at(1 + marks);
            let end = cluster.last().unwrap_or(first).raw.end;
            composed.clear();
            if self.repairs.composition {
                composed.extend(cluster.iter().map(|piece| piece.c).nfc());
            } else {
                composed.extend(cluster.iter().map(|piece| piece.c));
            }
            self.text.replace(written..first.raw.start, "");
            if self.text.replace(first.raw.start..end, &composed)
                && !cluster.iter().any(|piece| piece.is_repaired)
                && self.seen(first.raw.start..end).ne(composed.chars())
            {
                self.counts.composition += 1;
            }
            written = end;
        }
        self.text.replace(written..run.end, "");
    }

    /// Composes a run of nothing but Vietnamese letters and their marks, as
    /// decomposed text is full of. Does nothing and returns false for other runs.
    fn compose_letters(&mut self, run: Range<usize>) -> bool {
        self.composed.clear();
        let mut chars = self.raw[run.clone()].char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let Some(mut letter) = Letter::of(c) else { return false };
            let mut end = start + c.len_utf8();
            while let Some((at, mark)) = chars.next_if(|(_, c)| matches!(c, '\u{300}'..='\u{36f}')) {
                let Some(marked) = letter.with_combining(mark) else { return false };
                letter = marked;
                end = at + mark.len_utf8();
            }
            if end > start + c.len_utf8() {
                self.composed.push((run.start + start..run.start + end, letter.to_char()));
            }
        }
        for (span, letter) in self.composed.drain(..) {
            self.counts.composition += 1;
            self.text.replace_by(span, letter);
        }
        true
    }

    /// The characters of a run, taken apart, without those that nobody sees.
    fn pieces(&mut self, run: Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(run.len());
        let mut last = ' ';
        for (at, c) in self.raw[run.clone()].char_indices() {
            let before = std::mem::replace(&mut last, c);
            if self.repairs.invisible && is_invisible(c) && !is_joined(before, c) {
                self.counts.invisible += 1;
                continue;
            }
            let plain = if self.repairs.spaces { plain_space(c) } else { c };
            self.counts.spaces += u64::from(plain != c);
            let start = run.start + at;
            let raw = start..start + c.len_utf8();
            let mut first = true;
            let mut push = |piece| {
                let starts_cluster = first && (!self.repairs.composition || starts_cluster(piece));
                pieces.push(Piece { c: piece, starts_cluster, is_repaired: plain != c, raw: raw.clone() });
                first = false;
            };
            if self.repairs.composition { decompose_canonical(plain, push) } else { push(plain) }
        }
        pieces
    }

    /// The characters of a part that somebody sees.
    fn seen(&self, part: Range<usize>) -> impl Iterator<Item = char> {
        let invisible = self.repairs.invisible;
        self.raw[part].chars().filter(move |&c| !(invisible && is_invisible(c)))
    }
}

/// A character of the clean text before composition, and the bytes it is from.
struct Piece {
    c: char,
    /// Whether it is composed only with what follows it. All parts of one
    /// character stay together.
    starts_cluster: bool,
    /// Whether it is another one than in the original.
    is_repaired: bool,
    raw: Range<usize>,
}

/// Repairs the look-alikes in each word of `pieces`. Returns the number of words.
fn repair_words(pieces: &mut [Piece]) -> u64 {
    let mut words = 0;
    let of_word = |c: char| c.is_alphabetic() || canonical_combining_class(c) != 0;
    for word in pieces.chunk_by_mut(|a, b| of_word(a.c) && of_word(b.c)) {
        if let Some(repaired) = look_alike::repair(word.iter().map(|piece| piece.c)) {
            words += 1;
            for (piece, c) in word.iter_mut().zip(repaired) {
                piece.is_repaired |= piece.c != c;
                piece.c = c;
            }
        }
    }
    words
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

/// Whether a joiner makes one emoji of the one before and the next.
fn is_joined(before: char, c: char) -> bool {
    c == '\u{200d}' && matches!(before, '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether the text can be unclean at this character.
fn is_suspect(c: char) -> bool {
    match c {
        '\n' | ' '..='~' => false,
        '\0'..='\u{9f}' => true,
        '\u{300}'..='\u{36f}' => true,
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

/// The first suspect character at or after `from`, which must start a character.
fn next_suspect(text: &str, mut from: usize) -> Option<usize> {
    loop {
        let at = text.floor_char_boundary(next_place::<Unclean>(text.as_bytes(), from)?);
        let c = text[at..].chars().next()?;
        if is_suspect(c) {
            return Some(at);
        }
        from = at + c.len_utf8();
    }
}

/// All but printable ASCII, line ends, Latin letters and the quotation marks, dashes and
/// ellipsis of news text.
struct Unclean;

impl Look for Unclean {
    const SHAPES: Shapes = Shapes::of([
        // Control characters, and the first bytes of other scripts.
        &[
            [("1df", EVERY), ANY, ANY, ANY],
            [("0ce", "9bcde"), ANY, ANY, ANY],
            [("07ce", "f"), ANY, ANY, ANY],
            [("0e", "0345678"), ANY, ANY, ANY],
            [("0", "12"), ANY, ANY, ANY],
            [("ce", "a"), ANY, ANY, ANY],
        ],
        // U+0080 to U+00AF; Ð and ð; Ɖ, Ƣ and ƣ; what is in the scripts of U+1000 to U+1FFF and
        // the signs of U+2000 to U+2FFF, but for the letters from U+1E80 on and U+2010 to U+2027.
        &[
            [("c", "2"), ("89a", EVERY), ANY, ANY],
            [("c", "3"), ("9b", "0"), ANY, ANY],
            [("c", "6"), ("8a", "239"), ANY, ANY],
            [("e", "12"), ("9a", EVERY), ANY, ANY],
            [("e", "1"), (EVERY, "0123456789cdef"), ANY, ANY],
            [("e", "2"), (EVERY, "123456789abcdef"), ANY, ANY],
            [("8", "0"), ("8b", EVERY), ANY, ANY],
            [("8", "0"), ("a", "89abcdef"), ANY, ANY],
        ],
    ]);

    #[inline(always)]
    fn is_odd([a, b, c, _]: [u8; 4]) -> bool {
        let control = (a < 0x20) & (a != b'\n') | (a == 0x7f);
        // U+0080 to U+00A0 and the soft hyphen.
        let latin_1 = (a == 0xc2) & ((b <= 0xa0) | (b == 0xad));
        let look_alike = (a == 0xc3) & (b & 0xdf == 0x90) | (a == 0xc6) & ((b == 0x89) | (b & 0xfe == 0xa2));
        let known = (a == 0xe1) & (b & 0xfe == 0xba) | (a == 0xe2) & (b == 0x80) & (0x90..=0xa7).contains(&c);
        control | latin_1 | look_alike | (a >= 0xc9) & !known
    }
}

#[cfg(test)]
mod tests {
    use super::{Unclean, is_suspect, next_suspect};
    use crate::text::scan::tests::places;

    #[test]
    fn every_suspect_character_is_found_at_every_place() {
        for c in ('\0'..=char::MAX).filter(|&c| is_suspect(c)) {
            assert!(places::<Unclean>(&c.to_string()).iter().all(|places| !places.is_empty()), "{c:?}");
            for before in [0, 29, 30, 31, 61, 62, 63] {
                let text = format!("{}{c}\n", "à".repeat(before / 2) + &"-".repeat(before % 2));
                assert_eq!(next_suspect(&text, 0), Some(before), "{c:?}");
            }
        }
    }

    #[test]
    fn what_news_is_made_of_needs_no_closer_look() {
        let text = "“Đội bóng – ‘Ưu tú’ — ghi 3 bàn…”\nÀ, ừ, ỹ, ẵ: ăâđêôơư €5!";
        for places in places::<Unclean>(text) {
            assert_eq!(places, [text.find('€').unwrap()]);
        }
    }
}
