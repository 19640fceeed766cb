//! Groups: the offices of one person, and how they are attached to the name.

use super::super::token::{Sentence, Shape};
use super::apposition::{closing, follows_theo, is_separator, left_of};
use super::name::{self, Form, Name, SURE};
use super::person::{Held, People};
use super::post::{self, Class, Post};
use super::role;
use crate::lexicon::{BRIDGES, CLAUSES, DEPARTURES, HONORIFICS, LANDMARKS, PLACES};
use crate::record::Status;
use std::cell::OnceCell;

/// Posts that belong to one person: `Phó Chủ tịch kiêm Tổng thư ký …`.
pub(super) struct Group<'s, 'p> {
    s: &'s Sentence<'s>,
    posts: &'p [Post],
    held: Vec<Held>,
    /// The token after the last role.
    end: usize,
    /// The end of a name that the first office may stand after, and whether the words between
    /// them say that the office is no longer held.
    left: Option<(usize, bool)>,
    /// The name that ends there.
    name_left: OnceCell<Option<Name>>,
}

impl<'s, 'p> Group<'s, 'p> {
    /// Reads the posts of one person from the front of `posts`, attaches them to
    /// a name where there is one, and tells how many posts were read.
    pub fn read(s: &'s Sentence<'s>, posts: &'p [Post], people: &mut People) -> usize {
        let left = left_of(s, posts[0].lead);
        let mut group = Group { s, posts, held: Vec::new(), end: 0, left, name_left: OnceCell::new() };
        let mut used = 0;
        while let Some(post) = posts.get(used) {
            let next = posts.get(used + 1);
            let served = next.and_then(|next| group.served(post, next));
            let limit = next.map_or(s.len(), |next| next.lead);
            let role = role::read(s, post, limit);
            let named = role.named.filter(|_| served.is_none());
            used += 1;
            let named_end = named.as_ref().map(|named| named.end).or(served);
            let Some(role_end) = named_end.or(role.extent) else { break };
            let departed = named.as_ref().is_some_and(|named| named.departed);
            let status = if departed { Status::Former } else { post.status };
            group.held.push(Held {
                start: post.start,
                title_end: post.words_end.min(role_end),
                end: role_end,
                status,
            });
            group.end = role_end;
            if let Some(named) = named.filter(|named| group.is_convincing(named, people)) {
                group.attach_before(named.name, people);
                return used;
            }
            if named_end.is_some() {
                group.extend_last(role.extent);
            }
            let role_end = group.end;
            // An aide's role runs over the office holder that it serves.
            while let Some(inner) = posts.get(used).filter(|inner| inner.start < role_end) {
                if role::read(s, inner, role_end).named.is_some() {
                    Group::read(s, &posts[used..=used], people);
                }
                used += 1;
            }
            match posts.get(used) {
                // `ông A - Chánh án, và Viện trưởng Nghiêm Thị B`: two persons.
                Some(next)
                    if group.has_name_before(people) && group.names_another(next, posts.get(used + 1)) =>
                {
                    break;
                }
                Some(next) if group.joins(role_end, next) => {}
                _ => break,
            }
        }
        if !group.held.is_empty() {
            group.attach(people);
        }
        used
    }

    /// Whether the name after the role is better than what stands near the office:
    /// a person before it, or one after a comma.
    fn is_convincing(&self, named: &role::Named, people: &People) -> bool {
        let name = &named.name;
        let s = self.s;
        let before = self.left.map(|(end, _)| people.ending_at(end));
        let fresh = || matches!(before, Some(None)) && self.name_left().is_some_and(Name::is_sure);
        // `ông A, Hiệu trưởng Trường Nguyễn Huệ`; `ông A, Chủ tịch xã B | Ông A cho biết`
        if (named.owned || named.firm || name.honorific.is_some()) && fresh() {
            return false;
        }
        let follower = s.is(name.end, ",").then(|| name::starting_at(s, name.end + 1)).flatten();
        // `Giám đốc công ty Thái Hà, ông A`
        if named.firm && follower.as_ref().is_some_and(|f| f.honorific.is_some() && f.end - f.start > 1) {
            return false;
        }
        let short_post = matches!(self.posts[0].class, Class::State | Class::Direct | Class::Short);
        if (named.direct && short_post) || name.score > SURE || name.honorific.is_some() {
            return true;
        }
        if follower.is_some_and(|f| f.honorific.is_some() || (!name.is_full() && f.is_full())) {
            return false;
        }
        match before {
            None => true,
            Some(Some(person)) if person.rule != "name_office" => {
                named.closed && (name.is_full() || name.form(s) == Form::Foreign)
            }
            Some(Some(_)) => false,
            Some(None) => !fresh(),
        }
    }

