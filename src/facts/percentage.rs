//! The kind `percentage`: `vượt 11,6% dự toán năm`.

use super::Finding;
use super::bound::{bound_after, bound_before, bound_of};
use super::clause::{Tag, Tags};
use super::link::Links;
use super::number::{Numeral, digits_at, number_before};
use super::token::{Sentence, Shape};
use crate::lexicon::{BOUNDS, BOUNDS_AFTER, CLAUSES, FILLERS, PERIODS, TRENDS};
use crate::record::{Bound, Fact, Number, PercentUnit, Percentage, Trend};
use std::ops::Range;

/// A percentage as it stands in the sentence.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// Its tokens, sign and mark included.
    pub tokens: Range<usize>,
    value: f64,
    value_max: Option<f64>,
    unit: PercentUnit,
    /// The sign, where one is written.
    sign: Option<Trend>,
    rule: &'static str,
}

/// What the words before a percentage say of it.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// First token of the words that belong to the percentage.
    pub start: usize,
    /// The verb that governs the percentage.
    pub verb: Option<Range<usize>>,
    pub trend: Option<Trend>,
    bound: Bound,
    /// Index of the percentage before this one, where both hang on one verb:
    /// `tăng 1,6% và 0,6%`.
    pub after: Option<usize>,
}

/// Adds the facts of this kind in `sentence` to `findings`.
pub(super) fn find(sentence: &Sentence, findings: &mut Vec<Finding>) {
    let figures = figures(sentence);
    if figures.is_empty() {
        return;
    }
    let tags =
        Tags::new(sentence, figures.iter().map(|figure| figure.tokens.start..end_of(sentence, figure)));
    let mut leads: Vec<Lead> = Vec::with_capacity(figures.len());
    for index in 0..figures.len() {
        let lead = lead(sentence, &tags, &figures, &leads, index);
        leads.push(lead);
    }
    let links = Links::new(sentence, &tags, &figures, &leads);
    let mut last_trend = None;
    for (index, (figure, lead)) in figures.iter().zip(&leads).enumerate() {
        let (subject, base) = links.of(index);
        let (per, end) = per_after(sentence, figure.tokens.end);
        let grows = || growth(sentence, subject.clone().filter(|_| base.is_none())?, lead);
        // `tăng trưởng lợi nhuận và doanh thu đạt 13% và 14%`
        let shared = || lead.after.and_then(|_| last_trend);
        let trend = figure.sign.or(lead.trend).or_else(grows).or_else(shared);
        last_trend = trend;
        findings.push(Finding {
            span: sentence.bytes(figure.tokens.clone()),
            sentence: sentence.span.clone(),
            fact: Fact::Percentage(Percentage {
                value: Number::from(figure.value),
                value_max: figure.value_max.map(Number::from),
                unit: figure.unit,
                per: per.map(|tokens| sentence.written(tokens).to_owned()),
                trend,
                bound: bound_after(sentence, end).unwrap_or(lead.bound),
                subject: subject.clone().map(|tokens| sentence.written(tokens).to_owned()),
                base: base.map(|tokens| sentence.written(tokens).to_owned()),
            }),
            rule: figure.rule,
        });
    }
}

/// The percentages of the sentence, in order.
fn figures(sentence: &Sentence) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let Some((len, unit, rule)) = mark_at(sentence, at) else {
            at += 1;
            continue;
        };
        let end = at + len;
        if let Some(numeral) = number_before(sentence, at).filter(|n| is_free(sentence, n)) {
            let mut figure = Figure {
                tokens: numeral.tokens.start..end,
                value: numeral.value,
                value_max: None,
                unit,
                sign: None,
                rule,
            };
            widen(sentence, &mut figure, &mut figures);
            sign(sentence, &mut figure);
            figures.push(figure);
        }
        at = end;
    }
    figures
}

