//! Roles: how far an office phrase reaches past its head.

use super::super::token::{Sentence, Shape, Token};
use super::name::{self, Form, Name};
use super::post::{Class, Post};
use crate::lexicon::{
    AREAS, BODIES, COMMUNES, DEPARTURES, DOMAINS, FOREIGN_SURNAMES, Lexicon, NAME_VERBS, ORGANIZATIONS,
    PLACES, STOPS, SURNAMES, any_begins,
};

/// Longest role tail that is read, in tokens.
const MAX_TAIL: usize = 36;

/// Most readings of one role that are weighed.
const MAX_READINGS: usize = 200;

/// Words that join the parts of a role.
const LINKS: &[&str] = &["của", "thuộc", "tại", "ở"];

/// What a run of tokens after a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A known place.
    Place,
    /// A known commune, whose name may be the beginning of a longer one.
    Commune,
    /// The proper name of an organization.
    Organization,
    /// A body that is complete in itself: `UBND`.
    Body,
    /// A body that goes on with its own name: `Tập đoàn`.
    NamedBody,
    /// A body that bears a person's name: `Trường THCS Nguyễn Huệ`.
    Eponym,
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
        return Some((1, Piece::Place));
    }
    let next = s.tokens.get(at + 1);
    if next.is_some_and(|next| next.shape == Shape::Number) {
        if s.is_any(at, &["số"]) {
            return Some((2, Piece::Number));
        }
        if s.is_any(at, &["thứ"]) {
            return Some((2, Piece::Domain));
        }
    }
    // `Trung tâm Nghiên cứu về Giới`
    if bodied && next.is_some_and(|next| next.is_capital()) && s.is_any(at, &["về", "cho"]) {
        return Some((1, Piece::Link));
    }
    // `Chủ tịch UBND xã B Ông A cho biết`: a new sentence without a mark before it.
    if bodied && s.is_one_of(at, &["Ông", "Bà"]) && name::starting_at(s, at).is_some() {
        return None;
    }
    // `Hiệu trưởng và bà Lan`, `Giám đốc và Trần Văn An`: a person of their own.
    if s.is_any(at, &["và", "cùng"]) && name::starting_at(s, at + 1).is_some_and(|name| name.is_sure()) {
        return None;
    }
    if s.is_any(at, LINKS) && BODIES.starting_at(s, at).is_none() {
        return Some((1, Piece::Link));
    }
    let stop = stop_len(s, at);
    match known_at(s, at) {
        // `thông tin` is a field, `thông tin thêm` is none.
        Some((len, piece)) if stop == 0 || len > 1 && len >= stop => Some((len, piece)),
        _ if stop > 0 => None,
        _ if token.is_capital() => Some((1, Piece::Capital)),
        _ => Some((1, Piece::Lower)),
    }
}

/// First words of firms.
const FIRMS: &[&str] = &["công", "tập", "tổng", "ngân", "cty", "ctcp", "hãng", "hợp"];

/// Kinds of area that only Vietnam has.
const VILLAGES: &[&str] =
    &["xã", "phường", "thôn", "ấp", "bản", "buôn", "làng", "xóm", "khóm", "phố", "trấn", "huyện"];

/// The longest entry of the lists at token `at`; of two as long, the likelier.
fn known_at(s: &Sentence, at: usize) -> Option<(usize, Piece)> {
    if !any_begins(&[&AREAS, &BODIES, &DOMAINS, &ORGANIZATIONS, &COMMUNES, &PLACES], s, at) {
        return None;
    }
    let has_capital = |len: usize| s.tokens[at..at + len].iter().any(Token::is_capital);
    // `quận Đoàn Văn Khải` is no `quận đoàn`.
    let is_split = |len| len == 2 && s.tokens[at].shape == Shape::Lower && has_capital(len);
    let body = BODIES.starting_at(s, at).filter(|&(len, _)| !is_split(len)).map(|(len, section)| {
        let piece = match section {
            "named" => Piece::NamedBody,
            "eponym" => Piece::Eponym,
            _ => Piece::Body,
        };
        (len, piece)
    });
    let in_area = AREAS.ending_at(s, at).is_some() && !s.is_any(at - 1, &["nước"]);
    let proper = |list: &Lexicon, piece| {
        // No country in `phường Đức Xuân`, no place in `Thái Văn Nguyên`.
        let is_other = |len: usize, section: &str| {
            in_area && section == "country"
                || section == "abroad" && at > 0 && s.is_any(at - 1, VILLAGES)
                || len == 1 && s.is_any(at + 1, name::MIDDLE)
        };
        list.starting_at(s, at)
            .filter(|&(len, section)| has_capital(len) && !is_other(len, section))
            .map(|(len, _)| (len, piece))
    };
    let commune = in_area.then(|| proper(&COMMUNES, Piece::Commune)).flatten();
    let organization = proper(&ORGANIZATIONS, Piece::Organization);
    let area = AREAS.starting_at(s, at).map(|(len, _)| (len, Piece::Area));
    let domain = DOMAINS.starting_at(s, at).map(|(len, _)| (len, Piece::Domain));
    // The last of the longest wins.
    [area, body, domain, organization, commune, proper(&PLACES, Piece::Place)]
        .into_iter()
        .flatten()
        .max_by_key(|(len, _)| *len)
}

