//! CSV and TSV: one article a row, its fields named by the header.

use super::fields::{Article, NOTHING, Value};
use super::format::BYTE_ORDER_MARK;
use super::reader::{BLOCK, Reader, read};
use super::source::Item;
use super::{
    Cut, Document, DocumentError, Emit, Fields, Format, Options, Place, decode, decode_in_place, failure,
};
use crate::text::binary;
use csv_core::ReadRecordResult;
use memchr::{memchr, memchr_iter};
use std::io;
use std::mem::take;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Emits the rows of a table, in blocks of about [`BLOCK`] bytes.
pub(super) fn cut(item: Item, format: Format, mut bytes: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
    let head = match bytes.peek_lines(1) {
        Ok(head) => head,
        Err(source) => return emit(failure(item.unreadable(source))),
    };
    if let Some(error) = binary(head) {
        return emit(failure(DocumentError::not_text(error, Place::file(&item.name), 0)));
    }
    let mut rows = Rows::new(delimiter(format, head), bytes, item.options.max_document_size);
    let columns = match rows.header() {
        Ok(None) => return ControlFlow::Continue(()),
        Ok(Some(header)) => Columns::of(header, &item.options.fields),
        Err(source) => return emit(failure(item.unreadable(source))),
    };
    if columns.text.iter().all(Option::is_none) {
        let place = Place::file(&item.name);
        let fields = item.options.fields.text().map(str::to_owned).collect();
        return emit(failure(DocumentError::NoColumn { place, fields, known: columns.names }));
    }
    let table = Arc::new(Table { name: item.name, columns, options: item.options });
    loop {
        let result = rows.next_block(item.is_live);
        let block = take(&mut rows.block);
        if !block.rows.is_empty() {
            let table = table.clone();
            let documents = (0..block.rows.len()).map(move |index| table.document(&block, index));
            emit(Cut::Chunk(Box::new(documents)))?;
        }
        match result {
            Ok(true) => return ControlFlow::Continue(()),
            Ok(false) => {}
            Err(source) => {
                let place = Place::line(&table.name, rows.line);
                return emit(failure(DocumentError::Unreadable { place, source }));
            }
        }
    }
}

/// The names of the columns of a table that begins with `head`.
pub(super) fn field_names(format: Format, head: &[u8]) -> Vec<String> {
    let bytes = Reader::stream(Vec::new(), head);
    let header = Rows::new(delimiter(format, head), bytes, u64::MAX).header();
    header.ok().flatten().unwrap_or_default()
}

/// What is between fields: of CSV a comma, or what the header has instead, as in
/// countries whose decimal sign is the comma.
fn delimiter(format: Format, head: &[u8]) -> u8 {
    let header = &head[..memchr(b'\n', head).unwrap_or(head.len())];
    let has = |byte| memchr(byte, header).is_some();
    match format {
        Format::Tsv => b'\t',
        _ if has(b',') => b',',
        _ if has(b';') => b';',
        _ if has(b'\t') => b'\t',
        _ => b',',
    }
}

/// Cuts a table into rows.
struct Rows<'a> {
    parser: csv_core::Reader,
    bytes: Reader<'a>,
    /// Bytes that were read, and how many of them were parsed.
    buffer: Vec<u8>,
    at: usize,
    /// The line of the next byte.
    line: u64,
    limit: u64,
    block: Block,
}

/// Fields of some rows, one after the other, without what was around them.
#[derive(Default)]
struct Block {
    bytes: Vec<u8>,
    /// The end of each field, counted from the beginning of its row.
    ends: Vec<usize>,
    rows: Vec<Row>,
}

/// Where in a block the fields of a row begin.
struct Row {
    line: u64,
    bytes: usize,
    ends: usize,
    is_too_long: bool,
}

impl<'a> Rows<'a> {
    fn new(delimiter: u8, bytes: Reader<'a>, limit: u64) -> Self {
        Rows {
            parser: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            bytes,
            buffer: Vec::new(),
            at: 0,
            line: 1,
            limit,
            block: Block::default(),
        }
    }

    /// The fields of the first row; nothing where there is none.
    fn header(&mut self) -> io::Result<Option<Vec<String>>> {
        if self.next_row()? {
            return Ok(None);
        }
        let block = take(&mut self.block);
        let text = |field: &[u8]| String::from_utf8_lossy(field).trim().to_owned();
        let mut names: Vec<_> = block.fields(0).map(text).collect();
        let mark = String::from_utf8_lossy(BYTE_ORDER_MARK);
        if let Some(first) = names.first_mut() {
            *first = first.trim_start_matches(&*mark).trim_matches('"').to_owned();
        }
        Ok(Some(names))
    }

    /// Fills the block, and returns whether that was the end. Of a stream that is
    /// being written it takes the rows that are there.
    fn next_block(&mut self, is_live: bool) -> io::Result<bool> {
        loop {
            if self.next_row()? {
                return Ok(true);
            }
            if self.block.bytes.len() >= BLOCK || is_live && self.at == self.buffer.len() {
                return Ok(false);
            }
        }
    }

