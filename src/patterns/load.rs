//! Pattern files from disk.

use super::file::{LONGEST_FILE, PatternFile};
use super::matcher::Patterns;
use super::problem::{Problem, Problems};
use ignore::WalkBuilder;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why pattern files could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A path leads nowhere.
    #[error("{path}: no such file or folder")]
    NotFound {
        /// The path.
        path: String,
    },
    /// A folder has no pattern file.
    #[error("{path}: no pattern file in this folder; put .toml files there")]
    Empty {
        /// The path.
        path: String,
    },
    /// A file is longer than any that people write.
    #[error("{path}: a pattern file of more than {} MiB; make several of it", LONGEST_FILE >> 20)]
    TooLong {
        /// The path.
        path: String,
    },
    /// A file or folder cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// The path.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// What is in the files is wrong.
    #[error(transparent)]
    Wrong(#[from] Problems),
}

/// Loads pattern files and folders of them; in a folder all files that end in `.toml`,
/// in the order of their paths, hidden ones and symbolic links skipped.
///
/// # Errors
///
/// If a path cannot be read or anything is wrong in any file: then none is loaded, and
/// the error names all that is wrong in all of them.
///
/// ```
/// use trich::patterns;
///
/// let folder = tempfile::tempdir()?;
/// std::fs::write(folder.path().join("a.toml"), "[[pattern]]\nname = 'a'\nmatch = 'b'\n")?;
/// let files = patterns::load(&[folder.path()])?;
/// assert!(patterns::patterns(&files).names().eq(["a"]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn load<P: AsRef<Path>>(paths: &[P]) -> Result<Vec<PatternFile>, LoadError> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for path in paths.iter().flat_map(|path| files_in(path.as_ref()).map_or_else(|e| vec![Err(e)], oks)) {
        let path = path?;
        match PatternFile::parse(&path.display().to_string(), &read(&path)?) {
            Ok(file) => files.push(file),
            Err(found) => problems.extend(found.0),
        }
    }
    problems.extend(clashes(&files));
    if problems.is_empty() { Ok(files) } else { Err(Problems(problems).into()) }
}

/// The patterns of several files, to be matched together.
pub fn patterns(files: &[PatternFile]) -> Patterns {
    let all = files.iter().flat_map(|file| &file.patterns);
    Patterns::new(all.map(|pattern| pattern.compiled.clone()).collect())
}

fn oks(paths: Vec<PathBuf>) -> Vec<Result<PathBuf, LoadError>> {
    paths.into_iter().map(Ok).collect()
}

/// The pattern files that a path stands for.
fn files_in(path: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let name = || path.display().to_string();
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Ok(vec![path.to_owned()]),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(LoadError::NotFound { path: name() });
        }
        Err(source) => return Err(LoadError::Unreadable { path: name(), source }),
    }
    let walk =
        WalkBuilder::new(path).standard_filters(false).hidden(true).sort_by_file_path(Path::cmp).build();
    let mut files = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| LoadError::Unreadable {
            path: name(),
            source: error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links")),
        })?;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && entry.path().extension().is_some_and(|ending| ending == "toml") {
            files.push(entry.into_path());
        }
    }
    if files.is_empty() { Err(LoadError::Empty { path: name() }) } else { Ok(files) }
}

fn read(path: &Path) -> Result<String, LoadError> {
    let name = || path.display().to_string();
    let unreadable = |source| LoadError::Unreadable { path: name(), source };
    let mut text = String::new();
    let mut file = File::open(path).map_err(unreadable)?.take(LONGEST_FILE + 1);
    file.read_to_string(&mut text).map_err(unreadable)?;
    if text.len() as u64 > LONGEST_FILE { Err(LoadError::TooLong { path: name() }) } else { Ok(text) }
}

/// The patterns of one file that bear the name of one in another.
fn clashes(files: &[PatternFile]) -> Vec<Problem> {
    let mut names: BTreeMap<&str, &PatternFile> = BTreeMap::new();
    let mut problems = Vec::new();
    for file in files {
        for pattern in &file.patterns {
            let name = pattern.compiled.name.as_str();
            if let Some(first) = names.get(name) {
                problems.push(Problem {
                    source: file.source.clone(),
                    span: pattern.span.clone(),
                    pattern: Some(name.to_owned()),
                    message: format!("there are two patterns `{name}`"),
                    label: "the second".to_owned(),
                    help: Some(format!("the first is in {}", first.name())),
                });
            } else {
                names.insert(name, file);
            }
        }
    }
    problems
}