/// A comma, dash or ampersand inside the name of a body:
/// `Chi cục Chăn nuôi - Thú y`, `Sở Văn hóa, Thể thao và Du lịch`.
fn joined_by_mark(s: &Sentence, at: usize) -> Option<(usize, Piece)> {
    let next = DOMAINS.starting_at(s, at + 1);
    let joins = match s.as_written(at) {
        "&" | "/" => s.tokens.get(at + 1).is_some_and(|next| next.is_word()),
        "-" | "–" => {
            let branch = s.is_any(at + 1, &["chi"]) && s.is_any(at + 2, &["nhánh"]);
            let numbered = at > 0 && s.tokens[at - 1].shape == Shape::Number;
            let pair =
                (numbered || PLACES.ending_at(s, at).is_some()) && PLACES.starting_at(s, at + 1).is_some();
            // `Deutsche Bank - ngân hàng lớn nhất`: a remark.
            let remark = s.spaced(at) && s.tokens[at - 1].is_capital() && is_lower(s, at + 1);
            next.is_some() && !remark || branch || pair
        }
        "," => match next {
            Some((len, _)) => s.is_any(at + 1 + len, &["và", ","]),
            None => false,
        },
        _ => false,
    };
    joins.then_some((1, Piece::Link))
}

/// Length of the verb or other word at token `at` that no role goes on over, or zero.
fn stop_len(s: &Sentence, at: usize) -> usize {
    let small = s.tokens.get(at).is_some_and(|token| token.shape != Shape::Capitalized);
    STOPS.starting_at(s, at).filter(|_| small).map_or(0, |(len, _)| len)
}

/// Whether token `at` is a word in lower case.
pub(super) fn is_lower(s: &Sentence, at: usize) -> bool {
    s.tokens.get(at).is_some_and(|token| token.shape == Shape::Lower)
}

/// Reads the tail of a role piece by piece, and knows where it can end.
#[derive(Clone)]
struct Tail<'s> {
    s: &'s Sentence<'s>,
    class: Class,
    at: usize,
    score: f32,
    /// Whether a body, an area or a field has been read.
    opened: bool,
    /// Whether a body or a field has been read.
    bodied: bool,
    /// Whether a firm has been read, whose name may hold a place: `Công ty Hà Nội Xanh`.
    firm: bool,
    /// Whether a body that bears a person's name has been read, and no place since.
    eponym: bool,
    /// Capitals read since the kind of an area, `None` outside of one.
    area: Option<usize>,
    /// Whether a place has been read and nothing after it.
    closed: bool,
    /// The last piece.
    last: Option<Piece>,
}

impl<'s> Tail<'s> {
    fn new(s: &'s Sentence<'s>, post: &Post) -> Self {
        Tail { at: post.title_end, ..Tail::empty(s, post.class) }
    }

    /// A tail of which nothing has been read.
    fn empty(s: &'s Sentence<'s>, class: Class) -> Self {
        Tail {
            s,
            class,
            at: 0,
            score: 0.0,
            opened: false,
            bodied: false,
            firm: false,
            eponym: false,
            area: None,
            closed: false,
            last: None,
        }
    }

