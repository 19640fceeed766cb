//! The files in a folder, or those whose paths are like a pattern, by path.

use super::sorted::Names;
use super::{DocumentError, Format, Meter, Options, Place, name};
#[cfg(feature = "tools")]
use globset::{GlobBuilder, GlobMatcher};
use std::ffi::OsStr;
use std::fs;
use std::io;
#[cfg(feature = "tools")]
use std::path::Component;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Walks a folder with the folders in it, in the order of the paths.
///
/// Only the names of one folder are looked at together, and of them no more than
/// [`Names`] allows are in memory.
pub(super) struct Files {
    /// The folders that the walk is in, outermost first.
    folders: Vec<(PathBuf, Names)>,
    failed: Option<DocumentError>,
    wanted: Wanted,
    /// What is left out.
    exclude: Vec<PathBuf>,
    meter: Arc<Meter>,
}

/// Which files are handed out.
enum Wanted {
    All,
    KnownEndings,
    #[cfg(feature = "tools")]
    Like(GlobMatcher),
}

/// Whether a path that names nothing is meant for many.
pub(super) fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.contains(['*', '?', '[', '{']))
}

impl Files {
    /// The files with a known ending in `folder`; all, where their format is said.
    pub fn of(folder: &Path, options: &Options, meter: &Arc<Meter>) -> Self {
        let wanted = if options.format.is_some() { Wanted::All } else { Wanted::KnownEndings };
        Files::new(folder, wanted, options, meter)
    }

    /// The files whose paths are like `pattern`.
    #[cfg(feature = "tools")]
    pub fn like(pattern: &Path, options: &Options, meter: &Arc<Meter>) -> Result<Self, String> {
        let glob = GlobBuilder::new(&name(pattern)).literal_separator(true).build();
        let matcher = glob.map_err(|error| error.kind().to_string())?.compile_matcher();
        // What comes before the first wildcard is where the walk begins.
        let fixed = |part: &Component| !is_pattern(Path::new(part.as_os_str()));
        let folder: PathBuf = pattern.components().take_while(fixed).collect();
        Ok(Files::new(&folder, Wanted::Like(matcher), options, meter))
    }

    #[cfg(not(feature = "tools"))]
    pub fn like(_pattern: &Path, _options: &Options, _meter: &Arc<Meter>) -> Result<Self, String> {
        Err("this trich was built without the feature `tools`, which reads patterns of paths".to_owned())
    }

    fn new(folder: &Path, wanted: Wanted, options: &Options, meter: &Arc<Meter>) -> Self {
        let (exclude, meter) = (options.exclude.clone(), meter.clone());
        let mut files = Files { folders: Vec::new(), failed: None, wanted, exclude, meter };
        files.enter(folder.to_owned());
        files
    }

    fn enter(&mut self, folder: PathBuf) {
        // The pattern `*.txt` has no folder before it.
        let path = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        match fs::read_dir(path)
            .and_then(|entries| Names::of(entries, |entry| self.is_wanted(&folder, entry)))
        {
            Ok(names) => self.folders.push((folder, names)),
            Err(source) => self.fail(&folder, source),
        }
    }

    fn fail(&mut self, path: &Path, source: io::Error) {
        self.failed = Some(DocumentError::Unreadable { place: Place::file(name(path)), source });
    }

    /// Whether a folder is to be entered (true), a file to be handed out (false),
    /// or an entry to be skipped.
    fn is_wanted(&self, folder: &Path, entry: &fs::DirEntry) -> io::Result<Option<bool>> {
        let (file_name, kind) = (entry.file_name(), entry.file_type()?);
        if file_name.as_encoded_bytes().starts_with(b".") {
            return Ok(None);
        }
        if self.is_excluded(folder, &file_name) {
            return Ok(None);
        }
        if kind.is_dir() {
            return Ok(Some(true));
        }
        let is_wanted = kind.is_file()
            && match &self.wanted {
                Wanted::All => true,
                Wanted::KnownEndings => Format::is_known(Path::new(&file_name)),
                #[cfg(feature = "tools")]
                Wanted::Like(matcher) => {
                    return Ok(matcher.is_match(folder.join(file_name)).then_some(false));
                }
            };
        if !is_wanted {
            self.meter.skip(|| name(&folder.join(file_name)));
        }
        Ok(is_wanted.then_some(false))
    }

    /// Whether something is left out.
    fn is_excluded(&self, folder: &Path, name: &OsStr) -> bool {
        let mut alike = self.exclude.iter().filter(|place| place.file_name() == Some(name)).peekable();
        // The system is asked only where the name is that of one.
        alike.peek().is_some()
            && fs::canonicalize(folder.join(name)).is_ok_and(|path| alike.any(|place| *place == path))
    }
}

impl Iterator for Files {
    type Item = Result<PathBuf, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(error) = self.failed.take() {
                return Some(Err(error));
            }
            let (folder, names) = self.folders.last_mut()?;
            match names.next() {
                Some(Ok((file, false))) => return Some(Ok(folder.join(file))),
                Some(Ok((inner, true))) => {
                    let inner = folder.join(inner);
                    self.enter(inner);
                }
                Some(Err(source)) => {
                    let folder = folder.clone();
                    self.fail(&folder, source);
                    self.folders.pop();
                }
                None => {
                    self.folders.pop();
                }
            }
        }
    }
}
