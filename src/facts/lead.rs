//! What the words before a percentage say of it: its verb, trend and bound.

use super::bound::{bound_before, bound_of};
use super::clause::{Tag, Tags, names_quantity};
use super::percentage::Figure;
use super::token::{Sentence, Shape};
use crate::lexicon::{BOUNDS, CLAUSES, FILLERS, TRENDS};
use crate::record::{Bound, Trend};
use std::ops::Range;

/// What the words before a percentage say of it.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// First token of the words that belong to the percentage.
    pub start: usize,
    /// The verb that governs the percentage.
    pub verb: Option<Range<usize>>,
    pub trend: Option<Trend>,
    pub bound: Bound,
    /// What stands between a comparative and the percentage: `cao hơn giá cũ 5%`.
    pub object: Option<Range<usize>>,
    /// Index of the percentage before this one, where both hang on one verb:
    /// `tăng 1,6% và 0,6%`.
    pub after: Option<usize>,
}

/// The percentages of a sentence, with what the words before those on the left say.
#[derive(Clone, Copy)]
struct Seen<'a> {
    sentence: &'a Sentence<'a>,
    tags: &'a Tags,
    figures: &'a [Figure],
    leads: &'a [Lead],
}

/// What the words do, and what those before each percentage say of it.
pub(super) fn read(sentence: &Sentence, figures: &[Figure]) -> (Tags, Vec<Lead>) {
    let tags = Tags::new(sentence, figures.iter().map(|figure| figure.tokens.start..figure.end));
    let mut leads: Vec<Lead> = Vec::with_capacity(figures.len());
    for index in 0..figures.len() {
        let lead = lead(Seen { sentence, tags: &tags, figures, leads: &leads }, index);
        leads.push(lead);
    }
    (tags, leads)
}

