//! The command line: one file a subcommand.

use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use trich::UnknownName;
use trich::input::OpenError;
use trich::output::LayoutError;
#[cfg(feature = "patterns")]
use trich::patterns::LoadError;

mod account;
mod articles;
#[cfg(feature = "tools")]
mod completions;
#[cfg(feature = "patterns")]
mod diagnostics;
mod extract;
mod failures;
mod in_order;
mod interrupt;
mod kinds;
#[cfg(feature = "tools")]
mod man;
mod names;
mod normalize;
mod parts;
#[cfg(feature = "patterns")]
mod patterns;
#[cfg_attr(not(feature = "tools"), path = "no_progress.rs")]
mod progress;
#[cfg(feature = "tools")]
mod schema;
mod size;
mod stages;
mod target;
#[cfg(feature = "patterns")]
mod test;
#[cfg(feature = "patterns")]
mod r#try;
mod written;

/// The version, with the commit that it was built from where that is known.
const VERSION: &str = env!("TRICH_VERSION");

const AFTER_HELP: &str = "\
Examples:
  trich extract samples/                        facts in all articles of a folder, as JSON lines
  trich extract news.csv.gz --format table      facts for the eye
  trich extract --resume -o facts/ dump.jsonl   a long run that can be killed and gone on with
  trich normalize old.txt                       clean text in Unicode

Exit codes: 0 done, 1 done but some documents could not be read or some tests failed, 2 the call or a file
that it names is wrong or the output could not be written, 130 interrupted";

/// Extracts facts from Vietnamese news text as JSON records.
#[derive(Debug, Parser)]
#[command(version = VERSION, arg_required_else_help = true, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Extract),
    #[cfg(feature = "patterns")]
    Test(test::Test),
    #[cfg(feature = "patterns")]
    Try(r#try::Try),
    #[cfg(feature = "patterns")]
    Patterns(patterns::Patterns),
    Normalize(normalize::Normalize),
    #[cfg(feature = "tools")]
    Schema(schema::Schema),
    #[cfg(feature = "tools")]
    Completions(completions::Completions),
    #[cfg(feature = "tools")]
    Man(man::Man),
}

/// How a command ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Done,
    /// Some documents failed, which were reported on standard error, or some tests.
    SomeFailed,
    /// Somebody interrupted it.
    Interrupted,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::SomeFailed => ExitCode::from(1),
            Outcome::Interrupted => ExitCode::from(interrupt::EXIT_CODE),
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No input was named, and none is piped in.
    #[error("no input; name files or folders, or pipe text in (`trich help` says more)")]
    NoInput,
    /// The input is wrong as a whole.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The output cannot be as it should.
    #[error(transparent)]
    Layout(#[from] LayoutError),
    /// A run cannot be gone on with, or not be begun.
    #[error("{0}")]
    Resume(String),
    /// There is no such command.
    #[cfg(feature = "tools")]
    #[error("no command `{0}`; `trich help` names them")]
    NoCommand(String),
    /// What should be read would be written.
    #[error("{0}: it is input and output at once; name another output")]
    InputIsOutput(String),
    /// A file takes no more.
    #[error("cannot write {path}: {reason}")]
    Write {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// Pattern files cannot be loaded, or are wrong.
    #[cfg(feature = "patterns")]
    #[error(transparent)]
    Patterns(#[from] LoadError),
    /// No pattern file was named, and there is none where they are kept.
    #[cfg(feature = "patterns")]
    #[error("no pattern files; name some, or put them into the folder `patterns` or the file `trich.toml`")]
    NoPatterns,
    /// Expectations cannot be updated.
    #[cfg(feature = "patterns")]
    #[error("cannot update: {0}")]
    Update(String),
    /// Files cannot be watched.
    #[cfg(feature = "patterns")]
    #[error("cannot watch the files: {0}")]
    Watch(notify::Error),
    /// A kind or pattern was named that is not there.
    #[error("--only: {0}")]
    Name(#[from] UnknownName),
    /// Standard output takes no more.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl Error {
    /// The error of a file that cannot be written.
    pub fn write(path: &Path, error: &io::Error) -> Self {
        Error::Write { path: path.display().to_string(), reason: trich::output::explain(error, path) }
    }

    /// Whether the reader of the output has gone, as `head` does when it has
    /// enough: nothing that anyone needs to hear of.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Error::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Says on standard error what is wrong.
    pub fn report(&self) -> io::Result<()> {
        let mut stderr = anstream::stderr().lock();
        match self {
            #[cfg(feature = "patterns")]
            Error::Patterns(LoadError::Wrong(problems)) => {
                diagnostics::write(problems, &mut stderr)?;
                let count = problems.0.len();
                let things = if count == 1 { "1 problem" } else { &format!("{count} problems") };
                writeln!(stderr, "trich: {things} in the patterns; nothing was done")
            }
            error => writeln!(stderr, "trich: {error}"),
        }
    }
}

/// Runs the command that the arguments of the process ask for.
pub fn run() -> Result<Outcome, Error> {
    match Cli::parse().command {
        Command::Extract(command) => command.run(),
        #[cfg(feature = "patterns")]
        Command::Test(command) => command.run(),
        #[cfg(feature = "patterns")]
        Command::Try(command) => command.run(),
        #[cfg(feature = "patterns")]
        Command::Patterns(command) => command.run(),
        Command::Normalize(command) => command.run(),
        #[cfg(feature = "tools")]
        Command::Schema(command) => command.run(),
        #[cfg(feature = "tools")]
        Command::Completions(command) => command.run(),
        #[cfg(feature = "tools")]
        Command::Man(command) => command.run(),
    }
}
