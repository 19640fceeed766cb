//! The kind `percentage`: `vượt 11,6% dự toán năm`.

use super::Finding;
use super::bound::{bound_after, bound_before, bound_of};
use super::clause::{Tag, Tags};
use super::lead::{Lead, change_stated, growth, is_end_of_change, read, trend_of};
use super::link::Links;
use super::number::{Numeral, digits_at, number_before};
use super::token::{Sentence, Shape};
use crate::lexicon::{BOUNDS_AFTER, CLAUSES, PERIODS, TRENDS};
use crate::record::{Bound, Fact, Kind, Number, PercentUnit, Percentage, Trend};
use std::ops::Range;

/// A percentage as it stands in the sentence.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// Its tokens, sign and mark included.
    pub tokens: Range<usize>,
    /// The token behind it, its period and its bound.
    pub end: usize,
    pub value: f64,
    value_max: Option<f64>,
    unit: PercentUnit,
    /// The sign, where one is written.
    sign: Option<Trend>,
    rule: &'static str,
}

/// Adds the facts of this kind in `sentence` to `findings`.
pub(super) fn find(sentence: &Sentence, findings: &mut Vec<Finding>) {
    let figures = figures(sentence);
    if figures.is_empty() {
        return;
    }
    let (tags, leads) = read(sentence, &figures);
    let links = Links::new(sentence, &tags, &figures, &leads);
    let mut last_trend = None;
    for (index, (figure, lead)) in figures.iter().zip(&leads).enumerate() {
        let (subject, mut base) = links.of(index);
        let (mut per, end) = per_after(sentence, figure.tokens.end);
        per = per.or_else(|| per_before(sentence, &tags, figure, lead, subject.as_ref()));
        let mut bound = bound_after(sentence, end).unwrap_or(lead.bound);
        // `trong khoảng 5 - 6%` says where the range lies.
        let within = lead.start > 0 && sentence.is(figure.tokens.start - 1, "khoảng");
        if within
            && figure.tokens.start > 1
            && sentence.is(figure.tokens.start - 2, "trong")
            && figure.value_max.is_some()
        {
            bound = Bound::Exact;
        }
        if let Some(base) = base.as_mut().filter(|base| base.start == end) {
            // `1% GDP mỗi năm`, `từ 50% số điểm trở lên`
            per = per.or_else(|| {
                per_after(sentence, base.end).0.filter(|_| !sentence.is_one_of(base.end, &["hàng", "hằng"]))
            });
            let limit = BOUNDS_AFTER.ending_at(sentence, base.end);
            let from = figure.tokens.start > 0 && sentence.is(figure.tokens.start - 1, "từ");
            if let Some((len, section)) = limit.filter(|hit| from && hit.0 < base.len()) {
                bound = bound_of(section);
                base.end -= len;
            }
        }
        let compared =
            base.as_ref().is_some_and(|base| base.start > 0 && tags[base.start - 1] == Tag::Compare);
        let ends = is_end_of_change(sentence, &figures, index);
        // `tăng trưởng đạt 6% GDP` is growth all the same.
        let share = lead.verb.clone().is_some_and(|verb| sentence.is(verb.start, "chiếm"));
        let product = !share && base.as_ref().is_some_and(|base| sentence.is(base.start, "GDP"));
        let whole = (base.is_some() && !compared && !product) || ends;
        let grows = || {
            growth(sentence, subject.clone().filter(|_| !whole)?, compared, lead)
                .or_else(|| change_stated(sentence, &tags, lead))
        };
        // `tăng trưởng lợi nhuận và doanh thu đạt 13% và 14%`
        let shared = || last_trend.filter(|_| lead.after.is_some() && !ends);
        let trend = figure.sign.or(lead.trend).or_else(grows).or_else(shared);
        last_trend = trend;
        findings.push(Finding {
            span: sentence.bytes(figure.tokens.clone()),
            sentence: sentence.span.clone(),
            kind: Kind::Percentage.name().into(),
            fact: Fact::Percentage(Percentage {
                value: Number::from(figure.value),
                value_max: figure.value_max.map(Number::from),
                unit: figure.unit,
                per: per.map(|tokens| sentence.written(tokens).to_owned()),
                trend,
                bound,
                subject: subject.clone().map(|tokens| sentence.written(tokens).to_owned()),
                base: base.map(|tokens| sentence.written(tokens).to_owned()),
            }),
            rule: figure.rule,
        });
    }
}

