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
#![cfg_attr(feature = "patterns", doc = "[`patterns`] are kinds of one's own.")]
//!
//! The way of the data is one way: [`input`] reads documents, [`text`] cleans
//! them, [`facts`] finds facts in clean text, [`record`] is what comes out.

#![cfg_attr(
    not(feature = "patterns"),
    allow(dead_code, unused_imports, reason = "the pieces of patterns need more of it")
)]

pub mod facts;
pub mod input;
mod lexicon;
mod near;
pub mod output;
#[cfg(feature = "patterns")]
pub mod patterns;
pub mod record;
pub mod text;

use facts::{Explanation, Finding};
#[cfg(feature = "patterns")]
use patterns::Patterns;
use record::Kind;
use std::ops::Range;
use text::{Encoding, Normalizer, Text};
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use record::Record;

/// Finds the facts of documents. Build one and use it for every document, from
/// as many threads as you like.
#[derive(Debug)]
pub struct Extractor {
    /// The built-in kinds to find.
    kinds: Vec<Kind>,
    #[cfg(feature = "patterns")]
    patterns: Patterns,
}

impl Default for Extractor {
    fn default() -> Self {
        Extractor {
            kinds: Kind::BUILT_IN.to_vec(),
            #[cfg(feature = "patterns")]
            patterns: Patterns::default(),
        }
    }
}

/// A name that is neither that of a built-in kind nor that of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no kind or pattern `{name}`; {} names are {}", near::hint(.name, .known), .known.join(", "))]
pub struct UnknownName {
    /// The name.
    pub name: String,
    /// The names that there are.
    pub known: Vec<String>,
}

impl Extractor {
    /// An extractor of the three built-in kinds.
    pub fn new() -> Self {
        Extractor::default()
    }

    /// Finds what `patterns` describe beside the built-in kinds.
    ///
    /// ```
    /// use trich::{Extractor, patterns::PatternFile, record::Fact};
    ///
    /// let file = PatternFile::parse("votes.toml", r"
    ///     [[pattern]]
    ///     name = 'votes'
    ///     match = '{number:votes} phiếu thuận'
    /// ")?;
    /// let extractor = Extractor::new().with_patterns(file.patterns());
    /// let records = extractor.extract("a", "Dự luật được 1.250 phiếu thuận.");
    /// assert_eq!((&*records[0].kind, &*records[0].text), ("votes", "1.250 phiếu thuận"));
    /// let Fact::Pattern(fields) = &records[0].fact else { panic!() };
    /// assert_eq!(fields["votes"], 1250);
    /// # Ok::<(), trich::patterns::Problems>(())
    /// ```
    #[cfg(feature = "patterns")]
    pub fn with_patterns(self, patterns: Patterns) -> Self {
        Extractor { patterns, ..self }
    }

    /// Finds only what has one of these names: of the built-in kinds and of the
    /// patterns.
    ///
    /// # Errors
    ///
    /// If a name is none of these.
    ///
    /// ```
    /// let extractor = trich::Extractor::new().only(&["percentage"])?;
    /// let records = extractor.extract("a", "Đạt 12/12 chỉ tiêu, tăng 5%.");
    /// assert_eq!(records.len(), 1);
    /// assert!(trich::Extractor::new().only(&["percent"]).is_err());
    /// # Ok::<(), trich::UnknownName>(())
    /// ```
    pub fn only(self, names: &[impl AsRef<str>]) -> Result<Self, UnknownName> {
        let known = Kind::BUILT_IN.into_iter().map(|kind| kind.name().to_owned());
        #[cfg(feature = "patterns")]
        let known = known.chain(self.patterns.names().map(str::to_owned));
        let known: Vec<String> = known.collect();
        let mut names_asked = names.iter().map(AsRef::as_ref);
        if let Some(name) = names_asked.find(|name| !known.iter().any(|other| other == name)) {
            return Err(UnknownName { name: name.to_owned(), known });
        }
        let is_named = |name: &str| names.iter().any(|other| other.as_ref() == name);
        let kinds = self.kinds.into_iter().filter(|kind| is_named(kind.name())).collect();
        Ok(Extractor {
            kinds,
            #[cfg(feature = "patterns")]
            patterns: self.patterns.only(is_named),
        })
    }

