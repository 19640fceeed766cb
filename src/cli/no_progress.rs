//! No bar: the program was built without the feature `tools`.

use std::path::PathBuf;
use std::sync::Arc;
use trich::input::Meter;

/// Nothing to see.
pub struct Progress;

impl Progress {
    pub fn new(_is_hidden: bool, _inputs: &[PathBuf], _meter: Arc<Meter>) -> Self {
        Progress
    }

    pub fn show(&self, _documents: u64) {}

    /// Does something that writes to the terminal.
    pub fn aside(&self, write: impl FnOnce()) {
        write();
    }

    pub fn end(&self) {}
}

/// Columns of the terminal that standard output is; nothing, since nobody looks.
pub fn terminal_width() -> Option<usize> {
    None
}
