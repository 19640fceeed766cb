//! Noun phrases and clauses, cut out of a sentence by the tags of its words.

use super::clause::{Tag, Tags};
use super::token::Sentence;
use crate::lexicon::{CLAUSES, MEASURES};
use std::ops::Range;

/// Tokens of a noun phrase.
pub(super) type Phrase = Range<usize>;

/// A tagged sentence.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'a> {
    pub sentence: &'a Sentence<'a>,
    pub tags: &'a Tags,
}

impl Phrases<'_> {
    fn tag(&self, at: usize) -> Option<Tag> {
        self.tags.get(at).copied()
    }

    /// Where the clause that runs up to token `end` begins.
    pub fn clause_start(&self, end: usize) -> usize {
        (0..end).rev().find(|&at| self.opens_clause(at, end)).map_or(0, |at| at + 1)
    }

    /// Whether a clause that runs up to `end` begins behind token `at`.
    fn opens_clause(&self, at: usize, end: usize) -> bool {
        match self.tags[at] {
            Tag::Open | Tag::Close | Tag::Break | Tag::Link | Tag::Report | Tag::Forecast | Tag::Figure => {
                true
            }
            Tag::Comma => !self.joins_list(at, end),
            // `A giảm 5% và B tăng`: a verb on the left makes it a joint of clauses.
            Tag::Join => self.has_verb_on_left(at),
            _ => false,
        }
    }

    /// Whether a verb that states a quantity, or a percentage, stands between token
    /// `at` and the mark before it.
    fn has_verb_on_left(&self, at: usize) -> bool {
        let mark = |tag: &&Tag| !matches!(tag, Tag::Break | Tag::Comma | Tag::Open | Tag::Link);
        let verb = |tag: &Tag| matches!(tag, Tag::Predicate | Tag::Figure) || *tag == Tag::Change;
        self.tags[..at].iter().rev().take_while(mark).any(verb)
    }

    /// Whether the comma at token `at` joins nouns: `nhà xưởng, kho bãi và đất`.
    fn joins_list(&self, at: usize, end: usize) -> bool {
        let mark = |tag: &Tag| {
            matches!(
                tag,
                Tag::Break | Tag::Comma | Tag::Open | Tag::Close | Tag::Figure | Tag::Link | Tag::Report
            )
        };
        let from = (0..at).rev().find(|&i| mark(&self.tags[i])).map_or(0, |i| i + 1);
        let nominal = |tag: &Tag| is_nominal(*tag) || matches!(tag, Tag::Verb | Tag::Join | Tag::Number);
        let right = &self.tags[at + 1..end];
        let behind_figure = from > 0 && self.tags[from - 1] == Tag::Figure;
        let list = !behind_figure && (right.contains(&Tag::Join) || self.tags[from] == Tag::Quantity);
        let first = right.iter().take_while(|&&tag| tag != Tag::Join).take(8);
        list && matches!(right.first(), Some(Tag::Noun | Tag::Quantity))
            && first
                .clone()
                .all(|tag| nominal(tag) || matches!(tag, Tag::Predicate | Tag::Auxiliary | Tag::Change))
            && at > from + 1
            && self.tags[from..at].iter().all(nominal)
    }

    /// The noun phrase at the front of a clause: from its first noun to its verb.
    /// Only the clause of a percentage's `own` verb may begin with a verb made noun
    /// (`huy động vốn tăng …`), or have its subject behind another verb.
    pub fn front(&self, clause: Range<usize>, own: bool) -> Option<Phrase> {
        let mut start = clause.start;
        while start < clause.end
            && matches!(self.tags[start], Tag::Time | Tag::Join | Tag::Inner | Tag::Stop | Tag::Quote)
        {
            start += 1;
        }
        let ends =
            |from: usize| (from..clause.end).find(|&at| self.ends_subject(from, at)).unwrap_or(clause.end);
        let mut end = ends(start);
        let verb = end < clause.end && self.tags[end] == Tag::Verb;
        // `nhà máy xây dựng kế hoạch sản xuất tăng …`: the quantity is the subject.
        let quantity = (end..clause.end).find(|&at| own && self.tags[at] == Tag::Quantity);
        if let Some(quantity) = quantity.filter(|&at| verb || ends(at) == clause.end) {
            (start, end) = (quantity, ends(quantity));
        }
        // `tiêu thụ 4.160 xe`: the count says what it is about.
        let counts = !own && self.tag(end) == Some(Tag::Number) && end < clause.end && end - start <= 2;
        if counts && self.object(clause.clone(), own).is_some() {
            return None;
        }
        if own && start == end && verb {
            end = clause.end;
        }
        self.trim(start..end)
    }

    /// Whether the subject that begins at token `start` ends before token `at`.
    fn ends_subject(&self, start: usize, at: usize) -> bool {
        match self.tags[at] {
            Tag::Auxiliary | Tag::Stop | Tag::Compare | Tag::Report | Tag::Forecast | Tag::Predicate => true,
            Tag::Number => self.counts(at),
            Tag::Change => at == start || !self.is_after_rate(at),
            Tag::Verb => self.tags[start] != Tag::Quantity,
            _ => false,
        }
    }

    /// Whether the number at token `at` counts or measures, and is no name (`FTSE 250`).
    fn counts(&self, at: usize) -> bool {
        let measured = MEASURES.contains(self.sentence.key(at + 1)) || self.tag(at + 1) == Some(Tag::Number);
        let named = matches!(self.tag(at + 1), Some(Tag::Noun | Tag::Quantity | Tag::Inner));
        let capital = at > 0 && self.sentence.tokens[at - 1].is_capital();
        measured || !(named || capital)
    }

    /// Whether the word of token `at` follows a noun that makes a noun of it: `tốc độ tăng`.
    fn is_after_rate(&self, at: usize) -> bool {
        let head = CLAUSES.ending_at(self.sentence, self.tags.word(at));
        head.is_some_and(|(_, section)| section == "rate")
    }

    /// Whether the word of token `at` follows a noun that names a quantity: `tổng vốn sử dụng`.
    fn is_after_quantity(&self, at: usize) -> bool {
        self.tags.word(at).checked_sub(1).is_some_and(|before| self.tags[before] == Tag::Quantity)
    }

    /// What a clause without a subject is about: `đạt yêu cầu là …` is about its
    /// object, and so is `đã bán 4.428 xe` before `, tăng …`.
    pub fn object(&self, clause: Range<usize>, own: bool) -> Option<Phrase> {
        let verb =
            |tag: Tag| if own { matches!(tag, Tag::Predicate | Tag::Change) } else { tag == Tag::Number };
        let last = clause.clone().rev().find(|&at| verb(self.tags[at]))?;
        let start = self.measure_end(last + 1..clause.end);
        let end = (start..clause.end).find(|&at| !is_nominal(self.tags[at])).unwrap_or(clause.end);
        self.trim(start..end)
    }

    /// The token behind the words of measure in front of `range`: `tỷ USD/thùng`.
    fn measure_end(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        while at < range.end && MEASURES.contains(self.sentence.key(at)) {
            at += 1;
            if self.sentence.is(at, "/") {
                at = (at + 2).min(range.end);
            }
        }
        at
    }

    /// The phrases of a clause that name quantities: `doanh thu 5 tỷ và lợi nhuận 2 tỷ`.
    pub fn quantities(&self, clause: Range<usize>) -> Vec<Phrase> {
        let mark = |&at: &usize| matches!(self.tags[at], Tag::Break | Tag::Comma | Tag::Open | Tag::Figure);
        let start = (0..clause.start).rev().find(mark).map_or(0, |at| at + 1);
        let mut phrases: Vec<Phrase> = Vec::new();
        for at in start..clause.end {
            let inside = phrases.last().is_some_and(|last| at < last.end);
            if self.tags[at] == Tag::Quantity && !inside {
                phrases.extend(self.after(at, false));
            }
        }
        phrases
    }

    /// `phrase` without the joints and times at its ends; none where nothing is left.
    pub fn trim(&self, phrase: Phrase) -> Option<Phrase> {
        let loose = |tag: Tag| {
            let joint =
                matches!(tag, Tag::Join | Tag::Inner | Tag::Comma | Tag::Break | Tag::Link | Tag::Quote);
            joint || matches!(tag, Tag::Time | Tag::Stop | Tag::Auxiliary)
        };
        let Range { mut start, mut end } = phrase;
        while start < end && loose(self.tags[start]) {
            start += 1;
        }
        while start < end && loose(self.tags[end - 1]) {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// The noun phrase that ends right before token `end`.
    pub fn before(&self, end: usize) -> Option<Phrase> {
        let nominal = |tag: Tag| is_nominal(tag) || tag == Tag::Time;
        let start = (0..end).rev().find(|&at| !nominal(self.tags[at])).map_or(0, |at| at + 1);
        // `tỉ lệ thất nghiệp ở mức cao`
        if start > 1 && self.sentence.is(start - 2, "ở") && self.sentence.is(start - 1, "mức") {
            return self.before(start - 2);
        }
        // Verbs belong to a phrase that names a quantity: `lãi suất trúng thầu`.
        let made_noun = |at: usize| match self.tags[at] {
            Tag::Verb => true,
            Tag::Change => self.is_after_rate(at),
            tag => nominal(tag),
        };
        let wide = (0..start).rev().take_while(|&at| made_noun(at));
        let quantity = wide.filter(|&at| self.tags[at] == Tag::Quantity).last();
        let own = (start..end).find(|&at| self.tags[at] == Tag::Quantity);
        self.trim(quantity.or(own).unwrap_or(start)..end)
    }

    /// The noun phrase that begins at token `from`; `open` where no verb stands
    /// before it, so that a verb behind it is its own.
    pub fn after(&self, from: usize, open: bool) -> Option<Phrase> {
        let mut end =
            (from..self.tags.len()).find(|&at| !self.continues(from, at, open)).unwrap_or(self.tags.len());
        while end > from && matches!(self.tags[end - 1], Tag::Join | Tag::Inner | Tag::Comma | Tag::Quote) {
            end -= 1;
        }
        (end > from).then_some(from..end)
    }

    /// Whether token `at` belongs to the noun phrase that began at token `from`.
    fn continues(&self, from: usize, at: usize, open: bool) -> bool {
        let noun = |i: usize| matches!(self.tag(i), Some(Tag::Noun | Tag::Quantity));
        match self.tags[at] {
            Tag::Noun | Tag::Quantity | Tag::Time => true,
            Tag::Inner => at > from && (at + 1..at + 3).any(noun) && !self.sentence.is(at, "đối"),
            Tag::Number => at == from || noun(at + 1),
            Tag::Join => at > from && noun(at + 1) && self.joins_right(at, open),
            // `cán bộ, viên chức của đơn vị có mặt`
            Tag::Comma => open && noun(at + 1) && self.has_verb_on_right(at),
            // `tổng vốn sử dụng`, but `70% hiệu quả đến từ …`
            Tag::Verb => {
                let counted = !open || self.sentence.is(from, "số");
                self.tags.word(at) == from || (counted && self.is_after_quantity(at))
            }
            Tag::Change | Tag::Predicate => self.tags.word(at) == from || self.is_after_rate(at),
            _ => false,
        }
    }

    /// Whether the joint at token `at` joins what follows to the noun phrase before
    /// it, and does not begin a clause or another percentage's phrase.
    fn joins_right(&self, at: usize, open: bool) -> bool {
        match self.first_after_phrase(at) {
            Some(Tag::Verb | Tag::Predicate | Tag::Change | Tag::Auxiliary) => open,
            Some(Tag::Figure | Tag::Link | Tag::Open) => false,
            _ => true,
        }
    }

    /// Whether a verb follows the noun phrase behind token `at`.
    fn has_verb_on_right(&self, at: usize) -> bool {
        let next = self.first_after_phrase(at);
        matches!(next, Some(Tag::Verb | Tag::Predicate | Tag::Change | Tag::Auxiliary))
    }

    /// The first tag behind the noun phrase that follows token `at`.
    fn first_after_phrase(&self, at: usize) -> Option<Tag> {
        let nominal = |tag: Tag| is_nominal(tag) || matches!(tag, Tag::Time | Tag::Join | Tag::Number);
        self.tags[at + 1..].iter().copied().find(|&tag| !nominal(tag))
    }

    /// Whether the noun phrase that begins at token `from`, or the place itself, is
    /// followed by a verb.
    pub fn is_followed_by_verb(&self, from: usize) -> bool {
        let next = self.tags[from..].iter().find(|&&tag| !is_nominal(tag) && tag != Tag::Time);
        let verbs = [Tag::Verb, Tag::Predicate, Tag::Change, Tag::Auxiliary, Tag::Report, Tag::Forecast];
        next.is_some_and(|tag| verbs.contains(tag))
    }

    /// The members of a phrase that is a list.
    pub fn parts(&self, phrase: &Phrase) -> Vec<Phrase> {
        let joints = phrase.clone().filter(|&at| matches!(self.tags[at], Tag::Join | Tag::Comma));
        let mut start = phrase.start;
        let mut parts = Vec::new();
        for joint in joints.chain([phrase.end]) {
            if joint > start {
                parts.push(start..joint);
            }
            start = joint + 1;
        }
        parts
    }

    /// The bracket that closes the one at token `open`, or the last token.
    pub fn close(&self, open: usize) -> usize {
        (open..self.tags.len()).find(|&at| self.tags[at] == Tag::Close).unwrap_or(self.tags.len() - 1)
    }

    /// The bracket that is closed at token `close`, or the first token.
    pub fn open(&self, close: usize) -> usize {
        (0..close).rev().find(|&at| self.tags[at] == Tag::Open).unwrap_or(0)
    }
}

/// Whether a noun phrase may hold a word of this tag in its middle.
fn is_nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Quote)
}
