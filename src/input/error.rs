//! What can be wrong with the input.

use crate::text::{Encoding, NotText};
use std::fmt;
use std::io;

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// A path leads nowhere.
    #[error("{path}: no such file or folder")]
    NotFound {
        /// The path as given.
        path: String,
    },
    /// A folder holds no file with a known ending.
    #[error(
        "{path}: no article in this folder; put .txt, .jsonl or .ndjson files there, or name other files outright"
    )]
    EmptyFolder {
        /// The path as given.
        path: String,
    },
    /// A field that was named is in none of the first lines.
    #[error("{path}: no field `{field}`; {}", hint(.field, .known))]
    UnknownField {
        /// The first file with fields.
        path: String,
        /// The field that was looked for.
        field: String,
        /// The fields that are there.
        known: Vec<String>,
    },
    /// `-` was named more than once.
    #[error("-: standard input can be read only once; name it once")]
    StdinTwice,
    /// Standard input failed before anything else was read.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// The path as given.
        path: String,
        /// What the system says.
        source: io::Error,
    },
}

/// The fields that there are, and the one that was meant if one looks like it.
fn hint(field: &str, known: &[String]) -> String {
    /// Likeness from which on one word passes for a slip of the pen for another.
    const ALIKE: f64 = 0.8;
    let likeness = |name: &String| strsim::jaro_winkler(field, name);
    let meant = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let fields = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match meant {
        Some(name) if likeness(name) >= ALIKE => {
            format!("did you mean `{name}`? The fields are {fields}")
        }
        _ => format!("the fields are {fields}"),
    }
}

/// Why one document, or one file of documents, was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The system refuses to read a file or folder.
    #[error("{path}: cannot be read: {source}; the rest of it is skipped")]
    Unreadable {
        /// The file or folder.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The bytes are no text.
    #[error("{place}: no text, it looks like {kind}; it is skipped")]
    Binary {
        /// Where the document stands.
        place: Place,
        /// What the bytes look like.
        kind: String,
    },
    /// The bytes are not in the encoding of Unicode that they are said to be in, or
    /// in none that could be found.
    #[error(
        "{place}: not {} at byte {byte} of the file; the document is skipped; name its encoding with --encoding if you know it",
        .encoding.name().to_ascii_uppercase()
    )]
    Invalid {
        /// Where the document stands.
        place: Place,
        /// The encoding that was named, that the byte-order mark says, or UTF-8.
        encoding: Encoding,
        /// How many bytes of the file come before the first wrong one.
        byte: u64,
    },
    /// A line is not JSON.
    #[error("{place}: not JSON: {reason} (column {column}); the line is skipped")]
    NotJson {
        /// The line.
        place: Place,
        /// The character of the line at which it goes wrong, from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// A line is JSON, but no object with fields.
    #[error("{place}: not a JSON object; the line is skipped")]
    NotObject {
        /// The line.
        place: Place,
    },
    /// A line has none of the fields that hold the text.
    #[error("{place}: no field `{}`; name the field that holds the text with --text-field; the line is skipped", .fields.join("`, `"))]
    NoText {
        /// The line.
        place: Place,
        /// The fields that were looked for.
        fields: Vec<String>,
    },
    /// A field that holds the text is a number, a list or the like.
    #[error("{place}: the field `{field}` is not a string; the line is skipped")]
    NotText {
        /// The line.
        place: Place,
        /// The field.
        field: String,
    },
    /// The identifier is a list or the like, or a number too long to be kept as it is.
    #[error(
        "{place}: the field `{field}` is no string or number that can be an identifier; the line is skipped"
    )]
    BadId {
        /// The line.
        place: Place,
        /// The field.
        field: String,
    },
}

impl DocumentError {
    /// The error of bytes that begin `offset` bytes into their file.
    pub(super) fn not_text(error: NotText, place: Place, offset: u64) -> Self {
        match error {
            NotText::Binary(kind) => DocumentError::Binary { place, kind },
            NotText::Invalid { encoding, byte } => {
                DocumentError::Invalid { place, encoding, byte: offset + byte as u64 }
            }
        }
    }
}

/// Where a document stands: `PATH` or `PATH:LINE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: String,
    /// The line, from 1, where the document or its fault has one of its own.
    pub line: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.path)?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}
