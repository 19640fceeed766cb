//! `trich extract`: from articles to records.

use super::in_order::in_order;
use super::{Error, Outcome};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;
use trich::Extractor;
use trich::input::{Chunk, DocumentError, Fields, Input};

/// Write the facts in articles as JSON records, one a line
///
/// Records come in the order of the input. A document that cannot be read is reported on standard
/// error and skipped.
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// Files, folders, or `-` for standard input (the default where it is piped)
    ///
    /// A folder is read with all folders in it, files ending in .txt, .jsonl or .ndjson only, hidden ones
    /// skipped. A file named outright is read whatever its ending: .jsonl and .ndjson as one article a
    /// line, others as one article. Standard input is taken for JSON lines where it begins with `{`.
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// Threads to work with, at most one a core [default: all cores]
    #[arg(short = 'j', long, value_name = "N")]
    threads: Option<NonZeroUsize>,

    /// Field of a JSON line that identifies the article [default: id]
    ///
    /// A line without it is identified as PATH:LINE.
    #[arg(long, value_name = "FIELD")]
    id_field: Option<String>,

    /// Fields of a JSON line that hold the text, joined in this order with line feeds [default: text]
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',')]
    text_field: Vec<String>,
}

impl Extract {
    pub fn run(mut self) -> Result<Outcome, Error> {
        if self.inputs.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Error::NoInput);
            }
            self.inputs.push("-".into());
        }
        let input = Input::open(self.inputs, Fields { id: self.id_field, text: self.text_field })?;
        let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let threads = self.threads.map_or(cores, |threads| threads.min(cores));

        let extractor = Extractor::new();
        let mut outcome = Outcome::Done;
        let mut stdout = io::stdout().lock();
        in_order(
            threads,
            input,
            |chunk| Lines::of(chunk, &extractor),
            |lines| {
                for error in lines.errors {
                    outcome = Outcome::SomeFailed;
                    // Without a standard error there is nobody to complain to.
                    let _ = writeln!(io::stderr(), "trich: {error}");
                }
                stdout.write_all(&lines.records)
            },
        )?;
        Ok(outcome)
    }
}

/// What a chunk of the input comes to.
struct Lines {
    /// Records as JSON, one a line.
    records: Vec<u8>,
    errors: Vec<DocumentError>,
}

impl Lines {
    fn of(chunk: Chunk, extractor: &Extractor) -> Self {
        let mut lines = Lines { records: Vec::new(), errors: Vec::new() };
        for document in chunk {
            match document {
                Ok(document) => {
                    for record in extractor.extract(&document.id, &document.text) {
                        serde_json::to_writer(&mut lines.records, &record)
                            .expect("a record is JSON and memory takes it");
                        lines.records.push(b'\n');
                    }
                }
                Err(error) => lines.errors.push(error),
            }
        }
        lines
    }
}