/// The mark of a percentage at token `at`: its length, its unit, and the rule.
///
/// ```
/// let found = |text| trich::Extractor::new().extract("a", text)[0].rule.clone();
/// assert_eq!(found("Giá tăng 5%."), "percent_sign");
/// assert_eq!(found("Giá tăng mười phần trăm."), "percent_words");
/// assert_eq!(found("Lãi suất giảm 25 điểm phần trăm."), "points");
/// ```
fn mark_at(sentence: &Sentence, at: usize) -> Option<(usize, PercentUnit, &'static str)> {
    let sign = |i: usize| sentence.is(i, "%");
    let words = |i: usize| sentence.is(i, "phần") && sentence.is(i + 1, "trăm");
    if sentence.is(at, "điểm") && (sign(at + 1) || words(at + 1)) {
        let len = if sign(at + 1) { 2 } else { 3 };
        return Some((len, PercentUnit::PercentagePoint, "points"));
    }
    if sign(at) {
        return Some((1, PercentUnit::Percent, "percent_sign"));
    }
    words(at).then_some((2, PercentUnit::Percent, "percent_words"))
}

/// Whether a number is none of a code: `%20%`, `A/5%`.
fn is_free(sentence: &Sentence, numeral: &Numeral) -> bool {
    let from = numeral.tokens.start;
    from == 0 || sentence.spaced(from) || !(sentence.is(from - 1, "%") || sentence.tokens[from - 1].is_word())
}

/// Makes a range of `figure` where its lower end stands before it: `1-1,5%`,
/// `10% đến dưới 30%`.
fn widen(sentence: &Sentence, figure: &mut Figure, figures: &mut Vec<Figure>) {
    let (_, from) = bound_before(sentence, figure.tokens.start);
    let Some(joint) = from.checked_sub(1).filter(|&at| is_range_mark(sentence, at)) else { return };
    let marked = figures.last().filter(|last| last.tokens.end == joint && last.value_max.is_none());
    let lower = match marked {
        Some(last) => Some((last.tokens.start, last.value)),
        None => joint
            .checked_sub(1)
            .and_then(|at| digits_at(sentence, at))
            .filter(|lower| !is_label(sentence, lower.tokens.start))
            .map(|lower| (lower.tokens.start, lower.value)),
    };
    if let Some((start, value)) = lower.filter(|&(_, value)| value < figure.value) {
        if marked.is_some() {
            figures.pop();
        }
        figure.tokens.start = start;
        figure.value_max = Some(figure.value);
        figure.value = value;
    }
}

/// Whether token `at` may stand between the ends of a range.
fn is_range_mark(sentence: &Sentence, at: usize) -> bool {
    ["-", "–", "—", "−", "~", "đến", "tới"].iter().any(|mark| sentence.is(at, mark))
}

/// Whether the number at token `at` is the end of a date or the like: `5/2016 đến 30%`.
fn is_label(sentence: &Sentence, at: usize) -> bool {
    at > 0
        && (sentence.is(at - 1, "/")
            || ["năm", "tháng", "quý", "ngày"].iter().any(|w| sentence.is(at - 1, w)))
}

/// Takes in the sign that is written right before the number: `-0,3%`.
fn sign(sentence: &Sentence, figure: &mut Figure) {
    let start = figure.tokens.start;
    let Some(mark) = start.checked_sub(1) else { return };
    // `+/-3%` goes both ways.
    if mark >= 2 && sentence.is(mark - 1, "/") && sentence.is(mark - 2, "+") {
        figure.tokens.start = mark - 2;
        return;
    }
    let trend = match sentence.tokens[mark].text {
        "+" => Trend::Up,
        "-" | "–" | "−" => Trend::Down,
        _ => return,
    };
    let free = mark == 0 || sentence.spaced(mark) || sentence.tokens[mark - 1].shape == Shape::Mark;
    if free && !sentence.spaced(start) {
        figure.tokens.start = mark;
        figure.sign = Some(trend);
    }
}