/// Reads the words before percentage `index`, from right to left.
fn lead(seen: Seen, index: usize) -> Lead {
    let Seen { sentence, tags, figures, leads } = seen;
    let figure = &figures[index];
    let mut lead = Lead {
        start: figure.tokens.start,
        verb: None,
        trend: None,
        bound: Bound::Exact,
        object: None,
        after: None,
    };
    let change = is_end_of_change(sentence, figures, index);
    let mut received = None;
    loop {
        let at = lead.start;
        // `tăng 8,3 hoặc 9,2%`
        if at > 2 && sentence.is(at - 1, "hoặc") && sentence.tokens[at - 2].shape == Shape::Number {
            lead.start -= 2;
            continue;
        }
        let bound = BOUNDS.ending_at(sentence, at);
        // `ghi nhận` is not the verb `nhận`.
        let word = || CLAUSES.ending_at(sentence, at).map_or(0, |(len, _)| len);
        // `chiếm nhiều hơn 80% dung lượng` is a level with a bound.
        let bounds = |hit: &(usize, &str)| {
            let from = at - hit.0;
            let holds = TRENDS.ending_at(sentence, from).is_some_and(|(_, section)| section == "share");
            let amount = sentence.is_one_of(from, &["nhiều", "lớn", "ít"]);
            amount
                && bound.is_some_and(|bound| bound.0 == hit.0)
                && (holds || from > 0 && sentence.is(from - 1, "chiếm"))
        };
        let verb = TRENDS.ending_at(sentence, at).filter(|hit| hit.0 >= word() && !bounds(hit));
        let filler = FILLERS.ending_at(sentence, at);
        let len = |hit: Option<(usize, &str)>| hit.map_or(0, |(len, _)| len);
        if let Some((verb_len, section)) = verb.filter(|hit| hit.0 >= len(bound).max(len(filler))) {
            lead.start -= verb_len;
            // `tốc độ tăng trưởng 6%`, `tỷ lệ sở hữu 3%`: the verb is part of the noun phrase.
            let head = CLAUSES.ending_at(sentence, lead.start).is_some_and(|(_, section)| section == "rate");
            let pace = lead.start > 1 && sentence.is(lead.start - 1, "độ") && trend_of(section).is_some();
            if pace || (head && section == "share") {
                lead.start = at;
                lead.trend = trend_of(section).filter(|_| !change);
                break;
            }
            lead.verb = Some(lead.start..at);
            if section == "same" {
                same_measure(sentence, tags, &mut lead);
            } else if let Some(change) = change_before_level(sentence, &lead) {
                lead.start = change.start;
                lead.trend = trend_of(TRENDS.get(sentence.phrase(change.clone())).unwrap_or_default());
                lead.verb = Some(change);
            } else {
                lead.trend = trend_of(section).filter(|_| !change);
                // `cao hơn mức trung bình 5%`
                let outdone =
                    sentence.is(at - 1, "hơn") && sentence.is(at, "mức") && at + 1 < figure.tokens.start;
                lead.object = outdone.then(|| at..bound_before(sentence, figure.tokens.start).1);
            }
            break;
        } else if let Some((bound_len, section)) = bound.filter(|hit| hit.0 >= len(filler)) {
            if lead.bound == Bound::Exact {
                lead.bound = bound_of(section);
            }
            lead.start -= bound_len;
        } else if let Some((filler_len, _)) = filler {
            lead.start -= filler_len;
            // `được 45% phiếu`, but `giảm được 45%`
            if sentence.is(lead.start, "được") {
                received = Some(lead.start..at);
            }
        } else {
            break;
        }
    }
    lead.verb = lead.verb.or(received);
    // `(tăng 73 vụ, tỷ lệ 4,15%)`
    let rate = sentence.is(lead.start + 1, "lệ") && lead.start > 0 && tags[lead.start - 1] == Tag::Comma;
    let opened = lead.start > 0 && tags[lead.start - 1] == Tag::Open;
    if lead.verb.is_none() && !change && (opened || rate) {
        same_measure(sentence, tags, &mut lead);
    }
    // `vượt quá 50% so với dự toán` is a change, `vượt quá 50%` a bound.
    let from = lead.start;
    if lead.verb.is_none() && sentence.is(from, "vượt") && tags.get(figure.end) == Some(&Tag::Compare) {
        lead.verb = Some(from..from + 1);
        lead.trend = Some(Trend::Up);
        lead.bound = Bound::Exact;
    }
    if !change && lead.trend.is_none() {
        changed_up_to(sentence, tags, &mut lead, figure.end, figure.value);
        restated(sentence, tags, &mut lead, figure.tokens.start);
    }
    if lead.verb.is_some() {
        estimate(sentence, tags, &mut lead);
    } else {
        match index.checked_sub(1).filter(|&before| hangs_on(sentence, tags, &figures[before], figure, &lead))
        {
            Some(before) => {
                lead.after = Some(before);
                lead.verb = leads[before].verb.clone();
                lead.trend = leads[before].trend.filter(|_| !change);
            }
            None if !change && is_gapped(seen, index, &lead) => {
                lead.trend = leads[index - 1].trend;
            }
            None if !change && tags[..lead.start].last() == Some(&Tag::Open) => {
                lead.trend = bracketed(seen, index, &lead);
            }
            None if !change && adds(sentence, tags, &lead) => {
                lead.verb = Some(lead.start..lead.start + 1);
                lead.trend = Some(Trend::Up);
            }
            None if !change && lead.trend.is_none() => {
                let limit = is_limit(sentence, &lead);
                over_object(sentence, tags, &mut lead);
                if limit {
                    lead.trend = None;
                    lead.object = None;
                }
            }
            None => {}
        }
    }
    lead
}

/// `Vinh tăng 12% so với vụ trước, Huế 9%`: whether the verb of the percentage
/// before this one is left out between a proper name and a mark.
fn is_gapped(seen: Seen, index: usize, lead: &Lead) -> bool {
    let Seen { sentence, tags, figures, leads } = seen;
    let Some(before) = index.checked_sub(1) else { return false };
    let from = figures[before].end;
    let mark = |at: &usize| matches!(tags[*at], Tag::Comma | Tag::Join | Tag::Break);
    let Some(joint) = (from..lead.start).rev().find(mark) else { return false };
    let name = joint + 1..lead.start;
    let plain = |at: usize| matches!(tags[at], Tag::Noun | Tag::Quantity | Tag::Compare | Tag::Time);
    let named = !name.is_empty() && sentence.tokens[name].iter().any(|token| token.is_capital());
    let closed = tags.get(figures[index].end);
    let closed = closed.is_none_or(|tag| matches!(tag, Tag::Comma | Tag::Join | Tag::Break | Tag::Close));
    named && closed && (from..joint).all(plain) && leads[before].trend.is_some()
}

