//! What each word does in its clause: the tags by which noun phrases are cut out.

use super::number::{number_at, number_may_begin};
use super::token::{Sentence, Shape};
use crate::lexicon::{BOUNDS, CLAUSES, MEASURES, PLACES, SURNAMES, TIMES, TRENDS};
use std::ops::Range;

/// What a token does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A noun or any word that the lists do not know.
    Noun,
    /// A noun that names a quantity: `tỷ lệ`, `doanh thu`.
    Quantity,
    Number,
    Verb,
    /// A verb that states a level: `đạt`.
    Predicate,
    /// A verb or comparative that states a change: `tăng`.
    Change,
    /// An adverb or auxiliary before a verb.
    Auxiliary,
    /// It opens a clause.
    Link,
    /// A verb with a clause for object: `cho biết`.
    Report,
    /// `dự báo`: a report where a noun phrase follows, an auxiliary where a verb does.
    Forecast,
    /// `so với`.
    Compare,
    /// It joins noun phrases.
    Join,
    /// It holds a noun phrase together: `của`.
    Inner,
    /// Another word that ends a noun phrase.
    Stop,
    /// Part of an expression of time.
    Time,
    Comma,
    Open,
    Close,
    /// A quotation mark.
    Quote,
    /// Any other mark that ends a clause.
    Break,
    /// Part of a percentage.
    Figure,
}

/// Words for what runs between two places.
const ROUTES: &[&str] = &["đường", "tuyến", "cầu", "tốc", "lộ", "sắt", "bay"];

/// The tags of a sentence's tokens, and the words that they stand in.
#[derive(Debug)]
pub(super) struct Tags {
    tags: Vec<Tag>,
    /// For each token, the first token of its word.
    words: Vec<usize>,
}

impl Tags {
    /// Tags the tokens of `sentence`; those in `figures` are tagged as such.
    pub fn new(sentence: &Sentence, figures: impl Iterator<Item = Range<usize>>) -> Self {
        let mut tags = vec![Tag::Noun; sentence.len()];
        let mut words: Vec<usize> = (0..sentence.len()).collect();
        let mut at = 0;
        while at < sentence.len() {
            let mut before = at.checked_sub(1).map(|at| tags[at]);
            let opens = matches!(before, None | Some(Tag::Comma | Tag::Break));
            let time = time_at(sentence, at, opens);
            // `hiện hành` is not the time `hiện`.
            let hit = CLAUSES.starting_at(sentence, at);
            let longer = hit.is_some_and(|hit| hit.1 == "noun" && hit.0 > time);
            let (len, tag) = if time > 0 && !longer { (time, Tag::Time) } else { tag_at(sentence, at, hit) };
            // `công ty sản xuất xe`
            let activity = || hit.is_some_and(|hit| hit.1 == "activity");
            let behind_noun = tag == Tag::Quantity && before == Some(Tag::Noun);
            let tag = if behind_noun && activity() { Tag::Noun } else { tag };
            // `Đồng USD tăng giá Tỷ giá giảm 3%`: a capital begins a sentence.
            if tag == Tag::Quantity && follows_headline(sentence, at) {
                tags[at - 1] = Tag::Break;
                before = Some(Tag::Break);
            }
            // `so với thống kê`: what is compared with is a noun.
            let named = tag == Tag::Report && before == Some(Tag::Compare);
            let tag = if named { Tag::Noun } else { tag };
            // `chỉ chi 2% cho quốc phòng`: behind an auxiliary stands a verb.
            let done = tag == Tag::Quantity
                && before == Some(Tag::Auxiliary)
                && (activity() || sentence.is_one_of(at, &["chi", "lãi", "lỗ", "thâm", "thặng"]) && len < 3);
            let tag = if done { Tag::Verb } else { tag };
            tags[at] = tag;
            // Most words are one token.
            if len > 1 {
                tags[at..at + len].fill(tag);
                words[at..at + len].fill(at);
            }
            at += len;
        }
        for at in 0..sentence.len() {
            // `mức lương cơ bản của …`: no verb can follow.
            if tags[at] == Tag::Auxiliary && sentence.is(at + 1, "của") {
                tags[words[at]..=at].fill(Tag::Noun);
            }
            // `Tổng sản phẩm quốc nội (GDP) của …`: a name in brackets parts no phrase.
            let name = tags[at] == Tag::Open && tags.get(at + 2) == Some(&Tag::Close);
            if name && sentence.tokens[at + 1].is_capital() {
                tags[at..at + 3].fill(Tag::Noun);
            }
        }
        for figure in figures {
            tags[figure].fill(Tag::Figure);
        }
        Tags { tags, words }
    }

    /// First token of the word that token `at` stands in.
    pub fn word(&self, at: usize) -> usize {
        self.words[at]
    }
}

