//! Officials: a named person with at least one office.
//!
//! The grammar has three parts, one file each: [`post`] finds the heads of office
//! phrases, [`role`] reads the organization and area after a head, [`name`] weighs
//! what may be a person's name. This file puts them together: where a role and a
//! name meet there are several readings, and the best one wins.

mod name;
mod post;
mod role;

use super::Finding;
use super::token::Sentence;
use crate::lexicon::{BRIDGES, DEPARTURES, LANDMARKS, PROFESSIONS};
use crate::record::{Fact, Official, Role, Status};
use name::Name;
use post::{Class, Post};

/// Adds the officials in `sentence` to `findings`.
pub(super) fn find(sentence: &Sentence, findings: &mut Vec<Finding>) {
    let posts = post::find(sentence);
    if posts.is_empty() {
        return;
    }
    let mut people = Vec::new();
    let mut at = 0;
    while at < posts.len() {
        at += Group::read(sentence, &posts[at..], &mut people).max(1);
    }
    people.sort_by_key(|person| person.name.start);
    findings.extend(people.into_iter().map(|person| person.into_finding(sentence)));
}

/// A person under construction: a name and the roles attached to it so far.
#[derive(Debug)]
struct Person {
    name: Name,
    roles: Vec<Held>,
    rule: &'static str,
}

/// An office phrase in tokens.
#[derive(Debug, Clone)]
struct Held {
    start: usize,
    title_end: usize,
    end: usize,
    status: Status,
}

impl Person {
    fn into_finding(self, s: &Sentence) -> Finding {
        let roles = self.roles.iter().map(|held| held.to_role(s)).collect();
        let honorific = self.name.honorific.clone().map(|range| s.written(range).to_owned());
        Finding {
            span: s.bytes(self.name.tokens()),
            sentence: s.span.clone(),
            fact: Fact::Official(Official { name: s.written(self.name.tokens()).to_owned(), honorific, roles }),
            rule: self.rule,
        }
    }
}

impl Held {
    fn to_role(&self, s: &Sentence) -> Role {
        let body = if s.key(self.title_end) == "của" { self.title_end + 1 } else { self.title_end };
        Role {
            role: s.written(self.start..self.end).to_owned(),
            title: s.written(self.start..self.title_end).to_owned(),
            organization: (body < self.end).then(|| s.written(body..self.end).to_owned()),
            status: self.status,
        }
    }
}

/// Posts that belong to one person: `Phó Chủ tịch kiêm Tổng thư ký …`.
struct Group<'s, 'p> {
    s: &'s Sentence<'s>,
    posts: &'p [Post],
    held: Vec<Held>,
    /// The token after the last role.
    end: usize,
}

impl<'s, 'p> Group<'s, 'p> {
    /// Reads the posts of one person from the front of `posts`, attaches them to
    /// a name where there is one, and tells how many posts were read.
    fn read(s: &'s Sentence<'s>, posts: &'p [Post], people: &mut Vec<Person>) -> usize {
        let mut group = Group { s, posts, held: Vec::new(), end: 0 };
        let mut used = 0;
        while let Some(post) = posts.get(used) {
            let next = posts.get(used + 1);
            let (role_end, name) = group.read_post(post, next);
            group.held.push(Held { start: post.start, title_end: post.title_end.min(role_end), end: role_end, status: post.status });
            group.end = role_end;
            used += 1;
            if let Some(name) = name {
                group.attach_before(name, people);
                return used;
            }
            // An aide's role runs over the office holder that it serves.
            while posts.get(used).is_some_and(|inner| inner.start < role_end) {
                Group::read(s, &posts[used..=used], people);
                used += 1;
            }
            match posts.get(used) {
                Some(next) if group.joins(role_end, next) => {}
                _ => break,
            }
        }
        group.attach(people);
        used
    }

