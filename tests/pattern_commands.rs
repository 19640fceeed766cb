//! `trich test`, `trich try`, `trich patterns check`, and patterns in `trich extract`.

#![cfg(feature = "patterns")]

mod support;

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use support::{Folder, Run};

const PATTERNS: &str = r#"# Projects.
[[pattern]]
name = "investment"
match = 'đầu tư {bound}?{number:amount} (?<scale>triệu|tỷ) đồng' # as it is said

[[pattern.example]]
text = "Dự án được đầu tư hơn 1.250 tỷ đồng."
expect = [{ amount = 1251, scale = "tỷ" }] # not bound

[[pattern.example]]
text = "Chưa đầu tư."
expect = []

[[pattern]]
name = "untested"
match = 'a'
"#;

/// A run of the program in the folder of the crate.
fn trich(arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trich"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap().into()
}

#[test]
fn the_samples_pass_their_tests() {
    let run = trich(&["test", "samples/patterns", "tests/samples.toml"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
}

#[test]
fn every_sample_pattern_has_six_examples_and_two_without_a_match() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/patterns");
    let files = trich::patterns::load(&[folder]).unwrap();
    assert!(files.len() >= 5);
    for test in files.iter().flat_map(|file| file.test()) {
        let silent = test.cases.iter().filter(|case| case.found.is_empty()).count();
        assert!(test.cases.len() >= 6 && silent >= 2, "{}", test.name);
    }
}

#[test]
fn what_differs_is_shown_field_by_field() {
    let folder = Folder::of([("patterns/a.toml", PATTERNS.as_bytes())]);
    let run = folder.run("test");
    let expected = "\
running 2 examples in patterns/a.toml
test investment ... FAILED (1 of 2 examples)
test untested ... no examples

failures:

---- investment patterns/a.toml:7 ----
  Dự án được đầu tư hơn 1.250 tỷ đồng.
             ^^^^^^^^^^^^^^^^^^^^^^^^
differs: investment “đầu tư hơn 1.250 tỷ đồng”
  - amount = 1251
  + amount = 1250

test result: FAILED. 1 example passed; 1 failed
";
    assert_eq!(run, Run { code: Some(1), out: expected.to_owned(), err: String::new() });
}

#[test]
fn missing_and_unexpected_records_are_shown() {
    let file = "[[example]]\ntext = 'Đạt 12/12 chỉ tiêu, tăng 5%.'\nonly = ['ratio', 'official']\n\
        expect = [{ kind = 'official', name = 'Lê An' }, { kind = 'ratio' }]\n\
        [[example]]\nfile = 'a.txt'\nexpect = []\n";
    let folder = Folder::of([("trich.toml", file.as_bytes()), ("a.txt", "Tít\nTăng 5%.\n".as_bytes())]);
    let run = folder.run("test");
    assert_eq!(run.code, Some(1));
    for part in [
        "expected, not found:\n  - kind = \"official\"\n  - name = \"Lê An\"\n",
        "---- a.txt trich.toml:6 ----\n  Tăng 5%.\n       ^^\nfound, not expected: percentage “5%”\n  + value = 5\n",
    ] {
        assert!(run.out.contains(part), "{}", run.out);
    }
}

#[test]
fn update_rewrites_what_is_expected_and_nothing_else() {
    let folder = Folder::of([("patterns/a.toml", PATTERNS.as_bytes())]);
    let run = folder.run("test --update");
    assert_eq!(run.code, Some(0));
    assert!(
        run.out.contains("- amount = 1251") && run.out.contains("updated patterns/a.toml"),
        "{}",
        run.out
    );
    let updated = fs::read_to_string(folder.path().join("patterns/a.toml")).unwrap();
    assert_eq!(updated, PATTERNS.replace("1251", "1250"));
    assert_eq!(folder.run("test").code, Some(0));
}

#[test]
fn update_adds_new_records_with_all_that_they_have() {
    let file = "[[pattern]]\nname = 'a'\nmatch = '{number:n} (?<x>xã)?(?<y>huyện)?'\n[[pattern.example]]\ntext = '5 xã và 6 huyện'\nexpect = []\n";
    let folder = Folder::of([("trich.toml", file.as_bytes())]);
    folder.run("test --update");
    let updated = fs::read_to_string(folder.path().join("trich.toml")).unwrap();
    let expect = "expect = [\n    { text = \"5 xã\", n = 5, x = \"xã\" },\n    { text = \"6 huyện\", n = 6, y = \"huyện\" },\n]\n";
    assert_eq!(updated, file.replace("expect = []\n", expect));
    assert_eq!(folder.run("test").code, Some(0));
}

#[test]
fn records_in_a_file_are_compared_and_updated() {
    let file = "[[example]]\nfile = 'a.txt'\nexpect = 'a.jsonl'\n";
    let article = "Đạt 12/12 chỉ tiêu.";
    let folder =
        Folder::of([("trich.toml", file.as_bytes()), ("a.txt", article.as_bytes()), ("a.jsonl", b"")]);
    assert_eq!(folder.run("test").code, Some(1));
    assert_eq!(folder.run("test --update").code, Some(0));
    assert_eq!(folder.run("test").code, Some(0));
    let line = fs::read_to_string(folder.path().join("a.jsonl")).unwrap();
    let record: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(record["numerator"], 12);
}

#[test]
fn an_article_out_of_reach_is_not_read() {
    let file = "[[example]]\nfile = '../a.txt'\nexpect = []\n[[example]]\nfile = 'none.txt'\nexpect = []\n";
    let folder = Folder::of([("a.txt", b"a".as_slice()), ("inner/trich.toml", file.as_bytes())]);
    let mut command = folder.trich("test trich.toml");
    let run = Run::from(command.current_dir(folder.path().join("inner")).output().unwrap());
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("../a.txt: outside of the folder of the pattern file"), "{}", run.out);
    assert!(run.out.contains("none.txt: No such file"), "{}", run.out);
}

