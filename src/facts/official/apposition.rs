//! Appositions: what may stand between a person's name and an office after it.

use super::super::token::Sentence;
use super::name::Name;
use super::person::Person;
use crate::lexicon::{ASIDES, BRIDGES, PROFESSIONS};

/// Whether a person with such a name, who may hold offices already, is introduced by `theo`.
pub(super) fn follows_theo(s: &Sentence, name: &Name, person: Option<&Person>) -> bool {
    let honorific = name.honorific.as_ref().map_or(name.start, |range| range.start);
    let first = person.map_or(honorific, |person| honorific.min(person.roles[0].start));
    first > 0 && s.is_any(first - 1, &["theo"])
}

/// Whether token `at` can stand between a name and an office.
pub(super) fn is_separator(s: &Sentence, at: usize) -> bool {
    s.is_any(at, &[",", "-", "–", "—", "("])
}

/// The token of the bracket that closes the one at `open`.
pub(super) fn closing(s: &Sentence, open: usize) -> Option<usize> {
    (open + 1..s.len()).find(|&i| s.is(i, ")"))
}

/// The end of a name that an office at `lead` may stand after, and whether the
/// words between them say that the office is no longer held.
pub(super) fn left_of(s: &Sentence, lead: usize) -> Option<(usize, bool)> {
    let mut at = lead;
    let mut former = false;
    if let Some((len, section)) = BRIDGES.ending_at(s, at) {
        former = matches!(section, "former" | "once");
        at -= len;
    }
    if at == 0 || !is_separator(s, at - 1) {
        return None;
    }
    at -= 1;
    // What stands between a name and its office besides the mark: a direction in
    // the photo, an age, a trade.
    loop {
        let bracket =
            (at > 0 && s.is(at - 1, ")")).then(|| (0..at - 1).rev().find(|&i| s.is(i, "("))).flatten();
        let mark = (at.saturating_sub(9)..at).rev().find(|&i| s.is(i, ",") || s.is(i, "("));
        match (bracket, mark.filter(|&mark| is_aside(s, mark + 1, at))) {
            (Some(open), _) => at = open,
            (None, Some(mark)) => at = mark,
            (None, None) => return Some((at, former)),
        }
    }
}

/// Whether the tokens between two marks say a person's age, origin or trade.
fn is_aside(s: &Sentence, from: usize, to: usize) -> bool {
    let lower = || s.tokens[from..to].iter().all(|token| !token.is_capital());
    from < to
        && (ASIDES.starting_at(s, from).is_some()
            || lower() && (s.is_any(to - 1, &["tuổi"]) || PROFESSIONS.starting_at(s, from).is_some()))
}