    /// The end of the role that begins at `post`, and the name right after it.
    fn read_post(&self, post: &Post, next: Option<&Post>) -> (usize, Option<Name>) {
        if post.class == Class::Aide
            && let Some(next) = next
            && let Some(end) = self.served(post, next)
        {
            return (end, None);
        }
        let limit = next.map_or(self.s.len(), |next| next.lead);
        match role::before_name(self.s, post, limit) {
            Some((end, name)) => (end, Some(name)),
            None => (role::extent(self.s, post, limit), None),
        }
    }

    /// Where the role of an aide ends that is named by the holder it serves:
    /// `cố vấn đối ngoại của Tổng thống Putin`.
    fn served(&self, post: &Post, next: &Post) -> Option<usize> {
        let links = next.lead > 0 && (self.s.key(next.lead - 1) == "của" || next.lead == post.title_end);
        let reaches = role::extent(self.s, post, next.lead) + 1 >= next.lead;
        if !links || !reaches {
            return None;
        }
        let (_, name) = role::before_name(self.s, next, self.s.len())?;
        Some(name.end)
    }

    /// Whether a role that ends before token `end` and the post `next` are held
    /// by one person.
    fn joins(&self, end: usize, next: &Post) -> bool {
        let s = self.s;
        let first = self.posts[0].lead;
        let after_name = first > 0 && is_separator(s, first - 1);
        let mut at = end;
        if s.is(at, "(")
            && let Some(close) = closing(s, at)
        {
            at = close + 1;
        }
        let gap = s.phrase(at..next.lead.max(at));
        match gap {
            "," | "kiêm" | ", kiêm" | "-" | "–" | "đồng thời là" | ", đồng thời là" | "kiêm nhiệm" | "/" => true,
            ";" => false,
            "và" | ", và" | "cùng" => {
                after_name || (self.held.len() == 1 && end == self.posts[0].title_end)
            }
            "" => at == next.lead && after_name,
            _ => BRIDGES.contains(gap.trim_start_matches(", ")),
        }
    }

    /// Attaches the roles to a name that follows the last one directly.
    fn attach_before(self, name: Name, people: &mut Vec<Person>) {
        if self.is_landmark() {
            return;
        }
        let plural = self.posts[0].plural;
        let after = name.end;
        let roles = self.held.clone();
        people.push(Person { name, roles, rule: "office_name" });
        if plural {
            self.attach_list(after, people);
        }
    }

    /// Attaches the roles to a name that stands near them: before, or after a mark.
    fn attach(self, people: &mut Vec<Person>) {
        if self.is_landmark() {
            return;
        }
        if self.attach_left(people) || self.attach_right(people) {
            return;
        }
    }

    /// `name, office` · `name - office` · `name (office)`.
    fn attach_left(&self, people: &mut Vec<Person>) -> bool {
        let s = self.s;
        let Some((name_end, former)) = left_of(s, self.posts[0].lead) else { return false };
        let mut roles = self.held.clone();
        if former {
            roles[0].status = Status::Former;
        }
        if let Some(person) = people.iter_mut().rev().find(|person| person.name.end == name_end) {
            person.roles.extend(roles);
            return true;
        }
        let Some(name) = name::ending_at(s, name_end) else { return false };
        people.push(Person { name, roles, rule: "name_office" });
        true
    }

    /// `office, ông name` · `office (name)` · `offices: name, name`.
    fn attach_right(&self, people: &mut Vec<Person>) -> bool {
        let s = self.s;
        let mut at = self.end;
        if s.is(at, "(") {
            let Some(close) = closing(s, at) else { return false };
            if let Some(name) = name::starting_at(s, at + 1).filter(|name| name.end == close && name.is_full()) {
                people.push(Person { name, roles: self.held.clone(), rule: "office_bracket" });
                return true;
            }
            if let Some(name) = name::starting_at(s, close + 1).filter(Name::is_full) {
                people.push(Person { name, roles: self.held.clone(), rule: "office_name" });
                return true;
            }
            at = close + 1;
        }
        if s.is(at, ":") {
            return self.attach_list(at, people);
        }
        if matches!(s.key(at), "," | "-" | "–" | "là") {
            at += 1;
        }
        let Some(name) = name::starting_at(s, at) else { return false };
        let marked = name.honorific.is_some();
        let closed = name.is_full() && (role::is_stop(s, name.end) || matches!(s.key(name.end), "," | "" | ")" | "("));
        if s.is(at - 1, "là") || !(marked || closed) {
            return false;
        }
        people.push(Person { name, roles: self.held.clone(), rule: "office_mark_name" });
        true
    }