impl std::ops::Deref for Tags {
    type Target = [Tag];

    fn deref(&self) -> &[Tag] {
        &self.tags
    }
}

/// Whether the words of a section of [`CLAUSES`] name a quantity.
pub(super) fn names_quantity(section: &str) -> bool {
    matches!(section, "quantity" | "rate" | "points" | "activity")
}

/// The length and the tag of what begins at token `at`, as does the entry `hit` of [`CLAUSES`].
fn tag_at(sentence: &Sentence, at: usize, hit: Option<(usize, &str)>) -> (usize, Tag) {
    let token = &sentence.tokens[at];
    match token.shape {
        Shape::Number => return (1, Tag::Number),
        Shape::Mark => return (1, mark_tag(sentence, at)),
        Shape::Upper if ends_credit(sentence, at) => return (1, Tag::Break),
        Shape::Capitalized if begins_sentence(sentence, at, hit) => return (1, Tag::Break),
        // A capital within a clause makes a name of any word.
        Shape::Capitalized | Shape::Upper if at > 0 && sentence.tokens[at - 1].is_word() => {
            let noun = hit.filter(|hit| hit.1 == "noun" || names_quantity(hit.1));
            // `bà Chi` is no expense.
            let long = |hit: (usize, &str)| hit.0 > 1 || sentence.is(at, "Giá");
            let quantity = noun.is_some_and(|hit| names_quantity(hit.1) && long(hit));
            let quantity = quantity && follows_headline(sentence, at);
            let tag = if quantity { Tag::Quantity } else { Tag::Noun };
            return (noun.map_or(1, |(len, _)| len), tag);
        }
        _ => {}
    }
    if let Some((len, _)) = BOUNDS.starting_at(sentence, at).filter(|(len, _)| is_number(sentence, at + len))
    {
        return (len, Tag::Number);
    }
    // `một tấn gạo`
    if let Some(count) = number_at(sentence, at).filter(|n| MEASURES.contains(sentence.key(n.tokens.end))) {
        return (count.tokens.len(), Tag::Number);
    }
    let Some((len, section)) = hit else { return (1, Tag::Noun) };
    // `tăng 5% với cùng kỳ`
    if sentence.is(at, "với") && is_same_period(sentence, at + 1) {
        return (1, Tag::Compare);
    }
    // `so với bình quân cả nước`, `mức trung bình của ngành`
    let mean = len == 2 && (sentence.is(at, "bình") || sentence.is(at, "trung"));
    if mean && at > 0 && sentence.is_one_of(at - 1, &["với", "mức", "số"]) {
        return (len, Tag::Noun);
    }
    // `Còn giá dầu giảm`, `vàng tăng 5% còn bạc giảm`, but `còn 5%`
    let opening = || at == 0 || matches!(sentence.tokens[at - 1].text, "," | ";" | "%");
    if len == 1
        && section == "level"
        && sentence.is_any(at, &["còn"])
        && sentence.tokens.get(at + 1).is_some_and(|token| token.is_word())
        && opening()
    {
        return (1, Tag::Link);
    }
    // `đi lại bằng đường hàng không`
    if sentence.is(at, "bằng") && len == 1 && sentence.tokens.get(at + 1).is_some_and(|token| token.is_word())
    {
        return (1, Tag::Inner);
    }
    // `các tổ chức`, `kỳ nghỉ`, `87 tổ chức`: what stands before makes a noun of a verb.
    let counted = at > 0 && sentence.tokens[at - 1].shape == Shape::Number;
    let made_noun =
        || counted || CLAUSES.ending_at(sentence, at).is_some_and(|(_, section)| section == "determiner");
    let tag = match section {
        "verb" if made_noun() => Tag::Noun,
        section if names_quantity(section) => Tag::Quantity,
        "verb" | "share" => Tag::Verb,
        "up" | "down" => Tag::Change,
        "level" => Tag::Predicate,
        "aux" => Tag::Auxiliary,
        "report" => Tag::Report,
        // `vốn cam kết vào Việt Nam`, but `cam kết chịu kinh phí`
        "forecast" if sentence.is(at, "cam") && !opens_verb(sentence, at + len) => Tag::Noun,
        "forecast" => Tag::Forecast,
        "compare" => Tag::Compare,
        "join" => Tag::Join,
        "inner" => Tag::Inner,
        "stop" => Tag::Stop,
        "noun" | "determiner" | "aim" => Tag::Noun,
        _ => Tag::Link,
    };
    (len, tag)
}

/// Whether `cùng kỳ` stands at token `at`.
pub(super) fn is_same_period(sentence: &Sentence, at: usize) -> bool {
    // Folding takes long, and makes `cung1` of nothing but words in `c`.
    let may_be = sentence.as_written(at).starts_with(['c', 'C']);
    may_be && sentence.phrase(at..(at + 2).min(sentence.len())) == "cung1 ki1"
}

