//! Posts: the heads of office phrases, with their modifiers.

use super::super::token::{Sentence, Shape};
use crate::lexicon::{
    AREAS, BODIES, BODIES_OF_POSTS, BRIDGES, DOMAINS, HONORIFICS, Lexicon, NO_OFFICES, OFFICES, PROFESSIONS,
    STATUSES, SURNAMES, TIMES, TITLES, any_begins, longest_of,
};
use crate::record::Status;
use std::iter;

/// How a post may be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Heads of state and of government and their like: a country, or a name.
    State,
    /// Offices that often stand right before a short name: `ĐB Nghĩa`.
    Direct,
    /// Any other office: a body, an area, or a name.
    Body,
    /// Offices that serve a holder: `cố vấn của Tổng thống Putin`.
    Aide,
    /// As the next, but an office only with the holder or a body: `trợ lý`.
    Served,
    /// Abbreviations that have other meanings: nothing but a name.
    Short,
    /// Words that are an office only with their body: `Phó Ban Dân nguyện`.
    Part,
}

/// The head of an office phrase.
#[derive(Debug, Clone)]
pub(super) struct Post {
    /// First token, modifiers included.
    pub lead: usize,
    /// First token of the role.
    pub start: usize,
    /// The token after the head and the words that go with it.
    pub title_end: usize,
    /// The token after the post's own words: before `HĐQT` in `Chủ tịch HĐQT`.
    pub words_end: usize,
    pub class: Class,
    pub status: Status,
    /// Whether a plural word stands before it: `các Phó Chủ tịch`.
    pub plural: bool,
}

/// Words that `quyền` after them makes a longer word with.
const POWERS: &[&str] = &[
    "chính",
    "chủ",
    "thẩm",
    "đặc",
    "uy",
    "ủy",
    "uỷ",
    "toàn",
    "nhân",
    "bản",
    "cầm",
    "nắm",
    "tiếm",
    "vương",
    "tư",
    "nhượng",
    "công",
    "pháp",
];

/// What makes the office behind it that of a deputy.
const DEPUTY: &[&str] = &["phó", "p", "p."];

/// The posts of a sentence, in order.
pub(super) fn find(s: &Sentence) -> impl Iterator<Item = Post> {
    let mut from = 0;
    iter::from_fn(move || {
        let post = (from..s.len()).find_map(|lead| at(s, lead))?;
        from = post.title_end;
        Some(post)
    })
}

/// The post whose first token is `lead`.
#[inline]
pub(super) fn at(s: &Sentence, lead: usize) -> Option<Post> {
    // Nearly all words begin none.
    let may_begin = any_begins(&[&OFFICES, &STATUSES], s, lead) || s.is_any(lead, DEPUTY);
    if may_begin { begun_at(s, lead) } else { None }
}

/// The post whose first token is `lead`, which may begin one.
#[inline(never)]
fn begun_at(s: &Sentence, lead: usize) -> Option<Post> {
    // Most of these words do not either.
    let head = head_at(s, lead);
    let may_be = head.is_some() || any_begins(&[&STATUSES], s, lead);
    if may_be && s.tokens[lead].is_word() { read(s, lead, head) } else { None }
}

