//! `trich patterns`: what there is to do with pattern files beside running them.

use super::test::{counted, or_default};
use super::{Error, Outcome};
use clap::Subcommand;
use std::io::Write;
use std::path::PathBuf;
use trich::patterns;

/// Check pattern files
#[derive(Debug, clap::Args)]
pub struct Patterns {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what is wrong with pattern files, without running anything
    ///
    /// Without FILES the folder `patterns` is taken, or the file `trich.toml`.
    Check {
        /// Pattern files and folders of them
        #[arg(value_name = "FILES")]
        files: Vec<PathBuf>,
    },
}

impl Patterns {
    pub fn run(self) -> Result<Outcome, Error> {
        let Command::Check { files } = self.command;
        let files = patterns::load(&or_default(files)?)?;
        let names = patterns::patterns(&files);
        writeln!(
            anstream::stdout(),
            "nothing is wrong in {} ({})",
            counted(files.len(), "file"),
            counted(names.names().count(), "pattern")
        )?;
        Ok(Outcome::Done)
    }
}
