//! Output in parts with a manifest, so that a run that was killed can go on.
//!
//! A part is whole or absent. The manifest is written after each part: which parts
//! there are, where in the input the next one begins, and what the run is, its
//! version, options and inputs. A part that is not in it is written again; since
//! parts end with documents and not with time, it has the same bytes.

use super::Error;
use super::account::Account;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use trich::input::{DocumentError, Position};
use trich::output::{Batch, Layout, Mark, OutputFile, Writer};

const MANIFEST: &str = "manifest.json";
const INPUTS: &str = "inputs.jsonl";
const LOCK: &str = ".lock";

/// Whether a path that need not exist is meant for a folder.
pub fn is_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// The parts of a run in a folder.
pub struct Parts {
    folder: PathBuf,
    layout: Layout,
    part_size: u64,
    manifest: Manifest,
    current: Option<Writer<BufWriter<OutputFile>>>,
    /// Size of what goes into the current part so far.
    size: u64,
    /// No other run writes here while it is open.
    _lock: File,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    version: String,
    options: BTreeMap<String, String>,
    is_complete: bool,
    parts: Vec<String>,
    /// The chunk that the next part begins in, and the document in it.
    next: (Position, u64),
    /// What the run came to up to there.
    account: Account,
    failures_length: u64,
}

/// A file of the input.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct InputFile {
    path: String,
    size: Option<u64>,
    /// Nanoseconds after the beginning of 1970.
    modified: Option<u64>,
}

impl Parts {
    pub fn open(
        folder: &Path,
        layout: Layout,
        resume: bool,
        part_size: u64,
        options: BTreeMap<String, String>,
        files: impl Iterator<Item = Result<PathBuf, DocumentError>>,
    ) -> Result<Self, Error> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error: io::Error| Error::write(&path, &error)
        };
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let lock = File::create(folder.join(LOCK)).map_err(failed(folder))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Resume(format!("{}: another run is writing there", folder.display())));
            }
            Err(TryLockError::Error(error)) => return Err(failed(folder)(error)),
            Ok(()) => {}
        }
        let version = super::VERSION.to_owned();
        let path = folder.join(MANIFEST);
        let manifest = match fs::read(&path) {
            Ok(_) if !resume => {
                return Err(Error::Resume(format!(
                    "{}: a run was written there already; go on with it by --resume, or name another folder",
                    folder.display()
                )));
            }
            Ok(bytes) => {
                let manifest: Manifest = serde_json::from_slice(&bytes)
                    .map_err(|error| Error::Resume(format!("{}: no manifest: {error}", path.display())))?;
                if let Some(change) = manifest.change(&version, &options) {
                    return Err(refused(folder, &change));
                }
                compare(&folder.join(INPUTS), files)?
                    .map_or(Ok(()), |change| Err(refused(folder, &change)))?;
                manifest
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                list(&folder.join(INPUTS), files)?;
                let manifest = Manifest {
                    version,
                    options,
                    is_complete: false,
                    parts: Vec::new(),
                    next: Default::default(),
                    account: Account::default(),
                    failures_length: 0,
                };
                manifest.write(folder)?;
                manifest
            }
            Err(error) => return Err(failed(&path)(error)),
        };
        remove_torn(folder).map_err(failed(folder))?;
        Ok(Parts {
            folder: folder.to_owned(),
            layout,
            part_size,
            manifest,
            current: None,
            size: 0,
            _lock: lock,
        })
    }

    pub fn account(&self) -> Account {
        self.manifest.account.clone()
    }

    pub fn failures_length(&self) -> u64 {
        self.manifest.failures_length
    }

    pub fn is_complete(&self) -> bool {
        self.manifest.is_complete
    }

    pub fn start(&self) -> (Position, u64) {
        self.manifest.next
    }

    /// Counts what goes out of a document, and returns whether the part is full.
    pub fn grow(&mut self, size: u64) -> bool {
        self.size += size;
        self.size >= self.part_size
    }

    pub fn write(&mut self, batch: &Batch, range: Range<Mark>) -> Result<(), Error> {
        if range.start == range.end {
            return Ok(());
        }
        self.with_part(|part| part.write_part(batch, range))
    }

    /// Does something with the current part, which is begun if it is not there.
    fn with_part(
        &mut self,
        write: impl FnOnce(&mut Writer<BufWriter<OutputFile>>) -> io::Result<()>,
    ) -> Result<(), Error> {
        let path = self.path();
        let result = match &mut self.current {
            Some(part) => write(part),
            None => OutputFile::create(&path)
                .and_then(|file| self.layout.writer(BufWriter::new(file)))
                .and_then(|part| write(self.current.insert(part))),
        };
        result.map_err(|error| Error::write(&path, &error))
    }

    /// The path of the current part.
    fn path(&self) -> PathBuf {
        self.folder.join(format!("part-{:05}.{}", self.manifest.parts.len() + 1, self.layout.format()))
    }

    /// Gives the current part its name, and says so in the manifest.
    pub fn end_part(
        &mut self,
        next: (Position, u64),
        account: &Account,
        failures_length: u64,
    ) -> Result<(), Error> {
        let path = self.path();
        if let Some(part) = self.current.take() {
            let keep = || part.finish()?.into_inner()?.keep();
            keep().map_err(|error| Error::write(&path, &error))?;
            self.manifest.parts.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
        self.size = 0;
        self.manifest.next = next;
        self.manifest.account = account.clone();
        self.manifest.failures_length = failures_length;
        self.manifest.write(&self.folder)
    }

    /// Ends the last part when the input has ended.
    pub fn finish(mut self, account: &Account, failures_length: u64) -> Result<(), Error> {
        if self.manifest.parts.is_empty() {
            // No record at all makes a part without records.
            self.with_part(|_| Ok(()))?;
        }
        self.manifest.is_complete = true;
        self.end_part(self.manifest.next, account, failures_length)
    }
}

