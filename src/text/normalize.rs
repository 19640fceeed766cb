//! From a document's text to clean text: which steps there are, and what they did.

use super::clean;
use super::encoding::{self, Encoding, MARGIN};
use super::entities;
use super::map::{Map, Rewrite};
use super::tone::{self, ToneStyle};
use serde::Serialize;
use std::borrow::Cow;
use std::ops::{AddAssign, Range};

/// How text is made clean.
///
/// The default finds the encoding by itself, makes all repairs, and leaves the
/// tone marks on the vowels that the author put them on.
///
/// ```
/// use trich::text::{Encoding, Normalizer};
/// let normalizer = Normalizer::default();
/// let text = normalizer.normalize("B¸o c¸o tµi chÝnh");
/// assert_eq!(text.as_str(), "Báo cáo tài chính");
/// assert_eq!(text.report().encoding, Encoding::Tcvn3);
///
/// let text = normalizer.normalize("Ð&agrave; Nẵng");
/// assert_eq!(text.as_str(), "Đà Nẵng");
/// assert_eq!((text.report().repairs.look_alikes, text.report().repairs.entities), (1, 1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Normalizer {
    /// The encoding that all documents are in; `None` to find it out for each.
    pub encoding: Option<Encoding>,
    /// The repairs that are made.
    pub repairs: Repairs,
    /// The vowel that a tone mark stands on where there are two ways.
    pub tone_style: ToneStyle,
}

/// The repairs, each of which can be switched off.
///
/// All but `marks` change nothing that a reader sees. `marks` changes the spelling:
/// facts are found through it, but for a text that is to be kept as its author
/// wrote it, it is better off.
///
/// ```
/// use trich::text::{Normalizer, Repairs};
/// let faithful = Repairs { marks: false, ..Repairs::ALL };
/// let normalizer = Normalizer { repairs: faithful, ..Normalizer::default() };
/// assert_eq!(normalizer.normalize("Ðại tá Qúy").as_str(), "Đại tá Qúy");
/// assert_eq!(Normalizer::default().normalize("Ðại tá Qúy").as_str(), "Đại tá Quý");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repairs {
    /// `&agrave;` to `à`: entities of HTML that end with a semicolon, once.
    pub entities: bool,
    /// Letters and their marks to one character each (NFC).
    pub composition: bool,
    /// White space to plain spaces and line feeds.
    pub spaces: bool,
    /// Zero-width and control characters, soft hyphens and byte-order marks to
    /// nothing.
    pub invisible: bool,
    /// `Ð` to `Đ`, Cyrillic `о` to `o`, in words that can only be Vietnamese.
    pub look_alikes: bool,
    /// `Qúy` to `Quý`, `thưòng` to `thường`: marks on the wrong letter of a
    /// syllable that has one legal reading.
    pub marks: bool,
}

impl Repairs {
    /// All repairs.
    pub const ALL: Repairs = Repairs {
        entities: true,
        composition: true,
        spaces: true,
        invisible: true,
        look_alikes: true,
        marks: true,
    };

    /// No repair.
    pub const NONE: Repairs = Repairs {
        entities: false,
        composition: false,
        spaces: false,
        invisible: false,
        look_alikes: false,
        marks: false,
    };
}

impl Default for Repairs {
    fn default() -> Self {
        Repairs::ALL
    }
}

/// How often each repair was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Entities of HTML.
    pub entities: u64,
    /// Characters that were composed, or replaced by the one they are equal to.
    pub composition: u64,
    /// White spaces that became plain, and line ends.
    pub spaces: u64,
    /// Characters that were taken out.
    pub invisible: u64,
    /// Words with look-alikes.
    pub look_alikes: u64,
    /// Words with a mark on the wrong letter.
    pub marks: u64,
    /// Words whose tone mark went to the vowel of the style that is asked for.
    pub tone_style: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.entities += other.entities;
        self.composition += other.composition;
        self.spaces += other.spaces;
        self.invisible += other.invisible;
        self.look_alikes += other.look_alikes;
        self.marks += other.marks;
        self.tone_style += other.tone_style;
    }
}

/// What was found in a text and done to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The encoding that the text was in, UTF-8 where it was Unicode.
    pub encoding: Encoding,
    /// How sure that is, from 0 to 1.
    pub confidence: f64,
    /// The repairs.
    pub repairs: Counts,
    /// What is left undone.
    pub doubt: Option<Doubt>,
}

impl Report {
    /// Adds what was found in the next piece of the same document.
    pub(super) fn add(&mut self, next: &Report) {
        self.repairs += next.repairs;
        if next.encoding.is_old() && !self.encoding.is_old() {
            (self.encoding, self.confidence) = (next.encoding, next.confidence);
        }
        self.doubt = match (self.doubt.take(), next.doubt.clone()) {
            (Some(Doubt::Words { words }), Some(Doubt::Words { words: more })) => {
                Some(Doubt::Words { words: words + more })
            }
            // A piece may have nothing that shows an encoding.
            (Some(Doubt::Bytes), other) | (other, Some(Doubt::Bytes)) if self.encoding.is_old() => other,
            (first, second) => first.or(second),
        };
    }
}