#[test]
fn a_junit_report_is_written() {
    let folder = Folder::of([("patterns/a.toml", PATTERNS.as_bytes())]);
    folder.run("test --junit report.xml");
    let report = fs::read_to_string(folder.path().join("report.xml")).unwrap();
    for part in [r#"tests="2""#, r#"failures="1""#, r#"classname="investment""#, "+ amount = 1250"] {
        assert!(report.contains(part), "{report}");
    }
    assert!(!report.contains('\u{1b}'));
}

#[test]
fn watch_runs_again_when_a_file_changes() {
    let folder = Folder::of([("patterns/a.toml", PATTERNS.as_bytes())]);
    let mut child = folder.trich("test --watch").stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut result =
        || lines.find(|line| line.as_ref().unwrap().starts_with("test result")).unwrap().unwrap();
    assert!(result().contains("FAILED"));
    fs::write(folder.path().join("patterns/a.toml"), PATTERNS.replace("1251", "1250")).unwrap();
    assert!(result().contains("ok"));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_check_counts_what_is_right() {
    let folder = Folder::of([("patterns/a.toml", PATTERNS.as_bytes())]);
    let out = "nothing is wrong in 1 file (2 patterns)\n".to_owned();
    assert_eq!(folder.run("patterns check"), Run { code: Some(0), out, err: String::new() });
}

#[test]
fn extract_finds_what_patterns_describe() {
    let folder =
        Folder::of([("p/a.toml", PATTERNS.as_bytes()), ("a.txt", "Đầu tư 36 tỷ đồng, tăng 5%.".as_bytes())]);
    let kinds = |arguments: &str| {
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(0), "{}", run.err);
        let record =
            |line: &str| serde_json::from_str::<Value>(line).unwrap()["kind"].as_str().unwrap().to_owned();
        run.out.lines().map(record).collect::<Vec<_>>()
    };
    assert_eq!(kinds("extract a.txt"), ["percentage"]);
    assert_eq!(kinds("extract -p p a.txt"), ["investment", "percentage"]);
    assert_eq!(kinds("extract -p p/a.toml --only investment,untested a.txt"), ["investment"]);
    assert_eq!(kinds("extract -p p --only percentage a.txt"), ["percentage"]);
    let line = folder.run("extract -p p --only investment a.txt").out;
    let expected = r#"{"doc":"a.txt","kind":"investment","text":"Đầu tư 36 tỷ đồng","start":0,"end":17,"bound":"=","amount":36,"scale":"tỷ","sentence":"Đầu tư 36 tỷ đồng, tăng 5%.","rule":"pattern"}"#;
    assert_eq!(line.trim_end(), expected);
}

