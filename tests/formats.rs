//! The formats that articles come in give the same documents, however they are packed.

mod support;

use support::Folder;

const A: &str = "Quận hoàn thành 12/12 chỉ tiêu.";
const B: &str = "Có 7/10 xã đạt chuẩn.";

/// The documents and mentions of a run, `doc=text`, which must be faultless.
#[track_caller]
fn mentions(folder: &Folder, arguments: &str) -> Vec<String> {
    let run = folder.run(arguments);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments}");
    let record = |line| serde_json::from_str::<trich::Record>(line).unwrap();
    run.out.lines().map(record).map(|record| format!("{}={}", record.doc, record.text)).collect()
}

#[test]
fn each_format_gives_its_documents() {
    let cases: [(&str, String, &[&str]); 12] = [
        ("a.txt", A.to_owned(), &["a.txt=12/12"]),
        (
            "a.jsonl",
            format!("{{\"id\":1,\"text\":\"{A}\"}}\n{{\"id\":2,\"text\":\"{B}\"}}\n"),
            &["1=12/12", "2=7/10"],
        ),
        (
            "a.json",
            format!("[{{\"id\":1,\"text\":\"{A}\"}},\n {{\"text\":\"{B}\"}}]"),
            &["1=12/12", "a.json:2=7/10"],
        ),
        ("a.json", format!("{{\n  \"id\": 1,\n  \"text\": \"{A}\"\n}}\n"), &["1=12/12"]),
        (
            "a.json",
            format!("{{\"id\":1,\"text\":\"{A}\"}}\n{{\"text\":\"{B}\"}}\n"),
            &["1=12/12", "a.json:2=7/10"],
        ),
        (
            "a.csv",
            format!("\u{feff}id,text\n1,\"{A}\n\"\"{B}\"\"\"\r\n\r\n,{B}"),
            &["1=12/12", "1=7/10", "a.csv:5=7/10"],
        ),
        ("a.csv", format!("id;text\n1;\"Xã; {A}\"\n"), &["1=12/12"]),
        ("a.tsv", format!("text\tid\n{A}\tx, y\n"), &["x, y=12/12"]),
        (
            "a.html",
            format!(
                "<html><head><title>1/2 xã</title><style>.a{{width:3/4 phần}}</style></head><body><nav>5/6 xã</nav>\
                 <article><p>Quận ho&agrave;n th&#224;nh 12/12 chỉ tiêu.</p><script>let a = '8/9 xã';</script>\
                 <p>{B}</p></article></body></html>"
            ),
            &["a.html=12/12", "a.html=7/10"],
        ),
        // Told by content, where the name says nothing.
        ("a", format!("{{\"id\":1,\"text\":\"{A}\"}}"), &["1=12/12"]),
        ("a", format!("[{{\"id\":1,\"text\":\"{A}\"}}]"), &["1=12/12"]),
        ("a", format!("<!DOCTYPE html><p>{A}</p>"), &["a=12/12"]),
    ];
    for (name, content, expected) in cases {
        if cfg!(not(feature = "html")) && content.starts_with('<') {
            continue;
        }
        let folder = Folder::of([(name, content.as_bytes())]);
        assert_eq!(mentions(&folder, &format!("extract {name}")), expected, "{name}: {content}");
    }
}

#[test]
fn a_named_format_counts_more_than_name_and_content() {
    let folder = Folder::of([("a.log", format!("id,text\n1,{A}\n").as_bytes())]);
    assert_eq!(mentions(&folder, "extract --input-format csv ."), ["1=12/12"]);
    assert_eq!(mentions(&folder, "extract --input-format txt a.log"), ["a.log=12/12"]);
}

#[test]
fn a_table_that_is_read_in_pieces_keeps_its_rows_and_lines() {
    let mut table = "id,text,x\n".to_owned();
    for n in 0..3000 {
        table += &format!(",\"dòng\n{n}\",{}\n", "ủ".repeat(100));
    }
    let folder = Folder::of([("a.csv", table.as_bytes())]);
    let documents: Vec<_> = trich::input::Input::open([folder.path().join("a.csv")], Default::default())
        .unwrap()
        .documents()
        .map(Result::unwrap)
        .collect();
    assert_eq!(documents.len(), 3000);
    for (n, document) in documents.iter().enumerate() {
        assert_eq!(document.text, format!("dòng\n{n}"));
        assert!(document.id.ends_with(&format!("a.csv:{}", 2 + 2 * n)), "{}", document.id);
    }
}

