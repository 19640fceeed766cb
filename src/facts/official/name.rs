//! Names: which runs of capitalised words are persons, and how well formed.

use super::super::token::{Sentence, Shape, Token};
use super::post;
use crate::lexicon::{
    AREAS, BODIES, CLAUSES, DOMAINS, FOREIGN_GIVEN, GIVEN, HONORIFICS, Lexicon, NOT_NAMES, ORGANIZATIONS,
    PARTICLES, PLACES, SURNAMES, longest_of,
};
use crate::text::is_syllable;
use std::ops::Range;

/// What the first word of a name says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A Vietnamese surname.
    Surname,
    /// A known given name of a person abroad, or one of a Vietnamese.
    Known,
    /// No Vietnamese syllable.
    Foreign,
    /// None of these.
    Plain,
}

/// A name in a sentence, with what it is worth as one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub start: usize,
    pub end: usize,
    /// Forms of address, degrees and ranks right before it.
    pub honorific: Option<Range<usize>>,
    pub score: f32,
}

impl Name {
    /// What its first word says about it.
    pub fn form(&self, s: &Sentence) -> Form {
        let Name { start, end, .. } = *self;
        let vietnamese = s.tokens[start..end].iter().all(Token::is_syllable);
        match SURNAMES.get(s.key(start)) {
            Some("common" | "rare") if vietnamese => Form::Surname,
            Some(_) if vietnamese && s.is_any(start + 1, MIDDLE) => Form::Surname,
            // `Tao Thị Én`
            _ if vietnamese && end > start + 2 && s.is_any(start + 1, MIDDLE) => Form::Surname,
            // `Y Blăk Niê Kđăm`
            Some(_) if !vietnamese && end > start + 2 => Form::Surname,
            _ if vietnamese && end == start + 1 && GIVEN.contains(s.key(start)) => Form::Known,
            _ if FOREIGN_GIVEN.contains(s.key(start)) => Form::Known,
            _ if !vietnamese => Form::Foreign,
            _ => Form::Plain,
        }
    }

    /// Whether it is one word in upper case, or with upper case inside.
    pub fn is_abbreviation(&self, s: &Sentence) -> bool {
        let first = &s.tokens[self.start];
        self.end == self.start + 1 && (first.has_hump() || first.shape == Shape::Upper)
    }