/// What else the percentage at the bytes `span` might have been about: noun phrases near
/// it that are not its subject, the nearest first.
pub(super) fn lost(sentence: &Sentence, span: &Range<usize>) -> Vec<String> {
    let figures = figures(sentence);
    let place = |figure: &Figure| sentence.bytes(figure.tokens.clone()) == *span;
    let Some(index) = figures.iter().position(place) else { return Vec::new() };
    let (tags, leads) = read(sentence, &figures);
    let phrases = Links::new(sentence, &tags, &figures, &leads).lost(sentence, &tags, &leads[index], index);
    phrases.into_iter().map(|tokens| sentence.written(tokens).to_owned()).collect()
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
                end: end_of(sentence, end),
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
    sentence.is_one_of(at, &["-", "–", "—", "−", "~", "đến", "tới"])
}

/// Whether the number at token `at` is the end of a date or the like: `5/2016 đến 30%`,
/// but `trung bình nhiều năm 20 - 30%`.
fn is_label(sentence: &Sentence, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let year = sentence.is(before, "năm") && sentence.tokens[at].text.len() == 4;
    sentence.is(before, "/") || year || sentence.is_one_of(before, &["tháng", "quý", "ngày"])
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
    // `10% qua từng tháng`
    let at = at + usize::from(sentence.is(at, "qua") && sentence.is(at + 1, "từng"));
    let opens = sentence.is_one_of(at, &["/", "mỗi", "một", "hàng", "hằng", "từng"]);
    match PERIODS.starting_at(sentence, at + 1).filter(|_| opens) {
        Some((len, _)) => (Some(at + 1..at + 1 + len), at + 1 + len),
        // `15% năm`, but `15% năm 2016`
        None if sentence.is(at, "năm") && ends_period(sentence, at + 1) => (Some(at..at + 1), at + 1),
        None => (None, at),
    }
}

/// What a percentage is per, where the words before it or what it is about say so.
fn per_before(
    sentence: &Sentence,
    tags: &Tags,
    figure: &Figure,
    lead: &Lead,
    subject: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let start = figure.tokens.start;
    let each = |at: usize| at > 0 && sentence.is(at - 1, "mỗi");
    // `giảm mỗi năm 1%`, `bình quân mỗi năm khoảng 16%`
    let between = || {
        let end = (lead.start + 1..=start).rev().find(|&at| PERIODS.ending_at(sentence, at).is_some())?;
        let from = end - PERIODS.ending_at(sentence, end)?.0;
        (lead.start < from && each(from) && tags[end..start].iter().all(|&tag| tag == Tag::Number))
            .then_some(from..end)
    };
    // `tốc độ tăng trưởng hàng năm đạt 9%`
    let within = || {
        let subject = subject.filter(|subject| subject.end <= start)?;
        let yearly = (subject.start..start)
            .find(|&at| sentence.is_one_of(at, &["hàng", "hằng", "mỗi"]) && sentence.is(at + 1, "năm"))?;
        let grows = TRENDS.ending_at(sentence, yearly).is_some_and(|hit| trend_of(hit.1).is_some());
        grows.then_some(yearly + 1..yearly + 2)
    };
    // `tiền thuê mỗi năm tăng 15%`
    let before_verb = || {
        let from = lead.start - PERIODS.ending_at(sentence, lead.start)?.0;
        each(from).then_some(from..lead.start)
    };
    // `mỗi năm lượng khách tăng 30%`
    let first = || {
        let mark = |&at: &usize| matches!(tags[at], Tag::Comma | Tag::Break | Tag::Open | Tag::Figure);
        let clause = (0..lead.start).rev().find(mark).map_or(0, |at| at + 1);
        let len = PERIODS.starting_at(sentence, clause + 1)?.0;
        sentence.is_any(clause, &["mỗi"]).then_some(clause + 1..clause + 1 + len)
    };
    let changes = lead.trend.is_some();
    between().or_else(within).or_else(|| if changes { before_verb().or_else(first) } else { None })
}

/// Whether nothing at token `at` says which year is meant.
fn ends_period(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens.get(at).is_none_or(|next| next.shape == Shape::Mark && next.text != "-")
        || CLAUSES.starting_at(sentence, at).is_some_and(|(_, section)| matches!(section, "join" | "link"))
}

/// The token behind the period and the bound of a percentage that ends before token `at`.
fn end_of(sentence: &Sentence, at: usize) -> usize {
    let end = per_after(sentence, at).1;
    end + BOUNDS_AFTER.starting_at(sentence, end).map_or(0, |(len, _)| len)
}
