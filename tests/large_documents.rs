//! Documents that are read in pieces: what comes out is that of one document.

mod support;

use serde_json::Value;
use std::fs;
use support::Folder;

const LINE: &str = "Thu ngân sách tăng 3%. Chủ tịch UBND tỉnh Phú Thọ Trần Văn Minh dự “hội nghị”.\r\n";

/// A bit more than a megabyte, of which little is in lines with facts.
fn long() -> String {
    let plain = "Trời nắng đẹp, đường phố đông vui.\n".repeat(100);
    let text = [&plain, LINE].concat().repeat(260);
    assert!(text.len() > 1 << 20);
    text
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn places_count_from_the_beginning_of_the_document() {
    let text = long();
    let folder = Folder::of([("a.txt", text.as_bytes())]);
    let run = folder.run("extract a.txt");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let (records, chars) = (lines(&run.out), text.chars().collect::<Vec<_>>());
    assert_eq!(records.len(), 2 * 260);
    for record in records {
        let place = |name: &str| record[name].as_u64().unwrap() as usize;
        let mention: String = chars[place("start")..place("end")].iter().collect();
        assert_eq!(record["text"], mention);
    }
}

#[test]
fn a_large_document_is_one_document_in_every_container_and_layout() {
    let article = serde_json::json!({ "id": "a.txt", "text": long() });
    let small = serde_json::json!({ "id": "b", "text": "Thu tăng 4%." });
    let files = [
        ("a.txt", long()),
        ("b.jsonl", format!("{article}\n{small}\n")),
        ("c.json", format!("[{small},\n{article}, {small}]")),
    ];
    let folder = Folder::of(files.iter().map(|(name, text)| (*name, text.as_bytes())));
    let run = folder.run("extract --group a.txt");
    let expected = lines(&run.out).remove(0);
    assert_eq!(expected["facts"].as_array().unwrap().len(), 2 * 260);

    let groups = lines(&folder.run("extract --group b.jsonl c.json").out);
    assert_eq!(groups.len(), 5);
    assert_eq!((&groups[0], &groups[3]), (&expected, &expected));
    assert_eq!((&groups[1], &groups[1]), (&groups[2], &groups[4]));

    let records = lines(&folder.run("extract a.txt").out);
    assert_eq!(expected["facts"], Value::Array(records));
}

#[test]
fn a_part_ends_with_the_document_and_not_with_a_piece() {
    let folder = Folder::of([("in/a.txt", long().as_bytes()), ("in/b.txt", LINE.as_bytes())]);
    let run = folder.run("extract in -o out --resume --part-size 1KB --summary account.json");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let part = |number| fs::read_to_string(folder.path().join(format!("out/part-0000{number}.jsonl")));
    assert_eq!(lines(&part(1).unwrap()).len(), 2 * 260);
    assert_eq!(lines(&part(2).unwrap()).len(), 2);
    let account = fs::read_to_string(folder.path().join("account.json")).unwrap();
    let account: Value = serde_json::from_str(&account).unwrap();
    assert_eq!((&account["documents"], &account["with_facts"]), (&2.into(), &2.into()));
    assert_eq!(account["kinds"]["official"], 261);
}

#[test]
fn normalized_text_is_that_of_the_whole() {
    let folder = Folder::of([("a.txt", long().as_bytes())]);
    let run = folder.run("normalize a.txt");
    assert_eq!(run.out, long().replace("\r\n", "\n"));
    let line = lines(&folder.run("normalize --format jsonl a.txt").out).remove(0);
    assert_eq!((&line["text"], &line["repairs"]["spaces"]), (&run.out.into(), &260.into()));
}
