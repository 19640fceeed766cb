//! What a command finds: which kinds and which patterns.

use super::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use trich::{Extractor, patterns};

#[derive(Debug, clap::Args)]
pub struct Kinds {
    /// Pattern file, or folder of them, to find beside the built-in kinds; may be given several times
    #[arg(short = 'p', long, value_name = "FILE|FOLDER")]
    patterns: Vec<PathBuf>,

    /// Find only these: ratio, percentage, official, and names of patterns
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    only: Vec<String>,
}

impl Kinds {
    pub fn extractor(&self) -> Result<Extractor, Error> {
        let mut extractor = Extractor::new();
        if !self.patterns.is_empty() {
            let files = patterns::load(&self.patterns)?;
            extractor = extractor.with_patterns(patterns::patterns(&files));
        }
        if self.only.is_empty() { Ok(extractor) } else { Ok(extractor.only(&self.only)?) }
    }

    /// What decides what is found: the content of the pattern files, and the names.
    pub fn decisive(&self) -> Result<[(&'static str, String); 2], Error> {
        let mut hasher = DefaultHasher::new();
        patterns::load(&self.patterns)?.iter().for_each(|file| file.text().hash(&mut hasher));
        let content =
            if self.patterns.is_empty() { String::new() } else { format!("{:016x}", hasher.finish()) };
        Ok([("the content of --patterns", content), ("--only", self.only.join(","))])
    }
}
