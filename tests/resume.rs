//! A run that is killed goes on where it was, and loses and doubles nothing.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;
use support::Folder;

/// Some files of articles, with faults among them.
fn news() -> Folder {
    let mut lines = String::new();
    for n in 0..800 {
        lines += &match n % 10 {
            3 => format!("{{\"id\":{n},\"text\":\"Không có gì.\"}}\n"),
            7 => "hỏng\n".to_owned(),
            _ => format!("{{\"id\":{n},\"text\":\"Có {n}/5000 xã đạt chuẩn, thu tăng {n}%.\"}}\n"),
        };
    }
    let table = format!("id,text\n{}", "x,Quận hoàn thành 12/12 chỉ tiêu.\n".repeat(100));
    let folder = Folder::in_memory();
    let write =
        |name: &str, content: &str| fs::write(folder.path().join("news").join(name), content).unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    write("b.jsonl", &lines);
    write("c.csv", &table);
    write("d.txt", "7%");
    for n in 0..50 {
        write(&format!("a{n}.txt"), &format!("Có {n}/99 xã đạt chuẩn."));
    }
    folder
}

/// The files in a folder by name, without those that hold times and locks.
fn parts(folder: &Folder, name: &str) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder.path().join(name)).unwrap().map(|entry| entry.unwrap());
    files
        .map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
        .filter(|(name, _)| !["manifest.json", "inputs.jsonl", ".lock"].contains(&name.as_str()))
        .collect()
}

#[test]
fn after_fifty_kills_the_parts_are_those_of_one_run() {
    let folder = news();
    let whole = folder.run("extract --resume -o whole --errors whole-errors --part-size 8KB news");
    assert_eq!(whole.code, Some(1), "{}", whole.err);
    let expected = parts(&folder, "whole");
    assert!(expected.len() > 20, "there are only {} parts", expected.len());

    let arguments = "extract -q --resume -o killed --errors killed-errors --part-size 8KB news";
    let time = |arguments: &str| {
        let started = Instant::now();
        folder.trich(arguments).output().unwrap();
        started.elapsed()
    };
    // From the moment on at which there may be something to write.
    let (start, end) = (time("extract news/d.txt"), time("extract --resume -o once --part-size 8KB news"));
    // A generator of Lehmer, so that the moments are the same ones in every run.
    let mut random = 42_u64;
    let mut kills = 0;
    for _ in 0..50 {
        random = random * 48_271 % 2_147_483_647;
        let share = random as f64 / 2_147_483_647.0;
        let moment = start.mul_f64(0.8) + end.saturating_sub(start).mul_f64(share);
        let mut child = folder.trich(arguments).stderr(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment);
        kills += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(kills > 0);
    let last = folder.trich(&arguments.replace("-q ", "")).output().unwrap();
    assert_eq!(last.status.code(), Some(1));
    assert_eq!(parts(&folder, "killed").keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert!(parts(&folder, "killed") == expected, "some part differs");
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(read("killed-errors") == read("whole-errors"), "the failures differ");
    let account = String::from_utf8(last.stderr).unwrap();
    assert!(account.contains("951 documents read: 791 with facts, 80 without, 80 failed; "), "{account}");

    // The joined parts are what one file would be.
    let joined = expected.into_values().collect::<Vec<_>>().concat();
    assert!(joined == folder.trich("extract news").output().unwrap().stdout);
}

#[test]
fn a_run_that_would_be_another_is_refused_with_what_changed() {
    let folder = Folder::of([("n/a.txt", b"7/10".as_slice()), ("n/b.txt", b"8/10")]);
    let start = "extract --resume -o out n";
    assert_eq!(folder.run(start).code, Some(0));
    // What is complete stays as it is.
    assert_eq!(folder.run(start).code, Some(0));
    let refused = |arguments: &str, change: &str| {
        let run = folder.run(arguments);
        let hint = "name another folder to begin anew";
        let message = format!("trich: out: cannot go on with this run: {change}; {hint}\n");
        assert_eq!((run.code, run.err), (Some(2), message), "{arguments}");
    };
    refused(
        "extract --resume -o out n --format csv --keep url",
        "--format was `jsonl`, it is `csv`; --keep was nothing, it is `url`",
    );
    refused("extract --resume -o out n/a.txt", "the input n/b.txt is gone");
    refused("extract --resume -o out n/b.txt", "where the input had n/a.txt, it has n/b.txt");
    fs::write(folder.path().join("n/c.txt"), "9/10").unwrap();
    refused(start, "the input n/c.txt is new");
    fs::remove_file(folder.path().join("n/c.txt")).unwrap();
    fs::write(folder.path().join("n/b.txt"), "more").unwrap();
    refused(start, "the input n/b.txt was modified");
    fs::write(folder.path().join("n/b.txt"), "even more").unwrap();
    refused(start, "the input n/b.txt had 4 bytes, it has 9 bytes");

    let manifest = folder.path().join("out/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let version = text.split('"').nth(3).unwrap().to_owned();
    fs::write(&manifest, text.replace(&version, "0.0.1")).unwrap();
    refused(start, &format!("it was written by trich 0.0.1, this is {version}"));
    assert_eq!(
        folder.run("extract -o out n").err,
        "trich: out: a run was written there already; go on with it by --resume, or name another folder\n"
    );
    assert!(
        folder
            .pipe("extract --resume -o new", b"")
            .err
            .starts_with("trich: -: standard input cannot be read again; ")
    );
}

#[test]
#[cfg(unix)]
fn an_interrupt_ends_with_a_whole_part() {
    let folder = news();
    let whole = folder.run("extract --resume -o whole --part-size 8KB news");
    assert_eq!(whole.code, Some(1), "{}", whole.err);
    let arguments = "extract -j 1 --resume -o out --part-size 8KB news";
    let child = folder.trich(arguments).stderr(std::process::Stdio::piped()).spawn().unwrap();
    while !folder.path().join("out/part-00001.jsonl").exists() {
        std::thread::yield_now();
    }
    let status = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{err}");
    assert!(err.contains("trich: interrupted after a part; the same call with --resume goes on\n"), "{err}");
    assert!(err.lines().last().unwrap().contains(" documents read: "), "{err}");
    folder.run(arguments);
    assert!(parts(&folder, "out") == parts(&folder, "whole"));
}
