//! What can go wrong with a dump is told, and costs no more than it must.

mod support;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::process::{Child, Stdio};
use support::{Folder, Run};

const ARTICLE: &str = "Quận hoàn thành 12/12 chỉ tiêu.";

/// Asserts that some documents failed with these errors, and that `records` were found.
#[track_caller]
fn assert_failed(run: Run, errors: &[&str], records: usize) {
    let expected: String = errors.iter().map(|error| format!("trich: {error}\n")).collect();
    assert_eq!((run.code, run.err, run.out.lines().count()), (Some(1), expected, records));
}

/// Lines of 4 KB with one fact each: so many that the program has to wait for a
/// reader of its output long before it has read them all.
fn many_lines() -> String {
    let filler = "x".repeat(4000);
    (1..=2000).map(|n| format!("{{\"x\":\"{filler}\",\"id\":{n},\"text\":\"{ARTICLE}\"}}\n")).collect()
}

/// Starts the program and waits for its first record; then it waits for a reader.
fn start(folder: &Folder, arguments: &str) -> Child {
    let mut command = folder.trich(arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    child
}

#[cfg(feature = "compression")]
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

#[test]
#[cfg(feature = "compression")]
fn a_truncated_gzip_gives_its_whole_lines() {
    let packed = gzip(format!("{{\"text\":\"{ARTICLE}\"}}\n").repeat(2000).as_bytes());
    let folder = Folder::of([("a.jsonl.gz", &packed[..packed.len() - 20]), ("b.txt", ARTICLE.as_bytes())]);
    let run = folder.run("extract .");
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("./a.jsonl.gz:1\"") && run.out.contains("./b.txt"));
    assert!(run.err.starts_with("trich: ./a.jsonl.gz:"), "{}", run.err);
    assert!(run.err.contains(": cannot be read: gzip data is broken or cut short: "), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1);
}

#[test]
#[cfg(feature = "compression")]
fn a_corrupt_zstd_frame_is_named() {
    let mut packed =
        zstd::encode_all(format!("{{\"text\":\"{ARTICLE}\"}}\n").repeat(50).as_bytes(), 3).unwrap();
    let middle = packed.len() / 2;
    packed[middle..].fill(0xAA);
    let folder = Folder::of([("a.jsonl.zst", packed.as_slice()), ("b.txt", ARTICLE.as_bytes())]);
    let run = folder.run("extract .");
    assert_eq!((run.code, run.out.lines().count()), (Some(1), 1));
    assert!(
        run.err.starts_with("trich: ./a.jsonl.zst: cannot be read: zstd data is broken or cut short: "),
        "{}",
        run.err
    );
}

#[test]
#[cfg(feature = "parquet")]
fn a_parquet_column_of_the_wrong_type_is_named() {
    use parquet::data_type::Int64Type;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    let schema = parse_message_type("message m { required int64 text; }").unwrap();
    let mut file = SerializedFileWriter::new(Vec::new(), schema.into(), Default::default()).unwrap();
    let mut group = file.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&[1, 2], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    let bytes = file.into_inner().unwrap();
    let folder = Folder::of([
        ("a.parquet", bytes.as_slice()),
        ("b.parquet", &bytes[..bytes.len() - 9]),
        ("c.txt", ARTICLE.as_bytes()),
    ]);
    assert_failed(
        folder.run("extract a.parquet c.txt"),
        &["a.parquet: the column `text` holds INT64 values, not strings; the file is skipped"],
        1,
    );
    let broken = folder.run("extract b.parquet c.txt");
    assert!(broken.err.starts_with("trich: b.parquet: cannot be read: "), "{}", broken.err);
    assert_eq!((broken.code, broken.out.lines().count()), (Some(1), 1));
}

