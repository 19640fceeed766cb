//! Noun phrases and clauses, cut out of a sentence by the tags of its words.

use super::clause::{Tag, Tags, is_same_period};
use super::token::{Sentence, Shape};
use crate::lexicon::{CLAUSES, MEASURES, PLACES};
use std::ops::Range;

/// Words that open a clause, and may stand within the noun phrase of a quantity.
const WITHIN: &[&str] = &["với", "vì", "do", "khi", "để"];

/// Tokens of a noun phrase.
pub(super) type Phrase = Range<usize>;

/// A tagged sentence.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'a> {
    pub sentence: &'a Sentence<'a>,
    pub tags: &'a Tags,
}

impl Phrases<'_> {
    fn tag(&self, at: usize) -> Option<Tag> {
        self.tags.get(at).copied()
    }

    /// Where the clause that runs up to token `end` begins.
    pub fn clause_start(&self, end: usize) -> usize {
        (0..end).rev().find(|&at| self.opens_clause(at, end)).map_or(0, |at| at + 1)
    }

    /// Whether a clause that runs up to `end` begins behind token `at`.
    fn opens_clause(&self, at: usize, end: usize) -> bool {
        match self.tags[at] {
            Tag::Link if self.is_within_quantity(at, end) => false,
            Tag::Open | Tag::Close | Tag::Break | Tag::Link | Tag::Report | Tag::Forecast | Tag::Figure => {
                true
            }
            Tag::Comma => !self.joins_list(at, end),
            // `A giảm 5% và B tăng`: a verb on the left makes it a joint of clauses.
            Tag::Join => self.has_verb_on_left(at) || self.joins_statements(at, end),
            _ => false,
        }
    }

    /// `tỷ lệ cho vay với mã này`, `số người bị phạt vì đưa tin`: whether the word `với` or `vì`
    /// at token `at` stands inside the noun phrase of a quantity, in a clause that runs up to
    /// `end`.
    fn is_within_quantity(&self, at: usize, end: usize) -> bool {
        // `số người bị phạt vì đưa tin`, `tỷ lệ tử vong khi mắc bệnh`
        let verbal = self.sentence.is_one_of(at, &["vì", "khi", "để"]);
        if !self.sentence.is_one_of(at, WITHIN) || self.tags.word(at) != at {
            return false;
        }
        let inside = |&i: &usize| match self.tags[i] {
            Tag::Link => self.sentence.is_one_of(i, WITHIN),
            tag => is_nominal(tag) || matches!(tag, Tag::Verb | Tag::Time | Tag::Auxiliary | Tag::Join),
        };
        let from = (0..at).rev().take_while(inside).last().unwrap_or(at);
        let opens = from == 0
            || matches!(self.tags[from - 1], Tag::Comma | Tag::Break | Tag::Link | Tag::Report | Tag::Change);
        // `Về lãi suất với …`
        let from = from + usize::from(matches!(self.tags[from], Tag::Inner | Tag::Link));
        let next = self.tags[at + 1..end].first();
        // `cổ phiếu ngân hàng dẫn dắt với VCB tăng 2%`
        let name = self.sentence.is(at, "với")
            && self.sentence.tokens[at + 1].is_capital()
            && (at + 1..end).all(|i| self.tags[i] == Tag::Noun)
            && self.tag(end) == Some(Tag::Change);
        let opens = opens && (!name || self.is_rate(from));
        opens
            && from < at
            && self.tags[from] == Tag::Quantity
            && (next == Some(&Tag::Noun) || verbal && next == Some(&Tag::Verb))
    }

    /// Whether a verb that states a quantity, or a percentage, stands between token
    /// `at` and the mark before it.
    fn has_verb_on_left(&self, at: usize) -> bool {
        let mark = |tag: &&Tag| !matches!(tag, Tag::Break | Tag::Comma | Tag::Open | Tag::Link);
        let from = at - self.tags[..at].iter().rev().take_while(mark).count();
        // `tăng tỷ lệ A và B lên 20%`: what is changed goes on.
        let changes = |i: usize| self.tags[i] == Tag::Change && self.tags[i + 1] != Tag::Quantity;
        // `tài sản gồm cả trâu và bò`
        let states =
            |i: usize| self.tags[i] == Tag::Predicate && !self.sentence.is_one_of(i, &["gồm", "bao"]);
        (from..at).any(|i| self.tags[i] == Tag::Figure || states(i) || changes(i))
    }

    /// `hiệp định sẽ được thông qua và các nước phải góp 85%`: whether auxiliaries show that
    /// statements stand on both sides of the joint at token `at`.
    fn joins_statements(&self, at: usize, end: usize) -> bool {
        let inside = |tag: &&Tag| is_nominal(**tag) || matches!(tag, Tag::Verb | Tag::Time | Tag::Auxiliary);
        let left = self.tags[..at].iter().rev().take_while(inside).count();
        let from = at - left;
        let said =
            |at: usize| self.tags[at] == Tag::Auxiliary && self.sentence.is_one_of(at, &["sẽ", "đã", "phải"]);
        let verb = (at + 1..end).find(|&i| !is_nominal(self.tags[i]));
        (from + 1..at).any(said) && verb.is_some_and(|verb| verb > at + 1 && said(verb))
    }

    /// Whether the comma at token `at` joins nouns: `lò nung, kho gốm và đất`.
    fn joins_list(&self, at: usize, end: usize) -> bool {
        if at == 0 {
            return false;
        }
        let mark = |tag: &Tag| {
            matches!(
                tag,
                Tag::Break
                    | Tag::Comma
                    | Tag::Open
                    | Tag::Close
                    | Tag::Figure
                    | Tag::Link
                    | Tag::Report
                    | Tag::Forecast
            )
        };
        let from = (0..at).rev().find(|&i| mark(&self.tags[i])).map_or(0, |i| i + 1);
        let from = from + self.tags[from..at].iter().take_while(|&&tag| tag == Tag::Time).count();
        // `các tỉnh Huế, Vinh, Hà Nội tăng`: what a comma before joins, this one joins too.
        if from > 0 && self.tags[from - 1] == Tag::Comma && at < from + 4 {
            let nouns = (from..at).all(|i| self.tags[i] == Tag::Noun);
            let names = self.sentence.tokens[from].is_capital()
                && self.sentence.tokens.get(at + 1).is_some_and(|next| next.is_capital());
            // `công suất của các nhà nghỉ, khách sạn, lán trại đạt 80%`
            let last = at + 1 < end && (at + 1..end).all(|i| self.tags[i] == Tag::Noun);
            if nouns && (names || last) && self.joins_list(from - 1, end) {
                return true;
            }
        }
        // `lãi suất cho vay trung, dài hạn`
        if self.sentence.is(at - 1, "trung") && self.sentence.is(at + 1, "dài") {
            return true;
        }
        let nominal = |tag: &Tag| is_nominal(*tag) || matches!(tag, Tag::Verb | Tag::Join | Tag::Number);
        let right = &self.tags[at + 1..end];
        // Behind a percentage or `với` stands no list that goes on as a subject.
        let attached = from > 0 && matches!(self.tags[from - 1], Tag::Figure | Tag::Link);
        let quantity = self.tags[from] == Tag::Quantity;
        // `tỷ lệ người không uống bia, rượu`
        let inside = |tag: &Tag| {
            nominal(tag) || quantity && *tag == Tag::Time || *tag == Tag::Auxiliary && self.is_rate(from)
        };
        if attached
            || !matches!(right.first(), Some(Tag::Noun | Tag::Quantity))
            || !self.tags[from..at].iter().all(inside)
        {
            return false;
        }
        let plural = |i: usize| self.sentence.is_any(i, &["các", "những"]);
        let several = (from..at).rev().take_while(|&i| self.tags[i] == Tag::Noun).any(plural);
        // `chợ, siêu thị đều tăng`
        let all = (at + 1..end)
            .any(|i| self.sentence.is_one_of(i, &["đều", "lần"]) && self.tags[i] == Tag::Auxiliary);
        // `hàng giả, hàng nhái chiếm 80%`
        let share = self.sentence.is(end, "chiếm")
            && matches!(self.tags[from], Tag::Noun | Tag::Quantity)
            && !self.tags[from..at].contains(&Tag::Join)
            && !self.sentence.is_one_of(at + 1, &["nơi", "người", "vốn", "hãng"]);
        let named = quantity || several || all || share || self.is_collective(from);
        // `nhu cầu vốn khoảng 5 tỷ đồng, vốn của xã 2 tỷ đồng`
        let measured =
            MEASURES.contains(self.sentence.key(at - 1)) && self.tags[from..at].contains(&Tag::Number);
        let list = !measured && (right.contains(&Tag::Join) || named);
        let first = right.iter().take_while(|&&tag| tag != Tag::Join).take(8);
        // `công suất của các nhà nghỉ, khách sạn, lán trại đạt 80%`
        let plain = several && right.iter().all(|tag| matches!(tag, Tag::Noun | Tag::Comma));
        // `Kết quả giám định, ông An bị thương 6%`
        let person = self.sentence.is_one_of(at + 1, &["ông", "bà", "anh", "chị"])
            || self.sentence.tokens[at + 1].is_capital()
                && !self.sentence.tokens[at - 1].is_capital()
                && PLACES.starting_at(self.sentence, at + 1).is_none();
        let result =
            (self.sentence.is(from, "kết") || quantity && !all && !right.contains(&Tag::Join)) && person;
        list && !result
            && first.clone().all(|tag| {
                nominal(tag)
                    || matches!(tag, Tag::Predicate | Tag::Auxiliary | Tag::Change | Tag::Time)
                    || plain
            })
            && (at > from + 1 || all || self.is_short_list(at))
    }

    /// `Huế, Vinh và Hà Nội tăng 5%`: whether the comma at token `at`, with one word before it,
    /// parts the names of a list.
    fn is_short_list(&self, at: usize) -> bool {
        let named = |at: usize| self.sentence.tokens.get(at).is_some_and(|token| token.is_capital());
        let joint = (at + 1..self.tags.len()).find(|&i| self.tags[i] != Tag::Noun);
        named(at - 1)
            && named(at + 1)
            && joint
                .is_some_and(|joint| matches!(self.tags[joint], Tag::Join | Tag::Comma) && named(joint + 1))
    }

    /// `ngành may, thêu`: whether the noun at token `at` has a list behind it.
    fn is_collective(&self, at: usize) -> bool {
        self.sentence.is_any(at, &["ngành", "nhóm", "lĩnh", "các", "những"])
    }

    /// The noun phrase at the front of a clause: from its first noun to its verb.
    /// Only the clause of a percentage's `own` verb may begin with a verb made noun
    /// (`huy động vốn tăng …`), or have its subject behind another verb.
    pub fn front(&self, clause: Range<usize>, own: bool) -> Option<Phrase> {
        // `theo báo cáo, …` says who counted, `(cùng kỳ tăng 9%)` when.
        let counted = !own && !clause.is_empty() && self.sentence.is_any(clause.start, &["theo"]);
        if counted || is_same_period(self.sentence, clause.start) {
            return None;
        }
        let (start, opened) = self.front_start(&clause);
        let plain = start..self.subject_end(start, clause.end);
        let own_front = || {
            self.behind_verb(&plain, clause.end)
                .or_else(|| self.behind_is(&plain, clause.end))
                .or_else(|| self.with_verb(&plain, clause.end))
        };
        let front = own.then(own_front).flatten().unwrap_or(plain);
        // `đối với người lớn lượng đạm …`, `công ty lãi 54 tỷ đồng`
        let counts = self.tag(front.end) == Some(Tag::Number) && front.end < clause.end;
        let quantity = || front.clone().find(|&at| self.tags[at] == Tag::Quantity);
        // `kiên định mục tiêu GDP tăng 6%`
        let aim = |at: usize| {
            self.tags[at] == Tag::Quantity
                && CLAUSES.ending_at(self.sentence, at).is_some_and(|(_, section)| section == "aim")
        };
        let aim = own && (front.start + 1..front.end).any(aim);
        let start = if opened || counts || aim { quantity().unwrap_or(front.start) } else { front.start };
        // `ông An năm nay tỷ lệ đỗ là 99%`
        let late = |&at: &usize| self.tags[at] == Tag::Quantity && self.tags[at - 1] == Tag::Time;
        let start = (start + 1..front.end).find(|at| own && late(at)).unwrap_or(start);
        self.trim(start..front.end)
    }

    /// `tỷ lệ nhập viện do nhiễm khuẩn`: a noun phrase without the cause or purpose that is said
    /// besides.
    pub fn without_cause(&self, phrase: Phrase) -> Phrase {
        let cause = |at: &usize| self.tags[*at] == Tag::Link && self.sentence.is_one_of(*at, &["do", "để"]);
        let end = phrase.clone().find(cause).unwrap_or(phrase.end);
        self.trim(phrase.start..end).unwrap_or(phrase)
    }

    /// The noun phrase at the front of the clause that runs up to token `end`.
    pub fn front_up_to(&self, end: usize, own: bool) -> Option<Phrase> {
        self.front(self.clause_start(end)..end, own)
    }

    /// The first token of the noun phrase at the front of a clause, and whether a word such
    /// as `đối với` opens it.
    fn front_start(&self, clause: &Range<usize>) -> (usize, bool) {
        let loose = |tag: Tag| matches!(tag, Tag::Time | Tag::Join | Tag::Inner | Tag::Stop | Tag::Quote);
        let skipped = self.tags[clause.clone()].iter().take_while(|&&tag| loose(tag)).count();
        // `Mở cửa HNG tăng 2%`
        let phase = usize::from(
            self.sentence.is_any(clause.start, &["mở", "đóng"]) && self.tags[clause.start] == Tag::Auxiliary,
        ) * 2;
        let start = (clause.start + skipped + phase).min(clause.end);
        // `so với năm trước tỷ lệ …`: the comparison may come first.
        if self.tag(start) == Some(Tag::Compare) {
            let quantity = (start..clause.end).find(|&at| self.tags[at] == Tag::Quantity);
            return (quantity.unwrap_or(start), false);
        }
        (start, skipped > 0 && self.tags[start - 1] == Tag::Inner)
    }

    /// Where the subject ends that begins at token `start` of a clause up to `end`.
    fn subject_end(&self, start: usize, end: usize) -> usize {
        (start..end).find(|&at| self.ends_subject(start, at)).unwrap_or(end)
    }

    /// The quantity behind the verb of a clause up to `end` that begins with the noun phrase
    /// `plain`: `xưởng xây dựng kế hoạch sản xuất tăng …`, `Bắc Bộ có lượng mưa cao hơn …`,
    /// `Máy ảnh Hải Âu có màn hình chiếm …`.
    fn behind_verb(&self, plain: &Phrase, end: usize) -> Option<Phrase> {
        let at = plain.end;
        let level = self.tag(end) == Some(Tag::Predicate);
        let named = level && !plain.is_empty() && self.sentence.tokens[at - 1].is_capital();
        let owned = named || self.tag(at + 1) == Some(Tag::Quantity);
        let states = |at: usize| !matches!(self.tags[at], Tag::Compare | Tag::Change);
        let has = at < end
            && self.sentence.is(at, "có")
            && self.tags[at] == Tag::Predicate
            && owned
            && (self.subject_end(at + 1, end)..end).all(states);
        let verb = at < end && (self.tags[at] == Tag::Verb || has);
        // `chỉ số đo tỷ giá của USD tăng 2%` is about the index.
        if verb && self.sentence.is_one_of(at, &["đo", "đánh"]) {
            return None;
        }
        let reaches = |start: usize| self.subject_end(start, end) == end;
        let measured = self.tags[plain.clone()].contains(&Tag::Quantity);
        // `CPI có mức tăng là 5%` is about the index.
        let change =
            |at: usize| self.sentence.is(at, "mức") && self.sentence.is_one_of(at + 1, &["tăng", "giảm"]);
        let quantity = (at..end)
            .find(|&at| !measured && self.tags[at] == Tag::Quantity)
            .filter(|&quantity| plain.is_empty() || !change(quantity));
        if let Some(quantity) = quantity.filter(|&at| verb || reaches(at)) {
            return Some(quantity..self.subject_end(quantity, end));
        }
        if has && named && reaches(at + 1) {
            return Some(at + 1..end);
        }
        // A verb made noun: `huy động vốn tăng …`
        (plain.is_empty() && verb).then_some(plain.start..end)
    }

    /// `cổ phiếu dẫn đầu là Hải Âu tăng 5%`: the name behind `là` in a clause up to `end` that
    /// begins with the noun phrase `plain`.
    fn behind_is(&self, plain: &Phrase, end: usize) -> Option<Phrase> {
        let is = self.sentence.is(plain.end, "là") && self.tag(plain.end) == Some(Tag::Predicate);
        let start = plain.end + 1;
        let capital = self.sentence.tokens.get(start).is_some_and(|token| token.is_capital());
        (is && capital && start < end && self.subject_end(start, end) == end).then_some(start..end)
    }

    /// `xe chạy xăng chiếm 95%`, `dòng máy chạy Android vẫn chiếm 84%`: a verb right behind the
    /// noun phrase `plain` belongs to it where the verb of the percentage follows.
    fn with_verb(&self, plain: &Phrase, end: usize) -> Option<Phrase> {
        if self.tag(plain.end) != Some(Tag::Verb) || plain.is_empty() {
            return None;
        }
        let inside = |at: &usize| is_nominal(self.tags[*at]) || self.tags[*at] == Tag::Verb;
        let rest = (plain.end..end).find(|at| !inside(at)).unwrap_or(end);
        // `Hải Âu duy trì được mức tăng …`
        let achieved = self.sentence.is(rest, "được");
        (!achieved && (rest == end || self.tags[rest] == Tag::Auxiliary)).then_some(plain.start..rest)
    }

    /// Whether the subject that begins at token `start` ends before token `at`.
    fn ends_subject(&self, start: usize, at: usize) -> bool {
        match self.tags[at] {
            Tag::Stop => !self.is_way_inside_rate(start, at),
            Tag::Forecast => !self.is_after_rate(at),
            Tag::Compare | Tag::Report => true,
            Tag::Auxiliary | Tag::Predicate => !self.is_inside_rate(start, at),
            Tag::Number => self.counts(at) && !self.is_age(start, at),
            Tag::Change => at == start || !self.is_after_rate(at),
            Tag::Verb => self.tags[start] != Tag::Quantity,
            _ => false,
        }
    }

    /// `tỷ lệ người lớn bị béo phì`, `tỷ lệ bệnh nhân có hút thuốc`: whether the
    /// auxiliary at token `at` belongs to what the rate that begins at `start` is of.
    fn is_inside_rate(&self, start: usize, at: usize) -> bool {
        let rate = self.is_rate(start);
        let state = self.sentence.is_one_of(at, &["bị", "được", "có", "không", "chưa"]);
        let then = self.tag(at + 1);
        let level = self.sentence.is(at + 1, "có");
        let held = self.sentence.is(at, "bị") && then == Some(Tag::Change);
        rate && state && (level || held || matches!(then, Some(Tag::Noun | Tag::Verb | Tag::Quantity)))
    }

    /// `tỷ lệ trẻ đến lớp`, `vốn vào bất động sản`: whether the word of direction at token
    /// `at` belongs to the noun phrase of a quantity that begins at `start`.
    fn is_way_inside_rate(&self, start: usize, at: usize) -> bool {
        let way = self.sentence.is_one_of(at, &["đến", "tới", "vào", "sau", "trước"]);
        let up = self.sentence.is(at, "lên") && self.is_rate(start);
        let place = matches!(self.tag(at + 1), Some(Tag::Noun | Tag::Quantity));
        (way || up) && place && self.tags[start] == Tag::Quantity
    }

    /// `tỷ lệ cây sống trên 5 năm`, `trẻ dưới 5 tuổi`: whether the number at token `at` belongs
    /// to the noun phrase of a quantity that begins at `start`.
    fn is_age(&self, start: usize, at: usize) -> bool {
        let unit = (at..self.tags.len()).find(|&i| self.tags[i] != Tag::Number);
        let span = |units: &[&str]| unit.is_some_and(|unit| self.sentence.is_one_of(unit, units));
        let aged = unit.is_some_and(|unit| unit > at + 1) && span(&["tuổi"]);
        aged || (self.tags[start] == Tag::Quantity && span(&["tuổi", "năm", "tháng", "ngày"]))
    }

    /// Whether a rate of something, or how many there are, begins at token `at`: `tỷ lệ`,
    /// `tốc độ`, `số người`.
    pub fn is_rate(&self, at: usize) -> bool {
        CLAUSES.starting_at(self.sentence, at).is_some_and(|(_, section)| {
            section == "rate" || section == "quantity" && self.sentence.is(at, "số")
        })
    }

    /// Whether the number at token `at` counts or measures, and is no name (`FTSE 250`).
    fn counts(&self, at: usize) -> bool {
        let measured = MEASURES.contains(self.sentence.key(at + 1)) || self.tag(at + 1) == Some(Tag::Number);
        let named = matches!(self.tag(at + 1), Some(Tag::Noun | Tag::Quantity | Tag::Inner));
        let capital = at > 0 && self.sentence.tokens[at - 1].is_capital();
        measured || !(named || capital)
    }

    /// Whether the word of token `at` follows a noun that makes a noun of it: `tốc độ tăng`.
    fn is_after_rate(&self, at: usize) -> bool {
        let head = CLAUSES.ending_at(self.sentence, self.tags.word(at));
        head.is_some_and(|(_, section)| section == "rate")
    }

    /// Whether the word of token `at` follows a noun that names a quantity: `tổng vốn sử dụng`.
    fn is_after_quantity(&self, at: usize) -> bool {
        self.tags.word(at).checked_sub(1).is_some_and(|before| self.tags[before] == Tag::Quantity)
    }

    /// What a clause is about that has no subject: `đạt yêu cầu là …` is about its
    /// object, and so is `đã bán 4.428 xe` before `, tăng …`.
    pub fn object(&self, clause: Range<usize>, own: bool) -> Option<Phrase> {
        let verb =
            |tag: Tag| if own { matches!(tag, Tag::Predicate | Tag::Change) } else { tag == Tag::Number };
        // `thí sinh đạt từ 15 điểm trở lên`
        let limit = |at: usize| !own && self.sentence.is(at + 1, "trở");
        let last = clause.clone().rev().find(|&at| verb(self.tags[at]) && !limit(at))?;
        let start = self.measure_end(last + 1..clause.end);
        // `40 triệu cổ phần bán cho nông dân`
        let quantity = self.tag(start) == Some(Tag::Quantity);
        // `1.200 hộ bị ngập`
        let state = |at: usize| {
            let bound = self.sentence.is(at, "bị") && self.tags[at] == Tag::Auxiliary;
            bound || (at > start && self.tags[at] == Tag::Verb && self.sentence.is(at - 1, "bị"))
        };
        let ends = |at: usize| {
            if quantity { self.ends_subject(start, at) } else { !is_nominal(self.tags[at]) && !state(at) }
        };
        let end = (start..clause.end).find(|&at| ends(at)).unwrap_or(clause.end);
        self.trim(start..end)
    }

    /// Whether a phrase begins with a noun that names a quantity and goes on: not
    /// `tiêu thụ` alone before a number.
    pub fn names_quantity(&self, phrase: &Phrase) -> bool {
        let bare = self.tags.word(phrase.end - 1) == phrase.start;
        let counts = self.tag(phrase.end) == Some(Tag::Number);
        self.tags[phrase.start] == Tag::Quantity && !(bare && counts)
    }

    /// The token behind the words of measure in front of `range`: `tỷ USD/thùng`.
    fn measure_end(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        // `tỷ` of `tỷ lệ` is none.
        let longer = |at: usize| at + 1 < self.tags.len() && self.tags.word(at + 1) == at;
        while at < range.end && !longer(at) && MEASURES.contains(self.sentence.key(at)) {
            at += 1;
            if self.sentence.is(at, "/") {
                at = (at + 2).min(range.end);
            }
        }
        at
    }

    /// The phrase of a clause that names a quantity as the object of a level, with a
    /// number or level behind it: `công ty có lợi nhuận 15 tỷ`.
    pub fn quantity(&self, clause: Range<usize>) -> Option<Phrase> {
        // `4.325 doanh nghiệp có vốn dưới 10 tỷ` is about the businesses.
        if self.tag(clause.start) == Some(Tag::Number) {
            return None;
        }
        let states = |at: usize| {
            self.tags[at] == Tag::Predicate || self.tags[at] == Tag::Verb && self.sentence.is(at, "nhận")
        };
        // `đặt kế hoạch doanh thu là 5 tỷ`
        let aims = |at: usize| self.sentence.is_one_of(at, &["hoạch", "tiêu"]) && self.tags[at] != Tag::Verb;
        let object = |at: &usize| *at > clause.start && (states(*at - 1) || aims(*at - 1));
        let start = clause.clone().filter(object).find(|&at| self.tags[at] == Tag::Quantity)?;
        let number = |at: usize| self.tags[at] == Tag::Number && !self.is_age(start, at);
        let end = (start..clause.end).find(|&at| self.ends_subject(start, at) || number(at))?;
        let measured = matches!(self.tags[end], Tag::Predicate | Tag::Number | Tag::Forecast);
        self.trim(start..end).filter(|_| measured)
    }

    /// The last phrase of a clause that names a quantity and has its number right behind
    /// it: `mua phần vốn góp 30 tỷ`.
    pub fn measured(&self, clause: Range<usize>) -> Option<Phrase> {
        let number = clause.clone().rev().find(|&at| self.tags[at] == Tag::Number)?;
        let first = (clause.start..number).rev().take_while(|&at| self.tags[at] == Tag::Number).last();
        let end = first.unwrap_or(number);
        let inside =
            |&at: &usize| matches!(self.tags[at], Tag::Noun | Tag::Quantity | Tag::Verb | Tag::Inner);
        let quantity =
            (clause.start..end).rev().take_while(inside).filter(|&at| self.tags[at] == Tag::Quantity);
        Some(quantity.last()?..end)
    }

    /// The phrases of a clause that name quantities: `doanh thu 5 tỷ và lợi nhuận 2 tỷ`.
    pub fn quantities(&self, clause: Range<usize>) -> Vec<Phrase> {
        let mark = |&at: &usize| matches!(self.tags[at], Tag::Break | Tag::Comma | Tag::Open | Tag::Figure);
        let start = (0..clause.start).rev().find(mark).map_or(0, |at| at + 1);
        let mut phrases: Vec<Phrase> = Vec::new();
        for at in start..clause.end {
            let inside = phrases.last().is_some_and(|last| at < last.end);
            if self.tags[at] == Tag::Quantity && !inside {
                phrases.extend(self.after(at, false));
            }
        }
        phrases
    }

    /// `phrase` without the joints and times at its ends; none where nothing is left.
    pub fn trim(&self, phrase: Phrase) -> Option<Phrase> {
        let loose = |tag: Tag| {
            let joint =
                matches!(tag, Tag::Join | Tag::Inner | Tag::Comma | Tag::Break | Tag::Link | Tag::Quote);
            joint || matches!(tag, Tag::Time | Tag::Stop | Tag::Auxiliary)
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
    pub fn before(&self, end: usize) -> Option<Phrase> {
        let nominal = |tag: Tag| is_nominal(tag) || tag == Tag::Time;
        let run = |end: usize| (0..end).rev().find(|&at| !nominal(self.tags[at])).map_or(0, |at| at + 1);
        let mut start = run(end);
        // `sự chênh lệch giữa giá chợ và giá quán`
        if start > 0 && self.tags[start - 1] == Tag::Join {
            let left = run(start - 1);
            if (left..start - 1).any(|at| self.sentence.is(at, "giữa")) {
                start = left;
            }
        }
        // `lãi suất kỳ hạn 5 năm`
        if start > 1 && self.tags[start - 1] == Tag::Number && self.sentence.is(start - 2, "hạn") {
            start = run(start - 1);
        }
        // `tỉ lệ thất nghiệp ở mức cao`
        if start > 1 && self.sentence.is(start - 2, "ở") && self.sentence.is(start - 1, "mức") {
            return self.before(start - 2);
        }
        // Verbs belong to a phrase that names a quantity: `lãi suất trúng thầu`.
        let made_noun = |at: usize| match self.tags[at] {
            Tag::Verb => true,
            Tag::Change => self.is_after_rate(at),
            tag => nominal(tag),
        };
        let wide = (0..start).rev().take_while(|&at| made_noun(at));
        let quantity = wide.filter(|&at| self.tags[at] == Tag::Quantity).last();
        let own = (start..end).find(|&at| self.tags[at] == Tag::Quantity);
        self.trim(quantity.or(own).unwrap_or(start)..end)
    }

    /// The noun phrase that begins at token `from`; `open` where no verb stands
    /// before it, so that a verb behind it is its own.
    pub fn after(&self, from: usize, open: bool) -> Option<Phrase> {
        let mut end =
            (from..self.tags.len()).find(|&at| !self.continues(from, at, open)).unwrap_or(self.tags.len());
        while end > from && matches!(self.tags[end - 1], Tag::Join | Tag::Inner | Tag::Comma | Tag::Quote) {
            end -= 1;
        }
        (end > from).then_some(from..end)
    }

    /// Whether token `at` belongs to the noun phrase that began at token `from`.
    fn continues(&self, from: usize, at: usize, open: bool) -> bool {
        let noun = |i: usize| matches!(self.tag(i), Some(Tag::Noun | Tag::Quantity));
        // `90% đơn thuộc lĩnh vực đất đai`: with no verb behind it the word is one.
        let verbal = open && at > from && self.sentence.is_any(at, &["thuộc", "hoạt"]);
        if verbal {
            return self.is_followed_by_verb(at + 1);
        }
        // `vốn góp của xã viên`, `dự báo trước đây của sở`
        if at > from && self.is_owned(at) {
            return true;
        }
        match self.tags[at] {
            Tag::Noun | Tag::Quantity => true,
            Tag::Time => self.tags.word(at) == from || self.is_date(self.tags.word(at)),
            Tag::Inner => {
                at > from && (at + 1..at + 3).any(noun) && !self.sentence.is_any(at, &["đối", "như"])
            }
            Tag::Number => at == from || self.is_name_number(at),
            Tag::Join => at > from && noun(at + 1) && self.joins_right(at, open),
            // `thợ may, thợ thêu của xưởng có mặt`
            Tag::Comma if !open && self.sentence.is_any(from, &["số", "tổng", "các"]) => {
                // `38% số xã, phường`
                let inside = |tag: &&Tag| is_nominal(**tag) || matches!(tag, Tag::Comma | Tag::Join);
                let rest = self.tags[at + 1..].iter().take_while(inside).count();
                let end = self.tags.get(at + 1 + rest);
                let lower = self.sentence.tokens.get(at + 1).is_some_and(|next| next.shape == Shape::Lower);
                lower && noun(at + 1) && matches!(end, None | Some(Tag::Close | Tag::Break))
            }
            Tag::Comma => {
                // `17% thị phần, Hải Âu đứng đầu`
                let named = self.sentence.tokens.get(at + 1).is_some_and(|token| token.is_capital());
                let other = named || self.sentence.is_one_of(at + 1, &["các", "những", "họ", "ông", "bà"]);
                open && noun(at + 1) && !other && self.has_verb_on_right(at)
            }
            // `tổng vốn sử dụng`, but `70% hiệu quả đến từ …`
            Tag::Verb => {
                let counted = !open || self.sentence.is(from, "số");
                self.tags.word(at) == from
                    // `đạt 63% kế hoạch gieo cấy`
                    || (!open && self.tags.word(self.tags.word(at).saturating_sub(1)) == from)
                    || (counted && self.is_after_quantity(at))
                    || (open && self.modifies(at))
            }
            Tag::Change | Tag::Predicate => self.tags.word(at) == from || self.is_after_rate(at),
            // `so với dự báo trước đây`
            Tag::Forecast => self.tags.word(at) == from,
            // `70% hộ bị ngập được hỏi`
            Tag::Auxiliary => open && self.sentence.is(at, "bị") && self.is_passed(at + 1),
            _ => false,
        }
    }

    /// Whether the time at token `at` may close a noun phrase: `cùng kỳ năm trước`,
    /// but not `đơn thư hiện nay`, `GDP vào năm 2021`.
    fn is_date(&self, at: usize) -> bool {
        let names = [
            "năm", "tháng", "quý", "tuần", "ngày", "phiên", "kỳ", "kì", "cuối", "đầu", "cả", "giai", "hôm",
            "hồi", "của",
        ];
        self.sentence.tokens[at].shape == Shape::Number || self.sentence.is_one_of(at, &names)
    }

    /// Whether the verb at token `at` belongs to the noun before it, as another
    /// verb with an auxiliary follows: `60% số cây mắc bệnh sẽ hồi phục`.
    fn modifies(&self, at: usize) -> bool {
        let rest = (at + 1..self.tags.len()).find(|&i| self.tags.word(i) != self.tags.word(at));
        let next = rest.and_then(|from| (from..self.tags.len()).find(|&i| !is_nominal(self.tags[i])));
        next.is_some_and(|next| match self.tags[next] {
            Tag::Auxiliary => self.sentence.is_one_of(next, &["sẽ", "đã", "đang"]),
            Tag::Report => self.sentence.is_one_of(next, &["cho", "nói"]),
            // `70% vé trúng giải là do máy chọn`
            Tag::Predicate => self.sentence.is(next, "là"),
            _ => false,
        })
    }

    /// Whether the word `của` right behind the word of token `at` makes a noun of it.
    pub fn is_owned(&self, at: usize) -> bool {
        let made_noun = matches!(self.tags[at], Tag::Verb | Tag::Link | Tag::Auxiliary | Tag::Time);
        let next = (at..self.tags.len()).find(|&i| self.tags.word(i) != self.tags.word(at));
        made_noun && next.is_some_and(|next| self.sentence.is(next, "của"))
    }

    /// Whether another verb follows the state that begins at token `at`.
    fn is_passed(&self, at: usize) -> bool {
        let next = (at..self.tags.len()).find(|&i| !is_nominal(self.tags[i]));
        next.is_some_and(|next| match self.tags[next] {
            Tag::Auxiliary | Tag::Report | Tag::Predicate => true,
            // `8% người bị bệnh gan tử vong`
            Tag::Verb => next > at,
            _ => false,
        })
    }

    /// Whether the number at token `at` belongs to a name or date: `3 nước Iran`,
    /// `OnePlus 3`, `cùng kỳ 2016`.
    fn is_name_number(&self, at: usize) -> bool {
        let year = self.sentence.tokens[at].text.len() == 4;
        !self.counts(at) || (year && !MEASURES.contains(self.sentence.key(at + 1)))
    }

    /// Whether the joint at token `at` joins what follows to the noun phrase before
    /// it, and does not begin a clause or another percentage's phrase.
    fn joins_right(&self, at: usize, open: bool) -> bool {
        let person = self.sentence.is_one_of(at + 1, &["ông", "bà"]);
        match self.first_after_phrase(at).filter(|_| !person) {
            None if person => false,
            Some(Tag::Verb | Tag::Predicate | Tag::Change | Tag::Auxiliary | Tag::Forecast) => open,
            Some(Tag::Figure | Tag::Link | Tag::Open) => false,
            _ => true,
        }
    }

    /// Whether a verb follows the noun phrase behind token `at`.
    fn has_verb_on_right(&self, at: usize) -> bool {
        let next = self.first_after_phrase(at);
        matches!(next, Some(Tag::Verb | Tag::Predicate | Tag::Change | Tag::Auxiliary))
    }

    /// The first tag behind the noun phrase that follows token `at`.
    fn first_after_phrase(&self, at: usize) -> Option<Tag> {
        let nominal = |tag: Tag| is_nominal(tag) || matches!(tag, Tag::Time | Tag::Join | Tag::Number);
        self.tags[at + 1..].iter().copied().find(|&tag| !nominal(tag))
    }

    /// Whether the noun phrase that begins at token `from`, or the place itself, is
    /// followed by a verb.
    pub fn is_followed_by_verb(&self, from: usize) -> bool {
        // `42% (250 người) nhất trí`
        let from = if self.tag(from) == Some(Tag::Open) { self.close(from) + 1 } else { from };
        let next =
            self.tags[from.min(self.tags.len())..].iter().find(|&&tag| !is_nominal(tag) && tag != Tag::Time);
        let verbs = [Tag::Verb, Tag::Predicate, Tag::Change, Tag::Auxiliary, Tag::Report, Tag::Forecast];
        next.is_some_and(|tag| verbs.contains(tag))
    }

    /// The members of a phrase that is a list.
    pub fn parts(&self, phrase: &Phrase) -> Vec<Phrase> {
        let joints = phrase.clone().filter(|&at| matches!(self.tags[at], Tag::Join | Tag::Comma));
        let mut start = phrase.start;
        let mut parts = Vec::new();
        for joint in joints.chain([phrase.end]) {
            // `nơi bán như chợ, siêu thị`
            let like = (start..joint).find(|&at| self.sentence.is(at, "như") && parts.is_empty());
            if joint > start {
                parts.push(like.map_or(start, |at| at + 1)..joint);
            }
            start = joint + 1;
        }
        parts
    }

    /// The bracket that closes the one at token `open`, or the last token.
    pub fn close(&self, open: usize) -> usize {
        (open..self.tags.len()).find(|&at| self.tags[at] == Tag::Close).unwrap_or(self.tags.len() - 1)
    }

    /// The bracket that is closed at token `close`, or the first token.
    pub fn open(&self, close: usize) -> usize {
        (0..close).rev().find(|&at| self.tags[at] == Tag::Open).unwrap_or(0)
    }
}

/// Whether a noun phrase may hold a word of this tag in its middle.
fn is_nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Quote)
}
