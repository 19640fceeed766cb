//! One file or standard input, whatever is in it: the way from bytes to chunks.

use super::format::BYTE_ORDER_MARK;
use super::reader::{BLOCK, Counted, Reader};
use super::{
    DocumentError, Emit, Format, Meter, Options, Place, archive, compression, failure, html, json, jsonl,
    name, parquet, table, text,
};
use memchr::memchr;
use serde::de::IgnoredAny;
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many compressions may lie around each other. More are no accident.
const MAX_LAYERS: usize = 4;

/// A place that bytes come from.
pub(super) enum Source {
    File(PathBuf),
    /// Standard input, with what was read of it already.
    Stdin(Vec<u8>),
}

impl Source {
    pub fn into_path(self) -> PathBuf {
        match self {
            Source::File(path) => path,
            Source::Stdin(_) => "-".into(),
        }
    }

    /// Whether its bytes, or even its opening, may have to be waited for.
    pub fn is_stream(&self) -> bool {
        match self {
            Source::File(path) => !path.is_file(),
            Source::Stdin(_) => true,
        }
    }

    /// Emits the chunks of the source.
    pub fn cut(self, options: &Arc<Options>, meter: &Arc<Meter>, emit: &mut Emit) -> ControlFlow<()> {
        let (item, reader) = match self {
            Source::File(path) => match File::open(&path) {
                Ok(file) => (Item::new(name(&path), options, meter), Reader::file(file, meter)),
                Err(source) => {
                    return emit(failure(DocumentError::Unreadable {
                        place: Place::file(name(&path)),
                        source,
                    }));
                }
            },
            Source::Stdin(head) => {
                meter.add_bytes(head.len() as u64);
                let item = Item { is_live: true, ..Item::new("-".to_owned(), options, meter) };
                (item, Reader::stream(head, Counted::stream(io::stdin(), meter)))
            }
        };
        item.cut(reader, emit)
    }
}

/// A file, on the disk or in an archive, that is to be cut into chunks.
pub(super) struct Item {
    /// Its path as it is shown and used in identifiers.
    pub name: String,
    pub options: Arc<Options>,
    pub meter: Arc<Meter>,
    /// Whether somebody may be writing it at this moment, as into a pipe.
    pub is_live: bool,
}

impl Item {
    pub fn new(name: String, options: &Arc<Options>, meter: &Arc<Meter>) -> Self {
        Item { name, options: options.clone(), meter: meter.clone(), is_live: false }
    }

    /// Emits the chunks of `reader`.
    pub fn cut(self, reader: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
        let (content, reader) = match open(&self.name, reader, &self.options) {
            Ok(opened) => opened,
            Err(error) => return emit(failure(error)),
        };
        let format = match content {
            Content::Archive => return archive::cut(&self, reader, emit),
            Content::Articles(format) => format,
        };
        if format.has_fields() {
            self.meter.found_fields();
        }
        match format {
            Format::Text => text::cut(self, reader, emit),
            Format::Html => html::cut(self, reader, emit),
            Format::JsonLines => jsonl::cut(self, reader, emit),
            Format::Json => json::cut(self, reader, emit),
            Format::Csv | Format::Tsv => table::cut(self, format, reader, emit),
            Format::Parquet => parquet::cut(self, reader, emit),
        }
    }

    /// The error of bytes that cannot be read.
    pub fn unreadable(&self, source: io::Error) -> DocumentError {
        DocumentError::Unreadable { place: Place::file(&self.name), source }
    }
}

/// What is in a file when its compressions are taken off.
enum Content {
    Archive,
    Articles(Format),
}

/// Takes the compressions off `reader` and tells what is inside.
fn open<'a>(
    name: &str,
    mut reader: Reader<'a>,
    options: &Options,
) -> Result<(Content, Reader<'a>), DocumentError> {
    let unreadable = |source| DocumentError::Unreadable { place: Place::file(name), source };
    for _ in 0..MAX_LAYERS {
        let Some(compression) = compression::of(reader.peek().map_err(unreadable)?) else { break };
        reader = compression.decode(reader, name)?;
    }
    let head = reader.peek().map_err(unreadable)?;
    if archive::is_archive(head) {
        return Ok((Content::Archive, reader));
    }
    let (is_parquet, sniffed) = (parquet::is_parquet(head), Format::sniff(head));
    let format = match (options.format, Format::of(Path::new(name))) {
        (Some(format), _) => format,
        _ if is_parquet => Format::Parquet,
        (None, Some(Format::Json)) if holds_lines(reader.peek_lines(1).map_err(unreadable)?) => {
            Format::JsonLines
        }
        (None, named) => named.unwrap_or(sniffed),
    };
    Ok((Content::Articles(format), reader))
}

/// Whether a file that is called JSON holds an object a line.
fn holds_lines(head: &[u8]) -> bool {
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head).trim_ascii_start();
    let Some(end) = memchr(b'\n', head) else { return false };
    head.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(&head[..end]).is_ok()
}

/// The names of the fields in the beginning of `reader`, sorted; nothing where it
/// has no fields or cannot be read, which its documents will tell.
pub(super) fn field_names(name: &str, reader: Reader<'_>, options: &Options) -> Option<Vec<String>> {
    let (content, mut reader) = open(name, reader, options).ok()?;
    let Content::Articles(format) = content else { return None };
    let mut names = match format {
        Format::Text | Format::Html => return None,
        Format::JsonLines => jsonl::field_names(reader.peek_lines(BLOCK).ok()?),
        Format::Json => json::field_names(reader.peek_lines(BLOCK).ok()?),
        Format::Csv | Format::Tsv => table::field_names(format, reader.peek_lines(1).ok()?),
        Format::Parquet => parquet::field_names(reader, options)?,
    };
    names.sort();
    names.dedup();
    Some(names)
}