#[test]
fn a_list_that_is_read_in_pieces_keeps_its_elements_and_lines() {
    let element = |n| format!("{{\"x\":\"{}\",\n\"text\":\"{n}\"}}", "ủ".repeat(200));
    let list = format!("[\n{}\n]\n", (0..3000).map(element).collect::<Vec<_>>().join(",\n"));
    let folder = Folder::of([("a.json", list.as_bytes())]);
    let input = trich::input::Input::open([folder.path().join("a.json")], Default::default()).unwrap();
    let documents: Vec<_> = input.documents().map(Result::unwrap).collect();
    assert_eq!(documents.len(), 3000);
    for (n, document) in documents.iter().enumerate() {
        assert_eq!(document.text, n.to_string());
        assert!(document.id.ends_with(&format!("a.json:{}", 2 + 2 * n)), "{}", document.id);
    }
}

#[test]
#[cfg(feature = "tools")]
fn a_pattern_stands_for_the_files_that_are_like_it() {
    let folder = Folder::of([
        ("n/a.txt", A.as_bytes()),
        ("n/deep/b.txt", B.as_bytes()),
        ("n/c.md", A.as_bytes()),
        ("n/[d].txt", A.as_bytes()),
    ]);
    assert_eq!(mentions(&folder, "extract n/*.txt"), ["n/[d].txt=12/12", "n/a.txt=12/12"]);
    assert_eq!(mentions(&folder, "extract n/**/b.*"), ["n/deep/b.txt=7/10"]);
    assert_eq!(mentions(&folder, "extract */c.md"), ["n/c.md=12/12"]);
    assert_eq!(mentions(&folder, "extract n/[d].txt"), ["n/[d].txt=12/12"]);
    assert_eq!(folder.run("extract n/*.csv").err, "trich: n/*.csv: no file has a path like this\n");
    assert!(folder.run("extract n/{a").err.starts_with("trich: n/{a: no pattern of paths: "));
}

#[test]
fn files_that_are_skipped_are_told() {
    let folder = Folder::of([("n/a.txt", A.as_bytes()), ("n/b.md", B.as_bytes()), ("n/c.pdf", b"%PDF")]);
    assert_eq!(
        folder.run("extract n").err,
        "trich: 2 files were skipped, links or without a known ending, the first is n/b.md; \
         name them outright to read them\n"
    );
}

#[test]
fn fields_that_no_input_has_are_told() {
    let folder = Folder::of([("a.txt", A.as_bytes())]);
    let run = folder.run("extract a.txt --text-field body");
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            Some(0),
            "trich: --text-field was not used, since no input has fields; \
             if it has, name its format with --input-format\n"
        )
    );
}

