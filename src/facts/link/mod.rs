//! What a percentage is about (its subject) and what it is of or compared with
//! (its base), from the clause around it.

mod adjacent;
mod base;
mod bracket;
mod clause;
mod subject;
mod verb;
mod whole;

use super::clause::{Tag, Tags};
use super::lead::Lead;
use super::percentage::Figure;
use super::phrase::{Phrase, Phrases};
use super::table::row_label;
use super::token::{Sentence, Shape};
use crate::lexicon::{CLAUSES, PARTS, TRENDS};
use std::ops::Range;

/// First words of changes that nobody brings about: `giảm`, `mạnh hơn`.
const CHANGING: &[&str] = &["giảm", "tăng", "thêm", "mạnh", "nhanh"];

/// First words of what is owed, which is cut by whoever asks for it: `học phí`.
const OWED: &[&str] = &["thuế", "phí", "chi", "tiền", "học"];

/// Last words of verbs before a tax that is paid or counted in: `chưa trừ 10% thuế`.
const PAYING: &[&str] = &["gồm", "trừ", "nộp", "chịu", "đóng", "thuế", "cộng"];

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
        let count = figures.len();
        let mut links = Links { subjects: Vec::with_capacity(count), bases: Vec::with_capacity(count) };
        for index in 0..figures.len() {
            // The value of a labelled row is of nothing.
            let label = reader.label(index);
            let base = if label.is_none() { reader.base(index, &links) } else { None };
            let subject = label
                .or_else(|| reader.subject(index, &links, base.as_ref()))
                .or_else(|| reader.last_resort(index, &links))
                .map(|subject| reader.phrases.without_cause(subject));
            links.bases.push(base);
            links.subjects.push(subject);
        }
        reader.share_bases(&mut links);
        links
    }

    /// Noun phrases before percentage `index`, whose words are `lead`, that may be a subject
    /// and are not its own, the nearest first.
    pub fn lost(&self, sentence: &Sentence, tags: &Tags, lead: &Lead, index: usize) -> Vec<Phrase> {
        let phrases = Phrases { sentence, tags };
        let clause = phrases.clause_start(lead.start)..lead.start;
        let near =
            [phrases.before(lead.start), phrases.object(clause.clone(), true), phrases.front(clause, true)];
        let earlier = self.subjects[..index].iter().rev().cloned();
        let mut lost: Vec<Phrase> = Vec::new();
        for phrase in near.into_iter().chain(earlier).flatten() {
            if self.subjects[index].as_ref() != Some(&phrase) && !lost.contains(&phrase) {
                lost.push(phrase);
            }
        }
        lost
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

/// What subjects and bases both depend on.
impl Reader<'_> {
    /// `tăng 2% so với mức giảm 1% của quý trước`: whether percentage `index` is
    /// itself what another one is compared with.
    fn is_compared(&self, index: usize) -> bool {
        let lead = &self.leads[index];
        lead.verb.is_some() && lead.start > 0 && self.tags[lead.start - 1] == Tag::Compare
    }

    /// The label of percentage `index`: that of its row of a table, or a heading.
    fn label(&self, index: usize) -> Option<Phrase> {
        row_label(self.sentence, self.tags, self.figures, index).or_else(|| self.heading(index))
    }

    /// `Độ ẩm: 66% Hướng gió: Đông`: the label before the colon, where the next label or
    /// nothing follows.
    fn heading(&self, index: usize) -> Option<Phrase> {
        let start = self.figures[index].tokens.start;
        let colon = start.checked_sub(1).filter(|&at| self.sentence.is(at, ":"))?;
        let next = self.sentence.tokens.get(self.behind(index));
        let ends =
            next.is_none_or(|next| next.is_capital() || !next.is_word() && next.shape != Shape::Number);
        ends.then(|| self.phrases.before(colon))?
    }

    /// Whether a verb says that somebody holds a share: `nắm giữ`.
    fn is_share_verb(&self, verb: Range<usize>) -> bool {
        TRENDS.get(self.sentence.phrase(verb)) == Some("share")
    }

    /// `tại Geneva`: whether a phrase says where.
    fn is_place(&self, phrase: &Phrase) -> bool {
        let at = phrase.start.checked_sub(1);
        let where_it_is = at.is_some_and(|at| self.sentence.is_any(at, &["tại", "ở", "trên", "trong"]));
        // `trong khu vực này là 85%`
        (where_it_is || self.sentence.is_any(phrase.start, &["trong"]))
            && self.tags[phrase.start] != Tag::Quantity
    }

    /// How many tokens say at token `at` that a part is meant: `phần lớn`, `gần một nửa`.
    fn part_len(&self, at: usize) -> usize {
        PARTS.starting_at(self.sentence, at).map_or(0, |(len, _)| len)
    }

    /// `có hơn 70% dân là người …`: the verb says that there is such a part.
    fn is_existential(&self, index: usize, has_base: bool) -> bool {
        let Some(verb) = self.leads[index].verb.clone() else { return false };
        let there_is = self.sentence.is_one_of(verb.end - 1, &["có", "còn"]);
        // `vấn đề là 80% số mẫu không đạt`
        if has_base && self.sentence.is(verb.end - 1, "là") {
            return self.phrases.is_followed_by_verb(self.behind(index));
        }
        let front = || self.phrases.front_up_to(verb.start, true);
        // `môn Toán có 91% bài trên 5 điểm`
        let field = |front: &Phrase| self.sentence.is_any(front.start, &["môn", "phổ", "đề"]);
        let bare = || front().is_none_or(|front| self.is_place(&front) || field(&front));
        let in_place = || front().is_some_and(|front| self.is_place(&front));
        there_is && (has_base && bare() || in_place() || self.phrases.is_followed_by_verb(self.behind(index)))
    }

    /// `giảm 0,25% lãi suất cho vay`, `tăng 50% giá trị`: the quantity that changes stands
    /// behind. What somebody cuts is the base: `cắt giảm 80% số vốn`.
    fn changed_behind(&self, index: usize) -> Option<Phrase> {
        let lead = &self.leads[index];
        let verb = lead.verb.clone().filter(|_| lead.trend.is_some())?;
        let quantity = self.phrases.after(self.behind(index), false)?;
        // `làm giảm 25% chức năng của tim`
        if verb.start > 0 && self.sentence.is_one_of(verb.start - 1, &["làm", "giúp"]) {
            return Some(quantity);
        }
        let head = (quantity.start..quantity.end).take(2).find(|&at| self.tags[at] == Tag::Quantity)?;
        let free = self.sentence.is_any(verb.start, CHANGING);
        let owed = self.sentence.is_one_of(head, OWED);
        let points = CLAUSES.starting_at(self.sentence, head).is_some_and(|hit| hit.1 == "points");
        let bare = self.phrases.front_up_to(verb.start, true).is_none();
        (points || free && !owed && (!self.is_value(head) || bare)).then_some(quantity)
    }

    /// `được miễn 100% phí`: whether what percentage `index` is of is waived.
    fn is_waived(&self, index: usize) -> bool {
        let start = self.start_of(index);
        let verb = self.leads[index].verb.clone();
        let waived = verb.is_some_and(|verb| self.sentence.is_any(verb.end - 1, &["miễn"]));
        (waived || start > 0 && self.sentence.is_any(start - 1, &["miễn"]))
            && matches!(self.tags.get(self.behind(index)), Some(Tag::Noun | Tag::Quantity))
    }

    /// `quả sấu chứa 80% nước`: the content of which percentage `index` says how much there is.
    fn content_behind(&self, index: usize) -> Option<Phrase> {
        let verb = self.leads[index].verb.clone().filter(|verb| self.sentence.is(verb.end - 1, "chứa"))?;
        let end = self.behind(index);
        let is = usize::from(self.sentence.is(end, "là"));
        let noun = self.tags.get(end + is) == Some(&Tag::Noun);
        let several = self.sentence.is_one_of(end, &["các", "những"]);
        (noun && !several && verb.end <= end).then(|| self.phrases.after(end + is, false))?
    }

    /// `đã gồm 10% VAT`, `nộp 20% thuế thu nhập`, `trả góp 0% lãi suất`: the rate behind percentage
    /// `index` that it states.
    fn rated_behind(&self, index: usize) -> Option<Phrase> {
        let end = self.behind(index);
        let verb = self.start_of(index).checked_sub(1);
        let interest = self.leads[index].verb.is_none()
            && CLAUSES.starting_at(self.sentence, end).is_some_and(|hit| hit.1 == "points");
        let added = |at: usize| {
            self.sentence.is_one_of(at, &["với", "thêm"]) && at > 0 && self.sentence.is(at - 1, "cộng")
        };
        let paid = || {
            verb.is_some_and(|at| self.sentence.is_one_of(at, PAYING) || added(at))
                || self.leads[index]
                    .verb
                    .clone()
                    .is_some_and(|verb| self.sentence.is_one_of(verb.end - 1, PAYING))
        };
        let tax = self.sentence.is_one_of(end, &["thuế", "VAT", "phí", "phụ"]) && paid();
        if !(interest || tax || self.sentence.is(end, "phí")) {
            return None;
        }
        let phrase = self.phrases.after(end, false)?;
        // `thu 3% phí trên số tiền được nhận`
        (interest || tax || self.sentence.is(phrase.end, "trên")).then_some(phrase)
    }

    /// `mức tăng 7% của S&P 500`: whether percentage `index` is a change made noun that belongs
    /// to what stands behind it.
    fn is_change_of(&self, index: usize) -> bool {
        let Some(verb) = self.leads[index].verb.clone() else { return false };
        let change = self.leads[index].trend.is_some() && self.tags[verb.start] == Tag::Quantity;
        let bare = change && self.sentence.is_any(verb.start, &["mức", "đà"]);
        bare && !self.is_compared(index) && self.sentence.is(self.behind(index), "của")
    }

    /// What the change of percentage `index` belongs to, where that is no time: `mức tăng 7% của
    /// cùng kỳ năm trước`.
    fn owner_of_change(&self, index: usize) -> Option<Phrase> {
        let owner = self.behind(index) + 1;
        let when = self.sentence.is_one_of(owner, &["cùng", "năm", "tháng", "quý"])
            || matches!(self.tags.get(owner), Some(Tag::Time | Tag::Number));
        (self.is_change_of(index) && !when).then(|| self.phrases.after(owner, false))?
    }

    /// `từ 1% lượng xe bán ra lên 15%`: whether percentage `index` is where a change ends that
    /// begins at the one before it.
    fn ends_change(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return false };
        let from = self.figures[before].tokens.start;
        let begins = from > 0 && self.sentence.is(from - 1, "từ");
        let start = self.leads[index].start;
        let figure = self.figures[index].tokens.start;
        let to = self.sentence.is_one_of(start, &["lên", "xuống", "còn"])
            || self.sentence.is_one_of(figure - 1, &["về", "sang", "thành"]);
        let inside = |at: usize| {
            matches!(
                self.tags[at],
                Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Verb | Tag::Time | Tag::Stop
            )
        };
        begins && to && (self.behind(before)..start).all(inside)
    }

    /// `Đồng yên tăng 1% giá trị` is about the currency: whether its value is named at token `at`.
    fn is_value(&self, at: usize) -> bool {
        self.sentence.is(at, "giá") && self.sentence.is(at + 1, "trị")
    }

    /// Whether its verb, `chiếm`, says that percentage `index` is a share.
    fn is_stated_share(&self, index: usize) -> bool {
        self.leads[index].verb.as_ref().is_some_and(|verb| self.sentence.is(verb.start, "chiếm"))
    }

    /// Whether percentage `index` is a share by its verb, or has no verb that says otherwise.
    fn may_be_share(&self, index: usize) -> bool {
        self.leads[index].verb.is_none() || self.is_stated_share(index)
    }

    /// `(đạt 99% kế hoạch)`, `(lên tới 15%)`: whether a verb says that percentage `index` is a level.
    fn is_level(&self, index: usize) -> bool {
        let verb = self.leads[index].verb.clone();
        self.leads[index].trend.is_none()
            && verb.is_some_and(|verb| self.sentence.is_one_of(verb.start, &["đạt", "bằng", "lên"]))
    }

    /// The bracket right before the words of percentage `index`.
    fn bracket_before(&self, index: usize) -> Option<usize> {
        self.leads[index].start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Open)
    }

    /// `10% còn lại`: whether percentage `index` is what another one leaves.
    fn is_rest(&self, index: usize) -> bool {
        self.behind(index) > self.figures[index].end
    }

    /// The token behind percentage `index` and all that belongs to it.
    fn behind(&self, index: usize) -> usize {
        let end = self.figures[index].end;
        let rest = self.sentence.is(end, "còn") && self.sentence.is(end + 1, "lại");
        if rest { end + 2 } else { end }
    }

    /// First token of the words that belong to percentage `index`, adverbs included.
    fn start_of(&self, index: usize) -> usize {
        let start = self.leads[index].start;
        start - self.tags[..start].iter().rev().take_while(|&&tag| tag == Tag::Auxiliary).count()
    }

    /// Whether `trong đó`, which says of what something is a part, stands at token `at`.
    fn is_of_which(&self, at: usize) -> bool {
        self.sentence.is(at, "trong") && self.sentence.is(at + 1, "đó")
    }

    /// Whether words that say an amount once more, `tương đương`, stand at token `at` or
    /// behind it.
    fn says_again(&self, at: usize) -> bool {
        let word = |at| TRENDS.starting_at(self.sentence, at).is_some_and(|(_, section)| section == "same");
        word(at) || word(at + 1)
    }

    /// `thấp hơn 10% so với chỉ tiêu là 75%`: the words of comparison behind a percentage or a
    /// change, where percentage `index` is the level of what is compared with.
    fn compared_level(&self, index: usize) -> Option<usize> {
        let verb = self.leads[index].verb.clone().filter(|verb| self.sentence.is(verb.start, "là"))?;
        let start = self.phrases.clause_start(verb.start);
        let mark = (start..verb.start).rev().find(|&at| self.tags[at] == Tag::Compare)?;
        let before = self.tags.word(mark).checked_sub(1)?;
        let attached = matches!(self.tags[before], Tag::Figure | Tag::Change | Tag::Auxiliary);
        let levels = (mark..verb.start).any(|at| matches!(self.tags[at], Tag::Change | Tag::Predicate));
        (attached && !levels).then_some(mark)
    }

    /// The noun phrase that begins at token `from`, behind `so với`; of a level with
    /// its percentage: `mức 6% của năm trước`.
    fn compared_with(&self, from: usize) -> Option<Phrase> {
        // `giảm 12% so với trước`
        // `phục hồi 98% so với trước dịch`
        if self.tags.get(from) == Some(&Tag::Stop) && self.sentence.is(from, "trước") {
            let event = self.phrases.after(from + 1, false).filter(|event| event.start == from + 1);
            return Some(from..event.map_or(from + 1, |event| event.end));
        }
        // `so với 31/12/2019`
        let stroke = |at: usize| self.sentence.is(at, "/") && self.tags.get(at + 1) == Some(&Tag::Number);
        if self.tags.get(from) == Some(&Tag::Number) && stroke(from + 1) {
            let parts = (from + 1..self.tags.len()).step_by(2).take_while(|&at| stroke(at)).count();
            return Some(from..from + 1 + 2 * parts);
        }
        let phrase = self.phrases.after(from, false)?;
        let level = self.sentence.is(from, "mức");
        let figure = self.figures.iter().find(|figure| level && figure.tokens.start == phrase.end);
        let Some(end) = figure.map(|figure| figure.end) else {
            // `so với ước tính 4%`: the level itself is compared with.
            let whole = phrase.end == self.tags.len() || self.tags.word(phrase.end) == phrase.end;
            return whole.then(|| self.with_verb(phrase));
        };
        let owner = self.sentence.is(end, "của").then(|| self.phrases.after(end + 1, false)).flatten();
        Some(from..owner.map_or(end, |owner| owner.end))
    }

    /// `những người ngủ sớm`: a group of which a verb right behind it says who belongs to it,
    /// up to the end of the clause.
    fn with_verb(&self, group: Phrase) -> Phrase {
        let several = self.sentence.is_one_of(group.start, &["những", "các", "người", "nhóm"]);
        if !several || self.tags.get(group.end) != Some(&Tag::Verb) {
            return group;
        }
        let inside = |at: &usize| {
            matches!(
                self.tags[*at],
                Tag::Noun | Tag::Quantity | Tag::Verb | Tag::Inner | Tag::Stop | Tag::Time | Tag::Number
            )
        };
        let end = (group.end..self.tags.len()).find(|at| !inside(at)).unwrap_or(self.tags.len());
        group.start..end
    }

    /// The token behind the words of comparison at token `at`.
    fn compare_end(&self, at: usize) -> usize {
        (at..self.tags.len()).find(|&i| self.tags[i] != Tag::Compare).unwrap_or(self.tags.len())
    }
}
