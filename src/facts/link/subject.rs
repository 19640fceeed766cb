//! What a percentage is about: the noun phrase whose quantity it states.

use super::{Links, Reader};
use crate::facts::clause::Tag;
use crate::facts::percentage::{Figure, Lead, end_of};
use crate::facts::phrase::Phrase;
use crate::lexicon::{CLAUSES, MEASURES, OFFICES, TRENDS};
use std::ops::Range;

/// Verbs that put a place in an order before who holds it: `xếp thứ hai là …`.
const RANKING: &[&str] = &["xếp", "đứng", "dẫn", "tiếp", "kế"];

/// Last words of verbs with a clause for object: `ghi nhận 90% hộ dân có nước sạch`.
const PERCEIVING: &[&str] = &["nhận", "kiến", "khiến", "giúp", "thấy", "cho"];

/// Last words of what is done wholly or not: `chắc chắn`, `khẳng định`, `tự tin`, `tập trung`,
/// `nỗ lực`, `nhất trí`.
const SURE: &[&str] = &["chắn", "định", "đúng", "tin", "trung", "lực", "trí"];

impl Reader<'_> {
    /// What percentage `index`, which is of or compared with `base`, is about.
    pub(super) fn subject(&self, index: usize, links: &Links, base: Option<&Phrase>) -> Option<Phrase> {
        let lead = &self.leads[index];
        let has_base = base.is_some();
        if let Some(holder) = self.holder_after(index) {
            return Some(holder);
        }
        // `10% còn lại là đất`, but `Huế chiếm 45% còn lại`
        let holds = lead.after.is_none()
            && lead.verb.clone().is_some_and(|verb| self.sentence.is(verb.start, "chiếm"));
        if self.is_rest(index) && !holds {
            return self.share_of_rest(index, has_base);
        }
        if self.part_before(index).is_some() {
            return None;
        }
        if let Some(rated) = self.rated_behind(index) {
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
        let first = verb.is_some_and(|verb| self.phrases.clause_start(verb.start) == verb.start);
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
        if self.is_rest(index) || self.phrases.is_followed_by_verb(behind) {
            return None;
        }
        let lead = &self.leads[index];
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
        if let Some(change) = lead.verb.clone().filter(|verb| self.tags[verb.start] == Tag::Quantity) {
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
    fn named_behind(&self, index: usize) -> Option<Phrase> {
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

    /// The subject of percentage `index`, whose verb is that of percentage `first`.
    fn stated(&self, first: usize, index: usize, links: &Links) -> Option<Phrase> {
        let lead = &self.leads[first];
        // `đảm bảo tăng trưởng 6,7%`: the verb made noun is all that is said.
        let noun = lead.verb.clone().filter(|verb| {
            lead.trend.is_some()
                && self.tags[verb.start] == Tag::Quantity
                && !self.sentence.is(verb.start, "mức")
        });
        let opened = lead.start.checked_sub(1).map(|at| self.tags[at]);
        let aim = CLAUSES.ending_at(self.sentence, lead.start).is_some_and(|(_, section)| section == "aim");
        if noun.is_some()
            && (aim || matches!(opened, Some(Tag::Report | Tag::Link | Tag::Verb | Tag::Forecast)))
        {
            return noun;
        }
        // `(so cùng kỳ tăng 10% về số doanh nghiệp)`
        let opens = lead.start == 0
            || matches!(self.tags[self.phrases.clause_start(lead.start).max(1) - 1], Tag::Open);
        let end = self.behind(index);
        if lead.trend.is_some() && self.sentence.is(end, "về") {
            let respect = self.phrases.after(end + 1, false);
            // `tăng 5% về lượng`, but `tăng 5% về số doanh nghiệp`
            // `giảm 5% về 57.400 đồng` says where it ends.
            let says_what = respect.as_ref().is_some_and(|what| {
                let number = self.sentence.is(what.start, "số") && what.len() > 1;
                (what.len() > 2 || number) && self.tags[what.start] != Tag::Number
            });
            if opens || says_what {
                return respect;
            }
        }
        if let Some(mark) = self.compared_level(first) {
            return self.phrases.after(mark + 1, false);
        }
        // `sự gia tăng 69% đối với hạt nhỏ, tăng 9% đối với hạt lớn`
        let bare = || {
            let front = self.phrases.front(self.phrases.clause_start(lead.start)..lead.start, true);
            front.is_none_or(|front| self.sentence.is(front.start, "sự") && front.len() == 1)
        };
        if lead.trend.is_some() && self.sentence.is(end, "đối") && bare() {
            return self.phrases.after(end + 2, false);
        }
        let (mut subject, mut clause) = self.subject_before(lead.start, links)?;
        // `tỷ lệ đỗ đạt 60%; năm 2018, tỷ lệ đạt 62%`
        if index > 0 && subject.len() == 2 && self.sentence.is(subject.end - 1, "lệ") {
            return links.subjects[index - 1].clone().or(Some(subject));
        }
        // `nhập khẩu đạt 30 chiếc, giá trị 6 tỷ đồng, tăng 5% về lượng`: the amount said once more
        // is not what grows in its number.
        let respect = lead.trend.is_some() && self.sentence.is(end, "về");
        if respect
            && clause.start > 1
            && subject.len() < 3
            && self.tags.get(subject.end) == Some(&Tag::Number)
        {
            (subject, clause) = self.subject_before(clause.start - 1, links).unwrap_or((subject, clause));
        }
        // `VNPT có 4 triệu thuê bao, chiếm 76% thị phần`: the share is that of the firm.
        let market = self.sentence.is(end, "thị") && self.sentence.is(end + 1, "phần");
        let counted = subject.start > 0 && self.tags[subject.start - 1] == Tag::Number;
        if market && counted {
            let front = self.phrases.front(clause.clone(), true).filter(|front| *front != subject);
            let earlier = || self.subject_before(clause.start.checked_sub(1)?, links);
            subject = front.or_else(|| Some(earlier()?.0)).unwrap_or(subject);
        }
        // `cho phép tăng giới hạn sở hữu lên 49%`: what is changed, not who changes it.
        if self.sentence.is_one_of(lead.start, &["lên", "xuống"])
            && let Some(changed) = self.phrases.object(clause.clone(), true)
            && changed.end == lead.start
            && changed.len() > 1
        {
            return Some(changed);
        }
        // `mua phần vốn góp 30 tỷ đồng, tương đương 12% vốn`: the amount is what is said once more.
        let again = lead.verb.clone().is_some_and(|verb| {
            lead.trend.is_none() && TRENDS.get(self.sentence.phrase(verb)) == Some("same")
        });
        if again && let Some(amount) = self.phrases.measured(clause.clone()) {
            let owned = self.sentence.is(amount.start.wrapping_sub(1), "có") && subject != amount;
            return Some(if owned { subject } else { amount });
        }
        let joined = |next: &usize| self.leads[*next].after == Some(next - 1);
        let count = (first + 1..self.leads.len()).take_while(joined).count() + 1;
        if count == 1 {
            return Some(self.holder_before(lead, &clause).unwrap_or(subject));
        }
        // `A và B lần lượt tăng 2% và 3%`
        let joined = self.tags[subject.clone()].contains(&Tag::Join);
        let parts = if joined { self.phrases.parts(&subject) } else { Vec::new() };
        let parts = if parts.len() == count { parts } else { self.phrases.quantities(clause.clone()) };
        let parts = if parts.len() == count { parts } else { self.quantities_before(clause, count) };
        if parts.len() == count { parts.into_iter().nth(index - first) } else { Some(subject) }
    }

    /// `doanh thu là 27 tỷ, lợi nhuận là 2 tỷ, tăng lần lượt 30% và 23%`: the quantities named in
    /// the last `count` clauses, of which `clause` is the last; none where one names none.
    fn quantities_before(&self, clause: Range<usize>, count: usize) -> Vec<Phrase> {
        let mut quantities = Vec::new();
        let mut clause = clause;
        loop {
            let front = self.phrases.front(clause.clone(), false);
            let own = front.filter(|front| self.tags[front.start] == Tag::Quantity);
            let Some(quantity) = own.or_else(|| self.phrases.quantity(clause.clone())) else {
                return Vec::new();
            };
            quantities.insert(0, quantity);
            let comma = clause.start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Comma);
            match comma.filter(|_| quantities.len() < count) {
                Some(comma) => clause = self.phrases.clause_start(comma)..comma,
                None => return quantities,
            }
        }
    }

    /// `mỏ đá huyện nắm giữ 100%`: who holds stands right before the verb.
    fn holder_before(&self, lead: &Lead, clause: &Range<usize>) -> Option<Phrase> {
        let verb = lead.verb.clone().filter(|verb| self.is_share_verb(verb.clone()))?;
        let holder = self.phrases.object(clause.clone(), true)?;
        (holder.end == verb.start).then_some(holder)
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
        let mut place = None;
        let change = self.tags.get(end) == Some(&Tag::Change);
        loop {
            while end > 0 && matches!(self.tags[end - 1], Tag::Auxiliary | Tag::Forecast | Tag::Time) {
                end -= 1;
            }
            let start = self.phrases.clause_start(end);
            let start = if own { self.behind_base(start, links).min(end) } else { start };
            let purpose = self.sentence.is_one_of(end, &["để", "nhằm"]);
            // `A chỉ chiếm 5% dân số, nhưng là nơi chứa 70%`: a place that stands for one named before.
            let stands_for = |phrase: &Phrase| phrase.len() == 1 && self.sentence.is(phrase.start, "nơi");
            // `số xe (cả xe cũ) bán ra chiếm 40%`: a verb alone is none.
            let verb = |phrase: &Phrase| {
                let bracketed = start > 0 && self.tags[start - 1] == Tag::Close;
                (bracketed || !change) && self.tags[phrase.clone()].iter().all(|&tag| tag == Tag::Verb)
            };
            let found = self
                .clause_subject(start..end, own, purpose, change)
                .filter(|phrase| !stands_for(phrase) && !verb(phrase));
            if let Some(phrase) = found {
                let former = |at: usize| self.sentence.is_one_of(at, &["cựu", "nguyên"]);
                // `thuế là 7,5%, tại Geneva là 16%`: a place is the last resort, and so is an
                // office behind its holder: `ông An, Chủ tịch HĐQT góp 8%`.
                let office = start > 0
                    && self.tags[start - 1] == Tag::Comma
                    && phrase.start == start
                    && OFFICES
                        .starting_at(self.sentence, phrase.start + usize::from(former(phrase.start)))
                        .is_some();
                if !self.is_place(&phrase) && !office {
                    return Some((phrase, start..end));
                }
                place = place.or(Some((phrase, start..end)));
            }
            own = false;
            let Some(at) = start.checked_sub(1) else { return place };
            match self.tags[at] {
                Tag::Figure => {
                    let holds =
                        |figure: &Figure| (figure.tokens.start..end_of(self.sentence, figure)).contains(&at);
                    let before = self.figures.iter().position(holds)?;
                    let subject = links.subjects.get(before).cloned().flatten();
                    if subject.is_some() || !self.holds_too(before, links) {
                        return subject.map(|subject| (subject, start..end)).or(place);
                    }
                    end = self.leads[before].start;
                }
                Tag::Close => end = self.phrases.open(at),
                // `vàng trong SPDR – quỹ lớn nhất – đã tăng`
                Tag::Break if start == end => end = self.aside_start(at),
                // `bà đề nghị nâng lên 5%`: who speaks is not what is raised.
                Tag::Report if end == start => return place,
                _ => end = at,
            }
        }
    }

    /// The dash that opens the remark which the one at token `close` ends, or that token.
    fn aside_start(&self, close: usize) -> usize {
        let dash = |at: usize| self.sentence.is_one_of(at, &["-", "–", "—"]);
        let open = || (0..close).rev().find(|&at| self.tags[at] == Tag::Break).filter(|&at| dash(at));
        if dash(close) { open().unwrap_or(close) } else { close }
    }

    /// What a clause is about: of the percentage's `own` clause the noun phrase
    /// before the verb, of an earlier one also what it counts, where none says its
    /// `purpose`, or who holds a share, where no `change` of it is stated.
    fn clause_subject(&self, clause: Range<usize>, own: bool, purpose: bool, change: bool) -> Option<Phrase> {
        let front = self.phrases.front(clause.clone(), own);
        // `Đây là hợp đồng lớn, chiếm 20%`
        if let Some(front) = front.as_ref().filter(|front| front.len() == 1)
            && !own
            && self.sentence.is_one_of(front.start, &["đây", "đó"])
            && let Some(is) = (front.end..clause.end).find(|&at| self.sentence.is(at, "là"))
        {
            return self.phrases.after(is + 1, false);
        }
        if own {
            return self
                .related(&clause, front.as_ref())
                .or(front)
                .or_else(|| self.phrases.object(clause.clone(), true))
                // `lượng khách ước đạt 200.000 lượt tăng 36%`
                .filter(|phrase| phrase.start == 0 || self.tags[phrase.start - 1] != Tag::Number)
                // `có 5.000 khách quốc tế chiếm 62%`
                .or_else(|| {
                    let counted = self.phrases.object(clause.clone(), false)?;
                    let named = !MEASURES.contains(self.sentence.key(counted.start));
                    let reaches = self.sentence.is(clause.end, "chiếm")
                        && self.tags[counted.end..clause.end].iter().all(|&tag| tag == Tag::Verb);
                    (named && reaches && !change).then_some(counted)
                });
        }
        let verbs = self.tags[clause.clone()].iter().any(|tag| matches!(tag, Tag::Predicate | Tag::Change));
        let opener = clause.start.checked_sub(1);
        // What stands right behind a percentage, or behind `với`, is no subject.
        let with = opener.is_some_and(|at| self.sentence.is(at, "với")) && !verbs;
        if with || opener.is_some_and(|at| self.tags[at] == Tag::Figure) {
            // `với tỷ lệ mắc 12 ca, tăng 5%`
            return front.filter(|front| {
                let counted = matches!(self.tags.get(front.end), Some(Tag::Number | Tag::Forecast));
                with && counted && self.phrases.names_quantity(front)
            });
        }
        // `ông An, 54 tuổi, đã giành 50%`
        if self.tags[clause.start] == Tag::Number && self.sentence.is(clause.end - 1, "tuổi") {
            return None;
        }
        // `9.000 khách, tương đương 40 chuyến mỗi ngày, tăng 25%`
        if clause.start > 0 && self.says_again(self.tags.word(clause.start - 1)) {
            return None;
        }
        // `Xếp thứ hai là công ty Hải Âu, chiếm 20%`
        if self.sentence.is_any(clause.start, RANKING)
            && let Some(ranked) = self.phrases.object(clause.clone(), true)
        {
            return Some(ranked);
        }
        // `Nhà nước nắm giữ 5 triệu cổ phần, chiếm 51%`: who holds, not what is held.
        let held = front.as_ref().map_or(clause.start, |front| front.end);
        if !change && self.holds(held, clause.end) {
            return front;
        }
        // `Nga ghi nhận 20.000 người tử vong, giảm 12%`
        let quantity = front.clone().is_some_and(|front| self.phrases.names_quantity(&front));
        // `xưởng chi 5 tỷ đồng để sở hữu 100%`: the clauses share their subject.
        if quantity || (purpose && front.is_some()) {
            return front;
        }
        // `lượng khách đạt 5 triệu lượt, ước đạt 6 triệu lượt, tăng 20%`
        let verb = clause.clone().find(|&at| self.tags[at] != Tag::Auxiliary);
        let level = verb.is_some_and(|at| self.sentence.is_one_of(at, &["đạt", "là"]));
        let goes_on = clause.start > 0 && level && front.is_none();
        // `thị trường đạt 5 triệu khách, tăng 20%`
        // `số người ở đây đã lên đến 200.000 người, tăng 36%`
        let reaches = front.as_ref().is_some_and(|front| {
            let verb = (front.end..clause.end).find(|&at| self.tags[at] != Tag::Auxiliary);
            self.sentence.is(front.end, "đạt")
                || verb.is_some_and(|at| self.sentence.is(at, "lên") && self.tags[at] == Tag::Predicate)
        });
        // `Nga, Mỹ và Pháp là 3 thị trường lớn nhất, chiếm 84%`
        let is = |object: &Phrase| {
            let number = (clause.start..object.start).rev().take_while(|&at| self.tags[at] == Tag::Number);
            let is =
                number.last().and_then(|at| at.checked_sub(1)).is_some_and(|at| self.sentence.is(at, "là"));
            is && front.is_some() && !MEASURES.contains(self.sentence.key(object.start))
        };
        let counted = || {
            let object = self.phrases.object(clause.clone(), false).filter(|_| !goes_on && !reaches);
            object.filter(|object| !is(object))
        };
        // `khu đất có diện tích 5 ha, chiếm 20%`: the share is that of the owner.
        let has = |quantity: &Phrase| {
            let value = self.sentence.is(quantity.start - 1, "đạt") && self.is_value(quantity.start);
            front.is_some() && (self.sentence.is(quantity.start - 1, "có") || value && quantity.len() == 2)
        };
        let owned = || {
            self.phrases.quantity(clause.clone()).filter(|quantity| {
                let value = quantity.len() == 2 && self.is_value(quantity.start);
                change && !value || !has(quantity)
            })
        };
        owned().or_else(counted).or_else(|| front.clone())
    }

    /// `Hiệp hội lớn nhất, bao trùm 12% diện tích, chiếm 5% dân số`: whether percentage `index`
    /// has a base behind it, of which nothing more is said.
    fn holds_too(&self, index: usize, links: &Links) -> bool {
        let base = links.bases[index].as_ref().filter(|base| base.start >= self.behind(index));
        base.is_some_and(|base| !self.phrases.is_followed_by_verb(base.end))
    }

    /// Whether the first verb from token `from` on says that somebody holds a share.
    fn holds(&self, from: usize, end: usize) -> bool {
        let verb = (from..end).find(|&at| !matches!(self.tags[at], Tag::Auxiliary | Tag::Time));
        // `giành được 22 triệu phiếu, chiếm 57%`
        verb.is_some_and(|at| {
            let share = TRENDS.starting_at(self.sentence, at).is_some_and(|hit| hit.1 == "share");
            share || self.sentence.is_one_of(at, &["giành", "nhận"])
        })
    }

    /// `lượng gạo do kho giữ hộ giảm 5%`: what the clause before the verb belongs to.
    fn related(&self, clause: &Range<usize>, front: Option<&Phrase>) -> Option<Phrase> {
        let opener = clause.start.checked_sub(1)?;
        // `Hà Nội, nơi chiếm 5%`, `ông An (người nắm 60% cổ phần)`, `nợ công, vốn ở mức 60%`
        if front.is_some_and(|front| self.stands_for(front)) {
            return self.phrases.before(opener);
        }
        // `ông An - chồng của bà Lan nắm 40%`
        if self.sentence.is_one_of(opener, &["-", "–"])
            && let Some(named) = self.phrases.before(opener)
            && self.sentence.tokens[named.end - 1].is_capital()
            && front.is_some_and(|front| front.start == clause.start)
            && !self.sentence.tokens[clause.start].is_capital()
        {
            return Some(named);
        }
        let relative = self.sentence.is_one_of(opener, &["do", "mà"]);
        let has_verb = self.tags[front?.start..clause.end].contains(&Tag::Verb);
        (relative && has_verb).then(|| self.phrases.before(opener))?
    }

    /// `nơi`, `người`, `đơn vị`: whether a phrase right behind a mark is a word alone that stands
    /// for what the mark parts it from.
    fn stands_for(&self, phrase: &Phrase) -> bool {
        let marked = phrase.start > 0
            && (matches!(self.tags[phrase.start - 1], Tag::Comma | Tag::Open)
                || self.sentence.is_one_of(phrase.start - 1, &["-", "–"]));
        let alone = match phrase.len() {
            1 => self.sentence.is_one_of(phrase.start, &["nơi", "người", "hãng", "vốn"]),
            2 => self.sentence.is(phrase.start, "đơn") || self.sentence.is(phrase.start, "công"),
            _ => false,
        };
        marked && alone
    }

    /// The end of the base that begins at token `start`, or `start` itself.
    fn behind_base(&self, start: usize, links: &Links) -> usize {
        let base = links.bases.iter().flatten().find(|base| base.start == start);
        base.map_or(start, |base| base.end)
    }

    /// The subject of a percentage without a verb: the noun phrase right before it.
    fn adjacent(&self, index: usize, links: &Links, base: Option<&Phrase>) -> Option<Phrase> {
        let start = self.start_of(index);
        let has_base = base.is_some_and(|base| base.start > start);
        let has_verb = self.phrases.is_followed_by_verb(self.behind(index));
        if index > 0 && self.is_former_level(index) {
            return links.subjects[index - 1].clone();
        }
        if let Some(rate) = self.rate_before(start).filter(|_| !self.is_capital_of(index)) {
            return Some(rate);
        }
        // `trả cổ tức, tỷ lệ 8%`, `trả cổ tức 2016 tỷ lệ 12%`
        if self.is_bare_rate(start) && start > 1 {
            let year = self.tags[start - 1] == Tag::Number && self.sentence.tokens[start - 1].text.len() == 4;
            if year || self.tags[start - 1] == Tag::Comma {
                return self.phrases.before(start - 1);
            }
        }
        if self.is_certainty(index) {
            return None;
        }
        if let Some(phrase) = self.phrases.before(start) {
            // `ô tô mới 100% được nhập từ Nhật`
            if self.sentence.is(self.figures[index].tokens.start - 1, "mới") {
                return Some(phrase);
            }
            // `ruộng đã được cấy 80%`: behind such words stands a verb.
            let said = phrase.start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Auxiliary);
            let state = !has_base && phrase.len() < 3 && self.tags[phrase.start] != Tag::Quantity;
            let words: &[&str] = match state {
                _ if has_base => &["được", "bị"],
                true => &["được", "bị", "đã", "sẽ", "đang"],
                false => &["được", "đã", "sẽ", "đang"],
            };
            if said.is_some_and(|at| self.sentence.is_one_of(at, words)) {
                return self.phrases.front(self.phrases.clause_start(phrase.start)..phrase.start, true);
            }
            // `đã công bố việc mua lại 90% cổ phần`
            if has_base && self.sentence.is(phrase.start, "việc") && phrase.start > 0 {
                let verb = self.tags.word(phrase.start - 1);
                let told = matches!(self.tags[verb], Tag::Report | Tag::Verb);
                return told.then(|| self.phrases.front(self.phrases.clause_start(verb)..verb, true))?;
            }
            // `doanh nghiệp 100% vốn nước ngoài`
            if self.is_capital_of(index) {
                return None;
            }
            // `80% hộ dân có nước sạch`: the base is what the clause is about, but not
            // where a limit stands for the verb: `chất béo không quá 25% năng lượng`.
            let limited = start + 1 < self.figures[index].tokens.start && self.sentence.is(start, "không");
            // `với tổn thất khoảng 10% GDP`
            let with = phrase.start > 0 && self.sentence.is(phrase.start - 1, "với");
            // `thương tích từ 11%`
            let from = start < self.figures[index].tokens.start
                && self.sentence.is(start, "từ")
                && !MEASURES.contains(self.sentence.key(phrase.start));
            let named = self.tags[phrase.start] == Tag::Quantity || limited || with || from;
            return (named || !(has_base || has_verb)).then_some(phrase);
        }
        // `tỷ lệ này tăng nhanh, từ 35% lên 54%`: the verb behind is that of the change.
        let changes = self.sentence.is(start, "từ");
        // `được thưởng 30% số tiền thu được`, `mua 49% cổ phần góp của hãng`
        let behind = self.tags.get(self.behind(index));
        let done = start > 0 && self.tags[start - 1] == Tag::Verb && behind == Some(&Tag::Quantity);
        let mark = start.checked_sub(1).filter(|_| !has_verb || changes || done)?;
        match self.tags[mark] {
            Tag::Link if self.sentence.is_any(mark, &["với"]) => self.holder_with(mark, links),
            Tag::Join if index > 0 && !has_base => links.subjects[index - 1].clone(),
            // `thấp hơn so với 39% của Amazon`
            Tag::Compare if self.owner_behind(index).is_some() => self.owner_behind(index),
            // `tăng lên 10% so với mức 6% của năm trước`
            Tag::Compare if index > 0 => links.subjects[index - 1].clone(),
            Tag::Comma | Tag::Open if !has_base => Some(self.subject_before(start, links)?.0),
            Tag::Verb => self.doer(start, links),
            // `bệnh gặp ở 10% số trẻ`
            Tag::Inner if self.is_met_in(mark) => self.doer(mark, links),
            // `gạo - 45%, ngô - 13%`
            Tag::Break if !has_base && self.sentence.is_one_of(mark, &["-", "–", "—"]) => {
                let opens = |at: usize| at == 0 || matches!(self.tags[at - 1], Tag::Comma | Tag::Break);
                self.phrases.before(mark).filter(|item| opens(item.start))
            }
            _ => None,
        }
    }

    /// `100% vốn nước ngoài`: whether percentage `index` says whose the capital of a firm is.
    fn is_capital_of(&self, index: usize) -> bool {
        let at = self.behind(index);
        self.sentence.is(at, "vốn")
            && (self.sentence.is(at + 1, "nước")
                || self.sentence.is(at + 1, "nhà")
                || self.sentence.tokens.get(at + 1).is_some_and(|next| next.is_capital()))
    }

    /// `tôi chắc chắn 100%`: whether percentage `index` only says how wholly something is done.
    fn is_certainty(&self, index: usize) -> bool {
        let start = self.figures[index].tokens.start;
        let sure = start > 0 && self.sentence.is_one_of(start - 1, SURE);
        sure && self.figures[index].value == 100.0
    }

    /// Whether a word for a person, `ông`, begins a phrase at token `at`.
    fn is_person(&self, at: usize) -> bool {
        self.sentence.is_any(at, &["ông", "bà", "anh", "chị", "em", "họ"])
    }

    /// `39% của Amazon`: the name that percentage `index` belongs to.
    fn owner_behind(&self, index: usize) -> Option<Phrase> {
        let end = self.behind(index);
        let named = self.sentence.tokens.get(end + 1).is_some_and(|token| token.is_capital());
        (named && self.sentence.is(end, "của")).then(|| self.phrases.after(end + 1, false))?
    }

    /// `bệnh xảy ra ở 10% số trẻ`: whether the word `ở` at token `at` says where something is met.
    fn is_met_in(&self, at: usize) -> bool {
        let met = at > 0 && self.tags[at - 1] == Tag::Verb;
        met && self.sentence.is_one_of(at, &["ở", "trong"])
            && self.sentence.is_one_of(at - 1, &["ra", "hiện", "gặp", "thấy"])
    }

    /// `phát hành cổ phiếu, tỷ lệ 20%`: whether nothing but `tỷ lệ` stands from token `start` up
    /// to a percentage.
    fn is_bare_rate(&self, start: usize) -> bool {
        self.sentence.is(start + 1, "lệ") && self.tags.get(start + 2) == Some(&Tag::Figure)
    }

    /// Who has the percentage behind the word `với` at token `mark`: `giành chiến thắng với
    /// 32% số phiếu`, `xếp sau là ông Ahn với 21%`, `nước chữa khỏi nhiều nhất, với 80%`.
    fn holder_with(&self, mark: usize, links: &Links) -> Option<Phrase> {
        let opened = mark.checked_sub(1)?;
        match self.tags[opened] {
            Tag::Open => return self.phrases.before(opened),
            Tag::Comma => {
                let quantities = self.phrases.quantities(self.phrases.clause_start(opened)..opened);
                let subject = || Some(self.subject_before(opened, links)?.0);
                return quantities.into_iter().last().or_else(subject);
            }
            _ => {}
        }
        let clause = self.phrases.clause_start(mark)..mark;
        let front = self.phrases.front(clause.clone(), true);
        let capital = |phrase: &Phrase| phrase.clone().any(|at| self.sentence.tokens[at].is_capital());
        let near = self.phrases.before(mark).filter(|near| {
            // `ông Ahn là người đứng thứ hai với 20%`
            let named = capital(near) || !front.as_ref().is_some_and(capital);
            let is = near.start > clause.start && self.sentence.is(near.start - 1, "là") && named;
            // `bỏ xa bà Chi với 24%`
            let is = is || near.start > clause.start && self.sentence.is(near.start - 1, "xa");
            let place = near.start > clause.start && self.is_place(near);
            is || place
        });
        // `Huawei ở vị trí thứ hai với 16%`
        let place = |front: &Phrase| (front.start + 1..front.end).find(|&at| self.sentence.is(at, "ở"));
        let ranked = |front: Phrase| {
            let end = place(&front).filter(|&at| self.sentence.is_one_of(at + 1, &["vị", "ngôi", "hạng"]));
            front.start..end.unwrap_or(front.end)
        };
        near.or_else(|| front.map(ranked))
    }

    /// `con tàu sẽ lọt 24% hành trình`: who does what the verb right before token `end` says,
    /// where that is the verb of the clause and no part of a noun phrase (`phương án bán 49%`).
    fn doer(&self, end: usize, links: &Links) -> Option<Phrase> {
        let clause = self.phrases.clause_start(end);
        let verb = self.tags.word(end - 1);
        // `bỏ ra 5 tỷ đồng để mua 30% số máy`: the clauses share their subject.
        let shares = |at: usize| self.sentence.is(at, "để") || self.tags[at] == Tag::Comma;
        if clause == verb && clause > 1 && shares(clause - 1) {
            return self.phrases.front(self.phrases.clause_start(clause - 1)..clause - 1, false);
        }
        // `Hải Âu – hãng lớn nhất – mua 20%`
        let aside = clause.checked_sub(1).filter(|&at| self.tags[at] == Tag::Break);
        let before_aside = || {
            let opened = aside.map(|close| self.aside_start(close)).filter(|&open| Some(open) != aside)?;
            self.phrases.front(self.phrases.clause_start(opened)..opened, false)
        };
        // `là nguy cơ lớn nhất, gặp ở 50% ca bệnh`
        let met = self.is_met_in(end) && clause > 0 && self.tags[clause - 1] == Tag::Comma;
        let Some(doer) = self.phrases.front(clause..end, false) else {
            return if met { Some(self.subject_before(clause - 1, links)?.0) } else { before_aside() };
        };
        // `hãng chi 945 tỷ đồng mua thêm 5% cổ phần`
        if self.sentence.is(verb, "mua") && self.sentence.is(doer.end, "chi")
            || self.sentence.is(doer.end + 1, "chi") && self.sentence.is(verb, "mua")
        {
            return Some(doer);
        }
        // `chủ tàu đóng mới được hỗ trợ 100% chi phí`
        let doer =
            self.phrases.front(clause..verb, true).filter(|with| with.start == doer.start).unwrap_or(doer);
        let adverb = |at: usize| matches!(self.tags[at], Tag::Auxiliary | Tag::Time | Tag::Stop);
        // `hãng vừa được Hải Âu mua lại 34% cổ phần`
        let agent = (doer.end..verb).find(|&at| !adverb(at)).map(|at| at..verb);
        let passive = |agent: &Phrase| {
            self.sentence.is_one_of(agent.start - 1, &["được", "bị"])
                && self.sentence.tokens[agent.start].is_capital()
                && agent.clone().all(|at| self.tags[at] == Tag::Noun)
        };
        if let Some(agent) = agent.filter(passive) {
            return Some(agent);
        }
        // `hợp đồng thể hiện ông Thịnh được thưởng 15% giá trị nhà`
        let spoken = (doer.end..verb).rev().find(|&at| !adverb(at)).map_or(verb, |at| at + 1);
        let inner = self.phrases.before(spoken).filter(|inner| inner.start > doer.end);
        if let Some(inner) = inner.filter(|inner| self.is_person(inner.start)) {
            return Some(inner);
        }
        // `ghi nhận 90% hộ dân có nước sạch`: what is said of the part is a clause of its own.
        let perceived = self.sentence.is_one_of(end - 1, PERCEIVING);
        let state = perceived || clause > 0 && self.sentence.is(clause - 1, "với");
        (!state && (doer.end..verb).all(adverb)).then_some(doer)
    }

    /// `nâng trần lên 49% từ mức 30%`, `thay vì 30%`: another level of the same thing.
    pub(super) fn is_former_level(&self, index: usize) -> bool {
        let start = self.figures[index].tokens.start;
        let level = start - usize::from(start > 0 && self.sentence.is(start - 1, "mức"));
        let from = level < start && level > 0 && self.sentence.is(level - 1, "từ");
        let instead = level > 1 && self.sentence.is(level - 2, "thay") && self.sentence.is(level - 1, "vì");
        from || instead
    }

    /// `tỷ lệ đường được cứng hóa từ 80%`: the rate that runs up to token `end` with
    /// the verbs that belong to it.
    fn rate_before(&self, end: usize) -> Option<Phrase> {
        let rate = self.phrases.front(self.phrases.clause_start(end)..end, true)?;
        (rate.end == end && self.tags[rate.start] == Tag::Quantity).then_some(rate)
    }

    /// `70% do tập luyện`: what holds the share stands behind it.
    fn holder_after(&self, index: usize) -> Option<Phrase> {
        let ends = [end_of(self.sentence, &self.figures[index]), self.behind(index)];
        let hit = ends.into_iter().find_map(|at| Some((at, TRENDS.starting_at(self.sentence, at)?)));
        let (at, (len, section)) = hit?;
        let free = self.leads[index].verb.is_none() || self.leads[index].after.is_some();
        (free && section == "holder").then(|| self.phrases.after(at + len, free))?
    }

    /// `tăng 3 vụ (60%)`: what a change before the bracket counts.
    fn counted_before(&self, index: usize) -> Option<Phrase> {
        let count = self.leads[index].verb.as_ref()?.end;
        let open = self.figures[index].tokens.start.checked_sub(1)?;
        let counts = self.tags.get(count) == Some(&Tag::Number) && self.tags[open] == Tag::Open;
        let noun = count + 1..open;
        let named = counts && !noun.is_empty() && !MEASURES.contains(self.sentence.key(noun.start));
        named.then(|| self.phrases.trim(noun))?
    }

    /// `Hong Joon-pyo (23,3%)`: a percentage alone in brackets.
    fn before_bracket(&self, index: usize, links: &Links) -> Option<Phrase> {
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
        if let Some(counted) = self.counted_with_verb(open) {
            return Some(counted);
        }
        let phrase = self.phrases.before(open)?;
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
        if same_time || (measure && (phrase.len() == 1 || self.tags[phrase.start] == Tag::Noun)) {
            return Some(self.subject_before(open, links)?.0);
        }
        // `các hãng như Hải Âu (30%), Sơn Ca (20%)`
        let example = phrase.clone().rev().find(|&at| self.sentence.is(at, "như"));
        Some(example.map_or(phrase.start, |at| at + 1)..phrase.end)
    }

    /// `442 đại biểu tham gia biểu quyết (90%)`: what is counted before the bracket at token
    /// `open`, with the verb that says what it does.
    fn counted_with_verb(&self, open: usize) -> Option<Phrase> {
        let inside = |at: &usize| {
            matches!(self.tags[*at], Tag::Noun | Tag::Quantity | Tag::Verb | Tag::Inner | Tag::Auxiliary)
        };
        let start = (0..open).rev().take_while(inside).last()?;
        let count = start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Number)?;
        let verb = (start + 1..open).any(|at| self.tags[at] == Tag::Verb);
        let noun = self.tags[start] == Tag::Noun && !MEASURES.contains(self.sentence.key(start));
        let part = count > 0 && !self.sentence.is(count - 1, "số");
        (verb && noun && part).then_some(start..open)
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
