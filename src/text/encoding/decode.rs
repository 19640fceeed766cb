//! From the characters of an old encoding to the letters that they stand for.

use super::Encoding;
use super::tables::{Code, Table, byte, table};
use crate::text::letters::{Hat, Letter};
use crate::text::map::Rewrite;
use crate::text::syllable::is_syllable;
use std::borrow::Cow;
use std::ops::Range;

/// Replaces what stands for Vietnamese letters in a run of the old text.
///
/// A character that means nothing in the encoding is left as it is.
pub(in crate::text) fn decode(encoding: Encoding, run: Range<usize>, text: &mut Rewrite) {
    let old = &text.old()[..run.end];
    let table = table(encoding);
    let has_marks = matches!(encoding, Encoding::Vni | Encoding::Windows1258);
    // Up to here all is decoded.
    let mut done = run.start;
    while let Some((at, c)) = next_coded(old, done, table) {
        let end = at + c.len_utf8();
        let (span, letter) = match code(table, c) {
            Code::Mark { hat, tone } => match old[done..at].chars().next_back() {
                Some(base) => (at - base.len_utf8()..end, put_on(base, hat, tone)),
                None => (at..end, None),
            },
            Code::Letter(_) if is_ambiguous(c) && !is_letter_at(old, run.start, at, table) => (at..end, None),
            Code::Letter(letter) if is_capital_in_lower_case(encoding, letter, old, at..end) => {
                (at..end, letter.to_uppercase().next())
            }
            Code::Letter(letter) if has_marks => with_mark(letter, old, at..end, table),
            Code::Letter(letter) => (at..end, Some(letter)),
            Code::Same if has_marks => with_mark(c, old, at..end, table),
            Code::Same => (at..end, None),
        };
        if let Some(letter) = letter
            && (letter != c || span != (at..end))
        {
            text.replace_by(span.clone(), letter);
        }
        done = span.end;
    }
}

/// The whole of `text`, decoded.
pub(in crate::text) fn decode_all(encoding: Encoding, text: &str) -> Cow<'_, str> {
    let mut rewrite = Rewrite::of(text);
    decode(encoding, 0..text.len(), &mut rewrite);
    rewrite.finish().0
}

/// The first character from `from` on that an old encoding can give a meaning.
fn next_coded(text: &str, from: usize, table: &Table) -> Option<(usize, char)> {
    let is_coded = |&b: &u8| b >= 0x80 || b < 0x20 && table[usize::from(b)] != Code::Same;
    let at = from + text.as_bytes()[from..].iter().position(is_coded)?;
    Some((at, text[at..].chars().next()?))
}

fn code(table: &Table, c: char) -> Code {
    byte(c).map_or(Code::Same, |byte| table[usize::from(byte)])
}

/// The letter at `span` with the mark after it, if there is one.
fn with_mark(letter: char, text: &str, span: Range<usize>, table: &Table) -> (Range<usize>, Option<char>) {
    let marked = text[span.end..].chars().next().and_then(|next| match code(table, next) {
        Code::Mark { hat, tone } => Some((span.end + next.len_utf8(), put_on(letter, hat, tone)?)),
        _ => None,
    });
    match marked {
        Some((end, letter)) => (span.start..end, Some(letter)),
        None => (span, Some(letter)),
    }
}

/// The letter with a hat and a tone on it.
fn put_on(letter: char, hat: Option<Hat>, tone: u8) -> Option<char> {
    let mut letter = Letter::of(letter)?;
    if let Some(hat) = hat {
        letter = letter.with_hat(hat)?;
    }
    if tone != 0 {
        letter = letter.with_tone(tone)?;
    }
    Some(letter.to_char())
}

/// Whether a character is a quotation mark, a dash, a bullet, an ellipsis or a
/// no-break space in Windows, and a capital in some old encoding.
fn is_ambiguous(c: char) -> bool {
    matches!(byte(c), Some(0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xa0))
}

/// Whether an ambiguous character is a letter: only where it makes a syllable of
/// letters that are none without it, or is the word `Ở`.
fn is_letter_at(text: &str, start: usize, at: usize, table: &Table) -> bool {
    /// Characters on each side that are looked at, more than a syllable has.
    const MOST: usize = 8;
    let of_word =
        |&c: &char| c.is_ascii_alphabetic() || !c.is_ascii() && matches!(code(table, c), Code::Letter(_));
    let mut word: Vec<char> = text[start..at].chars().rev().take_while(of_word).take(MOST).collect();
    word.reverse();
    let place = word.len();
    word.extend(text[at..].chars().take_while(of_word).take(MOST));

    let begin = word.iter().position(|&c| !is_ambiguous(c)).unwrap_or(word.len());
    let end = word.iter().rposition(|&c| !is_ambiguous(c)).map_or(begin, |last| last + 1);
    let is_word = |from: usize, to: usize| {
        let letter = |&c: &char| if let Code::Letter(letter) = code(table, c) { letter } else { c };
        is_syllable(&word[from..to].iter().map(letter).collect::<String>())
    };
    match place {
        _ if begin == end => word.len() == 1 && code(table, word[0]) == Code::Letter('Ở'),
        _ if place >= end && matches!((word[0], word[place]), ('“', '”') | ('‘', '’')) => false,
        place if place < begin => !is_word(begin, end) && is_word(place, end),
        place if place >= end => !is_word(begin, end) && is_word(begin, place + 1),
        _ => is_word(begin, end),
    }
}

/// Whether a letter is meant as a capital: the ABC fonts have no capitals with a
/// tone, but second fonts (`.VnTimeH`) that draw the small letters as capitals.
fn is_capital_in_lower_case(encoding: Encoding, letter: char, text: &str, span: Range<usize>) -> bool {
    let bytes = text.as_bytes();
    encoding == Encoding::Tcvn3
        && !bytes.get(span.end).is_some_and(u8::is_ascii_lowercase)
        && !span.start.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_lowercase())
        && is_among_capitals(bytes, span)
        && letter.is_lowercase()
}

/// Whether the other letters of the word are two capitals or more; or, of a word
/// with fewer, those around it on its line.
fn is_among_capitals(bytes: &[u8], span: Range<usize>) -> bool {
    /// Bytes on each side that are looked at for a headline.
    const AROUND: usize = 64;
    let (before, after) = (&bytes[..span.start], &bytes[span.end..]);
    let all_capitals = |ends: fn(&u8) -> bool, enough: usize| {
        let before = before.iter().rev().take(AROUND).take_while(|b| !ends(b));
        let letters = before.chain(after.iter().take(AROUND).take_while(|b| !ends(b)));
        let mut capitals = 0;
        for b in letters.filter(|b| b.is_ascii_alphabetic()) {
            if b.is_ascii_lowercase() {
                return false;
            }
            capitals += 1;
        }
        capitals >= enough
    };
    all_capitals(|b| b.is_ascii() && !b.is_ascii_alphabetic(), 2) || all_capitals(|&b| b == b'\n', 4)
}
