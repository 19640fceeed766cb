//! Persons with the offices that are attached to them.

use super::super::Finding;
use super::super::token::Sentence;
use super::name::Name;
use crate::lexicon::STATUSES;
use crate::record::{Fact, Kind, Official, Role, Status};
use std::ops::Range;

/// The persons of a sentence that hold an office.
#[derive(Debug, Default)]
pub(super) struct People(Vec<Person>);

impl People {
    /// Adds a person, or more roles to one who is there already.
    pub fn add(&mut self, name: Name, roles: &[Held], rule: &'static str) {
        match self.0.iter_mut().find(|person| person.name.end == name.end) {
            Some(person) => person.roles.extend_from_slice(roles),
            None => self.0.push(Person { name, roles: roles.to_vec(), rule }),
        }
    }

    /// The person whose name ends right before token `end`.
    pub fn ending_at(&self, end: usize) -> Option<&Person> {
        self.0.iter().find(|person| person.name.end == end)
    }

    /// The tokens of each person with all offices, in the order of their names, and
    /// the first one with a form of address before them. An office that several
    /// share is that of the first.
    pub fn extents(mut self, s: &Sentence) -> impl Iterator<Item = (usize, Range<usize>)> {
        self.0.sort_by_key(|person| person.name.start);
        let mut free = 0;
        self.0.into_iter().map(move |person| {
            let extent = person.extent(s, free);
            free = extent.1.end;
            extent
        })
    }

    /// The persons as findings, in the order of their names.
    pub fn into_findings(mut self, s: &Sentence) -> impl Iterator<Item = Finding> {
        self.0.sort_by_key(|person| person.name.start);
        self.0.into_iter().map(|person| person.into_finding(s))
    }
}

/// A person under construction: a name and the roles attached to it so far.
#[derive(Debug)]
pub(super) struct Person {
    pub name: Name,
    pub roles: Vec<Held>,
    /// The rule that found the name.
    pub rule: &'static str,
}

/// An office phrase in tokens.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub start: usize,
    /// The token after the post's own words.
    pub title_end: usize,
    pub end: usize,
    pub status: Status,
}

impl Person {
    /// The tokens of name and offices from token `free` on, and the first one with
    /// a form of address or a word such as `nguyên` before them.
    fn extent(&self, s: &Sentence, free: usize) -> (usize, Range<usize>) {
        let roles = || self.roles.iter().filter(|held| held.start >= free && held.start < s.len());
        let start = roles().map(|held| held.start).fold(self.name.start, usize::min);
        let end = roles().map(|held| held.end).fold(self.name.end, usize::max);
        let mut lead = start;
        if let Some(honorific) = self.name.honorific.as_ref().filter(|range| range.start >= free) {
            lead = lead.min(honorific.start);
        }
        if let Some((len, _)) = STATUSES.ending_at(s, start).filter(|&(len, _)| start - len >= free) {
            lead = lead.min(start - len);
        }
        (lead, start..end)
    }

    fn into_finding(self, s: &Sentence) -> Finding {
        let roles = self.roles.iter().map(|held| held.to_role(s)).collect();
        let honorific = self.name.honorific.clone().map(|range| s.written(range).to_owned());
        Finding {
            span: s.bytes(self.name.tokens()),
            sentence: s.span.clone(),
            kind: Kind::Official.name().into(),
            fact: Fact::Official(Official {
                name: s.written(self.name.tokens()).to_owned(),
                honorific,
                roles,
            }),
            rule: self.rule,
        }
    }
}

impl Held {
    fn to_role(&self, s: &Sentence) -> Role {
        let body = if s.is_any(self.title_end, &["của"]) { self.title_end + 1 } else { self.title_end };
        Role {
            role: s.written(self.start..self.end).to_owned(),
            title: s.written(self.start..self.title_end).to_owned(),
            organization: (body < self.end).then(|| s.written(body..self.end).to_owned()),
            status: self.status,
        }
    }
}
