//! Which of the names that there are somebody may have meant.

/// The one of `known` that is likely meant by `word`.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Names less alike than this are others.
    const NEAR: f64 = 0.7;
    known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(word, name), name))
        .filter(|&(likeness, _)| likeness >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// The words before `names are …` in a message about a name that is not known.
pub(crate) fn hint(word: &str, known: &[String]) -> String {
    match nearest(word, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`? The"),
        None => "the".to_owned(),
    }
}
