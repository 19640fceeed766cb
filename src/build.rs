//! Tells the program from which commit it was built, and the day of that, where they are known.

use std::process::Command;

fn main() {
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
