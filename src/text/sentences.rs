//! Where sentences begin and end.

use super::abbreviation::{LONGEST, is_counter, is_initial, is_surely_whole, is_title};
use super::letters::is_of_word;
use super::syllable::is_syllable;
use memchr::memmem::Finder;
use memchr::{memchr, memchr3, memrchr_iter};
use std::ops::Range;
use std::sync::LazyLock;

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
/// let text = "Ông ở TP.HCM từ 11.6.2016 đến 2017.Bà T. Hoa, TP. Huế, nói: “Đúng!”";
/// let pieces: Vec<&str> = sentences(text).into_iter().map(|span| &text[span]).collect();
/// assert_eq!(pieces, ["Ông ở TP.HCM từ 11.6.2016 đến 2017.", "Bà T. Hoa, TP. Huế, nói: “Đúng!”"]);
/// ```
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    Sentences::from(text, 0).collect()
}

/// The sentences of a text from the beginning of a line on, found one by one.
pub(crate) struct Sentences<'a> {
    text: &'a str,
    stops: Stops,
    quotes: Quotes,
    /// Where the next sentence begins; the end of the text where there is none.
    start: usize,
}

impl<'a> Sentences<'a> {
    /// The sentences of `text` from the byte `line` on, where a line begins.
    pub fn from(text: &'a str, line: usize) -> Self {
        let quotes = Quotes { at: line, open: false };
        Sentences { text, stops: Stops::default(), quotes, start: skip_space(text, line) }
    }

    /// Leaves out sentences that end before the byte `at`, as far as their ends are plain.
    pub fn skip_to(&mut self, at: usize) {
        let bytes = self.text.as_bytes().get(self.start..at.saturating_sub(1)).unwrap_or_default();
        if let Some(end) =
            memrchr_iter(b'.', bytes).find(|&stop| is_plain_end(self.text, self.start, self.start + stop))
        {
            self.start = skip_space(self.text, self.start + end + 1);
        }
    }
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let (text, start) = (self.text, self.start);
        if start == text.len() {
            return None;
        }
        let mut at = start;
        let end = loop {
            let stop = self.stops.next(text.as_bytes(), at);
            match text.as_bytes().get(stop) {
                None | Some(b'\n') => break stop,
                Some(b'.') if is_plain_end(text, start, stop) => break stop + 1,
                Some(_) => {}
            }
            let marks = Marks::at(text, start, stop, &mut self.quotes);
            if marks.end_sentence() {
                break marks.end;
            }
            at = marks.end;
        };
        self.start = skip_space(text, end);
        Some(start..start + text[start..end].trim_end().len())
    }
}

/// The first byte from `at` on that is no white space.
fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// The line ends and stops of a text, asked for in the order of the text.
#[derive(Default)]
struct Stops {
    /// The next of each sort, the end of the text where there is none; none where that was
    /// not asked yet.
    line_end: Option<usize>,
    mark: Option<usize>,
    ellipsis: Option<usize>,
}

impl Stops {
    /// The first one at or after the byte `from`; the end of the text where there is none.
    fn next(&mut self, text: &[u8], from: usize) -> usize {
        let next = |place: &mut Option<usize>, find: fn(&[u8]) -> Option<usize>| match *place {
            Some(at) if at >= from => at,
            _ => *place.insert(find(&text[from..]).map_or(text.len(), |at| from + at)),
        };
        let mark = next(&mut self.mark, |rest| memchr3(b'.', b'?', b'!', rest));
        let ellipsis = next(&mut self.ellipsis, |rest| ELLIPSIS.find(rest));
        let line_end = next(&mut self.line_end, |rest| memchr(b'\n', rest));
        mark.min(ellipsis).min(line_end)
    }
}

static ELLIPSIS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("…"));

