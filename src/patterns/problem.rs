//! What is wrong with a pattern file, and where.

use crate::near::nearest;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A pattern file as it was read, for messages about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path, as it was named.
    pub name: String,
    /// What is in it.
    pub text: String,
}

impl Source {
    /// The line and the column of a byte, both from 1, the column in characters.
    ///
    /// ```
    /// use trich::patterns::Source;
    /// let source = Source { name: "a.toml".to_owned(), text: "a\nđường b".to_owned() };
    /// assert_eq!(source.line_column("a\nđường ".len()), (2, 7));
    /// ```
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(byte)];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        (before.matches('\n').count() + 1, before[line..].chars().count() + 1)
    }
}

/// One thing that is wrong with a pattern file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes of the file that are wrong.
    pub span: Range<usize>,
    /// The name of the pattern that it is about, where it is about one.
    pub pattern: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to say of the bytes.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (line, column) = self.source.line_column(self.span.start);
        write!(f, "{}:{line}:{column}: ", self.source.name)?;
        if let Some(pattern) = &self.pattern {
            write!(f, "pattern `{pattern}`: ")?;
        }
        write!(f, "{}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

/// All that is wrong with pattern files; never nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Something wrong in a string, by its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub span: Range<usize>,
    pub message: String,
    pub label: String,
    pub help: Option<String>,
    /// Whether the fault is that a pattern is too large when it is compiled, which took
    /// time to find out.
    pub is_size: bool,
}

impl Fault {
    pub fn new(span: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Self {
        Fault { span, message: message.into(), label: label.into(), help: None, is_size: false }
    }

    pub fn with_help(self, help: impl Into<String>) -> Self {
        Fault { help: Some(help.into()), ..self }
    }

    /// Adds the name that may have been meant, if one is near.
    pub fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(word, known) {
            Some(near) => self.with_help(format!("did you mean `{near}`?")),
            None => self,
        }
    }
}
