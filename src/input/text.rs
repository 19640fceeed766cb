//! Plain text: one article a file.

use super::reader::{BLOCK, Reader, read};
use super::source::Item;
use super::{Cut, Document, DocumentError, Emit, Place, decode_in_place, failure};
use crate::text::{Encoding, NotText};
use std::io::Read;
use std::iter;
use std::ops::ControlFlow;

/// Emits the one chunk of a text file.
pub(super) fn cut(item: Item, bytes: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
    cut_whole(item, bytes, emit, |item, content| {
        let (text, encoding) = characters(&item, content)?;
        Ok(Document { text, encoding, kept: item.nothing_kept(), id: item.name })
    })
}

/// Emits the chunk of a file that is one document, which `read` makes.
pub(super) fn cut_whole(
    item: Item,
    bytes: Reader<'_>,
    emit: &mut Emit,
    read: impl FnOnce(Item, Vec<u8>) -> Result<Document, DocumentError> + Send + 'static,
) -> ControlFlow<()> {
    match bytes.into_file() {
        // The worker reads it: with many small files that is most of the work.
        Ok(file) => emit(Cut::File(Box::new(iter::once_with(move || {
            let content = item.read_whole(file)?;
            read(item, content)
        })))),
        Err(stream) => match item.read_whole(stream) {
            Ok(content) => emit(Cut::Chunk(Box::new(iter::once_with(move || read(item, content))))),
            Err(error) => emit(failure(error)),
        },
    }
}

/// The characters of a file, and the encoding of Unicode that they were in.
pub(super) fn characters(item: &Item, content: Vec<u8>) -> Result<(String, Option<Encoding>), DocumentError> {
    decode_in_place(content, item.options.encoding).map_err(|(error, lines)| {
        let line = match error {
            NotText::Invalid { encoding: Encoding::Utf8, .. } => Some(lines + 1),
            _ => None,
        };
        DocumentError::not_text(error, Place { line, ..Place::file(&item.name) }, 0)
    })
}

impl Item {
    /// All bytes, unless there are more than a document may have.
    fn read_whole(&self, mut bytes: impl Read) -> Result<Vec<u8>, DocumentError> {
        /// Bytes that are asked for at first: most articles have less.
        const FIRST: usize = 8 * 1024;
        let limit = self.options.max_document_size;
        let mut content = Vec::new();
        loop {
            // Never much more memory than bytes.
            let filled = content.len();
            content.resize(filled + (2 * filled).clamp(FIRST, BLOCK), 0);
            let read = read(&mut bytes, &mut content[filled..]);
            content.truncate(filled + *read.as_ref().unwrap_or(&0));
            if content.len() as u64 > limit {
                return Err(DocumentError::TooLarge { place: Place::file(&self.name), limit });
            }
            if read.map_err(|source| self.unreadable(source))? == 0 {
                return Ok(content);
            }
        }
    }

    /// The fields that are kept, of a document that has none.
    pub(super) fn nothing_kept(&self) -> Vec<String> {
        vec![super::fields::NOTHING.to_owned(); self.options.fields.keep.len()]
    }
}