    /// The patterns that it finds beside the built-in kinds.
    #[cfg(feature = "patterns")]
    pub fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// What is found in a clean text, in its order.
    fn find(&self, text: &str) -> Vec<Finding> {
        let mut found = if self.kinds.is_empty() { Vec::new() } else { facts::find(text) };
        found.retain(|finding| self.kinds.contains(&finding.fact.kind()));
        #[cfg(feature = "patterns")]
        self.add_patterns(text, &mut found);
        found
    }

    /// Adds what the patterns find.
    #[cfg(feature = "patterns")]
    fn add_patterns(&self, text: &str, found: &mut Vec<Finding>) {
        let ordered = found.len();
        self.patterns.find(text, |found_one| found.push(found_one.into_finding()));
        if found.len() > ordered {
            found.sort_by_key(|finding| (finding.span.start, finding.span.end));
        }
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
        let normalizer = Normalizer::default();
        let mut records = Vec::new();
        for text in normalizer.pieces(raw, Some(Encoding::Utf8)) {
            records.extend(self.extract_text(doc, &text));
        }
        records
    }

    /// The records of a document whose text was made clean in a way of your own, or
    /// of a piece of it.
    ///
    /// ```
    /// use trich::text::{Encoding, Normalizer};
    ///
    /// let normalizer = Normalizer { encoding: Some(Encoding::Vni), ..Normalizer::default() };
    /// let text = normalizer.normalize("Ñaït 12/12 chæ tieâu");
    /// let record = trich::Extractor::new().extract_text("a", &text).next().unwrap();
    /// assert_eq!(record.sentence, "Đạt 12/12 chỉ tiêu");
    /// assert_eq!((record.start, record.end), (5, 10));
    /// ```
    pub fn extract_text<'a>(
        &self,
        doc: &'a str,
        text: &'a Text<'a>,
    ) -> impl Iterator<Item = Record> + use<'a> {
        let mut cursor = CharCursor::default();
        self.find(text.as_str()).into_iter().map(move |finding| to_record(doc, text, finding, &mut cursor))
    }

    /// The records of one document, each with what led to it.
    ///
    /// ```
    /// use trich::text::Normalizer;
    ///
    /// let text = Normalizer::default().normalize("Có 7/10 xã đạt chuẩn.");
    /// let (_, why) = trich::Extractor::new().explain_text("a", &text).next().unwrap();
    /// assert_eq!((why.rule, why.triggers), ("slash", vec!["/".to_owned()]));
    /// assert!(why.lost.contains(&"date".to_owned()));
    /// ```
    pub fn explain_text<'a>(
        &self,
        doc: &'a str,
        text: &'a Text<'a>,
    ) -> impl Iterator<Item = (Record, Explanation)> + use<'a> {
        let mut cursor = CharCursor::default();
        self.find(text.as_str()).into_iter().map(move |finding| {
            let why = facts::explain(text.as_str(), &finding);
            (to_record(doc, text, finding, &mut cursor), why)
        })
    }
}

/// The record of a finding in the document `doc`.
fn to_record(doc: &str, text: &Text, finding: Finding, cursor: &mut CharCursor) -> Record {
    let span = text.raw_span(finding.span.clone());
    let start = text.chars_before() + cursor.chars_before(text.raw(), span.start);
    Record {
        doc: doc.to_owned(),
        kind: finding.kind,
        text: mention(text, finding.span),
        start,
        end: start + text.raw()[span].chars().count(),
        fact: finding.fact,
        sentence: text.as_str()[finding.sentence].to_owned(),
        rule: finding.rule.into(),
    }
}

/// A mention as written, in NFC, which clean text is in already.
fn mention(text: &Text, span: Range<usize>) -> String {
    let written = text.written(span);
    if text.is_unchanged() || is_nfc(written) { written.to_owned() } else { written.nfc().collect() }
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
