//! The subject of a clause: of the percentage's own, or of those before it.

use super::{Links, Reader};
use crate::facts::clause::Tag;
use crate::facts::percentage::Figure;
use crate::facts::phrase::Phrase;
use crate::lexicon::{MEASURES, OFFICES, TRENDS};
use std::ops::Range;

/// Verbs that put a place in an order before who holds it: `xếp thứ hai là …`.
const RANKING: &[&str] = &["xếp", "đứng", "dẫn", "tiếp", "kế"];

impl Reader<'_> {
    /// The subject of a verb that begins at token `end`, and its clause: the noun
    /// phrase of the same clause, or of those before it.
    pub(super) fn subject_before(&self, end: usize, links: &Links) -> Option<(Phrase, Range<usize>)> {
        let mut end = end;
        let mut own = true;
        let mut place = None;
        // `ghi nhận 65.000 tài khoản, tăng trưởng 180%`
        let grows = |(_, section): (usize, &str)| matches!(section, "up" | "down");
        let change = self.tags.get(end) == Some(&Tag::Change)
            || end > 0
                && self.tags[end - 1] == Tag::Comma
                && TRENDS.starting_at(self.sentence, end).is_some_and(grows);
        // `máy có công suất 5 triệu tấn, đáp ứng 30% nhu cầu`: who does it, not what it has.
        let serves = self.sentence.is(end, "đáp");
        loop {
            while end > 0 && matches!(self.tags[end - 1], Tag::Auxiliary | Tag::Forecast | Tag::Time) {
                end -= 1;
            }
            let start = self.phrases.clause_start(end);
            let start = if own { self.behind_base(start, links).min(end) } else { start };
            let purpose = serves || self.sentence.is_one_of(end, &["để", "nhằm"]);
            // `A chỉ chiếm 5% dân số, nhưng là nơi chứa 70%`: a place that stands for one named before.
            // `Đặc biệt, năm 2016 tăng 4%`, `tính cả năm tăng 5%` name nothing.
            let stands_for = |phrase: &Phrase| {
                let word = |words: &[&str]| self.sentence.is_any(phrase.start, words);
                phrase.len() == 1 && word(&["nơi", "tính"])
                    || phrase.len() == 2 && word(&["đặc", "lũy", "luỹ"])
            };
            // `số xe (cả xe cũ) bán ra chiếm 40%`: a verb alone is none.
            let verb = |phrase: &Phrase| {
                let bracketed = start > 0 && self.tags[start - 1] == Tag::Close;
                (bracketed || !change) && self.tags[phrase.clone()].iter().all(|&tag| tag == Tag::Verb)
            };
            let found = self
                .clause_subject(start..end, own, purpose, change)
                .filter(|phrase| !stands_for(phrase) && !verb(phrase))
                .map(|phrase| self.acted_on(&phrase, start..end).unwrap_or(phrase))
                .map(|phrase| self.before_forecast(&phrase, start).unwrap_or(phrase))
                .map(|phrase| self.first_listed(&phrase, start..end).unwrap_or(phrase));
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
                    let holds = |figure: &Figure| (figure.tokens.start..figure.end).contains(&at);
                    let before = self.figures.iter().position(holds)?;
                    let subject = links.subjects.get(before).cloned().flatten();
                    if subject.is_some() || !self.holds_too(before, links) {
                        return subject.map(|subject| (subject, start..end)).or(place);
                    }
                    end = self.leads[before].start;
                }
                Tag::Close => end = self.phrases.open(at),
                // `vàng trong quỹ A – quỹ lớn nhất – đã tăng`
                Tag::Break if start == end => end = self.aside_start(at),
                // `bà đề nghị nâng lên 5%`: who speaks is not what is raised.
                // `có 240 ca bệnh được xác nhận, tăng 76%`: what is reported is.
                Tag::Report if end == start && !self.is_passive(at) => return place,
                _ => end = at,
            }
        }
    }

    /// What a clause is about: of the percentage's `own` clause the noun phrase
    /// before the verb, of an earlier one also what it counts, where none says its
    /// `purpose`, or who holds a share, where no `change` of it is stated.
    fn clause_subject(&self, clause: Range<usize>, own: bool, purpose: bool, change: bool) -> Option<Phrase> {
        // `có 9 chuyến đò lỡ giờ do lái đò đến muộn, chiếm 6%`
        let cause = !own && clause.start > 1 && self.sentence.is(clause.start - 1, "do");
        if cause || self.is_record(&clause) {
            return None;
        }
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
            self.own_subject(clause, front, change)
        } else {
            self.earlier_subject(clause, front, purpose, change)
        }
    }

    /// `thu hút 20 dự án, mức cao nhất từ năm 2019 và tăng 5%`: whether a clause only says that
    /// the level before it is a record.
    fn is_record(&self, clause: &Range<usize>) -> bool {
        self.sentence.is(clause.start, "mức")
            && clause.start > 0
            && self.tags[clause.start - 1] == Tag::Comma
            && clause.clone().any(|at| self.sentence.is(at, "nhất"))
            && !self.tags[clause.clone()].iter().any(|tag| matches!(tag, Tag::Predicate | Tag::Verb))
    }

    /// What the percentage's own clause, which begins with `front`, is about.
    fn own_subject(&self, clause: Range<usize>, front: Option<Phrase>, change: bool) -> Option<Phrase> {
        // `có 5.000 khách quốc tế chiếm 62%`
        let counted = || {
            let counted = self.phrases.object(clause.clone(), false)?;
            let named = !MEASURES.contains(self.sentence.key(counted.start));
            let reaches = self.sentence.is(clause.end, "chiếm")
                && self.tags[counted.end..clause.end].iter().all(|&tag| tag == Tag::Verb);
            (named && reaches && !change).then_some(())?;
            // `ông An sở hữu 5 triệu cổ phiếu chiếm 24%`
            let holder = self.phrases.front(clause.clone(), false);
            holder.filter(|holder| self.holds(holder.end, clause.end)).or(Some(counted))
        };
        self.related(&clause, front.as_ref())
            .or(front)
            .or_else(|| self.phrases.object(clause.clone(), true))
            // `lượng khách ước đạt 200.000 lượt tăng 36%`
            .filter(|phrase| phrase.start == 0 || self.tags[phrase.start - 1] != Tag::Number)
            .or_else(counted)
    }

    /// What a clause before that of the percentage, which begins with `front`, is about.
    fn earlier_subject(
        &self,
        clause: Range<usize>,
        front: Option<Phrase>,
        purpose: bool,
        change: bool,
    ) -> Option<Phrase> {
        let verbs = self.tags[clause.clone()].iter().any(|tag| matches!(tag, Tag::Predicate | Tag::Change));
        let opener = clause.start.checked_sub(1);
        // What stands right behind a percentage, or behind `với`, is no subject.
        let with = opener.filter(|&at| self.sentence.is(at, "với") && !verbs);
        if let Some(object) = with.filter(|_| change).and_then(|with| self.counted_with(with, &clause)) {
            return Some(object);
        }
        if with.is_some() || opener.is_some_and(|at| self.tags[at] == Tag::Figure) {
            // `với tỷ lệ mắc 12 ca, tăng 5%`
            return front.filter(|front| {
                let counted = matches!(self.tags.get(front.end), Some(Tag::Number | Tag::Forecast));
                with.is_some() && counted && self.phrases.names_quantity(front)
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
        if let Some(planned) = self.planned(held..clause.end).filter(|_| change) {
            return Some(planned);
        }
        // `Nga ghi nhận 20.000 người tử vong, giảm 12%`
        let quantity = front.clone().is_some_and(|front| self.phrases.names_quantity(&front));
        // `xưởng chi 5 tỷ đồng để sở hữu 100%`: the clauses share their subject.
        if quantity || (purpose && front.is_some()) {
            return front.map(|front| self.up_to_count(&front, clause.end).unwrap_or(front));
        }
        // `khu đất có diện tích 5 ha, chiếm 20%`: the share is that of the owner.
        let quantity = self.phrases.quantity(clause.clone());
        let value = |quantity: &Phrase| quantity.len() == 2 && self.is_value(quantity.start);
        let has = |quantity: &Phrase| {
            let reached = value(quantity) && self.sentence.is(quantity.start - 1, "đạt");
            front.is_some() && (self.sentence.is(quantity.start - 1, "có") || reached)
        };
        if !change && quantity.as_ref().is_some_and(has) {
            return front;
        }
        // `mảng này đem lại doanh thu 5 tỷ đồng, tăng 26%`
        let brought = || {
            let quantity = self.phrases.measured(clause.clone()).filter(|_| change)?;
            let verb = quantity.start > clause.start && self.tags[quantity.start - 1] == Tag::Verb;
            (verb && self.tags[quantity.start] == Tag::Quantity).then_some(quantity)
        };
        quantity
            .filter(|quantity| change && !value(quantity) || !has(quantity))
            .or_else(brought)
            .or_else(|| self.counted_in(&clause, front.as_ref(), change))
            .or_else(|| front.clone())
    }

    /// `số thí sinh đạt trên 20 điểm là 900 em, chiếm 2%`: a number of people that begins with
    /// `front`, with what they do up to how many they are.
    fn up_to_count(&self, front: &Phrase, end: usize) -> Option<Phrase> {
        let number = |at: usize| self.tags.get(at) == Some(&Tag::Number);
        let is = (front.end..end).find(|&at| self.sentence.is(at, "là") && number(at + 1))?;
        let counts = self.sentence.is_any(front.start, &["số"]) || self.sentence.is(front.start + 1, "số");
        let does = matches!(self.tags[front.end], Tag::Verb | Tag::Predicate);
        (counts && does && is > front.end).then_some(front.start..is)
    }

    /// `Hải Âu ở vị trí thứ ba với 900 xe, tăng 5%`: what the clause behind the word `với` at
    /// token `with` counts, where no verb stands before it.
    fn counted_with(&self, with: usize, clause: &Range<usize>) -> Option<Phrase> {
        let counts = self.tags.get(clause.start) == Some(&Tag::Number);
        let object = self.phrases.object(clause.clone(), false).filter(|_| counts)?;
        let named = !MEASURES.contains(self.sentence.key(object.start));
        let verbs = self.tags[self.segment_start(with)..with].contains(&Tag::Verb);
        (named && (!verbs || self.tags[object.start] == Tag::Quantity)).then_some(object)
    }

    /// `cục được giao dự toán thu là 285 tỷ đồng, tăng 5%`: the quantity that is the object of
    /// the verb behind the front of a clause, and has its number behind `là`.
    fn planned(&self, rest: Range<usize>) -> Option<Phrase> {
        let number = |at: usize| self.tags.get(at) == Some(&Tag::Number);
        let is = rest.clone().find(|&at| self.sentence.is(at, "là") && (number(at + 1) || number(at + 2)))?;
        let quantity = self.phrases.before(is)?.find(|&at| self.tags[at] == Tag::Quantity)?;
        (quantity > rest.start && self.tags[rest.start..quantity].contains(&Tag::Verb))
            .then_some(quantity..is)
    }

    /// What a clause that begins with `front` counts, of a `change` with what that does: `công ty
    /// bán 500 xe, tăng 5%`.
    fn counted_in(&self, clause: &Range<usize>, front: Option<&Phrase>, change: bool) -> Option<Phrase> {
        let object = self.phrases.object(clause.clone(), false)?;
        let measure = MEASURES.contains(self.sentence.key(object.start));
        // `lượng khách đạt 5 triệu lượt, ước đạt 6 triệu lượt, tăng 20%`
        let verb = clause.clone().find(|&at| self.tags[at] != Tag::Auxiliary);
        let level = verb.is_some_and(|at| self.sentence.is_one_of(at, &["đạt", "là"]));
        let goes_on = clause.start > 0 && level && front.is_none();
        // `thị trường đạt 5 triệu khách, tăng 20%`
        // `số người ở đây đã lên đến 200.000 người, tăng 36%`
        let reaches = front.is_some_and(|front| {
            let verb = (front.end..clause.end).find(|&at| self.tags[at] != Tag::Auxiliary);
            self.sentence.is(front.end, "đạt")
                || verb.is_some_and(|at| self.sentence.is(at, "lên") && self.tags[at] == Tag::Predicate)
        });
        // `xưởng đạt 5 tỷ đồng tiền lãi, giảm 4%`
        let quantity = self.tags[object.start] == Tag::Quantity && !measure;
        if (reaches || goes_on) && !quantity {
            return None;
        }
        // `Nga, Mỹ và Pháp là 3 thị trường lớn nhất, chiếm 84%`
        let number = (clause.start..object.start).rev().take_while(|&at| self.tags[at] == Tag::Number);
        let is = number.last().and_then(|at| at.checked_sub(1)).is_some_and(|at| self.sentence.is(at, "là"));
        if is && front.is_some() && !measure {
            return None;
        }
        // `80 hộ kinh doanh rút lui khỏi chợ, tăng 7%`
        let inside = |at: usize| {
            matches!(self.tags[at], Tag::Noun | Tag::Quantity | Tag::Verb | Tag::Inner | Tag::Stop)
                || self.sentence.is_one_of(at, &["có", "không", "hoặc"])
        };
        let does =
            change && self.tags.get(object.end) == Some(&Tag::Verb) && (object.end..clause.end).all(inside);
        Some(if does { object.start..clause.end } else { object })
    }

    /// `nợ xấu mà ngân hàng đã mua là 5 tỷ đồng`: the quantity before the `mà` that opens `clause`,
    /// which says what `agent` does.
    fn acted_on(&self, agent: &Phrase, clause: Range<usize>) -> Option<Phrase> {
        let relative = clause.start.checked_sub(1).filter(|&at| self.sentence.is(at, "mà"))?;
        let does = agent.start == clause.start
            && self.tags[agent.end..clause.end.max(agent.end)].contains(&Tag::Verb);
        let quantity = |phrase: &Phrase| self.tags[phrase.start] == Tag::Quantity;
        self.phrases.before(relative).filter(|phrase| does && quantity(phrase))
    }

    /// `một số ngành tăng so với năm trước là dệt tăng 3%, may tăng 2%`, `vài mã rớt sâu như Hải Âu
    /// giảm 2%`: the first of a list whose items `clause` names behind the group.
    fn first_listed(&self, group: &Phrase, clause: Range<usize>) -> Option<Phrase> {
        let inside = |&at: &usize| {
            matches!(self.tags[at], Tag::Noun | Tag::Quantity | Tag::Verb) && !self.sentence.is(at, "như")
        };
        let first = (clause.start..clause.end).rev().take_while(inside).last()?;
        let mark = first.checked_sub(1).filter(|&mark| mark >= group.start)?;
        let compared = self.sentence.is(mark, "là") && self.tags[clause.start..mark].contains(&Tag::Compare);
        let changes = |tag: &Tag| matches!(tag, Tag::Change | Tag::Compare);
        let like = self.sentence.is(mark, "như") && self.tags[clause.start..mark].iter().any(changes);
        (compared || like).then_some(first..clause.end)
    }

    /// `nhóm hàng này ước tính trị giá là 3 tỷ USD, giảm 5%`: what stands before the forecast of its
    /// `value` in a clause that begins at token `start`.
    fn before_forecast(&self, value: &Phrase, start: usize) -> Option<Phrase> {
        let mark = start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Forecast)?;
        let mark = self.tags.word(mark);
        let valued = value.start == start && self.sentence.is_one_of(start, &["trị", "thâm"]);
        valued.then(|| self.phrases.front_up_to(mark, false))?
    }

    /// Whether the verb that ends at token `at` is said of who undergoes it.
    fn is_passive(&self, at: usize) -> bool {
        let verb = self.tags.word(at);
        verb > 0 && self.sentence.is_one_of(verb - 1, &["được", "bị"])
    }

    /// The dash that opens the remark which the one at token `close` ends, or that token.
    pub(super) fn aside_start(&self, close: usize) -> usize {
        let dash = |at: usize| self.sentence.is_one_of(at, &["-", "–", "—"]);
        let open = || (0..close).rev().find(|&at| self.tags[at] == Tag::Break).filter(|&at| dash(at));
        if dash(close) { open().unwrap_or(close) } else { close }
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
            // `Huế đón 7 triệu khách, đạt 105% kế hoạch`: who comes is not held.
            let share = TRENDS.starting_at(self.sentence, at).is_some_and(|hit| hit.1 == "share")
                && !self.sentence.is(at, "đón");
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
}
