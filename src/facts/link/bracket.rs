//! What a percentage in brackets is about: what stands before the bracket.

use super::{Links, Reader};
use crate::facts::clause::Tag;
use crate::facts::phrase::Phrase;
use crate::lexicon::MEASURES;

impl Reader<'_> {
    /// `tăng 3 vụ (60%)`: what a change before the bracket counts.
    pub(super) fn counted_before(&self, index: usize) -> Option<Phrase> {
        let count = self.leads[index].verb.as_ref()?.end;
        let open = self.figures[index].tokens.start.checked_sub(1)?;
        let counts = self.tags.get(count) == Some(&Tag::Number) && self.tags[open] == Tag::Open;
        let noun = count + 1..open;
        let named = counts && !noun.is_empty() && !MEASURES.contains(self.sentence.key(noun.start));
        named.then(|| self.phrases.trim(noun))?
    }

    /// `Lê Văn An (23%)`: a percentage alone in brackets.
    pub(super) fn before_bracket(&self, index: usize, links: &Links) -> Option<Phrase> {
        // `đồ gốm (chiếm 40% doanh thu)`
        let open = self.bracket_before(index).filter(|_| self.may_be_share(index) || self.is_level(index))?;
        // `(100% vốn nước ngoài)`, `(100% diện tích đã có nước)`
        let behind = self.behind(index);
        if self.leads[index].verb.is_none() && self.is_capital_of(index) {
            return None;
        }
        let counts = matches!(self.tags.get(behind), Some(Tag::Noun | Tag::Quantity));
        if self.leads[index].verb.is_none() && counts && self.phrases.is_followed_by_verb(behind) {
            return None;
        }
        // `300 người dự họp trên tổng số 400 người (75%)`
        if let Some(whole) = self.out_of(index) {
            return self.counted_with_verb(whole.start - 1).or_else(|| self.phrases.before(whole.start - 1));
        }
        if let Some(counted) = self.counted_with_verb(open) {
            return Some(counted);
        }
        // `gần một nửa (48%) kêu khó`
        let phrase = self.phrases.before(open).filter(|phrase| !self.sentence.is(phrase.end - 1, "nửa"))?;
        // `giảm nhẹ so với năm 2015 (11,5%)`
        let mut compared = (0..phrase.end).rev().take_while(|&at| self.tags[at] != Tag::Figure);
        if index > 0 && compared.any(|at| self.tags[at] == Tag::Compare) {
            return links.subjects[index - 1].clone();
        }
        let measure = MEASURES.contains(self.sentence.key(phrase.start));
        let same_time = self.sentence.is(phrase.start, "cùng");
        // `giá 2 tỷ đồng thuế trước bạ (12%)`
        let counted = measure && phrase.start > 0 && self.tags[phrase.start - 1] == Tag::Number;
        let behind = phrase.start + 1;
        if counted && behind < phrase.end && self.tags[behind] == Tag::Quantity {
            return Some(behind..phrase.end);
        }
        // `thấp hơn cùng kỳ (4%)`
        let outdone = same_time && phrase.start > 0 && self.tags[phrase.start - 1] == Tag::Change;
        if outdone && index > 0 {
            return links.subjects[index - 1].clone();
        }
        // `tỷ lệ này đạt cao (89%)`
        let high = phrase.len() == 1 && self.sentence.is_one_of(phrase.start, &["cao", "thấp", "lớn"]);
        if high || same_time || (measure && (phrase.len() == 1 || self.tags[phrase.start] == Tag::Noun)) {
            return Some(self.subject_before(open, links)?.0);
        }
        // `các hãng như Hải Âu (30%), Sơn Ca (20%)`
        let example = phrase.clone().rev().find(|&at| self.sentence.is(at, "như"));
        Some(example.map_or(phrase.start, |at| at + 1)..phrase.end)
    }

    /// `85 hộ tham gia bỏ phiếu (90%)`: what is counted before the bracket at token
    /// `open`, with the verb that says what it does.
    pub(super) fn counted_with_verb(&self, open: usize) -> Option<Phrase> {
        let inside = |at: &usize| {
            matches!(self.tags[*at], Tag::Noun | Tag::Quantity | Tag::Verb | Tag::Inner | Tag::Auxiliary)
                || self.sentence.is_one_of(*at, &["có", "là", "đạt", "vào"])
                // `trẻ 5 tuổi`, `vào lớp 1`
                || self.tags[*at] == Tag::Number
                    && (self.sentence.is(at + 1, "tuổi") || *at > 0 && self.sentence.is(at - 1, "lớp"))
        };
        let start = (0..open).rev().take_while(inside).last()?;
        let count = start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Number)?;
        let does =
            |at: usize| self.tags[at] == Tag::Verb || self.sentence.is_one_of(at, &["có", "là", "đạt"]);
        let verb = (start + 1..open).any(does);
        let noun = self.tags[start] == Tag::Noun && !MEASURES.contains(self.sentence.key(start));
        let part = count > 0 && !self.sentence.is(count - 1, "số");
        (verb && noun && part).then_some(start..open)
    }
}
