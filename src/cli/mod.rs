//! The command line: one file a subcommand.

use clap::{Parser, Subcommand};
use std::io;
use std::process::ExitCode;
use trich::input::OpenError;

mod articles;
mod extract;
mod in_order;
mod normalize;
mod schema;

const EXIT_CODES: &str =
    "Exit codes: 0 done, 1 done but some documents could not be read, 2 the call is wrong";

/// Extracts facts from Vietnamese news text as JSON records.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Extract),
    Normalize(normalize::Normalize),
    Schema(schema::Schema),
}

/// How a command ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Done,
    /// Some documents failed; they were reported on standard error.
    SomeFailed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::SomeFailed => ExitCode::from(1),
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
    /// Standard output takes no more.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl Error {
    /// Whether the reader of the output has gone, as `head` does when it has
    /// enough: nothing that anyone needs to hear of.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Error::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Runs the command that the arguments of the process ask for.
pub fn run() -> Result<Outcome, Error> {
    match Cli::parse().command {
        Command::Extract(command) => command.run(),
        Command::Normalize(command) => command.run(),
        Command::Schema(command) => command.run(),
    }
}
