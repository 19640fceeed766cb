//! Every sample article gives exactly the records that were written down for it.

#![cfg(feature = "patterns")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use trich::Extractor;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The names, without ending, of the files in `folder` that end in `ending`.
fn names(folder: &Path, ending: &str) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
    entries.filter_map(|entry| Some(name(entry.unwrap()).strip_suffix(ending)?.to_owned())).collect()
}

#[test]
fn each_sample_has_its_records_written_down() {
    let samples = names(&folder("samples"), ".txt");
    assert!(!samples.is_empty(), "there are no samples");
    assert_eq!(samples, names(&folder("tests/expected"), ".jsonl"));
}

#[test]
fn samples_give_the_records_written_down_for_them() {
    let extractor = Extractor::new();
    let mut report = String::new();
    for name in names(&folder("samples"), ".txt") {
        let text = fs::read_to_string(folder("samples").join(format!("{name}.txt"))).unwrap();
        let found: Vec<_> = extractor
            .extract(&format!("samples/{name}.txt"), &text)
            .iter()
            .map(|record| serde_json::to_string(record).unwrap())
            .collect();
        let file = format!("tests/expected/{name}.jsonl");
        let written = fs::read_to_string(folder(&file)).unwrap_or_default();
        let expected: Vec<_> = written.lines().collect();
        if found != expected {
            report += &format!("\n{file}\n{}", difference(&expected, &found));
        }
    }
    assert!(report.is_empty(), "records differ (- expected, + found):\n{report}");
}

/// The lines that only one of the two has.
fn difference(expected: &[&str], found: &[String]) -> String {
    let missing = expected.iter().filter(|line| !found.iter().any(|other| other == *line));
    let new = found.iter().filter(|line| !expected.contains(&line.as_str()));
    let lines = missing.map(|line| format!("- {line}\n")).chain(new.map(|line| format!("+ {line}\n")));
    let report: String = lines.collect();
    if report.is_empty() { "the same records in another order or number\n".to_owned() } else { report }
}
