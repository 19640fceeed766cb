//! `trich schema`: the contract of the output.

use super::{Error, Outcome};
use std::io::{self, Write};

/// Print the JSON Schema of the records
#[derive(Debug, clap::Args)]
pub struct Schema {}

impl Schema {
    pub fn run(&self) -> Result<Outcome, Error> {
        let mut stdout = io::stdout().lock();
        writeln!(stdout, "{:#}", trich::record::schema().as_value())?;
        Ok(Outcome::Done)
    }
}