/// A Parquet file with a column of identifiers, of texts and of dates, in groups of two rows.
#[cfg(feature = "parquet")]
fn parquet(texts: &[&str]) -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    let schema = "message m { required int64 id; optional binary text (UTF8); required binary date (UTF8); }";
    let schema = std::sync::Arc::new(parse_message_type(schema).unwrap());
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Default::default()).unwrap();
    for (index, texts) in texts.chunks(2).enumerate() {
        let mut group = file.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let ids: Vec<_> = (0..texts.len()).map(|n| (2 * index + n + 1) as i64).collect();
        column.typed::<Int64Type>().write_batch(&ids, None, None).unwrap();
        column.close().unwrap();
        let bytes = |text: &str| ByteArray::from(text.as_bytes().to_vec());
        let mut column = group.next_column().unwrap().unwrap();
        let values: Vec<_> = texts.iter().map(|text| bytes(text)).collect();
        column.typed::<ByteArrayType>().write_batch(&values, Some(&vec![1; values.len()]), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let dates = vec![bytes("2024-05-01"); texts.len()];
        column.typed::<ByteArrayType>().write_batch(&dates, None, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
    }
    file.into_inner().unwrap()
}

#[test]
#[cfg(feature = "parquet")]
fn the_rows_of_parquet_are_documents() {
    let folder = Folder::of([("a.parquet", parquet(&[A, B, "Không có gì.", A]).as_slice())]);
    assert_eq!(mentions(&folder, "extract a.parquet"), ["1=12/12", "2=7/10", "4=12/12"]);
    let run = folder.run("extract a.parquet --id-field date --keep id,date");
    assert!(run.out.lines().next().unwrap().ends_with(r#","id":1,"date":"2024-05-01"}"#), "{}", run.out);
}

#[cfg(feature = "compression")]
mod compression {
    use super::*;
    use std::fs;
    use std::io::Write;

    pub fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn bzip2(bytes: &[u8]) -> Vec<u8> {
        let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn xz(bytes: &[u8]) -> Vec<u8> {
        let mut writer = liblzma::write::XzEncoder::new(Vec::new(), 1);
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ::zstd::encode_all(bytes, 1).unwrap()
    }

    fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ::tar::Builder::new(Vec::new());
        for (path, content) in files {
            let mut header = ::tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            header.set_mode(0o644);
            archive.append_data(&mut header, path, *content).unwrap();
        }
        archive.into_inner().unwrap()
    }

    #[test]
    fn every_format_is_read_in_every_compression_whatever_its_name() {
        #[cfg_attr(not(feature = "parquet"), expect(unused_mut))]
        let mut contents = vec![
            ("txt", A.as_bytes().to_vec()),
            ("html", format!("<p>{A}</p>").into_bytes()),
            ("jsonl", format!("{{\"text\":\"{A}\"}}\n").into_bytes()),
            ("json", format!("[{{\"text\":\"{A}\"}}]").into_bytes()),
            ("csv", format!("text\n{A}\n").into_bytes()),
            ("tsv", format!("text\n{A}\n").into_bytes()),
        ];
        #[cfg(feature = "parquet")]
        contents.push(("parquet", parquet(&[A])));
        let mut files = Vec::new();
        for (format, content) in contents {
            for (ending, compress) in
                [("gz", gzip as fn(&[u8]) -> Vec<u8>), ("bz2", bzip2), ("xz", xz), ("zst", zstd)]
            {
                let packed = compress(&content);
                files.push((format!("{format}-{ending}-a.{format}.{ending}"), packed.clone()));
                files.push((format!("{format}-{ending}-b.{format}"), packed));
            }
        }
        let folder = Folder::of(files.iter().map(|(name, content)| (name.as_str(), content.as_slice())));
        let found = mentions(&folder, "extract .");
        files.sort();
        for ((name, _), mention) in files.iter().zip(&found) {
            let doc = mention.strip_suffix("=12/12").unwrap();
            assert!(
                doc.starts_with(&format!("./{name}")) || name.starts_with("parquet") && doc == "1",
                "{doc}"
            );
        }
        assert_eq!(found.len(), files.len());
    }

    #[test]
    fn compressed_parts_that_follow_each_other_are_one_file() {
        for compress in [gzip as fn(&[u8]) -> Vec<u8>, bzip2, xz, zstd] {
            let parts = [compress(A.as_bytes()), compress(B.as_bytes())].concat();
            let folder = Folder::of([("a.txt", parts.as_slice())]);
            let input = trich::input::Input::open([folder.path()], Default::default()).unwrap();
            let texts: Vec<_> = input.documents().map(|document| document.unwrap().text).collect();
            assert_eq!(texts, [[A, B].concat()]);
        }
    }

    #[test]
    fn the_files_of_an_archive_are_read_like_those_of_a_folder() {
        let lines = gzip(format!("{{\"text\":\"{A}\"}}\n").as_bytes());
        let archive = tar(&[
            ("./n/b.txt", B.as_bytes()),
            ("n/.hidden.txt", A.as_bytes()),
            ("n/notes.md", A.as_bytes()),
            ("a.jsonl.gz", &lines),
            ("c.tar", &tar(&[("d.txt", A.as_bytes())])),
        ]);
        let folder = Folder::of([("news.tar", archive.as_slice()), ("news.tzst", &zstd(&archive))]);
        for name in ["news.tar", "news.tzst"] {
            let run = folder.run(&format!("extract {name}"));
            assert_eq!(
                (run.code, run.err),
                (
                    Some(0),
                    format!(
                        "trich: 1 file was skipped, links or without a known ending, the first is {name}/n/notes.md; \
                         name them outright to read them\n"
                    )
                )
            );
            let docs: Vec<_> = run
                .out
                .lines()
                .map(|line| serde_json::from_str::<trich::Record>(line).unwrap().doc.replace(name, ""))
                .collect();
            assert_eq!(docs, ["/n/b.txt", "/a.jsonl.gz:1", "/c.tar/d.txt"]);
        }
    }

    #[test]
    fn compressed_standard_input_is_read() {
        let folder = Folder::of([]);
        let run = folder.pipe("extract --text-field body", &gzip(format!("{{\"body\":\"{A}\"}}").as_bytes()));
        assert_eq!((run.code, run.out.lines().count()), (Some(0), 1), "{}", run.err);
    }

    #[test]
    fn the_fields_of_a_compressed_file_are_checked() {
        let folder = Folder::of([]);
        fs::write(folder.path().join("a.csv.gz"), gzip(b"id,body\n1,T\n")).unwrap();
        let run = folder.run("extract a.csv.gz --text-field bodi");
        assert_eq!(
            run.err,
            "trich: a.csv.gz: no field `bodi`; did you mean `body`? The fields are `body`, `id`\n"
        );
    }
}