/// `giá nhà tăng ở Huế (10%), Vinh (8%)`: the trend of a percentage alone in brackets
/// behind a name, from the verb before the names.
fn bracketed(seen: Seen, index: usize, lead: &Lead) -> Option<Trend> {
    let Seen { sentence, tags, figures, leads } = seen;
    let open = lead.start - 1;
    if let Some(trend) = example_of(seen, open) {
        return Some(trend);
    }
    let name = (0..open).rev().take_while(|&at| sentence.tokens[at].is_capital()).last()?;
    let before = index.checked_sub(1).filter(|&before| {
        let end = figures[before].end;
        let joined = matches!(tags.get(end + 1), Some(Tag::Comma | Tag::Join));
        tags.get(end) == Some(&Tag::Close) && joined && end + 2 >= name
    });
    if let Some(before) = before {
        return leads[before].trend;
    }
    // `tăng mạnh là Nga (67%), Nhật Bản (56%)`
    let inner = |at: &usize| {
        matches!(tags[*at], Tag::Noun | Tag::Inner | Tag::Auxiliary | Tag::Stop | Tag::Comma)
            || sentence.is(*at, "là")
    };
    let verb = (0..name).rev().find(|at| !inner(at)).filter(|&at| tags[at] == Tag::Change)?;
    // `cao hơn Huế (10%)`, `vượt xa Huế (10%)` compare levels.
    if sentence.is(verb, "hơn") || sentence.is(tags.word(verb), "vượt") {
        return None;
    }
    trend_of(TRENDS.ending_at(sentence, verb + 1)?.1)
}

/// `mức tăng của các nước như Lào (10%), Thái Lan (8%)`: the trend of the change that the
/// bracket at token `open` is an example of.
fn example_of(seen: Seen, open: usize) -> Option<Trend> {
    let Seen { sentence, tags, .. } = seen;
    let listed = |at: &usize| {
        let nominal = matches!(tags[*at], Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Verb);
        nominal || matches!(tags[*at], Tag::Comma | Tag::Join | Tag::Open | Tag::Close | Tag::Figure)
    };
    let like = |at: &usize| sentence.is(*at, "như") || sentence.is(*at, "dụ");
    let like = (0..open).rev().find(|at| like(at) || !listed(at)).filter(like)?;
    let start =
        (0..like).rev().find(|&at| matches!(tags[at], Tag::Break | Tag::Figure)).map_or(0, |at| at + 1);
    let change = |at: usize| {
        let (_, section) = TRENDS.starting_at(sentence, at)?;
        let noun = sentence.is_any(at, &["mức", "đà", "sức", "tốc"])
            || at > 0 && sentence.is_one_of(at - 1, &["sự", "độ"]);
        trend_of(section).filter(|_| noun)
    };
    (start..like).rev().find_map(change)
}

/// `và thêm 50% nữa`: whether `thêm` is itself the verb of the percentage.
fn adds(sentence: &Sentence, tags: &Tags, lead: &Lead) -> bool {
    let opens = |tag: Tag| matches!(tag, Tag::Join | Tag::Comma | Tag::Auxiliary);
    sentence.is(lead.start, "thêm") && lead.start > 0 && opens(tags[lead.start - 1])
}

/// `tăng ở mức 3%`, `tăng liên tục ở mức 3%`: the verb of change right before the words `ở mức`.
fn change_before_level(sentence: &Sentence, lead: &Lead) -> Option<Range<usize>> {
    let level = sentence.is(lead.start, "ở").then_some(lead.start)?;
    let at = level - FILLERS.ending_at(sentence, level).map_or(0, |(len, _)| len);
    let (len, section) = TRENDS.ending_at(sentence, at)?;
    trend_of(section).map(|_| at - len..at)
}

