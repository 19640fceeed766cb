//! The typed pieces: what `{number}` and its like match, and the value that each
//! puts into the record.

use crate::facts::token::Sentence;
use crate::facts::{self, Atom, AtomKind};
use crate::lexicon::{BOUNDS_LIST, CURRENCIES, CURRENCIES_LIST, NUMBERS_LIST, entries};
use crate::record::{Bound, Fact, Number};
use crate::text::fold_case;
use regex_automata::meta::Regex;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// The typed pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Found before the pattern is tried, and marked in the text.
    Atom(AtomKind),
    Number,
    Bound,
    Date,
    Money,
}

/// The pieces by name.
pub(super) const PIECES: [(&str, Piece); 10] = [
    ("number", Piece::Number),
    ("percentage", Piece::Atom(AtomKind::Percentage)),
    ("ratio", Piece::Atom(AtomKind::Ratio)),
    ("official", Piece::Atom(AtomKind::Official)),
    ("name", Piece::Atom(AtomKind::Name)),
    ("date", Piece::Date),
    ("money", Piece::Money),
    ("bound", Piece::Bound),
    ("organization", Piece::Atom(AtomKind::Organization)),
    ("place", Piece::Atom(AtomKind::Place)),
];

/// The marks around an atom in the text: before what leads it, before it, after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    pub lead: char,
    pub open: char,
    pub close: char,
}

/// The first of the characters that mark atoms, from the last private use area, which
/// no text has.
const FIRST_MARK: u32 = 0x10_f800;

/// All characters that mark atoms.
pub(super) const MARKS: std::ops::RangeInclusive<char> = '\u{10f800}'..='\u{10f811}';

impl Marks {
    pub fn of(kind: AtomKind) -> Self {
        let mark = |nth: u32| {
            let code = FIRST_MARK + 3 * kind as u32 + nth;
            char::from_u32(code).expect("the marks are characters")
        };
        Marks { lead: mark(0), open: mark(1), close: mark(2) }
    }
}

impl Piece {
    pub fn by_name(name: &str) -> Option<Self> {
        PIECES.iter().find(|(known, _)| *known == name).map(|&(_, piece)| piece)
    }

    /// The regular expression of what it matches, in a text with marks. In a pattern
    /// that `names_scale` words itself, such as `tỷ`, a number has only those that the
    /// pattern leaves to it.
    pub fn expression(self, names_scale: bool) -> &'static str {
        static ATOMS: LazyLock<[String; AtomKind::ALL.len()]> = LazyLock::new(|| {
            AtomKind::ALL.map(|kind| {
                let Marks { lead, open, close } = Marks::of(kind);
                let (first, last) = (MARKS.start(), MARKS.end());
                format!(
                    "[{first}-{last}--{lead}{open}{close}]*(?:{lead}[^{lead}{open}{close}]*)?{open}[^{close}]*{close}"
                )
            })
        });
        match self {
            Piece::Atom(kind) => &ATOMS[kind as usize],
            Piece::Number if names_scale => &BARE_NUMBER,
            Piece::Number => &NUMBER,
            Piece::Bound => &BOUND,
            Piece::Date => DATE,
            Piece::Money => &MONEY,
        }
    }

    /// The value of what stands between `before` and `after`; `None` where it is no
    /// such thing after all, such as a part of a longer number.
    pub fn value(self, before: &str, text: &str, after: &str) -> Option<Value> {
        if self != Piece::Bound && is_cut(before, text, after) {
            return None;
        }
        match self {
            Piece::Atom(_) => None,
            // `năm 2017` is no five.
            Piece::Number if fold_case_eq(text, "năm") && after.trim_start().starts_with(is_digit) => None,
            Piece::Number => facts::number(text).map(number),
            Piece::Bound => serde_json::to_value(facts::bound(text.trim_end())?).ok(),
            Piece::Date => date(text),
            Piece::Money => money(text),
        }
    }

    /// The value of the field where nothing was matched.
    pub fn absent(self) -> Value {
        match self {
            Piece::Bound => serde_json::to_value(Bound::Exact).unwrap_or_default(),
            _ => Value::Null,
        }
    }
}

