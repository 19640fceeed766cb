//! Numbers as Vietnamese news writes them: digits with decimal commas and
//! grouping points, scale words, and number words up to a thousand.

use super::token::{Sentence, Shape};
use crate::lexicon::{CLAUSES, NOT_NUMBERS, NUMBERS};
use std::ops::Range;

/// A number and the tokens that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    pub tokens: Range<usize>,
    pub value: f64,
}

/// The number that begins at token `from`, with its scale words: `22,8 triệu`,
/// `hai mươi lăm`.
#[inline]
pub(super) fn number_at(sentence: &Sentence, from: usize) -> Option<Numeral> {
    // As with nearly all tokens none does.
    if number_may_begin(sentence, from) { read(sentence, from) } else { None }
}

#[inline(never)]
fn read(sentence: &Sentence, from: usize) -> Option<Numeral> {
    let plain = digits_at(sentence, from).or_else(|| words_at(sentence, from))?;
    let scaled = with_scale(sentence, plain);
    scaled.value.is_finite().then_some(scaled)
}

/// Whether a number may begin with token `at`.
pub(super) fn number_may_begin(sentence: &Sentence, at: usize) -> bool {
    sentence
        .tokens
        .get(at)
        .is_some_and(|token| token.shape == Shape::Number || NUMBERS.begins_with(token.uses))
}

/// The longest number whose last token stands right before token `to`.
pub(super) fn number_before(sentence: &Sentence, to: usize) -> Option<Numeral> {
    /// `hai trăm năm mươi lăm nghìn` and a word to spare.
    const LONGEST: usize = 8;
    let last = to.checked_sub(1)?;
    // No number goes on in digits.
    let first = if sentence.tokens[last].shape == Shape::Number { last } else { to.saturating_sub(LONGEST) };
    (first..to).find_map(|from| number_at(sentence, from).filter(|numeral| numeral.tokens.end == to))
}

/// The number in digits at token `from`, without scale words.
pub(super) fn digits_at(sentence: &Sentence, from: usize) -> Option<Numeral> {
    let token = sentence.tokens.get(from).filter(|token| token.shape == Shape::Number)?;
    Some(Numeral { tokens: from..from + 1, value: parse_digits(token.text)? })
}

/// The value of digits with points and commas between them; `None` where they
/// make no number (`7.6.2017`) or one beyond all measure.
fn parse_digits(text: &str) -> Option<f64> {
    /// Digits of which every number is exact in an `f64`, and so is every power of ten.
    const EXACT: usize = 15;
    let decimal = decimal_mark(text)?;
    if text.len() <= EXACT {
        let digits = text.bytes().filter(u8::is_ascii_digit);
        let number = digits.fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
        let decimals = decimal.map_or(0, |mark| text.len() - mark - 1);
        return Some(number as f64 / 10_u64.pow(decimals as u32) as f64);
    }
    let plain: String = text
        .char_indices()
        .filter_map(|(at, c)| match c {
            '.' | ',' => (Some(at) == decimal).then_some('.'),
            _ => Some(c),
        })
        .collect();
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Where the decimal mark of `text` stands: `Some(None)` where it has none,
/// `None` where its marks are neither decimal nor grouping.
fn decimal_mark(text: &str) -> Option<Option<usize>> {
    let Some(last) = text.bytes().rposition(is_mark) else { return Some(None) };
    let (before, mark) = (&text[..last], text.as_bytes()[last]);
    if !before.bytes().any(is_mark) {
        let groups = mark == b'.' && is_grouped(text) && !text.starts_with('0');
        return Some(if groups { None } else { Some(last) });
    }
    if before.bytes().all(|byte| byte == mark || !is_mark(byte)) {
        return is_grouped(text).then_some(None);
    }
    let one_kind = before.bytes().all(|byte| byte != mark);
    (one_kind && is_grouped(before)).then_some(Some(last))
}

/// Whether a byte may part the digits of a number.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b',')
}

/// Whether every mark of `text` is followed by exactly three digits.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split(['.', ',']);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

/// The number in words at token `from`, below a thousand.
fn words_at(sentence: &Sentence, from: usize) -> Option<Numeral> {
    let part = |at: usize| part_at(sentence, at);
    let first = part(from)?;
    // `nhà đầu tư`
    let longer = CLAUSES.ending_at(sentence, from + 1).filter(|hit| hit.0 > 1);
    if longer.is_some_and(|(_, section)| matches!(section, "verb" | "noun")) {
        return None;
    }
    let digit = |at: usize| match part(at) {
        Some(Part::Digit(digit)) => Some(digit),
        _ => None,
    };
    let below_hundred = |at: usize, first: Part| -> Option<(usize, f64)> {
        let (end, tens) = match first {
            Part::Ten => (at + 1, 10.0),
            Part::Digit(tens) if tens > 1.0 => match part(at + 1) {
                Some(Part::Tens) => (at + 2, tens * 10.0),
                // `hai mốt`, `ba lăm`: the ten goes without saying.
                _ if is_short_unit(sentence, at + 1) => (at + 1, tens * 10.0),
                _ => return Some((at + 1, tens)),
            },
            Part::Digit(unit) => return Some((at + 1, unit)),
            _ => return None,
        };
        Some(match digit(end).filter(|&unit| unit > 0.0) {
            Some(unit) => (end + 1, tens + unit),
            None => (end, tens),
        })
    };
    let (end, value) = match (first, part(from + 1)) {
        (Part::Digit(hundreds), Some(Part::Hundred)) if hundreds > 0.0 => {
            let rest = match part(from + 2) {
                Some(Part::And) => digit(from + 3).map(|unit| (from + 4, unit)),
                Some(Part::Half) => Some((from + 3, 50.0)),
                Some(first) => below_hundred(from + 2, first),
                None => None,
            };
            let (end, rest) = rest.unwrap_or((from + 2, 0.0));
            (end, hundreds * 100.0 + rest)
        }
        _ => below_hundred(from, first)?,
    };
    Some(Numeral { tokens: from..end, value })
}