/// `giảm nguy cơ lên đến 50%`, `tăng công suất lên 14% so với máy cũ`: how much something
/// changes, though the words before the percentage, which ends before token `end`, are those
/// of a level. A rate may rise to a level that is then compared: `nâng tỷ lệ lên 14% so với …`.
fn changed_up_to(sentence: &Sentence, tags: &Tags, lead: &mut Lead, end: usize, value: f64) {
    let Some(level) = lead.verb.clone().filter(|verb| sentence.is(verb.start, "lên")) else { return };
    let object = |at: usize| {
        matches!(tags[at], Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Verb) && !sentence.is(at, "thiện")
    };
    let from = (0..level.start).rev().find(|&at| !object(at)).map_or(0, |at| at + 1);
    let better = from > 0 && sentence.is(from - 1, "thiện");
    let section = if better { Some("up") } else { TRENDS.ending_at(sentence, from).map(|hit| hit.1) };
    let Some(section) = section else { return };
    let rate = (0..level.start).any(|at| {
        let head = CLAUSES.starting_at(sentence, at);
        let chance = sentence.is_one_of(at, &["khả", "nguy"]);
        !chance && head.is_some_and(|(_, section)| matches!(section, "rate" | "points"))
    });
    let thing = |at: &usize| !matches!(tags[*at], Tag::Compare | Tag::Auxiliary);
    let other = (end..tags.len()).find(thing).is_some_and(|at| matches!(tags[at], Tag::Noun | Tag::Quantity));
    // No level is above 100 %: `lượng khách tăng lên tới 163%`.
    let beyond = value > 100.0;
    let compared = beyond || tags.get(end) == Some(&Tag::Compare) && other;
    if !rate && (section == "down" && from < level.start || section == "up" && compared) {
        lead.trend = trend_of(section);
    }
}

/// `tăng trưởng tốt, ít nhất là 20%`, `tăng trưởng cao, đạt 8%`: the change before the comma is
/// that of the percentage, where a bound or, of growth, a level opens what is behind it.
fn restated(sentence: &Sentence, tags: &Tags, lead: &mut Lead, figure: usize) {
    // `tăng mạnh nhất với gần 3%`, `tăng mạnh nhất, với gần 3%`
    if lead.verb.is_none() && lead.start > 1 && sentence.is(lead.start - 1, "với") {
        let end = lead.start - 1 - usize::from(tags[lead.start - 2] == Tag::Comma);
        let adverb = FILLERS.ending_at(sentence, end).map_or(0, |(len, _)| len);
        let best = adverb > 1 && sentence.is(end - 1, "nhất") && tags[end - adverb - 1] == Tag::Change;
        if let Some((len, section)) = TRENDS.ending_at(sentence, end - adverb).filter(|_| best) {
            lead.trend = trend_of(section);
            lead.start = end - adverb - len;
            lead.verb = Some(lead.start..end - adverb);
            return;
        }
    }
    let Some(comma) = lead.start.checked_sub(1).filter(|&at| tags[at] == Tag::Comma) else { return };
    let adverb = FILLERS.ending_at(sentence, comma).map_or(0, |(len, _)| len);
    let verb_end = comma - adverb;
    let Some((len, section)) = TRENDS.ending_at(sentence, verb_end) else { return };
    let verb = lead.verb.clone();
    let level = verb.clone().is_some_and(|verb| sentence.is(verb.start, "đạt"));
    // `tín dụng tăng nhanh, lên tới 5%`
    let up_to = verb.is_some_and(|verb| verb.len() == 2 && sentence.is(verb.start, "lên"))
        && sentence.is_one_of(verb_end - len, &["tăng", "giảm"]);
    let growth = level && sentence.is(verb_end - 1, "trưởng") || up_to;
    let from = sentence.is(lead.start, "từ") && lead.start < figure;
    let said = lead.start == figure && sentence.is(verb_end - 1, "trưởng");
    let bounded = lead.verb.is_none() && (lead.bound != Bound::Exact && lead.start < figure || from || said);
    if (growth || bounded) && matches!(tags[verb_end - 1], Tag::Change | Tag::Quantity) {
        lead.trend = trend_of(section);
        lead.start = verb_end - len;
        lead.verb = Some(lead.start..verb_end);
    }
}