impl Manifest {
    /// What differs from this run in one with other options or another version.
    fn change(&self, version: &str, options: &BTreeMap<String, String>) -> Option<String> {
        if self.version != version {
            return Some(format!("it was written by trich {}, this is {version}", self.version));
        }
        let names: BTreeSet<_> = self.options.keys().chain(options.keys()).collect();
        let said = |value: Option<&String>| match value.map(String::as_str) {
            None | Some("") => "nothing".to_owned(),
            Some(value) => format!("`{value}`"),
        };
        let changes = names.into_iter().filter_map(|name| {
            let (was, is) = (self.options.get(name), options.get(name));
            (was != is).then(|| format!("{name} was {}, it is {}", said(was), said(is)))
        });
        let changes: Vec<_> = changes.collect();
        (!changes.is_empty()).then(|| changes.join("; "))
    }

    fn write(&self, folder: &Path) -> Result<(), Error> {
        let path = folder.join(MANIFEST);
        let write = || {
            let mut file = OutputFile::create(&path)?;
            serde_json::to_writer_pretty(&mut file, self)?;
            file.write_all(b"\n")?;
            file.keep()
        };
        write().map_err(|error| Error::write(&path, &error))
    }
}

fn refused(folder: &Path, change: &str) -> Error {
    Error::Resume(format!(
        "{}: cannot go on with this run: {change}; name another folder to begin anew",
        folder.display()
    ))
}

/// Removes what a run that was killed left of a part.
fn remove_torn(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(b".trich-") && name.ends_with(b".tmp") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The files of the input as they are now.
fn stat(
    files: impl Iterator<Item = Result<PathBuf, DocumentError>>,
) -> impl Iterator<Item = Result<InputFile, Error>> {
    files.map(|file| {
        let path = match file {
            Ok(path) if path.as_os_str() == "-" => {
                return Err(Error::Resume(
                    "-: standard input cannot be read again; write it to a file first, or write to a file without --resume"
                        .to_owned(),
                ));
            }
            Ok(path) => path,
            // What cannot be read has neither size nor time.
            Err(error) => error.place().path.clone().into(),
        };
        let metadata = fs::metadata(&path).ok();
        let modified = metadata.as_ref().and_then(|metadata| {
            Some(metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos() as u64)
        });
        let size = metadata.map(|metadata| metadata.len());
        Ok(InputFile { path: path.display().to_string(), size, modified })
    })
}

/// Writes the list of the files of the input.
fn list(path: &Path, files: impl Iterator<Item = Result<PathBuf, DocumentError>>) -> Result<(), Error> {
    let failed = |error: io::Error| Error::write(path, &error);
    let mut list = BufWriter::new(OutputFile::create(path).map_err(failed)?);
    for file in stat(files) {
        let line = serde_json::to_string(&file?).expect("it is JSON");
        writeln!(list, "{line}").map_err(failed)?;
    }
    list.into_inner().map_err(|error| error.into_error()).and_then(OutputFile::keep).map_err(failed)
}

/// Compares the files of the input with the list of them, and says what differs.
fn compare(
    path: &Path,
    files: impl Iterator<Item = Result<PathBuf, DocumentError>>,
) -> Result<Option<String>, Error> {
    let broken = |error: &dyn std::fmt::Display| Error::Resume(format!("{}: {error}", path.display()));
    let mut lines = BufReader::new(File::open(path).map_err(|error| broken(&error))?).lines();
    let mut files = stat(files);
    loop {
        let was = match lines.next() {
            Some(line) => {
                let line = line.map_err(|error| broken(&error))?;
                Some(serde_json::from_str::<InputFile>(&line).map_err(|error| broken(&error))?)
            }
            None => None,
        };
        let is = files.next().transpose()?;
        let change = match (was, is) {
            (None, None) => return Ok(None),
            (Some(was), Some(is)) if was == is => continue,
            (Some(was), Some(is)) if was.path == is.path && was.size != is.size => {
                let size =
                    |size: Option<u64>| size.map_or("no size".to_owned(), |size| format!("{size} bytes"));
                format!("the input {} had {}, it has {}", is.path, size(was.size), size(is.size))
            }
            (Some(was), Some(is)) if was.path == is.path => {
                format!("the input {} was modified", is.path)
            }
            (Some(was), Some(is)) => format!("where the input had {}, it has {}", was.path, is.path),
            (Some(was), None) => format!("the input {} is gone", was.path),
            (None, Some(is)) => format!("the input {} is new", is.path),
        };
        return Ok(Some(change));
    }
}
