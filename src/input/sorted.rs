//! The names in one folder, sorted, of which only so many are in memory.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ffi::{OsStr, OsString};
use std::fs::{DirEntry, File, ReadDir};
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::vec;

/// Names that are sorted in memory; more of them are sorted on disk.
const IN_MEMORY: usize = 50_000;

/// A name, and whether it is that of a folder.
type Entry = (OsString, bool);

/// The sorted names: those of the last run are in memory, the others in a nameless
/// file each.
pub(super) struct Names {
    last: vec::IntoIter<Entry>,
    runs: Vec<BufReader<File>>,
    /// The first name of each run, and which run; the last run comes after the others.
    heads: BinaryHeap<Reverse<(Entry, usize)>>,
}

impl Names {
    /// The entries for which `wanted` says whether they are folders.
    pub fn of(entries: ReadDir, wanted: impl Fn(&DirEntry) -> io::Result<Option<bool>>) -> io::Result<Self> {
        let mut entries = entries.filter_map(|entry| {
            let named =
                entry.and_then(|entry| Ok(wanted(&entry)?.map(|is_folder| (entry.file_name(), is_folder))));
            named.transpose()
        });
        Names::sort(&mut entries, IN_MEMORY)
    }

    fn sort(entries: &mut dyn Iterator<Item = io::Result<Entry>>, in_memory: usize) -> io::Result<Self> {
        let mut runs = Vec::new();
        loop {
            let mut run = entries.take(in_memory).collect::<io::Result<Vec<_>>>()?;
            run.sort_unstable();
            if run.len() < in_memory {
                let mut names = Names { last: run.into_iter(), runs, heads: BinaryHeap::new() };
                for index in 0..=names.runs.len() {
                    names.advance(index)?;
                }
                return Ok(names);
            }
            runs.push(write(&run)?);
        }
    }

    /// Puts the next name of a run among the heads.
    fn advance(&mut self, index: usize) -> io::Result<()> {
        let entry = match self.runs.get_mut(index) {
            Some(run) => read(run)?,
            None => self.last.next(),
        };
        self.heads.extend(entry.map(|entry| Reverse((entry, index))));
        Ok(())
    }
}

impl Iterator for Names {
    type Item = io::Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((entry, index)) = self.heads.pop()?;
        Some(self.advance(index).map(|()| entry))
    }
}

/// A run as a file, ready to be read.
fn write(run: &[Entry]) -> io::Result<BufReader<File>> {
    let mut file = BufWriter::new(tempfile::tempfile()?);
    for (name, is_folder) in run {
        let name = to_bytes(name);
        file.write_all(&(name.len() as u32).to_le_bytes())?;
        file.write_all(&[u8::from(*is_folder)])?;
        file.write_all(&name)?;
    }
    let mut file = file.into_inner()?;
    file.rewind()?;
    Ok(BufReader::new(file))
}

/// The next name of a run.
fn read(run: &mut impl Read) -> io::Result<Option<Entry>> {
    let mut head = [0; 5];
    match run.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let [len @ .., is_folder] = head;
    let mut name = vec![0; u32::from_le_bytes(len) as usize];
    run.read_exact(&mut name)?;
    Ok(Some((from_bytes(name), is_folder == 1)))
}

#[cfg(unix)]
fn to_bytes(name: &OsStr) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(name).to_vec()
}

#[cfg(unix)]
fn from_bytes(name: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(name)
}

#[cfg(not(unix))]
fn to_bytes(name: &OsStr) -> Vec<u8> {
    name.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn from_bytes(name: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&name).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::{Entry, Names};

    #[test]
    fn names_are_sorted_however_many_fit_in_memory() {
        let mut expected: Vec<Entry> =
            (0..100).map(|n| (format!("tệp {}", n * 37 % 101).into(), n % 3 == 0)).collect();
        let mut entries = expected.clone().into_iter().map(Ok);
        let few = Names::sort(&mut entries, 7).unwrap();
        expected.sort();
        assert_eq!(few.map(Result::unwrap).collect::<Vec<_>>(), expected);
    }
}
