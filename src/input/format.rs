//! The formats that are read, and how they are told apart.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// A format of articles. A new one needs a file beside this one, and a line in
/// each of the functions that the compiler will ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, one article a file: `.txt`.
    Text,
    /// A web page, of which the main text is read: `.html`, `.htm`.
    Html,
    /// A JSON object a line: `.jsonl`, `.ndjson`.
    JsonLines,
    /// A list of JSON objects, or one: `.json`.
    Json,
    /// A table with a header, with commas or semicolons: `.csv`.
    Csv,
    /// A table with a header, with tabs: `.tsv`.
    Tsv,
    /// A table in columns: `.parquet`.
    Parquet,
}

/// A name that no format has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no format `{0}`; the formats are txt, html, jsonl, json, csv, tsv, parquet")]
pub struct UnknownFormat(String);

/// Endings of files that hold others.
const ARCHIVES: [&str; 5] = ["tar", "tgz", "tbz2", "txz", "tzst"];
const COMPRESSIONS: [&str; 4] = ["gz", "zst", "bz2", "xz"];

impl Format {
    /// All formats.
    pub const ALL: [Format; 7] = [
        Format::Text,
        Format::Html,
        Format::JsonLines,
        Format::Json,
        Format::Csv,
        Format::Tsv,
        Format::Parquet,
    ];

    /// The name, which is also the ending of files.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Html => "html",
            Format::JsonLines => "jsonl",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Parquet => "parquet",
        }
    }

    /// The format that the ending of `path` stands for, inside a compression if
    /// there is one.
    pub(super) fn of(path: &Path) -> Option<Self> {
        match ending(path)?.as_str() {
            "htm" => Some(Format::Html),
            "ndjson" => Some(Format::JsonLines),
            ending if COMPRESSIONS.contains(&ending) => Format::of(Path::new(path.file_stem()?)),
            ending => ending.parse().ok(),
        }
    }

    /// Whether a file that lies in a folder or an archive is taken for articles.
    pub(super) fn is_known(path: &Path) -> bool {
        let Some(last) = ending(path) else { return false };
        if COMPRESSIONS.contains(&last.as_str()) {
            // What has no ending inside is told by its content.
            let inner = Path::new(path.file_stem().unwrap_or_default());
            return inner.extension().is_none() || Format::is_known(inner);
        }
        ARCHIVES.contains(&last.as_str()) || Format::of(path).is_some()
    }

    /// The format of what begins with `head`, where no name says it.
    pub(super) fn sniff(head: &[u8]) -> Self {
        let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head).trim_ascii_start();
        let begins = |word: &str| {
            head.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
        };
        match head {
            [b'{', ..] => Format::JsonLines,
            [b'[', rest @ ..] if rest.trim_ascii_start().starts_with(b"{") => Format::Json,
            _ if begins("<!doctype html") || begins("<html") => Format::Html,
            _ => Format::Text,
        }
    }

    /// Whether its documents have fields.
    pub(super) fn has_fields(self) -> bool {
        !matches!(self, Format::Text | Format::Html)
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Format::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::Format;
    use std::path::Path;

    #[test]
    fn endings_are_read_through_compressions() {
        let cases = [
            ("a.txt", true, Some(Format::Text)),
            ("a.HTM", true, Some(Format::Html)),
            ("a.jsonl.gz", true, Some(Format::JsonLines)),
            ("a.csv.zst", true, Some(Format::Csv)),
            ("a.gz", true, None),
            ("a.tar.xz", true, None),
            ("a.tgz", true, None),
            ("a.sql.gz", false, None),
            ("a.md", false, None),
            ("txt", false, None),
        ];
        for (path, is_known, format) in cases {
            let path = Path::new(path);
            assert_eq!((Format::is_known(path), Format::of(path)), (is_known, format), "{path:?}");
        }
    }
}