/// Whether a sentence that begins at `start` or behind it ends with the point at `stop`,
/// whatever stands before: behind a word that is surely not written short, and before a space and
/// a capital, as most do.
fn is_plain_end(text: &str, start: usize, stop: usize) -> bool {
    /// Bytes of the shortest word that is too long.
    const LONG: usize = LONGEST + 1;
    // Letters and digits of ASCII, and bytes of the letters of Vietnamese.
    let is_of_word =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, 0x80..=0xbf | 0xc3..=0xc6 | 0xe1);
    // `×`, `÷`, and what begins with E1 and is of another alphabet.
    let is_sign = |two: &[u8]| matches!(two, [0xc3, 0x97 | 0xb7] | [0xe1, 0x80..=0xb9] | [0xe1, 0xbc..=0xbf]);
    let (before, behind) = (&text.as_bytes()[start..stop], &text.as_bytes()[stop + 1..]);
    if !matches!(behind, [b' ', b'A'..=b'Z', ..]) {
        return false;
    }
    let near = &before[before.len().saturating_sub(LONG)..];
    let word_len = near.iter().rev().take_while(|byte| is_of_word(byte)).count();
    let (rest, word) = near.split_at(near.len() - word_len);
    let is_whole = match rest {
        [] => word_len == LONG && text.is_char_boundary(stop - LONG),
        [.., b' '] => is_surely_whole(word),
        _ => false,
    };
    is_whole && !word.windows(2).any(is_sign)
}

/// Whether a straight quotation mark is open, asked for places that ascend.
struct Quotes {
    at: usize,
    open: bool,
}

impl Quotes {
    /// Whether one was opened before `at`, on the same line, and not closed.
    fn open_at(&mut self, text: &str, at: usize) -> bool {
        for byte in text.as_bytes()[self.at..at].iter() {
            match byte {
                b'"' => self.open = !self.open,
                b'\n' => self.open = false,
                _ => {}
            }
        }
        self.at = at;
        self.open
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
    fn at(text: &'a str, start: usize, stop: usize, quotes: &mut Quotes) -> Self {
        let is_stop = |c: char| matches!(c, '.' | '?' | '!' | '…');
        let stops = &text[stop..text.len() - text[stop..].trim_start_matches(is_stop).len()];
        let mut end = stop + stops.len();
        let mut closed = false;
        while let Some(c) = text[end..].chars().next() {
            let before_word = || text[end + 1..].starts_with(char::is_alphanumeric);
            let closes = match c {
                '”' | '’' | '»' | ')' | ']' | '}' => true,
                // A straight mark before a word opens if none is open.
                '"' => !before_word() || quotes.open_at(text, end),
                '\'' => !before_word(),
                c => closed && is_stop(c),
            };
            if !closes {
                break;
            }
            closed = true;
            end += c.len_utf8();
        }
        Marks { before: &text[start..stop], stops, closed, after: &text[end..], end }
    }

    /// Whether the sentence ends here.
    fn end_sentence(&self) -> bool {
        let next = self.after.trim_start_matches(' ');
        if next.is_empty() || next.starts_with('\n') {
            return true;
        }
        let Some(last) = self.before.chars().next_back() else { return false };
        if next.len() == self.after.len() {
            return self.ends_without_space(last, next);
        }
        let point = self.stops == "." && !self.closed;
        if !begins_sentence(next) {
            return point && self.ends_in_word() && next.starts_with(char::is_alphabetic);
        }
        !(point && (self.is_list_number() || self.is_shortened(next)))
    }

    /// Whether the sentence ends here and `next` follows without a space.
    fn ends_without_space(&self, last: char, next: &str) -> bool {
        let word = self.last_word();
        let first = next.chars().next().unwrap_or_default();
        let ends = self.closed
            || match last {
                last if last.is_alphabetic() => {
                    !(is_title(word) || is_initial(word) || is_counter(word))
                        && (last.is_lowercase() || !goes_on_with_name(next))
                }
                last if last.is_ascii_digit() => !self.counts_list(),
                last => matches!(last, ')' | ']' | '”' | '"' | '’' | '%'),
            };
        let begins = if first.is_ascii_digit() {
            // `năm.20 người`, not `No.1`, `d.2` or `dài...3 năm`.
            self.stops == "." && self.ends_in_word()
        } else if first.is_alphabetic() {
            begins_word(next) && !is_domain(first_word(next))
        } else {
            matches!(first, '“' | '"' | '\'' | '‘' | '«' | '(' | '-' | '–') && begins_sentence(next)
        };
        ends && begins && !self.is_list_number() && !self.is_in_address()
    }

    /// Whether a Vietnamese word in lower case stands before the stops, which is
    /// no abbreviation.
    fn ends_in_word(&self) -> bool {
        let word = self.last_word();
        word.chars().nth(1).is_some() && word.starts_with(char::is_lowercase) && is_syllable(word)
    }

    /// Whether the number before the stops counts the parts of an enumeration:
    /// `7.Orsolini, 8.Mandragora`.
    fn counts_list(&self) -> bool {
        let number = self.last_word();
        let before = self.before[..self.before.len() - number.len()].trim_end();
        number.len() <= 2 && before.ends_with([',', ';', ':'])
    }

    /// The word or number before the stops.
    fn last_word(&self) -> &'a str {
        last_word(self.before)
    }

