//! The articles that a command works on: which they are, how they are read.

use super::in_order::in_order;
use super::names::one_of;
use super::size::{Size, size};
use super::{Error, Outcome};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use std::thread;
use trich::input::{Chunk, Document, Fields, Format, Input, Options};
use trich::text::{Encoding, Normalizer, Pieces, UnknownEncoding};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub struct Articles {
    /// Files, folders, patterns of paths, or `-` for standard input (the default where it is piped)
    ///
    /// Read are .txt, .html, .jsonl, .json, .csv, .tsv and .parquet, also inside gzip, zstd, bzip2 and xz
    /// and in tar archives, which are known by their content. A folder is read with all folders in it,
    /// hidden files, links and other endings skipped. A file named outright is read whatever its ending. A
    /// pattern such as 'news/**/*.csv.gz' stands for all files whose paths are like it.
    #[arg(value_name = "INPUT", help_heading = None)]
    inputs: Vec<PathBuf>,

    /// Read everything as txt, html, jsonl, json, csv, tsv or parquet [default: by name, then by content]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, value_parser = one_of::<Format>(Format::ALL.map(Format::name)))]
    input_format: Option<Format>,

    /// Field or column that identifies the article [default: id]
    ///
    /// An article without it is identified as PATH:LINE, in Parquet as PATH:ROW.
    #[arg(long, value_name = "FIELD")]
    id_field: Option<String>,

    /// Fields or columns that hold the text, joined in this order with line feeds [default: text]
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',')]
    text_field: Vec<String>,

    /// Encoding of the articles: auto, utf-8, utf-16le, utf-16be, windows-1258, tcvn3, vni, viscii, vps
    ///
    /// With `auto` it is found out for each article from the text alone. Where it is not sure the text is
    /// left as it is, and a warning names the article.
    #[arg(long, value_name = "NAME", default_value = AUTO, ignore_case = true, hide_possible_values = true)]
    #[arg(value_parser = one_of::<Choice>([AUTO].into_iter().chain(Encoding::ALL.map(Encoding::name))))]
    encoding: Choice,

    /// Bytes that an article may have: more fail, and are never in memory as a whole
    #[arg(long, value_name = "SIZE", default_value = "64MB", value_parser = size)]
    max_document_size: Size,

    /// Threads to work with, at most one a core [default: all cores]
    #[arg(short = 'j', long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// The value of `--encoding`: an encoding, or none where each article is asked.
#[derive(Debug, Clone, Copy)]
pub struct Choice(Option<Encoding>);

const AUTO: &str = "auto";

impl FromStr for Choice {
    type Err = UnknownEncoding;

    fn from_str(name: &str) -> Result<Self, UnknownEncoding> {
        if name.eq_ignore_ascii_case(AUTO) { Ok(Choice(None)) } else { name.parse().map(Some).map(Choice) }
    }
}

impl Articles {
    /// What the user named, with standard input for nothing.
    pub fn inputs(&mut self) -> Result<&[PathBuf], Error> {
        if self.inputs.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Error::NoInput);
            }
            self.inputs.push("-".into());
        }
        Ok(&self.inputs)
    }

    /// How they are to be read, with the fields `keep` kept.
    pub fn options(&self, keep: Vec<String>) -> Options {
        Options {
            fields: Fields { id: self.id_field.clone(), text: self.text_field.clone(), keep },
            encoding: self.encoding.0,
            format: self.input_format,
            max_document_size: self.max_document_size.0,
            exclude: Vec::new(),
        }
    }

    /// How many threads work.
    pub fn threads(&self) -> NonZeroUsize {
        let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.map_or(cores, |threads| threads.min(cores))
    }

    /// Writes what `work` makes of the pieces of each article to standard output, in the order of
    /// the input, and what is wrong with them to standard error.
    pub fn each(
        self,
        normalizer: Normalizer,
        work: impl Fn(&Document, &mut Pieces, &mut Vec<u8>) + Sync,
    ) -> Result<Outcome, Error> {
        self.each_to(&mut io::stdout(), normalizer, work)
    }

    /// As [`each`](Self::each), but writes to `out`, and ends where that fails.
    pub fn each_to(
        mut self,
        out: &mut (impl Write + Send),
        mut normalizer: Normalizer,
        work: impl Fn(&Document, &mut Pieces, &mut Vec<u8>) + Sync,
    ) -> Result<Outcome, Error> {
        let options = self.options(Vec::new());
        normalizer.encoding = options.encoding;
        let mut input = Input::open_with(self.inputs()?.to_vec(), options)?;

        let mut outcome = Outcome::Done;
        in_order(
            self.threads(),
            &mut input,
            |chunk, sink| sink(Made::of(chunk, &normalizer, &work)),
            |made| {
                made.messages.iter().for_each(|message| warn(message));
                if made.has_failed {
                    outcome = Outcome::SomeFailed;
                }
                out.write_all(&made.output)
            },
        )?;
        self.notes(&input).iter().for_each(|note| warn(note));
        Ok(outcome)
    }

    /// What the user should know about the input when all of it was read.
    pub fn notes(&self, input: &Input) -> Vec<String> {
        let meter = input.meter();
        let mut notes = Vec::new();
        if let Some((count, first)) = meter.skipped() {
            let files = if count == 1 { "file was" } else { "files were" };
            notes.push(format!(
                "{count} {files} skipped, links or without a known ending, the first is {first}; name them outright to read them"
            ));
        }
        let field = [("--id-field", self.id_field.is_some()), ("--text-field", !self.text_field.is_empty())];
        for (option, _) in field.iter().filter(|(_, is_named)| *is_named && !meter.has_fields()) {
            notes.push(format!(
                "{option} was not used, since no input has fields; if it has, name its format with --input-format"
            ));
        }
        notes
    }
}

/// Says something on standard error.
pub fn warn(message: &str) {
    // Without a standard error there is nobody to complain to.
    let _ = writeln!(io::stderr(), "trich: {message}");
}

/// What a chunk of the input comes to.
struct Made {
    output: Vec<u8>,
    /// Errors and warnings.
    messages: Vec<String>,
    has_failed: bool,
}

impl Made {
    fn of(
        chunk: Chunk,
        normalizer: &Normalizer,
        work: impl Fn(&Document, &mut Pieces, &mut Vec<u8>),
    ) -> Self {
        let mut made = Made { output: Vec::new(), messages: Vec::new(), has_failed: false };
        for document in chunk {
            match document {
                Ok(document) => {
                    let mut pieces = normalizer.pieces(&document.text, document.encoding);
                    work(&document, &mut pieces, &mut made.output);
                    if let Some(doubt) = pieces.report().doubt {
                        made.messages.push(format!("{}: {doubt}", document.id));
                    }
                }
                Err(error) => {
                    made.has_failed = true;
                    made.messages.push(error.to_string());
                }
            }
        }
        made
    }
}
