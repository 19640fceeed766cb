//! What the verb that governs a percentage is about.

use super::{Links, Reader};
use crate::facts::clause::Tag;
use crate::facts::lead::Lead;
use crate::facts::phrase::Phrase;
use crate::lexicon::{CLAUSES, TRENDS};
use std::ops::Range;

/// Last words of verbs that bring something to a level: `điều chỉnh mức thuế xuống 0%`.
const RAISING: &[&str] = &["nâng", "tăng", "giảm", "hạ", "đưa", "kéo", "chỉnh", "đẩy"];

/// First words of what does something to others: `nguyên nhân`, `thủ phạm`, `tác nhân`.
pub(super) const CAUSES: &[&str] = &["nguyên", "thủ", "tác"];

/// First words of what grows itself: `ngành thủy sản dự kiến tăng trưởng 8%`.
const GROWING: &[&str] = &["ngành", "nền", "kinh", "thị", "khu", "lĩnh"];

impl Reader<'_> {
    /// The subject of percentage `index`, whose verb is that of percentage `first`.
    pub(super) fn stated(&self, first: usize, index: usize, links: &Links) -> Option<Phrase> {
        let lead = &self.leads[first];
        // `đảm bảo tăng trưởng 6,7%`: the verb made noun is all that is said.
        let noun = lead.verb.clone().filter(|verb| {
            lead.trend.is_some()
                && self.tags[verb.start] == Tag::Quantity
                && !self.sentence.is_any(verb.start, &["mức", "tổng"])
        });
        let opened = lead.start.checked_sub(1).map(|at| self.tags[at]);
        // `GDP dự kiến tăng trưởng 7%`
        let forecast = opened == Some(Tag::Forecast) && {
            let mark = self.tags.word(lead.start - 1);
            let front = self.phrases.front_up_to(mark, true);
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
        let opens = || {
            lead.start == 0
                || matches!(self.tags[self.phrases.clause_start(lead.start).max(1) - 1], Tag::Open)
        };
        let end = self.behind(index);
        let respects = lead.trend.is_some() && self.sentence.is(end, "về");
        if respects {
            let respect = self.phrases.after(end + 1, false);
            // `tăng 5% về lượng`, but `tăng 5% về số doanh nghiệp`
            // `giảm 5% về 57.400 đồng` says where it ends.
            let says_what = respect.as_ref().is_some_and(|what| {
                let number = self.sentence.is(what.start, "số") && what.len() > 1;
                (what.len() > 2 || number) && self.tags[what.start] != Tag::Number
            });
            if says_what || opens() || self.is_traded(lead.start) {
                return respect;
            }
        }
        if let Some(mark) = self.compared_level(first) {
            return self.phrases.after(mark + 1, false);
        }
        // `sự gia tăng 69% đối với hạt nhỏ, tăng 9% đối với hạt lớn`
        let bare = || {
            let front = self.phrases.front_up_to(lead.start, true);
            front.is_none_or(|front| self.sentence.is(front.start, "sự") && front.len() == 1)
        };
        if lead.trend.is_some() && self.sentence.is(end, "đối") && bare() {
            return self.phrases.after(end + 2, false);
        }
        // `hệ số của tổng công ty đạt 3%, của công ty mẹ đạt 3,1%`
        if first > 0 && self.sentence.is(self.phrases.clause_start(lead.start), "của") {
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
        if respects
            && clause.start > 1
            && subject.len() < 3
            && self.tags.get(subject.end) == Some(&Tag::Number)
        {
            (subject, clause) = self.subject_before(clause.start - 1, links).unwrap_or((subject, clause));
        }
        // `VNPT có 4 triệu thuê bao, chiếm 76% thị phần`: the share is that of the firm.
        let market = self.sentence.is(end, "thị") && self.sentence.is(end + 1, "phần");
        let count = self.tags[..subject.start].iter().rev().take_while(|&&tag| tag == Tag::Number).count();
        // `Hải Âu đứng thứ hai, với 57 triệu máy, tăng 4% và chiếm 17% thị phần`
        let with = (subject.start - count).checked_sub(1).filter(|&at| self.sentence.is(at, "với"));
        if market
            && count > 0
            && let Some(with) = with
        {
            subject = self.subject_before(with, links).map_or(subject, |(holder, _)| holder);
        } else if market && count > 0 {
            let front = self.phrases.front(clause.clone(), true).filter(|front| *front != subject);
            let earlier = || self.subject_before(clause.start.checked_sub(1)?, links);
            subject = front.or_else(|| Some(earlier()?.0)).unwrap_or(subject);
        }
        if let Some(raised) = self.raised(&clause, self.figures[first].tokens.start) {
            return Some(raised);
        }
        // `cho phép tăng giới hạn vay lên 20%`: what is changed, not who changes it.
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
        let whole = |parts: Vec<Phrase>| (parts.len() == count).then_some(parts);
        let parts = joined
            .then(|| self.phrases.parts(&subject))
            .and_then(whole)
            .or_else(|| whole(self.phrases.quantities(clause.clone())))
            .or_else(|| respectively.then(|| self.listed(&subject, count)).and_then(whole))
            .or_else(|| whole(self.quantities_before(clause, count)));
        match parts {
            Some(parts) => parts.into_iter().nth(index - first),
            None => Some(subject),
        }
    }

    /// `khối ngoại mua vào 2 triệu đơn vị, giá trị 30 tỷ đồng, giảm 5% về lượng`: whether what
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
        let front = self.phrases.front_up_to(dash, true)?;
        (front.end == dash && self.tags[front.start] == Tag::Quantity).then_some(front)
    }

    /// `mỏ đá huyện nắm giữ 100%`: who holds stands right before the verb.
    fn holder_before(&self, lead: &Lead, clause: &Range<usize>) -> Option<Phrase> {
        let verb = lead.verb.clone().filter(|verb| self.is_share_verb(verb.clone()))?;
        // `khói bếp là nguyên nhân gây ra 25% ca ho`
        let cause = |holder: &Phrase| self.sentence.is_one_of(holder.start, CAUSES);
        let holder = self.phrases.object(clause.clone(), true).filter(|holder| !cause(holder))?;
        (holder.end == verb.start).then_some(holder)
    }
}