/// The tokens of the period behind a percentage, and the token after it.
fn per_after(sentence: &Sentence, at: usize) -> (Option<Range<usize>>, usize) {
    let opens = ["/", "mỗi", "một", "hàng", "hằng"].iter().any(|word| sentence.is(at, word));
    match PERIODS.starting_at(sentence, at + 1).filter(|_| opens) {
        Some((len, _)) => (Some(at + 1..at + 1 + len), at + 1 + len),
        None => (None, at),
    }
}

/// The token behind a percentage, its period and its bound.
pub(super) fn end_of(sentence: &Sentence, figure: &Figure) -> usize {
    let end = per_after(sentence, figure.tokens.end).1;
    end + BOUNDS_AFTER.starting_at(sentence, end).map_or(0, |(len, _)| len)
}

/// Reads the words before percentage `index`, from right to left.
fn lead(sentence: &Sentence, tags: &Tags, figures: &[Figure], leads: &[Lead], index: usize) -> Lead {
    let figure = &figures[index];
    let mut lead =
        Lead { start: figure.tokens.start, verb: None, trend: None, bound: Bound::Exact, after: None };
    let change = is_end_of_change(sentence, figures, index);
    loop {
        let at = lead.start;
        let bound = BOUNDS.ending_at(sentence, at);
        // `ghi nhận` is not the verb `nhận`.
        let word = CLAUSES.ending_at(sentence, at).map_or(0, |(len, _)| len);
        let verb = TRENDS.ending_at(sentence, at).filter(|hit| hit.0 >= word);
        let filler = FILLERS.ending_at(sentence, at);
        let len = |hit: Option<(usize, &str)>| hit.map_or(0, |(len, _)| len);
        if let Some((verb_len, section)) = verb.filter(|hit| hit.0 >= len(bound).max(len(filler))) {
            lead.start -= verb_len;
            lead.verb = Some(lead.start..at);
            if section == "same" {
                same_measure(sentence, &mut lead);
            } else if let Some(change) = change_before_level(sentence, &lead) {
                lead.start = change.start;
                lead.trend = trend_of(TRENDS.get(sentence.phrase(change.clone())).unwrap_or_default());
                lead.verb = Some(change);
            } else {
                lead.trend = trend_of(section).filter(|_| !change);
            }
            break;
        } else if let Some((bound_len, section)) = bound.filter(|hit| hit.0 >= len(filler)) {
            if lead.bound == Bound::Exact {
                lead.bound = bound_of(section);
            }
            lead.start -= bound_len;
        } else if let Some((filler_len, _)) = filler {
            lead.start -= filler_len;
        } else {
            break;
        }
    }
    if lead.verb.is_some() {
        estimate(sentence, tags, &mut lead);
    } else {
        match index.checked_sub(1).filter(|&before| hangs_on(sentence, tags, &figures[before], &lead)) {
            Some(before) => {
                lead.after = Some(before);
                lead.verb = leads[before].verb.clone();
                lead.trend = leads[before].trend;
            }
            None if !change => over_object(sentence, tags, &mut lead),
            None => {}
        }
    }
    if figure.value_max.is_some() {
        lead.bound = Bound::Exact;
    }
    lead
}

/// `tăng ở mức 3%`: the verb of change right before the words `ở mức`.
fn change_before_level(sentence: &Sentence, lead: &Lead) -> Option<Range<usize>> {
    let at = ["ở", "mức"].iter().any(|word| sentence.is(lead.start, word)).then_some(lead.start)?;
    let (len, section) = TRENDS.ending_at(sentence, at)?;
    trend_of(section).map(|_| at - len..at)
}

fn trend_of(section: &str) -> Option<Trend> {
    match section {
        "up" => Some(Trend::Up),
        "down" => Some(Trend::Down),
        _ => None,
    }
}

/// Whether percentage `index` is one end of a change: `từ 45% lên 60%`.
fn is_end_of_change(sentence: &Sentence, figures: &[Figure], index: usize) -> bool {
    let figure = &figures[index];
    let from = figure.tokens.start.checked_sub(1).is_some_and(|at| sentence.is(at, "từ"));
    let turns = |at: usize| ["lên", "xuống", "còn", "sang"].iter().any(|word| sentence.is(at, word));
    from && (figure.tokens.end..sentence.len().min(figure.tokens.end + 6)).any(turns)
}