/// Whether token `at` is a digit word that only stands after a ten.
fn is_short_unit(sentence: &Sentence, at: usize) -> bool {
    sentence.is_one_of(at, &["mốt", "lăm", "nhăm"])
}

/// `numeral` with the scale words after it: `3,5 nghìn tỷ`, `1 triệu rưỡi`.
fn with_scale(sentence: &Sentence, mut numeral: Numeral) -> Numeral {
    while let Some(Part::Scale(scale)) = part_at(sentence, numeral.tokens.end) {
        numeral.value *= scale;
        numeral.tokens.end += 1;
        if let Some(Part::Half) = part_at(sentence, numeral.tokens.end) {
            numeral.value += scale / 2.0;
            numeral.tokens.end += 1;
        }
    }
    // `22,8 triệu` is 22800000, not 22800000.000000004.
    if numeral.value.abs() >= 1e3 {
        numeral.value = (numeral.value * 1e3).round() / 1e3;
    }
    numeral
}

/// What a word does in a number.
#[derive(Clone, Copy)]
enum Part {
    Digit(f64),
    Ten,
    /// `mươi` behind the digit of the tens.
    Tens,
    Hundred,
    /// `linh` in place of the tens.
    And,
    Half,
    Scale(f64),
}

/// What the word at token `at` does in a number; nothing, as in `tư nhân` and before the
/// number of a year (`năm 2016`).
fn part_at(sentence: &Sentence, at: usize) -> Option<Part> {
    let section = NUMBERS.get(sentence.key(at))?;
    let is_year = section == "5" && sentence.tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Number);
    if is_year || NOT_NUMBERS.starting_at(sentence, at).is_some() {
        return None;
    }
    Some(match section {
        "10" => Part::Ten,
        "tens" => Part::Tens,
        "hundred" => Part::Hundred,
        "and" => Part::And,
        "half" => Part::Half,
        scale if scale.starts_with("1e") => Part::Scale(scale.parse().ok()?),
        digit => Part::Digit(digit.parse().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::{number_at, number_before, parse_digits};
    use crate::facts::token::Sentence;

    #[test]
    fn points_and_commas_are_decimal_or_grouping() {
        let cases = [
            ("12", Some(12.0)),
            ("11,6", Some(11.6)),
            ("11.6", Some(11.6)),
            ("1.250", Some(1250.0)),
            ("0.125", Some(0.125)),
            ("1,250", Some(1.25)),
            ("100.000", Some(100_000.0)),
            ("1,250,000", Some(1_250_000.0)),
            ("1.250.000,5", Some(1_250_000.5)),
            ("1,250.5", Some(1250.5)),
            ("7.6.2017", None),
            ("1.25,000.3", None),
            ("1234567,125", Some(1_234_567.125)),
        ];
        for (text, value) in cases {
            assert_eq!(parse_digits(text), value, "{text}");
        }
        for number in 0..100_000 {
            let text = format!("{}.{:04}", number / 10_000, number % 10_000);
            assert_eq!(parse_digits(&text), text.parse().ok(), "{text}");
        }
        assert_eq!(parse_digits(&"9".repeat(400)), None);
    }

    #[test]
    fn words_and_scale_words_are_read() {
        let cases = [
            ("mười phần", 10.0, 1),
            ("mười lăm phần", 15.0, 2),
            ("hai mươi lăm phần", 25.0, 3),
            ("hai mốt phần", 21.0, 2),
            ("ba tỷ phần", 3e9, 2),
            ("một trăm phần", 100.0, 2),
            ("hai trăm linh năm phần", 205.0, 4),
            ("hai trăm rưỡi phần", 250.0, 3),
            ("ba trăm hai mươi mốt phần", 321.0, 5),
            ("22,8 triệu phiếu", 22_800_000.0, 2),
            ("3,5 nghìn tỷ đồng", 3.5e12, 3),
            ("1 triệu rưỡi người", 1_500_000.0, 3),
        ];
        for (text, value, len) in cases {
            let sentence = Sentence::new(text, 0..text.len());
            let numeral = number_at(&sentence, 0).unwrap();
            assert_eq!((numeral.value, numeral.tokens.end), (value, len), "{text}");
            assert_eq!(number_before(&sentence, len), Some(numeral), "{text}");
        }
    }
}
