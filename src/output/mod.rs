//! From records to bytes, in one of several formats.
//!
//! Most of the work is encoding, which threads share: a [`Layout`] turns the
//! records of documents into a [`Batch`]. A [`Writer`] puts batches one after the
//! other and knows what comes before, between and after them.
//!
//! ```
//! use trich::Extractor;
//! use trich::output::{Batch, Format, Layout};
//!
//! let layout = Layout::new(Format::Csv, false, false, vec![])?;
//! let records = Extractor::new().extract("a", "Có 7/10 xã đạt chuẩn.");
//!
//! let mut batch = Batch::default();
//! layout.encode("a", &[], records.into_iter().map(Into::into), &mut batch);
//! let mut writer = layout.writer(Vec::new())?;
//! writer.write(&batch)?;
//!
//! let csv = String::from_utf8(writer.finish()?)?;
//! assert!(csv.starts_with("doc,kind,text,start,end,"));
//! assert!(csv.contains("\na,ratio,7/10,3,7,7,10,0.7,"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::Record;
use crate::facts::Explanation;
use std::fmt;
use std::io::{self, Write};
use std::mem::take;
use std::ops::Range;
use std::str::FromStr;

mod columns;
mod csv;
mod file;
mod json;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod record;
mod table;

pub use file::{OutputFile, explain};

/// A format of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A JSON object a line.
    JsonLines,
    /// A list of JSON objects.
    Json,
    /// A table with commas, which has a column for each field of every kind.
    Csv,
    /// The same with tabs.
    Tsv,
    /// The same as typed columns, roles as a list of structures.
    Parquet,
    /// Lines of aligned columns for people, cut to fit.
    Table,
}

/// A name that no format has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no format `{0}`; the formats are jsonl, json, csv, tsv, parquet, table")]
pub struct UnknownFormat(String);

impl Format {
    /// All formats.
    pub const ALL: [Format; 6] =
        [Format::JsonLines, Format::Json, Format::Csv, Format::Tsv, Format::Parquet, Format::Table];

    /// The name, which is also the ending of files.
    pub fn name(self) -> &'static str {
        match self {
            Format::JsonLines => "jsonl",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Parquet => "parquet",
            Format::Table => "table",
        }
    }

    fn is_json(self) -> bool {
        matches!(self, Format::JsonLines | Format::Json)
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

/// What goes out of one mention.
#[derive(Debug)]
pub struct Entry {
    /// The record.
    pub record: Record,
    /// What led to it, where that was asked for.
    pub why: Option<Explanation>,
}

impl From<Record> for Entry {
    fn from(record: Record) -> Self {
        Entry { record, why: None }
    }
}

/// Why records cannot be laid out as they should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LayoutError {
    /// A format has no place for something that was asked for.
    #[error("{what} needs the format jsonl or json, not {format}")]
    NotInFormat {
        /// What was asked for.
        what: &'static str,
        /// The format.
        format: Format,
    },
    /// A field that is kept has the name of one of a record.
    #[error(
        "--keep {name}: a record has a field `{name}` of its own; rename the field in the input to keep it"
    )]
    NameTaken {
        /// The name.
        name: String,
    },
    /// A field is to be kept twice.
    #[error("--keep: the field `{name}` is named twice; name it once")]
    NameTwice {
        /// The name.
        name: String,
    },
    /// The format is one that this build cannot write.
    #[error("this trich was built without the feature `parquet`, which writes the format parquet")]
    NotBuilt,
}

/// How records are laid out.
#[derive(Debug, Clone)]
pub struct Layout {
    format: Format,
    is_grouped: bool,
    /// The names of the fields that are copied from the input.
    keep: Vec<String>,
    /// Columns of a terminal.
    width: usize,
}

