//! What a user is told about bad input, and that the rest of the work is done.

mod support;

use std::process::Stdio;
use support::{Folder, Run};

const ARTICLE: &str = "Quận hoàn thành 12/12 chỉ tiêu.";

/// Asserts that a command stops before any work, with this message.
#[track_caller]
fn assert_refused(run: Run, message: &str) {
    assert_eq!(run, Run { code: Some(2), out: String::new(), err: format!("trich: {message}\n") });
}

#[test]
fn a_wrong_call_is_refused_before_any_work() {
    let folder = Folder::of([
        ("good.txt", ARTICLE.as_bytes()),
        ("empty/", b""),
        ("notes/a.md", b"no article"),
        ("notes/.b.txt", b"hidden"),
        ("n/a.txt", ARTICLE.as_bytes()),
        ("n/b.jsonl", br#"{"id":1,"title":"T","text":"B"}"#),
    ]);
    let cases = [
        ("extract good.txt nowhere.txt", "nowhere.txt: no such file or folder"),
        ("extract good.txt nowhere/", "nowhere/: no such file or folder"),
        (
            "extract good.txt empty",
            "empty: no article in this folder; files need a known ending such as .txt, .jsonl or .csv.gz, or name them outright",
        ),
        (
            "extract notes",
            "notes: no article in this folder; files need a known ending such as .txt, .jsonl or .csv.gz, or name them outright",
        ),
        (
            "extract n --text-field titel,text",
            "n/b.jsonl: no field `titel`; did you mean `title`? The fields are `id`, `text`, `title`",
        ),
        (
            "extract good.txt n/b.jsonl --id-field url",
            "n/b.jsonl: no field `url`; the fields are `id`, `text`, `title`",
        ),
        ("extract - -", "-: standard input can be read only once; name it once"),
    ];
    for (arguments, message) in cases {
        assert_refused(folder.run(arguments), message);
    }
    let piped = folder.pipe("extract good.txt - --text-field txt", br#"{"id":1,"text":"T"}"#);
    assert_refused(piped, "-: no field `txt`; did you mean `text`? The fields are `id`, `text`");
}

#[test]
fn arguments_that_make_no_sense_are_a_usage_error() {
    let folder = Folder::of([("a.txt", b"".as_slice())]);
    let cases = [
        ("", "Usage: trich"),
        ("extrakt", "'extract'"),
        ("extract -j 0 a.txt", "'--threads <N>'"),
        ("extract -j two a.txt", "'--threads <N>'"),
        ("extract --field a.txt", "'--field'"),
    ];
    for (arguments, message) in cases {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments}");
        assert!(run.err.contains(message), "{arguments}: {}", run.err);
    }
}

/// Bad lines, and what is said of each.
const BAD_LINES: [(&[u8], &str); 10] = [
    (
        b"{\"text\": \"\xE1\xBB\xA7 \xFF\"}",
        "not UTF-8 at byte 14 of the file; the document is skipped; name its encoding with --encoding if you know it",
    ),
    (
        b"Th\xE1\xBB\xA7 t\xC6\xB0\xE1\xBB\x9Bng",
        "not JSON: expected value (column 1); the document is skipped",
    ),
    (
        "{\"id\":\"ủ\" \"text\":\"T\"}".as_bytes(),
        "not JSON: expected `,` or `}` (column 11); the document is skipped",
    ),
    (b"{\"text\":\"T\"", "not JSON: EOF while parsing an object (column 11); the document is skipped"),
    (b"{\"text\":\"T\"} {}", "not JSON: trailing characters (column 14); the document is skipped"),
    (b"[\"T\"]", "not a JSON object; the document is skipped"),
    (
        b"{\"id\":1,\"body\":\"T\"}",
        "no field `text`; name the field that holds the text with --text-field; the document is skipped",
    ),
    (
        b"{\"id\":1,\"text\":null}",
        "no field `text`; name the field that holds the text with --text-field; the document is skipped",
    ),
    (b"{\"id\":1,\"text\":[\"T\"]}", "the field `text` is not a string; the document is skipped"),
    (
        b"{\"id\":{\"a\":1},\"text\":\"T\"}",
        "the field `id` is no string or number that can be an identifier; the document is skipped",
    ),
];

#[test]
fn a_bad_line_is_named_and_skipped() {
    for (line, message) in BAD_LINES {
        let folder = Folder::of([("a.jsonl", line)]);
        let expected =
            Run { code: Some(1), out: String::new(), err: format!("trich: a.jsonl:1: {message}\n") };
        assert_eq!(folder.run("extract a.jsonl"), expected);
    }
}

#[test]
fn faults_are_reported_in_order_and_the_rest_is_done() {
    let good = format!("{{\"id\":\"good\",\"text\":\"{ARTICLE}\"}}\n");
    let mut lines = Vec::new();
    for (line, _) in BAD_LINES {
        lines.extend_from_slice(good.as_bytes());
        lines.extend_from_slice(line);
        lines.push(b'\n');
    }
    let folder = Folder::of([("a.jsonl", lines.as_slice()), ("z.txt", ARTICLE.as_bytes())]);

    let run = folder.run("extract -j 2 .");
    assert_eq!(run.code, Some(1));
    let places: Vec<_> = run.err.lines().map(|line| line.split(": ").nth(1).unwrap()).collect();
    let expected: Vec<_> = (1..=BAD_LINES.len()).map(|n| format!("./a.jsonl:{}", 2 * n)).collect();
    assert_eq!(places, expected);
    assert_eq!(run.out.lines().filter(|record| record.contains(r#""doc":"good""#)).count(), BAD_LINES.len());
    assert!(run.out.ends_with('\n') && run.out.lines().last().unwrap().contains("./z.txt"));
}

#[test]
fn the_byte_of_a_wrong_character_is_counted_from_the_front_of_the_file() {
    let folder = Folder::of([
        ("a.txt", b"Ch\xE1\xBB\xA7\nt\xFFch".as_slice()),
        ("b.jsonl", b"\xEF\xBB\xBF{\"text\":\"T\"}\n{\"text\":\"\xC6\"}\n"),
        ("c.txt", ARTICLE.as_bytes()),
    ]);
    let run = folder.run("extract .");
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.err,
        "trich: ./a.txt:2: not UTF-8 at byte 7 of the file; the document is skipped; name its encoding with --encoding if you know it\n\
         trich: ./b.jsonl:2: not UTF-8 at byte 25 of the file; the document is skipped; name its encoding with --encoding if you know it\n",
    );
    assert!(run.out.contains("./c.txt"));
}

#[test]
#[cfg(target_os = "linux")]
fn an_unreadable_file_is_named_and_skipped() {
    // It opens, and fails when it is read, for every user.
    let folder = Folder::of([("good.txt", ARTICLE.as_bytes())]);
    let run = folder.run("extract /proc/self/mem good.txt");
    assert_eq!(run.code, Some(1));
    assert!(run.err.starts_with("trich: /proc/self/mem: cannot be read: "), "{}", run.err);
    assert!(run.out.contains("good.txt"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let lines: String = (1..=1000).map(|n| format!("{{\"id\":{n},\"text\":\"{ARTICLE}\"}}\n")).collect();
    let folder = Folder::of([("a.jsonl", lines.as_bytes())]);
    for arguments in ["extract a.jsonl", "normalize a.jsonl"] {
        let mut trich = folder.trich(arguments);
        let mut child = trich.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let run = Run::from(child.wait_with_output().unwrap());
        assert_eq!(run, Run { code: Some(0), out: String::new(), err: String::new() }, "{arguments}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let folder = Folder::of([("a.txt", ARTICLE.as_bytes())]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run =
        Run::from(folder.trich("normalize a.txt").stdout(full).stderr(Stdio::piped()).output().unwrap());
    assert_eq!(run.code, Some(2));
    assert!(run.err.starts_with("trich: cannot write the output: "), "{}", run.err);
}
