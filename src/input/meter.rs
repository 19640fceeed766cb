//! What reading has come to: for a progress bar, and for a word at the end.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

/// Counts what was read, while it is read.
#[derive(Debug, Default)]
pub struct Meter {
    bytes: AtomicU64,
    skipped: AtomicU64,
    first_skipped: OnceLock<String>,
    has_fields: AtomicBool,
}

impl Meter {
    /// Bytes read from files and standard input, as they lie there.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Relaxed)
    }

    /// How many files in folders and archives were not read since their endings are
    /// not known or they are symbolic links, and the first of them.
    pub fn skipped(&self) -> Option<(u64, &str)> {
        Some((self.skipped.load(Relaxed), self.first_skipped.get()?))
    }

    /// Whether there was input with fields.
    pub fn has_fields(&self) -> bool {
        self.has_fields.load(Relaxed)
    }

    pub(super) fn add_bytes(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Relaxed);
    }

    pub(super) fn skip(&self, path: impl FnOnce() -> String) {
        self.skipped.fetch_add(1, Relaxed);
        self.first_skipped.get_or_init(path);
    }

    pub(super) fn found_fields(&self) {
        self.has_fields.store(true, Relaxed);
    }
}
