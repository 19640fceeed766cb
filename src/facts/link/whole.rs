//! The whole that a percentage is a part of, where it is named before the part.

use super::Reader;
use crate::facts::clause::Tag;
use crate::facts::phrase::Phrase;
use crate::lexicon::{CLAUSES, MEASURES};
use crate::record::Bound;

impl Reader<'_> {
    /// `Phần lớn người được hỏi (84%) cho rằng …`: what the part before the bracket is of.
    pub(super) fn part_before(&self, index: usize) -> Option<Phrase> {
        let open = self.bracket_before(index)?;
        let again = self.says_again(self.leads[index].start);
        if !again && self.leads[index].verb.is_some() {
            return None;
        }
        // `1/3 người được hỏi (tương đương 36%)`
        let stroke = |at: usize| at > 1 && self.tags[at - 1] == Tag::Number && self.sentence.is(at - 2, "/");
        if let Some(people) = self.phrases.before(open).filter(|people| stroke(people.start)) {
            return Some(people);
        }
        if again {
            return None;
        }
        let start = self.phrases.clause_start(open);
        let len = self.part_len(start);
        // `hai phần ba (62%) số máy bay`, `gần một nửa (48%) hộ dân`, `phần lớn (61%) số vụ`
        let behind = self.phrases.close(open) + 1;
        let counted = matches!(self.tags.get(behind), Some(Tag::Noun | Tag::Quantity));
        let half =
            open > 0 && self.sentence.is_one_of(open - 1, &["nửa", "½"]) || len > 0 && start + len == open;
        if counted && half || open > 1 && self.sentence.is(open - 2, "phần") {
            return self.phrases.after(behind, true);
        }
        (len > 0 && start + len < open).then_some(start + len..open)
    }

    /// The whole that is named before its part: `riêng X thì 95% là …`.
    pub(super) fn topic(&self, index: usize) -> Option<Phrase> {
        if let Some(whole) = self.parted(index) {
            return Some(whole);
        }
        if !self.is_quantifier(index) {
            return self.total(index);
        }
        // `trong các ca như vậy có 80% phải mổ`
        if let Some(verb) = self.leads[index].verb.clone() {
            let group = self.phrases.front_up_to(verb.start, true);
            let within =
                |group: &Phrase| group.start > 0 && self.sentence.is_any(group.start - 1, &["trong"]);
            if let Some(group) = group.filter(within) {
                return Some(group);
            }
        }
        let mark = self.start_of(index).checked_sub(1)?;
        if self.sentence.is(mark, "thì") {
            return self.phrases.before(mark);
        }
        self.counted_for(mark).or_else(|| self.group_for(mark))
    }

    /// `tiếp nhận 500 hồ sơ, trong đó 98% …`, `khoa có 116 bệnh nhân, 60% …`: what is counted
    /// before the mark at token `mark`, behind which a part of it stands.
    fn counted_for(&self, mark: usize) -> Option<Phrase> {
        let comma = self.tags[mark] == Tag::Comma;
        let there = mark - usize::from(comma && mark > 0);
        if there > 2 && self.is_of_which(there - 1) {
            let segment = self.segment_start(there - 2)..there - 2;
            // `55% khách mua sắm, trong đó 63% …`
            if segment.start > 0 && self.tags[segment.start - 1] == Tag::Figure {
                return None;
            }
            let age = |object: &Phrase| self.sentence.is(object.start, "tuổi");
            let counted = self.phrases.object(segment.clone(), false)?;
            return if age(&counted) { self.phrases.front(segment, false) } else { Some(counted) };
        }
        let joined = comma || self.tags[mark] == Tag::Join;
        let clause = self.phrases.clause_start(mark)..mark;
        let counted = self.phrases.object(clause.clone(), false).filter(|_| joined)?;
        let number = counted.start > 0 && self.tags[counted.start - 1] == Tag::Number;
        let part = self.sentence.is(mark + 1, "có");
        let opens = self.tags.get(clause.start) == Some(&Tag::Number);
        let has = part || opens || clause.into_iter().any(|at| self.sentence.is(at, "có"));
        (number && has && !MEASURES.contains(self.sentence.key(counted.start))).then_some(counted)
    }

    /// `trong số X, 90% …`: the group named before the comma at token `mark`.
    fn group_for(&self, mark: usize) -> Option<Phrase> {
        let group = |start: usize| {
            let (len, section) = CLAUSES.starting_at(self.sentence, start)?;
            (section == "inner" && len > 1).then(|| self.phrases.after(start + len, false))?
        };
        let comma = self.tags[mark] == Tag::Comma;
        let named = || group(self.phrases.clause_start(mark)).or_else(|| group(self.segment_start(mark)));
        comma.then(named)?
    }

    /// The token behind the last comma, mark or percentage before token `end`.
    pub(super) fn segment_start(&self, end: usize) -> usize {
        let ends = |&at: &usize| matches!(self.tags[at], Tag::Comma | Tag::Break | Tag::Close | Tag::Figure);
        (0..end).rev().find(ends).map_or(0, |at| at + 1)
    }

    /// `Tổng số vé là 5.000, trong đó vé mời khoảng 6%`, `có 90 trường, trong đó 30 trường tư
    /// (chiếm 33%)`: the total or what is counted, of which shares follow.
    pub(super) fn among(&self, index: usize) -> Option<Phrase> {
        let lead = &self.leads[index];
        if !self.may_be_share(index) || lead.trend.is_some() {
            return None;
        }
        let start = (1..lead.start)
            .rev()
            .find(|&at| self.is_of_which(at))
            .filter(|&at| self.tags[at] == Tag::Link)?;
        // `200 tấn phân bón (trong đó phân xanh chiếm 40%)`
        if self.tags[start - 1] == Tag::Open {
            let counted = self.phrases.before(start - 1)?;
            let measures = counted.clone().take_while(|&at| MEASURES.contains(self.sentence.key(at))).count();
            let noun = counted.start + measures..counted.end;
            return (!noun.is_empty()).then_some(noun);
        }
        let end = if self.tags[start - 1] == Tag::Comma { start - 1 } else { start };
        let bracket = end > 0 && self.tags[end - 1] == Tag::Close;
        let end = if bracket { self.phrases.open(end - 1) } else { end };
        let mut first = self.phrases.clause_start(end);
        while first > 0 && self.tags[first - 1] == Tag::Close {
            first = self.phrases.clause_start(self.phrases.open(first - 1));
        }
        let clause = first..end;
        let total = self.phrases.front(clause.clone(), false);
        let whole = total.filter(|total| self.sentence.is_any(total.start, &["tổng"])).map(|total| {
            let bracket = total.clone().find(|&at| self.tags[at] == Tag::Open);
            total.start..bracket.unwrap_or(total.end)
        });
        let close = self.behind(index);
        let nearest = !self.tags[start..lead.start].contains(&Tag::Figure);
        let bracketed = self.tags.get(close) == Some(&Tag::Close) || nearest && lead.verb.is_some();
        let counted = || {
            let object = self.phrases.object(clause.clone(), false)?;
            (!MEASURES.contains(self.sentence.key(object.start))).then_some(object)
        };
        // `hợp tác xã có vốn góp là 3 tỷ đồng, trong đó vốn của huyện chiếm 40%`
        whole.or_else(|| bracketed.then(|| counted().or_else(|| self.phrases.quantity(clause.clone())))?)
    }

    /// `300 người trên tổng số 400 người (tỷ lệ 75%)`: the whole that stands before the bracket.
    pub(super) fn out_of(&self, index: usize) -> Option<Phrase> {
        let open = self.bracket_before(index).filter(|_| self.may_be_share(index))?;
        let word = |at: &usize| self.sentence.tokens[*at].is_word() || self.tags[*at] == Tag::Number;
        let whole = (0..open).rev().take_while(word).find(|&at| self.sentence.is(at, "tổng"))?;
        let of = whole > 0 && self.sentence.is_one_of(whole - 1, &["trên", "trong"]);
        of.then_some(whole..open)
    }

    /// `trong doanh thu, vé chiếm 60%`: the total that the share is of, named first.
    fn total(&self, index: usize) -> Option<Phrase> {
        let verb = self.leads[index].verb.clone().filter(|verb| self.sentence.is(verb.start, "chiếm"))?;
        let end = |at: usize| matches!(self.tags[at], Tag::Comma | Tag::Break);
        // `đóng góp vào tổng kim ngạch, như Mỹ chiếm 20%`, `cao nhất trong cơ cấu doanh thu, chiếm 5%`
        let whole = |at: usize| {
            self.sentence.is_one_of(at, &["trong", "vào"]) && self.sentence.is_one_of(at + 1, &["tổng", "cơ"])
        };
        let first =
            |at: &usize| self.sentence.is_any(*at, &["trong"]) && (*at == 0 || end(at - 1)) || whole(*at);
        let start = (0..verb.start).rev().find(first)? + 1;
        // `trong số 153 thí sinh có 82 em đỗ, chiếm 53%`
        let several = self.sentence.is(start, "số");
        let total = if several {
            let from = start + 1;
            let number = (from..verb.start).take_while(|&at| self.tags[at] == Tag::Number).count();
            self.phrases.after(from + number, false)?
        } else {
            self.phrases.after(start, false).filter(|total| self.tags[total.start] == Tag::Quantity)?
        };
        let has = several && self.sentence.is(total.end, "có");
        (has || self.tags.get(total.end) == Some(&Tag::Comma)).then_some(total)
    }

    /// Whether a percentage counts what a verb behind it speaks of, and has no
    /// subject: `60% hộ dân có nước, 30% dùng giếng`.
    pub(super) fn is_quantifier(&self, index: usize) -> bool {
        let free = match &self.leads[index].verb {
            None => self.phrases.before(self.start_of(index)).is_none(),
            Some(verb) => {
                let rest = verb.len() == 1 && self.sentence.is(verb.start, "còn");
                rest || self.sentence.is(verb.end - 1, "có") && self.is_existential(index, false)
            }
        };
        free && self.phrases.is_followed_by_verb(self.behind(index))
    }

    /// `tài sản của họ có 80% là đất`, `học sinh của trường, với 50% là con em nông dân`: what
    /// stands before is parted.
    fn parted(&self, index: usize) -> Option<Phrase> {
        if !self.sentence.is(self.behind(index), "là") {
            return None;
        }
        let lead = &self.leads[index];
        let has = lead.verb.clone().filter(|verb| self.sentence.is(verb.end - 1, "có"));
        let with = || lead.start.checked_sub(1).filter(|&at| self.sentence.is(at, "với"));
        // `nước tiểu hơn 90% là nước`
        let about = matches!(lead.bound, Bound::About | Bound::Above | Bound::Below);
        let bare = || {
            lead.verb
                .is_none()
                .then_some(lead.start)
                .filter(|&at| about && at > 0 && self.tags[at - 1] == Tag::Noun)
        };
        let end = has.map(|verb| verb.start).or_else(with).or_else(bare)?;
        // `phụ huynh phần lớn làm ruộng, với 58% là hộ nghèo`
        let end = end - usize::from(end > 0 && self.tags[end - 1] == Tag::Comma);
        let whole = self.phrases.front_up_to(end, true)?;
        (!self.is_place(&whole)).then_some(whole)
    }
}
