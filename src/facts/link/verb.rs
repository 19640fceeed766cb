//! What a verb that governs a percentage is about, in its clause and those before it.

use super::{Links, Reader};
use crate::facts::clause::Tag;
use crate::facts::percentage::{Figure, Lead, end_of};
use crate::facts::phrase::Phrase;
use crate::lexicon::{CLAUSES, MEASURES, OFFICES, TRENDS};
use std::ops::Range;

/// Verbs that put a place in an order before who holds it: `xếp thứ hai là …`.
const RANKING: &[&str] = &["xếp", "đứng", "dẫn", "tiếp", "kế"];

/// Last words of verbs that bring something to a level: `điều chỉnh mức thuế xuống 0%`.
const RAISING: &[&str] = &["nâng", "tăng", "giảm", "hạ", "đưa", "kéo", "chỉnh", "đẩy"];

/// First words of what does something to others: `nguyên nhân`, `thủ phạm`, `tác nhân`.
pub(super) const CAUSES: &[&str] = &["nguyên", "thủ", "tác"];

/// First words of what grows itself: `ngành xây dựng dự kiến tăng trưởng 10%`.
const GROWING: &[&str] = &["ngành", "nền", "kinh", "thị", "khu", "lĩnh"];

impl Reader<'_> {
    /// The subject of percentage `index`, whose verb is that of percentage `first`.
    pub(super) fn stated(&self, first: usize, index: usize, links: &Links) -> Option<Phrase> {
        let lead = &self.leads[first];
        // `đảm bảo tăng trưởng 6,7%`: the verb made noun is all that is said.
        let noun = lead.verb.clone().filter(|verb| {
            lead.trend.is_some()
                && self.tags[verb.start] == Tag::Quantity
                && !self.sentence.is(verb.start, "mức")
        });
        let opened = lead.start.checked_sub(1).map(|at| self.tags[at]);
        // `GDP dự kiến tăng trưởng 7%`
        let forecast = opened == Some(Tag::Forecast) && {
            let mark = self.tags.word(lead.start - 1);
            let front = self.phrases.front(self.phrases.clause_start(mark)..mark, true);
            front.is_some_and(|front| {
                self.tags[front.start] == Tag::Quantity || self.sentence.is_any(front.start, GROWING)
            })
        };
        let noun = noun.filter(|_| !forecast);
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
            if opens || says_what || self.is_traded(lead.start) {
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
        // `hệ số của tổng công ty đạt 3%, của công ty mẹ đạt 3,1%`
        let from = self.phrases.clause_start(lead.start);
        if first > 0 && self.sentence.is(from, "của") {
            return links.subjects[first - 1].clone();
        }
        // `với việc nắm giữ 8% cổ phần, Hải Âu …`, `chính là Hải Âu với việc tăng 2%`
        if lead.start > 1
            && self.sentence.is(lead.start - 1, "việc")
            && self.sentence.is_any(lead.start - 2, &["với"])
        {
            let with = lead.start - 2;
            let before = || Some(self.subject_before(with, links)?.0);
            return if with > 1 {
                before().or_else(|| self.named_behind(index))
            } else {
                self.named_behind(index)
            };
        }
        if let Some(subject) = self.before_dash(lead.start) {
            return Some(subject);
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
        let count = self.tags[..subject.start].iter().rev().take_while(|&&tag| tag == Tag::Number).count();
        // `Hải Âu đứng thứ hai, với 57 triệu máy, tăng 4% và chiếm 17% thị phần`
        let with = (subject.start - count).checked_sub(1).filter(|&at| self.sentence.is(at, "với"));
        if let Some(with) = with.filter(|_| market && counted) {
            subject = self.subject_before(with, links).map_or(subject, |(holder, _)| holder);
        } else if market && counted {
            let front = self.phrases.front(clause.clone(), true).filter(|front| *front != subject);
            let earlier = || self.subject_before(clause.start.checked_sub(1)?, links);
            subject = front.or_else(|| Some(earlier()?.0)).unwrap_or(subject);
        }
        if let Some(raised) = self.raised(&clause, self.figures[first].tokens.start) {
            return Some(raised);
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
        // `gây thiệt hại tương đương 11% GDP`
        if again
            && let Some(near) = self.phrases.before(lead.start)
            && near.start > clause.start
            && near.end == lead.start
            && matches!(self.tags[near.start - 1], Tag::Verb)
        {
            return Some(near);
        }
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
        let words = clause.end.min(lead.start)..self.figures[first].tokens.start;
        let respectively = words.into_iter().any(|at| self.sentence.is(at, "lượt"));
        let joined = self.tags[subject.clone()].contains(&Tag::Join);
        let parts = if joined { self.phrases.parts(&subject) } else { Vec::new() };
        let parts = if parts.len() == count { parts } else { self.phrases.quantities(clause.clone()) };
        let parts = if parts.len() == count {
            parts
        } else if respectively {
            self.listed(&subject, count)
        } else {
            Vec::new()
        };
        let parts = if parts.len() == count { parts } else { self.quantities_before(clause, count) };
        if parts.len() == count { parts.into_iter().nth(index - first) } else { Some(subject) }
    }

    /// `khối ngoại mua vào 9 triệu đơn vị, giá trị 390 tỷ đồng, giảm 23% về lượng`: whether what
    /// changes from token `end` on is a trade named in the clauses before.
    fn is_traded(&self, end: usize) -> bool {
        let inside = (0..end).rev().take_while(|&at| self.tags[at] != Tag::Break);
        let later = end > 0 && matches!(self.tags[end - 1], Tag::Comma | Tag::Link | Tag::Join);
        later
            && inside.into_iter().any(|at| {
                self.sentence.is_one_of(at, &["mua", "bán"])
                    && self.sentence.is_one_of(at + 1, &["vào", "ra", "ròng"])
            })
    }

    /// `nâng trần sở hữu lên mức tối đa là 49%`, `giảm mức thuế xuống bằng 0%`: the quantity that
    /// the verb of a clause brings to the level at token `figure`.
    fn raised(&self, clause: &Range<usize>, figure: usize) -> Option<Phrase> {
        let to = (clause.start..figure).rev().find(|&at| self.sentence.is_one_of(at, &["lên", "xuống"]))?;
        let nominal = |&at: &usize| matches!(self.tags[at], Tag::Noun | Tag::Quantity | Tag::Inner);
        let start = (clause.start..to).rev().take_while(nominal).last()?;
        let verb = start.checked_sub(1).filter(|&at| at >= clause.start)?;
        let raises = self.sentence.is_any(verb, RAISING);
        (raises && self.tags[start] == Tag::Quantity).then_some(start..to)
    }

    /// `Xuất khẩu sang Mỹ, EU, Nhật Bản tăng lần lượt 2%, 3% và 4%`: the `count` items of a list
    /// without a joint, of which `last` is the last one.
    fn listed(&self, last: &Phrase, count: usize) -> Vec<Phrase> {
        let mut items = vec![last.clone()];
        while items.len() < count {
            let comma = items[0].start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Comma);
            let Some(item) = comma.and_then(|comma| self.phrases.before(comma)) else { break };
            items.insert(0, item);
        }
        let opens = items[0].start == 0
            || matches!(self.tags[items[0].start - 1], Tag::Comma | Tag::Break | Tag::Link);
        if opens { items } else { Vec::new() }
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

    /// `thuế xe từ ASEAN - thị trường lớn như Thái Lan, Lào giảm 5%`: the quantity before a dash
    /// behind which nothing but a remark stands up to the verb at token `end`.
    fn before_dash(&self, end: usize) -> Option<Phrase> {
        let remark = |&at: &usize| {
            matches!(
                self.tags[at],
                Tag::Noun | Tag::Inner | Tag::Comma | Tag::Join | Tag::Verb | Tag::Quantity
            )
        };
        let dash = (0..end).rev().find(|at| !remark(at))?;
        let lower = self.sentence.tokens.get(dash + 1).is_some_and(|next| !next.is_capital());
        let listed = self.tags[dash..end].contains(&Tag::Comma);
        if !self.sentence.is_one_of(dash, &["-", "–"]) || !lower || !listed {
            return None;
        }
        let front = self.phrases.front(self.phrases.clause_start(dash)..dash, true)?;
        (front.end == dash && self.tags[front.start] == Tag::Quantity).then_some(front)
    }

    /// `mỏ đá huyện nắm giữ 100%`: who holds stands right before the verb.
    fn holder_before(&self, lead: &Lead, clause: &Range<usize>) -> Option<Phrase> {
        let verb = lead.verb.clone().filter(|verb| self.is_share_verb(verb.clone()))?;
        // `rung tâm nhĩ là nguyên nhân gây ra 25% ca đột quỵ`
        let cause = |holder: &Phrase| self.sentence.is_one_of(holder.start, CAUSES);
        let holder = self.phrases.object(clause.clone(), true).filter(|holder| !cause(holder))?;
        (holder.end == verb.start).then_some(holder)
    }

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
                phrase.len() == 1 && word(&["nơi", "tính"]) || phrase.len() == 2 && word(&["đặc"])
            };
            // `số xe (cả xe cũ) bán ra chiếm 40%`: a verb alone is none.
            let verb = |phrase: &Phrase| {
                let bracketed = start > 0 && self.tags[start - 1] == Tag::Close;
                (bracketed || !change) && self.tags[phrase.clone()].iter().all(|&tag| tag == Tag::Verb)
            };
            let found = self
                .clause_subject(start..end, own, purpose, change)
                .filter(|phrase| !stands_for(phrase) && !verb(phrase))
                .map(|phrase| self.made_by(&phrase, start..end).unwrap_or(phrase))
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
                // `có 240 ca bệnh được xác nhận, tăng 76%`: what is reported is.
                Tag::Report if end == start && !self.is_passive(at) => return place,
                _ => end = at,
            }
        }
    }

    /// `phần cầu do hãng Hải Âu thi công đạt 99%`: what stands before the `do` that opens
    /// `clause`, which says what `agent` does.
    fn made_by(&self, agent: &Phrase, clause: Range<usize>) -> Option<Phrase> {
        let by = clause.start.checked_sub(1).filter(|&at| self.sentence.is_one_of(at, &["do", "mà"]))?;
        let does = agent.start == clause.start
            && self.tags[agent.end..clause.end.max(agent.end)].contains(&Tag::Verb);
        let made = self.phrases.before(by - usize::from(by > 0 && self.tags[by - 1] == Tag::Comma))?;
        // `nợ xấu mà ngân hàng đã mua là 5 tỷ đồng`
        let named = self.sentence.is(by, "do") || self.tags[made.start] == Tag::Quantity;
        (does && named).then_some(made)
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

    /// What a clause is about: of the percentage's `own` clause the noun phrase
    /// before the verb, of an earlier one also what it counts, where none says its
    /// `purpose`, or who holds a share, where no `change` of it is stated.
    fn clause_subject(&self, clause: Range<usize>, own: bool, purpose: bool, change: bool) -> Option<Phrase> {
        // `thu hút 99 dự án, mức cao nhất từ năm 2006 và tăng 5%`
        // `có 549 chuyến bay trễ giờ do máy bay về muộn, chiếm 69%`
        let cause = !own && clause.start > 1 && self.sentence.is(clause.start - 1, "do");
        let best = self.sentence.is(clause.start, "mức")
            && clause.start > 0
            && self.tags[clause.start - 1] == Tag::Comma
            && clause.clone().any(|at| self.sentence.is(at, "nhất"))
            && !self.tags[clause.clone()].iter().any(|tag| matches!(tag, Tag::Predicate | Tag::Verb));
        if best || cause {
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
                    (named && reaches && !change).then_some(())?;
                    // `ông An sở hữu 5 triệu cổ phiếu chiếm 24%`
                    let holder = self.phrases.front(clause.clone(), false);
                    holder.filter(|holder| self.holds(holder.end, clause.end)).or(Some(counted))
                });
        }
        let verbs = self.tags[clause.clone()].iter().any(|tag| matches!(tag, Tag::Predicate | Tag::Change));
        let opener = clause.start.checked_sub(1);
        // What stands right behind a percentage, or behind `với`, is no subject.
        let with = opener.is_some_and(|at| self.sentence.is(at, "với")) && !verbs;
        // `Hải Âu ở vị trí thứ ba với 2.428 xe, tăng 5%`
        let counts = with && change && self.tags.get(clause.start) == Some(&Tag::Number);
        if counts && let Some(opener) = opener {
            let segment = self.segment_start(opener)..opener;
            let object = self.phrases.object(clause.clone(), false);
            let named = |object: &Phrase| !MEASURES.contains(self.sentence.key(object.start));
            let verbs = self.tags[segment].contains(&Tag::Verb);
            let quantity = |object: &Phrase| self.tags[object.start] == Tag::Quantity;
            if let Some(object) = object.filter(|object| named(object) && (!verbs || quantity(object))) {
                return Some(object);
            }
        }
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
        // `cục được giao dự toán thu là 285 tỷ đồng, tăng 5%`
        let number = |at: usize| self.tags.get(at) == Some(&Tag::Number);
        let is =
            (held..clause.end).find(|&at| self.sentence.is(at, "là") && (number(at + 1) || number(at + 2)));
        if change
            && let Some(is) = is
            && let Some(named) = self.phrases.before(is)
            && let Some(quantity) = named.clone().find(|&at| self.tags[at] == Tag::Quantity)
            && quantity > held
            && self.tags[held..quantity].contains(&Tag::Verb)
        {
            return Some(quantity..is);
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
            let object = self.phrases.object(clause.clone(), false);
            // `công ty đạt 561 tỷ đồng tiền lãi, giảm 43%`
            let measured = |object: &Phrase| {
                self.tags[object.start] == Tag::Quantity
                    && !MEASURES.contains(self.sentence.key(object.start))
            };
            let object =
                object.filter(|object| !is(object) && (!(reaches || goes_on) || measured(object)))?;
            // `8.700 doanh nghiệp rút lui khỏi thị trường, tăng 27%`
            let does = self.tags.get(object.end) == Some(&Tag::Verb) && object.start > 0;
            let rest = does
                && self.tags[object.end..clause.end]
                    .iter()
                    .all(|tag| matches!(tag, Tag::Noun | Tag::Quantity | Tag::Verb | Tag::Inner | Tag::Stop));
            Some(if rest { object.start..clause.end } else { object })
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
        // `mảng này đem lại doanh thu 5 tỷ đồng, tăng 26%`
        let brought = || {
            let quantity = self.phrases.measured(clause.clone()).filter(|_| change)?;
            let verb = quantity.start > clause.start && self.tags[quantity.start - 1] == Tag::Verb;
            (verb && self.tags[quantity.start] == Tag::Quantity).then_some(quantity)
        };
        // `khối này có tổng dân số 3 tỷ người, chiếm 40%`
        if !change && self.phrases.quantity(clause.clone()).is_some_and(|quantity| has(&quantity)) {
            return front;
        }
        owned().or_else(brought).or_else(counted).or_else(|| front.clone())
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
}
