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
    matches!(
        word,
        "TP" | "Tp"
            | "tp"
            | "TX"
            | "Tx"
            | "TT"
            | "GS"
            | "Gs"
            | "PGS"
            | "TS"
            | "Ts"
            | "TSKH"
            | "ThS"
            | "Ths"
            | "THS"
            | "BS"
            | "Bs"
            | "DS"
            | "KS"
            | "KTS"
            | "LS"
            | "NSND"
            | "NSƯT"
            | "NGND"
            | "NGƯT"
            | "GĐ"
            | "PGĐ"
            | "Mr"
            | "Mrs"
            | "Ms"
            | "Dr"
            | "St"
            | "Prof"
            | "Gen"
            | "Col"
            | "Lt"
            | "Capt"
            | "Sgt"
            | "Rev"
            | "Sen"
            | "Gov"
            | "Mt"
            | "Ft"
    )
}

/// Whether `word` is the first letter of a name (also `Th`, `Ng`, letters that
/// Vietnamese counts as one), or follows a foreign name (`Jr`).
pub(super) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => only.is_uppercase(),
        _ => matches!(
            word,
            "Ch" | "Gi"
                | "Kh"
                | "Ng"
                | "Nh"
                | "Ph"
                | "Qu"
                | "Th"
                | "Tr"
                | "Jr"
                | "Sr"
                | "Co"
                | "Corp"
                | "Inc"
                | "Ltd"
        ),
    }
}

/// Whether `word` stands before a number: wards, districts, pages.
pub(super) fn is_counter(word: &str) -> bool {
    matches!(word, "P" | "Q" | "F" | "KP" | "Kp" | "No" | "Vol" | "vol" | "Tr" | "tr")
}
