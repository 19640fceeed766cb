//! A long document in pieces, so that what is made of it need not be in memory as a whole.

use super::normalize::{Normalizer, Report, Text};
use super::{Encoding, sentences};
use memchr::memrchr;

/// Bytes of a piece, at most. Hardly any article has more.
const PIECE: usize = 1 << 20;

/// The clean text of a document: one [`Text`], or several that follow each other if
/// it has more than a megabyte. They are cut where lines end; where a line is as long
/// as that, between sentences.
///
/// ```
/// use trich::text::Normalizer;
/// let book = "Thu tăng 3%.\r\n".repeat(100_000);
/// let normalizer = Normalizer::default();
/// let mut pieces = normalizer.pieces(&book, None);
/// let lens: Vec<usize> = pieces.by_ref().map(|piece| piece.as_str().lines().count()).collect();
/// assert_eq!(lens, [69_905, 30_095]);
/// assert_eq!(pieces.report().repairs.spaces, 100_000);
/// ```
#[derive(Debug)]
pub struct Pieces<'a> {
    normalizer: &'a Normalizer,
    rest: &'a str,
    read_as: Option<Encoding>,
    /// Characters before the rest.
    chars: usize,
    /// Of the pieces so far; none before the first.
    report: Option<Report>,
}

impl Normalizer {
    /// The clean text of a document, piece by piece; `read_as` as for
    /// [`normalize_read`](Normalizer::normalize_read).
    pub fn pieces<'a>(&'a self, raw: &'a str, read_as: Option<Encoding>) -> Pieces<'a> {
        Pieces { normalizer: self, rest: raw, read_as, chars: 0, report: None }
    }
}

impl Pieces<'_> {
    /// What was found in the pieces so far, as if they were one text.
    pub fn report(&self) -> Report {
        let nothing = || self.normalizer.normalize_read("", self.read_as).report().clone();
        self.report.clone().unwrap_or_else(nothing)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Text<'a>;

    /// The next piece. Also of an empty document there is one.
    fn next(&mut self) -> Option<Text<'a>> {
        if self.rest.is_empty() && self.report.is_some() {
            return None;
        }
        let (piece, rest) = self.rest.split_at(end(self.rest, PIECE));
        let mut text = self.normalizer.normalize_read(piece, self.read_as);
        text.chars_before = self.chars;
        if !rest.is_empty() {
            self.chars += piece.chars().count();
        }
        self.rest = rest;
        match &mut self.report {
            Some(report) => report.add(text.report()),
            None => self.report = Some(text.report().clone()),
        }
        Some(text)
    }
}

/// The end of the first piece of a text with so many bytes at most.
fn end(text: &str, most: usize) -> usize {
    /// Bytes in which a sentence is looked for that begins.
    const TAIL: usize = 16 * 1024;
    if text.len() <= most {
        return text.len();
    }
    if let Some(line) = memrchr(b'\n', &text.as_bytes()[..most]) {
        return line + 1;
    }
    let end = text.floor_char_boundary(most);
    let tail = text.floor_char_boundary(end.saturating_sub(TAIL));
    match sentences(&text[tail..end]).last() {
        Some(last) if last.start > 0 => tail + last.start,
        _ => text[tail..end].rfind(' ').map_or(end, |space| tail + space + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::end;
    use crate::text::{Doubt, Encoding, Normalizer};

    #[test]
    fn pieces_end_with_lines_or_else_sentences_or_words() {
        let cut = |text: &'static str, most| text.split_at(end(text, most)).0;
        assert_eq!(cut("Một.\nHai. Ba.", 12), "Một.\n");
        assert_eq!(cut("TP. Huế tăng 3%. Hà Nội giảm", 28), "TP. Huế tăng 3%. ");
        assert_eq!(cut("ba bốn năm", 10), "ba bốn ");
        assert_eq!(cut("ửửửử", 7), "ửử");
        assert_eq!(cut("Một.", 6), "Một.");
    }

    #[test]
    fn pieces_are_reported_as_one_text() {
        let line = "B¸o c¸o tµi chÝnh n¨m 2023 cña thµnh phè.\n";
        let plain = "none of it is Vietnamese\n";
        let text = [plain.repeat(50_000), line.repeat(30_000), plain.repeat(50_000)].concat();
        let normalizer = Normalizer::default();
        let mut pieces = normalizer.pieces(&text, None);
        let clean: String = pieces.by_ref().map(|piece| piece.as_str().to_owned()).collect();
        assert!(clean.starts_with(plain) && clean.ends_with(plain));
        assert_eq!(clean.matches("Báo cáo tài chính năm 2023 của thành phố.\n").count(), 30_000);
        let report = pieces.report();
        assert_eq!((report.encoding, report.doubt), (Encoding::Tcvn3, None));

        let mut pieces = normalizer.pieces(plain, None);
        assert_eq!(pieces.by_ref().count(), 1);
        assert_eq!(pieces.report().doubt, Some(Doubt::Bytes));
    }
}
