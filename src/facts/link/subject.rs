//! What a percentage is about: the noun phrase whose quantity it states.

use super::{Links, Reader};
use crate::facts::clause::Tag;
use crate::facts::phrase::Phrase;
use crate::lexicon::TRENDS;

impl Reader<'_> {
    /// What percentage `index`, which is of or compared with `base`, is about.
    pub(super) fn subject(&self, index: usize, links: &Links, base: Option<&Phrase>) -> Option<Phrase> {
        let lead = &self.leads[index];
        let has_base = base.is_some();
        if let Some(holder) = self.holder_after(index) {
            return Some(holder);
        }
        // `49% còn lại thuộc về Hải Âu`
        let past =
            base.filter(|base| base.start == self.behind(index)).map_or(self.behind(index), |base| base.end);
        if lead.trend.is_none() && self.sentence.is(past, "thuộc") && self.sentence.is(past + 1, "về") {
            return self.phrases.after(past + 2, false);
        }
        // `10% còn lại là đất`, but `Huế chiếm 45% còn lại`
        let holds = lead.after.is_none() && self.is_stated_share(index);
        if self.is_rest(index) && !holds {
            return self.share_of_rest(index, has_base);
        }
        if self.part_before(index).is_some() || self.is_waived(index) {
            return None;
        }
        if let Some(rated) = self.content_behind(index).or_else(|| self.rated_behind(index)) {
            return Some(rated);
        }
        if let Some(owner) = self.owner_of_change(index) {
            return Some(owner);
        }
        if self.ends_change(index) {
            return links.subjects[index - 1].clone();
        }
        if let Some(before) = lead.after {
            if self.is_existential(index, has_base) {
                return None;
            }
            let first = self.first_of_group(index);
            // `tăng 28% số lượt người, 72% số vụ`
            let own = || self.phrases.after(self.behind(index), false);
            if self.changed_behind(first).is_some()
                && let Some(quantity) = own().filter(|own| self.tags[own.start] == Tag::Quantity)
            {
                return Some(quantity);
            }
            let shared = self.leads[first].verb.is_some().then(|| self.stated(first, index, links)).flatten();
            return shared.or_else(|| links.subjects[before].clone());
        }
        if let Some(phrase) = self.counted_before(index).or_else(|| self.before_bracket(index, links)) {
            return Some(phrase);
        }
        if let Some(counted) = self.bracket_before(index).and_then(|open| self.counted_with_verb(open)) {
            return Some(counted);
        }
        if lead.verb.is_none() {
            return self.adjacent(index, links, base);
        }
        if index > 0 && self.is_compared(index) {
            return links.subjects[index - 1].clone();
        }
        if let Some(rate) = self.changed_behind(index) {
            return Some(rate);
        }
        // `chiếm đến 90% là cam`
        let verb = lead.verb.clone().filter(|verb| self.sentence.is_any(verb.start, &["chiếm"]));
        let first = verb.is_some_and(|verb| {
            let opens = |tag: &Tag| matches!(tag, Tag::Link | Tag::Comma | Tag::Auxiliary | Tag::Time);
            self.tags[..verb.start].iter().all(opens)
                || self.tags[verb.start - 1] == Tag::Break
                    && self.phrases.clause_start(verb.start) == verb.start
        });
        if let Some(share) = self.share_of_rest(index, has_base).filter(|_| first) {
            return Some(share);
        }
        if self.is_existential(index, has_base) || self.is_object(index, has_base) {
            return self.share_of_rest(index, has_base);
        }
        self.stated(index, index, links)
    }

    /// `trong đó có 20% là bùn`, `10% còn lại là tâm lý`: what a share is that nothing says the
    /// whole of.
    fn share_of_rest(&self, index: usize, has_base: bool) -> Option<Phrase> {
        let is = self.behind(index);
        let free = !has_base && self.sentence.is(is, "là") && self.leads[index].trend.is_none();
        free.then(|| self.phrases.after(is + 1, false))?
    }

    /// What a percentage is about where no rule tells. Only one that counts what stands
    /// behind it is about nothing; of any other the best reading is the change where it
    /// is a noun (`đề xuất mức tăng 2%`), then the nearest quantity named since the
    /// percentage before it, then the subject of that one.
    pub(super) fn last_resort(&self, index: usize, links: &Links) -> Option<Phrase> {
        let behind = self.behind(index);
        let noun = matches!(self.tags.get(behind), Some(Tag::Noun | Tag::Quantity | Tag::Inner));
        let lead = &self.leads[index];
        let change = || lead.verb.clone().filter(|verb| self.tags[verb.start] == Tag::Quantity);
        if self.is_waived(index) {
            return None;
        }
        if self.is_rest(index) || self.phrases.is_followed_by_verb(behind) {
            return change().filter(|_| lead.trend.is_some());
        }
        // `đề xuất tăng lương 13%`
        let object = lead.verb.clone().map(|verb| verb.end - 1..verb.end);
        if let Some(object) = object.filter(|object| self.sentence.is_one_of(object.start, &["lương", "giá"]))
        {
            return Some(object);
        }
        if noun {
            let first = self.phrases.clause_start(lead.start);
            let with = first == lead.start && first > 0 && self.sentence.is_any(first - 1, &["với"]);
            let opens = first < 2 || matches!(self.tags[first - 2], Tag::Comma | Tag::Link);
            let verb = lead.verb.clone().is_some_and(|verb| !self.sentence.is(verb.end - 1, "có"));
            let holds = lead.trend.is_none() && (with && opens || verb);
            return (index == 0 && holds).then(|| self.named_behind(index))?;
        }
        if let Some(change) = change() {
            return Some(change);
        }
        let mut end = Some(lead.start);
        while let Some(to) = end {
            let start = self.phrases.clause_start(to);
            // What stands right behind a percentage belongs to it.
            end = start.checked_sub(1);
            if end.is_some_and(|mark| self.tags[mark] == Tag::Figure) {
                break;
            }
            let front = self.phrases.front(start..to, true);
            if front.as_ref().is_some_and(|front| self.phrases.names_quantity(front)) {
                return front;
            }
        }
        match index.checked_sub(1) {
            Some(before) => links.subjects[before].clone(),
            None => self.named_behind(index),
        }
    }

    /// `Với 17% thị phần, Hải Âu đứng đầu`, `dù chỉ chiếm 5%, họ …`: the subject of the
    /// clause behind the first one of a sentence, which has none of its own.
    pub(super) fn named_behind(&self, index: usize) -> Option<Phrase> {
        let end = self.behind(index);
        let mark = |at: &usize| matches!(self.tags[*at], Tag::Comma | Tag::Break | Tag::Link | Tag::Open);
        let mut comma = (end..self.tags.len()).find(mark)?;
        if self.tags[comma] == Tag::Open {
            comma = self.phrases.close(comma) + 1;
        }
        if self.tags.get(comma) != Some(&Tag::Comma) {
            return None;
        }
        let next = self.phrases.front(comma + 1..self.tags.len(), false)?;
        let verbal = self.phrases.is_followed_by_verb(next.end);
        let named = next.start == comma + 1 && self.tags[next.start] != Tag::Number;
        (named && verbal).then_some(next)
    }

    /// The first of the percentages that share the verb of percentage `index`.
    fn first_of_group(&self, index: usize) -> usize {
        let mut first = index;
        while let Some(before) = self.leads[first].after {
            first = before;
        }
        first
    }

    /// `70% do tập luyện`: what holds the share stands behind it.
    fn holder_after(&self, index: usize) -> Option<Phrase> {
        let ends = [self.figures[index].end, self.behind(index)];
        let hit = ends.into_iter().find_map(|at| Some((at, TRENDS.starting_at(self.sentence, at)?)));
        let (at, (len, section)) = hit?;
        let free = self.leads[index].verb.is_none() || self.leads[index].after.is_some();
        (free && section == "holder").then(|| self.phrases.after(at + len, free))?
    }

    /// `cắt giảm 80% số vốn`: the change is done to the base, by whoever stands before.
    fn is_object(&self, index: usize, has_base: bool) -> bool {
        let lead = &self.leads[index];
        let Some(verb) = lead.verb.clone().filter(|_| has_base && lead.trend.is_some()) else { return false };
        let behind = self.behind(index);
        let taken = matches!(self.tags.get(behind), Some(Tag::Noun | Tag::Quantity));
        let compared = self.is_value(behind)
            || self.sentence.is_one_of(verb.start, &["vượt", "mất"])
            || self.sentence.is(behind, "cùng");
        let clause = self.phrases.clause_start(verb.start)..verb.start;
        let front = self.phrases.front(clause, true);
        taken && !compared && front.is_none_or(|front| !self.phrases.names_quantity(&front))
    }
}
