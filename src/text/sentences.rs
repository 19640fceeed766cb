//! Where sentences begin and end.

use super::abbreviation::{is_counter, is_initial, is_title};
use super::syllable::is_syllable;
use std::ops::Range;

/// The byte spans of the sentences of `text`, in order, without the white space
/// around them.
///
/// A sentence ends at a line end, and at `.`, `?`, `!` or `…` with the quotation
/// marks and brackets that close after it, where a new one begins: with a capital
/// or a digit, with or without a space before it. The points of abbreviations,
/// initials, numbers, list numbers and addresses do not end it. `text` must be
/// clean, as from [`Text`](super::Text).
///
/// ```
/// use trich::text::sentences;
/// let text = "Ông ở TP.HCM từ 11.6.2016 đến 2017.Theo bà T. Hoa, “đúng!” và đủ.";
/// let pieces: Vec<&str> = sentences(text).into_iter().map(|span| &text[span]).collect();
/// assert_eq!(pieces, ["Ông ở TP.HCM từ 11.6.2016 đến 2017.", "Theo bà T. Hoa, “đúng!” và đủ."]);
/// ```
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::with_capacity(text.len() / 128 + 1);
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = next_stop(text.as_bytes(), at) {
        at = stop + 1;
        if text.as_bytes()[stop] != b'\n' {
            let marks = Marks::at(text, start, stop);
            at = marks.end;
            if !marks.end_sentence() {
                continue;
            }
        }
        push(text, start..at, &mut spans);
        start = at;
    }
    push(text, start..text.len(), &mut spans);
    spans
}

fn push(text: &str, span: Range<usize>, spans: &mut Vec<Range<usize>>) {
    let piece = &text[span.clone()];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = span.start + piece.len() - piece.trim_start().len();
        spans.push(start..start + trimmed.len());
    }
}

/// Bytes looked at together; a test of all of them compiles to vector code.
const BLOCK: usize = 32;

const ELLIPSIS: &[u8] = "…".as_bytes();

/// The first line end or stop at or after the byte `from`.
fn next_stop(bytes: &[u8], from: usize) -> Option<usize> {
    let is_stop = |b: u8| matches!(b, b'\n' | b'.' | b'?' | b'!') | (b == ELLIPSIS[0]);
    let mut at = from;
    while let Some(block) = bytes.get(at..at + BLOCK) {
        if block.iter().fold(false, |any, &b| any | is_stop(b)) {
            break;
        }
        at += BLOCK;
    }
    loop {
        at += bytes[at..].iter().position(|&b| is_stop(b))?;
        if bytes[at] != ELLIPSIS[0] || bytes[at..].starts_with(ELLIPSIS) {
            return Some(at);
        }
        at += 1;
    }
}

/// A stop, or several, with the marks that close after them.
struct Marks<'a> {
    /// The sentence up to the first stop.
    before: &'a str,
    /// The stops alone.
    stops: &'a str,
    /// Whether a quotation mark or bracket closes after them.
    closed: bool,
    /// The text after the marks.
    after: &'a str,
    /// The byte after the marks.
    end: usize,
}

impl<'a> Marks<'a> {
    /// The marks at `stop`, in the sentence that begins at `start`.
    fn at(text: &'a str, start: usize, stop: usize) -> Self {
        let stops = &text[stop..text.len() - text[stop..].trim_start_matches(is_stop).len()];
        let mut end = stop + stops.len();
        let mut closed = false;
        while let Some(c) = text[end..].chars().next() {
            let closes = match c {
                '”' | '’' | '»' | ')' | ']' | '}' => true,
                '"' | '\'' => closes_here(text, end, c),
                _ => false,
            };
            if !closes && !(closed && is_stop(c)) {
                break;
            }
            closed = true;
            end += c.len_utf8();
        }
        Marks { before: &text[start..stop], stops, closed, after: &text[end..], end }
    }

    /// Whether the sentence ends here.
    fn end_sentence(&self) -> bool {
        let line = self.after.split('\n').next().unwrap_or_default();
        let next = line.trim_start();
        if next.is_empty() {
            return true;
        }
        let Some(last) = self.before.trim_start().chars().next_back() else { return false };
        if next.len() == line.len() {
            return self.ends_without_space(last, next);
        }
        begins_sentence(next)
            && (self.stops != "." || self.closed || !(self.is_list_number() || self.is_shortened(next)))
    }