pub(super) fn trend_of(section: &str) -> Option<Trend> {
    match section {
        "up" => Some(Trend::Up),
        "down" => Some(Trend::Down),
        _ => None,
    }
}

/// Whether percentage `index` is one end of a change: `từ 45% lên 60%`.
pub(super) fn is_end_of_change(sentence: &Sentence, figures: &[Figure], index: usize) -> bool {
    let figure = &figures[index];
    let start = figure.tokens.start;
    // `lên 49% từ mức 30%`
    if start > 1 && sentence.is(start - 2, "từ") && sentence.is(start - 1, "mức") {
        return true;
    }
    let from = start > 0 && sentence.is(start - 1, "từ");
    let number = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.shape == Shape::Number);
    let turns = |at: usize| {
        let word = sentence.is_one_of(at, &["lên", "xuống", "còn", "sang", "về"]);
        word && !sentence.is(at - 1, "trở") && (at + 1..at + 5).any(number)
    };
    from && (figure.tokens.end..sentence.len().min(figure.tokens.end + 6)).any(turns)
}

/// `tăng 25 xu, hay 0,5%`, `tăng 25 xu (0,5%)`: the verb before the measure is that
/// of the percentage; so is the one right before the mark: `tăng tương ứng 3%`,
/// `giảm mạnh (5,4%)`.
fn same_measure(sentence: &Sentence, tags: &Tags, lead: &mut Lead) {
    let marks = tags[..lead.start].iter().rev().take_while(|tag| matches!(tag, Tag::Comma | Tag::Open));
    let end = lead.start - marks.count();
    // `giảm so với tham chiếu tương ứng 0,9%`
    let compared = (0..end).rev().take_while(|&at| matches!(tags[at], Tag::Noun | Tag::Compare)).last();
    let compared = compared.filter(|&at| tags[at] == Tag::Compare && end == lead.start);
    let end = compared.unwrap_or(end);
    let adverbs = FILLERS.ending_at(sentence, end).map_or(0, |(len, _)| len);
    // `đạt chuẩn nâng cao (29%)` is no change.
    let change = |at: usize| {
        let verb = TRENDS.ending_at(sentence, at).filter(|hit| trend_of(hit.1).is_some());
        // `thâm hụt` is not the verb `hụt`.
        let word = CLAUSES.ending_at(sentence, at).map_or(0, |hit| hit.0);
        verb.is_some_and(|hit| hit.0 >= word) && matches!(tags[at - 1], Tag::Change | Tag::Quantity)
    };
    let from = if change(end - adverbs) {
        end - adverbs
    } else {
        let counted =
            |at: &usize| !matches!(tags[*at], Tag::Noun | Tag::Verb | Tag::Quantity | Tag::Auxiliary);
        let Some(number) = (0..end).rev().find(counted) else { return };
        if sentence.tokens[number].shape != Shape::Number {
            return;
        }
        bound_before(sentence, number).1
    };
    // `giành tổng cộng 5 triệu phiếu, tương đương 41%` adds nothing.
    let verb = TRENDS.ending_at(sentence, from).filter(|_| change(from));
    if let Some((len, section)) = verb {
        if compared.is_some() {
            lead.trend = trend_of(section);
            return;
        }
        lead.start = from - len;
        lead.verb = Some(from - len..from);
        lead.trend = trend_of(section);
    }
}

