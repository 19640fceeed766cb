//! A bar on a terminal while work goes on.

use console::Term;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering::Relaxed};
use std::time::Duration;
use trich::input::Meter;

/// The bar, where there is a terminal to show it.
pub struct Progress {
    bar: ProgressBar,
    meter: Arc<Meter>,
    terminal: Term,
    /// The columns that the bar was made for.
    width: AtomicU16,
}

impl Progress {
    /// A bar for reading `inputs`: by bytes where all are files, so that their size
    /// is known.
    pub fn new(is_hidden: bool, inputs: &[PathBuf], meter: Arc<Meter>) -> Self {
        let (terminal, width) = (Term::stderr(), AtomicU16::default());
        if is_hidden || !io::stderr().is_terminal() {
            return Progress { bar: ProgressBar::hidden(), meter, terminal, width };
        }
        let sizes = inputs.iter().map(|path| {
            let metadata = path.metadata().ok()?;
            metadata.is_file().then_some(metadata.len())
        });
        let bar = sizes.sum::<Option<u64>>().map_or_else(ProgressBar::no_length, ProgressBar::new);
        let progress = Progress { bar, meter, terminal, width };
        progress.fit();
        progress.bar.enable_steady_tick(Duration::from_millis(200));
        progress
    }

    /// Shows how far the work is.
    pub fn show(&self, documents: u64) {
        if self.bar.is_hidden() {
            return;
        }
        self.fit();
        self.bar.set_position(self.meter.bytes());
        self.bar
            .set_message(format!("{documents} {}", if documents == 1 { "document" } else { "documents" }));
    }

    /// Makes the bar fit into the columns that the terminal has now. What is longer
    /// would be broken into lines that stay when the bar moves on.
    fn fit(&self) {
        let (_, width) = self.terminal.size();
        if self.width.swap(width, Relaxed) == width {
            return;
        }
        let template = match (self.bar.length(), width) {
            (Some(_), 80..) => {
                "{wide_bar} {percent:>3} % {decimal_bytes} of {decimal_total_bytes}, \
                 {decimal_bytes_per_sec}, {eta} left, {msg}"
            }
            (Some(_), 45..) => "{wide_bar} {percent:>3} % {decimal_bytes_per_sec}, {eta} left",
            (Some(_), _) => "{percent:>3} %",
            (None, 60..) => "{spinner} {decimal_bytes}, {decimal_bytes_per_sec}, {elapsed}, {msg}",
            (None, _) => "{spinner} {decimal_bytes}",
        };
        let style = ProgressStyle::with_template(template).expect("the template is one of those above");
        self.bar.set_style(style);
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
    Term::stdout().size_checked().map(|(_, width)| width.into())
}