    pub fn tokens(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the name needs no other evidence.
    pub fn is_sure(&self) -> bool {
        self.honorific.is_some() || self.score > SURE
    }

    /// Whether the name has more than one part, or a form of address.
    pub fn is_full(&self) -> bool {
        self.end - self.start > 1 || self.honorific.is_some()
    }
}

/// Score above which a run of capitals is taken for a name at all.
pub(super) const PLAUSIBLE: f32 = 0.9;

/// Score above which a name needs no other evidence: a surname with given names.
pub(super) const SURE: f32 = 3.4;

/// More than any name scores without a form of address.
const MOST: f32 = 6.1;

/// What a form of address before a name adds to its score.
const ADDRESSED: f32 = 2.0;

/// What a name loses that is but the front of a run of capitals.
const CUT: f32 = 1.8;

/// Middle syllables that a name never ends in.
pub(super) const MIDDLE: &[&str] = &["văn", "thị"];

/// Words of the longest name.
pub(super) const LONGEST: usize = 10;

/// The end of the run of capitalised words at `start` that may be one name.
fn run_end(s: &Sentence, start: usize) -> usize {
    let mut at = start;
    while let Some(token) = s.tokens.get(at) {
        if token.is_name_word() {
            if at > start && cuts(s, at, start) && !s.is_any(at - 1, MIDDLE) {
                break;
            }
            at += 1;
        } else if PARTICLES.contains(s.key(at))
            && leads_to_capital(s, at)
            && (at == start || PARTICLES.contains(s.key(at - 1)) || !s.tokens[at - 1].is_syllable())
        {
            at += 1;
        } else {
            break;
        }
        if at - start == LONGEST {
            break;
        }
    }
    at
}

/// Whether a capital stands behind the particles from token `at` on: `von der Leyen`.
fn leads_to_capital(s: &Sentence, at: usize) -> bool {
    let word = (at..s.len()).find(|&i| !PARTICLES.contains(s.key(i)));
    word.is_some_and(|word| s.tokens[word].is_capital())
}

/// Whether the capitalised word at `at` begins something new.
fn cuts(s: &Sentence, at: usize, start: usize) -> bool {
    let surname = || SURNAMES.get(s.key(start));
    let capitalized = s.tokens[at].shape == Shape::Capitalized;
    // `Hoàng Huy Được (Ba Vì)`, `Hoàng Huy Được cho biết`: with a mark or such a verb behind it
    // the word begins nothing.
    let reports = || CLAUSES.starting_at(s, at + 1).is_some_and(|(_, section)| section == "report");
    let ends = || s.is_one_of(at + 1, &["(", ")", ",", "-", "–"]) || reports();
    // A noun may still be the third syllable of a name, `Vũ Ngọc Bão`, and any word the second:
    // `Huỳnh Bài`, `Lê Bộ Lĩnh`.
    let is_given = |section: &str| {
        let alone = || BODIES.starting_at(s, at).is_none_or(|(len, _)| len == 1);
        let here = match at - start {
            1 => alone(),
            2 | 3 => ends(),
            _ => false,
        };
        SURNAMES.contains(s.key(at))
            || capitalized && here && surname() == Some("common")
            || section == "soft" && at - start <= 2 && surname().is_some()
    };
    let upper = s.tokens[at].shape == Shape::Upper && s.tokens[start].shape != Shape::Upper;
    NOT_NAMES
        .starting_at(s, at)
        .is_some_and(|(len, section)| if len > 1 { !is_titled(s, at, len) } else { !is_given(section) })
        || post::at(s, at).is_some()
        || HONORIFICS
            .starting_at(s, at)
            .is_some_and(|(len, _)| if len > 1 { !is_titled(s, at, len) } else { !GIVEN.contains(s.key(at)) })
        || upper && BODIES.starting_at(s, at).is_some()
}

/// Whether each of the `len` words from `at` on begins in upper case, as in a name:
/// `Hạnh Phúc`, and not `Hạnh phúc`.
fn is_titled(s: &Sentence, at: usize, len: usize) -> bool {
    s.tokens[at..at + len].iter().all(|token| token.shape == Shape::Capitalized)
}

/// Whether the mark at `at` stands between two titles of one person: `Tiến sĩ, bác sĩ`,
/// but not in `trả lời phóng viên, ông A`.
fn joins_titles(s: &Sentence, at: usize) -> bool {
    s.is_any(at, &[",", "-", "–", "."])
        && HONORIFICS.ending_at(s, at).is_some_and(|(_, section)| matches!(section, "degree" | "rank"))
        && HONORIFICS.starting_at(s, at + 1).is_some()
}

/// The forms of address at `start`: the token after the last one.
fn honorifics_end(s: &Sentence, start: usize) -> usize {
    let mut at = start;
    while let Some((len, _)) = HONORIFICS.starting_at(s, at) {
        // `Ông Thị Lệ`: a surname
        let surname = s.is_any(at + len, MIDDLE);
        // `Tổ giúp việc Lê Văn A`: a field
        let field = DOMAINS.starting_at(s, at).is_some_and(|(field, _)| field >= len);
        if surname || field {
            break;
        }
        at += len;
        if joins_titles(s, at) {
            at += 1;
        }
    }
    at
}

/// The readings of a run of words as a name, the longest first.
pub(super) struct Candidates<'s> {
    s: &'s Sentence<'s>,
    start: usize,
    /// The end of the run.
    longest: usize,
    /// The end of the next reading.
    end: usize,
    honorific: Option<Range<usize>>,
    phrases: Phrases,
}

impl Candidates<'_> {
    /// The next reading. Those that are not worth so much may be left out.
    pub fn next(&mut self, worth: f32) -> Option<Name> {
        let added = if self.honorific.is_some() { ADDRESSED } else { 0.0 };
        while self.end > self.start {
            let (end, whole) = (self.end, self.end == self.longest);
            if !whole && MOST - CUT + added < worth {
                return None;
            }
            self.end -= 1;
            if let Some(score) = score(self.s, self.start, end, whole, &self.phrases) {
                let honorific = self.honorific.clone();
                return Some(Name { start: self.start, end, honorific, score: score + added });
            }
        }
        None
    }
}

/// The readings of the tokens from `at` on as a name, forms of address before it; none where
/// no name is there that is worth so much.
pub(super) fn candidates<'s>(s: &'s Sentence, at: usize, worth: f32) -> Option<Candidates<'s>> {
    let addressed = honorifics_end(s, at);
    // After an office `Anh` is the country, after a district `Hai Bà Trưng` its name.
    let is_place = || {
        let capital = s.tokens[at].is_capital() && s.tokens[at - 1].is_word();
        capital && PLACES.starting_at(s, at).is_some()
    };
    let start = if addressed > at && at > 0 && is_place() { at } else { addressed };
    let honorific = (start > at).then_some(at..start);
    if honorific.is_none() && MOST < worth {
        return None;
    }
    let first = s.tokens.get(start)?;
    let particle =
        || PARTICLES.contains(s.key(start)) && s.tokens.get(start + 1).is_some_and(Token::is_capital);
    let opener =
        || NOT_NAMES.starting_at(s, start).is_some_and(|(len, _)| len == 1 || !is_titled(s, start, len));
    if !(first.is_name_word() || particle()) || opener() || post::begins(s, start) {
        return None;
    }
    let longest = run_end(s, start);
    let phrases = Phrases::starting_in(s, start..longest);
    Some(Candidates { s, start, longest, end: longest, honorific, phrases })
}