    /// The next piece. The first may be the rest of a body that begins with the last
    /// words of the post: `Trưởng ban | chỉ đạo`, `Trưởng văn phòng | luật sư`.
    fn piece(&self) -> Option<(usize, Piece)> {
        let begun = (1..self.at.min(4)).filter(|_| self.last.is_none()).find_map(|back| {
            let body = BODIES.starting_at(self.s, self.at - back)?;
            (body.0 > back).then(|| body.0 - back)
        });
        // `cố vấn về năng lượng`, `Tiểu ban về lực lượng chiến lược`
        let aide = self.last.is_none() && matches!(self.class, Class::Aide | Class::Served);
        let about = (aide || self.s.is_any(self.at - 1, &["ban"]))
            && self.s.is_any(self.at, &["về"])
            && !self.s.is_any(self.at + 1, &["việc", "vụ", "vấn", "nội", "kế", "tình", "kết"]);
        match begun {
            Some(len) => Some((len, Piece::Domain)),
            None if about => Some((1, Piece::Domain)),
            // `UBND phường Hương Xuân thông tin`: behind a place it is a verb.
            None if self.closed
                && stop_len(self.s, self.at) > 0
                && !self.s.is_any(self.at, &["về", "phụ"]) =>
            {
                None
            }
            None => piece_at(self.s, self.at, self.bodied),
        }
    }

    /// The other reading of a place that goes on with a name, its first word alone: for
    /// `Thiên | Phú Lương | Gia Bảo` is `Thiên Phú | Lương Gia Bảo` as well.
    fn split(&self, len: usize, piece: Piece) -> Option<Self> {
        if piece != Piece::Place || len == 1 || self.last != Some(Piece::Capital) {
            return None;
        }
        let mut tail = self.clone();
        tail.read(1, Piece::Capital).map(|()| tail)
    }

    /// Goes on over a piece; `None` where it cannot stand here.
    fn read(&mut self, len: usize, piece: Piece) -> Option<()> {
        // A place closes a role, but `Hãng hàng không Iran Air` goes on.
        let foreign = || !self.s.tokens[self.at].is_syllable();
        let goes_on = piece == Piece::Capital && (self.firm || self.bodied && foreign());
        let year = piece == Piece::Number && self.bodied && self.s.tokens[self.at].text.len() == 4;
        if self.closed && !goes_on && !year && matches!(piece, Piece::Lower | Piece::Capital | Piece::Number)
        {
            return None;
        }
        // `Chủ tịch tỉnh Hà Nam của dòng họ …`
        if self.closed && piece == Piece::Link && self.is_lower_after(self.at + len) {
            return None;
        }
        if self.closed && goes_on {
            self.score -= 1.0;
        }
        if self.class == Class::Short {
            return None;
        }
        match piece {
            Piece::Place | Piece::Organization => {
                self.score += 0.3;
                self.opened = true;
                self.bodied |= piece == Piece::Organization;
            }
            Piece::Commune => {
                self.score += 0.3;
                self.area = Some(2);
            }
            Piece::Body | Piece::NamedBody | Piece::Eponym | Piece::Domain => {
                self.firm |= piece == Piece::NamedBody && self.s.is_any(self.at, FIRMS);
                self.opened = true;
                self.bodied = true;
            }
            Piece::Area => {
                self.opened = true;
                self.bodied = true;
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
                        // A place of one syllable is rare, one of two the rule.
                        self.score += [0.0, -1.5, 1.6, -0.8, -1.2][(*read).min(4)];
                    }
                    // `Bộ Tài chính Đỗ | Hoàng Anh Tuấn` cuts a surname off.
                    None if self.opened && SURNAMES.get(self.s.key(self.at)) == Some("common") => {
                        self.score -= 1.5
                    }
                    None if self.opened => self.score -= if upper { 0.1 } else { 0.5 },
                    None if self.class == Class::State => return None,
                    None => {
                        // `Tổng Giám đốc Phú Vinh Investment` has no word for the firm.
                        self.firm |= self.class == Class::Body && !upper;
                        self.score -= if upper { 0.1 } else { 0.8 }
                    }
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
        if !matches!(piece, Piece::Area | Piece::Commune | Piece::Capital) {
            self.area = None;
        }
        self.eponym = piece == Piece::Eponym || self.eponym && matches!(piece, Piece::Capital | Piece::Lower);
        let number_of_area =
            piece == Piece::Number && self.at > 0 && AREAS.ending_at(self.s, self.at).is_some();
        self.closed = matches!(piece, Piece::Place | Piece::Organization) || number_of_area;
        self.last = Some(piece);
        self.at += len;
        Some(())
    }
}

impl Tail<'_> {
    /// Whether a word in lower case that no list holds stands at `at`.
    fn is_lower_after(&self, at: usize) -> bool {
        self.s.tokens.get(at).is_some_and(|token| token.shape == Shape::Lower)
            && known_at(self.s, at).is_none()
    }

    /// Whether the words of a field in no list may begin here: `Chỉ huy trưởng công trình`.
    fn may_begin_lower(&self) -> bool {
        self.last.is_none_or(|last| last == Piece::Lower)
            && matches!(self.class, Class::Body | Class::Aide | Class::Served)
    }

