//! `trich extract`: from articles to records.

use super::account::{Account, Tally};
use super::articles::{Articles, warn};
use super::failures::Failures;
use super::in_order::in_order;
use super::interrupt;
use super::kinds::Kinds;
use super::progress::{self, Progress};
use super::size::{Size, size};
use super::stages::{Stage, Stages};
use super::target::Target;
use super::{Error, Outcome};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;
use trich::Extractor;
use trich::input::{Chunk, Document, Input, Position};
use trich::output::{Batch, Entry, Format, Layout, LayoutError, Mark, OutputFile, UnknownFormat};
use trich::text::{Normalizer, Text};

/// Write the facts in articles as records
///
/// Records come in the order of the input, as JSON lines on standard output if nothing else is asked
/// for. A document that cannot be read is reported on standard error and skipped; the last line there is
/// the account of the run.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Extract {
    #[command(flatten)]
    articles: Articles,

    #[command(flatten, next_help_heading = "Facts")]
    kinds: Kinds,

    /// Fields or columns of the input to copy into each record, as its last members
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',', help_heading = "Output")]
    keep: Vec<String>,

    /// What to write: jsonl, json, csv, tsv, parquet or table
    #[arg(long, value_name = "FORMAT", default_value = "jsonl", value_parser = format, help_heading = "Output")]
    format: Format,

    /// Write to FILE, which is there only when it is whole; to parts in a folder with --resume or `DIR/`
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,

    /// One JSON object a document with its facts inside, documents without facts too
    #[arg(long, help_heading = "Output")]
    group: bool,

    /// Add to each record why it was found: rule, trigger words, readings that lost
    #[arg(long, help_heading = "Output")]
    explain: bool,

    /// Write to parts in the folder that -o names, and go on where an earlier run was stopped or killed
    #[arg(long, requires = "output", help_heading = "Long runs")]
    resume: bool,

    /// Size of a part: a part ends with the document that reaches it
    #[arg(long, value_name = "SIZE", default_value = "64MB", value_parser = size, help_heading = "Long runs")]
    part_size: Size,

    /// Write the documents that failed to FILE as JSON lines: document, place, error
    #[arg(long, value_name = "FILE", help_heading = "Long runs")]
    errors: Option<PathBuf>,

    /// Write the account to FILE as JSON: documents, records by kind, failures, bytes, seconds
    #[arg(long, value_name = "FILE", help_heading = "Long runs")]
    summary: Option<PathBuf>,

    /// No progress bar and no account; errors and warnings only
    #[arg(short, long, help_heading = "Long runs")]
    quiet: bool,

    /// Say at the end how long each stage of the work took
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Long runs")]
    verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  trich extract samples/                             JSON lines of all facts in a folder
  trich extract news.jsonl.zst --text-field title,body --id-field url --keep date
  trich extract 'dump/**/*.csv.gz' --format parquet -o facts.parquet
  trich extract --resume -o facts/ --errors failed.jsonl dump.tar.xz
  cat article.txt | trich extract --format table";

fn format(name: &str) -> Result<Format, UnknownFormat> {
    name.parse()
}

impl Extract {
    pub fn run(mut self) -> Result<Outcome, Error> {
        let mut layout = Layout::new(self.format, self.group, self.explain, self.keep.clone())?;
        if let Some(width) = progress::terminal_width() {
            layout = layout.with_width(width);
        }
        let extractor = self.kinds.extractor()?;
        if let Some(name) =
            self.keep.iter().find(|&name| extractor.patterns().fields().any(|own| own == name))
        {
            return Err(LayoutError::NameTaken { name: name.clone() }.into());
        }
        let inputs = self.articles.inputs()?.to_vec();
        let options = self.articles.options(self.keep.clone());
        let input = Input::open_with(inputs.clone(), options.clone())?;
        let files = || Ok(Input::open_with(inputs.clone(), options.clone())?.files());
        let mut target = Target::open(
            self.output.as_deref(),
            layout.clone(),
            self.resume,
            self.part_size.0,
            self.decisive()?,
            files,
        )?;
        let mut account = target.account();
        let mut failures = Failures::open(self.errors.as_deref(), target.failures_length())?;
        if target.is_complete() {
            return self.end(&account, Outcome::Done);
        }
        let (start, mut skip) = target.start();
        let mut input = input.starting_at(start);
        let progress = Progress::new(self.quiet, &inputs, input.meter());
        let stages = Stages::new(self.verbose);
        interrupt::listen((!target.is_parts()).then(|| input.stopper()));

        let normalizer = Normalizer { encoding: options.encoding, ..Normalizer::default() };
        let worker = Worker { extractor, normalizer, layout, is_explained: self.explain };
        let (began, before) = (Instant::now(), account.seconds);
        let result = in_order(
            self.articles.threads(),
            stages.timed(Stage::Wait, &mut input).map(|chunk| (chunk, std::mem::take(&mut skip))),
            |(chunk, skip)| worker.work(chunk, skip, &stages),
            |found: Found| {
                let writing = stages.start();
                let mut written = Mark::default();
                for (index, document) in found.documents.iter().enumerate() {
                    if let Some(message) = &document.message {
                        progress.aside(|| warn(message));
                    }
                    failures.add(&document.failure)?;
                    let kinds = &found.kinds[document.kinds.clone()];
                    account.add(document.tally, kinds.iter());
                    let is_full = target.grow(&found.batch, document.begin..document.end);
                    if is_full {
                        target.write(&found.batch, written..document.end)?;
                        written = document.end;
                        account.seconds = before + began.elapsed().as_secs_f64();
                        let next = (found.position, found.first + index as u64 + 1);
                        target.end_part(next, &account, failures.sync()?)?;
                        if interrupt::is_interrupted() {
                            return Err(Stop::Interrupted);
                        }
                    }
                }
                target.write(&found.batch, written..found.batch.end())?;
                stages.stop(Stage::Write, writing);
                progress.show(account.documents);
                Ok(())
            },
        );
        account.seconds = before + began.elapsed().as_secs_f64();
        progress.end();
        let is_interrupted = match result {
            Err(Stop::Error(error)) => return Err(error),
            Err(Stop::Interrupted) => true,
            Ok(()) => interrupt::is_interrupted(),
        };
        let failed_length = failures.sync()?;
        if is_interrupted {
            target.interrupt()?;
        } else {
            target.finish(&account, failed_length)?;
        }
        stages.report();
        self.articles.notes(&input).iter().for_each(|note| warn(note));
        self.end(&account, if is_interrupted { Outcome::Interrupted } else { Outcome::Done })
    }