/// Whether a verb, or an auxiliary of one, begins at token `at`.
fn opens_verb(sentence: &Sentence, at: usize) -> bool {
    let verbal = ["verb", "share", "up", "down", "level", "aux"];
    CLAUSES.starting_at(sentence, at).is_some_and(|(_, section)| verbal.contains(&section))
}

/// Whether the word at token `at` is written with a capital, and the one before it is not;
/// `Tổng sản phẩm quốc nội` is so written everywhere.
fn follows_headline(sentence: &Sentence, at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| sentence.tokens[at].shape);
    let whole = sentence.is_any(at, &["tổng"]);
    sentence.tokens[at].shape == Shape::Capitalized && before == Some(Shape::Lower) && !whole
}

/// `Giá vé tăng 8% Theo ông An, …`: whether the word at token `at`, which is written with a
/// capital though no name, begins a sentence that no mark parts from the one before it; so
/// does the entry `hit` of [`CLAUSES`].
fn begins_sentence(sentence: &Sentence, at: usize, hit: Option<(usize, &str)>) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &sentence.tokens[at]) else { return false };
    let percent = before.text == "%";
    let follows = percent || before.shape == Shape::Lower || before.text == ")";
    let function = || {
        hit.is_some_and(|(_, section)| {
            matches!(section, "link" | "inner" | "aux" | "compare" | "forecast" | "determiner")
        }) || sentence.is_one_of(at, &["đây", "có"])
    };
    let person = || percent && sentence.is_any(at, &["ông", "bà", "ngày", "sáng", "chiều", "năm", "tháng"]);
    let name = || PLACES.starting_at(sentence, at).is_some() || SURNAMES.contains(sentence.key(at));
    follows && (function() && !name() || person())
}

/// `Ảnh: Lê An/TTXVN Giá dầu tăng`: whether the agency at token `at` ends the credit of a
/// photograph, and a sentence begins behind it.
fn ends_credit(sentence: &Sentence, at: usize) -> bool {
    let begins = sentence.tokens.get(at + 1).is_some_and(|next| next.is_capital());
    begins && at > 1 && sentence.is(at - 1, "/") && !is_number(sentence, at - 2)
}

fn mark_tag(sentence: &Sentence, at: usize) -> Tag {
    match sentence.tokens[at].text {
        "," => Tag::Comma,
        "(" | "[" => Tag::Open,
        ")" | "]" => Tag::Close,
        "-" | "–" | "—" if at > 0 && !sentence.spaced(at + 1) => Tag::Noun,
        "-" | "–" if joins_names(sentence, at) => Tag::Noun,
        // `trang Haiau.com`
        "." if is_inside_word(sentence, at) => Tag::Noun,
        "/" if is_number(sentence, at + 1) => Tag::Number,
        // `…./.` ends many an article.
        "/" if sentence.is(at + 1, ".") => Tag::Break,
        // `nhiệm kỳ 2026 - 2031`
        "-" | "–" if at > 0 && is_number(sentence, at - 1) && is_number(sentence, at + 1) => Tag::Number,
        "“" | "”" | "\"" | "‘" | "«" | "»" => Tag::Quote,
        // `+ Hải Âu - 31% + Sơn Ca - 30%`
        "+" if at == 0 || sentence.spaced(at) && sentence.spaced(at + 1) => Tag::Break,
        "/" | "&" | "+" | "'" | "’" => Tag::Noun,
        _ => Tag::Break,
    }
}

/// Whether words stand right before and right behind token `at`.
fn is_inside_word(sentence: &Sentence, at: usize) -> bool {
    let word = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.is_word());
    at > 0 && word(at - 1) && word(at + 1) && !sentence.spaced(at) && !sentence.spaced(at + 1)
}

/// Whether the dash at token `at` joins two names of places: `thương mại Việt - Trung`.
fn joins_names(sentence: &Sentence, at: usize) -> bool {
    let capital = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.is_capital());
    let short = at > 1 && capital(at - 1) && !capital(at - 2) && capital(at + 1) && !capital(at + 2);
    let place = PLACES.ending_at(sentence, at).is_some() && PLACES.starting_at(sentence, at + 1).is_some();
    // `tuyến đường sắt Cát Linh – Hà Đông`
    let first = (0..at).rev().take_while(|&at| capital(at)).last();
    let route = first.is_some_and(|first| {
        (first.saturating_sub(4)..first).any(|at| sentence.is_one_of(at, ROUTES)) && at - first > 1
    });
    short || place || route && capital(at + 1) && capital(at + 2)
}

