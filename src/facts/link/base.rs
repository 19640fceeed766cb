//! What a percentage is of or is compared with.

use super::{Links, Reader};
use crate::facts::clause::Tag;
use crate::facts::phrase::Phrase;
use crate::facts::token::Shape;
use crate::lexicon::CLAUSES;

impl Reader<'_> {
    /// What percentage `index` is of or is compared with.
    pub(super) fn base(&self, index: usize, links: &Links) -> Option<Phrase> {
        if self.is_compared(index) || self.is_change_of(index) || self.rated_behind(index).is_some() {
            return None;
        }
        // `thấp hơn so với 39% của Hải Âu`
        let start = self.figures[index].tokens.start;
        if start > 0 && self.tags[start - 1] == Tag::Compare && self.owner_behind(index).is_some() {
            return self.inherited(index, links);
        }
        if self.content_behind(index).is_some() {
            let verb = self.leads[index].verb.clone()?;
            return self.phrases.front_up_to(verb.start, true);
        }
        if let Some(quantity) = self.changed_behind(index) {
            return self.compared_at_last(quantity.end);
        }
        let end = self.behind(index);
        // `ở mức 40% GDP, so với …` is of its noun; `tăng 3% giá trị so với …` is compared.
        let level = self.leads[index].trend.is_none();
        let share = level && matches!(self.tags.get(end), Some(Tag::Noun | Tag::Quantity));
        share
            .then(|| self.of(index, end))
            .flatten()
            .or_else(|| self.compared(end))
            .or_else(|| self.compared_before(index))
            .or_else(|| self.compared_first(index))
            .or_else(|| self.compared_for_all(index))
            .or_else(|| self.of(index, end))
            .or_else(|| self.since(index, end))
            .or_else(|| self.whole(index, end))
            .or_else(|| self.outdone(index))
            .or_else(|| self.part_before(index))
            .or_else(|| self.topic(index))
            .or_else(|| self.among(index))
            .or_else(|| self.out_of(index))
            .or_else(|| self.inherited(index, links))
    }

    /// `so với X` in the clause behind token `from`, also behind percentages that
    /// share the verb: `tăng 5% và 6% so với X`.
    fn compared(&self, from: usize) -> Option<Phrase> {
        // `(giảm 20%) so với tháng trước`
        let mut at = from + usize::from(self.tags.get(from) == Some(&Tag::Close));
        while at < self.tags.len() {
            match self.tags[at] {
                Tag::Compare => return self.compared_with(self.compare_end(at)),
                Tag::Open => at = self.phrases.close(at),
                Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Time | Tag::Join | Tag::Figure => {}
                Tag::Comma if matches!(self.tags.get(at + 1), Some(Tag::Figure | Tag::Compare)) => {}
                // `tăng 2% lên 100 điểm so với phiên trước`
                Tag::Predicate if self.sentence.is_one_of(at, &["lên", "xuống", "còn"]) => {
                    let level = |&i: &usize| {
                        !matches!(
                            self.tags[i],
                            Tag::Number
                                | Tag::Noun
                                | Tag::Quantity
                                | Tag::Time
                                | Tag::Auxiliary
                                | Tag::Predicate
                        )
                    };
                    at = (at..self.tags.len()).find(level)?;
                    if self.tags[at] != Tag::Compare {
                        return None;
                    }
                    continue;
                }
                // `tăng 9%, tương ứng tăng 2 tỷ đồng so với năm trước`
                Tag::Comma | Tag::Link if self.says_again(at) => {
                    let amount = |&i: &usize| {
                        !matches!(self.tags[i], Tag::Number | Tag::Noun | Tag::Change | Tag::Link)
                    };
                    at = (at + 1..self.tags.len()).find(amount)?;
                    if self.tags[at] != Tag::Compare {
                        return None;
                    }
                    continue;
                }
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// `giảm 20% số vụ, giảm 30% số người bị nạn so với cùng kỳ`: what all changes of which the
    /// first quantity ends before token `from` are compared with.
    fn compared_at_last(&self, from: usize) -> Option<Phrase> {
        // `giảm 10% lượng khí thải (so với năm 2012)`
        let compares = |at: usize| self.tags.get(at + 1) == Some(&Tag::Compare);
        let mark = (from..self.tags.len()).find(|&at| match self.tags[at] {
            Tag::Open => !compares(at),
            Tag::Change => self.sentence.is(at, "hơn"),
            tag => matches!(tag, Tag::Compare | Tag::Break | Tag::Predicate | Tag::Report),
        })?;
        (self.tags[mark] == Tag::Compare).then(|| self.compared_with(self.compare_end(mark)))?
    }

    /// `giá đồng yên so với đồng won giảm 3%`.
    fn compared_before(&self, index: usize) -> Option<Phrase> {
        let verb = self.leads[index].verb.clone().filter(|_| self.compared_level(index).is_none())?;
        let mut start = self.phrases.clause_start(verb.start);
        // `so với năm 2020 giảm 2 vụ (giảm 4%)`
        if start == verb.start && start > 0 && self.tags[start - 1] == Tag::Open {
            start = self.phrases.clause_start(start - 1);
        }
        let mark = (start..verb.start).rev().find(|&at| self.tags[at] == Tag::Compare)?;
        // `chỉ số đo tỷ giá của đô la so với đồng yên tăng 3%`
        if self.tags[start..mark].contains(&Tag::Verb) {
            return None;
        }
        let after = self.phrases.after(mark + 1, false)?;
        (after.end <= verb.start).then_some(after)
    }

    /// `So với năm trước, giá dầu giảm 4%; giá xăng tăng 1%`: what changes are compared
    /// with, named before the clauses that state them.
    fn compared_first(&self, index: usize) -> Option<Phrase> {
        let lead = &self.leads[index];
        lead.trend?;
        let opens = |at: usize| {
            let mark = |at: usize| matches!(self.tags[at], Tag::Comma | Tag::Break | Tag::Link | Tag::Report);
            at == 0 || mark(at - 1) || self.sentence.is_one_of(at - 1, &["là", "nếu"])
        };
        let starts = |&at: &usize| self.tags[at] == Tag::Compare && self.tags.word(at) == at && opens(at);
        let start = (0..lead.start).rev().find(starts)?;
        let base = self.compared_with(self.compare_end(start))?;
        // `so với giá bình quân kỳ trước liền kề, …`
        let inside = |at: usize| {
            matches!(
                self.tags[at],
                Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Time | Tag::Stop | Tag::Number
            )
        };
        let end = (base.end..lead.start).find(|&at| !inside(at)).unwrap_or(base.end);
        let base = base.start..end;
        let bracket = self.tags.get(base.end) == Some(&Tag::Open);
        let end = if bracket { self.phrases.close(base.end) + 1 } else { base.end };
        let closed = self.tags.get(end) == Some(&Tag::Comma) || self.sentence.is(end, "thì");
        // `tăng 5%, so với năm trước` is compared behind the percentage.
        let first = self.tags[..start].iter().rev().find(|tag| matches!(tag, Tag::Figure | Tag::Break));
        (closed && end < lead.start && first != Some(&Tag::Figure)).then_some(base)
    }

    /// `giảm mạnh so với tháng trước như: gạo giảm 15%; ngô giảm 10%`: the time that changes listed
    /// behind `như`, `là` or a colon, or said once more behind a comma, are compared with.
    fn compared_for_all(&self, index: usize) -> Option<Phrase> {
        let lead = &self.leads[index];
        lead.trend?;
        let starts = |&at: &usize| self.tags[at] == Tag::Compare && self.tags.word(at) == at;
        let start = (0..lead.start).rev().find(starts)?;
        let base = self.compared_with(self.compare_end(start))?;
        let dated = self.sentence.is_one_of(base.start, &["cùng", "tháng", "năm", "quý", "tuần", "phiên"]);
        let comma = usize::from(self.tags.get(base.end) == Some(&Tag::Comma));
        let that = base.end + comma;
        let lists = self.sentence.is_one_of(base.end, &["như", "là", ":"])
            || self.sentence.is(that, "đó") && self.sentence.is(that + 1, "là");
        // `sụt giảm so với cùng kỳ, chỉ đạt 8 tỷ USD, giảm 38%`
        let goes_on = comma > 0
            && start > 0
            && self.tags[..start].iter().rev().find(|&&tag| tag != Tag::Auxiliary) == Some(&Tag::Change)
            && !self.tags[base.end..lead.start]
                .iter()
                .any(|tag| matches!(tag, Tag::Figure | Tag::Break | Tag::Quantity));
        let figure = self.tags[..start].contains(&Tag::Figure);
        (dated && (lists || goes_on) && !figure && base.end < lead.start).then_some(base)
    }

    /// `80% hộ dân`, `50% của X`, `10% trong số X`: the phrase right behind.
    fn of(&self, index: usize, end: usize) -> Option<Phrase> {
        // `50% hộ dân dùng nước sạch`, `có 50% hộ dân dùng nước sạch`
        let verb = self.leads[index].verb.clone();
        let start = self.leads[index].start;
        // `trong 8% số vụ, lệnh đến từ cấp trên`
        let placed = start > 0 && self.sentence.is_any(start - 1, &["trong", "tại"]);
        let open = verb.is_none_or(|verb| self.sentence.is_one_of(verb.end - 1, &["có", "còn"])) && !placed;
        match self.tags.get(end)? {
            // `bỏng 10% độ 2`
            Tag::Noun if self.sentence.is(end, "độ") && self.tags.get(end + 1) == Some(&Tag::Number) => {
                None
            }
            // `35% khác đang chờ`, `70% có thu nhập cao`
            _ if self.sentence.is_one_of(end, &["khác", "có", "x"]) => None,
            // `tăng 1% Một nguyên nhân khác là …`: a sentence without its full stop before it.
            Tag::Noun
                if self.sentence.tokens[end].is_capital()
                    && self.sentence.is_any(end, &["một", "các", "những", "đây", "đó"]) =>
            {
                None
            }
            // `tăng 1% ngày thứ ba`
            Tag::Noun
                if self.leads[index].trend.is_some() && self.sentence.is_one_of(end, &["ngày", "hôm"]) =>
            {
                None
            }
            // `Nga - 9,63% Nga là …`: a name behind the item of a list begins a sentence.
            Tag::Noun if self.is_item(index) && self.sentence.tokens[end].is_capital() => None,
            Tag::Noun | Tag::Quantity => {
                let phrase = self.phrases.after(end, open)?;
                // `vàng 99% trị giá 7 tỷ đồng` says one thing more.
                let more = self.tags.word(phrase.end - 1) == phrase.start
                    && self.tags[end] == Tag::Quantity
                    && self.tags.get(phrase.end) == Some(&Tag::Number);
                (!more).then_some(phrase)
            }
            // `100% kiến nghị của người dân được trả lời`
            Tag::Verb if open && self.phrases.is_owned(end) => self.phrases.after(end, open),
            Tag::Inner => {
                let (len, _) = CLAUSES.starting_at(self.sentence, end)?;
                let member = self.sentence.is_one_of(end + 1, &["số", "tổng"]);
                let owner = self.sentence.is(end, "của") || (len > 1 && member);
                let group = ["những", "các", "nhóm", "số", "cộng", "dân", "toàn"];
                let group = self.sentence.is_one_of(end + len, &group)
                    && !self.sentence.is_one_of(end, &["đối", "cho"])
                    && !self.sentence.is_one_of(end + len + 1, &["năm", "tháng", "ngày", "phiên", "quý"]);
                // `nộp thuế 3% trên mức lãi`, `chiếm 72% trong kho vũ khí`, `chiếm 44% về giá trị`
                let within = self.sentence.is_one_of(end, &["trên", "trong"]);
                let next = self.tags.get(end + len);
                let holds = self.is_stated_share(index) && (within || self.sentence.is(end, "về"));
                let on = within
                    && (next == Some(&Tag::Quantity) || self.sentence.is_one_of(end + len, &["vốn", "tổng"]))
                    || holds && matches!(next, Some(Tag::Noun | Tag::Quantity));
                let free = self.leads[index].trend.is_none();
                (owner || ((group || on) && free)).then(|| self.phrases.after(end + len, open))?
            }
            _ => None,
        }
    }

    /// `gạo - 45%`: whether a dash stands before percentage `index`.
    pub(super) fn is_item(&self, index: usize) -> bool {
        let start = self.leads[index].start;
        start > 0
            && self.tags[start - 1] == Tag::Break
            && self.sentence.is_one_of(start - 1, &["-", "–", "—"])
    }

    /// `giảm 24% từ năm 2014`.
    fn since(&self, index: usize, end: usize) -> Option<Phrase> {
        let changed = self.leads[index].trend.is_some();
        // `giảm 17% từ mức 900 ca năm 2015`
        let level = end + 1 + usize::from(self.sentence.is(end, "kể"));
        if changed && self.sentence.is(level - 1, "từ") && self.sentence.is(level, "mức") {
            let ends = |&at: &usize| {
                matches!(self.tags[at], Tag::Comma | Tag::Break | Tag::Open | Tag::Link | Tag::Figure)
            };
            let last = (level..self.tags.len()).find(ends).unwrap_or(self.tags.len());
            let figure = self.tags.get(last) == Some(&Tag::Figure);
            return (!figure && last > level + 1).then_some(level..last);
        }
        // `tăng 2% kể từ năm 2005`
        let since_year = self.sentence.is(end, "kể") && self.sentence.is(end + 2, "năm");
        let end = end + usize::from(since_year);
        let time = self.tags.get(end) == Some(&Tag::Time) || self.tags.get(end + 1) == Some(&Tag::Time);
        if !changed || !self.sentence.is(end, "từ") || !time {
            return None;
        }
        let last =
            (end + 1..self.tags.len()).find(|&at| self.tags[at] != Tag::Time).unwrap_or(self.tags.len());
        // `từ đầu năm` says when, `từ năm 2014` since when.
        let within = self.sentence.is_one_of(end + 1, &["đầu", "giữa", "cuối"]);
        let dated = !within && (end + 1..last).any(|at| self.sentence.tokens[at].shape == Shape::Number);
        dated.then_some(end + 1..last)
    }

    /// `đóng góp 7% vào tổng thu`.
    fn whole(&self, index: usize, end: usize) -> Option<Phrase> {
        let verb = self.leads[index].verb.clone().filter(|verb| self.sentence.is(verb.end - 1, "góp"))?;
        let into = self.sentence.is_one_of(end, &["vào", "cho"]);
        (into && verb.end <= end).then(|| self.phrases.after(end + 1, false))?
    }

    /// `cao hơn mức cũ 5%`: what is outdone stands between verb and percentage.
    fn outdone(&self, index: usize) -> Option<Phrase> {
        let object = self.leads[index].object.clone()?;
        let start = object.clone().find(|&at| self.tags[at] != Tag::Compare)?;
        Some(start..object.end)
    }

    /// A base written once for several percentages, first.
    fn inherited(&self, index: usize, links: &Links) -> Option<Phrase> {
        let before = index.checked_sub(1)?;
        // `(cùng kỳ năm trước tăng 9%)`, but `(quý I tăng 4%)`
        let start = self.phrases.clause_start(self.leads[index].start);
        let bracketed = start > 0 && self.tags[start - 1] == Tag::Open;
        let other = self.sentence.is_one_of(start, &["cùng", "năm"]);
        let dated = self.tags[start] == Tag::Time && !self.sentence.is(start, "quý");
        if bracketed && (other || dated) {
            return None;
        }
        // `90% nợ xấu là …, 10% trong đó là …`, `76% số ca, so với 61%`
        let behind = self.behind(index);
        let same = self.is_of_which(behind);
        let figure = self.figures[index].tokens.start;
        let compared = self.tags[figure - 1] == Tag::Compare && self.leads[before].trend.is_none();
        // `55% khách mua sắm, trong đó 63% là phụ nữ`
        let among = figure > 1 && self.is_of_which(figure - 2);
        if same || compared || among || self.is_former_level(index) {
            return links.bases[before].clone();
        }
        // `vượt 38% so với kế hoạch và tăng 39%`
        let aim = |base: &Phrase| self.sentence.is_one_of(base.start, &["kế", "chỉ", "mục", "dự"]);
        let verb = |index: usize| self.leads[index].verb.clone().map(|verb| self.sentence.phrase(verb));
        if self.leads[index].after.is_none()
            && links.bases[before].as_ref().is_some_and(aim)
            && self.leads[before].trend.is_some()
            && verb(before) != verb(index)
        {
            return None;
        }
        if self.is_rest(index) || self.is_parallel(before, index) || self.ends_change(index) {
            return links.bases[before].clone();
        }
        let counts = self.is_quantifier(index);
        let alike = |&other: &usize| {
            self.has_same_verb(other, index)
                || counts && self.is_quantifier(other)
                || self.is_share_beside(other, index, links)
        };
        let same = (0..index).rev().find(alike)?;
        links.bases[same].clone()
    }

    /// `A nắm 36% vốn, B sở hữu 18% và C 11%`: whether percentage `right` is another share
    /// of what `left` is a share of.
    fn is_share_beside(&self, left: usize, right: usize, links: &Links) -> bool {
        let share = |index: usize| {
            let lead = &self.leads[index];
            let holds = |verb| self.is_stated_share(index) || self.is_share_verb(verb);
            let with = lead.start > 0 && self.sentence.is(lead.start - 1, "với");
            lead.trend.is_none() && lead.verb.clone().map_or(index == right || with, holds)
        };
        let end = self.behind(left);
        let own = links.bases[left].as_ref().is_some_and(|base| base.start >= end);
        let joints = end..self.start_of(right);
        let joined = joints.clone().any(|at| matches!(self.tags[at], Tag::Comma | Tag::Join | Tag::Break));
        let plain = joints.into_iter().all(|at| !matches!(self.tags[at], Tag::Report | Tag::Open));
        let bare = !matches!(self.tags.get(self.behind(right)), Some(Tag::Noun | Tag::Verb | Tag::Inner));
        own && joined && plain && bare && share(left) && share(right)
    }

    /// Whether two percentages state the same kind of thing, so that a base of one
    /// is that of the other.
    fn is_parallel(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.leads[left], &self.leads[right]);
        let bracketed = b.verb.is_none() && self.bracket_before(right).is_some();
        let changes = a.trend.is_some() && b.trend.is_some() && !bracketed;
        let counts = || self.is_quantifier(left) && self.is_quantifier(right);
        changes || (a.trend.is_none() && bracketed) || self.has_same_verb(left, right) || counts()
    }

    /// Whether two levels are stated with the same verb: `A đạt 5% kế hoạch, B đạt 6%`.
    fn has_same_verb(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.leads[left], &self.leads[right]);
        match (a.verb.clone(), b.verb.clone()) {
            (Some(x), Some(y)) => a.trend.is_none() && self.sentence.phrase(x) == self.sentence.phrase(y),
            _ => false,
        }
    }

    /// Whether the verbs of two percentages are the same, joined by `và`.
    fn repeats_verb(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.leads[left], &self.leads[right]);
        let (Some(x), Some(y)) = (a.verb.clone(), b.verb.clone()) else { return false };
        let joint = self.tags.get(self.behind(left)) == Some(&Tag::Join);
        joint && self.sentence.phrase(x) == self.sentence.phrase(y)
    }

    /// Whether two percentages are the ends of one change: `từ 4% lên 6% vốn`.
    fn is_change_to(&self, left: usize, right: usize) -> bool {
        let end = self.figures[left].end;
        let start = self.figures[left].tokens.start;
        let from = start > 0 && self.sentence.is(start - 1, "từ");
        let levels = self.leads[left].trend.is_none() && self.leads[right].trend.is_none();
        from && levels && self.leads[right].verb.as_ref().is_some_and(|verb| verb.start == end)
    }

    /// A base written once for several percentages, last: `A tăng 5% và B giảm 6% so
    /// với X`.
    pub(super) fn share_bases(&self, links: &mut Links) {
        // Whether the base of the percentage on the right is compared with, and stands behind it.
        let mut last = false;
        for left in (0..self.figures.len().saturating_sub(1)).rev() {
            let right = left + 1;
            last |= self.compared(self.behind(right)).is_some();
            let grouped = self.leads[right].after == Some(left);
            let compared = || {
                let other = links.subjects[left] != links.subjects[right];
                let changes = self.leads[left].trend.is_some() && self.leads[right].trend.is_some();
                other && changes && last
            };
            let ends = || self.is_change_to(left, right);
            // `năm 2018 vượt 30% và năm 2019 vượt 46% so với chỉ tiêu`
            let again = || last && self.leads[left].trend.is_some() && self.repeats_verb(left, right);
            if links.bases[left].is_none()
                && (grouped || ends() || again() || self.has_same_verb(left, right) || compared())
            {
                links.bases[left] = links.bases[right].clone();
            } else {
                last = false;
            }
        }
    }
}