/// The best name that begins at `at`, forms of address included; of two as good, the shorter.
pub(super) fn starting_at(s: &Sentence, at: usize) -> Option<Name> {
    let mut names = candidates(s, at, PLAUSIBLE)?;
    let mut best: Option<Name> = None;
    while let Some(name) = names.next(best.as_ref().map_or(PLAUSIBLE, |best| best.score)) {
        if name.score > PLAUSIBLE && best.as_ref().is_none_or(|best| name.score >= best.score) {
            best = Some(name);
        }
    }
    best
}

/// The best name that ends right before `end`.
pub(super) fn ending_at(s: &Sentence, end: usize) -> Option<Name> {
    let mut first = end;
    while first > 0 && end - first < 7 {
        let token = &s.tokens[first - 1];
        let particle = PARTICLES.contains(s.key(first - 1)) && first < end;
        if !token.is_name_word() && !particle {
            break;
        }
        first -= 1;
    }
    let phrases = Phrases::starting_in(s, first..end);
    let mut best: Option<Name> = None;
    for start in first..end {
        let honorific = honorific_before(s, start);
        let titled = || HONORIFICS.starting_at(s, start).is_some() && !s.is_any(start + 1, MIDDLE);
        let bare = start == 0 || !s.tokens[start - 1].is_capital();
        // `sân bay Tân Sơn Nhất, Bí thư …`: no end of a longer name.
        let known = [&PLACES, &BODIES, &ORGANIZATIONS, &AREAS, &NOT_NAMES];
        let cut = || !bare && known.iter().all(|list| list.ending_at(s, start).is_none());
        if honorific.is_none() && (end - start == 1 || titled() || cut()) || run_end(s, start) < end {
            continue;
        }
        let Some(mut score) = score(s, start, end, true, &phrases) else { continue };
        if honorific.is_some() {
            score += ADDRESSED;
        } else if !bare {
            score -= 1.0;
        }
        if score > PLAUSIBLE && best.as_ref().is_none_or(|top| score > top.score) {
            best = Some(Name { start, end, honorific, score });
        }
    }
    best
}

/// The forms of address that end right before `end`.
fn honorific_before(s: &Sentence, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    while let Some((len, _)) = HONORIFICS.ending_at(s, start) {
        start -= len;
        if start > 0 && joins_titles(s, start - 1) {
            start -= 1;
        }
    }
    (start < end).then_some(start..end)
}

/// Whether the word is a number in Roman letters: `Elizabeth II`.
fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Whether some words of `start..end` are abbreviations beside others that are none, or one is
/// that of a body or an area.
fn is_abbreviated(s: &Sentence, start: usize, end: usize) -> bool {
    let upper = || (start..end).filter(|&at| s.tokens[at].shape == Shape::Upper);
    let is_other = |text: &str| text.contains('.') || is_roman(text);
    let count = upper().filter(|&at| !is_other(s.tokens[at].text)).count();
    let is_body = |at| BODIES.contains(s.key(at)) || AREAS.contains(s.key(at));
    count > 0 && count < end - start || upper().any(is_body)
}

/// Whether a phrase of the lists begins at `start` with an abbreviation, or goes
/// on past `end`: `UB Trung ương`, `Hội Sinh viên`.
fn inside_phrase(s: &Sentence, start: usize, end: usize, phrases: &Phrases) -> bool {
    // `Trường Phổ thông`, `UBND Quảng`
    let is_body = |(len, section): (usize, &str)| {
        let word = len > 1 || section != "whole" || s.tokens[start].shape == Shape::Upper;
        start + len > end || word && !SURNAMES.contains(s.key(start))
    };
    (start..end).any(|at| at + phrases.len(at) > end)
        || phrases.len(start) > 0 && BODIES.starting_at(s, start).is_some_and(is_body)
}

/// How long the phrases of the lists are that begin in a run of tokens, which is asked for each
/// name in it.
struct Phrases {
    first: usize,
    /// The length of the longest phrase that begins at each token.
    lens: [u8; LONGEST],
}

