//! What a command finds: which kinds and which patterns.

use super::Error;
use trich::Extractor;
#[cfg(feature = "patterns")]
use {
    std::hash::{DefaultHasher, Hash, Hasher},
    std::path::PathBuf,
    trich::patterns,
};

#[derive(Debug, clap::Args)]
pub struct Kinds {
    /// Pattern file, or folder of them, to find beside the built-in kinds; may be given several times
    #[cfg(feature = "patterns")]
    #[arg(short = 'p', long, value_name = "FILE|FOLDER")]
    patterns: Vec<PathBuf>,

    /// Find only these: ratio, percentage, official, and names of patterns
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    only: Vec<String>,
}

impl Kinds {
    pub fn extractor(&self) -> Result<Extractor, Error> {
        let extractor = Extractor::new();
        #[cfg(feature = "patterns")]
        let extractor = match &*self.patterns {
            [] => extractor,
            paths => extractor.with_patterns(patterns::patterns(&patterns::load(paths)?)),
        };
        if self.only.is_empty() { Ok(extractor) } else { Ok(extractor.only(&self.only)?) }
    }

    /// What decides what is found: the content of the pattern files, and the names.
    pub fn decisive(&self) -> Result<[(&'static str, String); 2], Error> {
        Ok([("the content of --patterns", self.content()?), ("--only", self.only.join(","))])
    }

    /// A hash of the content of the pattern files; nothing where there are none.
    #[cfg(feature = "patterns")]
    fn content(&self) -> Result<String, Error> {
        let mut hasher = DefaultHasher::new();
        patterns::load(&self.patterns)?.iter().for_each(|file| file.text().hash(&mut hasher));
        Ok(if self.patterns.is_empty() { String::new() } else { format!("{:016x}", hasher.finish()) })
    }

    #[cfg(not(feature = "patterns"))]
    fn content(&self) -> Result<String, Error> {
        Ok(String::new())
    }
}
