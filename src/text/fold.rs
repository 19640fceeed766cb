//! One key for all ways to write a word: case and tone placement folded away.

use std::borrow::Cow;

/// Key under which a Vietnamese word is looked up in a lexicon.
///
/// Letters become lower case and the tone mark moves from its vowel to the end
/// of the syllable as an ASCII digit, so that both placements of the mark (`hòa`,
/// `hoà`) and every case of a word share one key. `word` must be in NFC.
///
/// ```
/// use trich::text::fold;
/// assert_eq!(fold("Hoà"), fold("HÒA"));
/// assert_eq!(fold("Qúy"), fold("quý"));
/// assert_ne!(fold("ma"), fold("mà"));
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    let mut key = String::with_capacity(word.len() + 1);
    let mut tone = None;
    for c in word.chars() {
        for lower in c.to_lowercase() {
            match split_tone(lower) {
                Some((base, mark)) => {
                    key.push(base);
                    tone = Some(mark);
                }
                None => key.push(lower),
            }
        }
    }
    key.extend(tone);
    Cow::Owned(key)
}

/// Vowels with a tone mark, five a vowel in the order huyền, sắc, hỏi, ngã, nặng.
const TONED: &str = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ";
const PLAIN: [char; 12] = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];

/// The vowel without its tone mark, and the mark as a digit from `1` to `5`.
fn split_tone(c: char) -> Option<(char, char)> {
    if c.is_ascii() || c < 'à' || c > 'ỹ' {
        return None;
    }
    let index = TONED.chars().position(|t| t == c)?;
    Some((PLAIN[index / 5], char::from(b'1' + (index % 5) as u8)))
}
