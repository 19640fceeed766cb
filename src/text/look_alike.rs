//! Letters that stand in for a Vietnamese letter they look like.

use super::letters::marked_letter;
use super::syllable::is_syllable;
use unicode_normalization::UnicodeNormalization;

/// The Vietnamese or Latin letter that `c` is written for, if it is a look-alike.
fn letter_meant(c: char) -> Option<char> {
    let meant = match c {
        // Eth and the African D have the shape of `Đ`.
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        // Old fonts draw `ư` at the place of the letter oi.
        'Ƣ' => 'Ư',
        'ƣ' => 'ư',
        // Greek
        'Α' => 'A',
        'Β' => 'B',
        'Ε' => 'E',
        'Η' => 'H',
        'Ι' => 'I',
        'Κ' => 'K',
        'Μ' => 'M',
        'Ν' => 'N',
        'Ο' => 'O',
        'Ρ' => 'P',
        'Τ' => 'T',
        'Υ' => 'Y',
        'Χ' => 'X',
        'ο' => 'o',
        // Cyrillic
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        'Ѕ' => 'S',
        'І' => 'I',
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'ѕ' => 's',
        'і' => 'i',
        'һ' => 'h',
        _ => return None,
    };
    Some(meant)
}

/// Whether `c` looks like another letter that Vietnamese uses.
pub(super) fn is_look_alike(c: char) -> bool {
    letter_meant(c).is_some()
}

/// The characters of a word with its look-alikes repaired, one for one. `None`
/// where there is none, or where the word need not be Vietnamese: a word of
/// another script, or of Icelandic.
pub(super) fn repair(word: impl Iterator<Item = char> + Clone) -> Option<Vec<char>> {
    if !word.clone().any(is_look_alike) || word.clone().all(is_foreign) {
        return None;
    }
    let repaired: Vec<char> = word.clone().map(|c| letter_meant(c).unwrap_or(c)).collect();
    let composed: String = repaired.iter().copied().nfc().collect();
    let eth_after_vowel =
        word.zip(&repaired).skip_while(|(_, c)| !is_vowel(**c)).any(|(c, _)| matches!(c, 'Ð' | 'ð'));
    (!eth_after_vowel && is_vietnamese(&composed)).then_some(repaired)
}

/// Whether a letter is a look-alike from another script.
fn is_foreign(c: char) -> bool {
    is_look_alike(c) && !matches!(c, 'Ð' | 'Ɖ' | 'ð' | 'ɖ' | 'Ƣ' | 'ƣ')
}

/// In Icelandic and Faroese an eth always has a vowel somewhere before it, in
/// Vietnamese the `đ` begins its syllable.
fn is_vowel(c: char) -> bool {
    let base = marked_letter(c).map_or(c.to_ascii_lowercase(), |letter| letter.base);
    matches!(base, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

/// Whether a word is a syllable, has a letter that no other language has, or is
/// an abbreviation in capitals.
fn is_vietnamese(word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic() || marked_letter(c).is_some();
    let only_vietnamese =
        |c: char| matches!(c, 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'Ạ'..='ỹ') && marked_letter(c).is_some();
    is_syllable(word)
        || word.chars().all(is_letter)
            && (word.chars().any(only_vietnamese) || word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn only_vietnamese_words_are_repaired() {
        let cases = [
            ("Ðảng", "Đảng"),
            ("ðồng", "đồng"),
            ("Ɖà", "Đà"),
            ("HÐND", "HĐND"),
            ("Ð", "Đ"),
            ("HÐBA", "HĐBA"),
            ("Ðắk", "Đắk"),
            ("nƣớc", "nước"),
            ("trƣờng", "trường"),
            ("Вộ", "Bộ"),
            ("сông", "công"),
            ("UВND", "UBND"),
            ("Νguyễn", "Nguyễn"),
        ];
        for (word, repaired) in cases {
            assert_eq!(repair(word.chars()).map(String::from_iter).as_deref(), Some(repaired));
        }
        for word in ["það", "við", "GARÐUR", "Seyðisfjörður", "ð", "ΑΒ", "Москва", "Со", "μm", "Тrump"]
        {
            assert_eq!(repair(word.chars()), None, "{word}");
        }
    }
}