    /// Adds a row to the block, and returns whether there was none.
    fn next_row(&mut self) -> io::Result<bool> {
        let begin = (self.block.bytes.len(), self.block.ends.len());
        let (mut filled, mut ended) = begin;
        let (mut is_too_long, mut is_end) = (false, false);
        // Line ends before the row are not a part of it.
        while self.fill()? && matches!(self.buffer[self.at], b'\r' | b'\n') {
            self.line += u64::from(self.buffer[self.at] == b'\n');
            self.at += 1;
        }
        let line = self.line;
        loop {
            is_end = is_end || !self.fill()?;
            let block = &mut self.block;
            if block.bytes.len() == filled {
                if (filled - begin.0) as u64 > self.limit {
                    // The bytes of a row that is too long are parsed and dropped.
                    (filled, is_too_long) = (begin.0, true);
                }
                block.bytes.resize((2 * filled).clamp(filled + 4096, filled + 4 * BLOCK), 0);
            }
            if block.ends.len() == ended {
                if is_too_long {
                    ended = begin.1;
                }
                block.ends.resize(ended + 64, 0);
            }
            let (mut bytes, mut ends) = (take(&mut block.bytes), take(&mut block.ends));
            let (result, wrote, added) = self.parse(&mut bytes[filled..], &mut ends[ended..]);
            (self.block.bytes, self.block.ends) = (bytes, ends);
            (filled, ended) = (filled + wrote, ended + added);
            match result {
                ReadRecordResult::InputEmpty
                | ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => {}
                ReadRecordResult::Record => {
                    is_too_long |= (filled - begin.0) as u64 > self.limit;
                    if is_too_long {
                        (filled, ended) = begin;
                    }
                    self.block.bytes.truncate(filled);
                    self.block.ends.truncate(ended);
                    self.block.rows.push(Row { line, bytes: begin.0, ends: begin.1, is_too_long });
                    return Ok(false);
                }
                ReadRecordResult::End => {
                    self.block.bytes.truncate(begin.0);
                    self.block.ends.truncate(begin.1);
                    return Ok(true);
                }
            }
        }
    }

    /// Reads where all is parsed, and returns whether there is something to parse.
    fn fill(&mut self) -> io::Result<bool> {
        if self.at == self.buffer.len() {
            self.buffer.resize(BLOCK, 0);
            self.at = 0;
            let filled = read(&mut self.bytes, &mut self.buffer);
            self.buffer.truncate(*filled.as_ref().unwrap_or(&0));
            filled?;
        }
        Ok(!self.buffer.is_empty())
    }

    /// Parses what was read, and returns how much it added to `bytes` and `ends`.
    fn parse(&mut self, bytes: &mut [u8], ends: &mut [usize]) -> (ReadRecordResult, usize, usize) {
        let input = &self.buffer[self.at..];
        let (result, read, wrote, ended) = self.parser.read_record(input, bytes, ends);
        self.line += memchr_iter(b'\n', &input[..read]).count() as u64;
        self.at += read;
        (result, wrote, ended)
    }
}

impl Block {
    /// The fields of a row.
    fn fields(&self, row: usize) -> impl Iterator<Item = &[u8]> {
        let next = self.rows.get(row + 1);
        let Row { bytes, ends, .. } = self.rows[row];
        let ends = &self.ends[ends..next.map_or(self.ends.len(), |next| next.ends)];
        let begins = std::iter::once(0).chain(ends.iter().copied());
        begins.zip(ends).map(move |(begin, &end)| &self.bytes[bytes + begin..bytes + end])
    }
}

/// Which columns are needed for what.
struct Columns {
    names: Vec<String>,
    id: Option<usize>,
    text: Vec<Option<usize>>,
    kept: Vec<Option<usize>>,
}

impl Columns {
    fn of(names: Vec<String>, fields: &Fields) -> Self {
        let find = |field: &str| names.iter().position(|name| name == field);
        let id = find(fields.id());
        let text = fields.text().map(find).collect();
        let kept = fields.keep.iter().map(|field| find(field)).collect();
        Columns { names, id, text, kept }
    }
}

/// What is the same for all rows.
struct Table {
    name: String,
    columns: Columns,
    options: Arc<Options>,
}

impl Table {
    fn document(&self, block: &Block, index: usize) -> Result<Document, DocumentError> {
        let Row { line, is_too_long, .. } = block.rows[index];
        let place = || Place { cell: true, ..Place::line(&self.name, line) };
        if is_too_long {
            return Err(DocumentError::TooLarge { place: place(), limit: self.options.max_document_size });
        }
        let fields: Vec<_> = block.fields(index).collect();
        let (found, expected) = (fields.len(), self.columns.names.len());
        if found != expected {
            return Err(DocumentError::Ragged { place: place(), found, expected });
        }
        let decoded = |bytes: &[u8]| {
            let read = decode(bytes, self.options.encoding)
                .map_err(|error| DocumentError::not_text(error, place(), 0))?;
            Ok(read.text.into_owned())
        };
        // All of the text together, since little of it may not show its encoding.
        let parts: Vec<_> = self.columns.text.iter().flatten().map(|&column| fields[column]).collect();
        let (text, encoding) = decode_in_place(parts.join(&b'\n'), self.options.encoding)
            .map_err(|(error, _)| DocumentError::not_text(error, place(), 0))?;

        let mut article = Article::empty(&self.options.fields);
        article.text[0] = Value::Text(text);
        if let Some(id) = self.columns.id.map(|column| fields[column]).filter(|id| !id.is_empty()) {
            article.id = Value::Text(decoded(id)?);
        }
        for (kept, column) in article.kept.iter_mut().zip(&self.columns.kept) {
            *kept = match column {
                Some(column) => serde_json::to_string(&decoded(fields[*column])?).expect("text is JSON"),
                None => NOTHING.to_owned(),
            };
        }
        article.document(&self.options.fields, place, encoding)
    }
}
