//! The program `trich`: runs the command line and turns its end into an exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Ok(outcome) => outcome.into(),
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            // Without a standard error there is nobody to complain to.
            let _ = error.report();
            ExitCode::from(2)
        }
    }
}
