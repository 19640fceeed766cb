//! The documents that failed, as JSON lines, so that they can be mended and run again.

use super::Error;
use serde::Serialize;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use trich::input::DocumentError;

/// The file of failures, if there shall be one.
pub struct Failures(Option<(BufWriter<File>, PathBuf)>);

/// A document that failed.
#[derive(Serialize)]
struct Failure<'a> {
    document: String,
    file: &'a str,
    line: Option<u64>,
    row: Option<u64>,
    error: String,
}

impl Failures {
    /// Opens the file; what an earlier run wrote in it is kept up to `length`.
    pub fn open(path: Option<&Path>, length: u64) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Failures(None)) };
        let open = || {
            let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
            // A pipe or a terminal has no length.
            if file.metadata()?.is_file() {
                file.set_len(length)?;
                file.seek(SeekFrom::End(0))?;
            }
            Ok(file)
        };
        let file = open().map_err(|error: io::Error| Error::write(path, &error))?;
        Ok(Failures(Some((BufWriter::new(file), path.to_owned()))))
    }

    /// The line of a document that failed.
    pub fn line(error: &DocumentError) -> Vec<u8> {
        let place = error.place();
        let failure = Failure {
            document: place.to_string(),
            file: &place.path,
            line: place.line,
            row: place.row,
            error: error.reason(),
        };
        let mut line = serde_json::to_vec(&failure).expect("it is JSON and memory takes it");
        line.push(b'\n');
        line
    }

    pub fn add(&mut self, line: &[u8]) -> Result<(), Error> {
        self.with_file(|file| file.write_all(line))
    }

    /// Puts all on the disk, and returns how long the file is.
    pub fn sync(&mut self) -> Result<u64, Error> {
        let mut length = 0;
        self.with_file(|file| {
            file.flush()?;
            let file = file.get_mut();
            if file.metadata()?.is_file() {
                file.sync_all()?;
                length = file.stream_position()?;
            }
            Ok(())
        })?;
        Ok(length)
    }

    fn with_file(&mut self, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), Error> {
        let Some((file, path)) = &mut self.0 else { return Ok(()) };
        write(file).map_err(|error| Error::write(path, &error))
    }
}
