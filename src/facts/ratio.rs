//! The kind `ratio`: a part of a whole, as two numbers.

use super::Finding;
use super::bound::bound_before;
use super::number::{Numeral, digits_at, number_at};
use super::token::{Sentence, Shape};
use crate::lexicon::{BOUNDS, CLAUSES, MEASURES, NUMBERS, RATIO_CONTEXTS, RATIO_LINKS, TRENDS, UNITS};
use crate::record::{Bound, Fact, Kind, Number, Ratio};
use std::ops::Range;

/// Two numbers that may be part and whole.
struct Pair {
    part: Numeral,
    whole: Numeral,
    /// First token of the noun between the numbers.
    between: Option<usize>,
}

impl Pair {
    fn anchor(&self) -> Range<usize> {
        self.part.tokens.start..self.whole.tokens.end
    }
}

/// Words before a date, besides those that show one wherever they stand.
const DATED: &[&str] = &["đến", "tới", "qua", "và", "ra", "này", "nay", "tết"];

/// A rule reads the pair whose first number stands at a token.
type Rule = fn(&Sentence, &Numeral) -> Option<Pair>;

/// The rules in the order in which they are tried at each number.
const RULES: [(&str, Rule); 4] =
    [("fraction_words", fraction_words), ("slash", slash), ("of_total", of_total), ("out_of", out_of)];

/// Adds the facts of this kind in `sentence` to `findings`.
pub(super) fn find(sentence: &Sentence, findings: &mut Vec<Finding>) {
    let mut at = 0;
    // The whole of the last pair that is a place in an order.
    let mut ranked = None;
    while at < sentence.len() {
        let hit = |part| RULES.iter().find_map(|&(name, rule)| Some((name, rule(sentence, &part)?)));
        let Some((rule, pair)) = number_at(sentence, at).and_then(hit) else {
            at += 1;
            continue;
        };
        at = pair.whole.tokens.end;
        let mut ratio = read(sentence, &pair);
        // `Huế xếp thứ 1/34, Hà Nội 4/34`
        if ratio.rank {
            ranked = Some(ratio.denominator);
        } else {
            ratio.rank = ranked == Some(ratio.denominator);
        }
        findings.push(Finding {
            span: sentence.bytes(pair.anchor()),
            sentence: sentence.span.clone(),
            kind: Kind::Ratio.name().into(),
            fact: Fact::Ratio(ratio),
            rule,
        });
    }
}

/// The fields of a pair.
fn read(sentence: &Sentence, pair: &Pair) -> Ratio {
    let (bound, _) = bound_before(sentence, pair.part.tokens.start);
    let rank = context(sentence, pair.part.tokens.start) == Some("rank");
    let end = pair.whole.tokens.end;
    // `hai phần ba (62%) máy bay`
    let bracketed = sentence.is(end, "(") && sentence.is(end + 2, "%") && sentence.is(end + 3, ")");
    let lower = sentence.tokens.get(end + 4).is_some_and(|token| token.shape == Shape::Lower);
    let behind = if bracketed && lower { end + 4 } else { end };
    let unit = unit_at(sentence, behind).or_else(|| unit_at(sentence, pair.between?));
    let (numerator, denominator) = (pair.part.value, pair.whole.value);
    Ratio {
        numerator: Number::from(numerator),
        denominator: Number::from(denominator),
        value: (denominator != 0.0).then(|| Number::from(numerator / denominator)),
        unit: unit.map(|tokens| sentence.written(tokens).to_owned()),
        rank,
        // `trên`, `dưới` before a place in an order are no bounds.
        bound: if rank { Bound::Exact } else { bound },
    }
}