    /// The name that the first office may stand after.
    fn name_left(&self) -> Option<&Name> {
        let name = || self.left.and_then(|(end, _)| name::ending_at(self.s, end));
        self.name_left.get_or_init(name).as_ref()
    }

    /// Lets the last role end where one without a name after it does.
    fn extend_last(&mut self, extent: Option<usize>) {
        if let Some(held) = self.held.last_mut() {
            held.end = held.end.max(extent.unwrap_or(held.end));
            self.end = held.end;
        }
    }

    /// Whether a person without an office yet is named before the first office.
    fn has_name_before(&self, people: &People) -> bool {
        self.left.is_some_and(|(end, _)| people.ending_at(end).is_none()) && self.name_left().is_some()
    }

    /// Whether `post` has a full name of its own right after it.
    fn names_another(&self, post: &Post, next: Option<&Post>) -> bool {
        let limit = next.map_or(self.s.len(), |next| next.lead);
        role::read(self.s, post, limit).named.is_some_and(|named| named.name.score > SURE)
    }

    /// Where the role of an aide ends that is named by the holder it serves:
    /// `cố vấn đối ngoại của Tổng thống Putin`, `Đặc phái viên của Tổng thư ký LHQ`.
    fn served(&self, post: &Post, next: &Post) -> Option<usize> {
        let s = self.s;
        if !matches!(post.class, Class::Aide | Class::Served) {
            return None;
        }
        let adjoins = next.lead == post.title_end;
        let links = adjoins || s.is_any(next.lead - 1, &["của"]);
        let reaches = (post.title_end..next.lead).len() < 2
            || role::read(s, post, next.lead).extent.is_some_and(|end| end + 1 >= next.lead);
        if !links || !reaches {
            return None;
        }
        let role = role::read(s, next, s.len());
        match role.named {
            // `trợ lý Tổng thống Yuri Ushakov` names the aide.
            Some(holder) if adjoins && holder.direct && holder.name.is_full() => Some(holder.end),
            Some(holder) => Some(holder.name.end),
            None => role.extent,
        }
    }

    /// Whether a role that ends before token `end` and the post `next` are held
    /// by one person.
    fn joins(&self, end: usize, next: &Post) -> bool {
        let s = self.s;
        let first = self.posts[0].lead;
        let after_name = first > 0 && is_separator(s, first - 1);
        let mut at = end;
        if s.is(at, "(")
            && let Some(close) = closing(s, at)
        {
            at = close + 1;
        }
        // `ông A - Trưởng đoàn Thanh tra (Phó Chánh thanh tra thành phố)`
        if at == next.lead || (s.is(end, "(") && end + 1 == next.lead) {
            return after_name;
        }
        let comma = s.is_any(at, &[","]);
        // `Trả lời đại biểu, Thống đốc A`: two persons.
        let member = end == self.posts[0].title_end && s.is_any(self.posts[0].start, &["đại", "đb", "đbqh"]);
        if comma && member && !after_name {
            return false;
        }
        // `Theo người phát ngôn Bộ Ngoại giao, Ngoại trưởng A`: two persons.
        let aide = matches!(self.posts[0].class, Class::Aide | Class::Served);
        if comma && aide && !after_name && matches!(next.class, Class::State | Class::Direct) {
            return false;
        }
        let word = if comma { at + 1 } else { at };
        if word == next.lead || (word + 1 == next.lead && s.is_any(word, &["-", "–", "/"])) {
            return true;
        }
        if word + 1 == next.lead && s.is_any(word, &["và", "cùng"]) {
            // `Cựu Thống đốc A và cựu Đại sứ B, ông C`
            let both_former = self.held[0].status == Status::Former && next.status == Status::Former;
            return after_name || (self.held.len() == 1 && (both_former || end == self.posts[0].title_end));
        }
        BRIDGES.contains(s.phrase(word..next.lead.max(word)))
    }

    /// Attaches the roles to a name that follows the last one directly.
    ///
    /// ```
    /// let text = "Phó Chủ tịch UBND TP Hà Nội Lê Minh Quân phát biểu.";
    /// let record = &trich::Extractor::new().extract("a", text)[0];
    /// assert_eq!((record.text.as_str(), &*record.rule), ("Lê Minh Quân", "office_name"));
    /// ```
    fn attach_before(self, name: Name, people: &mut People) {
        if self.is_landmark() {
            return;
        }
        let plural = self.posts[0].plural;
        let after = name.end;
        people.add(name, &self.held, "office_name");
        if plural {
            self.attach_list(after, people);
        }
    }

    /// Attaches the roles to a name that stands near them: before, or after a mark.
    fn attach(self, people: &mut People) {
        if self.is_landmark() {
            return;
        }
        let _ = self.attach_past_holder(people)
            || self.attach_past_bracket(people)
            || !self.is_of_next(people) && self.attach_left(people)
            || self.attach_right(people);
    }

