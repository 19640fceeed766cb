//! The articles that a command works on: which they are, how they are read.

use super::in_order::in_order;
use super::{Error, Outcome};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;
use trich::input::{Chunk, Document, Fields, Input};
use trich::text::{Encoding, Normalizer, Text, UnknownEncoding};

#[derive(Debug, clap::Args)]
pub struct Articles {
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

    /// Encoding of the articles: auto, utf-8, utf-16le, utf-16be, windows-1258, tcvn3, vni, viscii, vps
    ///
    /// With `auto` it is found out for each article from the text alone. Where it is not sure the text is
    /// left as it is, and a warning names the article.
    #[arg(long, value_name = "NAME", default_value = "auto", value_parser = encoding)]
    encoding: Choice,
}

/// The value of `--encoding`: an encoding, or none where each article is asked.
#[derive(Debug, Clone, Copy)]
pub struct Choice(Option<Encoding>);

fn encoding(name: &str) -> Result<Choice, UnknownEncoding> {
    if name.eq_ignore_ascii_case("auto") { Ok(Choice(None)) } else { name.parse().map(Some).map(Choice) }
}

impl Articles {
    /// Writes what `work` makes of each article to standard output, in the order of
    /// the input, and what is wrong with them to standard error.
    pub fn each(
        self,
        normalizer: Normalizer,
        work: impl Fn(&Document, &Text, &mut Vec<u8>) + Sync,
    ) -> Result<Outcome, Error> {
        self.each_to(&mut io::stdout().lock(), normalizer, work)
    }

    /// As [`each`](Self::each), but writes to `out`, and ends where that fails.
    pub fn each_to(
        mut self,
        out: &mut impl Write,
        mut normalizer: Normalizer,
        work: impl Fn(&Document, &Text, &mut Vec<u8>) + Sync,
    ) -> Result<Outcome, Error> {
        if self.inputs.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Error::NoInput);
            }
            self.inputs.push("-".into());
        }
        normalizer.encoding = self.encoding.0;
        let fields = Fields { id: self.id_field, text: self.text_field };
        let input = Input::open(self.inputs, fields)?.with_encoding(self.encoding.0);
        let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let threads = self.threads.map_or(cores, |threads| threads.min(cores));

        let mut outcome = Outcome::Done;
        in_order(
            threads,
            input,
            |chunk| Made::of(chunk, &normalizer, &work),
            |made| {
                for message in made.messages {
                    // Without a standard error there is nobody to complain to.
                    let _ = writeln!(io::stderr(), "trich: {message}");
                }
                if made.has_failed {
                    outcome = Outcome::SomeFailed;
                }
                out.write_all(&made.output)
            },
        )?;
        Ok(outcome)
    }
}

/// What a chunk of the input comes to.
struct Made {
    output: Vec<u8>,
    /// Errors and warnings.
    messages: Vec<String>,
    has_failed: bool,
}

impl Made {
    fn of(chunk: Chunk, normalizer: &Normalizer, work: impl Fn(&Document, &Text, &mut Vec<u8>)) -> Self {
        let mut made = Made { output: Vec::new(), messages: Vec::new(), has_failed: false };
        for document in chunk {
            match document {
                Ok(document) => {
                    let text = normalizer.normalize_read(&document.text, document.encoding);
                    if let Some(doubt) = &text.report().doubt {
                        made.messages.push(format!("{}: {doubt}", document.id));
                    }
                    work(&document, &text, &mut made.output);
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