/// The value of an atom: its text, and all that is known of it.
pub(super) fn atom_value(atom: &Atom) -> Value {
    let Some(fact) = &atom.fact else { return Value::String(atom.text.clone()) };
    let mut value = Map::new();
    value.insert("text".to_owned(), Value::String(atom.text.clone()));
    let fields = match fact {
        Fact::Ratio(ratio) => serde_json::to_value(ratio),
        Fact::Percentage(percentage) => serde_json::to_value(percentage),
        Fact::Official(official) => serde_json::to_value(official),
        Fact::Pattern(fields) => Ok(Value::Object(fields.clone())),
    };
    if let Ok(Value::Object(fields)) = fields {
        value.extend(fields);
    }
    Value::Object(value)
}

fn fold_case_eq(text: &str, lower: &str) -> bool {
    text.chars().map(fold_case).eq(lower.chars())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn number(value: f64) -> Value {
    serde_json::to_value(Number::from(value)).unwrap_or_default()
}

/// Whether a number or word goes on before or after `text`.
fn is_cut(before: &str, text: &str, after: &str) -> bool {
    let goes_on = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) if a.is_ascii_digit() => b.is_ascii_digit(),
        (Some(a), Some(b)) => a.is_alphabetic() && b.is_alphanumeric(),
        _ => false,
    };
    let mut last = before.chars().rev();
    let (near, far) = (last.next(), last.next());
    let first = text.chars().next();
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    let mark = |c: Option<char>| matches!(c, Some('.' | ','));
    let mut next = after.chars();
    let (behind, further) = (next.next(), next.next());
    let end = text.chars().next_back();
    goes_on(near, first)
        || goes_on(end, behind)
        || digit(first) && mark(near) && digit(far)
        || digit(end) && mark(behind) && digit(further)
}

/// Digits with points and commas between them.
const DIGITS: &str =
    r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)";

/// The entries of the sections of a word list that pass a test, as alternatives, the
/// longest first.
fn alternatives(list: &'static str, of: impl Fn(&str) -> bool) -> String {
    let mut words: Vec<String> = entries(list)
        .filter(|(section, _)| of(section))
        .map(|(_, entry)| old_style_text(&regex_syntax::escape(entry)))
        .collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.dedup();
    format!("(?:{})", words.join("|"))
}

/// A text with its tone marks where the working text has them.
fn old_style_text(text: &str) -> String {
    let mut written = String::new();
    super::working::fold_tones(text, |c| written.push(c));
    written
}

/// A number in digits or words, with scale words where there are some.
static NUMBER: LazyLock<String> = LazyLock::new(|| number_expression(""));

/// A number with scale words only where the rest of a pattern does not match them.
static BARE_NUMBER: LazyLock<String> = LazyLock::new(|| number_expression("?"));

/// A number; `lazy` is put behind what may be left out.
fn number_expression(lazy: &str) -> String {
    let word = |section: &'static str| alternatives(NUMBERS_LIST, move |name| name == section);
    let digit = alternatives(NUMBERS_LIST, |section| matches!(section.parse(), Ok(1..=9)));
    let (ten, tens, hundred) = (word("10"), word("tens"), word("hundred"));
    let (and, half) = (word("and"), word("half"));
    let scale = alternatives(NUMBERS_LIST, |section| section.starts_with("1e"));
    // `mười năm` is a time, `mười lăm` a number.
    let unit = "(?:một|mốt|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín)";
    let first = "(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)";
    let below_hundred = format!("(?:(?:{first} {tens}|{ten})(?: {unit})?|{first})");
    let words = format!("(?:{first} {hundred}(?: {and} {digit}| {half}| {below_hundred})?|{below_hundred})");
    format!("(?i:(?:{DIGITS}|{words})(?: {scale})*{lazy}(?: {half})?{lazy})")
}

