//! What a percentage is about (its subject) and what it is of or compared with
//! (its base), from the clause around it.

use super::clause::{Tag, Tags};
use super::percentage::{Figure, Lead, end_of};
use super::phrase::{Phrase, Phrases};
use super::token::Sentence;
use crate::lexicon::{CLAUSES, TRENDS};
use std::ops::Range;

/// The subjects and bases of all percentages of a sentence.
pub(super) struct Links {
    subjects: Vec<Option<Phrase>>,
    bases: Vec<Option<Phrase>>,
}

impl Links {
    /// Reads the links from left to right, so that a percentage can take over
    /// those of the one before it.
    pub fn new(sentence: &Sentence, tags: &Tags, figures: &[Figure], leads: &[Lead]) -> Self {
        let reader = Reader { phrases: Phrases { sentence, tags }, sentence, tags, figures, leads };
        let mut links = Links { subjects: Vec::new(), bases: Vec::new() };
        for index in 0..figures.len() {
            let base = reader.base(index, &links);
            let subject = reader.subject(index, &links, base.is_some());
            links.bases.push(base);
            links.subjects.push(subject);
        }
        reader.share_bases(&mut links);
        links
    }

    /// Subject and base of percentage `index`.
    pub fn of(&self, index: usize) -> (Option<Phrase>, Option<Phrase>) {
        (self.subjects[index].clone(), self.bases[index].clone())
    }
}

/// The sentence with all that is known of its percentages.
struct Reader<'a> {
    phrases: Phrases<'a>,
    sentence: &'a Sentence<'a>,
    tags: &'a Tags,
    figures: &'a [Figure],
    leads: &'a [Lead],
}

