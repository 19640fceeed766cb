//! A bar on a terminal while work goes on.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use trich::input::Meter;

/// The bar, where there is a terminal to show it.
pub struct Progress {
    bar: ProgressBar,
    meter: Arc<Meter>,
}

impl Progress {
    /// A bar for reading `inputs`: by bytes where all are files, so that their size
    /// is known.
    pub fn new(is_quiet: bool, inputs: &[PathBuf], meter: Arc<Meter>) -> Self {
        if is_quiet || !io::stderr().is_terminal() {
            return Progress { bar: ProgressBar::hidden(), meter };
        }
        let sizes = inputs.iter().map(|path| {
            let metadata = path.metadata().ok()?;
            metadata.is_file().then_some(metadata.len())
        });
        let size = sizes.sum::<Option<u64>>();
        let bar = match size {
            Some(size) => ProgressBar::new(size).with_style(style(
                "{bar:30} {percent:>3} % {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left, {msg}",
            )),
            None => ProgressBar::no_length()
                .with_style(style("{spinner} {bytes}, {bytes_per_sec}, {elapsed}, {msg}")),
        };
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress { bar, meter }
    }

    /// Shows how far the work is.
    pub fn show(&self, documents: u64) {
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_position(self.meter.bytes());
        self.bar.set_message(format!("{documents} documents"));
    }

    /// Does something that writes to the terminal.
    pub fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Columns of the terminal that standard output is, if it is one.
pub fn terminal_width() -> Option<usize> {
    console::Term::stdout().size_checked().map(|(_, width)| width.into())
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is one of those above")
}