/// Whether a text names a scale word.
pub(super) fn names_scale(text: &str) -> bool {
    let is_scale = |word: &str| {
        entries(NUMBERS_LIST).any(|(section, entry)| section.starts_with("1e") && fold_case_eq(word, entry))
    };
    text.split(|c: char| !c.is_alphabetic()).any(is_scale)
}

/// Bound words, with the space after them where the pattern has none.
static BOUND: LazyLock<String> = LazyLock::new(|| format!("(?i:{} ?)", alternatives(BOUNDS_LIST, |_| true)));

/// An amount with its currency.
static MONEY: LazyLock<String> = LazyLock::new(|| {
    let currency = alternatives(CURRENCIES_LIST, |_| true);
    format!("(?i:{} ?{currency}|[$€£]{DIGITS}(?: (?:nghìn|ngàn|triệu|tỷ|tỉ))*)", *NUMBER)
});

/// A day, a month or a year.
const DATE: &str = r"(?i:(?:ngày |mùng |mồng )?[0-9]{1,2}(?:[/.-][0-9]{1,2}[/.-][0-9]{4}| tháng [0-9]{1,2}(?: năm [0-9]{4})?)|(?:tháng )?[0-9]{1,2}[/-][0-9]{4}|tháng [0-9]{1,2}(?: năm [0-9]{4})?|(?:ngày |mùng |mồng )?[0-9]{1,2}[/-][0-9]{1,2}|năm [0-9]{4})";

/// The parts of a date, each form with its groups for day, month and year.
static DATE_PARTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:(?:ngày |mùng |mồng )?(?P<d1>[0-9]{1,2})(?:[/.-]| tháng )(?P<m1>[0-9]{1,2})(?:(?:[/.-]| năm )(?P<y1>[0-9]{4}))?|(?:tháng )?(?P<m2>[0-9]{1,2})(?:[/-]| năm )(?P<y2>[0-9]{4})|tháng (?P<m3>[0-9]{1,2})|năm (?P<y3>[0-9]{4}))$",
    )
    .expect("the expression is right")
});

fn date(text: &str) -> Option<Value> {
    let mut captures = DATE_PARTS.create_captures();
    DATE_PARTS.captures(text, &mut captures);
    let part = |names: [&str; 3]| -> Option<u32> {
        let span = names.into_iter().find_map(|name| captures.get_group_by_name(name))?;
        text[span.range()].parse().ok()
    };
    if !captures.is_match() {
        return None;
    }
    let (day, month, year) = (part(["d1"; 3]), part(["m1", "m2", "m3"]), part(["y1", "y2", "y3"]));
    let valid =
        day.is_none_or(|day| (1..=31).contains(&day)) && month.is_none_or(|month| (1..=12).contains(&month));
    valid.then(|| json!({ "text": text, "year": year, "month": month, "day": day }))
}

fn money(text: &str) -> Option<Value> {
    let digits_first = text.starts_with(|c: char| c.is_alphanumeric());
    // The currency is the longest end, or the one sign in front, that is one.
    let starts = text.char_indices().skip(1).map(|(at, _)| at);
    let (amount, code) = if digits_first {
        starts
            .filter_map(|at| Some((text[..at].trim_end(), currency(&text[at..])?)))
            .find_map(|(amount, code)| Some((facts::number(amount)?, code)))?
    } else {
        let at = text.chars().next()?.len_utf8();
        (facts::number(&text[at..])?, currency(&text[..at])?)
    };
    Some(json!({ "text": text, "amount": number(amount), "currency": code }))
}

/// The code of a currency by its name or sign.
fn currency(name: &str) -> Option<&'static str> {
    let name = Sentence::new(name, 0..name.len());
    CURRENCIES.get(name.phrase(0..name.len()))
}