    /// Whether the sentence so far is but the number of a list: `1`, `2.3`, `IV`,
    /// `a`.
    fn is_list_number(&self) -> bool {
        let number = self.before;
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
        if word.len() > LONGEST {
            return false;
        }
        if next.starts_with(|c: char| c.is_ascii_digit()) {
            return is_counter(word);
        }
        if is_title(word) {
            return !STARTERS.contains(&first_word(next));
        }
        is_initial(word) && !self.names_letter() && (next.starts_with('(') || goes_on_with_name(next))
    }

    /// Whether the letter before the stops is the name of a letter, as in `độ C`.
    fn names_letter(&self) -> bool {
        let before = self.before[..self.before.len() - self.last_word().len()].trim_end();
        LETTERED.contains(&last_word(before))
    }

    /// Whether the stops are inside a web or mail address.
    fn is_in_address(&self) -> bool {
        let bytes = self.before.as_bytes();
        let near = &bytes[bytes.len().saturating_sub(LONGEST_ADDRESS)..];
        let word = near.rsplit(|&b| b == b' ').next().unwrap_or_default();
        word.contains(&b'@') || word.starts_with(b"www.") || word.windows(2).any(|two| two == b"//")
    }
}

/// Bytes of an address that are looked at, to know it for one.
const LONGEST_ADDRESS: usize = 200;

/// Words that a letter follows which is nobody's initial.
const LETTERED: [&str; 11] =
    ["bảng", "chữ", "châu", "hạng", "hệ", "khối", "loại", "lớp", "nhóm", "vitamin", "độ"];

/// Words that begin a sentence though a name could follow them.
const STARTERS: [&str; 40] = [
    "Anh", "Bà", "Bên", "Cháu", "Chị", "Còn", "Có", "Cùng", "Do", "Em", "Hiện", "Khi", "Lúc", "Mới", "Ngay",
    "Ngoài", "Ngày", "Nguồn", "Người", "Nhưng", "Nếu", "Riêng", "Sau", "Sáng", "Sắp", "Theo", "Trong",
    "Trước", "Tuy", "Tại", "Từ", "Và", "Vì", "Với", "Đây", "Đó", "Đến", "Ông", "Ảnh", "Ở",
];

/// Whether `next`, after an initial or an abbreviation, is the rest of a name: no
/// Vietnamese word, or one before another capital or at the end of a phrase.
fn goes_on_with_name(next: &str) -> bool {
    let first = first_word(next);
    if is_initial(first) || !is_syllable(first) {
        return true;
    }
    let mut after = next[first.len()..].chars();
    let like_name = match after.next() {
        Some(' ') => after.next().is_some_and(char::is_uppercase),
        next => matches!(next, None | Some(',' | ')' | '\n')),
    };
    like_name && !STARTERS.contains(&first)
}

