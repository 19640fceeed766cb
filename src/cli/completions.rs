//! `trich completions`: what a shell needs to complete the command line.

use super::{Error, Outcome};
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::{self, Write};

/// Print the completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Completions {
    /// The shell: bash, elvish, fish, powershell or zsh
    #[arg(hide_possible_values = true)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  trich completions bash > ~/.local/share/bash-completion/completions/trich
  trich completions zsh  > ~/.zfunc/_trich
  trich completions fish > ~/.config/fish/completions/trich.fish";

impl Completions {
    pub fn run(&self) -> Result<Outcome, Error> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::Cli::command(), "trich", &mut script);
        io::stdout().write_all(&script)?;
        Ok(Outcome::Done)
    }
}