    /// Whether the sentence ends here and `next` follows without a space.
    fn ends_without_space(&self, last: char, next: &str) -> bool {
        let word = self.last_word();
        let first = next.chars().next().unwrap_or_default();
        let plain_end = match last {
            _ if self.closed => true,
            last if last.is_alphabetic() => {
                !(is_title(word) || is_initial(word) || is_counter(word))
                    && (last.is_lowercase() || is_capitalized(next))
            }
            last => last.is_ascii_digit() || matches!(last, ')' | ']' | '”' | '"' | '’' | '%'),
        };
        let begins = if first.is_ascii_digit() {
            // `năm.20 người`, not `No.1` or `d.2`.
            word.chars().count() > 1 && last.is_lowercase() && is_syllable(word)
        } else if first.is_alphabetic() {
            begins_word(next) && !is_domain(first_word(next))
        } else {
            matches!(first, '“' | '"' | '‘' | '«' | '(' | '-' | '–') && begins_sentence(next)
        };
        plain_end && begins && !self.is_list_number() && !self.is_in_address()
    }

    /// The word or number before the stops.
    fn last_word(&self) -> &'a str {
        last_word(self.before)
    }

    /// Whether the sentence so far is but the number of a list: `1`, `2.3`, `IV`,
    /// `a`.
    fn is_list_number(&self) -> bool {
        let number = self.before.trim_start();
        match number.as_bytes() {
            [] => false,
            [letter] if letter.is_ascii_alphabetic() => true,
            bytes if bytes.len() > 5 => false,
            bytes => {
                bytes.iter().all(|b| matches!(b, b'I' | b'V' | b'X'))
                    || number
                        .split('.')
                        .all(|part| matches!(part.len(), 1..=2) && part.bytes().all(|b| b.is_ascii_digit()))
            }
        }
    }

    /// Whether the point is that of an abbreviation, with `next` after the space.
    fn is_shortened(&self, next: &str) -> bool {
        let word = self.last_word();
        let first = first_word(next);
        if first.starts_with(|c: char| c.is_ascii_digit()) {
            return is_counter(word);
        }
        if is_title(word) {
            return !STARTERS.contains(&first);
        }
        is_initial(word) && next.starts_with(first) && goes_on_with_name(first, &next[first.len()..])
    }

    /// Whether the stops are inside a web or mail address.
    fn is_in_address(&self) -> bool {
        let word = self.before.rsplit(char::is_whitespace).next().unwrap_or_default();
        word.contains("//") || word.contains('@') || word.starts_with("www.")
    }
}

/// Words that begin a sentence though a name could follow them.
const STARTERS: [&str; 40] = [
    "Anh", "Bà", "Bên", "Cháu", "Chị", "Còn", "Có", "Cùng", "Do", "Em", "Hiện", "Khi", "Lúc", "Mới", "Ngay",
    "Ngoài", "Ngày", "Nguồn", "Người", "Nhưng", "Nếu", "Riêng", "Sau", "Sáng", "Sắp", "Theo", "Trong",
    "Trước", "Tuy", "Tại", "Từ", "Và", "Vì", "Với", "Đây", "Đó", "Đến", "Ông", "Ảnh", "Ở",
];

/// Whether the words `first` and `then`, after an initial, are the rest of a name.
fn goes_on_with_name(first: &str, then: &str) -> bool {
    if is_initial(first) || !is_syllable(first) {
        return true;
    }
    let second = then.strip_prefix(' ').unwrap_or_default();
    !STARTERS.contains(&first) && second.starts_with(char::is_uppercase)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…')
}

/// Whether a straight quotation mark at `at` closes: where no word follows, or
/// where one was opened on the line and not closed.
fn closes_here(text: &str, at: usize, mark: char) -> bool {
    let opens_word = text[at + 1..].starts_with(|c: char| c.is_alphanumeric());
    if !opens_word {
        return true;
    }
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].matches(mark).count() % 2 == 1
}

/// Whether a sentence can begin with `text`: its first letter or digit, after
/// quotation marks, brackets and dashes, is no lower-case letter.
fn begins_sentence(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = word.chars();
    match letters.next() {
        // `iPhone`, `eBay`
        Some('i' | 'e') => letters.next().is_some_and(char::is_uppercase),
        Some(first) => !first.is_lowercase(),
        None => true,
    }
}

/// Whether `text` begins with a word in upper case or with a capital, not with a
/// letter of a formula.
fn begins_word(text: &str) -> bool {
    let mut letters = text.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    is_capital && letters.next().is_none_or(|second| second.is_alphabetic() || second == ' ')
}

/// Whether `text` begins with a capital and goes on in lower case.
fn is_capitalized(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Whether `word` is the end of a web address.
fn is_domain(word: &str) -> bool {
    ["vn", "com", "net", "org"].iter().any(|domain| word.eq_ignore_ascii_case(domain))
}

/// The first word of `text`, after marks.
fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())]
}

/// The letters and digits at the end of `text`.
fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(char::is_alphanumeric).len()..]
}