/// A fraction in words.
///
/// ```
/// let records = trich::Extractor::new().extract("a", "Hơn hai phần ba diện tích đã phủ xanh.");
/// assert_eq!((records[0].text.as_str(), &*records[0].rule), ("hai phần ba", "fraction_words"));
/// ```
fn fraction_words(sentence: &Sentence, part: &Numeral) -> Option<Pair> {
    let mark = part.tokens.end;
    if link(sentence, mark) != Some("part") {
        return None;
    }
    let whole = number_at(sentence, mark + 1).or_else(|| power_of_ten(sentence, mark + 1))?;
    let digits = sentence.tokens[mark + 1].shape == Shape::Number;
    let small = !digits || whole.value < 100.0 || whole.tokens.len() > 1;
    let plain = part.value.fract() == 0.0 && whole.value.fract() == 0.0 && whole.value != 100.0 && small;
    (plain && part.value < whole.value).then(|| Pair { part: part.clone(), between: None, whole })
}

/// `nghìn`, `triệu` alone: `một phần nghìn`.
fn power_of_ten(sentence: &Sentence, at: usize) -> Option<Numeral> {
    let value = NUMBERS.get(sentence.key(at)).filter(|section| section.starts_with("1e"))?.parse().ok()?;
    Some(Numeral { tokens: at..at + 1, value })
}

/// Two numbers with a stroke between them, where nothing shows that they are a
/// date, an address, a score …
///
/// ```
/// let found = |text| trich::Extractor::new().extract("a", text).len();
/// assert_eq!(found("Có 7/10 xã đạt chuẩn."), 1);
/// assert_eq!(found("Sáng 7/10, xã đón chuẩn."), 0);
/// assert_eq!(found("Theo Nghị quyết 30/2016/QH14 và tại số 12/50 đường Láng."), 0);
/// ```
fn slash(sentence: &Sentence, part: &Numeral) -> Option<Pair> {
    let at = part.tokens.start;
    if !sentence.is(at + 1, "/") || sentence.tokens[at].shape != Shape::Number {
        return None;
    }
    let whole = number_at(sentence, at + 2)?;
    let even = sentence.spaced(at + 1) == sentence.spaced(at + 2);
    let stroke = even || is_known_unit(sentence, whole.tokens.end);
    let digits = sentence.tokens[at + 2].shape == Shape::Number;
    if !stroke || !digits || is_glued(sentence, at, at + 3) {
        return None;
    }
    let pair = Pair { part: part.clone(), whole, between: None };
    EXCLUSIONS.iter().all(|(_, exclusion)| !exclusion(sentence, &pair)).then_some(pair)
}

/// A reading of a pair with a stroke other than a ratio.
type Exclusion = fn(&Sentence, &Pair) -> bool;

/// What a pair with a stroke may be other than a ratio, in the order of asking.
const EXCLUSIONS: [(&str, Exclusion); 9] = [
    ("no part of a whole", is_no_part),
    ("period", is_period),
    ("reference", is_reference),
    ("date", is_date),
    ("idiom", is_idiom),
    ("game", is_game),
    ("score", is_score),
    ("round", is_round),
    ("plan", is_plan),
];

/// What the pair at the bytes `span` might have been: the readings that were asked
/// for and did not hold.
pub(super) fn lost(sentence: &Sentence, span: &Range<usize>) -> Vec<String> {
    let stroke = sentence.tokens.iter().any(|token| token.text == "/" && span.contains(&token.start));
    EXCLUSIONS.iter().filter(|_| stroke).map(|(name, _)| (*name).to_owned()).collect()
}

/// The part is greater than the whole (`19/5`, `120/80`), or written with a zero
/// in front (`01/05`).
fn is_no_part(sentence: &Sentence, pair: &Pair) -> bool {
    let padded = |at: usize| is_padded(sentence.tokens[at].text);
    let more = pair.part.value > pair.whole.value;
    more || pair.whole.value == 0.0 || padded(pair.part.tokens.start) || padded(pair.whole.tokens.start)
}

/// Whether a number is written with a zero in front: `05`.
pub(super) fn is_padded(number: &str) -> bool {
    matches!(number.as_bytes(), [b'0', b'0'..=b'9', ..])
}