    /// `name, office` · `name - office` · `name (office)`.
    ///
    /// ```
    /// let text = "Bà Trần Thu Lan (52 tuổi), nguyên Giám đốc Sở Y tế, cho biết.";
    /// let record = &trich::Extractor::new().extract("a", text)[0];
    /// assert_eq!((record.text.as_str(), &*record.rule), ("Trần Thu Lan", "name_office"));
    /// ```
    fn attach_left(&self, people: &mut People) -> bool {
        let s = self.s;
        let lead = self.posts[0].lead;
        let Some((name_end, former)) = self.left else { return false };
        // `Phó Thủ tướng A, cùng 4 Bộ trưởng các bộ`: other persons.
        if self.posts[0].plural {
            return false;
        }
        // `Ông A, từng là Bộ trưởng.` is a sentence.
        let once = BRIDGES.ending_at(s, lead).is_some_and(|(_, section)| section == "once");
        if once && !s.is(self.end, ",") {
            return false;
        }
        // `Theo ông A, Chủ tịch B nói …`: what comes after the comma is a clause of its own,
        // unless another comma closes the office, or a report repeats the `theo`.
        let open = !self.is_closed()
            && CLAUSES.starting_at(s, self.end).is_none_or(|(_, section)| section != "report");
        let person = people.ending_at(name_end);
        let name = person.map(|person| &person.name).or_else(|| self.name_left());
        let Some(name) = name.cloned() else { return false };
        if s.is(name_end, ",") && open && follows_theo(s, &name, person) {
            return false;
        }
        if person.is_none() && name.honorific.is_none() && name.form(s) == Form::Plain {
            return false;
        }
        let mut roles = self.held.clone();
        if former {
            roles[0].status = Status::Former;
        }
        people.add(name, &roles, "name_office");
        true
    }

    /// `Bộ trưởng A, Thứ trưởng - bà B`: whether the name before the offices has one of its
    /// own, and a dash joins them to the person behind.
    fn is_of_next(&self, people: &People) -> bool {
        let s = self.s;
        let person = self.left.and_then(|(end, _)| people.ending_at(end));
        let served = person.is_some_and(|person| person.rule == "office_name");
        let joined = s.is_one_of(self.end, &["-", "–"]);
        served && joined && name::starting_at(s, self.end + 1).is_some_and(|name| name.is_sure())
    }

    /// `trợ lý Tổng thống Yuri Ushakov`: the name right after the holder's office.
    fn attach_past_holder(&self, people: &mut People) -> bool {
        let served =
            matches!(self.posts[0].class, Class::Aide | Class::Served) && self.end > self.posts[0].title_end;
        let name = served.then(|| name::starting_at(self.s, self.end)).flatten();
        let Some(name) = name.filter(Name::is_full) else { return false };
        people.add(name, &self.held, "office_name");
        true
    }

    /// `office (body) name`.
    fn attach_past_bracket(&self, people: &mut People) -> bool {
        let s = self.s;
        let close = s.is(self.end, "(").then(|| closing(s, self.end)).flatten();
        let Some(name) = close.and_then(|close| name::starting_at(s, close + 1)).filter(Name::is_full) else {
            return false;
        };
        people.add(name, &self.held, "office_name");
        true
    }

    /// Whether a mark stands after the last role.
    fn is_closed(&self) -> bool {
        self.s.tokens.get(self.end).is_none_or(|token| token.shape == Shape::Mark)
    }

