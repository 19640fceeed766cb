//! What is written, in which format, and to where.

mod support;

use serde_json::Value;
use std::fs;
use support::Folder;

const LINES: &str = r#"{"id":"a","text":"Có 7/10 xã đạt chuẩn. Chủ tịch UBND tỉnh Phú Thọ Trần Văn Minh nói.","url":"u","n":1.50,"x":{"y":
"z"}}
{"id":"b","text":"Không có gì.","url":"v"}
{"id":"c","text":"Tỉnh \"nhà\": thu tăng 7%."}
"#;

/// The lines with one document each, since the fields that are kept may have line ends.
fn folder() -> Folder {
    let list = format!("[{}]", LINES.trim_end().replace("}\n{", "},\n{"));
    Folder::of([("a.jsonl", LINES.replace(":\n", ":").as_bytes()), ("a.json", list.as_bytes())])
}

#[track_caller]
fn output(folder: &Folder, arguments: &str) -> String {
    let run = folder.run(arguments);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments}");
    run.out
}

#[test]
fn json_is_one_list_of_the_same_records() {
    let folder = folder();
    let lines: Vec<Value> =
        output(&folder, "extract a.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    let list = output(&folder, "extract a.jsonl --format json");
    assert_eq!(serde_json::from_str::<Vec<Value>>(&list).unwrap(), lines);
    let nothing = folder.pipe("extract --format json", b"");
    assert_eq!(nothing.out, "[\n]\n");
}

#[test]
fn csv_has_one_header_for_all_kinds() {
    let expected = "\
doc,kind,text,start,end,numerator,denominator,value,value_max,unit,rank,per,trend,bound,subject,base,name,honorific,roles,fields,sentence,rule,url
a,ratio,7/10,3,7,7,10,0.7,,xã,false,,,=,,,,,,,Có 7/10 xã đạt chuẩn.,slash,u
a,official,Trần Văn Minh,49,62,,,,,,,,,,,,Trần Văn Minh,,\"[{\"\"role\"\":\"\"Chủ tịch UBND tỉnh Phú Thọ\"\",\"\"title\"\":\"\"Chủ tịch\"\",\"\"organization\"\":\"\"UBND tỉnh Phú Thọ\"\",\"\"status\"\":\"\"current\"\"}]\",,Chủ tịch UBND tỉnh Phú Thọ Trần Văn Minh nói.,office_name,u
c,percentage,7%,21,23,,,7,,percent,,,up,=,thu,,,,,,\"Tỉnh \"\"nhà\"\": thu tăng 7%.\",percent_sign,
";
    let folder = folder();
    assert_eq!(output(&folder, "extract a.jsonl --format csv --keep url"), expected);
    let tabs = output(&folder, "extract a.jsonl --format tsv");
    assert!(tabs.starts_with("doc\tkind\ttext\t"));
    assert_eq!(tabs.lines().count(), 4);
    let header = expected.lines().next().unwrap().strip_suffix(",url").unwrap();
    assert_eq!(folder.pipe("extract --format csv", b"").out, format!("{header}\n"));
}

#[test]
fn a_table_is_for_the_eye() {
    let table = output(&folder(), "extract a.jsonl --format table");
    let lines: Vec<_> = table.lines().collect();
    assert!(lines[0].starts_with("KIND       TEXT"));
    assert!(lines[2].starts_with("ratio      7/10") && lines[2].contains("7 of 10 xã"), "{table}");
    assert!(lines[4].contains("↑7 thu"), "{table}");
    assert_eq!(lines.len(), 5);
}

#[test]
fn a_group_has_the_facts_of_its_document() {
    let folder = folder();
    let groups: Vec<Value> = output(&folder, "extract a.jsonl --group --keep url")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let found: Vec<_> = groups
        .iter()
        .map(|group| {
            (group["doc"].as_str().unwrap(), &group["url"], group["facts"].as_array().unwrap().len())
        })
        .collect();
    assert_eq!(found, [("a", &Value::from("u"), 2), ("b", &Value::from("v"), 0), ("c", &Value::Null, 1)]);
    let list = output(&folder, "extract a.jsonl --group --keep url --format json");
    assert_eq!(serde_json::from_str::<Vec<Value>>(&list).unwrap(), groups);
}

#[test]
fn kept_fields_are_the_last_members_as_they_were_written() {
    let folder = folder();
    for file in ["a.jsonl", "a.json"] {
        let records = output(&folder, &format!("extract {file} --keep n,url,x"));
        let ends: Vec<_> = records.lines().map(|line| line.split_once(r#""rule":"#).unwrap().1).collect();
        let x = if file == "a.json" { r#"{"y": "z"}"# } else { r#"{"y":"z"}"# };
        let kept = format!(r#","n":1.50,"url":"u","x":{x}}}"#);
        assert_eq!(ends[0], format!(r#""slash"{kept}"#));
        assert_eq!(ends[1], format!(r#""office_name"{kept}"#));
        assert_eq!(ends[2], r#""percent_sign","n":null,"url":null,"x":null}"#);
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    let folder = folder();
    let cases = [
        (
            "--keep url,kind",
            "--keep kind: a record has a field `kind` of its own; rename the field in the input to keep it",
        ),
        ("--keep url,url", "--keep: the field `url` is named twice; name it once"),
        ("--keep link", "a.jsonl: no field `link`; the fields are `id`, `n`, `text`, `url`, `x`"),
        ("--group --format csv", "--group needs the format jsonl or json, not csv"),
        ("--explain --format table", "--explain needs the format jsonl or json, not table"),
    ];
    for (arguments, message) in cases {
        let run = folder.run(&format!("extract a.jsonl {arguments}"));
        assert_eq!((run.code, run.err), (Some(2), format!("trich: {message}\n")), "{arguments}");
    }
}

#[test]
#[cfg(feature = "patterns")]
fn the_fields_of_a_pattern_have_a_column_and_are_not_kept_over() {
    let folder = Folder::of([
        ("p.toml", "[[pattern]]\nname = 'votes'\nmatch = '{number:url} phiếu'\n".as_bytes()),
        ("a.jsonl", r#"{"url":"u","text":"Được 5 phiếu."}"#.as_bytes()),
    ]);
    let csv = output(&folder, "extract -p p.toml a.jsonl --format csv");
    assert!(csv.contains(r#",votes,5 phiếu,5,12,,,,,,,,,,,,,,,"{""url"":5}","#), "{csv}");
    let run = folder.run("extract -p p.toml a.jsonl --keep url");
    assert!(run.err.starts_with("trich: --keep url: a record has a field `url` of its own; "), "{}", run.err);
}

#[test]
fn a_file_has_what_standard_output_would_have() {
    let folder = folder();
    fs::write(folder.path().join("out"), "old").unwrap();
    assert_eq!(output(&folder, "extract a.jsonl -o out"), "");
    assert_eq!(fs::read_to_string(folder.path().join("out")).unwrap(), output(&folder, "extract a.jsonl"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing else is left");
}

#[test]
#[cfg(unix)]
fn a_device_stays_a_device_and_a_link_a_link() {
    let folder = folder();
    let run = folder.run("extract a.jsonl -o /dev/null");
    let message = "cannot write /dev/null: it is no regular file; redirect standard output to it instead";
    assert_eq!((run.code, run.err), (Some(2), format!("trich: {message}\n")));
    fs::write(folder.path().join("real"), "").unwrap();
    std::os::unix::fs::symlink("real", folder.path().join("link")).unwrap();
    output(&folder, "extract a.jsonl -o link");
    assert!(!fs::read(folder.path().join("real")).unwrap().is_empty());
}

#[test]
fn the_account_adds_up() {
    let folder = Folder::of([
        ("n/a.jsonl", LINES.replace(":\n", ":").as_bytes()),
        ("n/b.jsonl", b"{\n\n{\"text\":5}\n"),
        ("n/c.csv", "text\n3/4 xã\nx,y\n".as_bytes()),
    ]);
    let run = folder.trich("extract n --summary sum.json --errors bad.jsonl").output().unwrap();
    let err = String::from_utf8(run.stderr).unwrap();
    let line = err.lines().last().unwrap();
    assert!(
        line.starts_with(
            "trich: 7 documents read: 3 with facts, 1 without, 3 failed; \
             4 records: 1 official, 1 percentage, 2 ratio; 137 B in "
        ),
        "{line}"
    );
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let mut summary: Value = serde_json::from_str(&read("sum.json")).unwrap();
    let object = summary.as_object_mut().unwrap();
    assert!(
        object.remove("seconds").unwrap().is_number() && object.remove("mb_per_second").unwrap().is_number()
    );
    assert_eq!(
        summary,
        serde_json::json!({
            "documents": 7, "with_facts": 3, "without_facts": 1, "failed": 3, "records": 4,
            "kinds": {"official": 1, "percentage": 1, "ratio": 2}, "bytes": 137,
        })
    );
    assert_eq!(
        read("bad.jsonl"),
        r#"{"document":"n/b.jsonl:1","file":"n/b.jsonl","line":1,"row":null,"error":"not JSON: EOF while parsing an object (column 1); the document is skipped"}
{"document":"n/b.jsonl:3","file":"n/b.jsonl","line":3,"row":null,"error":"the field `text` is not a string; the document is skipped"}
{"document":"n/c.csv:3","file":"n/c.csv","line":3,"row":null,"error":"the row has 2 fields, the header has 1; the document is skipped"}
"#
    );
    let quiet = folder.trich("extract -q n/a.jsonl").output().unwrap();
    assert!(quiet.stderr.is_empty());
    let verbose = folder.trich("extract -v n/a.jsonl").output().unwrap();
    assert!(String::from_utf8(verbose.stderr).unwrap().contains("trich: finding facts: 0."));
}

#[test]
#[cfg(feature = "parquet")]
fn parquet_has_typed_columns_and_lists_of_roles() {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    let folder = folder();
    output(&folder, "extract a.jsonl --format parquet --keep url -o out.parquet");
    let file = fs::File::open(folder.path().join("out.parquet")).unwrap();
    let rows: Vec<Value> = SerializedFileReader::new(file)
        .unwrap()
        .get_row_iter(None)
        .unwrap()
        .map(|row| row.unwrap().to_json_value())
        .collect();
    let records = output(&folder, "extract a.jsonl --keep url");
    assert_eq!(rows.len(), records.lines().count());
    for (row, line) in rows.iter().zip(records.lines()) {
        let record: Value = serde_json::from_str(line).unwrap();
        for (name, value) in row.as_object().unwrap() {
            let expected = record.get(name).unwrap_or(&Value::Null);
            // Whole numbers are floats in a column of floats.
            let same = value == expected || value.is_f64() && value.as_f64() == expected.as_f64();
            assert!(same, "{name}: {value} is not {expected}");
        }
    }
    // It can be read again.
    let again = folder.run("extract out.parquet --id-field doc --text-field sentence");
    assert_eq!(again.out.lines().count(), 3, "{}", again.err);
}

#[test]
fn what_a_run_writes_it_does_not_read() {
    let article = "Có 7/10 xã đạt chuẩn.";
    let calls = [
        "extract in -o in/facts/ --resume --part-size 1KB --errors in/failed.jsonl --summary in/account.json",
        "extract . -o in/facts/ --resume --errors ./in/../failed.jsonl",
        "extract in -o in/facts.jsonl --summary in/account.json",
    ];
    for call in calls {
        let folder = Folder::of([("in/a.txt", article.as_bytes())]);
        for _ in 0..2 {
            let run = folder.run(&format!("{call} --quiet"));
            assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{call}");
        }
        let facts = folder.path().join("in/facts.jsonl");
        let facts = if facts.is_file() { facts } else { folder.path().join("in/facts/part-00001.jsonl") };
        assert_eq!(fs::read_to_string(facts).unwrap().lines().count(), 1, "{call}");
    }
    for (input, output) in [("in", "in"), ("in/a.txt", "in/a.txt"), ("./in/", "in/../in")] {
        let folder = Folder::of([("in/a.txt", article.as_bytes())]);
        let run = folder.run(&format!("extract {input} -o {output}"));
        let error = format!("trich: {input}: it is input and output at once; name another output\n");
        assert_eq!((run.code, run.err), (Some(2), error));
        assert_eq!(fs::read_dir(folder.path().join("in")).unwrap().count(), 1);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn standard_output_is_not_read_where_it_is_a_file_of_the_input() {
    let folder = Folder::of([("in/a.txt", "Có 7/10 xã đạt chuẩn.".as_bytes())]);
    let facts = fs::File::create(folder.path().join("in/b.jsonl")).unwrap();
    let run = folder.trich("extract in --quiet").stdout(facts).output().unwrap();
    assert_eq!((run.status.code(), &*run.stderr), (Some(0), &b""[..]));
}
