//! The files and folders that a run writes, which it must not read.

use super::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Where standard output goes, on systems that know.
const STDOUT: &str = "/dev/stdout";

/// The places of `outputs`, and that of standard output where it is a file and
/// takes the records.
pub fn places<'a>(outputs: impl Iterator<Item = &'a Path>, with_stdout: bool) -> Vec<PathBuf> {
    let stdout = with_stdout.then_some(Path::new(STDOUT));
    let places = outputs.chain(stdout).filter_map(place);
    places.filter(|place| !place.exists() || place.is_file() || place.is_dir()).collect()
}

/// Refuses what is named as input and written too.
pub fn check(inputs: &[PathBuf], places: &[PathBuf]) -> Result<(), Error> {
    let is_written = |input: &&PathBuf| fs::canonicalize(input).is_ok_and(|input| places.contains(&input));
    match inputs.iter().find(is_written) {
        Some(input) => Err(Error::InputIsOutput(input.display().to_string())),
        None => Ok(()),
    }
}

/// The full path of something that need not be there yet.
fn place(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok().or_else(|| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        Some(fs::canonicalize(parent.unwrap_or(Path::new("."))).ok()?.join(path.file_name()?))
    })
}