impl Phrases {
    /// Those that begin in `run`, of no more tokens than a name has.
    fn starting_in(s: &Sentence, run: Range<usize>) -> Self {
        let mut phrases = Phrases { first: run.start, lens: [0; LONGEST] };
        for (at, len) in run.zip(&mut phrases.lens) {
            let lists = [&BODIES, &DOMAINS, &NOT_NAMES, &AREAS, &PLACES, &ORGANIZATIONS];
            *len = longest_of(&lists, s, at) as u8;
        }
        phrases
    }

    fn len(&self, at: usize) -> usize {
        self.lens[at - self.first].into()
    }
}

/// How well `start..end` reads as a person's name; `None` where it cannot be one.
/// `whole` says that the run of capitals ends there.
fn score(s: &Sentence, start: usize, end: usize, whole: bool, phrases: &Phrases) -> Option<f32> {
    let len = end - start;
    let tokens = &s.tokens[start..end];
    if !whole && s.tokens.get(end).is_some_and(|next| !next.is_name_word()) {
        return None;
    }
    if !tokens[len - 1].is_name_word() || tokens.iter().any(Token::has_digit) {
        return None;
    }
    let is_whole = |list: &Lexicon| list.contains(s.phrase(start..end));
    if phrases.len(start) == len && [&PLACES, &ORGANIZATIONS, &BODIES].into_iter().any(is_whole)
        || inside_phrase(s, start, end, phrases)
    {
        return None;
    }
    // `giám đốc Ferry Bridge Group`
    if NOT_NAMES.starting_at(s, end).is_some_and(|(_, section)| section == "firm") {
        return None;
    }
    // `Đội trưởng TTGT Q.Ninh Kiều`: the kind of an area.
    let kinds = ["Q.", "H.", "P.", "X.", "TX.", "TP."];
    if kinds.iter().any(|kind| tokens[0].text.strip_prefix(kind).is_some_and(is_syllable)) {
        return None;
    }
    if tokens.iter().any(|token| token.shape == Shape::Upper) && is_abbreviated(s, start, end) {
        return None;
    }
    // `Vịnh Hạ Long`, but `Nguyễn Thái Bình`
    let surname = SURNAMES.get(s.key(start));
    let is_place = |at| PLACES.starting_at(s, at).is_some_and(|(len, _)| len > 1);
    if surname.is_none() && (start + 1..end).any(|at| phrases.len(at) > 1 && is_place(at)) {
        return None;
    }
    let vietnamese = tokens.iter().all(Token::is_syllable);
    let mut score = if vietnamese {
        let surname = match surname {
            _ if s.is_any(start + 1, MIDDLE) && len > 2 => 3.0,
            Some("common") => 3.0,
            Some("word") => 0.8,
            Some(_) => 2.0,
            None => 0.5,
        };
        let length = [0.0, -1.0, 0.7, 1.5, 1.2, -0.2, -3.0, -5.0, -5.0][len.min(8)];
        let given = (start + 1..end).filter(|&i| GIVEN.contains(s.key(i))).count() as f32;
        let inner = (start + 1..end - 1).filter(|&i| SURNAMES.get(s.key(i)) == Some("common")).count() as f32;
        if s.is_any(end - 1, MIDDLE) {
            return None;
        }
        if len == 1 { 1.0 } else { surname + length + 0.8 * given / (len - 1) as f32 - 0.6 * inner }
    } else {
        let minority = surname.is_some();
        // `Ursula von der Leyen` has two parts.
        let parts = (start..end).filter(|&at| !PARTICLES.contains(s.key(at))).count();
        let length = if minority {
            [0.0, -0.7, 1.0, 1.3, 1.5, 1.0, -0.5, -2.0, -3.0]
        } else {
            [0.0, -0.7, 1.0, 0.8, 0.3, 0.0, -0.5, -2.0, -3.0]
        }[parts.min(8)];
        let known = if FOREIGN_GIVEN.contains(s.key(start)) { 1.0 } else { 0.0 };
        2.0 + length + known + if minority { 1.5 } else { 0.0 }
    };
    if !whole {
        score -= CUT;
    }
    if phrases.len(start) > 0 {
        if ORGANIZATIONS.starting_at(s, start).is_some_and(|(organization, _)| organization < len) {
            score -= 2.0;
        }
        score -= match PLACES.starting_at(s, start) {
            Some((place, _)) if place >= len => 0.0,
            Some((1, section)) if section != "country" => 0.5,
            Some(_) => 3.0,
            None => 0.0,
        };
    }
    debug_assert!(score < MOST);
    Some(score)
}