/// A month or quarter of a year, two years, or the number and year of a document:
/// `3/2017`, `2016/2017`, `167/2017`.
fn is_period(sentence: &Sentence, pair: &Pair) -> bool {
    let year = is_year(sentence.tokens[pair.whole.tokens.start].text, pair.whole.value);
    let named = context(sentence, pair.part.tokens.start) == Some("date");
    let counted = is_known_unit(sentence, pair.whole.tokens.end);
    year && (named || !counted)
}

/// Whether a number of this value, so written, may be a year.
pub(super) fn is_year(written: &str, value: f64) -> bool {
    written.len() == 4 && (1900.0..2100.0).contains(&value) && value.fract() == 0.0
}

/// A document's number, an address, a model: `Nghị quyết 30/50`, `ngõ 12/50`, `64/128 GB`.
fn is_reference(sentence: &Sentence, pair: &Pair) -> bool {
    let size = sentence.is_any(pair.whole.tokens.end, &["gb", "mb", "tb"]);
    size || matches!(context(sentence, pair.part.tokens.start), Some("document" | "address" | "name"))
}

/// A day and a month: so named, or possible and nothing shows a ratio.
fn is_date(sentence: &Sentence, pair: &Pair) -> bool {
    let (part, whole) = (&pair.part, &pair.whole);
    if !may_be_day(part.value, whole.value) || whole.tokens.len() > 1 {
        return false;
    }
    let at = part.tokens.start;
    if context(sentence, at) == Some("date")
        || follows_date(sentence, at)
        || leads_date(sentence, whole.tokens.end)
    {
        return true;
    }
    let bounded = bound_before(sentence, at).0 != Bound::Exact;
    let verb = TRENDS.ending_at(sentence, at).is_some() && !sentence.is(at - 1, "là");
    let marked = matches!(context(sentence, at), Some("rank" | "mark")) || is_proportion(sentence, at);
    let stated = bounded || verb || marked;
    let stated = stated || has_percentage(sentence, at, whole.tokens.end) || is_in_percent(sentence, pair);
    let stated = stated || is_fraction_of(sentence, pair);
    let compared = link(sentence, whole.tokens.end) == Some("compare");
    !stated && !compared && !is_known_unit(sentence, whole.tokens.end)
}

/// Whether two numbers may be those of a day and its month.
pub(super) fn may_be_day(day: f64, month: f64) -> bool {
    day.fract() == 0.0 && (1.0..=31.0).contains(&day) && month <= 12.0
}

/// `ngập 1/2 khuôn`: whether a common fraction has a noun behind it, and no word before it
/// after which a date may stand.
fn is_fraction_of(sentence: &Sentence, pair: &Pair) -> bool {
    let whole = pair.whole.value;
    let common = pair.part.value < whole && (2.0..=5.0).contains(&whole) && whole.fract() == 0.0;
    let word = |at: usize| sentence.tokens[at].shape == Shape::Lower && !sentence.is_one_of(at, DATED);
    let before = pair.part.tokens.start.checked_sub(1).is_some_and(word);
    let end = pair.whole.tokens.end;
    let noun = |at: usize| {
        CLAUSES.starting_at(sentence, at).is_none_or(|(_, section)| matches!(section, "noun" | "quantity"))
    };
    common && before && sentence.tokens.get(end).is_some_and(|token| token.shape == Shape::Lower) && noun(end)
}

/// Whether a percentage and a bracket stand beside the tokens from `from` to `to`:
/// `4/7 (57%)`, `57% (4/7)`.
fn has_percentage(sentence: &Sentence, from: usize, to: usize) -> bool {
    let before = from >= 2 && sentence.is(from - 1, "(") && sentence.is(from - 2, "%");
    before || (sentence.is(to, "(") && sentence.is(to + 2, "%"))
}

/// `37,5% số khách sống ở Huế (3/8)`: whether a pair alone in brackets says once more
/// what a percentage of the sentence says.
fn is_in_percent(sentence: &Sentence, pair: &Pair) -> bool {
    let (start, end) = (pair.part.tokens.start, pair.whole.tokens.end);
    let alone = start > 0 && sentence.is(start - 1, "(") && sentence.is(end, ")");
    let same = |at: usize| {
        let Some(percent) = digits_at(sentence, at).filter(|_| sentence.is(at + 1, "%")) else {
            return false;
        };
        let decimals = sentence.tokens[at].text.split([',', '.']).nth(1).map_or(0, str::len);
        let rounding = 0.5 * 10_f64.powi(-(decimals as i32));
        (100.0 * pair.part.value / pair.whole.value - percent.value).abs() <= rounding
    };
    alone && (0..start).any(same)
}

