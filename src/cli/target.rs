//! Where records go: standard output, a file, or parts in a folder.

use super::account::Account;
use super::articles::warn;
use super::parts::Parts;
use super::{Error, parts};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Stdout};
use std::ops::Range;
use std::path::{Path, PathBuf};
use trich::input::{DocumentError, Position};
use trich::output::{Batch, Layout, Mark, OutputFile, Writer};

/// Where records go.
pub enum Target {
    Stdout(Writer<Stdout>),
    File(Writer<BufWriter<OutputFile>>, PathBuf),
    Parts(Box<Parts>),
}

impl Target {
    /// Opens what `path` names, standard output for nothing. `options` are those
    /// that decide what is written, `files` gives the files of the input.
    pub fn open<F: Iterator<Item = Result<PathBuf, DocumentError>>>(
        path: Option<&Path>,
        layout: Layout,
        resume: bool,
        part_size: u64,
        options: BTreeMap<String, String>,
        files: impl FnOnce() -> Result<F, Error>,
    ) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Target::Stdout(layout.writer(io::stdout())?)) };
        if resume || path.is_dir() || parts::is_folder(path) {
            let parts = Parts::open(path, layout, resume, part_size, options, files()?)?;
            return Ok(Target::Parts(Box::new(parts)));
        }
        let create = || layout.writer(BufWriter::new(OutputFile::create(path)?));
        let writer = create().map_err(|error| Error::write(path, &error))?;
        Ok(Target::File(writer, path.to_owned()))
    }

    pub fn is_parts(&self) -> bool {
        matches!(self, Target::Parts(_))
    }

    /// What earlier runs came to.
    pub fn account(&self) -> Account {
        self.parts().map_or_else(Account::default, Parts::account)
    }

    /// How long the file of failures was at the end of the last part.
    pub fn failures_length(&self) -> u64 {
        self.parts().map_or(0, Parts::failures_length)
    }

    /// Whether there is nothing left to do.
    pub fn is_complete(&self) -> bool {
        self.parts().is_some_and(Parts::is_complete)
    }

    /// The chunk to begin with, and how many of its documents are done.
    pub fn start(&self) -> (Position, u64) {
        self.parts().map_or_else(Default::default, Parts::start)
    }

    fn parts(&self) -> Option<&Parts> {
        if let Target::Parts(parts) = self { Some(parts) } else { None }
    }

    /// Counts what goes out of a document, and returns whether it fills a part.
    pub fn grow(&mut self, batch: &Batch, range: Range<Mark>) -> bool {
        if let Target::Parts(parts) = self { parts.grow(batch.size(range)) } else { false }
    }

    pub fn write(&mut self, batch: &Batch, range: Range<Mark>) -> Result<(), Error> {
        match self {
            Target::Stdout(writer) => Ok(writer.write_part(batch, range)?),
            Target::File(writer, path) => {
                writer.write_part(batch, range).map_err(|error| Error::write(path, &error))
            }
            Target::Parts(parts) => parts.write(batch, range),
        }
    }

    /// Ends a part before the document `next`: the chunk, and the number in it.
    pub fn end_part(
        &mut self,
        next: (Position, u64),
        account: &Account,
        failures_length: u64,
    ) -> Result<(), Error> {
        match self {
            Target::Parts(parts) => parts.end_part(next, account, failures_length),
            _ => Ok(()),
        }
    }

    /// Ends what is written when the input has ended.
    pub fn finish(self, account: &Account, failures_length: u64) -> Result<(), Error> {
        match self {
            Target::Stdout(writer) => Ok(writer.finish().map(|_| ())?),
            Target::File(writer, path) => {
                let keep = || writer.finish()?.into_inner()?.keep();
                keep().map_err(|error| Error::write(&path, &error))
            }
            Target::Parts(parts) => parts.finish(account, failures_length),
        }
    }

    /// Ends what is written when somebody interrupts.
    pub fn interrupt(self) -> Result<(), Error> {
        match self {
            Target::Stdout(writer) => Ok(writer.finish().map(|_| ())?),
            Target::File(_, path) => {
                warn(&format!(
                    "interrupted; {} was not written, since it would not be whole",
                    path.display()
                ));
                Ok(())
            }
            Target::Parts(_) => {
                warn("interrupted after a part; the same call with --resume goes on");
                Ok(())
            }
        }
    }
}