/// `tăng 25 xu, hay 0,5%`: the verb before the measure is that of the percentage.
fn same_measure(sentence: &Sentence, lead: &mut Lead) {
    /// Words of the measure: `84 cent một thùng`.
    const LONGEST: usize = 6;
    let mut at = lead.start;
    while at > 0 && matches!(sentence.tokens[at - 1].text, "," | "(") {
        at -= 1;
    }
    let measure = (at.saturating_sub(LONGEST)..at).find(|&i| {
        sentence.tokens[i].shape == Shape::Number
            && TRENDS.ending_at(sentence, bound_before(sentence, i).1).is_some()
    });
    let Some(number) = measure else { return };
    let from = bound_before(sentence, number).1;
    if let Some((len, section)) = TRENDS.ending_at(sentence, from) {
        lead.start = from - len;
        lead.verb = Some(from - len..from);
        lead.trend = trend_of(section);
    }
}

/// `ước tính sẽ giảm 1%`: an estimate may stand before the verb.
fn estimate(sentence: &Sentence, tags: &Tags, lead: &mut Lead) {
    let mut at = lead.start;
    while at > 0 && matches!(tags[at - 1], Tag::Auxiliary) && BOUNDS.ending_at(sentence, at).is_none() {
        at -= 1;
    }
    if let Some((len, section)) = BOUNDS.ending_at(sentence, at) {
        lead.start = at - len;
        if lead.bound == Bound::Exact && section == "~" {
            lead.bound = Bound::About;
        }
    }
}

/// Whether a percentage shares the verb of the one before it: nothing but a noun
/// phrase and a comma or `và` stand between them.
fn hangs_on(sentence: &Sentence, tags: &Tags, before: &Figure, lead: &Lead) -> bool {
    let Some(joint) = lead.start.checked_sub(1) else { return false };
    let joins = matches!(tags[joint], Tag::Comma | Tag::Join) || sentence.is(joint, ";");
    let from = end_of(sentence, before);
    let plain = |tag: &Tag| {
        let nominal = matches!(tag, Tag::Noun | Tag::Quantity | Tag::Number | Tag::Inner | Tag::Time);
        nominal || matches!(tag, Tag::Compare | Tag::Comma | Tag::Auxiliary)
    };
    joins && from <= joint && tags[from..joint].iter().all(plain)
}

/// `giảm giá vé 50%`, `tăng trưởng tín dụng 18%`: an object may stand between the
/// verb and the percentage.
fn over_object(sentence: &Sentence, tags: &Tags, lead: &mut Lead) {
    /// Words of the object.
    const LONGEST: usize = 8;
    let mut at = lead.start;
    while at > 0 && lead.start - at < LONGEST {
        if let Some((_, section)) = TRENDS.ending_at(sentence, at) {
            lead.trend = trend_of(section).filter(|_| at < lead.start);
            return;
        }
        if !matches!(tags[at - 1], Tag::Noun | Tag::Quantity | Tag::Inner) {
            return;
        }
        at -= 1;
    }
}

/// The trend of a level whose subject is itself a change: `tốc độ tăng trưởng đạt 6%`.
fn growth(sentence: &Sentence, subject: Range<usize>, lead: &Lead) -> Option<Trend> {
    // `GDP đạt 6%` is its growth.
    if ["GDP", "GRDP"].iter().any(|word| sentence.is(subject.start, word)) && lead.verb.is_some() {
        return Some(Trend::Up);
    }
    let levels = lead.verb.clone().is_none_or(|verb| verb.start >= subject.end);
    let head = subject.start..subject.end.min(subject.start + 4);
    levels.then(|| head.clone().find_map(|at| trend_of(TRENDS.starting_at(sentence, at)?.1)))?
}
