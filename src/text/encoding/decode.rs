//! From the characters of an old encoding to the letters that they stand for.

use super::Encoding;
use super::tables::{Care, Code, Table, byte, has_no_capital, is_ambiguous, table, with_marks};
use crate::text::map::{Glyph, Map, Transcript};
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
pub(super) fn decode_word(encoding: Encoding, word: &str, new: &mut Transcript) {
    new.clear();
    decode_run(encoding, word, 0..word.len(), new);
}

/// A character that means nothing in the encoding is left as it is.
fn decode_run(encoding: Encoding, text: &str, run: Range<usize>, new: &mut Transcript) {
    let old = &text[..run.end];
    let bytes = old.as_bytes();
    let table = table(encoding);
    // No mark can be put on the characters up to here.
    let mut marked = new.chars();
    // The last character, if it is that of a byte and a mark can be put on it.
    let mut before = NOTHING;
    let mut at = run.start;
    loop {
        // Letters of ASCII, others and marks come in no order that a processor could
        // foresee, so that a branch for each would cost more than the work.
        if let Some(ascii) = bytes[at..].first_chunk() {
            let len = new.copy_ascii(ascii);
            before = if len > 0 { ascii[len - 1] } else { before };
            at += len;
        }
        let Some(&first) = bytes.get(at) else { return };
        let second = bytes.get(at + 1).copied().unwrap_or_default();
        let is_two = first & 0xfe == 0xc2;
        let byte = if is_two { first << 6 | second & 0x3f } else { first };
        let len = 1 + usize::from(is_two);
        let quick = &table.quick[usize::from(byte)];
        let is_quick = match quick.care {
            Care::None => true,
            Care::Capital => is_beside_small(bytes, &(at..at + len)),
            Care::Full => false,
        };
        let is_byte = (first < 0x80) | is_two;
        let is_mark = quick.mark != 0;
        if is_byte & is_quick & !(is_mark & (before == NOTHING)) {
            let joined = table.marked[usize::from(quick.mark)][usize::from(before)];
            let joins = !joined.is_none();
            new.put_or_join(len, if joins { joined } else { quick.glyph }, joins);
            marked = if is_mark { new.chars() } else { marked };
            before = if is_mark { NOTHING } else { byte };
            at += len;
            continue;
        }
        before = NOTHING;
        let Some(c) = (if is_byte { Some(char::from(byte)) } else { old[at..].chars().next() }) else {
            return;
        };
        let end = at + c.len_utf8();
        let letter = match code(table, c) {
            Code::Mark { hat, tone } => {
                let base = new.last().filter(|_| new.chars() > marked);
                let joined = base.and_then(|base| with_marks(base, hat, tone));
                new.put_or_join(end - at, joined.unwrap_or(Glyph::of(c)), joined.is_some());
                marked = new.chars();
                None
            }
            Code::Letter(_) if is_ambiguous(c) && !is_letter_at(old, run.start, at, table) => Some(c),
            Code::Letter(letter) if is_capital_in_lower_case(encoding, letter, bytes, at..end) => {
                letter.to_uppercase().next()
            }
            Code::Letter(letter) => Some(letter),
            Code::Same => Some(c),
        };
        if let Some(letter) = letter {
            new.put(end - at, Glyph::of(letter));
        }
        at = end;
    }
}

/// No character that a mark can be put on.
const NOTHING: u8 = 0;

fn code(table: &Table, c: char) -> Code {
    byte(c).map_or(Code::Same, |byte| table.codes[usize::from(byte)])
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
        // A low quotation mark is none of Vietnamese.
        place if place < begin => {
            (matches!(word[place], '‚' | '„') || !is_word(begin, end)) && is_word(place, end)
        }
        place if place >= end => !is_word(begin, end) && is_word(begin, place + 1),
        _ => is_word(begin, end),
    }
}

/// Whether a letter is meant as a capital of which the encoding has none.
fn is_capital_in_lower_case(encoding: Encoding, letter: char, bytes: &[u8], span: Range<usize>) -> bool {
    has_no_capital(encoding, letter) && !is_beside_small(bytes, &span) && is_among_capitals(bytes, span)
}

/// Whether a small letter of ASCII stands before or after a letter.
#[inline]
fn is_beside_small(bytes: &[u8], letter: &Range<usize>) -> bool {
    let before = letter.start.checked_sub(1).map_or(b' ', |before| bytes[before]);
    let after = bytes.get(letter.end).copied().unwrap_or(b' ');
    before.is_ascii_lowercase() | after.is_ascii_lowercase()
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
