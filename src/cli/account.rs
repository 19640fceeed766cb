//! What a run came to, so that nothing is lost unseen.

use super::size;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The account of a run. Every document read is one with facts, one without, or
/// one that failed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub documents: u64,
    pub with_facts: u64,
    pub without_facts: u64,
    pub failed: u64,
    pub records: u64,
    /// Records by kind.
    pub kinds: BTreeMap<String, u64>,
    /// Bytes of text in the documents, as UTF-8.
    pub bytes: u64,
    pub seconds: f64,
}

/// What a document came to.
#[derive(Debug, Clone, Copy)]
pub enum Tally {
    /// It was read: bytes of its text, and its records.
    Read {
        bytes: u64,
        records: u64,
    },
    Failed,
}

impl Account {
    /// Adds a document.
    pub fn add(&mut self, tally: Tally) {
        self.documents += 1;
        match tally {
            Tally::Failed => self.failed += 1,
            Tally::Read { bytes, records } => {
                self.bytes += bytes;
                self.records += records;
                *(if records > 0 { &mut self.with_facts } else { &mut self.without_facts }) += 1;
            }
        }
    }

    /// Counts the kinds of records.
    pub fn count(&mut self, kinds: impl Iterator<Item = impl AsRef<str>>) {
        for kind in kinds {
            match self.kinds.get_mut(kind.as_ref()) {
                Some(count) => *count += 1,
                None => drop(self.kinds.insert(kind.as_ref().to_owned(), 1)),
            }
        }
    }

    /// Millions of bytes of text a second.
    fn rate(&self) -> f64 {
        if self.seconds > 0.0 { self.bytes as f64 / 1e6 / self.seconds } else { 0.0 }
    }

    /// The account as one line.
    pub fn line(&self) -> String {
        let mut kinds: Vec<_> = self.kinds.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        if kinds.is_empty() {
            kinds.push("none".to_owned());
        }
        format!(
            "{} read: {} with facts, {} without, {} failed; {}: {}; {} in {:.1} s, {:.1} MB/s",
            count(self.documents, "document"),
            self.with_facts,
            self.without_facts,
            self.failed,
            count(self.records, "record"),
            kinds.join(", "),
            size::show(self.bytes),
            self.seconds,
            self.rate(),
        )
    }

    /// The account as JSON, with the rate.
    pub fn json(&self) -> String {
        let mut object = serde_json::to_value(self).expect("an account is JSON");
        object["mb_per_second"] = ((self.rate() * 10.0).round() / 10.0).into();
        format!("{object:#}\n")
    }
}

fn count(number: u64, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