#[test]
#[cfg(feature = "parquet")]
fn a_parquet_page_beyond_all_measure_is_not_read() {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    let file = |texts: &[&str]| {
        let schema = parse_message_type("message m { required binary text (UTF8); }").unwrap();
        let mut file = SerializedFileWriter::new(Vec::new(), schema.into(), Default::default()).unwrap();
        let mut group = file.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let texts: Vec<_> = texts.iter().map(|text| ByteArray::from(text.as_bytes().to_vec())).collect();
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        file.into_inner().unwrap()
    };
    let (long, endless) = ("dài ".repeat(400), "dài ".repeat(1000));
    let folder = Folder::of([
        ("a.parquet", file(&[ARTICLE, &long, ARTICLE]).as_slice()),
        ("b.parquet", file(&[&endless]).as_slice()),
    ]);
    assert_failed(
        folder.run("extract a.parquet b.parquet --max-document-size 1KB"),
        &[
            "a.parquet:2: longer than 1000 bytes; the document is skipped; allow more with --max-document-size",
            "b.parquet: cannot be read: Parquet error: it has a page of 5004 bytes, and pages of more than 4000 bytes are not read; \
             raise --max-document-size to read it; the rest of it is skipped",
        ],
        2,
    );
}

#[test]
fn a_ragged_row_fails_alone() {
    let table = format!("id,text\n1,{ARTICLE}\n2\n3,{ARTICLE},5\n\n4,{ARTICLE}\n");
    let folder = Folder::of([("a.csv", table.as_bytes()), ("b.csv", b"id,body\n1,T\n")]);
    assert_failed(
        folder.run("extract a.csv b.csv"),
        &[
            "a.csv:3: the row has 1 fields, the header has 2; the document is skipped",
            "a.csv:4: the row has 3 fields, the header has 2; the document is skipped",
            "b.csv: no column `text`; the columns are `id`, `body`; \
             name the column that holds the text with --text-field; the file is skipped",
        ],
        2,
    );
}

#[test]
fn a_line_of_a_gigabyte_fails_alone() {
    let folder = Folder::of([]);
    let mut file = File::create(folder.path().join("a.jsonl")).unwrap();
    file.write_all(format!("{{\"text\":\"{ARTICLE}\"}}\n{{\"text\":\"").as_bytes()).unwrap();
    // A hole, which takes no space on the disk.
    file.set_len(1_000_000_000).unwrap();
    let mut file = fs::OpenOptions::new().append(true).open(folder.path().join("a.jsonl")).unwrap();
    file.write_all(format!("\"}}\n{{\"text\":\"{ARTICLE}\"}}\n").as_bytes()).unwrap();
    assert_failed(
        folder.run("extract a.jsonl"),
        &[
            "a.jsonl:2: longer than 64000000 bytes; the document is skipped; allow more with --max-document-size",
        ],
        2,
    );
}

#[test]
fn a_document_that_is_too_long_fails_alone_in_every_format() {
    let (long, short) = ("dài ".repeat(300_000), ARTICLE);
    let folder = Folder::of([
        ("a.txt", long.as_bytes()),
        ("b.jsonl", format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"{short}\"}}\n").as_bytes()),
        ("c.json", format!("[{{\"text\":\"{long}\"}},{{\"text\":\"{short}\"}}]").as_bytes()),
        ("d.csv", format!("text\n{long}\n{short}\n").as_bytes()),
        ("e.csv", format!("text\n{short}\n\"{long}").as_bytes()),
    ]);
    let run = folder.run("extract . --max-document-size 10KB");
    let places =
        run.err.lines().map(|line| line.strip_prefix("trich: ./").unwrap().split(": ").next().unwrap());
    assert_eq!(places.collect::<Vec<_>>(), ["a.txt", "b.jsonl:1", "c.json:1", "d.csv:2", "e.csv:3"]);
    assert!(run.err.lines().all(|line| line.contains(": longer than 10000 bytes; ")), "{}", run.err);
    assert_eq!((run.code, run.out.lines().count()), (Some(1), 4));
}

#[test]
#[cfg(feature = "compression")]
fn a_bomb_is_bounded_like_any_document() {
    // Each part is a thousand times larger than it looks.
    let bomb = gzip(&vec![b'a'; 1_000_000]).repeat(20);
    let lines = [bomb.clone(), gzip(format!("\n{{\"text\":\"{ARTICLE}\"}}\n").as_bytes())].concat();
    let folder = Folder::of([("a.txt", bomb.as_slice()), ("b.jsonl", &lines), ("c.json", &gzip(&bomb))]);
    let limit = "longer than 100000 bytes; the document is skipped; allow more with --max-document-size";
    assert_failed(
        folder.run("extract a.txt b.jsonl --max-document-size 100KB"),
        &[&format!("a.txt: {limit}"), &format!("b.jsonl:1: {limit}")],
        1,
    );
    assert_failed(
        folder.run("extract c.json"),
        &["c.json:1: neither a list of JSON objects nor one; the rest of it is skipped"],
        0,
    );
}

