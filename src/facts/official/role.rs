//! Roles: how far an office phrase reaches past its head.

use super::super::token::{Sentence, Shape};
use super::name::{self, Form, Name};
use super::post::{Class, Post};
use crate::lexicon::{AREAS, BODIES, COMMUNES, DEPARTURES, DOMAINS, NAME_VERBS, PLACES, STOPS};
use crate::text::is_syllable;

/// Longest role tail that is read, in tokens.
const MAX_TAIL: usize = 36;

/// Words that join the parts of a role.
const LINKS: &[&str] = &["của", "thuộc", "tại", "ở"];

/// What a run of tokens after a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A known place.
    Place,
    /// A body that is complete in itself: `UBND`.
    Body,
    /// A body that goes on with its own name: `Tập đoàn`.
    NamedBody,
    /// The kind of an area: `tỉnh`, `phường`.
    Area,
    /// A field of work: `Tài nguyên và Môi trường`.
    Domain,
    /// `của`, `thuộc`, `tại`: joins the parts.
    Link,
    /// A word in upper case that no list holds.
    Capital,
    /// A number, or a name of a unit such as `C47`.
    Number,
    /// A word in lower case that no list holds.
    Lower,
}

/// The piece at token `at`, with its length in tokens; `None` where no role
/// reaches any further. `bodied` says that a body has been read before it.
fn piece_at(s: &Sentence, at: usize, bodied: bool) -> Option<(usize, Piece)> {
    let token = s.tokens.get(at)?;
    match token.shape {
        Shape::Number => return Some((1, Piece::Number)),
        Shape::Mark => return joined_by_mark(s, at),
        _ => {}
    }
    // `tập đoàn này`
    if s.is_any(at, &["này"])
        && at > 0
        && (BODIES.ending_at(s, at).is_some() || AREAS.ending_at(s, at).is_some())
    {
        return Some((1, Piece::Domain));
    }
    let next = s.tokens.get(at + 1);
    if s.is_any(at, &["thứ"]) && next.is_some_and(|next| next.shape == Shape::Number) {
        return Some((2, Piece::Domain));
    }
    // `Trung tâm Nghiên cứu về Giới`
    if bodied && s.is_any(at, &["về", "cho"]) && next.is_some_and(|next| next.is_capital()) {
        return Some((1, Piece::Link));
    }
    if s.is_any(at, LINKS) && BODIES.starting_at(s, at).is_none() {
        return Some((1, Piece::Link));
    }
    let list = if AREAS.ending_at(s, at).is_some() { [&*PLACES, &*COMMUNES] } else { [&*PLACES; 2] };
    let place = list
        .iter()
        .filter_map(|list| list.starting_at(s, at))
        .max()
        .filter(|(len, _)| s.tokens[at..at + len].iter().any(|token| token.is_capital()))
        .map(|(len, _)| (len, Piece::Place));
    let body = BODIES
        .starting_at(s, at)
        .map(|(len, section)| (len, if section == "named" { Piece::NamedBody } else { Piece::Body }));
    let area = AREAS.starting_at(s, at).map(|(len, _)| (len, Piece::Area));
    let domain = DOMAINS.starting_at(s, at).map(|(len, _)| (len, Piece::Domain));
    let known = [place, domain, body, area].into_iter().flatten().rev().max_by_key(|(len, _)| *len);
    match known {
        Some((len, piece)) if len > 1 || !is_stop(s, at) => Some((len, piece)),
        _ if is_stop(s, at) => None,
        _ if token.is_capital() => Some((1, Piece::Capital)),
        _ => Some((1, Piece::Lower)),
    }
}

