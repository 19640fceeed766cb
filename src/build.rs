//! Reads the word lists, so that the program need not; and tells it from which commit it was
//! built, and the day of that, where they are known.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// What the word lists are made of, as far as it is needed to read them.
#[allow(dead_code, unused_imports, reason = "the program needs more of it")]
mod text {
    mod abbreviation;
    mod classes;
    mod fold;
    mod letters;
    mod placement;

    pub(crate) use abbreviation::is_abbreviation;
    pub(crate) use classes::{BLOCK, Classes};
    pub(crate) use fold::fold;
    pub(crate) use letters::{Letter, is_of_word, marked_letter};
    pub(crate) use placement::new_style;
}

#[allow(dead_code, reason = "the program needs more of it")]
mod facts {
    pub(crate) mod seen;
    pub(crate) mod spelling;
    pub(crate) mod word;
}

#[allow(dead_code, reason = "the program needs more of it")]
mod lexicon {
    mod entries;
    mod lists;
    mod packed;
    mod reading;
    mod trie;

    pub(crate) use entries::*;
    pub(crate) use reading::read;

    macro_rules! lexicons {
        ($($(#[$doc:meta])* $name:ident = $($file:literal),+;)+) => {
            pub(crate) static FILES: &[&[&str]] = &[$(&[$(include_str!($file)),+]),+];
        };
    }
    include!("lexicon/index.rs");
}

fn main() {
    let folder = env::var_os("OUT_DIR").expect("cargo names a folder for what is built");
    let lists = lexicon::read(lexicon::FILES);
    let write =
        |name, bytes| fs::write(Path::new(&folder).join(name), bytes).expect("the folder takes files");
    write("lists", lists);
    write("triggers", facts::spelling::lines().into_bytes());
    tell_version();
}

fn tell_version() {
    println!("cargo:rerun-if-changed=src/build.rs");
    // The log of HEAD grows with every commit and every switch of branches.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo:rerun-if-changed={log}");
    }
    let version = env!("CARGO_PKG_VERSION");
    // A repository that this one merely lies in would say something else.
    let is_own = git(&["rev-parse", "--show-prefix"]).is_some_and(|prefix| prefix.is_empty());
    let commit = git(&["rev-parse", "--short=10", "HEAD"]).filter(|_| is_own);
    let date = git(&["log", "-1", "--format=%cs"]).filter(|_| is_own).unwrap_or_default();
    let version = commit.map_or(version.to_owned(), |commit| format!("{version} ({commit})"));
    println!("cargo:rustc-env=TRICH_VERSION={version}");
    println!("cargo:rustc-env=TRICH_DATE={date}");
}

/// What a command of git prints, if it works.
fn git(arguments: &[&str]) -> Option<String> {
    let output =
        Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
