//! Files that are whole or not there, and what is said where a disk is full.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file that has its name only when all of it is written. Until then it has
/// another one in the same folder; where it is dropped before it is removed.
///
/// ```
/// use std::io::Write;
/// use trich::output::OutputFile;
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.jsonl");
/// let mut file = OutputFile::create(&path)?;
/// file.write_all(b"{}\n")?;
/// assert!(!path.exists());
/// file.keep()?;
/// assert_eq!(std::fs::read(&path)?, b"{}\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct OutputFile {
    file: NamedTempFile,
    path: PathBuf,
}

impl OutputFile {
    /// A file that will be at `path`.
    ///
    /// # Errors
    ///
    /// Where nothing can be written in its folder.
    pub fn create(path: &Path) -> io::Result<Self> {
        // To rename something over a device or a pipe would be the end of it.
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            let message = "it is no regular file; redirect standard output to it instead";
            return Err(io::Error::new(ErrorKind::InvalidInput, message));
        }
        // A link stays one.
        let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let mut builder = tempfile::Builder::new();
        builder.prefix(".trich-").suffix(".tmp");
        // Readable for those who may read other new files.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
        Ok(OutputFile { file, path: path.to_owned() })
    }

    /// Gives the file its name. What it says is on the disk then.
    ///
    /// # Errors
    ///
    /// Where the disk does not take it.
    pub fn keep(self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.file.persist(self.path)?;
        Ok(())
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush()
    }
}

/// What went wrong in words for people; of a full disk, which file system it is.
///
/// ```
/// use std::io::{Error, ErrorKind};
/// use std::path::Path;
///
/// let message = trich::output::explain(&Error::from(ErrorKind::PermissionDenied), Path::new("/x"));
/// assert_eq!(message, "permission denied");
/// ```
pub fn explain(error: &io::Error, path: &Path) -> String {
    let system = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => file_system(path),
        _ => None,
    };
    match system {
        Some(system) => format!("{error}; the file system at {} takes no more", system.display()),
        None => error.to_string(),
    }
}

/// Where the file system that `path` is in is mounted.
#[cfg(unix)]
fn file_system(path: &Path) -> Option<PathBuf> {
    use std::os::unix::fs::MetadataExt;

    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut top = fs::canonicalize(folder).ok()?;
    let device = fs::metadata(&top).ok()?.dev();
    while let Some(parent) = top.parent()
        && fs::metadata(parent).is_ok_and(|metadata| metadata.dev() == device)
    {
        top.pop();
    }
    Some(top)
}

#[cfg(not(unix))]
fn file_system(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path.parent()?).ok()
}
