//! Word lists as text.

use std::ops::Range;

/// The offices, as text.
pub(crate) const OFFICES_LIST: &str = include_str!("officials/offices.txt");
/// The words that hold an office and are none, as text.
#[allow(dead_code, reason = "the build script reads it")]
pub(crate) const NO_OFFICES_LIST: &str = include_str!("officials/no_offices.txt");
/// The words before an office that say whether it is held, as text.
pub(crate) const STATUSES_LIST: &str = include_str!("officials/statuses.txt");
/// What a sentence with a ratio or a percentage holds, as text.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script reads it"))]
pub(crate) const TRIGGERS_LIST: &str = include_str!("triggers.txt");

/// Number words, as text.
pub(crate) const NUMBERS_LIST: &str = include_str!("numbers/numbers.txt");
/// Bound words before a number, as text.
pub(crate) const BOUNDS_LIST: &str = include_str!("numbers/bounds.txt");
/// Currencies, as text; sections are the codes of ISO 4217.
pub(crate) const CURRENCIES_LIST: &str = include_str!("numbers/currencies.txt");

/// The entries of a list with their sections, comments left out.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    spans(list).map(|(section, span)| (section, &list[span]))
}

/// Where the entries of a list are, with their sections.
pub(super) fn spans(list: &'static str) -> impl Iterator<Item = (&'static str, Range<usize>)> {
    let (mut start, mut section) = (0, "");
    let ends = list.match_indices('\n').map(|(end, _)| end).chain([list.len()]);
    ends.filter_map(move |end| {
        let line = &list[start..end];
        let entry = line[..line.find('#').unwrap_or(line.len())].trim_ascii_end();
        let span = start..start + entry.len();
        start = end + 1;
        if let Some(name) = entry.strip_prefix('[').and_then(|entry| entry.strip_suffix(']')) {
            section = name;
            return None;
        }
        (!entry.is_empty()).then_some((section, span))
    })
}