#[cfg(test)]
mod tests {
    use super::Piece;
    use regex_automata::meta::Regex;
    use serde_json::{Value, json};

    /// The first thing that a piece finds, and its value.
    fn first(piece: Piece, text: &str) -> Option<(String, Value)> {
        let found = Regex::new(piece.expression(false)).unwrap().find(text)?.range();
        let value = piece.value(&text[..found.start], &text[found.clone()], &text[found.end..])?;
        Some((text[found].to_owned(), value))
    }

    #[test]
    fn numbers_are_read_in_vietnamese_notation() {
        let cases = [
            ("đạt 1.250 tấn", "1.250", json!(1250)),
            ("đạt 11,6 tấn", "11,6", json!(11.6)),
            ("có 22,8 triệu phiếu", "22,8 triệu", json!(22_800_000)),
            ("có hai mươi lăm người", "hai mươi lăm", json!(25)),
            ("sau mười năm", "mười", json!(10)),
            ("có ba trăm linh năm người", "ba trăm linh năm", json!(305)),
        ];
        for (text, written, value) in cases {
            assert_eq!(first(Piece::Number, text), Some((written.to_owned(), value)), "{text}");
        }
        for none in ["ngày 7.6.2017", "Năm 2017"] {
            assert_eq!(first(Piece::Number, none), None, "{none}");
        }
    }

    #[test]
    fn dates_are_read_whole_or_in_part() {
        let date = |year, month, day| (year, month, day);
        let cases = [
            ("từ ngày 7/6/2017 đến", "ngày 7/6/2017", date(Some(2017), Some(6), Some(7))),
            ("7 tháng 6 năm 2017", "7 tháng 6 năm 2017", date(Some(2017), Some(6), Some(7))),
            ("tháng 6/2017", "tháng 6/2017", date(Some(2017), Some(6), None)),
            ("tháng 6 năm 2017", "tháng 6 năm 2017", date(Some(2017), Some(6), None)),
            ("Tối 20/5, ", "20/5", date(None, Some(5), Some(20))),
            ("năm 2016", "năm 2016", date(Some(2016), None, None)),
        ];
        for (text, written, (year, month, day)) in cases {
            let value = json!({ "text": written, "year": year, "month": month, "day": day });
            assert_eq!(first(Piece::Date, text), Some((written.to_owned(), value)), "{text}");
        }
        assert_eq!(first(Piece::Date, "tỷ số 45/60"), None);
    }

    #[test]
    fn money_has_an_amount_and_a_currency() {
        let cases = [
            ("giá 1.250 tỷ đồng", "1.250 tỷ đồng", json!(1_250_000_000_000_i64), "VND"),
            ("nặng 36,5 triệu đồng/lượng", "36,5 triệu đồng", json!(36_500_000), "VND"),
            ("vay 3 triệu đô la Mỹ", "3 triệu đô la Mỹ", json!(3_000_000), "USD"),
            ("phạt hai mươi triệu đồng", "hai mươi triệu đồng", json!(20_000_000), "VND"),
            ("giá $5,5 triệu", "$5,5 triệu", json!(5_500_000), "USD"),
            ("giá 90.000đ", "90.000đ", json!(90_000), "VND"),
        ];
        for (text, written, amount, currency) in cases {
            let value = json!({ "text": written, "amount": amount, "currency": currency });
            assert_eq!(first(Piece::Money, text), Some((written.to_owned(), value)), "{text}");
        }
    }

    #[test]
    fn bound_words_give_the_mark_of_the_bound() {
        for (text, mark) in [("hơn 5", ">"), ("ít nhất 5", ">="), ("khoảng 5", "~"), ("không quá 5", "<=")]
        {
            assert_eq!(first(Piece::Bound, text).unwrap().1, json!(mark), "{text}");
        }
    }
}
