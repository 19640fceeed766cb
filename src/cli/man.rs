//! `trich man`: the manual page.

use super::{Error, Outcome};
use clap::CommandFactory;
use std::io::{self, Write};

/// Print the manual page, of one command if it is named
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Man {
    /// The command, such as extract
    command: Option<String>,
}

/// The day of the commit that this was built from; empty where it is not known.
const DATE: &str = env!("TRICH_DATE");

const EXAMPLES: &str = "\
Examples:
  trich man extract | man -l -
  trich man > ~/.local/share/man/man1/trich.1";

impl Man {
    pub fn run(&self) -> Result<Outcome, Error> {
        let mut trich = super::Cli::command();
        trich.build();
        let page = match &self.command {
            None => trich,
            Some(name) => match trich.find_subcommand(name) {
                Some(command) => command.clone(),
                None => return Err(Error::NoCommand(name.clone())),
            },
        };
        let mut roff = Vec::new();
        // Fields of the title that are empty would be left out, and the others move up.
        let page = clap_mangen::Man::new(page).source(format!("trich {}", super::VERSION));
        let page = if DATE.is_empty() { page.date("unknown day") } else { page.date(DATE) };
        page.render(&mut roff)?;
        io::stdout().write_all(&roff)?;
        Ok(Outcome::Done)
    }
}