    /// Gives the account, when all else is done.
    fn end(&self, account: &Account, outcome: Outcome) -> Result<Outcome, Error> {
        if let Some(path) = &self.summary {
            let write = || {
                let mut file = OutputFile::create(path)?;
                file.write_all(account.json().as_bytes())?;
                file.keep()
            };
            write().map_err(|error| Error::write(path, &error))?;
        }
        if !self.quiet {
            warn(&account.line());
        }
        Ok(if outcome == Outcome::Done && account.failed > 0 { Outcome::SomeFailed } else { outcome })
    }

    /// What decides what is written: a run that differs in one of these is not the
    /// continuation of another.
    fn decisive(&self) -> Result<BTreeMap<String, String>, Error> {
        let options = self.articles.options(self.keep.clone());
        let list = |names: &[String]| names.join(",");
        let pairs = [
            (
                "--input-format",
                options.format.map_or("by name and content", |format| format.name()).to_owned(),
            ),
            ("--id-field", options.fields.id.unwrap_or_else(|| "id".to_owned())),
            ("--text-field", list(&options.fields.text)),
            ("--encoding", options.encoding.map_or("auto", |encoding| encoding.name()).to_owned()),
            ("--max-document-size", options.max_document_size.to_string()),
            ("--keep", list(&self.keep)),
            ("--format", self.format.to_string()),
            ("--group", self.group.to_string()),
            ("--explain", self.explain.to_string()),
            ("--part-size", self.part_size.0.to_string()),
            ("--errors", self.errors.as_ref().map_or(String::new(), |path| path.display().to_string())),
        ];
        let pairs = pairs.into_iter().chain(self.kinds.decisive()?);
        Ok(pairs.map(|(option, value)| (option.to_owned(), value)).collect())
    }
}

/// Why the work ended before the input did.
enum Stop {
    Error(Error),
    Interrupted,
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Stop::Error(error.into())
    }
}

/// What was found in a chunk.
struct Found {
    batch: Batch,
    /// The kind of each record.
    kinds: Vec<String>,
    documents: Vec<Done>,
    position: Position,
    /// The number in its chunk of the first document.
    first: u64,
}

/// A document that was worked on.
struct Done {
    begin: Mark,
    end: Mark,
    kinds: std::ops::Range<usize>,
    tally: Tally,
    /// An error or a warning.
    message: Option<String>,
    /// Its line among the failures.
    failure: Vec<u8>,
}

/// Finds and encodes the facts in documents.
struct Worker {
    extractor: Extractor,
    normalizer: Normalizer,
    layout: Layout,
    is_explained: bool,
}

impl Worker {
    /// Works on a chunk without its first documents.
    fn work(&self, chunk: Chunk, skip: u64, stages: &Stages) -> Found {
        let position = chunk.position();
        let mut found = Found {
            batch: Batch::default(),
            kinds: Vec::new(),
            documents: Vec::new(),
            position,
            first: skip,
        };
        let skipped = usize::try_from(skip).unwrap_or(usize::MAX);
        for document in stages.timed(Stage::Decode, chunk).skip(skipped) {
            let (begin, first) = (found.batch.end(), found.kinds.len());
            let (tally, message, failure) = match document {
                Ok(document) => {
                    let started = stages.start();
                    let text = self.normalizer.normalize_read(&document.text, document.encoding);
                    stages.stop(Stage::Normalize, started);
                    self.extract(&document, &text, &mut found, stages);
                    let message =
                        text.report().doubt.as_ref().map(|doubt| format!("{}: {doubt}", document.id));
                    let records = (found.kinds.len() - first) as u64;
                    (Tally::Read { bytes: document.text.len() as u64, records }, message, Vec::new())
                }
                Err(error) => (Tally::Failed, Some(error.to_string()), Failures::line(&error)),
            };
            let (end, kinds) = (found.batch.end(), first..found.kinds.len());
            found.documents.push(Done { begin, end, kinds, tally, message, failure });
        }
        found
    }

    fn extract(&self, document: &Document, text: &Text, found: &mut Found, stages: &Stages) {
        let started = stages.start();
        let entries: Vec<_> = if self.is_explained {
            let explained = self.extractor.explain_text(&document.id, text).into_iter();
            explained.map(|(record, why)| Entry { record, why: Some(why) }).collect()
        } else {
            self.extractor.extract_text(&document.id, text).into_iter().map(Entry::from).collect()
        };
        let started = stages.next(Stage::Extract, started);
        found.kinds.extend(entries.iter().map(|entry| entry.record.kind.clone()));
        self.layout.encode(&document.id, &document.kept, entries.into_iter(), &mut found.batch);
        stages.stop(Stage::Encode, started);
    }
}