/// Whether a word of time or a number may begin at token `at`.
fn time_may_begin(sentence: &Sentence, at: usize) -> bool {
    let word = sentence.tokens.get(at).is_some_and(|token| TIMES.begins_with(token.uses));
    word || number_may_begin(sentence, at)
}

/// How many tokens the expression of time at token `at` takes, with the words
/// that open it: `trong quý I/2017`, `tính đến ngày 31/1/2017`. At the front of a clause
/// that `opens` there a span needs no such word: `6 tháng mới giải ngân 25%`.
fn time_at(sentence: &Sentence, at: usize, opens: bool) -> usize {
    // As at most words none does.
    if !time_may_begin(sentence, at) {
        return 0;
    }
    // `trong khi đó` joins clauses.
    if sentence.is(at, "trong") && sentence.is(at + 1, "khi") {
        return 0;
    }
    if opens
        && number_at(sentence, at).is_some()
        && let Some(len) = time_core(sentence, at, true)
    {
        return len;
    }
    // `, 2023 tăng trưởng 7%`
    let year = sentence.tokens[at].text.len() == 4 && is_number(sentence, at);
    if opens && year && TRENDS.starting_at(sentence, at + 1).is_some() {
        return 1;
    }
    let mut from = at;
    while time_core(sentence, from, from > at).is_none() {
        match TIMES.starting_at(sentence, from) {
            Some((len, "before")) => from += len,
            // `sau 9 tháng`, as well as `tháng sau`
            Some((len, "after")) if sentence.is_one_of(from, &["sau", "trước", "qua"]) => {
                from += len;
            }
            _ => return 0,
        }
    }
    let mut end = from;
    while let Some(len) = time_core(sentence, end, from > at) {
        end += len;
    }
    end - at
}

/// Length of `năm 2016`, `6 tháng đầu`, `tháng này`, `hiện nay` at token `at`; and
/// where it is `opened` by a word of time, of `31/1/2017` and `một tháng`.
fn time_core(sentence: &Sentence, at: usize, opened: bool) -> Option<usize> {
    let section = |i: usize| TIMES.starting_at(sentence, i);
    match section(at) {
        Some((len, "whole")) => Some(len),
        Some((len, "either")) => Some(numbered(sentence, at, at + len).unwrap_or(len)),
        Some((len, "head")) => {
            let after = section(at + len).filter(|hit| hit.1 == "after");
            after.map(|(more, _)| len + more).or_else(|| numbered(sentence, at, at + len))
        }
        _ if opened && sentence.is(at + 1, "/") => numbered(sentence, at, at),
        _ => {
            // Behind most numbers stands neither more of them nor a word of time.
            if !time_may_begin(sentence, at + 1) {
                return None;
            }
            let count = number_at(sentence, at)?.tokens.end;
            let (len, _) = section(count).filter(|hit| hit.1 == "head")?;
            let after = section(count + len).filter(|hit| hit.1 == "after" || hit.1 == "either");
            let end = match after {
                Some((more, _)) => count + len + more,
                None => opened.then_some(count + len)?,
            };
            // `6 tháng đầu năm 2017`
            Some(end - at + usize::from(is_number(sentence, end)))
        }
    }
}

/// Length of a name of time from token `at` that ends in the number at token
/// `number`: `năm 2016`, `quý I/2017`, `ngày 31/1/2017`.
fn numbered(sentence: &Sentence, at: usize, number: usize) -> Option<usize> {
    let roman =
        |i: usize| sentence.tokens.get(i).is_some_and(|t| matches!(t.text, "I" | "II" | "III" | "IV"));
    if !is_number(sentence, number) && !roman(number) {
        return None;
    }
    let mut end = number + 1;
    let dash = |i: usize| sentence.is(i, "-") && !sentence.spaced(i);
    while (sentence.is(end, "/") || dash(end)) && is_number(sentence, end + 1) {
        end += 2;
    }
    Some(end - at)
}

fn is_number(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens.get(at).is_some_and(|token| token.shape == Shape::Number)
}

#[cfg(test)]
mod tests {
    use super::{Tag, Tags};
    use crate::facts::token::Sentence;

    #[test]
    fn expressions_of_time_are_found_whole() {
        for text in [
            "năm 2016",
            "trong quý I/2017",
            "tính đến ngày 31/1/2017",
            "6 tháng đầu năm 2017",
            "tháng này",
            "hiện nay",
            "từ tháng 5/2016",
            "từ 1/7/2016",
            "trong vòng một tháng",
            "cuối năm 2016",
        ] {
            let sentence = Sentence::new(text, 0..text.len());
            let tags = Tags::new(&sentence, std::iter::empty());
            assert!(tags.iter().all(|&tag| tag == Tag::Time), "{text}: {tags:?}");
        }
    }
}
