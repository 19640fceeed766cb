//! One key for all ways to write a word: case and tone placement folded away.

use super::letters::marked_letter;
use std::borrow::Cow;

/// Key under which a Vietnamese word is looked up in a lexicon.
///
/// Letters become lower case and the tone mark moves from its vowel to the end
/// of the syllable as an ASCII digit, so that both placements of the mark (`hòa`,
/// `hoà`), both ways to write the vowel of `kì`, `kỳ` and every case of a word share
/// one key. `word` must be in NFC.
///
/// ```
/// use trich::text::fold;
/// assert_eq!(fold("Hoà"), fold("HÒA"));
/// assert_eq!(fold("Qúy"), fold("quý"));
/// assert_eq!(fold("Mỹ"), fold("mĩ"));
/// assert_ne!(fold("ma"), fold("mà"));
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) && !word.ends_with('y') {
        return Cow::Borrowed(word);
    }
    let mut key = String::with_capacity(word.len() + 1);
    let mut tone = 0;
    for c in word.chars() {
        if c.is_ascii() {
            key.push(c.to_ascii_lowercase());
        } else if let Some(letter) = marked_letter(c) {
            key.push(letter.base);
            if letter.tone != 0 {
                tone = letter.tone;
            }
        } else {
            key.extend(c.to_lowercase());
        }
    }
    // After a consonant `i` and `y` write one sound: `kì`, `kỳ`; `tỉ lệ`, `tỷ lệ`.
    let onset = key.strip_suffix('y').map(|rest| rest.strip_prefix("qu").unwrap_or(rest));
    if onset.is_some_and(|onset| key.len() > 1 && !onset.contains(is_vowel)) {
        key.pop();
        key.push('i');
    }
    if tone != 0 {
        key.push(char::from(b'0' + tone));
    }
    Cow::Owned(key)
}

fn is_vowel(letter: char) -> bool {
    "aăâeêioôơuưy".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn a_key_is_lower_case_with_the_tone_at_its_end() {
        let cases = [
            ("ủy", "uy3"),
            ("kỳ", "ki1"),
            ("Quý", "qui2"),
            ("bay", "bay"),
            ("y", "y"),
            ("UỶ", "uy3"),
            ("Đường", "đương1"),
            ("Nguyễn", "nguyên4"),
            ("Ắ", "ă2"),
            ("việt", "viêt5"),
            ("Ưu", "ưu"),
            ("Erdoğan", "erdoğan"),
            ("Σ", "σ"),
            ("TP.HCM", "tp.hcm"),
            ("11,6", "11,6"),
            ("", ""),
        ];
        for (word, key) in cases {
            assert_eq!(fold(word), key);
        }
    }
}