    /// Whether the role says where the post is held.
    fn names_body(&self) -> bool {
        self.bodied || self.last == Some(Piece::Place)
    }

    /// Whether a person's name can follow the pieces read so far.
    fn admits(&self, name: &Name) -> bool {
        if name.honorific.is_some() {
            return true;
        }
        let len = name.end - name.start;
        // The names of provinces and districts are all known, so what follows is none of them.
        let listed = self.s.is_any(self.at - 1, &["tỉnh", "tp", "huyện", "quận"]);
        let foreign = || name.form(self.s) == Form::Foreign;
        match self.last {
            None if len > 1 => true,
            None if name.is_abbreviation(self.s) => false,
            None => match self.class {
                Class::State | Class::Direct | Class::Short => foreign() || ends_short_name(self.s, name.end),
                // `Chủ tịch Tập`
                _ => {
                    let form = name.form(self.s);
                    let whole = !self.s.tokens.get(name.end).is_some_and(Token::is_capital);
                    let known = matches!(form, Form::Known | Form::Foreign);
                    // `Chủ tịch Perez`
                    let famous = FOREIGN_SURNAMES.contains(self.s.key(name.start));
                    famous || (known || form == Form::Surname && whole) && ends_short_name(self.s, name.end)
                }
            },
            // What follows these is their own name: `xã Quế Long`, `Tập đoàn Hoàn Cầu`.
            Some(Piece::Area | Piece::NamedBody) => match name.form(self.s) {
                Form::Surname => len > if listed { 1 } else { 2 },
                Form::Known => len > 1,
                _ => false,
            },
            _ if self.eponym => false,
            Some(Piece::Place | Piece::Commune | Piece::Organization) => len > 1 || foreign(),
            // `Bộ trưởng Quốc phòng Mattis`
            Some(Piece::Domain) => len > 1 || matches!(self.class, Class::State | Class::Direct) && foreign(),
            Some(_) => len > 1,
        }
    }
}

/// Whether the word at `at` shows that a name of one syllable ends before it.
fn ends_short_name(s: &Sentence, at: usize) -> bool {
    let token = s.tokens.get(at);
    token.is_none_or(|token| token.shape != Shape::Lower)
        || stop_len(s, at) > 0
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
    /// Whether a body or an area stands right before the name, which may be its own.
    pub owned: bool,
    /// Whether the role names a firm.
    pub firm: bool,
    /// Whether the role is complete without the name: it ends in a place, or is a mere post.
    pub closed: bool,
}

/// Whether the role may end at `end`: some posts are offices only with a body.
pub(super) fn is_complete(post: &Post, bodied: bool, end: usize) -> bool {
    match post.class {
        Class::Part => bodied,
        Class::Served => bodied && end > post.title_end,
        _ => true,
    }
}

/// Whether a role goes on after the token: `của`, `và`, a comma.
fn is_link(s: &Sentence, at: usize) -> bool {
    s.is_any(at, LINKS) || s.is_any(at, &["và", "kiêm", "về", "cho", "-", "–", ",", "&", "/"])
}

/// A post with what follows it read as its role.
pub(super) struct Role {
    /// The best reading with a name right after the role; of two as good, the first.
    pub named: Option<Named>,
    /// The end of the role where no name follows it; `None` where the post is no office
    /// without a body.
    pub extent: Option<usize>,
}

/// Reads the role of `post`, which goes no further than token `limit`; a name after it begins
/// before that.
pub(super) fn read(s: &Sentence, post: &Post, limit: usize) -> Role {
    let mut named = None;
    let best = |score, reading| {
        named = Some(reading);
        score
    };
    let extent = Reader::new(s, post, limit, best).read();
    Role { named, extent }
}

/// The readings of `post` as a role with a name right after it, each with its score.
pub(super) fn readings(s: &Sentence, post: &Post, limit: usize) -> Vec<(f32, Named)> {
    let mut readings = Vec::new();
    let all = |score, reading| {
        readings.push((score, reading));
        name::PLAUSIBLE
    };
    Reader::new(s, post, limit, all).read();
    readings
}

/// Reads the role of a post in all ways.
struct Reader<'s, F> {
    s: &'s Sentence<'s>,
    post: &'s Post,
    limit: usize,
    /// The token after the last word that a name may end with; 0 where there is none.
    names_end: usize,
    /// The tails that are still to be followed.
    open: Vec<Tail<'s>>,
    tried: usize,
    /// What the next reading with a name is to score more than.
    floor: f32,
    /// Takes such a reading with its score, and returns the next floor.
    found: F,
}