    /// `office, ông name` · `office (name)` · `offices: name, name`.
    ///
    /// ```
    /// let extract = |text| trich::Extractor::new().extract("a", text).remove(0);
    /// let record = extract("Giám đốc Sở Y tế – TS.BS Lê Văn Hải trả lời.");
    /// assert_eq!((record.text.as_str(), &*record.rule), ("Lê Văn Hải", "office_mark_name"));
    /// let record = extract("Tổng thống (Donald Trump) phủ nhận.");
    /// assert_eq!((record.text.as_str(), &*record.rule), ("Donald Trump", "office_bracket"));
    /// ```
    fn attach_right(&self, people: &mut People) -> bool {
        let s = self.s;
        let first = &self.posts[0];
        let mut at = self.end + DEPARTURES.starting_at(s, self.end).map_or(0, |(len, _)| len);
        if s.is(at, "(") {
            let Some(close) = closing(s, at) else { return false };
            let name = name::starting_at(s, at + 1).filter(|name| name.end == close);
            if let Some(name) = name.filter(|name| self.takes_in_bracket(name)) {
                people.add(name, &self.held, "office_bracket");
                return true;
            }
            at = close + 1;
            // `Trưởng đại diện Tổ chức X (Y) tại Việt Nam, ông A`
            if s.is_any(at, &["tại", "ở"])
                && let Some((len, _)) = PLACES.starting_at(s, at + 1)
            {
                at += 1 + len;
            }
        }
        // `gồm: A, B`, `gồm các ông bà: A, B`
        if s.is_any(at, &["gồm", "là", "như"]) {
            let many = at + 1 + usize::from(s.is_any(at + 1, &["các"]));
            let addressed = HONORIFICS.starting_at(s, many).filter(|_| many > at + 1);
            let mark = addressed.map_or(at + 1, |(len, _)| many + len);
            if s.is(mark, ":") {
                at = mark;
            }
        }
        if s.is(at, ":") {
            // `Chủ tịch X: Nguyễn Văn A phải …` is speech.
            let is_speech = |name: Name| role::is_lower(s, name.end) && !s.is_any(name.end, &["và"]);
            let speech = name::starting_at(s, at + 1).is_none_or(is_speech);
            return (first.plural || !speech) && self.attach_list(at, people);
        }
        // `Trước khi giữ chức Chủ tịch xã, ông A …`, `trên cương vị Chủ tịch xã, bà B …`: the
        // object of a clause or of a preposition.
        let fronted = |at| s.is_any(at, &["chức", "vụ", "vị", "cách", "trò"]);
        if first.lead > 0 && s.is(at, ",") && fronted(first.lead - 1) {
            return false;
        }
        // `Trả lời đại biểu, ông A nói …`
        let bare_member = first.class == Class::Direct && self.end == first.title_end && s.is(at, ",");
        if first.plural || bare_member {
            return false;
        }
        if s.is_any(at, &[",", "-", "–"]) {
            at += 1;
        }
        let Some(name) = name::starting_at(s, at).filter(|name| name.end - name.start > 1) else {
            return false;
        };
        if name.honorific.is_none() && (name.form(s) == Form::Plain || !self.is_closed_by(&name)) {
            return false;
        }
        people.add(name, &self.held, "office_mark_name");
        true
    }

    /// Whether a bare name after a mark is that of the holder: `Chủ tịch Fed, Jerome
    /// Powell, cho biết`, but `Theo Chủ tịch xã, Lê Văn A thường về muộn`.
    fn is_closed_by(&self, name: &Name) -> bool {
        let s = self.s;
        let lead = self.posts[0].lead;
        let after_theo = lead > 0 && s.is_any(lead - 1, &["theo"]);
        name.end == s.len()
            || s.is_any(name.end, &[",", ")", "(", "."])
            || (!after_theo && role::is_lower(s, name.end))
    }

    /// Whether a name in brackets is that of the holder: `Tổng thống (Donald Trump)`,
    /// but `Giám đốc Ngân hàng Nam Á (Nam A Bank)`.
    fn takes_in_bracket(&self, name: &Name) -> bool {
        let bare = self.end == self.posts[0].title_end || self.posts[0].class == Class::State;
        let known = name.honorific.is_some() || matches!(name.form(self.s), Form::Surname | Form::Known);
        bare && known && name.is_full()
    }

    /// The names of a list, from the mark before the first one: each holds the
    /// shared roles, and those that stand after its own name.
    ///
    /// ```
    /// let text = "Dự lễ có các Phó Chủ tịch UBND tỉnh: Lê Văn An, Trần Thị Bình.";
    /// let records = trich::Extractor::new().extract("a", text);
    /// assert_eq!((records[1].text.as_str(), &*records[1].rule), ("Trần Thị Bình", "office_list"));
    /// ```
    fn attach_list(&self, mark: usize, people: &mut People) -> bool {
        let s = self.s;
        let mut at = mark;
        let mut found = false;
        while s.is_any(at, &[":", ",", ";", "và", "cùng", "là"]) {
            let mut start = at + 1;
            while s.is_any(start, &["và", "gồm", "các"]) {
                start += 1;
            }
            let Some(name) = name::starting_at(s, start).filter(Name::is_full) else { break };
            at = name.end;
            people.add(name, &self.held, "office_list");
            found = true;
            if s.is(at, "(")
                && let Some(close) = closing(s, at)
            {
                at = close + 1;
            }
            // Roles of one's own, up to the next name of the list.
            if let Some(semicolon) = (at..s.len()).find(|&i| s.is(i, ";"))
                && !s.is_any(at, &[";", "và"])
                && is_separator(s, at)
                && post::at(s, at + 1).is_some()
            {
                at = semicolon;
            }
        }
        found
    }

    /// Whether the name is that of a place, a body or a prize:
    /// `Lăng Chủ tịch Hồ Chí Minh`.
    fn is_landmark(&self) -> bool {
        LANDMARKS.ending_at(self.s, self.posts[0].lead).is_some_and(|(_, section)| section != "word")
    }
}
