//! The articles in a folder.

use super::{DocumentError, Format, name};
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// The files with a known ending in `folder` and the folders in it, by path.
pub(super) fn files(folder: &Path) -> impl Iterator<Item = Result<PathBuf, DocumentError>> + Send + 'static {
    let root = name(folder);
    WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .sort_by_file_path(Path::cmp)
        .build()
        .filter_map(move |entry| match entry {
            Ok(entry) => {
                let is_article =
                    entry.file_type().is_some_and(|t| t.is_file()) && Format::of(entry.path()).is_some();
                is_article.then(|| Ok(entry.into_path()))
            }
            Err(error) => {
                let path = path_of(&error).map_or_else(|| root.clone(), name);
                let source = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
                Some(Err(DocumentError::Unreadable { path, source }))
            }
        })
}

/// The path that a walk stumbled over.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } => path_of(err),
        _ => None,
    }
}
