//! How long each stage of the work takes, over all threads.

use super::articles::warn;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

/// A stage of the work.
#[derive(Debug, Clone, Copy)]
pub enum Stage {
    Wait,
    Decode,
    Normalize,
    Extract,
    Encode,
    Write,
}

const STAGES: [(Stage, &str); 6] = [
    (Stage::Wait, "waiting for input"),
    (Stage::Decode, "decoding documents"),
    (Stage::Normalize, "cleaning text"),
    (Stage::Extract, "finding facts"),
    (Stage::Encode, "encoding records"),
    (Stage::Write, "writing"),
];

/// Clocks that run only where somebody wants to know.
pub struct Stages {
    is_wanted: bool,
    nanoseconds: [AtomicU64; STAGES.len()],
}

impl Stages {
    pub fn new(is_wanted: bool) -> Self {
        Stages { is_wanted, nanoseconds: Default::default() }
    }

    pub fn start(&self) -> Option<Instant> {
        self.is_wanted.then(Instant::now)
    }

    pub fn stop(&self, stage: Stage, started: Option<Instant>) {
        if let Some(started) = started {
            self.nanoseconds[stage as usize].fetch_add(started.elapsed().as_nanos() as u64, Relaxed);
        }
    }

    /// Ends a stage and begins another.
    pub fn next(&self, stage: Stage, started: Option<Instant>) -> Option<Instant> {
        self.stop(stage, started);
        self.start()
    }

    /// The items, with the time that it takes to get each.
    pub fn timed<T: Iterator>(&self, stage: Stage, mut items: T) -> impl Iterator<Item = T::Item> {
        std::iter::from_fn(move || {
            let started = self.start();
            let item = items.next();
            self.stop(stage, started);
            item
        })
    }

    /// Says how long each stage took, on standard error.
    pub fn report(&self) {
        for (stage, name) in STAGES.iter().filter(|_| self.is_wanted) {
            let seconds = self.nanoseconds[*stage as usize].load(Relaxed) as f64 / 1e9;
            warn(&format!("{name}: {seconds:.3} s"));
        }
    }
}
