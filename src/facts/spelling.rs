//! The spellings of triggers, for the build script.

use crate::lexicon::{NO_OFFICES_LIST, OFFICES_LIST, TRIGGERS_LIST, entries};
use crate::text::{fold, new_style};
use std::collections::BTreeSet;

/// All triggers in all spellings, a line each: the name of its kind, the spelling, and behind
/// tabs what makes of it the end of another word where it stands before. Behind `none` are
/// words that begin with a trigger and are none.
pub(crate) fn lines() -> String {
    let others = entries(TRIGGERS_LIST).map(|(kind, entry)| (entry, kind));
    let triggers: BTreeSet<(&str, &str)> =
        entries(OFFICES_LIST).map(|(_, entry)| (entry, "official")).chain(others).collect();
    // `phó chủ tịch` is found by its `chủ tịch`.
    let needed =
        triggers.iter().filter(|&&(entry, kind)| parts(entry).all(|part| !triggers.contains(&(part, kind))));
    let none: Vec<String> = entries(NO_OFFICES_LIST).flat_map(|(_, entry)| spellings(entry)).collect();
    let mut lines = String::new();
    let short: BTreeSet<&str> =
        entries(OFFICES_LIST).filter(|(section, _)| *section == "short").map(|(_, entry)| entry).collect();
    let spellings_of = |&(entry, kind): &(&str, &'static str)| {
        // `TT` is an office in capitals alone.
        let all = if short.contains(entry) { vec![entry.to_uppercase()] } else { spellings(entry) };
        all.into_iter().map(move |spelling| (kind, spelling))
    };
    for (kind, spelling) in needed.flat_map(spellings_of) {
        lines.extend([kind, " ", &spelling]);
        for before in none.iter().filter_map(|word| word.strip_suffix(&spelling)) {
            if before.ends_with(' ') {
                lines.extend(["\t", before]);
            }
        }
        lines.push('\n');
        for word in none.iter().filter(|word| word.starts_with(&format!("{spelling} "))) {
            lines.extend(["none ", word, "\n"]);
        }
    }
    lines
}

/// The words in a row that are in `entry`, but not all of it.
fn parts(entry: &str) -> impl Iterator<Item = &str> {
    let starts = entry.match_indices(' ').map(|(at, _)| at + 1);
    let parts = std::iter::once(0).chain(starts).flat_map(move |start| {
        let ends = entry[start..].match_indices(' ').map(move |(len, _)| start + len);
        ends.chain([entry.len()]).map(move |end| &entry[start..end])
    });
    parts.filter(|part| part.len() < entry.len())
}

/// The ways to write an entry: each case that headlines use, with each placement
/// of the tone mark and each spelling of `i`.
pub(crate) fn spellings(entry: &str) -> Vec<String> {
    let capitalize = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    let lower = entry.to_lowercase();
    let moved = in_new_style(&lower);
    let mut all = vec![entry.to_owned(), lower, moved];
    all.extend(all.clone().iter().map(|placed| with_other_i(placed)));
    all.sort();
    all.dedup();
    let mut found = Vec::new();
    for placed in all {
        let words: Vec<&str> = placed.split(' ').collect();
        // `Chánh văn phòng`, `Chánh Văn phòng`, `Chánh Văn Phòng` …
        for choice in 0..1_u32 << words.len().min(4) {
            let chosen = |(i, word): (usize, &&str)| {
                if choice >> i.min(31) & 1 == 1 { capitalize(word) } else { (*word).to_owned() }
            };
            found.push(words.iter().enumerate().map(chosen).collect::<Vec<_>>().join(" "));
        }
        found.push(placed.to_uppercase());
    }
    found.sort();
    found.dedup();
    found
}

/// The entry with its words in `i` written with `y` and the other way round, where that
/// is another spelling: `thư kí`, `thư ký`.
fn with_other_i(entry: &str) -> String {
    const I: [char; 6] = ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'];
    const Y: [char; 6] = ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'];
    let respelled = |word: &str| {
        let (at, last) = word.char_indices().next_back()?;
        let of = |from: [char; 6], to: [char; 6]| from.iter().position(|&c| c == last).map(|tone| to[tone]);
        let other = format!("{}{}", &word[..at], of(I, Y).or_else(|| of(Y, I))?);
        (fold(&other) == fold(word)).then_some(other)
    };
    let words = entry.split(' ').map(|word| respelled(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" ")
}

/// The entry with its tone marks in the new style: `ủy` is `uỷ`.
fn in_new_style(entry: &str) -> String {
    let words = entry.split(' ').map(|word| new_style(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" ")
}