#[test]
fn a_list_that_does_not_end_gives_what_is_whole() {
    let folder = Folder::of([
        ("a.json", format!("[{{\"text\":\"{ARTICLE}\"}},\n{{\"text\":\"").as_bytes()),
        ("b.json", format!("[{{\"text\":\"{ARTICLE}\"}} {{}},\n  5]\n]").as_bytes()),
    ]);
    assert_failed(
        folder.run("extract ."),
        &[
            "./a.json:2: the file ends before the list does; the rest of it is skipped",
            "./b.json:1: not JSON: trailing characters (column 45); the document is skipped",
            "./b.json:2: not a JSON object; the document is skipped",
            "./b.json:3: something follows the end of the list; the rest of it is skipped",
        ],
        1,
    );
}

#[test]
#[cfg(feature = "html")]
fn a_page_that_is_nested_too_deep_fails_alone() {
    let page = format!("{}{ARTICLE}", "<div>".repeat(100_000));
    let folder = Folder::of([("a.html", page.as_bytes()), ("b.txt", ARTICLE.as_bytes())]);
    assert_failed(
        folder.run("extract ."),
        &["./a.html: its tags are nested too deep for a web page; the rest of it is skipped"],
        1,
    );
}

#[test]
fn a_file_that_vanishes_is_named() {
    let folder = Folder::of([("n/a.jsonl", many_lines().as_bytes()), ("n/b.txt", ARTICLE.as_bytes())]);
    let child = start(&folder, "extract -j 2 n");
    fs::remove_file(folder.path().join("n/b.txt")).unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_failed(
        run,
        &["n/b.txt: cannot be read: No such file or directory (os error 2); the rest of it is skipped"],
        2000,
    );
}

#[test]
fn a_file_that_is_cut_short_while_it_is_read_is_named() {
    let lines = many_lines();
    let folder = Folder::of([("n/a.jsonl", lines.as_bytes()), ("n/b.txt", ARTICLE.as_bytes())]);
    let child = start(&folder, "extract -j 2 n");
    File::options().write(true).open(folder.path().join("n/a.jsonl")).unwrap().set_len(10).unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.code, Some(1));
    let size = lines.len();
    let message = format!("it was cut short while it was read: it had {size} bytes, only ");
    assert!(run.err.starts_with("trich: n/a.jsonl:") && run.err.contains(&message), "{}", run.err);
    assert!(run.out.lines().last().unwrap().contains("n/b.txt"));
}

#[test]
#[cfg(unix)]
fn a_loop_of_links_is_named_or_skipped() {
    let folder = Folder::of([("n/a.txt", ARTICLE.as_bytes())]);
    for (target, link) in [("loop", "loop"), ("..", "n/up"), ("b.txt", "n/b.txt")] {
        std::os::unix::fs::symlink(target, folder.path().join(link)).unwrap();
    }
    let run = folder.run("extract loop n/a.txt");
    assert_eq!((run.code, run.out.lines().count()), (Some(1), 1));
    assert!(
        run.err.starts_with("trich: loop: cannot be read: Too many levels of symbolic links"),
        "{}",
        run.err
    );
    let run = folder.run("extract n");
    assert_eq!((run.code, run.out.lines().count()), (Some(0), 1));
    assert!(run.err.starts_with("trich: 2 files were skipped, links "), "{}", run.err);
}

