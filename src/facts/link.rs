//! What a percentage is about (its subject) and what it is of or compared with
//! (its base), from the clause around it.

use super::clause::Tag;
use super::percentage::{Figure, Lead, end_of};
use super::token::Sentence;
use crate::lexicon::{CLAUSES, MEASURES, TRENDS};
use std::ops::Range;

/// Tokens of a noun phrase.
type Phrase = Range<usize>;

/// The subjects and bases of all percentages of a sentence.
pub(super) struct Links {
    subjects: Vec<Option<Phrase>>,
    bases: Vec<Option<Phrase>>,
}

impl Links {
    /// Reads the links from left to right, so that a percentage can take over
    /// those of the one before it.
    pub fn new(sentence: &Sentence, tags: &[Tag], figures: &[Figure], leads: &[Lead]) -> Self {
        let clause = Clause { sentence, tags, figures, leads };
        let mut links = Links { subjects: Vec::new(), bases: Vec::new() };
        for index in 0..figures.len() {
            let base = clause.base(index, &links);
            let subject = clause.subject(index, &links, base.is_some());
            links.bases.push(base);
            links.subjects.push(subject);
        }
        clause.share_bases(&mut links);
        links
    }

    /// Subject and base of percentage `index`.
    pub fn of(&self, index: usize) -> (Option<Phrase>, Option<Phrase>) {
        (self.subjects[index].clone(), self.bases[index].clone())
    }
}

/// The sentence with all that is known of its percentages.
struct Clause<'a> {
    sentence: &'a Sentence<'a>,
    tags: &'a [Tag],
    figures: &'a [Figure],
    leads: &'a [Lead],
}

