//! What the tests of the command line share: a folder of files and the program run in it.

#![allow(dead_code, reason = "each file of tests uses a part of it")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder that lives as long as the value.
pub struct Folder(TempDir);

/// What a run left behind.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Folder {
    /// A folder with these files; a name that ends in `/` is an empty folder.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (name, content) in files {
            let path = folder.path().join(name);
            if name.ends_with('/') {
                fs::create_dir_all(path).unwrap();
            } else {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, content).unwrap();
            }
        }
        folder
    }

    /// An empty folder in memory, where the system has such: for tests that would
    /// else wait for the disk most of the time.
    pub fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Folder(folder.unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The program with these arguments, which are split at spaces, not yet started.
    pub fn trich(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trich"));
        command.current_dir(self.path()).args(arguments.split_whitespace()).stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &str) -> Run {
        self.trich(arguments).output().unwrap().into()
    }

    /// Runs the program with `input` on its standard input.
    pub fn pipe(&self, arguments: &str, input: &[u8]) -> Run {
        let mut trich = self.trich(arguments);
        trich.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = trich.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            // Apart, since the program may answer before it has read all.
            scope.spawn(move || stdin.write_all(input).unwrap());
            child.wait_with_output().unwrap().into()
        })
    }
}

impl From<Output> for Run {
    /// The run without its account, which has a time in it.
    fn from(output: Output) -> Self {
        let mut err = String::from_utf8(output.stderr).unwrap();
        if let Some(account) =
            err.lines().next_back().filter(|line| line.contains(" without, ") && line.contains(" failed; "))
        {
            err.truncate(err.len() - account.len() - 1);
        }
        Run { code: output.status.code(), out: String::from_utf8(output.stdout).unwrap(), err }
    }
}