/// Why a text, or parts of it, are left as they are.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Doubt {
    /// The text looks like one in an old encoding, but not surely enough.
    #[error(
        "it may be in {encoding}, but that is not sure ({:.0} %, {:.0} % are needed); \
         it is left as it is; name its encoding if you know it",
        .confidence * 100.0, MARGIN * 100.0
    )]
    Encoding {
        /// The most likely encoding.
        encoding: Encoding,
        /// How likely it is.
        confidence: f64,
    },
    /// Some words look like an old encoding in a text that is in another one.
    #[error("{words} words in it are in an encoding that is not sure; they are left as they are")]
    Words {
        /// How many words.
        words: usize,
    },
    /// Bytes are no Unicode, and in no Vietnamese encoding that could be found.
    #[error(
        "it is not UTF-8, and in no Vietnamese encoding that is sure; its bytes are read as Windows-1252; \
         name its encoding if you know it"
    )]
    Bytes,
}

impl Normalizer {
    /// The clean text of a document: `raw` are its characters, and `read_as` the
    /// encoding of Unicode that they were read from, `None` for bytes in none (see
    /// [`characters`](super::characters)). That changes only what the report says.
    ///
    /// ```
    /// use trich::text::{Doubt, Encoding, Normalizer, characters};
    /// let normalizer = Normalizer::default();
    ///
    /// let read = characters(b"\xff\xfeH\0\xe0\0", None)?;
    /// let text = normalizer.normalize_read(&read.text, read.encoding);
    /// assert_eq!(text.report().encoding, Encoding::Utf16Le);
    ///
    /// let read = characters(b"caf\xe9", None)?;
    /// let text = normalizer.normalize_read(&read.text, read.encoding);
    /// assert_eq!(text.report().doubt, Some(Doubt::Bytes));
    /// assert_eq!(text.as_str(), "café");
    /// # Ok::<(), trich::text::NotText>(())
    /// ```
    pub fn normalize_read<'a>(&self, raw: &'a str, read_as: Option<Encoding>) -> Text<'a> {
        let mut text = self.normalize(raw);
        let report = &mut text.report;
        if report.encoding == Encoding::Utf8 {
            match read_as {
                Some(encoding) => report.encoding = encoding,
                None => report.doubt = report.doubt.take().or(Some(Doubt::Bytes)),
            }
        }
        text
    }

    /// The clean text of `raw`, which is a document's text in Unicode, or what an
    /// export without knowledge of fonts made of one in an old encoding.
    pub fn normalize<'a>(&self, raw: &'a str) -> Text<'a> {
        let mut counts = Counts::default();
        let mut layers = Vec::new();
        let mut text = Cow::Borrowed(raw);
        if self.repairs.entities && memchr::memchr(b'&', raw.as_bytes()).is_some() {
            text = rewrite(text, &mut layers, |text| counts.entities = entities::decode(text));
        }
        let mut report = Report { encoding: Encoding::Utf8, confidence: 1.0, repairs: counts, doubt: None };
        let mut decoded = None;
        for round in 0..MOST_ROUNDS {
            let before = layers.len();
            let runs = match self.encoding {
                Some(encoding) => {
                    report.encoding = encoding;
                    if encoding.is_old() { vec![(0..text.len(), encoding)] } else { Vec::new() }
                }
                None => report.look_for_encodings(&text, round == 0),
            };
            if !runs.is_empty() {
                text = decode(text, &mut layers, &runs);
            } else if round > 0 {
                break;
            }
            if layers.len() > before || round == 0 && !layers.is_empty() {
                decoded = Some(Decoded { text: text.to_string(), layers: layers.len() });
            }
            let counts = &mut report.repairs;
            text = rewrite(text, &mut layers, |text| clean::clean(text, self.repairs, counts));
            if self.repairs.marks || self.tone_style != ToneStyle::Keep {
                text = rewrite(text, &mut layers, |text| {
                    tone::place(text, self.repairs.marks, self.tone_style, counts);
                });
            }
            // A repaired word can make sure what was not: a second look is one that a
            // second cleaning would take.
            if layers.len() == before || self.encoding.is_some() {
                break;
            }
        }
        Text { raw, chars_before: 0, clean: text, decoded, layers, report }
    }
}

/// How often a text is looked at for old encodings, at most. Two looks are enough
/// for all texts but those made to need more.
const MOST_ROUNDS: usize = 8;

impl Report {
    /// The parts of a text that are surely in old encodings. Notes what is found; on
    /// a later look only if there are such parts.
    fn look_for_encodings(&mut self, text: &str, is_first: bool) -> Vec<(Range<usize>, Encoding)> {
        let Some(found) = encoding::detect(text) else { return Vec::new() };
        let (encoding, confidence) = (found.encoding, found.confidence);
        if found.runs.is_empty() {
            if is_first {
                self.confidence = 1.0 - confidence;
                self.doubt = (found.unsure > 0).then_some(Doubt::Encoding { encoding, confidence });
            }
        } else {
            if !self.encoding.is_old() {
                (self.encoding, self.confidence) = (encoding, confidence);
            }
            self.doubt = (found.unsure > 0).then_some(Doubt::Words { words: found.unsure });
        }
        found.runs
    }
}

