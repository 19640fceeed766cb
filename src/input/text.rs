//! Plain text: one article a file.

use super::{Bytes, Chunk, Document, DocumentError, Place, decode};
use crate::text::{Encoding, NotText};
use std::iter;

/// The one chunk of a text file.
pub(super) fn chunks(
    name: String,
    bytes: Bytes,
    encoding: Option<Encoding>,
) -> impl Iterator<Item = Chunk> + Send {
    iter::once_with(move || Box::new(iter::once_with(move || read(name, bytes, encoding))) as Chunk)
}

fn read(name: String, mut bytes: Bytes, encoding: Option<Encoding>) -> Result<Document, DocumentError> {
    let mut content = Vec::new();
    if let Err(source) = bytes.read_to_end(&mut content) {
        return Err(DocumentError::Unreadable { path: name, source });
    }
    match decode(&content, encoding) {
        Ok(read) => Ok(Document { text: read.text.into_owned(), encoding: read.encoding, id: name }),
        Err(error) => {
            let line = match error {
                NotText::Invalid { encoding: Encoding::Utf8, byte } => {
                    Some(memchr::memchr_iter(b'\n', &content[..byte]).count() as u64 + 1)
                }
                _ => None,
            };
            Err(DocumentError::not_text(error, Place { path: name, line }, 0))
        }
    }
}
