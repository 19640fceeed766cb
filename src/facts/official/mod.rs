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
use super::token::Sentence;
use group::Group;
use name::Name;
use person::People;
use std::ops::Range;

/// Adds the officials in `sentence` to `findings`.
pub(super) fn find(sentence: &Sentence, findings: &mut Vec<Finding>) {
    let posts = post::find(sentence);
    if posts.is_empty() {
        return;
    }
    let mut people = People::default();
    let mut at = 0;
    while at < posts.len() {
        at += Group::read(sentence, &posts[at..], &mut people);
    }
    findings.extend(people.into_findings(sentence));
}

/// What the person at the bytes `span` might have been: readings of the roles in
/// the sentence with another name that overlaps this one, the best first.
pub(super) fn lost(s: &Sentence, span: &Range<usize>) -> Vec<String> {
    /// As many as help.
    const MOST: usize = 3;
    let mut readings: Vec<_> = post::find(s)
        .iter()
        .flat_map(|post| {
            let overlaps = |name: &Name| {
                s.bytes(name.tokens()).start < span.end && span.start < s.bytes(name.tokens()).end
            };
            let others = role::readings(s, post, s.len()).into_iter();
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
