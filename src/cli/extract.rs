//! `trich extract`: from articles to records.

use super::account::{Account, Tally};
use super::articles::{Articles, warn};
use super::failures::Failures;
use super::in_order::{Sink, in_order};
use super::interrupt;
use super::kinds::Kinds;
use super::names::one_of;
use super::progress::{self, Progress};
use super::size::{Size, size};
use super::stages::{Stage, Stages};
use super::target::Target;
use super::{Error, Outcome, written};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Instant;
use trich::Extractor;
use trich::input::{Chunk, Document, Input, Options, Position};
use trich::output::{Batch, Entry, Format, Layout, Mark, OutputFile};
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
    #[arg(long, value_name = "FORMAT", default_value = "jsonl", help_heading = "Output")]
    #[arg(hide_possible_values = true, value_parser = one_of::<Format>(Format::ALL.map(Format::name)))]
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

impl Extract {
    pub fn run(mut self) -> Result<Outcome, Error> {
        let mut layout = Layout::new(self.format, self.group, self.explain, self.keep.clone())?;
        if let Some(width) = progress::terminal_width() {
            layout = layout.with_width(width);
        }
        let extractor = self.kinds.extractor()?;
        #[cfg(feature = "patterns")]
        if let Some(name) =
            self.keep.iter().find(|&name| extractor.patterns().fields().any(|own| own == name))
        {
            return Err(trich::output::LayoutError::NameTaken { name: name.clone() }.into());
        }
        let inputs = self.articles.inputs()?.to_vec();
        let outputs = [&self.output, &self.errors, &self.summary].into_iter().flatten();
        let written = written::places(outputs.map(PathBuf::as_path), self.output.is_none());
        written::check(&inputs, &written)?;
        let options = Options { exclude: written, ..self.articles.options(self.keep.clone()) };
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
        // Records on the terminal would run through the bar.
        let shows_records = self.output.is_none() && io::stdout().is_terminal();
        let progress = Progress::new(self.quiet || shows_records, &inputs, input.meter());
        let stages = Stages::new(self.verbose);
        interrupt::listen((!target.is_parts()).then(|| input.stopper()));

        let normalizer = Normalizer { encoding: options.encoding, ..Normalizer::default() };
        let worker = Worker { extractor, normalizer, layout, is_explained: self.explain };
        let (began, before) = (Instant::now(), account.seconds);
        let result = in_order(
            self.articles.threads(),
            stages.timed(Stage::Wait, &mut input).map(|chunk| (chunk, std::mem::take(&mut skip))),
            |(chunk, skip), sink| worker.work(chunk, skip, &stages, sink),
            |found: Found| {
                let writing = stages.start();
                let mut written = Mark::default();
                for (index, document) in found.documents.iter().enumerate() {
                    if let Some(message) = &document.message {
                        progress.aside(|| warn(message));
                    }
                    failures.add(&document.failure)?;
                    let kinds = &found.kinds[document.kinds.clone()];
                    account.count(kinds.iter());
                    let is_full = target.grow(&found.batch, document.begin..document.end);
                    let Some(tally) = document.tally else { continue };
                    account.add(tally);
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

/// What was found in a chunk, or in a part of it.
#[derive(Default)]
struct Found {
    batch: Batch,
    /// The kind of each record.
    kinds: Vec<Cow<'static, str>>,
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
    /// What it came to; nothing for pieces of a document that goes on.
    tally: Option<Tally>,
    /// An error or a warning.
    message: Option<String>,
    /// Its line among the failures.
    failure: Vec<u8>,
}

/// Bytes that the records of most chunks have no more of.
const USUAL_BATCH: usize = 96 << 10;

/// Finds and encodes the facts in documents.
struct Worker {
    extractor: Extractor,
    normalizer: Normalizer,
    layout: Layout,
    is_explained: bool,
}

impl Worker {
    /// Works on a chunk without its first documents.
    fn work(&self, chunk: Chunk, skip: u64, stages: &Stages, sink: &Sink<Found>) {
        let position = chunk.position();
        let batch = Batch::with_capacity(USUAL_BATCH);
        let mut found = Found { batch, position, first: skip, ..Found::default() };
        let skipped = usize::try_from(skip).unwrap_or(usize::MAX);
        for document in stages.timed(Stage::Decode, chunk).skip(skipped) {
            match document {
                Ok(document) => self.extract(&document, &mut found, stages, sink),
                Err(error) => {
                    let (here, kinds) = (found.batch.end(), found.kinds.len());
                    found.documents.push(Done {
                        begin: here,
                        end: here,
                        kinds: kinds..kinds,
                        tally: Some(Tally::Failed),
                        message: Some(error.to_string()),
                        failure: Failures::line(&error),
                    });
                }
            }
        }
        sink(found);
    }

    /// Adds what is in a document, and hands on what was found in all its pieces but the last.
    fn extract(&self, document: &Document, found: &mut Found, stages: &Stages, sink: &Sink<Found>) {
        let (mut begin, mut first) = (found.batch.end(), found.kinds.len());
        let (mut records, mut is_first) = (0, true);
        let mut encoder = self.layout.document(&document.id, &document.kept, &mut found.batch);
        let mut pieces = self.normalizer.pieces(&document.text, document.encoding);
        for text in stages.timed(Stage::Normalize, &mut pieces) {
            if !std::mem::take(&mut is_first) {
                found.end_document(begin, first, None, None);
                sink(found.take());
                (begin, first) = (Mark::default(), 0);
            }
            let started = stages.start();
            let entries = self.entries(&document.id, &text);
            let started = stages.next(Stage::Extract, started);
            let kinds = &mut found.kinds;
            let counted = entries.inspect(|entry| {
                kinds.push(entry.record.kind.clone());
                records += 1;
            });
            encoder.encode(counted, &mut found.batch);
            stages.stop(Stage::Encode, started);
        }
        encoder.end(&mut found.batch);
        let message = pieces.report().doubt.map(|doubt| format!("{}: {doubt}", document.id));
        let tally = Tally::Read { bytes: document.text.len() as u64, records };
        found.end_document(begin, first, Some(tally), message);
    }

    fn entries<'a>(&self, id: &'a str, text: &'a Text<'a>) -> Box<dyn Iterator<Item = Entry> + 'a> {
        if self.is_explained {
            let explained = self.extractor.explain_text(id, text);
            Box::new(explained.map(|(record, why)| Entry { record, why: Some(why) }))
        } else {
            Box::new(self.extractor.extract_text(id, text).map(Entry::from))
        }
    }
}

impl Found {
    /// Ends what was added from `begin` and the record `first` on.
    fn end_document(&mut self, begin: Mark, first: usize, tally: Option<Tally>, message: Option<String>) {
        let (end, kinds) = (self.batch.end(), first..self.kinds.len());
        self.documents.push(Done { begin, end, kinds, tally, message, failure: Vec::new() });
    }

    /// All that was found so far, where a document goes on.
    fn take(&mut self) -> Found {
        let whole = self.documents.iter().filter(|document| document.tally.is_some()).count();
        let rest = Found { position: self.position, first: self.first + whole as u64, ..Found::default() };
        std::mem::replace(self, rest)
    }
}