#[test]
#[cfg(unix)]
fn a_folder_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let folder = Folder::of([("n/closed/a.txt", ARTICLE.as_bytes()), ("n/z.txt", ARTICLE.as_bytes())]);
    let allow = |path: &str, mode| {
        fs::set_permissions(folder.path().join(path), PermissionsExt::from_mode(mode)).unwrap();
    };
    allow("", 0o755);
    allow("n/closed", 0o000);
    let mut command = folder.trich("extract n");
    if fs::read_dir(folder.path().join("n/closed")).is_ok() {
        // The permissions are not for this user: become nobody, in a place where nobody may.
        let program = folder.path().join("trich");
        fs::copy(command.get_program(), &program).unwrap();
        command = std::process::Command::new(program);
        command.args(["extract", "n"]).current_dir(folder.path()).uid(65_534).gid(65_534);
    }
    let run = Run::from(command.output().unwrap());
    allow("n/closed", 0o755);
    assert_failed(
        run,
        &["n/closed: cannot be read: Permission denied (os error 13); the rest of it is skipped"],
        1,
    );
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_without_space_leaves_nothing_behind() {
    let line = format!("{{\"text\":\"{ARTICLE}\"}}\n");
    let folder = Folder::of([("a.jsonl", line.repeat(3000).as_bytes()), ("small/", b"")]);
    let program = env!("CARGO_BIN_EXE_trich");
    let shell = |script: &str| {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", script]).current_dir(folder.path()).output().unwrap()
    };
    let check = |output: std::process::Output, reason: &str| {
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(err.contains(reason) && err.contains("; the file system at /"), "{err}");
        assert_eq!(
            (output.status.code(), String::from_utf8(output.stdout).unwrap().as_str()),
            (Some(2), ""),
            "{err}"
        );
    };
    // A limit of the size of files fails like a full disk, for everybody.
    for output in ["small/out.jsonl", "small/parts/"] {
        let script = format!(
            "trap '' XFSZ; ulimit -f 100; {program} extract a.jsonl -o {output}; code=$?; ls small; ls small/parts; exit $code"
        );
        let mut output = shell(&script);
        // The folder of parts holds the manifest of none.
        output.stdout = String::from_utf8(output.stdout)
            .unwrap()
            .replace("parts\n", "")
            .replace("inputs.jsonl\nmanifest.json\n", "")
            .into();
        check(output, "File too large");
    }
    // A disk that is full, where users may mount one of their own.
    let mounted = "mount -t tmpfs -o size=64k none small";
    if shell(&format!("unshare -rm sh -c '{mounted}'")).status.success() {
        let script = format!(
            "{mounted}; {program} extract a.jsonl -o small/out.jsonl; code=$?; ls -A small; exit $code"
        );
        check(shell(&format!("unshare -rm sh -c '{script}'")), "small/out.jsonl: No space left on device");
    } else {
        eprintln!("not tested with a full disk: this user may not mount one");
    }
    let full = File::options().write(true).open("/dev/full").unwrap();
    let run =
        Run::from(folder.trich("extract a.jsonl").stdout(full).stderr(Stdio::piped()).output().unwrap());
    assert_eq!(run.code, Some(2));
    assert!(run.err.starts_with("trich: cannot write the output: No space left on device"), "{}", run.err);
}

#[test]
#[cfg(unix)]
fn an_interrupt_ends_with_whole_records_and_the_account() {
    let folder = Folder::of([("a.jsonl", many_lines().as_bytes())]);
    let child = start(&folder, "extract -j 2 a.jsonl");
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let records = out.lines().count();
    assert_eq!(output.status.code(), Some(130), "{err}");
    assert!(records < 2000 && out.ends_with("}\n"));
    assert!(err.starts_with(&format!("trich: {records} documents read: {records} with facts, ")), "{err}");
}

#[test]
#[cfg(unix)]
fn an_interrupt_leaves_no_half_of_a_file() {
    let folder = Folder::of([("a.jsonl", many_lines().as_bytes())]);
    // Standard input never ends, so that there is something to interrupt.
    let mut command = folder.trich("extract a.jsonl - -o out.jsonl --errors bad.jsonl");
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\n").unwrap();
    while fs::read_dir(folder.path()).unwrap().count() < 3 {
        std::thread::yield_now();
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    interrupt(&child);
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.code, Some(130), "{}", run.err);
    assert!(
        run.err.contains("trich: interrupted; out.jsonl was not written, since it would not be whole\n"),
        "{}",
        run.err
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "a temporary file is left");
}

#[cfg(unix)]
fn interrupt(child: &Child) {
    let status = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}