/// A comma, dash or ampersand inside the name of a body:
/// `Chi cục Chăn nuôi - Thú y`, `Sở Văn hóa, Thể thao và Du lịch`.
fn joined_by_mark(s: &Sentence, at: usize) -> Option<(usize, Piece)> {
    let next = DOMAINS.starting_at(s, at + 1);
    let joins = match s.key(at) {
        "&" | "/" => s.tokens.get(at + 1).is_some_and(|next| next.is_word()),
        "-" | "–" => {
            let branch = s.is_any(at + 1, &["chi"]) && s.is_any(at + 2, &["nhánh"]);
            let pair = PLACES.ending_at(s, at).is_some() && PLACES.starting_at(s, at + 1).is_some();
            next.is_some() || branch || pair
        }
        "," => match next {
            Some((len, _)) => s.is_any(at + 1 + len, &["và", ","]),
            None => false,
        },
        _ => false,
    };
    joins.then_some((1, Piece::Link))
}

/// Whether token `at` is a verb or another word that no role goes on over.
pub(super) fn is_stop(s: &Sentence, at: usize) -> bool {
    s.tokens.get(at).is_some_and(|token| token.shape != Shape::Capitalized)
        && STOPS.starting_at(s, at).is_some()
}

/// Reads the tail of a role piece by piece, and knows where it can end.
struct Tail<'s> {
    s: &'s Sentence<'s>,
    class: Class,
    at: usize,
    score: f32,
    /// Whether a body, an area or a field has been read.
    opened: bool,
    /// Whether a body or a field has been read.
    bodied: bool,
    /// Capitals read since the kind of an area, `None` outside of one.
    area: Option<usize>,
    /// Whether a place has been read and nothing after it.
    closed: bool,
    /// The last piece.
    last: Option<Piece>,
}

impl<'s> Tail<'s> {
    fn new(s: &'s Sentence<'s>, post: &Post) -> Self {
        Tail {
            s,
            class: post.class,
            at: post.title_end,
            score: 0.0,
            opened: false,
            bodied: false,
            area: None,
            closed: false,
            last: None,
        }
    }

    /// Reads the next piece; `None` where the tail cannot go on.
    fn step(&mut self) -> Option<()> {
        let (len, piece) = piece_at(self.s, self.at, self.bodied)?;
        // A place closes a role, but `Hãng hàng không Iran Air` goes on.
        let goes_on = piece == Piece::Capital && self.bodied && !is_syllable(self.s.tokens[self.at].text);
        if self.closed && !goes_on && matches!(piece, Piece::Lower | Piece::Capital | Piece::Number) {
            return None;
        }
        if self.closed && goes_on {
            self.score -= 1.0;
        }
        if self.class == Class::Short {
            return None;
        }
        match piece {
            Piece::Place => {
                self.score += 0.3;
                self.opened = true;
            }
            Piece::Body | Piece::NamedBody | Piece::Domain => {
                self.opened = true;
                self.bodied = true;
            }
            Piece::Area => {
                self.opened = true;
                self.area = Some(0);
            }
            Piece::Link => self.score -= 0.1,
            Piece::Number => {
                if !self.opened && self.last.is_some() {
                    return None;
                }
                self.score -= 0.1;
            }
            Piece::Capital => {
                let upper = self.s.tokens[self.at].shape == Shape::Upper;
                match &mut self.area {
                    Some(read) => {
                        *read += 1;
                        self.score += [0.0, -0.4, 0.5, -0.8, -1.2][(*read).min(4)];
                    }
                    None if self.opened => self.score -= if upper { 0.1 } else { 0.5 },
                    None if self.class == Class::State => return None,
                    None => self.score -= if upper { 0.1 } else { 0.8 },
                }
                self.opened |= upper || self.class != Class::State;
            }
            Piece::Lower => {
                let after_abbreviation =
                    self.last == Some(Piece::Capital) && self.s.tokens[self.at - 1].shape == Shape::Upper;
                if after_abbreviation || self.area == Some(0) || (!self.opened && !self.may_begin_lower()) {
                    return None;
                }
                self.score -= if self.opened { 0.15 } else { 0.6 };
            }
        }
        if !matches!(piece, Piece::Area | Piece::Capital) {
            self.area = None;
        }
        let number_of_area =
            piece == Piece::Number && self.at > 0 && AREAS.ending_at(self.s, self.at).is_some();
        self.closed = piece == Piece::Place || number_of_area;
        self.last = Some(piece);
        self.at += len;
        Some(())
    }
}