/// `ước tính sẽ giảm 1%`: an estimate may stand before the verb, and a limit before
/// one of level: `tối thiểu bằng 70%`.
fn estimate(sentence: &Sentence, tags: &Tags, lead: &mut Lead) {
    let mut at = lead.start;
    while at > 0 && matches!(tags[at - 1], Tag::Auxiliary) && BOUNDS.ending_at(sentence, at).is_none() {
        at -= 1;
    }
    // `Ước tính diện tích rừng chiếm 40%`, but not `theo ước tính, …`
    let mark = |at: usize| {
        matches!(tags[at], Tag::Break | Tag::Figure | Tag::Open | Tag::Link | Tag::Comma | Tag::Report)
    };
    let from = (0..at).rev().find(|&at| mark(at)).map_or(0, |at| at + 1);
    let estimated = sentence.is_any(from, &["ước"]) && sentence.is(from + 1, "tính");
    if estimated && lead.bound == Bound::Exact {
        lead.bound = Bound::About;
    }
    if let Some((len, section)) = BOUNDS.ending_at(sentence, at) {
        lead.start = at - len;
        let limit = lead.trend.is_none() && matches!(section, ">=" | "<=");
        if lead.bound == Bound::Exact && (section == "~" || limit) {
            lead.bound = bound_of(section);
        }
    }
}

/// Whether a percentage shares the verb of the one before it: nothing but a noun
/// phrase and a comma or `và` stand between them.
fn hangs_on(sentence: &Sentence, tags: &Tags, before: &Figure, figure: &Figure, lead: &Lead) -> bool {
    let Some(joint) = lead.start.checked_sub(1) else { return false };
    let joins = matches!(tags[joint], Tag::Comma | Tag::Join) || sentence.is(joint, ";");
    let from = before.end;
    // Figures of one verb have one shape: a noun follows all of them or none.
    let noun = |at: usize| matches!(tags.get(at), Some(Tag::Noun | Tag::Quantity));
    if tags[joint] != Tag::Join && noun(figure.end) && !noun(from) {
        return false;
    }
    let plain = |tag: &Tag| {
        let nominal = matches!(tag, Tag::Noun | Tag::Quantity | Tag::Number | Tag::Inner | Tag::Time);
        nominal || matches!(tag, Tag::Compare | Tag::Comma | Tag::Auxiliary)
    };
    joins && from <= joint && tags[from..joint].iter().all(plain)
}

/// `thấp hơn mức 14%`, `vượt ngưỡng an toàn 30%`: whether the percentage is itself the
/// level that is compared with.
fn is_limit(sentence: &Sentence, lead: &Lead) -> bool {
    let object = lead.start.saturating_sub(4)..lead.start;
    let level = object.end > 0 && sentence.is_one_of(object.end - 1, &["mức", "lệ", "trọng"]);
    level || object.into_iter().any(|at| sentence.is_one_of(at, &["ngưỡng", "trần", "sàn"]))
}