/// Whether a date with a stroke stands right before token `at`, joined to it:
/// `30/4 và 1/5`, `7/2 - 12/2`.
fn follows_date(sentence: &Sentence, at: usize) -> bool {
    let joined = at >= 4 && link(sentence, at - 1) == Some("range");
    let pair = joined && sentence.is(at - 3, "/") && digits_at(sentence, at - 2).is_some();
    pair && digits_at(sentence, at - 4).is_some_and(|day| {
        let next = digits_at(sentence, at - 2).map_or(0.0, |month| month.value);
        day.value > next || context(sentence, at - 4) == Some("date")
    })
}

/// Whether a day and month greater than any ratio follows: `2/9 - 30/9`.
fn leads_date(sentence: &Sentence, at: usize) -> bool {
    link(sentence, at) == Some("range")
        && sentence.is(at + 2, "/")
        && digits_at(sentence, at + 1)
            .is_some_and(|day| digits_at(sentence, at + 3).is_some_and(|month| day.value > month.value))
}

/// All day long, or an even chance: `24/24 giờ`, `7/7 ngày`, `50/50`.
fn is_idiom(sentence: &Sentence, pair: &Pair) -> bool {
    let known = is_known_unit(sentence, pair.whole.tokens.end);
    pair.part.value == pair.whole.value && matches!(pair.whole.value, 7.0 | 24.0 | 50.0 | 365.0) && !known
}

/// A lottery: `Mega 6/45`.
fn is_game(sentence: &Sentence, pair: &Pair) -> bool {
    let lottery = pair.part.value == 6.0 && matches!(pair.whole.value, 45.0 | 55.0);
    let known = is_known_unit(sentence, pair.whole.tokens.end);
    context(sentence, pair.part.tokens.start) == Some("game") || (lottery && !known)
}

/// Goals of a match, or the line of a bet: `thua 1/3`, `0 : 1/4`.
fn is_score(sentence: &Sentence, pair: &Pair) -> bool {
    let at = pair.part.tokens.start;
    let line = at >= 2
        && matches!(sentence.as_written(at - 1), ":" | "-" | "–")
        && digits_at(sentence, at - 2).is_some();
    let line = line
        || (sentence.is(pair.whole.tokens.end, ":")
            && digits_at(sentence, pair.whole.tokens.end + 1).is_some());
    line || (context(sentence, at) == Some("score") && !is_known_unit(sentence, pair.whole.tokens.end))
}

/// A round of a cup: `vòng 1/8`.
fn is_round(sentence: &Sentence, pair: &Pair) -> bool {
    pair.part.value == 1.0 && context(sentence, pair.part.tokens.start) == Some("round")
}

/// The scale of a map: `quy hoạch 1/500`. Behind `tỷ lệ` it may be a rate of what is
/// counted: `tỷ lệ 1/1.000 trẻ`.
fn is_plan(sentence: &Sentence, pair: &Pair) -> bool {
    let at = pair.part.tokens.start;
    let usual = [200.0, 500.0, 1e3, 2e3, 5e3].contains(&pair.whole.value) && !is_proportion(sentence, at);
    let unnamed = pair.whole.value >= 200.0 && !is_known_unit(sentence, pair.whole.tokens.end);
    pair.part.value == 1.0 && context(sentence, at) == Some("plan") && (usual || unnamed)
}

/// Whether `tỷ lệ` stands right before token `at`.
fn is_proportion(sentence: &Sentence, at: usize) -> bool {
    at > 0 && sentence.is(at - 1, "lệ")
}