/// The post whose first token is `lead`, where `head` may stand.
#[inline(never)]
fn read(s: &Sentence, lead: usize, mut head: Option<(usize, Class)>) -> Option<Post> {
    let mut start = lead;
    let mut status = Status::Current;
    while head.is_none()
        && let Some((len, section)) = STATUSES.starting_at(s, start)
    {
        match section {
            "former" => status = Status::Former,
            // `chính quyền Tổng thống Trump` is no acting president.
            "acting" if start > 0 && s.is_any(start - 1, POWERS) => return None,
            "acting" => status = Status::Acting,
            _ => {}
        }
        start += len;
        head = head_at(s, start);
    }
    let (len, class) = head?;
    // `được bầu làm Chủ tịch`: the office is of the one who is elected.
    if lead > 0 && s.is_any(lead - 1, &["làm", "thành"]) && BRIDGES.ending_at(s, lead).is_none() {
        return None;
    }
    // `(văn phòng) tổng | tư lệnh`: the end of a longer head.
    if (1..=3.min(lead)).any(|back| head_at(s, lead - back).is_some_and(|(longer, _)| longer > back)) {
        return None;
    }
    // `Đại sứ quán`, `trợ lý trọng tài`: the beginning of another word.
    if longest_of(&[&BODIES, &PROFESSIONS, &NO_OFFICES], s, start) > len {
        return None;
    }
    // `Ban Bí thư`, `Văn phòng Chủ tịch nước`: the head is part of a body's name.
    if start == lead && BODIES_OF_POSTS.ending_at(s, lead).is_some_and(|(_, section)| section == "part") {
        return None;
    }
    // `Bộ Chỉ huy`, `Công ty TNHH một thành viên`, `kỹ sư trưởng`
    let covered = |back: usize| {
        // `chính phủ Tổng thống Syria` is no `phủ Tổng thống`.
        let whole = || BODIES.ending_at(s, lead).is_none_or(|(body, _)| body <= back);
        let lists = [&BODIES, &HONORIFICS, &DOMAINS, &NO_OFFICES];
        longest_of(&lists, s, lead - back) >= back + len && whole()
    };
    if (1..=4.min(lead)).any(covered) {
        return None;
    }
    // `Đinh Công Sứ`: the given names of a person.
    let surnamed =
        start > 0 && SURNAMES.get(s.key(start - 1)) == Some("common") && s.tokens[start - 1].is_capital();
    if surnamed && s.tokens[start..start + len].iter().all(|token| token.shape == Shape::Capitalized) {
        return None;
    }
    // `HLV trưởng`, `công tố viên trưởng`: the end of another word.
    if len == 1 && s.tokens[start].shape == Shape::Lower && start > 0 && s.tokens[start - 1].is_capital() {
        return None;
    }
    let mut title_end = start + len;
    while let Some((len, section)) = TITLES.starting_at(s, title_end) {
        if section == "former" {
            status = Status::Former;
        }
        title_end += len;
    }
    let plural =
        lead > 0 && (s.is_any(lead - 1, &["các", "những", "hai", "ba", "bốn"]) || is_count(s, lead - 1));
    let mut words_end = title_end;
    // `Chủ tịch | HĐQT`, `Tổ trưởng | tổ dân phố`
    for at in (start + 2..title_end).filter(|_| class == Class::Body) {
        let ends = |list: &Lexicon| list.starting_at(s, at).is_some_and(|(len, _)| at + len >= title_end);
        let deputy = at > start + 2 && OFFICES.contains(s.phrase(start + 1..at));
        let head = deputy || OFFICES.contains(s.phrase(start..at)) || s.is_any(at - 1, &["viên"]);
        if head && (ends(&BODIES) || ends(&AREAS)) {
            words_end = at;
            break;
        }
    }
    // `Bộ trưởng Quốc phòng | Philippines`
    if class == Class::Direct
        && let Some((len, _)) = DOMAINS.starting_at(s, title_end)
        && s.tokens[title_end].is_capital()
        && BODIES.starting_at(s, title_end).is_none_or(|(body, _)| body < len)
    {
        words_end = title_end + len;
    }
    Some(Post { lead, start, title_end, words_end, class, status, plural })
}

/// Whether the words of an office stand at token `at`, whosever it is: `chức | Phó Chánh án`.
pub(super) fn begins(s: &Sentence, at: usize) -> bool {
    self::at(s, at).is_some() || head_at(s, at).is_some_and(|(len, _)| len > 1)
}

/// Whether token `at` is a number of persons: `gồm 3 Phó Chủ tịch`, but not `ngày 7/3`.
fn is_count(s: &Sentence, at: usize) -> bool {
    let token = &s.tokens[at];
    let named = s.is_one_of(at.saturating_sub(1), &["/", "-", "–", ".", ":", "số", "thứ", "khóa"])
        || AREAS.ending_at(s, at).is_some()
        || TIMES.ending_at(s, at).is_some();
    token.shape == Shape::Number && token.text.len() < 3 && !named
}

/// The office head at `at`, with a `phó` before it: its length and class.
#[inline]
fn head_at(s: &Sentence, at: usize) -> Option<(usize, Class)> {
    let may_begin = s.tokens.get(at).is_some_and(|token| OFFICES.begins_with(token.uses));
    if may_begin || s.is_any(at, DEPUTY) { read_head(s, at) } else { None }
}

/// The office head at `at`, where one may begin.
#[inline(never)]
fn read_head(s: &Sentence, at: usize) -> Option<(usize, Class)> {
    // `chức vụ | Phó Chủ tịch`
    if at > 0 && s.is_any(at, &["vụ"]) && s.is_any(at - 1, &["chức"]) {
        return None;
    }
    let plain = OFFICES.starting_at(s, at).and_then(|(len, section)| {
        let class = match section {
            "state" => Class::State,
            "direct" => Class::Direct,
            "aide" => Class::Aide,
            "served" => Class::Served,
            "short" if s.tokens[at].shape != Shape::Upper => return None,
            "short" => Class::Short,
            "part" => Class::Part,
            _ => Class::Body,
        };
        Some((len, class))
    });
    let deputy = s.is_any(at, DEPUTY).then(|| head_at(s, at + 1)).flatten();
    match (plain, deputy) {
        (Some((len, _)), Some((more, class))) if more + 1 > len => Some((more + 1, class)),
        (None, Some((len, class))) if class != Class::Short => Some((len + 1, class)),
        (plain, _) => plain,
    }
}
