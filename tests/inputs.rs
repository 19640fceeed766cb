//! Which articles are read, from where, in which order, and under which identifier.

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use support::Folder;
use trich::input::{Fields, Input};

/// The documents of `paths` in `folder` as `id=text`, the folder's own path cut off.
fn documents(folder: &Folder, paths: &[&str], fields: Fields) -> Vec<String> {
    let root = format!("{}/", folder.path().display());
    Input::open(paths.iter().map(|path| folder.path().join(path)), fields)
        .unwrap()
        .documents()
        .map(|document| document.unwrap())
        .map(|document| format!("{}={}", document.id.replace(&root, ""), document.text))
        .collect()
}

fn fields(id: Option<&str>, text: &[&str]) -> Fields {
    Fields {
        id: id.map(str::to_owned),
        text: text.iter().map(|&name| name.to_owned()).collect(),
        ..Fields::default()
    }
}

/// The documents that records were printed for, each once.
fn ids(records: &str) -> Vec<String> {
    let doc = |line| serde_json::from_str::<trich::Record>(line).unwrap().doc;
    let mut ids: Vec<_> = records.lines().map(doc).collect();
    ids.dedup();
    ids
}

const ARTICLE: &str = "Quận hoàn thành 12/12 chỉ tiêu.";

#[test]
fn a_folder_is_read_by_path_without_hidden_files_and_unknown_endings() {
    let folder = Folder::of([
        ("news/b.txt", b"B".as_slice()),
        ("news/a/z.TXT", b"Z"),
        ("news/a/deep/y.ndjson", br#"{"id":"y","text":"Y"}"#),
        ("news/c.jsonl", br#"{"id":"c","text":"C"}"#),
        ("news/.hidden.txt", b"no"),
        ("news/.git/a.txt", b"no"),
        ("news/.ignore", b"*.txt"),
        ("news/.gitignore", b"*.txt"),
        ("news/notes.md", b"no"),
        ("news/txt", b"no"),
    ]);
    let expected = ["y=Y", "news/a/z.TXT=Z", "news/b.txt=B", "c=C"];
    assert_eq!(documents(&folder, &["news"], Fields::default()), expected);
}

#[test]
#[cfg(unix)]
fn a_link_is_followed_only_where_it_is_named() {
    let folder = Folder::of([("a/a.txt", b"A".as_slice()), ("b/b.txt", b"B")]);
    for (target, link) in [("a", "folder"), ("../b/b.txt", "a/c.txt")] {
        std::os::unix::fs::symlink(target, folder.path().join(link)).unwrap();
    }
    assert_eq!(documents(&folder, &["a"], Fields::default()), ["a/a.txt=A"]);
    assert_eq!(
        documents(&folder, &["a/c.txt", "folder"], Fields::default()),
        ["a/c.txt=B", "folder/a.txt=A"]
    );
}

#[test]
fn a_file_named_outright_is_read_whatever_its_ending() {
    let folder = Folder::of([
        ("notes.md", b"M".as_slice()),
        ("plain", b"P"),
        (".hidden.txt", b"H"),
        ("lines.NDJSON", br#"{"id":1,"text":"N"}"#),
    ]);
    let paths = ["plain", "notes.md", "lines.NDJSON", ".hidden.txt", "notes.md"];
    let expected = ["plain=P", "notes.md=M", "1=N", ".hidden.txt=H", "notes.md=M"];
    assert_eq!(documents(&folder, &paths, Fields::default()), expected);
}

#[test]
fn a_json_line_is_a_document() {
    let cases: [(&[u8], &[&str]); 14] = [
        (br#"{"id":"a","text":"T"}"#, &["a=T"]),
        (br#"{"text":"T","id":7}"#, &["7=T"]),
        (br#"{"id":-7,"text":"T"}"#, &["-7=T"]),
        (br#"{"id":18446744073709551615,"text":"T"}"#, &["18446744073709551615=T"]),
        (br#"{"id":12.0,"text":"T"}"#, &["12=T"]),
        (br#"{"id":null,"text":"T"}"#, &["a.jsonl:1=T"]),
        (br#"{"text":"T"}"#, &["a.jsonl:1=T"]),
        (br#"{"text":""}"#, &["a.jsonl:1="]),
        (br#"{"text":"\u1ee6y\n\"ban\""}"#, &["a.jsonl:1=\u{1ee6}y\n\"ban\""]),
        (br#" { "x" : [{"text":1}], "text" : "T", "y" : {"id":2} } "#, &["a.jsonl:1=T"]),
        (b"{\"text\":\"T\"}\n\n \t\r\n{\"text\":\"U\"}\r\n", &["a.jsonl:1=T", "a.jsonl:4=U"]),
        (b"\xEF\xBB\xBF{\"text\":\"T\"}\n{\"text\":\"U\"}", &["a.jsonl:1=T", "a.jsonl:2=U"]),
        (b"\n\n", &[]),
        (b"", &[]),
    ];
    for (content, expected) in cases {
        let folder = Folder::of([("a.jsonl", content)]);
        assert_eq!(documents(&folder, &["a.jsonl"], Fields::default()), expected);
    }
}

#[test]
fn fields_have_the_names_that_the_user_gives() {
    let line = br#"{"id":1,"url":"u","lead":"L","title":"T","body":"B","none":null}
                   {"body":"B","title":null,"none":"N"}"#;
    let folder = Folder::of([("a.jsonl", line.as_slice())]);
    let cases: [(Option<&str>, &[&str], [&str; 2]); 5] = [
        (Some("url"), &["body"], ["u=B", "a.jsonl:2=B"]),
        (None, &["title", "lead", "body"], ["1=T\nL\nB", "a.jsonl:2=B"]),
        (None, &["body", "title"], ["1=B\nT", "a.jsonl:2=B"]),
        (None, &["body", "none"], ["1=B", "a.jsonl:2=B\nN"]),
        (Some("body"), &["body"], ["B=B", "B=B"]),
    ];
    for (id, text, expected) in cases {
        assert_eq!(documents(&folder, &["a.jsonl"], fields(id, text)), expected);
    }
}

#[test]
fn lines_keep_their_numbers_and_text_across_blocks() {
    let filler = "ủ".repeat(1000);
    let mut lines: String = (1..=2000).map(|n| format!("{{\"text\":\"{n} {filler}\"}}\n")).collect();
    lines += &format!("{{\"text\":\"2001 {}\"}}", "long ".repeat(200_000));
    let folder = Folder::of([("a.jsonl", lines.as_bytes())]);

    let documents = documents(&folder, &["a.jsonl"], Fields::default());
    assert_eq!(documents.len(), 2001);
    for (document, n) in documents.iter().zip(1..) {
        assert!(document.starts_with(&format!("a.jsonl:{n}={n} ")));
    }
    assert_eq!(documents[2000].len(), "a.jsonl:2001=2001 ".len() + 1_000_000);
}

#[test]
fn records_carry_the_identifier_of_their_document() {
    let line = format!(r#"{{"key":5,"head":"Tin","body":"{ARTICLE}"}}"#);
    let folder = Folder::of([("n/a.txt", ARTICLE.as_bytes()), ("b.jsonl", line.as_bytes())]);
    let cases = [
        ("extract n/a.txt", "n/a.txt"),
        ("extract ./n/a.txt", "./n/a.txt"),
        ("extract n", "n/a.txt"),
        ("extract n/", "n/a.txt"),
        ("extract b.jsonl --text-field body", "b.jsonl:1"),
        ("extract b.jsonl --text-field head,body --id-field key", "5"),
    ];
    for (arguments, expected) in cases {
        let run = folder.run(arguments);
        assert_eq!((ids(&run.out), run.code), (vec![expected.to_owned()], Some(0)), "{arguments}");
    }
}

#[test]
fn offsets_count_characters_of_the_joined_fields() {
    let line = format!(r#"{{"head":"Tin vắn","body":"{ARTICLE}"}}"#);
    let folder = Folder::of([("a.jsonl", line.as_bytes())]);
    let run = folder.run("extract a.jsonl --text-field head,body");
    let record: trich::Record = serde_json::from_str(&run.out).unwrap();
    assert_eq!((record.start, record.end), (8 + 16, 8 + 21));
}

#[test]
fn standard_input_is_lines_or_an_article() {
    let line = format!("\n {{\"id\":\"x\",\"text\":\"{ARTICLE}\"}}");
    let marked = format!("\u{feff}{}", line.trim_start());
    let cases = [
        ("extract -", ARTICLE, "-"),
        ("extract", ARTICLE, "-"),
        ("extract", &line, "x"),
        ("extract -", &marked, "x"),
    ];
    let folder = Folder::of([]);
    for (arguments, input, expected) in cases {
        let run = folder.pipe(arguments, input.as_bytes());
        assert_eq!((ids(&run.out), run.err), (vec![expected.to_owned()], String::new()), "{arguments}");
    }
    assert_eq!(folder.pipe("extract", b"").code, Some(0));
}

#[test]
fn records_come_in_the_order_of_the_input_whatever_the_threads() {
    // Enough for several blocks, in a field that is skipped.
    let filler = "không có gì ".repeat(100);
    let lines: String =
        (1..=1000).map(|n| format!("{{\"id\":{n},\"text\":\"{ARTICLE}\",\"x\":\"{filler}\"}}\n")).collect();
    let folder = Folder::of([("a.txt", ARTICLE.as_bytes()), ("b.jsonl", lines.as_bytes())]);
    let expected: Vec<_> =
        ["a.txt".to_owned()].into_iter().chain((1..=1000).map(|n| n.to_string())).collect();
    for threads in [1, 2, 7] {
        let run = folder.run(&format!("extract -j {threads} a.txt b.jsonl"));
        assert!(ids(&run.out) == expected, "with {threads} threads");
    }
}

#[test]
#[cfg(unix)]
fn files_before_a_pipe_do_not_wait_for_it() {
    let folder = Folder::of([("a.txt", ARTICLE.as_bytes()), ("b.txt", ARTICLE.as_bytes())]);
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut child = folder.trich("extract -q a.txt b.txt pipe").stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || lines.try_for_each(|line| sender.send(line.unwrap())));
        // Nobody has written to the pipe yet.
        let early = [(); 2].map(|()| receiver.recv_timeout(Duration::from_secs(10)));
        std::fs::write(&pipe, ARTICLE).unwrap();
        assert!(early.iter().all(Result::is_ok));
        assert_eq!(ids(&receiver.recv().unwrap()), ["pipe"]);
    });
    assert!(child.wait().unwrap().success());
}

#[test]
#[cfg(unix)]
fn few_files_are_open_at_a_time() {
    let names: Vec<_> = (100..300).map(|number| format!("{number}.txt")).collect();
    let folder = Folder::of(names.iter().map(|name| (name.as_str(), ARTICLE.as_bytes())));
    let run = "ulimit -n 64 && exec \"$0\" extract -q -j 2 .";
    let arguments = ["-c", run, env!("CARGO_BIN_EXE_trich")];
    let output = Command::new("sh").args(arguments).current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(ids(&String::from_utf8(output.stdout).unwrap()).len(), names.len());
}