/// A part out of a total, in words.
///
/// ```
/// let records = trich::Extractor::new().extract("a", "Đã có 45 xã trên tổng số 60 xã đạt chuẩn.");
/// assert_eq!((records[0].text.as_str(), &*records[0].rule), ("45 xã trên tổng số 60", "of_total"));
/// ```
fn of_total(sentence: &Sentence, part: &Numeral) -> Option<Pair> {
    /// Words between the part and `trên tổng số`: `42 chiếc máy bay HondaJet`.
    const LONGEST: usize = 10;
    let (at, from) = (part.tokens.start, part.tokens.end);
    let (mark, len) = (from..sentence.len().min(from + LONGEST + 1))
        .take_while(|&i| {
            i == from
                || sentence.tokens[i - 1].is_word()
                || sentence.is(i - 1, ",")
                || sentence.is(i - 1, "(")
        })
        .find_map(|i| Some((i, total_at(sentence, i)?)))?;
    // `… gần 20 xã Trong số 40 xã …`: a new sentence without a mark before it.
    if sentence.tokens[mark].shape != Shape::Lower {
        return None;
    }
    let whole = number_at(sentence, skip_bound(sentence, mark + len)).filter(|_| is_count(sentence, part))?;
    // `1 trong số 7 công trình`, `một người trong số 7` pick one of several.
    let several = mark == from || len == 2;
    let picks_one = part.value == 1.0 && several && sentence.is(mark, "trong") && !is_rate(sentence, at);
    // `cách 6 hải lý, một trong số 7 đảo`: the nearer number is the part.
    let nearer = (from..mark).any(|i| number_at(sentence, i).is_some_and(|n| n.tokens.end == mark));
    let broken = nearer || (from..mark).any(|i| is_break(sentence, i));
    (!picks_one && !broken && part.value <= whole.value).then(|| Pair {
        part: part.clone(),
        whole,
        between: (from < mark).then_some(from),
    })
}

/// Whether the word at token `at` cannot stand between part and whole.
fn is_break(sentence: &Sentence, at: usize) -> bool {
    let opens = CLAUSES.starting_at(sentence, at).is_some_and(|(_, section)| section == "link");
    opens || matches!(link(sentence, at), Some("member" | "part"))
}

/// The token behind the bound words at token `at`: `trên tổng số hơn 2.300`.
fn skip_bound(sentence: &Sentence, at: usize) -> usize {
    at + BOUNDS.starting_at(sentence, at).map_or(0, |(len, _)| len)
}

/// Whether the words before token `at` say that the number there begins a rate.
fn is_rate(sentence: &Sentence, at: usize) -> bool {
    context(sentence, bound_before(sentence, at).1) == Some("rate")
}

/// How many tokens the words for `out of a total of` at token `at` take.
fn total_at(sentence: &Sentence, at: usize) -> Option<usize> {
    let (len, section) = RATIO_LINKS.starting_at(sentence, at)?;
    (section == "total").then_some(len)
}

/// A part out of a whole, with nothing but `trên` or `trong` in between.
///
/// ```
/// let records = trich::Extractor::new().extract("a", "Cứ 6 trong 10 người được hỏi là đồng ý.");
/// assert_eq!((records[0].text.as_str(), &*records[0].rule), ("6 trong 10", "out_of"));
/// ```
fn out_of(sentence: &Sentence, part: &Numeral) -> Option<Pair> {
    let (at, mark) = (part.tokens.start, part.tokens.end);
    if link(sentence, mark) != Some("bare") || sentence.tokens[mark].shape != Shape::Lower {
        return None;
    }
    let whole = number_at(sentence, mark + 1).filter(|_| is_count(sentence, part))?;
    let counted = unit_at(sentence, whole.tokens.end).is_some() && !is_time(sentence, whole.tokens.end);
    let measured = sentence.is(mark, "trên") && !is_known_unit(sentence, whole.tokens.end);
    let picks_one = part.value == 1.0 && sentence.is(mark, "trong") && !is_rate(sentence, at);
    let smaller = part.value < whole.value;
    (counted && !measured && !picks_one && smaller).then(|| Pair { part: part.clone(), whole, between: None })
}

