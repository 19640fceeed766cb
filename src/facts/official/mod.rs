//! Officials: a named person with at least one office.
//!
//! The grammar has one file a part: [`post`] finds the heads of office phrases,
//! [`role`] reads the organization and area after a head, [`name`] weighs what may
//! be a person's name, [`apposition`] knows what may stand between a name and an
//! office after it, and [`group`] attaches the offices of one person to the name.
//! Where a role and a name meet there are several readings, and the best one wins.

mod apposition;
mod group;
mod name;
mod person;
mod post;
mod role;

use super::Finding;
use super::token::{Sentence, Shape};
use crate::lexicon::{AREAS, COMMUNES, PLACES};
use group::Group;
use name::Name;
use person::People;
use std::ops::Range;

/// Adds the officials in `sentence` to `findings`.
pub(super) fn find(sentence: &Sentence, findings: &mut Vec<Finding>) {
    findings.extend(people(sentence).into_findings(sentence));
}

/// The persons in `sentence` with their offices.
fn people(sentence: &Sentence) -> People {
    let posts: Vec<_> = post::find(sentence).collect();
    let mut people = People::default();
    let mut at = 0;
    while at < posts.len() {
        at += Group::read(sentence, &posts[at..], &mut people);
    }
    people
}

/// The officials in `sentence`, each with its name and all its offices: the first
/// byte with a form of address before it, the bytes, and the finding.
pub(super) fn whole(s: &Sentence) -> Vec<(usize, Range<usize>, Finding)> {
    let extents = people(s).extents(s);
    let findings = people(s).into_findings(s);
    let byte = |token: usize| s.tokens[token].start;
    extents.zip(findings).map(|((lead, tokens), finding)| (byte(lead), s.bytes(tokens), finding)).collect()
}

/// The names of persons in `sentence`: the first token with forms of address, and
/// the tokens of the name.
pub(super) fn names(s: &Sentence) -> Vec<(usize, Range<usize>)> {
    let people = people(s);
    let mut found = Vec::new();
    let mut at = 0;
    while at < s.len() {
        // A name of one who holds an office is one, whatever it looks like.
        let known = (at + 1..s.len().min(at + 8) + 1)
            .filter_map(|end| people.ending_at(end))
            .find(|person| person.name.start == at)
            .map(|person| person.name.clone());
        let free = at == 0 || !s.tokens[at - 1].is_capital();
        let named = || {
            name::starting_at(s, at).filter(|name| {
                name.is_full() && (name.honorific.is_some() || free && name.score > name::SURE)
            })
        };
        match known.or_else(named) {
            Some(name) => {
                let lead = name.honorific.as_ref().map_or(name.start, |honorific| honorific.start);
                found.push((lead, name.tokens()));
                at = name.end;
            }
            None => at += 1,
        }
    }
    found
}

/// The bodies in `sentence` that are named, in tokens: `Sở Y tế tỉnh Phú Yên`.
pub(super) fn organizations(s: &Sentence) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < s.len() {
        match role::body_at(s, at) {
            Some(end) => {
                found.push((at, at..end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The places in `sentence`, in tokens: those of the lists, and what a word such as
/// `tỉnh` or `phường` stands before.
pub(super) fn places(s: &Sentence) -> Vec<(usize, Range<usize>)> {
    let names = names(s);
    let mut found = Vec::new();
    let mut at = 0;
    while at < s.len() {
        let of_person = names.iter().any(|(_, name)| name.contains(&at));
        match place_at(s, at).filter(|_| !of_person) {
            Some(end) => {
                found.push((at, at..end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The token after the place that begins at token `at`.
fn place_at(s: &Sentence, at: usize) -> Option<usize> {
    /// Syllables of the longest name of a place in no list.
    const LONGEST: usize = 3;
    let capital = |at: usize| s.tokens.get(at).is_some_and(|token| token.shape == Shape::Capitalized);
    let known = |at: usize| {
        let list =
            PLACES.starting_at(s, at).filter(|&(len, _)| (at..at + len).any(|at| s.tokens[at].is_capital()));
        list.map(|(len, _)| at + len)
    };
    if let Some((len, _)) = AREAS.starting_at(s, at) {
        let name = at + len;
        let listed = known(name)
            .or_else(|| COMMUNES.starting_at(s, name).filter(|_| capital(name)).map(|(len, _)| name + len));
        let number = s.tokens.get(name).is_some_and(|token| token.shape == Shape::Number);
        let run = (name..).take_while(|&at| at < name + LONGEST && capital(at)).count();
        if let Some(end) = listed.or((number).then_some(name + 1)).or((run > 0).then_some(name + run)) {
            return Some(end);
        }
    }
    let end = known(at)?;
    // `Anh cho biết` is no country.
    let pronoun = end == at + 1 && at == 0 && s.tokens[at].is_syllable();
    let inside = at > 0 && s.tokens[at - 1].is_capital() && AREAS.ending_at(s, at).is_none() && end == at + 1;
    (!pronoun && !inside).then_some(end)
}

/// What the person at the bytes `span` might have been: readings of the roles in
/// the sentence with another name that overlaps this one, the best first.
pub(super) fn lost(s: &Sentence, span: &Range<usize>) -> Vec<String> {
    /// As many as help.
    const MOST: usize = 3;
    let mut readings: Vec<_> = post::find(s)
        .flat_map(|post| {
            let overlaps = |name: &Name| {
                s.bytes(name.tokens()).start < span.end && span.start < s.bytes(name.tokens()).end
            };
            let others = role::readings(s, &post, s.len()).into_iter();
            others
                .filter(move |(_, named)| overlaps(&named.name) && s.bytes(named.name.tokens()) != *span)
                .map(|(score, named)| {
                    (score, s.written(post.start..named.end), s.written(named.name.tokens()))
                })
                .collect::<Vec<_>>()
        })
        .collect();
    readings.sort_by(|a, b| b.0.total_cmp(&a.0));
    readings
        .into_iter()
        .take(MOST)
        .map(|(score, role, name)| format!("{role} | {name} ({score:.1})"))
        .collect()
}
