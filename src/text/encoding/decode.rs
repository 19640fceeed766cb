//! From the characters of an old encoding to the letters that they stand for.

use super::Encoding;
use super::tables::{Code, Table, byte, table};
use crate::text::letters::{Hat, Letter};
use crate::text::map::{Map, Sink, Transcript};
use crate::text::syllable::is_syllable;
use std::ops::Range;

/// Writes the text with the runs that are in an old encoding decoded. The runs are
/// in order, and what lies between them stands as it is.
pub(in crate::text) fn decode(text: &str, runs: &[(Range<usize>, Encoding)]) -> (String, Map) {
    let mut new = Transcript::with_capacity(text.len());
    let mut done = 0;
    for (run, encoding) in runs {
        decode_run(Encoding::Utf8, text, done..run.start, &mut new);
        decode_run(*encoding, text, run.clone(), &mut new);
        done = run.end;
    }
    decode_run(Encoding::Utf8, text, done..text.len(), &mut new);
    new.finish()
}

/// Writes a word, decoded, in the place of what is in `new`.
pub(super) fn decode_word(encoding: Encoding, word: &str, new: &mut String) {
    new.clear();
    decode_run(encoding, word, 0..word.len(), new);
}

/// A character that means nothing in the encoding is left as it is.
fn decode_run(encoding: Encoding, text: &str, run: Range<usize>, new: &mut impl Sink) {
    let old = &text[..run.end];
    let bytes = old.as_bytes();
    let table = table(encoding);
    let is_coded = |&b: &u8| b >= 0x80 || b < 0x20 && table[usize::from(b)] != Code::Same;
    // The last character, where a mark can be put on it.
    let mut base = None;
    let mut at = run.start;
    while at < bytes.len() {
        let plain = bytes[at..].iter().position(is_coded).unwrap_or(bytes.len() - at);
        if plain > 0 {
            new.copy(&old[at..at + plain]);
            at += plain;
            base = Some(char::from(bytes[at - 1]));
        }
        let Some(c) = first_char(old, at) else { return };
        let end = at + c.len_utf8();
        let letter = match code(table, c) {
            Code::Mark { hat, tone } => {
                match base.take().and_then(|base| put_on(base, hat, tone)) {
                    Some(letter) => new.put_on_last(end - at, letter),
                    None => new.put(end - at, c),
                }
                at = end;
                continue;
            }
            Code::Letter(_) if is_ambiguous(c) && !is_letter_at(old, run.start, at, table) => c,
            Code::Letter(letter) if is_capital_in_lower_case(encoding, letter, bytes, at..end) => {
                letter.to_uppercase().next().unwrap_or(letter)
            }
            Code::Letter(letter) => letter,
            Code::Same => c,
        };
        new.put(end - at, letter);
        base = Some(letter);
        at = end;
    }
}

/// The character at `at`; those that are most of an old encoding are two bytes.
#[inline]
fn first_char(text: &str, at: usize) -> Option<char> {
    match text.as_bytes()[at..] {
        [lead @ (0xc2 | 0xc3), next, ..] => Some(char::from((lead << 6) | (next & 0x3f))),
        _ => text[at..].chars().next(),
    }
}

fn code(table: &Table, c: char) -> Code {
    byte(c).map_or(Code::Same, |byte| table[usize::from(byte)])
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

/// Whether a letter is meant as a capital. The ABC fonts have no capitals with a
/// tone, but second fonts (`.VnTimeH`) that draw the small letters as capitals; and
/// keyboards put small letters for the capitals of VISCII and VPS that are in the
/// places of control characters.
fn is_capital_in_lower_case(encoding: Encoding, letter: char, bytes: &[u8], span: Range<usize>) -> bool {
    let has_no_capital = match encoding {
        Encoding::Tcvn3 => letter.is_lowercase(),
        Encoding::Viscii => "ẳẵẫõỷỹỵ".contains(letter),
        Encoding::Vps => "ạặẫậẹệịọộợụữựỵ".contains(letter),
        _ => false,
    };
    has_no_capital
        && !bytes.get(span.end).is_some_and(u8::is_ascii_lowercase)
        && !span.start.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_lowercase())
        && is_among_capitals(bytes, span)
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
