//! `trich test`: the examples of pattern files as tests.

use super::{Error, Outcome};
use anstyle::{AnsiColor, Style};
use notify::{RecursiveMode, Watcher};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;
use std::{fs, io};
use trich::Record;
use trich::patterns::{self, Case, Difference, PatternFile, Test as Tested};

/// Run the examples in pattern files, and show what differs
///
/// Without FILES the folder `patterns` is taken, or the file `trich.toml`.
#[derive(Debug, clap::Args)]
pub struct Test {
    /// Pattern files and folders of them
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,

    /// After showing what differs, write what was found into the files as what is expected
    #[arg(long)]
    update: bool,

    /// Write a report in the JUnit format to FILE
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,

    /// Run again whenever a file changes, until stopped
    #[arg(long)]
    watch: bool,
}

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const STRONG: Style = Style::new().bold();

impl Test {
    pub fn run(self) -> Result<Outcome, Error> {
        let files = or_default(self.files.clone())?;
        if !self.watch {
            return self.once(&files);
        }
        let (sender, changes) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender).map_err(Error::Watch)?;
        for path in &files {
            // Editors replace a file, so that its folder must be watched.
            let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(path) };
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            watcher.watch(folder, RecursiveMode::Recursive).map_err(Error::Watch)?;
        }
        loop {
            if let Err(error) = self.once(&files) {
                if error.is_closed_pipe() {
                    return Err(error);
                }
                error.report()?;
            }
            loop {
                match changes.recv() {
                    // Opening a file to read it is no change.
                    Ok(Ok(event)) if !event.kind.is_access() => break,
                    Ok(_) => {}
                    Err(_) => return Ok(Outcome::Done),
                }
            }
            // One save is many events.
            while changes.recv_timeout(Duration::from_millis(100)).is_ok() {}
        }
    }

    /// Runs all tests once.
    fn once(&self, paths: &[PathBuf]) -> Result<Outcome, Error> {
        let files = patterns::load(paths)?;
        let mut out = anstream::stdout().lock();
        let mut junit = Report::new("trich");
        let mut failed = 0;
        let mut passed = 0;
        let mut updated = Vec::new();
        for file in &files {
            let tests = file.test();
            show(&mut out, file, &tests)?;
            let cases = || tests.iter().flat_map(|test| &test.cases);
            passed += cases().filter(|case| case.has_passed()).count();
            failed += cases().filter(|case| !case.has_passed()).count();
            junit.add_test_suite(suite(file, &tests));
            if self.update {
                updated.extend(patterns::update(file, &tests).map_err(Error::Update)?);
            }
        }
        if let Some(path) = &self.junit {
            write_file(path, &junit.to_string().map_err(io::Error::other)?)?;
        }
        for (path, text) in &updated {
            write_file(path, text)?;
            writeln!(out, "updated {}", path.display())?;
        }
        let (style, word) = if failed == 0 { (GOOD, "ok") } else { (BAD, "FAILED") };
        writeln!(
            out,
            "test result: {style}{word}{style:#}. {} passed; {failed} failed",
            counted(passed, "example")
        )?;
        Ok(if failed == 0 || self.update { Outcome::Done } else { Outcome::SomeFailed })
    }
}

fn write_file(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|error| Error::write(path, &error))
}

/// The pattern files that are taken where none is named.
pub fn or_default(files: Vec<PathBuf>) -> Result<Vec<PathBuf>, Error> {
    if !files.is_empty() {
        return Ok(files);
    }
    let defaults = ["patterns", "trich.toml"].map(PathBuf::from);
    match defaults.into_iter().find(|path| path.exists()) {
        Some(path) => Ok(vec![path]),
        None => Err(Error::NoPatterns),
    }
}

/// Shows the tests of a file, one a line, then what failed.
fn show(out: &mut impl Write, file: &PatternFile, tests: &[Tested]) -> io::Result<()> {
    let cases: usize = tests.iter().map(|test| test.cases.len()).sum();
    writeln!(out, "running {} in {}", counted(cases, "example"), file.name())?;
    for test in tests {
        let failed = test.cases.iter().filter(|case| !case.has_passed()).count();
        write!(out, "test {} ... ", test.name)?;
        match (test.cases.len(), failed) {
            (0, _) => writeln!(out, "no examples")?,
            (all, 0) => writeln!(out, "{GOOD}ok{GOOD:#} ({})", counted(all, "example"))?,
            (all, failed) => writeln!(out, "{BAD}FAILED{BAD:#} ({failed} of {})", counted(all, "example"))?,
        }
    }
    writeln!(out)?;
    if tests.iter().all(Tested::has_passed) {
        return Ok(());
    }
    writeln!(out, "failures:")?;
    for test in tests {
        for case in test.cases.iter().filter(|case| !case.has_passed()) {
            writeln!(out, "\n---- {STRONG}{}{STRONG:#} {}:{} ----", test.name, test.file, case.line)?;
            failure(out, case)?;
        }
    }
    writeln!(out)
}