impl Layout {
    /// Records in `format`; `is_grouped` makes one object a document with its
    /// records inside, `is_explained` says that entries have explanations, `keep`
    /// names the fields that are copied from the input.
    ///
    /// # Errors
    ///
    /// Where the format has no place for what is asked, or names collide.
    ///
    /// ```
    /// use trich::output::{Format, Layout};
    ///
    /// let error = Layout::new(Format::Json, false, false, vec!["sentence".to_owned()]).unwrap_err();
    /// assert!(error.to_string().starts_with("--keep sentence: a record has a field `sentence`"));
    /// ```
    pub fn new(
        format: Format,
        is_grouped: bool,
        is_explained: bool,
        keep: Vec<String>,
    ) -> Result<Self, LayoutError> {
        for (what, is_wanted) in [("--group", is_grouped), ("--explain", is_explained)] {
            if is_wanted && !format.is_json() {
                return Err(LayoutError::NotInFormat { what, format });
            }
        }
        if format == Format::Parquet && cfg!(not(feature = "parquet")) {
            return Err(LayoutError::NotBuilt);
        }
        for (index, name) in keep.iter().enumerate() {
            if columns::COLUMNS.iter().any(|column| column.name == name)
                || ["why", "facts"].contains(&&**name)
            {
                return Err(LayoutError::NameTaken { name: name.clone() });
            }
            if keep[..index].contains(name) {
                return Err(LayoutError::NameTwice { name: name.clone() });
            }
        }
        Ok(Layout { format, is_grouped, keep, width: 120 })
    }

    /// Fits tables into so many columns.
    pub fn with_width(self, width: usize) -> Self {
        Layout { width, ..self }
    }

    /// The format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Adds what goes out of one document to a batch. `kept` holds the JSON of the
    /// fields that are copied from the input.
    pub fn encode(
        &self,
        doc: &str,
        kept: &[String],
        entries: impl Iterator<Item = Entry>,
        batch: &mut Batch,
    ) {
        let mut document = self.document(doc, kept, batch);
        document.encode(entries, batch);
        document.end(batch);
    }

    /// Begins a document whose entries come bit by bit, and whose bytes may go to
    /// several batches.
    ///
    /// ```
    /// use trich::Extractor;
    /// use trich::output::{Batch, Format, Layout};
    ///
    /// let layout = Layout::new(Format::JsonLines, true, false, vec![])?;
    /// let (mut batches, extractor) = ([Batch::default(), Batch::default()], Extractor::new());
    ///
    /// let mut document = layout.document("a", &[], &mut batches[0]);
    /// for (batch, piece) in batches.iter_mut().zip(["Đạt 7/10 xã.", "Thu tăng 3%."]) {
    ///     document.encode(extractor.extract("a", piece).into_iter().map(Into::into), batch);
    /// }
    /// document.end(&mut batches[1]);
    ///
    /// let mut writer = layout.writer(Vec::new())?;
    /// batches.iter().try_for_each(|batch| writer.write(batch))?;
    /// let line: serde_json::Value = serde_json::from_slice(&writer.finish()?)?;
    /// assert_eq!(line["facts"].as_array().unwrap().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn document<'a>(&'a self, doc: &str, kept: &'a [String], batch: &mut Batch) -> DocumentEncoder<'a> {
        if self.is_grouped {
            batch.bytes.extend_from_slice(self.around().0);
            jsonl::begin_group(doc, self.keep.iter().zip(kept), &mut batch.bytes);
        }
        DocumentEncoder { layout: self, kept, is_empty: true }
    }

    /// What stands before and after each JSON object.
    fn around(&self) -> (&'static [u8], &'static [u8]) {
        if self.format == Format::Json { json::AROUND } else { jsonl::AROUND }
    }

    /// A writer of batches to `out`.
    ///
    /// # Errors
    ///
    /// Where `out` does not take what comes before the first batch.
    pub fn writer<W: Write + Send>(&self, out: W) -> io::Result<Writer<W>> {
        #[cfg(feature = "parquet")]
        if self.format == Format::Parquet {
            return Ok(Writer(Kind::Parquet(parquet::Writer::new(out, &self.keep)?)));
        }
        let mut out = out;
        let mut head = Vec::new();
        match self.format {
            Format::Json => head.extend_from_slice(json::HEAD),
            Format::Csv | Format::Tsv => csv::write_header(self.format, &self.keep, &mut head),
            Format::Table => table::write_header(self.width, &self.keep, &mut head),
            Format::JsonLines | Format::Parquet => {}
        }
        out.write_all(&head)?;
        let (comma, tail): (usize, &[u8]) =
            if self.format == Format::Json { (json::COMMA, json::TAIL) } else { (0, b"") };
        Ok(Writer(Kind::Text { out, skip: comma, tail }))
    }
}

/// Encodes the entries of one document; see [`Layout::document`].
pub struct DocumentEncoder<'a> {
    layout: &'a Layout,
    kept: &'a [String],
    is_empty: bool,
}