/// Whether a sentence can begin with `text`: its first letter or digit, after
/// quotation marks, brackets and dashes, is no lower-case letter.
fn begins_sentence(text: &str) -> bool {
    let mut letters = text.chars().take(MOST_MARKS).skip_while(|&c| !is_of_word(c) && c != '\n');
    match letters.next() {
        // `iPhone`, `eBay`
        Some('i' | 'e') => letters.next().is_some_and(char::is_uppercase),
        Some(first) => !first.is_lowercase(),
        None => true,
    }
}

/// Marks before a sentence that are looked past for its first letter.
const MOST_MARKS: usize = 16;

/// Whether `text` begins with a word in upper case or with a capital, not with a
/// letter of a formula.
fn begins_word(text: &str) -> bool {
    let mut letters = text.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    is_capital && letters.next().is_none_or(|second| second.is_alphabetic() || second == ' ')
}

/// Whether `word` is the end of a web address.
fn is_domain(word: &str) -> bool {
    ["vn", "com", "net", "org"].iter().any(|domain| word.eq_ignore_ascii_case(domain))
}

/// The letters and digits at the front of `text`.
fn first_word(text: &str) -> &str {
    &text[..text.find(|c| !is_of_word(c)).unwrap_or(text.len())]
}

/// The letters and digits at the end of `text`.
fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(is_of_word).len()..]
}

#[cfg(test)]
mod tests {
    use super::{Marks, Quotes, Sentences, is_plain_end};

    #[test]
    fn what_is_a_plain_end_is_an_end() {
        let words = [
            "a", "đi", "năm", "nhanh", "không", "ngày", "tp", "tr", "vol", "TP", "Jr", "Th", "IV", "5",
            "1.2", "Đ", "đ", "Ấ", "tế", "Mỹ", "GĐ", "Đê", "ở",
        ];
        let odd = ["an×tr", "ab÷c", "nhanh×tp", "a\u{1361}tp", "đẹp”", "tr\u{1361}nhanh", "ǆnhanh", "α"];
        let mut plain = Vec::new();
        for word in words.into_iter().chain(odd) {
            for before in ["", "x ", "Ông x-", "“", "độ "] {
                for behind in [". Ba", ". ba", ". 5", ".Ba", ". (Ba", ".. Ba", ". Ông", "."] {
                    let (text, stop) = (format!("{before}{word}{behind}"), before.len() + word.len());
                    if is_plain_end(&text, 0, stop) {
                        let marks = Marks::at(&text, 0, stop, &mut Quotes { at: 0, open: false });
                        assert!(marks.end_sentence() && marks.end == stop + 1, "{text}");
                        plain.push(text);
                    }
                }
            }
        }
        assert_eq!(plain.len(), 19, "{plain:?}");
    }

    #[test]
    fn what_is_left_out_changes_nothing_behind_it() {
        let text = "1. Hội nghị. Ông A. B nói nhiều. \"Phải thường. Đúng\" thật. TP. Huế tăng nhanh. Bà ở Corp. \
                    Anh×nghiêng. Ba. Theo thống kê. 5 người nghỉnghiêng. Nhà nghỉ”nghiêng. Xe chạy nhanh. Hết.";
        let all: Vec<_> = Sentences::from(text, 0).collect();
        let mut starts = Vec::new();
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            let mut rest = Sentences::from(text, 0);
            rest.skip_to(at);
            starts.push(rest.start);
            assert_eq!(rest.find(|sentence| at <= sentence.end).as_ref(), all.iter().find(|s| at <= s.end));
        }
        starts.dedup();
        assert!(starts.len() > 3, "{starts:?}");
    }
}
