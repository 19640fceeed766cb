//! Plain text: one article a file.

use super::{Bytes, Chunk, Document, DocumentError, Place};
use std::iter;

/// The one chunk of a text file.
pub(super) fn chunks(name: String, bytes: Bytes) -> impl Iterator<Item = Chunk> + Send {
    iter::once_with(move || Box::new(iter::once_with(move || read(name, bytes))) as Chunk)
}

fn read(name: String, mut bytes: Bytes) -> Result<Document, DocumentError> {
    let mut content = Vec::new();
    if let Err(source) = bytes.read_to_end(&mut content) {
        return Err(DocumentError::Unreadable { path: name, source });
    }
    match simdutf8::compat::from_utf8(&content) {
        Ok(text) => Ok(Document { text: text.to_owned(), id: name }),
        Err(error) => Err(DocumentError::InvalidUtf8 {
            byte: error.valid_up_to() as u64,
            place: Place { path: name, line: None },
        }),
    }
}