const ARTICLES: [(&str, &[u8]); 2] = [
    ("a.txt", "Tổng vốn 5 tỷ đồng. Xã có tổng vốn 7 tỷ đồng và tổng vốn 8 tỷ đồng.".as_bytes()),
    ("b.txt", "Tổng vốn chưa có.".as_bytes()),
];

/// A run of `trich try` with this pattern.
fn attempt(folder: &Folder, pattern: &str, arguments: &str) -> Run {
    let mut command = folder.trich("try");
    command.arg(pattern).args(arguments.split_whitespace()).output().unwrap().into()
}

#[test]
fn a_try_shows_sentences_and_fields() {
    let folder = Folder::of(ARTICLES);
    let run = attempt(&folder, "tổng vốn {number:n} tỷ", "a.txt b.txt");
    let out = "\
a.txt
  Tổng vốn 5 tỷ đồng.
  “Tổng vốn 5 tỷ”  n = 5
a.txt
  Xã có tổng vốn 7 tỷ đồng và tổng vốn 8 tỷ đồng.
  “tổng vốn 7 tỷ”  n = 7
  “tổng vốn 8 tỷ”  n = 8
";
    let err = "3 matches in 2 sentences of 1 document; 2 read\n".to_owned();
    assert_eq!(run, Run { code: Some(0), out: out.to_owned(), err });
}

#[test]
fn a_try_is_coloured_where_that_is_asked_for() {
    let folder = Folder::of(ARTICLES);
    let coloured = |name: &str, value: &str| {
        let mut command = folder.trich("try vốn a.txt");
        Run::from(command.env(name, value).output().unwrap()).out.contains("\u{1b}[")
    };
    assert!(coloured("CLICOLOR_FORCE", "1"));
    assert!(!coloured("NO_COLOR", "1"));
}

#[test]
fn a_try_ends_at_its_limit() {
    let folder = Folder::of(ARTICLES);
    let run = attempt(&folder, "vốn", "--limit 1 a.txt b.txt");
    assert_eq!(run.out, "a.txt\n  Tổng vốn 5 tỷ đồng.\n  “vốn”\n");
    assert_eq!(run.err, "stopped at the limit; there may be more\n");
    let records = attempt(&folder, "vốn", "--json --limit 2 .").out;
    let kinds: Vec<Value> = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(kinds.len() == 2 && kinds.iter().all(|record| record["kind"] == "try"), "{records}");
}

#[test]
fn a_try_without_a_match_says_what_stops_the_pattern() {
    let folder = Folder::of(ARTICLES);
    let run = attempt(&folder, "tổng vốn {number:n} tỷ đô la", "a.txt b.txt");
    let err = "\
nothing matches in 2 documents
  tổng vốn {number:n} tỷ đô la
  ^^^^^^^^^^^^^^^^^^^^^^ matches somewhere
                         ^^ is never found behind that
  as in: Tổng vốn 5 tỷ đồng.
";
    assert_eq!(run, Run { code: Some(0), out: String::new(), err: err.to_owned() });
    let run = attempt(&folder, "ngân hàng|tổng (?:thu|chi)", "a.txt");
    let err = "\
nothing matches in 1 document
  ngân hàng|tổng (?:thu|chi)
  ^^^^ is found nowhere
  ngân hàng|tổng (?:thu|chi)
            ^^^^ matches somewhere
                 ^^^^^^^^^^^ is never found behind that
  as in: Tổng vốn 5 tỷ đồng.
";
    assert_eq!(run.err, err);
}
