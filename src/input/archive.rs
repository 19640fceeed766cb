//! Tar archives: each file in them is read like one in a folder.

use super::reader::Reader;
use super::source::Item;
use super::{Emit, failure};
use std::ops::ControlFlow;

/// Whether a file that begins with `head` is a tar archive.
pub(super) fn is_archive(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}

/// Emits the chunks of the files in the archive.
///
/// A file is named by the path of the archive and its own in it.
#[cfg(feature = "compression")]
pub(super) fn cut(item: &Item, bytes: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
    use super::Format;
    use std::path::Component;

    let mut archive = tar::Archive::new(bytes);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(source) => return emit(failure(item.unreadable(source))),
    };
    for entry in entries {
        let read = entry.and_then(|entry| Ok((entry.path()?.into_owned(), entry)));
        let (path, entry) = match read {
            Ok(read) => read,
            // Where the next file begins is not known any more.
            Err(source) => return emit(failure(item.unreadable(source))),
        };
        let kind = entry.header().entry_type();
        let is_hidden = |part: Component| match part {
            Component::Normal(part) => part.as_encoded_bytes().starts_with(b"."),
            _ => false,
        };
        if kind.is_dir() || path.components().any(is_hidden) {
            continue;
        }
        let name = format!("{}/{}", item.name, path.strip_prefix(".").unwrap_or(&path).display());
        if !kind.is_file() || item.options.format.is_none() && !Format::is_known(&path) {
            item.meter.skip(|| name);
            continue;
        }
        Item::new(name, &item.options, &item.meter).cut(Reader::stream(Vec::new(), entry), emit)?;
    }
    ControlFlow::Continue(())
}

#[cfg(not(feature = "compression"))]
pub(super) fn cut(item: &Item, _: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
    use super::{DocumentError, Place};

    let place = Place::file(&item.name);
    emit(failure(DocumentError::NotBuilt { place, kind: "tar archives", feature: "compression" }))
}
