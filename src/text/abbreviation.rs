//! Words that are written short, with a point after them.

/// Whether a point after `word` belongs to it: `TP`, `H`, `PGS`, `Th`.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    // As most words are, in lower case and longer than what is written short.
    if word.len() > LONGEST && !word.starts_with(char::is_uppercase) {
        return false;
    }
    let letters = word.chars().count();
    is_initial(word)
        || is_title(word)
        || is_counter(word)
        || (1..=4).contains(&letters) && word.chars().all(char::is_uppercase)
}

/// Whether `word` stands before a name and never at the end of a sentence.
pub(super) fn is_title(word: &str) -> bool {
    // As most words do not.
    let may_be = word.starts_with(|c: char| c.is_ascii_uppercase() || c == 't');
    may_be && word.len() <= LONGEST && TITLES.contains(&word)
}

/// Whether `word` is the first letter of a name (also `Th`, `Ng`, letters that
/// Vietnamese counts as one), or follows a foreign name (`Jr`).
pub(super) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // Italy and Asia are words of one letter.
        (Some(only), None) => only.is_uppercase() && !matches!(only, 'Ý' | 'Á'),
        _ => word.len() <= LONGEST && (LETTER_GROUPS.contains(&word) || AFTER_NAMES.contains(&word)),
    }
}

/// Whether `word` stands before a number: wards, districts, pages.
pub(super) fn is_counter(word: &str) -> bool {
    word.len() <= LONGEST && COUNTERS.contains(&word)
}

/// Whether a word of Vietnamese letters, in UTF-8, is none that is written short, told from its
/// bytes: it begins with another small letter, or has a letter with marks beside `Đ` and `Ư`.
pub(super) fn is_surely_whole(word: &[u8]) -> bool {
    match word {
        [] => false,
        [b'a'..=b's' | b'u' | b'w'..=b'z', ..] => true,
        // A capital with marks has three bytes at most.
        [first, ..] => {
            let is_marked = |byte: &u8| !byte.is_ascii() && !"ĐƯ".as_bytes().contains(byte);
            (first.is_ascii() || word.len() > 3) && word.iter().any(is_marked)
        }
    }
}

/// Bytes of the longest word of the lists below.
pub(super) const LONGEST: usize = 5;

#[rustfmt::skip]
const TITLES: [&str; 44] = [
    // Towns.
    "TP", "Tp", "tp", "TX", "Tx", "TT",
    // Degrees, professions and offices.
    "GS", "Gs", "PGS", "TS", "Ts", "TSKH", "ThS", "Ths", "THS", "BS", "Bs", "DS", "KS", "KTS", "LS",
    "NSND", "NSƯT", "NGND", "NGƯT", "GĐ", "PGĐ",
    // Before foreign names.
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Capt", "Sgt", "Rev", "Sen", "Gov",
    "St", "Mt", "Ft", "Atl",
];

const LETTER_GROUPS: [&str; 9] = ["Ch", "Gi", "Kh", "Ng", "Nh", "Ph", "Qu", "Th", "Tr"];

const AFTER_NAMES: [&str; 6] = ["Jr", "Sr", "Co", "Corp", "Inc", "Ltd"];

const COUNTERS: [&str; 10] = ["P", "Q", "F", "KP", "Kp", "No", "Vol", "vol", "Tr", "tr"];

#[cfg(test)]
mod tests {
    use super::{AFTER_NAMES, COUNTERS, LETTER_GROUPS, LONGEST, TITLES, is_surely_whole, is_title};

    #[test]
    fn no_word_is_longer_than_the_longest() {
        let words = [&TITLES[..], &LETTER_GROUPS, &AFTER_NAMES, &COUNTERS].concat();
        assert_eq!(words.iter().map(|word| word.len()).max(), Some(LONGEST));
        assert!(TITLES.iter().all(|title| is_title(title)));
        assert!(!words.iter().chain(&["Ấ", "Ư", "Đ", "H"]).any(|word| is_surely_whole(word.as_bytes())));
        assert!(["này", "tế", "Mỹ", "a"].iter().all(|word| is_surely_whole(word.as_bytes())));
        // As those who read tokens expect.
        let small = words.iter().filter(|word| word.starts_with(|c: char| !c.is_ascii_uppercase()));
        assert_eq!(small.map(|word| word.len()).max(), Some(3));
    }
}