    /// The names of a list, from the mark before the first one: each holds the
    /// shared roles, and those that stand after its own name.
    fn attach_list(&self, mark: usize, people: &mut Vec<Person>) -> bool {
        let s = self.s;
        let mut at = mark;
        let mut found = false;
        while matches!(s.key(at), ":" | "," | ";" | "và" | "cùng") {
            let mut start = at + 1;
            while matches!(s.key(start), "và" | "gồm" | "các") {
                start += 1;
            }
            let Some(name) = name::starting_at(s, start).filter(Name::is_full) else { break };
            at = name.end;
            people.push(Person { name, roles: self.held.clone(), rule: "office_list" });
            found = true;
            if s.is(at, "(")
                && let Some(close) = closing(s, at)
            {
                at = close + 1;
            }
            // Roles of one's own, up to the next name of the list.
            if let Some(semicolon) = (at..s.len()).find(|&i| s.is(i, ";"))
                && !matches!(s.key(at), ";" | "và")
                && is_separator(s, at)
                && post::at(s, at + 1).is_some()
            {
                at = semicolon;
            }
        }
        found
    }

    /// Whether the name is that of a place, a body or a prize:
    /// `Lăng Chủ tịch Hồ Chí Minh`.
    fn is_landmark(&self) -> bool {
        LANDMARKS.ending_at(self.s, self.posts[0].lead).is_some()
    }
}

/// Whether token `at` can stand between a name and an office.
fn is_separator(s: &Sentence, at: usize) -> bool {
    matches!(s.key(at), "," | "-" | "–" | "—" | "(")
}

/// The token of the bracket that closes the one at `open`.
fn closing(s: &Sentence, open: usize) -> Option<usize> {
    (open + 1..s.len()).find(|&i| s.is(i, ")"))
}

/// The end of a name that an office at `lead` may stand after, and whether the
/// words between them say that the office is no longer held.
fn left_of(s: &Sentence, lead: usize) -> Option<(usize, bool)> {
    let mut at = lead;
    let mut former = false;
    if let Some((len, section)) = BRIDGES.ending_at(s, at) {
        former = section == "former";
        at -= len;
    }
    if at == 0 || !is_separator(s, at - 1) {
        return None;
    }
    at -= 1;
    // An age, a place or a direction in the photo, and a trade: `ông A (phải), 40 tuổi, luật sư, Giám đốc …`.
    loop {
        if at > 0
            && s.is(at - 1, ")")
            && let Some(open) = (0..at - 1).rev().find(|&i| s.is(i, "("))
        {
            at = open;
        } else if let Some(comma) = (at.saturating_sub(8)..at).rev().find(|&i| s.is(i, ","))
            && is_aside(s, comma + 1, at)
        {
            at = comma;
        } else {
            return Some((at, former));
        }
    }
}

/// Whether the tokens between two commas say a person's age or trade.
fn is_aside(s: &Sentence, from: usize, to: usize) -> bool {
    let last = s.key(to.saturating_sub(1));
    from < to
        && (last == "tuổi4"
            || s.phrase(from..to).starts_with("sinh năm")
            || s.phrase(from..to).starts_with("sn ")
            || PROFESSIONS.starting_at(s, from).is_some())
}

/// Whether words such as `bị sa thải` stand at `at`, and how many.
fn departure(s: &Sentence, at: usize) -> usize {
    DEPARTURES.starting_at(s, at).map_or(0, |(len, _)| len)
}