impl<'s, F: FnMut(f32, Named) -> f32> Reader<'s, F> {
    fn new(s: &'s Sentence<'s>, post: &'s Post, limit: usize, found: F) -> Self {
        let last = s.len().min(limit + name::LONGEST);
        let names_end = (post.title_end..last).rev().find(|&at| s.tokens[at].is_name_word());
        let names_end = names_end.map_or(0, |word| word + 1);
        Reader { s, post, limit, names_end, open: Vec::new(), tried: 0, floor: name::PLAUSIBLE, found }
    }

    /// Reads on in all ways, and tells where the role ends if no name follows it.
    fn read(mut self) -> Option<usize> {
        let extent = self.follow(Tail::new(self.s, self.post));
        while let Some(tail) = self.open.pop() {
            self.follow(tail);
        }
        extent
    }

    /// Reads on from `tail`, and tells where the role ends if no name follows it.
    fn follow(&mut self, mut tail: Tail<'s>) -> Option<usize> {
        let Reader { s, post, limit, names_end, .. } = *self;
        let farthest = post.title_end + MAX_TAIL;
        let (mut end, mut bodied) = (tail.at, false);
        // Whether the last piece begins near enough.
        let mut near = true;
        loop {
            self.tried += 1;
            let whole = tail.at == post.title_end || !is_link(s, tail.at - 1);
            if near {
                end = if whole && tail.at <= limit { tail.at } else { end };
                bodied = tail.names_body();
            }
            if whole && tail.at < names_end {
                self.weigh(&tail);
            }
            if tail.at >= limit || tail.at > farthest || self.tried >= MAX_READINGS {
                break;
            }
            near = tail.at < farthest;
            let Some((len, piece)) = tail.piece() else { break };
            if names_end > 0 {
                self.open.extend(tail.split(len, piece));
            }
            if tail.read(len, piece).is_none() {
                break;
            }
        }
        is_complete(post, bodied, end).then_some(end)
    }

    /// Finds the readings that end with the pieces read so far and have a name behind them.
    fn weigh(&mut self, tail: &Tail) {
        let (s, end) = (self.s, tail.at);
        if !is_complete(self.post, tail.names_body(), end) {
            return;
        }
        let (gap, section) = DEPARTURES.starting_at(s, end).unwrap_or((0, ""));
        let owned = matches!(tail.last, Some(Piece::Area | Piece::NamedBody | Piece::Capital));
        let direct = tail.last.is_none();
        let bonus = if direct { 1.0 } else { 0.0 };
        let worth = |floor: f32| floor - tail.score - bonus;
        let Some(mut names) = name::candidates(s, end + gap, worth(self.floor)) else { return };
        while let Some(name) = names.next(worth(self.floor)) {
            let score = tail.score + name.score + bonus;
            if name.start >= self.limit || score <= self.floor || !tail.admits(&name) {
                continue;
            }
            let named = Named {
                end,
                name,
                departed: section == "former",
                direct,
                owned,
                firm: tail.firm,
                closed: tail.closed || direct,
            };
            self.floor = (self.found)(score, named);
        }
    }
}

/// The token after the named body that begins at token `at`: `Sở Y tế tỉnh Phú Yên`.
pub(super) fn body_at(s: &Sentence, at: usize) -> Option<usize> {
    let (len, piece) = known_at(s, s.tokens.get(at).map(|_| at)?)?;
    if !matches!(piece, Piece::Body | Piece::NamedBody | Piece::Eponym | Piece::Organization) {
        return None;
    }
    let mut tail = Tail { at, ..Tail::empty(s, Class::Body) };
    tail.read(len, piece)?;
    let mut end = tail.at;
    while tail.at < s.len() && tail.at < at + MAX_TAIL {
        let Some((len, piece)) = tail.piece() else { break };
        let number = piece == Piece::Number && AREAS.ending_at(s, tail.at).is_none();
        // `Sở Y tế | tại Hà Nội`
        let link = piece == Piece::Link && s.tokens[tail.at].is_word();
        if piece == Piece::Lower || number || link || tail.read(len, piece).is_none() || tail.at > s.len() {
            break;
        }
        if !is_link(s, tail.at - 1) {
            end = tail.at;
        }
    }
    let open = piece == Piece::NamedBody && end == at + len;
    let capital = s.tokens[at..end].iter().any(Token::is_capital);
    (capital && !open).then_some(end)
}