/// Subjects.
impl Reader<'_> {
    fn subject(&self, index: usize, links: &Links, has_base: bool) -> Option<Phrase> {
        let lead = &self.leads[index];
        if let Some(holder) = self.holder_after(index) {
            return Some(holder);
        }
        if let Some(before) = lead.after {
            let first = self.first_of_group(index);
            let shared = self.leads[first].verb.is_some().then(|| self.stated(first, index, links)).flatten();
            return shared.or_else(|| links.subjects[before].clone());
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
        self.stated(index, index, links)
    }

    /// The subject of percentage `index`, whose verb is that of percentage `first`.
    fn stated(&self, first: usize, index: usize, links: &Links) -> Option<Phrase> {
        let (mut subject, clause) = self.subject_before(self.leads[first].start, links)?;
        // `danh mục Nhà nước nắm giữ 100%`: who holds stands right before the verb.
        if self.leads[first]
            .verb
            .clone()
            .is_some_and(|verb| TRENDS.get(self.sentence.phrase(verb)) == Some("share"))
        {
            let holder =
                (subject.end < clause.end).then(|| self.phrases.object(subject.end..clause.end, true));
            subject = holder.flatten().unwrap_or(subject);
        }
        let count = (first + 1..self.leads.len())
            .take_while(|&next| self.leads[next].after == Some(next - 1))
            .count()
            + 1;
        if count == 1 {
            return Some(subject);
        }
        // `A và B lần lượt tăng 1,6% và 0,6%`
        let parts = self.phrases.parts(&subject);
        let parts = if parts.len() == count { parts } else { self.phrases.quantities(clause) };
        if parts.len() == count { parts.into_iter().nth(index - first) } else { Some(subject) }
    }

    /// The first of the percentages that share the verb of percentage `index`.
    fn first_of_group(&self, index: usize) -> usize {
        let mut first = index;
        while let Some(before) = self.leads[first].after {
            first = before;
        }
        first
    }

    /// The subject of a verb that begins at token `end`, and its clause: the noun
    /// phrase of the same clause, or of those before it.
    fn subject_before(&self, end: usize, links: &Links) -> Option<(Phrase, Range<usize>)> {
        let mut end = end;
        let mut own = true;
        loop {
            while end > 0 && matches!(self.tags[end - 1], Tag::Auxiliary | Tag::Forecast | Tag::Time) {
                end -= 1;
            }
            let mut clause = self.phrases.clause_start(end)..end;
            if own {
                clause.start = self.behind_base(clause.start, links).min(end);
            }
            let behind_figure = !own && clause.start > 0 && self.tags[clause.start - 1] == Tag::Figure;
            let attached = !own && clause.start > 0 && self.sentence.is(clause.start - 1, "với");
            let phrase = self.phrases.front(clause.clone(), own);
            // What stands right behind a percentage, or behind `với`, is no subject.
            let phrase = phrase.or_else(|| self.phrases.object(clause.clone(), own));
            if let Some(phrase) = phrase.filter(|_| !behind_figure && !attached) {
                return Some((phrase, clause));
            }
            own = false;
            let at = clause.start.checked_sub(1)?;
            match self.tags[at] {
                Tag::Figure => {
                    let holds =
                        |figure: &Figure| (figure.tokens.start..end_of(self.sentence, figure)).contains(&at);
                    let before = self.figures.iter().position(holds)?;
                    return Some((links.subjects.get(before)?.clone()?, clause));
                }
                Tag::Close => end = self.phrases.open(at),
                _ => end = at,
            }
        }
    }

    /// The end of the base that begins at token `start`, or `start` itself.
    fn behind_base(&self, start: usize, links: &Links) -> usize {
        let base = links.bases.iter().flatten().find(|base| base.start == start);
        base.map_or(start, |base| base.end)
    }

    /// The subject of a percentage without a verb: the noun phrase right before it.
    fn adjacent(&self, index: usize, links: &Links, has_base: bool) -> Option<Phrase> {
        let mut start = self.leads[index].start;
        while start > 0 && self.tags[start - 1] == Tag::Auxiliary {
            start -= 1;
        }
        let has_verb = self.phrases.is_followed_by_verb(self.behind(index));
        if let Some(phrase) = self.phrases.before(start) {
            // `80% hộ dân có nước sạch`: the base is what the clause is about.
            return (self.tags[phrase.start] == Tag::Quantity || !(has_base || has_verb)).then_some(phrase);
        }
        let mark = start.checked_sub(1).filter(|_| !has_verb)?;
        match self.tags[mark] {
            // `giành chiến thắng với 32,3% số phiếu`
            Tag::Link if self.sentence.is(mark, "với") => {
                self.phrases.front(self.phrases.clause_start(mark)..mark, true)
            }
            Tag::Join if index > 0 && !has_base => links.subjects[index - 1].clone(),
            Tag::Comma | Tag::Open if !has_base => Some(self.subject_before(start, links)?.0),
            _ => None,
        }
    }

    /// `70% do tập luyện`: what holds the share stands behind it.
    fn holder_after(&self, index: usize) -> Option<Phrase> {
        let ends = [end_of(self.sentence, &self.figures[index]), self.behind(index)];
        let hit = ends.into_iter().find_map(|at| Some((at, TRENDS.starting_at(self.sentence, at)?)));
        let (at, (len, section)) = hit?;
        let free = self.leads[index].verb.is_none();
        (free && section == "holder").then(|| self.phrases.after(at + len, free))?
    }

    /// `Hong Joon-pyo (23,3%)`: a percentage alone in brackets.
    fn before_bracket(&self, index: usize) -> Option<Phrase> {
        let lead = &self.leads[index];
        let open =
            lead.start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Open && lead.verb.is_none())?;
        let phrase = self.phrases.before(open)?;
        // `đối thủ như Samsung (77%), LG (59%)`
        let example = phrase.clone().rev().find(|&at| self.sentence.is(at, "như"));
        Some(example.map_or(phrase.start, |at| at + 1)..phrase.end)
    }

    /// `có hơn 90% dân số là người …`: the verb says that there is such a part.
    fn is_existential(&self, index: usize, has_base: bool) -> bool {
        let Some(verb) = self.leads[index].verb.clone() else { return false };
        let there_is = self.sentence.is(verb.end - 1, "có");
        let bare = || self.phrases.front(self.phrases.clause_start(verb.start)..verb.start, true).is_none();
        there_is && (has_base && bare() || self.phrases.is_followed_by_verb(self.behind(index)))
    }

    /// `cắt giảm 80% số vốn`: the change is done to the base, by whoever stands before.
    fn is_object(&self, index: usize, has_base: bool) -> bool {
        let lead = &self.leads[index];
        let Some(verb) = lead.verb.clone().filter(|_| has_base && lead.trend.is_some()) else { return false };
        let behind = self.tags.get(self.behind(index));
        let taken =
            matches!(behind, Some(Tag::Noun | Tag::Quantity)) && !self.sentence.is(verb.start, "vượt");
        let clause = self.phrases.clause_start(verb.start)..verb.start;
        taken && self.phrases.front(clause, true).is_none_or(|own| self.tags[own.start] != Tag::Quantity)
    }

    /// The token behind percentage `index` and all that belongs to it.
    fn behind(&self, index: usize) -> usize {
        let end = end_of(self.sentence, &self.figures[index]);
        let rest = self.sentence.is(end, "còn") && self.sentence.is(end + 1, "lại");
        if rest { end + 2 } else { end }
    }
}