/// Whether a number counts something: it is no label (`tháng 6`), and no end of a date or
/// pair (`2/6`).
fn is_count(sentence: &Sentence, number: &Numeral) -> bool {
    let at = number.tokens.start;
    let joined = at > 0
        && (matches!(sentence.as_written(at - 1), "/" | "-" | "–")
            || sentence.is(at - 1, ":") && !sentence.spaced(at));
    let label = || {
        context(sentence, at)
            .is_some_and(|section| !matches!(section, "rank" | "mark" | "score" | "rate" | "none"))
    };
    number.value >= 1.0 && !joined && !label()
}

/// What the words at token `at` link.
fn link(sentence: &Sentence, at: usize) -> Option<&'static str> {
    RATIO_LINKS.starting_at(sentence, at).map(|(_, section)| section)
}

/// What the words right before token `at` say that a number there is.
fn context(sentence: &Sentence, at: usize) -> Option<&'static str> {
    RATIO_CONTEXTS.ending_at(sentence, at).map(|(_, section)| section)
}

/// Whether a letter, digit or stroke is written right against the tokens from
/// `from` to `to`: `30/NQ-CP`, `5/5S`.
fn is_glued(sentence: &Sentence, from: usize, to: usize) -> bool {
    let joins = |at: usize| sentence.tokens[at].is_word() || sentence.is(at, "/");
    let before = from > 0 && !sentence.spaced(from) && joins(from - 1);
    let after = to < sentence.len() && joins(to) && !(sentence.spaced(to) && sentence.tokens[to].is_word());
    before || after
}

/// The tokens of the noun that is counted, where one begins at token `at`.
fn unit_at(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let from = skip_all(sentence, at);
    if let Some((len, section)) = UNITS.starting_at(sentence, from) {
        let more = match section {
            "number" => UNITS.starting_at(sentence, from + len).map_or(1, |(len, _)| len),
            "classifier" => noun_len(sentence, from + len),
            _ => 0,
        };
        return Some(from..(from + len + more).min(sentence.len()));
    }
    // `50 triệu USD`: a currency may be written in capitals.
    let measure = MEASURES.contains(sentence.key(from));
    sentence.tokens.get(from).filter(|token| token.shape == Shape::Lower || measure)?;
    match CLAUSES.starting_at(sentence, from) {
        // `bằng 1/3 cùng kỳ`
        _ if link(sentence, from) == Some("compare") => None,
        Some((len, "noun" | "quantity")) => Some(from..from + len),
        Some(_) => None,
        None => Some(from..from + 1),
    }
}

/// How many tokens the noun behind a classifier takes, which begins at token `at`.
fn noun_len(sentence: &Sentence, at: usize) -> usize {
    let word = || {
        let lower = sentence.tokens.get(at).is_some_and(|token| token.shape == Shape::Lower);
        usize::from(lower && CLAUSES.starting_at(sentence, at).is_none())
    };
    UNITS.starting_at(sentence, at).map_or_else(word, |(len, _)| len)
}

/// Whether a noun of the list of units, other than of time, begins at token `at`.
fn is_known_unit(sentence: &Sentence, at: usize) -> bool {
    UNITS.starting_at(sentence, skip_all(sentence, at)).is_some_and(|(_, section)| section != "time")
}

/// The token behind `các`, `trong số 65` at token `at`.
fn skip_all(sentence: &Sentence, at: usize) -> usize {
    let mut at = at;
    while let Some((len, "total")) = RATIO_LINKS.starting_at(sentence, at) {
        at = number_at(sentence, at + len).map_or(at + len, |whole| whole.tokens.end);
    }
    match RATIO_LINKS.starting_at(sentence, at) {
        Some((len, "all")) => at + len,
        _ => at,
    }
}

/// Whether a noun of time begins at token `at`.
fn is_time(sentence: &Sentence, at: usize) -> bool {
    UNITS.starting_at(sentence, at).is_some_and(|(_, section)| section == "time")
}
