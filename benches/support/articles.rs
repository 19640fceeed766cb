//! The text that benchmarks read.

use std::fs;
use std::path::Path;

/// Sample articles, at least a megabyte of them.
pub fn articles() -> Vec<String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let paths = fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let len: usize = texts.iter().map(String::len).sum();
    texts.iter().cycle().take(texts.len() * (1_000_000 / len + 1)).cloned().collect()
}