/// `1 example`, `2 examples`.
pub fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// Shows the text of an example with the matches underlined, and what differs.
fn failure(out: &mut impl Write, case: &Case) -> io::Result<()> {
    if let Some(error) = &case.error {
        return writeln!(out, "{error}");
    }
    let concerns = |record: usize| {
        case.differences.iter().any(|difference| match difference {
            Difference::Missing { .. } => false,
            Difference::Unexpected { found } | Difference::Field { found, .. } => *found == record,
        })
    };
    let whole = !case.text.contains('\n');
    let marked: Vec<&Record> =
        case.found.iter().enumerate().filter(|(nth, _)| whole || concerns(*nth)).map(|(_, r)| r).collect();
    underlined(out, &case.text, &marked)?;
    let mut last = None;
    for difference in &case.differences {
        match difference {
            Difference::Missing { expected } => {
                writeln!(out, "expected, not found:")?;
                for (name, value) in expected {
                    writeln!(out, "  {BAD}- {name} = {}{BAD:#}", shown(value))?;
                }
                last = None;
            }
            Difference::Unexpected { found } => {
                writeln!(out, "found, not expected: {}", title(&case.found[*found]))?;
                for (name, value) in own_fields(&case.found[*found]) {
                    writeln!(out, "  {GOOD}+ {name} = {}{GOOD:#}", shown(&value))?;
                }
                last = None;
            }
            Difference::Field { found, name, expected, value } => {
                if last != Some(*found) {
                    writeln!(out, "differs: {}", title(&case.found[*found]))?;
                    last = Some(*found);
                }
                writeln!(out, "  {BAD}- {name} = {}{BAD:#}", shown(expected))?;
                writeln!(out, "  {GOOD}+ {name} = {}{GOOD:#}", shown(value))?;
            }
        }
    }
    Ok(())
}

fn title(record: &Record) -> String {
    format!("{} “{}”", record.kind, record.text)
}

/// The fields of the record's kind.
fn own_fields(record: &Record) -> Vec<(String, Value)> {
    match serde_json::to_value(&record.fact) {
        Ok(Value::Object(fields)) => fields.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A value as the pattern file writes it, which has `[]` for null.
fn shown(value: &Value) -> String {
    if value.is_null() { "[]".to_owned() } else { value.to_string() }
}

/// Writes the lines of `text` that hold one of the records, or the whole text where it
/// is one line, with their mentions underlined.
fn underlined(out: &mut impl Write, text: &str, records: &[&Record]) -> io::Result<()> {
    let mut start = 0;
    let is_single = !text.trim_end().contains('\n');
    for line in text.split('\n') {
        let len = line.chars().count();
        let marks: String = (start..start + len)
            .map(|at| if records.iter().any(|r| (r.start..r.end).contains(&at)) { '^' } else { ' ' })
            .collect();
        if marks.contains('^') || is_single && len > 0 {
            writeln!(out, "  {}", line.trim_end())?;
        }
        if marks.contains('^') {
            writeln!(out, "  {GOOD}{}{GOOD:#}", marks.trim_end())?;
        }
        start += len + 1;
    }
    Ok(())
}

/// The tests of a file for a continuous integration that reads JUnit.
fn suite(file: &PatternFile, tests: &[Tested]) -> TestSuite {
    let mut suite = TestSuite::new(file.name());
    for test in tests {
        for case in &test.cases {
            let status = if case.has_passed() {
                TestCaseStatus::success()
            } else {
                let mut text = Vec::new();
                // Writing to memory does not fail.
                let _ = failure(&mut anstream::StripStream::new(&mut text), case);
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_message(format!("{}:{}", test.file, case.line));
                status.set_description(String::from_utf8_lossy(&text));
                status
            };
            let mut unit = TestCase::new(format!("{}, line {}", test.name, case.line), status);
            unit.set_classname(test.name.as_str());
            suite.add_test_case(unit);
        }
    }
    suite
}
