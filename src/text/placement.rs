//! The one way to write a syllable that has two: the tone mark in the old style.

use super::letters::{Letter, marked_letter};

/// The letters `a` and `b` at the end of a syllable, in the old style of tone
/// placement, where they are in the new one: `oà` is `òa`. `before` is the letter
/// before them.
pub(crate) fn old_style(before: Option<char>, a: char, b: char) -> Option<(char, char)> {
    if !matches!(a, 'o' | 'O' | 'u' | 'U') || b.is_ascii() {
        return None;
    }
    let second = marked_letter(b).filter(|letter| letter.tone != 0)?;
    let first = Letter::of(a)?;
    let ambiguous = matches!((first.base, second.base), ('o', 'a' | 'e') | ('u', 'y'));
    // The `u` of `quý` is no vowel; after another vowel there is but one way.
    let single = before.and_then(Letter::of).is_none_or(|b| !Letter::is_vowel(b.base) && b.base != 'q');
    if !ambiguous || !single {
        return None;
    }
    let moved = first.with_tone(second.tone)?;
    Some((moved.to_char(), Letter { tone: 0, ..second }.to_char()))
}

/// A word with the tone mark at its end in the new style, where it is in the old one: `hòa` is
/// `hoà`.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script spells triggers"))]
pub(crate) fn new_style(word: &str) -> Option<String> {
    let mut rest = word.chars();
    let (last, first) = (rest.next_back()?, rest.next_back()?);
    let letter = Letter::of(first)?;
    let a = Letter { tone: 0, ..letter }.to_char();
    let b = Letter::of(last)?.with_tone(letter.tone).filter(|moved| moved.tone != 0)?.to_char();
    let is_moved = old_style(rest.clone().next_back(), a, b) == Some((first, last));
    is_moved.then(|| rest.chain([a, b]).collect())
}

/// A letter in lower case; a character that has none, or one of several
/// characters, as it is.
pub(crate) fn fold_case(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match marked_letter(c) {
        Some(letter) if letter.is_upper => Letter { is_upper: false, ..letter }.to_char(),
        Some(_) => c,
        // Two that fold to ASCII, as the case of regular expressions does.
        None if c == 'ſ' => 's',
        None if c == '\u{212a}' => 'k',
        None => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{new_style, old_style};
    use crate::lexicon::{OFFICES_LIST, TRIGGERS_LIST, entries};
    use crate::text::{Normalizer, ToneStyle};

    #[test]
    fn only_what_can_be_written_in_two_ways_is_moved() {
        let cases = [
            ((Some('h'), 'o', 'à'), Some(('ò', 'a'))),
            ((None, 'U', 'Ỷ'), Some(('Ủ', 'Y'))),
            ((Some('x'), 'o', 'ẽ'), Some(('õ', 'e'))),
            ((Some('q'), 'u', 'ý'), None),
            ((Some('Q'), 'u', 'ý'), None),
            ((Some('h'), 'ò', 'a'), None),
            ((Some('k'), 'u', 'y'), None),
            ((Some('l'), 'o', 'ạ'), Some(('ọ', 'a'))),
        ];
        for ((before, a, b), expected) in cases {
            assert_eq!(old_style(before, a, b), expected, "{before:?} {a} {b}");
        }
    }

    #[test]
    fn triggers_are_moved_as_texts_are() {
        let normalizer = Normalizer { tone_style: ToneStyle::New, ..Normalizer::default() };
        let lists = [OFFICES_LIST, TRIGGERS_LIST, "thuý quý của hoá hóa òa loè lòe hoàn mùa"];
        for word in lists.into_iter().flat_map(entries).flat_map(|(_, entry)| entry.split(' ')) {
            let moved = new_style(word).unwrap_or_else(|| word.to_owned());
            assert_eq!(moved, normalizer.normalize(word).as_str());
        }
    }
}
