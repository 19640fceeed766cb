//! Plain text: one article a file.

use super::reader::Reader;
use super::source::Item;
use super::{Document, DocumentError, Emit, Place, decode, failure};
use crate::text::{Characters, Encoding, NotText};
use std::borrow::Cow;
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
        Ok(file) => emit(Box::new(iter::once_with(move || {
            let content = item.read_whole(file)?;
            read(item, content)
        }))),
        Err(stream) => match item.read_whole(stream) {
            Ok(content) => emit(Box::new(iter::once_with(move || read(item, content)))),
            Err(error) => emit(failure(error)),
        },
    }
}

/// The characters of a file, and the encoding of Unicode that they were in.
pub(super) fn characters(item: &Item, content: Vec<u8>) -> Result<(String, Option<Encoding>), DocumentError> {
    match decode(&content, item.options.encoding) {
        Ok(Characters { text: Cow::Owned(text), encoding }) => Ok((text, encoding)),
        Ok(Characters { text: Cow::Borrowed(_), encoding }) => {
            Ok((String::from_utf8(content).expect("borrowed characters are UTF-8"), encoding))
        }
        Err(error) => {
            let line = match error {
                NotText::Invalid { encoding: Encoding::Utf8, byte } => {
                    Some(memchr::memchr_iter(b'\n', &content[..byte]).count() as u64 + 1)
                }
                _ => None,
            };
            Err(DocumentError::not_text(error, Place { line, ..Place::file(&item.name) }, 0))
        }
    }
}

impl Item {
    /// All bytes, unless there are more than a document may have.
    fn read_whole(&self, bytes: impl Read) -> Result<Vec<u8>, DocumentError> {
        let limit = self.options.max_document_size;
        let mut content = Vec::new();
        match bytes.take(limit.saturating_add(1)).read_to_end(&mut content) {
            Ok(_) if content.len() as u64 > limit => {
                Err(DocumentError::TooLarge { place: Place::file(&self.name), limit })
            }
            Ok(_) => Ok(content),
            Err(source) => Err(self.unreadable(source)),
        }
    }

    /// The fields that are kept, of a document that has none.
    pub(super) fn nothing_kept(&self) -> Vec<String> {
        vec![super::fields::NOTHING.to_owned(); self.options.fields.keep.len()]
    }
}