impl Tail<'_> {
    /// Whether the words of a field in no list may begin here: `Chỉ huy trưởng công trình`.
    fn may_begin_lower(&self) -> bool {
        self.last.is_none_or(|last| last == Piece::Lower) && matches!(self.class, Class::Body | Class::Aide)
    }

    /// Whether a person's name can follow the pieces read so far.
    fn admits(&self, name: &Name) -> bool {
        if name.honorific.is_some() {
            return true;
        }
        let len = name.end - name.start;
        let well_formed = name.form == Form::Surname && len > 2 || name.form == Form::Known && len > 1;
        match self.last {
            None if len > 1 => true,
            None if name.is_abbreviation => false,
            None => match self.class {
                Class::State | Class::Direct | Class::Short => {
                    name.form == Form::Foreign || ends_short_name(self.s, name.end)
                }
                _ => name.form == Form::Known && ends_short_name(self.s, name.end),
            },
            // What follows these is their own name: `xã Quế Long`, `Tập đoàn Hoàn Cầu`.
            Some(Piece::Area | Piece::NamedBody) => well_formed,
            Some(Piece::Place) => len > 1 || name.form == Form::Foreign,
            Some(_) => len > 1,
        }
    }
}

/// Whether the word at `at` shows that a name of one syllable ends before it.
fn ends_short_name(s: &Sentence, at: usize) -> bool {
    let token = s.tokens.get(at);
    token.is_none_or(|token| token.shape != Shape::Lower)
        || is_stop(s, at)
        || NAME_VERBS.starting_at(s, at).is_some()
}

/// A role with a name right after it.
pub(super) struct Named {
    /// The token after the role.
    pub end: usize,
    pub name: Name,
    /// Whether words between them say that the office is no longer held.
    pub departed: bool,
    /// Whether the name follows the post itself.
    pub direct: bool,
    /// Whether the role is complete without the name: it ends in a place, or is a mere post.
    pub closed: bool,
}

/// The best reading of `post` as a role with a name right after it.
pub(super) fn before_name(s: &Sentence, post: &Post, limit: usize) -> Option<Named> {
    let mut tail = Tail::new(s, post);
    let mut best: Option<(f32, Named)> = None;
    loop {
        let end = tail.at;
        let (gap, section) = DEPARTURES.starting_at(s, end).unwrap_or((0, ""));
        let complete = post.class != Class::Part || tail.opened;
        let after_link = end > post.title_end && s.is_any(end - 1, LINKS);
        if complete && !after_link {
            for name in name::candidates(s, end + gap) {
                let fits = name.start < limit && tail.admits(&name);
                let score = tail.score + name.score + if tail.last.is_none() { 1.0 } else { 0.0 };
                if fits && score > 0.9 && best.as_ref().is_none_or(|(top, _)| score > *top) {
                    best = Some((
                        score,
                        Named {
                            end,
                            name,
                            departed: section == "former",
                            direct: tail.last.is_none(),
                            closed: tail.closed || tail.last.is_none(),
                        },
                    ));
                }
            }
        }
        if end >= limit || end > post.title_end + MAX_TAIL || tail.step().is_none() {
            break;
        }
    }
    best.map(|(_, named)| named)
}

/// The end of the role that begins at `post`, where no name follows it.
pub(super) fn extent(s: &Sentence, post: &Post, limit: usize) -> usize {
    let mut tail = Tail::new(s, post);
    let mut end = tail.at;
    while tail.at < limit && tail.at < post.title_end + MAX_TAIL {
        if tail.step().is_none() || tail.at > limit {
            break;
        }
        let last = tail.at - 1;
        if !s.is_any(last, LINKS) && !s.is_any(last, &["và", "kiêm", "-", "–", ",", "&", "/"]) {
            end = tail.at;
        }
    }
    end
}
