//! A run that is killed goes on where it was, and loses and doubles nothing.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};
use support::Folder;

/// Some files of articles, with faults among them.
fn news() -> Folder {
    let mut lines = String::new();
    for n in 0..3000 {
        lines += &match n % 10 {
            3 => format!("{{\"id\":{n},\"text\":\"Không có gì.\"}}\n"),
            7 => "hỏng\n".to_owned(),
            _ => format!("{{\"id\":{n},\"text\":\"Có {n}/5000 xã đạt chuẩn, thu tăng {n}%.\"}}\n"),
        };
    }
    let table = format!("id,text\n{}", "x,Quận hoàn thành 12/12 chỉ tiêu.\n".repeat(500));
    let folder = Folder::of([
        ("news/b.jsonl", lines.as_bytes()),
        ("news/c.csv", table.as_bytes()),
        ("news/d.txt", b"7%"),
    ]);
    for n in 0..50 {
        fs::write(folder.path().join(format!("news/a{n}.txt")), format!("Có {n}/99 xã đạt chuẩn.")).unwrap();
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
    let options = "news --part-size 20KB --keep id --input-format";
    let _ = options;
    let whole = folder.run("extract --resume -o whole --errors whole-errors --part-size 20KB news");
    assert_eq!(whole.code, Some(1), "{}", whole.err);
    let expected = parts(&folder, "whole");
    assert!(expected.len() > 20, "there are only {} parts", expected.len());

    let arguments = "extract -q --resume -o killed --errors killed-errors --part-size 20KB news";
    let started = Instant::now();
    folder
        .trich(&arguments.replace("-o killed", "-o once").replace("killed-errors", "once-errors"))
        .output()
        .unwrap();
    let once = started.elapsed();
    // A generator of Lehmer, so that the moments are the same ones in every run.
    let mut random = 42_u64;
    let mut kills = 0;
    for _ in 0..50 {
        random = random * 48_271 % 2_147_483_647;
        let moment = once.mul_f64(random as f64 / 2_147_483_647.0);
        let mut child = folder.trich(arguments).stderr(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment.max(Duration::from_millis(1)));
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
    assert!(
        account.contains("3551 documents read: 2951 with facts, 300 without, 300 failed; 5351 records: "),
        "{account}"
    );

    // The joined parts are what one file would be.
    let joined = expected.into_values().collect::<Vec<_>>().concat();
    assert!(joined == folder.trich("extract news").output().unwrap().stdout);
}
