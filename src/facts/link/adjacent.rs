//! What a percentage without a verb of its own is about: what stands right before it.

use super::verb::CAUSES;
use super::{Links, Reader};
use crate::facts::clause::Tag;
use crate::facts::phrase::Phrase;
use crate::lexicon::{CLAUSES, MEASURES};

/// Last words of verbs with a clause for object: `ghi nhận 90% hộ dân có nước sạch`.
const PERCEIVING: &[&str] = &["nhận", "kiến", "khiến", "giúp", "thấy", "cho"];

/// Last words of what is done wholly or not: `chắc chắn`, `khẳng định`, `tự tin`, `tập trung`,
/// `nỗ lực`, `nhất trí`.
const SURE: &[&str] = &["chắn", "định", "đúng", "tin", "trung", "lực", "trí"];

impl Reader<'_> {
    /// The subject of a percentage without a verb: the noun phrase right before it.
    pub(super) fn adjacent(&self, index: usize, links: &Links, base: Option<&Phrase>) -> Option<Phrase> {
        let start = self.start_of(index);
        let has_base = base.is_some_and(|base| base.start > start);
        if index > 0 && self.is_former_level(index) {
            return links.subjects[index - 1].clone();
        }
        // `giữ vàng với tỷ trọng 30%`
        let with = start > 2
            && self.sentence.is(start - 3, "với")
            && self.sentence.is_one_of(start - 1, &["trọng", "mô"]);
        if with && let Some(held) = self.phrases.before(start - 3) {
            return Some(held);
        }
        if let Some(rate) = self.rate_before(start).filter(|_| !self.is_capital_of(index)) {
            return Some(rate);
        }
        // `trả cổ tức, tỷ lệ 8%`, `trả cổ tức 2024 tỷ lệ 7%`
        if self.is_bare_rate(start) && start > 1 {
            let year = self.tags[start - 1] == Tag::Number && self.sentence.tokens[start - 1].text.len() == 4;
            if year || self.tags[start - 1] == Tag::Comma {
                let amount = |phrase: &Phrase| MEASURES.contains(self.sentence.key(phrase.start));
                let before = self.phrases.before(start - 1).filter(|phrase| !amount(phrase));
                return before.or_else(|| Some(self.subject_before(start - 1, links)?.0));
            }
        }
        if self.is_certainty(index) {
            return None;
        }
        match self.phrases.before(start) {
            Some(phrase) => self.of_phrase(index, start, phrase, has_base),
            None => self.of_mark(index, start, base, links),
        }
    }

    /// What percentage `index`, whose words begin at token `start`, is about where `phrase` stands
    /// right before it.
    fn of_phrase(&self, index: usize, start: usize, phrase: Phrase, has_base: bool) -> Option<Phrase> {
        let has_verb = self.phrases.is_followed_by_verb(self.behind(index));
        // `hút thuốc là nguyên nhân của 30% ca bệnh`
        let cause = self.sentence.is_one_of(phrase.start, CAUSES);
        if cause && phrase.start > 0 && self.sentence.is(phrase.start - 1, "là") {
            return self.phrases.front(self.phrases.clause_start(phrase.start)..phrase.start - 1, false);
        }
        // `ô tô mới 100% được nhập từ Nhật`
        if self.sentence.is(self.figures[index].tokens.start - 1, "mới") {
            return Some(phrase);
        }
        // `ruộng đã được cấy 80%`: behind such words stands a verb.
        let said = phrase.start.checked_sub(1).filter(|&at| self.tags[at] == Tag::Auxiliary);
        let aim = CLAUSES.starting_at(self.sentence, phrase.start).is_some_and(|hit| hit.1 == "aim");
        let state = !has_base && !aim && phrase.len() < 3 && self.tags[phrase.start] != Tag::Quantity;
        let words: &[&str] = match state {
            _ if has_base => &["được", "bị"],
            true => &["được", "bị", "đã", "sẽ", "đang"],
            false => &["được", "đã", "sẽ", "đang"],
        };
        if said.is_some_and(|at| self.sentence.is_one_of(at, words)) {
            return self.phrases.front_up_to(phrase.start, true);
        }
        // `đã công bố việc mua lại 70% bến tàu`
        if has_base && self.sentence.is(phrase.start, "việc") && phrase.start > 0 {
            let verb = self.tags.word(phrase.start - 1);
            let told = matches!(self.tags[verb], Tag::Report | Tag::Verb);
            return told.then(|| self.phrases.front_up_to(verb, true))?;
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
        (named || !(has_base || has_verb)).then_some(phrase)
    }

    /// What percentage `index`, whose words begin at token `start`, is about where no phrase stands
    /// right before it, but a mark, a verb or another function word.
    fn of_mark(&self, index: usize, start: usize, base: Option<&Phrase>, links: &Links) -> Option<Phrase> {
        let has_base = base.is_some_and(|base| base.start > start);
        let has_verb = self.phrases.is_followed_by_verb(self.behind(index));
        // `tỷ lệ này tăng nhanh, từ 35% lên 54%`: the verb behind is that of the change.
        let changes = self.sentence.is(start, "từ");
        // `được thưởng 30% số tiền thu được`, `mua 49% cổ phần góp của hãng`
        let behind = self.tags.get(self.behind(index));
        let several = self.sentence.is_one_of(self.behind(index), &["các", "những"]);
        let done = start > 0
            && (self.tags[start - 1] == Tag::Verb || self.is_met_in(start - 1))
            && (behind == Some(&Tag::Quantity) || several);
        // `phe này với 8% cử tri ủng hộ vẫn xếp thứ năm`
        let front = || {
            let mark = start.checked_sub(1).filter(|&at| self.sentence.is(at, "với"))?;
            self.phrases.front_up_to(mark, true).filter(|front| front.end == mark)
        };
        let votes = base.is_some_and(|base| self.sentence.is_one_of(base.end, &["ủng", "tán", "bầu"]))
            && front().is_some();
        let item = self.is_item(index)
            && self.sentence.tokens.get(self.behind(index)).is_some_and(|next| next.is_capital());
        let mark = start.checked_sub(1).filter(|_| !has_verb || changes || done || votes || item)?;
        match self.tags[mark] {
            Tag::Link if self.sentence.is_any(mark, &["với"]) => self.holder_with(mark, links),
            Tag::Join if index > 0 && !has_base => links.subjects[index - 1].clone(),
            // `thấp hơn so với 39% của Hải Âu`
            Tag::Compare if self.owner_behind(index).is_some() => self.owner_behind(index),
            // `tăng lên 10% so với mức 6% của năm trước`
            Tag::Compare if index > 0 => links.subjects[index - 1].clone(),
            // `chiếm 78% vốn, 75% hàng hóa và 79% khách`
            Tag::Comma | Tag::Join if index > 0 && self.is_share_of_list(index - 1, mark) => {
                links.subjects[index - 1].clone()
            }
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

    /// Whether percentage `before` is a share stated by a verb or in a list of such, and nothing but
    /// what it is of stands behind it up to token `mark`.
    fn is_share_of_list(&self, before: usize, mark: usize) -> bool {
        let lead = &self.leads[before];
        let nominal = |tag: &Tag| matches!(tag, Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Stop);
        let only = self.tags[self.behind(before)..mark].iter().all(nominal);
        let earlier = || {
            let mark =
                lead.start.checked_sub(1).filter(|&at| matches!(self.tags[at], Tag::Comma | Tag::Join));
            before > 0
                && lead.verb.is_none()
                && mark.is_some_and(|mark| self.is_share_of_list(before - 1, mark))
        };
        only && (self.is_stated_share(before) || earlier())
    }

    /// `100% vốn nước ngoài`: whether percentage `index` says whose the capital of a firm is.
    pub(super) fn is_capital_of(&self, index: usize) -> bool {
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
    pub(super) fn is_person(&self, at: usize) -> bool {
        self.sentence.is_any(at, &["ông", "bà", "anh", "chị", "em", "họ"])
    }

    /// `39% của Hải Âu`: the name that percentage `index` belongs to.
    pub(super) fn owner_behind(&self, index: usize) -> Option<Phrase> {
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
        // `Mỹ đứng thứ hai (sau Trung Quốc) với 18%`
        let (mark, opened) = match self.tags[opened] {
            Tag::Close => (self.phrases.open(opened), self.phrases.open(opened).checked_sub(1)?),
            _ => (mark, opened),
        };
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
        // `Mức lãi suất thấp nhất thuộc về thẻ Sao Mai với 10%`
        let best = clause.clone().any(|at| self.sentence.is(at, "thuộc") && self.sentence.is(at + 1, "về"));
        if best && front.is_some() {
            return front;
        }
        let capital = |phrase: &Phrase| phrase.clone().any(|at| self.sentence.tokens[at].is_capital());
        let near = self.phrases.before(mark).filter(|near| {
            // `ông Ahn là người đứng thứ hai với 20%`
            let named = capital(near) || !front.as_ref().is_some_and(capital);
            let is = near.start > clause.start && self.sentence.is(near.start - 1, "là") && named;
            // `bỏ xa bà Chi với 24%`
            let is = is || near.start > clause.start && self.sentence.is(near.start - 1, "xa");
            let place = near.start > clause.start
                && self.is_place(near)
                && !self.sentence.is(near.start - 1, "trong");
            is || place
        });
        // `Sơn Ca ở vị trí thứ hai với 16%`
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
        // `chiếm 12% sản lượng nhưng mang về 30% lợi nhuận`
        if clause == verb && clause > 1 && self.sentence.is_one_of(clause - 1, &["nhưng", "song"]) {
            return Some(self.subject_before(clause - 1, links)?.0);
        }
        if clause == verb && clause > 1 && shares(clause - 1) {
            let before = self.phrases.clause_start(clause - 1);
            // `họ hợp tác với Sao Mai, mua 19% cổ phần`
            let with = before > 0 && self.sentence.is(before - 1, "với");
            let first =
                if with { self.phrases.clause_start(before - 1)..before - 1 } else { before..clause - 1 };
            return self.phrases.front(first, false);
        }
        // `Hải Âu – hãng lớn nhất – mua 20%`
        let aside = clause.checked_sub(1).filter(|&at| self.tags[at] == Tag::Break);
        let before_aside = || {
            let opened = aside.map(|close| self.aside_start(close)).filter(|&open| Some(open) != aside)?;
            self.phrases.front_up_to(opened, false)
        };
        // `Hải Âu cho biết sẽ mua 49% cổ phần`
        let told = clause.checked_sub(1).filter(|&at| self.tags[at] == Tag::Report);
        let acts = told.is_some() && self.tags[clause] == Tag::Auxiliary;
        if acts && let Some(report) = told {
            return Some(self.subject_before(self.tags.word(report), links)?.0);
        }
        // `là nguy cơ lớn nhất, gặp ở 50% ca bệnh`
        let met = self.is_met_in(end) && clause > 0 && self.tags[clause - 1] == Tag::Comma;
        // `Ba Lan đứng đầu khi dành 25% ngân sách`
        let when = clause > 0 && self.tags[clause - 1] == Tag::Link && self.sentence.is(clause - 1, "khi");
        let Some(doer) = self.phrases.front(clause..end, false) else {
            if when {
                return Some(self.subject_before(self.tags.word(clause - 1), links)?.0);
            }
            return if met { Some(self.subject_before(clause - 1, links)?.0) } else { before_aside() };
        };
        // `hãng chi 9 tỷ đồng mua thêm 3% cổ phần`
        if self.sentence.is(verb, "mua") && self.sentence.is(doer.end, "chi")
            || self.sentence.is(doer.end + 1, "chi") && self.sentence.is(verb, "mua")
        {
            return Some(doer);
        }
        // `chủ lò xây mới được hỗ trợ 70% chi phí`
        let doer =
            self.phrases.front(clause..verb, true).filter(|with| with.start == doer.start).unwrap_or(doer);
        // `Huế là nơi sống 17% dân số`, `bang này, nơi sản xuất 70% lượng táo`
        let site = (clause..verb).rev().find(|&at| self.sentence.is(at, "nơi"));
        if let Some(site) = site.filter(|&site| site > 0 && self.tags[site - 1] == Tag::Comma) {
            return self.phrases.before(site - 1);
        }
        if site.is_some_and(|site| site > doer.end && self.sentence.is(site - 1, "là")) {
            return Some(doer);
        }
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
        // `giấy tờ cho thấy ông An được chia 20% giá trị lô đất`
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
        let rate = self.phrases.front_up_to(end, true)?;
        (rate.end == end && self.tags[rate.start] == Tag::Quantity).then_some(rate)
    }
}
