//! What can be wrong with the input.

use crate::near::hint;
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
        "{path}: no article in this folder; files need a known ending such as .txt, .jsonl or .csv.gz, or name them outright"
    )]
    EmptyFolder {
        /// The path as given.
        path: String,
    },
    /// A pattern of paths matches no file.
    #[error("{path}: no file has a path like this")]
    NoMatch {
        /// The pattern as given.
        path: String,
    },
    /// A pattern of paths is none.
    #[error("{path}: no pattern of paths: {reason}")]
    BadGlob {
        /// The pattern as given.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A field that was named is in none of the first lines.
    #[error("{path}: no field `{field}`; {} fields are {}", hint(.field, .known), quoted(.known))]
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

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Why one document, or one file of documents, was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The system refuses to read a file or folder, or its bytes are broken.
    #[error("{place}: cannot be read: {source}; the rest of it is skipped")]
    Unreadable {
        /// Where reading stopped.
        place: Place,
        /// What the system says.
        source: io::Error,
    },
    /// It is longer than is allowed.
    #[error(
        "{place}: longer than {} bytes; the document is skipped; allow more with --max-document-size",
        .limit
    )]
    TooLarge {
        /// Where the document stands.
        place: Place,
        /// The bytes that are allowed.
        limit: u64,
    },
    /// The bytes are no text.
    #[error("{place}: no text, it looks like {kind}; it is skipped")]
    Binary {
        /// Where the document stands.
        place: Place,
        /// What the bytes look like.
        kind: String,
    },
    /// The format is one that this build cannot read.
    #[error(
        "{place}: this trich was built without the feature `{feature}`, which reads {kind}; it is skipped"
    )]
    NotBuilt {
        /// The file.
        place: Place,
        /// What the bytes are.
        kind: &'static str,
        /// The feature of the crate that reads them.
        feature: &'static str,
    },
    /// The bytes are not in the encoding of Unicode that they are said to be in, or
    /// in none that could be found.
    #[error(
        "{place}: not {} at byte {byte} of the {}; the document is skipped; name its encoding with --encoding if you know it",
        .encoding.name().to_ascii_uppercase(),
        if .place.cell { "text" } else { "file" }
    )]
    Invalid {
        /// Where the document stands.
        place: Place,
        /// The encoding that was named, that the byte-order mark says, or UTF-8.
        encoding: Encoding,
        /// How many bytes of the file, or of the text in a row of a table, come
        /// before the first wrong one.
        byte: u64,
    },
    /// A document is not JSON.
    #[error("{place}: not JSON: {reason} (column {column}); the document is skipped")]
    NotJson {
        /// Where it goes wrong.
        place: Place,
        /// The character of the line at which it goes wrong, from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// A document is JSON, but no object with fields.
    #[error("{place}: not a JSON object; the document is skipped")]
    NotObject {
        /// Where the document stands.
        place: Place,
    },
    /// A file of JSON is neither a list of articles nor one article, or a web page
    /// is none for people.
    #[error("{place}: {reason}; the rest of it is skipped")]
    NotList {
        /// Where it goes wrong.
        place: Place,
        /// What is wrong there.
        reason: &'static str,
    },
    /// A row has more or fewer fields than the header.
    #[error("{place}: the row has {found} fields, the header has {expected}; the document is skipped")]
    Ragged {
        /// The row.
        place: Place,
        /// The fields that it has.
        found: usize,
        /// The fields that it should have.
        expected: usize,
    },
    /// A table has none of the columns that hold the text.
    #[error(
        "{place}: no column `{}`; the columns are {}; name the column that holds the text with --text-field; the file is skipped",
        .fields.join("`, `"), quoted(.known)
    )]
    NoColumn {
        /// The file.
        place: Place,
        /// The columns that were looked for.
        fields: Vec<String>,
        /// The columns that are there.
        known: Vec<String>,
    },
    /// A column of a table has a type that it cannot have.
    #[error("{place}: the column `{field}` holds {found}, not {expected}; the file is skipped")]
    WrongType {
        /// The file.
        place: Place,
        /// The column.
        field: String,
        /// The type that it has.
        found: Box<str>,
        /// What it should hold.
        expected: &'static str,
    },
    /// A document has none of the fields that hold the text.
    #[error("{place}: no field `{}`; name the field that holds the text with --text-field; the document is skipped", .fields.join("`, `"))]
    NoText {
        /// Where the document stands.
        place: Place,
        /// The fields that were looked for.
        fields: Vec<String>,
    },
    /// A field that holds the text is a number, a list or the like.
    #[error("{place}: the field `{field}` is not a string; the document is skipped")]
    NotText {
        /// Where the document stands.
        place: Place,
        /// The field.
        field: String,
    },
    /// The identifier is a list or the like, or a number too long to be kept as it is.
    #[error(
        "{place}: the field `{field}` is no string or number that can be an identifier; the document is skipped"
    )]
    BadId {
        /// Where the document stands.
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

    /// Where the document stands, or where it is broken.
    pub fn place(&self) -> &Place {
        match self {
            DocumentError::Unreadable { place, .. }
            | DocumentError::TooLarge { place, .. }
            | DocumentError::Binary { place, .. }
            | DocumentError::NotBuilt { place, .. }
            | DocumentError::Invalid { place, .. }
            | DocumentError::NotJson { place, .. }
            | DocumentError::NotObject { place }
            | DocumentError::NotList { place, .. }
            | DocumentError::Ragged { place, .. }
            | DocumentError::NoColumn { place, .. }
            | DocumentError::WrongType { place, .. }
            | DocumentError::NoText { place, .. }
            | DocumentError::NotText { place, .. }
            | DocumentError::BadId { place, .. } => place,
        }
    }

    /// What is wrong, without the place.
    ///
    /// ```
    /// use trich::input::{Fields, Input};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("a.jsonl");
    /// std::fs::write(&path, "[1]")?;
    /// let error = Input::open([&path], Fields::default())?.documents().next().unwrap().unwrap_err();
    /// assert_eq!(error.place().line, Some(1));
    /// assert_eq!(error.reason(), "not a JSON object; the document is skipped");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reason(&self) -> String {
        let message = self.to_string();
        let place = format!("{}: ", self.place());
        message.strip_prefix(&place).map(str::to_owned).unwrap_or(message)
    }
}

/// Where a document stands: `PATH`, `PATH:LINE` or `PATH:ROW`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file; of a file in an archive, the path of the archive and that in it.
    pub path: String,
    /// The line, from 1, where the document or its fault has one of its own.
    pub line: Option<u64>,
    /// The row of a table without lines, from 1.
    pub row: Option<u64>,
    /// Whether it is a cell of a table, the bytes of which are not those of the file.
    pub(super) cell: bool,
}

impl Place {
    /// A whole file.
    pub(super) fn file(path: impl Into<String>) -> Self {
        Place { path: path.into(), line: None, row: None, cell: false }
    }

    /// A line of a file.
    pub(super) fn line(path: impl Into<String>, line: u64) -> Self {
        Place { line: Some(line), ..Place::file(path) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.path)?;
        self.line.or(self.row).map_or(Ok(()), |number| write!(f, ":{number}"))
    }
}
