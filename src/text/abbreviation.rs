//! Words that are written short, with a point after them.

/// Whether a point after `word` belongs to it: `TP`, `H`, `PGS`, `Th`.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    is_initial(word)
        || is_title(word)
        || is_counter(word)
        || (1..=4).contains(&letters) && word.chars().all(char::is_uppercase)
}

/// Whether `word` stands before a name and never at the end of a sentence.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Whether `word` is the first letter of a name (also `Th`, `Ng`, letters that
/// Vietnamese counts as one), or follows a foreign name (`Jr`).
pub(super) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // Italy and Asia are words of one letter.
        (Some(only), None) => only.is_uppercase() && !matches!(only, 'Ý' | 'Á'),
        _ => LETTER_GROUPS.contains(&word) || AFTER_NAMES.contains(&word),
    }
}

/// Whether `word` stands before a number: wards, districts, pages.
pub(super) fn is_counter(word: &str) -> bool {
    COUNTERS.contains(&word)
}

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