impl Clause<'_> {
    fn subject(&self, index: usize, links: &Links, has_base: bool) -> Option<Phrase> {
        let lead = &self.leads[index];
        if let Some(holder) = self.holder_after(index) {
            return Some(holder);
        }
        if let Some(before) = lead.after {
            return self.share(index, links).or_else(|| links.subjects[before].clone());
        }
        if let Some(phrase) = self.before_bracket(index) {
            return Some(phrase);
        }
        if lead.verb.is_none() {
            return self.adjacent(index, links, has_base);
        }
        if self.is_existential(index, has_base) || self.is_object(index, has_base) {
            return None;
        }
        let own = self.subject_before(lead.start, links)?;
        Some(self.distribute(index, own))
    }

    /// The subject of a percentage without a verb: the noun phrase right before it.
    fn adjacent(&self, index: usize, links: &Links, has_base: bool) -> Option<Phrase> {
        let start = self.leads[index].start;
        let Some(phrase) = self.phrase_before(start) else {
            let joined = start > 0 && self.tags[start - 1] == Tag::Join && index > 0 && !has_base;
            return joined.then(|| links.subjects[index - 1].clone())?;
        };
        // `80% hộ dân có nước sạch`: the base is what the clause is about.
        (self.tags[phrase.start] == Tag::Quantity || !has_base).then_some(phrase)
    }

    /// `70% do tập luyện`: what holds the share stands behind it.
    fn holder_after(&self, index: usize) -> Option<Phrase> {
        let at = self.figures[index].tokens.end;
        let (len, section) = TRENDS.starting_at(self.sentence, at)?;
        let free = self.leads[index].verb.is_none();
        (free && section == "holder").then(|| self.phrase_after(at + len, free))?
    }

    /// The subject of a verb that begins at token `end`: the noun phrase of its
    /// clause, or of the clauses before it.
    fn subject_before(&self, end: usize, links: &Links) -> Option<Phrase> {
        let mut end = end;
        let mut own = true;
        loop {
            while end > 0 && matches!(self.tags[end - 1], Tag::Auxiliary | Tag::Report | Tag::Time) {
                end -= 1;
            }
            let start = self.clause_start(end);
            let phrase = self.noun_phrase(start..end, own).or_else(|| self.object(start..end, own));
            if phrase.is_some() {
                return phrase;
            }
            own = false;
            let at = start.checked_sub(1)?;
            match self.tags[at] {
                Tag::Figure => {
                    let before = self
                        .figures
                        .iter()
                        .position(|figure| at >= figure.tokens.start && at < end_of(self.sentence, figure))?;
                    return links.subjects.get(before).cloned().flatten();
                }
                Tag::Close => end = (0..at).rev().find(|&open| self.tags[open] == Tag::Open).unwrap_or(0),
                _ => end = at,
            }
        }
    }

    /// What a clause without a subject is about: `đạt yêu cầu là …` is about its
    /// object, and so is `đã bán 4.428 xe` before `, tăng …`.
    fn object(&self, clause: Range<usize>, own: bool) -> Option<Phrase> {
        let mark = if own { Tag::Predicate } else { Tag::Number };
        let last = clause.clone().rev().find(|&at| self.tags[at] == mark)?;
        let start = last
            + 1
            + (last + 1..clause.end).take_while(|&at| MEASURES.contains(self.sentence.key(at))).count();
        let end = (start..clause.end)
            .find(|&at| !matches!(self.tags[at], Tag::Noun | Tag::Quantity | Tag::Inner))
            .unwrap_or(clause.end);
        self.trim(start..end)
    }

    /// Where the clause that runs up to token `end` begins.
    fn clause_start(&self, end: usize) -> usize {
        (0..end).rev().find(|&at| self.opens_clause(at, end)).map_or(0, |at| at + 1)
    }

    /// Whether a clause that runs up to `end` begins behind token `at`.
    fn opens_clause(&self, at: usize, end: usize) -> bool {
        match self.tags[at] {
            Tag::Comma => !self.joins_list(at, end),
            Tag::Open | Tag::Close | Tag::Break | Tag::Link | Tag::Report | Tag::Figure | Tag::Compare => {
                true
            }
            // `A giảm 5% và B tăng`: a verb on the left makes it a joint of clauses.
            Tag::Join => self.has_verb_on_left(at),
            _ => false,
        }
    }

    /// Whether a verb or percentage stands between token `at` and the mark before it.
    fn has_verb_on_left(&self, at: usize) -> bool {
        self.tags[..at]
            .iter()
            .rev()
            .take_while(|tag| !matches!(tag, Tag::Break | Tag::Comma | Tag::Open | Tag::Link))
            .any(|tag| matches!(tag, Tag::Predicate | Tag::Figure | Tag::Auxiliary))
    }

    /// Whether the comma at token `at` joins nouns: `nhà xưởng, kho bãi và đất`.
    fn joins_list(&self, at: usize, end: usize) -> bool {
        let right = &self.tags[at + 1..end];
        let left = self.tags[..at]
            .iter()
            .rev()
            .take_while(|tag| !matches!(tag, Tag::Break | Tag::Comma | Tag::Open | Tag::Close | Tag::Figure));
        let nominal =
            |tag: &Tag| matches!(tag, Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Verb | Tag::Join);
        right.contains(&Tag::Join)
            && right.first() == Some(&Tag::Noun)
            && right.iter().take_while(|&&tag| tag != Tag::Join).all(nominal)
            && left.clone().count() > 1
            && left.clone().all(nominal)
    }

    /// The noun phrase at the front of a clause: from its first noun to its verb.
    /// Only the clause of the percentage's `own` verb may begin with a verb made
    /// noun (`huy động vốn tăng …`).
    fn noun_phrase(&self, clause: Range<usize>, own: bool) -> Option<Phrase> {
        let tags = &self.tags;
        let mut start = clause.start;
        let skipped = |tag: Tag| matches!(tag, Tag::Time | Tag::Join | Tag::Inner | Tag::Stop);
        while start < clause.end && skipped(tags[start]) {
            start += 1;
        }
        let ends =
            |from: usize| (from..clause.end).find(|&at| self.ends_subject(from, at)).unwrap_or(clause.end);
        let mut end = ends(start);
        // `nhà máy xây dựng kế hoạch sản xuất tăng …`: the quantity is the subject.
        let verb = end < clause.end && tags[end] == Tag::Verb;
        if let Some(quantity) = (end..clause.end).find(|&at| own && verb && tags[at] == Tag::Quantity) {
            start = quantity;
            end = ends(start);
        }
        // `tiêu thụ 4.160 xe`: the count says what it is about.
        let counts = !own && end < clause.end && tags[end] == Tag::Number && end - start <= 2;
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
            Tag::Auxiliary | Tag::Stop | Tag::Compare | Tag::Report => true,
            Tag::Number => {
                !matches!(self.tags.get(at + 1), Some(Tag::Noun | Tag::Quantity))
                    || at > start && self.tags[at - 1] == Tag::Quantity
            }
            Tag::Predicate => at == start || self.tags[at - 1] != Tag::Quantity,
            Tag::Verb => self.tags[start] != Tag::Quantity,
            _ => false,
        }
    }

    /// `phrase` without the joints and times at its ends; none where nothing is left.
    fn trim(&self, phrase: Phrase) -> Option<Phrase> {
        let loose = |tag: Tag| {
            matches!(
                tag,
                Tag::Time | Tag::Join | Tag::Inner | Tag::Comma | Tag::Stop | Tag::Auxiliary | Tag::Break
            )
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
    fn phrase_before(&self, end: usize) -> Option<Phrase> {
        let nominal = |tag: Tag| matches!(tag, Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Time);
        let mut start = end;
        while start > 0 && nominal(self.tags[start - 1]) {
            start -= 1;
        }
        // `tỉ lệ thất nghiệp ở mức cao`
        if start > 1 && self.sentence.is(start - 2, "ở") && self.sentence.is(start - 1, "mức") {
            return self.phrase_before(start - 2);
        }
        // Verbs belong to a phrase that names a quantity: `lãi suất trúng thầu`.
        let wide = (0..start).rev().take_while(|&at| nominal(self.tags[at]) || self.tags[at] == Tag::Verb);
        let quantity = wide.filter(|&at| self.tags[at] == Tag::Quantity).last();
        let own = (start..end).find(|&at| self.tags[at] == Tag::Quantity);
        self.trim(quantity.or(own).unwrap_or(start)..end)
    }

    /// `Hong Joon-pyo (23,3%)`: a percentage alone in brackets.
    fn before_bracket(&self, index: usize) -> Option<Phrase> {
        let lead = &self.leads[index];
        let open = lead.start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Open)?;
        if lead.verb.is_some() {
            return None;
        }
        self.phrase_before(open)
    }

    /// `có hơn 90% dân số là người …`: the verb says that there is such a part.
    fn is_existential(&self, index: usize, has_base: bool) -> bool {
        let verb = self.leads[index].verb.clone();
        has_base
            && verb.is_some_and(|verb| self.sentence.is(verb.end - 1, "có"))
            && self.is_followed_by_verb(index)
    }

    /// `cắt giảm 80% số vốn`: the change is done to the base, by whoever stands before.
    fn is_object(&self, index: usize, has_base: bool) -> bool {
        let lead = &self.leads[index];
        let Some(verb) = lead.verb.clone().filter(|_| has_base && lead.trend.is_some()) else { return false };
        let behind = self.tags.get(end_of(self.sentence, &self.figures[index]));
        let taken =
            matches!(behind, Some(Tag::Noun | Tag::Quantity)) && !self.sentence.is(verb.start, "vượt");
        let start = self.clause_start(verb.start);
        taken
            && self
                .noun_phrase(start..verb.start, true)
                .is_none_or(|own| self.tags[own.start] != Tag::Quantity)
    }

    /// Whether the noun phrase behind a percentage has a verb of its own.
    fn is_followed_by_verb(&self, index: usize) -> bool {
        let end = self.figures[index].tokens.end;
        let rest = self.tags[end..]
            .iter()
            .find(|tag| !matches!(tag, Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Time));
        matches!(rest, Some(Tag::Verb | Tag::Predicate | Tag::Auxiliary | Tag::Report))
    }

    /// The part of `subject` that belongs to percentage `index` where several
    /// share one verb in order: `A và B lần lượt tăng 1,6% và 0,6%`.
    fn distribute(&self, index: usize, subject: Phrase) -> Phrase {
        let first = self.first_of_group(index);
        let count = self.leads[first + 1..]
            .iter()
            .zip(first..)
            .take_while(|(lead, before)| lead.after == Some(*before))
            .count()
            + 1;
        let parts: Vec<Phrase> = self.parts(&subject);
        if count > 1 && parts.len() == count { parts[index - first].clone() } else { subject }
    }

    /// The subject of a percentage that shares the verb of one before it.
    fn share(&self, index: usize, links: &Links) -> Option<Phrase> {
        let first = self.first_of_group(index);
        let whole = self.subject_before(self.leads[first].start, links)?;
        Some(self.distribute(index, whole))
    }

    fn first_of_group(&self, index: usize) -> usize {
        let mut first = index;
        while let Some(before) = self.leads[first].after {
            first = before;
        }
        first
    }

    /// The members of a phrase that is a list.
    fn parts(&self, phrase: &Phrase) -> Vec<Phrase> {
        let mut parts = Vec::new();
        let mut start = phrase.start;
        for at in phrase.clone() {
            if matches!(self.tags[at], Tag::Join | Tag::Comma) {
                parts.push(start..at);
                start = at + 1;
            }
        }
        parts.push(start..phrase.end);
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// What percentage `index` is of or is compared with.
    fn base(&self, index: usize, links: &Links) -> Option<Phrase> {
        let end = end_of(self.sentence, &self.figures[index]);
        self.compared(end)
            .or_else(|| self.compared_before(index))
            .or_else(|| self.of(index, end))
            .or_else(|| self.since(index, end))
            .or_else(|| self.outdone(index))
            .or_else(|| self.inherited(index, links))
    }

    /// `so với X` in the clause behind token `from`, also behind percentages that
    /// share the verb: `tăng 5% và 6% so với X`.
    fn compared(&self, from: usize) -> Option<Phrase> {
        let mut at = from;
        while at < self.tags.len() {
            match self.tags[at] {
                Tag::Compare => {
                    while at < self.tags.len() && self.tags[at] == Tag::Compare {
                        at += 1;
                    }
                    return self.phrase_after(at, false);
                }
                Tag::Open => at = self.close(at),
                Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Time | Tag::Join | Tag::Figure => {}
                Tag::Comma => {
                    if self.tags.get(at + 1) != Some(&Tag::Figure)
                        && self.tags.get(at + 1) != Some(&Tag::Compare)
                    {
                        return None;
                    }
                }
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// `giá trị đồng bảng so với đồng USD giảm 2,5%`.
    fn compared_before(&self, index: usize) -> Option<Phrase> {
        let verb = self.leads[index].verb.clone()?;
        let start = self.clause_start(verb.start);
        let mark = (start..verb.start).rev().find(|&at| self.tags[at] == Tag::Compare)?;
        let after = self.phrase_after(mark + 1, false)?;
        (after.end <= verb.start).then_some(after)
    }

    /// The bracket that closes the one at token `open`, or the last token.
    fn close(&self, open: usize) -> usize {
        (open..self.tags.len()).find(|&at| self.tags[at] == Tag::Close).unwrap_or(self.tags.len() - 1)
    }

    /// `80% hộ dân`, `50% của X`, `10% trong số X`: the phrase right behind.
    fn of(&self, index: usize, end: usize) -> Option<Phrase> {
        match self.tags.get(end)? {
            Tag::Noun | Tag::Quantity => self.phrase_after(end, self.leads[index].verb.is_none()),
            Tag::Inner => {
                let (len, _) = CLAUSES.starting_at(self.sentence, end)?;
                let owner = self.sentence.is(end, "của") || len > 1;
                let group =
                    ["những", "các", "nhóm", "số"].iter().any(|word| self.sentence.is(end + len, word));
                let free = self.leads[index].trend.is_none();
                (owner || (group && free))
                    .then(|| self.phrase_after(end + len, self.leads[index].verb.is_none()))?
            }
            _ => None,
        }
    }

    /// `giảm 24% từ năm 2014`.
    fn since(&self, index: usize, end: usize) -> Option<Phrase> {
        let changed = self.leads[index].trend.is_some();
        if !changed || !self.sentence.is(end, "từ") || self.tags.get(end) != Some(&Tag::Time) {
            return None;
        }
        let last =
            (end + 1..self.tags.len()).find(|&at| self.tags[at] != Tag::Time).unwrap_or(self.tags.len());
        (end + 1 < last).then_some(end + 1..last)
    }

    /// `cao hơn mức cũ 5%`: what is outdone stands between verb and percentage.
    fn outdone(&self, index: usize) -> Option<Phrase> {
        let lead = &self.leads[index];
        if lead.verb.is_some() || lead.trend.is_none() {
            return None;
        }
        let start = (0..lead.start)
            .rev()
            .find(|&at| !matches!(self.tags[at], Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Time))?;
        self.sentence.is(start, "hơn").then(|| self.trim(start + 1..lead.start))?
    }

    /// A base written once for several percentages, first.
    fn inherited(&self, index: usize, links: &Links) -> Option<Phrase> {
        let before = index.checked_sub(1)?;
        self.is_parallel(before, index).then(|| links.bases[before].clone())?
    }

    /// Whether two percentages state the same kind of thing, so that a base of one
    /// is that of the other.
    fn is_parallel(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.leads[left], &self.leads[right]);
        let bracketed = b.verb.is_none() && b.start > 0 && self.tags[b.start - 1] == Tag::Open;
        let changes = a.trend.is_some() && b.trend.is_some() && b.verb.is_some();
        let same = match (a.verb.clone(), b.verb.clone()) {
            (Some(x), Some(y)) => self.sentence.phrase(x) == self.sentence.phrase(y),
            _ => false,
        };
        changes || (a.trend.is_none() && (bracketed || same))
    }

    /// A base written once for several percentages, last.
    fn share_bases(&self, links: &mut Links) {
        for index in (1..self.figures.len()).rev() {
            let grouped = self.leads[index].after == Some(index - 1);
            let level = self.leads[index].trend.is_none() && self.is_parallel(index - 1, index);
            if (grouped || level) && links.bases[index - 1].is_none() {
                links.bases[index - 1] = links.bases[index].clone();
            }
        }
    }

    /// The noun phrase that begins at token `from`; `open` where no verb stands
    /// before it, so that a verb behind it is its own.
    fn phrase_after(&self, from: usize, open: bool) -> Option<Phrase> {
        let mut end = from;
        while end < self.tags.len() && self.continues(from, end, open) {
            end += 1;
        }
        self.trim_right(from..end)
    }

    /// Whether token `at` belongs to the noun phrase that began at token `from`.
    fn continues(&self, from: usize, at: usize, open: bool) -> bool {
        let nominal = |i: usize| matches!(self.tags.get(i), Some(Tag::Noun | Tag::Quantity));
        match self.tags[at] {
            Tag::Noun | Tag::Quantity | Tag::Time => true,
            Tag::Inner => at > from && (at + 1..at + 3).any(nominal),
            Tag::Number => at == from || nominal(at + 1),
            Tag::Join => at > from && nominal(at + 1) && (open || !self.has_verb_on_right(at)),
            // `cán bộ, viên chức của đơn vị có mặt`
            Tag::Comma => open && nominal(at + 1) && self.has_verb_on_right(at),
            Tag::Verb | Tag::Predicate => {
                self.tags[from..at].iter().all(|&tag| tag == self.tags[at])
                    || self.tags[at - 1] == Tag::Quantity
            }
            _ => false,
        }
    }

    /// Whether a verb follows the noun phrase behind token `at`.
    fn has_verb_on_right(&self, at: usize) -> bool {
        let nominal = |tag: &&Tag| {
            matches!(tag, Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Time | Tag::Join | Tag::Number)
        };
        let rest = self.tags[at + 1..].iter().find(|tag| !nominal(tag));
        matches!(rest, Some(Tag::Verb | Tag::Predicate | Tag::Auxiliary))
    }

    /// `phrase` without loose words at its end.
    fn trim_right(&self, phrase: Phrase) -> Option<Phrase> {
        let mut end = phrase.end;
        while end > phrase.start && matches!(self.tags[end - 1], Tag::Join | Tag::Inner | Tag::Comma) {
            end -= 1;
        }
        (end > phrase.start).then_some(phrase.start..end)
    }
}
