//! Facts from Vietnamese news text.
//!
//! `trich` (from *trích xuất*, to extract) reads Vietnamese news and finds three
//! kinds of fact in it: ratios (`12/12 chỉ tiêu`), percentages (`vượt 11,6%`) and
//! named officials (`Bí thư Quận ủy Hoàn Kiếm Vũ Đăng Định`). Every fact is a
//! [`Record`] that can be traced back to the characters it was read from.
//!
//! ```
//! use trich::{Extractor, record::Fact};
//!
//! let extractor = Extractor::new();
//! let text = "Chủ tịch UBND tỉnh Phú Thọ Trần Văn Minh cho biết thu ngân sách tăng 7,5%.";
//! let records = extractor.extract("article-1", text);
//!
//! let Fact::Official(official) = &records[0].fact else { panic!() };
//! assert_eq!(official.name, "Trần Văn Minh");
//! assert_eq!(official.roles[0].role, "Chủ tịch UBND tỉnh Phú Thọ");
//!
//! let Fact::Percentage(percentage) = &records[1].fact else { panic!() };
//! assert_eq!(percentage.value.get(), 7.5);
//! assert_eq!(percentage.subject.as_deref(), Some("thu ngân sách"));
//! ```
//!
//! The way of the data is one way: [`input`] reads documents, [`text`] cleans
//! them, [`facts`] finds facts in clean text, [`record`] is what comes out.

pub mod facts;
pub mod input;
mod lexicon;
pub mod record;
pub mod text;

use facts::{Explanation, Finding};
use text::{Normalizer, Text};
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use record::Record;

/// Finds the facts of documents. Build one and use it for every document, from
/// as many threads as you like.
#[derive(Debug, Default)]
pub struct Extractor {}

impl Extractor {
    /// An extractor of the three built-in kinds.
    pub fn new() -> Self {
        Extractor {}
    }

    /// The records of one document, in the order of the text.
    ///
    /// `doc` is the identifier that the records carry; `raw` is the document's
    /// text as it came, in any Unicode normalization form or old encoding.
    ///
    /// ```
    /// let records = trich::Extractor::new().extract("a", "Tỷ lệ che phủ rừng đạt 42,02%.");
    /// assert_eq!(records[0].text, "42,02%");
    /// assert_eq!((records[0].start, records[0].end), (23, 29));
    /// ```
    pub fn extract(&self, doc: &str, raw: &str) -> Vec<Record> {
        self.extract_text(doc, &Normalizer::default().normalize(raw))
    }

    /// The records of a document whose text was made clean in a way of your own.
    ///
    /// ```
    /// use trich::text::{Encoding, Normalizer};
    ///
    /// let normalizer = Normalizer { encoding: Some(Encoding::Vni), ..Normalizer::default() };
    /// let text = normalizer.normalize("Ñaït 12/12 chæ tieâu");
    /// let records = trich::Extractor::new().extract_text("a", &text);
    /// assert_eq!(records[0].sentence, "Đạt 12/12 chỉ tiêu");
    /// assert_eq!((records[0].start, records[0].end), (5, 10));
    /// ```
    pub fn extract_text(&self, doc: &str, text: &Text) -> Vec<Record> {
        let mut cursor = CharCursor::default();
        let findings = facts::find(text.as_str());
        findings.into_iter().map(|finding| to_record(doc, text, finding, &mut cursor)).collect()
    }

    /// The records of one document, each with what led to it.
    ///
    /// ```
    /// use trich::text::Normalizer;
    ///
    /// let text = Normalizer::default().normalize("Có 7/10 xã đạt chuẩn.");
    /// let (_, why) = trich::Extractor::new().explain_text("a", &text).remove(0);
    /// assert_eq!((why.rule, why.triggers), ("slash", vec!["/".to_owned()]));
    /// assert!(why.lost.contains(&"date".to_owned()));
    /// ```
    pub fn explain_text(&self, doc: &str, text: &Text) -> Vec<(Record, Explanation)> {
        let mut cursor = CharCursor::default();
        let findings = facts::find(text.as_str()).into_iter();
        let explained = findings.map(|finding| {
            let why = facts::explain(text.as_str(), &finding);
            (to_record(doc, text, finding, &mut cursor), why)
        });
        explained.collect()
    }
}

/// The record of a finding in the document `doc`.
fn to_record(doc: &str, text: &Text, finding: Finding, cursor: &mut CharCursor) -> Record {
    let span = text.raw_span(finding.span.clone());
    let start = cursor.chars_before(text.raw(), span.start);
    Record {
        doc: doc.to_owned(),
        kind: finding.fact.kind(),
        text: composed(text.written(finding.span)),
        start,
        end: start + text.raw()[span].chars().count(),
        fact: finding.fact,
        sentence: text.as_str()[finding.sentence].to_owned(),
        rule: finding.rule.to_owned(),
    }
}

/// A text in NFC, as it nearly always is already.
fn composed(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Counts characters up to byte offsets that mostly ascend.
#[derive(Default)]
struct CharCursor {
    byte: usize,
    chars: usize,
}

impl CharCursor {
    fn chars_before(&mut self, text: &str, byte: usize) -> usize {
        if byte < self.byte {
            *self = CharCursor::default();
        }
        self.chars += text[self.byte..byte].chars().count();
        self.byte = byte;
        self.chars
    }
}

/// The examples in the front pages, which run as tests.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../README.md")]
    struct English;

    #[doc = include_str!("../README.vi.md")]
    struct Vietnamese;
}