/// `giảm giá vé 50%`, `cao hơn giá cũ 5%`: an object may stand between the verb or
/// comparative and the percentage.
fn over_object(sentence: &Sentence, tags: &Tags, lead: &mut Lead) {
    /// Words of the object.
    const LONGEST: usize = 10;
    // `thấp hơn so với mức 5%`: the percentage is itself what is outdone.
    // `giảm thuế nhập khẩu về 0%` says where the change ends.
    let ends = lead.start > 0 && sentence.is_one_of(lead.start - 1, &["về", "xuống", "còn"]);
    if ends || lead.start > 0 && tags[lead.start - 1] == Tag::Compare {
        return;
    }
    let inside = |tag: Tag| {
        matches!(
            tag,
            Tag::Noun
                | Tag::Quantity
                | Tag::Inner
                | Tag::Verb
                | Tag::Time
                | Tag::Compare
                | Tag::Number
                | Tag::Figure
        )
    };
    // `giảm nguy cơ ho vì khói bếp 30%`
    let because = |at: usize| sentence.is(at, "vì") && matches!(tags.get(at + 1), Some(Tag::Noun));
    let first =
        (lead.start.saturating_sub(LONGEST)..lead.start).rev().find(|&at| !inside(tags[at]) && !because(at));
    // `tăng hơn cùng kỳ tới 400%`
    if let Some(more) = first.filter(|&at| sentence.is(at, "hơn") && at + 1 < lead.start)
        && let Some((len, section)) = TRENDS.ending_at(sentence, more).filter(|hit| trend_of(hit.1).is_some())
    {
        lead.object = Some(more + 1..lead.start);
        lead.start = more - len;
        lead.verb = Some(lead.start..more);
        lead.trend = trend_of(section);
        return;
    }
    let Some((end, (len, section))) = (first.map_or(0, |at| at + 1)..lead.start)
        .rev()
        .filter(|&at| tags.word(at) == at)
        .find_map(|at| Some((at, TRENDS.ending_at(sentence, at)?)))
        // `phòng giao dịch Cộng Hòa`
        .filter(|&(end, (len, _))| end == len || !sentence.tokens[end - len].is_capital())
    else {
        return;
    };
    if sentence.is_one_of(end - 1, &["hơn", "vượt", "trước"]) {
        lead.object = Some(end..lead.start);
        lead.start = end - len;
        lead.verb = Some(lead.start..end);
        lead.trend = trend_of(section);
    } else if tags[end..lead.start].iter().all(|&tag| tag == Tag::Verb) {
        // `tăng mua 26%`
        lead.verb = Some(end - len..lead.start);
        lead.start = end - len;
        lead.trend = trend_of(section);
    } else if tags[end..lead.start]
        .iter()
        .all(|tag| matches!(tag, Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Verb))
    {
        lead.trend = trend_of(section);
    }
}

/// `CPI có mức tăng là 5%`: the trend of the change made noun whose level a percentage is.
pub(super) fn change_stated(sentence: &Sentence, tags: &Tags, lead: &Lead) -> Option<Trend> {
    let inside = |&at: &usize| {
        matches!(tags[at], Tag::Noun | Tag::Quantity | Tag::Inner | Tag::Link | Tag::Auxiliary | Tag::Time)
    };
    let noun = (0..lead.start).rev().take_while(inside).find(|&at| sentence.is(at, "mức"))?;
    let has = noun > 0 && sentence.is_one_of(noun - 1, &["có", "kiến", "nhận"]);
    trend_of(TRENDS.starting_at(sentence, noun).filter(|_| has)?.1)
}

/// The trend of a level whose subject is itself a change: `tốc độ tăng trưởng đạt 6%`.
pub(super) fn growth(
    sentence: &Sentence,
    subject: Range<usize>,
    compared: bool,
    lead: &Lead,
) -> Option<Trend> {
    // `GDP đạt 6%` is its growth.
    let product = || {
        sentence.is_one_of(subject.start, &["GDP", "GRDP"])
            || sentence.key(subject.start) == "tông3" && sentence.key(subject.start + 1) == "san3"
    };
    if !compared && lead.verb.is_some() && product() {
        return Some(Trend::Up);
    }
    // `nâng trần lên 49%` says where the change ends.
    // `tăng trưởng lên tới 11%` does not.
    let grown = (subject.start..subject.end.min(subject.start + 3)).any(|at| {
        sentence.is_any(at, &["tăng"]) || at > 0 && sentence.is(at, "giảm") && sentence.is(at - 1, "mức")
    });
    let ends = |verb: &Range<usize>| {
        sentence.is_one_of(verb.start, &["lên", "xuống", "còn", "về"]) && (verb.len() == 1 || !grown)
    };
    let levels = lead.verb.as_ref().is_none_or(|verb| verb.start >= subject.end && !ends(verb));
    let head = subject.start..subject.end.min(subject.start + 4);
    // `tỷ lệ trễ hạn`, `lãi suất tiết kiệm` hold a change within another word.
    let noun = |at: usize| {
        let word = CLAUSES.starting_at(sentence, at);
        word.is_some_and(|(_, section)| match section {
            "up" | "down" => at > subject.start,
            _ => names_quantity(section),
        })
    };
    let change = |at: usize| trend_of(TRENDS.starting_at(sentence, at).filter(|_| noun(at))?.1);
    levels.then(|| head.clone().find_map(change))?
}