/// Bases.
impl Reader<'_> {
    /// What percentage `index` is of or is compared with.
    fn base(&self, index: usize, links: &Links) -> Option<Phrase> {
        let end = self.behind(index);
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
                Tag::Compare => return self.phrases.after(self.compare_end(at), false),
                Tag::Open => at = self.phrases.close(at),
                Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Time | Tag::Join | Tag::Figure => {}
                Tag::Comma if matches!(self.tags.get(at + 1), Some(Tag::Figure | Tag::Compare)) => {}
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// The token behind the words of comparison at token `at`.
    fn compare_end(&self, at: usize) -> usize {
        (at..self.tags.len()).find(|&i| self.tags[i] != Tag::Compare).unwrap_or(self.tags.len())
    }

    /// `giá trị đồng bảng so với đồng USD giảm 2,5%`.
    fn compared_before(&self, index: usize) -> Option<Phrase> {
        let verb = self.leads[index].verb.clone()?;
        let start = self.phrases.clause_start(verb.start);
        let mark = (start..verb.start).rev().find(|&at| self.tags[at] == Tag::Compare)?;
        let after = self.phrases.after(mark + 1, false)?;
        (after.end <= verb.start).then_some(after)
    }

    /// `80% hộ dân`, `50% của X`, `10% trong số X`: the phrase right behind.
    fn of(&self, index: usize, end: usize) -> Option<Phrase> {
        let open = self.leads[index].verb.is_none();
        match self.tags.get(end)? {
            Tag::Noun | Tag::Quantity => self.phrases.after(end, open),
            Tag::Inner => {
                let (len, _) = CLAUSES.starting_at(self.sentence, end)?;
                let owner = self.sentence.is(end, "của") || len > 1;
                let group =
                    ["những", "các", "nhóm", "số"].iter().any(|word| self.sentence.is(end + len, word));
                let free = self.leads[index].trend.is_none();
                (owner || (group && free)).then(|| self.phrases.after(end + len, open))?
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
        let last = (end..self.tags.len()).find(|&at| self.tags[at] != Tag::Time).unwrap_or(self.tags.len());
        (end + 1 < last).then_some(end + 1..last)
    }

    /// `cao hơn mức cũ 5%`: what is outdone stands between verb and percentage.
    fn outdone(&self, index: usize) -> Option<Phrase> {
        let lead = &self.leads[index];
        if lead.verb.is_some() || lead.trend.is_none() {
            return None;
        }
        let inside =
            |&at: &usize| matches!(self.tags[at], Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Time);
        let verb = (0..lead.start).rev().find(|at| !inside(at))?;
        self.sentence.is(verb, "hơn").then(|| self.phrases.trim(verb + 1..lead.start))?
    }

    /// A base written once for several percentages, first.
    fn inherited(&self, index: usize, links: &Links) -> Option<Phrase> {
        let before = index.checked_sub(1)?;
        if self.is_parallel(before, index) {
            return links.bases[before].clone();
        }
        let same = (0..before).rev().find(|&other| self.has_same_verb(other, index))?;
        links.bases[same].clone()
    }

    /// Whether two percentages state the same kind of thing, so that a base of one
    /// is that of the other.
    fn is_parallel(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.leads[left], &self.leads[right]);
        let bracketed = b.verb.is_none() && b.start > 0 && self.tags[b.start - 1] == Tag::Open;
        let changes = a.trend.is_some() && b.trend.is_some() && b.verb.is_some();
        changes || (a.trend.is_none() && bracketed) || self.has_same_verb(left, right)
    }

    /// Whether two levels are stated with the same verb: `A đạt 5% kế hoạch, B đạt 6%`.
    fn has_same_verb(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.leads[left], &self.leads[right]);
        match (a.verb.clone(), b.verb.clone()) {
            (Some(x), Some(y)) => a.trend.is_none() && self.sentence.phrase(x) == self.sentence.phrase(y),
            _ => false,
        }
    }

    /// A base written once for several percentages, last.
    fn share_bases(&self, links: &mut Links) {
        for index in (1..self.figures.len()).rev() {
            let grouped = self.leads[index].after == Some(index - 1);
            if (grouped || self.has_same_verb(index - 1, index)) && links.bases[index - 1].is_none() {
                links.bases[index - 1] = links.bases[index].clone();
            }
        }
    }
}