/// One step from a text to the next.
fn rewrite<'a>(text: Cow<'a, str>, layers: &mut Vec<Map>, step: impl FnOnce(&mut Rewrite)) -> Cow<'a, str> {
    let mut keep = |(text, map): (Cow<'_, str>, Map)| {
        let changed = matches!(text, Cow::Owned(_));
        if changed {
            layers.push(map);
        }
        changed.then(|| text.into_owned())
    };
    let mut rewrite = Rewrite::of(&text);
    step(&mut rewrite);
    let new = keep(rewrite.finish());
    new.map_or(text, Cow::Owned)
}

/// The step from a text with parts in old encodings to the text that is meant;
/// none where that is the same.
fn decode<'a>(text: Cow<'a, str>, layers: &mut Vec<Map>, runs: &[(Range<usize>, Encoding)]) -> Cow<'a, str> {
    let (new, map) = encoding::decode(&text, runs);
    if new == *text {
        return text;
    }
    layers.push(map);
    Cow::Owned(new)
}

/// A document's text made clean, with a map from every place in it to the
/// original.
///
/// Clean text is in Unicode, whatever old encoding it was in, and in NFC. Every
/// white space is a plain space or, at the end of a line, `\n`. Characters that
/// nobody sees are gone (zero-width and control characters, soft hyphens,
/// byte-order marks), and look-alikes of Vietnamese letters (`Ð` for `Đ`) and
/// misplaced marks are repaired in words that can only be Vietnamese.
///
/// ```
/// use trich::text::Text;
/// let raw = "\u{feff}Hội\u{a0}đồng Qu\u{ad}ận u\u{309}y";
/// let text = Text::new(raw);
/// assert_eq!(text.as_str(), "Hội đồng Quận ủy");
/// let at = text.as_str().find("Quận").unwrap();
/// assert_eq!(&raw[text.raw_span(at..text.as_str().len())], "Qu\u{ad}ận u\u{309}y");
/// ```
#[derive(Debug)]
pub struct Text<'a> {
    raw: &'a str,
    /// Characters of the document before the original, which may be a piece of it.
    pub(super) chars_before: usize,
    clean: Cow<'a, str>,
    decoded: Option<Decoded>,
    /// From the original to the clean text.
    layers: Vec<Map>,
    report: Report,
}

/// The text after the steps that tell which characters it is made of.
#[derive(Debug)]
struct Decoded {
    text: String,
    /// How many of the layers lead to it.
    layers: usize,
}

impl<'a> Text<'a> {
    /// Cleans `raw` as a default [`Normalizer`] does; borrows it where there is
    /// nothing to clean.
    pub fn new(raw: &'a str) -> Self {
        Normalizer::default().normalize(raw)
    }

    /// The clean text.
    ///
    /// ```
    /// assert_eq!(trich::text::Text::new("năm\r\n2017").as_str(), "năm\n2017");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.clean
    }

    /// Whether the original was clean already.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.layers.is_empty()
    }

    /// The original.
    pub fn raw(&self) -> &'a str {
        self.raw
    }

    /// The characters of the document before the original: none, or for one of
    /// its [`Pieces`](super::Pieces) those of the pieces before.
    pub fn chars_before(&self) -> usize {
        self.chars_before
    }

    /// What was found and done.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The bytes of the original that a span of bytes of the clean text came from:
    /// from the first character with its combining marks to the last with its own.
    /// Characters that were removed count inside the span, not at its edges.
    ///
    /// ```
    /// let raw = "\u{200b}to\u{301}c \u{200b}";
    /// let text = trich::text::Text::new(raw);
    /// assert_eq!(text.as_str(), "tóc ");
    /// assert_eq!(&raw[text.raw_span(0.."tóc".len())], "to\u{301}c");
    /// ```
    pub fn raw_span(&self, clean: Range<usize>) -> Range<usize> {
        self.layers.iter().rev().fold(clean, |span, layer| layer.old_span(span))
    }

    /// A span of bytes of the clean text as it was written: before any repair, but
    /// decoded.
    ///
    /// ```
    /// let text = trich::text::Text::new("Thµnh ®oµn: t¨ng 5% so víi n¨m tr­íc.");
    /// assert_eq!(text.written(0.."Thành đoàn".len()), "Thành đoàn");
    /// ```
    pub fn written(&self, clean: Range<usize>) -> &str {
        let (text, layers) = match &self.decoded {
            Some(decoded) => (decoded.text.as_str(), decoded.layers),
            None => (self.raw, 0),
        };
        &text[self.layers[layers..].iter().rev().fold(clean, |span, layer| layer.old_span(span))]
    }
}