impl DocumentEncoder<'_> {
    /// Adds entries of the document to a batch.
    pub fn encode(&mut self, entries: impl Iterator<Item = Entry>, batch: &mut Batch) {
        let (layout, kept) = (self.layout, self.kept);
        let bytes = &mut batch.bytes;
        match layout.format {
            _ if layout.is_grouped => {
                for entry in entries {
                    jsonl::write_in_group(&entry, take(&mut self.is_empty), bytes);
                }
            }
            Format::JsonLines | Format::Json => {
                let (before, after) = layout.around();
                for entry in entries {
                    bytes.extend_from_slice(before);
                    jsonl::write(&entry, layout.keep.iter().zip(kept), bytes);
                    bytes.extend_from_slice(after);
                }
            }
            Format::Csv | Format::Tsv => csv::write(layout.format, kept, entries, bytes),
            Format::Table => table::write(layout.width, &layout.keep, kept, entries, bytes),
            Format::Parquet => batch.rows.extend(entries.map(|entry| {
                let kept = kept.iter().map(|json| columns::plain(json)).collect();
                Row { record: entry.record, kept }
            })),
        }
    }

    /// Ends the document.
    pub fn end(self, batch: &mut Batch) {
        if self.layout.is_grouped {
            jsonl::end_group(&mut batch.bytes);
            batch.bytes.extend_from_slice(self.layout.around().1);
        }
    }
}

/// What goes out of some documents, encoded.
#[derive(Debug, Default)]
pub struct Batch {
    bytes: Vec<u8>,
    rows: Vec<Row>,
}

/// A record as a row of a table of typed columns.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "parquet"), allow(dead_code, reason = "only Parquet writes rows"))]
struct Row {
    record: Record,
    kept: Vec<Option<String>>,
}

impl Row {
    fn size(&self) -> u64 {
        /// Numbers and names of a row.
        const REST: usize = 100;
        (REST + self.record.text.len() + self.record.sentence.len()) as u64
    }
}

/// A place in a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    bytes: usize,
    rows: usize,
}

impl Batch {
    /// An empty batch with room for so many bytes.
    ///
    /// ```
    /// use trich::output::{Batch, Mark};
    /// assert_eq!(Batch::with_capacity(1000).end(), Mark::default());
    /// ```
    pub fn with_capacity(bytes: usize) -> Self {
        Batch { bytes: Vec::with_capacity(bytes), rows: Vec::new() }
    }

    /// The place after all that is in it.
    pub fn end(&self) -> Mark {
        Mark { bytes: self.bytes.len(), rows: self.rows.len() }
    }

    /// The size of what is between two places: in bytes, of rows about.
    pub fn size(&self, range: Range<Mark>) -> u64 {
        let rows = self.rows[range.start.rows..range.end.rows].iter().map(Row::size);
        (range.end.bytes - range.start.bytes) as u64 + rows.sum::<u64>()
    }
}

/// Writes batches in one format.
pub struct Writer<W: Write + Send>(Kind<W>);

enum Kind<W: Write + Send> {
    Text {
        out: W,
        /// Bytes of the first batch that are left out, since nothing is before it.
        skip: usize,
        tail: &'static [u8],
    },
    #[cfg(feature = "parquet")]
    Parquet(parquet::Writer<W>),
}

impl<W: Write + Send> Writer<W> {
    /// Writes a batch.
    ///
    /// # Errors
    ///
    /// Where the output takes no more.
    pub fn write(&mut self, batch: &Batch) -> io::Result<()> {
        self.write_part(batch, Mark::default()..batch.end())
    }

    /// Writes what is between two places of a batch.
    ///
    /// # Errors
    ///
    /// Where the output takes no more.
    pub fn write_part(&mut self, batch: &Batch, range: Range<Mark>) -> io::Result<()> {
        match &mut self.0 {
            Kind::Text { out, skip, .. } => {
                let bytes = &batch.bytes[range.start.bytes..range.end.bytes];
                if bytes.is_empty() { Ok(()) } else { out.write_all(&bytes[take(skip)..]) }
            }
            #[cfg(feature = "parquet")]
            Kind::Parquet(writer) => writer.write(&batch.rows[range.start.rows..range.end.rows]),
        }
    }

    /// Writes what comes after the last batch, and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output takes no more.
    pub fn finish(self) -> io::Result<W> {
        match self.0 {
            Kind::Text { mut out, tail, .. } => {
                out.write_all(tail)?;
                out.flush()?;
                Ok(out)
            }
            #[cfg(feature = "parquet")]
            Kind::Parquet(writer) => writer.finish(),
        }
    }
}
